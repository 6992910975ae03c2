// The rows of runs: claimed by one process at a time, read once, and published from what was read.
import type { GroupFacts } from '../../core/directory.ts';
import { mark, markAll } from '../../publishing/store.ts';
import { type Database, transaction } from '../../storage/client.ts';
import { type Digest, type Run, scopeShape, type Watch } from './facts.ts';
import { digestWanted, lateWanted, recordKey, runKey, shortKey } from './publications.ts';

/** How long one process may say nothing of its reading before another takes over. */
const leaseMilliseconds = 3 * 60_000;
const day = 86_400_000;
/** How long digests can be paged through. */
const keptMilliseconds = 60 * day;

/** The rows of runs. Ids of another group are not found. */
export interface RunStore {
  /** Runs that can be worked on at `now`, oldest first. */
  due(now: Date): Promise<Run[]>;
  /** When a run that waits may be tried again. */
  nextAttempt(now: Date): Promise<Date | undefined>;
  /** Takes a run for this process; false when another was first, or when it is done. */
  take(run: Run, now: Date): Promise<boolean>;
  /** Holds a taken run for longer, while its reading goes on. */
  hold(run: Run, now: Date): Promise<void>;
  /** Keeps what was read and, for a watch's run, marks what shows it; once, however often it is called. */
  finish(run: Run, digest: Digest, watched?: { group: GroupFacts; watch: Watch }): Promise<void>;
  /** Writes down why it could not be read and when it is tried again; `late` also tells people, once. */
  postpone(
    run: Run,
    why: { error: string; at: Date },
    late?: { group: GroupFacts; watch: Watch },
  ): Promise<void>;
  /**
   * Has short digests shown anew whose complete one has come after them, so that they link to it; answers whether
   * one that was read just now still waits for that.
   */
  linkRecords(now: Date): Promise<boolean>;
  /** The group's places changed: the newest digest of each watch, not older than a week, goes where it should be. */
  groupChanged(group: GroupFacts, watches: readonly Watch[], now: Date): Promise<void>;
  /** Has the digests of the last week shown anew, as when somebody claimed a pull request. */
  markRecent(groupId: number, now: Date): Promise<void>;
}

/** A row of the table. */
export type RunRow = NonNullable<Awaited<ReturnType<Database['digestRun']['findUnique']>>>;

