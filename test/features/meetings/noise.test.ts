// How much a channel hears of its meetings: at most four messages stand for each, and who comes is reminded all the same.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { wordsOf } from './platforms.ts';
import { openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const tokyo = { name: 'tokyo', zone: 'Asia/Tokyo' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-28T09:00:00Z', {}, { canRemove: true });
    await world.command(prague, 'meeting series create', {
      name: 'Monthly meeting',
      rule: 'first tuesday',
      times: '18:00',
      zone: 'UTC',
    });
    await world.command(prague, 'meeting series create', {
      name: 'Writing hour',
      rule: 'every thursday',
      times: '17:30',
      zone: 'UTC',
    });
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  /** How many messages stand in the channel, by meeting. */
  const standing = () =>
    Map.groupBy(
      world.published.filter(({ place }) => place === 'channel meetings'),
      ({ key }) => key.split('/').slice(0, 2).join('/'),
    );
  const most = () => Math.max(0, ...[...standing().values()].map(({ length }) => length));

  it('a month of a monthly and a weekly series: at most four messages a meeting, at any time', async () => {
    let highest = 0;
    for (let day = 29; day < 29 + 35; day++) {
      for (const hour of [10, 17, 18, 19]) {
        const at = new Date(Date.UTC(2026, 10, day, hour, 35));
        await world.advanceTo(at.toISOString());
        highest = Math.max(highest, most());
      }
    }
    expect(highest).toBeLessThanOrEqual(4);
    expect(standing().size).toBeGreaterThanOrEqual(6);
  });

  it('a move after the first reminder, and a cancellation, stay within four too', async () => {
    await world.advanceTo('2026-12-01T17:30:00Z');
    await world.command(prague, 'meeting move', { meeting: 'Monthly meeting', when: '2026-12-02 18:00' });
    expect(most()).toBeLessThanOrEqual(4);
    await world.advanceTo('2026-12-02T16:30:00Z');
    await world.command(prague, 'meeting cancel', { meeting: 'Monthly meeting', reason: 'Storm' });
    expect(most()).toBeLessThanOrEqual(4);
    const words = world.seen('channel meetings').filter((one) => one.includes('is cancelled'));
    expect(words.some((one) => one.includes('Storm'))).toBe(true);
  });

  it.each([false, true])(
    'a cancelled meeting has minutes in the channel if some were written (%s)',
    async (isWritten) => {
      await world.advanceTo('2026-12-01T18:10:00Z');
      const drafts = () =>
        world
          .under('/minutes')
          .map(({ platform, content }) => `${platform}: ${wordsOf(content).includes('A draft')}`)
          .toSorted();
      expect(drafts()).toEqual(['chat: true', 'forum: true']);
      if (isWritten) await world.command(prague, 'meeting present add');
      await world.command(prague, 'meeting cancel', { meeting: 'Monthly meeting' });
      expect(drafts()).toEqual(isWritten ? ['chat: false', 'forum: false'] : ['forum: false']);
    },
  );

  it.each([
    ['few', ['announcement', 'minutes'], 2],
    ['one', ['announcement'], 1],
  ])(
    'a series that wants %s has %j in the channel, and who comes is reminded in private',
    async (messages, parts, most) => {
      await world.command(prague, 'meeting series edit', { series: 'Monthly meeting', messages });
      await world.command(tokyo, 'meeting rsvp', { answer: 'going', meeting: 'Monthly meeting' });
      let highest = 0;
      for (const at of [
        '2026-11-30T18:30:00Z',
        '2026-12-01T17:30:00Z',
        '2026-12-01T18:05:00Z',
        '2026-12-01T20:00:00Z',
      ]) {
        await world.advanceTo(at);
        const own = [...standing()].filter(([, all]) =>
          all.some(({ content }) => JSON.stringify(content).includes('Monthly meeting')),
        );
        for (const [, all] of own.slice(0, 1)) {
          highest = Math.max(highest, all.length);
          for (const { key, content } of all) {
            expect(parts).toContain(key.split('/')[2]);
            // Nobody is pinged there, and nothing says that it starts.
            expect(content).not.toHaveProperty('summary');
          }
        }
      }
      expect(highest).toBe(most);
      const told = world.under('/reminder/', 'chat').filter(({ key }) => key.includes('/person/'));
      expect(told.length).toBeGreaterThan(0);
    },
  );

  it('each reminder takes the place of the one before, and the message at the start becomes the minutes', async () => {
    await world.command(tokyo, 'meeting rsvp', { answer: 'going', meeting: 'Monthly meeting' });
    const own = () =>
      [...standing().values()].find(([one]) => JSON.stringify(one?.content).includes('Monthly'));
    const parts = () => (own() ?? []).map(({ key }) => key.split('/')[2]);
    await world.advanceTo('2026-12-01T17:05:00Z');
    expect(parts()).toEqual(['announcement', 'agenda', 'reminder']);
    await world.advanceTo('2026-12-01T18:00:00Z');
    expect(parts()).toEqual(['announcement', 'minutes']);
    const start = () => own()?.[1]?.content;
    expect(start()).toMatchObject({ summary: 'Monthly meeting starts now', pings: [{ id: 'chat-tokyo' }] });
    // Who asks while it is on is not named there: an edit pings nobody.
    await world.command({ name: 'lagos' }, 'meeting rsvp', { answer: 'going', meeting: 'Monthly meeting' });
    await world.advanceTo('2026-12-01T18:20:00Z');
    await world.command(prague, 'meeting action add', { text: 'Write it down' });
    expect(start()).toMatchObject({ summary: 'Monthly meeting is on', pings: [{ id: 'chat-tokyo' }] });
    await world.advanceTo('2026-12-01T20:00:00Z');
    expect(parts()).toEqual(['announcement', 'minutes']);
    expect(start()).not.toHaveProperty('summary');
    expect(start()).not.toHaveProperty('pings');
    expect(world.under('/person/', 'chat')).toEqual([]);
  });

  it('an answer says when one is reminded, and promises nothing where no reminder comes', async () => {
    const about = { meeting: 'Monthly meeting' };
    const said = async (who: { name: string }, answer: string) =>
      replyWords(await world.command(who, 'meeting rsvp', { answer, ...about }));
    expect(await said(tokyo, 'going')).toContain(
      'I remind you 1 day before, 1 hour before and at the start.',
    );
    expect(await said(tokyo, 'cant')).toContain('You are not reminded of it.');
    await world.command(prague, 'meeting series edit', { series: 'Monthly meeting', reminders: 'none' });
    const words = await said({ name: 'lagos' }, 'going');
    expect(words).toContain('No reminder of it is planned');
    expect(words).not.toContain('I remind you');
  });

  it('a cancellation says when the next one is', async () => {
    await world.command(prague, 'meeting cancel', { meeting: 'Monthly meeting', reason: 'Storm' });
    const [told] = world
      .seen('channel meetings')
      .filter((one) => one.includes('Monthly meeting is cancelled'));
    expect(told).toMatch(/Storm[\s\S]*Next: 2027-01-05T18:00:00/u);
  });

  it('what was due before a meeting was announced is not told: a weekly one has no reminder of a week', async () => {
    await world.advanceTo('2026-12-04T12:00:00Z');
    const weekly = world.seen('channel meetings').filter((one) => one.includes('Writing hour'));
    expect(weekly.some((one) => one.includes('starts in 7 days'))).toBe(false);
    expect(weekly.some((one) => one.includes('comes late'))).toBe(false);
  });
});
