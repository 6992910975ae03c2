// The groups' rows with their spaces and places, and which group a space or a person means.
import type { PlatformName } from '../../../core/account.ts';
import type { Grants, GroupFacts } from '../../../core/directory.ts';
import { UserError } from '../../../core/errors.ts';
import type { PlaceId } from '../../../core/publication.ts';
import { isPurpose } from '../../../publishing/place.ts';
import { madeAs } from '../../../publishing/shown.ts';
import { placesChanged } from '../../../publishing/store.ts';
import { retryFailed } from '../../../publishing/waiting.ts';
import { change, type Database, isDuplicate, type Transaction } from '../../../storage/client.ts';
import type { Row } from '../../../storage/rows.ts';
import { wakeGroup } from '../../../storage/schedule.ts';
import { type AskedWithout, groupOfCaller, recentlyRead, served } from './callers.ts';
import { moveCards } from './cards.ts';
import { defaultName, keepUsed, type ServedSpaces, servedStore } from './served.ts';

const withPlaces = {
  spaces: { orderBy: { id: 'asc' } },
  places: { orderBy: { id: 'asc' } },
  grants: { orderBy: { id: 'asc' } },
} as const;

type GroupRow = Row<'group'> & {
  spaces: { platform: string; spaceId: string }[];
  places: { purpose: string; platform: string; placeId: string }[];
  grants: { kind: string; platform: string; value: string }[];
};

/** What `/docent setup` can change. */
type GroupChange = Partial<Omit<GroupFacts, 'id' | 'grants'>> & {
  /** What the group shall have no longer. */
  readonly gone?: Pick<GroupFacts, 'places' | 'spaces'>;
};

/** Opens the groups: `Groups`, and what is kept of them. */
export function groupStore(database: Database, { isInvited, named = [] }: ServedSpaces) {
  const recent = recentlyRead<GroupFacts>();

  const find = (groupId: number) => findIn(database, groupId);

  async function recentGroup(platform: PlatformName, space: string | undefined, asked?: AskedWithout) {
    const known =
      space === undefined
        ? undefined
        : await recent.read(`${platform} ${space}`, async () => {
            const found = await groupOfSpace(database, platform, space);
            if (found?.leftAt) throw notServed(space);
            return found && (await find(found.groupId));
          });
    return known ?? (await find(await unknownGroup(platform, space, asked)));
  }

  /** Whether the operator named a space; where none was named, the first that ever asks is the one meant. */
  async function isServed({ platform, id }: PlaceId): Promise<boolean> {
    const here = named.filter((one) => one.platform === platform);
    if (here.length > 0) return here.some((one) => one.id === id);
    return (await database.space.count({ where: { platform } })) === 0;
  }

  /** The group of a space that none has, or of no space. */
  async function unknownGroup(platform: PlatformName, space: string | undefined, asked?: AskedWithout) {
    const messages = space === undefined ? [asked?.messageId, asked?.replyTo] : [];
    for (const id of asked?.groupName ? [] : messages) {
      const [told] = id === undefined ? [] : await madeAs(database, platform, id);
      if (told) return told.groupId;
    }
    const groups = await database.group.findMany({ where: served, orderBy: { id: 'asc' }, take: 2 });
    const only = groups.length === 1 ? groups[0] : undefined;
    if (space !== undefined && isInvited(platform)) {
      const own = { platform, id: space };
      if (!(await isServed(own))) throw notServed(space);
      return only && (await assignSpace(database, only.id, own)) ? only.id : await newGroup(database, own);
    }
    if (only) return only.id;
    if (groups.length === 0) return await newGroup(database, undefined);
    return await groupOfCaller(database, asked);
  }

  return {
    find,
    async recent(groupId: number) {
      return (await recent.read(String(groupId), () => find(groupId))) ?? (await find(groupId));
    },
    async list() {
      const rows = await database.group.findMany({
        where: served,
        include: withPlaces,
        orderBy: { id: 'asc' },
      });
      return rows.map((row) => groupFacts(row, rows.length === 1));
    },
    /** That group as it was some seconds ago at most; what this process changes shows at once. */
    recentGroup,
    /** The group of a space, if it has one that is served; looking makes none. */
    async knownGroup(platform: PlatformName, space: string) {
      const found = await groupOfSpace(database, platform, space);
      return found && !found.leftAt ? found.groupId : undefined;
    },
    ...servedStore(database, () => recent.forget()),
    /**
     * The group of a space; else the one that the message is from, whose button was pressed; else the only group; else the
     * one where the caller is known. A space that is served becomes a group of its own when it is first seen.
     * Throws `UserError` when it cannot be told which is meant, or when the space is not served.
     */
    groupOf: async (platform: PlatformName, space: string | undefined, asked?: AskedWithout) =>
      (await recentGroup(platform, space, asked)).id,
    /**
     * What is given takes the place of what was set before; whatever is visible moves along, and what failed is tried again.
     * Throws `UserError` when another group has that space. `checked` is told in the same transaction what was there.
     */
    async changeGroup(groupId: number, to: GroupChange, checked?: (before: GroupFacts) => void) {
      try {
        await change(database, groupId, async (rows) => {
          checked?.(await findIn(rows, groupId));
          await writeChange(rows, groupId, to);
          await placesChanged(rows, groupId);
          await moveCards(rows, groupId);
          await retryFailed(rows, groupId);
          await wakeGroup(rows, groupId);
        });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw new UserError('Another group here has that place for its own. Choose another one.');
      } finally {
        recent.forget();
      }
    },
  };
}

