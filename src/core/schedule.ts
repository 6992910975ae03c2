// Schedules such as `mondays 09:00 Europe/Prague`, and when they run next.

import { UserError } from './errors.ts';
import { firstDate, occurrences, parseRecurrence, type Recurrence } from './recurrence.ts';
import { plainMarks } from './text/plain-marks.ts';
import { addDays, instantOf, localReading, parseLocalDate, parseLocalTime, parseZone } from './time.ts';
import { isAbbreviation, knownZone } from './zone.ts';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const HINT =
  'Write `mondays 09:00 Europe/Prague`, `every other monday 09:00 Europe/Prague`, `every weekday 08:30 UTC`, ' +
  '`daily 09:00 Asia/Tokyo`, `1st of the month 09:00 UTC`, or a cron line with a zone: `0 9 * * 1 Europe/Prague`.';
const LONGEST = 300;
const HORIZON_DAYS = 366 * 9;
/** From where intervals count if a schedule does not say: a Monday, so that it stays the same each time it is read. */
const USUAL_START = '2024-01-01';

/** When something runs, on a zone's clocks: at each of the times (`HH:MM`, ascending) on each fitting day. */
type Schedule = { readonly zone: string; readonly times: readonly string[] } & (
  | { readonly kind: 'recurrence'; readonly recurrence: Recurrence; readonly starts: string | undefined }
  | ({ readonly kind: 'cron' } & CronDays)
);

interface CronDays {
  readonly months: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** Cron's rule: where both days and weekdays are given, one of the two is enough. */
  readonly isEither: boolean;
}

/**
 * The schedule that a text means: a cron line with a zone, or a recurrence, a time and a zone, of which intervals count
 * from a date: `every other monday from 2027-01-04 09:00 Europe/Prague`. Throws a UserError that shows what is accepted.
 */
export function parseSchedule(text: string): Schedule {
  if (text.length > LONGEST)
    throw new UserError(`${text.length} characters are more than a schedule needs. ${HINT}`);
  const words = inUsualOrder(text).split(/\s+/);
  if (words.length <= 6 && words.slice(0, 4).every((field) => /^[\d*][\d*,/-]*$/.test(field))) {
    const zone = parseZone(words[5] ?? (isWeekdays(words[4]) ? lacksZone(text) : missing(text)));
    return fromCron(words.slice(0, 5), { zone, text });
  }
  // A cron line with a field too few or too many.
  if (words.some((word) => word.includes('*'))) missing(text);
  const zone = parseZone(words.at(-1) ?? missing(text));
  return fromWords(words.slice(0, -1), { zone, text });
}

const isWeekdays = (field = ''): boolean =>
  /^[\d*]/.test(field) || weekdayOf(field.replace(/[^a-z].*$/i, '').toLowerCase()) >= 0;

const TIME =
  /(?:\bat\s+|@\s*|(?<![+-])\b)(\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\d{1,2}h|noon|midday|midnight)(?=[\s,;]|$)|\bat\s+(\d{1,2})(?=[\s,;]|$)/giu;

