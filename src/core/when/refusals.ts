// What of a date's words was not read, and what is refused because it is no single day.

import type { GB } from 'chrono-node/en';
import { UserError } from '../errors.ts';
import { instantWords } from '../time-words.ts';

/** How dates are written. */
export const DEFAULT_HINT = 'Write it like `2026-12-01 20:00`, `tue 20:00` or `tomorrow 18:00`.';

/** The refusal of what is no date, with how dates are written. */
export function noDate(why: string): UserError {
  return new UserError(`${why} ${DEFAULT_HINT}`);
}

/** What stands around a date without changing it. */
const FILLERS = /\b(?:on|at|the|of|by|from|to|for|in|h|o'?clock|uhr|local|time|right)\b/giu;

/** What stands around the first date and was not read as a part of it; undefined when that means nothing. */
export function unread(
  words: string,
  [first, second]: readonly { index: number; text: string }[],
): string | undefined {
  if (!first) return undefined;
  const around = [words.slice(0, first.index), words.slice(first.index + first.text.length)].map((one) =>
    one.trim(),
  );
  const isRead = around.every((one) => !/[\p{L}\p{N}]/u.test(one.replaceAll(FILLERS, '')));
  // Of "20:00 to" and "from … to" the end is missing.
  if (isRead && !second && !/\b(?:to|till?|until)$|[-–—]$/iu.test(around[1] ?? '')) return undefined;
  return around.filter(Boolean).join(' … ');
}

type Parsed = ReturnType<typeof GB.parse>[number];

/** Throws a UserError for a weekend, a week, a month or a year, of which each day would be a guess; `in a month` is one. */
export function refuseManyDays({ text, start }: Parsed): void {
  const [many] =
    /\b(?:(?:this|next|last|past|coming)\s+)?week-?ends?\b|\b(?:this|next|last|past|coming)\s+(?:week|month|quarter|year)\b/iu.exec(
      text,
    ) ?? [];
  const isDay = start.isCertain('weekday') || start.isCertain('day');
  const isMonth = start.isCertain('month') && !isDay && !/\b(?:in|now|today|later|hence|ago)\b/iu.test(text);
  const isMany = many === undefined ? isMonth : /end/iu.test(many) || !start.isCertain('weekday');
  if (isMany) throw noDate(`\`${many ?? text}\` has more days than one. Name the day.`);
}

/** What says whether hours are before or after noon. */
export const PART_OF_DAY = /\b(?:morning|afternoon|evening|night)\b/iu;

/** Throws a UserError for `evening of 21 december`, of which only the evening is read; `read` reads it without. */
export function refuseLostDay({ text, start }: Parsed, read: (text: string) => readonly Parsed[]): void {
  const [part] = PART_OF_DAY.exec(text) ?? [];
  const hasDay = (of: Parsed['start']) =>
    of.isCertain('day') || of.isCertain('weekday') || of.isCertain('month');
  if (part === undefined || hasDay(start)) return;
  const dayOf = (of: Parsed['start']) => of.date().toISOString().slice(0, 10);
  const others = read(text.replace(PART_OF_DAY, '')).filter((other) => hasDay(other.start));
  if (others.some((other) => dayOf(other.start) !== dayOf(start)))
    throw noDate(`Of \`${text}\` I understood \`${part}\`, but not on which day.`);
}

/** Throws a UserError for `wednesday 1 December 2026` when that is a Tuesday. */
export function refuseOtherWeekday(text: string, start: Parsed['start']): void {
  if (!start.isCertain('weekday') || !start.isCertain('day')) return;
  const day = start.date();
  if (start.get('weekday') === day.getUTCDay()) return;
  const words = instantWords(day, 'UTC').replace(/,.*$/u, '');
  throw new UserError(
    `The day of the week in \`${text}\` is another: it is ${words}. Leave one of the two out.`,
  );
}
