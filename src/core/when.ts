// What people mean when they type a date: ISO forms and natural words, read on the clocks of a zone.

import { GB } from 'chrono-node/en';
import { UserError, unlessRefused } from './errors.ts';
import { DAY_NAMES, MONTH_NAMES } from './recurrence/tokens.ts';
import { plainMarks } from './text/plain-marks.ts';
import { shortened } from './text/shortened.ts';
import { closest } from './text/spelling.ts';
import {
  addDays,
  isoSeconds,
  localReading,
  offsetMinutes,
  parseLocalDate,
  parseLocalTime,
  type Resolved,
} from './time.ts';
import { fullWords, minutesWords } from './time-words.ts';
import { apart, type Clocks, LONGEST_SPAN, later, placed, shown } from './when/clocks.ts';
import { inCalendar } from './when/days.ts';
import { inOneForm, refuseLength } from './when/forms.ts';
import { nearDates } from './when/near.ts';
import {
  DEFAULT_HINT,
  noDate,
  PART_OF_DAY,
  refuseLostDay,
  refuseManyDays,
  refuseOtherWeekday,
  unread,
} from './when/refusals.ts';
import { isAbbreviation, parseZone } from './zone.ts';

const MINUTE = 60_000;

const NAMES = [...DAY_NAMES, ...MONTH_NAMES, 'tomorrow', 'today', 'tonight'];

/** Longer than any date; reading words takes time that grows with their square. */
export const LONGEST = 120;

/** A date somebody typed, with the words to confirm it: `Tuesday 1 December 2026, 20:00 Europe/Prague · in 7 days`. */
export interface When extends Resolved {
  readonly words: string;
  /** How long it takes, where an end was typed too: `20:00 to 22:00`. */
  readonly minutes?: number;
  /** The minutes ahead of UTC of the clocks on which it was typed, where those are an offset's and no zone's. */
  readonly offset?: number | undefined;
}