/** A schedule's words with the time and then the zone at their end, wherever they were typed: `at 9am in Prague on mondays`. */
function inUsualOrder(text: string): string {
  const typed = plainMarks(text).trim();
  const times = [...typed.matchAll(TIME)];
  const [found] = times;
  if (times.length > 1) missing(text);
  if (!found) {
    // `mondays 9 UTC`, or no time at all.
    const last = typed.split(/\s+/).at(-1) ?? '';
    const hasZone = /[/+]/u.test(last) || isAbbreviation(last) || knownZone(last) !== undefined;
    return typed.includes('*') || (/\d/u.test(typed) && (hasZone || !/\p{L}{3}/u.test(typed)))
      ? typed
      : missing(text);
  }
  const time = parseLocalTime(found[1] ?? found[2] ?? '');
  const before = wordsOf(typed.slice(0, found.index));
  const after = wordsOf(typed.slice(found.index + found[0].length).replace(/^[\s,;]+(?:(?:in|on)\s)?/iu, ''));
  const rule = (words: readonly string[]) => words.join(' ').replace(/[\s,;]+$/u, '');
  // The zone follows the time, or ends the text, or stands before the time.
  for (const count of [3, 2, 1].filter((some) => some <= after.length)) {
    const behind = zoneIn(after.slice(0, count));
    if (behind) return `${rule([...before, ...after.slice(count)])} ${time} ${behind}`;
    const atEnd = zoneIn(after.slice(-count));
    if (atEnd) return `${rule([...before, ...after.slice(0, -count)])} ${time} ${atEnd}`;
  }
  if (after.length > 0) return `${rule(before)} ${time} ${parseZone(after.join(' '))}`;
  const ahead = zoneIn(before.slice(-1)) ?? lacksZone(`${rule(before)} ${time}`);
  return `${rule(before.slice(0, -1))} ${time} ${ahead}`;
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** The zone that words name: `Prague`, `New York time,`; nothing for others. */
const zoneIn = (words: readonly string[]): string | undefined =>
  knownZone(
    words
      .join(' ')
      .replace(/[,;]$/u, '')
      .replace(/\s+(?:local\s+)?time$/iu, ''),
  );

function lacksZone(text: string): never {
  throw new UserError(
    `\`${text.trim()}\` does not say in which time zone. Write it at the end: \`${text.trim()} Europe/Prague\`.`,
  );
}

/**
 * The text of a schedule with the date from which its intervals count: the first from now on, if it does not say one.
 * Texts that have no intervals stay as they are.
 */
export function withScheduleStart(text: string, now: Date): string {
  const schedule = parseSchedule(text);
  if (schedule.kind === 'cron' || schedule.starts !== undefined || schedule.recurrence.rule.interval === 1)
    return text;
  const { localDate } = localReading(
    nextRun({ ...schedule, starts: undefined, recurrence: each(schedule.recurrence) }, now),
    schedule.zone,
  );
  const words = inUsualOrder(text).split(/\s+/);
  return [...words.slice(0, -2), 'from', localDate, ...words.slice(-2)].join(' ');
}

/** The first instant after `after` at which a schedule runs. A time that a day skips or has twice runs once that day. */
export function nextRun(schedule: Schedule, after: Date): Date {
  // A day earlier, since a time skipped at midnight runs on the next calendar day.
  const from = addDays(localReading(after, schedule.zone).localDate, -1);
  for (const day of fittingDays(schedule, from)) {
    const runs = schedule.times
      .map((localTime) => instantOf({ localDate: day, localTime, zone: schedule.zone }).at)
      .filter((at) => at > after)
      .sort((one, other) => one.getTime() - other.getTime());
    if (runs[0]) return runs[0];
  }
  throw new UserError('That schedule never comes: there is no such day in the calendar. Choose another day.');
}

function* fittingDays(schedule: Schedule, from: string): Generator<string> {
  if (schedule.kind === 'recurrence') {
    const { recurrence } = schedule;
    const starts = schedule.starts ?? firstDate(recurrence, USUAL_START) ?? USUAL_START;
    return yield* occurrences(recurrence, { starts, from });
  }
  for (let ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
    const day = addDays(from, ahead);
    if (fits(schedule, day)) yield day;
  }
}

function fits(schedule: CronDays, day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  const isDay = schedule.days.has(date.getUTCDate());
  const isWeekday = schedule.weekdays.has(date.getUTCDay());
  return (
    schedule.months.has(date.getUTCMonth() + 1) &&
    (schedule.isEither ? isDay || isWeekday : isDay && isWeekday)
  );
}

function each(recurrence: Recurrence): Recurrence {
  return { ...recurrence, rule: { ...recurrence.rule, interval: 1 } };
}

function fromWords(words: readonly string[], context: { zone: string; text: string }): Schedule {
  const time = parseLocalTime(words.at(-1) ?? missing(context.text));
  const said = words
    .slice(0, -1)
    .join(' ')
    .replace(/\s*\bat$/i, '');
  const dated = /^(.*\S)\s+(?:from|starting)\s+(\d{4}-\d{2}-\d{2})$/i.exec(said);
  const starts = dated?.[2] === undefined ? undefined : parseLocalDate(dated[2]);
  if (said === '') missing(context.text);
  const recurrence = parseRecurrence(dated?.[1] ?? said, { zone: context.zone, accepted: HINT });
  const late = recurrence.rule.monthDays.find((day) => day > 28 && recurrence.rule.months.length === 0);
  if (late !== undefined)
    throw new UserError(
      `Not every month has a day ${late}. Choose the 1st to the 28th, or \`last day of the month\`.`,
    );
  return { kind: 'recurrence', zone: context.zone, times: [time], recurrence, starts };
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
    kind: 'cron',
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

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function missing(text: string): never {
  throw new UserError(`I cannot read \`${text.trim()}\` as a schedule. ${HINT}`);
}
