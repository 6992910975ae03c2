// Recurring dates: how a recurrence is typed and stored, and the calendar days and instants it gives.

import { UserError } from './errors.ts';
import { countDates, ruleDates } from './recurrence/dates.ts';
import { partsOf } from './recurrence/hints.ts';
import { parseRule } from './recurrence/rrule.ts';
import { parityOf, type Recurrence, type Rule, simplest, weeksOf } from './recurrence/rule.ts';
import { readWords } from './recurrence/words.ts';
import { plainMarks } from './text/plain-marks.ts';
import { addDays, instantOf, parseLocalDate } from './time.ts';

export { recurrenceWords } from './recurrence/phrases.ts';
export { formatRecurrence, type Recurrence } from './recurrence/rule.ts';

/** Longer texts are refused before they are read. */
const LONGEST_TEXT = 500;
const MOST_SHIFT_DAYS = 27;
/** Each rule that has dates at all has one within 40 years: 29 February on one day of the week, across 2100. */
const SOME_DAY = '2000-01-01';

/** A span of calendar days, `YYYY-MM-DD`, and the most dates wanted of it; `until` is the last day. */
interface DateRange {
  readonly from?: string;
  readonly until?: string;
  readonly count?: number;
}

/** A recurrence from its first day on, at local times that take turns by occurrence, the first one at the start. */
interface Series {
  readonly recurrence: Recurrence;
  readonly starts: string;
  readonly times: readonly string[];
  readonly zone: string;
  /** From which day on the times take turns, the first one first; `starts` if absent. */
  readonly turnsFrom?: string;
}

/** One date of a series: what the clocks say at its start (in a gap later than the series says), and the instant. */
export interface Occurrence {
  /** The day that the recurrence gives. */
  readonly date: string;
  readonly localDate: string;
  readonly localTime: string;
  readonly zone: string;
  readonly startsAt: Date;
  readonly shift: 'none' | 'gap' | 'overlap';
}

/**
 * The recurrence that a text means: words such as `every other tuesday` and `fourth tuesday +1`, an RRULE, or what
 * `formatRecurrence` wrote. An UNTIL that is an instant ends on its day in `zone`, or on the day before if all `times` lie
 * after it. Throws a UserError that says what was understood, what was not, and what is accepted (`accepted` instead, where
 * more than a recurrence is asked for).
 */
export function parseRecurrence(
  text: string,
  {
    zone = 'UTC',
    times = [],
    accepted,
  }: { zone?: string; times?: readonly string[]; accepted?: string } = {},
): Recurrence {
  const typed = plainMarks(text).trim();
  if (typed.length > LONGEST_TEXT)
    throw new UserError(`That rule has ${typed.length} characters: at most ${LONGEST_TEXT}.`);
  const recurrence = /^rrule\b|\bfreq\s*=/i.test(typed)
    ? fromLine(typed, { zone, times })
    : readWords(typed, accepted);
  if (Math.abs(recurrence.shiftDays ?? 0) > MOST_SHIFT_DAYS)
    throw new UserError(`${recurrence.shiftDays} days is too far away from the day counted: at most 27.`);
  const { until, ...endless } = recurrence.rule;
  if (until !== undefined) parseLocalDate(until);
  if (firstDate({ ...recurrence, rule: endless }, SOME_DAY) === undefined)
    throw new UserError(
      `\`${typed}\` never comes: there is no such day in the calendar. Choose another day.`,
    );
  return recurrence;
}

/**
 * The calendar days of a recurrence from `starts` on, ascending and computed one by one; none before `starts`, which is
 * itself one of them only if the recurrence says so. A day that a month lacks is skipped. Intervals count from the day,
 * week (from Monday), month or year of `starts`.
 */
export function* occurrences(
  recurrence: Recurrence,
  range: DateRange & { readonly starts: string },
): Generator<string> {
  const { rule, shiftDays = 0 } = recurrence;
  const starts = ruleStart(recurrence, range.starts);
  const from = addDays(range.from ?? range.starts, -shiftDays);
  let left = range.count ?? Number.POSITIVE_INFINITY;
  let after = rule.count === undefined ? 0 : countDates(rule, { starts, before: from });
  for (const date of ruleDates(rule, { starts, from })) {
    const shown = addDays(date, shiftDays);
    const isOver = (rule.until !== undefined && shown > rule.until) || (rule.count ?? after + 1) <= after;
    if (isOver || left <= 0 || (range.until !== undefined && shown > range.until)) return;
    after++;
    left--;
    yield shown;
  }
}

