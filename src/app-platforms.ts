// Builds the platforms that are configured, and tells them what they ask of the rest.
import type { Config } from './config.ts';
import type { Account } from './core/account.ts';
import type { GroupFacts } from './core/directory.ts';
import type { Platform } from './core/platform.ts';
import type { PlaceId, Purpose } from './core/publication.ts';
import type { MemberStore } from './features/members/store.ts';
import type { Log } from './log.ts';
import {
  type DiscordPlatform,
  discordPlatform,
  type GroupHome,
  type UsedChannel,
} from './platforms/discord/index.ts';
import { type DiscoursePlatform, discoursePlatform } from './platforms/discourse/index.ts';
import { repositories } from './publishing/place.ts';
import { accessWatch } from './sources/github/access-watch.ts';
import { probeGitHub } from './sources/github/check.ts';
import type { GitHubAccess } from './sources/github/client.ts';
import { repositoryPlatform } from './sources/github/repository.ts';
import type { Database } from './storage/client.ts';
import { conversations } from './storage/conversations.ts';
import { cursors } from './storage/cursors.ts';
import { lock } from './storage/lock.ts';
import { identityOf } from './storage/secret.ts';

/** The platforms that are configured. */
export function platformsOf(
  {
    config,
    log,
    discourseRequestsPerMinute,
  }: { config: Config; log: Log; discourseRequestsPerMinute?: number },
  {
    database,
    secret,
    roster: people,
    now,
  }: { database: Database; secret: string; roster: MemberStore; now: () => Date },
): { discord: DiscordPlatform | undefined; discourse: DiscoursePlatform | undefined } {
  const { discord, discourse } = config;
  return {
    discord:
      discord &&
      discordPlatform({
        ...discord,
        now,
        log,
        conversations: conversations(database, 'discord'),
        cursors: cursors(database),
        channels: async () => (await people.list()).flatMap(channelsOf),
        homes: async () => (await people.list()).flatMap(homesOf),
      }),
    discourse:
      discourse &&
      discoursePlatform({
        url: discourse.url,
        apiKey: discourse.apiKey,
        username: discourse.username,
        ...(discourse.webhookSecret !== undefined && { webhookSecret: discourse.webhookSecret }),
        ...(discourseRequestsPerMinute !== undefined && { requestsPerMinute: discourseRequestsPerMinute }),
        cursors: cursors(database),
        replyIdentity: (postId) => identityOf(secret, 'reply', postId),
        conversationIdentity: (who) => identityOf(secret, 'conversation', who.toLowerCase()),
        lock: lock(database, 'discourse/commands'),
        now,
        log,
      }),
  };
}

/** How GitHub is read, and with a token also written to. */
export function githubOf(
  { apiUrl, token }: Config['github'],
  { left, now }: { left(resource: string, requests: number): void; now(): Date },
): { github: GitHubAccess; repository: Platform | undefined } {
  if (token === undefined) return { github: { apiUrl, left }, repository: undefined };
  const access = { apiUrl, token, left };
  const watch = accessWatch({ probe: () => probeGitHub(access), now });
  return {
    github: { ...access, watch },
    repository: repositoryPlatform({ apiUrl, token, name: repositories, watch }),
  };
}

/** The accounts that are called so. Throws `OutsideError` when there is none on those platforms that could be asked. */
export async function accountsNamed(
  platforms: readonly Platform[],
  spaces: readonly PlaceId[],
  name: string,
): Promise<Account[]> {
  const asked = await Promise.allSettled(
    platforms.map(({ name: platform, accountNamed }) =>
      accountNamed?.(spaces.find((space) => space.platform === platform)?.id, name),
    ),
  );
  const found = asked.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
  const fault = asked.find((one) => one.status === 'rejected');
  if (found.length === 0 && fault) throw fault.reason;
  return found;
}

/** The guild that a group is at home in. */
function homesOf({ name, spaces }: GroupFacts): GroupHome[] {
  return spaces
    .filter(({ platform }) => platform === 'discord')
    .map(({ id }) => ({ guild: id, group: name }));
}

/** The channels that a group uses, and for what. */
function channelsOf({ places, spaces }: GroupFacts): UsedChannel[] {
  const guild = spaces.find(({ platform }) => platform === 'discord')?.id;
  if (guild === undefined) return [];
  return places
    .filter(({ platform }) => platform === 'discord')
    .map(({ id, purpose }) => ({ id, purpose: purposeWords[purpose] ?? purpose, guild }));
}

const purposeWords: Partial<Record<Purpose, string>> = {
  digests: 'pull requests',
  amas: 'AMAs',
  moderation: 'moderators',
};
