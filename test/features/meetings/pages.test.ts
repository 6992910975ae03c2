// The public list of meetings, which goes on from page to page until the first that was held.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from '../../../src/core/page.ts';
import { meetingPages } from '../../../src/features/meetings/pages.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { openWorld } from './world.ts';

const hour = 3_600_000;

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z');
  });
  afterEach(() => fresh.close());

  /** Meetings that began at these hours before now; every tenth was as long as it may be. */
  async function hold(hours: readonly number[]) {
    const at = (ago: number) => new Date(world.now().getTime() - ago * hour);
    await world.database.meeting.createMany({
      data: hours.map((ago, index) => ({
        groupId: world.group.id,
        name: `Meeting ${index}`,
        durationMinutes: 60,
        localDate: '2026-01-01',
        localTime: '18:00',
        zone: 'UTC',
        tzVersion: '',
        startsAt: at(ago),
        endsAt: at(ago - (index % 10 === 0 ? 12 : 1)),
        timedAt: at(ago),
        createdAt: at(ago),
        changedAt: at(ago),
        announcedAt: at(ago),
      })),
    });
  }

  /** The meetings of each page, by name, from the first to the last. */
  async function pages() {
    const { find } = meetingPages(world.deps);
    const group = await world.deps.groups.find(world.group.id);
    const found: string[][] = [];
    for (let path: string | undefined = ''; path !== undefined; ) {
      const asked = { path, group, now: world.now(), href: (to: string) => `/${to}`, query: () => undefined };
      const page: Page | undefined = await find?.(asked);
      const words: string = JSON.stringify(await page?.document());
      found.push(words.match(/Meeting \d+(?=")/gu) ?? []);
      path = /\/meetings\/(before\/[^"]*)"/u.exec(words)?.[1];
    }
    return found;
  }

  it.each([
    ['as many as a page lists', 500, [500]],
    ['one more', 501, [500, 1]],
  ])('%s are each on one page', async (_, count, lengths) => {
    await hold(Array.from({ length: count }, (_, index) => 20 + 5 * index));
    const all = await pages();
    expect(all.map(({ length }) => length)).toEqual(lengths);
    expect(new Set(all.flat()).size).toBe(count);
  });

  it('those that began at the same time are on the same page, and each once', async () => {
    await hold(Array.from({ length: 505 }, (_, index) => 20 + 5 * (index > 499 ? index - 2 : index)));
    const all = (await pages()).flat();
    expect([all.length, new Set(all).size]).toEqual([505, 505]);
  });
});
