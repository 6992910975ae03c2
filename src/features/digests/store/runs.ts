// The rows of runs: each is read once, and published from what was read.

import { isDeepStrictEqual } from 'node:util';
import { earliest } from '../../../core/time.ts';
import { end, mark, markAll } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { oneOf, type Row, withoutNulls } from '../../../storage/rows.ts';
import { type Digest, digestShape, type Run, type Scope, scopeShape, type Watch } from '../facts.ts';
import { aboutRun, digestWanted, lateWanted } from '../publications.ts';
import { isUnchanged } from '../rules.ts';
import { scopeKey } from '../scope.ts';

const day = 86_400_000;
/** How long digests can be paged through. */
const keptMilliseconds = 60 * day;

/** That the same still keeps digests is told again after so long. */
const toldAgainMilliseconds = 6.5 * day;

/** Runs that somebody or something waits for. */
const awaitedRuns = {
  state: 'pending',
  OR: [{ watchId: { not: null } }, { askedById: { not: null } }],
};

/** A row of the table. */
export type RunRow = Row<'digestRun'>;

/** Why a run could not be read, and when it is tried again. */
interface Delay {
  readonly error: string;
  readonly at: Date;
  readonly isPrivate?: boolean;
  readonly organisers?: readonly number[];
}

/** Opens the rows; ids of another group are not found. */
export function runStore(database: Database) {
  return {
    /** Runs of a group that can be worked on at `now`, oldest first. */
    async due(groupId: number, now: Date) {
      const rows = await database.digestRun.findMany({
        where: { groupId, ...awaitedRuns, nextAttemptAt: { lte: now } },
        orderBy: { dueAt: 'asc' },
        omit: { digest: true },
      });
      return rows.map(readRun);
    },
    /** When something of a group's watches, runs and claims is due next. */
    async nextDueAt(groupId: number, now: Date) {
      const [run, watch, claim, reminder] = await Promise.all([
        database.digestRun.findFirst({
          where: { groupId, ...awaitedRuns },
          orderBy: { nextAttemptAt: 'asc' },
          select: { nextAttemptAt: true },
        }),
        database.watch.findFirst({
          where: { groupId, isPaused: false },
          orderBy: { nextRunAt: 'asc' },
          select: { nextRunAt: true },
        }),
        database.reviewClaim.findFirst({
          where: { groupId, until: { gt: now } },
          orderBy: { until: 'asc' },
          select: { until: true },
        }),
        database.reviewClaim.findFirst({
          where: { groupId, isReminded: false, until: { gt: now } },
          orderBy: { remindAt: 'asc' },
          select: { remindAt: true },
        }),
      ]);
      return earliest([run?.nextAttemptAt, watch?.nextRunAt, claim?.until, reminder?.remindAt]);
    },
    /** Begins with a run; false when it was begun with since it was read, or is done. */
    async begin(run: Run) {
      const begun = await database.digestRun.updateMany({
        where: { id: run.id, state: 'pending', attempts: run.attempts },
        data: { attempts: { increment: 1 } },
      });
      return begun.count === 1;
    },
    /** Keeps what was read and marks what shows it; once, however often it is called. */
    finish: (run: Run, read: Digest, watch: Watch) =>
      change(database, run.groupId, async (rows) => {
        const { groupId } = run;
        // The one before goes to no new place any more.
        const before = await rows.digestRun.findFirst({
          where: { watchId: watch.id, state: 'read', id: { not: run.id } },
          orderBy: { readAt: 'desc' },
          select: { id: true, digest: true, scopeKey: true },
        });
        const known =
          before?.digest && before.scopeKey === scopeKey(run.scope) ? readDigest(before.digest) : undefined;
        const isSame = known && !read.numbers && run.scope.unchanged !== 'all' && isUnchanged(known, read);
        const digest = isSame ? { ...read, unchangedSince: known.unchangedSince ?? known.generatedAt } : read;
        const done = await rows.digestRun.updateMany({
          where: { id: run.id, state: 'pending' },
          data: { ...readData(digest), ...scopeData(run.scope), error: null },
        });
        if (done.count === 0) return;
        if (!isSame || run.scope.unchanged === 'line') {
          if (before) await end(rows, { groupId, about: aboutRun(before.id) }, digest.generatedAt);
          await mark(rows, digestWanted(watch, run));
        }
        // What was merged or closed needs no reviewer any more.
        for (const { repo, number } of digest.ended) {
          await rows.reviewClaim.deleteMany({ where: { groupId, repo, number } });
        }
        const old = new Date(digest.generatedAt.getTime() - keptMilliseconds);
        await rows.digestRun.updateMany({
          where: { groupId, state: 'read', readAt: { lt: old }, digest: { not: null } },
          data: { digest: null },
        });
      }),
    /**
     * Writes down why it could not be read and when it is tried again; `late` also tells people, once a week at most, and these
     * organisers in private. Where its watch was changed meanwhile, it stays due as it is and nobody is told.
     */
    postpone: (run: Run, { error, at, isPrivate, organisers = [] }: Delay, late?: Watch) =>
      change(database, run.groupId, async (rows) => {
        if (await isWatchChanged(rows, run)) return;
        const changed = await rows.digestRun.updateMany({
          where: { id: run.id, state: 'pending' },
          data: { error, nextAttemptAt: at, ...(isPrivate && { isPublic: false }) },
        });
        if (late && changed.count > 0 && !(await wasToldOf(rows, run, error)))
          await mark(rows, lateWanted(late, run, { isPrivate: isPrivate === true, organisers }));
      }),
  };
}

