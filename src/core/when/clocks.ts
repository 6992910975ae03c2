// On which clocks a typed date is read: those of a zone or an offset that stands at its end, or of whoever asks.

import { UserError } from '../errors.ts';
import { instantOf, localReading, parseZone, type Resolved } from '../time.ts';
import { parseMinutes } from '../time-words.ts';

const MINUTE = 60_000;
/** The longest that anything takes whose end or length is typed, in minutes. */
export const LONGEST_SPAN = 12 * 60;

/** The clocks on which a text is read: those of a zone, or, with an offset, those so many minutes ahead of UTC. */
export interface Clocks {
  readonly zone: string;
  readonly now: Date;
  readonly offset?: number | undefined;
}

const OFFSET =
  /^(.*\d\S*?)(?:\s*(?:utc|gmt)\s*([+-]\d{1,2}(?::?\d{2})?)|\s+([+-]\d{2}:?\d{2}|[+-]\d{2})|\s*([+]\d{1,2}(?::?\d{2})?|z)|((?<=\d:\d\d:\d\d(?:\.\d+)?|\dT\d{1,2}:\d\d)-\d{2}:?\d{2}))$/is;

/**
 * A text without the zone or offset that stands at its end, which goes before the context's, and without a length
 * (`… for 2 hours`). `named` is the zone as it was typed; `hasBoth` says that an offset was as well, which must agree with it:
 * `Z` agrees with every zone.
 */
export function apart(text: string, { zone, offset: usual }: Omit<Clocks, 'now'>) {
  const [, timed, length] =
    /^(.*\d.*?),?\s+for\s+((?:\d|an?\b|half\b|one\b|two\b|three\b).*)$/is.exec(text) ?? [];
  const minutes = length === undefined ? undefined : parseMinutes(length, LONGEST_SPAN);
  const typed = timed ?? text;
  const [, rest, named] = /^(.*\S)\s+([a-z_]+(?:\/[a-z0-9_+-]+)+|utc|gmt)$/is.exec(typed) ?? [];
  const own = named === undefined ? zone : parseZone(/^gmt$/i.test(named) ? 'UTC' : named);
  const zoned = rest ?? typed;
  const [, before, ...offsets] = OFFSET.exec(zoned) ?? [];
  const offset = offsets.find((one) => one !== undefined);
  if (before === undefined || offset === undefined)
    return { words: zoned, zone: own, offset: named ? undefined : usual, named, hasBoth: false, minutes };
  const hasBoth = named !== undefined && !/^z$/i.test(offset);
  return { words: before, zone: own, offset: aheadOf(offset, text), named, hasBoth, minutes };
}

/** The minutes by which clocks with an offset such as `+01:00`, `-0500`, `+2` or `Z` are ahead of UTC. */
function aheadOf(offset: string, text: string): number {
  if (/^z$/i.test(offset)) return 0;
  const digits = offset.slice(1).replace(':', '');
  const [hours, rest] = digits.length > 2 ? [digits.slice(0, -2), digits.slice(-2)] : [digits, '0'];
  const minutes = Number(hours) * 60 + Number(rest);
  if (minutes > 14 * 60 || Number(rest) > 59)
    throw new UserError(
      `\`${offset}\` in \`${text}\` is no offset from UTC. Give one from -12:00 to +14:00.`,
    );
  return offset.startsWith('-') ? -minutes : minutes;
}

/** The moment at which clocks show a reading. */
export function placed(
  { localDate, localTime }: { localDate: string; localTime: string },
  { zone, offset }: Clocks,
): Resolved {
  if (offset === undefined) return instantOf({ localDate, localTime, zone });
  const { at } = instantOf({ localDate, localTime, zone: 'UTC' });
  return later(new Date(at.getTime() - offset * MINUTE), zone);
}

/** What clocks show at an instant. */
export function shown(at: Date, { zone, offset }: Omit<Clocks, 'now'>): ReturnType<typeof localReading> {
  if (offset === undefined) return localReading(at, zone);
  return localReading(new Date(at.getTime() + offset * MINUTE), 'UTC');
}

/** The reading of an instant on a zone's clocks. */
export function later(at: Date, zone: string): Resolved {
  return { at, shift: 'none', ...localReading(at, zone) };
}
