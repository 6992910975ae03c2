// The topics whose replies are read: some at a time, all of them in turn, so that a look costs no more where there are many.

import type { Followed } from '../core/platform.ts';
import { inBatches } from '../storage/batches.ts';
import type { Database } from '../storage/client.ts';
import { readPlace, readRemote } from './place.ts';
import type { PublicationRow } from './store.ts';

/** More than a platform can be asked for in a minute. */
const atATime = 200;

const row = { groupId: true, key: true, about: true, place: true, remote: true, endedAt: true } as const;

/** Answers the followed topics of a platform, at most 200 a time; each time those that come next, in a circle. */
export function followedInTurn(rows: Database): (platform: string) => Promise<readonly Followed[]> {
  const lasts = new Map<string, number>();

  const after = (platform: string, last: number) =>
    rows.publication.findMany({
      where: { platform, isFollowed: true, remote: { not: null }, id: { gt: last } },
      select: { id: true, ...row },
      orderBy: { id: 'asc' },
      take: atATime,
    });

  return async (platform) => {
    const last = lasts.get(platform) ?? 0;
    let found = await after(platform, last);
    if (found.length === 0 && last > 0) found = await after(platform, 0);
    lasts.set(platform, found.length < atATime ? 0 : (found.at(-1)?.id ?? 0));
    return found.flatMap(readable);
  };
}

/** Those among topics, by their ids on the platform, that are followed now. */
export async function followedAmong(
  rows: Database,
  { platform, ids }: { platform: string; ids: readonly string[] },
): Promise<readonly Followed[]> {
  const followed: Followed[] = [];
  for (const some of inBatches(ids)) {
    const found = await rows.made.findMany({
      where: { platform, remoteId: { in: some }, isPart: false, publication: { isFollowed: true } },
      select: { publication: { select: row } },
      orderBy: { id: 'asc' },
    });
    followed.push(...found.flatMap(({ publication }) => readable(publication)));
  }
  return followed;
}

function readable(found: Pick<PublicationRow, keyof typeof row>): Followed[] {
  const { groupId, key, about, place: of, remote: written, endedAt } = found;
  const remote = readRemote(written);
  if (!remote) return [];
  const place = readPlace(of);
  const home = place.kind === 'channel' && { home: place.id };
  return [{ groupId, key, about, remote, ...home, hasEnded: endedAt !== null }];
}
