// What waits for a platform is published as soon as the platform can be published to again.
import type { Database } from '../storage/client.ts';
import { wakeGroups } from '../storage/schedule.ts';
import { groupsWith, publishing } from './store.ts';

/** No pause between tries is longer than this, unless the platform itself asked for it. */
const longestPauseMilliseconds = 600_000;

/**
 * Has everything that waits for a platform tried at once, in all groups; what the platform wants to be asked later is
 * left. Answers how many groups had something.
 */
export async function platformReturned(database: Database, platform: string, now: Date): Promise<number> {
  const waiting = { platform, state: 'wanted' };
  const soon = new Date(now.getTime() + longestPauseMilliseconds);
  await database.publication.updateMany({
    where: { ...waiting, nextAttemptAt: { gt: now, lte: soon } },
    data: { nextAttemptAt: null },
  });
  const groups = await groupsWith(database, waiting);
  await wakeGroups(database, groups, publishing);
  return groups.length;
}
