// One bot at a time: the others go by, a failed one keeps the lock, a dead one holds nobody up, and no host's clock counts.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect, type Database } from '../../src/storage/client.ts';
import { databaseNow, databaseTime } from '../../src/storage/lease.ts';
import { lock } from '../../src/storage/lock.ts';
import { type Fresh, freshDatabases } from './database.ts';

describe.each(freshDatabases())('a lock on $name', ({ open }) => {
  let fresh: Fresh;
  let other: Database;
  const done: string[] = [];

  beforeEach(async () => {
    fresh = await open();
    other = await connect(fresh.url);
    done.length = 0;
  });
  afterEach(async () => {
    vi.useRealTimers();
    await other.$disconnect();
    await fresh.close();
  });

  const bot = (database = fresh.database) => lock(database, 'reading');
  const work = (name: string) => async () => void done.push(name);
  const fail = async () => {
    throw new Error('The forum is down');
  };
  const end = () =>
    fresh.database.$executeRaw`UPDATE "Lease" SET "until" = ${databaseTime(fresh.database, -1)}`;

  test('of ten at once one works, and afterwards the next may', async () => {
    const bots = Array.from({ length: 10 }, (_, i) => bot(i % 2 === 0 ? fresh.database : other));
    let working = 0;
    let most = 0;
    const busily = async () => {
      working += 1;
      most = Math.max(most, working);
      await fresh.database.cursor.count();
      working -= 1;
    };
    const worked = await Promise.all(bots.map((one) => one.runExclusive(busily)));
    expect(worked).toContain(true);
    expect(most).toBe(1);
    expect(await bots[3]?.runExclusive(work('next'))).toBe(true);
    expect(done).toEqual(['next']);
  });

  test('one bot does not do it twice at once either', async () => {
    const one = bot();
    expect(await one.runExclusive(async () => expect(await one.runExclusive(fail)).toBe(false))).toBe(true);
  });

  test('whoever failed goes on; another one may when the lease has ended', async () => {
    const [one, second] = [bot(), bot(other)];
    await expect(one.runExclusive(fail)).rejects.toThrow('down');
    expect(await second.runExclusive(work('second'))).toBe(false);
    expect(await one.runExclusive(work('one'))).toBe(true);
    await expect(one.runExclusive(fail)).rejects.toThrow('down');
    await end();
    expect(await second.runExclusive(work('second'))).toBe(true);
    expect(done).toEqual(['one', 'second']);
  });

  test('whoever leaves holds nobody up, even one of whom nothing can be seen from here', async () => {
    const [one, second] = [bot(), bot(other)];
    await expect(one.runExclusive(fail)).rejects.toThrow('down');
    await one.release();
    expect(await fresh.database.lease.count()).toBe(0);
    expect(await second.runExclusive(work('second'))).toBe(true);
  });

  test('a bot that is certainly gone holds nobody up; of one elsewhere the lease counts', async () => {
    const held = (owner: string) => fresh.database.lease.updateMany({ data: { owner } });
    await expect(bot().runExclusive(fail)).rejects.toThrow('down');
    const { owner } = await fresh.database.lease.findFirstOrThrow();
    const [here] = owner.split(':');
    await held('elsewhere:1:x');
    expect(await bot().runExclusive(work('no'))).toBe(false);
    await held(`${here}:${process.pid}:earlier`);
    expect(await bot().runExclusive(work('yes'))).toBe(true);
    expect(done).toEqual(['yes']);
  });

  test('two bots whose clocks differ by ten minutes agree about it', async () => {
    const real = Date.now();
    const clock = (minutes: number) => vi.useFakeTimers({ toFake: ['Date'], now: real + minutes * 60_000 });
    const [ahead, behind] = [bot(), bot(other)];
    clock(10);
    await expect(ahead.runExclusive(fail)).rejects.toThrow('down');
    const { until } = await fresh.database.lease.findFirstOrThrow();
    const left = until.getTime() - (await databaseNow(fresh.database)).getTime();
    expect(left).toBeGreaterThan(2.5 * 60_000);
    expect(left).toBeLessThanOrEqual(3 * 60_000);
    clock(0);
    expect(await behind.runExclusive(fail)).toBe(false);
    await end();
    await expect(behind.runExclusive(fail)).rejects.toThrow('down');
    clock(10);
    expect(await ahead.runExclusive(fail)).toBe(false);
    await end();
    expect(await ahead.runExclusive(work('ahead'))).toBe(true);
  });

  test('it is renewed while the work takes long', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await bot().runExclusive(async () => {
      await end();
      await vi.advanceTimersByTimeAsync(60_000);
      const now = await databaseNow(other);
      await expect
        .poll(async () => (await other.lease.findFirstOrThrow()).until.getTime() > now.getTime())
        .toBe(true);
      expect(await bot(other).runExclusive(fail)).toBe(false);
    });
  });
});
