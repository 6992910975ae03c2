// The database's clock: what it shows, and one UPDATE that takes a lease by it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { change, type Database } from '../../src/storage/client.ts';
import { databaseNow, databaseTime, isUnleased } from '../../src/storage/lease.ts';
import { type Fresh, freshDatabases } from './database.ts';

describe.each(freshDatabases())("the database's clock on $name", ({ open }) => {
  let fresh: Fresh;
  let database: Database;

  beforeEach(async () => {
    fresh = await open();
    ({ database } = fresh);
  });
  afterEach(async () => {
    vi.useRealTimers();
    await fresh.close();
  });

  it("shows the time, whatever the bot's own clock shows, also inside a transaction", async () => {
    const real = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: real + 600_000 });
    const shown = [await databaseNow(database), await change(database, 1, (rows) => databaseNow(rows))];
    for (const now of shown) expect(Math.abs(now.getTime() - real)).toBeLessThan(60_000);
    expect((await databaseNow(database, 90_500)).getTime() - real).toBeGreaterThan(90_000);
  });

  it('goes on inside a transaction', async () => {
    await change(database, 1, async (rows) => {
      const first = await databaseNow(rows);
      await expect.poll(async () => (await databaseNow(rows)).getTime()).toBeGreaterThan(first.getTime());
    });
  });

  it('writes instants that Prisma reads and compares as its own', async () => {
    await row();
    await database.$executeRaw`UPDATE "Schedule" SET "leaseUntil" = ${databaseTime(database, 1500)}`;
    const { leaseUntil } = await database.schedule.findFirstOrThrow();
    if (!leaseUntil) throw new Error('No lease was written.');
    const count = (at: object) => database.schedule.count({ where: { leaseUntil: at } });
    expect(await count({ equals: leaseUntil })).toBe(1);
    expect(await count({ lt: new Date(leaseUntil.getTime() + 1) })).toBe(1);
    expect(await count({ gt: new Date(leaseUntil.getTime() - 1) })).toBe(1);
    expect(await count({ lt: leaseUntil })).toBe(0);
    expect(await count({ gt: leaseUntil })).toBe(0);
  });

  it('of ten who want a lease at once one gets it, and the next when it has ended', async () => {
    const id = await row();
    const take = (owner: string, milliseconds: number) => database.$executeRaw`
      UPDATE "Schedule" SET "leaseOwner" = ${owner}, "leaseUntil" = ${databaseTime(database, milliseconds)}
      WHERE "id" = ${id} AND ${isUnleased(database)}`;
    const taken = await Promise.all(Array.from({ length: 10 }, (_, i) => take(`bot ${i}`, 60_000)));
    expect(taken.filter((count) => count === 1)).toHaveLength(1);
    await database.$executeRaw`UPDATE "Schedule" SET "leaseUntil" = ${databaseTime(database, -1)}`;
    expect(await take('next', 60_000)).toBe(1);
    expect(await database.schedule.findFirst()).toMatchObject({ leaseOwner: 'next' });
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])('is not moved by %s milliseconds', (milliseconds) => {
    expect(() => databaseTime(database, milliseconds)).toThrow(RangeError);
  });

  async function row(): Promise<number> {
    const group = await database.group.create({ data: { name: 'Docs' } });
    const { id } = await database.schedule.create({
      data: { groupId: group.id, job: 'meetings' },
    });
    return id;
  }
});
