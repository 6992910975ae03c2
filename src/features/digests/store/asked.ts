// The rows of digests that people wait for: asked for while GitHub did not answer, and sent to them later.
import { mark } from '../../../publishing/store.ts';
import { change, type Database } from '../../../storage/client.ts';
import { wake } from '../../../storage/schedule.ts';
import type { Digest, Run, Scope } from '../facts.ts';
import { askedWanted } from '../publications.ts';
import { scopeKey } from '../scope.ts';
import { readData, scopeData } from './runs.ts';

/** So many of them one person can wait for. */
const most = 3;
const soonMilliseconds = 60_000;

/** A digest that somebody asked for, to be read later. */
interface AskedDigest {
  readonly groupId: number;
  readonly personId: number;
  readonly scope: Scope;
  readonly now: Date;
}

/** Opens the rows. */
export function askedStore(database: Database) {
  return {
    /** Has a digest read later and sent to who asked; once, however often they ask. False when they wait for enough. */
    sendLater: ({ groupId, personId, scope, now }: AskedDigest) =>
      change(database, groupId, async (rows) => {
        const waiting = await rows.digestRun.findMany({
          where: { groupId, askedById: personId, state: 'pending' },
          select: { scopeKey: true },
        });
        if (waiting.some((one) => one.scopeKey === scopeKey(scope))) return true;
        if (waiting.length >= most) return false;
        await rows.digestRun.create({
          data: {
            groupId,
            askedById: personId,
            dueAt: now,
            nextAttemptAt: new Date(now.getTime() + soonMilliseconds),
            ...scopeData(scope),
          },
        });
        await wake(rows, groupId, 'digests');
        return true;
      }),
    /** Keeps what was read for somebody, or that it cannot be, and marks what tells them; once. */
    async finishAsked(run: Run, result: Digest | { readonly error: string }) {
      const { askedById } = run;
      if (askedById === undefined) return;
      await change(database, run.groupId, async (rows) => {
        const done = await rows.digestRun.updateMany({
          where: { id: run.id, state: 'pending' },
          data:
            'error' in result
              ? { askedById: null, state: 'dropped', error: result.error }
              : { askedById: null, ...readData(result), error: null },
        });
        if (done.count > 0) await mark(rows, [askedWanted(run, askedById)]);
      });
    },
  };
}
