// Which AMAs are over and still read: for a while whoever writes there is told that it came too late.
import { stopFollowing } from '../../publishing/store.ts';
import { change, type Database } from '../../storage/client.ts';
import type { AmaFacts } from './facts.ts';
import { aboutAma } from './publication-keys.ts';
import { amaFacts, withHosts } from './store-rows.ts';

/** What is read of AMAs that are over. */
export interface FollowingStore {
  /** Closed AMAs of a group in whose places what people write is still read, of those that ended in the last month. */
  stillFollowed(groupId: number, now: Date): Promise<AmaFacts[]>;
  /** Reads them no more. Harmless to repeat. */
  stopFollowing(ama: AmaFacts): Promise<void>;
}

/** A bot that was away for longer leaves a topic followed; nothing else comes of it. */
const longestMilliseconds = 31 * 86_400_000;
/** More do not end in so short a time. */
const most = 20;

/** Opens the rows. */
export function followingStore(database: Database): FollowingStore {
  return {
    async stillFollowed(groupId, now) {
      const found = await database.ama.findMany({
        where: { groupId, state: 'closed' },
        orderBy: { id: 'desc' },
        take: most,
        include: withHosts,
      });
      const since = new Date(now.getTime() - longestMilliseconds);
      const recent = found.filter(({ changedAt }) => changedAt > since);
      const followed: AmaFacts[] = [];
      for (const row of recent) {
        const where = { groupId, about: aboutAma(row.id), isFollowed: true };
        const one = await database.publication.findFirst({ where, select: { id: true } });
        if (one) followed.push(amaFacts(row));
      }
      return followed;
    },
    stopFollowing: ({ id, groupId }) =>
      change(database, groupId, (rows) => stopFollowing(rows, { groupId, about: aboutAma(id) })),
  };
}
