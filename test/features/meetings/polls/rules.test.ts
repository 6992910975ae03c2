// What is typed for a poll, which times a week offers, how answers are counted, and when it closes.

import { describe, expect, it } from 'vitest';
import { doc, plain } from '../../../../src/core/document.ts';
import { UserError } from '../../../../src/core/errors.ts';
import { reminderAt } from '../../../../src/core/reminder.ts';
import { isSpokenAnswer, readAnswers } from '../../../../src/features/meetings/polls/answers.ts';
import type { Participant, Poll, PollAnswer } from '../../../../src/features/meetings/polls/facts.ts';
import { answersPicture, pictureWords } from '../../../../src/features/meetings/polls/picture.ts';
import {
  haveAllAnswered,
  mayAnswer,
  nextDueAt,
  ranked,
  tallyOf,
  toRemind,
  usualClosing,
} from '../../../../src/features/meetings/polls/rules.ts';
import { bestWords, standing } from '../../../../src/features/meetings/polls/standing-views.ts';
import { readTimes, timesText } from '../../../../src/features/meetings/polls/times.ts';
import { leastPainful, readWeek, worstOff } from '../../../../src/features/meetings/polls/weeks.ts';
import fc, { samples } from '../../../property.ts';
import { beginWork, workSince } from '../../../work-time.ts';

const now = new Date('2026-11-20T09:00:00Z');
const here = { zone: 'Europe/Prague', now };
const at = (iso: string) => new Date(iso);
const isos = (times: readonly { at: Date }[]) => times.map((one) => one.at.toISOString().slice(0, 16));

