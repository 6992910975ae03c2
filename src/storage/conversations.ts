// The private conversations of a platform, so that each is opened once.
import { BoundedMap } from '../core/bounded-map.ts';
import type { Database } from './client.ts';

/** So many are kept in memory as well. */
const remembered = 5_000;

/** Opens the conversations of a platform, by the id of the account. */
export function conversations(database: Database, platform: string) {
  const known = new BoundedMap<string, string>(remembered);

  return {
    async find(accountId: string): Promise<string | undefined> {
      const inMemory = known.get(accountId);
      if (inMemory !== undefined) return inMemory;
      const row = await database.conversation.findUnique({
        where: { platform_accountId: { platform, accountId } },
      });
      if (row) known.set(accountId, row.remoteId);
      return row?.remoteId;
    },
    async keep(accountId: string, remoteId: string): Promise<void> {
      known.set(accountId, remoteId);
      await database.conversation.upsert({
        where: { platform_accountId: { platform, accountId } },
        create: { platform, accountId, remoteId },
        update: { remoteId },
      });
    },
  };
}
