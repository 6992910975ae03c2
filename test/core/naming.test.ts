// Which thing words mean: the one that is called so, or a question; a number that is nobody's means nothing.
import { expect, test } from 'vitest';
import { calledSo } from '../../src/core/naming.ts';

const things = ['Python 3 docs', '2026', 'Guide', 'Guide for editors'];
const called = (typed: string) => calledSo(things, { typed, words: (one) => one, shown: (one) => one });

test.each([
  ['python 3', 'Python 3 docs'],
  ['guide', 'Guide'],
  ['editors', 'Guide for editors'],
  ['2026', '2026'],
  ['3', undefined],
  ['#3', undefined],
  [' 3 ', undefined],
  ['202', undefined],
  ['', undefined],
])('%j means %j', (typed, thing) => {
  expect(called(typed)).toBe(thing);
});

test('what fits several is asked', () => {
  expect(() => called('d')).toThrow('may be one of several');
});
