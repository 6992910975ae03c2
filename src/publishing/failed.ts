// What failed until somebody mends something outside: tried again by itself, more and more seldom, and told when it goes well.
import { BoundedMap } from '../core/bounded-map.ts';
import type { PlatformEvent } from '../core/platform.ts';
import type { Database, Transaction } from '../storage/client.ts';
import { wakeGroups } from '../storage/schedule.ts';
import { again, end, groupsWith, markAll, type PublicationRow, publishing } from './store.ts';

/** Ten minutes, doubling, at most six hours. */
const firstPauseMinutes = 10;
const longestPauseMinutes = 6 * 60;
/** What somebody mends is often several changes in a row. */
const settleMilliseconds = 10_000;
/** How often what a platform tells has everything tried there that failed, at most. */
const mostOftenMilliseconds = 60_000;
const mostPlanned = 5_000;
/** Attempts in vain after which organisers are told although trying goes on (some five minutes). */
export const attemptsBeforeTelling = 6;

type Mended = Extract<PlatformEvent, { kind: 'mended' }>;

/** When something that failed is tried again by itself, after so many attempts in vain. */
export function triedAgainAt(attempts: number, now: Date): Date {
  const minutes = Math.min(firstPauseMinutes * 2 ** Math.max(0, attempts - 1), longestPauseMinutes);
  return new Date(now.getTime() + minutes * 60_000);
}

/** Of a group, has that which failed worked on again as far as its time has come. */
export async function tryDueAgain(rows: Database, groupId: number, now: Date): Promise<void> {
  const due = { groupId, state: 'failed', nextAttemptAt: { lte: now } };
  // Nothing is written where nothing failed.
  if (await rows.publication.findFirst({ where: due, select: { id: true } }))
    await rows.publication.updateMany({ where: due, data: again });
}

/** The subject of the notices to organisers that a publication failed. */
export function faultOf(id: number): string {
  return `fault/${id}`;
}

/**
 * What had failed has gone well, or is not wanted any more: the notices of it say so, and what failed there or for the same
 * reason is tried at once.
 */
export async function recovered(
  rows: Transaction,
  row: Pick<PublicationRow, 'id' | 'groupId' | 'platform' | 'place' | 'error'>,
  { now, isPublished }: { now: Date; isPublished: boolean },
): Promise<void> {
  const { id, groupId, platform, place, error } = row;
  const notices = { groupId, about: faultOf(id) };
  const isTold = (await rows.publication.count({ where: { ...notices, endedAt: null } })) > 0;
  await markAll(rows, notices);
  await end(rows, notices, now);
  if (!isPublished) return;
  const failed = { groupId, state: 'failed', platform, nextAttemptAt: { not: null } };
  await rows.publication.updateMany({
    where: { ...failed, error },
    data: { ...again, attempts: 1 },
  });
  // One notice told of all of them, also of those that are tried already. Whatever still fails is news.
  const tried = { groupId, state: 'wanted', platform, error, attempts: { lt: attemptsBeforeTelling } };
  if (isTold) await rows.publication.updateMany({ where: tried, data: { toldAt: null } });
  await rows.publication.updateMany({ where: { ...failed, place }, data: again });
}

/**
 * Builds what is to be called when a platform tells that somebody changed something there which may have been at fault:
 * in a moment, and at most once a minute, everything is tried that failed there.
 */
export function mendedOn(
  database: Database,
  now: () => Date,
): (mended: Pick<Mended, 'platform' | 'space'>) => Promise<void> {
  const planned = new BoundedMap<string, number>(mostPlanned);

  return async ({ platform, space }) => {
    const at = now().getTime();
    const where = JSON.stringify([platform, space]);
    const last = planned.get(where) ?? Number.NEGATIVE_INFINITY;
    // What is planned comes after this change as well.
    if (last > at) return;
    const soon = new Date(Math.max(at + settleMilliseconds, last + mostOftenMilliseconds));
    planned.set(where, soon.getTime());
    const served =
      space === undefined
        ? undefined
        : await database.space.findUnique({ where: { platform_spaceId: { platform, spaceId: space } } });
    if (space !== undefined && !served) return;
    const failed = {
      state: 'failed',
      platform,
      nextAttemptAt: { gt: soon },
      ...(served && { groupId: served.groupId }),
    };
    const groups = await groupsWith(database, failed);
    await database.publication.updateMany({ where: failed, data: { nextAttemptAt: soon } });
    await wakeGroups(database, groups, publishing);
  };
}
