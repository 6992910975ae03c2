// What the operator decides at the terminal: which spaces are served, and what a group may use beside its own.
import type { PlatformName } from '../../../core/account.ts';
import { UserError } from '../../../core/errors.ts';
import type { Place, PlaceId } from '../../../core/publication.ts';
import { readPlace, repositories } from '../../../publishing/place.ts';
import { placesChanged } from '../../../publishing/store.ts';
import { retryFailed } from '../../../publishing/waiting.ts';
import { change, type Database, isDuplicate } from '../../../storage/client.ts';
import { wakeGroup } from '../../../storage/schedule.ts';

/** Which spaces are served. */
export interface ServedSpaces {
  /** Whether a platform's spaces are groups' own, into which the bot is invited, and not parts of a shared one. */
  isInvited(platform: PlatformName): boolean;
  /**
   * Those that the operator named in the configuration, beside those that were given to groups at the terminal; where none
   * of a platform is named, the first one that asks is served.
   */
  readonly named?: readonly PlaceId[];
}

/** Opens the rows; `changed` is called after each change. */
export function servedStore(database: Database, changed: () => void) {
  async function known(groupId: number): Promise<void> {
    const found = await database.group.findUnique({ where: { id: groupId }, select: { id: true } });
    if (!found)
      throw new UserError(`There is no group ${groupId}. \`docent groups list\` shows those that are.`);
  }

  return {
    /**
     * Serves a space, for a group that is there or for a new one, and answers the group's id. Throws a UserError when
     * another group has the space, or the group has another one there.
     */
    async serve(
      { platform, id }: PlaceId,
      { groupId, name }: { readonly groupId?: number; readonly name?: string },
    ) {
      const there = await database.space.findUnique({
        where: { platform_spaceId: { platform, spaceId: id } },
      });
      if (there && groupId !== undefined && there.groupId !== groupId)
        throw new UserError(`Group ${there.groupId} has ${platform}:${id} already.`);
      if (groupId !== undefined) await known(groupId);
      const of = there?.groupId ?? groupId ?? (await newGroup(name));
      try {
        await change(database, of, async (rows) => {
          if (name !== undefined) await rows.group.update({ where: { id: of }, data: { name } });
          await rows.space.upsert({
            where: { platform_spaceId: { platform, spaceId: id } },
            create: { groupId: of, platform, spaceId: id },
            update: { leftAt: null },
          });
          await placesChanged(rows, of);
          await retryFailed(rows, of);
          await wakeGroup(rows, of);
        });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw new UserError(
          `Group ${of} has another place of its own on ${platform} already. Look at \`docent groups list\`: a group has one of its own on each.`,
        );
      } finally {
        changed();
      }
      return of;
    },
    /** Lets a group use a place or a repository (`owner/name`, or a folder of it). Again, it changes nothing. */
    async grant(groupId: number, what: PlaceId | string) {
      await known(groupId);
      await keepGrant(database, groupId, what);
      changed();
    },
    /** Takes a grant back; answers whether there was one. */
    async revoke(groupId: number, what: PlaceId | string) {
      const { count } = await database.grant.deleteMany({ where: { groupId, ...grantOf(what) } });
      changed();
      return count > 0;
    },
    /** Serves a group no more, wherever it is; what it has is kept. */
    async leave(groupId: number, now: Date) {
      await known(groupId);
      await change(database, groupId, async (rows) => {
        await rows.space.updateMany({ where: { groupId }, data: { leftAt: now } });
        await rows.schedule.updateMany({ where: { groupId }, data: { dueAt: null } });
      });
      changed();
    },
  };

  async function newGroup(name?: string): Promise<number> {
    await keepUsed(database);
    const { id } = await database.group.create({ data: { name: name ?? defaultName } });
    return id;
  }
}

/** What a group is called until somebody says otherwise. */
export const defaultName = 'Docs work group';

/**
 * Before a second group begins, grants the one that had the bot to itself what it uses, so that everything of its goes on.
 */
export async function keepUsed(database: Database): Promise<void> {
  const groups = await database.group.findMany({
    include: { places: true, series: true, watches: true },
    orderBy: { id: 'asc' },
    take: 2,
  });
  const [only] = groups;
  if (!only || groups.length > 1) return;
  const watched: string[] = JSON.parse(only.repositories);
  const scopes: { repositories: string[] }[] = only.watches.map(({ scope }) => JSON.parse(scope));
  const settings = await database.voteSettings.findUnique({ where: { groupId: only.id } });
  const files = await database.publication.findMany({
    // Of what ended long ago it is not kept where it was.
    where: { groupId: only.id, slot: repositories, place: { not: '' } },
    select: { place: true },
    distinct: ['place'],
  });
  const chosen: PlaceId[] = [...only.watches, ...only.series].flatMap((one) => JSON.parse(one.chosen));
  const used = [
    ...watched,
    ...scopes.flatMap((scope) => scope.repositories),
    ...only.series.flatMap(({ minutesFolder }) => minutesFolder ?? []),
    ...(settings?.folder ? [settings.folder] : []),
    ...files.flatMap(({ place }) => repositoryIn(readPlace(place)) ?? []),
    ...only.places.map(({ platform, placeId }) => ({ platform, id: placeId })),
    ...chosen,
  ];
  for (const what of used) await keepGrant(database, only.id, what);
}

async function keepGrant(database: Database, groupId: number, what: PlaceId | string): Promise<void> {
  const grant = { groupId, ...grantOf(what) };
  await database.grant.upsert({ where: { groupId_kind_platform_value: grant }, create: grant, update: {} });
}

const repositoryIn = (place: Place) => (place.kind === 'repository' ? place.id : undefined);

function grantOf(what: PlaceId | string) {
  return typeof what === 'string'
    ? { kind: 'repository', platform: '', value: what.toLowerCase() }
    : { kind: 'place', platform: what.platform, value: what.id };
}
