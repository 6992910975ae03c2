// Messages as the wire shows them; what others wrote is empty for a bot without the message content intent.
import { attachmentShape } from './attachments.ts';
import type { Message, MessageOrigin } from './model.ts';
import { bareMemberShape, channelShape, userShape } from './shapes.ts';
import type { World } from './world.ts';

/** A message as the bot gets it. `hasContent` says whether it may read what people write. */
export function messageShape(world: World, message: Message, hasContent: boolean, depth = 0): object {
  const { bot } = world;
  const isOpen =
    hasContent || message.author === bot || !message.channel.guild || message.mentions.users.includes(bot);
  const replied =
    message.replyTo && world.channels.get(message.replyTo.channelId)?.messages.get(message.replyTo.id);
  const { guild } = message.channel;
  return {
    id: message.id,
    channel_id: message.channel.id,
    type: message.type,
    author: userShape(message.author),
    content: isOpen ? message.content : '',
    embeds: isOpen ? message.embeds : [],
    components: isOpen ? message.components : [],
    attachments: isOpen
      ? message.attachments.map((one) => attachmentShape(world, message.channel.id, one))
      : [],
    mentions: message.mentions.users.map(userShape),
    mention_roles: message.mentions.roles,
    mention_everyone: message.mentions.everyone,
    timestamp: message.createdAt.toISOString(),
    edited_timestamp: message.editedAt?.toISOString() ?? null,
    flags: message.flags,
    pinned: message.pinnedAt !== undefined,
    tts: false,
    ...(message.nonce !== undefined && { nonce: message.nonce }),
    ...(message.interaction && {
      application_id: world.application.id,
      webhook_id: world.application.id,
      interaction_metadata: originShape(message.interaction),
    }),
    ...(message.replyTo && {
      message_reference: {
        type: 0,
        channel_id: message.replyTo.channelId,
        message_id: message.replyTo.id,
        ...(guild && { guild_id: guild.id }),
      },
      ...(depth === 0 && {
        referenced_message: replied ? messageShape(world, replied, hasContent, 1) : null,
      }),
    }),
    ...(message.reactions.size > 0 && {
      reactions: [...message.reactions].map(([emoji, users]) => ({
        emoji: { id: null, name: emoji },
        count: users.size,
        count_details: { normal: users.size, burst: 0 },
        burst_colors: [],
        me_burst: false,
        burst_me: false,
        burst_count: 0,
        me: users.has(bot.id),
      })),
    }),
    ...(message.thread && { thread: channelShape(message.thread, bot) }),
  };
}

/** A message as the gateway brings it: with the guild and the author as a member. */
export function dispatchedMessage(world: World, message: Message, hasContent: boolean): object {
  const { guild } = message.channel;
  const member = guild?.members.get(message.author.id);
  return {
    ...messageShape(world, message, hasContent),
    ...(guild && { guild_id: guild.id }),
    ...(member && { member: bareMemberShape(member) }),
  };
}

function originShape(origin: MessageOrigin) {
  const common = {
    id: origin.id,
    type: origin.type,
    user: userShape(origin.user),
    authorizing_integration_owners: {},
  };
  switch (origin.type) {
    case 3:
      return { ...common, interacted_message_id: origin.messageId };
    case 5:
      return {
        ...common,
        triggering_interaction_metadata: {
          ...common,
          ...(origin.messageId === undefined
            ? { type: 2 }
            : { type: 3, interacted_message_id: origin.messageId }),
        },
      };
    default:
      return common;
  }
}
