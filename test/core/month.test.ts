// Months as people type them.
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { readMonth } from '../../src/core/month.ts';

describe('in November 2026', () => {
  const current = '2026-11';

  test.each([
    ['2027-01', '2027-01', '2027-01'],
    ['January', '2027-01', '2026-01'],
    ['nov', '2026-11', '2026-11'],
    ['Dec.', '2026-12', '2025-12'],
    ['sept 2025', '2025-09', '2025-09'],
    ['May, 2027', '2027-05', '2027-05'],
    ['3/2027', '2027-03', '2027-03'],
    ['12.2026', '2026-12', '2026-12'],
    ['last month', '2026-10', '2026-10'],
    ['This month', '2026-11', '2026-11'],
    ['next  month', '2026-12', '2026-12'],
  ])('%s is %s to come, and %s of those that have been', (text, toCome, been) => {
    expect(readMonth(text, { current })).toBe(toCome);
    expect(readMonth(text, { current, hasBeen: true })).toBe(been);
  });

  test.each([
    '13/2027',
    '0/2027',
    '2027-13',
    'winter',
    'ja',
    'november 26',
    '',
    '1 2027',
    'tomorrow',
    '2400-01',
  ])('%j is refused', (text) => expect(() => readMonth(text, { current })).toThrow(UserError));
});
