// The people's rows: who is behind an account, and what is known of them.
import type { Account } from '../../../core/account.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { given } from '../../../core/given.ts';
import type { Wanted } from '../../../core/publication.ts';
import { republishAfterMerge, republishAll } from '../../../publishing/remaking.ts';
import { mark, oneOffLocations } from '../../../publishing/store.ts';
import { accountRow, isCurrent, meetAccount } from '../../../storage/accounts.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { type Extent, thingsNaming } from '../../../storage/forgotten-words.ts';
import type { Merging } from '../../../storage/people.ts';
import { type DataReader, forgetPerson, personalData } from '../../../storage/personal-data.ts';
import { wakeGroup } from '../../../storage/schedule.ts';
import { aboutApplication } from '../member-publications.ts';
import { rolesChanged } from './cards.ts';
import { applicationCleared } from './offers.ts';
import { applicationFacts, personFacts, withAccounts } from './rows.ts';
import { freeing, replacingOver, takenBack } from './seats.ts';

/** What others have to do with who comes, goes, and is forgotten. */
export interface Elsewhere {
  now(): Date;
  /** Ends the vote about something that goes on, uncounted, since it has lost its object. */
  dropVote(
    rows: Transaction,
    groupId: number,
    about: { readonly concerns: string; readonly reason: string; readonly now: Date },
  ): Promise<void>;
  /** What else is done in the transaction that forgets somebody. */
  forgetting(rows: Transaction, groupId: number, personId: number): Promise<void>;
  readonly merging: Merging;
  /** Views of what was said once and names people, and says it as well at any later time. */
  readonly corrected: readonly string[];
  /** Views of what was said once, and may name the hosts of an AMA: that stays as it is. */
  readonly staying: readonly string[];
}

/** What somebody can change about themselves. */
interface PersonChange {
  readonly zone?: string;
  readonly role?: PersonFacts['role'];
  readonly never?: readonly string[];
  readonly prefers?: readonly string[];
}

/** Opens the people: `People`, and what is kept of them. */
export function peopleStore(database: Database, elsewhere: Elsewhere) {
  return {
    of: (groupId: number, account: Account) => personOf(database, groupId, account),
    known: (groupId: number, account: Account) => knownPerson(database, groupId, account),
    knownOrNew: async (groupId: number, account: Account): Promise<PersonFacts> =>
      (await knownPerson(database, groupId, account)) ?? {
        ...{ id: 0, name: account.name, role: 'none', accounts: [account], never: [], prefers: [] },
      },
    async byIds(groupId: number, ids: readonly number[]) {
      // Found by their ids alone: beside them, the group would have SQLite read everybody in it.
      const where = { id: { in: [...ids] } };
      const people = ids.length === 0 ? [] : await database.person.findMany({ where, include: withAccounts });
      const ofGroup = new Map(people.filter((one) => one.groupId === groupId).map((one) => [one.id, one]));
      return ids.flatMap((id) => ofGroup.get(id) ?? []).map(personFacts);
    },
    async members(groupId: number) {
      const people = await database.person.findMany({
        where: { groupId, role: { in: ['member', 'organiser'] } },
        include: withAccounts,
        orderBy: { id: 'asc' },
      });
      return people.map(personFacts);
    },
    /** Everything that is known of somebody, by the name of its table; nothing that opens a door. */
    personalData: (groupId: number, who: Pick<PersonFacts, 'id' | 'accounts'>, reader?: DataReader) =>
      change(database, groupId, (rows) => personalData(rows, { ...who, groupId }, reader)),
    /**
     * Forgets somebody: their accounts, hours and wishes are removed; what others need (an answer, minutes, a vote's
     * result) stays without a name, and is shown so everywhere. Answers where what was said once and may name them stands.
     * `extent`: how far their names are taken out of what others wrote. `told`: what organisers hear of it, of a member.
     */
    forget: (
      groupId: number,
      personId: number,
      { extent, told = [] }: { readonly extent: Extent; readonly told?: readonly Wanted[] | undefined },
    ): Promise<readonly string[]> =>
      change(database, groupId, async (rows) => {
        const about = await thingsNaming(rows, personId);
        const now = elsewhere.now();
        const applied = await rows.application.findMany({ where: { groupId, applicantId: personId } });
        for (const { id } of applied) {
          const concerns = aboutApplication(id);
          await elsewhere.dropVote(rows, groupId, { concerns, reason: takenBack, now });
        }
        await replacingOver(rows, groupId, elsewhere, {
          personId,
          reason: 'They are no longer in the group.',
          now,
        });
        await elsewhere.forgetting(rows, groupId, personId);
        const wasMember = await rows.person.count({ where: { id: personId, role: { not: 'none' } } });
        let isNamed = true;
        await freeing(rows, groupId, async () => {
          isNamed = await forgetPerson(rows, { id: personId, groupId, extent });
        });
        for (const { id, decidedAt } of applied.filter(({ clearedAt }) => clearedAt === null)) {
          const data = { decidedAt: decidedAt ?? now, clearedAt: now };
          const cleared = await rows.application.update({ where: { id }, data });
          await applicationCleared(rows, applicationFacts(cleared), now);
        }
        if (wasMember > 0) await mark(rows, told);
        if (isNamed) {
          await republishAll(rows, { groupId, now, saidOnce: elsewhere.corrected });
          await wakeGroup(rows, groupId);
        }
        return await oneOffLocations(rows, { groupId, about, views: elsewhere.staying });
      }),
    changePerson: (groupId: number, personId: number, { never, prefers, ...rest }: PersonChange) =>
      change(database, groupId, async (rows) => {
        const hours = { never: never && JSON.stringify(never), prefers: prefers && JSON.stringify(prefers) };
        const data = { ...rest, ...given(hours) };
        await rows.person.updateMany({ where: { id: personId, groupId }, data });
        if (rest.role !== undefined) await rolesChanged(rows, groupId);
      }),
  };
}

/** The person behind an account, if they were seen before. */
async function knownPerson(database: Database, groupId: number, account: Account) {
  // Nothing more for somebody who was never seen: each request asks this.
  const row = await accountRow(database, groupId, account);
  if (!row) return undefined;
  const person = await database.person.findUnique({ where: { id: row.personId }, include: withAccounts });
  return person ? personFacts(person) : undefined;
}

/** Finds the person behind an account, keeping names current, or writes down somebody new. */
async function personOf(database: Database, groupId: number, account: Account): Promise<PersonFacts> {
  const found = await accountRow(database, groupId, account);
  const meet = (rows: Transaction) => meetAccount(rows, groupId, { account, changed: republishAfterMerge });
  const row = found && isCurrent(found, account) ? found : await change(database, groupId, meet);
  const where = { id: row.personId };
  return personFacts(await database.person.findUniqueOrThrow({ where, include: withAccounts }));
}
