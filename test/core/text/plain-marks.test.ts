// What people mean is read with the apostrophes, dashes, spaces and digits of any keyboard and page.
import { describe, expect, test } from 'vitest';
import { nameKey } from '../../../src/core/command/naming.ts';
import { formatRecurrence, parseRecurrence } from '../../../src/core/recurrence.ts';
import { parseSchedule } from '../../../src/core/schedule.ts';
import { isNone } from '../../../src/core/text/none.ts';
import { plainMarks } from '../../../src/core/text/plain-marks.ts';
import { parseLocalDate, parseLocalTime } from '../../../src/core/time.ts';
import { parseMinutes } from '../../../src/core/time-words.ts';
import { suggestWhens } from '../../../src/core/when/suggest.ts';
import { readMoment, readWhen } from '../../../src/core/when.ts';
import { parseZone } from '../../../src/core/zone.ts';
import { isAgreement } from '../../../src/features/amas/topic/agreement.ts';
import { durationOf, timed } from '../../../src/features/meetings/commands/series-values.ts';
import { parseHoursRange } from '../../../src/features/meetings/pain.ts';
import { readAnswers } from '../../../src/features/meetings/polls/answers.ts';
import { readTimes } from '../../../src/features/meetings/polls/times.ts';
import { readWeek } from '../../../src/features/meetings/polls/weeks.ts';
import { spokenAnswer } from '../../../src/features/meetings/spoken-answer.ts';
import { spokenChoice } from '../../../src/features/votes/spoken-choices.ts';

describe('apostrophes', () => {
  test.each(["'", '’', '‘', 'ʼ', '′', '´', '`', '＇'])('of the kind %s', (mark) => {
    expect(spokenAnswer(`I can${mark}t make it this time`)).toBe('cant');
    expect(spokenAnswer(`I${mark}ll be there`)).toBe('going');
    expect(readAnswers(`1 can${mark}t`, { open: [1], count: 1 }).get(1)).toBe('no');
    expect(spokenChoice(`I${mark}m abstain`)).toBe('abstain');
    expect(isAgreement(`I${mark}d vote for this`)).toBe(true);
  });

  test('code keeps its back-quotes', () => {
    expect(plainMarks('`yes` and `no`')).toBe('`yes` and `no`');
  });
});

describe('long dashes', () => {
  test.each([
    ['20:00 UTC–5', '20:00 UTC-5'],
    ['20:00 gmt—3', '20:00 gmt-3'],
    ['tuesday –1', 'tuesday -1'],
    ['–1', '-1'],
    ['1–12–2026', '1-12-2026'],
    ['2026–12–01', '2026-12-01'],
  ])('%s is %s', (typed, plain) => expect(plainMarks(typed)).toBe(plain));

  test.each(['10–12', 'yes – no', 'a–1', '121–12–2026', '1–12–20263'])('%s stays', (typed) => {
    expect(plainMarks(typed)).toBe(typed);
  });
});

/** A text with the marks that phones, word processors and other keyboards put in their place. */
function variants(typed: string): string[] {
  const hyphens = ['‑', '‐', '‒', '−', '－'].map((one) => typed.replaceAll('-', one));
  const dates = typed.replaceAll(/(\d+)-(\d+)-(\d+)/gu, '$1–$2–$3').replaceAll(/ -(?=\d)/gu, ' –');
  const spaces = ['\u00a0', '\u202f', '\u2009', '\u3000', '\u2007'].map((one) => typed.replaceAll(' ', one));
  const apostrophes = ['’', '‘', 'ʼ', '´', '＇'].map((one) => typed.replaceAll("'", one));
  const wide = typed.replaceAll(/[!-~]/gu, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0));
  return [...new Set([...hyphens, dates, ...spaces, ...apostrophes, wide, `\u200e${typed}\ufeff`])];
}

const now = new Date('2026-11-20T09:00:00Z');
const readers: Readonly<Record<string, readonly [read: (typed: string) => unknown, ...typed: string[]]>> = {
  date: [
    (typed) => {
      const { at, minutes } = readWhen(typed, { zone: 'Europe/Prague', now });
      return [at, minutes];
    },
    '2026-12-01 20:00',
    '13-12-2026 18:00',
    '1 dec 18:00-19:00',
    'tue 6 pm',
    "tomorrow 6 o'clock",
    '2026-12-01 20:00 -05:00',
    '2026-12-01 18:00 - 19:00',
    '2026-12-01 20:00 UTC-5',
    'in 2 hours',
    'tue 20:00 America/New_York',
    "tue 20:00 St. John's",
  ],
  'time of day': [parseLocalTime, '18:00', '6:30 pm', '18h30', 'noon'],
  day: [parseLocalDate, '2026-12-01'],
  length: [parseMinutes, '1h 30m', '2 hours before'],
  zone: [parseZone, 'America/New_York', 'New York', "St. John's", 'UTC', 'America/Port-au-Prince'],
  rule: [
    (typed) => formatRecurrence(parseRecurrence(typed)),
    'first tuesday',
    'fourth tuesday -1',
    'mon - fri',
    'monday-friday',
    'bi-weekly on tue',
    "every quarter's first tuesday",
    'every tuesday until 2027-03-01',
  ],
  schedule: [
    parseSchedule,
    'every monday 09:00 Europe/Prague',
    '0 9 * * 1 UTC',
    'every other monday from 2027-01-04 09:00 Europe/Prague',
  ],
  week: [(typed) => readWeek(typed, { zone: 'UTC', now }), '2026-w50', '2026-12-07', 'in 2 weeks'],
  'list of times': [
    (typed) => readTimes(typed, { zone: 'UTC', now }),
    'tue 18:00; wed 20:00',
    '2026-12-01 18:00-19:00; 2026-12-02 18:00-19:00',
    'tue 6 pm or wed 7 pm',
  ],
  'half-typed date': [
    (typed) => suggestWhens(typed, { zone: 'UTC', now }).map(({ at }) => at),
    'tue 1',
    '2026-12-01 2',
    'tomorrow 18:3',
  ],
  'time of day to come': [(typed) => readMoment(typed, { zone: 'UTC', now, from: now }).at, '18:00', '6 pm'],
  duration: [durationOf, '1h 30m', '90'],
  'turn of times': [
    (typed) => timed({ rule: 'every tuesday', times: typed, zone: 'UTC', now }).times,
    '18:00, 21:00',
    '6 pm / 9 pm',
  ],
  hours: [parseHoursRange, '22:00-06:00', '9 am - 5 pm'],
  name: [nameKey, 'Docs call', "The group's call", 'Follow-up', 'Q&A 12'],
  'poll answer': [
    (typed) => [...readAnswers(typed, { open: [1, 2, 3], count: 3 })],
    '1-2 yes, 3 no',
    "1 yes, 2 can't",
  ],
  ballot: [spokenChoice, '-1', '+1', 'no objections'],
  none: [isNone, 'none', '-'],
};

describe.each(Object.entries(readers))('a %s', (_, [read, ...inputs]) => {
  test.each(inputs)('"%s" is the same with the marks of any keyboard', (typed) => {
    const told = (one: string) => {
      const came = read(one);
      return typeof came === 'string' ? plainMarks(came) : came;
    };
    for (const variant of variants(typed))
      expect(told(variant), JSON.stringify(variant)).toEqual(read(typed));
  });
});
