// The words that a recurrence is typed in: each with what it means, however it is abbreviated.
import { WEEKDAY_CODES, type WeekdayCode } from './rule.ts';

/** What a word means; `text` is as it was typed, `start` and `end` where. */
export type Token = Meaning & { readonly text: string; readonly start: number; readonly end: number };

type Meaning =
  | { readonly kind: 'days'; readonly days: readonly WeekdayCode[] }
  | {
      readonly kind:
        | 'workday'
        | 'every'
        | 'other'
        | 'of'
        | 'and'
        | 'range'
        | 'after'
        | 'before'
        | 'until'
        | 'from'
        | 'except'
        | 'times';
    }
  | { readonly kind: 'unit'; readonly unit: Unit; readonly count: number }
  /** A word such as `weekly`, and `of` months for `quarterly`. */
  | { readonly kind: 'adverb'; readonly unit: Unit; readonly count: number }
  | { readonly kind: 'month'; readonly month: number }
  /** The 1st to the 31st; -1 is the last. */
  | { readonly kind: 'ordinal'; readonly position: number }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'shift'; readonly days: number }
  | { readonly kind: 'parity'; readonly parity: 'odd' | 'even' }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'unknown' };

export type Unit = 'day' | 'week' | 'month' | 'year';

export const DAY_NAMES: readonly string[] = 'monday tuesday wednesday thursday friday saturday sunday'.split(
  ' ',
);
export const MONTH_NAMES: readonly string[] =
  'january february march april may june july august september october november december'.split(' ');
export const ORDINAL_NAMES: readonly string[] =
  'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

/** `tuesday` for TU. */
export function dayName(day: WeekdayCode): string {
  return DAY_NAMES[WEEKDAY_CODES.indexOf(day)] ?? '';
}

/** `june` for 6. */
export function monthName(month: number): string {
  return MONTH_NAMES[month - 1] ?? '';
}

export const NUMBER_NAMES: readonly string[] =
  'one two three four five six seven eight nine ten eleven twelve'.split(' ');

const WEEKEND = WEEKDAY_CODES.slice(5);

const OTHER_WORDS: Readonly<Record<string, Meaning>> = {
  ...words('every each any all per a', { kind: 'every' }),
  ...words('other alternate alternating', { kind: 'other' }),
  ...words('of in during', { kind: 'of' }),
  ...words('and &', { kind: 'and' }),
  ...words('to through thru', { kind: 'range' }),
  ...words('after following', { kind: 'after' }),
  ...words('before preceding', { kind: 'before' }),
  ...words('until till', { kind: 'until' }),
  ...words('from', { kind: 'from' }),
  ...words('except excluding without but', { kind: 'except' }),
  ...words('times occurrences', { kind: 'times' }),
  ...words('weekday weekdays workday workdays', { kind: 'workday' }),
  ...words('weekend weekends', { kind: 'days', days: WEEKEND }),
  ...words('mwf', { kind: 'days', days: ['MO', 'WE', 'FR'] }),
  ...words('tth tuth', { kind: 'days', days: ['TU', 'TH'] }),
  ...words('day days', { kind: 'unit', unit: 'day', count: 1 }),
  ...words('week weeks', { kind: 'unit', unit: 'week', count: 1 }),
  ...words('fortnight fortnights', { kind: 'unit', unit: 'week', count: 2 }),
  ...words('month months', { kind: 'unit', unit: 'month', count: 1 }),
  ...words('quarter quarters', { kind: 'unit', unit: 'month', count: 3 }),
  ...words('year years', { kind: 'unit', unit: 'year', count: 1 }),
  ...words('daily', { kind: 'adverb', unit: 'day', count: 1 }),
  ...words('weekly', { kind: 'adverb', unit: 'week', count: 1 }),
  ...words('biweekly fortnightly', { kind: 'adverb', unit: 'week', count: 2 }),
  ...words('monthly', { kind: 'adverb', unit: 'month', count: 1 }),
  ...words('quarterly', { kind: 'adverb', unit: 'month', count: 3 }),
  ...words('yearly annually', { kind: 'adverb', unit: 'year', count: 1 }),
  ...words('odd odd-numbered uneven', { kind: 'parity', parity: 'odd' }),
  ...words('even even-numbered', { kind: 'parity', parity: 'even' }),
  ...words('last final', { kind: 'ordinal', position: -1 }),
  ...words('penultimate', { kind: 'ordinal', position: -2 }),
};

