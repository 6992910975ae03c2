// Keeping a ballot, wherever it was given: in chat or on the page of a personal link.
import { UserError } from '../../../core/errors.ts';
import { needsReason, recuse } from '../choices.ts';
import type { VotesDeps } from '../deps.ts';
import type { Vote } from '../facts.ts';
import { isOpen, stateWords } from '../rules.ts';
import { ballotWords } from '../views.ts';

/** How long a reason may be, in characters. */
export const longestReason = 500;

/** A ballot as somebody gives it. */
export interface GivenBallot {
  readonly personId: number;
  readonly choice: string;
  readonly reason: string | undefined;
  readonly now: Date;
}

/** Throws a UserError that says why somebody cannot vote now. */
export function refuseVoter(vote: Vote, personId: number, now: Date): void {
  if (!isOpen(vote, now)) throw refusal('over', vote);
  const elector = vote.electors.find((one) => one.personId === personId);
  if (!elector) throw refusal('stranger', vote);
  if (elector.leftAt) throw refusal('left', vote);
}

/** Keeps a ballot; answers what to tell its voter. Throws a UserError that says why it does not count. */
export async function keepBallot(
  { store }: Pick<VotesDeps, 'store'>,
  vote: Vote,
  { personId, choice, reason, now }: GivenBallot,
): Promise<{ readonly said: string; readonly isClosed: boolean }> {
  refuseVoter(vote, personId, now);
  const why = reason?.trim().slice(0, longestReason) || undefined;
  if (needsReason(choice) && why === undefined) {
    throw new UserError(
      `${choice === '-1' ? 'A -1' : 'An objection'} needs its reason, so that the others can answer it: \`/vote cast vote:${vote.number} choice:${choice} reason:"…"\`.`,
    );
  }
  const came = await store.cast(vote, { personId, choice, now, ...(why !== undefined && { reason: why }) });
  if (!('isClosed' in came)) throw refusal(came.kind, came.vote);
  const words = { cast: 'Your vote is counted: ', changed: 'Your vote is now: ', same: 'Your vote stands: ' };
  const choiceSaid = choice === recuse ? 'you keep out of it' : ballotWords(vote, choice);
  return { said: `${words[came.kind]}${choiceSaid}.`, isClosed: came.isClosed };
}

function refusal(kind: 'over' | 'stranger' | 'left', vote: Vote): UserError {
  const { number, state } = vote;
  if (kind === 'over' && state === 'proposed') {
    return new UserError(`Vote ${number} waits for a second and is not open yet.`);
  }
  if (kind === 'over') {
    const words = state === 'open' ? 'over' : stateWords[state];
    return new UserError(
      `Vote ${number} is ${words}: it takes no more votes. \`/vote show vote:${number}\` shows what came out.`,
    );
  }
  return new UserError(
    kind === 'left'
      ? `You have left the group since vote ${number} opened, so you cannot vote in it. \`/vote show vote:${vote.number}\` shows how it goes.`
      : `You have no vote in vote ${number}: those who had one when it opened vote in it. If that was you with another account, join the two with \`/member link\`.`,
  );
}
