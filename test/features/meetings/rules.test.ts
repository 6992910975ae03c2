// The feature's decisions about time, as tables and properties.

import { describe, expect, it } from 'vitest';
import { topicsIn } from '../../../src/features/meetings/agenda.ts';
import type { Meeting } from '../../../src/features/meetings/facts.ts';
import { minutesName } from '../../../src/features/meetings/minutes.ts';
import {
  countsAsPresent,
  dueReminder,
  isLeftAlone,
  isPersonalDue,
  isToldAtStart,
  nextDue,
  nextNotesTaker,
  phaseAt,
  skippedWith,
  toAnnounce,
  toRemind,
} from '../../../src/features/meetings/rules.ts';
import { datesFromThisMonth, isMonthly } from '../../../src/features/meetings/series-dates.ts';
import { meetingOffers } from '../../../src/features/meetings/views/offers.ts';
import { comingPage } from '../../../src/features/meetings/views/page.ts';
import { startWords } from '../../../src/features/meetings/views/reminder.ts';
import { linesOf } from '../../../src/platforms/discourse/mention.ts';
import fc from '../../property.ts';
import { exampleMeeting, exampleSeries } from './examples.ts';

const meeting = exampleMeeting;
const { startsAt } = meeting;
const fifth = { ...meeting, occurrence: '2026-12-05', localDate: '2026-12-05' };
const noon = { ...meeting, occurrence: '2026-11-24', localTime: '12:00' };
const { reminders } = exampleSeries;
const minutesBefore = (minutes: number) => new Date(startsAt.getTime() - minutes * 60_000);

it('what is cancelled with a meeting are the later ones of the same skipped days, unless they were brought back', () => {
  const on = (day: string, status: Meeting['status'] = 'cancelled') => ({
    ...meeting,
    status,
    occurrence: day,
    localDate: day,
    startsAt: new Date(`${day}T20:00:00Z`),
  });
  const series = { skips: [{ from: '2026-12-20', to: '2027-01-07', reason: null }] };
  const all = [
    on('2026-12-01'),
    on('2026-12-22'),
    on('2026-12-29'),
    on('2027-01-01', 'scheduled'),
    on('2027-01-05'),
    on('2027-01-12'),
  ];
  const days = (of: Meeting) => skippedWith(of, series, all).map(({ occurrence }) => occurrence);
  expect(days(on('2026-12-22'))).toEqual(['2026-12-29', '2027-01-05']);
  expect(days(on('2026-12-29'))).toEqual(['2027-01-05']);
  expect(days(on('2026-12-01'))).toEqual([]);
  // Moved out of those days before they were left out.
  expect(days({ ...on('2026-12-22'), localDate: '2026-12-18' })).toEqual([]);
  expect(skippedWith(on('2026-12-22'), undefined, all)).toEqual([]);
});

it('what can be said of a meeting depends on where it stands, and who asks', () => {
  const said = (changed: Partial<Meeting>, isOrganiser: boolean) =>
    JSON.stringify(
      meetingOffers({ ...meeting, ...changed }, { placeUrl: undefined, isOrganiser, zone: 'UTC' }),
    );
  expect(said({}, false)).toContain('/meeting rsvp answer:going');
  expect(said({}, false)).not.toContain('/meeting move');
  expect(said({}, true)).toContain('/meeting move when:\\"2026-12-01 21:00\\"');
  expect(said({ phase: 'live' }, false)).toContain('/meeting next-topic');
  expect(said({ phase: 'live' }, false)).not.toContain('answer:going');
  expect(said({ phase: 'live', place: { kind: 'text', text: 'https://meet.example.org' } }, false)).toContain(
    'if you find no way in',
  );
  expect(said({ phase: 'over' }, true)).toContain('/meeting next');
  expect(said({ phase: 'over' }, true)).not.toContain('/meeting move');
  expect(said({ status: 'cancelled' }, true)).toContain('/meeting restore');
  expect(said({ status: 'cancelled' }, false)).not.toContain('/meeting restore');
});

