// Dates as people type them are read on the clocks of their zone, or refused with what would be understood.
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { nextRun, parseSchedule, withScheduleStart } from '../../src/core/schedule.ts';
import { parseMinutes } from '../../src/core/time-words.ts';
import { suggestWhens } from '../../src/core/when/suggest.ts';
import { readDay, readMoment, readWhen, whenText } from '../../src/core/when.ts';

const PRAGUE = { zone: 'Europe/Prague', now: new Date('2026-11-24T09:00Z') };

test.each([
  ['2026-12-01 20:00', '2026-12-01T19:00Z'],
  ['2026-12-01T20:00', '2026-12-01T19:00Z'],
  ['2026-12-01T20:00:00Z', '2026-12-01T20:00Z'],
  ['tue 20:00', '2026-11-24T19:00Z'],
  ['tomorrow 18:00', '2026-11-25T17:00Z'],
  ['friday at 5pm', '2026-11-27T16:00Z'],
  ['1 December 2026 20:00', '2026-12-01T19:00Z'],
  ['in 2 hours', '2026-11-24T11:00Z'],
  ['1.12. 18:00', '2026-12-01T17:00Z'],
  ['on the 1st of December at 18:00', '2026-12-01T17:00Z'],
  ['Tuesday, 1 Dec, 6pm', '2026-12-01T17:00Z'],
  ['Dec 21 20:00', '2026-12-21T19:00Z'],
  ['december 21 at 8pm', '2026-12-21T19:00Z'],
  ['dec 21 2026 20:00', '2026-12-21T19:00Z'],
  ['at 18:00 dec 21st', '2026-12-21T17:00Z'],
  ['18:00 to 19:30 dec 21st', '2026-12-21T17:00Z'],
  ['from 18:00 to 20:00 jan 1st 2027', '2027-01-01T17:00Z'],
  ['December, 21st 18:00', '2026-12-21T17:00Z'],
  ['31/12 10', '2026-12-31T09:00Z'],
  ['28/2 10', '2027-02-28T09:00Z'],
  ['31.12. 10', '2026-12-31T09:00Z'],
  ['31 dec 10', '2026-12-31T09:00Z'],
  ['dec 31st, 10', '2026-12-31T09:00Z'],
  ['31/12 10 to 12 UTC', '2026-12-31T10:00Z'],
  ['from 5 dec 18:00 to 20:00', '2026-12-05T17:00Z'],
  ['coming fri 18:00', '2026-11-27T17:00Z'],
  ['6:30 december 8', '2026-12-08T05:30Z'],
  ['11:30 Feb 14th, 2028', '2028-02-14T10:30Z'],
  ['7:15pm on the 23rd of april', '2027-04-23T17:15Z'],
  ['the 8th december 18:00', '2026-12-08T17:00Z'],
  ['the 8th december, 8-10:30', '2026-12-08T07:00Z'],
  ['the day after monday next week 18:00', '2026-12-01T17:00Z'],
  ['two days after friday, at noon', '2026-11-29T11:00Z'],
  ['21.12., 9:30', '2026-12-21T08:30Z'],
  ['day after tomorrow 9am', '2026-11-26T08:00Z'],
  ['2026-12-01 20:00 UTC', '2026-12-01T20:00Z'],
  ['20:00 UTC on 1 December', '2026-12-01T20:00Z'],
  ['20:00 Europe/Prague on the 1st of December', '2026-12-01T19:00Z'],
  ['20:00 UTC on the first tuesday of december', '2026-12-01T20:00Z'],
  ['20:00 UTC first tuesday of december', '2026-12-01T20:00Z'],
  ['20:00 UTC in 7 days', '2026-12-01T20:00Z'],
  ['20:00 UTC tonight', '2026-11-24T20:00Z'],
  ['20:00 UTC day after tomorrow', '2026-11-26T20:00Z'],
  ['8pm UTC, 1 dec', '2026-12-01T20:00Z'],
  ['20:00 UTC+1 on 1 December', '2026-12-01T19:00Z'],
  ['20:00 Europe/Prague, 1 December for 1h', '2026-12-01T19:00Z'],
  ['1 dec 20:00 (UTC-5)', '2026-12-02T01:00Z'],
  ['1 dec 8:30p', '2026-12-01T19:30Z'],
  ['2026-12-01T20:00-05:00', '2026-12-02T01:00Z'],
  ['2026-12-01 18:00-19:00', '2026-12-01T17:00Z'],
  ['tue 20:00 America/New_York', '2026-11-25T01:00Z'],
  ['2026-12-01 20:00:00+00:00', '2026-12-01T20:00Z'],
  ['2026-12-01 20:00 -0500', '2026-12-02T01:00Z'],
  ['2026-12-01 20:00:00-05:00', '2026-12-02T01:00Z'],
  ['2026-12-01 20:00 UTC+2', '2026-12-01T18:00Z'],
  ['2026-12-01T20:00+05:30[Asia/Kolkata]', '2026-12-01T14:30Z'],
  ['2026-12-01T14:30Z[Asia/Kolkata]', '2026-12-01T14:30Z'],
  ['2026-12-01 20:00 GMT-5', '2026-12-02T01:00Z'],
  ['tue 20:00 -0500', '2026-11-25T01:00Z'],
  ['Tue, 01 Dec 2026 20:00:00 +0000', '2026-12-01T20:00Z'],
  ['2026-12-01 20:00 Z', '2026-12-01T20:00Z'],
  ['20261201T200000Z', '2026-12-01T20:00Z'],
  ['2026-12-01T20:00:00-05:00[America/New_York]', '2026-12-02T01:00Z'],
  ['2026-12-01 20:00 (Asia/Tokyo)', '2026-12-01T11:00Z'],
  ['2026-12-01 20:00 in Tokyo', '2026-12-01T11:00Z'],
  ['2026-12-01 20:00 New York', '2026-12-02T01:00Z'],
  ['2026-12-01 20:00 America/New York', '2026-12-02T01:00Z'],
  ['2026-12-01 20:00UTC', '2026-12-01T20:00Z'],
  ['2026-12-01 8pmUTC', '2026-12-01T20:00Z'],
  ['2026-12-01 20:00 +5:30', '2026-12-01T14:30Z'],
  ['1. 12. 2026 20:00', '2026-12-01T19:00Z'],
  ['1. December 2026 20:00', '2026-12-01T19:00Z'],
  ['2026-12-01 20h', '2026-12-01T19:00Z'],
  ['20.00', '2026-11-24T19:00Z'],
  ['2026-W49-2 20:00', '2026-12-01T19:00Z'],
  ['the 5th 20:00', '2026-12-05T19:00Z'],
  ['at 6pm on the 31st', '2026-12-31T17:00Z'],
  ['saturday the 5th 20:00', '2026-12-05T19:00Z'],
  ['tues 18:00', '2026-11-24T17:00Z'],
  ['weds at 6 pm', '2026-11-25T17:00Z'],
  ['wed @ 18:00', '2026-11-25T17:00Z'],
  ['coming wednesday 18:00', '2026-11-25T17:00Z'],
  ['friday 1500 UTC', '2026-11-27T15:00Z'],
  ['1500 UTC on friday', '2026-11-27T15:00Z'],
  ['2026-12-17 1500 UTC', '2026-12-17T15:00Z'],
  ['December 17 at 0930 UTC', '2026-12-17T09:30Z'],
  ['Dec 17th, 1500 UTC', '2026-12-17T15:00Z'],
  ['17 Dec 2026 2015 UTC', '2026-12-17T20:15Z'],
  ['17 Dec 12 noon', '2026-12-17T11:00Z'],
  ['12 noon on friday', '2026-11-27T11:00Z'],
  ['2026-12-12 noon', '2026-12-12T11:00Z'],
  ['Dec 12 noon', '2026-12-12T11:00Z'],
  ['12 Dec 12 noon', '2026-12-12T11:00Z'],
  ['wed 18:00 (UTC)', '2026-11-25T18:00Z'],
  ['wed 18:00 [Tokyo]', '2026-11-25T09:00Z'],
  ['tue 20h30', '2026-11-24T19:30Z'],
  ['in 1h30m', '2026-11-24T10:30Z'],
  ['<t:1796155200:F>', '2026-12-01T20:00Z'],
  ['２０２６‑１２‑０１ 20:00', '2026-12-01T19:00Z'],
  ['13/02/2027 20:00', '2027-02-13T19:00Z'],
  ['12/12/2026 20:00', '2026-12-12T19:00Z'],
  ['20:00Z', '2026-11-24T20:00Z'],
  ['8pm', '2026-11-24T19:00Z'],
  ['8.30pm', '2026-11-24T19:30Z'],
  ['tomorrow 8:00 pm', '2026-11-25T19:00Z'],
  ['6.00 p.m. tomorrow', '2026-11-25T17:00Z'],
  ['2026-12-01 12:00pm', '2026-12-01T11:00Z'],
  ['2026-12-01 9:24:00', '2026-12-01T08:24Z'],
  ['20h', '2026-11-24T19:00Z'],
  ['20h30', '2026-11-24T19:30Z'],
  ['tomorrow at 9', '2026-11-25T08:00Z'],
  ['in half an hour', '2026-11-24T09:30Z'],
  ['20:00–22:00', '2026-11-24T19:00Z'],
  ['next tuesday 20:00', '2026-12-01T19:00Z'],
  ['tonight at 8', '2026-11-24T19:00Z'],
  ['12/25/2026 20:00', '2026-12-25T19:00Z'],
  ['2026-12-01T20:00+01', '2026-12-01T19:00Z'],
  ['2027-03-28 02:30', '2027-03-28T01:30Z'],
  ['2027-10-31 02:30', '2027-10-31T00:30Z'],
  ['tomorrow 20:00 hours', '2026-11-25T19:00Z'],
  ['friday 1800 hours', '2026-11-27T17:00Z'],
  ['tomorrow 0900h', '2026-11-25T08:00Z'],
  ['1 dec 2000 hrs', '2026-12-01T19:00Z'],
  ['in 2000 hours', '2027-02-15T17:00Z'],
  ['tomorrow at 8 h', '2026-11-25T07:00Z'],
  ['tue 20:00 hrs UTC', '2026-11-24T20:00Z'],
  ['20:30h', '2026-11-24T19:30Z'],
  ['in 1:30 hours', '2026-11-24T10:30Z'],
  ['in 1:30h', '2026-11-24T10:30Z'],
  ['in 30 mins', '2026-11-24T09:30Z'],
  ['in 30 minutes', '2026-11-24T09:30Z'],
  ['in 2 hrs', '2026-11-24T11:00Z'],
  ['right now', '2026-11-24T09:00Z'],
  ['tomorrow 20:00 uhr', '2026-11-25T19:00Z'],
  ["tomorrow at 7 o'clock", '2026-11-25T06:00Z'],
  ['1 dec 20:00 local time', '2026-12-01T19:00Z'],
  ['the day before wednesday 18:00', '2026-11-24T17:00Z'],
  ['the day before thursday 18:00', '2026-11-25T17:00Z'],
  ['the day after fri 18:00', '2026-11-28T17:00Z'],
  ['the day after saturday 18:00', '2026-11-29T17:00Z'],
  ['two days after sunday 18:00', '2026-12-01T17:00Z'],
  ['2 days after tues 18:00', '2026-11-26T17:00Z'],
  ['coming mon 18:00', '2026-11-30T17:00Z'],
  ['coming thu 18:00', '2026-11-26T17:00Z'],
  ['upcoming sat 18:00', '2026-11-28T17:00Z'],
  ['thu 1500z', '2026-11-26T15:00Z'],
  ['mon 0930 gmt', '2026-11-30T09:30Z'],
  ['sun 2330 UTC', '2026-11-29T23:30Z'],
  ['month end 18:00', '2026-11-30T17:00Z'],
])('%s is %s', (text, expected) => expect(readWhen(text, PRAGUE).at).toEqual(new Date(expected)));

