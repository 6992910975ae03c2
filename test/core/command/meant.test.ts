// Which of a group's numbered things is meant by words: its number, or what it is called.
import { expect, test } from 'vitest';
import { thingMeant } from '../../../src/core/command/meant.ts';

const all = ['Project 3', 'Follows project 12 of others', 'Glossary', '2'].map((name, i) => ({
  ...{ id: i + 10, number: i + 1 },
  name,
}));
const things = {
  ...{ kind: 'project', all },
  words: ({ name }: (typeof all)[number]) => name,
  fits: () => true,
};
const request = { about: async () => [] };

test.each([
  ['1', 1],
  ['#2', 2],
  ['3.', 3],
  ['project 2', 2],
  // What one is called comes before the number of another, but for a number alone.
  ['Project 3', 1],
  ['2', 2],
  ['glossary', 3],
  // A number that is not there is no part of the name of another.
  ['12', undefined],
  ['project 12', undefined],
  ['follows project 12', 2],
])('%j means number %s', async (typed, number) => {
  expect((await thingMeant(request, typed, things))?.number).toBe(number);
});

test('without words, several are named with the next step', async () => {
  await expect(thingMeant(request, undefined, things)).rejects.toThrow(
    'Which project? There are 1 ("Project 3"), 2 ("Follows project 12 of others"), 3 ("Glossary"), 4 ("2"). Name one: `project:1`.',
  );
});
