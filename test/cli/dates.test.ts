// `docent dates` prints every case of the time table whose answer is known, and says what is wrong with what it is given.
import { expect, test } from 'vitest';
import { type DatesOptions, datesCommand } from '../../src/cli/dates.ts';

const dates = (options: Partial<DatesOptions>): string[] =>
  JSON.parse(
    datesCommand({
      rule: 'first tuesday',
      times: '18:00,21:00',
      zone: 'Europe/Prague',
      from: '2026-01',
      months: 1,
      json: true,
      ...options,
    }),
  ).map(({ startsAt }: { startsAt: string }) => startsAt);

test.each([
  ['first tuesday', '12:00', 'America/Vancouver', '2026-12', '2026-12-01T19:00:00Z'],
  ['second sunday', '02:30', 'America/New_York', '2027-03', '2027-03-14T07:30:00Z'],
  ['first sunday', '01:30', 'America/New_York', '2027-11', '2027-11-07T05:30:00Z'],
  ['first sunday', '02:15', 'Australia/Lord_Howe', '2027-10', '2027-10-02T15:45:00Z'],
  ['last friday', '00:30', 'Africa/Cairo', '2027-04', '2027-04-29T22:30:00Z'],
  ['first tuesday', '21:45', 'Asia/Kathmandu', '2027-01', '2027-01-05T16:00:00Z'],
  ['fourth tuesday +1', '05:30', 'UTC', '2026-04', '2026-04-29T05:30:00Z'],
  ['fourth tuesday +1', '05:30', 'UTC', '2026-07', '2026-07-29T05:30:00Z'],
  ['fourth tuesday +1', '05:30', 'UTC', '2027-09', '2027-09-29T05:30:00Z'],
  ['last friday +3', '05:30', 'UTC', '2027-01', '2027-02-01T05:30:00Z'],
])('%s %s %s in %s is at %s', (rule, times, zone, from, startsAt) =>
  expect(dates({ rule, times, zone, from })).toEqual([startsAt]),
);

test('times take turns by month, whatever month comes first, and over the turn of the year', () => {
  const whole = dates({ months: 36, times: '08:00,12:00,18:00', zone: 'UTC' });
  expect(whole.slice(0, 4).map((at) => at.slice(11, 13))).toEqual(['08', '12', '18', '08']);
  for (let later = 0; later < 24; later++) {
    const from = whole[later]?.slice(0, 7) ?? '';
    expect(dates({ from, months: 12, times: '08:00,12:00,18:00', zone: 'UTC' })).toEqual(
      whole.slice(later, later + 12),
    );
  }
});

test('fifth tuesdays of 2027, and none in January', () => {
  expect(dates({ rule: 'fifth tuesday', times: '12:00', zone: 'UTC', from: '2027-01', months: 12 })).toEqual([
    '2027-03-30T12:00:00Z',
    '2027-06-29T12:00:00Z',
    '2027-08-31T12:00:00Z',
    '2027-11-30T12:00:00Z',
  ]);
  expect(dates({ rule: 'fifth tuesday', from: '2027-01' })).toEqual([]);
});

test.each([
  [{ rule: 'the 31st' }, '--rule'],
  [{ rule: 'first tuesday -1' }, '--rule'],
  [{ times: '18:00,' }, '--times'],
  [{ times: '24:00' }, '--times'],
  [{ zone: 'EST' }, 'America/New_York'],
  [{ from: '2027-13' }, '--from'],
  [{ from: '9999-12' }, 'too far away'],
  [{ months: '1.5' }, '--months'],
  [{ months: 'many' }, '--months'],
])('%j is refused', (options, words) => expect(() => dates(options)).toThrow(words));
