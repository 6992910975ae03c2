// Voting: by button, by form and by command; a secret vote only where nobody else reads it.

import { wordsFor } from '../../../core/command/error-words.ts';
import { type Form, openerOf } from '../../../core/command/form.ts';
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import { code, doc, p, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { listed } from '../../../core/text/listed-words.ts';
import { choicesOf, hasOptions, readChoice, recuse } from '../choices.ts';
import type { VotesDeps } from '../deps.ts';
import type { Vote, VoteLine } from '../facts.ts';
import { castWords } from '../notice-views.ts';
import { isOpen, stateWords } from '../rules.ts';
import { spokenChoice, spokenList } from '../spoken-choices.ts';
import { voteButtons, voteCard } from '../views.ts';
import { optionsForm, reasonForm } from './ballot-forms.ts';
import { keepBallot, longestReason, refuseVoter } from './ballots.ts';
import { electorsOf } from './electing.ts';
import { meantVote, voteOption } from './lookup.ts';

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
        read(words) {
          const choice = spokenChoice(words) ?? spokenList(words);
          return choice === undefined ? undefined : { choice };
        },
        async spokenHint(request) {
          const vote = await meantVote(deps, request, {
            typed: undefined,
            fits: ({ state }) => state === 'open',
          });
          if (!isOpen(vote, request.now))
            return doc(
              p`Vote ${vote.number} takes no votes now. ${code(`/vote show vote:${vote.number}`)} shows it.`,
            );
          const choices = choicesOf(vote.rule);
          return doc(
            p`No vote is counted. To vote in vote ${vote.number}:
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
        const vote = await meantVote(deps, request, { typed, fits: ({ state }) => state === 'open' });
        refusePublic(vote, request);
        const read = readChoice(choice, vote);
        return await cast(deps, request, { vote, choice: read.choice, reason: reason ?? read.reason });
      },
    }),
    command({
      name: 'vote second',
      description: 'Seconds a vote that was proposed, so that it opens',
      access: 'member',
      options: { vote: voteOption(deps) },
      async run(request, { vote: typed }) {
        const fits = ({ state }: VoteLine) => state === 'proposed';
        return await second(deps, request, await meantVote(deps, request, { typed, fits }));
      },
    }),
  ];
}

/** Builds the buttons below a vote. */
export function castingActions(deps: VotesDeps): Action[] {
  return [
    {
      name: 'votes/cast',
      args: ['id', 'text'],
      access: 'everyone',
      async run(request, [id, choice = '']) {
        const vote = await voteById(deps, request, id);
        return await cast(deps, request, {
          vote,
          choice: readChoice(choice, vote).choice,
          reason: undefined,
        });
      },
    },
    ...castingForms(deps).map((form) => openerOf(form, form.args)),
    {
      name: 'votes/show',
      args: ['id'],
      access: 'everyone',
      async run(request, [id]) {
        const vote = await voteById(deps, request, id);
        await refuseStranger(deps, request, vote);
        return whisper(voteCard(vote, request, request.can), { buttons: voteButtons(vote, request.now) });
      },
    },
    {
      name: 'votes/second',
      args: ['id'],
      access: 'member',
      run: async (request, [id]) => await second(deps, request, await voteById(deps, request, id)),
    },
  ];
}

/** Builds the forms. */
export function castingForms(deps: VotesDeps): Form[] {
  return [
    {
      name: 'votes/reason',
      args: ['id', 'text'],
      access: 'everyone',
      async open(request, [id, choice = ''], { reason }) {
        const vote = await voteById(deps, request, id);
        await refuseStranger(deps, request, vote);
        return reasonForm(vote, readChoice(choice, vote).choice, reason);
      },
      async run(request, [id, choice = ''], { reason }) {
        const vote = await voteById(deps, request, id);
        return await castTyped(deps, request, { vote, choice, reason });
      },
    },
    {
      name: 'votes/choose',
      args: ['id'],
      access: 'everyone',
      async open(request, [id], { choice }) {
        const vote = await voteById(deps, request, id);
        const voter = await refuseStranger(deps, request, vote);
        const before = vote.ballots.find(({ personId }) => personId === voter.id)?.choice;
        return optionsForm(vote, choice ?? (before === recuse || before === 'abstain' ? undefined : before));
      },
      async run(request, [id], { choice = '' }) {
        const vote = await voteById(deps, request, id);
        return await castTyped(deps, request, { vote, choice, reason: undefined });
      },
    },
  ];
}

/** Takes in a form. What was typed is kept after a refusal, to be corrected; of a vote that is over nothing is. */
async function castTyped(
  deps: VotesDeps,
  request: Request,
  { vote, choice, reason }: { vote: Vote; choice: string; reason: string | undefined },
): Promise<Reply> {
  try {
    return await cast(deps, request, { vote, choice: readChoice(choice, vote).choice, reason });
  } catch (error) {
    const now = await deps.store.vote(request.groupId, vote.id);
    if (!(error instanceof UserError) || (now && isOpen(now, request.now))) throw error;
    return whisper(wordsFor(error), { isError: true });
  }
}

async function voteById({ store }: VotesDeps, request: Request, id: string | undefined): Promise<Vote> {
  const vote = await store.vote(request.groupId, Number(id));
  if (!vote) throw new UserError('That vote is not there any more. `/vote list` shows those that are.');
  return vote;
}

/** Whoever reads along would know a secret vote; the choice is not even looked at. */
function refusePublic(vote: Vote, request: Request): void {
  if (!vote.isSecret || !request.isPublicPlace) return;
  throw new UserError(
    `Vote ${vote.number} is secret, and what you wrote here is public: it does not count. Please delete it, and send me \`/vote cast vote:${vote.number} choice:"…"\` in a private message.`,
  );
}

/** The caller, if they may vote now. Throws a UserError that says why not. */
async function refuseStranger({ people }: VotesDeps, request: Request, vote: Vote) {
  const voter = await people.of(request.groupId, request.caller);
  refuseVoter(vote, voter.id, request.askedAt ?? request.now);
  return voter;
}

async function cast(
  deps: VotesDeps,
  request: Request,
  { vote, choice, reason }: { vote: Vote; choice: string; reason: string | undefined },
): Promise<Reply> {
  const voter = await refuseStranger(deps, request, vote);
  const came = await keepBallot(deps, vote, {
    personId: voter.id,
    choice,
    reason,
    askedAt: request.askedAt ?? request.now,
  });
  const until = isOpen(vote, request.now)
    ? ['You can change it until ', time(vote.closesAt, request.zone), '.']
    : 'It came in time; the vote is over.';
  return whisper(
    doc(
      p`${came.said} ${came.isClosed ? 'Everybody has voted, so the vote is closed.' : until}`,
      hasOptions(vote.rule) && choice === 'abstain'
        ? p('You named no option: that is an abstention.')
        : undefined,
    ),
  );
}

async function second(deps: VotesDeps, request: Request, vote: Vote): Promise<Reply> {
  const member = await deps.people.of(request.groupId, request.caller);
  if (vote.state !== 'proposed')
    throw new UserError(
      `Vote ${vote.number} is ${stateWords[vote.state]}; it needs no second. \`/vote show vote:${vote.number}\` shows how it stands.`,
    );
  if (member.id === vote.openedById) {
    throw new UserError('You proposed this vote yourself. Ask another member to second it.');
  }
  const electors = await electorsOf(deps, request.groupId, vote.voters);
  if (!electors.some(({ id }) => id === member.id)) {
    throw new UserError(
      `Whoever seconds vote ${vote.number} must have a vote in it, and you have none. Ask a member who has one.`,
    );
  }
  if (!(await deps.store.second(vote, { electors, now: request.askedAt ?? request.now }))) {
    throw new UserError(`Vote ${vote.number} does not wait for a second any more.`);
  }
  return whisper(
    p(`You seconded vote ${vote.number}: it is open. `, code('/vote cast'), ' or its buttons vote.'),
  );
}
