// What happens when a meeting moves, is cancelled or restored: told once, everywhere, and the reminders follow.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutsideError } from '../../../src/core/errors.ts';
import type { FindWritable } from '../../../src/core/github/repository-folder.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { wordsOf } from './platforms.ts';
import { type Caller, openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const tokyo = { name: 'tokyo', zone: 'Asia/Tokyo' };
const lagos: Caller = { name: 'lagos', platform: 'forum', zone: 'Africa/Lagos' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;
  let find: FindWritable;
  let isForAll: boolean;

  beforeEach(async () => {
    fresh = await open();
    find = async (name) => ({ name, isArchived: false, isReadOnly: false });
    isForAll = true;
    world = await openWorld(fresh, '2026-11-20T09:00:00Z', {
      findWritable: (name) => find(name),
      isForAll: async () => isForAll,
    });
    await world.command(prague, 'meeting series create', {
      name: 'Monthly meeting',
      rule: 'first tuesday',
      times: '21:00, 18:00',
      zone: 'Europe/Prague',
    });
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  const changes = () => world.under('/change/');
  const summaries = (part: string) =>
    world.under(part).map(({ content }) => (content.kind === 'message' ? content.summary : ''));

  it('a series takes no folder for minutes that nothing can be written to, and says what it could not check', async () => {
    const folder = { series: 'Monthly meeting', minutes: 'python/old/docs', confirmed: true };
    find = async (name) => ({ name, isArchived: true, isReadOnly: false });
    const archived = '`python/old` is archived: nothing can be written there any more.';
    expect(await world.refused(prague, 'meeting series edit', folder)).toContain(archived);
    const another = {
      name: 'Board',
      rule: 'every friday',
      times: '18:00',
      zone: 'UTC',
      minutes: folder.minutes,
    };
    expect(await world.refused(prague, 'meeting series create', another)).toContain(archived);
    const stored = () => world.database.meetingSeries.findMany({ select: { minutesFolder: true } });
    expect(await stored()).toEqual([{ minutesFolder: null }]);
    find = async () => {
      throw new OutsideError('down');
    };
    const edited = await world.command(prague, 'meeting series edit', folder);
    expect(replyWords(edited)).toContain('I have not checked python/old/docs');
    expect(await stored()).toEqual([{ minutesFolder: 'python/old/docs' }]);
    // What stands is no reason against a change of something else.
    find = async () => undefined;
    await world.command(prague, 'meeting series edit', {
      series: 'Monthly meeting',
      seats: '5',
      confirmed: true,
    });
  });

  it('minutes in a private repository are asked about where everybody reads of the meetings', async () => {
    find = async (name) => ({ name, isArchived: false, isReadOnly: false, isPrivate: true });
    const folder = { series: 'Monthly meeting', minutes: 'python/hush/docs' };
    const asked = async () => (await world.asked(prague, 'meeting series edit', folder)).words;
    expect(await asked()).toContain('python/hush is private on GitHub');
    isForAll = false;
    expect(await asked()).not.toContain('is private');
  });

  it('a move to where it is asks nothing and says so; a longer one is a change', async () => {
    const there = '2026-12-01 18:00';
    const [at] = (await world.database.meeting.findMany({ orderBy: { startsAt: 'asc' } })).map(
      ({ startsAt }) => startsAt.toISOString(),
    );
    await expect(world.asked(prague, 'meeting move', { when: at ?? there })).rejects.toThrow('asks nothing');
    expect(replyWords(await world.command(prague, 'meeting move', { when: at ?? there }))).toContain(
      'is at that time already',
    );
    const { words } = await world.asked(prague, 'meeting move', { when: `${at} for 3h` });
    expect(words).toContain('for 3 hours');
  });

  it('what everybody is shown of a meeting leads to its announcement and has no buttons', async () => {
    const reply = await world.command(prague, 'meeting show');
    if (reply.kind !== 'said') throw new Error('It opened a form');
    expect(reply.buttons ?? []).toEqual([]);
    expect(replyWords(reply)).toContain('Say whether you come');
  });

  it('a move is confirmed first, in words and in the zone of the one who moves', async () => {
    const asked = await world.asked(prague, 'meeting move', { when: 'thu 20:00' });
    expect(asked.words).toContain('Thursday 26 November 2026, 20:00 Europe/Prague · in 6 days');
    expect(asked.label).toBe('Move it');
    expect(changes()).toEqual([]);
    await world.command(prague, 'meeting move', { ...asked.values });
    const [row] = await world.database.meeting.findMany({ where: { occurrence: { startsWith: '2026-12' } } });
    expect(row?.startsAt.toISOString()).toBe('2026-11-26T19:00:00.000Z');
    expect(row?.sequence).toBe(1);
  });

  it.each([
    ['19:30', 'Tuesday 1 December 2026, 19:30 Europe/Prague'],
    ['to 7pm', 'Tuesday 1 December 2026, 19:00 Europe/Prague'],
    ['19:30 to 21:00', 'Tuesday 1 December 2026, 19:30 Europe/Prague · in 11 days, for 1 hour 30 minutes'],
    ['17:00 UTC', 'Tuesday 1 December 2026, 17:00 UTC'],
    ['20:00 +09:00', 'Wednesday 2 December 2026, 12:00 Europe/Prague'],
    ['3 december', 'Thursday 3 December 2026, 21:00 Europe/Prague'],
    ['to wednesday', 'Wednesday 25 November 2026, 21:00 Europe/Prague'],
    ['today 19:30', 'Friday 20 November 2026, 19:30 Europe/Prague'],
  ])('a move to %j keeps the day or the time of day that is not said', async (when, words) => {
    expect((await world.asked(prague, 'meeting move', { when })).words).toContain(`to ${words}`);
  });

  it.each([
    'tomorrow morning',
    'friday night',
    'a week later',
    'two days later',
    'next day',
    'the day after',
  ])('a move to %j is asked about: it is no day alone, or would be counted from today', async (when) => {
    expect(await world.refused(prague, 'meeting move', { when })).toContain('time of day');
  });

  it.each(['a week later at 19:00', 'next day 19:00'])(
    'a move to %j is asked about: from which day?',
    async (when) => {
      expect(await world.refused(prague, 'meeting move', { when })).toContain('counted from today or from');
    },
  );

  it.each(['19:30', '3 december'])('what is offered for a move to %j is what it means', async (when) => {
    const option = world.feature().commands.find(({ name }) => name === 'meeting move')?.options.when;
    const [first] = (await option?.suggest?.(when, world.requestOf(prague), {})) ?? [];
    expect((await world.asked(prague, 'meeting move', { when })).words).toContain(`to ${first?.name}`);
    const wanted = { when: first?.value ?? '' };
    expect((await world.asked(prague, 'meeting move', wanted)).words).toContain(`to ${first?.name}`);
  });

  it('a move to a day counts days on the calendar of the one who moves, and keeps the time of its own clocks', async () => {
    const far = { name: 'tokyo', isOrganiser: true, zone: 'Asia/Tokyo' };
    const asked = await world.asked(far, 'meeting move', { when: '4 december' });
    expect(asked.words).toContain('to Thursday 3 December 2026, 21:00 Europe/Prague');
    expect(await world.refused(far, 'meeting move', { when: '15 nov 2026' })).toContain('is in the past');
  });

  it('a move edits the announcement, the event and the topic, and tells those who come once', async () => {
    await world.press(tokyo, 'Going');
    await world.press(lagos, 'Maybe');
    await world.command(prague, 'meeting move', { when: '2026-12-02 20:00', confirmed: true });
    for (const { content } of world.under('/announcement')) {
      expect(wordsOf(content)).toContain('2026-12-02T19:00:00.000Z');
    }
    const [event] = world.under('/event').map(({ content }) => content);
    expect(event?.kind === 'event' && event.startsAt.toISOString()).toBe('2026-12-02T19:00:00.000Z');
    const told = changes().map(({ place, content }) => ({
      place,
      pings: content.kind === 'message' ? content.pings?.map(({ id }) => id) : [],
    }));
    expect(told.toSorted((a, b) => a.place.localeCompare(b.place))).toEqual([
      { place: 'channel meetings', pings: ['chat-tokyo'] },
      { place: 'person forum-lagos', pings: undefined },
    ]);
    await world.settled();
    expect(changes()).toHaveLength(2);
  });

  it('a meeting moved after its reminder is reminded of again, for the new time, and only once', async () => {
    await world.advanceTo('2026-11-30T20:30:00Z');
    expect(summaries('/reminder/')).toEqual([
      'Monthly meeting starts in 7 days',
      'Monthly meeting starts in 1 day',
    ]);
    await world.command(prague, 'meeting move', {
      when: '2026-12-03 21:00',
      reason: 'A clash\u202e with the release',
      confirmed: true,
    });
    expect(wordsOf(changes()[0]?.content ?? never())).toContain('A clash with the release');
    await world.advanceTo('2026-12-03T20:30:00Z');
    world.restart();
    await world.advanceTo('2026-12-03T20:45:00Z');
    expect(summaries('/reminder/').slice(2)).toEqual([
      'Monthly meeting starts in 1 day',
      'Monthly meeting starts in 1 hour',
    ]);
    expect(summaries('/minutes')).toContain('Monthly meeting starts now');
  });

  it('ten moves in a row tell the last one only', async () => {
    await world.press(tokyo, 'Going');
    const [found] = await world.deps.store.coming(world.group.id, world.now());
    if (!found) throw new Error('No meeting is coming');
    for (let hour = 10; hour < 20; hour++) {
      const at = new Date(`2026-12-04T${hour}:00:00Z`);
      const time = { localDate: '2026-12-04', localTime: `${hour}:00`, zone: 'UTC', startsAt: at };
      await world.deps.store.move(found.meeting, { time, now: world.now() });
    }
    await world.settled();
    expect(changes()).toHaveLength(1);
    expect(wordsOf(changes()[0]?.content ?? never())).toContain('2026-12-04T19:00:00.000Z');
  });

  it('a cancellation strikes it through everywhere and stops the reminders; the month after is announced', async () => {
    await world.press(tokyo, 'Going');
    await world.command(prague, 'meeting cancel', { reason: 'Too many are on holiday.' });
    const words = world.under('/announcement', 'chat').map(({ content }) => wordsOf(content));
    expect(words[0]).toContain('Cancelled: Monthly meeting');
    expect(words[0]).toContain('Too many are on holiday.');
    expect(words[1]).toContain('2027-01-05');
    const [event] = world.under('/event').map(({ content }) => content);
    expect(event?.kind === 'event' && event.status).toBe('cancelled');
    const [topic] = world.of('topic').map(({ content }) => content);
    expect(topic?.kind === 'topic' && [topic.title, topic.isClosed]).toEqual([
      'Cancelled: Monthly meeting: Tuesday 1 December 2026',
      true,
    ]);
    expect(summaries('/change/')).toEqual(['Monthly meeting is cancelled']);
    await world.advanceTo('2026-12-02T00:00:00Z');
    expect(summaries('/reminder/')).toEqual([]);
  });

  it('a restored meeting is back with a new event, its answers and its reminders', async () => {
    await world.press(tokyo, 'Going');
    await world.command(prague, 'meeting cancel');
    await world.command(prague, 'meeting restore');
    const events = world
      .of('event')
      .map(({ content }) =>
        content.kind === 'event' ? `${content.status} ${content.startsAt.toISOString().slice(0, 10)}` : '',
      );
    expect(events).toContain('cancelled 2026-12-01');
    expect(events).toContain('scheduled 2026-12-01');
    expect(wordsOf(world.under('/announcement', 'chat')[0]?.content ?? never())).toContain(
      'Going (1): tokyo',
    );
    await world.advanceTo('2026-12-01T20:00:00Z');
    expect(summaries('/reminder/')).toHaveLength(3);
    expect(summaries('/minutes')).toContain('Monthly meeting starts now');
  });

  it('a meeting that was cancelled while it was on is brought back until it would be over', async () => {
    await world.advanceTo('2026-12-01T20:10:00Z');
    await world.command(prague, 'meeting cancel');
    await world.advanceTo('2026-12-01T20:12:00Z');
    await world.command(prague, 'meeting restore');
    await world.advanceTo('2026-12-01T20:20:00Z');
    expect(summaries('/change/').at(-1)).toBe('Monthly meeting takes place after all');
    await world.command(prague, 'meeting cancel');
    await world.advanceTo('2026-12-01T21:01:00Z');
    expect(await world.refused(prague, 'meeting restore')).toContain('No');
    const [meeting] = await world.database.meeting.findMany({ orderBy: { startsAt: 'asc' } });
    expect(await world.refused(prague, 'meeting restore', { meeting: String(meeting?.id) })).toContain(
      'would be over by now',
    );
  });

  it('a meeting that was cancelled before it began is changed only once it is back: it did not take place', async () => {
    await world.advanceTo('2026-12-01T19:30:00Z');
    await world.command(prague, 'meeting cancel');
    await world.advanceTo('2026-12-01T20:10:00Z');
    const [row] = await world.database.meeting.findMany({ orderBy: { startsAt: 'asc' } });
    const edit = { meeting: String(row?.id), description: 'About nothing', confirmed: true };
    expect(await world.refused(prague, 'meeting edit', edit)).toContain('`/meeting restore` first');
    await world.command(prague, 'meeting restore', { meeting: String(row?.id) });
    expect(replyWords(await world.command(prague, 'meeting edit', edit))).toContain('is changed everywhere');
  });

  it('a reminder that was due while the meeting was cancelled is not sent late', async () => {
    await world.advanceTo('2026-11-29T10:00:00Z');
    await world.command(prague, 'meeting cancel');
    await world.advanceTo('2026-12-01T15:00:00Z');
    await world.command(prague, 'meeting restore');
    await world.advanceTo('2026-12-01T20:30:00Z');
    expect(summaries('/reminder/')).toEqual([
      'Monthly meeting starts in 7 days',
      'Monthly meeting starts in 1 hour',
    ]);
    expect(summaries('/minutes')).toContain('Monthly meeting starts now');
  });

  it('one meeting can have another place, host and length without touching the rest', async () => {
    await world.command(prague, 'meeting edit', {
      place: 'https://meet.example/docs',
      host: world.account(tokyo),
      duration: '90m',
    });
    const rows = await world.database.meeting.findMany({ orderBy: { startsAt: 'asc' }, take: 2 });
    expect(rows.map(({ durationMinutes }) => durationMinutes)).toEqual([90, 60]);
    const shown = wordsOf(world.under('/announcement', 'chat')[0]?.content ?? never());
    expect(shown).toContain('https://meet.example/docs');
    expect(shown).toContain('Host: tokyo');
    expect(shown).toContain('1 hour 30 minutes');
    await world.press(tokyo, "Can't");
    expect((await world.asked(prague, 'meeting cancel')).words).toContain(
      'Nobody has said yet that they come;',
    );
    await world.press(tokyo, 'Going');
    const asked = await world.asked(prague, 'meeting edit', { remove: 'host', place: 'Room 5' });
    expect(asked.words).toContain(
      'at Room 5; no host? One person who wanted to come is told; the announcement',
    );
    // Of a host nobody is told.
    const quiet = await world.asked(prague, 'meeting edit', { remove: 'host' });
    expect(quiet.words).toContain(
      'no host? Nobody is told; the announcement, the event and the calendar follow.',
    );
    await world.command(prague, 'meeting edit', { remove: 'host', place: 'Room 5' });
    const after = JSON.stringify(world.under('/announcement', 'chat')[0]?.content);
    expect(after).not.toContain('Host:');
    // Words that say where are no link.
    expect(after).not.toContain('"url":"Room 5"');
    await world.press(prague, 'Going');
    expect((await world.asked(prague, 'meeting cancel')).words).toContain(
      '2 people who wanted to come are told',
    );
  });

  it('a name that several unrelated meetings have is asked back about; with the day it is clear', async () => {
    for (const when of ['2026-11-28 10:00', '2026-11-29 10:00']) {
      await world.command(prague, 'meeting schedule', { name: 'Sprint', when, confirmed: true });
    }
    const asked = await world.refused(prague, 'meeting cancel', { meeting: 'sprint' });
    expect(asked).toContain('Saturday 28 November 2026');
    expect(asked).toContain('Sunday 29 November 2026');
    await world.command(prague, 'meeting cancel', { meeting: 'Sprint 2026-11-29' });
    const rows = await world.database.meeting.findMany({ where: { name: 'Sprint' } });
    expect(rows.map(({ status }) => status)).toEqual(['scheduled', 'cancelled']);
  });

  it('a series’ name means its next meeting; to restore, the next that is cancelled', async () => {
    await world.command(prague, 'meeting cancel', { meeting: '2027-02' });
    await world.command(prague, 'meeting move', {
      meeting: 'Monthly meeting',
      when: '2026-12-02 20:00',
      confirmed: true,
    });
    await world.command(prague, 'meeting restore', { meeting: 'monthly meeting' });
    const rows = await world.database.meeting.findMany({ orderBy: { occurrence: 'asc' }, take: 3 });
    expect(rows.map(({ status, startsAt }) => `${status} ${startsAt.toISOString().slice(0, 10)}`)).toEqual([
      'scheduled 2026-12-02',
      'scheduled 2027-01-05',
      'scheduled 2027-02-02',
    ]);
  });

  it('a one-off meeting is seen by nobody until it is confirmed', async () => {
    const wanted = { name: 'Sprint', when: '2026-11-28 10:00' };
    const asked = await world.asked(prague, 'meeting schedule', wanted);
    expect(asked.words).toContain('Saturday 28 November 2026, 10:00 Europe/Prague · in 8 days');
    expect(replyWords(await world.command(tokyo, 'meeting next'))).not.toContain('Sprint');
    await world.command(prague, 'meeting schedule', { ...wanted, ...asked.values });
    expect(world.seen('channel meetings').some((words) => words.includes('Sprint'))).toBe(true);
    expect(replyWords(await world.command(tokyo, 'meeting next'))).toContain('Sprint');
    // As when somebody did not see the answer, and sends it again.
    expect(await world.refused(prague, 'meeting schedule', { ...wanted, ...asked.values })).toContain(
      'for that time already',
    );
    expect(await world.database.meeting.count({ where: { name: 'Sprint' } })).toBe(1);
  });

  it('editing the series moves the coming months, but not one that was moved by hand', async () => {
    await world.command(prague, 'meeting move', {
      meeting: '2027-01',
      when: '2027-01-07 18:00',
      confirmed: true,
    });
    await world.command(prague, 'meeting series edit', { series: 'Monthly meeting', times: '19:00' });
    const rows = await world.database.meeting.findMany({ orderBy: { occurrence: 'asc' }, take: 3 });
    expect(rows.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2026-12-01T18:00:00.000Z',
      '2027-01-07T17:00:00.000Z',
      '2027-02-02T18:00:00.000Z',
    ]);
  });

  it('a meeting that was moved and moved back goes with its series again', async () => {
    // On other clocks it is the same time.
    for (const when of ['2026-12-03 21:00', '2026-12-01 20:00 UTC'])
      await world.command(prague, 'meeting move', { when, confirmed: true });
    expect(changes().length).toBeGreaterThan(0);
    await world.command(prague, 'meeting series edit', { series: 'Monthly meeting', times: '19:00' });
    const [first] = await world.database.meeting.findMany({ orderBy: { occurrence: 'asc' }, take: 1 });
    expect(first).toMatchObject({ localTime: '19:00', zone: 'Europe/Prague', timedBy: 'rule' });
  });

  it('a series that is put off has no meetings before its new start, and those who know of one are told', async () => {
    await world.command(prague, 'meeting series edit', {
      series: 'Monthly meeting',
      rule: 'first and third tuesday',
      starts: '2027-02-02',
    });
    const rows = await world.database.meeting.findMany({
      where: { status: 'scheduled', startsAt: { gt: world.now() } },
      orderBy: { startsAt: 'asc' },
      take: 2,
    });
    expect(rows.map(({ localDate }) => localDate)).toEqual(['2027-02-02', '2027-02-16']);
    expect(changes().length).toBeGreaterThan(0);
  });

  it('editing the series leaves a meeting the place that it alone was given', async () => {
    const description = 'With a picnic.';
    await world.command(prague, 'meeting edit', { place: 'In the park', duration: '90m', description });
    await world.command(prague, 'meeting series edit', {
      series: 'Monthly meeting',
      place: 'https://meet.example',
      description: 'Bring a laptop.',
    });
    await world.command(prague, 'meeting series edit', { series: 'Monthly meeting', duration: '45m' });
    const rows = await world.database.meeting.findMany({ orderBy: { occurrence: 'asc' }, take: 2 });
    expect(rows.map((row) => [row.place, row.durationMinutes, row.description])).toEqual([
      ['{"kind":"text","text":"In the park"}', 90, description],
      ['{"kind":"text","text":"https://meet.example"}', 45, 'Bring a laptop.'],
    ]);
  });

  it('another place or length is told with both, by the series as by one meeting; none is named too', async () => {
    const edit = (typed: Record<string, string>) => world.command(prague, 'meeting series edit', typed);
    const told = () => wordsOf(changes().at(-1)?.content ?? never()).replaceAll('\n', ' ');
    await edit({ series: 'Monthly meeting', place: 'Room 5', duration: '90m' });
    const both = 'How long: 1 hour 30 minutes Where: Room 5';
    expect(told()).toMatch(new RegExp(`has changed .*${both} 1\\d later dates changed too`, 'u'));
    await world.command(prague, 'meeting edit', { duration: '30m', remove: 'place' });
    expect(told()).toMatch(/How long: 30 minutes Where: not said yet$/u);
    await world.command(prague, 'meeting cancel', { confirmed: true });
    // Of what is cancelled nobody is told that.
    await edit({ series: 'Monthly meeting', duration: '30m', place: 'none' });
    await edit({ series: 'Monthly meeting', duration: '45m', place: 'Room 6' });
    const ofFirst = await world.database.meetingChange.findMany({
      where: { wasAt: new Date('2026-12-01T20:00Z') },
    });
    expect(ofFirst.map(({ kind }) => kind)).toEqual(['changed', 'changed', 'cancelled']);
    expect(told()).toMatch(/has changed When: 2027-01-05/u);
    await edit({ series: 'Monthly meeting', times: '19:00', place: 'Room 7' });
    expect(told()).toMatch(/has moved .* Now: 2027-01-05.* How long: 45 minutes Where: Room 7/u);
    await edit({ series: 'Monthly meeting', times: '20:00' });
    expect(told()).toMatch(/has moved .* Now: 2027-01-05/u);
    expect(told()).not.toContain('Where:');
    await world.command(prague, 'meeting move', {
      meeting: 'Monthly meeting 2027-01-05',
      when: '2027-01-06 18:00 to 21:00',
      confirmed: true,
    });
    expect(told()).toMatch(/has moved .* Now: 2027-01-06T17:00:00.000Z How long: 3 hours/u);
  });

  it('editing nothing that a meeting shows does not raise its sequence', async () => {
    await world.command(prague, 'meeting series edit', {
      series: 'Monthly meeting',
      place: 'https://meet.example',
    });
    await world.command(prague, 'meeting series edit', { series: 'Monthly meeting', reminders: '2d, 1h' });
    const [row] = await world.database.meeting.findMany({ orderBy: { occurrence: 'asc' }, take: 1 });
    expect(row?.sequence).toBe(1);
  });

  it('a cancelled meeting that its series moves is told to nobody', async () => {
    await world.press(tokyo, 'Going');
    await world.command(prague, 'meeting cancel');
    await world.command(prague, 'meeting series edit', { series: 'Monthly meeting', times: '19:00' });
    const [row] = await world.database.meeting.findMany({ where: { occurrence: { startsWith: '2026-12' } } });
    expect([row?.startsAt.toISOString(), row?.status]).toEqual(['2026-12-01T18:00:00.000Z', 'cancelled']);
    const about = changes().filter(({ key }) => key.startsWith(`meeting/${row?.uid}/`));
    expect(about.map(({ content }) => wordsOf(content).split('\n')[0])).toEqual([
      'Monthly meeting is cancelled',
    ]);
  });

  it('ending a series cancels what was announced and deletes the rest', async () => {
    await world.command(prague, 'meeting series end', { series: 'Monthly meeting' });
    const rows = await world.database.meeting.findMany({ orderBy: { occurrence: 'asc' } });
    expect(rows.map(({ occurrence, status }) => `${occurrence?.slice(0, 7)} ${status}`)).toEqual([
      '2026-12 cancelled',
      '2027-01 cancelled',
    ]);
    await world.settled();
    expect(await world.database.meeting.count()).toBe(2);
  });

  it('new tz data is computed with, and announced like a move', async () => {
    await world.press(tokyo, 'Going');
    await world.database.meeting.updateMany({
      where: { occurrence: { startsWith: '2026-12' } },
      data: { tzVersion: '2019a', startsAt: new Date('2026-12-01T21:00:00Z') },
    });
    await world.woken();
    const [row] = await world.database.meeting.findMany({ where: { occurrence: { startsWith: '2026-12' } } });
    expect(row?.startsAt.toISOString()).toBe('2026-12-01T20:00:00.000Z');
    expect(summaries('/change/')).toEqual(['Monthly meeting has moved']);
  });

  it('new tz data recomputes by the rule, not by what an older gap had made of it', async () => {
    const row = await world.database.meeting.findFirstOrThrow({
      where: { occurrence: { startsWith: '2027-01' } },
    });
    await world.database.meeting.update({
      where: { id: row.id },
      data: { tzVersion: '2019a', localTime: '19:00', startsAt: new Date('2027-01-05T18:00:00Z') },
    });
    const moved = await world.database.meeting.findFirstOrThrow({
      where: { occurrence: { startsWith: '2027-02' } },
    });
    await world.command(prague, 'meeting move', {
      meeting: '2027-02',
      when: '2027-02-03 19:00',
      confirmed: true,
    });
    await world.database.meeting.update({
      where: { id: moved.id },
      data: { tzVersion: '2019a', startsAt: new Date('2027-02-03T17:00:00Z') },
    });
    await world.woken();
    const rows = await world.database.meeting.findMany({
      where: { OR: [{ occurrence: { startsWith: '2027-01' } }, { occurrence: { startsWith: '2027-02' } }] },
    });
    expect(
      rows.map(({ localTime, startsAt, tzVersion }) => [localTime, startsAt.toISOString(), tzVersion]),
    ).toEqual([
      ['18:00', '2027-01-05T17:00:00.000Z', process.versions.tz],
      ['19:00', '2027-02-03T18:00:00.000Z', process.versions.tz],
    ]);
  });

  it('a private reminder comes once, to who asked, at their own offset', async () => {
    await world.command(lagos, 'meeting remind-me', { before: '30m' });
    await world.advanceTo('2026-12-02T00:00:00Z');
    const sent = world
      .under('/personal/')
      .map(({ platform, place, at, content }) => [
        platform,
        place,
        at.toISOString(),
        content.kind === 'message' && content.summary,
      ]);
    expect(sent).toEqual([
      ['forum', 'person forum-lagos', '2026-12-01T19:30:00.000Z', 'Monthly meeting starts in 30 minutes'],
    ]);
    expect(JSON.stringify(world.under('/personal/')[0]?.content)).toContain('/meeting remind-me before:off');
    await world.command(lagos, 'meeting remind-me', { before: 'off' });
    await world.advanceTo('2027-01-06T00:00:00Z');
    expect(world.under('/personal/')).toHaveLength(1);
  });

  it('the button below a private reminder ends it for the series, and leaves when and where standing', async () => {
    await world.command(tokyo, 'meeting remind-me', { before: '30m' });
    await world.advanceTo('2026-12-01T19:40:00Z');
    expect(world.under('/personal/')).toHaveLength(1);
    const reply = await world.press(tokyo, 'No reminders');
    expect(reply).not.toMatchObject({ replaces: true });
    await world.advanceTo('2027-01-06T00:00:00Z');
    expect(world.under('/personal/')).toHaveLength(1);
  });

  it('what several processes do at the same time is done once', async () => {
    const at = new Date('2026-12-01T20:30:00Z');
    await Promise.all(Array.from({ length: 4 }, () => world.deps.store.advance(world.group.id, at)));
    const rows = (await world.database.publication.findMany()).map(({ key, slot }) => `${key} ${slot}`);
    expect(new Set(rows).size).toBe(rows.length);
    expect(rows.filter((one) => /\/reminder\/.* chat$/u.test(one))).toHaveLength(1);
  });

  it('when the group gets other places, what is visible now goes there', async () => {
    await world.roster.changeGroup(world.group.id, {
      places: [{ purpose: 'meetings', platform: 'chat', id: 'elsewhere' }],
    });
    await world.settled();
    expect(world.under('/announcement', 'chat').map(({ place }) => place)).toEqual(['channel elsewhere']);
  });

  it.each([
    ['moving into the past', 'meeting move', { when: '2026-11-01 18:00' }, 'is in the past'],
    ['moving to no date', 'meeting move', { when: 'whenever' }, 'I cannot read'],
    ['a meeting that is not there', 'meeting cancel', { meeting: 'Knitting' }, 'I know no coming meeting'],
    ['restoring what is not cancelled', 'meeting restore', {}, 'No coming meeting is cancelled'],
    ['changing nothing', 'meeting edit', {}, 'Say what is to change'],
  ])('refuses %s and says what to do', async (_, command, values, words) => {
    expect(await world.refused(prague, command, values)).toContain(words);
  });

  it('another group’s meeting cannot be reached by its id', async () => {
    const other = await world.database.group.create({ data: { name: 'Others' } });
    const foreign = await world.deps.store.scheduleMeeting(other.id, {
      name: 'Secret',
      durationMinutes: 60,
      time: {
        localDate: '2026-12-01',
        localTime: '18:00',
        zone: 'UTC',
        startsAt: new Date('2026-12-01T18:00:00Z'),
      },
      place: null,
      description: null,
      now: world.now(),
    });
    expect(await world.refused(prague, 'meeting show', { meeting: String(foreign.id) })).toContain(
      'I know no',
    );
    expect(await world.refused(prague, 'meeting cancel', { meeting: String(foreign.id) })).toContain(
      'I know no',
    );
  });
});

function never(): never {
  throw new Error('It is not there');
}