test.each([
  'the 31st of never',
  '1h30',
  '1h30m',
  '2h',
  '2 hours',
  '90m',
  'in -2 hours',
  '-2 hours',
  'tomorrow 9',
  'tue 8',
  '2000',
  '8.30 pm CET',
  '7/12/2027',
  '7/12/2027 20:00',
  'next tuesday',
  'tuesday week 20:00',
  'a week on tuesday 20:00',
  '२०२६-१२-०१ २०:००',
  '٢٠٢٦-١٢-٠١ ٢٠:٠٠',
  '30 Feb 2027 20:00',
  '31 June 20:00',
  '2026-12-01 or 2026-12-02 20:00',
  '1 and 2 December 20:00',
  'Dec 1 20:00, Dec 2 20:00',
  '20261201 20:00',
  '1.12.26 20:00',
  '2026-12-01 24:00',
  '2026-12-01 13:00 am',
  '2026-12-01 20:00pm',
  '2026-12-01 20:00 Europe/Prague America/New_York',
  'every tuesday 20:00',
  'half past eight tomorrow',
  '2026年12月1日 20:00',
  'mañana 20:00',
  'banana',
  'mo 18:00',
  'x 18:00',
  'noonish monday 18:00',
  '11 noon on friday',
  'the 12 noon',
  // A year.
  'Dec 17th, 2027 UTC',
  '2026-02-30 10:00',
  'tomorrow',
  '2026-12-01 25:00',
  'tue 20:00 EST',
  '20:00 -0500 1 dec',
  '-1h',
  'tue 20:00 Europe/Nowhere',
  '2026-12-01 20:00-05:00',
  '2026-12-01 20:00 +99:00',
  '2026-12-01 20:00:30',
  '2026-12-01T20:00+04:30[Asia/Kolkata]',
  '2027-07-01 20:00 +0100 Europe/Prague',
  '2026-12-01 20:00 to 20:00',
  '1-3 December 20:00',
  'tue 20:00 to',
  'tue 20:00 or wed 20:00',
  'tue 20:00 with pizza',
  'wednesday 1 December 2026 20:00',
])('"%s" is refused in words', (text) => expect(() => readWhen(text, PRAGUE)).toThrow(/`|calendar/));

test.each([
  ['01/02/2027 20:00', '`1 February 2027` or `2 January 2027`'],
  ['12/1 20:00', '`12 January` or `1 December`'],
  ['01-12-2026 20:00', '`1 December 2026` or `12 January 2026`'],
  ['1/12/26 20:00', '`1 December 2026` or `12 January 2026`'],
  ['26-12-01 20:00', 'Write the year in full'],
  ['2026-12-01 20:00 -5', '`20:00 to 05:00`, for an offset `20:00 UTC-5`'],
  ['tomorrow midnight', 'the beginning or the end of a day'],
  ['last tuesday 20:00', 'in the past. For the one that comes write `tuesday`'],
  ['tue 20:00 PST', 'Did you mean `America/Los_Angeles`'],
])('"%s" could mean two things, and is asked about: %s', (text, cure) =>
  expect(() => readWhen(text, PRAGUE)).toThrow(cure),
);

test('of a time that comes twice the first is taken, and it is said how to have the second', () => {
  const first = readWhen('2027-10-31 02:30', PRAGUE);
  expect(first.at).toEqual(new Date('2027-10-31T00:30Z'));
  expect(first.words).toContain('the first of two; the second is UTC+1');
  expect(first.words.length).toBeLessThanOrEqual(100);
  expect(readWhen('2027-10-31 02:30 UTC+1', PRAGUE).at).toEqual(new Date('2027-10-31T01:30Z'));
});

test.each([
  ['1.5h', 90],
  ['1h30', 90],
  ['half an hour', 30],
  ['eleven minutes', 11],
  ['two hours', 120],
  ['an hour before', 60],
  ['PT1H30M', 90],
  ['P7D', 10_080],
  ['5 mins.', 5],
])('the length %s is %i minutes', (text, minutes) => expect(parseMinutes(text)).toBe(minutes));

test.each(['1:30', '01:30', '-1h', '3600s', '1 month', '1e3m', '1h 1h', 'an', 'half'])(
  'the length "%s" is refused',
  (text) => expect(() => parseMinutes(text)).toThrow('Write'),
);

test.each([
  ['2026-12-01 20:00 to 22:00', 120],
  ['2026-12-01 22:00 - 06:00', 480],
  ['2026-12-01 18:00-19:00', 60],
  ['2026-12-01 09:00 to 1pm', 240],
  ['2026-12-01 11:00-1pm', 120],
  ['tue 6:00 to 8:00 pm', 120],
  ['tue 20:00 to 22:00', 120],
  ['from 20:00 to 22:00 tomorrow', 120],
  ['tomorrow 8-10pm', 120],
  ['8 dec 10-12', 120],
  ['8 dec 15-17', 120],
  ['tomorrow evening 8 to 10', 120],
  ['friday afternoon from 3 to 5', 120],
  ['tue 22:00 until 01:00', 180],
  ['tue 20:00 for 1h 30m', 90],
  ['2026-12-01T19:00:00Z America/New_York for 45m', 45],
  ['tue 18:00 hrs to 20:00 hrs', 120],
  ['tue 18:00 to 20 hrs', 120],
  ['friday from 18 to 20 hours', 120],
  ['tue 20:00 hours for 2 hours', 120],
  ['tue 18:00 for half an hour', 30],
  ['tue 18:00 for an hour', 60],
  ['tue 18:00 for one hour', 60],
  ['tue 18:00 for two hours', 120],
  ['tue 18:00 for three hours', 180],
  ['2026-12-01 18:00 – 19:30', 90],
  ['2026-12-01 18:00—19:30', 90],
  ['2026-12-01 18:00 till 19:30', 90],
  ['2026-12-01 09:00 to 11am', 120],
  ['tue 20:00', undefined],
])('%s takes %s minutes', (text, minutes) => {
  const when = readWhen(text, PRAGUE);
  expect(when.minutes).toBe(minutes);
  expect(readWhen(whenText(when), PRAGUE)).toMatchObject({ at: when.at, zone: when.zone });
});

test.each([
  ['the 5th 18:00 to 20:00', '2027-02-05T17:00Z'],
  ['first monday of february 18:00 to 20:00', '2027-02-01T17:00Z'],
  ['2027-02-03, 6pm to 8pm', '2027-02-03T17:00Z'],
  ['day after tomorrow 18:00 to 20:00', '2027-02-02T17:00Z'],
  ['the 8th of december, 6-8pm', '2027-12-08T17:00Z'],
  ['the 5th of may, 6 to 8pm', '2027-05-05T16:00Z'],
])('the figures of a day are no hours: at the beginning of a year %s is %s', (text, at) => {
  const when = readWhen(text, { ...PRAGUE, now: new Date('2027-01-31T20:00Z') });
  expect(when).toMatchObject({ at: new Date(at), minutes: 120 });
});

test('what is understood only in part is refused with what was understood', () => {
  expect(() => readWhen('tue 20:00 with pizza', PRAGUE)).toThrow(
    'I understood `tue 20:00`, but not `with pizza`',
  );
});

test.each([
  ['thrusday 6pm UTC', 'Did you mean `thursday 6pm UTC`?'],
  ['tuesday in two weeks 18:00', 'Did you mean `2026-12-08 18:00` or `2026-12-15 18:00`?'],
  ['a week from friday 18:00', 'Did you mean `2026-12-04 18:00` or `2026-12-11 18:00`?'],
  ['next week on tuesday 18:00', 'Did you mean `tuesday next week 18:00`?'],
  ['friday 20-22', 'Did you mean `friday 20:00 to 22:00`?'],
  ['friday 9-12', 'Did you mean `friday 9:00 to 12:00`?'],
  ['tomorrow 3-5', 'Did you mean `tomorrow 3:00 to 5:00` or `tomorrow 3pm to 5pm`?'],
  ['0-2 sept 3', 'Did you mean `0:00 to 2:00 sept 3`?'],
  ['2026-12-01 09:00 to 10pm', 'ends 13 hours after it begins: up to 12 hours'],
  ['2026-12-01 00:30 until 8pm', 'ends 19 hours 30 minutes after it begins'],
  ['tue 00:30 pm', '`00:30 pm` is not a time of day.'],
  ['tue 0pm', '`0pm` is not a time of day. Write `00:00`, or `12:00` for noon.'],
  ['two hours from now', 'Did you mean `in two hours`?'],
  ['8 dec 3-5', 'Did you mean `8 dec 3:00 to 5:00` or `8 dec 3pm to 5pm`?'],
  ['dec 8 8–9', 'Did you mean `dec 8 8:00 to 9:00` or `dec 8 8pm to 9pm`?'],
  ['friday from 3 to 5', 'Did you mean `friday 3:00 to 5:00` or `friday 3pm to 5pm`?'],
  ['tomorrow 3 till 5', 'Did you mean `tomorrow 3:00 to 5:00` or `tomorrow 3pm to 5pm`?'],
  ['8 dec 11-1', 'Did you mean `8 dec 11am to 1pm`?'],
  ['friday 12 to 2', 'Did you mean `friday 12pm to 2pm`?'],
  ['in 3 to 5 hours', 'I understood `5 hours`'],
  ['tue 9-5', 'Did you mean `tue 9am to 5pm`?'],
  ['3 to 5 on friday', 'Did you mean `3:00 to 5:00 on friday` or `3pm to 5pm on friday`?'],
  ['from 3 to 5 friday', 'Did you mean `3:00 to 5:00 friday` or `3pm to 5pm friday`?'],
  ['friday 10 to 11 tokyo', 'Did you mean `friday 10:00 to 11:00 tokyo` or `friday 10pm to 11pm tokyo`?'],
  ['2026-12-08 20-22', 'Did you mean `2026-12-08 20:00 to 22:00`?'],
  ['tue 8', 'Did you mean `tue 08:00` or `tue 8pm`?'],
  ['tonight 8', 'Did you mean `tonight at 8`?'],
  ['monday 9 evening', 'Did you mean `monday evening at 9`?'],
  ['monday morning 9', 'Did you mean `monday morning at 9`?'],
  ["8th of december, 18 o'clock", 'Did you mean `8th of december at 18:00`?'],
  ['tue 18,30', 'Did you mean `tue 18:30`?'],
  ['tue 1830', 'Did you mean `tue 18:30`?'],
  ['tuesday at 1830', 'Did you mean `tuesday at 18:30`?'],
  ['8 dec at 1830', 'Did you mean `8 dec at 18:30`?'],
  ['the day after tomorrow 1830', 'Did you mean `the day after tomorrow 18:30`?'],
  ['friday next week 1830', 'Did you mean `friday next week 18:30`?'],
  ['next thurs 1830', 'Did you mean `next thurs 18:30`?'],
  ...['8 dec 2026', '2 jan 2027', '8. Dec. 2026', 'tue 8 dec 2026', '8th of december 2026'].map((text) => [
    text,
    `\`${text}\` does not say at what time of day.`,
  ]),
  ['8pm EST tomorrow', 'Did you mean `America/New_York` or `America/Toronto`?'],
  ['tue CET 20:00', 'Did you mean `Europe/Prague` or `Europe/Berlin`?'],
  ['tomorrow 20:00 PST, in the usual room', 'Did you mean `America/Los_Angeles`'],
  ['tue UTC 20:00', 'I cannot follow the time zone in `tue UTC 20:00`. End it with a single one'],
  ['1 dec -0500 20:00', 'I cannot follow the time zone in `1 dec -0500 20:00`. End it with a single one'],
  ['2h from now', 'Did you mean `in 2h`?'],
  ['30 min from now', 'Did you mean `in 30 min`?'],
  ['15 minutes from now', 'Did you mean `in 15 minutes`?'],
  ['2 hours earlier', 'I cannot read `2 hours earlier` as a date.'],
  ['tomorrow 20:00 sharp', 'Did you mean `tomorrow 20:00`?'],
  ['tomorrow 20:00 my time', 'Did you mean `tomorrow 20:00`?'],
  ['please tomorrow 20:00', 'Did you mean `tomorrow 20:00`?'],
  ['tue 18:00 (2 hours)', 'Did you mean `tue 18:00 for 2 hours`?'],
  ['tue 18:00 45 minutes', 'Did you mean `tue 18:00 for 45 minutes`?'],
  ['two weeks from tuesday at 5pm', 'Did you mean `2026-12-08 at 5pm` or `2026-12-15 at 5pm`?'],
  ['tomorrow 3 until 5', 'Did you mean `tomorrow 3:00 to 5:00` or `tomorrow 3pm to 5pm`?'],
  ['next weekend 20:00', '`next weekend` has more days than one'],
  ['this month 20:00', '`this month` has more days than one'],
  ['in 1h EST', 'Did you mean `America/New_York` or `America/Toronto`?'],
  ['in 90 minutes ast', 'Did you mean `America/Halifax` or `Asia/Riyadh`?'],
  ['friday noon ET', 'Did you mean `America/New_York` or `America/Toronto`?'],
  ['tue 20:00 akst', 'Did you mean `America/Anchorage`?'],
  ['tue 20:00 NST', 'Did you mean `America/St_Johns`?'],
  ['8 dec 18:00 90min', 'Did you mean `8 dec 18:00 for 90min`?'],
  ['08.12 18:00', 'Did you mean `08.12. 18:00`?'],
  ['after tomorrow 18:00', 'Did you mean `the day after tomorrow 18:00`?'],
  ['pls tuesday 18:00', 'Did you mean `tuesday 18:00`?'],
  ['friday 20-24', 'I understood `friday`, but not `20-24`.'],
  ['in an hour and half', 'I cannot read `in an hour and half` as a date.'],
  ['tomorow 18:00', 'Did you mean `tomorrow 18:00`?'],
  ['1 decemebr 18:00', 'Did you mean `1 december 18:00`?'],
  ['wed 9am pacific', 'Did you mean `America/Los_Angeles`?'],
  ['wed 9am Eastern Time', 'Did you mean `America/New_York`?'],
  ['2027-W53-1 18:00', 'There is no week 53 in 2027'],
  ['friday 24:00', 'Write `00:00` with the day that begins then'],
])('%s is refused with the nearest that would be understood: %s', (text, near) => {
  expect(() => readWhen(text, PRAGUE)).toThrow(near);
});

