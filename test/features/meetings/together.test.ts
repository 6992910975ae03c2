// Facts and what is marked because of them change together: what cannot be marked is not changed.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const lagos = { name: 'lagos', platform: 'forum' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z');
    await world.command(prague, 'meeting series create', {
      name: 'Monthly meeting',
      rule: 'first tuesday',
      times: '18:00',
      zone: 'Europe/Prague',
      minutes: 'docs/minutes/monthly',
    });
    await addTopic('Dark mode');
    await world.command(prague, 'meeting action add', { text: 'Write to the translators' });
    await world.command(prague, 'availability set', { zone: 'Europe/Prague' });
    const { id } = await world.roster.of(world.group.id, world.account(prague));
    await world.roster.changePerson(world.group.id, id, { role: 'organiser' });
    await world.command(prague, 'meeting plan', { slots: 1, months: 3, from: '2026-12' });
    await world.advanceTo('2026-11-29T00:00:00Z');
  });
  afterEach(async () => {
    await fresh.close();
  });

  async function addTopic(title: string) {
    return await world.submit(prague, 'meetings/topic', [await nextId()], { title, details: '' });
  }
  const nextId = async () =>
    String((await world.database.meeting.findFirstOrThrow({ orderBy: { startsAt: 'asc' } })).id);

  /** All that the feature knows. */
  async function facts() {
    const { database } = world;
    const order = { orderBy: { id: 'asc' } } as const;
    return JSON.stringify([
      await database.meetingSeries.findMany(order),
      await database.meeting.findMany(order),
      await database.meetingChange.findMany(order),
      await database.rsvp.findMany(order),
      await database.agendaTopic.findMany(order),
      await database.attendance.findMany(order),
      await database.actionItem.findMany(order),
      await database.meetingPlan.findMany(order),
    ]);
  }

  const run = (name: string, values = {}) => world.command(prague, name, values);
  const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['an answer', () => world.command(lagos, 'meeting rsvp', { answer: 'going' })],
    ['a move', () => run('meeting move', { when: '2026-12-02 18:00', confirmed: true })],
    ['a cancellation', () => run('meeting cancel')],
    ['another place', () => run('meeting edit', { place: 'In the park' })],
    ['another host', () => run('meeting edit', { host: world.account(lagos) })],
    [
      'a single meeting',
      () => run('meeting schedule', { name: 'X', when: 'tomorrow 9:00', confirmed: true }),
    ],
    ['a topic', () => addTopic('Light mode')],
    ['a topic taken off', () => run('meeting topic remove', { topic: 'Dark mode' })],
    ['an action', () => run('meeting action add', { text: 'Ask the board' })],
    ['an action that is done', () => run('meeting action done', { action: '1' })],
    ['a notes taker', () => run('meeting notes-taker', { who: world.account(prague) })],
    [
      'notes',
      async () => world.submit(prague, 'meetings/minutes', [await nextId()], { reports: 'All well.' }),
    ],
    [
      'minutes',
      () => {
        world.away('2026-12-01T17:10:00Z');
        return run('meeting minutes publish');
      },
    ],
    [
      'a series that changes',
      () => run('meeting series edit', { series: 'Monthly meeting', times: '19:00' }),
    ],
    ['a series that pauses', () => run('meeting series pause', { series: 'Monthly meeting' })],
    [
      'another series',
      () => run('meeting series create', { name: 'B', rule: 'last friday', times: '18:00', zone: 'UTC' }),
    ],
    ['an accepted plan', () => run('meeting plan', { accept: 1 })],
  ];

  it.each(changes)('%s', async (_, change) => {
    const before = await facts();
    for (const what of ['INSERT', 'UPDATE']) {
      await world.database.$executeRawUnsafe(
        `CREATE TRIGGER no_${what} BEFORE ${what} ON "Publication" BEGIN SELECT RAISE(ABORT, 'no marks'); END`,
      );
    }
    await expect(change()).rejects.toThrow();
    // A draft that nobody sees may stay.
    await world.database.meeting.deleteMany({ where: { status: 'draft' } });
    expect(await facts()).toBe(before);
    for (const what of ['INSERT', 'UPDATE'])
      await world.database.$executeRawUnsafe(`DROP TRIGGER no_${what}`);
    await change();
    expect(await facts()).not.toBe(before);
  });
});