/** Opens the rows. */
export function runStore(database: Database): RunStore {
  return {
    async due(now) {
      const rows = await database.digestRun.findMany({
        where: {
          state: 'pending',
          watchId: { not: null },
          nextAttemptAt: { lte: now },
          OR: [{ leaseUntil: null }, { leaseUntil: { lt: now } }],
        },
        orderBy: { dueAt: 'asc' },
        omit: { digest: true },
      });
      return rows.map(readRun);
    },
    async nextAttempt(now) {
      const waiting = { state: 'pending', watchId: { not: null } };
      const row = await database.digestRun.findFirst({
        where: { ...waiting, nextAttemptAt: { gt: now } },
        orderBy: { nextAttemptAt: 'asc' },
        select: { nextAttemptAt: true },
      });
      const held = await database.digestRun.findFirst({
        where: { ...waiting, nextAttemptAt: { lte: now }, leaseUntil: { gte: now } },
        orderBy: { leaseUntil: 'asc' },
        select: { leaseUntil: true },
      });
      const instants = [
        ...(row ? [row.nextAttemptAt.getTime()] : []),
        ...(held?.leaseUntil ? [held.leaseUntil.getTime() + 1] : []),
      ];
      return instants.length === 0 ? undefined : new Date(Math.min(...instants));
    },
    async hold(run, now) {
      await database.digestRun.updateMany({
        where: { id: run.id, state: 'pending', attempts: run.attempts + 1, leaseUntil: { not: null } },
        data: { leaseUntil: new Date(now.getTime() + leaseMilliseconds) },
      });
    },
    async take(run, now) {
      const taken = await database.digestRun.updateMany({
        where: {
          id: run.id,
          state: 'pending',
          attempts: run.attempts,
          OR: [{ leaseUntil: null }, { leaseUntil: { lt: now } }],
        },
        data: { leaseUntil: new Date(now.getTime() + leaseMilliseconds), attempts: { increment: 1 } },
      });
      return taken.count === 1;
    },
    async finish(run, digest, watched) {
      await transaction(database, async (rows) => {
        const done = await rows.digestRun.updateMany({
          where: { id: run.id, state: 'pending' },
          data: { ...readData(digest), leaseUntil: null, error: null },
        });
        if (done.count === 0) return;
        if (watched) await mark(rows, digestWanted(watched.group, watched.watch, run.id));
        // What was merged or closed needs no reviewer any more.
        for (const { repo, number } of digest.ended) {
          await rows.reviewClaim.deleteMany({ where: { groupId: run.groupId, repo, number } });
        }
        const old = new Date(digest.generatedAt.getTime() - keptMilliseconds);
        await rows.digestRun.updateMany({
          where: { groupId: run.groupId, readAt: { lt: old }, digest: { not: null } },
          data: { digest: null },
        });
      });
    },
    async postpone(run, { error, at }, late) {
      await transaction(database, async (rows) => {
        const changed = await rows.digestRun.updateMany({
          where: { id: run.id, state: 'pending' },
          data: { error, nextAttemptAt: at, leaseUntil: null },
        });
        if (late && changed.count > 0) await mark(rows, lateWanted(late.group, late.watch, run.id));
      });
    },
    async linkRecords(now) {
      const runs = await database.digestRun.findMany({
        where: { watchId: { not: null }, state: 'read', readAt: { gte: new Date(now.getTime() - day) } },
        select: { id: true, readAt: true },
      });
      let isWaiting = false;
      for (const { id, readAt } of runs) {
        // Its first revision may have been shown before the complete digest had an address.
        const fresh = await database.publication.count({ where: { key: shortKey(id), revision: 1 } });
        if (fresh === 0) continue;
        const record = await database.publication.findUnique({
          where: { key: recordKey(id) },
          select: { remote: true },
        });
        if (record?.remote) await markAll(database, shortKey(id));
        else if (record && readAt && now.getTime() - readAt.getTime() < 2 * 60_000) isWaiting = true;
      }
      return isWaiting;
    },
    async groupChanged(group, watches, now) {
      for (const watch of watches) {
        const newest = await database.digestRun.findFirst({
          where: { watchId: watch.id, state: 'read', readAt: { gte: new Date(now.getTime() - 7 * day) } },
          orderBy: { readAt: 'desc' },
          select: { id: true },
        });
        if (newest) await transaction(database, (rows) => mark(rows, digestWanted(group, watch, newest.id)));
      }
    },
    async markRecent(groupId, now) {
      const recent = await database.digestRun.findMany({
        where: {
          groupId,
          watchId: { not: null },
          state: 'read',
          readAt: { gte: new Date(now.getTime() - 7 * day) },
        },
        select: { id: true },
      });
      for (const { id } of recent) await markAll(database, runKey(id));
    },
  };
}

/** The columns that a digest fills. */
export function readData(digest: Digest) {
  const { open, opened, merged, closed } = digest.totals;
  return {
    state: 'read',
    digest: JSON.stringify(digest),
    readAt: digest.generatedAt,
    isPublic: digest.isPublic ?? null,
    open,
    opened: opened ?? null,
    merged: merged ?? null,
    closed: closed ?? null,
  };
}

/** Reads a row; `digest` stays behind, since it is large. */
export function readRun(row: Omit<RunRow, 'digest'>): Run {
  return {
    id: row.id,
    groupId: row.groupId,
    ...(row.watchId !== null && { watchId: row.watchId }),
    dueAt: row.dueAt,
    state: row.state === 'read' || row.state === 'dropped' ? row.state : 'pending',
    scope: scopeShape.parse(JSON.parse(row.scope)),
    attempts: row.attempts,
    ...(row.error !== null && { error: row.error }),
    ...(row.readAt !== null && { readAt: row.readAt }),
  };
}