const TIME_ALONE = /^\s*(?:at\s+)?(?:noon|\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?|h|o'?clock)?)\s*$/iu;

/** Two hours of which each could be before or after noon. */
const BARE_HOURS =
  /(?<![\d:.h-])\b(?:0?[1-9]|1[01])\s*(?:[-–—]|to|till?|until)\s*(?:0?[1-9]|1[01])\b(?!\s*[ap]\.?m|[:.h\d])/iu;

const DAY_AND_TIME =
  /^(\d{4}-\d{2}-\d{2})(?:T|,?\s+(?:at\s+)?)(\d{1,2}:\d{2})(?::(\d{2})(?:\.\d+)?)?(?:(\s*)(-|–|—|\bto\b|\btill?\b|\buntil\b)\s*(\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?))?$/i;

/** Where and when a text is read: on the clocks of the zone, or on those with an offset in minutes ahead of UTC. */
export interface WhenContext {
  readonly zone: string;
  readonly offset?: number | undefined;
  readonly now: Date;
}

/**
 * The moment that a text means on a zone's clocks, or on those of a zone or an offset that stands at its end
 * (`… 20:00 UTC`, `… 20:00 -0500`), with its length where an end is typed (`20:00 to 22:00`). Throws a UserError when it
 * is no date, has no time of day, or says more than was understood.
 */
export function readWhen(text: string, context: WhenContext): When {
  try {
    return asTyped(text, context);
  } catch (error) {
    if (text.length > LONGEST) throw error;
    const spelled = text.trim().replaceAll(/\p{L}{5,}/gu, (word) => closest(word, NAMES));
    const near = [[spelled], ...nearDates(spelled, localReading(context.now, context.zone).localDate)].find(
      (meant) => meant[0] !== text.trim() && meant.every((one) => unlessRefused(() => asTyped(one, context))),
    );
    if (!near) throw error;
    const meant = near.map((one) => `\`${one}\``).join(' or ');
    throw new UserError(`I cannot read \`${text.trim()}\` as a date. Did you mean ${meant}?`);
  }
}

function asTyped(text: string, context: WhenContext): When {
  if (text.length > LONGEST) throw noDate(`${text.length} characters are more than a date needs.`);
  refuseLength(plainMarks(text).trim());
  const { words, minutes, named, hasBoth, ...clocks } = apart(inOneForm(text), context);
  const here = { now: context.now, zone: clocks.zone, offset: clocks.offset };
  const read = exactly(words, here) ?? readIn(words, here);
  if (!read) throw noDate(`I cannot read \`${text.trim()}\` as a date.`);
  if (!read.hasTime) throw noDate(`\`${text.trim()}\` does not say at what time of day.`);
  const there = offsetMinutes(read.resolved.at, here.zone);
  if (hasBoth && here.offset !== there)
    throw new UserError(
      `\`${text.trim()}\` names an offset that ${here.zone} does not have then: its clocks are at UTC${offsetText(there)}. Leave one of the two out.`,
    );
  // Chats show a marked instant on the clocks of the zone.
  const offset = named || text.trim().startsWith('<') ? undefined : here.offset;
  return { ...said(read.resolved, here, minutes ?? read.minutes), ...(offset !== undefined && { offset }) };
}

/**
 * The one moment that a text means, as `readWhen`, but that an end is refused. A time of day alone is the first after
 * `from`, where that is given. Throws a UserError.
 */
export function readMoment(
  text: string,
  { from, ...context }: WhenContext & { readonly from?: Date | undefined },
): When {
  const when = readWhen(text, context);
  if (when.minutes !== undefined)
    throw new UserError(
      `\`${text.trim()}\` has an end, and one moment is asked for here. Give \`${when.localDate} ${when.localTime}\` alone, or its end.`,
    );
  const plain = inOneForm(text).replace(/^by\s+/iu, '');
  if (!from || !isTimeAlone(plain, context.zone)) return when;
  const { localDate } = localReading(from, when.zone);
  // On the clocks of an offset it may be the day before or after.
  const days = [-1, 0, 1, 2].map((days) => readWhen(`${addDays(localDate, days)} ${plain}`, context));
  return days.find(({ at }) => at > from) ?? when;
}

/** Whether a text is a time of day, perhaps with an end or a zone, without a day. Throws a UserError for a zone that is none. */
export function isTimeAlone(text: string, zone: string): boolean {
  const { words } = apart(inOneForm(text), { zone });
  return TIME_ALONE.test(words.replace(/\s*(?:to|till?|until|-|–)\s*\d.*$/iu, ''));
}

const DAY_HINT = 'Write it like `2026-12-01`, `1 dec` or `next tuesday`.';

/**
 * The calendar day that a text means, `YYYY-MM-DD`: as `readWhen`, without a time of day; of days without a year the first
 * to come. Throws a UserError when it is no day, or could be two.
 */
export function readDay(text: string, { zone, now }: WhenContext): string {
  const typed = plainMarks(text).trim();
  if (/^\d{4}-\d{2}-\d{2}$/u.test(typed)) return parseLocalDate(typed);
  const read = typed.length > LONGEST ? undefined : dayIn(typed, { zone, now });
  if (!read) throw new UserError(`\`${shortened(typed, LONGEST)}\` is not a date. ${DAY_HINT}`);
  if (read.isSpan)
    throw new UserError(
      `\`${typed}\` has an end, and one day is asked for here. Give \`${read.resolved.localDate}\` alone.`,
    );
  const { localDate } = read.resolved;
  if (!read.hasTime) return localDate;
  const [, year] = /\d.*(?<!\bat)\s(\d{2})$/iu.exec(typed) ?? [];
  if (year !== undefined)
    throw new UserError(
      `The \`${year}\` of \`${typed}\` could be a year or an hour. Write \`20${year}${localDate.slice(4)}\`, or \`${localDate}\`.`,
    );
  throw new UserError(
    `\`${typed}\` names a time of day, and a day is asked for here. Give \`${localDate}\` alone.`,
  );
}

function dayIn(typed: string, context: WhenContext): Read | undefined {
  try {
    return readIn(inOneForm(typed), context);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message.replace(DEFAULT_HINT, DAY_HINT));
  }
}

/** A text that means the same moment with the same zone and length wherever it is read. */
export function whenText({ at, zone, minutes }: Pick<When, 'at' | 'zone' | 'minutes'>): string {
  return `${isoSeconds(at)} ${zone}${minutes === undefined ? '' : ` for ${minutes}m`}`;
}

interface Read {
  readonly resolved: Resolved;
  readonly hasTime: boolean;
  /** Whether days are named, and not one. */
  readonly isSpan?: boolean;
  readonly minutes?: number | undefined;
}

/** A day and time in figures, perhaps with an end. */
function exactly(text: string, clocks: Clocks): Read | undefined {
  const [, localDate, start = '', seconds = '00', space, dash, end] = DAY_AND_TIME.exec(text) ?? [];
  if (localDate === undefined) return undefined;
  if (Number(seconds) > 0) throw noDate(`\`${text}\` names seconds: a minute is as exact as I am.`);
  const localTime = parseLocalTime(start);
  const resolved = placed({ localDate, localTime }, clocks);
  if (end === undefined) return { resolved, hasTime: true };
  const until = parseLocalTime(end);
  // "20:00-05:00" may be an offset as well; "18:00-19:00" is none.
  if (dash === '-' && space === '' && until <= localTime && until <= '12:00')
    throw new UserError(
      `\`${text}\` can mean two things. For an end write \`${localTime} to ${until}\`, for an offset \`${localTime} UTC-${until}\`.`,
    );
  const on = (time: string) => new Date(`${localDate}T${time}Z`);
  return { resolved, hasTime: true, minutes: spanOf(minutesBetween(on(localTime), on(until)), text) };
}

