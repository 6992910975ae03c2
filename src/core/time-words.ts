// Times and durations in words that people read and type.

import { DateTime } from 'luxon';
import { UserError } from './errors.ts';
import { NUMBER_NAMES } from './recurrence/tokens.ts';
import { counted } from './text/counted.ts';
import { plainMarks } from './text/plain-marks.ts';
import { offsetMinutes } from './time.ts';

const UNITS: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10_080 };

/** `Tuesday 1 December 2026, 20:00 Europe/Prague`. */
export function instantWords(at: Date, zone: string): string {
  const local = DateTime.fromJSDate(at, { zone }).setLocale('en-GB');
  return `${local.toFormat('cccc d LLLL yyyy, HH:mm')} ${zone.replaceAll('_', ' ')}`;
}

/** `Tuesday 1 December 2026`. */
export function dayWords(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).setLocale('en-GB').toFormat('cccc d LLLL yyyy');
}

/** `December 2026`. */
export function monthWords(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).setLocale('en-GB').toFormat('LLLL yyyy');
}

/** `in 7 days`, `in 2 hours`, `today`… how far an instant lies from now; days are counted on the zone's calendar. */
export function distanceWords(at: Date, spec: { now: Date; zone: string }): string {
  const minutes = Math.round((at.getTime() - spec.now.getTime()) / 60_000);
  if (minutes === 0) return 'now';
  const days = dayNumber(at, spec.zone) - dayNumber(spec.now, spec.zone);
  const size = Math.abs(minutes);
  const words =
    size < 60
      ? counted(size, 'minute')
      : size < 1440 || days === 0
        ? counted(Math.round(size / 60), 'hour')
        : counted(Math.abs(days), 'day');
  return minutes > 0 ? `in ${words}` : `${words} ago`;
}

/** Which day of the calendar it is, counted from 1970. */
const dayNumber = (at: Date, zone: string) =>
  Math.floor((at.getTime() / 60_000 + offsetMinutes(at, zone)) / 1440);

/** `Tuesday 1 December 2026, 20:00 Europe/Prague · in 7 days`. */
export function fullWords(at: Date, spec: { now: Date; zone: string }): string {
  return `${instantWords(at, spec.zone)} · ${distanceWords(at, spec)}`;
}

const yearMinutes = 366 * 1440;

/**
 * Minutes from `1h`, `90m`, `7 d`, `1h 30m`, `1.5h`, `two weeks`, `half an hour` or `start` (0). Throws a UserError for
 * anything else, for several lengths (`1d, 1h`), and for more minutes than `most`.
 */
export function parseMinutes(text: string, most = yearMinutes): number {
  const typed = plainMarks(text)
    .trim()
    .toLowerCase()
    .replace(/\s*(?:before|ahead|long)$/, '')
    .replace(/\.$/, '');
  if (typed === 'start' || typed === '0') return 0;
  const spoken = inFigures(typed);
  if (/[,;]/.test(spoken))
    throw new UserError(
      `\`${text.trim()}\` is several lengths of time, and one is asked for. Write it like \`1h 30m\`.`,
    );
  const [, hours, rest] = /^(\d{1,2}):(\d{2})$/.exec(typed) ?? [];
  if (hours !== undefined)
    throw new UserError(
      `\`${typed}\` can mean a time of day as well. Write \`${Number(hours) > 0 ? `${Number(hours)}h ` : ''}${Number(rest)}m\`.`,
    );
  const parts = [
    ...spoken.matchAll(
      /(\d+)\s*(minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|[mhdw])(?![a-z])\s*(?:and\s+)?/g,
    ),
  ];
  const units = parts.map((part) => UNITS[part[2]?.[0] ?? ''] ?? 0);
  // "7d 1d" is a list, not a length: each unit comes once, the longest first.
  const isOrdered = units.every((unit, i) => i === 0 || unit < (units[i - 1] ?? 0));
  const isAll = parts.length > 0 && isOrdered && parts.map((part) => part[0]).join('') === spoken;
  const minutes = parts.reduce((sum, part) => sum + Number(part[1]) * (UNITS[part[2]?.[0] ?? ''] ?? 0), 0);
  if (!isAll)
    throw new UserError(
      `\`${text.trim()}\` is not a length of time that I understand. Write it like \`90m\`, \`1h\`, \`1h 30m\` or \`7d\`.`,
    );
  if (minutes > most) throw new UserError(`\`${text.trim()}\` is too long: at most ${minutesWords(most)}.`);
  return minutes;
}

const FIGURES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(NUMBER_NAMES.map((name, i) => [name, i + 1])),
  ...{ a: 1, an: 1, fifteen: 15, twenty: 20, thirty: 30, 'forty-five': 45, sixty: 60, ninety: 90 },
};

/** A length with its numbers in figures and its halves in minutes: `1h30`, `1.5h`, `half an hour`, `PT1H30M`. */
function inFigures(typed: string): string {
  return typed
    .replace(/^p(?:(\d+)d)?(?:t(?:(\d+)h)?(?:(\d+)m)?)?$/, (_, days, hours, minutes) =>
      [days && `${days}d`, hours && `${hours}h`, minutes && `${minutes}m`].filter(Boolean).join(' '),
    )
    .replace(/^half an hour$/, '30m')
    .replace(/^(?:an|one|1) hour and a half$|^one and a half hours$/, '1h 30m')
    .replaceAll(/\b(?:forty-five|[a-z]+)\b(?=\s)/g, (word) => String(FIGURES[word] ?? word))
    .replace(/^(\d+)(?:[.,]5|½)\s*(?:h|hrs?|hours?)$/, '$1h 30m')
    .replace(/^(\d+)\s*h\s*(\d{1,2})$/, '$1h $2m');
}

/** `7 days`, `1 hour`, `1 hour 30 minutes`; zero is `0 minutes`. */
export function minutesWords(minutes: number): string {
  if (minutes === 0) return '0 minutes';
  const parts = [
    { count: Math.floor(minutes / 1440), unit: 'day' },
    { count: Math.floor((minutes % 1440) / 60), unit: 'hour' },
    { count: minutes % 60, unit: 'minute' },
  ];
  return parts
    .filter((part) => part.count > 0)
    .map((part) => counted(part.count, part.unit))
    .join(' ');
}
