// What somebody probably meant by words that are no date, or that could be two.

import { addDays } from '../time.ts';
import { weekOf } from '../week.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const COUNTS = ['a', 'one', 'two', 'three', 'four'];
const IN_WEEKS = new RegExp(
  String.raw`\b(?:in\s+)?(${COUNTS.join('|')}|[1-4])\s+weeks?\b,?(?:\s+(?:from|on)\b)?`,
  'iu',
);
const WEEKDAY = new RegExp(String.raw`\b(${DAYS.join('|')})[a-z]*\b,?`, 'iu');
/** Words that end with a day; after a month four figures are a year. */
const DAY = String.raw`.*day|.*tomorrow|.* next week|(?:.*\b)?(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?`;

const SPAN =
  /(?<![\w:.-])(?:from )?(\d\d?)\s?(?:[-–]|to|till?|until)\s?(\d\d?)(?!\s*(?:[ap]\.?m|h|min)|[\w:.-])/iu;

/** Spellings with what they may mean. */
const NEARER: readonly (readonly [RegExp, ...string[]])[] = [
  [SPAN, '$1:00 to $2:00', '$1pm to $2pm'],
  [SPAN, '$1:00 to $2:00'],
  [SPAN, '$1am to $2pm'],
  [SPAN, '$1pm to $2pm'],
  [/^(.*\d)[,.](\d{2})$/u, '$1:$2'],
  [
    new RegExp(`^(${DAY}|.*(?:night|morning|noon|evening| at)) ([01]\\d|2[0-3])([0-5]\\d)$`, 'iu'),
    '$1 $2:$3',
  ],
  [/^(.*(?:night|morning|noon|evening)|.*(?= \d\d)\D*) (\d{1,2})$/iu, '$1 at $2'],
  [new RegExp(`^(${DAY}) ([1-9])$`, 'iu'), '$1 0$2:00', '$1 $2pm'],
  [/^(.*\d[:.]\d{2}),?\s+\(?(\d+\s*(?:m|min|minutes|h|hours?))\)?$/iu, '$1 for $2'],
  [/^after (?=tomorrow\b)/iu, 'the day after '],
  [/^(\d{1,2}\.\d{1,2}) (?=\d{1,2}[:.])/u, '$1. '],
  [/\s*,?\s*\b(?:my time|please|pls|sharp)\b\s*/giu, ' '],
  [/(?: at)? (\d{1,2}) (?:in the )?(morning|evening|afternoon)$/iu, ' $2 at $1'],
  [/,? (\d{1,2}) o'?clock$/iu, ' at $1:00'],
  [/^(.*(?:\d|\b)(?:hours?|h|minutes?|m|min)) from now$/iu, 'in $1'],
  [/^next week,? (?:on )?(\p{L}+)/iu, '$1 next week'],
];

/** What a text may mean on or after a day, likeliest first: dates of which one is meant. */
export function nearDates(text: string, today: string): string[][] {
  const [, count = '', weekday = ''] = [...(IN_WEEKS.exec(text) ?? []).slice(0, 2), WEEKDAY.exec(text)?.[1]];
  const weeks = Number(count) || Math.max(1, COUNTS.indexOf(count.toLowerCase()));
  const rest = text.replace(IN_WEEKS, ' ').replace(WEEKDAY, ' ').trim().replaceAll(/\s+/gu, ' ');
  const coming = [0, 1].map((more) =>
    addDays(weekOf(today), DAYS.indexOf(weekday.toLowerCase()) + 7 * (weeks + more)),
  );
  const inWeeks = count && weekday ? [coming.map((day) => `${day} ${rest}`)] : [];
  return [
    ...inWeeks,
    ...NEARER.filter(([pattern]) => pattern.test(text)).map(([pattern, ...meant]) =>
      meant.map((one) => text.replace(pattern, one).trim()),
    ),
  ];
}
