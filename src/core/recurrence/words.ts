// Recurrences as people say them: `every other tuesday`, `first and third monday`, `tuesday of odd weeks`.
import { UserError } from '../errors.ts';
import { shortened } from '../text/shortened.ts';
import { closest } from '../text/spelling.ts';
import { contradiction, daysOf, isDatedDay, isWithinMonth } from './contradictions.ts';
import { type Draft, readTokens } from './grammar.ts';
import { countedIn, hintFor } from './hints.ts';
import { recurrenceWords } from './phrases.ts';
import { plainer } from './plainer.ts';
import {
  ascending,
  type Frequency,
  inOrder,
  type Recurrence,
  ruleOf,
  WEEKDAY_CODES,
  weeksOf,
} from './rule.ts';
import { dayName, MONTH_NAMES, type Token, tokensOf, vocabulary } from './tokens.ts';

const ACCEPTED =
  'Write it like `every tuesday`, `every other monday`, `first tuesday of the month`, `tuesday of odd weeks`, ' +
  '`the 15th of the month`, `last weekday of the month`, `every year on 1 june`, or as an RRULE.';

/** What a text was read as, or why it was not; `read` counts the words that were understood. */
type Reading = { readonly recurrence: Recurrence } | { readonly read: number; readonly fault?: string };

/**
 * The recurrence that words mean. Case, plurals, abbreviations and fillers do not matter. Throws a UserError that says
 * what was understood and what not, with the nearest words that would be, and what is accepted.
 */
export function readWords(typed: string, accepted = ACCEPTED): Recurrence {
  const text = plainer(typed);
  const reading = readingOf(tokensOf(text));
  if ('recurrence' in reading) return reading.recurrence;
  const counted = countedIn(text);
  const listed = counted && readingOf(tokensOf(counted.rest));
  if (listed && 'recurrence' in listed && datesOf(listed.recurrence) === counted.times)
    return listed.recurrence;
  const tokens = tokensOf(text);
  const said = refusal({ typed, text }, tokens, reading);
  const hint = counted?.hint ?? hintFor(text, wordsFor);
  if (hint !== undefined && accepted === ACCEPTED) {
    const isPartly = reading.read > 0 && reading.fault === undefined;
    const start = isPartly ? said.replace(/\.$/u, ':') : `I cannot follow \`${quoted(typed.trim())}\`:`;
    throw new UserError(`${start} ${hint}`);
  }
  // A fault says itself what to write instead.
  throw new UserError(
    reading.fault === undefined ? `${said} ${suggestion(tokens, reading.read) || accepted}` : said,
  );
}

/** How many days a recurrence has in each of its periods. */
function datesOf({ rule }: Recurrence): number {
  return rule.interval > 1 ? 0 : Math.max(rule.days.length, rule.monthDays.length, rule.months.length);
}

function wordsFor(text: string): { words?: string; fault?: string } {
  const reading = readingOf(tokensOf(plainer(text)));
  if ('recurrence' in reading) return { words: recurrenceWords(reading.recurrence) };
  return reading.fault === undefined ? {} : { fault: reading.fault };
}

function readingOf(tokens: readonly Token[]): Reading {
  const { draft, read } = readTokens(tokens);
  if (read < tokens.length || tokens.length === 0) return { read };
  const made = recurrenceOf(draft);
  return typeof made === 'string' ? { read, fault: made } : { recurrence: made };
}

function refusal(
  { typed, text }: { typed: string; text: string },
  tokens: readonly Token[],
  { read, fault }: { read: number; fault?: string },
): string {
  if (text.trim() === '') return 'A rule says on which days it is.';
  if (fault !== undefined) return `I cannot follow \`${quoted(typed.trim())}\`: ${fault}`;
  const last = tokens[read - 1];
  const next = tokens[read];
  if (!last || !next) return `I cannot read \`${quoted(typed.trim())}\` as a rule for dates.`;
  return `I understood \`${quoted(text.slice(0, last.end).trim())}\`, but not \`${quoted(text.slice(next.start).trim())}\`.`;
}

