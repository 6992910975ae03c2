// Wall-clock time becomes the right instant everywhere, and people's words for zones and times are understood.

import { IANAZone } from 'luxon';
import { describe, expect, test, vi } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import {
  addDays,
  earliest,
  instantOf,
  latest,
  localReading,
  offsetMinutes,
  parseLocalTime,
  parseZone,
  suggestZones,
} from '../../src/core/time.ts';
import { fullWords, minutesWords, parseMinutes } from '../../src/core/time-words.ts';
import { wellKnownCities } from '../../src/core/zone/cities.ts';
import { isWhole } from '../in-full.ts';
import fc, { samples } from '../property.ts';

describe('the table of cases with known answers', () => {
  test.each([
    ['America/Vancouver', '2026-12-01', '12:00', '2026-12-01T19:00Z', 'none'],
    ['America/New_York', '2027-03-14', '02:30', '2027-03-14T07:30Z', 'gap'],
    ['America/New_York', '2027-11-07', '01:30', '2027-11-07T05:30Z', 'overlap'],
    ['Australia/Lord_Howe', '2027-10-03', '02:15', '2027-10-02T15:45Z', 'gap'],
    ['Africa/Cairo', '2027-04-30', '00:30', '2027-04-29T22:30Z', 'gap'],
    ['Asia/Kathmandu', '2027-01-05', '21:45', '2027-01-05T16:00Z', 'none'],
    ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T22:00Z', 'gap'],
  ])('%s %s %s is %s', (zone, localDate, localTime, expected, shift) => {
    const resolved = instantOf({ localDate, localTime, zone });
    expect(resolved.at).toEqual(new Date(expected));
    expect(resolved.shift).toBe(shift);
    expect(localReading(resolved.at, zone)).toMatchObject({
      localDate: resolved.localDate,
      localTime: resolved.localTime,
    });
  });
});

test('in every zone and for 30 years an instant reads as asked, or moves on by the gap, or is the first of two', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 30 * 365 }),
      fc.integer({ min: 0, max: 1439 }),
      (zone, days, minute) => {
        const localDate = addDays('2010-01-01', days);
        const localTime = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const resolved = instantOf({ localDate, localTime, zone });
        const read = localReading(resolved.at, zone);
        if (resolved.shift === 'gap')
          expect(`${read.localDate} ${read.localTime}` > `${localDate} ${localTime}`).toBe(true);
        else expect(read).toEqual({ localDate, localTime, zone });
        for (const earlier of [15, 30, 60, 120].map(
          (back) => new Date(resolved.at.getTime() - back * 60_000),
        ))
          expect(localReading(earlier, zone)).not.toEqual({ localDate, localTime, zone });
      },
    ),
    { numRuns: samples(isWhole ? 200_000 : 1500) },
  );
}, 3_600_000);

