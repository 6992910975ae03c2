// The RRULEs of RFC 5545 that are taken, and why others are not.
import { UserError } from '../errors.ts';
import { addDays, localReading, parseLocalDate } from '../time.ts';
import {
  ascending,
  type Frequency,
  inOrder,
  type NumberedDay,
  type Rule,
  ruleOf,
  WEEKDAY_CODES,
  type WeekdayCode,
} from './rule.ts';

/** How far apart the periods of a rule may lie. */
const LONGEST = { DAILY: 999, WEEKLY: 520, MONTHLY: 120, YEARLY: 20 } as const satisfies Record<
  Frequency,
  number
>;

const MOST_DATES = 1000;
/** The most days that a year has for BYSETPOS to choose from. */
const MOST_POSITIONS = 366;
const TIMES_OF_DAY = ['BYHOUR', 'BYMINUTE', 'BYSECOND'];
const EXAMPLE = 'Write it like `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`.';

/**
 * The rule of an RRULE's value, such as `FREQ=MONTHLY;BYDAY=1TU`. An UNTIL that is an instant ends on its day in `zone`, or
 * on the day before if all `times` of a day lie after it (RFC 5545, 3.3.10: the instant bounds the recurrence).
 * Throws a UserError for what is no RRULE, for times of day (a series has its own) and for what no series keeps.
 */
export function parseRule(
  text: string,
  { zone = 'UTC', times = [] }: { zone?: string; times?: readonly string[] },
): Rule {
  const parts = partsOf(text);
  const taken = new Set<string>();
  const take = (name: string): string | undefined => {
    taken.add(name);
    return parts.get(name);
  };
  const numbers = (name: string, low: number, high: number) => wholeNumbers(name, take(name), { low, high });
  const freq = frequency(take('FREQ'));
  const until = take('UNTIL');
  const count = only('COUNT', numbers('COUNT', 1, MOST_DATES));
  const rule = ruleOf({
    freq,
    interval: only('INTERVAL', numbers('INTERVAL', 1, LONGEST[freq])) ?? 1,
    ...(until !== undefined && { until: lastDay(until, { zone, times }) }),
    ...(count !== undefined && { count }),
    months: numbers('BYMONTH', 1, 12),
    monthDays: numbers('BYMONTHDAY', -31, 31),
    yearDays: numbers('BYYEARDAY', -366, 366),
    weekNumbers: numbers('BYWEEKNO', -53, 53),
    days: numberedDays(take('BYDAY')),
    setPositions: numbers('BYSETPOS', -MOST_POSITIONS, MOST_POSITIONS),
    weekStart: weekday('WKST', take('WKST') ?? 'MO'),
  });
  // RFC 7529, as far as it changes nothing.
  if ((take('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN' || (take('SKIP') ?? 'OMIT') !== 'OMIT')
    throw new UserError(
      'Only the Gregorian calendar is kept, and a day that a month lacks is skipped: leave out RSCALE and SKIP.',
    );
  for (const name of parts.keys()) if (!taken.has(name)) throw new UserError(strange(name));
  check(rule);
  return rule;
}

function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.trim().replace(/;$/, '').split(';')) {
    const match = /^([A-Z-]+)=([A-Z0-9,+-]+)$/i.exec(part.trim());
    const name = match?.[1]?.toUpperCase() ?? '';
    if (!match) throw new UserError(`\`${part.trim()}\` is not a part of an RRULE. ${EXAMPLE}`);
    if (parts.has(name)) throw new UserError(`The RRULE says ${name} twice. Leave one of them out.`);
    parts.set(name, match[2]?.toUpperCase() ?? '');
  }
  return parts;
}

function frequency(value: string | undefined): Frequency {
  if (value === 'DAILY' || value === 'WEEKLY' || value === 'MONTHLY' || value === 'YEARLY') return value;
  if (value === undefined) throw new UserError(`The RRULE has no FREQ. ${EXAMPLE}`);
  throw new UserError(`FREQ is DAILY, WEEKLY, MONTHLY or YEARLY here, not ${value}. ${EXAMPLE}`);
}

function strange(name: string): string {
  if (TIMES_OF_DAY.includes(name)) return `Leave out ${name}: the times of day are given beside the rule.`;
  return `${name} is not a part of an RRULE that I know. ${EXAMPLE}`;
}

function wholeNumbers(name: string, text: string | undefined, range: { low: number; high: number }) {
  if (text === undefined) return [];
  const values = text.split(',').map((part) => {
    const value = Number(part);
    const fits = /^[+-]?\d{1,4}$/.test(part) && value !== 0 && value >= range.low && value <= range.high;
    if (!fits)
      throw new UserError(
        `${name} takes whole numbers from ${range.low} to ${range.high}${range.low < 0 ? ', not 0' : ''}: change \`${part}\`.`,
      );
    return value;
  });
  return ascending(values);
}

