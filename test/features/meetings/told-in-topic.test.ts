// What a topic on the forum tells of a meeting that changes, since an edit notifies nobody; and whose calendar is served.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGroup } from '../../group.ts';
import { openOverSandbox } from '../../over-sandbox.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { wordsOf } from './platforms.ts';
import { openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  describe('in memory', () => {
    let fresh: Fresh;
    let world: Awaited<ReturnType<typeof openWorld>>;

    beforeEach(async () => {
      fresh = await open();
      world = await openWorld(fresh, '2026-11-20T09:00:00Z', {}, { canRemove: true });
      await world.command(prague, 'meeting series create', {
        name: 'Monthly meeting',
        rule: 'first tuesday',
        times: '21:00',
        zone: 'Europe/Prague',
      });
    });
    afterEach(async () => {
      expect(world.failures).toEqual([]);
      await fresh.close();
    });

    const replies = () => world.under('/reply/').map(({ content }) => wordsOf(content));

    it('a move is told by one post in the topic, and by one message in the channel', async () => {
      await world.command(prague, 'meeting move', { when: '2026-12-02 20:00', confirmed: true });
      expect(world.under('/reply/').map(({ place, content }) => [place, content.kind])).toEqual([
        [`inside ${world.of('topic')[0]?.id}`, 'post'],
      ]);
      expect(replies()[0]).toContain('Monthly meeting has moved');
      expect(replies()[0]).toContain('2026-12-02T19:00:00.000Z');
      expect(world.under('/change/').map(({ place }) => place)).toEqual(['channel meetings']);
    });

    it('it is told once: nothing comes again after a restart, and reminders leave it where it is', async () => {
      await world.command(prague, 'meeting move', { when: '2026-12-02 20:00', confirmed: true });
      world.restart();
      await world.woken();
      await world.advanceTo('2026-12-02T19:30:00Z');
      expect(replies()).toHaveLength(1);
      expect(world.under('/reply/')[0]?.edits).toBe(0);
    });

    it('a cancellation after a move is a second post, with its reason; the return is a third', async () => {
      await world.command(prague, 'meeting move', { when: '2026-12-02 20:00', confirmed: true });
      await world.command(prague, 'meeting cancel', { meeting: '2026-12-02', reason: 'Too few can come.' });
      expect(replies()[1]).toContain('Monthly meeting is cancelled');
      expect(replies()[1]).toContain('Too few can come.');
      expect(wordsOf(world.of('topic')[0]?.content)).not.toContain('Put something on the agenda');
      await world.command(prague, 'meeting restore');
      expect(wordsOf(world.of('topic')[0]?.content)).toContain('Put something on the agenda');
      expect(replies().map((words) => words.split('\n')[0])).toEqual([
        'Monthly meeting has moved',
        'Monthly meeting is cancelled',
        'Monthly meeting takes place after all',
      ]);
    });

    it('what changes ahead of its announcement is told in the topic of the meeting before, and makes none', async () => {
      await world.command(prague, 'meeting cancel', { meeting: '2027-01', reason: 'New year' });
      expect(replies()).toEqual([
        expect.stringMatching(/^A later meeting: Monthly meeting is cancelled\n[\s\S]*New year/u),
      ]);
      expect(replies()[0]).toContain('Next: 2026-12-01T20:00:00.000Z');
      expect(world.under('/reply/').map(({ place }) => place)).toEqual([
        `inside ${world.of('topic')[0]?.id}`,
      ]);
      expect(world.of('topic')).toHaveLength(1);
    });

    it('of several topics it is told in that of the next meeting that takes place, not of one that is cancelled or over', async () => {
      const places = () => world.under('/reply/').map(({ place }) => place);
      const topic = (at: number) => `inside ${world.of('topic')[at]?.id}`;
      await world.command(prague, 'meeting cancel', { meeting: '2026-12' });
      await world.command(prague, 'meeting cancel', { meeting: '2027-02' });
      expect(places()).toEqual([topic(0), topic(1)]);
      await world.advanceTo('2027-01-05T22:00:00Z');
      await world.command(prague, 'meeting cancel', { meeting: '2027-05' });
      expect(places()[2]).toBe(topic(2));
    });
  });

  it('over the real forum, the cancelled meeting’s topic ends with the word of it, and is closed', async () => {
    const fresh = await open();
    const people = ['prague', 'tokyo'];
    const bot = await openOverSandbox(fresh, { purpose: 'meetings', channel: 'meetings', people });
    const say = async (words: string) => {
      await bot.discord.people.commandText('prague', '#meetings', words);
      await bot.runUntilIdle();
    };
    await say(
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00" zone:Europe/Prague confirmed:true',
    );
    await say('/meeting move when:"2026-12-02 20:00" confirmed:true');
    await say('/meeting cancel meeting:2026-12-02 reason:"Storm" confirmed:true');
    const topic = bot.discourse.findTopic('Monthly meeting: Wednesday 2', 'tokyo');
    const told = (topic?.posts ?? []).map(({ raw }) => raw).filter((raw) => raw.startsWith('**Monthly'));
    expect(told).toEqual([
      expect.stringContaining('has moved'),
      expect.stringMatching(/is cancelled[\s\S]*Storm/u),
    ]);
    await bot.close();
    await fresh.close();
    expect(bot.failures).toEqual([]);
  });

  it('the calendar without a group is the only group’s; of several, nobody’s', async () => {
    const fresh = await open();
    const bot = await openOverSandbox(fresh, {
      purpose: 'meetings',
      channel: 'meetings',
      people: ['prague'],
    });
    const read = async (path: string) => await fetch(`${bot.webUrl}${path}`);
    expect((await read('/calendar.ics')).status).toBe(200);
    const { id: first } = await fresh.database.group.findFirstOrThrow();
    await makeGroup(fresh.database, { name: 'Another group', zone: 'UTC' });
    const answer = await read('/calendar.ics');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Several groups have their calendars here');
    const own = await read(`/calendar.ics?group=${first}`);
    expect(await own.text()).toContain('Docs work group');
    await bot.close();
    await fresh.close();
    expect(bot.failures).toEqual([]);
  });
});
