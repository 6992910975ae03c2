// Meetings that open-source projects really hold are at the times that were computed for them elsewhere.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseRecurrence, recurrenceWords, seriesOccurrences } from '../../src/core/recurrence.ts';
import { isoSeconds, parseZone } from '../../src/core/time.ts';

const file = join(import.meta.dirname, '../../../shared/data/real-meetings.json');
const shape = z.object({
  meetings: z.array(
    z.object({
      name: z.string(),
      rrule: z.string().nullable(),
      words: z.string().nullish(),
      starts: z.string(),
      time: z.string(),
      zone: z.string(),
      expect: z.array(z.string()).min(1),
    }),
  ),
});
const meetings = existsSync(file) ? shape.parse(JSON.parse(readFileSync(file, 'utf8'))).meetings : [];
const ways = meetings.flatMap((meeting) =>
  [meeting.rrule, meeting.words].flatMap((rule) => (rule ? [{ ...meeting, rule }] : [])),
);

/** What is expected runs on from the beginning of 2027, and for odd and even weeks once more over the end of 2032. */
function spans(expected: readonly string[]): { from: string; count: number }[] {
  const late = expected.filter((at) => at > '2032');
  const early = { from: '2027-01-01', count: expected.length - late.length };
  return late.length > 0 && early.count > 1
    ? [early, { from: '2032-12-01', count: late.length }]
    : [{ ...early, count: expected.length }];
}

describe.skipIf(meetings.length === 0)(`real meetings (skipped without ${file})`, () => {
  test('each has a rule of one kind at least', () => {
    expect(meetings.length).toBeGreaterThan(100);
    expect(new Set(ways.map(({ name }) => name))).toEqual(new Set(meetings.map(({ name }) => name)));
  });

  test.each(ways)('$name: $rule', ({ rule, starts, time, zone, expect: expected }) => {
    const recurrence = parseRecurrence(rule);
    const found = (text: string) => {
      const series = { recurrence: parseRecurrence(text), starts, times: [time], zone: parseZone(zone) };
      return spans(expected).flatMap(({ from, count }) =>
        [...seriesOccurrences(series, { from, count })].map(({ startsAt }) => isoSeconds(startsAt)),
      );
    };
    expect(found(rule)).toEqual(expected);
    expect(found(recurrenceWords(recurrence, starts))).toEqual(expected);
  });
});