describe('times as people type them', () => {
  it.each([
    ['tue 18:00; wed 20:00', ['2026-11-24T17:00', '2026-11-25T19:00']],
    ['tue 18:00, wed 20:00', ['2026-11-24T17:00', '2026-11-25T19:00']],
    ['tue 18:00 or wed 20:00', ['2026-11-24T17:00', '2026-11-25T19:00']],
    ['tue 18:00, or wed 20:00', ['2026-11-24T17:00', '2026-11-25T19:00']],
    ['tue 18:00 and 20:00', ['2026-11-24T17:00', '2026-11-24T19:00']],
    ['tue at 6 or 8pm', ['2026-11-24T17:00', '2026-11-24T19:00']],
    ['Tue At 6 or 8pm', ['2026-11-24T17:00', '2026-11-24T19:00']],
    ['tue at 6 or 8:30pm', ['2026-11-24T17:00', '2026-11-24T19:30']],
    ['1 dec 18:00 until 20:00, 21:00 until 23:00', ['2026-12-01T17:00', '2026-12-01T20:00']],
    ['1 dec 9am till 11am or 1pm till 3pm', ['2026-12-01T08:00', '2026-12-01T12:00']],
    ['tue at 7 or 7:30pm', ['2026-11-24T18:00', '2026-11-24T18:30']],
    ['tue at 6:00 or 6:30pm', ['2026-11-24T17:00', '2026-11-24T17:30']],
    ['tue at 7:30 or 8pm', ['2026-11-24T18:30', '2026-11-24T19:00']],
    ['tue at 9 or 8:30pm', ['2026-11-24T08:00', '2026-11-24T19:30']],
    ['tue at 12 or 12:30pm', ['2026-11-24T11:00', '2026-11-24T11:30']],
    ['tue at 18:00-20:00 or 9pm', ['2026-11-24T17:00', '2026-11-24T20:00']],
    ['tue at 7:00-18:00 or 8pm', ['2026-11-24T06:00', '2026-11-24T19:00']],
    ['tue at 6, 7 or 8pm', ['2026-11-24T17:00', '2026-11-24T18:00', '2026-11-24T19:00']],
    ['tue at 6, 7, or 8pm', ['2026-11-24T17:00', '2026-11-24T18:00', '2026-11-24T19:00']],
    ['tue 6:00 or 8:00 pm', ['2026-11-24T05:00', '2026-11-24T19:00']],
    ['tue at 12:00am or 8:00pm', ['2026-11-23T23:00', '2026-11-24T19:00']],
    ['tue at 0 or 8pm', ['2026-11-23T23:00', '2026-11-24T19:00']],
    ['tue at 6 or 8pm UTC', ['2026-11-24T18:00', '2026-11-24T20:00']],
    ['tue 18:00 or 20:00 Europe/London', ['2026-11-24T18:00', '2026-11-24T20:00']],
    ['sun at 10 or 8pm America/New York', ['2026-11-22T15:00', '2026-11-23T01:00']],
    ['thu at 6 or 8pm in Tokyo', ['2026-11-26T09:00', '2026-11-26T11:00']],
    ['thu 18:00, 20:00 London time', ['2026-11-26T18:00', '2026-11-26T20:00']],
    ['tue at 6 or 8pm for 2 hours', ['2026-11-24T17:00', '2026-11-24T19:00']],
    ['tue at 8 or 9am UTC-5', ['2026-11-24T13:00', '2026-11-24T14:00']],
    ['tue at 6 or 8pm UTC-5', ['2026-11-24T23:00', '2026-11-25T01:00']],
    ['tue 18:00 or 20:00 -0500', ['2026-11-24T23:00', '2026-11-25T01:00']],
    ['tue 18:00, 20:00+05:30', ['2026-11-24T12:30', '2026-11-24T14:30']],
    ['tue at 6 or 8pm UTC-5 for 2 hours', ['2026-11-24T23:00', '2026-11-25T01:00']],
    ['tue 18:00, 20:00-22:00', ['2026-11-24T17:00', '2026-11-24T19:00']],
    // A day is the day on the clocks that are typed with it, whatever day it is then in Prague.
    ['tue at 6pm UTC-5 or 8pm UTC-5', ['2026-11-24T23:00', '2026-11-25T01:00']],
    ['tue at 6pm UTC-5; 8pm', ['2026-11-24T23:00', '2026-11-25T01:00']],
    ['tue at 6pm UTC-5; 8pm Europe/Prague', ['2026-11-24T19:00', '2026-11-24T23:00']],
    ['tue at 6pm UTC-5, 8pm to 9pm Asia/Tokyo', ['2026-11-24T11:00', '2026-11-24T23:00']],
    ['tue at 6pm UTC-5; wed at 8pm', ['2026-11-24T23:00', '2026-11-25T19:00']],
    ['tue at 6pm America/New_York or 8pm', ['2026-11-24T23:00', '2026-11-25T01:00']],
    ['tue and wed at 8pm UTC-5', ['2026-11-25T01:00', '2026-11-26T01:00']],
    ['tue and wed at 8pm America/New_York', ['2026-11-25T01:00', '2026-11-26T01:00']],
    ['tue and wed 18:00 to 20:00 UTC-5', ['2026-11-24T23:00', '2026-11-25T23:00']],
    ['tue and wed 01:00 UTC+12', ['2026-11-23T13:00', '2026-11-24T13:00']],
    ['tomorrow and 1 dec 20:00 -0500', ['2026-11-22T01:00', '2026-12-02T01:00']],
    ['tue, wed and thu 20:00 UTC-5', ['2026-11-25T01:00', '2026-11-26T01:00', '2026-11-27T01:00']],
    ['tue 23:30Z or 22:00', ['2026-11-24T22:00', '2026-11-24T23:30']],
    ['in 2h UTC-5 or 8pm', ['2026-11-20T11:00', '2026-11-21T01:00']],
    // An instant is no clock: it shows what those of the zone do.
    ['<t:1796167800:F>; 20:00', ['2026-12-01T23:30', '2026-12-02T19:00']],
    ['2026-12-01T23:30:00Z Europe/Prague; 20:00', ['2026-12-01T23:30', '2026-12-02T19:00']],
    ['tue at 7, 8pm or 21:30', ['2026-11-24T18:00', '2026-11-24T19:00', '2026-11-24T20:30']],
    ['tue 18:00, wed 20:00 UTC', ['2026-11-24T17:00', '2026-11-25T20:00']],
    ['8 p.m. wed; 9am thu', ['2026-11-25T19:00', '2026-11-26T08:00']],
    ['tue at 6 or 8 p.m.', ['2026-11-24T17:00', '2026-11-24T19:00']],
    [
      'tue at 6 or 8pm, wed at 6 or 8pm',
      ['2026-11-24T17:00', '2026-11-24T19:00', '2026-11-25T17:00', '2026-11-25T19:00'],
    ],
    ['tue at 6:00, wed at 6 or 8pm', ['2026-11-24T05:00', '2026-11-25T17:00', '2026-11-25T19:00']],
    ['tue at 10 or 2pm', ['2026-11-24T09:00', '2026-11-24T13:00']],
    ['tue at 7:30 or 8pm', ['2026-11-24T18:30', '2026-11-24T19:00']],
    ['tue at 07:30 or 8pm', ['2026-11-24T06:30', '2026-11-24T19:00']],
    ['tue at 7am or 8pm', ['2026-11-24T06:00', '2026-11-24T19:00']],
    ['tue 18:00-20:00 or 21:00-23:00 UTC-5', ['2026-11-24T23:00', '2026-11-25T02:00']],
    ['tue 18:00 to 20:00, 21:00 to 23:00 Asia/Tokyo', ['2026-11-24T09:00', '2026-11-24T12:00']],
    ['tue at 5-6pm or 8-9pm UTC', ['2026-11-24T17:00', '2026-11-24T20:00']],
    ['tue 18:00, 20:00 -05:00', ['2026-11-24T23:00', '2026-11-25T01:00']],
    ['tue at 11 or 12pm', ['2026-11-24T10:00', '2026-11-24T11:00']],
    ['tue, wed and thu 18:00', ['2026-11-24T17:00', '2026-11-25T17:00', '2026-11-26T17:00']],
    ['Tue 1 Dec, 20:00, Wed 2 Dec, 20:00', ['2026-12-01T19:00', '2026-12-02T19:00']],
    ['wed 20:00\ntue 18:00', ['2026-11-24T17:00', '2026-11-25T19:00']],
    ['2026-12-01 17:00 UTC; 2026-12-01 20:00 -0500', ['2026-12-01T17:00', '2026-12-02T01:00']],
    ['tue 18:00 Asia/Tokyo; tue 18:00', ['2026-11-24T09:00', '2026-11-24T17:00']],
    // The clocks go forward in the night to 28 March.
    ['2027-03-27 18:00; 2027-03-28 18:00', ['2027-03-27T17:00', '2027-03-28T16:00']],
  ])('%s', (typed, expected) => {
    expect(isos(readTimes(typed, here).times)).toEqual(expected);
  });

  it('an end gives the length, if all have the same', () => {
    expect(readTimes('tue 18:00 to 19:30; wed 20:00 to 21:30', here).minutes).toBe(90);
    expect(() => readTimes('tue 18:00 to 19:30; wed 20:00 to 21:00', here)).toThrow('one length');
  });

  it.each([
    ['tue 18:00', 'That is one time'],
    [';', 'That is no time'],
    ['tue 18:00; perhaps', '`perhaps`'],
    ['tue 18:00; perhaps', 'I understood Tuesday 24 November 2026, 18:00 Europe/Prague'],
    ['tue 18:00; wed', 'does not say at what time'],
    ['18:00; tue 20:00', 'on which day'],
    ['tue 18:00; 2026-11-01 20:00', 'in the past'],
    ['2026-12-01 18:00; 2026-12-01 17:00 UTC', 'the same moment'],
    ['tue 18:00; wed 20:00 EST', 'EST'],
    [Array.from({ length: 11 }, (_, i) => `2026-12-0${(i % 9) + 1} ${10 + i}:00`).join(';'), '11 times'],
    ['2026-02-30 18:00; tue 18:00', '2026-02-30'],
  ])('%s is refused: %s', (typed, said) => {
    expect(() => readTimes(typed, here)).toThrow(said);
  });

  it('what a poll was confirmed with means the same later and elsewhere', () => {
    const { times } = readTimes('tue 18:00; wed 20:00 Asia/Tokyo', here);
    const again = readTimes(timesText(times), { zone: 'America/New_York', now: at('2026-11-23T00:00:00Z') });
    expect(isos(again.times)).toEqual(isos(times));
  });

  it('no text takes long, and whatever is read is between two and ten times to come', () => {
    const word = fc.constantFrom(
      'tue',
      'wed',
      '18:00',
      '20:00',
      'and',
      'or',
      ',',
      ';',
      '1 dec',
      'UTC',
      '5',
      'x',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const started = beginWork();
        try {
          const { times } = readTimes(words.join(' '), here);
          expect(times.length).toBeGreaterThanOrEqual(2);
          expect(times.length).toBeLessThanOrEqual(10);
          expect(times.every((one) => one.at > now)).toBe(true);
        } catch (error) {
          expect(error).toHaveProperty('name', 'UserError');
        }
        expect(workSince(started)).toBeLessThan(5_000);
      }),
      { numRuns: samples(60) },
    );
  });
});

