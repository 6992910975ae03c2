// What a half-typed recurrence may become.
import { unlessRefused } from '../errors.ts';
import { parseRecurrence, recurrenceWords } from '../recurrence.ts';
import { DAY_NAMES, MONTH_NAMES, vocabulary } from './tokens.ts';

const MOST_CHOICES = 25;
const LONGEST_TYPED = 100;

/** Rules on a day of the week, the commonest first. */
const ON_DAYS = (
  'every DAY, every other DAY, first DAY of the month, second DAY of the month, third DAY of the month, ' +
  'fourth DAY of the month, last DAY of the month, DAY of odd weeks, DAY of even weeks, ' +
  'every 3 weeks on DAY, every 4 weeks on DAY, first and third DAY of the month, ' +
  'second and fourth DAY of the month, fifth DAY of the month, first DAY every 3 months, ' +
  'first DAY of odd months, first DAY of even months, fourth DAY +1'
).split(', ');

const OTHERS = [
  'every weekday',
  'every day',
  'first weekday of the month',
  'last weekday of the month',
  'the 1st of the month',
  'the 15th of the month',
  'the 1st and 15th of the month',
  'last day of the month',
  ...MONTH_NAMES.map((month) => `every year on 1 ${month}`),
];

/** Shown before anything is typed. */
const EXAMPLES = [
  ...ON_DAYS.map((rule) => rule.replace('DAY', 'tuesday')).filter(
    (rule) => !/^(second|third|fourth)/.test(rule),
  ),
  ...OTHERS.slice(0, 8),
  'every year on 1 june',
];

/** What may follow words that are a recurrence already, or are the beginning of one. */
const CONTINUATIONS = [
  'of the month',
  'every 3 months',
  'of odd months',
  'of odd weeks',
  'of even weeks',
  '+1',
];

/** Up to 25 recurrences, in words, that a half-typed text may become, the likeliest first; none for what resembles none. */
export function suggestRecurrences(typed: string): string[] {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (text.length > LONGEST_TYPED) return [];
  if (text === '') return EXAMPLES.slice(0, MOST_CHOICES);
  const whole = completions(text);
  const continued = [text, ...whole.slice(0, 2)].flatMap((start) =>
    CONTINUATIONS.map((more) => `${start} ${more}`),
  );
  const found = [...understood([text, ...whole]), ...templates(text), ...understood(continued)];
  return [...new Set(found)]
    .filter((words) => words.length <= LONGEST_TYPED && !words.startsWith('RRULE'))
    .slice(0, MOST_CHOICES);
}

function understood(attempts: readonly string[]): string[] {
  return attempts.flatMap((attempt) => {
    // Half-typed words are often no rule yet.
    return unlessRefused(() => recurrenceWords(parseRecurrence(attempt))) ?? [];
  });
}

/** The text with its last word completed. */
function completions(text: string): string[] {
  const before = text.slice(0, text.lastIndexOf(' ') + 1);
  const last = text.slice(before.length);
  if (last.length < 2) return [];
  const words = vocabulary().filter((word) => word !== last && word.startsWith(last));
  return words.slice(0, 7).map((word) => `${before}${word}`);
}

function templates(text: string): string[] {
  const asked = text.split(' ').filter((word) => !/^(on|each|the)$/.test(word));
  const all = [...ON_DAYS.flatMap((rule) => DAY_NAMES.map((day) => rule.replace('DAY', day))), ...OTHERS];
  const matching = all.filter((rule) => isBegun(rule.split(' '), asked));
  const days = DAY_NAMES.filter((day) => day.startsWith(asked[0] ?? ''));
  const first = matching.filter((rule) => rule.replace(/^the /, '').startsWith(asked.join(' ')));
  const onDays = matching.filter((rule) => rule.split(' ').some((word) => days.includes(word)));
  return days.length < DAY_NAMES.length ? [...onDays, ...first, ...matching] : [...first, ...matching];
}

/** Whether each word asked for begins a word of the rule, in the same order. */
function isBegun(words: readonly string[], asked: readonly string[]): boolean {
  let at = 0;
  return asked.every((begun) => {
    while (at < words.length && !words[at]?.startsWith(begun)) at++;
    return at++ < words.length;
  });
}
