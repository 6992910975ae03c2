// While a meeting is on: its topics one after the other, who speaks now and who is next.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/core/reply.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { type Caller, openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const tokyo: Caller = { name: 'tokyo', zone: 'Asia/Tokyo' };
const visitor: Caller = { name: 'visitor', isMember: false };
const lagos: Caller = { name: 'lagos', platform: 'forum', isOrganiser: true };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-30T09:00:00Z');
    await world.command(prague, 'meeting series create', {
      name: 'Monthly meeting',
      rule: 'first tuesday',
      times: '20:00',
      zone: 'UTC',
      duration: '1h',
    });
    await addTopic(tokyo, 'Dark mode');
    await addTopic(prague, 'Style guide');
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  const addTopic = async (who: Caller, title: string) => {
    const form = await world.command(who, 'meeting topic add');
    if (form.kind !== 'form') throw new Error('It opens no form');
    await world.submit(who, form.form, form.args, { title });
  };
  const button = (reply: Reply) => (reply.kind === 'said' ? reply.buttons?.[0] : undefined);
  const run = (name: string, who: Caller = prague) => world.command(who, `meeting ${name}`);

  it('starts with the first topic: who speaks now, who is next, for all to see', async () => {
    await world.advanceTo('2026-12-01T20:02:00Z');
    const reply = await run('start');
    expect(reply.kind === 'said' && reply.isPrivate).toBe(false);
    expect(replyWords(reply)).toContain('Now: tokyo: Dark mode');
    expect(replyWords(reply)).toContain('Next: prague: Style guide');
    // Whoever starts it again sees where it stands.
    await run('next-topic');
    expect(replyWords(await run('start'))).toContain('Now: prague: Style guide');
  });

  it('stands once beside the announcement and is kept true, however it is gone on with', async () => {
    const there: Caller = { ...prague, place: { platform: 'chat', id: 'meetings', name: 'meetings' } };
    const shown = () =>
      world.under('/talk').map(({ platform, content }) => [platform, JSON.stringify(content)]);
    await world.advanceTo('2026-12-01T20:02:00Z');
    const reply = await run('start', there);
    expect(reply.kind === 'said' && reply.isPrivate).toBe(true);
    await run('next-topic', there);
    await run('next-topic', there);
    expect(new Set(shown().map(([platform]) => platform))).toEqual(new Set(['chat', 'forum']));
    expect(shown().at(-1)?.[1]).toContain('All topics have been talked about.');
    await addTopic(tokyo, 'One more thing');
    expect(shown().at(-1)?.[1]).toContain('One more thing');
    const rows = await world.database.publication.findMany({ where: { view: 'meetings/talk' } });
    expect(rows.map(({ platform }) => platform).toSorted()).toEqual(['chat', 'forum']);
    await world.command(there, 'meeting cancel');
    expect(await world.database.publication.count({ where: { view: 'meetings/talk', state: 'done' } })).toBe(
      0,
    );
  });

  it('a series that wants few messages has none of it in the channel but what was asked for', async () => {
    await world.command(prague, 'meeting series edit', { series: 'Monthly meeting', messages: 'few' });
    await world.advanceTo('2026-12-01T20:02:00Z');
    const there: Caller = { ...prague, place: { platform: 'chat', id: 'meetings', name: 'meetings' } };
    const reply = await run('start', there);
    expect(reply.kind === 'said' && reply.isPrivate).toBe(false);
    expect(world.under('/talk', 'chat')).toEqual([]);
  });

  it('goes on to the next, to the end, and takes in what comes late', async () => {
    await world.advanceTo('2026-12-01T20:02:00Z');
    await run('start');
    expect(replyWords(await run('next-topic'))).toContain('Now: prague: Style guide');
    const end = await run('next-topic');
    expect(replyWords(end)).toContain('All topics have been talked about.');
    expect(button(end)).toBeUndefined();
    await addTopic(tokyo, 'One more thing');
    expect(replyWords(await run('start'))).toContain('Now: tokyo: One more thing');
  });

  it('two people who press the same button go on by one topic', async () => {
    await world.advanceTo('2026-12-01T20:02:00Z');
    const pressed = button(await run('start'));
    expect(replyWords(await world.act(prague, pressed))).toContain('Now: prague: Style guide');
    expect(replyWords(await world.act({ ...tokyo, isOrganiser: true }, pressed))).toContain(
      'Now: prague: Style guide',
    );
  });

  it('a topic that is taken off while it is talked about makes room for the next', async () => {
    await world.advanceTo('2026-12-01T20:02:00Z');
    await run('start');
    await world.command(tokyo, 'meeting topic remove', { topic: 'Dark mode' });
    expect(replyWords(await run('start'))).toContain('Now: prague: Style guide');
  });

  it('is for members, for a meeting that is on, and only once it was started', async () => {
    expect(await world.refused(prague, 'meeting start')).toContain('is not on: it begins on');
    await world.advanceTo('2026-12-01T19:40:00Z');
    expect(await world.refused(visitor, 'meeting start')).toContain('Only members of the group');
    expect(await world.refused(prague, 'meeting next-topic')).toContain('/meeting start');
    expect(replyWords(await run('start'))).toContain('Now: tokyo: Dark mode');
  });

  it('a meeting that was started and takes longer goes on', async () => {
    await world.advanceTo('2026-12-01T20:30:00Z');
    await run('start');
    await world.advanceTo('2026-12-01T23:30:00Z');
    expect(replyWords(await run('next-topic'))).toContain('Now: prague: Style guide');
  });

  it('a meeting that takes longer is gone on with where it is talked about, while another has begun', async () => {
    await world.command(prague, 'meeting series create', {
      name: 'Localization',
      rule: 'first tuesday',
      times: '21:00',
      zone: 'UTC',
    });
    const { id } = await world.database.meeting.findFirstOrThrow({ where: { name: 'Monthly meeting' } });
    await world.advanceTo('2026-12-01T20:30:00Z');
    await world.command(prague, 'meeting start', { meeting: 'Monthly meeting' });
    await world.advanceTo('2026-12-01T21:10:00Z');
    const there = { ...prague, about: [`meeting/${id}`] };
    expect(replyWords(await run('next-topic', there))).toContain('Now: prague: Style guide');
    expect(replyWords(await run('start'))).toContain('Localization');
  });

  it('where a meeting is talked about that is not on, no other is gone through', async () => {
    await world.command(prague, 'meeting series create', {
      name: 'Localization',
      rule: 'second monday',
      times: '20:00',
      zone: 'UTC',
    });
    const { id } = await world.database.meeting.findFirstOrThrow({ where: { name: 'Localization' } });
    expect(await world.refused(prague, 'meeting start')).toContain('"Monthly meeting" is not on');
    const there = { ...prague, about: [`meeting/${id}`] };
    await world.advanceTo('2026-12-01T20:30:00Z');
    for (const name of ['meeting start', 'meeting next-topic'])
      expect(await world.refused(there, name)).toContain('"Localization" is not on: it begins on');
    await world.command(there, 'meeting cancel');
    expect(await world.refused(there, 'meeting start')).toContain('"Localization" is cancelled.');
    await world.advanceTo('2027-01-05T20:30:00Z');
    expect(await world.refused(there, 'meeting start')).toContain('"Localization" is over.');
  });

  it('without buttons the words say how to go on', async () => {
    await world.advanceTo('2026-12-01T20:02:00Z');
    expect(replyWords(await run('start', lagos))).toContain('/meeting next-topic');
  });
});
