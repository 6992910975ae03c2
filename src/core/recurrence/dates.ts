// The calendar days of a rule: ical.js expands days, weeks, months and years; what it has no word for is filtered here.
import ICAL from 'ical.js';
import { addDays } from '../time.ts';
import { weekOf } from '../week.ts';
import {
  formatRule,
  inOrder,
  isCountedInYear,
  type Rule,
  ruleOf,
  simplest,
  WEEKDAY_CODES,
  weekdayOf,
  withStart,
} from './rule.ts';

const DAY_MS = 86_400_000;
/** After so many days that do not fit one after the other, a rule has no more dates; as often for each year of an interval. */
const MOST_MISSES = 3000;
const ALL_MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
/** No calendar is asked for further. */
const END = '2400-01-01';

/**
 * The days of a rule on or after both `starts` and `from`, ascending, without regard to UNTIL and COUNT. Periods count
 * from the one that holds `starts` (RFC 5545, section 3.3.10). The work does not grow with the distance between the two.
 */
export function* ruleDates(asked: Rule, range: { starts: string; from: string }): Generator<string> {
  const rule = simplest(withStart(asked, range.starts));
  const first = range.from > range.starts ? range.from : range.starts;
  let before = '';
  for (const date of picked(rule, fitting(rule, { ...range, first }))) {
    if (date < first || date <= before) continue;
    before = date;
    yield date;
  }
}

function* fitting(rule: Rule, range: { starts: string; first: string }): Generator<string> {
  const fits = filters(rule, range.starts);
  let misses = 0;
  for (const date of libraryDates(rule, range)) {
    if (++misses > mostMisses(rule)) return;
    if (!fits(date)) continue;
    misses = 0;
    yield date;
  }
}

function mostMisses({ freq, interval }: Rule): number {
  return MOST_MISSES * (freq === 'YEARLY' ? interval : 1);
}

/** How many days of a rule lie from `starts` to before a day, without regard to UNTIL and COUNT. */
export function countDates(asked: Rule, range: { starts: string; before: string }): number {
  const rule = simplest(withStart(asked, range.starts));
  const isEven =
    rule.months.length + rule.setPositions.length === 0 &&
    (rule.freq === 'WEEKLY' || (rule.freq === 'DAILY' && isPlain(rule)));
  const period = rule.interval * (rule.freq === 'WEEKLY' ? 7 : 1);
  const skipped = isEven ? Math.max(0, Math.floor(daysBetween(range.starts, range.before) / period) - 1) : 0;
  const perPeriod = rule.freq === 'WEEKLY' ? rule.days.length : 1;
  const starts = addDays(range.starts, skipped * period);
  let found = skipped * perPeriod;
  for (const date of ruleDates(rule, { starts, from: starts })) {
    if (date >= range.before) break;
    found++;
  }
  return found;
}

/** The number of a day's week (ISO 8601): 1 to 53. */
export function isoWeek(localDate: string): number {
  const thursday = addDays(weekOf(localDate), 3);
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}

/** What ical.js is asked: one kind of period, of which it knows all days. Years in steps and months are filters. */
function* libraryDates(rule: Rule, range: { starts: string; first: string }): Generator<string> {
  const { rule: simple, from } = simplified(rule, range);
  const dates = ICAL.Recur.fromString(formatRule(simple)).iterator(ICAL.Time.fromDateString(from));
  for (let next = dates.next(); next; next = dates.next()) {
    const date = next.toString().slice(0, 10);
    if (date >= END) return;
    yield date;
  }
}

function simplified(rule: Rule, range: { starts: string; first: string }): { rule: Rule; from: string } {
  const { freq, interval, days, weekStart } = rule;
  if (freq === 'DAILY')
    return { rule: ruleOf({ freq, interval }), from: ahead(range.starts, range.first, interval) };
  if (freq === 'WEEKLY') {
    const monday = addDays(range.starts, -daysInto(range.starts, weekStart));
    return {
      rule: ruleOf({ freq, interval, days, weekStart }),
      from: ahead(monday, range.first, 7 * interval),
    };
  }
  if (isYearly(rule)) {
    if (rule.yearDays.length > 0)
      return { rule: ruleOf({ freq, yearDays: rule.yearDays }), from: `${range.first.slice(0, 4)}-01-01` };
    // ical.js reads one digit of `20MO`: which of the year a day is, is filtered here.
    const weekdays = inOrder(days.map(({ day }) => ({ day, position: 0 })));
    return { rule: ruleOf({ freq: 'WEEKLY', days: weekdays }), from: `${range.first.slice(0, 4)}-01-01` };
  }
  if (days.length === 0)
    return {
      rule: ruleOf({ freq: 'MONTHLY', monthDays: rule.monthDays }),
      from: `${range.first.slice(0, freq === 'YEARLY' ? 4 : 7).padEnd(7, '-01')}-01`,
    };
  // ical.js lists the days of all months of a year ten times as fast as those of one month after the other.
  const months = rule.months.length > 0 ? rule.months : ALL_MONTHS;
  return { rule: ruleOf({ freq: 'YEARLY', months, days }), from: `${range.first.slice(0, 4)}-01-01` };
}

