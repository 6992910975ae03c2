// What people mean when they type a date: ISO forms and natural words, read on the clocks of a zone.
import { GB } from 'chrono-node/en';
import { UserError } from './errors.ts';
import { addDays, instantOf, localReading, parseZone, type Resolved } from './time.ts';
import { fullWords } from './time-words.ts';

const DEFAULT_HINT = 'Write it like `2026-12-01 20:00`, `tue 20:00` or `tomorrow 18:00`.';

/** Longer than any date; reading words takes time that grows with their square. */
const LONGEST = 120;

/** What stands around a date without changing it. */
const FILLERS = /\b(?:on|at|the|of|by|from|to|for|in|around|h|hrs?|hours?|o['’]?clock|uhr|local|time)\b/giu;

/** A date somebody typed, with the words to confirm it: `Tuesday 1 December 2026, 20:00 Europe/Prague · in 7 days`. */
export interface When extends Resolved {
  readonly words: string;
  /** How long it takes, where an end was typed too: `20:00 to 22:00`. */
  readonly minutes?: number;
}

/** Where and when a text is read. */
export interface WhenContext {
  readonly zone: string;
  readonly now: Date;
}

/**
 * The moment that a text means on a zone's clocks, or on those of a zone that stands at its end (`… 20:00 UTC`). Throws
 * a UserError when it is no date or has no time of day.
 */
export function readWhen(text: string, context: WhenContext): When {
  if (text.length > LONGEST) {
    throw new UserError(`${text.length} characters are more than a date needs. ${DEFAULT_HINT}`);
  }
  const [typed, zone] = apart(text.trim(), context.zone);
  const here = { ...context, zone };
  const exact = /^(\d{4}-\d{2}-\d{2})[T ]\s*(\d{1,2}:\d{2})(?::00(?:\.0+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
    typed,
  );
  if (exact) {
    const [, localDate = '', localTime = '', sign] = exact;
    // "18:00-19:00" is a span.
    const offset = sign && (/z/i.test(sign) || /T/i.test(typed)) ? sign : undefined;
    const resolved = instantOf({ localDate, localTime, zone: offset ? 'UTC' : zone });
    if (!offset) return said(resolved, here);
    return said(later(new Date(resolved.at.getTime() - aheadOf(offset)), zone), here);
  }
  const natural = naturally(typed, here);
  if (!natural) throw new UserError(`I cannot read \`${text.trim()}\` as a date. ${DEFAULT_HINT}`);
  if (!natural.hasTime)
    throw new UserError(`\`${text.trim()}\` does not say at what time of day. ${DEFAULT_HINT}`);
  return said(natural.resolved, here);
}

/** Up to five future moments that a half-typed text may mean, the likeliest first; none for what is no date yet. */
export function suggestWhens(text: string, context: WhenContext, usualTime = '18:00'): When[] {
  const typed = text.trim();
  if (typed === '' || typed.length > LONGEST) return [];
  const found = new Map<number, When>();
  for (const attempt of completions(typed, usualTime)) {
    try {
      const when = readWhen(attempt.text, context);
      const isMeant = attempt.time === undefined || attempt.time === when.localTime || when.shift === 'gap';
      if (isMeant && when.at > context.now) found.set(when.at.getTime(), when);
    } catch (error) {
      if (!(error instanceof UserError)) throw error; // half-typed words are often no date yet
    }
  }
  const first = [...found.values()][0];
  // A week after a skipped time the time that was typed is there again, and is typed again.
  if (first && first.shift !== 'gap')
    for (const days of [7, 14]) {
      const localDate = addDays(first.localDate, days);
      const later = instantOf({ ...first, localDate });
      found.set(later.at.getTime(), said(later, { ...context, zone: first.zone }));
    }
  return [...found.values()].slice(0, 5);
}

/** What a half-typed text may become, with the time that is then meant: an hour that is begun is no day. */
function completions(typed: string, usualTime: string): { text: string; time?: string }[] {
  const [, hour] = /\s(\d{1,2})$/.exec(typed) ?? [];
  const hours = hour === undefined ? [] : hour === '1' || hour === '2' ? [`${hour}0`, hour] : [hour];
  const [, minutes] = /\s\d{1,2}:(\d?)$/.exec(typed) ?? [];
  return [
    { text: typed },
    { text: `${typed} ${usualTime}` },
    ...hours.map((full) => ({
      text: `${typed.slice(0, typed.length - (hour ?? '').length)}${full}:00`,
      time: `${full.padStart(2, '0')}:00`,
    })),
    ...(minutes === undefined ? [] : [{ text: `${typed}${minutes === '' ? '00' : '0'}` }]),
  ];
}

/** A text and the zone in which it is read: one that stands at its end goes before the context's. */
function apart(text: string, zone: string): [text: string, zone: string] {
  const [, rest, named] = /^(.*\S)\s+([a-z_]+(?:\/[a-z_+-]+)+|utc|gmt)$/is.exec(text) ?? [];
  return rest === undefined || named === undefined
    ? [text, zone]
    : [rest, parseZone(/gmt/i.test(named) ? 'UTC' : named)];
}

/** The milliseconds by which clocks with an offset such as `+01:00` are ahead of UTC. */
function aheadOf(offset: string): number {
  if (/z/i.test(offset)) return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

function naturally(text: string, context: WhenContext): { resolved: Resolved; hasTime: boolean } | undefined {
  // The words are read as if the zone's clocks were UTC, so that only instantOf() turns a reading into an instant.
  const here = localReading(context.now, context.zone);
  const instant = new Date(`${here.localDate}T${here.localTime}:00Z`);
  const words = text
    .replace(/^(\d{1,2})\.\s?(\d{1,2})\.(?=\s)/, '$1/$2')
    .replace(/^(?:the )?day after tomorrow\b/i, addDays(here.localDate, 2));
  const results = GB.parse(words, { instant, timezone: 'UTC' }, { forwardDate: true });
  const result = results[0];
  if (results.length !== 1 || !result || isMore(words, result)) return undefined;
  // "in 2 hours" is a distance, not a reading: it counts on across a change of clocks.
  const isDistance = /^in\s+.*\b(m|mins?|minutes?|h|hrs?|hours?)$/i.test(text);
  if (result.start.isCertain('timezoneOffset') && !isDistance)
    throw new UserError(
      `Please leave the abbreviation of the time zone out of \`${text}\`: it is read on the clocks of ${context.zone}. ` +
        'For others, end it with their zone: `tue 20:00 Europe/Prague`.',
    );
  const wall = result.start.date().toISOString();
  const resolved: Resolved = isDistance
    ? later(new Date(context.now.getTime() + Date.parse(wall) - instant.getTime()), context.zone)
    : instantOf({ localDate: wall.slice(0, 10), localTime: wall.slice(11, 16), zone: context.zone });
  return { resolved, hasTime: isDistance || result.start.isCertain('hour') };
}

/** Whether a text says more than was read as a date: what is not understood is not passed over. */
function isMore(words: string, { index, text }: { index: number; text: string }): boolean {
  const rest = `${words.slice(0, index)} ${words.slice(index + text.length)}`;
  return /[\p{L}\p{N}]/u.test(rest.replaceAll(FILLERS, ''));
}

function later(at: Date, zone: string): Resolved {
  return { at, shift: 'none', ...localReading(at, zone) };
}

function said(resolved: Resolved, context: WhenContext): When {
  const note = resolved.shift === 'gap' ? ' (moved on: the clocks skip that time)' : '';
  return {
    ...resolved,
    words: `${fullWords(resolved.at, { now: context.now, zone: context.zone })}${note}`,
  };
}
