// Voting: by button, by form and by command; a secret vote only where nobody else reads it.

import { buttonsOn } from '../../../core/command/buttons.ts';
import { wordsFor } from '../../../core/command/error-words.ts';
import { type Form, openerOf } from '../../../core/command/form.ts';
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { code, doc, p, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { field, openForm, type Reply, whisper } from '../../../core/reply.ts';
import { listed } from '../../../core/text/listed-words.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { choicesOf, choiceWords, hasOptions, optionsIn, readChoice, recuse } from '../choices.ts';
import type { VotesDeps } from '../deps.ts';
import type { Vote, VoteLine } from '../facts.ts';
import { castWords } from '../notice-views.ts';
import { isOpen, stateWords } from '../rules.ts';
import { spokenBallot, spokenChoice, spokenOption } from '../spoken-choices.ts';
import { ballotWords, voteButtons, voteCard } from '../views.ts';
import { keepBallot, longestReason, refuseVoter } from './ballots.ts';
import { electorsOf, meantVote, voteOption } from './lookup.ts';

/** A vote, as somebody asks about it. */
interface Asked {
  readonly deps: VotesDeps;
  readonly request: Request;
  readonly vote: Vote;
}

const isTaken = ({ state }: VoteLine) => state === 'open';

/** Builds `/vote cast` and `/vote second`. */
export function castingCommands(deps: VotesDeps): Command[] {
  return [
    command({
      name: 'vote cast',
      description: 'Votes, or changes your vote until it is closed',
      access: 'everyone',
      spoken: {
        about: 'vote',
        isAnswer: true,
        read: (words) => ({ choice: spokenChoice(words) ?? spokenOption(words) }),
        async isMeant(request, words) {
          const vote = await meantVote(deps, request, undefined, isTaken);
          const isBallot = spokenBallot(words, vote.options) !== undefined;
          if (isBallot && !request.isPublicPlace) await refuseUnclear({ deps, request, vote });
          return isBallot;
        },
        async spokenHint(request) {
          const vote = await meantVote(deps, request, undefined, isTaken);
          if (!isOpen(vote, request.now))
            return doc(
              p`Vote ${vote.number} takes no votes now. ${code(`/vote show vote:${vote.number}`)} shows it.`,
            );
          const choices = choicesOf(vote.rule);
          const who = await deps.people.known(request.groupId, request.caller);
          const before = who && vote.ballots.find(({ personId }) => personId === who.id)?.choice;
          const stands = before ? `Your vote is still: ${ballotWords(vote, before)}` : 'No vote is counted';
          return doc(
            p`${stands}. To ${before ? 'change it' : 'vote'} in vote ${vote.number}:
              ${castWords(vote)}${choices.length > 0 ? `; the choices are ${listed(choices)}.` : '.'}`,
          );
        },
      },
      options: {
        choice: option.text('+1, +0, -0 or -1; yes, no or abstain; agree or object; or options: 2 > 1', {
          required: true,
          max: 1000,
        }),
        vote: voteOption(deps),
        reason: option.text('Why; a -1 and an objection need one', { max: longestReason, mayBeNone: true }),
      },
      async run(request, { choice, vote: typed, reason }) {
        const vote = await meantVote(deps, request, typed, isTaken);
        refusePublic(vote, request);
        return await cast({ deps, request, vote }, choice, reason ?? readChoice(choice, vote).reason);
      },
    }),
    command({
      name: 'vote second',
      description: 'Seconds a vote that was proposed, so that it opens',
      access: 'member',
      options: { vote: voteOption(deps) },
      async run(request, { vote: typed }) {
        const vote = await meantVote(deps, request, typed, ({ state }) => state === 'proposed');
        return await second({ deps, request, vote });
      },
    }),
  ];
}

/** Builds the buttons below a vote. */
export function castingActions(deps: VotesDeps): Action[] {
  const find = (request: Request, id: string | undefined) => voteById(deps, request, id);
  const on = buttonsOn(find);
  return [
    on('votes/cast', ['text'], (asked, [choice = '']) => cast(asked, choice)),
    ...castingForms(deps).map((form) => openerOf(form, form.args)),
    on('votes/show', [], async (asked) => {
      await voter(asked);
      const { request, vote } = asked;
      return whisper(voteCard(vote, request, request.can), { buttons: voteButtons(vote, request.now) });
    }),
    buttonsOn(find, 'member')('votes/second', [], second),
  ];
}

/** Builds the forms: for a reason, and for a choice among options. */
export function castingForms(deps: VotesDeps): Form[] {
  return [
    {
      name: 'votes/reason',
      args: ['id', 'text'],
      access: 'everyone',
      async open(request, [id, said = ''], typed) {
        const asked = await voteById(deps, request, id);
        await voter(asked);
        const { vote } = asked;
        const { choice } = readChoice(said, vote);
        const label = vote.isSecret
          ? 'Why? It is shown without your name'
          : 'Why? It is shown with your vote';
        const hint = 'What would have to change for you to agree?';
        return openForm('votes/reason', {
          title: `${choiceWords(choice)} in vote ${vote.number}`,
          args: [String(vote.id), choice],
          fields: [field.paragraph('reason', label, typed.reason, { hint, maxLength: longestReason })],
        });
      },
      run: async (request, [id, choice = ''], { reason }) =>
        castTyped(await voteById(deps, request, id), choice, reason),
    },
    {
      name: 'votes/choose',
      args: ['id'],
      access: 'everyone',
      async open(request, [id], typed) {
        const asked = await voteById(deps, request, id);
        const { vote } = asked;
        const self = await voter(asked);
        const before = vote.ballots.find(({ personId }) => personId === self.id)?.choice;
        const numbers = before === recuse || before === 'abstain' ? undefined : before;
        const all = optionsIn(vote.options).map(({ number, name }) => `${number} ${name}`);
        const label =
          vote.rule === 'ranked' ? 'Best first, by number: 2 > 1 > 3' : 'Those you approve, by number: 1, 3';
        const more = { hint: shortened(all.join(' · '), 100), required: false, maxLength: 1000 };
        return openForm('votes/choose', {
          title: `Your vote ${vote.number}`,
          args: [String(vote.id)],
          fields: [field.paragraph('choice', label, typed.choice ?? numbers, more)],
        });
      },
      run: async (request, [id], { choice = '' }) => castTyped(await voteById(deps, request, id), choice),
    },
  ];
}

/** Takes in a form. What was typed is kept after a refusal, to be corrected; of a vote that is over nothing is. */
async function castTyped(asked: Asked, choice: string, reason?: string): Promise<Reply> {
  try {
    return await cast(asked, choice, reason);
  } catch (error) {
    const { deps, request, vote } = asked;
    const now = await deps.store.vote(request.groupId, vote.id);
    if (!(error instanceof UserError) || (now && isOpen(now, request.now))) throw error;
    return whisper(wordsFor(error), { isError: true });
  }
}

/** The vote of a button or form. Throws a UserError when it is not there. */
async function voteById(deps: VotesDeps, request: Request, id: string | undefined): Promise<Asked> {
  const vote = await deps.store.vote(request.groupId, Number(id));
  if (vote) return { deps, request, vote };
  throw new UserError('That vote is not there any more. `/vote list` shows those that are.');
}

/** Whoever reads along would know a secret vote; the choice is not even looked at. */
function refusePublic(vote: Vote, request: Request): void {
  if (!vote.isSecret || !request.isPublicPlace) return;
  throw new UserError(
    `Vote ${vote.number} is secret, and what you wrote here is public: it does not count. Please delete it, and send me \`/vote cast vote:${vote.number} choice:"…"\` in a private message.`,
  );
}

/** Throws a UserError for a ballot in private of somebody who was reminded of several votes in one message. */
async function refuseUnclear({ deps, request, vote }: Asked): Promise<void> {
  const { id: self } = await deps.people.knownOrNew(request.groupId, request.caller);
  const remindedAt = ({ electors }: Vote) =>
    electors.find(({ personId, hasVoted }) => personId === self && !hasVoted)?.remindedAt?.getTime();
  const at = remindedAt(vote);
  if (at === undefined) return;
  const waiting = (await deps.store.running(request.groupId)).filter((one) => remindedAt(one) === at);
  if (waiting.length < 2) return;
  const names = waiting.map(({ number, question }) => `${number} ("${question}")`);
  throw new UserError(
    `Which vote do you mean? Yours is missing in ${listed(names)}. Say it with the number: \`/vote cast vote:${vote.number} choice:"…"\`.`,
  );
}

/** The caller, if they may vote now. Throws a UserError that says why not. */
async function voter({ deps, request, vote }: Asked): Promise<PersonFacts> {
  const who = await deps.people.knownOrNew(request.groupId, request.caller);
  refuseVoter(vote, who.id, request.askedAt ?? request.now);
  return who;
}

/** Keeps the ballot that was typed or pressed, with its reason; one after the choice itself counts in the command alone. */
async function cast({ deps, request, vote }: Asked, typed: string, reason?: string): Promise<Reply> {
  const { choice } = readChoice(typed, vote);
  const { id: personId } = await deps.people.knownOrNew(request.groupId, request.caller);
  const now = request.askedAt ?? request.now;
  const came = await keepBallot(deps, vote, { personId, choice, reason, now });
  const until = isOpen(vote, request.now)
    ? ['You can change it until ', time(vote.closesAt, request.zone), '.']
    : 'It came in time; the vote is over.';
  return whisper(
    doc(
      p`${came.said} ${came.isClosed ? 'Everybody has voted, so the vote is closed.' : until}`,
      hasOptions(vote.rule) && choice === 'abstain' && p('You named no option: that is an abstention.'),
    ),
  );
}

async function second({ deps, request, vote }: Asked): Promise<Reply> {
  const member = await deps.people.of(request.groupId, request.caller);
  if (vote.state !== 'proposed')
    throw new UserError(
      `Vote ${vote.number} is ${stateWords[vote.state]}; it needs no second. \`/vote show vote:${vote.number}\` shows how it stands.`,
    );
  if (member.id === vote.openedById)
    throw new UserError('You proposed this vote yourself. Ask another member to second it.');
  const electors = await electorsOf(deps, request.groupId, vote);
  if (!electors.some(({ id }) => id === member.id))
    throw new UserError(
      `Whoever seconds vote ${vote.number} must have a vote in it, and you have none. Ask a member who has one.`,
    );
  if (!(await deps.store.second(vote, { electors, now: request.askedAt ?? request.now })))
    throw new UserError(`Vote ${vote.number} does not wait for a second any more.`);
  return whisper(
    p(`You seconded vote ${vote.number}: it is open. `, code('/vote cast'), ' or its buttons vote.'),
  );
}