/** The days that BYSETPOS picks of each week, month or year. */
function* picked(rule: Rule, dates: Iterable<string>): Generator<string> {
  if (rule.setPositions.length === 0) return yield* dates;
  let [period, days]: [string, string[]] = ['', []];
  let misses = 0;
  for (const date of dates) {
    const own = periodOf(rule, date);
    if (period !== own) {
      const found = atPositions(rule, days);
      misses = found.length > 0 ? 0 : misses + days.length;
      if (misses > mostMisses(rule)) return;
      yield* found;
      [period, days] = [own, []];
    }
    days.push(date);
  }
}

function periodOf({ freq, weekStart }: Rule, date: string): string {
  if (freq === 'WEEKLY') return addDays(date, -daysInto(date, weekStart));
  return date.slice(0, freq === 'YEARLY' ? 4 : 7);
}

function atPositions({ setPositions }: Rule, dates: readonly string[]): string[] {
  return setPositions.flatMap((position) => dates.at(position > 0 ? position - 1 : position) ?? []).sort();
}

function filters(rule: Rule, starts: string): (date: string) => boolean {
  const weekdays = rule.freq === 'DAILY' || isCountedInYear(rule) ? rule.days.map(({ day }) => day) : [];
  const months = monthNumber(starts);
  return (date) =>
    (rule.months.length === 0 || rule.months.includes(Number(date.slice(5, 7)))) &&
    (weekdays.length === 0 || weekdays.includes(weekdayOf(date))) &&
    isMonthDay(rule, date) &&
    (!isYearly(rule) || isYearPlace(rule, date)) &&
    (rule.weekNumbers.length === 0 || isInWeeks(rule, date)) &&
    (rule.freq !== 'MONTHLY' || (monthNumber(date) - months) % rule.interval === 0) &&
    (rule.freq !== 'YEARLY' || (Number(date.slice(0, 4)) - Number(starts.slice(0, 4))) % rule.interval === 0);
}

/** Whether a day lies in one of the weeks of the year; they begin on `weekStart`, the first one has four days of the year. */
function isInWeeks({ weekNumbers, weekStart }: Rule, date: string): boolean {
  const fourth = addDays(date, 3 - daysInto(date, weekStart));
  const year = fourth.slice(0, 4);
  const number = Math.floor(daysBetween(`${year}-01-01`, fourth) / 7) + 1;
  const fromEnd = -Math.floor(daysBetween(fourth, `${year}-12-31`) / 7) - 1;
  return weekNumbers.includes(number) || weekNumbers.includes(fromEnd);
}

function isMonthDay(rule: Rule, date: string): boolean {
  if (rule.monthDays.length === 0) return true;
  const day = Number(date.slice(8));
  const length = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();
  return rule.monthDays.includes(day) || rule.monthDays.includes(day - length - 1);
}

/** Whether a day is the first, second, … or last of its kind in the year that is asked for. */
function isYearPlace({ days }: Rule, date: string): boolean {
  if (days.length === 0) return true;
  const year = date.slice(0, 4);
  const place = Math.floor(daysBetween(`${year}-01-01`, date) / 7) + 1;
  const fromEnd = -Math.floor(daysBetween(date, `${year}-12-31`) / 7) - 1;
  const weekday = weekdayOf(date);
  return days.some(({ day, position }) => day === weekday && [0, place, fromEnd].includes(position));
}

/** Whether days are counted within the year, not within months. */
function isYearly(rule: Rule): boolean {
  return (
    rule.freq === 'YEARLY' &&
    (isCountedInYear(rule) || (rule.months.length === 0 && rule.monthDays.length === 0))
  );
}

function isPlain(rule: Rule): boolean {
  return rule.days.length === 0 && rule.monthDays.length === 0;
}

function ahead(start: string, to: string, stepDays: number): string {
  return addDays(start, Math.max(0, Math.floor(daysBetween(start, to) / stepDays)) * stepDays);
}

function daysInto(date: string, weekStart: string): number {
  const codes: readonly string[] = WEEKDAY_CODES;
  return (codes.indexOf(weekdayOf(date)) - codes.indexOf(weekStart) + 7) % 7;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}
