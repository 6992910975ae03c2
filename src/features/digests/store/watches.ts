// The rows of watches, and how a due one becomes a run exactly once.
import { insteadIf, unlessRefused } from '../../../core/errors.ts';
import type { PlaceId } from '../../../core/publication.ts';
import { nextRun, parseSchedule } from '../../../core/schedule.ts';
import { markAll } from '../../../publishing/store.ts';
import { change, type Database, isDuplicate, type Transaction } from '../../../storage/client.ts';
import { oneOf, type Row, readIf, withoutNulls } from '../../../storage/rows.ts';
import { wake } from '../../../storage/schedule.ts';
import type { Scope, Watch } from '../facts.ts';
import { aboutRun } from '../publications.ts';
import { readScope, scopeData } from './runs.ts';

/** What can be changed of a watch. Null takes a value away. */
interface WatchChange {
  readonly name?: string;
  /** Made from the watch as it is when it is written, so that of two changes at once neither is lost. */
  readonly scope?: (current: Watch) => Scope;
  readonly schedule?: string;
  readonly nextRunAt?: Date;
  readonly skipUntil?: Date | null;
  readonly isPaused?: boolean;
  readonly chosen?: readonly PlaceId[];
  readonly topics?: Watch['topics'];
  /** Called with the watch as it is when it is written; when it throws, nothing is changed. */
  readonly checked?: (current: Watch) => void;
}

/** Opens the rows; ids of another group are not found. */
export function watchStore(database: Database) {
  return {
    async watches(groupId: number) {
      return (await database.watch.findMany({ where: { groupId }, orderBy: { id: 'asc' } })).map(readWatch);
    },
    watch: (groupId: number, watchId: number) =>
      readIf(database.watch.findFirst({ where: { id: watchId, groupId } }), readWatch),
    /** Undefined when the group has a watch of that name. */
    addWatch: ({ scope, chosen, ...watch }: Omit<Watch, 'id' | 'uid' | 'isPaused' | 'skipUntil'>) =>
      change(database, watch.groupId, async (rows) => {
        const lists = { scope: JSON.stringify(scope), chosen: JSON.stringify(chosen) };
        const row = await rows.watch.create({ data: { ...watch, ...lists } });
        await forgetOthers(rows, watch.groupId, { after: scope });
        await wake(rows, watch.groupId, 'digests');
        return readWatch(row);
      }).catch(insteadIf(isDuplicate, undefined)),
    /** The watch as it is then; undefined when it is not there or the new name is taken. */
    changeWatch: (groupId: number, watchId: number, { scope, chosen, checked, ...rest }: WatchChange) =>
      change(database, groupId, async (rows) => {
        const before =
          (scope || checked) && (await rows.watch.findFirst({ where: { id: watchId, groupId } }));
        if (before) checked?.(readWatch(before));
        await rows.watch.updateMany({
          where: { id: watchId, groupId },
          data: {
            ...rest,
            ...(scope && before && { scope: JSON.stringify(scope(readWatch(before))) }),
            ...(chosen && { chosen: JSON.stringify(chosen) }),
          },
        });
        // What was late for the sake of what is changed is tried at once.
        if (scope)
          await rows.digestRun.updateMany({
            where: { groupId, watchId, state: 'pending' },
            data: { nextAttemptAt: new Date(0) },
          });
        await wake(rows, groupId, 'digests');
        const row = await rows.watch.findFirst({ where: { id: watchId, groupId } });
        const after = row ? readWatch(row) : undefined;
        if (before && after)
          await forgetOthers(rows, groupId, { before: readWatch(before).scope, after: after.scope });
        return after;
      }).catch(insteadIf(isDuplicate, undefined)),
    removeWatch: (groupId: number, watchId: number) =>
      change(database, groupId, async (rows) => {
        // What was not yet read will not be; what was published stays.
        const pending = await rows.digestRun.findMany({ where: { groupId, watchId, state: 'pending' } });
        await rows.digestRun.updateMany({
          where: { id: { in: pending.map(({ id }) => id) } },
          data: { state: 'dropped' },
        });
        for (const { id } of pending) await markAll(rows, { groupId, about: aboutRun(id) });
        const before = await rows.watch.findFirst({ where: { id: watchId, groupId } });
        await rows.watch.deleteMany({ where: { id: watchId, groupId } });
        if (before) await forgetOthers(rows, groupId, { before: readWatch(before).scope });
      }),
    /** Makes a run of each watch of a group that is due, and sets when it is due next. */
    async startDue(groupId: number, now: Date) {
      const due = await database.watch.findMany({
        where: { groupId, isPaused: false, nextRunAt: { lte: now } },
      });
      for (const row of due) await start(database, row, now);
    },
  };
}

/**
 * Forgets the pull requests kept of repositories that a watch names anew, or no longer, unless a watch still knows by its number
 * which repository was read: another one that has the name now need not be for the same readers.
 */
async function forgetOthers(
  rows: Transaction,
  groupId: number,
  { before, after }: { readonly before?: Scope; readonly after?: Scope },
): Promise<void> {
  const scopes = (await rows.watch.findMany({ where: { groupId } })).map((row) => readWatch(row).scope);
  const names = new Set([...(before?.repositories ?? []), ...(after?.repositories ?? [])]);
  for (const repository of names) {
    const ids = scopes.flatMap(({ seen }) => seen[repository]?.id ?? []);
    const { id, name = repository } = before?.seen[repository] ?? {};
    const isNew = !before?.repositories.includes(repository) && ids.length === 0;
    if (id === undefined ? isNew : !ids.includes(id))
      await rows.knownPull.deleteMany({ where: { groupId, repository: { in: [repository, name] } } });
  }
}

/** One conditional update decides which of several processes makes the run. After a stop only the newest is made. */
async function start(database: Database, row: Row<'watch'>, now: Date): Promise<void> {
  const schedule = unlessRefused(() => parseSchedule(row.schedule));
  const restsUntil = row.skipUntil !== null && row.nextRunAt < row.skipUntil ? row.skipUntil : undefined;
  // What was taken once and means nothing, or several things, by now waits for an organiser, who is told by the run; the others go on.
  const nextRunAt = schedule ? nextRun(schedule, now) : restsUntil;
  await change(database, row.groupId, async (rows) => {
    const claimed = await rows.watch.updateMany({
      where: { id: row.id, isPaused: false, nextRunAt: row.nextRunAt },
      data: nextRunAt ? { nextRunAt } : { isPaused: true },
    });
    if (claimed.count === 0 || restsUntil) return;
    await rows.digestRun.updateMany({
      where: { watchId: row.id, state: 'pending' },
      data: { state: 'dropped' },
    });
    await rows.digestRun.create({
      data: {
        groupId: row.groupId,
        watchId: row.id,
        dueAt: row.nextRunAt,
        nextAttemptAt: now,
        ...scopeData(readScope(row.scope)),
      },
    });
  });
}

function readWatch(row: Row<'watch'>): Watch {
  const chosen: PlaceId[] = JSON.parse(row.chosen);
  return {
    ...withoutNulls(row),
    scope: readScope(row.scope),
    chosen,
    topics: oneOf(['each', 'one', 'none'], row.topics),
  };
}
