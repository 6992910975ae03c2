// Who had a first pull request merged: authors whom digests told as first-timers before.
import type { Database } from '../../storage/client.ts';
import type { Digest } from './facts.ts';
import { firstOnes, toldDigests } from './store-digests.ts';

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
    const digests = await toldDigests(database, groupId, {
      since: new Date(since.getTime() - openFor),
      until,
      isPublicOnly: !isGroup,
      most: 60,
    });
    const isNew = new Set(firstOnes(digests).map(({ author }) => author));
    const merged = digests
      .filter(({ generatedAt }) => generatedAt >= since)
      .flatMap(({ ended }) => ended.filter((one) => one.isMerged && isNew.has(one.author)));
    return [...new Map(merged.toReversed().map((one) => [one.author, one])).values()];
  };
}