describe('zones', () => {
  test.each([
    ['europe/prague', 'Europe/Prague'],
    ['utc', 'UTC'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['America/New York', 'America/New_York'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['Canada/Newfoundland', 'Canada/Newfoundland'],
    ['us/pacific', 'US/Pacific'],
    ['brazil/denoronha', 'Brazil/DeNoronha'],
    ['US/East-Indiana', 'US/East-Indiana'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['america/buenos_aires', 'America/Buenos_Aires'],
    ['asia/ujung_pandang', 'Asia/Ujung_Pandang'],
    ['etc/UTC', 'UTC'],
    ['z', 'UTC'],
    ['Mumbai', 'Asia/Kolkata'],
    ['beijing', 'Asia/Shanghai'],
    ['San Francisco', 'America/Los_Angeles'],
    ['New Delhi', 'Asia/Kolkata'],
    ['Prague', 'Europe/Prague'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['buenos aires', 'America/Argentina/Buenos_Aires'],
    ['Japan', 'Asia/Tokyo'],
    ['NZ', 'Pacific/Auckland'],
    ['CAT', 'Africa/Maputo'],
    ['ROK', 'Asia/Seoul'],
    ['cuba', 'America/Havana'],
  ])('%s is read as %s', (typed, zone) => expect(parseZone(typed)).toBe(zone));

  test.each([
    ['EST', 'America/New_York'],
    // The library that knows zones takes these for those of Anchorage, Auckland, Guadalcanal, Paris and Apia.
    ['AST', 'Did you mean `America/Halifax` or `Asia/Riyadh`?'],
    ['nst', 'Did you mean `America/St_Johns`?'],
    ['SST', 'Did you mean `Pacific/Pago_Pago`?'],
    ['ECT', 'Give a place'],
    ['MIT', 'Give a place'],
    ['AKDT', 'America/Anchorage'],
    ['IST', 'Asia/Kolkata'],
    ['BST', 'Europe/London'],
    ['CET', 'Europe/Prague'],
    ['europe/praque', 'Europe/Prague'],
    ['EST5EDT', 'Give a place'],
    ['Pacific Time', 'America/Los_Angeles'],
    ['Pacific', 'America/Los_Angeles'],
    ['PT (Pacific Time)', 'Did you mean `America/Los_Angeles` or'],
    ['Europe/Prague (CET)', 'Did you mean `Europe/Prague`?'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['Beijng', 'Asia/Shanghai'],
    ['x'.repeat(6000), 'Give a place'],
    ['+02:00', 'Europe/Prague'],
    ['Etc/GMT+5', 'Europe/Prague'],
  ])('%s is refused with %s suggested', (typed, suggestion) => {
    expect(() => parseZone(typed)).toThrow(UserError);
    expect(() => parseZone(typed)).toThrow(suggestion);
  });
});

test.each([
  ['mumb', 'Asia/Kolkata'],
  ['san fr', 'America/Los_Angeles'],
  ['New Delhi', 'Asia/Kolkata'],
  ['prag', 'Europe/Prague'],
  ['newfound', 'Canada/Newfoundland'],
])('"%s" is completed to %s', (typed, zone) => expect(suggestZones(typed)[0]).toBe(zone));

test.each(wellKnownCities().map(({ name, zone }) => [name.replaceAll('_', ' '), zone]))(
  '%s is in %s',
  (name, zone) => {
    expect(parseZone(name)).toBe(zone);
    expect(parseZone(zone)).toBe(zone);
  },
);

test.each([
  ['9:00', '09:00'],
  ['21', '21:00'],
  ['9pm', '21:00'],
  ['12 am', '00:00'],
  ['noon', '12:00'],
  ['12 noon', '12:00'],
  ['1730', '17:30'],
  ['5 p.m.', '17:00'],
  ['18:00:00', '18:00'],
  ['18h30', '18:30'],
  ['8p', '20:00'],
  ['8:30 a', '08:30'],
  ['19:30h', '19:30'],
  ['1930h', '19:30'],
])('the time %s is %s', (typed, time) => expect(parseLocalTime(typed)).toBe(time));

test.each(['25:00', '12:60', '', 'noonish', 'constructor', '11 noon', '13pm', '170', '24:00', '17301'])(
  'the time "%s" is refused',
  (typed) => expect(() => parseLocalTime(typed)).toThrow('is not a time of day'),
);

test.each([
  ['1h', 60],
  ['90m', 90],
  ['7 d', 10_080],
  ['1h 30m', 90],
  ['start', 0],
])('the duration %s is %i minutes', (typed, minutes) => expect(parseMinutes(typed)).toBe(minutes));

test.each([
  ['soon', 'not a length of time'],
  ['1h and a bit', 'not a length of time'],
  ['367d', 'too long: at most 366 days'],
])('%s is no duration: %s', (typed, fault) => expect(() => parseMinutes(typed)).toThrow(fault));

test('durations and instants are said in words', () => {
  expect(minutesWords(90)).toBe('1 hour 30 minutes');
  expect(
    fullWords(new Date('2026-12-01T19:00Z'), { now: new Date('2026-11-24T09:00Z'), zone: 'Europe/Prague' }),
  ).toBe('Tuesday 1 December 2026, 20:00 Europe/Prague · in 7 days');
});

test('of several instants the earliest and the latest are found, and of none neither', () => {
  const [early, late] = [new Date('2026-12-01'), new Date('2026-12-02')];
  expect([earliest([late, undefined, early]), latest([early, late, undefined])]).toEqual([early, late]);
  expect([earliest([undefined]), latest([])]).toEqual([undefined, undefined]);
});

test('what a zone is ahead by is asked once a minute, and is right at each change of the clocks', () => {
  const asked = vi.spyOn(IANAZone.prototype, 'offset');
  const told = ['00:59:59.999', '01:00:00.000', '01:00:30.250', '01:00:59.999'].map((time) =>
    offsetMinutes(new Date(`2031-03-30T${time}Z`), 'Europe/Prague'),
  );
  const calls = asked.mock.calls.length;
  asked.mockRestore();
  expect([told, calls]).toEqual([[60, 120, 120, 120], 2]);
});
