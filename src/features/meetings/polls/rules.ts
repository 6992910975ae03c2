// How a poll is counted, which time is the best, when it reminds and closes, and who may answer.
import { reminderAt } from '../../../core/reminder.ts';
import { earliest, latest } from '../../../core/time.ts';
import type { Participant, Poll, PollAnswer } from './facts.ts';

const hour = 60 * 60_000;
const day = 24 * hour;

/** How many times a poll offers. */
export const fewestTimes = 2;
export const mostTimes = 10;

/** What is answered to one time. */
export interface TimeTally {
  /** From 1. */
  readonly number: number;
  readonly at: Date;
  readonly counts: Readonly<Record<PollAnswer, number>>;
  readonly isPast: boolean;
}

/** How each time stands, in the poll's order. */
export function tallyOf({ options, participants }: Pick<Poll, 'options' | 'participants'>, now: Date) {
  const count = (index: number, answer: PollAnswer) =>
    participants.filter(({ answers }) => answers[index] === answer).length;
  return options.map((at, index): TimeTally => {
    const counts = { yes: count(index, 'yes'), maybe: count(index, 'maybe'), no: count(index, 'no') };
    return { number: index + 1, at, counts, isPast: at <= now };
  });
}

/**
 * The times that are still to come, the best first: where most can come, if need be; of those where most come gladly; of
 * those the earliest.
 */
export function ranked(poll: Pick<Poll, 'options' | 'participants'>, now: Date): TimeTally[] {
  const comes = ({ counts }: TimeTally) => counts.yes + counts.maybe;
  return tallyOf(poll, now)
    .filter(({ isPast }) => !isPast)
    .toSorted((a, b) => comes(b) - comes(a) || b.counts.yes - a.counts.yes || a.number - b.number);
}

/** Whether somebody has answered each time that is still to come. */
export function isComplete(
  { answers }: Pick<Participant, 'answers'>,
  { options }: Pick<Poll, 'options'>,
  now: Date,
): boolean {
  return options.every((at, index) => at <= now || answers[index] !== undefined);
}

/** Those who are asked and have not answered everything. */
export function missing(poll: Pick<Poll, 'options' | 'participants'>, now: Date): Participant[] {
  return poll.participants.filter((one) => one.isAwaited && !isComplete(one, poll, now));
}

/** Whether nobody is waited for any more. */
export function haveAllAnswered(poll: Pick<Poll, 'options' | 'participants'>, now: Date): boolean {
  return poll.participants.some(({ isAwaited }) => isAwaited) && missing(poll, now).length === 0;
}

/** Whether answers are taken. */
export function isOpen({ state, closesAt }: Pick<Poll, 'state' | 'closesAt'>, now: Date): boolean {
  return state === 'open' && now < closesAt;
}

/** The states in which a poll can still become a meeting. */
export const undecided: Poll['state'][] = ['open', 'closed'];

/** Whether a poll can still become a meeting. */
export const isUndecided = ({ state }: Pick<Poll, 'state'>): boolean => undecided.includes(state);

/** Whether somebody may answer: those who are asked; later members too, unless it is for those with a tag. */
export function mayAnswer(
  poll: Pick<Poll, 'audience' | 'participants'>,
  { id, isMember }: { readonly id: number; readonly isMember: boolean },
): boolean {
  if (poll.audience === 'anyone') return true;
  const isKnown = poll.participants.some(({ personId }) => personId === id);
  return isMember && (poll.audience !== 'tagged' || isKnown);
}

/** When a poll closes about which nothing was said: after five days, but a day before its first time, or half-way to it. */
export function usualClosing(first: Date, now: Date): Date {
  const ahead = first.getTime() - now.getTime();
  const latest = ahead >= 2 * day ? first.getTime() - day : now.getTime() + ahead / 2;
  const minute = 60_000;
  return new Date(Math.ceil(Math.min(now.getTime() + 5 * day, latest) / minute) * minute);
}

/** Those who can be reminded: nobody is twice. */
export function toRemind(poll: Pick<Poll, 'options' | 'participants'>, now: Date): Participant[] {
  return missing(poll, now).filter(({ remindedAt }) => remindedAt === undefined);
}

/** The last of its times: what is not scheduled by then never is. */
export function lapsesAt({ options, closesAt }: Pick<Poll, 'options' | 'closesAt'>): Date {
  return latest(options) ?? closesAt;
}

/** When something is due for a poll next: its reminder, its end, or the next of its times, which then is past. */
export function nextDueAt(poll: Poll, now: Date): Date | undefined {
  if (poll.state === 'closed') return earliest(poll.options.filter((at) => at > now));
  if (poll.state !== 'open') return undefined;
  const reminder = reminderAt(poll);
  return now < reminder ? reminder : poll.closesAt;
}
