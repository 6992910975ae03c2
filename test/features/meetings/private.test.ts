// A series that is private to a role is seen by nobody else, wherever they look.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastOpenMeeting } from '../../../src/features/meetings/carried.ts';
import { firstSeen } from '../../../src/features/meetings/commands/sight.ts';
import { readFound } from '../../../src/features/meetings/store/rows.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const editor = { name: 'editor', roles: ['4711'] };
const tokyo = { name: 'tokyo' };
const board = {
  name: 'Editorial board',
  rule: 'second tuesday',
  times: '13:30',
  zone: 'America/Los_Angeles',
  role: '<@&4711>',
};

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z');
    await world.command(prague, 'meeting series create', {
      ...board,
      channel: { platform: 'chat', id: 'board', name: 'board' },
    });
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  it('it needs a channel of its own', async () => {
    expect(await world.refused(prague, 'meeting series create', { ...board, name: 'Other' })).toContain(
      '`channel`',
    );
  });

  it('a role that is only named makes no series, rather than a public one', async () => {
    const named = { ...board, name: 'Other', role: 'editors' };
    expect(await world.refused(prague, 'meeting series create', named)).toContain('`editors` is not a role');
    expect(await world.deps.store.series(world.group.id)).toHaveLength(1);
  });

  it('it goes public when its role is taken away, and back to the usual place when its channel is', async () => {
    const edit = (values: object) =>
      world.command(prague, 'meeting series edit', { series: 'Editorial board', ...values });
    expect(
      await world.refused(prague, 'meeting series edit', { series: 'Editorial board', remove: 'channel' }),
    ).toContain('needs a `channel`');
    await edit({ role: 'none' });
    await world.settled();
    expect(replyWords(await world.command(tokyo, 'meeting next'))).toContain('Editorial board');
    await edit({ remove: 'channel' });
    await world.settled();
    const places = new Set(world.under('/announcement', 'chat').map(({ place }) => place));
    expect(places).toEqual(new Set(['channel meetings']));
  });

  it('it is published in its own channel only: no topic, no event that the whole server sees', async () => {
    await world.advanceTo('2026-12-08T22:00:00Z');
    expect(new Set(world.published.map(({ place }) => place))).toEqual(new Set(['channel board']));
  });

  it.each([
    ['nothing hidden: as few rows as are shown', 'OOOOOO', [2], 'OO'],
    ['too few of the first: eight times as many', 'HOOOOO', [2, 16], 'OO'],
    ['hidden ones first, however many', `${'H'.repeat(20)}OO`, [2, 16, 128], 'OO'],
    ['fewer than are asked for', 'HO', [2, 16], 'O'],
    ['none at all', '', [2], ''],
  ])('the first that a guest may see: %s', async (_, rows, asked, shown) => {
    const [hidden] = await world.database.meeting.findMany({ take: 1, include: { series: true } });
    if (!hidden) throw new Error('There is no meeting');
    const all = [...rows].map((one) =>
      readFound({ ...hidden, name: one, series: one === 'H' ? hidden.series : null }),
    );
    const limits: (number | undefined)[] = [];
    const read = async (limit?: number) => {
      limits.push(limit);
      return all.slice(0, limit);
    };
    const found = await firstSeen(world.deps, world.requestOf(tokyo), { most: 2, read, isMeant: () => true });
    expect(limits).toEqual(asked);
    expect(found.map(({ meeting }) => meeting.name).join('')).toBe(shown);
  });

  it('others do not find it: not in lists, not by name, not by id, not by a button', async () => {
    const [row] = await world.database.meeting.findMany({ orderBy: { startsAt: 'asc' }, take: 1 });
    const id = String(row?.id);
    expect(replyWords(await world.command(tokyo, 'meeting next'))).toContain('No meeting is coming');
    expect(replyWords(await world.command(tokyo, 'meeting series list'))).not.toContain('Editorial');
    expect(await world.refused(tokyo, 'meeting show', { meeting: id })).toContain('No meeting is coming');
    expect(await world.refused(tokyo, 'meeting calendar', { series: 'Editorial board' })).toContain(
      'no series',
    );
    await expect(world.press(tokyo, 'Going')).rejects.toThrow('no longer there');
    const option = world.feature().commands.find(({ name }) => name === 'meeting show')?.options.meeting;
    expect(await option?.suggest?.('', world.requestOf(tokyo), {})).toEqual([]);
    expect(await option?.suggest?.('', world.requestOf(editor), {})).not.toEqual([]);
  });

  it('however many of its meetings come before them, others find theirs', async () => {
    await world.command(prague, 'meeting series edit', { series: 'Editorial board', rule: 'every day' });
    const series = { rule: 'first tuesday', times: '18:00', zone: 'UTC' };
    await world.command(prague, 'meeting series create', { ...series, name: 'Monthly meeting' });
    expect(replyWords(await world.command(tokyo, 'meeting next'))).toContain('Monthly meeting');
  });

  it('its people find it, and what they are shown is for them alone', async () => {
    expect(replyWords(await world.command(editor, 'meeting next'))).toContain('Editorial board');
    const reply = await world.command(editor, 'meeting show');
    expect(reply.kind === 'said' && reply.isPrivate).toBe(true);
  });

  it('its plan is shown to the organiser alone', async () => {
    const { id } = await world.roster.of(world.group.id, world.account(editor));
    await world.roster.changePerson(world.group.id, id, { role: 'member', zone: 'UTC' });
    const reply = await world.command(prague, 'meeting plan', { slots: 1, months: 1 });
    expect(reply.kind === 'said' && reply.isPrivate).toBe(true);
  });

  it('once it has ended it stays private, whatever channels the group has then', async () => {
    await world.command(prague, 'meeting series end', { series: 'Editorial board' });
    await world.roster.changeGroup(world.group.id, {
      places: [{ purpose: 'meetings', platform: 'chat', id: 'lobby' }],
    });
    await world.woken();
    const rows = await world.database.publication.findMany({ where: { about: { startsWith: 'meeting/' } } });
    // What stands inside of another publication is where that one is.
    const places = rows.map(({ place }) => JSON.parse(place)).filter(({ kind }) => kind !== 'inside');
    expect(new Set(places.map(({ id }) => id))).toEqual(new Set(['board']));
    await world.command(prague, 'meeting restore');
    await world.advanceTo('2026-12-09T00:00:00Z');
    expect(new Set(world.published.map(({ place }) => place))).toEqual(new Set(['channel board']));
  });

  it('a public series does not become private: what it has published stays', async () => {
    await world.command(prague, 'meeting series create', { ...board, name: 'Open house', role: undefined });
    expect(
      await world.refused(prague, 'meeting series edit', { series: 'Open house', role: '4711' }),
    ).toContain('is public');
  });

  it('what is told of the last meeting is of one that everybody may know of', async () => {
    await world.command(prague, 'meeting series create', {
      name: 'Monthly meeting',
      rule: 'first tuesday',
      times: '18:00',
      zone: 'Europe/Prague',
    });
    await world.advanceTo('2026-12-09T12:00:00Z');
    const at = new Date('2026-12-09T12:00:00Z');
    const all = (await world.deps.store.series(world.group.id)).map(({ id }) => id);
    const held = await world.deps.store.lastHeld(world.group.id, at, all);
    const told = await lastOpenMeeting(world.deps)(world.group.id, at);
    expect([held?.name, told?.name]).toEqual(['Editorial board', 'Monthly meeting']);
  });
});