/** The nearest words that are a rule, or why they would be none; empty where nothing is near. */
function suggestion(tokens: readonly Token[], read: number): string {
  const unknown = tokens.filter(({ kind }) => kind === 'unknown').length;
  const spelled = tokens.map((token) => {
    if (token.kind === 'number') return String(token.value);
    return token.kind === 'unknown' && unknown <= 3 ? closest(token.text, vocabulary()) : token.text;
  });
  const understood = tokens[read - 1]?.kind === 'of' ? read - 1 : read;
  // What is left out of a suggestion must be nothing that says on which days.
  const isMeant = tokens
    .slice(read)
    .some(({ kind }) => kind !== 'unknown' && kind !== 'of' && kind !== 'and');
  const whole = spelled
    .join(' ')
    .replaceAll(
      /\b(of|in) months?( \d+(?:(?: and| or| ,)+ \d+)*)(?! ?[-–\d]| (?:days?|weeks?|months?|years?|times)\b)/giu,
      (_, of: string, numbers: string) =>
        of + numbers.replaceAll(/\d+/gu, (number) => MONTH_NAMES[Number(number) - 1] ?? number),
    );
  const attempts = [
    whole,
    nearer(tokensOf(whole)),
    ...(isMeant ? [] : [spelled.slice(0, understood).join(' ')]),
  ];
  for (const attempt of attempts) {
    const reading = readingOf(tokensOf(attempt));
    if ('recurrence' in reading) return `Did you mean \`${recurrenceWords(reading.recurrence)}\`?`;
    if (reading.fault !== undefined)
      return reading.fault.replace(/^[a-z]/u, (letter) => letter.toUpperCase());
  }
  return '';
}

/** The words with `and` for `or`, numbers that count as `15th`, and `every` before how often. */
function nearer(tokens: readonly Token[]): string {
  const words = tokens.map((token, at) => {
    const { kind, text } = token;
    const [before, next, after] = [tokens[at - 1]?.kind, tokens[at + 1]?.kind, tokens[at + 2]?.kind];
    if (/^or$/iu.test(text)) return 'and';
    if (kind === 'from' || (kind === 'of' && next === 'number' && after === 'unit')) return '';
    if (kind === 'number' && next === 'unit' && before !== 'every') return `every ${text}`;
    if (kind === 'number' && !['unit', 'times', 'shift'].includes(next ?? '')) return `${token.value}th`;
    return kind === 'unit' && (before === undefined || before === 'days') ? `every ${text}` : text;
  });
  return words.join(' ');
}

const quoted = (text: string): string => shortened(text.replaceAll('`', "'"), 60);

/** The recurrence that the words read come to, or why they come to none. */
function recurrenceOf(draft: Draft): Recurrence | string {
  const fault = contradiction(draft);
  if (fault !== undefined) return fault;
  const shiftDays = shiftOf(draft);
  if (typeof shiftDays === 'string') return shiftDays;
  const isYearly = draft.months.length > 0;
  const rule = ruleOf({
    freq: frequencyOf(draft),
    interval: draft.interval ?? 1,
    months: ascending(draft.months),
    monthDays: draft.isOfYear && !isYearly ? [] : ascending(draft.monthDays),
    yearDays: draft.isOfYear && !isYearly ? ascending(draft.monthDays) : [],
    weekNumbers: draft.parity ? weeksOf(draft.parity) : ascending(draft.weekNumbers),
    days: inOrder(daysOf(draft)),
    setPositions: ascending(draft.workdays),
    ...(draft.until !== undefined && { until: draft.until }),
    ...(draft.count !== undefined && { count: draft.count }),
  });
  return { rule, ...(shiftDays !== 0 && { shiftDays }) };
}

function frequencyOf(draft: Draft): Frequency {
  const { unit } = draft;
  if (draft.weekNumbers.length > 0 || draft.isOfYear) return 'YEARLY';
  if (isDatedDay(draft)) return 'MONTHLY';
  if (draft.days.length > 0) return 'WEEKLY';
  if (isWithinMonth(draft)) {
    const isOfMonths = draft.months.length > 0 && unit === undefined && draft.workdays.length === 0;
    return unit === 'year' || isOfMonths ? 'YEARLY' : 'MONTHLY';
  }
  return ({ day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const)[unit ?? 'week'];
}

/** `+1`, or the days from the day counted to the one that is named after it: `wednesday after the fourth tuesday`. */
function shiftOf(draft: Draft): number | string {
  const { shiftTo, shift = 0 } = draft;
  if (!shiftTo) return shift;
  const [counted] = [...draft.numbered.map(({ day }) => day), ...draft.days];
  if (!counted || new Set([...draft.numbered.map(({ day }) => day), ...draft.days]).size > 1)
    return `${dayName(shiftTo.day)} after which day? Say \`wednesday after the fourth tuesday\`.`;
  const apart = (WEEKDAY_CODES.indexOf(shiftTo.day) - WEEKDAY_CODES.indexOf(counted) + 7) % 7 || 7;
  return shiftTo.isBefore ? apart - 7 || -7 : apart;
}
