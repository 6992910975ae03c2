// The roster's rows: groups, people and their accounts.
import type { Account, PlatformName } from '../../core/account.ts';
import { UserError } from '../../core/errors.ts';
import type { GroupFacts, Groups, People, PersonFacts } from '../../core/house.ts';
import { mark } from '../../publishing/store.ts';
import { type Database, isDuplicate, type Transaction, transaction } from '../../storage/client.ts';

type GroupRow = NonNullable<Awaited<ReturnType<Database['group']['findUnique']>>>;
type PersonRow = NonNullable<Awaited<ReturnType<Database['person']['findUnique']>>> & {
  accounts: { platform: string; accountId: string; name: string }[];
};

/** What `/docent setup` can change. */
export type GroupChange = Partial<
  Pick<
    GroupRow,
    | 'name'
    | 'zone'
    | 'discordGuild'
    | 'discourseCategory'
    | 'meetingsChannel'
    | 'pullRequestsChannel'
    | 'amaChannel'
    | 'moderatorsChannel'
    | 'organisersChannel'
  > & { repositories: readonly string[] }
>;

/** What somebody can change about themselves. */
export interface PersonChange {
  readonly zone?: string;
  readonly role?: PersonFacts['role'];
  readonly never?: readonly string[];
  readonly prefers?: readonly string[];
}

/** The roster's store; `Groups` and `People` are what other rooms get of it. */
export interface RosterStore extends Groups, People {
  /**
   * The group of a Discord guild or Discourse category; else the only group; else the one where the caller is known.
   * A guild not seen before becomes a group of its own. Throws `UserError` when it cannot be told which is meant.
   */
  groupOf(platform: PlatformName, space: string | undefined, caller?: Account): Promise<number>;
  changeGroup(groupId: number, change: GroupChange): Promise<void>;
  changePerson(groupId: number, personId: number, change: PersonChange): Promise<void>;
  /** Remembers that a person says this account is theirs, and marks the message with the code to it. */
  claimAccount(groupId: number, personId: number, claim: { account: Account; code: string }): Promise<void>;
  /** The claim that a code confirms. */
  claimWith(groupId: number, personId: number, code: string): Promise<Account | undefined>;
  /** What the message to a claimed account says. */
  claimById(id: number): Promise<{ code: string; claimant: string } | undefined>;
  /** Makes the account this person's from now on. */
  joinAccount(groupId: number, personId: number, account: Account): Promise<void>;
}

/** Opens the roster's rows. */
export function rosterStore(database: Database): RosterStore {
  const withAccounts = { accounts: { select: { platform: true, accountId: true, name: true } } } as const;

  async function groupOfSpace(platform: PlatformName, space: string | undefined) {
    if (space === undefined) return null;
    const isGuild = { discordGuild: space };
    const isCategory = { discourseCategory: space };
    const where = { discord: isGuild, discourse: isCategory, terminal: { OR: [isGuild, isCategory] } };
    return await database.group.findFirst({ where: where[platform] });
  }

  /** Gives a group its guild, if it has none yet. */
  async function takesGuild(id: number, discordGuild: string): Promise<boolean> {
    const taken = await database.group.updateMany({
      where: { id, discordGuild: null },
      data: { discordGuild },
    });
    return taken.count === 1;
  }

  async function groupOfCaller(caller: Account | undefined): Promise<number> {
    const accounts = caller
      ? await database.account.findMany({
          where: { platform: caller.platform, accountId: caller.id },
          select: { groupId: true },
          take: 2,
        })
      : [];
    const [first, second] = accounts;
    if (first && !second) return first.groupId;
    throw new UserError(
      "I serve several groups here and cannot tell which one you mean. Ask me in your group's server or forum category.",
    );
  }

  return {
    async find(groupId) {
      return groupFacts(await database.group.findUniqueOrThrow({ where: { id: groupId } }));
    },
    async list() {
      return (await database.group.findMany({ orderBy: { id: 'asc' } })).map(groupFacts);
    },
    async groupOf(platform, space, caller) {
      const known = await groupOfSpace(platform, space);
      if (known) return known.id;
      const groups = await database.group.findMany({ orderBy: { id: 'asc' }, take: 2 });
      const only = groups.length === 1 ? groups[0] : undefined;
      if (platform === 'discord' && space !== undefined) {
        return only && (await takesGuild(only.id, space)) ? only.id : await newGroup(database, space);
      }
      if (only) return only.id;
      if (groups.length === 0) return await newGroup(database, undefined);
      return await groupOfCaller(caller);
    },
    async of(groupId, account) {
      return await personOf(database, groupId, account);
    },
    async byIds(groupId, ids) {
      const people = await database.person.findMany({
        where: { groupId, id: { in: [...ids] } },
        include: withAccounts,
      });
      return ids.flatMap((id) => people.filter((one) => one.id === id).map(personFacts));
    },
    async members(groupId) {
      const people = await database.person.findMany({
        where: { groupId, role: { in: ['member', 'organiser'] } },
        include: withAccounts,
        orderBy: { id: 'asc' },
      });
      return people.map(personFacts);
    },
    async changeGroup(groupId, { repositories, ...change }) {
      await database.group.update({
        where: { id: groupId },
        data: { ...change, ...(repositories && { repositories: JSON.stringify(repositories) }) },
      });
    },
    async changePerson(groupId, personId, { never, prefers, ...change }) {
      await database.person.updateMany({
        where: { id: personId, groupId },
        data: {
          ...change,
          ...(never && { never: JSON.stringify(never) }),
          ...(prefers && { prefers: JSON.stringify(prefers) }),
        },
      });
    },
    async claimAccount(groupId, personId, { account, code }) {
      await transaction(database, async (rows) => {
        const claim = await rows.accountClaim.create({
          data: { groupId, personId, platform: account.platform, accountId: account.id, code },
        });
        await mark(rows, [
          {
            groupId,
            key: `roster/claim/${claim.id}`,
            platform: account.platform,
            place: { kind: 'person', id: account.id },
            view: 'roster/claim',
            subject: String(claim.id),
            isOnce: true,
          },
        ]);
      });
    },
    async claimWith(groupId, personId, code) {
      const claim = await database.accountClaim.findFirst({ where: { groupId, personId, code } });
      if (!claim || !isPlatformName(claim.platform)) return undefined;
      return { platform: claim.platform, id: claim.accountId, name: claim.accountId };
    },
    async claimById(id) {
      const claim = await database.accountClaim.findUnique({ where: { id } });
      const claimant = claim && (await database.person.findUnique({ where: { id: claim.personId } }));
      return claim && claimant ? { code: claim.code, claimant: claimant.name } : undefined;
    },
    async joinAccount(groupId, personId, account) {
      await transaction(database, async (rows) => {
        await rows.account.upsert({
          where: {
            groupId_platform_accountId: { groupId, platform: account.platform, accountId: account.id },
          },
          create: {
            groupId,
            personId,
            platform: account.platform,
            accountId: account.id,
            name: account.name,
          },
          update: { personId },
        });
        await rows.accountClaim.deleteMany({ where: { groupId, personId } });
      });
    },
  };
}

