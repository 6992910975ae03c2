// Claims that an account is somebody's, and the joining of two accounts into one person.
import { type Account, isSameAccount } from '../../../core/account.ts';
import { republishAfterMerge } from '../../../publishing/remaking.ts';
import { mark } from '../../../publishing/store.ts';
import { accountRow, addAccount } from '../../../storage/accounts.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { type Merged, type Merging, mergePeople } from '../../../storage/people.ts';
import type { Elsewhere } from './people.ts';
import { freeing } from './seats.ts';

/** So many codes somebody may have sent in a day: each one is a private message to somebody else, perhaps. */
const mostClaimsADay = 5;
const day = 24 * 60 * 60 * 1000;

/** Opens the claims. */
export function accountStore(database: Database, { merging }: Elsewhere) {
  return {
    /**
     * Remembers that a person says this account is theirs, and marks the message with the code to it: `sent`. Nothing
     * happens when it is theirs already, or when they have had too many codes sent in a day.
     */
    claimAccount: (
      groupId: number,
      personId: number,
      { account, code, now }: { readonly account: Account; readonly code: string; readonly now: Date },
    ) =>
      change(database, groupId, async (rows) => {
        const owner = await accountRow(rows, groupId, account);
        if (owner?.personId === personId) return 'yours';
        const recent = await rows.accountClaim.count({
          where: { groupId, personId, createdAt: { gt: new Date(now.getTime() - day) } },
        });
        if (recent >= mostClaimsADay) return 'tooMany';
        const { platform } = account;
        const accountId = owner?.accountId ?? account.id;
        const stableId = account.stableId ?? owner?.stableId ?? null;
        const claim = await rows.accountClaim.create({
          data: { groupId, personId, platform, accountId, stableId, code, createdAt: now },
        });
        await mark(rows, [
          {
            groupId,
            key: `members/claim/${claim.code}/${claim.id}`,
            about: `claim/${claim.id}`,
            to: { kind: 'account', account: { platform, id: accountId } },
            view: 'members/claim',
            subject: String(claim.id),
            isOnce: true,
          },
        ]);
        return 'sent';
      }),
    /** What the message to a claimed account says. */
    async claimById(id: number) {
      const claim = await database.accountClaim.findUnique({ where: { id } });
      const claimant = claim && (await database.person.findUnique({ where: { id: claim.personId } }));
      return claim && claimant ? { code: claim.code, claimant: claimant.name } : undefined;
    },
    /** With the right code, makes one person of the two that the accounts belonged to; undefined with a wrong one. */
    confirmClaim: (groupId: number, personId: number, code: string, now: Date) =>
      change(database, groupId, async (rows) => {
        const claim = await rows.accountClaim.findFirst({
          where: { groupId, personId, code, createdAt: { gt: new Date(now.getTime() - day) } },
        });
        if (!claim) return undefined;
        const account = {
          platform: claim.platform,
          id: claim.accountId,
          name: claim.accountId,
          ...(claim.stableId !== null && { stableId: claim.stableId }),
        };
        // Of two members there is one now.
        const { came: merged } = await freeing(rows, groupId, () =>
          join(rows, { groupId, personId, account, merging }),
        );
        await rows.accountClaim.deleteMany({ where: { groupId, personId } });
        return merged;
      }),
    /** Whether a code was sent to this very account: whoever asked for it types it where they asked. */
    async isSentTo(groupId: number, account: Account, code: string) {
      const { platform } = account;
      const sent = await database.accountClaim.findMany({
        where: { groupId, platform, code },
        select: { accountId: true, stableId: true },
      });
      return sent.some(({ accountId: id, stableId }) =>
        isSameAccount({ platform, id, ...(stableId !== null && { stableId }) }, account),
      );
    },
    /** Makes the account this person's, and with it all that the person had to whom it belonged. */
    joinAccount: (groupId: number, personId: number, account: Account) =>
      change(database, groupId, async (rows) => {
        await join(rows, { groupId, personId, account, merging });
      }),
  };
}

async function join(
  rows: Transaction,
  of: { groupId: number; personId: number; account: Account; merging: Merging },
): Promise<Merged> {
  const { groupId, personId, account, merging } = of;
  const known = await accountRow(rows, groupId, account);
  if (!known) {
    await addAccount(rows, groupId, { account, personId });
    return { votedTwice: [] };
  }
  if (account.stableId !== undefined) {
    await rows.account.update({ where: { id: known.id }, data: { stableId: account.stableId } });
  }
  if (known.personId === personId) return { votedTwice: [] };
  const two = { from: known.personId, into: personId };
  const merged = await merging(rows, two, () => mergePeople(rows, two));
  await republishAfterMerge(rows, groupId);
  return merged;
}
