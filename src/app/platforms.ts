// The platforms, a line each: how each is opened where it is configured, and what it asks of the rest.

import type { Config } from '../config.ts';
import type { Account, PlatformName } from '../core/account.ts';
import { BoundedMap } from '../core/bounded-map.ts';
import type { Cursors } from '../core/cursors.ts';
import { type GroupFacts, spaceOn } from '../core/directory.ts';
import { insteadOf, OutsideError } from '../core/errors.ts';
import type { NamedPlace, Platform } from '../core/platform.ts';
import type { Capabilities, PlaceId, Purpose } from '../core/publication.ts';
import { earliest } from '../core/time.ts';
import type { Log } from '../log.ts';
import { discordPlatform } from '../platforms/discord/index.ts';
import { discoursePlatform } from '../platforms/discourse/index.ts';
import { followedAmong } from '../publishing/following.ts';
import { repositories } from '../publishing/place.ts';
import type { WatchedAccess } from '../sources/github/check.ts';
import { repositoryPlatform } from '../sources/github/repository.ts';
import { stableIdOf } from '../storage/accounts.ts';
import type { Database } from '../storage/client.ts';
import { conversations } from '../storage/conversations.ts';
import { cursors } from '../storage/cursors.ts';
import { knownOpen } from '../storage/known-open.ts';
import { lock } from '../storage/lock.ts';
import { identityOf } from '../storage/secret.ts';
import { slotsAmongBots, windowAmongBots } from '../storage/shared-window.ts';

/** What a platform is opened with. */
interface PlatformParts {
  readonly config: Config;
  readonly log: Log;
  now(): Date;
  readonly database: Database;
  readonly secret: string;
  /** The groups that are served. */
  groups(): Promise<readonly GroupFacts[]>;
  readonly github: WatchedAccess;
  readonly discourseRequestsPerMinute?: number | undefined;
}

/** Opens a platform, if it is configured; nothing is connected before its `start`. */
export type OpenPlatform = (parts: PlatformParts) => Platform | undefined;

/** Every platform that Docent knows. */
const known: readonly OpenPlatform[] = [openDiscord, openDiscourse, openRepository];

/** Opens the platforms that are configured, and those that are given beside them. */
export function platformsOf(parts: PlatformParts, beside: readonly OpenPlatform[] = []): Platforms {
  return platformLookUps(
    [...known, ...beside].map((open) => open(parts)).filter((one) => one !== undefined),
    cursors(parts.database),
  );
}

/** The platforms, and what can be learnt of them by name. */
export type Platforms = ReturnType<typeof platformLookUps>;

/** So many who are gone are remembered. */
const mostAbsent = 5_000;

/** Somebody may be gone from one group and be in another. */
const absentKey = ({ platform, id }: Pick<Account, 'platform' | 'id'>, groupId: number): string =>
  `${groupId}/${platform}/${id}`;

/** A group, by what is its own on each platform. */
type Placed = Pick<GroupFacts, 'spaces'>;

