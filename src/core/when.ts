// What people mean when they type a date: ISO forms and natural words, read on the clocks of a zone.
import { GB } from 'chrono-node/en';
import { UserError } from './errors.ts';
import { instantOf, localReading, type Resolved } from './time.ts';
import { fullWords } from './time-words.ts';

const DEFAULT_HINT = 'Write it like `2026-12-01 20:00`, `tue 20:00` or `tomorrow 18:00`.';

/** A date somebody typed, with the words to confirm it: `Tuesday 1 December 2026, 20:00 Europe/Prague · in 7 days`. */
export interface When extends Resolved {
  readonly words: string;
}

/** Where and when a text is read. */
export interface WhenContext {
  readonly zone: string;
  readonly now: Date;
}

/** The moment that a text means on a zone's clocks; throws a UserError when it is no date or has no time of day. */
export function readWhen(text: string, context: WhenContext): When {
  const typed = text.trim();
  const exact = /^(\d{4}-\d{2}-\d{2})[T ]\s*(\d{1,2}:\d{2})(?::00(?:\.0+)?)?\s*(Z)?$/i.exec(typed);
  if (exact) {
    const [, localDate = '', localTime = '', utc] = exact;
    const resolved = instantOf({ localDate, localTime, zone: utc ? 'UTC' : context.zone });
    return said(
      utc ? { ...resolved, ...localReading(resolved.at, context.zone), shift: 'none' } : resolved,
      context,
    );
  }
  const natural = naturally(typed, context);
  if (!natural) throw new UserError(`I cannot read \`${typed}\` as a date. ${DEFAULT_HINT}`);
  if (!natural.hasTime) throw new UserError(`\`${typed}\` does not say at what time of day. ${DEFAULT_HINT}`);
  return said(natural.resolved, context);
}

/** Up to five future moments that a half-typed text may mean, the likeliest first; none for what is no date yet. */
export function suggestWhens(text: string, context: WhenContext, usualTime = '18:00'): When[] {
  const typed = text.trim();
  if (typed === '') return [];
  const tries = [typed, `${typed} ${usualTime}`, ...['', ' '].map((gap) => `${typed}${gap}:00`)];
  const found = new Map<number, When>();
  for (const attempt of tries) {
    try {
      const when = readWhen(attempt, context);
      if (when.at > context.now) found.set(when.at.getTime(), when);
    } catch (error) {
      if (!(error instanceof UserError)) throw error; // half-typed words are often no date yet
    }
  }
  const first = [...found.values()][0];
  if (first)
    for (const days of [7, 14]) {
      const day = new Date(Date.parse(`${first.localDate}T00:00:00Z`) + days * 86_400_000);
      const later = instantOf({ ...first, localDate: day.toISOString().slice(0, 10) });
      found.set(later.at.getTime(), said(later, context));
    }
  return [...found.values()].slice(0, 5);
}

function naturally(text: string, context: WhenContext): { resolved: Resolved; hasTime: boolean } | undefined {
  // The words are read as if the zone's clocks were UTC, so that only instantOf() turns a reading into an instant.
  const here = localReading(context.now, context.zone);
  const instant = new Date(`${here.localDate}T${here.localTime}:00Z`);
  const results = GB.parse(text, { instant, timezone: 'UTC' }, { forwardDate: true });
  const result = results[0];
  if (results.length !== 1 || !result || result.text.length < text.length * 0.6) return undefined;
  const offset = result.start.get('timezoneOffset');
  if (result.start.isCertain('timezoneOffset') && offset !== null && offset !== 0)
    throw new UserError(
      `Please leave the time zone out of \`${text}\`: it is read on the clocks of ${context.zone}.`,
    );
  const wall = result.start.date().toISOString();
  // "in 2 hours" is a distance, not a reading: it counts on across a change of clocks.
  const isDistance = /^in\s+.*\b(m|mins?|minutes?|h|hrs?|hours?)$/i.test(text);
  const resolved: Resolved = isDistance
    ? later(new Date(context.now.getTime() + Date.parse(wall) - instant.getTime()), context.zone)
    : instantOf({ localDate: wall.slice(0, 10), localTime: wall.slice(11, 16), zone: context.zone });
  return { resolved, hasTime: isDistance || result.start.isCertain('hour') };
}

function later(at: Date, zone: string): Resolved {
  return { at, shift: 'none', ...localReading(at, zone) };
}

function said(resolved: Resolved, context: WhenContext): When {
  const note = resolved.shift === 'gap' ? ' (moved on: the clocks skip the time you gave)' : '';
  return {
    ...resolved,
    words: `${fullWords(resolved.at, { now: context.now, zone: context.zone })}${note}`,
  };
}
