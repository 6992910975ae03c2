// Whose accounts the operator configured as organisers': where such an id is a name, it means whoever was first seen under it.
import type { Account } from '../../../core/account.ts';
import type { Database } from '../../../storage/client.ts';
import { firstWritten, keepOnly, keptValue } from '../../../storage/cursors.ts';

/** An account whose owner is an organiser of every group. */
export type ConfiguredAccount = Pick<Account, 'platform' | 'id'>;

const prefix = 'organiser/';
const nameOf = ({ platform, id }: ConfiguredAccount) => `${prefix}${platform}/${id.toLowerCase()}`;

/** Opens the notes of whom the configuration means. */
export function configuredStore(database: Database) {
  /** What a name means never changes while it is configured. */
  const known = new Map<string, string>();

  return {
    /** Forgets whom names meant that are configured no more: who puts one back means whoever has it then. */
    async forgetUnconfigured(configured: readonly ConfiguredAccount[]) {
      known.clear();
      await keepOnly(database, prefix, configured.map(nameOf));
    },
    /** The stable id of whom a configured name means, if that is known. */
    async meantBy(one: ConfiguredAccount) {
      const name = nameOf(one);
      const found = known.get(name) ?? (await keptValue(database, name));
      if (found !== undefined) known.set(name, found);
      return found;
    },
    /** Notes that a configured name means this account, unless it meant another already; answers which one it means. */
    async means(one: ConfiguredAccount, stableId: string) {
      const name = nameOf(one);
      const found = await firstWritten(database, name, stableId);
      known.set(name, found);
      return found;
    },
  };
}
