// Series that pause, go on, or change: what was announced follows, and nothing is held that nobody was told of.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarFeed } from '../../../src/features/meetings/index.ts';
import { leaveSeats, mergeSeats } from '../../../src/features/meetings/store/seats.ts';
import { republishAfterMerge } from '../../../src/publishing/remaking.ts';
import { change } from '../../../src/storage/client.ts';
import { mergePeople } from '../../../src/storage/people.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { wordsOf } from './platforms.ts';
import { feedParts, openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const tokyo = { name: 'tokyo', zone: 'Asia/Tokyo' };
const natal = { name: 'natal', zone: 'America/Fortaleza' };
const series = 'Monthly meeting';

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-10T09:00:00Z');
    await world.command(prague, 'meeting series create', {
      name: series,
      rule: 'fourth tuesday',
      times: '18:00',
      zone: 'UTC',
    });
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  const told = (part: string) => world.seen('channel meetings').filter((words) => words.includes(part));
  const mergeNatalIntoTokyo = async () => {
    const idOf = async (name: string) =>
      (await world.database.person.findFirstOrThrow({ where: { name } })).id;
    const two = { from: await idOf('natal'), into: await idOf('tokyo') };
    const now = new Date('2026-11-20T12:00:00Z');
    await change(world.database, world.group.id, async (rows) => {
      await mergeSeats(rows, { ...two, now }, () => mergePeople(rows, two));
      await republishAfterMerge(rows, world.group.id);
    });
    await world.advanceTo(now.toISOString());
  };
  const announcement = () => world.under('/announcement', 'chat')[0];

  it('what a pause cancelled comes back when the series goes on, and is told once', async () => {
    await world.press(tokyo, 'Going');
    await world.command(prague, 'meeting series pause', { series });
    expect(wordsOf(announcement()?.content)).toContain('Cancelled');
    await world.command(prague, 'meeting series resume', { series });
    expect(wordsOf(announcement()?.content)).not.toContain('Cancelled');
    expect(told('takes place after all')).toHaveLength(1);
    await world.advanceTo('2026-11-24T18:00:00Z');
    expect(told('starts now')).toHaveLength(1);
    expect(world.under('/event').map(({ content }) => content.kind === 'event' && content.status)).toContain(
      'active',
    );
  });

  it('before a series is changed, what is cancelled or was moved is not shown among its next dates', async () => {
    await world.command(prague, 'meeting cancel', { meeting: '2026-12' });
    await world.command(prague, 'meeting move', { meeting: '2027-01', when: '2027-01-29 18:00' });
    const shown = await world.asked(prague, 'meeting series edit', { series, name: 'Docs meeting' });
    expect(shown.words.match(/20\d\d-\d\d-\d\d/gu)).toEqual([
      '2026-11-24',
      '2027-02-23',
      '2027-03-23',
      '2027-04-27',
    ]);
  });

  it.each([
    ['edit', { times: '20:00' }, 'has moved'],
    ['edit', { rule: 'fourth friday' }, 'has moved'],
    ['pause', {}, 'The series is paused.'],
    ['end', {}, 'The series has ended.'],
    ['skip', { from: '2026-11-20', to: '2027-03-01' }, 'is cancelled'],
  ])(
    'who has answered ahead of the announcement hears of it in private alone: %s %o',
    async (verb, values, words) => {
      await world.command(tokyo, 'meeting rsvp', { answer: 'going', meeting: '2027-02' });
      await world.command(natal, 'meeting rsvp', { answer: 'cant', meeting: '2027-02' });
      const [meeting] = await world.database.meeting.findMany({
        where: { localDate: { startsWith: '2027-02' } },
      });
      await world.command(prague, `meeting series ${verb}`, { series, ...values });
      const ahead = world
        .under(`meeting/${meeting?.uid}/`)
        .filter(({ key }) => /\/(?:change|reply)\//u.test(key));
      expect(
        ahead.map(({ key, content }) => [/person/u.test(key), wordsOf(content).includes(words)]),
      ).toEqual([[true, true]]);
    },
  );

  it.each([
    ['29 february', {}, 'The next date is 2028-02-29T18:00'],
    ['every 4 years on 29 february', {}, 'The next date is 2028-02-29T18:00'],
    ['every 4 years on 1 november', {}, '2027-11-01T18:00'],
    ['the 31st', {}, '2026-12-31T18:00'],
    ['fifth friday', {}, '2027-01-29T18:00'],
    ['first tuesday', { starts: '2030-01-01' }, 'The next date is 2030-01-01T18:00'],
  ] as const)('who sets up "%s" is told its first date', async (rule, more, date) => {
    const reply = await world.command(prague, 'meeting series create', {
      name: 'Rare',
      rule,
      times: '18:00',
      zone: 'UTC',
      ...more,
    });
    expect(replyWords(reply)).toContain(date);
  });

  it.each([
    ['every tuesday until 2026-10-01', {}, 'no date is left'],
    ['every tuesday until 2026-10-01', { starts: '2026-09-01' }, 'has no date to come'],
    ['every tuesday until 2027-01-01', { starts: '2027-02-01' }, 'has no date'],
  ] as const)('a series without a date to come is refused: %s %o', async (rule, more, why) => {
    const values = { name: 'Gone', rule, times: '18:00', zone: 'UTC', ...more };
    await expect(world.command(prague, 'meeting series create', values)).rejects.toThrow(why);
    await expect(world.command(prague, 'meeting series edit', { series, rule, ...more })).rejects.toThrow(
      why,
    );
  });

  it('while it pauses no next meeting is promised, and whoever paused it is told how it goes on', async () => {
    const reply = replyWords(await world.command(prague, 'meeting series pause', { series }));
    expect(reply).toContain(`/meeting series resume series:"${series}"`);
    expect(told('The series is paused.').at(-1)).toContain('is cancelled');
    expect(told('Next:')).toEqual([]);
  });

  it('who waits for a seat is not reminded until there is one, and is told then what follows', async () => {
    await world.command(prague, 'meeting series edit', { series, seats: '1' });
    expect(wordsOf(announcement()?.content)).toContain('There is one seat.');
    await world.press(prague, 'Going');
    expect(wordsOf(announcement()?.content)).toContain('no seat is free: who comes now waits for one');
    const waits = replyWords(await world.press(tokyo, 'Going'));
    expect(waits).toContain(
      'number 1 in the queue, and I tell you when you have one. Until then only reminders that you asked for come.',
    );
    expect(waits).not.toContain('I remind you');
    // Saying it once more costs nobody the seat.
    await world.advanceTo('2026-11-20T12:00:00Z');
    await world.press(prague, 'Going');
    expect(wordsOf(announcement()?.content)).toContain('Going (1): prague');
    const pinged = () =>
      world
        .under('/reminder/', 'chat')
        .flatMap(({ content }) => (content.kind === 'message' ? (content.pings ?? []) : []))
        .map(({ id }) => id);
    await world.advanceTo('2026-11-23T18:00:00Z');
    expect(new Set(pinged())).toEqual(new Set(['chat-prague']));
    await world.press(prague, "Can't");
    expect(wordsOf(world.under('/seat/')[0]?.content)).toContain(
      'I remind you before it starts; to stop that:',
    );
    const seat = world.under('/seat/')[0]?.content;
    expect(seat?.kind === 'message' && seat.buttons?.map(({ label }) => label)).toContain('No reminders');
    await world.advanceTo('2026-11-24T17:00:00Z');
    expect(pinged().at(-1)).toBe('chat-tokyo');
  });

  it('who loses a seat since there are fewer is told, and so is who has one again, and whoever moves up by that', async () => {
    await world.command(prague, 'meeting series edit', { series, seats: '2' });
    for (const who of [prague, tokyo, natal]) await world.press(who, 'Going');
    const heard = (view: string) =>
      world.under(`/${view}/`).map(({ place, content }) => `${place}: ${wordsOf(content)}`);
    expect([...heard('seat'), ...heard('noSeat')]).toEqual([]);
    await world.advanceTo('2026-11-20T12:00:00Z');
    await world.command(prague, 'meeting series edit', { series, seats: '1' });
    expect(heard('noSeat')).toEqual([expect.stringContaining('tokyo')]);
    expect(heard('noSeat')[0]).toContain('You are number 1 in the queue');
    expect(heard('noSeat')[0]).toContain('Until then only reminders that you asked for come.');
    await world.advanceTo('2026-11-20T12:05:00Z');
    await world.command(prague, 'meeting series edit', { series, seats: 'none' });
    expect(heard('seat')).toEqual([expect.stringContaining('tokyo'), expect.stringContaining('natal')]);
    expect(heard('seat')[0]).toContain('A seat has become free');
    expect(heard('noSeat')).toHaveLength(1);
  });

  it('who waits for a seat has that of somebody who is forgotten, and is told', async () => {
    await world.command(prague, 'meeting series edit', { series, seats: '1' });
    for (const who of [tokyo, natal]) await world.press(who, 'Going');
    const { id: personId } = await world.database.person.findFirstOrThrow({ where: { name: 'tokyo' } });
    const now = new Date('2026-11-20T12:00:00Z');
    await change(world.database, world.group.id, async (rows) => {
      await leaveSeats(rows, { groupId: world.group.id, personId, now });
      await rows.rsvp.deleteMany({ where: { personId } });
    });
    await world.advanceTo(now.toISOString());
    expect(world.under('/seat/').map(({ place }) => place)).toEqual([expect.stringContaining('natal')]);
  });

  it.each([
    { seats: '2', going: [tokyo, natal, prague], freed: ['prague'] },
    { seats: '1', going: [tokyo, prague, natal], freed: [] },
    { seats: '1', going: [natal, prague, tokyo], freed: [] },
  ])('of two that are one the earlier seat stays, and who has the other is told: %j', async (of) => {
    await world.command(prague, 'meeting series edit', { series, seats: of.seats });
    for (const [at, who] of of.going.entries()) {
      await world.advanceTo(`2026-11-19T12:0${at}:00Z`);
      await world.press(who, 'Going');
    }
    await mergeNatalIntoTokyo();
    expect(world.under('/seat/').map(({ place }) => place)).toEqual(
      of.freed.map((name) => expect.stringContaining(name)),
    );
    expect(world.under('/noSeat/')).toEqual([]);
    expect(wordsOf(announcement()?.content)).toContain(`Going (${of.seats}): tokyo`);
  });

  it('who comes, and asked for reminders as somebody else, still comes as both', async () => {
    await world.press(tokyo, 'Going');
    await world.press(natal, 'Remind me');
    await mergeNatalIntoTokyo();
    expect(await world.database.rsvp.findMany()).toMatchObject([{ answer: 'going', reminding: 'on' }]);
  });

  it('who has only waited for a seat so far is told of reminders with the first one', async () => {
    await world.command(prague, 'meeting series edit', { series, seats: '1' });
    await world.press(prague, 'Going');
    await world.press(tokyo, 'Going');
    await world.advanceTo('2026-11-24T21:00:00Z');
    expect(world.of('topic').map(({ content }) => wordsOf(content))[0]).not.toContain('no seat is free');
    expect(replyWords(await world.press(tokyo, 'Going'))).toContain('I remind you');
    await world.press(prague, 'Going');
    await world.advanceTo('2026-12-22T21:00:00Z');
    expect(replyWords(await world.press(tokyo, 'Going'))).not.toContain('I remind you');
  });

  it('what was cancelled by hand stays cancelled', async () => {
    await world.command(prague, 'meeting cancel', { reason: 'Nobody can host.' });
    await world.command(prague, 'meeting series pause', { series });
    expect((await world.asked(prague, 'meeting series resume', { series })).words).toMatch(
      /Next:\s+2026-12-22/u,
    );
    await world.command(prague, 'meeting series resume', { series });
    expect(told('takes place after all').map((words) => words.includes('2026-12-22'))).toEqual([true]);
    expect(wordsOf(announcement()?.content)).toContain('Nobody can host.');
  });

  it('a series whose rule has ended says that it has no more dates, and an organiser what to do', async () => {
    const listed = async (who: typeof tokyo) => replyWords(await world.command(who, 'meeting series list'));
    await world.command(prague, 'meeting series edit', { series, rule: 'every tuesday until 2026-11-24' });
    await world.advanceTo('2026-11-24T18:30:00Z');
    // The last one is on.
    expect(await listed(prague)).not.toContain('no more dates');
    await world.advanceTo('2026-11-24T20:00:00Z');
    expect(await listed(prague)).toContain(
      `It has no more dates: give it another rule with /meeting series edit series:"${series}" rule:"every tuesday", or end it with /meeting series end series:"${series}"`,
    );
    expect(await listed(tokyo)).toMatch(/It has no more dates$/u);
    await world.command(prague, 'meeting series end', { series });
    expect(await listed(prague)).toMatch(/\(ended\)$/u);
  });

  it('months that passed in a pause were never held', async () => {
    await world.command(prague, 'meeting series pause', { series });
    await world.advanceTo('2027-04-01T00:00:00Z');
    const before = await world.deps.store.around(world.group.id, world.now(), { count: 5 });
    expect(
      before.filter(({ meeting }) => meeting.status === 'scheduled' && meeting.endsAt < world.now()),
    ).toEqual([]);
    await world.command(prague, 'meeting series resume', { series });
    const feed = await calendarFeed(world.deps.store, world.identity, feedParts)(
      { id: world.group.id, name: 'x' },
      {},
      world.now(),
    );
    const starts = [...(feed?.ics.matchAll(/DTSTART:(\d+)/gu) ?? [])].map(([, day]) => day);
    // November was announced and cancelled.
    expect(starts.slice(0, 2)).toEqual(['20261124', '20270427']);
  });

  it('what is said of a change shows the meetings as they are: moved, planned, and none that is cancelled', async () => {
    await world.command(prague, 'meeting move', { when: '2026-11-25 18:00', confirmed: true });
    await world.command(prague, 'meeting cancel', { meeting: '2026-12' });
    const words = replyWords(
      await world.command(prague, 'meeting series edit', { series, times: '20:00', zone: 'UTC' }),
    );
    expect(words).toMatch(/2026-11-25T17:00:00.*\(moved\)/u);
    expect(words).not.toContain('2026-12');
    expect(words).toContain('2027-01-26T20:00:00');
  });

  it('one meeting of a paused series can be brought back, and is then held like any', async () => {
    await world.command(prague, 'meeting series pause', { series });
    await world.command(prague, 'meeting restore');
    await world.advanceTo('2026-11-24T18:30:00Z');
    expect(told('starts now')).toHaveLength(1);
    await world.advanceTo('2026-12-30T00:00:00Z');
    expect(told('starts now')).toHaveLength(0);
    expect(told('Monthly meeting (November 24, 2026)')).toHaveLength(1);
  });

  it('a series that is announced elsewhere takes its announcement along', async () => {
    await world.command(prague, 'meeting series edit', {
      series,
      channel: { platform: 'chat', id: 'elsewhere', name: 'elsewhere' },
    });
    expect(world.under('/announcement').map(({ place }) => place)).toEqual([
      'channel 5',
      'channel elsewhere',
    ]);
    await world.advanceTo('2026-11-24T18:00:00Z');
    expect(world.under('/reminder').map(({ place }) => place)).not.toContain('channel meetings');
  });

  it('a rule whose day has passed this month leaves this month’s meeting alone', async () => {
    await world.command(prague, 'meeting series edit', { series, rule: 'first tuesday' });
    const rows = await world.database.meeting.findMany({ orderBy: { startsAt: 'asc' }, take: 2 });
    expect(rows.map(({ startsAt, status }) => `${status} ${startsAt.toISOString()}`)).toEqual([
      'scheduled 2026-11-24T18:00:00.000Z',
      'scheduled 2026-12-01T18:00:00.000Z',
    ]);
    expect(told('is cancelled')).toEqual([]);
  });
});
