// A year of a group, with each person's messages counted: made, planned, answered, moved, cancelled, restored.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Caller, openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const tokyo = { name: 'tokyo', zone: 'Asia/Tokyo' };
const newYork = { name: 'new-york', zone: 'America/New_York' };
const lagos: Caller = { name: 'lagos', platform: 'forum', zone: 'Africa/Lagos' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z');
  });
  afterEach(async () => {
    await fresh.close();
  });

  /** How often somebody was pinged or written to, by what it was about. */
  const told = (id: string) =>
    world.published.filter(
      ({ pinged, place }) => place === `person ${id}` || pinged.some((account) => account.id === id),
    );
  const startsOf = async (month: string) =>
    (
      await world.database.meeting.findMany({ where: { occurrence: { startsWith: month } } })
    )[0]?.startsAt.toISOString() ?? '';

  it('everybody is told what they asked for, once, and nothing else', async () => {
    await world.command(prague, 'meeting series create', {
      name: 'Monthly meeting',
      rule: 'first tuesday',
      times: '21:00, 18:00',
      zone: 'Europe/Prague',
      minutes: 'docs/minutes/monthly',
    });
    for (const who of [prague, tokyo, newYork, lagos]) {
      const { id } = await world.roster.of(world.group.id, world.account(who));
      await world.roster.changePerson(world.group.id, id, { role: 'member' });
      await world.command(who, 'availability set', { zone: who.zone ?? 'UTC' });
    }

    // December: answered, its minutes opened as a pull request.
    await world.press(tokyo, 'Going');
    await world.press(tokyo, 'Remind me');
    await world.command(lagos, 'meeting remind-me', { before: '2h' });
    await world.advanceTo('2026-12-01T20:30:00Z');
    await world.command(prague, 'meeting action add', { text: 'Write to the translators' });
    await world.advanceTo('2026-12-01T22:00:00Z');
    await world.command(prague, 'meeting minutes publish');
    expect(world.of('file').map(({ content }) => content.kind === 'file' && content.path)).toEqual([
      'monthly/2026-12.md',
    ]);
    expect(told('chat-tokyo')).toHaveLength(4);
    expect(told('forum-lagos')).toHaveLength(1);

    // Planned for the year; January is announced and keeps its time.
    const plan = await world.command(prague, 'meeting plan', { slots: 2 });
    await world.act(prague, plan.kind === 'said' ? plan.buttons?.[0] : undefined);
    expect(await startsOf('2027-01')).toBe('2027-01-05T17:00:00.000Z');
    const february = await startsOf('2027-02');

    // January: moved after its first reminder; those who come are told once, and reminded again.
    await world.press(tokyo, 'Going');
    await world.press(newYork, 'Maybe');
    await world.advanceTo('2027-01-04T18:00:00Z');
    world.restart();
    await world.command(prague, 'meeting move', { when: '2027-01-07 18:00', confirmed: true });
    await world.advanceTo('2027-01-07T20:00:00Z');
    const january = [...world.under('/reminder/'), ...world.under('/minutes', 'chat')].filter(
      ({ at }) => at >= new Date('2027-01-01'),
    );
    expect(january.map(({ at }) => at.toISOString())).toEqual([
      '2027-01-04T17:00:00.000Z',
      '2027-01-06T17:00:00.000Z',
      '2027-01-07T16:00:00.000Z',
      '2027-01-07T17:00:00.000Z',
    ]);
    expect(told('chat-tokyo')).toHaveLength(10);
    expect(told('chat-new-york')).toHaveLength(1);

    // February: cancelled, restored the day after; nothing is lost.
    expect(await startsOf('2027-02')).toBe(february);
    await world.press(newYork, 'Going');
    await world.advanceTo('2027-01-20T10:00:00Z');
    await world.command(prague, 'meeting cancel', { reason: 'Nobody can host.' });
    await world.advanceTo('2027-01-21T10:00:00Z');
    world.restart();
    await world.command(prague, 'meeting restore');
    expect(told('chat-new-york')).toHaveLength(3);

    // Through two changes of the clocks to the end of the plan.
    await world.advanceTo('2027-06-15T00:00:00Z');
    world.restart();
    await world.advanceTo('2028-01-10T00:00:00Z');
    const slots = (await world.database.meeting.findMany({ where: { timedBy: 'plan' } })).map(
      ({ localTime }) => localTime,
    );
    expect(new Set(slots).size).toBeLessThanOrEqual(2);
    expect(world.under('/replan')).toHaveLength(1);

    // Nobody heard anything of what they had not asked for.
    expect(told('chat-tokyo')).toHaveLength(10);
    expect(told('chat-new-york')).toHaveLength(7);
    expect(told('chat-prague')).toEqual([]);
    // Lagos asked for one private reminder before each meeting: December to January of the year after.
    expect(told('forum-lagos')).toHaveLength(14);
    const announced = world.under('/announcement', 'chat');
    expect(announced).toHaveLength(15);
    const made = world.published.map(({ platform, key, place }) => `${platform} ${key} ${place}`);
    // A cancelled event cannot come back, so February has two.
    expect(world.published.length - new Set(made).size).toBe(1);
    expect(world.failures).toEqual([]);
  });
});
