// A recurrence rule (RFC 5545) as a value: its parts, how they are written, and what a start adds to them.

/** The days of the week as RFC 5545 writes them, from Monday on. */
export const WEEKDAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type WeekdayCode = (typeof WEEKDAY_CODES)[number];

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** A day of the week, and which of a month or year it is: 1 is the first, -1 the last, 0 each. */
export interface NumberedDay {
  readonly day: WeekdayCode;
  readonly position: number;
}

/** The parts of an RRULE, each list ascending and without duplicates; `until` is a calendar day (`YYYY-MM-DD`). */
export interface Rule {
  readonly freq: Frequency;
  readonly interval: number;
  readonly until?: string;
  readonly count?: number;
  readonly months: readonly number[];
  readonly monthDays: readonly number[];
  readonly yearDays: readonly number[];
  /**
   * Weeks of the year (ISO 8601, or from another `weekStart`), from its end where negative. Of a `WEEKLY` rule, for which
   * RFC 5545 has no such word, all the odd or all the even ones.
   */
  readonly weekNumbers: readonly number[];
  readonly days: readonly NumberedDay[];
  readonly setPositions: readonly number[];
  readonly weekStart: WeekdayCode;
}

/** A rule, and what RFC 5545 has no word for: a number of days after each date. */
export interface Recurrence {
  readonly rule: Rule;
  /** From -27 to 27, not 0. */
  readonly shiftDays?: number;
}

/** A rule with nothing but its frequency and the parts given. */
export function ruleOf(parts: Partial<Rule> & Pick<Rule, 'freq'>): Rule {
  return {
    interval: 1,
    months: [],
    monthDays: [],
    yearDays: [],
    weekNumbers: [],
    days: [],
    setPositions: [],
    weekStart: 'MO',
    ...parts,
  };
}

/** A rule as an RRULE's value; what is the default is left out. */
function formatRule(rule: Rule): string {
  const lists = [
    ['BYMONTH', rule.months],
    ['BYMONTHDAY', rule.monthDays],
    ['BYYEARDAY', rule.yearDays],
    ['BYWEEKNO', parityOf(rule) ? [] : rule.weekNumbers],
    ['BYDAY', rule.days.map(({ position, day }) => `${position === 0 ? '' : position}${day}`)],
    ['BYSETPOS', rule.setPositions],
  ] as const;
  return [
    `FREQ=${rule.freq}`,
    ...(rule.interval > 1 ? [`INTERVAL=${rule.interval}`] : []),
    ...(rule.until === undefined ? [] : [`UNTIL=${rule.until.replaceAll('-', '')}`]),
    ...(rule.count === undefined ? [] : [`COUNT=${rule.count}`]),
    ...lists.flatMap(([name, values]) => (values.length > 0 ? [`${name}=${values.join(',')}`] : [])),
    ...(rule.weekStart === 'MO' ? [] : [`WKST=${rule.weekStart}`]),
  ].join(';');
}

/**
 * A recurrence as one line to store. It is an iCalendar property: `RRULE:FREQ=MONTHLY;BYDAY=1TU`; what RFC 5545 has no
 * word for stands in parameters of ours, `RRULE;X-DOCENT-WEEKS=ODD:…` and `RRULE;X-DOCENT-SHIFT-DAYS=1:…`. Other
 * calendars pass over those: for them, name the dates one by one.
 */
export function formatRecurrence({ rule, shiftDays }: Recurrence): string {
  const parity = parityOf(rule);
  const weeks = parity === undefined ? '' : `;X-DOCENT-WEEKS=${parity.toUpperCase()}`;
  const shift = shiftDays === undefined ? '' : `;X-DOCENT-SHIFT-DAYS=${shiftDays}`;
  return `RRULE${weeks}${shift}:${formatRule(rule)}`;
}

/** The numbers of all odd or even weeks of a year (ISO 8601). */
export function weeksOf(parity: 'odd' | 'even'): number[] {
  const first = parity === 'odd' ? 1 : 2;
  return Array.from({ length: 28 - first }, (_, index) => first + 2 * index);
}

/** Whether a rule is for days of all odd weeks, or of all even ones. */
export function parityOf({ freq, weekNumbers }: Rule): 'odd' | 'even' | undefined {
  if (freq !== 'WEEKLY') return undefined;
  return (['odd', 'even'] as const).find((parity) => weekNumbers.join() === weeksOf(parity).join());
}

