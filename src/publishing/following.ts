// The topics whose replies are read: some at a time, all of them in turn, so that a look costs no more where there are many.

import type { Followed } from '../core/platform.ts';
import { type Database, kindOf } from '../storage/client.ts';
import { readRemote } from './place.ts';

/** More than a platform can be asked for in a minute. */
const atATime = 200;

interface Row extends Pick<Followed, 'groupId' | 'key' | 'about'> {
  readonly id: number;
  readonly remote: string;
  readonly endedAt: Date | string | null;
}

/** Answers the followed topics of a platform, at most 200 a time; each time those that come next, in a circle. */
export function followedInTurn(rows: Database): (platform: string) => Promise<readonly Followed[]> {
  const lasts = new Map<string, number>();

  return async (platform) => {
    const found = await after(rows, platform, lasts.get(platform) ?? 0);
    lasts.set(platform, found.length < atATime ? 0 : (found.at(-1)?.id ?? 0));
    return found.flatMap(readable);
  };
}

async function after(rows: Database, platform: string, last: number): Promise<readonly Row[]> {
  if (kindOf(rows) === 'sqlite') {
    const found = await rows.publication.findMany({
      where: { platform, isFollowed: true, remote: { not: null }, id: { gt: last } },
      select: { id: true, groupId: true, key: true, about: true, remote: true, endedAt: true },
      orderBy: { id: 'asc' },
      take: atATime,
    });
    return found.flatMap(({ remote, ...row }) => (remote === null ? [] : { ...row, remote }));
  }
  // The sums keep PostgreSQL from going through all publications in the order of their ids until it has enough.
  return await rows.$queryRaw<Row[]>`
    SELECT "id", "groupId", "key", "about", "remote", "endedAt" FROM "Publication"
    WHERE "isFollowed" AND "platform" = ${platform} AND "remote" IS NOT NULL AND "id" + 0 > ${last}
    ORDER BY "id" + 0 LIMIT ${atATime}`;
}

/** Those among topics, by their ids on the platform, that are followed now. */
export async function followedAmong(
  rows: Database,
  { platform, ids }: { platform: string; ids: readonly string[] },
): Promise<readonly Followed[]> {
  const found = await rows.made.findMany({
    where: { platform, remoteId: { in: [...ids] }, isPart: false, publication: { isFollowed: true } },
    select: {
      publication: { select: { groupId: true, key: true, about: true, remote: true, endedAt: true } },
    },
    orderBy: { id: 'asc' },
  });
  return found.flatMap(({ publication: { remote, ...row } }) =>
    remote === null ? [] : readable({ ...row, remote }),
  );
}

function readable({ groupId, key, about, remote: written, endedAt }: Omit<Row, 'id'>): Followed[] {
  const remote = readRemote(written);
  return remote ? [{ groupId, key, about, remote, hasEnded: endedAt !== null }] : [];
}