test.each([
  ['1h 30m', 90],
  ['1h and 30m', 90],
  ['1d, 1h', undefined],
  ['7d 1d', undefined],
  ['1h 1d', undefined],
])('one length of time, no list: %s is %s', (text, minutes) => {
  if (minutes === undefined) expect(() => parseMinutes(text)).toThrow(/length/);
  else expect(parseMinutes(text)).toBe(minutes);
});

test.each(['+1h', 'an hour later', '2 hours hence', 'an hour sooner'])(
  '"%s" is not said to name a zone',
  (text) => {
    expect(() => readWhen(text, PRAGUE)).toThrow(`I cannot read \`${text}\` as a date`);
  },
);

describe('where one moment is asked for', () => {
  test.each(['2026-12-02 18:00-20:00', 'wed 18:00 to 20:00', '2026-12-02 18:00 for 2h'])(
    'the end of "%s" is not dropped',
    (text) => {
      expect(() => readMoment(text, PRAGUE)).toThrow('has an end, and one moment is asked for');
    },
  );

  test.each([
    ['20:00', '2026-12-02T19:00Z'],
    ['8pm', '2026-12-02T19:00Z'],
    ['01:30', '2026-12-03T00:30Z'],
    ['18:00', '2026-12-03T17:00Z'],
    ['19.30', '2026-12-02T18:30Z'],
    ['19h30', '2026-12-02T18:30Z'],
    ['20h', '2026-12-02T19:00Z'],
    ['@19:30', '2026-12-02T18:30Z'],
    ['at 7.30 pm', '2026-12-02T18:30Z'],
    ['by 19:30', '2026-12-02T18:30Z'],
    ['noon', '2026-12-03T11:00Z'],
    ['1930 utc', '2026-12-02T19:30Z'],
    ['17:30Z', '2026-12-02T17:30Z'],
    ['19:30 (Prague)', '2026-12-02T18:30Z'],
    ['19:30 -0500', '2026-12-03T00:30Z'],
    ['19:30 in Tokyo', '2026-12-03T10:30Z'],
    ['22:00 America/New_York', '2026-12-03T03:00Z'],
    ['tomorrow 18:00', '2026-11-25T17:00Z'],
    ['2026-12-04 20:00', '2026-12-04T19:00Z'],
  ])('"%s" after another moment is %s', (text, at) => {
    const from = new Date('2026-12-02T17:00Z');
    expect(readMoment(text, { ...PRAGUE, from }).at).toEqual(new Date(at));
  });
});

