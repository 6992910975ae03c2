// Which requests were taken on, so that of several bots on one database only one answers each.
import { type Database, isDuplicate } from './client.ts';

/** Takes a request on; false when another bot has done so. */
export type TakeRequest = (id: string) => Promise<boolean>;

/** A request is answered within a quarter of an hour, or never. */
const keptMilliseconds = 60 * 60_000;
const takenBetweenSweeps = 200;

/** Opens the rows; they are kept for an hour. */
export function takenRequests(database: Database, now: () => Date): TakeRequest {
  let taken = 0;
  return async (id) => {
    try {
      await database.takenRequest.create({ data: { id, takenAt: now() } });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
    taken += 1;
    if (taken % takenBetweenSweeps === 0) {
      const oldest = new Date(now().getTime() - keptMilliseconds);
      await database.takenRequest.deleteMany({ where: { takenAt: { lt: oldest } } });
    }
    return true;
  };
}
