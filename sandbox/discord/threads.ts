// Threads and channels: opened, changed, entered, deleted.
import { ChannelFlags, GatewayIntentBits, MessageFlags, MessageType } from 'discord.js';
import { type MessageDraft, post, sendMessage } from './messages.ts';
import type { Channel, Guild, Message, User } from './model.ts';
import { forgetEvents } from './scheduled-events.ts';
import { channelShape, threadMemberShape } from './shapes.ts';
import { newChannel, type World } from './world.ts';

/** How a thread is begun. */
export interface ThreadWish {
  readonly name: string;
  readonly type: number;
  readonly autoArchiveMinutes: number;
  readonly invitable?: boolean;
  readonly slowmodeSeconds?: number;
  readonly tags?: readonly string[];
  /** The message that it is begun from; it gives its id. */
  readonly from?: Message;
  /** The first message of a post in a forum. */
  readonly first?: MessageDraft;
}

/** Opens a thread. */
export function openThread(world: World, parent: Channel, owner: User, wish: ThreadWish): Channel {
  const now = world.clock();
  const channel = newChannel({
    id: wish.from?.id ?? world.ids.next(),
    type: wish.type,
    guild: parent.guild,
    name: wish.name,
    parentId: parent.id,
    slowmodeSeconds: wish.slowmodeSeconds ?? 0,
    thread: {
      ownerId: owner.id,
      archived: false,
      locked: false,
      autoArchiveMinutes: wish.autoArchiveMinutes,
      archiveAt: now,
      createdAt: now,
      invitable: wish.invitable ?? true,
      members: new Map([[owner.id, now]]),
      messageCount: 0,
      totalSent: 0,
      tags: [...(wish.tags ?? [])],
    },
  });
  world.channels.set(channel.id, channel);
  sendChannel(world, 'THREAD_CREATE', channel, { newly_created: true });
  if (wish.from) {
    wish.from.thread = channel;
    wish.from.flags |= MessageFlags.HasThread;
    sendMessage(world, 'MESSAGE_UPDATE', wish.from);
    const type = MessageType.ThreadStarterMessage;
    quietly(channel, () => post(world, channel, owner, { type, replyTo: wish.from, allowed: { parse: [] } }));
  } else if (wish.first) {
    // A post's first message has the post's own id.
    quietly(channel, () => post(world, channel, owner, { ...wish.first, id: channel.id }));
  } else {
    const type = MessageType.ThreadCreated;
    post(world, parent, owner, { type, content: wish.name, allowed: { parse: [] } });
  }
  return channel;
}

/** What changes in a channel or thread. */
export interface ChannelChange {
  readonly name?: string | undefined;
  readonly topic?: string | null | undefined;
  readonly archived?: boolean | undefined;
  readonly locked?: boolean | undefined;
  readonly autoArchiveMinutes?: number | undefined;
  readonly slowmodeSeconds?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly flags?: number | undefined;
  readonly invitable?: boolean | undefined;
}

