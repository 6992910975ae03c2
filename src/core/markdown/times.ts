// Instants in the ways that chat and forums have people type them.
import { DateTime } from 'luxon';
import type { LocalTimeStyle } from '../document.ts';

const styles: Readonly<Record<string, LocalTimeStyle>> = {
  t: 'time',
  T: 'time',
  d: 'date',
  D: 'date',
  R: 'relative',
};

function timeAt(at: DateTime, style: LocalTimeStyle) {
  // Years that every place can write.
  if (!at.isValid || at.year < 1000 || at.year > 9999) return undefined;
  return { type: 'localTime', at: at.toJSDate(), zone: at.zoneName ?? 'UTC', style } as const;
}

/** The instant of `<t:1767225600:F>`; undefined where no place could write it. */
export function unixTime(seconds: string, style: string) {
  return timeAt(DateTime.fromSeconds(Number(seconds), { zone: 'UTC' }), styles[style] ?? 'full');
}

const formats: Readonly<Record<string, LocalTimeStyle>> = { LL: 'date', LT: 'time' };

/**
 * The instants of `[date=2027-01-05 time=17:30 timezone="Europe/Prague"]`, given from the sign of equality on, or of
 * `[date-range from=2027-01-05T17:30 to=…]`; undefined for each that makes no sense.
 */
export function timesGiven(given: string, isRange: boolean) {
  const named = (name: string) => new RegExp(`\\s${name}=["“”]?([\\w/+:-]{1,60})`, 'u').exec(given)?.[1];
  const zone = named('timezone') ?? 'UTC';
  // A day without an hour is the same day for nearly everybody at its noon.
  const moment = (date = '', time = '') =>
    timeAt(
      DateTime.fromISO(`${date}T${time === '' ? '12:00' : time.replace(/^\d:/u, '0$&')}`, { zone }),
      formats[named('format') ?? ''] ?? (time === '' ? 'date' : 'full'),
    );
  if (!isRange) return [moment(/^=["“”]?(\d{4}-\d\d-\d\d)/u.exec(given)?.[1], named('time'))];
  const to = named('to');
  return [
    moment(...(named('from') ?? '').split('T')),
    ...(to === undefined ? [] : [moment(...to.split('T'))]),
  ];
}
