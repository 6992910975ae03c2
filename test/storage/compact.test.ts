// The numbers of names in what Prisma's client keeps: those used most get the smallest, and nothing else changes.
import { expect, test } from 'vitest';
import { withShortKeys } from '../../prisma/compact.ts';

const written = (...bytes: number[]) => Buffer.from(bytes).toString('base64url');

test('what is used most comes first, and each name stands where it stood', () => {
  const strings = ['Group.findMany', 'Group.create', 'Colour', 'name', 'id'];
  const [findMany, create, colour, name, id] = [0, 1, 2, 3, 4] as const;
  const graph = written(
    ...[2, 1, 2],
    // Of the first input: id, a scalar; name, of the enumeration `Colour`, with an input that is number 1.
    ...[2, id, 0, 1, 0, 0, 8, name, 0, 2, 2, colour + 1, 16],
    ...[1, id, 255, 255, 0, 0, 1],
    // The output, then the two roots.
    ...[1, name, 0, 1],
    ...[findMany, 1, 1, create, 2, 1],
  );
  const made = withShortKeys({ strings, graph });
  expect(made.strings).toEqual(['name', 'id', 'Group.findMany', 'Group.create', 'Colour']);
  expect([...Buffer.from(made.graph, 'base64url')]).toEqual([
    ...[2, 1, 2],
    ...[2, 1, 0, 1, 0, 0, 8, 0, 0, 2, 2, 5, 16],
    ...[1, 1, 255, 255, 0, 0, 1],
    ...[1, 0, 0, 1],
    ...[2, 1, 1, 3, 2, 1],
  ]);
});

test('numbers of more than a byte stay what they are', () => {
  const strings = Array.from({ length: 300 }, (_, i) => `name ${i}`);
  const graph = written(1, 0, 0, 1, 0xab, 0x02, 7, 7, 0x81, 0x01, 0, 3);
  const made = withShortKeys({ strings, graph });
  expect(made.strings[0]).toBe('name 299');
  expect([...Buffer.from(made.graph, 'base64url')]).toEqual([1, 0, 0, 1, 0, 7, 7, 0x81, 0x01, 0, 3]);
});

test.each([
  ['ends too early', [1, 0, 0, 1]],
  ['longer', [0, 0, 0, 9]],
  ['not there', [0, 0, 1, 5, 0, 0]],
])('a graph that is not as it should be is refused: %s', (words, bytes) => {
  expect(() => withShortKeys({ strings: ['a'], graph: written(...bytes) })).toThrow(words);
});
