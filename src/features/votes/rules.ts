// When a vote is open, whom it waits for, when it reminds, and what may be done with it.
import { reminderAt } from '../../core/reminder.ts';
import type { Elector, Verdict, Vote, VoteState } from './facts.ts';

const minute = 60 * 1000;
const hour = 60 * minute;
const day = 24 * hour;

/** When a vote of so many days closes that opens at an instant. */
export function closingAt(openedAt: Date, days: number): Date {
  return new Date(openedAt.getTime() + days * day);
}

/** Whether ballots are taken. */
export function isOpen({ state, closesAt }: Pick<Vote, 'state' | 'closesAt'>, now: Date): boolean {
  return state === 'open' && now < closesAt;
}

/** So long after its end a vote waits for ballots that were written in time and could not be read yet. */
const patience = hour;

/** Whether a vote that is over can be counted: what was written before its end was read, or is not waited for any longer. */
export function isCountable(
  { closesAt }: Pick<Vote, 'closesAt'>,
  /** The time, and up to when what people wrote was read; undefined where it is heard at once. */
  { now, readUntil = now }: { readonly now: Date; readonly readUntil?: Date | undefined },
): boolean {
  return now >= closesAt && (readUntil >= closesAt || now.getTime() >= closesAt.getTime() + patience);
}

/** Whether a vote would be reminded of within a day of an instant: one message then names it as well. */
export function isRemindedBy(vote: Pick<Vote, 'openedAt' | 'closesAt'>, at: Date): boolean {
  return reminderAt(vote).getTime() < at.getTime() + day;
}

/** Those who could still vote and have not been reminded of it. */
export function toRemind(electors: readonly Elector[]): Elector[] {
  return electors.filter(
    ({ hasVoted, leftAt, remindedAt }) => !hasVoted && leftAt === undefined && remindedAt === undefined,
  );
}

/**
 * When something is due for a vote next: its reminder or its end, or a look whether what is over can be counted;
 * undefined when it has ended.
 */
export function nextDueAt(vote: Pick<Vote, 'state' | 'openedAt' | 'closesAt'>, now: Date): Date | undefined {
  const end = now < vote.closesAt ? vote.closesAt : new Date(now.getTime() + minute);
  if (vote.state === 'proposed') return end;
  if (vote.state !== 'open') return undefined;
  const reminder = reminderAt(vote);
  return now < reminder ? reminder : end;
}

/** Whether a vote is open, or may be: it can still be ended. */
export const isRunning = ({ state }: Pick<Vote, 'state'>): boolean =>
  state === 'open' || state === 'proposed';

/** How many have voted. */
export const votedIn = ({ electors }: Pick<Vote, 'electors'>): number =>
  electors.filter(({ hasVoted }) => hasVoted).length;

/** What is known of a vote that is over, in one word. */
export const stateWords: Readonly<Record<VoteState, string>> = {
  proposed: 'waits for a second',
  open: 'open',
  closed: 'closed',
  withdrawn: 'withdrawn',
  amended: 'amended',
};

/** How a vote ended that was not counted: "withdrawn by tokyo". */
export function droppedWords({ state, endedBy }: Pick<Vote, 'state' | 'endedBy'>): string {
  return `${stateWords[state]}${endedBy === undefined ? '' : ` by ${endedBy}`}`;
}

/** A verdict in one or two words. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  passed: 'passed',
  partly: 'filled a part of the seats',
  failed: 'did not pass',
  vetoed: 'did not pass: there was a -1',
  objected: 'did not pass: there was an objection',
  tied: 'is tied',
  tooFew: 'did not pass: too few voted for it',
  noQuorum: 'has no quorum',
};

/** A verdict where it stands by itself: "tied". */
export const bareVerdict = (verdict: Verdict): string => verdictWords[verdict].replace(/^(?:is|has) /u, '');
