// A series' dates: which are coming, when each begins, and what a change of the series does to them.
import { monthAfter } from '../../core/month.ts';
import {
  firstDate,
  type Occurrence,
  parseRecurrence,
  recurrenceWords,
  seriesOccurrences,
} from '../../core/recurrence.ts';
import { addDays, instantOf, localReading } from '../../core/time.ts';
import { weekOf } from '../../core/week.ts';
import type { Meeting, MeetingTime, Series } from './facts.ts';
import { monthOf } from './months.ts';

/** How many months ahead of this one have their rows. */
const monthsAhead = 13;
/** A day on each of them, and a few more. */
const most = 400;

/** What gives a series its times. */
export type Timing = Pick<Series, 'rule' | 'starts' | 'turnsFrom' | 'times' | 'zone'>;

/** The occurrences that lie after `now`, of at least twelve months ahead. */
export function comingOccurrences(series: Timing, now: Date): Occurrence[] {
  return nextOccurrences(series, now, most, firstDay(now, monthsAhead + 1));
}

/** The next occurrences, up to a number, however far ahead, or to a day. */
export function nextOccurrences(series: Timing, now: Date, count: number, until?: string): Occurrence[] {
  const found: Occurrence[] = [];
  for (const one of occurrencesAround(series, now, until)) {
    if (found.length >= count) break;
    if (one.startsAt > now) found.push(one);
  }
  return found;
}

function occurrencesAround(series: Timing, now: Date, until?: string): Iterable<Occurrence> {
  // A day earlier, since the calendar of the series may be a day behind.
  const from = addDays(localReading(now, series.zone).localDate, -1);
  return seriesOccurrences(seriesOf(series), { from, ...(until && { until }) });
}

/** The time that the series gives a day of its recurrence; undefined when it is none. */
export function timeOn(series: Timing, date: string): MeetingTime | undefined {
  const [one] = seriesOccurrences(seriesOf(series), { from: date, until: date });
  return one && timeFrom(one);
}

/** An occurrence's time, to be stored. */
export function timeFrom({ localDate, localTime, zone, startsAt }: Occurrence): MeetingTime {
  return { localDate, localTime, zone, startsAt };
}

/** A time computed again from its wall-clock reading. */
export function recomputed({ localDate, localTime, zone }: Omit<MeetingTime, 'startsAt'>): MeetingTime {
  return { localDate, localTime, zone, startsAt: instantOf({ localDate, localTime, zone }).at };
}

/**
 * Where a new series starts, unless its start was given: on its first date from today on of which the first time is
 * still to come.
 */
export function startOf(
  { rule, times, zone }: Pick<Series, 'rule' | 'times' | 'zone'>,
  now: Date,
): string | undefined {
  const recurrence = parseRecurrence(rule);
  const today = localReading(now, zone).localDate;
  for (let from = today; from <= addDays(today, 2); from = addDays(from, 1)) {
    const date = firstDate(recurrence, from);
    if (date === undefined) return undefined;
    if (instantOf({ localDate: date, localTime: times[0] ?? '00:00', zone }).at > now) return date;
    from = date;
  }
  return undefined;
}

/**
 * The first date of a series from now on that its times can have: of which the first time is still to come, and that is
 * not `out` of turn.
 */
export function nextDate(series: Timing, now: Date, out: (date: string) => boolean): string {
  const timed = { ...series, times: series.times.slice(0, 1) };
  for (const { date, startsAt } of occurrencesAround(timed, now))
    if (startsAt > now && !out(date)) return date;
  return series.starts;
}

/** Whether a meeting is held on one of some days, whatever its date in the series was. */
export function isOfDays(
  { localDate }: Pick<Meeting, 'localDate'>,
  { from, to }: { readonly from: string; readonly to: string },
): boolean {
  return from <= localDate && localDate <= to;
}

/** The days without meetings of which a date is one. */
export function skipOn({ skips }: Pick<Series, 'skips'>, date: string): Series['skips'][number] | undefined {
  return skips.find(({ from, to }) => from <= date && date <= to);
}

/** `every other tuesday`, `first tuesday of the month`: a series' recurrence in words. */
export function ruleWords({ rule, starts }: Pick<Series, 'rule' | 'starts'>): string {
  return recurrenceWords(parseRecurrence(rule), starts);
}

/** Whether a month has at most one date of the series, so that the month names the meeting. */
export function isMonthly({ rule }: Pick<Series, 'rule'>): boolean {
  const { freq, days, monthDays, setPositions, months } = parseRecurrence(rule).rule;
  if (freq === 'YEARLY' && months.length <= 1) return days.length + monthDays.length <= 1;
  if (freq === 'WEEKLY' || freq === 'DAILY') return false;
  if (setPositions.length > 0) return setPositions.length === 1;
  return monthDays.length + days.length <= 1 && days.every(({ position }) => position !== 0);
}

/**
 * Which meeting stands for which date after a change of the rule: the same day, else its week, else its month. What follows
 * the rule is where it takes place, which is another day than its date's where that was past already.
 */
export function pairedDates<T extends Pick<Meeting, 'occurrence' | 'timedBy' | 'localDate'>>(
  rows: readonly T[],
  dates: readonly string[],
): Map<T, string> {
  const paired = new Map<T, string>();
  const taken = new Set<string>();
  for (const near of [(day: string) => day, weekOf, (day: string) => day.slice(0, 7)]) {
    for (const row of rows) {
      const day = row.timedBy === 'rule' ? row.localDate : row.occurrence;
      if (paired.has(row) || day === null) continue;
      const date = dates.find((one) => !taken.has(one) && near(one) === near(day));
      if (date === undefined) continue;
      paired.set(row, date);
      taken.add(date);
    }
  }
  return paired;
}

/**
 * The dates of a series from the beginning of this month on, those of the next 13 months; none before it starts, where that
 * was put off beyond its next date.
 */
export function datesFromThisMonth(series: Timing, now: Date): string[] {
  const first = firstDay(now, 0);
  const { recurrence, ...others } = seriesOf(series);
  const isPutOff = (startOf(series, now) ?? series.starts) < series.starts;
  const starts = recurrence.rule.interval === 1 && first < series.starts && !isPutOff ? first : series.starts;
  const range = { from: first, until: firstDay(now, monthsAhead + 1) };
  return [...seriesOccurrences({ ...others, recurrence, starts }, range)].map(({ date }) => date);
}

/** The first day of the UTC month that lies so many months after `now`'s. */
const firstDay = (now: Date, months: number): string => `${monthAfter(monthOf(now), months)}-01`;

function seriesOf({ rule, starts, turnsFrom, times, zone }: Timing) {
  return { recurrence: parseRecurrence(rule), starts, turnsFrom, times, zone };
}