describe('answers as people type them', () => {
  const of = (typed: string, open = [1, 2, 3]) => [...readAnswers(typed, { open, count: 3 })];
  it.each([
    ['1 yes, 2 if need be, 3 no', ['yes', 'maybe', 'no']],
    ['1: yes; 2: maybe; 3: no', ['yes', 'maybe', 'no']],
    ['1 yes. 2 no. 3 maybe', ['yes', 'no', 'maybe']],
    ['not 1. 2 is no. 3 yes', ['no', 'no', 'yes']],
    ['1 yes 2 no 3 yes', ['yes', 'no', 'yes']],
    ['1 and 3 yes, 2 if needed', ['yes', 'maybe', 'yes']],
    ['yes: 1, 3; no: 2', ['yes', 'no', 'yes']],
    ['1-2 ok, 3 cannot', ['yes', 'yes', 'no']],
    ['1 works, the rest if need be', ['yes', 'maybe', 'maybe']],
    ['all yes', ['yes', 'yes', 'yes']],
    ['yes to all', ['yes', 'yes', 'yes']],
    ['all', ['yes', 'yes', 'yes']],
    ['NONE', ['no', 'no', 'no']],
    ['none of them', ['no', 'no', 'no']],
    ['1 ✓ 2 ✗ 3 ~', ['yes', 'no', 'maybe']],
    ['I can on 1, 2 but not 3', ['yes', 'yes', 'no']],
    ['I can make 1 and 2, cannot 3', ['yes', 'yes', 'no']],
    ['1 can, 2 can not, 3 can’t', ['yes', 'no', 'no']],
    ["1 yes, 2 can't, 3 doesn't work", ['yes', 'no', 'no']],
    ["1 yes, 2 and 3 don't work", ['yes', 'no', 'no']],
    ["I can do 1, can't do 2 and 3", ['yes', 'no', 'no']],
    ['all but 2', ['yes', 'no', 'yes']],
    ['Only 2 and 3 work for me', ['no', 'yes', 'yes']],
    ['the first one works, third option if need be, second one no', ['yes', 'no', 'maybe']],
    ['all except for 2 and 3', ['yes', 'no', 'no']],
    ['everything but 2 works', ['yes', 'no', 'yes']],
    ['yes to all but 2', ['yes', 'no', 'yes']],
    ['all but 2 yes, 2 if need be', ['yes', 'maybe', 'yes']],
    ['none works for me', ['no', 'no', 'no']],
    ['1–2 yes, 3 no', ['yes', 'yes', 'no']],
    ['１　yes, ２‑３ no', ['yes', 'no', 'no']],
    // The answer before its times in one clause, and behind them in another.
    ['1 works, no to 2 and 3', ['yes', 'no', 'no']],
    ["can't do 1, the rest is fine", ['no', 'yes', 'yes']],
    ['2 and 3 are fine. Not 1, sorry', ['no', 'yes', 'yes']],
    ['Not 1. 2 and 3 work.', ['no', 'yes', 'yes']],
    ['not 1, 2 and 3 work', ['no', 'yes', 'yes']],
    ["can't make 1, but 2 and 3 works", ['no', 'yes', 'yes']],
    ["can't do 1, 2 maybe and 3 works", ['no', 'maybe', 'yes']],
    ["I can't do 1, 2 is fine and 3 works", ['no', 'yes', 'yes']],
  ] as const)('%s', (typed, expected) => {
    expect(of(typed).toSorted(([a], [b]) => a - b)).toEqual(expected.map((answer, i) => [i + 1, answer]));
  });

  it.each([
    'not all',
    'not all of them',
    "can't do 1, 2 and 3 works",
    'not every time',
    'No. 2',
    "Can't do 1, 2. 3 is fine",
    'yes 1, 2. 3 no',
    '2?',
    'all but',
    'none but 2',
    'no problem with 1',
    '1 is not good',
    '1 maybe not',
    'probably 1',
    '+1',
    '1 pm',
    'all yes but 2 no',
  ])('what is not sure is not counted: %s', (typed) => {
    expect(() => of(typed)).toThrow(UserError);
  });

  it('what is not named stays open, and what is past is left out of "all"', () => {
    expect(of('2 yes')).toEqual([[2, 'yes']]);
    expect([...readAnswers('1 no, 2, 3 and 4 works', { open: [1, 2, 3, 4], count: 4 }).values()]).toEqual([
      'no',
      'yes',
      'yes',
      'yes',
    ]);
    expect(of('all yes', [2, 3])).toEqual([
      [2, 'yes'],
      [3, 'yes'],
    ]);
  });

  it.each([
    ['1 yes, 2 on Friday', 'I do not understand `Friday` after `1 yes, 2 on`'],
    ['4 yes', 'There is no time 4'],
    ['0 yes', 'There is no time 0'],
    ['1 yes, 1 no', 'twice'],
    ['1, 2', 'What do you answer to 1, 2?'],
    ['yes 1, no', 'Which time is `no`?'],
    ['1 works, not 2, 3', 'Which time is `no`?'],
    ['not 1, 2, 3 work', 'Which time is `yes`?'],
    ['', 'which times you can make'],
    ['hello', 'do not understand'],
    ['none, 2 yes', 'stands alone'],
    ['only 2', 'do not understand `only`'],
    ['only 2 if need be', 'do not understand `only`'],
    ['first 2 work', 'do not understand `first`'],
    ['1/2 yes', 'do not understand `/2` after `1`'],
  ])('%s is refused: %s', (typed, said) => {
    expect(() => of(typed)).toThrow(said);
  });
  // Tuesday, Wednesday, and Wednesday once more.
  const onDays = (typed: string, days = ['2026-12-01', '2026-12-02', '2026-12-02']) =>
    [...readAnswers(typed, { open: days.map((_, i) => i + 1), count: days.length, days })].sort();
  it.each([
    ['Tuesday works, Wednesday doesn’t', ['yes', 'no', 'no']],
    ["tuesday doesn't work, wednesday does", ['no', 'yes', 'yes']],
    ['Tue yes, weds if need be', ['yes', 'maybe', 'maybe']],
    ['Tuesday works for me, not Wednesday', ['yes', 'no', 'no']],
    ["I can do tuesday, can't do wednesday", ['yes', 'no', 'no']],
    ['none of these work for me, sorry', ['no', 'no', 'no']],
    ['all yes, please', ['yes', 'yes', 'yes']],
    ['any day works', ['yes', 'yes', 'yes']],
    ['all days', ['yes', 'yes', 'yes']],
    ['only on Tuesday works', ['yes', 'no', 'no']],
    ['tue/wed ok', ['yes', 'yes', 'yes']],
    ['all but Wednesday', ['yes', 'no', 'no']],
    ['all but Tuesday and on Wednesday, sorry', ['no', 'no', 'no']],
    ['all but 2, 3, please', ['yes', 'no', 'no']],
    ['all except Tuesday', ['no', 'yes', 'yes']],
    ['every day but Wednesday works for me', ['yes', 'no', 'no']],
    ['I can do any except on tuesdays, sorry', ['no', 'yes', 'yes']],
  ] as const)('by days of the week: %s', (typed, expected) => {
    expect(isSpokenAnswer(typed)).toBe(true);
    expect(onDays(typed)).toEqual(expected.map((answer, i) => [i + 1, answer]));
  });
  it.each([
    ['tuesday 24 works', 'do not understand `24` after `tuesday`'],
    ['tuesday at 3 works', 'do not understand `3` after `tuesday at`'],
    ['3 on tuesday works', 'do not understand `tuesday` after `3 on`'],
    ['thursday works', 'on no such day'],
    ['tuesday', 'Is that a yes or a no?'],
    ['both work for me', 'Which two of them?'],
    ['neither works', 'Which two of them?'],
    // Of one day, of a weekday alone, or said to people.
    ['any time on Tuesday works for me', 'can mean two things'],
    ["I can't make any time on Tuesday", 'can mean two things'],
    ['everything on tuesday is fine', 'can mean two things'],
    ['not on Tuesday but on Wednesday', 'can mean two things'],
    ['I work on Tuesdays', 'can mean two things'],
    ['does tuesday work for all', 'can mean two things'],
    ['does 1 work for all', 'can mean two things'],
    ['me neither', 'can mean two things'],
    ['sorry all', 'can mean two things'],
    ["can't do 2, sorry all", 'can mean two things'],
    ['thanks all, 1 yes', 'can mean two things'],
    ['tue-thu works', 'can mean two things'],
    ['Tuesday I work', 'can mean two things'],
    ['not Tuesday but Wednesday, please', 'can mean two things'],
    ['all but Tuesday, Wednesday is fine', 'can mean two things'],
    ['all but 1, 2 works', 'can mean two things'],
    ['all except 1, 2 if need be', 'can mean two things'],
    ['all but Tuesday 24', 'can mean two things'],
    ['all but Tuesday I cannot', 'can mean two things'],
    ["all except Tuesday don't work", 'can mean two things'],
    ['all but Tuesday, any time Wednesday', 'can mean two things'],
    ["I can't do all", 'can mean two things'],
    ['I cannot make all of them', 'can mean two things'],
    ['all except Friday', 'on no such day'],
    ['I can do both', 'Which two of them?'],
  ])('by days of the week %s is refused: %s', (typed, said) => {
    expect(() => onDays(typed)).toThrow(said);
  });
  it('both are those of a poll with two times', () => {
    expect(onDays('both work for me', ['2026-12-01', '2026-12-02'])).toEqual([
      [1, 'yes'],
      [2, 'yes'],
    ]);
    expect(onDays('either is fine', ['2026-12-01', '2026-12-02'])).toEqual([
      [1, 'yes'],
      [2, 'yes'],
    ]);
    expect(onDays('I can do both', ['2026-12-01', '2026-12-02'])).toEqual([
      [1, 'yes'],
      [2, 'yes'],
    ]);
    expect(onDays('neither works', ['2026-12-01', '2026-12-02'])).toEqual([
      [1, 'no'],
      [2, 'no'],
    ]);
    for (const typed of ['tuesday 24 works', "I can't do both", 'not both', 'tuesday at 3', 'both'])
      expect(isSpokenAnswer(typed), typed).toBe(false);
    // Which tuesday?
    expect(() => onDays('tuesday works', ['2026-12-01', '2026-12-08'])).toThrow('on several such days');
  });
  it('a past time is refused by its number', () => {
    expect(() => of('1 yes', [2, 3])).toThrow('Time 1 is past');
  });
});

