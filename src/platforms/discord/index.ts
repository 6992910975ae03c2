// Discord: logs in, registers the commands, hands what people ask to the dispatcher, and publishes.

import { ChannelType, type Client, Events, type Interaction, PermissionFlagsBits } from 'discord.js';
import type { Cursors } from '../../core/cursors.ts';
import type { Dispatcher } from '../../core/dispatcher.ts';
import { messageOf, OutsideError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { inFlight } from '../../core/outside/in-flight.ts';
import { inTime } from '../../core/outside/in-time.ts';
import { faultFinding, type Platform } from '../../core/platform.ts';
import type { Order, Remote } from '../../core/publication.ts';
import { api as apiOver } from './api.ts';
import { capabilities } from './capabilities.ts';
import { channelNames } from './channel-names.ts';
import { check, type GroupHome, type UsedChannel } from './check.ts';
import { answerRests, restClient } from './client.ts';
import { type SlashCommand, slashCommands } from './commands.ts';
import { connection } from './connection.ts';
import { publishEvent } from './events.ts';
import { answersKept, type InteractParts, interact } from './interactions.ts';
import { namesOnServer, namesUnknown } from './mentions.ts';
import { type Conversations, type PublishParts, publishMessage, removeAll } from './messages.ts';
import { lackingIn } from './outside.ts';
import type { TakeSlots } from './pace.ts';
import { heard, mendedIn, type Packet, removedIn } from './packets.ts';
import { peopleOn } from './people.ts';
import { fetchFile, holdsFile } from './posted.ts';
import { registrations } from './registering.ts';
import { threadReader } from './thread-reader.ts';
import { publishThread } from './threads.ts';
import { presence } from './voice.ts';

export type { UsedChannel } from './check.ts';

/** What the platform is made of. */
interface DiscordParts {
  readonly token: string;
  /** Ends in `/api`; Discord's own when absent. */
  readonly apiUrl?: string | undefined;
  /** The channels that the groups use, for `check`. */
  channels?(): Promise<readonly UsedChannel[]>;
  /** The guilds that the groups are at home in, for `check`. */
  homes?(): Promise<readonly GroupHome[]>;
  /** The guilds that the configuration names, for `check`. */
  readonly guilds?: readonly string[];
  readonly conversations: Conversations;
  /** How far the threads that are followed were read. */
  readonly cursors: Pick<Cursors, 'read' | 'write'>;
  /** Takes slots among all bots of this token, where there may be several. */
  readonly takeSlots?: TakeSlots | undefined;
  now(): Date;
  readonly log: Log;
}

/** How long `stop` waits for what is in flight. */
const stopMilliseconds = 5_000;

/** How long `check` waits for a connection. */
const lookMilliseconds = 6_000;

/** How long `start` waits for the commands to be registered. */
const registerMilliseconds = 10_000;

/** Builds the platform; nothing happens before `start`. */
export function discordPlatform(parts: DiscordParts): Platform {
  const { log } = parts;
  const rest = restClient(parts.apiUrl, parts.token, parts.takeSlots);
  const failed = (error: unknown): void => log.error({ err: error }, messageOf(error));
  const during = inFlight(failed);
  const stopping = new AbortController();
  let isStarted = false;
  let listen = (_client: Client): void => {};
  let told: Pick<Dispatcher, 'ingest'> | undefined;
  const line = connection({ ...parts, rest, listen: (client) => listen(client) });
  const channelOf = (id: string) => line.client?.channels.cache.get(id);
  const names = channelNames(() => line.client);
  const mentioned = namesOnServer();

  const publishing: PublishParts = {
    log,
    now: parts.now,
    conversations: parts.conversations,
    api: apiOver(rest, {
      self: () => line.self,
      nameOf: names.nameOf,
      failed: line.failed,
      worked: line.worked,
    }),
    guildOf: (channelId) => {
      const channel = channelOf(channelId);
      return channel && 'guildId' in channel && channel.guildId ? channel.guildId : undefined;
    },
    demandEmbeds(id) {
      const channel = channelOf(id);
      const own = !channel || channel.isDMBased() ? null : channel.permissionsFor(line.self);
      if (own?.has(PermissionFlagsBits.EmbedLinks) !== false) return;
      const why = lackingIn({ what: 'write', channel: id, channelName: names.nameOf(id) });
      throw new OutsideError(why, { isPermanent: true });
    },
  };

  /** Whether there are servers of which nothing was heard yet. */
  function isIncomplete(): boolean {
    const { client } = line;
    return !client?.isReady() || client.guilds.cache.some(({ available }) => !available);
  }

  const threads = threadReader({
    ...parts,
    api: publishing.api,
    namesIn: (guildId) => (line.client ? mentioned.of(line.client, guildId) : namesUnknown),
    ingest: async (event) => told?.ingest(event),
  });

  const registering = registrations({
    rest,
    log,
    now: parts.now,
    stopping: stopping.signal,
    failed: line.failed,
    isConnected: (guild) => line.client?.guilds.cache.get(guild.id) === guild,
  });

  function listenFor(dispatcher: Dispatcher, wanted: readonly SlashCommand[]): (client: Client) => void {
    const watch = presence({
      dispatcher,
      now: parts.now,
      nameOf: async (guildId, userId) => {
        const guild = line.client?.guilds.cache.get(guildId);
        return (await guild?.members.fetch(userId).catch(() => undefined))?.displayName ?? userId;
      },
    });
    const answering: InteractParts = {
      dispatcher,
      apiUrl: parts.apiUrl,
      rests: answerRests(parts.apiUrl),
      ...answersKept(),
      names: mentioned,
      log,
    };
    // Packets are taken one after the other, so that coming and going keep their order. They are read raw, because
    // the client keeps too little in memory to tell of all that was removed.
    let last = Promise.resolve();
    return (client) => {
      client.on(Events.Raw, (packet: Packet) => {
        if (!heard.has(packet.t ?? '')) return;
        const take = async (): Promise<void> => {
          await watch.take(packet);
          const remoteId = removedIn(packet);
          if (remoteId !== undefined)
            await dispatcher.ingest({ kind: 'removed', platform: 'discord', remoteId });
          const space = mendedIn(packet, client.user?.id);
          if (space !== undefined) await dispatcher.ingest({ kind: 'mended', platform: 'discord', space });
        };
        last = last.then(take).catch(failed);
        during.add(last);
      });
      client.on(Events.ClientReady, ({ guilds }) => {
        for (const guild of guilds.cache.values()) registering.begin(guild, wanted);
      });
      names.listen(client);
      client.on(Events.GuildCreate, (guild) => registering.begin(guild, wanted));
      client.on(Events.InteractionCreate, (interaction: Interaction) =>
        during.add(interact(answering, interaction)),
      );
      client.on(Events.Error, failed);
      client.on(Events.Warn, (message) => log.warn({}, message));
    };
  }

  return {
    name: 'discord',
    title: 'Discord',
    can: capabilities,
    async start(dispatcher, changed = () => {}) {
      isStarted = true;
      told = dispatcher;
      listen = listenFor(dispatcher, slashCommands(dispatcher.commands));
      await line.start(changed);
      await inTime(registerMilliseconds, registering.settled());
    },
    async stop() {
      stopping.abort();
      await inTime(stopMilliseconds, during.all());
      await line.stop();
    },
    caughtUp: during.all,
    isReady: () => line.state.isReady,
    canPublish: line.canPublish,
    state: () => line.state,
    retry: line.retry,
    lookAgain: line.lookAgain,
    trouble: () => (line.state.isRefused === true ? line.state.why : undefined),
    isAccepted: () => line.state.isReady || (line.state.isRefused === true ? false : undefined),
    publish: (order) => publish(publishing, order),
    holdsFile,
    fetchFile: (file, signal) => fetchFile(file, { api: publishing.api, apiUrl: parts.apiUrl, signal }),
    poll: threads.read,
    remove: (remote) => removeAll(publishing.api, remote),
    async check() {
      if (!isStarted) {
        isStarted = true;
        await inTime(
          lookMilliseconds,
          line.start(() => {}),
        );
      }
      const found = await check(line.client, {
        nameOf: names.nameOf,
        rest,
        channels: parts.channels ?? (async () => []),
        homes: parts.homes ?? (async () => []),
        guilds: parts.guilds ?? [],
      });
      const { isReady, why } = line.state;
      // With a token that is refused there is no connection either; one line tells it.
      if (isReady || !found[0]?.isOk) return found;
      const cure = 'I keep trying. If it stays so, see that the gateway can be reached from here.';
      return [faultFinding('Discord connection', why ?? '', cure), ...found];
    },
    placeName: names.nameOf,
    placeUrl: (id, guild) =>
      guild === undefined ? undefined : `https://discord.com/channels/${guild}/${id}`,
    ...peopleOn(() => line.client),
    isOpenPlace(id) {
      const channel = channelOf(id);
      if (!channel && isIncomplete()) return undefined;
      if (!channel || channel.isDMBased() || channel.type === ChannelType.PrivateThread) return false;
      const { everyone } = channel.guild.roles;
      return channel.permissionsFor(everyone).has(PermissionFlagsBits.ViewChannel);
    },
  };
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
    default:
      throw new OutsideError(`Discord has nothing of the kind "${content.kind}".`, { isPermanent: true });
  }
}
