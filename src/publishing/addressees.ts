// To which account a message to somebody goes, and who is named without one where they are gone.

import { type Account, isSameAccount } from '../core/account.ts';
import type { Content } from '../core/content.ts';
import type { Platform } from '../core/platform.ts';
import { withoutAbsent } from '../core/text/absent.ts';
import type { Database } from '../storage/client.ts';
import { accountsOf, readDestination, readPlace } from './place.ts';
import type { PublicationRow } from './store.ts';

/** By what it is known where people are. */
export interface AddresseeParts {
  readonly database: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
  /** Whether an account is gone from a group, as it was looked for last: people are named and pinged without it there. */
  isAbsent?(account: Account, groupId: number): boolean;
  /** Whether an account that was gone still is, by a look at it now. */
  isStillAbsent?(account: Account, groupId: number): Promise<boolean>;
}

/** Builds what finds people's accounts. */
export function addressees(parts: AddresseeParts) {
  const { database } = parts;
  return { addressed, shownIn };

  /**
   * The row with the account that a private message goes to, or with the next one of theirs; undefined when none can be
   * written to. Nobody is written to about a group that they are gone from.
   */
  async function addressed(row: PublicationRow, isNext = false): Promise<PublicationRow | undefined> {
    const place = readPlace(row.place);
    if ((place.kind !== 'somebody' && place.kind !== 'person') || row.remote !== null)
      return isNext ? undefined : row;
    const to = row.destination === '' ? undefined : readDestination(row.destination);
    const chosen =
      place.kind === 'person' ? { platform: row.platform, id: place.id, name: place.id } : undefined;
    const all =
      to?.kind === 'person' ? await writableAccounts(to.personId) : [chosen].flatMap((one) => one ?? []);
    const at = chosen ? all.findIndex((one) => isSameAccount(one, chosen)) : 0;
    if (at < 0) return isNext ? undefined : row;
    for (const account of all.slice(isNext ? at + 1 : at)) {
      if (await isGone(account, row.groupId)) continue;
      if (chosen && isSameAccount(account, chosen)) return row;
      // Written down before it is sent.
      const data = { platform: account.platform, place: JSON.stringify({ kind: 'person', id: account.id }) };
      await database.publication.updateMany({ where: { id: row.id }, data });
      return { ...row, ...data };
    }
    return undefined;
  }

  async function writableAccounts(personId: number): Promise<Account[]> {
    const all = await accountsOf(database, personId);
    return all.filter(({ platform }) => parts.platforms.get(platform)?.can.privateMessages);
  }

  async function isGone(account: Account, groupId: number): Promise<boolean> {
    return (
      parts.isAbsent?.(account, groupId) === true && (await parts.isStillAbsent?.(account, groupId)) !== false
    );
  }

  /** Whoever is gone from a group is named there without an account, and not pinged. */
  function shownIn(groupId: number, content: Content): Content {
    if (!parts.isAbsent || !('document' in content)) return content;
    const isAbsent = (one: Account) => parts.isAbsent?.(one, groupId) === true;
    return {
      ...content,
      document: withoutAbsent(content.document, isAbsent),
      ...('pings' in content && content.pings && { pings: content.pings.filter((one) => !isAbsent(one)) }),
    };
  }
}
