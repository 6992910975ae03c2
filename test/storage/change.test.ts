// Changing facts: a group by one at a time, and on PostgreSQL several groups beside each other.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { change, connect, type Database, kindOf, transaction } from '../../src/storage/client.ts';
import { type Fresh, freshDatabases } from './database.ts';

describe.each(freshDatabases())('on $name', ({ name, open }) => {
  let fresh: Fresh;
  const others: Database[] = [];

  beforeEach(async () => {
    fresh = await open();
  });
  afterEach(async () => {
    for (const other of others.splice(0)) await other.$disconnect();
    await fresh.close();
  });

  async function another(): Promise<Database> {
    const other = await connect(fresh.url);
    others.push(other);
    return other;
  }

  it('a group is changed by one at a time, in this process and others, and what was read stays true', async () => {
    const clients = [fresh.database, await another(), await another()];
    const group = await fresh.database.group.create({ data: { name: 'Docs' } });
    const joined = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        change(clients[i % clients.length] ?? fresh.database, group.id, async (rows) => {
          if ((await rows.person.count({ where: { groupId: group.id } })) >= 5) return false;
          await rows.person.create({ data: { groupId: group.id, name: `guest-${i}` } });
          return true;
        }),
      ),
    );
    expect(joined.filter((one) => one)).toHaveLength(5);
    expect(await fresh.database.person.count()).toBe(5);
  });

  it('a change of a group and a transaction over all of them do not run beside each other', async () => {
    const other = await another();
    const order: string[] = [];
    const goOn = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const held = change(fresh.database, 1, async (rows) => {
      begun.resolve();
      await rows.group.create({ data: { name: 'Docs' } });
      await goOn.promise;
      order.push('change');
    });
    await begun.promise;
    const counted = transaction(other, async (rows) => {
      order.push('transaction');
      return await rows.group.count();
    });
    // Long enough for it to begin, if it did not have to wait.
    for (let i = 0; i < 30; i++) await other.group.count();
    goOn.resolve();
    await held;
    expect(await counted).toBe(1);
    expect(order).toEqual(['change', 'transaction']);
  });

  it('the rows of a transaction are known to be of its kind of database', async () => {
    const kind = name === 'SQLite' ? 'sqlite' : 'postgresql';
    expect(kindOf(fresh.database)).toBe(kind);
    expect(await change(fresh.database, 1, async (rows) => kindOf(rows))).toBe(kind);
    expect(await transaction(fresh.database, async (rows) => kindOf(rows))).toBe(kind);
  });

  it.runIf(name === 'PostgreSQL')(
    'groups are changed beside each other: one commits while another is open, and the same one waits',
    async () => {
      const other = await another();
      const goOn = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      const open = change(fresh.database, 1, async () => {
        begun.resolve();
        await goOn.promise;
      });
      await begun.promise;
      for (const client of [fresh.database, other])
        await change(client, 2, (rows) => rows.group.create({ data: { name: 'beside' } }));
      let sameRan = 0;
      const same = [fresh.database, other].map((client) =>
        change(client, 1, async () => {
          sameRan += 1;
        }),
      );
      await locksAwaited(other, 1);
      expect(sameRan).toBe(0);
      expect(await fresh.database.group.count()).toBe(2);
      goOn.resolve();
      await Promise.all([open, ...same]);
      expect(sameRan).toBe(2);
    },
  );

  /** Waits until so many sessions wait for an advisory lock of this database. */
  async function locksAwaited(rows: Database, count: number): Promise<void> {
    await expect
      .poll(async () => {
        const found = await rows.$queryRawUnsafe<unknown[]>(
          `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        return found.length;
      })
      .toBe(count);
  }
});