/** A rule with the day that it leaves to its start: `FREQ=WEEKLY` from a Tuesday on is each Tuesday. */
export function withStart(rule: Rule, starts: string): Rule {
  const isOpen = rule.days.length === 0 && rule.monthDays.length === 0 && rule.yearDays.length === 0;
  if (!isOpen || rule.freq === 'DAILY') return rule;
  if (rule.freq === 'WEEKLY') return { ...rule, days: [{ day: weekdayOf(starts), position: 0 }] };
  const monthDays = [Number(starts.slice(8))];
  if (rule.freq === 'MONTHLY' || rule.months.length > 0) return { ...rule, monthDays };
  return { ...rule, monthDays, months: [Number(starts.slice(5, 7))] };
}

/**
 * The same dates said more simply: one day of the week by its number, as `2TU` for Outlook's `BYDAY=TU;BYSETPOS=2`; and
 * where each period counts, numbers within a month are MONTHLY, days of each week are WEEKLY.
 */
export function simplest(asked: Rule): Rule {
  const rule = withPositions(asked);
  const isByYear =
    rule.freq === 'YEARLY' &&
    (isCountedInYear(rule) || (rule.setPositions.length > 0 && rule.months.length !== 1));
  if (rule.interval > 1 || isByYear) return rule;
  const isInMonths = rule.monthDays.length > 0 || (rule.freq === 'YEARLY' && rule.months.length > 0);
  if (isInMonths && rule.freq !== 'WEEKLY') return weekly({ ...rule, freq: 'MONTHLY' });
  if (rule.freq === 'DAILY' && rule.days.length > 0) return { ...rule, freq: 'WEEKLY' };
  return weekly(rule);
}

/** Whether days or weeks of the year are named by their numbers. */
export function isCountedInYear({ yearDays, weekNumbers }: Rule): boolean {
  return yearDays.length + weekNumbers.length > 0;
}

/** A day of the week that its place in a set, or seven days of the month, number: `2TU`, `2TU` for the 8th to the 14th. */
function withPositions(rule: Rule): Rule {
  const [only, ...others] = rule.days;
  const isOneMonth = rule.months.length === 1 || (rule.months.length > 0 && rule.setPositions.length === 0);
  const isWithinMonth =
    rule.freq === 'MONTHLY' || (rule.freq === 'YEARLY' && isOneMonth && !isCountedInYear(rule));
  if (!only || others.length > 0 || only.position !== 0 || !isWithinMonth) return rule;
  const positions = rule.monthDays.length === 0 ? rule.setPositions : weekOfMonth(rule);
  if (positions.length === 0 || positions.some((position) => Math.abs(position) > 5)) return rule;
  const days = positions.map((position) => ({ day: only.day, position }));
  return { ...rule, days: inOrder(days), setPositions: [], monthDays: [] };
}

function weekOfMonth({ monthDays, setPositions }: Rule): number[] {
  const [first = 0] = monthDays;
  const isWeek = monthDays.length === 7 && first > 0 && first % 7 === 1 && monthDays.at(-1) === first + 6;
  return isWeek && setPositions.length === 0 ? [(first + 6) / 7] : [];
}

function weekly(rule: Rule): Rule {
  const isWeekly =
    rule.freq === 'MONTHLY' &&
    rule.days.length > 0 &&
    rule.days.every(({ position }) => position === 0) &&
    rule.monthDays.length + rule.setPositions.length === 0;
  return isWeekly ? { ...rule, freq: 'WEEKLY' } : rule;
}

/** The day of the week of a calendar day. */
export function weekdayOf(localDate: string): WeekdayCode {
  const index = (new Date(`${localDate}T00:00:00Z`).getUTCDay() + 6) % 7;
  return WEEKDAY_CODES[index] ?? 'MO';
}

/** Whether the rule is Monday to Friday, each of them. */
export function isWorkweek(days: readonly NumberedDay[]): boolean {
  return days.length === 5 && days.every(({ day, position }) => position === 0 && !/^S/.test(day));
}

/** Numbers in ascending order, each once. */
export function ascending(values: Iterable<number>): number[] {
  return [...new Set(values)].sort((one, other) => one - other);
}

/** Days of the week in the order of the week, and of their positions within the month: the last ones last. */
export function inOrder(days: readonly NumberedDay[]): NumberedDay[] {
  const rank = ({ day, position }: NumberedDay) =>
    (position < 0 ? 100 + position : position) * 7 + WEEKDAY_CODES.indexOf(day);
  const unique = new Map(days.map((one) => [rank(one), one]));
  return [...unique.values()].sort((one, other) => rank(one) - rank(other));
}
