// Several bots that share a limit: together they keep it, and none waits long for the others.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pace } from '../../src/platforms/discord/pace.ts';
import { connect, type Database } from '../../src/storage/client.ts';
import { sharedTurns } from '../../src/storage/turns.ts';
import { beginBeats } from '../work-time.ts';
import { type Fresh, freshDatabases } from './database.ts';

describe.each(freshDatabases())('turns on $name', ({ open }) => {
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
    const bots = [fresh.database, other, other].map((database) => pace(sharedTurns(database, 'chat/turns')));
    const sent: number[] = [];
    const beats = beginBeats();
    await Promise.all(
      bots.flatMap((turn) =>
        Array.from({ length: 30 }, async () => {
          await turn();
          sent.push(performance.now());
        }),
      ),
    );
    expect(sent).toHaveLength(90);
    const inOneSecond = sent.map((at, i) => sent.filter((later, j) => j >= i && later - at < 1000).length);
    expect(Math.max(...inOneSecond)).toBeLessThanOrEqual(50);
    // The limit is used: 90 turns of 24 ms each are 2.2 s.
    expect(beats()).toBeLessThan(5_000);
  });

  test('whoever comes first gets their turn at once, and the next one after those that were taken', async () => {
    const one = sharedTurns(fresh.database, 'chat/turns');
    expect(await one(10, 100)).toBeLessThanOrEqual(2);
    const wait = await sharedTurns(other, 'chat/turns')(1, 100);
    expect(wait).toBeGreaterThan(500);
    expect(wait).toBeLessThanOrEqual(1_000);
  });

  test('while the database cannot be asked, each keeps the limit for itself', async () => {
    const turn = pace(() => Promise.reject(new Error('The database is away')));
    const began = performance.now();
    for (let i = 0; i < 5; i += 1) await turn();
    // The second may go at once: one turn that came late is made up for.
    expect(performance.now() - began).toBeGreaterThanOrEqual(3 * 21);
  });
});
