// The people's rows: who is behind an account, and what is known of them.
import type { Account } from '../../core/account.ts';
import type { PersonFacts } from '../../core/directory.ts';
import { correctEverything } from '../../publishing/remaking.ts';
import { saidOnceAt } from '../../publishing/store.ts';
import { change, type Database, isDuplicate, type Transaction } from '../../storage/client.ts';
import { thingsNaming } from '../../storage/forgotten-words.ts';
import { forgetPerson, personalData } from '../../storage/personal-data.ts';
import { wakeGroup } from '../../storage/schedule.ts';
import type { PeopleStore } from './store.ts';
import { personFacts } from './store-rows.ts';
import { freeing } from './store-seats.ts';

const withAccounts = { accounts: { orderBy: { id: 'asc' } } } as const;

/** What others have to do with forgetting somebody. */
export interface Forgetting {
  now(): Date;
  /** What else is done in the transaction. */
  also(rows: Transaction, groupId: number, personId: number): Promise<void>;
  /** Views of what was said once and names people, and says it as well at any later time. */
  readonly corrected: readonly string[];
  /** Views of what was said once, and may name the hosts of an AMA: that stays as it is. */
  readonly staying: readonly string[];
}

const nothingElse: Forgetting = {
  now: () => new Date(0),
  also: async () => {},
  corrected: [],
  staying: [],
};

/** Opens the people. */
export function peopleStore(database: Database, forgetting: Forgetting = nothingElse): PeopleStore {
  return {
    of: (groupId, account) => personOf(database, groupId, account),
    async known(groupId, account) {
      const { platform, id } = account;
      // Both in one statement, and nothing more for somebody who was never seen: each request asks this.
      const alike = await database.account.findMany({
        where: { groupId, platform, foldedId: folded(id) },
        orderBy: { id: 'asc' },
      });
      const row = alike.find(({ accountId }) => accountId === id) ?? alike[0];
      if (!row) return undefined;
      const person = await database.person.findUnique({ where: { id: row.personId }, include: withAccounts });
      return person ? personFacts(person) : undefined;
    },
    async byIds(groupId, ids) {
      // Found by their ids alone: beside them, the group would have SQLite read everybody in it.
      const people = await database.person.findMany({
        where: { id: { in: [...ids] } },
        include: withAccounts,
      });
      const ofGroup = new Map(people.filter((one) => one.groupId === groupId).map((one) => [one.id, one]));
      return ids.flatMap((id) => ofGroup.get(id) ?? []).map(personFacts);
    },
    async members(groupId) {
      const people = await database.person.findMany({
        where: { groupId, role: { in: ['member', 'organiser'] } },
        include: withAccounts,
        orderBy: { id: 'asc' },
      });
      return people.map(personFacts);
    },
    async personalData(groupId, personId, reader) {
      return await change(database, groupId, (rows) => personalData(rows, { id: personId, groupId }, reader));
    },
    async forget(groupId, personId, extent) {
      return await change(database, groupId, async (rows) => {
        const about = await thingsNaming(rows, personId);
        await forgetting.also(rows, groupId, personId);
        let isNamed = true;
        await freeing(rows, groupId, async () => {
          isNamed = await forgetPerson(rows, { id: personId, groupId, extent });
        });
        const { corrected } = forgetting;
        if (isNamed) {
          await correctEverything(rows, { groupId, now: forgetting.now(), saidOnce: corrected });
          await wakeGroup(rows, groupId);
        }
        return await saidOnceAt(rows, { groupId, about, views: forgetting.staying });
      });
    },
    async changePerson(groupId, personId, { never, prefers, ...rest }) {
      await change(database, groupId, async (rows) => {
        await rows.person.updateMany({
          where: { id: personId, groupId },
          data: {
            ...rest,
            ...(never && { never: JSON.stringify(never) }),
            ...(prefers && { prefers: JSON.stringify(prefers) }),
          },
        });
        // Who is a member decides of seats, votes and projects.
        if (rest.role !== undefined) await wakeGroup(rows, groupId);
      });
    },
  };
}

/** The row of an account; user names are told apart without regard to case. */
export async function accountRow(rows: Database | Transaction, groupId: number, account: Account) {
  const { platform, id: accountId } = account;
  const exact = await rows.account.findUnique({
    where: { groupId_platform_accountId: { groupId, platform, accountId } },
  });
  if (exact) return exact;
  return await rows.account.findFirst({
    where: { groupId, platform, foldedId: folded(accountId) },
    orderBy: { id: 'asc' },
  });
}

/** How an account's id is compared. */
export function folded(accountId: string): string {
  return accountId.toLowerCase();
}

/** Finds the person behind an account, keeping names current, or writes down somebody new. */
async function personOf(database: Database, groupId: number, account: Account): Promise<PersonFacts> {
  const found = await accountRow(database, groupId, account);
  if (!found) {
    try {
      await change(database, groupId, (rows) => newPerson(rows, groupId, account));
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  } else if (found.name !== account.name || found.accountId !== account.id) {
    await rename(database, found, account);
  }
  const known = await withPerson(database, groupId, account);
  if (!known) throw new Error(`The account ${account.id} was written down and is gone`);
  return personFacts(known.person);
}

async function withPerson(database: Database, groupId: number, { platform, id }: Account) {
  const found = await database.account.findUnique({
    where: { groupId_platform_accountId: { groupId, platform, accountId: id } },
    include: { person: { include: withAccounts } },
  });
  return found ?? undefined;
}

/** A person is called as the account by which they came is, unless the two had different names already. */
async function rename(
  database: Database,
  found: { id: number; groupId: number; personId: number; name: string },
  account: Account,
): Promise<void> {
  await change(database, found.groupId, async (rows) => {
    await rows.account.update({
      where: { id: found.id },
      data: { name: account.name, accountId: account.id, foldedId: folded(account.id) },
    });
    await rows.person.updateMany({
      where: { id: found.personId, name: found.name },
      data: { name: account.name },
    });
  });
}

async function newPerson(rows: Transaction, groupId: number, account: Account): Promise<void> {
  const made = await rows.person.create({ data: { groupId, name: account.name } });
  await rows.account.create({
    data: {
      groupId,
      personId: made.id,
      platform: account.platform,
      accountId: account.id,
      foldedId: folded(account.id),
      name: account.name,
    },
  });
}
