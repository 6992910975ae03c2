// Which thing words mean: the one that is called so, or a question; a number that is nobody's means nothing.
import { expect, test } from 'vitest';
import { calledSo, personCalled } from '../../../src/core/command/naming.ts';

const things = [
  'Python 3 docs',
  '2026',
  'Guide',
  'Guide for editors',
  'JS',
  'An AI policy',
  'C# (2)',
  '文档周会',
  'Tokyo ガイド',
  'PyLadies-Berlin e.V.',
  'PyLadies-Oslo',
  'PyLadies-Oslo e.V.',
  'Work-shop',
  'Work shop 2',
];
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
  ['ed', undefined],
  ['edi', 'Guide for editors'],
  ['js', 'JS'],
  ['ai', 'An AI policy'],
  ['c#', 'C# (2)'],
  ['po', undefined],
  ['n', undefined],
  ['文档', '文档周会'],
  ['pyladies berlin', 'PyLadies-Berlin e.V.'],
  ['pyladies oslo', 'PyLadies-Oslo'],
  ['guide–for_editors', 'Guide for editors'],
  ['work-shop', 'Work-shop'],
  ['work shop', 'Work shop 2'],
  ['berlin-pyladies', undefined],
  ['–', undefined],
  ['_', undefined],
  ['ガイ', 'Tokyo ガイド'],
])('%j means %j', (typed, thing) => {
  expect(called(typed)).toBe(thing);
});

test('what fits several is asked', () => {
  expect(() => called('gui')).toThrow('may be one of several');
});

const who = (name: string, ...accounts: { id: string; name: string }[]) => ({
  name,
  accounts: accounts.map((one) => ({ platform: 'memory', ...one })),
});
const people = [
  who('Ann', { id: 'ann-user', name: 'Docs' }),
  who('Ben', { id: 'ann', name: 'Benny' }),
  who('Docs', { id: '77', name: 'Cleo' }),
  who('Sam', { id: 'sam1', name: 'Sam' }),
  who('Sam', { id: '78', name: 'Sam' }),
];

test.each([
  ['ann', 'Ben', "a user name, which is one person's alone, goes before a name"],
  ['docs', 'Docs', 'a name goes before what an account is called'],
  ['cleo', 'Docs', 'what an account is called'],
  ['benny', 'Ben', 'what an account is called'],
  ['77', undefined, 'a number is no user name'],
  ['nobody', undefined, 'nobody'],
])('%j is %s: %s', (typed, name, _why) => {
  expect(personCalled(people, typed)?.name).toBe(name);
});

test('of two who are called alike it is told how to name each', () => {
  expect(() => personCalled(people, 'sam')).toThrow('Sam (`sam1`), Sam (`<@78>`)');
});
