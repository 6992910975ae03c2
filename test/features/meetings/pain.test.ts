// The hours that somebody can never make: which meetings touch them.
import { expect, it } from 'vitest';
import { isWithin, localQuarters, parseHoursRange } from '../../../src/features/meetings/pain.ts';

it.each([
  ['ends when they begin', '21:00', 60, '22:00-06:00', false],
  ['reaches a quarter-hour into them', '21:15', 60, '22:00-06:00', true],
  ['reaches five minutes into them', '21:50', 15, '22:00-06:00', true],
  ['lies within them before midnight', '23:00', 60, '22:00-06:00', true],
  ['lies within them after midnight', '03:00', 60, '22:00-06:00', true],
  ['begins in their last quarter-hour', '05:45', 60, '22:00-06:00', true],
  ['begins five minutes before their end', '05:55', 15, '22:00-06:00', true],
  ['begins when they end', '06:00', 60, '22:00-06:00', false],
  ['wraps midnight into hours that begin there', '23:30', 60, '00:00-06:00', true],
  ['wraps midnight past hours that end there', '23:30', 60, '18:00-24:00', true],
  ['begins at midnight, where they end', '00:00', 60, '18:00-24:00', false],
  ['ends at midnight, where they begin', '23:00', 60, '00:00-06:00', false],
  ['has nothing to do with them', '12:00', 60, '22:00-06:00', false],
])('a meeting that %s', (_, time, minutes, range, expected) => {
  const quarters = localQuarters(new Date(`2026-12-01T${time}:00Z`), Math.ceil(minutes / 15), 'UTC');
  expect(isWithin([parseHoursRange(range)], quarters)).toBe(expected);
});
