// Making guilds, people and channels, changing them as their owners do, and looking at what is there.
import { GatewayIntentBits } from 'discord.js';
import { guildCreateShape } from './guild-shapes.ts';
import type { Channel, Guild, Member, Message, Overwrite, Role, ScheduledEvent, User } from './model.ts';
import type { People } from './people.ts';
import { allBits, bits, can } from './permissions.ts';
import { setInterested, settleEvents } from './scheduled-events.ts';
import { channelShape, memberShape, userShape } from './shapes.ts';
import { addChannel, archiveQuietThreads, changeChannel, removeChannel } from './threads.ts';
import { joinVoice, leaveVoice } from './voice.ts';
import { type NewUser, role, type World } from './world.ts';

const kinds = { text: 0, voice: 2, category: 4, announcement: 5, stage: 13, forum: 15 } as const;

/** What the bot may do when nothing else is said: all that it asks for in its invitation, and nothing more. */
export const usualBotPermissions =
  bits.ViewChannel |
  bits.SendMessages |
  bits.SendMessagesInThreads |
  bits.EmbedLinks |
  bits.AttachFiles |
  bits.ReadMessageHistory |
  bits.CreatePublicThreads |
  bits.ManageThreads |
  bits.PinMessages |
  bits.CreateEvents |
  bits.ManageEvents |
  bits.Connect;

/** How a channel is made. */
export interface NewChannel {
  readonly guild?: Guild;
  /** Seen only by those who hold one of these roles, and by the bot. */
  readonly private?: readonly Role[];
  readonly overwrites?: readonly Overwrite[];
  readonly topic?: string;
  /** Names of a forum's tags. */
  readonly tags?: readonly string[];
}

