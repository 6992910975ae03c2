// How far words are from each other, and which of the known ones somebody probably meant.
import { expect, test } from 'vitest';
import { closest, editDistance } from '../../../src/core/text/spelling.ts';

test.each([
  ['tuesday', 'tuesday', 0],
  ['tusday', 'tuesday', 1],
  ['tueesday', 'tuesday', 1],
  ['tuezday', 'tuesday', 1],
  ['tuseday', 'tuesday', 1],
  ['ba', 'ab', 1],
  ['teusdya', 'tuesday', 2],
  ['may', 'june', 4],
  ['', 'may', 3],
  ['may', '', 3],
])('from %j to %j are %i letters', (from, to, letters) => expect(editDistance(from, to)).toBe(letters));

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday'];

test.each([
  ['monay', 'monday'],
  ['TUSEDAY', 'tuesday'],
  ['wensday', 'wednesday'],
  ['mxnxax', 'mxnxax'],
  ['pizza', 'pizza'],
  ['ma', 'ma'],
])('%s is taken for %s', (typed, meant) => expect(closest(typed, DAYS)).toBe(meant));