function only(name: string, [first, ...others]: readonly number[]): number | undefined {
  if (others.length > 0) throw new UserError(`${name} takes one number. Write it like \`${name}=2\`.`);
  return first;
}

function numberedDays(text: string | undefined): NumberedDay[] {
  if (text === undefined) return [];
  return inOrder(
    text.split(',').map((part) => {
      const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(part);
      const position = Number(match?.[1] ?? 0);
      if (!match || Math.abs(position) > 53 || (match[1] !== undefined && position === 0))
        throw new UserError(`BYDAY takes days such as \`TU\`, \`1TU\` or \`-1FR\`: not \`${part}\`.`);
      return { day: weekday('BYDAY', match[2] ?? ''), position };
    }),
  );
}

function weekday(name: string, text: string): WeekdayCode {
  const found = WEEKDAY_CODES.find((code) => code === text);
  if (!found) throw new UserError(`${name} takes ${WEEKDAY_CODES.join(', ')}: not \`${text}\`.`);
  return found;
}

function lastDay(text: string, { zone, times }: { zone: string; times: readonly string[] }): string {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(text);
  const [, year, month, day, hour, minute, second, utc] = match ?? [];
  const localDate = `${year}-${month}-${day}`;
  if (!match) throw new UserError(`UNTIL takes a date such as \`20271231\`: not \`${text}\`.`);
  parseLocalDate(localDate);
  if (!hour) return localDate;
  const at = new Date(`${localDate}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(at.getTime()))
    throw new UserError(`UNTIL takes a date such as \`20271231\`: not \`${text}\`.`);
  const end = utc ? localReading(at, zone) : { localDate, localTime: `${hour}:${minute}` };
  const isOver = times.length > 0 && times.every((time) => time > end.localTime);
  return isOver ? addDays(end.localDate, -1) : end.localDate;
}

function check(rule: Rule): void {
  const isByMonth = rule.freq === 'MONTHLY' || (rule.freq === 'YEARLY' && rule.months.length > 0);
  const furthest = isByMonth ? 5 : rule.freq === 'YEARLY' ? 53 : 0;
  const far = rule.days.find(({ position }) => Math.abs(position) > furthest);
  const faults = [
    rule.until !== undefined &&
      rule.count !== undefined &&
      'UNTIL and COUNT do not go together. Leave one of them out.',
    far &&
      (furthest === 0
        ? `FREQ=${rule.freq} takes days without a number: ${far.day}, not ${far.position}${far.day}.`
        : `There is no ${far.position}${far.day}: from 1 to ${furthest}, or from the end -1 to -${furthest}.`),
    rule.freq === 'WEEKLY' &&
      rule.monthDays.length > 0 &&
      'FREQ=WEEKLY does not go with BYMONTHDAY. Write FREQ=MONTHLY, or BYDAY.',
    rule.yearDays.length > 0 &&
      rule.freq !== 'YEARLY' &&
      `FREQ=${rule.freq} does not go with BYYEARDAY. Write FREQ=YEARLY.`,
    rule.weekNumbers.length > 0 &&
      rule.freq !== 'YEARLY' &&
      `FREQ=${rule.freq} does not go with BYWEEKNO. Write FREQ=YEARLY, or \`tuesday of odd weeks\`.`,
    rule.weekNumbers.length > 0 &&
      (rule.days.length === 0 || rule.days.some(({ position }) => position !== 0)) &&
      'BYWEEKNO needs days of the week beside it: `FREQ=YEARLY;BYWEEKNO=20;BYDAY=TU`.',
    rule.yearDays.length > 0 &&
      rule.days.some(({ position }) => position !== 0) &&
      'BYYEARDAY takes days without a number beside it: `BYDAY=TU`, not `BYDAY=1TU`.',
    rule.freq === 'YEARLY' &&
      rule.months.length === 0 &&
      rule.monthDays.length > 0 &&
      rule.days.some(({ position }) => position !== 0) &&
      'Days numbered within the year do not go with BYMONTHDAY. Leave one of them out.',
    rule.setPositions.length > 0 &&
      (rule.freq === 'DAILY' || rule.days.length + rule.monthDays.length + rule.yearDays.length === 0) &&
      'BYSETPOS chooses among the days of a week, a month or a year: it needs BYDAY, BYMONTHDAY or BYYEARDAY beside it.',
  ];
  for (const fault of faults) if (fault) throw new UserError(fault);
}
