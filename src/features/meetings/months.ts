// A series' coming months as times to be stored.
import { instantOf } from '../../core/time.ts';
import type { Meeting, MeetingTime, Series } from './facts.ts';
import { monthAfter, type Occurrence, occurrences, parseRule } from './recurrence.ts';

/** How many months ahead of this one have their rows. */
const monthsAhead = 13;

/** What gives a series its times. */
export type Timing = Pick<Series, 'rule' | 'times' | 'zone'>;

/** The meetings of the coming months that lie after `now`, at least twelve months ahead. */
export function comingMonths(series: Timing, now: Date): { month: string; time: MeetingTime }[] {
  return upcoming(series, now).map((one) => ({ month: one.month, time: timeFrom(one) }));
}

/** The occurrences of the coming months with what was shifted by a clock change. */
export function upcoming(series: Timing, now: Date): Occurrence[] {
  // A rule with "+27" gives last month's meeting in this one.
  const from = monthAfter(monthOf(now), -1);
  return occurrences({ ...series, rule: parseRule(series.rule) }, from, monthsAhead + 2).filter(
    (one) => one.startsAt > now,
  );
}

/** The time that the rule gives a month, if the month has one. */
export function timeOfMonth(series: Timing, month: string): MeetingTime | undefined {
  const [one] = occurrences({ ...series, rule: parseRule(series.rule) }, month, 1);
  return one && timeFrom(one);
}

/** A meeting's time computed again from its wall-clock reading. */
export function recomputed({ localDate, localTime, zone }: Meeting): MeetingTime {
  return { localDate, localTime, zone, startsAt: instantOf({ localDate, localTime, zone }).at };
}

/** The first instant of the UTC month that lies so many months after `now`'s. */
export function monthStart(now: Date, after: number): Date {
  return new Date(`${monthAfter(monthOf(now), after)}-01T00:00:00Z`);
}

/** The UTC month of an instant. */
export function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7);
}

function timeFrom({ localDate, localTime, zone, startsAt }: Occurrence): MeetingTime {
  return { localDate, localTime, zone, startsAt };
}
