// What a meeting costs a member: the weight of each quarter-hour by their local time, and the hours they can never make.

import { UserError } from '../../core/errors.ts';
import { plainMarks } from '../../core/text/plain-marks.ts';
import { offsetMinutes, parseLocalTime } from '../../core/time.ts';

/** The weight of a quarter-hour that starts in a local hour, 0 to 23 (issue 3). */
const HOUR_WEIGHTS: readonly number[] = [
  32, 32, 32, 32, 32, 16, 4, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 4, 8, 16,
];

const DAY = 1440;
const QUARTER = 15;

/** A part of every day in minutes after local midnight; one that wraps midnight ends before it starts. */
interface HoursRange {
  readonly from: number;
  readonly to: number;
}

/** The range of a text such as `22:00-06:00`, `10pm to 6am`, `before 8am`; throws a UserError for anything else. */
export function parseHoursRange(text: string): HoursRange {
  const [start, end, ...more] = plainMarks(text)
    .trim()
    .replace(/^(?:from|between)\s+/iu, '')
    .replace(/^before\s+/iu, '00:00-')
    .replace(/^after\s+(.*)$/iu, '$1-24:00')
    .split(/\s*(?:[-–—]|\b(?:to|till?|until|and)\b)\s*/iu);
  if (!start || !end || more.length > 0) throw rangeError(text);
  const from = minutesOf(parseLocalTime(start));
  const to = end === '24:00' ? DAY : minutesOf(parseLocalTime(end));
  if (from === to) throw rangeError(text);
  // Nine to five is by day; nobody means all hours but four of the night.
  const isTwofold = /^(?:\d{1,2}|\d[:.h]\d{2})$/u.test(end) && !/^(?:1[3-9]|2\d)/u.test(start);
  if (isTwofold && to >= 60 && to < Math.min(from, DAY / 2) && from < to + DAY / 2)
    throw new UserError(
      `\`${text.trim()}\` can mean two things. Write \`${parseLocalTime(start)}-${parseLocalTime(`${end}pm`)}\` or \`${parseLocalTime(start)}-${parseLocalTime(end)}\`.`,
    );
  return { from, to };
}

/** The local minute of the day at which each of some quarter-hours starts, from an instant on; at most two days of them. */
export function localQuarters(from: Date, count: number, zone: string): number[] {
  const starts = Array.from({ length: count }, (_, index) => from.getTime() + index * QUARTER * 60_000);
  const first = offsetMinutes(from, zone);
  // No zone changes its clocks and changes them back within two days.
  const isSteady = first === offsetMinutes(new Date(starts.at(-1) ?? from.getTime()), zone);
  return starts.map((at) => {
    const local = Math.floor(at / 60_000) + (isSteady ? first : offsetMinutes(new Date(at), zone));
    return ((local % DAY) + DAY) % DAY;
  });
}

/** How many quarter-hours a meeting takes; one begun counts whole. */
export const quartersOf = (durationMinutes: number): number => Math.ceil(durationMinutes / QUARTER);

/** What a meeting costs somebody: the sum of the weights of its quarter-hours' local starts. */
export function painOf(quarters: readonly number[]): number {
  return quarters.reduce((sum, minute) => sum + (HOUR_WEIGHTS[Math.floor(minute / 60)] ?? 0), 0);
}

/** Whether any of a meeting's quarter-hours touches one of somebody's hours. */
export function isWithin(ranges: readonly HoursRange[], quarters: readonly number[]): boolean {
  return quarters.some((minute) =>
    ranges.some(({ from, to }) => {
      const end = from < to ? to : to + DAY;
      return touches(minute, from, end) || touches(minute + DAY, from, end);
    }),
  );
}

function touches(minute: number, from: number, to: number): boolean {
  return minute < to && minute + QUARTER > from;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

function rangeError(text: string): UserError {
  return new UserError(`\`${text}\` is not a range of hours. Write it like \`22:00-06:00\`.`);
}
