// Who had a first pull request merged: authors whom digests told as first-timers before.
import type { Database } from '../../storage/client.ts';
import { type Digest, digestShape } from './facts.ts';

/** A merged pull request of somebody who is new. */
type FirstMerged = Digest['ended'][number];

/** So long before they were merged pull requests of first-timers may have been told of. */
const openFor = 45 * 86_400_000;

/** Builds what finds them from an instant until another, each person once; for everybody only those of public repositories. */
export function firstMerged(database: Database) {
  return async (
    groupId: number,
    { since, until, isGroup }: { readonly since: Date; readonly until: Date; readonly isGroup: boolean },
  ): Promise<FirstMerged[]> => {
    const rows = await database.digestRun.findMany({
      where: {
        groupId,
        watchId: { not: null },
        state: 'read',
        readAt: { gte: new Date(since.getTime() - openFor), lte: until },
        digest: { not: null },
        ...(!isGroup && { OR: [{ isPublic: null }, { isPublic: true }] }),
      },
      orderBy: { readAt: 'desc' },
      take: 60,
      select: { digest: true, readAt: true },
    });
    const digests = rows.flatMap(({ digest, readAt }) =>
      digest === null ? [] : [{ ...digestShape.parse(JSON.parse(digest)), readAt }],
    );
    const isNew = new Set(
      digests.flatMap(({ sections }) =>
        sections.flatMap(({ prs }) => prs.filter((pull) => pull.isFirstTimer).map(({ author }) => author)),
      ),
    );
    const merged = digests
      .filter(({ readAt }) => readAt !== null && readAt >= since)
      .flatMap(({ ended }) => ended.filter((one) => one.isMerged && isNew.has(one.author)));
    return [...new Map(merged.toReversed().map((one) => [one.author, one])).values()];
  };
}
