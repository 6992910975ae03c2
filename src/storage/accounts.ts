// The rows of accounts: whose one is, by the id that stays where the platform tells one; what it is called now; and who has a
// name no longer.
import { type Account, nameless } from '../core/account.ts';
import type { PlatformEvent } from '../core/platform.ts';
import { change, type Database, type Transaction } from './client.ts';
import { type Merging, mergePeople } from './people.ts';
import type { Row } from './rows.ts';

type AccountRow = Row<'account'>;

/** An account that bears another name now. */
type RenamedAccount = Omit<Extract<PlatformEvent, { kind: 'renamed' }>, 'kind'>;

/** What is done in the same transaction where people turned out to be one, or are called something else. */
type Changed = (rows: Transaction, groupId: number) => Promise<void>;

/** How an account's id is compared; user names are told apart without regard to case. */
function folded(accountId: string): string {
  return accountId.toLowerCase();
}

/**
 * The row of an account. One whose stable id is known is found by that alone, whatever it is called; by its name only a row
 * of which no stable id is known yet: whoever has the name of somebody else is somebody new.
 */
export async function accountRow(
  rows: Database | Transaction,
  groupId: number,
  account: Pick<Account, 'platform' | 'id' | 'stableId'>,
): Promise<AccountRow | undefined> {
  return ownAmong(await alikeIn(rows, groupId, account), account);
}

/** Whether a row says all that is known of its account now. */
export function isCurrent(row: AccountRow, { id, name, stableId }: Account): boolean {
  return row.accountId === id && row.name === name && (stableId === undefined || row.stableId === stableId);
}

/**
 * Writes down what an account is called now, and its stable id where that was not known; who had that name before has it no
 * longer. Answers its row, or that of a new person where nobody had it.
 */
export async function meetAccount(
  rows: Transaction,
  groupId: number,
  { account, changed }: { readonly account: Account; readonly changed: Changed },
): Promise<AccountRow> {
  const alike = await alikeIn(rows, groupId, account);
  const own = ownAmong(alike, account);
  if (own) return await keepCurrent(rows, own, { account, alike, changed });
  const { id: personId } = await rows.person.create({ data: { groupId, name: account.name } });
  return await addAccount(rows, groupId, { account, personId });
}

/** Gives a person an account that nobody has; who had its name before has it no longer. */
export async function addAccount(
  rows: Transaction,
  groupId: number,
  { account, personId }: { readonly account: Account; readonly personId: number },
): Promise<AccountRow> {
  const { platform, id: accountId, name, stableId = null } = account;
  for (const other of sameName(await alikeIn(rows, groupId, account), account)) await giveUpName(rows, other);
  return await rows.account.create({
    data: { groupId, personId, platform, accountId, foldedId: folded(accountId), name, stableId },
  });
}

/** The stable id of the account that some group knows by an id, if any knows it; where the id is a name, one has it at a time. */
export async function stableIdOf(
  database: Database,
  { platform, id }: Pick<Account, 'platform' | 'id'>,
): Promise<string | undefined> {
  const found = await database.account.findFirst({
    where: { platform, foldedId: folded(id), NOT: { stableId: null } },
    select: { stableId: true },
  });
  return found?.stableId ?? undefined;
}

/**
 * Writes down in every group that knows the account by its old name or its stable id what it is called now, and takes the name
 * from whoever had it before. Of two accounts that were merged one is left, and one person, of which `changed` is told, as of a
 * new name. Again, it changes nothing.
 */
export async function renameAccount(
  database: Database,
  renamed: RenamedAccount,
  told: { readonly changed: Changed; readonly merging: Merging },
): Promise<void> {
  const { from, account } = renamed;
  const { platform, stableId } = account;
  const found = await database.account.findMany({
    where: {
      OR: [
        { platform, foldedId: folded(from) },
        ...(stableId === undefined ? [] : [{ platform, stableId }]),
        ...(renamed.goneStableId === undefined ? [] : [{ platform, stableId: renamed.goneStableId }]),
      ],
    },
    select: { groupId: true },
    distinct: ['groupId'],
  });
  for (const { groupId } of found) {
    await change(database, groupId, (rows) => renameIn(rows, { ...renamed, ...told, groupId }));
  }
}

