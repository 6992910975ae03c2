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

it.each([
  ['22:00-06:00', 22, 6],
  ['10pm to 6am', 22, 6],
  ['between 10 pm and 6 am', 22, 6],
  ['from 22h until 06h', 22, 6],
  ['before 8am', 0, 8],
  ['After 21:00', 21, 24],
])('the hours %s', (typed, from, to) =>
  expect(parseHoursRange(typed)).toEqual({ from: from * 60, to: to * 60 }),
);

it.each(['nights', '22:00', '8 to 8', 'before', 'after 24:00', 'between 1 and 2 and 3'])(
  'the hours %s are refused',
  (typed) => expect(() => parseHoursRange(typed)).toThrow('is not a '),
);

it.each([
  ['9-5', '`09:00-17:00` or `09:00-05:00`'],
  ['9am to 5', '`09:00-17:00` or `09:00-05:00`'],
  ['8:30-5:30', '`08:30-17:30` or `08:30-05:30`'],
  ['9-5:30', '`09:00-17:30` or `09:00-05:30`'],
  ['9am-5:30', '`09:00-17:30` or `09:00-05:30`'],
  ['12-5', '`12:00-17:00` or `12:00-05:00`'],
  ['noon-5', '`12:00-17:00` or `12:00-05:00`'],
  ['1pm-5', '`13:00-17:00` or `13:00-05:00`'],
])('%s could be by day or most of a day, and is asked about: %s', (typed, both) =>
  expect(() => parseHoursRange(typed)).toThrow(both),
);

it.each([
  ['9-0', 9, 0],
  ['9-0:30', 9, 0.5],
  ['13-5', 13, 5],
  ['10pm-6', 22, 6],
  ['11pm-15', 23, 15],
  ['1pm-12', 13, 12],
  ['20:00-9:00', 20, 9],
  // As it is stored.
  ['09:00-05:00', 9, 5],
  ['12:00-11:00', 12, 11],
])('%s is no question', (typed, from, to) =>
  expect(parseHoursRange(typed)).toEqual({ from: from * 60, to: to * 60 }),
);
