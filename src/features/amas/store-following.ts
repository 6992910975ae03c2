// Which AMAs are over and still read: for a while whoever writes there is told that it came too late.
import { stopFollowing } from '../../publishing/store.ts';
import { change, type Database } from '../../storage/client.ts';
import type { AmaFacts } from './facts.ts';
import { aboutAma, amaIdOf } from './publication-keys.ts';
import { amaFacts, withHosts } from './store-rows.ts';

/** What is read of AMAs that are over. */
export interface FollowingStore {
  /** Closed AMAs of a group in whose places what people write is still read. */
  stillFollowed(groupId: number): Promise<AmaFacts[]>;
  /** Reads them no more. Harmless to repeat. */
  stopFollowing(ama: AmaFacts): Promise<void>;
}

/** Opens the rows. */
export function followingStore(database: Database): FollowingStore {
  return {
    async stillFollowed(groupId) {
      const followed = await database.publication.findMany({
        where: { groupId, isFollowed: true, view: { in: ['amas/thread', 'amas/question'] } },
        distinct: ['about'],
        select: { about: true },
      });
      const ids = followed.flatMap(({ about }) => amaIdOf(about) ?? []);
      if (ids.length === 0) return [];
      const found = await database.ama.findMany({
        where: { id: { in: ids }, groupId, state: 'closed' },
        orderBy: { id: 'asc' },
        include: withHosts,
      });
      return found.map(amaFacts);
    },
    stopFollowing: ({ id, groupId }) =>
      change(database, groupId, (rows) => stopFollowing(rows, { groupId, about: aboutAma(id) })),
  };
}
