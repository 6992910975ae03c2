// Times as a person reads them: in their own zone, and by the sandbox's clock.
import { DateTime } from 'luxon';
import { el, type Html } from './html.ts';

/** Whose time it is, and when. */
export interface Watch {
  readonly zone: string;
  readonly now: Date;
}

/** `Tuesday 1 December 2026, 21:00`. */
export function dayAndTime(at: Date, { zone }: Pick<Watch, 'zone'>): string {
  return local(at, zone).toFormat('cccc d LLLL yyyy, HH:mm');
}

/** `Tue 1 Dec 2026, 21:00`. */
export function shortly(at: Date, { zone }: Pick<Watch, 'zone'>): string {
  return local(at, zone).toFormat('ccc d LLL yyyy, HH:mm');
}

/** `Tuesday 1 December 2026`. */
export function day(at: Date, { zone }: Pick<Watch, 'zone'>): string {
  return local(at, zone).toFormat('cccc d LLLL yyyy');
}

/** `21:00`. */
export function hour(at: Date, { zone }: Pick<Watch, 'zone'>): string {
  return local(at, zone).toFormat('HH:mm');
}

/** `in 7 days`, `2 hours ago`. */
export function distance(at: Date, { now, zone }: Watch): string {
  const words = local(at, zone).toRelative({ base: local(now, zone) });
  return at.getTime() === now.getTime() ? 'now' : (words ?? '');
}

const formats: Readonly<Record<string, string>> = {
  t: 'HH:mm',
  T: 'HH:mm:ss',
  d: 'dd/MM/yyyy',
  D: 'd LLLL yyyy',
  f: 'd LLLL yyyy HH:mm',
  F: 'cccc, d LLLL yyyy HH:mm',
  s: 'dd/MM/yyyy, HH:mm',
  S: 'dd/MM/yyyy, HH:mm:ss',
};

/** A `<t:seconds:style>` as the client shows it, or undefined where it lies beyond what can be shown. */
export function discordTime(seconds: number, style: string, watch: Watch): Html | undefined {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return undefined;
  const format = formats[style] ?? formats.f ?? '';
  const words = style === 'R' ? distance(at, watch) : local(at, watch.zone).toFormat(format);
  return time(at, words, watch);
}

/** A `[date=…]` as the forum shows it: in the reader's zone. */
export function discourseDate(
  given: { readonly date: string; readonly time: string | undefined; readonly zone: string | undefined },
  watch: Watch,
): Html | undefined {
  const written = DateTime.fromISO(`${given.date}T${given.time ?? '00:00:00'}`, {
    zone: given.zone ?? 'UTC',
  });
  if (!written.isValid) return undefined;
  const at = written.toJSDate();
  if (given.time === undefined) return time(at, written.setLocale('en-GB').toFormat('d LLLL yyyy'), watch);
  return time(at, local(at, watch.zone).toFormat("cccc, d LLLL yyyy 'at' HH:mm"), watch);
}

/** A time element: its words, and on pointing at it the same instant in the person's zone and in UTC. */
export function time(at: Date, words: string, { zone }: Pick<Watch, 'zone'>): Html {
  const title = `${dayAndTime(at, { zone })} ${zoneWords(zone)} (${hour(at, { zone: 'UTC' })} UTC)`;
  return el('time', { dateTime: at.toISOString(), title }, words);
}

/** `America/New York`. */
export function zoneWords(zone: string): string {
  return zone.replaceAll('_', ' ');
}

function local(at: Date, zone: string): DateTime {
  return DateTime.fromJSDate(at, { zone }).setLocale('en-GB');
}
