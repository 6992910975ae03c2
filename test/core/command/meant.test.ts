// Which of a group's numbered things is meant by words: its number, or what it is called.
import { expect, test } from 'vitest';
import { thingMeant } from '../../../src/core/command/meant.ts';

const all = ['Project 3', 'Follows project 12 of others', 'Glossary', '2', 'Project 9: begin'].map(
  (name, i) => ({
    ...{ id: i + 10, number: i + 1 },
    name,
  }),
);
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
  // Without such a name it is the number, and a number alone is no part of a name.
  ['project 4', 4],
  ['project 9', 5],
  ['project 12', 2],
  ['12', undefined],
])('%j means number %s', async (typed, number) => {
  expect((await thingMeant(request, typed, things))?.number).toBe(number);
});

test.each([
  ['project 3', 3],
  // One that is not there is not another in whose name it stands.
  ['project 12', undefined],
  ['#12', undefined],
  ['glossary', 3],
  // What no name has is looked for in the texts.
  ['text of 4', 4],
  ['text of 12', undefined],
])('%j is what has that number, whatever others are called: %s', async (typed, number) => {
  const numbered = {
    ...things,
    isNumbered: true,
    text: (one: { number: number }) => `Text of ${one.number}`,
  };
  expect((await thingMeant(request, typed, numbered))?.number).toBe(number);
});

test('without words, several are named with the next step', async () => {
  await expect(thingMeant(request, undefined, things)).rejects.toThrow(
    'Which project? There are 1 ("Project 3"), 2 ("Follows project 12 of others"), 3 ("Glossary"), 4 ("2"), 5 ("Project 9: begin"). Name one: `project:1`.',
  );
});
