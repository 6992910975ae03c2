// Several bots that share a limit: together they keep it, and none waits long for the others.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pace } from '../../src/platforms/discord/pace.ts';
import { connect, type Database } from '../../src/storage/client.ts';
import {
  slotsAmongBots,
  type TakePlace,
  type TakeSlots,
  windowAmongBots,
} from '../../src/storage/shared-window.ts';
import { beginBeats } from '../work-time.ts';
import { type Fresh, freshDatabases } from './database.ts';

const shared = freshDatabases().filter(({ name }) => name === 'PostgreSQL');

function slotsOf(database: Database): TakeSlots {
  return slotsAmongBots(database, 'chat/turns') ?? expect.fail('It is kept by each bot for itself');
}

describe.each(shared)('turns on $name', ({ open }) => {
  let fresh: Fresh;
  let other: Database;
  beforeEach(async () => {
    fresh = await open();
    other = await connect(fresh.url);
  });
  afterEach(async () => {
    await other.$disconnect();
    await fresh.close();
  });

  test('three bots with 30 requests each send no more than 50 in any second, and all of them', async () => {
    // How late the database's answer and this process's timers were: so much later than its slot something is seen at most.
    let [answered, woken, last] = [0, 0, performance.now()];
    const watch = setInterval(() => {
      woken = Math.max(woken, performance.now() - last);
      last = performance.now();
    }, 1);
    const bots = [fresh.database, other, other].map((database) => {
      const slots = slotsOf(database);
      return pace(async (...what) => {
        const begun = performance.now();
        const wait = await slots(...what);
        answered = Math.max(answered, performance.now() - begun);
        return wait;
      });
    });
    const sent: number[] = [];
    const beats = beginBeats();
    await Promise.all(
      bots.flatMap((turn) =>
        Array.from({ length: 30 }, () => turn(async () => void sent.push(performance.now()))),
      ),
    );
    clearInterval(watch);
    expect(sent).toHaveLength(90);
    const second = 1000 - answered - woken;
    const inOneSecond = sent.map((at, i) => sent.filter((later, j) => j >= i && later - at < second).length);
    expect(Math.max(...inOneSecond)).toBeLessThanOrEqual(50);
    // The limit is used: 90 turns of 24 ms each are 2.2 s.
    expect(beats()).toBeLessThan(5_000);
  });

  test('whoever comes first gets their turn at once, and the next one after those that were taken', async () => {
    const one = slotsOf(fresh.database);
    expect(await one(10, 100)).toBeLessThanOrEqual(2);
    const wait = await slotsOf(other)(1, 100);
    expect(wait).toBeGreaterThan(500);
    expect(wait).toBeLessThanOrEqual(1_000);
  });

  test('while the database cannot be asked, each keeps the limit for itself', async () => {
    const turn = pace(() => Promise.reject(new Error('The database is away')));
    const began = performance.now();
    for (let i = 0; i < 5; i += 1) await turn(async () => {});
    // The second may go at once: one turn that came late is made up for. Timers may come a millisecond early.
    expect(performance.now() - began).toBeGreaterThanOrEqual(3 * 21 - 1);
  });
});

describe.each(shared)('places on $name', ({ open }) => {
  const limit = { most: 5, milliseconds: 600_000 };
  const far = 6_000_000;
  let fresh: Fresh;
  let other: Database;
  let takes: readonly TakePlace[];
  beforeEach(async () => {
    fresh = await open();
    other = await connect(fresh.url);
    takes = [fresh.database, other].flatMap((database) => windowAmongBots(database, 'forum/requests') ?? []);
  });
  afterEach(async () => {
    await other.$disconnect();
    await fresh.close();
  });

  test('two bots that ask for twelve at the same moment get no more than five of them in any while', async () => {
    const began = performance.now();
    const waits = await Promise.all(
      takes.flatMap((take) => Array.from({ length: 6 }, () => take(limit, far))),
    );
    const took = performance.now() - began;
    const sorted = waits.flatMap((wait) => wait ?? []).toSorted((a, b) => a - b);
    expect(sorted).toHaveLength(12);
    for (const [i, wait] of sorted.slice(0, -limit.most).entries()) {
      expect((sorted[i + limit.most] ?? 0) - wait).toBeGreaterThanOrEqual(limit.milliseconds - took - 5);
    }
  });

  test('whichever asks, the first five are at once and the next follow them; what is too late is not taken', async () => {
    const began = performance.now();
    const waits: (number | undefined)[] = [];
    for (let i = 0; i < 5; i += 1) for (const take of takes) waits.push(await take(limit, far));
    for (const take of takes) expect(await take(limit, limit.milliseconds)).toBeUndefined();
    waits.push(await takes[0]?.(limit, far));
    const took = performance.now() - began;
    for (const [i, wait = Number.NaN] of waits.entries()) {
      const latest = Math.floor(i / limit.most) * limit.milliseconds;
      expect(wait).toBeLessThanOrEqual(latest + 5);
      expect(wait).toBeGreaterThanOrEqual(Math.max(0, latest - took - 5));
    }
  });

  test('a limit of many is kept in shorter whiles', async () => {
    const many = { most: 60_000, milliseconds: 60_000 };
    for (const take of takes) expect(await take(many, 0)).toBeLessThanOrEqual(5);
    expect(await fresh.database.lease.count()).toBeLessThan(500);
  });
});

test('on SQLite each bot keeps the limit for itself', async () => {
  const [sqlite] = freshDatabases('SQLite');
  const fresh = await sqlite?.open();
  expect(fresh && windowAmongBots(fresh.database, 'forum/requests')).toBeUndefined();
  await fresh?.close();
});