describe('the least painful times of a week', () => {
  const people = (zones: readonly string[], never: readonly string[] = []) =>
    zones.map((zone) => ({ name: zone.split('/')[1] ?? zone, zone, never }));
  const week = { monday: '2026-12-07', zone: 'Europe/Prague', after: now, durationMinutes: 60, count: 5 };

  it.each([
    ['this week', '2026-11-16'],
    ['next week', '2026-11-23'],
    ['in 3 weeks', '2026-12-07'],
    ['2026-W50', '2026-12-07'],
    ['2027-w01', '2027-01-04'],
    ['2026-12-09', '2026-12-07'],
    ['week of 9 december', '2026-12-07'],
  ])('%s begins on %s', (typed, monday) => {
    expect(readWeek(typed, here)).toBe(monday);
  });
  it.each(['2026-W54', 'someday', ''])('"%s" is no week', (typed) => {
    expect(() => readWeek(typed, here)).toThrow();
  });

  it('five weekdays in the middle of everybody’s day', () => {
    const times = leastPainful({ ...week, people: people(['Europe/Prague', 'Europe/London']) });
    expect(times).toHaveLength(5);
    expect(new Set(times.map((one) => one.getUTCDay()))).toEqual(new Set([1, 2, 3, 4, 5]));
    for (const one of times) expect(worstOff(one, 60, people(['Europe/London']))).toBeUndefined();
  });

  it('never-hours of one rule out what would be best for the others', () => {
    const all = people(['Europe/Prague', 'Europe/London']);
    const busy = { name: 'Busy', zone: 'Europe/Prague', never: ['08:00-19:00'] };
    for (const one of leastPainful({ ...week, people: [...all, busy] }))
      expect(one.getUTCHours() >= 18 || one.getUTCHours() < 7).toBe(true);
    const shut = { name: 'Shut', zone: 'UTC', never: ['00:00-24:00'] };
    expect(() => leastPainful({ ...week, people: [...all, shut] })).toThrow('Shut');
    expect(() => leastPainful({ ...week, people: [] })).toThrow('told me their time zone');
    expect(() => leastPainful({ ...week, people: all, after: at('2026-12-20T00:00:00Z') })).toThrow(
      'too near',
    );
  });

  it('no other full hour of the week is better for the worst off than what is left out', () => {
    const zones = ['Europe/Prague', 'Asia/Kolkata', 'America/New_York', 'Asia/Tokyo', 'Africa/Lagos'];
    fc.assert(
      fc.property(fc.subarray(zones, { minLength: 1 }), fc.integer({ min: 2, max: 10 }), (some, count) => {
        const times = leastPainful({ ...week, people: people(some), count });
        expect(times.length).toBe(count);
        expect(new Set(times.map(Number)).size).toBe(count);
        expect(times).toEqual(times.toSorted((a, b) => a.getTime() - b.getTime()));
        expect(times.every((one) => one > now)).toBe(true);
      }),
      { numRuns: samples(15) },
    );
  });

  it('tells who has it worst, on their clocks', () => {
    expect(worstOff(at('2026-12-07T13:00:00Z'), 60, people(['Pacific/Auckland', 'Europe/Prague']))).toEqual({
      name: 'Auckland',
      localTime: '02:00',
    });
  });
});

