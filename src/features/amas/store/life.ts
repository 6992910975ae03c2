// Moves an AMA on: whoever is first does it, and what that means is told in the same transaction; for a while after the end it is still read.
import { end, ensure, mark, markAll, markAskers, stopFollowing } from '../../../publishing/store.ts';
import { change, type Database } from '../../../storage/client.ts';
import { wake } from '../../../storage/schedule.ts';
import type { AmaFacts, AmaState } from '../facts.ts';
import { hostEndWanted } from '../notice-publications.ts';
import { aboutAma, keys } from '../publication-keys.ts';
import { amaWanted } from '../publications.ts';
import { isBeforeLive } from '../rules.ts';
import { readAma, readAmas } from './rows.ts';
import { tellMoved, wasShown } from './telling.ts';

/** A bot that was away for longer leaves a topic followed; nothing else comes of it. */
const longestMilliseconds = 31 * 86_400_000;

/** Opens the rows. */
export function lifeStore(database: Database) {
  return {
    /** Moves an AMA on if nobody else did meanwhile; answers whether it did. */
    move: (
      before: AmaFacts,
      to: AmaState,
      { now, isByHand, byId }: { now: Date; isByHand: boolean; byId?: number | undefined },
    ) =>
      change(database, before.groupId, async (rows) => {
        const isDropped = to === 'closed' && before.state === 'draft' && !(await wasShown(rows, before));
        const moved = await rows.ama.updateMany({
          where: { id: before.id, state: before.state },
          data: {
            state: to,
            changedAt: now,
            sequence: { increment: 1 },
            ...(isByHand && { movedAt: to === 'announced' && before.state === 'draft' ? null : now }),
            // A draft that nobody was shown never took questions: see `isKeptBack`.
            ...((to === 'wrapping' || to === 'closed') &&
              !isDropped && { stoppedAt: stopOf(before, to, { now, isByHand }) }),
            // By the clock it was held, even if the bot was away all the time.
            ...(to === 'closed' && { isCalledOff: isByHand && isBeforeLive(before) }),
          },
        });
        if (moved.count === 0) return false;
        const after = await readAma(rows, before.id);
        const about = { groupId: after.groupId, about: aboutAma(after.id) };
        // One that had been announced before says that it is being prepared again; nobody hears of one that never was.
        if (!isDropped) {
          await mark(rows, amaWanted(after));
          await markAll(rows, { ...about, views: ['amas/call'] });
          await tellMoved(rows, before, after);
          if (to === 'closed' && !after.isCalledOff) await ensure(rows, hostEndWanted(after, byId));
        }
        // Partners' calls say that it is called off.
        await markAskers(rows, keys.thread(after));
        await wake(rows, after.groupId, 'amas');
        if (to === 'closed') {
          // Cards and questions lose their buttons.
          await markAll(rows, { ...about, views: ['amas/card', 'amas/question', 'amas/call'] });
          await end(rows, about, now);
        }
        return true;
      }),
    /** Closed AMAs of a group in whose places what people write is still read, of those that ended in the last month. */
    async stillFollowed(groupId: number, now: Date) {
      const since = new Date(now.getTime() - longestMilliseconds);
      const where = { groupId, state: 'closed', changedAt: { gt: since } };
      const followed: AmaFacts[] = [];
      for (const ama of await readAmas(database, { where, orderBy: { id: 'desc' } })) {
        const shown = { groupId, about: aboutAma(ama.id), isFollowed: true };
        if (await database.publication.findFirst({ where: shown, select: { id: true } })) followed.push(ama);
      }
      return followed;
    },
    /** Reads them no more. Harmless to repeat. */
    stopFollowing: ({ id, groupId }: AmaFacts) =>
      change(database, groupId, (rows) => stopFollowing(rows, { groupId, about: aboutAma(id) })),
  };
}

/** Questions stop at the instant that was announced when the clock stops them, even if it is read late. */
function stopOf(before: AmaFacts, to: AmaState, { now, isByHand }: { now: Date; isByHand: boolean }): Date {
  if (before.state === 'wrapping' && before.stoppedAt) return before.stoppedAt;
  if (isByHand) return now;
  return to === 'wrapping' || before.wrapsAt <= now ? before.wrapsAt : now;
}