/**
 * The first date of a recurrence on or after a day, as if nothing had started before: the start of a series whose start
 * nobody gave. Nothing where its UNTIL has passed.
 */
export function firstDate(recurrence: Recurrence, from: string): string | undefined {
  const rule = { ...recurrence.rule, interval: 1 };
  const [first] = occurrences({ ...recurrence, rule }, { starts: from, count: 1 });
  return first;
}

/** The occurrences of a series within a span of its local dates, one by one. */
export function* seriesOccurrences(series: Series, range: DateRange): Generator<Occurrence> {
  const { recurrence, starts, times, zone } = series;
  const from = range.from && range.from > starts ? range.from : starts;
  let turn = turnOf(series, from);
  for (const date of occurrences(recurrence, { ...range, starts, from })) {
    const time = times[turn++ % times.length];
    if (time === undefined) throw new UserError('At least one time of day is needed, such as `18:00`.');
    const { at, ...reading } = instantOf({ localDate: date, localTime: time, zone });
    yield { date, ...reading, startsAt: at };
  }
}

/** Which of the times has its turn at the first date from a day on. */
function turnOf({ recurrence, starts, times, turnsFrom = starts }: Series, from: string): number {
  if (times.length < 2) return 0;
  const counted = turnsFrom < starts ? turnsFrom : starts;
  const before = (day: string) => occurrencesBefore(recurrence, { starts: counted, before: day });
  const passed = before(from) - before(turnsFrom);
  return ((passed % times.length) + times.length) % times.length;
}

/** How many dates a recurrence has from `starts` to before a day, its UNTIL and COUNT set aside. */
export function occurrencesBefore(recurrence: Recurrence, range: { starts: string; before: string }): number {
  const { shiftDays = 0 } = recurrence;
  return countDates(recurrence.rule, {
    starts: ruleStart(recurrence, range.starts),
    before: addDays(range.before, -shiftDays),
  });
}

/**
 * Where the rule starts whose dates are shifted. Intervals then count from the first day counted, since its shifted date
 * may lie in the next month.
 */
function ruleStart({ rule, shiftDays = 0 }: Recurrence, starts: string): string {
  const start = addDays(starts, -shiftDays);
  if (shiftDays === 0 || rule.interval === 1) return start;
  const [first] = ruleDates({ ...rule, interval: 1 }, { starts: start, from: start });
  return first ?? start;
}

function fromLine(typed: string, within: { zone: string; times: readonly string[] }): Recurrence {
  const parts = partsOf(typed);
  if (parts !== undefined) throw new UserError(parts);
  const match = /^(?:rrule((?:;[a-z-]+=[a-z0-9-]+)*)\s*:)?\s*(.*)$/is.exec(typed);
  const read = parseRule(match?.[2] ?? typed, within);
  let [rule, shiftDays] = [withParity(read), 0];
  for (const parameter of match?.[1]?.split(';').slice(1) ?? []) {
    const [name, value = ''] = parameter.toUpperCase().split('=');
    if (name === 'X-DOCENT-WEEKS' && (value === 'ODD' || value === 'EVEN')) {
      const weekly = simplest(read);
      if (weekly.freq !== 'WEEKLY' || weekly.interval > 1)
        throw new UserError('Odd and even weeks go with days of each week: `tuesday of odd weeks`.');
      rule = { ...weekly, weekNumbers: weeksOf(value === 'ODD' ? 'odd' : 'even'), weekStart: 'MO' };
    } else if (name === 'X-DOCENT-SHIFT-DAYS' && /^-?[1-9]\d?$/.test(value)) shiftDays = Number(value);
    else throw new UserError(`\`${parameter}\` is not a parameter of an RRULE that I know. Leave it out.`);
  }
  return { rule, ...(shiftDays !== 0 && { shiftDays }) };
}

/** Weeks that a rule names one by one, as all odd or all even ones of the year where they are that. */
function withParity(rule: Rule): Rule {
  const isOwn = rule.interval > 1 || rule.weekStart !== 'MO';
  const weekly: Rule = { ...rule, freq: 'WEEKLY' };
  return isOwn || rule.setPositions.length + rule.monthDays.length > 0 || !parityOf(weekly) ? rule : weekly;
}