const options = [at('2026-12-01T17:00:00Z'), at('2026-12-02T19:00:00Z'), at('2026-12-03T17:00:00Z')];
const letters: Readonly<Record<string, PollAnswer>> = { y: 'yes', m: 'maybe', n: 'no' };
const person = (personId: number, words: string, isAwaited = true): Participant => ({
  personId,
  name: `person-${personId}`,
  isAwaited,
  answers: words.split('').map((one) => letters[one]),
  ...(words !== '' && { answeredAt: now }),
});
const poll = (participants: Participant[], extra: Partial<Poll> = {}): Poll => ({
  id: 1,
  uid: 'x',
  groupId: 1,
  number: 1,
  name: 'Sprint',
  description: null,
  durationMinutes: 60,
  place: null,
  zone: 'Europe/Prague',
  options,
  audience: 'members',
  tag: '',
  namesFor: 'everyone',
  state: 'open',
  openedById: 1,
  openedByName: 'prague',
  openedAt: now,
  closesAt: at('2026-11-25T09:00:00Z'),
  participants,
  ...extra,
});

describe('counting', () => {
  it.each([
    [['yny', 'yny', 'yyn'], 1, 'where most come'],
    [['ynm', 'nnm', 'nny'], 3, 'who comes if need be comes'],
    [['ymn', 'myn', 'yyn'], 1, 'of equals the earliest'],
    [['myn', 'mmn', 'myn'], 2, 'of equals the one where more come gladly'],
    [['nnn'], 1, 'where nobody comes, the first'],
  ])('%j: time %i, %s', (words, best) => {
    expect(ranked(poll(words.map((one, i) => person(i, one))), now)[0]?.number).toBe(best);
  });

  it.each([
    [[], 'Nobody has answered.'],
    [['nnn'], 'Nobody can come at any of these times.'],
  ])('of %j it is said: %s', (words: string[], said) => {
    const some = poll(words.map((one, i) => person(i, one)));
    expect(bestWords(some, { zone: 'UTC', now }).join('')).toBe(said);
  });

  it('a time that is past is never the best', () => {
    const late = at('2026-12-01T18:00:00Z');
    expect(ranked(poll([person(1, 'ynn')]), late).map(({ number }) => number)).not.toContain(1);
    expect(tallyOf(poll([person(1, 'ynn')]), late)[0]).toMatchObject({ isPast: true, counts: { yes: 1 } });
  });

  it('the order of people changes nothing, and each answer is counted once', () => {
    const answers = fc.stringMatching(/^[ymn]{3}$/u);
    fc.assert(
      fc.property(
        fc
          .array(answers, { maxLength: 12 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, mixed]) => {
          const of = (words: readonly string[]) => poll(words.map((one, i) => person(i, one)));
          expect(ranked(of(mixed), now)).toEqual(ranked(of(all), now));
          for (const { counts } of tallyOf(of(all), now))
            expect(counts.yes + counts.maybe + counts.no).toBe(all.length);
        },
      ),
    );
  });
});