function platformLookUps(all: readonly Platform[], kept: Cursors) {
  const called = (name: PlatformName) => all.find((platform) => platform.name === name);
  const absent = new BoundedMap<string, true>(mostAbsent);
  return {
    all,
    /** Those on which people can be told something in a place. */
    places: all.filter(({ can }) => can.messages || can.topics),
    /** Whether files can be published, by pull request. */
    hasFiles: all.some(({ can }) => can.files),
    canOf: (name: PlatformName): Capabilities | undefined => called(name)?.can,
    /** A platform's name as people read it. */
    titleOf: (name: PlatformName): string => called(name)?.title ?? name,
    /** Whether everybody who can come to its platform may read a place; while the platform is away, as it said last. */
    isOpenPlace: knownOpen(kept, async ({ platform: name, id }) => {
      const platform = called(name);
      return platform?.isOpenPlace ? await platform.isOpenPlace(id) : false;
    }),
    placeName: ({ platform, id }: PlaceId): string | undefined => called(platform)?.placeName?.(id),
    /** Where a place of a group opens. */
    placeUrl: ({ platform, id }: PlaceId, group: Placed): string | undefined =>
      called(platform)?.placeUrl?.(id, spaceOn(group, platform)),
    /** The places that are chosen by name from a list, on any platform. Throws `OutsideError`. */
    listedPlaces: async (): Promise<readonly NamedPlace[]> =>
      (await Promise.all(all.map((platform) => platform.listedPlaces?.() ?? []))).flat(),
    /** Up to when all that was asked on a group's platforms was read; undefined where it is heard at once. */
    async readUntil(group: Placed): Promise<Date | undefined> {
      const those = all.filter(({ name }) => spaceOn(group, name) !== undefined);
      const read = await Promise.all(those.flatMap((one) => one.readUntil?.() ?? []));
      return earliest(read.map((at) => at ?? new Date(0)));
    },
    /** Whether an account is where a group is; undefined where that cannot be told now. */
    async isThere(account: Account, group: Placed & { readonly id: number }): Promise<boolean | undefined> {
      const { platform: name, id, stableId } = account;
      const platform = called(name);
      if (!platform?.isMember || !platform.isReady()) return undefined;
      const isThere = await platform
        .isMember(spaceOn(group, name), id, stableId)
        .catch(insteadOf(OutsideError, undefined));
      if (isThere === false) absent.set(absentKey(account, group.id), true);
      else if (isThere === true) absent.delete(absentKey(account, group.id));
      return isThere;
    },
    /** Whether an account was missing where a group is, as it was looked for last. */
    isAbsent: (account: Pick<Account, 'platform' | 'id'>, groupId: number): boolean =>
      absent.has(absentKey(account, groupId)),
    /** Whose a name is on one platform; undefined where nobody has it or that cannot be told now. */
    async accountNamed(group: Placed, platform: PlatformName, name: string): Promise<Account | undefined> {
      const space = spaceOn(group, platform);
      return await called(platform)?.accountNamed?.(space, name).catch(insteadOf(OutsideError, undefined));
    },
    /** The accounts that are called so. Throws `OutsideError` when there is none on those platforms that could be asked. */
    async accountsNamed(spaces: readonly PlaceId[], name: string): Promise<Account[]> {
      const asked = await Promise.allSettled(
        all.map((platform) => platform.accountNamed?.(spaceOn({ spaces }, platform.name), name)),
      );
      const found = asked.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
      const fault = asked.find((one) => one.status === 'rejected');
      if (found.length === 0 && fault) throw fault.reason;
      return found;
    },
  };
}

/** The spaces that the operator named in the configuration. */
export function namedSpaces({ discord }: Config): PlaceId[] {
  return (discord?.guilds ?? []).map((id) => ({ platform: 'discord', id }));
}

function openDiscord({ config, database, groups, now, log }: PlatformParts): Platform | undefined {
  const homes = async () =>
    (await groups()).flatMap((group) => {
      const guild = spaceOn(group, 'discord');
      return guild === undefined ? [] : [{ guild, group }];
    });
  return (
    config.discord &&
    discordPlatform({
      ...config.discord,
      now,
      log,
      conversations: conversations(database, 'discord'),
      cursors: cursors(database),
      takeSlots: slotsAmongBots(database, 'discord/turns'),
      channels: async () =>
        (await homes()).flatMap(({ guild, group }) =>
          group.places
            .filter(({ platform }) => platform === 'discord')
            .map(({ id, purpose }) => ({ id, guild, purpose: purposeWords[purpose] ?? purpose })),
        ),
      homes: async () => (await homes()).map(({ guild, group }) => ({ guild, group: group.name })),
    })
  );
}

/** What places are for, where that is not said by the purpose's own name. */
const purposeWords: Partial<Record<Purpose, string>> = {
  digests: 'pull requests',
  amas: 'AMAs',
  moderation: 'moderators',
};

function openDiscourse({ config, database, secret, now, log, ...more }: PlatformParts): Platform | undefined {
  return (
    config.discourse &&
    discoursePlatform({
      ...config.discourse,
      requestsPerMinute: more.discourseRequestsPerMinute,
      cursors: cursors(database),
      replyIdentity: (postId) => identityOf(secret, 'reply', postId),
      conversationIdentity: (who) => identityOf(secret, 'conversation', who.toLowerCase()),
      lock: lock(database, 'discourse/commands'),
      takePlace: windowAmongBots(database, 'discourse/requests'),
      stableIdOf: (name) => stableIdOf(database, { platform: 'discourse', id: name }),
      followedAmong: (ids) => followedAmong(database, { platform: 'discourse', ids }),
      now,
      log,
    })
  );
}

function openRepository({ github: { apiUrl, token, watch } }: PlatformParts): Platform | undefined {
  return token === undefined || watch === undefined
    ? undefined
    : repositoryPlatform({ apiUrl, token, watch, name: repositories });
}
