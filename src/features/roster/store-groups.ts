// The groups' rows, and which group a place or a person means.
import type { Account, PlatformName } from '../../core/account.ts';
import type { GroupFacts } from '../../core/directory.ts';
import { UserError } from '../../core/errors.ts';
import { groupOfRemote } from '../../publishing/store.ts';
import { type Database, isDuplicate } from '../../storage/client.ts';
import type { AskedWithout, GroupStore } from './store.ts';
import { recentlyRead } from './store-recent.ts';

type GroupRow = NonNullable<Awaited<ReturnType<Database['group']['findUnique']>>>;

/** Opens the groups. */
export function groupStore(database: Database): GroupStore {
  const recent = recentlyRead<GroupFacts>();

  async function find(groupId: number): Promise<GroupFacts> {
    return groupFacts(await database.group.findUniqueOrThrow({ where: { id: groupId } }));
  }

  async function inSpace(platform: PlatformName, space: string): Promise<GroupFacts | undefined> {
    return await recent.read(`${platform} ${space}`, async () => {
      const row = await groupOfSpace(database, platform, space);
      return row ? groupFacts(row) : undefined;
    });
  }

  async function recentGroup(
    platform: PlatformName,
    space: string | undefined,
    asked?: AskedWithout,
  ): Promise<GroupFacts> {
    const known = space === undefined ? undefined : await inSpace(platform, space);
    return known ?? (await find(await unknownGroup(platform, space, asked)));
  }

  /** The group of a space that none has, or of no space. */
  async function unknownGroup(
    platform: PlatformName,
    space: string | undefined,
    asked?: AskedWithout,
  ): Promise<number> {
    const isPrivate = space === undefined && asked?.messageId !== undefined;
    const told = isPrivate ? await groupOfRemote(database, platform, asked.messageId) : undefined;
    if (told !== undefined) return told;
    const groups = await database.group.findMany({ orderBy: { id: 'asc' }, take: 2 });
    const only = groups.length === 1 ? groups[0] : undefined;
    if (platform === 'discord' && space !== undefined) {
      return only && (await takesGuild(database, only.id, space)) ? only.id : await newGroup(database, space);
    }
    if (only) return only.id;
    if (groups.length === 0) return await newGroup(database, undefined);
    return await groupOfCaller(database, asked?.caller);
  }

  return {
    find,
    async list() {
      return (await database.group.findMany({ orderBy: { id: 'asc' } })).map(groupFacts);
    },
    recentGroup,
    groupOf: async (platform, space, asked) => (await recentGroup(platform, space, asked)).id,
    async changeGroup(groupId, { repositories, ...change }) {
      try {
        await database.group.update({
          where: { id: groupId },
          data: { ...change, ...(repositories && { repositories: JSON.stringify(repositories) }) },
        });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw new UserError('Another group here has that Discourse category. Choose another one.');
      } finally {
        recent.forget();
      }
    },
  };
}

async function groupOfSpace(database: Database, platform: PlatformName, space: string) {
  const isGuild = { discordGuild: space };
  const isCategory = { discourseCategory: space };
  const where = { discord: isGuild, discourse: isCategory, terminal: { OR: [isGuild, isCategory] } };
  return await database.group.findFirst({ where: where[platform] });
}

/** Gives a group its guild, if it has none yet. */
async function takesGuild(database: Database, id: number, discordGuild: string): Promise<boolean> {
  const taken = await database.group.updateMany({
    where: { id, discordGuild: null },
    data: { discordGuild },
  });
  return taken.count === 1;
}

async function groupOfCaller(database: Database, caller: Account | undefined): Promise<number> {
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