/** Builds these acts over a world. Without a guild given, the first one is meant. */
export function seeding(world: World, people: People) {
  const firstGuild = (): Guild => {
    const [guild] = world.guilds.values();
    if (!guild) throw new Error('No guild has been added yet');
    return guild;
  };
  const privately = (guild: Guild, roles: readonly Role[]): Overwrite[] => [
    { id: guild.id, type: 0, allow: 0n, deny: bits.ViewChannel },
    { id: world.bot.id, type: 1, allow: bits.ViewChannel | bits.SendMessages, deny: 0n },
    ...roles.map((one): Overwrite => ({ id: one.id, type: 0, allow: bits.ViewChannel, deny: 0n })),
  ];
  const tellChannel = (channel: Channel): void =>
    world.dispatch({
      type: 'CHANNEL_UPDATE',
      intents: [GatewayIntentBits.Guilds],
      data: () => channelShape(channel),
    });

  return {
    addUser: (name: string, options: NewUser = {}): User => world.addUser(name, options),
    /** The bot is in it at once, with a role that may do what its invitation asks for. */
    /** Makes a guild, into which the bot is invited. */
    addGuild(name: string, { owner, botPermissions = usualBotPermissions }: NewGuild = {}): Guild {
      const guild = world.addGuild(name, owner ?? world.application.owner, botPermissions);
      world.dispatch({
        type: 'GUILD_CREATE',
        intents: [GatewayIntentBits.Guilds],
        data: () => guildCreateShape(world, guild),
      });
      return guild;
    },
    addChannel(name: string, kind: keyof typeof kinds = 'text', options: NewChannel = {}): Channel {
      const guild = options.guild ?? firstGuild();
      return addChannel(world, guild, {
        name: name.replace(/^#/u, ''),
        type: kinds[kind],
        topic: options.topic ?? null,
        overwrites: [
          ...(options.private ? privately(guild, options.private) : []),
          ...(options.overwrites ?? []),
        ],
        tags: (options.tags ?? []).map((tag) => ({
          id: world.ids.next(),
          name: tag,
          moderated: false,
          emoji_id: null,
          emoji_name: null,
        })),
      });
    },
    addRole(name: string, permissions = 0n, { guild = firstGuild() }: { guild?: Guild } = {}): Role {
      const made = role(world.ids.next(), name, permissions & allBits, 1);
      for (const one of guild.roles.values()) if (one.position >= 1) one.position += 1;
      guild.roles.set(made.id, made);
      return made;
    },
    addMember(
      user: User,
      roles: readonly Role[] = [],
      { guild = firstGuild() }: { guild?: Guild } = {},
    ): Member {
      const member = { user, roles: new Set(roles.map(({ id }) => id)), nick: null, joinedAt: world.clock() };
      guild.members.set(user.id, member);
      world.dispatch({
        type: 'GUILD_MEMBER_ADD',
        intents: [GatewayIntentBits.GuildMembers],
        data: () => ({ guild_id: guild.id, ...memberShape(member) }),
      });
      return member;
    },
    /** Somebody leaves the server, or is removed from it. */
    removeMember(user: User, { guild = firstGuild() }: { guild?: Guild } = {}): void {
      guild.members.delete(user.id);
      world.dispatch({
        type: 'GUILD_MEMBER_REMOVE',
        intents: [GatewayIntentBits.GuildMembers],
        data: () => ({ guild_id: guild.id, user: userShape(user) }),
      });
    },
    /** Grants the bot's application privileged intents in the developer portal. */
    grantIntents(granted: Partial<World['application']['privileged']>): void {
      Object.assign(world.application.privileged, granted);
    },

    joinVoice: (user: string, channel: string): void =>
      joinVoice(world, people.user(user), people.channel(channel)),
    leaveVoice: (user: string): void => leaveVoice(world, people.user(user)),
    interested: (user: string, event: ScheduledEvent, isInterested = true): void =>
      setInterested(world, event, people.user(user), isInterested),
    deleteChannel: (channel: string): void => removeChannel(world, people.channel(channel)),
    /** Changes a thread as a moderator would. */
    changeThread(thread: string, wish: { archived?: boolean; locked?: boolean; name?: string }): void {
      changeChannel(world, people.channel(thread), world.application.owner, wish);
    },
    /** Takes permissions from the bot in a channel. */
    removePermission(channel: string, taken: bigint): void {
      const found = people.channel(channel);
      found.overwrites = [
        ...found.overwrites.filter(({ id }) => id !== world.bot.id),
        { id: world.bot.id, type: 1, allow: 0n, deny: taken },
      ];
      tellChannel(found);
    },
    /** Gives back what `removePermission` took. */
    restorePermissions(channel: string): void {
      const found = people.channel(channel);
      found.overwrites = found.overwrites.filter(({ id }) => id !== world.bot.id);
      tellChannel(found);
    },
    /** Lets somebody take no messages from strangers. */
    closeDMs(user: string, areClosed = true): void {
      people.user(user).acceptsMessages = !areClosed;
    },
    /** Throws the bot out of a guild. */
    removeBot(guild: Guild = firstGuild()): void {
      guild.members.delete(world.bot.id);
      world.dispatch({
        type: 'GUILD_DELETE',
        intents: [GatewayIntentBits.Guilds],
        data: () => ({ id: guild.id }),
      });
    },

    /** The messages of a channel that somebody may see; all but private replies when nobody is named. */
    messages(channel: string, as?: string): Message[] {
      const user = as === undefined ? undefined : people.user(as);
      const found = people.channel(channel, user);
      if (user && !can(found, user, bits.ViewChannel)) return [];
      return [...found.messages.values()].filter(({ onlyFor }) => !onlyFor || onlyFor === user);
    },
    /** Channels that somebody sees (all without a name), without threads. */
    channels(as?: string): Channel[] {
      const user = as === undefined ? undefined : people.user(as);
      return [...world.channels.values()].filter(
        (one) => one.guild && !one.thread && (!user || can(one, user, bits.ViewChannel)),
      );
    },
    threads(as?: string): Channel[] {
      archiveQuietThreads(world);
      const user = as === undefined ? undefined : people.user(as);
      return [...world.channels.values()].filter(
        (one) => one.thread && (!user || can(one, user, bits.ViewChannel)),
      );
    },
    events(): ScheduledEvent[] {
      settleEvents(world);
      return [...world.guilds.values()].flatMap(({ events }) => [...events.values()]);
    },
    /** What the bot wrote to somebody, and they to it. */
    dms: (user: string): Message[] => [...world.conversation(people.user(user)).messages.values()],
  };
}

/** How a guild is made. */
export interface NewGuild {
  readonly owner?: User;
  readonly botPermissions?: bigint;
}
