// Who had a first pull request merged: authors whom digests told as first-timers before.
import type { Database } from '../../storage/client.ts';
import { type Digest, digestShape } from './facts.ts';

/** A merged pull request of somebody who is new. */
export type FirstMerged = Digest['ended'][number];

/** Builds what finds them since an instant, each person once; only of public repositories where `isPublicOnly`. */
export function firstMerged(database: Database) {
  return async (groupId: number, since: Date): Promise<FirstMerged[]> => {
    const rows = await database.digestRun.findMany({
      where: {
        groupId,
        watchId: { not: null },
        state: 'read',
        readAt: { gte: since },
        digest: { not: null },
      },
      orderBy: { readAt: 'desc' },
      take: 60,
      select: { digest: true },
    });
    const digests = rows.flatMap(({ digest }) =>
      digest === null ? [] : [digestShape.parse(JSON.parse(digest))],
    );
    const isNew = new Set(
      digests.flatMap(({ sections }) =>
        sections.flatMap(({ prs }) => prs.filter((pull) => pull.isFirstTimer).map(({ author }) => author)),
      ),
    );
    const merged = digests.flatMap(({ ended }) =>
      ended.filter((one) => one.isMerged && isNew.has(one.author)),
    );
    return [...new Map(merged.toReversed().map((one) => [one.author, one])).values()];
  };
}
