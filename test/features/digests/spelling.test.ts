// What is proposed in place of a name that is nowhere.
import { expect, test } from 'vitest';
import { didYouMean } from '../../../src/features/digests/spelling.ts';

test.each([
  ['octo/tarsier', ['octo/tarsiers', 'octo/bush'], 'Did you mean `octo/tarsiers`?'],
  ['octo/tarsier', ['octo/bush'], ''],
  // The group's own, which its token may not read any more, is no other.
  ['octo/tarsier', ['Octo/Tarsier'], ''],
])('%s among %j', (typed, known, words) => {
  expect(didYouMean(typed, known)).toBe(words);
});