describe('reminders', () => {
  it.each([
    ['long before', 20_000, undefined],
    ['a minute before the first', 10_081, undefined],
    ['when the first is due', 10_080, 10_080],
    ['between two', 5000, 10_080],
    ['a day before', 1440, 1440],
    ['half an hour before', 30, 60],
    ['at the start', 0, 0],
    ['in the middle of the meeting', -30, 0],
    ['at the end', -60, undefined],
  ])('%s', (_, minutes, expected) => {
    expect(dueReminder(meeting, reminders, minutesBefore(minutes))).toBe(expected);
  });

  it('the draft of the minutes tells the start where a reminder would, and the channel wants to hear it', () => {
    expect(isToldAtStart(meeting, exampleSeries)).toBe(true);
    expect(isToldAtStart(meeting, undefined)).toBe(true);
    expect(isToldAtStart(meeting, { ...exampleSeries, reminders: [60] })).toBe(false);
    expect(isToldAtStart(meeting, { ...exampleSeries, messages: 'few' })).toBe(false);
    expect(isToldAtStart({ ...meeting, timedAt: startsAt }, exampleSeries)).toBe(false);
  });

  it('who cannot come is left alone, unless they asked for reminders after that', () => {
    expect(isLeftAlone(undefined)).toBe(false);
    expect(isLeftAlone({ answer: 'cant', reminding: 'auto' })).toBe(true);
    expect(isLeftAlone({ answer: 'cant', reminding: 'off' })).toBe(true);
    expect(isLeftAlone({ answer: 'cant', reminding: 'on' })).toBe(false);
    expect(isLeftAlone({ answer: 'maybe', reminding: 'auto' })).toBe(false);
  });

  it('who waits for a seat is reminded only if they asked for it', () => {
    const going = (id: number, reminding: 'auto' | 'on' | 'off') =>
      ({ id, answer: 'going', goingSince: minutesBefore(900 - id), reminding }) as const;
    const all = [going(1, 'auto'), going(2, 'off'), going(3, 'auto'), going(4, 'on')];
    expect(toRemind(all, 2).map(({ id }) => id)).toEqual([1, 4]);
    expect(toRemind(all, null).map(({ id }) => id)).toEqual([1, 3, 4]);
  });

  it('what was due before the time was set is not sent', () => {
    const moved = { ...meeting, timedAt: minutesBefore(600) };
    expect(dueReminder(moved, reminders, minutesBefore(590))).toBeUndefined();
    expect(dueReminder(moved, reminders, minutesBefore(60))).toBe(60);
  });

  it('nor what is due in the very moment in which the time is set or it is announced: people are told just then', () => {
    const announced = { ...meeting, announcedAt: minutesBefore(60) };
    expect(dueReminder(announced, reminders, minutesBefore(60))).toBeUndefined();
    const moved = { ...meeting, timedAt: minutesBefore(60) };
    expect(dueReminder(moved, reminders, minutesBefore(60))).toBeUndefined();
    expect(dueReminder(moved, reminders, minutesBefore(30))).toBeUndefined();
  });

  it.each([
    ['before it is due', 31, undefined, false],
    ['when it is due', 30, undefined, true],
    ['until the meeting begins', 1, undefined, true],
    ['not once it has begun', 0, undefined, false],
    ['not if it was due before it was asked for', 10, 20, false],
    ['nor if it was asked for in the very moment in which it is due', 30, 30, false],
  ])('somebody’s own, half an hour before: %s', (_, at, askedAt = 600, expected) => {
    const own = { id: 1, groupId: 1, personId: 1, about: 'series/1', meetingId: null, seriesId: 1 };
    const personal = { ...own, minutes: 30, createdAt: minutesBefore(askedAt) };
    expect(isPersonalDue(meeting, personal, minutesBefore(at))).toBe(expected);
    const other = { ...personal, seriesId: null, meetingId: 2 };
    expect(isPersonalDue({ ...meeting, seriesId: null }, other, minutesBefore(at))).toBe(false);
  });

  it('going from due instant to due instant, each is due exactly once and none is missed', () => {
    const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 28 * 1440 }), { maxLength: 6 });
    fc.assert(
      fc.property(offsets, fc.integer({ min: 1, max: 40 * 1440 }), (list, ago) => {
        const set = { ...meeting, timedAt: minutesBefore(ago) };
        const sent: number[] = [];
        let now = set.timedAt;
        for (let steps = 0; steps < 50; steps++) {
          const due = dueReminder(set, list, now);
          if (due !== undefined && sent.at(-1) !== due) sent.push(due);
          const next = nextDue(set, { reminders: list, personals: [] }, now);
          if (!next) break;
          expect(next.getTime()).toBeGreaterThan(now.getTime());
          now = next;
        }
        expect(sent).toEqual(list.filter((minutes) => minutes < ago).toSorted((a, b) => b - a));
      }),
    );
  });

  it.each([
    [10_080, 'starts in 7 days'],
    [1440, 'starts in 1 day'],
    [60, 'starts in 1 hour'],
    [90, 'starts in 1 hour 30 minutes'],
    [0, 'starts now'],
    [-10, 'started 10 minutes ago'],
    [1500, 'starts in 1 day 1 hour'],
    [4400, 'starts in 3 days'],
  ])('%i minutes before it says: %s', (minutes, words) => {
    expect(startWords(minutes)).toBe(words);
  });
});

