// Voting: the button below a question; once more takes the vote back.
import { buttonsOn } from '../../../core/command/buttons.ts';
import type { Action } from '../../../core/command.ts';
import { p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { labelOf } from '../facts.ts';
import { holdsQuestions } from '../rules.ts';
import type { AmaLookup } from './lookup.ts';

/** The button of a question in the thread. */
export function votingAction(lookup: AmaLookup): Action {
  return buttonsOn(lookup.asked)('amas/vote', [], async ({ request, ama, question }) => {
    if (!holdsQuestions(ama) || question.state !== 'approved') {
      const isEarly = ama.state !== 'closed' && question.state === 'waiting';
      const words = isEarly ? 'is not open for votes yet' : 'is no longer open for votes';
      throw new UserError(`Question ${labelOf(question)} ${words}. \`/ama queue\` shows which are.`);
    }
    const voter = await lookup.caller(request);
    const { platform, id: accountId } = request.caller;
    const came = await lookup.store.vote(ama, question.id, { personId: voter.id, platform, accountId });
    if (came === 'own')
      throw new UserError(
        `You asked question ${labelOf(question)} yourself, so it counts already; the votes of others put it first.`,
      );
    const words = came === 'added' ? 'Your vote counts for' : 'You took back your vote for';
    return whisper(p(`${words} question ${labelOf(question)}.`));
  });
}
