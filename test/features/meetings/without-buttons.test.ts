// On a forum there are no buttons: what is asked back says how to answer in words, and those words work.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { wordsOf } from './platforms.ts';
import { type Caller, openWorld } from './world.ts';

const prague: Caller = { name: 'prague', platform: 'forum', isOrganiser: true, zone: 'Europe/Prague' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z');
    const { id } = await world.roster.of(world.group.id, world.account(prague));
    await world.roster.changePerson(world.group.id, id, { role: 'organiser', zone: 'Europe/Prague' });
    await world.command(prague, 'meeting series create', {
      name: 'Monthly meeting',
      rule: 'first tuesday',
      times: '18:00',
      zone: 'Europe/Prague',
    });
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  const words = async (name: string, values = {}) => replyWords(await world.command(prague, name, values));

  it('a plan is accepted by its number, once', async () => {
    const [, number] = /accept:(\d+)/u.exec(await words('meeting plan', { slots: 1, months: 2 })) ?? [];
    expect(await words('meeting plan', { accept: Number(number) })).toContain('has its times');
    expect(await world.refused(prague, 'meeting plan', { accept: Number(number) })).toContain('already');
    expect(await world.refused(prague, 'meeting plan', { accept: 4711 })).toContain('no longer there');
  });

  it('whose turn it is to take notes is said with the words to agree', async () => {
    expect(await words('meeting notes-taker')).toContain(
      `/meeting notes-taker who:${world.account(prague).id}`,
    );
  });

  it('a topic says how to answer, how not to be reminded, and how to put something on its agenda', async () => {
    await world.advanceTo('2026-11-30T09:00:00Z');
    const [first, agenda] = ['/announcement', '/agenda'].map((key) =>
      wordsOf(world.under(key, 'forum')[0]?.content),
    );
    for (const answer of ['going', 'maybe', 'cant'])
      expect(first).toContain(`/meeting rsvp answer:${answer}`);
    expect(first).toContain('/meeting remind-me before:off');
    for (const told of [first, agenda]) expect(told).toContain('/topic: what it is about');
    for (const { content } of world.under('meeting/', 'chat'))
      expect(wordsOf(content)).not.toMatch(/rsvp answer:|what it is about/u);
  });

  it('where there are buttons, none of this is said', async () => {
    const there = { ...prague, platform: 'chat' } as const;
    for (const [name, values] of [
      ['meeting move', { when: '2026-12-02 18:00' }],
      ['meeting plan', { slots: 1, months: 1 }],
      ['meeting notes-taker', {}],
    ] as const) {
      expect(replyWords(await world.command(there, name, values))).not.toMatch(/confirmed:|accept:|@docent/u);
    }
  });
});
