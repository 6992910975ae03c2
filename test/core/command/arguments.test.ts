// What buttons and forms carry is taken only where it is what they say.
import { expect, test } from 'vitest';
import { argumentsOf, largestNumber, wholeNumber } from '../../../src/core/command/arguments.ts';

test.each([
  ['1', 1],
  ['2147483647', largestNumber],
  ['2147483648', undefined],
  ['99999999999', undefined],
  ['0', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  [' 1', undefined],
  ['', undefined],
  [undefined, undefined],
])('the number %j is %j', (text, number) => {
  expect(wholeNumber(text)).toBe(number);
});

test.each([
  [['id'], ['7'], ['7']],
  [['id'], ['7', 'more'], ['7']],
  [['id'], ['0'], undefined],
  [['id'], [], undefined],
  [['id?'], [], []],
  [['id?'], ['0'], undefined],
  [['count'], ['0'], ['0']],
  [['count'], ['x'], undefined],
  [['text'], [''], ['']],
  [['text'], ['a\u0000b'], undefined],
  [['text?'], [], []],
  [
    ['id', 'text'],
    ['7', 'all'],
    ['7', 'all'],
  ],
  [['id', 'text'], ['7'], undefined],
  [[['going', 'maybe']], ['maybe'], ['maybe']],
  [[['going', 'maybe']], ['never'], undefined],
  [[['going', 'maybe']], [], undefined],
  [[], ['7'], []],
] as const)('of %j, %j is %j', (known, given, taken) => {
  expect(argumentsOf(known, given)).toEqual(taken);
});