function readIn(text: string, clocks: Clocks): Read | undefined {
  const { zone, now } = clocks;
  // The words are read as if the zone's clocks were UTC, so that only instantOf() turns a reading into an instant.
  const here = shown(now, clocks);
  const instant = new Date(`${here.localDate}T${here.localTime}:00Z`);
  const words = inCalendar(
    text.replace(/^(?:the )?day after tomorrow\b/i, addDays(here.localDate, 2)),
    here.localDate,
  );
  const parse = (text: string) => GB.parse(text, { instant, timezone: 'UTC' }, { forwardDate: true });
  const results = parse(words);
  const [result] = results;
  if (!result) return undefined;
  // "in 2 hours" is a distance, not a reading: it counts on across a change of clocks.
  const isDistance =
    /^in\s.*(?:\d|\b)(?:m|mins?|minutes?|h|hrs?|hours?)$/i.test(text) ||
    /^(?:right\s+)?now$|\bago$/i.test(text);
  if (result.start.isCertain('timezoneOffset') && !isDistance) {
    for (const word of text.match(/\p{L}+/gu) ?? []) if (isAbbreviation(word)) parseZone(word);
    // "+1h" and "an hour later" count from something else, and name no zone.
    if (!/\butc\b|[+-]\d{2}:?\d{2}\b/iu.test(text)) return undefined;
    throw new UserError(
      `I cannot follow the time zone in \`${text}\`. End it with a single one, such as \`tue 20:00 Europe/Prague\` or \`tue 20:00 UTC\`; without one it is read on the clocks of ${zone}.`,
    );
  }
  const rest = unread(words, results);
  if (rest !== undefined) {
    // Of words around a single number there is nothing to tell.
    if (!result.start.isCertain('hour') && result.text.length < 4) return undefined;
    throw noDate(`Of \`${text}\` I understood \`${result.text}\`, but not \`${rest}\`.`);
  }
  const hasTime = isDistance || result.start.isCertain('hour');
  refuseManyDays(result);
  refuseLostDay(result, parse);
  refuseOtherWeekday(text, result.start);
  const wall = result.start.date().toISOString();
  const reading = { localDate: wall.slice(0, 10), localTime: wall.slice(11, 16) };
  const resolved = isDistance
    ? later(new Date(now.getTime() + Date.parse(wall) - instant.getTime()), zone)
    : placed(reading, clocks);
  if (!result.end || !hasTime) return { resolved, hasTime, isSpan: Boolean(result.end) };
  // Three to five: in the night, or in the afternoon?
  if (BARE_HOURS.test(words) && !PART_OF_DAY.test(words)) return undefined;
  return { resolved, hasTime, minutes: spanOf(minutesBetween(result.start.date(), result.end.date()), text) };
}

function minutesBetween(from: Date, to: Date): number {
  const minutes = Math.round((to.getTime() - from.getTime()) / MINUTE);
  return minutes < 0 && minutes > -24 * 60 ? minutes + 24 * 60 : minutes;
}

function spanOf(minutes: number, text: string): number {
  if (minutes > 0 && minutes <= LONGEST_SPAN) return minutes;
  throw noDate(
    `\`${text}\` ends ${minutes > 0 ? `${minutesWords(minutes)} after it begins` : 'when it begins'}: up to 12 hours, please.`,
  );
}

/** A moment with its words. */
export function said(resolved: Resolved, context: WhenContext, minutes?: number): When {
  const note = noteOn(resolved);
  const length = minutes === undefined ? '' : `, for ${minutesWords(minutes)}`;
  return {
    ...resolved,
    ...(minutes !== undefined && { minutes }),
    words: `${fullWords(resolved.at, { now: context.now, zone: context.zone })}${length}${note}`,
  };
}

/** What the clocks do at a time that is skipped or comes twice that day. */
function noteOn({ shift, at, zone }: Resolved): string {
  if (shift === 'none') return '';
  if (shift === 'gap') return ' (moved on: the clocks skip that time)';
  const later = offsetMinutes(new Date(at.getTime() + 3 * 60 * MINUTE), zone);
  return ` (the first of two; the second is UTC${offsetText(later)})`;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest}`;
}
