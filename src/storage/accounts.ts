// Gives an account its new name wherever rows hold the old one: on some platforms the name is all that an account has.
import type { Account } from '../core/account.ts';
import { change, type Database, type Transaction } from './client.ts';
import { mergePeople } from './people.ts';

/** An account that bears another name now. */
interface RenamedAccount {
  /** The id that it had. */
  readonly from: string;
  readonly account: Account;
  /** Whether staff made one account of two. */
  readonly isMerged?: boolean;
}

/** What is done in the same transaction where two people turned out to be one. */
type BecameOne = (rows: Transaction, groupId: number) => Promise<void>;

/**
 * Writes the new name down in every group that knows the old one. Where both are known already they are one person, of which
 * `becameOne` is told. Again, it changes nothing.
 */
export async function renameAccount(
  database: Database,
  renamed: RenamedAccount,
  becameOne: BecameOne,
): Promise<void> {
  const { from, account } = renamed;
  const { platform } = account;
  const found = await database.account.findMany({
    where: { platform, foldedId: from.toLowerCase() },
    select: { groupId: true },
  });
  for (const { groupId } of found) {
    await change(database, groupId, (rows) => renameIn(rows, { ...renamed, groupId, becameOne }));
  }
}

async function renameIn(
  rows: Transaction,
  { groupId, from, account, isMerged, becameOne }: RenamedAccount & { groupId: number; becameOne: BecameOne },
): Promise<void> {
  const { platform, id, name } = account;
  const folded = (one: string) => one.toLowerCase();
  const old = await rows.account.findFirst({ where: { groupId, platform, foldedId: folded(from) } });
  if (!old) return;
  const other = await rows.account.findFirst({
    where: { groupId, platform, foldedId: folded(id), NOT: { id: old.id } },
  });
  if (other) {
    if (other.personId !== old.personId) {
      // Whoever takes a name that became free is not given the role of who had it.
      if (!isMerged) await rows.person.update({ where: { id: other.personId }, data: { role: 'none' } });
      await mergePeople(rows, { from: other.personId, into: old.personId });
      // Who was called as the account that is gone is called as the one that stays.
      const isCalledSo = { id: old.personId, name: { in: [old.name, old.accountId] } };
      await rows.person.updateMany({ where: isCalledSo, data: { name } });
      await becameOne(rows, groupId);
    }
    await rows.account.deleteMany({ where: { id: other.id } });
  }
  await rows.account.update({
    where: { id: old.id },
    data: { accountId: id, foldedId: folded(id), name },
  });
  await renameElsewhere(rows, { groupId, platform, from: old.accountId, to: id });
}

/** What names the account itself, and not the person whose it is. */
async function renameElsewhere(
  rows: Transaction,
  { groupId, platform, from, to }: { groupId: number; platform: string; from: string; to: string },
): Promise<void> {
  await rows.accountClaim.updateMany({
    where: { groupId, platform, accountId: from },
    data: { accountId: to },
  });
  const ofGroup = { ama: { groupId } };
  await rows.question.updateMany({
    where: { ...ofGroup, platform, askerAccountId: from },
    data: { askerAccountId: to },
  });
  await rows.amaHost.updateMany({
    where: { ...ofGroup, platform, accountId: from },
    data: { accountId: to },
  });
  const both = await rows.vote.findMany({
    where: { question: ofGroup, platform, accountId: { in: [from, to] } },
    select: { id: true, questionId: true, accountId: true },
  });
  const voted = new Set(both.filter(({ accountId }) => accountId === to).map(({ questionId }) => questionId));
  for (const { id, questionId, accountId } of both) {
    if (accountId !== from) continue;
    if (voted.has(questionId)) await rows.vote.deleteMany({ where: { id } });
    else await rows.vote.updateMany({ where: { id }, data: { accountId: to } });
  }
  // What was to go to the old name goes to the new one.
  await rows.publication.updateMany({
    where: { groupId, platform, place: JSON.stringify({ kind: 'person', id: from }) },
    data: { place: JSON.stringify({ kind: 'person', id: to }) },
  });
}
