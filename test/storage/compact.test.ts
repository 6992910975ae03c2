// The numbers of names in what Prisma's client keeps, and the letters of its source: nothing else changes.
import { expect, test } from 'vitest';
import { withAscii, withSparseKeys } from '../../prisma/compact.ts';

const written = (...bytes: number[]) => Buffer.from(bytes).toString('base64url');

test('each name stands where it stood, with a number from 1024 on', () => {
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
  const made = withSparseKeys({ strings, graph });
  expect(made.strings.slice(0, 1024)).toEqual(Array(1024).fill(''));
  expect(made.strings.slice(1024)).toEqual(strings);
  const at = (name: number) => [0x80 | (name & 127), 8];
  expect([...Buffer.from(made.graph, 'base64url')]).toEqual([
    ...[2, 1, 2],
    ...[2, ...at(id), 0, 1, 0, 0, 8, ...at(name), 0, 2, 2, ...at(colour + 1), 16],
    ...[1, ...at(id), 255, 255, 0, 0, 1],
    ...[1, ...at(name), 0, 1],
    ...[...at(findMany), 1, 1, ...at(create), 2, 1],
  ]);
});

test('numbers of more than a byte stay what they are', () => {
  const strings = Array.from({ length: 300 }, (_, i) => `name ${i}`);
  const graph = written(1, 0, 0, 1, 0xab, 0x02, 7, 7, 0x81, 0x01, 0, 3);
  const made = withSparseKeys({ strings, graph });
  expect(made.strings[1024 + 299]).toBe('name 299');
  expect([...Buffer.from(made.graph, 'base64url')]).toEqual([1, 0, 0, 1, 0xab, 0x0a, 7, 7, 0x81, 0x01, 0, 3]);
});

test.each([
  ['ends too early', [1, 0, 0, 1]],
  ['longer', [0, 0, 0, 9]],
  ['not there', [0, 0, 1, 5, 0, 0]],
])('a graph that is not as it should be is refused: %s', (words, bytes) => {
  expect(() => withSparseKeys({ strings: ['a'], graph: written(...bytes) })).toThrow(words);
});

test('what is beyond ASCII is written as escapes, which mean the same', () => {
  const made = withAscii("const text = '→ é 🎉';");
  expect(made).toBe("const text = '\\u2192 \\u00e9 \\ud83c\\udf89';");
});
