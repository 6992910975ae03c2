// Discord: logs in, registers the commands, lets people in by the dispatcher, and makes publications so.
import {
  ChannelType,
  type Client,
  Events,
  GatewayDispatchEvents,
  type Guild,
  type Interaction,
  PermissionFlagsBits,
} from 'discord.js';
import type { Dispatcher } from '../../core/dispatcher.ts';
import { messageOf, OutsideError } from '../../core/errors.ts';
import type { Finding, Platform } from '../../core/platform.ts';
import type { Order, Remote } from '../../core/publication.ts';
import { api as apiOver } from './api.ts';
import { capabilities } from './capabilities.ts';
import { check, type GroupHome, type UsedChannel } from './check.ts';
import { answerRests, discordClient, ready, wordsForClose } from './client.ts';
import { registerCommands, type SlashCommand, slashCommands } from './commands.ts';
import { publishEvent } from './events.ts';
import { answerQueues, type InteractParts, interact } from './interactions.ts';
import type { Log } from './log.ts';
import { type Conversations, type PublishParts, publishMessage, removeAll } from './messages.ts';
import { isFromOutside, isTokenRefusal, outsideError } from './outside.ts';
import { publishThread } from './threads.ts';
import { presence } from './voice.ts';

export type { GroupHome, UsedChannel } from './check.ts';
export type { Log } from './log.ts';

/** What the platform is made of. */
export interface DiscordParts {
  readonly token: string;
  /** Ends in `/api`; Discord's own when absent. */
  readonly apiUrl?: string | undefined;
  /** The channels that the groups use, for `check`. */
  channels?(): Promise<readonly UsedChannel[]>;
  /** The guilds that the groups are at home in, for `check`. */
  homes?(): Promise<readonly GroupHome[]>;
  readonly conversations: Conversations;
  now(): Date;
  readonly log: Log;
}

/** Discord as a platform, with look-ups that features may be given. */
export interface DiscordPlatform extends Platform {
  /** The name of a channel, if the bot sees it. */
  channelName(id: string): string | undefined;
  /** Whether everybody on the server can read a channel; false too while the bot does not see it. */
  isOpenChannel(id: string): boolean;
}

/** How long `stop` waits for what is in flight. */
const goodbyeMilliseconds = 10_000;

