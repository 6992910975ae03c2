// A lock among several bots on one database: for work that must not be done by two of them at once.
import type { Database } from './client.ts';
import { databaseTime } from './lease.ts';
import { isGone, leaseOwner, ownerGone } from './processes.ts';

const leaseMilliseconds = 3 * 60_000;

/** The lock of that name. It is kept by a lease, so that it outlives no bot by more than three minutes. */
export function lock(database: Database, name: string) {
  const owner = leaseOwner();
  let isRunning = false;

  async function take(): Promise<boolean> {
    const taken = await database.$executeRaw`
      INSERT INTO "Lease" ("name", "owner", "until")
      VALUES (${name}, ${owner}, ${databaseTime(database, leaseMilliseconds)})
      ON CONFLICT ("name") DO UPDATE SET "owner" = excluded."owner", "until" = excluded."until"
      WHERE "Lease"."owner" = excluded."owner" OR "Lease"."until" <= ${databaseTime(database)}`;
    return taken === 1 || (await takeOver());
  }

  /** Takes it from a bot that is certainly gone. */
  async function takeOver(): Promise<boolean> {
    const held = await database.lease.findUnique({ where: { name } });
    return held !== null && isGone(held.owner) && (await extend(held.owner));
  }

  async function extend(holder: string): Promise<boolean> {
    const extended = await database.$executeRaw`
      UPDATE "Lease" SET "owner" = ${owner}, "until" = ${databaseTime(database, leaseMilliseconds)}
      WHERE "name" = ${name} AND "owner" = ${holder}`;
    return extended === 1;
  }

  const free = () => database.lease.deleteMany({ where: { name, owner } });

  async function holding(work: () => Promise<void>): Promise<void> {
    const renewal = setInterval(() => {
      extend(owner).catch(() => {
        // The next one may succeed.
      });
    }, leaseMilliseconds / 3);
    try {
      await work();
    } finally {
      clearInterval(renewal);
    }
    await free();
  }

  return {
    /**
     * Does the work unless somebody does it now, and answers whether it did. When the work fails, this bot keeps the lock
     * for some minutes: it alone knows how far it came.
     */
    async runExclusive(work: () => Promise<void>): Promise<boolean> {
      if (isRunning) return false;
      isRunning = true;
      try {
        if (!(await take())) return false;
        await holding(work);
        return true;
      } finally {
        isRunning = false;
      }
    },
    /** This bot is leaving: others need not wait until its lease ends. */
    async release(): Promise<void> {
      ownerGone(owner);
      await free().catch(() => {
        // Then it ends by itself.
      });
    },
  };
}
