// Who had a first pull request merged: authors whom digests told as first-timers before.
import type { Database } from '../../../storage/client.ts';
import type { Digest, Line } from '../facts.ts';
import { digestStore, namesRepository, type Span, toldIn } from './digests.ts';
import { readDigest } from './runs.ts';

/** A merged pull request of somebody who is new. */
type FirstMerged = Digest['ended'][number];

/** So long before they were merged pull requests of first-timers may have been told of. */
const openFor = 45 * 86_400_000;

/** Opens the rows. */
export function newcomersStore(database: Database) {
  return {
    /** The first contributions that digests of some repositories told in a span: once one is merged, its author is nobody new to GitHub. */
    reportedAsFirst: (
      groupId: number,
      spec: { readonly repositories: readonly string[]; readonly since: Date; readonly until: Date },
    ) => firstTold(database, groupId, { ...spec, isPublicOnly: false }),
  };
}

/** Builds what finds them from an instant until another, each person once; for everybody only those of public repositories. */
export function firstMerged(database: Database) {
  return async (
    groupId: number,
    { since, until, isGroup }: { readonly since: Date; readonly until: Date; readonly isGroup: boolean },
  ): Promise<FirstMerged[]> => {
    const isPublicOnly = !isGroup;
    const first = await firstTold(database, groupId, {
      since: new Date(since.getTime() - openFor),
      until,
      isPublicOnly,
    });
    const isNew = new Set(first.map(({ author }) => author));
    const ended = await digestStore(database).endedBetween(groupId, { since, until }, { isPublicOnly });
    const merged = ended.filter((one) => one.isMerged && isNew.has(one.author));
    return [...new Map(merged.toReversed().map((one) => [one.author, one])).values()];
  };
}

/** So many digests are in memory at once. */
const atOnce = 20;

/** The pull requests that digests in a span told as the first ones of their authors, each once: by the last digest of a day of each watch. */
async function firstTold(
  database: Database,
  groupId: number,
  { repositories, ...span }: Span & { readonly repositories?: readonly string[] },
): Promise<Line[]> {
  const all = await database.digestRun.findMany({
    where: toldIn(groupId, span),
    orderBy: { readAt: 'asc' },
    select: { id: true, watchId: true, readAt: true, scope: true },
  });
  const rows = all.filter((row) => repositories?.some((one) => namesRepository(row, one)) ?? true);
  const last = new Map(
    rows.map(({ id, watchId, readAt }) => [`${watchId} ${readAt?.toISOString().slice(0, 10)}`, id]),
  );
  const ids = [...last.values()];
  const found = new Map<string, Line>();
  for (let at = 0; at < ids.length; at += atOnce) {
    const batch = await database.digestRun.findMany({
      where: { id: { in: ids.slice(at, at + atOnce) } },
      select: { digest: true },
    });
    for (const { digest } of batch)
      for (const { prs } of digest === null ? [] : readDigest(digest).sections)
        for (const one of prs) if (one.isFirstTimer) found.set(one.url, one);
  }
  return [...found.values()];
}