async function renameIn(
  rows: Transaction,
  renamed: RenamedAccount & { groupId: number; changed: Changed; merging: Merging },
): Promise<void> {
  const { groupId, from, account, isMerged = false, goneStableId, changed, merging } = renamed;
  const { platform, stableId } = account;
  const former = {
    platform,
    id: from,
    ...(isMerged
      ? goneStableId !== undefined && { stableId: goneStableId }
      : stableId !== undefined && { stableId }),
  };
  const old = await accountRow(rows, groupId, former);
  const alike = await alikeIn(rows, groupId, account);
  const other = ownAmong(
    alike.filter(({ id }) => id !== old?.id),
    account,
  );
  if (!old) {
    // Seen under the new name already, or never: nobody else has that name.
    if (other) await keepCurrent(rows, other, { account, alike, changed });
    else for (const one of sameName(alike, account)) await giveUpName(rows, one);
    return;
  }
  if (!isMerged || !other) {
    await keepCurrent(rows, old, { account, alike, changed });
    return;
  }
  if (other.personId !== old.personId) {
    const two = { from: other.personId, into: old.personId };
    await merging(rows, two, () => mergePeople(rows, two));
    // Who was called as the account that is gone is called as the one that stays.
    const isCalledSo = { id: old.personId, name: { in: [old.name, old.accountId] } };
    await rows.person.updateMany({ where: isCalledSo, data: { name: account.name } });
    await changed(rows, groupId);
  }
  await rows.account.deleteMany({ where: { id: other.id } });
  await keepCurrent(rows, old, { account, alike: alike.filter(({ id }) => id !== other.id), changed });
}

/** The rows that an account may be, or that bear its name. */
async function alikeIn(
  rows: Database | Transaction,
  groupId: number,
  { platform, id, stableId }: Pick<Account, 'platform' | 'id' | 'stableId'>,
): Promise<AccountRow[]> {
  const isCalledSo = { groupId, platform, foldedId: folded(id) };
  return await rows.account.findMany({
    where: stableId === undefined ? isCalledSo : { OR: [isCalledSo, { groupId, platform, stableId }] },
    orderBy: { id: 'asc' },
  });
}

function ownAmong(alike: readonly AccountRow[], { id, stableId }: Pick<Account, 'id' | 'stableId'>) {
  const known = stableId === undefined ? undefined : alike.find((one) => one.stableId === stableId);
  if (known) return known;
  const unbound = stableId === undefined ? alike : alike.filter((one) => one.stableId === null);
  return unbound.find(({ accountId }) => accountId === id) ?? unbound[0];
}

const sameName = (alike: readonly AccountRow[], { id }: Pick<Account, 'id'>) =>
  alike.filter(({ foldedId }) => foldedId === folded(id));

async function keepCurrent(
  rows: Transaction,
  row: AccountRow,
  { account, alike, changed }: { account: Account; alike: readonly AccountRow[]; changed: Changed },
): Promise<AccountRow> {
  // Without a stable id names alone tell accounts apart, and some are alike but for their case.
  const others =
    account.stableId === undefined
      ? alike.filter(({ accountId }) => accountId === account.id)
      : sameName(alike, account);
  for (const other of others) if (other.id !== row.id) await giveUpName(rows, other);
  if (isCurrent(row, account)) return row;
  const { id: accountId, name, stableId = row.stableId } = account;
  const kept = await rows.account.update({
    where: { id: row.id },
    data: { accountId, foldedId: folded(accountId), name, stableId },
  });
  if (row.accountId !== accountId) await renameElsewhere(rows, row, { to: accountId, stableId });
  if (row.name === name && row.accountId === accountId) return kept;
  // A person is called as the account by which they came is, unless the two had different names already.
  const isCalledSo = { id: row.personId, name: { in: [row.name, row.accountId] } };
  await rows.person.updateMany({ where: isCalledSo, data: { name } });
  await changed(rows, row.groupId);
  return kept;
}

/** Somebody else has the name now: what was theirs stays with the one who had it, under no name that anybody can have. */
async function giveUpName(rows: Transaction, row: AccountRow): Promise<void> {
  const accountId = nameless(row.id);
  await rows.account.update({ where: { id: row.id }, data: { accountId, foldedId: accountId } });
  await renameElsewhere(rows, row, { to: accountId, stableId: row.stableId });
}

/** What names the account itself, and not the person whose it is; not what names another account that had that name. */
async function renameElsewhere(
  rows: Transaction,
  { groupId, platform, accountId: from, stableId: before }: AccountRow,
  { to, stableId }: { to: string; stableId: string | null },
): Promise<void> {
  const isThis = { OR: [{ stableId: null }, { stableId: before }] };
  await rows.accountClaim.updateMany({
    where: { groupId, platform, accountId: from, ...isThis },
    data: { accountId: to, stableId },
  });
  const ofGroup = { ama: { groupId } };
  await rows.question.updateMany({
    where: { ...ofGroup, platform, askerAccountId: from },
    data: { askerAccountId: to },
  });
  await rows.amaHost.updateMany({
    where: { ...ofGroup, platform, accountId: from, ...isThis },
    data: { accountId: to, stableId },
  });
  await rows.formDraft.updateMany({ where: { groupId, platform, accountId: from }, data: { accountId: to } });
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
