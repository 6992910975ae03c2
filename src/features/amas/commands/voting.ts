// Voting: the button below a question; once more takes the vote back.
import type { Action } from '../../../core/command.ts';
import { p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { labelOf } from '../facts.ts';
import { holdsQuestions } from '../rules.ts';
import type { AmaLookup } from './lookup.ts';

/** The button of a question in the thread. */
export function votingAction(lookup: AmaLookup): Action {
  return {
    name: 'amas/vote',
    args: ['id'],
    access: 'everyone',
    async run(request, [id]) {
      const found = await lookup.asked(request, id);
      const voter = await lookup.people.of(request.groupId, request.caller);
      if (!holdsQuestions(found.ama) || found.question.state !== 'approved') {
        const isEarly = found.ama.state !== 'closed' && found.question.state === 'waiting';
        const words = isEarly ? 'is not open for votes yet' : 'is no longer open for votes';
        throw new UserError(`Question ${labelOf(found.question)} ${words}. \`/ama queue\` shows which are.`);
      }
      const { platform, id: accountId } = request.caller;
      const by = { personId: voter.id, platform, accountId };
      const came = await lookup.store.vote(found.ama, found.question.id, by);
      if (came === 'own') {
        throw new UserError(
          `You asked question ${labelOf(found.question)} yourself, so it counts already; the votes of others put it first.`,
        );
      }
      const words = came === 'added' ? 'Your vote counts for' : 'You took back your vote for';
      return whisper(p(`${words} question ${labelOf(found.question)}.`));
    },
  };
}
