// Meetings fall on the days the rule means, at the local time, in the month they belong to.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoSeconds, localReading } from '../../../src/core/time.ts';
import { monthAfter, occurrences, parseRule, ruleText } from '../../../src/features/meetings/recurrence.ts';

const days = (rule: string, from: string, months: number) =>
  occurrences({ rule: parseRule(rule), times: ['12:00'], zone: 'UTC' }, from, months).map(
    ({ localDate }) => localDate,
  );

/** The first Tuesdays of 2026 and 2027, and the UTC hours at which the Python group meets on them. */
const REAL: Record<string, string> = {
  '2026-01-06': '17',
  '2026-02-03': '20',
  '2026-03-03': '17',
  '2026-04-07': '19',
  '2026-05-05': '16',
  '2026-06-02': '19',
  '2026-07-07': '16',
  '2026-08-04': '19',
  '2026-09-01': '16',
  '2026-10-06': '19',
  '2026-11-03': '17',
  '2026-12-01': '20',
  '2027-01-05': '17',
  '2027-02-02': '20',
  '2027-03-02': '17',
  '2027-04-06': '19',
  '2027-05-04': '16',
  '2027-06-01': '19',
  '2027-07-06': '16',
  '2027-08-03': '19',
  '2027-09-07': '16',
  '2027-10-05': '19',
  '2027-11-02': '17',
  '2027-12-07': '20',
};

describe("the Python group's real table", () => {
  const found = occurrences(
    { rule: parseRule('first tuesday'), times: ['18:00', '21:00'], zone: 'Europe/Prague' },
    '2026-01',
    24,
  );
  test.each(Object.entries(REAL).map(([day, hour], index) => [day, hour, index] as const))(
    '%s is at %s:00 UTC',
    (day, hour, index) => {
      const meeting = found[index];
      expect(meeting && isoSeconds(meeting.startsAt)).toBe(`${day}T${hour}:00:00Z`);
      expect(meeting?.localTime).toBe(Number(day.slice(5, 7)) % 2 === 1 ? '18:00' : '21:00');
    },
  );
});

test('21:00 in Prague keeps its local time from October to April', () => {
  const hours = occurrences(
    { rule: parseRule('first tuesday'), times: ['21:00'], zone: 'Europe/Prague' },
    '2026-10',
    7,
  ).map(({ startsAt }) => startsAt.getUTCHours());
  expect(hours).toEqual([19, 20, 20, 20, 20, 20, 19]);
});

test('the day after the fourth Tuesday is not the fourth Wednesday', () => {
  for (const month of ['2026-04', '2026-07', '2027-09'])
    expect(days('fourth tuesday +1', month, 1)).toEqual([`${month}-29`]);
});

test('fifth Tuesdays are only in months that have one', () => {
  expect(days('fifth tuesday', '2027-01', 12)).toEqual([
    '2027-03-30',
    '2027-06-29',
    '2027-08-31',
    '2027-11-30',
  ]);
});

test.each(['the 31st', '31st', 'tuesday', 'sixth monday', 'first', 'first tuesday +99', ''])(
  '"%s" is refused with what is accepted',
  (text) => expect(() => parseRule(text)).toThrow(/first tuesday|at most 27/),
);

test('a rule reads back as it was written', () => {
  for (const text of ['first tuesday', 'last friday', 'fourth tuesday +1', 'fifth sunday'])
    expect(ruleText(parseRule(text))).toBe(text);
});

test('over 30 years and all zones the meeting is in its month, on its weekday, the right one of the month', () => {
  const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'last'];
  const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
  fc.assert(
    fc.property(
      fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
      fc.nat(5),
      fc.nat(6),
      fc.nat(359),
      fc.nat(95),
      (zone, ordinal, weekday, index, quarter) => {
        const month = monthAfter('2015-01', index);
        const time = `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
        const [meeting] = occurrences(
          { rule: parseRule(`${ordinals[ordinal]} ${weekdays[weekday]}`), times: [time], zone },
          month,
          1,
        );
        if (!meeting) {
          expect(ordinal).toBe(4);
          return;
        }
        expect(localReading(meeting.startsAt, zone).localDate.slice(0, 7)).toBe(month);
        const day = Number(meeting.localDate.slice(8));
        expect(new Date(`${meeting.localDate}T00:00Z`).getUTCDay()).toBe(weekday);
        if (ordinal < 5) expect(Math.ceil(day / 7)).toBe(ordinal + 1);
        else
          expect(
            new Date(Date.parse(`${meeting.localDate}T00:00Z`) + 7 * 86_400_000).getUTCMonth() + 1,
          ).not.toBe(Number(month.slice(5)));
        if (meeting.shift !== 'gap') expect(meeting.localTime).toBe(time);
      },
    ),
    { numRuns: 4000 },
  );
}, 60_000);