test.each([
  ...['this', 'next'].flatMap((which) => ['week', 'month', 'year'].map((what) => `${which} ${what}`)),
  ...['weekend', 'this weekend', 'next weekend'],
])('"%s" is no day, and none of its days is guessed', (many) => {
  const why = /has more days than one\. Name the day\./u;
  expect(() => readWhen(`${many} 18:00`, PRAGUE)).toThrow(why);
  expect(() => readWhen(`18:00 ${many}`, PRAGUE)).toThrow(why);
  expect(suggestWhens(many, PRAGUE)).toEqual([]);
});

test.each([
  ...['evening of the 21st', 'in the evening the 21st', 'in the evening of 21 december', 'evening, dec 21'],
  ...['morning of friday', 'in the morning tomorrow', 'evening of 2026-12-21', 'the night of march 1st'],
])('"%s" is not that of today', (text) => {
  const why = /I understood `(?:morning|evening|night)`, but not on which day\. Write it like/u;
  expect(() => readDay(text, PRAGUE)).toThrow(why);
  expect(() => readWhen(`${text} 18:00`, PRAGUE)).toThrow(why);
  expect(suggestWhens(text, PRAGUE)).toEqual([]);
});

test('the evening alone is that of today, and that of a day stands after it', () => {
  expect(readDay('this evening', PRAGUE)).toBe('2026-11-24');
  expect(readWhen('this evening 19:30', PRAGUE).at).toEqual(new Date('2026-11-24T18:30Z'));
  expect(readDay('evening of today', PRAGUE)).toBe('2026-11-24');
  expect(readDay('21 dec evening', PRAGUE)).toBe('2026-12-21');
  expect(readDay('tomorrow evening', PRAGUE)).toBe('2026-11-25');
});