/** Why words are not taken that have two meanings, each of which can be written. */
export function twofold(one: string, other: string): string {
  return `it can mean two things. Write \`${one}\` or \`${other}\`.`;
}

/** What may stand anywhere without changing what is meant. */
const FILLERS = new Set(['the', 'on', 'once', 'iso', 'calendar', 'always', 'only']);

/** Every word that is understood in full, for completion and for correcting what was mistyped. */
export function vocabulary(): readonly string[] {
  return [
    ...DAY_NAMES,
    ...MONTH_NAMES,
    ...ORDINAL_NAMES,
    ...Object.keys(OTHER_WORDS).filter((word) => word.length > 2),
  ];
}

/** The words of a text that mean something, in order; fillers are left out. */
export function tokensOf(text: string): Token[] {
  const found = text.matchAll(
    /\d{4}-\d{2}-\d{2}|\d{1,2}[:.]\d{2}\b|(?:[+-]|\bplus)\s*\d+(?![a-z\d])|\d+\.(?=\s+(?!times?\b)[\p{L}&])|\d+(?:st|nd|rd|th)?\b|(?:odd|even)-numbered|(?:business|working)\s+days?|\p{L}+(?:'s)?|[,;/&+–-]|[^\s.()!:`"“”]+/giu,
  );
  const tokens: Token[] = [];
  for (const match of found) {
    const word = match[0].toLowerCase().replace(/'s$/u, '');
    if (FILLERS.has(word)) continue;
    tokens.push({
      ...meaningOf(word),
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return tokens;
}

function meaningOf(word: string): Meaning {
  const known = Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : undefined;
  if (known) return known;
  if (/^[,;/+]$/.test(word)) return { kind: 'and' };
  if (/^[–-]$/.test(word)) return { kind: 'range' };
  if (/^(business|working)/.test(word)) return { kind: 'workday' };
  if (/^\d{4}-/.test(word)) return { kind: 'date', date: word };
  if (/^(?:[+-]|plus)\s*\d/.test(word)) {
    const days = Number(word.replaceAll(/[^\d]/g, ''));
    return { kind: 'shift', days: word.startsWith('-') ? -days : days };
  }
  if (/^\d+$/.test(word)) return { kind: 'number', value: Number(word) };
  if (/^\d+(?:st|nd|rd|th|\.)$/.test(word)) return { kind: 'ordinal', position: Number.parseInt(word, 10) };
  const ordinal = ORDINAL_NAMES.indexOf(word);
  if (ordinal >= 0) return { kind: 'ordinal', position: ordinal + 1 };
  const number = NUMBER_NAMES.indexOf(word);
  if (number >= 0) return { kind: 'number', value: number + 1 };
  const day = DAY_NAMES.findIndex((name) => isShort(word.replace(/s$/, ''), name) || isShort(word, name));
  const code = WEEKDAY_CODES[day];
  if (code) return { kind: 'days', days: [code] };
  const month = MONTH_NAMES.findIndex((name) => isShort(word, name, 3));
  return month >= 0 ? { kind: 'month', month: month + 1 } : { kind: 'unknown' };
}

/** Whether a word is a name or its beginning, such as `tues` or `sept`. */
function isShort(word: string, name: string, least = 2): boolean {
  return word.length >= least && name.startsWith(word);
}

function words(list: string, meaning: Meaning): Record<string, Meaning> {
  return Object.fromEntries(list.split(' ').map((word) => [word, meaning]));
}