/** Whether a watch is to be read otherwise now than a run of it was. */
async function isWatchChanged(rows: Transaction, { groupId, watchId, scope }: Run): Promise<boolean> {
  if (watchId === undefined) return false;
  const watch = await rows.watch.findFirst({ where: { id: watchId, groupId }, select: { scope: true } });
  return watch !== null && !isDeepStrictEqual(readScope(watch.scope), scope);
}

/** Whether the same fault kept an earlier digest of the watch, and was told of within the last days: nobody reads it daily. */
async function wasToldOf(rows: Transaction, run: Run, error: string): Promise<boolean> {
  const before = await rows.digestRun.findMany({
    where: {
      groupId: run.groupId,
      watchId: run.watchId ?? null,
      state: 'dropped',
      error,
      dueAt: { gt: new Date(run.dueAt.getTime() - toldAgainMilliseconds), lt: run.dueAt },
    },
    select: { id: true },
  });
  const told = await rows.publication.count({
    where: {
      groupId: run.groupId,
      view: 'digests/late',
      about: { in: before.map(({ id }) => aboutRun(id)) },
    },
  });
  return told > 0;
}

/** Has a group's digests of the last two weeks shown anew, as when somebody claimed a pull request. */
export async function markRecent(rows: Transaction, groupId: number, now: Date): Promise<void> {
  const recent = await rows.digestRun.findMany({
    where: {
      groupId,
      watchId: { not: null },
      state: 'read',
      readAt: { gte: new Date(now.getTime() - 15 * day) },
    },
    select: { id: true },
  });
  for (const { id } of recent) await markAll(rows, { groupId, about: aboutRun(id) });
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

/** Reads a row without its digest, which is large. */
export function readRun({ scope, state, ...row }: Omit<RunRow, 'digest'>): Run {
  const states = ['pending', 'read', 'dropped'] as const;
  return { ...withoutNulls(row), state: oneOf(states, state), scope: readScope(scope) };
}

/** The columns of a scope, by the second of which digests about the same are found. */
export function scopeData(scope: Scope) {
  return { scope: JSON.stringify(scope), scopeKey: scopeKey(scope) };
}

/** The scope that a row holds. */
export function readScope(json: string): Scope {
  return scopeShape.parse(JSON.parse(json));
}

/** The digest that a row holds. */
export function readDigest(json: string): Digest {
  return digestShape.parse(JSON.parse(json));
}