test.each(['18:00 end of next month', 'end of next month 18:00'])('"%s" is one day', (text) => {
  expect(readWhen(text, PRAGUE)).toMatchObject({ localDate: '2026-12-31', localTime: '18:00' });
});

test('a time that the clocks skip is accepted, and the shift is said', () => {
  const when = readWhen('2027-03-28 02:30', PRAGUE);
  expect(when).toMatchObject({ shift: 'gap', localTime: '03:30' });
  expect(when.words).toContain('the clocks skip');
});

test('"in 2 hours" counts real hours across a change of clocks', () => {
  const now = new Date('2027-03-28T00:30Z');
  expect(readWhen('in 2 hours', { zone: 'Europe/Prague', now }).at).toEqual(new Date('2027-03-28T02:30Z'));
});

test('suggestions say what the words mean, and never more than five', () => {
  const found = suggestWhens('dec 1 20:00', PRAGUE);
  expect(found[0]?.words).toBe('Tuesday 1 December 2026, 20:00 Europe/Prague · in 7 days');
  expect(found.length).toBeLessThanOrEqual(5);
  expect(suggestWhens('xyz', PRAGUE)).toEqual([]);
  expect(suggestWhens('friday', PRAGUE)[0]?.localTime).toBe('18:00');
});

test('a week after a time with an offset is a week later on its clocks, whatever those of the zone do', () => {
  const found = suggestWhens('2027-03-22 20:00 UTC-5', PRAGUE);
  expect(found.map(({ at }) => at.toISOString().slice(0, 16))).toEqual([
    '2027-03-23T01:00',
    '2027-03-30T01:00',
    '2027-04-06T01:00',
  ]);
});

