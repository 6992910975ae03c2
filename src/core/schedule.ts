// Schedules such as `mondays 09:00 Europe/Prague`, and when they run next.
import { UserError } from './errors.ts';
import { addDays, instantOf, localReading, parseLocalTime, parseZone } from './time.ts';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const HINT =
  'Write `mondays 09:00 Europe/Prague`, `every weekday 08:30 UTC`, `daily 09:00 Asia/Tokyo`, ' +
  '`1st of the month 09:00 UTC`, or a cron line with a zone: `0 9 * * 1 Europe/Prague`.';
const LONGEST = 300;
const HORIZON_DAYS = 366 * 9;

/** When something runs, on a zone's clocks: at each of the times on each fitting day. */
export interface Schedule {
  readonly zone: string;
  /** `HH:MM`, ascending. */
  readonly times: readonly string[];
  readonly months: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** Cron's rule: where both days and weekdays are given, one of the two is enough. */
  readonly isEither: boolean;
}

/** The schedule that a text means; throws a UserError that shows what is accepted. */
export function parseSchedule(text: string): Schedule {
  if (text.length > LONGEST)
    throw new UserError(`${text.length} characters are more than a schedule needs. ${HINT}`);
  const words = text.trim().split(/\s+/);
  const zone = parseZone(words.length > 1 ? (words.at(-1) ?? '') : missing(text));
  const rest = words.slice(0, -1);
  if (rest.length === 5 && rest.every((field) => /^[\d*,/a-z-]+$/i.test(field)))
    return fromCron(rest, { zone, text });
  // A cron line with a field too few or too many.
  if (rest.some((word) => word.includes('*'))) missing(text);
  return fromWords(rest, { zone, text });
}

/** The first instant after `after` at which a schedule runs. A time that a day skips or has twice runs once that day. */
export function nextRun(schedule: Schedule, after: Date): Date {
  const { localDate } = localReading(after, schedule.zone);
  // A day earlier, since a time skipped at midnight runs on the next calendar day.
  for (let ahead = -1; ahead < HORIZON_DAYS; ahead++) {
    const day = addDays(localDate, ahead);
    if (!fits(schedule, day)) continue;
    const runs = schedule.times
      .map((localTime) => instantOf({ localDate: day, localTime, zone: schedule.zone }).at)
      .filter((at) => at > after)
      .sort((one, other) => one.getTime() - other.getTime());
    if (runs[0]) return runs[0];
  }
  throw new UserError('That schedule never comes: there is no such day in the calendar.');
}

function fits(schedule: Schedule, day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  const isDay = schedule.days.has(date.getUTCDate());
  const isWeekday = schedule.weekdays.has(date.getUTCDay());
  return (
    schedule.months.has(date.getUTCMonth() + 1) &&
    (schedule.isEither ? isDay || isWeekday : isDay && isWeekday)
  );
}

function fromWords(words: readonly string[], context: { zone: string; text: string }): Schedule {
  const time = parseLocalTime(words.at(-1) ?? missing(context.text));
  const when = words
    .slice(0, -1)
    .filter((word) => !/^(every|at|on)$/i.test(word))
    .join(' ')
    .toLowerCase();
  const every = {
    zone: context.zone,
    times: [time],
    months: range(1, 12),
    days: range(1, 31),
    weekdays: range(0, 6),
  };
  const monthly = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)(?: of (?:the|each|every) month)?$/.exec(when);
  if (monthly) {
    const day = Number(monthly[1]);
    if (day < 1 || day > 28)
      throw new UserError(`Not every month has a day ${day}. Choose the 1st to the 28th.`);
    return { ...every, days: new Set([day]), isEither: false };
  }
  if (/^(daily|day|days)$/.test(when)) return { ...every, isEither: false };
  if (/^weekdays?$/.test(when)) return { ...every, weekdays: range(1, 5), isEither: false };
  const named = when.split(/(?:\s*,\s*|\s+and\s+|\s+)/).map((word) => weekdayOf(word));
  if (when === '' || named.some((day) => day < 0)) missing(context.text);
  return { ...every, weekdays: new Set(named), isEither: false };
}

function fromCron(fields: readonly string[], context: { zone: string; text: string }): Schedule {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const minutes = cronField(minute, 0, 59);
  const hours = cronField(hour, 0, 23);
  const days = cronField(day, 1, 31);
  const months = cronField(month, 1, 12);
  const weekdays = cronField(
    weekday.replaceAll(/[a-z]+/gi, (name) => String(weekdayOf(name.toLowerCase()))),
    0,
    7,
  );
  if (!minutes || !hours || !days || !months || !weekdays) return missing(context.text);
  const times = [...hours].flatMap((h) => [...minutes].map((m) => `${two(h)}:${two(m)}`)).sort();
  return {
    zone: context.zone,
    times,
    months,
    days,
    weekdays: new Set([...weekdays].map((value) => value % 7)),
    isEither: !day.startsWith('*') && !weekday.startsWith('*'),
  };
}

function cronField(field: string, low: number, high: number): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) return undefined;
    const [, start, end, step] = match;
    const from = start === undefined ? low : Number(start);
    const to = end !== undefined ? Number(end) : start === undefined || step ? high : from;
    const by = Number(step ?? 1);
    if (from < low || to > high || from > to || by < 1) return undefined;
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return values;
}

function weekdayOf(word: string): number {
  const singular = word.replace(/s$/, '');
  return DAYS.findIndex(
    (day) => day === singular || day === word || (word.length >= 3 && day.startsWith(singular)),
  );
}

function range(from: number, to: number): Set<number> {
  return new Set(Array.from({ length: to - from + 1 }, (_, index) => from + index));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function missing(text: string): never {
  throw new UserError(`I cannot read \`${text.trim()}\` as a schedule. ${HINT}`);
}