describe('who is waited for', () => {
  it('those who are asked, until they have answered each time to come', () => {
    const some = poll([person(1, 'yyy'), person(2, 'y'), person(3, ''), person(4, '', false)]);
    expect(haveAllAnswered(some, now)).toBe(false);
    expect(toRemind(some, now).map(({ personId }) => personId)).toEqual([2, 3]);
    expect(haveAllAnswered(poll([person(1, 'yyy'), person(4, '', false)]), now)).toBe(true);
    expect(haveAllAnswered(poll([person(4, 'yyy', false)]), now)).toBe(false);
  });

  it.each([
    [
      [person(1, 'yyy'), person(2, ''), person(3, 'y', false)],
      '1 of the 2 who are asked have, and 1 more. You',
    ],
    [[person(1, '')], ', or until the only one who is asked has answered. You'],
    [[person(1, 'y', false)], '. You can change'],
  ])('%j is told as it is: %s', (people, said) => {
    const can = { buttons: true };
    const words = plain(doc(...standing(poll(people), { zone: 'UTC', now }, { can })));
    expect(words).toContain(said);
  });

  it.each([
    ['members', true, 9, true],
    ['members', false, 1, false],
    ['zoned', true, 9, true],
    ['tagged', true, 9, false],
    ['tagged', true, 1, true],
    ['anyone', false, 9, true],
  ] as const)('of a poll for %s, member %s, person %i may answer: %s', (audience, isMember, id, may) => {
    expect(mayAnswer(poll([person(1, '')], { audience }), { id, isMember })).toBe(may);
  });
});