test('a suggestion of a time that the clocks skip says so within what Discord shows, and stands alone', () => {
  const found = suggestWhens('2027-03-28 02:30', PRAGUE);
  expect(found.map(({ words }) => words)).toEqual([
    'Sunday 28 March 2027, 03:30 Europe/Prague · in 124 days (moved on: the clocks skip that time)',
  ]);
  expect(found[0]?.words.length).toBeLessThanOrEqual(100);
});

test('what is no date yet has no suggestions', () => expect(suggestWhens('x', PRAGUE)).toEqual([]));

test.each([
  ['tue 2', ['20:00', '02:00']],
  ['tue 20:', ['20:00']],
  ['tue 20:3', ['20:30']],
  ['dec 1', ['18:00']],
])('half-typed, "%s" may become %j: an hour that is begun is no day', (text, times) => {
  const offered = new Set(suggestWhens(text, PRAGUE).map(({ localTime }) => localTime));
  expect([...offered].sort()).toEqual(times.toSorted());
});

describe('where a day is asked for', () => {
  const here = { zone: 'Europe/Prague', now: new Date('2026-11-24T23:30:00Z') };

  test.each([
    ['2026-12-22', '2026-12-22'],
    ['22 Dec', '2026-12-22'],
    ['December 22nd', '2026-12-22'],
    ['22. 12. 2026', '2026-12-22'],
    ['5 jan', '2027-01-05'],
    ['today', '2026-11-25'],
    ['tomorrow', '2026-11-26'],
    ['next tuesday', '2026-12-01'],
    ['day after tomorrow', '2026-11-27'],
    ['in 2 weeks', '2026-12-09'],
    ['in a month', '2026-12-25'],
    // A Wednesday stands before the Friday that is meant, and the Monday that was lies nearer than the one to come.
    ['2 days after friday', '2026-11-29'],
    ['day after monday', '2026-12-01'],
    ['on day before thursday', '2026-11-25'],
    ['the day after monday', '2026-12-01'],
    ['a week after mon', '2026-12-07'],
    ['two days before thursday', '2026-11-24'],
    ['a week before this thurs', '2026-11-19'],
    ['the day after next monday', '2026-12-01'],
    ['21.12.', '2026-12-21'],
    ['monday next week', '2026-11-30'],
    ['end of month', '2026-11-30'],
    ['22/12/2026', '2026-12-22'],
    ['Dec 22', '2026-12-22'],
    ['from dec 22nd', '2026-12-22'],
    ['from 22 dec', '2026-12-22'],
    ['tuesday, dec. 22', '2026-12-22'],
    ['december 22, 2026', '2026-12-22'],
    ['jan 05', '2027-01-05'],
    ['22.12.', '2026-12-22'],
    ['in a month', '2026-12-25'],
    ['a week from now', '2026-12-02'],
    ['end of the month', '2026-11-30'],
    ['end of next month', '2026-12-31'],
    ['last day of the next month', '2026-12-31'],
    ['end of this year', '2026-12-31'],
    ['end of december next year', '2027-12-31'],
    ['29 feb', '2028-02-29'],
    ['feb 29th', '2028-02-29'],
    ['29.2.', '2028-02-29'],
    ['29 february 2032', '2032-02-29'],
    ['the end of the year', '2026-12-31'],
    ['year-end', '2026-12-31'],
    ['end of 2027', '2027-12-31'],
    ['end of february', '2027-02-28'],
    ['end of feb 2028', '2028-02-29'],
    ['last day of the year', '2026-12-31'],
    ['start of next month', '2026-12-01'],
    ['beginning of november', '2027-11-01'],
    ['beginning of the year', '2027-01-01'],
    ['first tuesday of december', '2026-12-01'],
    ['2nd friday of next month', '2026-12-11'],
    ['first monday of the month', '2026-12-07'],
    ['last monday of the month', '2026-11-30'],
    ['last friday of may 2027', '2027-05-28'],
    ['third day of may', '2027-05-03'],
    ['first tues of may', '2027-05-04'],
    ['first sundays of may', '2027-05-02'],
    ['2nd day of next month', '2026-12-02'],
    ['fourth thursday of december', '2026-12-24'],
  ])('%s is %s', (text, day) => expect(readDay(text, here)).toBe(day));

  test.each([
    ['2026-02-30', 'There is no 2026-02-30'],
    ['01/02/2027', 'can mean two days'],
    ['wednesday 22 December 2026', 'is another: it is Tuesday 22 December 2026'],
    ['15 march 22', 'could be a year or an hour. Write `2022-03-15`, or `2027-03-15`.'],
    ['1. 5. 19', 'Write `2019-05-01`, or `2027-05-01`.'],
    ['22 Dec 18:00', 'Give `2026-12-22` alone.'],
    ['22 Dec or 23 Dec', 'Write it like `2026-12-01`, `1 dec` or `next tuesday`.'],
    ['dec 8-9', 'has an end, and one day is asked for here. Give `2026-12-08` alone.'],
    ['dec 22-24', 'has an end, and one day is asked for here. Give `2026-12-22` alone.'],
    ['dec 32', 'There is no 32 December. Write `31 December` or `1 January`.'],
    ['31 april', 'There is no 31 April. Write `30 April` or `1 May`.'],
    ['April 31st', 'There is no 31 April.'],
    ['31/4', 'There is no 31 April.'],
    ['31.4.', 'There is no 31 April.'],
    ['31.11.2026', 'There is no 2026-11-31'],
    ['30 feb', 'There is no 30 February. Write `29 February` or `1 March`.'],
    ['29 feb 2027', 'There is no 29 February 2027. Write `28 February 2027` or `1 March 2027`.'],
    ['february 29, 2027', 'There is no 29 February 2027.'],
    ['monday 29 feb', 'it is Tuesday 29 February 2028'],
    ['end of the week', '`end of the week` has more days than one'],
    ['middle of december', '`middle of december` has more days than one'],
    ['last month of the year', 'Of `last month of the year` I understood'],
    ['first month of next year', 'Of `first month of next year` I understood'],
    ['end of q1', '`end of q1` has more days than one'],
    ['Dec. 2027', 'has more days than one'],
    ['12/2026', '`12/2026` has more days than one'],
    ['next quarter', '`next quarter` has more days than one'],
    ['soon', 'is not a date'],
    ['next year', '`next year` has more days than one'],
    ['end of next week', '`end of next week` has more days than one'],
    ['last day of this week', '`this week` has more days than one'],
    ['december', '`december` has more days than one'],
    ['in an hour', 'names a time of day'],
    ['', 'is not a date'],
    ['last friday', 'is in the past'],
    ['9'.repeat(6000), 'is not a date'],
  ])('%s is refused: %s', (text, why) => {
    expect(() => readDay(text, here)).toThrow(UserError);
    expect(() => readDay(text, here)).toThrow(why);
  });
});

