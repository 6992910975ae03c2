// Times and durations in words that people read and type.
import { DateTime } from 'luxon';
import { UserError } from './errors.ts';

const UNITS: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10_080 };

/** `Tuesday 1 December 2026, 20:00 Europe/Prague`. */
export function instantWords(at: Date, zone: string): string {
  const local = DateTime.fromJSDate(at, { zone }).setLocale('en-GB');
  return `${local.toFormat('cccc d LLLL yyyy, HH:mm')} ${zone.replaceAll('_', ' ')}`;
}

/** `in 7 days`, `in 2 hours`, `today`… how far an instant lies from now; days are counted on the zone's calendar. */
export function distanceWords(at: Date, spec: { now: Date; zone: string }): string {
  const there = DateTime.fromJSDate(at, { zone: spec.zone });
  const here = DateTime.fromJSDate(spec.now, { zone: spec.zone });
  const minutes = Math.round((at.getTime() - spec.now.getTime()) / 60_000);
  if (minutes === 0) return 'now';
  const days = Math.round(
    DateTime.utc(there.year, there.month, there.day).diff(
      DateTime.utc(here.year, here.month, here.day),
      'days',
    ).days,
  );
  const size = Math.abs(minutes);
  const words =
    size < 60
      ? counted(size, 'minute')
      : size < 1440 || days === 0
        ? counted(Math.round(size / 60), 'hour')
        : counted(Math.abs(days), 'day');
  return minutes > 0 ? `in ${words}` : `${words} ago`;
}

/** `Tuesday 1 December 2026, 20:00 Europe/Prague · in 7 days`. */
export function fullWords(at: Date, spec: { now: Date; zone: string }): string {
  return `${instantWords(at, spec.zone)} · ${distanceWords(at, spec)}`;
}

const yearMinutes = 366 * 1440;

/**
 * Minutes from `1h`, `90m`, `7 d`, `1h 30m`, `2 weeks` or `start` (0). Throws a UserError for anything else, for several
 * lengths (`1d, 1h`), and for more minutes than `most`.
 */
export function parseMinutes(text: string, most = yearMinutes): number {
  const typed = text.trim().toLowerCase();
  if (typed === 'start' || typed === '0') return 0;
  if (/[,;]/.test(typed))
    throw new UserError(
      `\`${text.trim()}\` is several lengths of time, and one is asked for. Write it like \`1h 30m\`.`,
    );
  const parts = [
    ...typed.matchAll(/(\d+)\s*(minutes?|mins?|hours?|hrs?|days?|weeks?|[mhdw])(?![a-z])\s*(?:and\s+)?/g),
  ];
  const units = parts.map((part) => UNITS[part[2]?.[0] ?? ''] ?? 0);
  // "7d 1d" is a list, not a length: each unit comes once, the longest first.
  const isOrdered = units.every((unit, i) => i === 0 || unit < (units[i - 1] ?? 0));
  const isAll = parts.length > 0 && isOrdered && parts.map((part) => part[0]).join('') === typed;
  const minutes = parts.reduce((sum, part) => sum + Number(part[1]) * (UNITS[part[2]?.[0] ?? ''] ?? 0), 0);
  if (!isAll)
    throw new UserError(
      `\`${text.trim()}\` is not a length of time that I understand. Write it like \`90m\`, \`1h\`, \`1h 30m\` or \`7d\`.`,
    );
  if (minutes > most) throw new UserError(`\`${text.trim()}\` is too long: at most ${minutesWords(most)}.`);
  return minutes;
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

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
