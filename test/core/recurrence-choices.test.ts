// Typing a recurrence is completed with recurrences that can be read, the commonest first.
import { expect, test } from 'vitest';
import { suggestRecurrences } from '../../src/core/recurrence/choices.ts';
import { parseRecurrence, recurrenceWords } from '../../src/core/recurrence.ts';

test.each([
  ['', 'every tuesday'],
  ['tu', 'every tuesday'],
  ['ev', 'every monday'],
  ['every o', 'every other monday'],
  ['Every Other T', 'every other tuesday'],
  ['first tu', 'first tuesday of the month'],
  ['every tuesday and th', 'every tuesday and thursday'],
  ['last w', 'last wednesday of the month'],
  ['the 15', 'the 15th of the month'],
  ['second tuesday of ja', 'second tuesday of january'],
  ['every other tuesday', 'every other tuesday'],
  ['FREQ=WEEKLY;BYDAY=TU', 'every tuesday'],
])('"%s" is first completed to "%s"', (typed, words) => expect(suggestRecurrences(typed)[0]).toBe(words));

test.each([
  ['tuesday of', ['tuesday of odd weeks', 'tuesday of even weeks']],
  ['last w', ['last weekday of the month']],
  ['first t', ['first thursday of the month', 'first tuesday every 3 months']],
  ['every year', ['every year on 1 june']],
])('"%s" may become %j', (typed, words) =>
  expect(suggestRecurrences(typed)).toEqual(expect.arrayContaining(words)),
);

test('every suggestion is a recurrence that says itself, and there are never more than 25', () => {
  for (const typed of [
    '',
    'e',
    'every ',
    'f',
    'first',
    't',
    'the',
    'last',
    'm',
    'monday',
    'every 3',
    '1',
    'odd',
    'of',
  ]) {
    const found = suggestRecurrences(typed);
    expect(found.length).toBeLessThanOrEqual(25);
    expect(new Set(found).size).toBe(found.length);
    for (const words of found) expect(recurrenceWords(parseRecurrence(words))).toBe(words);
  }
});

test('what resembles no recurrence has no suggestions', () => {
  expect(suggestRecurrences('banana')).toEqual([]);
  expect(suggestRecurrences('every '.repeat(1000))).toEqual([]);
});