async function newGroup(database: Database, discordGuild: string | undefined): Promise<number> {
  try {
    const made = await database.group.create({
      data: { name: 'Docs work group', ...(discordGuild && { discordGuild }) },
    });
    return made.id;
  } catch (error) {
    if (!isDuplicate(error) || !discordGuild) throw error;
    return (await database.group.findUniqueOrThrow({ where: { discordGuild } })).id;
  }
}

/** Finds the person behind an account, keeping the name current, or writes down somebody new. */
async function personOf(database: Database, groupId: number, account: Account): Promise<PersonFacts> {
  const where = {
    groupId_platform_accountId: { groupId, platform: account.platform, accountId: account.id },
  };
  const found = await database.account.findUnique({ where });
  if (!found) {
    try {
      await transaction(database, (rows) => newPerson(rows, groupId, account));
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  } else if (found.name !== account.name) {
    await database.account.update({ where, data: { name: account.name } });
  }
  const known = await database.account.findUniqueOrThrow({
    where,
    include: { person: { include: { accounts: true } } },
  });
  return personFacts(known.person);
}

async function newPerson(rows: Transaction, groupId: number, account: Account): Promise<void> {
  const made = await rows.person.create({ data: { groupId, name: account.name } });
  await rows.account.create({
    data: {
      groupId,
      personId: made.id,
      platform: account.platform,
      accountId: account.id,
      name: account.name,
    },
  });
}

function groupFacts(row: GroupRow): GroupFacts {
  const repositories: string[] = JSON.parse(row.repositories);
  return {
    id: row.id,
    name: row.name,
    zone: row.zone,
    repositories,
    ...(row.discordGuild !== null && { discordGuild: row.discordGuild }),
    ...(row.discourseCategory !== null && { discourseCategory: row.discourseCategory }),
    ...(row.meetingsChannel !== null && { meetingsChannel: row.meetingsChannel }),
    ...(row.pullRequestsChannel !== null && { pullRequestsChannel: row.pullRequestsChannel }),
    ...(row.amaChannel !== null && { amaChannel: row.amaChannel }),
    ...(row.moderatorsChannel !== null && { moderatorsChannel: row.moderatorsChannel }),
    ...(row.organisersChannel !== null && { organisersChannel: row.organisersChannel }),
  };
}

function personFacts(row: PersonRow): PersonFacts {
  const never: string[] = JSON.parse(row.never);
  const prefers: string[] = JSON.parse(row.prefers);
  return {
    id: row.id,
    name: row.name,
    role: row.role === 'organiser' || row.role === 'member' ? row.role : 'none',
    accounts: row.accounts.flatMap(({ platform, accountId, name }) =>
      isPlatformName(platform) ? [{ platform, id: accountId, name }] : [],
    ),
    ...(row.zone !== null && { zone: row.zone }),
    never,
    prefers,
  };
}

function isPlatformName(name: string): name is PlatformName {
  return name === 'discord' || name === 'discourse' || name === 'terminal';
}
