// Sentences as they stand in the code, and the trees that they are.
import { expect, test } from 'vitest';
import { p, sentence, strong, time } from '../../src/core/document.ts';

test('a sentence is its words and its parts, in which a line break is a space', () => {
  const at = new Date('2026-12-01T20:00Z');
  expect(sentence`${strong('Monthly meeting')} has moved to ${time(at, 'UTC')}.
      ${2} people are told.`).toEqual([
    strong('Monthly meeting'),
    ' has moved to ',
    time(at, 'UTC'),
    '. 2 people are told.',
  ]);
});

test('what a person typed stays as it is within a sentence, line breaks too', () => {
  expect(p`Why: ${'a\n  b'}.`).toEqual(p('Why: a\n  b.'));
});

test('several parts stand in the place of one', () => {
  expect(sentence`Move ${[strong('it'), ' on ', strong('Tuesday')]}?`).toEqual([
    'Move ',
    strong('it'),
    ' on ',
    strong('Tuesday'),
    '?',
  ]);
});