/** A group with its spaces and places. */
async function findIn(rows: Database | Transaction, groupId: number): Promise<GroupFacts> {
  const [row, two] = await Promise.all([
    rows.group.findUniqueOrThrow({ where: { id: groupId }, include: withPlaces }),
    rows.group.findMany({ where: served, select: { id: true }, take: 2 }),
  ]);
  return groupFacts(row, two.length === 1);
}

async function writeChange(rows: Transaction, groupId: number, change: GroupChange): Promise<void> {
  const { repositories, spaces = [], places = [], gone, ...own } = change;
  await rows.group.update({
    where: { id: groupId },
    data: { ...own, ...(repositories && { repositories: JSON.stringify(repositories) }) },
  });
  for (const { purpose, platform, id: placeId } of gone?.places ?? []) {
    await rows.place.deleteMany({ where: { groupId, purpose, platform, placeId } });
  }
  for (const { platform, id: spaceId } of gone?.spaces ?? []) {
    await rows.space.deleteMany({ where: { groupId, platform, spaceId } });
  }
  for (const { platform, id: spaceId } of spaces) {
    await rows.space.upsert({
      where: { groupId_platform: { groupId, platform } },
      create: { groupId, platform, spaceId },
      update: { spaceId },
    });
  }
  // A place that is chosen takes the place of those that the group had for that on the same platform.
  for (const { purpose, platform } of places) {
    await rows.place.deleteMany({ where: { groupId, purpose, platform } });
  }
  for (const { purpose, platform, id: placeId } of places) {
    await rows.place.create({ data: { groupId, purpose, platform, placeId } });
  }
}

async function groupOfSpace(database: Database, platform: PlatformName, space: string | undefined) {
  if (space === undefined) return undefined;
  const row = await database.space.findUnique({
    where: { platform_spaceId: { platform, spaceId: space } },
    select: { groupId: true, leftAt: true },
  });
  return row ?? undefined;
}

function notServed(space: string): UserError {
  return new UserError(
    `I am not at work in this place yet: whoever runs me decides where I am. They can add it with \`docent groups serve ${space}\`.`,
  );
}

/** Gives a group its space on a platform, if it has none there yet. */
async function assignSpace(database: Database, groupId: number, space: PlaceId): Promise<boolean> {
  try {
    await database.space.create({ data: { groupId, platform: space.platform, spaceId: space.id } });
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return (await groupOfSpace(database, space.platform, space.id))?.groupId === groupId;
  }
}

async function newGroup(database: Database, space: PlaceId | undefined): Promise<number> {
  await keepUsed(database);
  try {
    const made = await database.group.create({
      data: {
        name: defaultName,
        ...(space && { spaces: { create: { platform: space.platform, spaceId: space.id } } }),
      },
    });
    return made.id;
  } catch (error) {
    const known = isDuplicate(error) && space && (await groupOfSpace(database, space.platform, space.id));
    if (!known) throw error;
    return known.groupId;
  }
}

function groupFacts(row: GroupRow, isAlone: boolean): GroupFacts {
  const repositories: string[] = JSON.parse(row.repositories);
  return {
    id: row.id,
    name: row.name,
    zone: row.zone,
    createdAt: row.createdAt,
    repositories,
    spaces: row.spaces.map(({ platform, spaceId }) => ({ platform, id: spaceId })),
    places: row.places.flatMap(({ purpose, platform, placeId }) =>
      isPurpose(purpose) ? [{ purpose, platform, id: placeId }] : [],
    ),
    grants: isAlone ? 'everything' : grantsOf(row.grants),
  };
}

function grantsOf(rows: GroupRow['grants']): Grants {
  return {
    places: rows
      .filter(({ kind }) => kind === 'place')
      .map(({ platform, value }) => ({ platform, id: value })),
    repositories: rows.filter(({ kind }) => kind === 'repository').map(({ value }) => value),
  };
}
