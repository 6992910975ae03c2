// The calendar days of a rule: period by period those that fit it, and of these the ones that BYSETPOS picks.
import { addDays } from '../time.ts';
import { ascending, isCountedInYear, type Rule, simplest, WEEKDAY_CODES, withStart } from './rule.ts';

const DAY_MS = 86_400_000;
/** After so many days without a date, times its interval, a rule has none any more. */
const LONGEST_GAP_DAYS = 40 * 366;

/** A calendar day, counted from 1 January 1970. */
type DayNumber = number;

type Periods = Pick<Rule, 'freq' | 'weekStart'>;

/** No calendar is asked for further. */
const END = numberOf('2400-01-01');

/**
 * The days of a rule on or after both `starts` and `from`, ascending, without regard to UNTIL and COUNT. Periods count
 * from the one that holds `starts` (RFC 5545, section 3.3.10). The work does not grow with the distance between the two.
 */
export function* ruleDates(asked: Rule, range: { starts: string; from: string }): Generator<string> {
  const rule = simplest(withStart(asked, range.starts));
  const starts = numberOf(range.starts);
  const first = Math.max(starts, numberOf(range.from));
  const origin = periodOf(rule, starts);
  const passed = periodOf(rule, first) - origin;
  let last = first;
  for (let period = origin + passed - (passed % rule.interval); ; period += rule.interval) {
    const from = firstDayOf(rule, period);
    if (from >= END || from - last > LONGEST_GAP_DAYS * rule.interval) return;
    for (const day of picked(rule, fitting(rule, { from, before: firstDayOf(rule, period + 1) }))) {
      if (day < first || day >= END) continue;
      last = day;
      yield isoDay(day);
    }
  }
}

/** How many days of a rule lie from `starts` to before a day, without regard to UNTIL and COUNT. */
export function countDates(asked: Rule, range: { starts: string; before: string }): number {
  const rule = simplest(withStart(asked, range.starts));
  const isWeekly = rule.freq === 'WEEKLY';
  const isPlain = rule.days.length + rule.monthDays.length === 0;
  const isEven =
    rule.months.length + rule.setPositions.length + rule.weekNumbers.length === 0 &&
    (isWeekly || (rule.freq === 'DAILY' && isPlain));
  const period = rule.interval * (isWeekly ? 7 : 1);
  const periods = Math.floor((numberOf(range.before) - numberOf(range.starts)) / period) - 1;
  const skipped = isEven ? Math.max(0, periods) : 0;
  const starts = addDays(range.starts, skipped * period);
  let found = skipped * (isWeekly ? rule.days.length : 1);
  for (const date of ruleDates(rule, { starts, from: starts })) {
    if (date >= range.before) break;
    found++;
  }
  return found;
}

/** The number of the day, week, month or year that holds a day. */
function periodOf({ freq, weekStart }: Periods, day: DayNumber): number {
  if (freq === 'DAILY') return day;
  if (freq === 'WEEKLY') return Math.floor((day - firstWeekday(weekStart)) / 7);
  const date = new Date(day * DAY_MS);
  const year = date.getUTCFullYear();
  return freq === 'YEARLY' ? year : (year - 1970) * 12 + date.getUTCMonth();
}

function firstDayOf({ freq, weekStart }: Periods, period: number): DayNumber {
  if (freq === 'DAILY') return period;
  if (freq === 'WEEKLY') return period * 7 + firstWeekday(weekStart);
  return freq === 'YEARLY' ? monthStart(period, 0) : monthStart(1970, period);
}

/** The first day of the week on or after 29 December 1969, which was a Monday. */
function firstWeekday(weekStart: Rule['weekStart']): DayNumber {
  return WEEKDAY_CODES.indexOf(weekStart) - 3;
}

function picked({ setPositions }: Rule, days: readonly DayNumber[]): readonly DayNumber[] {
  if (setPositions.length === 0) return days;
  return ascending(setPositions.flatMap((position) => days.at(position > 0 ? position - 1 : position) ?? []));
}

function fitting(rule: Rule, { from, before }: { from: DayNumber; before: DayNumber }): DayNumber[] {
  const days: DayNumber[] = [];
  for (let day = from; day < before; day++) if (isFitting(rule, day)) days.push(day);
  return days;
}

function isFitting(rule: Rule, day: DayNumber): boolean {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (rule.months.length > 0 && !rule.months.includes(month + 1)) return false;
  const inMonth = placesIn(day, monthStart(year, month), monthStart(year, month + 1));
  const inYear = placesIn(day, monthStart(year, 0), monthStart(year, 12));
  const weekday = date.getUTCDay();
  const weeks = (isYearly(rule) ? inYear : inMonth).map(weekAt);
  return (
    isNamed(rule.monthDays, inMonth) &&
    isNamed(rule.yearDays, inYear) &&
    isNamed(rule.weekNumbers, rule.weekNumbers.length > 0 ? weekOfYear(rule, day) : []) &&
    (rule.days.length === 0 ||
      rule.days.some(
        (one) => one.day === WEEKDAY_CODES[(weekday + 6) % 7] && [0, ...weeks].includes(one.position),
      ))
  );
}

function isNamed(names: readonly number[], places: readonly number[]): boolean {
  return names.length === 0 || places.some((place) => names.includes(place));
}

/** The place of a day in a span of days, from its beginning and, negative, from its end. */
function placesIn(day: DayNumber, from: DayNumber, before: DayNumber): number[] {
  return [day - from + 1, day - before];
}

/** Which of its weekday a day is, by its place in a month or a year; from the end where that is negative. */
function weekAt(place: number): number {
  return place > 0 ? Math.ceil(place / 7) : Math.floor(place / 7);
}

/** The number of a day's week in the year; weeks begin on `weekStart`, the first one has four days of the year. */
function weekOfYear({ weekStart }: Rule, day: DayNumber): number[] {
  const weeks = { freq: 'WEEKLY', weekStart } as const;
  const fourth = firstDayOf(weeks, periodOf(weeks, day)) + 3;
  const year = new Date(fourth * DAY_MS).getUTCFullYear();
  return placesIn(fourth, monthStart(year, 0), monthStart(year, 12)).map(weekAt);
}

/** Whether days of the week are counted within the year, not within months. */
function isYearly(rule: Rule): boolean {
  const isOfMonth = rule.months.length + rule.monthDays.length > 0;
  return rule.freq === 'YEARLY' && (isCountedInYear(rule) || !isOfMonth);
}

function monthStart(year: number, month: number): DayNumber {
  return Date.UTC(year, month, 1) / DAY_MS;
}

function numberOf(localDate: string): DayNumber {
  return Date.parse(`${localDate}T00:00:00Z`) / DAY_MS;
}

function isoDay(day: DayNumber): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
