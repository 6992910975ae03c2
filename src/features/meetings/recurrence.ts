// Which days and times a series' rule gives: the nth weekday of each month, times taking turns by month.
import { UserError } from '../../core/errors.ts';
import { addDays, instantOf, isoSeconds, parseLocalTime } from '../../core/time.ts';

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'last'] as const;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const NUMBERS: Readonly<Record<string, (typeof ORDINALS)[number]>> = {
  '1st': 'first',
  '2nd': 'second',
  '3rd': 'third',
  '4th': 'fourth',
  '5th': 'fifth',
};
const ACCEPTED =
  'Write `first tuesday` … `fourth tuesday`, `last friday`, `fifth tuesday` (only months that have one), ' +
  'or a number of days after one: `fourth tuesday +1`.';

/** The nth (or last) weekday of a month, and a number of days after it. */
export interface Rule {
  readonly ordinal: (typeof ORDINALS)[number];
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly offsetDays: number;
}

/** One month's meeting as the rule gives it; the month is that of the weekday counted, before the offset. */
export interface Occurrence {
  readonly month: string;
  readonly localDate: string;
  /** What the clocks say at the start: in a gap later than the rule says. */
  readonly localTime: string;
  readonly zone: string;
  readonly startsAt: Date;
  readonly shift: 'none' | 'gap' | 'overlap';
}

/** The rule that a text such as `first tuesday` or `fourth tuesday +1` means; a UserError says what is accepted. */
export function parseRule(text: string): Rule {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/^(the|every)\s+/, '');
  const match = /^([a-z0-9]+)\s+([a-z]+)\s*(?:\+\s*(\d{1,2})(?:\s*d(?:ays?)?)?)?$/.exec(typed);
  const count = match?.[1] ?? '';
  const ordinal = ORDINALS.find((name) => name === count) ?? NUMBERS[count];
  const day = match?.[2] ?? '';
  const weekday = WEEKDAYS.findIndex((name) => name === day || (day.length >= 3 && name.startsWith(day)));
  const offsetDays = Number(match?.[3] ?? 0);
  if (!match || !ordinal || weekday < 0)
    throw new UserError(
      `\`${text.trim()}\` is not a rule that I can follow: I count weekdays in a month, not days. ${ACCEPTED}`,
    );
  if (offsetDays > 27)
    throw new UserError(
      `+${offsetDays} days is too far after the ${ordinal} ${WEEKDAYS[weekday]}: at most 27.`,
    );
  return { ordinal, weekday, offsetDays };
}

/** A rule as it is stored and shown: `fourth tuesday +1`. */
export function ruleText(rule: Rule): string {
  const day = `${rule.ordinal} ${WEEKDAYS[rule.weekday]}`;
  return rule.offsetDays === 0 ? day : `${day} +${rule.offsetDays}`;
}

/** The month of a text `YYYY-MM`, from 1970 to 2399; throws a UserError for anything else. */
export function parseMonth(text: string): string {
  const typed = text.trim();
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(typed))
    throw new UserError(`\`${typed}\` is not a month. Write it like \`2027-01\`.`);
  if (typed < '1970' || typed >= '2400')
    throw new UserError(`\`${typed}\` is too far away: a month from 1970 to 2399, like \`2027-01\`.`);
  return typed;
}

/** The local times of a text or list, sorted by nobody: they take turns in the order given. */
export function parseTimes(texts: readonly string[]): string[] {
  const times = texts.map((text) => parseLocalTime(text));
  if (times.length === 0) throw new UserError('At least one time of day is needed, such as `18:00`.');
  return times;
}

/** The month that lies some months after another: `monthAfter('2026-12', 1)` is `2027-01`. */
export function monthAfter(month: string, count: number): string {
  const index = monthNumber(month) + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The day that a rule gives in a month, or nothing where the month has no fifth such weekday. */
export function dayOf(rule: Rule, month: string): string | undefined {
  const first = new Date(`${month}-01T00:00:00Z`);
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const earliest = 1 + ((rule.weekday - first.getUTCDay() + 7) % 7);
  const base =
    rule.ordinal === 'last'
      ? earliest + 7 * Math.floor((length - earliest) / 7)
      : earliest + 7 * ORDINALS.indexOf(rule.ordinal);
  if (base > length) return undefined;
  return addDays(`${month}-${String(base).padStart(2, '0')}`, rule.offsetDays);
}

/** Which of the times takes its turn in a month: number `(year·12 + month − 1) mod n`. */
export function timeOf(times: readonly string[], month: string): string {
  const time = times[monthNumber(month) % times.length];
  if (time === undefined) throw new UserError('At least one time of day is needed, such as `18:00`.');
  return time;
}

/** The meetings of some calendar months from a first one on; months without the weekday asked for give none. */
export function occurrences(
  spec: { rule: Rule; times: readonly string[]; zone: string },
  from: string,
  months: number,
): Occurrence[] {
  const found: Occurrence[] = [];
  for (let index = 0; index < months; index++) {
    const month = monthAfter(from, index);
    const day = dayOf(spec.rule, month);
    if (day === undefined) continue;
    const { at, shift, localDate, localTime } = instantOf({
      localDate: day,
      localTime: timeOf(spec.times, month),
      zone: spec.zone,
    });
    found.push({ month, localDate, localTime, zone: spec.zone, startsAt: at, shift });
  }
  return found;
}

/** Occurrences as the command line prints them. */
export function occurrenceJson(occurrence: Occurrence) {
  const { localDate, localTime, zone, startsAt } = occurrence;
  return { localDate, localTime, zone, startsAt: isoSeconds(startsAt) };
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}