describe('phases and presence', () => {
  it.each([
    [1, 'upcoming', true],
    [31, 'upcoming', false],
    [0, 'live', true],
    [-59, 'live', true],
    [-60, 'over', false],
  ] as const)('%i minutes before the start: %s, counts as present: %s', (minutes, phase, isPresent) => {
    expect(phaseAt(meeting, minutesBefore(minutes))).toBe(phase);
    expect(countsAsPresent(meeting, minutesBefore(minutes))).toBe(isPresent);
    expect(countsAsPresent({ ...meeting, status: 'cancelled' }, minutesBefore(minutes))).toBe(false);
  });
});

describe('announcing', () => {
  const january: Meeting = {
    ...meeting,
    id: 2,
    startsAt: new Date('2027-01-05T20:00:00Z'),
    endsAt: new Date('2027-01-05T21:00:00Z'),
  };
  const ids = (meetings: readonly Meeting[], state: 'active' | 'paused' = 'active') =>
    toAnnounce(
      meetings.map((one) => ({
        meeting: one,
        series: one.seriesId === null ? undefined : { ...exampleSeries, state },
      })),
      minutesBefore(5000),
    ).map(({ id }) => id);
  const alone = { ...january, id: 3, seriesId: null };

  it.each([
    ['the next of a series', [january, meeting], [1]],
    ['not again', [{ ...meeting, announcedAt: startsAt }, january], []],
    ['the one after a cancelled one', [{ ...meeting, status: 'cancelled' as const }, january], [2]],
    ['the one after one that is over', [{ ...meeting, endsAt: minutesBefore(6000) }, january], [2]],
    ['every one-off', [alone, { ...alone, id: 4 }], [3, 4]],
  ])('%s', (_, meetings, expected) => {
    expect(ids(meetings)).toEqual(expected);
  });

  it('nothing of a paused series', () => {
    expect(ids([meeting, january], 'paused')).toEqual([]);
  });
});