/** Changes a channel or thread and tells of it. */
export function changeChannel(world: World, channel: Channel, by: User, wish: ChannelChange): void {
  const { thread } = channel;
  const isRenamed = wish.name !== undefined && wish.name !== channel.name;
  if (wish.name !== undefined) channel.name = wish.name;
  if (wish.topic !== undefined) channel.topic = wish.topic;
  if (wish.slowmodeSeconds !== undefined) channel.slowmodeSeconds = wish.slowmodeSeconds;
  if (wish.flags !== undefined) {
    channel.flags = (channel.flags & ~ChannelFlags.Pinned) | (wish.flags & ChannelFlags.Pinned);
  }
  if (thread) {
    if (wish.archived !== undefined && wish.archived !== thread.archived) {
      thread.archived = wish.archived;
      thread.archiveAt = world.clock();
    }
    if (wish.locked !== undefined) thread.locked = wish.locked;
    if (wish.autoArchiveMinutes !== undefined) thread.autoArchiveMinutes = wish.autoArchiveMinutes;
    if (wish.invitable !== undefined) thread.invitable = wish.invitable;
    if (wish.tags) thread.tags = [...wish.tags];
  }
  sendChannel(world, thread ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', channel);
  if (thread && isRenamed && !thread.archived) {
    const type = MessageType.ChannelNameChange;
    quietly(channel, () => post(world, channel, by, { type, content: channel.name, allowed: { parse: [] } }));
  }
}

/** Deletes a channel with its threads, or a thread. */
export function removeChannel(world: World, channel: Channel): void {
  for (const one of [...world.channels.values()]) {
    if (one.thread && one.parentId === channel.id) removeChannel(world, one);
  }
  const { guild, thread } = channel;
  for (const [id, seat] of guild?.seats ?? []) if (seat.channelId === channel.id) guild?.seats.delete(id);
  if (thread) {
    world.dispatch({
      type: 'THREAD_DELETE',
      intents: [GatewayIntentBits.Guilds],
      channel,
      data: () => ({ id: channel.id, guild_id: guild?.id, parent_id: channel.parentId, type: channel.type }),
    });
  } else sendChannel(world, 'CHANNEL_DELETE', channel);
  if (guild) forgetEvents(guild, channel.id);
  world.channels.delete(channel.id);
  guild?.channels.delete(channel.id);
}

/** Adds a channel to a guild. */
export function addChannel(
  world: World,
  guild: Guild,
  given: Pick<Channel, 'name' | 'type'> & Partial<Channel>,
): Channel {
  const channel = newChannel({ position: guild.channels.size, ...given, id: world.ids.next(), guild });
  guild.channels.set(channel.id, channel);
  world.channels.set(channel.id, channel);
  sendChannel(world, 'CHANNEL_CREATE', channel);
  return channel;
}

/** Puts somebody into a thread, or takes them out. */
export function setThreadMember(world: World, channel: Channel, userId: string, isIn: boolean): void {
  const { thread, guild } = channel;
  if (!thread || !guild || thread.members.has(userId) === isIn) return;
  if (isIn) thread.members.set(userId, world.clock());
  else thread.members.delete(userId);
  if (userId !== world.bot.id) return;
  world.dispatch({
    type: 'THREAD_MEMBERS_UPDATE',
    intents: [GatewayIntentBits.Guilds],
    channel,
    data: () => ({
      id: channel.id,
      guild_id: guild.id,
      member_count: thread.members.size,
      ...(isIn
        ? { added_members: [{ ...threadMemberShape(channel, userId), presence: null }] }
        : { removed_member_ids: [userId] }),
    }),
  });
}

/** Archives threads in which nobody wrote for as long as they said. */
export function archiveQuietThreads(world: World): void {
  const now = world.clock().getTime();
  for (const channel of world.channels.values()) {
    const { thread } = channel;
    if (!thread || thread.archived || (channel.flags & ChannelFlags.Pinned) !== 0) continue;
    const last = lastWritten(channel) ?? thread.createdAt;
    const since = Math.max(last.getTime(), thread.archiveAt.getTime());
    if (now - since < thread.autoArchiveMinutes * 60_000) continue;
    thread.archived = true;
    thread.archiveAt = new Date(since + thread.autoArchiveMinutes * 60_000);
    sendChannel(world, 'THREAD_UPDATE', channel);
  }
}

function lastWritten({ messages, lastMessageId }: Channel): Date | undefined {
  const last =
    messages.get(lastMessageId ?? '') ?? [...messages.values()].findLast(({ onlyFor }) => !onlyFor);
  return last?.createdAt;
}

function sendChannel(world: World, type: string, channel: Channel, more: object = {}): void {
  world.dispatch({
    type,
    intents: [GatewayIntentBits.Guilds],
    ...(channel.thread && { channel }),
    data: () => ({ ...channelShape(channel, world.bot), ...more }),
  });
}

/** The first message and Discord's own lines do not count among a thread's messages. */
function quietly(channel: Channel, work: () => void): void {
  const { thread } = channel;
  const count = thread?.messageCount ?? 0;
  const sent = thread?.totalSent ?? 0;
  work();
  if (!thread) return;
  thread.messageCount = count;
  thread.totalSent = sent;
}
