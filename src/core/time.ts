// The only place where wall-clock time becomes an instant, and an instant becomes wall-clock time.

import { DateTime, IANAZone } from 'luxon';
import { BoundedMap } from './bounded-map.ts';
import { UserError } from './errors.ts';
import { plainMarks } from './text/plain-marks.ts';

export { parseZone, suggestZones, zoneOption } from './zone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A wall-clock reading somewhere: `YYYY-MM-DD`, `HH:MM`, and an IANA zone. */
interface LocalReading {
  readonly localDate: string;
  readonly localTime: string;
  readonly zone: string;
}

/** The instant that a reading means, and what the clocks on the wall say then. */
export interface Resolved extends LocalReading {
  readonly at: Date;
  /** `gap`: the reading is skipped that day and moves on by the gap; `overlap`: it comes twice, and this is the first. */
  readonly shift: 'none' | 'gap' | 'overlap';
}

/**
 * The instant of a wall-clock reading. In a gap the offset before it counts (02:30 becomes 03:30), in an overlap the
 * first of the two; whatever today's date is. Throws a UserError for a day, time or zone that does not exist.
 */
export function instantOf(reading: LocalReading): Resolved {
  const { zone } = reading;
  const localDate = parseLocalDate(reading.localDate);
  const localTime = parseLocalTime(reading.localTime);
  const wall = Date.parse(`${localDate}T${localTime}:00Z`);
  const rules = zoneRules(zone);
  // Offsets lie between −12 and +14 hours, so these two stand on either side of a change near the reading.
  const before = Math.round(rules.offset(wall - 15 * HOUR)) * MINUTE;
  const after = Math.round(rules.offset(wall + 13 * HOUR)) * MINUTE;
  const fitting = [wall - before, wall - after].filter((at) => isRead(rules, at, wall));
  const first = Math.min(...fitting);
  if (fitting.length === 0) {
    const at = new Date(wall - before);
    return { at, shift: 'gap', ...localReading(at, zone) };
  }
  const isTwice = new Set(fitting).size > 1;
  return { at: new Date(first), shift: isTwice ? 'overlap' : 'none', localDate, localTime, zone };
}

/** A zone whose clocks tell each of these instants from all others: UTC where one is of an hour that comes twice there. */
export function tellingZone(zone: string, ...instants: readonly Date[]): string {
  return instants.some((at) => instantOf(localReading(at, zone)).shift === 'overlap') ? 'UTC' : zone;
}

function isRead(rules: IANAZone, at: number, wall: number): boolean {
  return at + Math.round(rules.offset(at)) * MINUTE === wall;
}

/** What the clocks in a zone say at an instant, to the minute. */
export function localReading(at: Date, zone: string): LocalReading {
  const local = DateTime.fromJSDate(at, { zone: zoneRules(zone) });
  return { localDate: local.toFormat('yyyy-MM-dd'), localTime: local.toFormat('HH:mm'), zone };
}

/** What was asked last, by the minute: lists ask for the same instants and for now again and again, and Intl takes long to answer. */
const knownOffsets = new BoundedMap<string, number>(1_000);

/** How many minutes a zone is ahead of UTC at an instant. */
export function offsetMinutes(at: Date, zone: string): number {
  // No clock has been changed within a minute since 1972.
  const minute = Math.floor(at.getTime() / MINUTE) * MINUTE;
  const key = `${minute} ${zone}`;
  const offset = knownOffsets.get(key) ?? Math.round(zoneRules(zone).offset(minute));
  knownOffsets.set(key, offset);
  return offset;
}

/** An `HH:MM` from `9:00`, `09.00`, `0900`, `9h`, `9pm`, `21` or `noon`. Throws a UserError for anything else. */
export function parseLocalTime(text: string): string {
  const typed = plainMarks(text).trim();
  const [, noon, midnight] = /^(?:((?:12\s*)?(?:noon|midday))|(midnight))$/i.exec(typed) ?? [];
  if (noon ?? midnight) return noon ? '12:00' : '00:00';
  const match = /^(\d{1,2})(?:[:.h](\d{2})(?::00)?h?|h|(?<=\d\d)(\d{2})h?)?\s*(?:([ap])(?:\.?m\.?)?)?$/i.exec(
    typed,
  );
  const half = match?.[4]?.toLowerCase();
  let hour = Number(match?.[1]);
  const minute = Number(match?.[2] ?? match?.[3] ?? 0);
  const isPossible = half ? hour >= 1 && hour <= 12 : hour <= 23;
  if (!match || !isPossible || minute > 59)
    throw new UserError(`\`${text.trim()}\` is not a time of day. Write it like \`18:00\`.`);
  if (half) hour = (hour % 12) + (half === 'p' ? 12 : 0);
  return clockTime(hour * 60 + minute);
}

/** `HH:MM` of so many minutes after midnight. */
export function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A `YYYY-MM-DD` that is in the calendar. Throws a UserError for anything else. */
export function parseLocalDate(text: string): string {
  const day = plainMarks(text).trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
    throw new UserError(`\`${day}\` is not a date. Write it like \`2026-12-01\`.`);
  if (!DateTime.fromISO(day, { zone: 'utc' }).isValid)
    throw new UserError(`There is no ${day} in the calendar. Write a date like \`2026-12-01\`.`);
  return day;
}

/** The version of the tz data that this process computes with, such as `2026c`. */
export function tzVersion(): string {
  return process.versions.tz ?? 'unknown';
}

/** An instant as `2026-01-06T17:00:00Z`, without the fractions of a second. */
export function isoSeconds(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The earliest of some instants; undefined of none. */
export function earliest(instants: readonly (Date | undefined)[]): Date | undefined {
  return instants.reduce((one, other) => (one && (!other || one <= other) ? one : other), undefined);
}

/** The latest of some instants; undefined of none. */
export function latest(instants: readonly (Date | undefined)[]): Date | undefined {
  return instants.reduce((one, other) => (one && (!other || one >= other) ? one : other), undefined);
}

/** A calendar day moved by some days. */
export function addDays(localDate: string, days: number): string {
  const day = new Date(`${localDate}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

function zoneRules(zone: string): IANAZone {
  const rules = IANAZone.create(zone);
  if (!rules.isValid)
    throw new UserError(`\`${zone}\` is not a time zone that I know. Try \`Europe/Prague\`.`);
  return rules;
}