describe('agendas and minutes', () => {
  it.each([
    ['one line', '@docent topic: Dark mode', ['Dark mode']],
    ['several, in any case', 'Hi!\n@Docent Topic:  A \n @docent TOPIC: B', ['A', 'B']],
    ['none in a quote', '[quote="x, post:1, topic:2"]\n@docent topic: A\n[/quote]\n@docent topic: B', ['B']],
    [
      'none in a quote of a quote',
      '[quote="x"]\n[quote="y"]\nz\n[/quote]\n@docent topic: A\n[/quote]\n@docent topic: B',
      ['B'],
    ],
    ['none in code', '```\n@docent topic: A\n```', []],
    ['none in a quoted line', '> @docent topic: A', []],
    ['none in the middle of a sentence', 'write `@docent topic: A`', []],
    ['an empty one is none', '@docent topic:   ', []],
    ['a long one is cut', `@docent topic: ${'x'.repeat(500)}`, [`${'x'.repeat(199)}…`]],
  ])('topics in a reply: %s', (_, raw, expected) => {
    const said = linesOf(raw, 'docent').map(({ text }) => text);
    expect(said.filter((text) => /^\s*(?:>|@docent|\[quote|```)/iu.test(text))).toEqual([]);
    expect(topicsIn(linesOf(raw, 'docent'))).toEqual(expected);
    expect(topicsIn(linesOf(raw, 'somebody-else'))).toEqual([]);
  });

  it.each([
    [{ slug: 'a', isShared: false, isMonthly: true }, '2026-12'],
    [{ slug: 'a', isShared: false, isMonthly: false }, '2026-12-01'],
    [{ slug: 'board', isShared: true, isMonthly: true }, '2026-12-board'],
    // The rule was changed within the month, or one was moved onto the day of the next.
    [{ slug: 'a', isShared: false, isMonthly: true, earlier: [fifth] }, '2026-12-01'],
    [{ slug: 'a', isShared: false, isMonthly: false, earlier: [fifth] }, '2026-12-01'],
    [{ slug: 'a', isShared: false, isMonthly: false, earlier: [noon] }, '2026-12-01-2100'],
    [{ slug: 'a', isShared: true, isMonthly: true, earlier: [fifth, noon] }, '2026-12-01-2100-a'],
  ])('the minutes’ file of a month: %o is %s', (about, name) => {
    expect(minutesName(meeting, about)).toBe(name);
  });

  it.each([
    [
      'who never did comes first',
      [
        [1, false],
        [2, false],
      ],
      [[1, '2026-01-01']],
      2,
    ],
    [
      'who did longest ago',
      [
        [1, false],
        [2, false],
      ],
      [
        [1, '2026-02-01'],
        [2, '2026-01-01'],
      ],
      2,
    ],
    [
      'who comes before who did longer ago',
      [
        [1, true],
        [2, false],
      ],
      [[1, '2026-02-01']],
      1,
    ],
    [
      'of those who never did whoever was here first',
      [
        [2, true],
        [1, true],
      ],
      [],
      1,
    ],
    ['nobody of nobody', [], [], undefined],
  ] as const)('notes: %s', (_, candidates, last, expected) => {
    expect(
      nextNotesTaker(
        candidates.map(([personId, isGoing]) => ({ personId, isGoing })),
        new Map(last.map(([id, on]) => [id, new Date(on)])),
      ),
    ).toBe(expected);
  });
});

it('the page of a meeting that is over invites nobody any more', () => {
  const way = { placeUrl: undefined, topicUrl: 'https://forum.example.org/t/1' };
  const shown = (isOver: boolean) =>
    JSON.stringify(
      comingPage(
        { ...way, meeting: exampleMeeting, calendarUrl: 'https://example.org/c.ics' },
        { topics: [], followUps: [] },
        isOver,
      ),
    );
  expect(shown(false)).toMatch(/say that you come.*Put it into your calendar/u);
  expect(shown(true)).not.toMatch(/say that you come|calendar/u);
  expect(shown(true)).toMatch(/This meeting is over.*Topic and agenda/u);
});

it.each([
  ['FREQ=WEEKLY;BYDAY=TU', false],
  ['FREQ=MONTHLY;BYDAY=1TU', true],
  ['FREQ=MONTHLY;BYDAY=1TU,3TU', false],
  ['FREQ=MONTHLY;BYDAY=TU', false],
  ['FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1', true],
  ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=TU,TH', false],
  ['FREQ=YEARLY;BYMONTH=1,3,5,7,9,11;BYDAY=1TU', true],
  ['FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15', true],
  ['FREQ=YEARLY;BYMONTH=1,4;BYDAY=TU', false],
  ['FREQ=YEARLY;BYMONTH=1,4;BYDAY=1TU,3TU', false],
])('the month names each meeting of %s: %s', (rule, expected) => expect(isMonthly({ rule })).toBe(expected));

it('a series that is held so many times ends after them, whenever its dates are looked at', () => {
  const series = {
    rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3',
    starts: '2026-11-03',
    turnsFrom: '2026-11-03',
    times: ['18:00'],
    zone: 'UTC',
  };
  expect(datesFromThisMonth(series, new Date('2026-11-20T00:00:00Z'))).toEqual([
    '2026-11-03',
    '2026-11-10',
    '2026-11-17',
  ]);
  expect(datesFromThisMonth(series, new Date('2026-12-10T00:00:00Z'))).toEqual([]);
});
