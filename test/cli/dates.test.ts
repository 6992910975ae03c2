// `docent dates` prints every case of the time table whose answer is known, and says what is wrong with what it is given.
import { expect, test } from 'vitest';
import { type DatesOptions, datesCommand } from '../../src/cli/dates.ts';

const now = new Date('2026-11-20T09:00Z');

const dates = (options: Partial<DatesOptions>): string[] =>
  JSON.parse(
    datesCommand(
      {
        rule: 'first tuesday',
        times: '18:00,21:00',
        zone: 'Europe/Prague',
        from: '2026-01',
        months: 1,
        json: true,
        ...options,
      },
      now,
    ),
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

test('times take turns by occurrence, the first one at the start, whatever part is asked for', () => {
  const turns = { times: '08:00,12:00,18:00', zone: 'UTC', starts: '2026-02-03' };
  const whole = dates({ ...turns, months: 36 });
  expect(whole.slice(0, 4).map((at) => at.slice(0, 13))).toEqual([
    '2026-02-03T08',
    '2026-03-03T12',
    '2026-04-07T18',
    '2026-05-05T08',
  ]);
  for (let later = 0; later < 24; later++) {
    const from = whole[later]?.slice(0, 7) ?? '';
    expect(dates({ ...turns, from, months: 12 })).toEqual(whole.slice(later, later + 12));
  }
});

test('intervals count from --starts, far away as well', () => {
  const biweekly = { rule: 'every other tuesday', times: '17:30', zone: 'UTC', months: undefined, count: 2 };
  expect(dates({ ...biweekly, starts: '2027-01-05', from: '2027-01-01' })).toEqual([
    '2027-01-05T17:30:00Z',
    '2027-01-19T17:30:00Z',
  ]);
  expect(dates({ ...biweekly, starts: '2027-01-05', from: '2027-01-06' })[0]).toBe('2027-01-19T17:30:00Z');
  expect(dates({ ...biweekly, starts: '2027-01-05', from: '2057-01-01' })[0]).toBe('2057-01-09T17:30:00Z');
});

test('without --starts and --from the first date from today is the start', () => {
  const open = {
    rule: 'every other tuesday',
    times: '17:30,9:00',
    zone: 'UTC',
    from: undefined,
    months: undefined,
  };
  expect(dates({ ...open, count: 2 })).toEqual(['2026-11-24T17:30:00Z', '2026-12-08T09:00:00Z']);
  expect(dates({ ...open, starts: '2026-12-01', count: 1 })).toEqual(['2026-12-01T17:30:00Z']);
});

test('a day --from begins there, --months and --count both bound what is printed', () => {
  const weekly = { rule: 'every tuesday', times: '12:00', zone: 'UTC', from: '2027-01-06' };
  expect(dates({ ...weekly, months: 1 })).toEqual(
    [12, 19, 26].map((day) => `2027-01-${day}T12:00:00Z`).concat('2027-02-02T12:00:00Z'),
  );
  expect(dates({ ...weekly, months: 1, count: 2 })).toHaveLength(2);
  expect(dates({ ...weekly, months: undefined })).toHaveLength(52);
});

test('people read one meeting a line', () => {
  const options = {
    rule: 'every sunday',
    times: '02:30',
    zone: 'Europe/Prague',
    from: '2027-03-22',
    count: 1,
  };
  expect(datesCommand(options, now)).toBe(
    'Sunday 28 March 2027, 03:30 Europe/Prague  01:30 UTC  (moved on: the clocks skip that time)',
  );
});

test('a rule without a date in the span says so', () => {
  const options = { rule: 'fifth tuesday', times: '12:00', zone: 'UTC', from: '2027-01', months: 1 };
  expect(datesCommand(options, now)).toBe('The rule has no date from 2027-01-01 to 2027-01-31.');
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
  [{ rule: 'the 32nd' }, '--rule'],
  [{ rule: 'first tuesday of spring' }, 'but not `spring`'],
  [{ starts: '2027-02-30' }, '--starts'],
  [{ count: 0 }, '--count'],
  [{ times: '18:00,' }, '--times'],
  [{ times: '24:00' }, '--times'],
  [{ zone: 'EST' }, 'America/New_York'],
  [{ from: '2027-13' }, '--from'],
  [{ from: '9999-12' }, 'too far away'],
  [{ months: '1.5' }, '--months'],
  [{ months: 'many' }, '--months'],
])('%j is refused', (options, words) => expect(() => dates(options)).toThrow(words));
