// What takes something away is typed in a few ways, the same for every option.
import { expect, test } from 'vitest';
import { isNone } from '../../../src/core/text/none.ts';

test.each(['none', 'None', ' none ', 'no', 'NOTHING', '-', '–', '—'])('%j takes away', (typed) => {
  expect(isNone(typed)).toBe(true);
});

test.each(['', 'none of these', 'north', '--', '- one', 'nonetheless', 'no, later'])(
  '%j does not',
  (typed) => {
    expect(isNone(typed)).toBe(false);
  },
);
