// Schedules such as `mondays 09:00 Europe/Prague`, and when they run next.

import { UserError } from './errors.ts';
import { ascending, inOrder, ruleOf, WEEKDAY_CODES } from './recurrence/rule.ts';
import { DAY_NAMES } from './recurrence/tokens.ts';
import { firstDate, occurrences, parseRecurrence, type Recurrence } from './recurrence.ts';
import { plainMarks } from './text/plain-marks.ts';
import {
  addDays,
  clockTime,
  earliest,
  instantOf,
  localReading,
  parseLocalDate,
  parseLocalTime,
  parseZone,
} from './time.ts';
import { isAbbreviation, knownZone } from './zone.ts';

/** As cron counts them, where Sunday is 0 and 7. */
const DAYS = ['sunday', ...DAY_NAMES];
const HINT =
  'Write `mondays 09:00 Europe/Prague`, `every other monday 09:00 Europe/Prague`, `every weekday 08:30 UTC`, ' +
  '`daily 09:00 Asia/Tokyo`, `1st of the month 09:00 UTC`, or a cron line with a zone: `0 9 * * 1 Europe/Prague`.';
const LONGEST = 300;
/** From where intervals count if a schedule does not say: a Monday, so that it stays the same each time it is read. */
const USUAL_START = '2024-01-01';

/** Where what has no intervals starts. */
const LONG_AGO = '1970-01-01';

/** When something runs, on a zone's clocks: at each of the times (`HH:MM`, ascending) on each day of one of the recurrences. */
interface Schedule {
  readonly zone: string;
  readonly times: readonly string[];
  readonly recurrences: readonly Recurrence[];
  readonly starts?: string | undefined;
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
  if (schedule.starts !== undefined || schedule.recurrences.every(({ rule }) => rule.interval === 1))
    return text;
  const { localDate } = localReading(
    nextRun({ ...schedule, recurrences: schedule.recurrences.map(each) }, now),
    schedule.zone,
  );
  const words = inUsualOrder(text).split(/\s+/);
  return [...words.slice(0, -2), 'from', localDate, ...words.slice(-2)].join(' ');
}

/** The first instant after `after` at which a schedule runs. A time that a day skips or has twice runs once that day. */
export function nextRun(schedule: Schedule, after: Date): Date {
  const next = earliest(schedule.recurrences.map((one) => nextOf(one, schedule, after)));
  if (next) return next;
  throw new UserError('That schedule never comes: there is no such day in the calendar. Choose another day.');
}

function nextOf(recurrence: Recurrence, { starts, times, zone }: Schedule, after: Date): Date | undefined {
  const origin = starts ?? firstDate(recurrence, USUAL_START) ?? USUAL_START;
  // A day earlier, since a time skipped at midnight runs on the next calendar day.
  const from = addDays(localReading(after, zone).localDate, -1);
  for (const localDate of occurrences(recurrence, { starts: origin, from })) {
    const runs = times.map((localTime) => instantOf({ localDate, localTime, zone }).at);
    const next = earliest(runs.filter((at) => at > after));
    if (next) return next;
  }
  return undefined;
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
  return { zone: context.zone, times: [time], recurrences: [recurrence], starts };
}

function fromCron(fields: readonly string[], context: { zone: string; text: string }): Schedule {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const named = weekday.replaceAll(/[a-z]+/gi, (name) => String(weekdayOf(name.toLowerCase())));
  const minutes = cronField(minute, 0, 59);
  const hours = cronField(hour, 0, 23);
  const monthDays = cronField(day, 1, 31);
  const months = cronField(month, 1, 12);
  const weekdays = cronField(named, 0, 7);
  if (!minutes || !hours || !monthDays || !months || !weekdays) return missing(context.text);
  const days = inOrder(
    weekdays
      .flatMap((value) => WEEKDAY_CODES[(value + 6) % 7] ?? [])
      .map((code) => ({ day: code, position: 0 })),
  );
  // Cron's rule: where both days and weekdays are given, one of the two is enough.
  const isEither = !day.startsWith('*') && !weekday.startsWith('*');
  const rules = isEither ? [{ monthDays }, { days }] : [{ monthDays, days }];
  return {
    zone: context.zone,
    times: hours.flatMap((h) => minutes.map((m) => clockTime(h * 60 + m))),
    starts: LONG_AGO,
    recurrences: rules.map((rule) => ({ rule: ruleOf({ freq: 'DAILY', months, ...rule }) })),
  };
}

function cronField(field: string, low: number, high: number): number[] | undefined {
  const values: number[] = [];
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) return undefined;
    const [, start, end, step] = match;
    const from = start === undefined ? low : Number(start);
    const to = end !== undefined ? Number(end) : start === undefined || step ? high : from;
    const by = Number(step ?? 1);
    if (from < low || to > high || from > to || by < 1) return undefined;
    for (let value = from; value <= to; value += by) values.push(value);
  }
  return ascending(values);
}

function weekdayOf(word: string): number {
  const singular = word.replace(/s$/, '');
  return word.length < 3 ? -1 : DAYS.findIndex((day) => day.startsWith(singular));
}

function missing(text: string): never {
  throw new UserError(`I cannot read \`${text.trim()}\` as a schedule. ${HINT}`);
}