describe('time', () => {
  it('closes after five days, a day before the first time, or half-way to it', () => {
    expect(usualClosing(at('2026-12-20T00:00:00Z'), now)).toEqual(at('2026-11-25T09:00:00Z'));
    expect(usualClosing(at('2026-11-23T09:00:00Z'), now)).toEqual(at('2026-11-22T09:00:00Z'));
    expect(usualClosing(at('2026-11-20T11:00:00Z'), now)).toEqual(at('2026-11-20T10:00:00Z'));
  });

  it('is due at its reminder, its end, its last time, and never again', () => {
    const some = poll([]);
    expect(reminderAt(some)).toEqual(at('2026-11-24T09:00:00Z'));
    expect(nextDueAt(some, now)).toEqual(at('2026-11-24T09:00:00Z'));
    expect(nextDueAt(some, at('2026-11-24T10:00:00Z'))).toEqual(some.closesAt);
    expect(nextDueAt({ ...some, state: 'closed' }, now)).toEqual(options[0]);
    expect(nextDueAt({ ...some, state: 'closed' }, at('2026-12-01T17:00:00Z'))).toEqual(options[1]);
    expect(nextDueAt({ ...some, state: 'scheduled' }, now)).toBeUndefined();
  });
});

describe('the picture', () => {
  const draw = (text: string) => `<text>${text}</text>`;
  const some = poll([person(1, 'ymn'), person(2, 'yny')]);
  it('has each time with who answered what, and says the same in words', () => {
    const svg = answersPicture(some, { now, isNamed: true, draw });
    for (const words of ['1. Tue 1 Dec', '18:00', 'person-1', 'if need be'])
      expect(svg).toContain(`<text>${words}</text>`);
    expect(pictureWords(some, now)).toContain(
      '1. Tuesday 1 December 2026, 18:00 Europe/Prague: 2 yes, 0 if need be, 0 no',
    );
  });
  it('names nobody where names are for organisers', () => {
    expect(answersPicture(some, { now, isNamed: false, draw })).not.toContain('person-');
  });
  it('does not grow without end', () => {
    const many = poll(Array.from({ length: 200 }, (_, i) => person(i, 'yyy')));
    expect(answersPicture(many, { now, isNamed: true, draw }).match(/person-/gu)?.length).toBe(24);
    expect(
      pictureWords(poll([], { options: Array.from({ length: 10 }, () => options[0] ?? now) }), now).length,
    ).toBeLessThanOrEqual(1024);
  });
});