describe.each(freshDatabases('SQLite'))('meetings in a channel that only some read, on $name', ({ open }) => {
  it('are told to members and to who asks there, and to nobody else, by no list, name, completion or button', async () => {
    const fresh = await open();
    const world = await openWorld(fresh, '2026-11-20T09:00:00Z', {
      isForAll: async (_, chosen = []) => chosen.some(({ id }) => id === 'lobby'),
    });
    const series = { rule: 'first tuesday', times: '18:00', zone: 'UTC' };
    await world.command(prague, 'meeting series create', { ...series, name: 'Closed meeting' });
    await world.settled();
    const [row] = await world.database.meeting.findMany({ orderBy: { startsAt: 'asc' }, take: 1 });
    const id = String(row?.id);
    const guest = { name: 'guest', isMember: false };
    const closed = 'not for everybody';
    for (const name of ['meeting next', 'meeting show', 'meeting series list', 'meeting action list'])
      expect(await world.refused(guest, name), name).toContain(closed);
    for (const [name, values] of Object.entries({
      'meeting show': { meeting: id },
      'meeting rsvp': { answer: 'going', meeting: '2026-12' },
      'meeting topic add': { topic: 'How are you?' },
      'meeting topic list': { meeting: id },
      'meeting remind-me': { before: '1h' },
      'meeting calendar': { series: 'closed meeting' },
    }))
      expect(await world.refused(guest, name, values), name).not.toContain('Closed');
    await expect(world.press(guest, 'Going')).rejects.toThrow('no longer there');
    const option = world.feature().commands.find(({ name }) => name === 'meeting show')?.options.meeting;
    expect(await option?.suggest?.('', world.requestOf(guest), {})).toEqual([]);

    const here = { ...guest, place: { platform: 'chat', id: 'meetings', name: 'meetings' } };
    const inThread = { ...guest, about: [`meeting/${id}`] };
    // A thread of that channel, or another topic of that category.
    const beside = { ...guest, place: { platform: 'chat', id: '9', name: 'Aside', within: 'meetings' } };
    const elsewhere = { ...guest, place: { ...beside.place, within: 'general' } };
    expect(await world.refused(elsewhere, 'meeting next')).toContain(closed);
    for (const reader of [tokyo, here, beside])
      expect(replyWords(await world.command(reader, 'meeting next'))).toContain('Closed meeting');
    for (const reader of [tokyo, here, beside, inThread]) {
      const reply = await world.command(reader, 'meeting show');
      // What a member asks for elsewhere is not shown to all who are there.
      expect(reply.kind === 'said' && reply.isPrivate).toBe(reader === tokyo);
    }
    expect((await world.press(inThread, 'Going')).kind).toBe('said');

    const channel = { platform: 'chat', id: 'lobby', name: 'lobby' };
    await world.command(prague, 'meeting series create', { ...series, name: 'Open house', channel });
    const told = replyWords(await world.command(guest, 'meeting next'));
    expect([told.includes('Open house'), told.includes('Closed')]).toEqual([true, false]);
    expect(world.failures).toEqual([]);
    await fresh.close();
  });
});
