// Whose accounts the operator configured as organisers': where such an id is a name, it means whoever was first seen under it.
import type { Account } from '../../../core/account.ts';
import type { Database } from '../../../storage/client.ts';
import { firstWritten, keepOnly, keptValue } from '../../../storage/cursors.ts';

/** An account whose owner is an organiser of every group. */
export type ConfiguredAccount = Pick<Account, 'platform' | 'id'>;

/** Whom the configuration means. */
export interface ConfiguredStore {
  /** Forgets whom names meant that are configured no more: who puts one back means whoever has it then. */
  forgetUnconfigured(configured: readonly ConfiguredAccount[]): Promise<void>;
  /** The stable id of whom a configured name means, if that is known. */
  meantBy(one: ConfiguredAccount): Promise<string | undefined>;
  /** Notes that a configured name means this account, unless it meant another already; answers which one it means. */
  means(one: ConfiguredAccount, stableId: string): Promise<string>;
}

const prefix = 'organiser/';
const nameOf = ({ platform, id }: ConfiguredAccount) => `${prefix}${platform}/${id.toLowerCase()}`;

/** Opens the notes. */
export function configuredStore(database: Database): ConfiguredStore {
  /** What a name means never changes while it is configured. */
  const known = new Map<string, string>();

  return {
    async forgetUnconfigured(configured) {
      known.clear();
      await keepOnly(database, prefix, configured.map(nameOf));
    },
    async meantBy(one) {
      const name = nameOf(one);
      const found = known.get(name) ?? (await keptValue(database, name));
      if (found !== undefined) known.set(name, found);
      return found;
    },
    async means(one, stableId) {
      const name = nameOf(one);
      const found = await firstWritten(database, name, stableId);
      known.set(name, found);
      return found;
    },
  };
}