/** Builds the platform; nothing happens before `start`. */
export function discordPlatform(parts: DiscordParts): DiscordPlatform {
  const { log } = parts;
  const client = discordClient(parts.apiUrl);
  const inFlight = new Set<Promise<void>>();
  let isStarted = false;
  let isTokenRefused = false;

  const publishing: PublishParts = {
    log,
    now: parts.now,
    conversations: parts.conversations,
    api: apiOver(client.rest, {
      self: () => client.user?.id ?? '',
      nameOf: channelName,
      refused(error) {
        // Going on with a refused token would end in a ban of this address.
        if (isTokenRefusal(error) && !isTokenRefused) {
          isTokenRefused = true;
          log.error({ err: error }, error.message);
        }
      },
    }),
    guildOf: (channelId) => {
      const channel = client.channels.cache.get(channelId);
      return channel && 'guildId' in channel && channel.guildId ? channel.guildId : undefined;
    },
  };

  function channelName(id: string): string | undefined {
    const channel = client.channels.cache.get(id);
    return channel && 'name' in channel ? (channel.name ?? undefined) : undefined;
  }

  function during(work: Promise<void>): void {
    const watched = work
      .catch((error: unknown) => log.error({ err: error }, messageOf(error)))
      .finally(() => inFlight.delete(watched));
    inFlight.add(watched);
  }

  async function register(guild: Guild, wanted: readonly SlashCommand[], tries = 5): Promise<void> {
    const applicationId = client.application?.id ?? client.user?.id ?? '';
    // In an outage Discord does not tell the name.
    const name = guild.name || guild.id;
    try {
      const hadTo = await registerCommands(client.rest, { applicationId, guildId: guild.id, wanted });
      if (hadTo) log.info({ guild: guild.id }, `Commands registered in ${name}`);
    } catch (error) {
      if (!isFromOutside(error)) throw error;
      const outside = outsideError(error, { what: 'register', guild: guild.id });
      log.error({ guild: guild.id }, `The commands of ${name} are not registered: ${outside.message}`);
      if (outside.isPermanent || tries <= 1) return;
      const again = (): void => during(register(guild, wanted, tries - 1));
      setTimeout(again, (outside.retryAfterSeconds ?? 5) * 1000).unref();
    }
  }

  function listen(dispatcher: Dispatcher, wanted: readonly SlashCommand[]): void {
    const watch = presence({
      dispatcher,
      now: parts.now,
      nameOf: async (guildId, userId) => {
        const guild = client.guilds.cache.get(guildId);
        return (await guild?.members.fetch(userId).catch(() => undefined))?.displayName ?? userId;
      },
    });
    const answering: InteractParts = {
      dispatcher,
      rests: answerRests(parts.apiUrl),
      ...answerQueues(),
      log,
    };
    // Packets are taken one after the other, so that coming and going keep their order. They are read raw, because
    // the client keeps too little in memory to tell of all that was removed.
    let last = Promise.resolve();
    client.on(Events.Raw, (packet: Packet) => {
      if (!told.has(packet.t ?? '')) return;
      const take = async (): Promise<void> => {
        await watch.take(packet);
        const remoteId = removedIn(packet);
        if (remoteId !== undefined)
          await dispatcher.ingest({ kind: 'removed', platform: 'discord', remoteId });
      };
      last = last.then(take).catch((error: unknown) => log.error({ err: error }, messageOf(error)));
      during(last);
    });
    client.on(Events.GuildCreate, (guild) => during(register(guild, wanted)));
    client.on(Events.InteractionCreate, (interaction: Interaction) =>
      during(interact(answering, interaction)),
    );
    client.on(Events.Error, (error) => log.error({ err: error }, messageOf(error)));
    client.on(Events.Warn, (message) => log.warn({}, message));
    client.on(Events.ShardError, (error) =>
      log.warn({ err: error }, `The connection to Discord failed: ${error.message}`),
    );
    client.on(Events.ShardDisconnect, ({ code }) => log.error({ code }, wordsForClose(code)));
  }

  return {
    name: 'discord',
    title: 'Discord',
    can: capabilities,
    async start(dispatcher) {
      isStarted = true;
      const wanted = slashCommands(dispatcher.commands);
      listen(dispatcher, wanted);
      await ready(client, parts.token);
      await Promise.all(client.guilds.cache.map((guild) => register(guild, wanted)));
    },
    async stop() {
      const goodbye = Promise.withResolvers<void>();
      const timer = setTimeout(goodbye.resolve, goodbyeMilliseconds);
      await Promise.race([Promise.allSettled([...inFlight]), goodbye.promise]);
      clearTimeout(timer);
      await client.destroy();
    },
    isReady: () => client.isReady() && !isTokenRefused,
    publish: (order) => publish(publishing, order),
    remove: (remote) => removeAll(publishing.api, remote),
    async check() {
      const unconnected = isStarted || client.isReady() ? [] : await connection(client, parts.token);
      const found = await check(client, {
        token: parts.token,
        channels: parts.channels ?? (async () => []),
        homes: parts.homes ?? (async () => []),
      });
      // With a token that is refused there is no connection either; one line tells it.
      return found[0]?.isOk ? [...unconnected, ...found] : found;
    },
    channelName,
    async accountNamed(space, name) {
      const guild = space === undefined ? undefined : client.guilds.cache.get(space);
      if (!guild) return undefined;
      try {
        const found = /^\d{15,21}$/u.test(name)
          ? [await guild.members.fetch(name)]
          : [...(await guild.members.search({ query: name, limit: 20 })).values()];
        // What somebody is called here they choose themselves; the user name is theirs alone.
        const member = found.find(
          ({ id, user }) => id === name || user.username.toLowerCase() === name.toLowerCase(),
        );
        return member && { platform: 'discord', id: member.id, name: member.displayName };
      } catch (error) {
        if (!isFromOutside(error)) throw error;
        const outside = outsideError(error, { what: 'see', guild: guild.id });
        if (outside.isPermanent) return undefined;
        throw outside;
      }
    },
    isOpenChannel(id) {
      const channel = client.channels.cache.get(id);
      if (!channel || channel.isDMBased() || channel.type === ChannelType.PrivateThread) return false;
      const { everyone } = channel.guild.roles;
      return channel.permissionsFor(everyone).has(PermissionFlagsBits.ViewChannel);
    },
  };
}

/** Logs in only to look; says why that is refused. */
async function connection(client: Client, token: string): Promise<Finding[]> {
  try {
    await ready(client, token);
    return [];
  } catch (error) {
    return [
      {
        what: 'Discord connection',
        isOk: false,
        saw: messageOf(error),
        cure: 'See that the gateway can be reached from here, and start me again in a minute.',
      },
    ];
  }
}

async function publish(parts: PublishParts, order: Order): Promise<Remote> {
  const { content } = order;
  switch (content.kind) {
    case 'message':
    case 'post':
      return await publishMessage(parts, order, content);
    case 'thread':
      return await publishThread(parts, order, content);
    case 'event':
      return await publishEvent(parts, order, content);
    case 'topic':
    case 'file':
      throw new OutsideError(`Discord has nothing of the kind "${content.kind}".`, { isPermanent: true });
  }
}

/** A packet of the gateway. */
interface Packet {
  readonly t?: string | null;
  readonly d?: unknown;
}

const removals = new Set<string>([
  GatewayDispatchEvents.ThreadDelete,
  GatewayDispatchEvents.GuildScheduledEventDelete,
]);
/** The packets that the features are told of. */
const told = new Set<string>([
  ...removals,
  GatewayDispatchEvents.GuildCreate,
  GatewayDispatchEvents.VoiceStateUpdate,
]);

function removedIn({ t, d }: Packet): string | undefined {
  if (!removals.has(t ?? '') || typeof d !== 'object' || d === null || !('id' in d)) return undefined;
  return typeof d.id === 'string' ? d.id : undefined;
}
