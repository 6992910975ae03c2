// The rows of runs: claimed by one process at a time, read once, and published from what was read.
import type { GroupFacts } from '../../core/house.ts';
import { mark, markAll, remoteOf } from '../../publishing/store.ts';
import { type Database, transaction } from '../../storage/client.ts';
import {
  type Count,
  type Digest,
  digestShape,
  type Run,
  type Scope,
  scopeShape,
  type Watch,
} from './facts.ts';
import { digestWanted, lateWanted, recordKey, runKey } from './publications.ts';
import { scopeKey } from './scope.ts';

/** How long one process may say nothing of its reading before another takes over. */
const leaseMilliseconds = 3 * 60_000;
/** How long digests can be paged through. */
const keptMilliseconds = 60 * 86_400_000;

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
  /** Keeps a digest that somebody asked for; answers the run under which it can be paged through. */
  keepAsked(groupId: number, scope: Scope, digest: Digest): Promise<number>;
  run(groupId: number, runId: number): Promise<(Run & { digest?: Digest }) | undefined>;
  /** The newest digest about the same pull requests, not older than `since`. */
  newest(groupId: number, scope: Scope, since: Date): Promise<{ id: number; digest: Digest } | undefined>;
  /** The newest digest of any watch of the group. */
  newestOf(groupId: number): Promise<{ id: number; digest: Digest } | undefined>;
  /** When a watch last told of the same pull requests, and how many were open; one watch's, or any of the group's. */
  lastTold(groupId: number, scope: Scope, watchId?: number): Promise<{ at: Date; open: number } | undefined>;
  /** Numbers of digests about the same pull requests, oldest first. */
  counts(groupId: number, scope: Scope, since: Date): Promise<Count[]>;
  /** What watches told of as merged or closed since an instant, each once, newest first. */
  endedSince(groupId: number, since: Date): Promise<Digest['ended']>;
  /** Where a run can be read completely. */
  recordUrl(runId: number): Promise<string | undefined>;
  /** Has the digests of the last week shown anew, as when somebody claimed a pull request. */
  markRecent(groupId: number, now: Date): Promise<void>;
}

type RunRow = NonNullable<Awaited<ReturnType<Database['digestRun']['findUnique']>>>;

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
    async keepAsked(groupId, scope, digest) {
      const at = digest.generatedAt;
      const { id } = await database.digestRun.create({
        data: {
          groupId,
          dueAt: at,
          nextAttemptAt: at,
          scope: JSON.stringify(scope),
          scopeKey: scopeKey(scope),
          ...readData(digest),
        },
      });
      return id;
    },
    async run(groupId, runId) {
      const row = await database.digestRun.findFirst({ where: { id: runId, groupId } });
      if (!row) return undefined;
      return { ...readRun(row), ...(row.digest !== null && { digest: readDigest(row.digest) }) };
    },
    async newest(groupId, scope, since) {
      return found(
        await database.digestRun.findFirst({
          where: {
            groupId,
            scopeKey: scopeKey(scope),
            state: 'read',
            digest: { not: null },
            readAt: { gte: since },
          },
          orderBy: { readAt: 'desc' },
        }),
      );
    },
    async newestOf(groupId) {
      return found(
        await database.digestRun.findFirst({
          where: { groupId, watchId: { not: null }, state: 'read', digest: { not: null } },
          orderBy: { readAt: 'desc' },
        }),
      );
    },
    async lastTold(groupId, scope, watchId) {
      const row = await database.digestRun.findFirst({
        where: {
          groupId,
          scopeKey: scopeKey(scope),
          watchId: watchId ?? { not: null },
          state: 'read',
          readAt: { not: null },
        },
        orderBy: { readAt: 'desc' },
        select: { readAt: true, open: true },
      });
      return row?.readAt ? { at: row.readAt, open: row.open ?? 0 } : undefined;
    },
    async counts(groupId, scope, since) {
      const rows = await database.digestRun.findMany({
        where: { groupId, scopeKey: scopeKey(scope), state: 'read', readAt: { gte: since } },
        orderBy: { readAt: 'asc' },
        select: { readAt: true, open: true, opened: true, merged: true, closed: true, watchId: true },
      });
      return rows.flatMap(({ readAt, open, opened, merged, closed, watchId }) =>
        readAt === null || open === null
          ? []
          : [
              {
                at: readAt,
                open,
                ...(opened !== null && { opened }),
                ...(merged !== null && { merged }),
                ...(closed !== null && { closed }),
                isWatched: watchId !== null,
              },
            ],
      );
    },
    async endedSince(groupId, since) {
      const rows = await database.digestRun.findMany({
        where: {
          groupId,
          watchId: { not: null },
          state: 'read',
          readAt: { gte: since },
          digest: { not: null },
        },
        orderBy: { readAt: 'desc' },
        select: { digest: true },
      });
      const ended = rows.flatMap(({ digest }) => (digest === null ? [] : readDigest(digest).ended));
      return [...new Map(ended.map((one) => [one.url, one])).values()];
    },
    recordUrl: async (runId) => (await remoteOf(database, recordKey(runId)))?.url,
    async markRecent(groupId, now) {
      const recent = await database.digestRun.findMany({
        where: {
          groupId,
          watchId: { not: null },
          state: 'read',
          readAt: { gte: new Date(now.getTime() - 7 * 86_400_000) },
        },
        select: { id: true },
      });
      for (const { id } of recent) await markAll(database, runKey(id));
    },
  };
}

function readData(digest: Digest) {
  const { open, opened, merged, closed } = digest.totals;
  return {
    state: 'read',
    digest: JSON.stringify(digest),
    readAt: digest.generatedAt,
    open,
    opened: opened ?? null,
    merged: merged ?? null,
    closed: closed ?? null,
  };
}

function found(row: RunRow | null): { id: number; digest: Digest } | undefined {
  return row === null || row.digest === null ? undefined : { id: row.id, digest: readDigest(row.digest) };
}

function readDigest(json: string): Digest {
  return digestShape.parse(JSON.parse(json));
}

/** Reads a row; `digest` stays behind, since it is large. */
function readRun(row: Omit<RunRow, 'digest'>): Run {
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
