// Keeping a ballot, wherever it was given: in chat or on the page of a personal link.

import { UserError } from '../../../core/errors.ts';
import { beginning, shortened } from '../../../core/text/shortened.ts';
import { needsReason, recuse } from '../choices.ts';
import type { VotesDeps } from '../deps.ts';
import type { Vote } from '../facts.ts';
import { isOpen, stateWords } from '../rules.ts';
import type { NewBallot } from '../store/counting.ts';
import { ballotWords } from '../views.ts';

/** How long a reason may be, in characters. */
export const longestReason = 500;

/** Throws a UserError that says why somebody cannot vote now. */
export function refuseVoter(vote: Vote, personId: number, askedAt: Date): void {
  if (!isOpen(vote, askedAt)) throw refusal(wasInTime(vote, askedAt) ? 'counted' : 'over', vote);
  const elector = vote.electors.find((one) => one.personId === personId);
  if (!elector) throw refusal('stranger', vote);
  if (elector.leftAt) throw refusal('left', vote);
}

/** Keeps a ballot; answers what to tell its voter. Throws a UserError that says why it does not count. */
export async function keepBallot(
  { store }: Pick<VotesDeps, 'store'>,
  vote: Vote,
  ballot: NewBallot,
): Promise<{ readonly said: string; readonly isClosed: boolean }> {
  const { personId, choice, now: askedAt } = ballot;
  refuseVoter(vote, personId, askedAt);
  const reason = beginning(ballot.reason?.trim() ?? '', longestReason) || undefined;
  if (needsReason(choice) && reason === undefined)
    throw new UserError(
      `${choice === '-1' ? 'A -1' : 'An objection'} needs its reason, so that the others can answer it: \`/vote cast vote:${vote.number} choice:${choice} reason:"…"\`.`,
    );
  const came = await store.cast(vote, { ...ballot, reason });
  if (!('isClosed' in came)) {
    const isLate = came.kind === 'over' && wasInTime(came.vote, askedAt);
    throw refusal(isLate ? 'counted' : came.kind, came.vote);
  }
  const words = { cast: 'Your vote is counted: ', changed: 'Your vote is now: ', same: 'Your vote stands: ' };
  const choiceSaid = choice === recuse ? 'you keep out of it' : ballotWords(vote, choice);
  const which = `vote ${vote.number}: "${shortened(vote.question, 60)}"`;
  return { said: `${words[came.kind]}${choiceSaid} (${which}).`, isClosed: came.isClosed };
}

/** Whether a ballot had been given before the vote was counted, which it can no longer change. */
function wasInTime({ state, closedAt, openedAt }: Vote, askedAt: Date): boolean {
  return state === 'closed' && closedAt !== undefined && openedAt <= askedAt && askedAt < closedAt;
}

function refusal(kind: 'over' | 'counted' | 'older' | 'stranger' | 'left', vote: Vote): UserError {
  const { number, state } = vote;
  if (kind === 'counted')
    return new UserError(
      `You wrote that in time, but I could read it only after vote ${number} was counted: it is not in the result, which stands as it was told. Look at \`/vote show vote:${number}\`; where your vote would change it, a member can ask again with \`/vote open\`.`,
    );
  if (kind === 'older')
    return new UserError(
      `You have voted in vote ${number} since you wrote that, and the later one stands. \`/vote show vote:${number}\` shows how it goes.`,
    );
  if (kind === 'over' && state === 'proposed')
    return new UserError(`Vote ${number} waits for a second and is not open yet.`);
  if (kind === 'over') {
    const words = state === 'open' ? 'over' : stateWords[state];
    return new UserError(
      `Vote ${number} is ${words}: it takes no more votes. \`/vote show vote:${number}\` shows what came out.`,
    );
  }
  return new UserError(
    kind === 'left'
      ? `You have left the group since vote ${number} opened, so you cannot vote in it. \`/vote show vote:${vote.number}\` shows how it goes.`
      : `You have no vote in vote ${number}: ${vote.voters === '' ? 'those who had one' : `members with the tag "${vote.voters}"`} when it opened vote in it. If that was you with another account, join the two: in the chat, /member link with your name on the forum does that.`,
  );
}
