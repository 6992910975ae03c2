// Sending, changing, deleting and pinning messages, for people and for the bot alike.
import { GatewayIntentBits, MessageFlags, MessageType } from 'discord.js';
import { type AllowedMentions, mentionsIn, pingedBy } from './mentions.ts';
import { dispatchedMessage } from './message-shapes.ts';
import type { Attachment, Channel, Message, MessageOrigin, Raw, User } from './model.ts';
import { channelShape } from './shapes.ts';
import { placeOf, textOf } from './text.ts';
import type { World } from './world.ts';

/** How many messages of a channel are kept. */
const mostMessages = 10_000;

/** What a new message is made of. */
export interface MessageDraft {
  /** Of a post's first message: the post's own id. */
  readonly id?: string;
  readonly content?: string;
  readonly embeds?: readonly Raw[];
  readonly components?: readonly Raw[];
  readonly attachments?: readonly Attachment[];
  readonly flags?: number;
  readonly type?: number;
  readonly nonce?: string | number | undefined;
  readonly replyTo?: Message | undefined;
  readonly allowed?: AllowedMentions | undefined;
  readonly onlyFor?: User | undefined;
  readonly interaction?: MessageOrigin | undefined;
}

/** What changes in a message. */
export interface MessageChange {
  readonly content?: string | undefined;
  readonly embeds?: readonly Raw[] | undefined;
  readonly components?: readonly Raw[] | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly flags?: number | undefined;
  readonly allowed?: AllowedMentions | undefined;
}

/** Puts a message into a channel and tells all who may know. */
export function post(world: World, channel: Channel, author: User, draft: MessageDraft): Message {
  const { content = '', onlyFor, replyTo } = draft;
  const mentions = mentionsIn(world, { channel, author, content, allowed: draft.allowed }, replyTo?.author);
  const flags = draft.flags ?? 0;
  const isSilent = (flags & (MessageFlags.SuppressNotifications | MessageFlags.Ephemeral)) !== 0;
  const pinged = isSilent ? [] : pingedBy(mentions, channel, author);
  const message: Message = {
    id: draft.id ?? world.ids.next(),
    channel,
    author,
    type: draft.type ?? (replyTo ? MessageType.Reply : MessageType.Default),
    createdAt: world.clock(),
    content,
    embeds: [...(draft.embeds ?? [])],
    components: [...(draft.components ?? [])],
    attachments: [...(draft.attachments ?? [])],
    flags,
    editedAt: undefined,
    pinnedAt: undefined,
    nonce: draft.nonce,
    replyTo: replyTo && { id: replyTo.id, channelId: replyTo.channel.id },
    mentions,
    pinged,
    onlyFor,
    interaction: draft.interaction,
    reactions: new Map(),
    thread: undefined,
  };
  keep(channel, message);
  for (const id of pinged) world.pings.set(id, (world.pings.get(id) ?? 0) + 1);
  if (!onlyFor) {
    channel.lastMessageId = message.id;
    enterThread(world, channel, author, mentions.users);
  }
  sendMessage(world, 'MESSAGE_CREATE', message);
  if ((flags & MessageFlags.Loading) === 0) {
    const kind = draft.interaction ? 'reply' : channel.guild ? 'message' : 'dm';
    tell(world, message, kind);
  }
  return message;
}

/** Puts a message last; of very many the oldest are forgotten. */
function keep({ messages }: Channel, message: Message): void {
  messages.set(message.id, message);
  if (messages.size <= mostMessages) return;
  const [oldest] = messages.keys();
  if (oldest !== undefined) messages.delete(oldest);
}

/** Changes a message. Nobody is pinged. The first change of a "thinking" message is its reply. */
export function change(world: World, message: Message, wanted: MessageChange): Message {
  const wasLoading = (message.flags & MessageFlags.Loading) !== 0;
  if (wanted.content !== undefined) message.content = wanted.content;
  if (wanted.embeds) message.embeds = [...wanted.embeds];
  if (wanted.components) message.components = [...wanted.components];
  if (wanted.attachments) message.attachments = [...wanted.attachments];
  message.flags = (wanted.flags ?? message.flags) & ~MessageFlags.Loading;
  if (wanted.content !== undefined) {
    const { channel, author, content } = message;
    message.mentions = mentionsIn(world, { channel, author, content, allowed: wanted.allowed });
  }
  message.editedAt = world.clock();
  sendMessage(world, 'MESSAGE_UPDATE', message);
  tell(world, message, wasLoading ? 'reply' : 'edit');
  return message;
}

/** Deletes a message. */
export function remove(world: World, message: Message): void {
  const { channel } = message;
  channel.messages.delete(message.id);
  if (channel.thread && message.type !== MessageType.ThreadStarterMessage) channel.thread.messageCount -= 1;
  if (!message.onlyFor) {
    const guild = channel.guild ? { guild_id: channel.guild.id } : {};
    world.dispatch({
      type: 'MESSAGE_DELETE',
      intents: messageIntents(channel),
      channel,
      data: () => ({ id: message.id, channel_id: channel.id, ...guild }),
    });
  }
  tell(world, message, 'delete');
}

/** Pins a message or takes the pin away; pinning leaves a line in the channel. */
export function setPinned(world: World, message: Message, isPinned: boolean): void {
  if ((message.pinnedAt !== undefined) === isPinned) return;
  const { channel } = message;
  message.pinnedAt = isPinned ? world.clock() : undefined;
  if (isPinned) channel.lastPinAt = world.clock();
  world.dispatch({
    type: 'CHANNEL_PINS_UPDATE',
    intents: [channel.guild ? GatewayIntentBits.Guilds : GatewayIntentBits.DirectMessages],
    channel,
    data: () => ({
      ...(channel.guild && { guild_id: channel.guild.id }),
      channel_id: channel.id,
      last_pin_timestamp: channel.lastPinAt?.toISOString() ?? null,
    }),
  });
  sendMessage(world, 'MESSAGE_UPDATE', message);
  if (isPinned) {
    const type = MessageType.ChannelPinnedMessage;
    post(world, channel, world.bot, { type, replyTo: message, allowed: { parse: [] } });
  }
}

/** Which intents bring messages of a channel. */
export function messageIntents(channel: Channel): GatewayIntentBits[] {
  return [channel.guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages];
}

function enterThread(world: World, channel: Channel, author: User, mentioned: readonly User[]): void {
  const { thread, guild } = channel;
  if (!thread || !guild) return;
  thread.messageCount += 1;
  thread.totalSent += 1;
  for (const user of [author, ...mentioned]) {
    if (guild.members.has(user.id) && !thread.members.has(user.id))
      thread.members.set(user.id, world.clock());
  }
  if (!thread.archived) return;
  thread.archived = false;
  thread.archiveAt = world.clock();
  world.dispatch({
    type: 'THREAD_UPDATE',
    intents: [GatewayIntentBits.Guilds],
    channel,
    data: () => channelShape(channel, world.bot),
  });
}

/** Tells the gateway of a message; private ones are nobody's business. */
export function sendMessage(world: World, type: string, message: Message): void {
  if (message.onlyFor) return;
  world.dispatch({
    type,
    intents: messageIntents(message.channel),
    channel: message.channel,
    data: (hasContent) => dispatchedMessage(world, message, hasContent),
  });
}

function tell(world: World, message: Message, kind: 'message' | 'edit' | 'delete' | 'reply' | 'dm'): void {
  const place = message.onlyFor ? 'reply' : placeOf(message.channel);
  world.happen({ place, who: message.author.name, kind, text: textOf(message), message });
}
