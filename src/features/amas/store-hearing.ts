// Which AMAs are over and still read: for a while whoever writes there is told that it came too late.
import { stopFollowing } from '../../publishing/store.ts';
import { change, type Database } from '../../storage/client.ts';
import type { AmaFacts } from './facts.ts';
import { aboutAma, amaIdOf } from './publication-keys.ts';
import { amaFacts, withHosts } from './store-rows.ts';

/** What is read of AMAs that are over. */
export interface HearingStore {
  /** Closed AMAs of a group in whose places what people write is still read. */
  stillHeard(groupId: number): Promise<AmaFacts[]>;
  /** Reads them no more. Harmless to repeat. */
  stopHearing(ama: AmaFacts): Promise<void>;
}

/** Opens the rows. */
export function hearingStore(database: Database): HearingStore {
  return {
    async stillHeard(groupId) {
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
    stopHearing: ({ id, groupId }) =>
      change(database, groupId, (rows) => stopFollowing(rows, { groupId, about: aboutAma(id) })),
  };
}
