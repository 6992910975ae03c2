// What waits to be published and what has failed: looked at, counted, tried again.
import type { Database, Transaction } from '../storage/client.ts';
import { wake, wakeGroups } from '../storage/schedule.ts';
import { again, groupsWith, type PublicationRow, publishing } from './store.ts';

/** Failed publications of a group, newest first. */
export async function failures(rows: Database, groupId: number): Promise<PublicationRow[]> {
  return await rows.publication.findMany({
    where: { groupId, state: 'failed' },
    orderBy: { updatedAt: 'desc' },
    take: 50,
  });
}

/** Lets all publications of a group that failed, or that wait for another try, try at once; answers how many. */
export async function retryFailed(rows: Database | Transaction, groupId: number): Promise<number> {
  // What people did not let through is sent to them in the same words.
  await rows.publication.updateMany({
    where: { groupId, state: 'failed', remote: null },
    data: { hash: null },
  });
  const { count } = await rows.publication.updateMany({
    where: { groupId, state: 'failed' },
    data: { ...again, attempts: 1 },
  });
  const waiting = await rows.publication.updateMany({
    where: { groupId, state: 'wanted', nextAttemptAt: { not: null } },
    data: { nextAttemptAt: null },
  });
  if (count + waiting.count > 0) await wake(rows, groupId, publishing);
  return count + waiting.count;
}

/** How many publications wait and how many have failed, by group and platform. */
export async function counts(rows: Database) {
  const grouped = await rows.publication.groupBy({
    by: ['groupId', 'platform', 'state'],
    where: { state: { in: ['wanted', 'failed'] } },
    _count: true,
  });
  return grouped.map(({ groupId, platform, state, _count }) => ({ groupId, platform, state, count: _count }));
}

/** For how many seconds the publication that was marked first has been waiting at `now`; 0 when none waits. */
export async function oldestWaitingSeconds(rows: Database, now: Date): Promise<number> {
  const row = await rows.publication.findFirst({
    where: { state: 'wanted' },
    orderBy: { updatedAt: 'asc' },
    select: { updatedAt: true, createdAt: true, remote: true },
  });
  if (!row) return 0;
  const since = row.remote === null ? row.createdAt : row.updatedAt;
  return Math.max(0, (now.getTime() - since.getTime()) / 1000);
}

/** No pause between tries is longer than this, unless the platform itself asked for it. */
const longestPauseMilliseconds = 600_000;

/**
 * Has everything that waits for a platform tried at once, in all groups; what the platform wants to be asked later is
 * left.
 */
export async function platformReturned(database: Database, platform: string, now: Date): Promise<void> {
  const waiting = { platform, state: 'wanted' };
  const soon = new Date(now.getTime() + longestPauseMilliseconds);
  await database.publication.updateMany({
    where: { ...waiting, nextAttemptAt: { gt: now, lte: soon } },
    data: { nextAttemptAt: null },
  });
  await wakeGroups(database, await groupsWith(database, waiting), publishing);
}
