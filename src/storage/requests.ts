// Requests are done once, whichever bots get them: their rows, kept for a day.

import { DoneElsewhereError } from '../core/errors.ts';
import { beginningWith, type Database } from './client.ts';
import { aboutEnd, type CurrentRequest, currentRequest } from './current-request.ts';
import { keptValue } from './cursors.ts';
import { isGone } from './processes.ts';

/** What the rows' names begin with; the platform's id of the interaction or the post follows. */
const prefix = 'request/';
/** Discord takes answers for a quarter of an hour; a forum's post is read again within minutes. */
const keptMilliseconds = 24 * 60 * 60_000;
const betweenSweepsMilliseconds = 60 * 60_000;

/** Opens them for one bot, `owner`. */
export function requests(database: Database, { owner, now }: { owner: string; now(): Date }) {
  let sweptAt = 0;

  return {
    /**
     * Does what a request asks for. A row with its id is written in the same transaction as the first change, and no
     * other bot changes anything for it. Throws a `DoneElsewhereError`, whatever the work came to, where another bot
     * has: that one answers.
     */
    async once<T>(id: string, work: () => Promise<T>): Promise<T> {
      const request = { name: `${prefix}${id}`, owner, at: now(), isOurs: false, isOver: false };
      const [done] = await Promise.allSettled([currentRequest.run(request, work)]);
      request.isOver = true;
      if (request.isOurs) await sweep();
      else await refuseTaken(request);
      if (done.status === 'rejected') throw done.reason;
      return done.value;
    },
    /** Whether any bot has changed anything for a request of the last day. */
    async hasChanged(id: string): Promise<boolean> {
      return (await database.cursor.count({ where: { name: `${prefix}${id}` } })) > 0;
    },
    /** What a request of the last day changed first, if that is shown anywhere: `meeting/12`. */
    async changedAbout(id: string): Promise<string | undefined> {
      return await keptValue(database, `${prefix}${id}${aboutEnd}`);
    },
  };

  /** What another bot changed also shows in what this one read, so its answer would be wrong. */
  async function refuseTaken({ name }: CurrentRequest): Promise<void> {
    const taker = await keptValue(database, name).catch(() => undefined);
    if (taker !== undefined && taker !== owner) throw new DoneElsewhereError({ isOrphaned: isGone(taker) });
  }

  async function sweep(): Promise<void> {
    const at = now().getTime();
    if (Math.abs(at - sweptAt) < betweenSweepsMilliseconds) return;
    sweptAt = at;
    const old = { name: beginningWith(database, prefix), updatedAt: { lt: new Date(at - keptMilliseconds) } };
    await database.cursor.deleteMany({ where: old }).catch(() => {
      // The next sweep may succeed.
    });
  }
}
