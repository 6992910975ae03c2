// When each job has something to do for each group: rows that the scheduler reads, and that whoever changes facts writes.

import { inBatches } from './batches.ts';
import { type Database, notifyAfter, type Transaction } from './client.ts';
import { leaseClock } from './clock.ts';
import { keepValue, keptValue } from './cursors.ts';
import { databaseTime, isUnleased } from './lease.ts';
import { isGone } from './processes.ts';

/** A row that is due, or will be soon. */
export interface Due {
  readonly id: number;
  readonly groupId: number;
  readonly job: string;
  readonly dueAt: Date;
  readonly revision: number;
}

/** What is to be done at once has been due for ever. */
const atOnce = new Date(0);
const woken = { dueAt: atOnce, revision: { increment: 1 } };

/** Has a job run for a group as soon as possible. In a transaction it counts when that is committed. */
export async function wake(rows: Database | Transaction, groupId: number, job: string): Promise<void> {
  await put(rows, { groupId, job, dueAt: atOnce });
  notifyAfter(rows);
}

/** Sets when a job has something to do for a group next; undefined when nothing is known to come. */
export async function scheduleAt(
  rows: Database | Transaction,
  { groupId, job }: { groupId: number; job: string },
  at: Date | undefined,
): Promise<void> {
  await put(rows, { groupId, job, dueAt: at ?? null });
  notifyAfter(rows);
}

/** Has a job run as soon as possible for groups for which it has run before. */
export async function wakeGroups(
  database: Database,
  groupIds: readonly number[],
  job: string,
): Promise<void> {
  for (const ids of inBatches(groupIds)) {
    await database.schedule.updateMany({ where: { groupId: { in: ids }, job }, data: woken });
  }
  notifyAfter(database);
}

async function put(
  rows: Database | Transaction,
  { groupId, job, dueAt }: { groupId: number; job: string; dueAt: Date | null },
): Promise<void> {
  const data = { dueAt, revision: { increment: 1 } };
  const changed = await rows.schedule.updateMany({ where: { groupId, job }, data });
  if (changed.count > 0) return;
  await rows.schedule.upsert({
    where: { groupId_job: { groupId, job } },
    create: { groupId, job, dueAt },
    update: data,
  });
}

/** Has every job of a group run as soon as possible, as when the group has other places. */
export async function wakeGroup(rows: Database | Transaction, groupId: number): Promise<void> {
  await rows.schedule.updateMany({ where: { groupId }, data: woken });
  notifyAfter(rows);
}

/**
 * Has every job of every group run once, as after an upgrade or with other time zone rules: unless that was done already
 * for what is told apart by `reason`.
 */
export async function wakeAllOnce(database: Database, reason: string): Promise<void> {
  const name = 'schedule/woken-for';
  if ((await keptValue(database, name)) === reason) return;
  await database.schedule.updateMany({ data: woken });
  await keepValue(database, name, reason);
  notifyAfter(database);
}

/** How long a job may say nothing before another process takes it over. */
const leaseMilliseconds = 30_000;

/** Frees what processes hold that are certainly gone, so that a restart need not wait for their leases. */
export async function releaseDead(database: Database): Promise<void> {
  const held = await database.schedule.findMany({
    where: { leaseOwner: { not: null } },
    select: { leaseOwner: true },
    distinct: ['leaseOwner'],
  });
  for (const { leaseOwner } of held) {
    if (leaseOwner === null || !isGone(leaseOwner)) continue;
    await database.schedule.updateMany({
      where: { leaseOwner },
      data: { leaseOwner: null, leaseUntil: null },
    });
  }
}

/** The rows as the scheduler works on them, for one owner of leases. */
export function dueRows(database: Database, owner: string) {
  return {
    /** The rows of some jobs that are due until an instant and held by no process, earliest first. */
    async until(instant: Date, { jobs, limit }: { jobs: readonly string[]; limit: number }): Promise<Due[]> {
      const found = await database.schedule.findMany({
        where: {
          dueAt: { lte: instant },
          job: { in: [...jobs] },
          OR: [{ leaseOwner: null }, { leaseUntil: { lt: await leaseClock(database) } }],
        },
        orderBy: { dueAt: 'asc' },
        take: limit,
      });
      return found.flatMap(({ dueAt, ...row }) => (dueAt ? [{ ...row, dueAt }] : []));
    },
    /** When something of some jobs is due next. */
    async nextAt(jobs: readonly string[]): Promise<Date | undefined> {
      const row = await database.schedule.findFirst({
        where: { dueAt: { not: null }, job: { in: [...jobs] } },
        orderBy: { dueAt: 'asc' },
        select: { dueAt: true },
      });
      return row?.dueAt ?? undefined;
    },
    /** Takes a row for this process in one conditional UPDATE; false when another was first, or when it was woken since. */
    async take({ id, revision }: Pick<Due, 'id' | 'revision'>): Promise<boolean> {
      const taken = await database.$executeRaw`
        UPDATE "Schedule" SET "leaseOwner" = ${owner}, "leaseUntil" = ${databaseTime(database, leaseMilliseconds)}
        WHERE "id" = ${id} AND "revision" = ${revision} AND ${isUnleased(database)}`;
      return taken === 1;
    },
    /** Holds a row for longer while its job goes on; false when another process has taken it over. */
    async renew({ id }: Pick<Due, 'id'>): Promise<boolean> {
      const renewed = await database.$executeRaw`
        UPDATE "Schedule" SET "leaseUntil" = ${databaseTime(database, leaseMilliseconds)}
        WHERE "id" = ${id} AND "leaseOwner" = ${owner}`;
      return renewed === 1;
    },
    /** Gives a row back and sets when it is due next, unless somebody woke it meanwhile: then it is due at once. */
    async giveBack({ id, revision }: Pick<Due, 'id' | 'revision'>, dueAt: Date | undefined): Promise<void> {
      const mine = { id, leaseOwner: owner };
      const free = { leaseOwner: null, leaseUntil: null };
      const { count } = await database.schedule.updateMany({
        where: { ...mine, revision },
        data: { ...free, dueAt: dueAt ?? null },
      });
      if (count === 0) await database.schedule.updateMany({ where: mine, data: free });
    },
  };
}