describe('schedules', () => {
  test.each([
    ['mondays 09:00 Europe/Prague', '2026-11-24T09:00Z', '2026-11-30T08:00Z'],
    ['every weekday 08:30 UTC', '2026-11-27T09:00Z', '2026-11-30T08:30Z'],
    ['daily 09:00 Asia/Tokyo', '2026-11-24T00:00Z', '2026-11-25T00:00Z'],
    ['mondays at midnight UTC', '2026-11-24T09:00Z', '2026-11-30T00:00Z'],
    ['1st of the month 10:00 UTC', '2026-11-24T09:00Z', '2026-12-01T10:00Z'],
    ['tue and fri 10:00 UTC', '2026-11-24T10:00Z', '2026-11-27T10:00Z'],
    ['first monday 09:00 UTC', '2026-11-24T09:00Z', '2026-12-07T09:00Z'],
    ['every other monday from 2026-11-23 09:00 Europe/Prague', '2026-11-24T09:00Z', '2026-12-07T08:00Z'],
    ['every other monday from 2026-11-30 at 09:00 Europe/Prague', '2026-11-24T09:00Z', '2026-11-30T08:00Z'],
    ['Mondays of odd weeks 09:00 UTC', '2026-11-24T09:00Z', '2026-11-30T09:00Z'],
    ['last weekday of the month 16:00 UTC', '2026-11-24T09:00Z', '2026-11-30T16:00Z'],
    ['every day at 09:00 UTC', '2026-11-24T09:00Z', '2026-11-25T09:00Z'],
    ['Mondays and Thursdays at 9:00 in Prague', '2026-11-24T09:00Z', '2026-11-26T08:00Z'],
    ['every monday at 9 Berlin time', '2026-11-24T09:00Z', '2026-11-30T08:00Z'],
    ['09:00 Europe/Prague mondays', '2026-11-24T09:00Z', '2026-11-30T08:00Z'],
    ['9am every monday UTC', '2026-11-24T09:00Z', '2026-11-30T09:00Z'],
    ['mondays 9 UTC', '2026-11-24T09:00Z', '2026-11-30T09:00Z'],
    ['mondays UTC 09:00', '2026-11-24T09:00Z', '2026-11-30T09:00Z'],
    ['monday, 09:00, UTC', '2026-11-24T09:00Z', '2026-11-30T09:00Z'],
    ['each Friday, 17:00 UTC', '2026-11-24T09:00Z', '2026-11-27T17:00Z'],
    ['tuesday 9 a.m. America/New_York', '2026-11-24T09:00Z', '2026-11-24T14:00Z'],
    ['first monday of the month at noon in New York', '2026-11-24T09:00Z', '2026-12-07T17:00Z'],
    ['0 9 * * mon-fri UTC', '2026-11-27T09:00Z', '2026-11-30T09:00Z'],
    ['daily 00:30 Africa/Cairo', '2027-04-29T10:00Z', '2027-04-29T22:30Z'],
    // Apia had no 30 December 2011: what falls on it happens on the day that came instead.
    ['0 9 30 * * Pacific/Apia', '2011-12-30T10:30Z', '2011-12-30T19:00Z'],
    ['0 9 * * 1 Europe/Prague', '2026-11-24T09:00Z', '2026-11-30T08:00Z'],
    ['*/20 8-9 1,15 * * UTC', '2026-12-01T08:00Z', '2026-12-01T08:20Z'],
  ])('%s runs after %s at %s', (text, after, expected) =>
    expect(nextRun(parseSchedule(text), new Date(after))).toEqual(new Date(expected)),
  );

  test.each([
    ['02:30', '2027-03-27T12:00Z', ['2027-03-28T01:30Z', '2027-03-29T00:30Z']],
    ['02:30', '2027-10-30T12:00Z', ['2027-10-31T00:30Z', '2027-11-01T01:30Z']],
  ])('%s runs exactly once on a day that skips or repeats it', (time, after, expected) => {
    const schedule = parseSchedule(`daily ${time} Europe/Prague`);
    const first = nextRun(schedule, new Date(after));
    expect([first, nextRun(schedule, first)]).toEqual(expected.map((at) => new Date(at)));
  });

  test('intervals count from the first date, which is kept in the text', () => {
    const now = new Date('2026-11-24T09:00Z');
    const typed = 'every other monday 09:00 Europe/Prague';
    const kept = withScheduleStart(typed, now);
    expect(kept).toBe('every other monday from 2026-11-30 09:00 Europe/Prague');
    expect(withScheduleStart(kept, new Date('2027-01-01T00:00Z'))).toBe(kept);
    expect(withScheduleStart('mondays 09:00 UTC', now)).toBe('mondays 09:00 UTC');
    const runs = [now];
    for (let i = 0; i < 3; i++) runs.push(nextRun(parseSchedule(kept), runs[i] ?? now));
    expect(runs.slice(1)).toEqual(
      ['2026-11-30', '2026-12-14', '2026-12-28'].map((day) => new Date(`${day}T08:00Z`)),
    );
    // Read without its start it still keeps its weeks, whenever it is read.
    expect(nextRun(parseSchedule(typed), new Date('2026-11-24T09:00Z'))).toEqual(
      nextRun(parseSchedule(typed), new Date('2026-11-20T09:00Z')),
    );
  });

  test.each([
    ['mondays', 'as a schedule. Write `mondays 09:00 Europe/Prague`'],
    ['monday mornings', 'as a schedule. Write `mondays 09:00 Europe/Prague`'],
    ['every 6 hours', 'as a schedule. Write `mondays 09:00 Europe/Prague`'],
    ['every hour UTC', 'as a schedule. Write `mondays 09:00 Europe/Prague`'],
    ['mondays 09:00 and 17:00 UTC', 'as a schedule. Write `mondays 09:00 Europe/Prague`'],
    ['09:00 UTC', 'as a schedule. Write `mondays 09:00 Europe/Prague`'],
    ['mondays, 9am', 'does not say in which time zone. Write it at the end: `mondays 09:00 Europe/Prague`'],
    ['0 9 * * 1', 'does not say in which time zone. Write it at the end: `0 9 * * 1 Europe/Prague`'],
    ['mondays 9am PT', '`PT` is not a time zone that I can use. Did you mean `America/Los_Angeles`'],
    ['mondays 09:00 +02:00', '`+02:00` is not a time zone that I can use'],
    ['mondays 09:00 UTC+02:00', '`UTC+02:00` is not a time zone that I can use'],
    ['mondays 09:00 Mars', '`Mars` is not a time zone that I can use. Did you mean `Europe/Paris`'],
    ['someday 09:00 UTC', 'I cannot read `someday` as a rule'],
    ['31st of the month 09:00 UTC', 'Not every month has a day 31'],
    ['0 25 * * 1 UTC', 'as a schedule.'],
    ['0 9 * 1 UTC', 'as a schedule.'],
    ['mondays 25:00 UTC', '`25:00` is not a time of day'],
    ['09:00 EST', '`EST` is not a time zone that I can use'],
    ['', 'as a schedule.'],
  ])('"%s" is refused: %s', (text, why) => {
    expect(() => parseSchedule(text)).toThrow(UserError);
    expect(() => parseSchedule(text)).toThrow(why);
  });

  test('the start of intervals stands before time and zone, wherever those were typed', () => {
    expect(withScheduleStart('9am in Berlin every other monday', new Date('2026-11-24T09:00Z'))).toBe(
      'every other monday from 2026-11-30 09:00 Europe/Berlin',
    );
  });
});
