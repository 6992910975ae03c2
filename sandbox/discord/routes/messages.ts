// Routes of messages: reading, writing, changing, deleting, pinning, reacting.
import { z } from 'zod';
import { limitOf, maybe, snowflake } from '../check/fields.ts';
import { demandContent, type MessageBody, messageBody, messageChangeBody } from '../check/message.ts';
import { changeOf, draftOf } from '../drafts.ts';
import { invalidForm, parse, refusal } from '../errors.ts';
import type { Asked, Host, Route, Upload } from '../host.ts';
import { messageShape } from '../message-shapes.ts';
import { change, type MessageDraft, post, remove } from '../messages.ts';
import type { Channel, Message, User } from '../model.ts';
import { bits, can, demand } from '../permissions.ts';
import type { World } from '../world.ts';

/** A channel that the bot can see; throws 10003 and 50001. */
export function seenChannel({ world }: Host, { param }: Asked): Channel {
  const channel = world.channel(param('channel'));
  demand(channel, world.bot, bits.ViewChannel);
  return channel;
}

/** A message for all in a channel; throws 10008. */
export function messageIn(channel: Channel, id: string): Message {
  const message = channel.messages.get(id);
  if (!message || message.onlyFor) throw refusal('unknownMessage');
  return message;
}

/** Written by somebody, or the answer to a command; not one of Discord's own lines. */
const isUsual = ({ type }: Message): boolean => [0, 19, 20, 23].includes(type);

/** Throws 50083 for an archived thread, and 160005 for a locked one when the bot may not manage threads. */
export function demandOpen(world: World, channel: Channel): void {
  const { thread } = channel;
  if (thread?.locked && !can(channel, world.bot, bits.ManageThreads)) throw refusal('lockedThread');
  if (thread?.archived) throw refusal('archived');
}

const isText = ({ type }: Channel): boolean => [0, 1, 2, 5, 10, 11, 12, 13].includes(type);

/** Checks that the bot may write here and makes the message ready; throws what Discord answers. */
export function writable(
  world: World,
  channel: Channel,
  body: MessageBody,
  uploads: readonly Upload[],
): MessageDraft {
  const { thread, recipient } = channel;
  demand(channel, world.bot, thread ? bits.SendMessagesInThreads : bits.SendMessages);
  if (recipient) demandAccepting(world, recipient);
  if (uploads.length > 0) demand(channel, world.bot, bits.AttachFiles);
  if (body.tts) demand(channel, world.bot, bits.SendTTSMessages);
  if (thread?.locked && !can(channel, world.bot, bits.ManageThreads)) throw refusal('lockedThread');
  demandContent(body, new Set(uploads.map(({ number }) => number)));
  if (body.message_reference && !can(channel, world.bot, bits.ReadMessageHistory))
    throw refusal('cannotReply');
  const { replyTo, ...draft } = { replyTo: repliedTo(channel, body), ...draftOf(world, body, uploads) };
  // Without the permission embeds are dropped without a word, unless nothing else is said.
  const isBare = !body.content && uploads.length === 0 && !body.components?.length;
  if (isBare && draft.embeds?.length) demand(channel, world.bot, bits.EmbedLinks);
  const embeds = can(channel, world.bot, bits.EmbedLinks) ? (draft.embeds ?? []) : [];
  return { ...draft, flags: (draft.flags ?? 0) & ~(1 << 6), embeds, replyTo };
}

function demandAccepting(world: World, recipient: User): void {
  const isNear = [...world.guilds.values()].some(
    ({ members }) => members.has(recipient.id) && members.has(world.bot.id),
  );
  if (!isNear) throw refusal('noMutualGuild');
  if (!recipient.acceptsMessages) throw refusal('cannotMessageUser');
}

function repliedTo(channel: Channel, { message_reference: reference }: MessageBody): Message | undefined {
  if (!reference) return undefined;
  const found = channel.messages.get(reference.message_id);
  if (found && !found.onlyFor) {
    if (isUsual(found)) return found;
    const message = 'Cannot reply to a system message';
    throw invalidForm([
      { path: ['message_reference'], code: 'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE', message },
    ]);
  }
  if (reference.fail_if_not_exists === false) return undefined;
  const message = 'Unknown message';
  throw invalidForm([{ path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message }]);
}

function listed(host: Host, asked: Asked): object[] {
  const { world } = host;
  const channel = seenChannel(host, asked);
  if (!isText(channel)) throw refusal('notText');
  const limit = limitOf(asked, [1, 100], 50);
  // Without Read Message History Discord answers an empty list.
  if (!can(channel, world.bot, bits.ReadMessageHistory)) return [];
  const [before, after, around] = ['before', 'after', 'around'].map((name) => {
    const wanted = { [name]: asked.query(name) };
    const id = parse(z.object({ [name]: maybe(snowflake) }), wanted)[name];
    return id === undefined ? undefined : BigInt(id);
  });
  // They stand in the order of their ids.
  const all = [...channel.messages.values()];
  const fitting = (isFitting: (id: bigint) => boolean) =>
    all.filter((one) => !one.onlyFor && isFitting(BigInt(one.id)));
  const chosen = (): Message[] => {
    if (around !== undefined) {
      const half = Math.floor(limit / 2);
      const older = fitting((id) => id < around).slice(-half);
      return [...older, ...fitting((id) => id >= around).slice(0, half + 1)].slice(0, limit);
    }
    if (after !== undefined) return fitting((id) => id > after).slice(0, limit);
    if (before !== undefined) return fitting((id) => id < before).slice(-limit);
    const newest: Message[] = [];
    for (let i = all.length - 1; i >= 0 && newest.length < limit; i -= 1) {
      const one = all[i];
      if (one && !one.onlyFor) newest.unshift(one);
    }
    return newest;
  };
  return chosen()
    .reverse()
    .map((one) => shown(host, one));
}

/** A message as the bot may read it. */
export const shown = ({ world }: Host, message: Message): object =>
  messageShape(world, message, world.application.privileged.content);

const one = '/channels/:channel/messages/:message';

/** Builds them. */
export const messageRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel/messages',
    limit: [5, 1],
    handle: (host, asked) => ({ body: listed(host, asked) }),
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages',
    limit: [5, 5],
    handle: (host, asked) => {
      const { world, nonces } = host;
      const channel = seenChannel(host, asked);
      if (!isText(channel)) throw refusal('notText');
      const body = parse(messageBody, asked.body);
      const known = body.enforce_nonce && body.nonce !== undefined ? nonces.find(body.nonce) : undefined;
      if (known) return { body: shown(host, known) };
      const message = post(world, channel, world.bot, writable(world, channel, body, asked.uploads));
      if (body.nonce !== undefined) nonces.keep(body.nonce, message);
      return { body: shown(host, message) };
    },
  },
  {
    method: 'GET',
    path: one,
    handle: (host, asked) => {
      const channel = seenChannel(host, asked);
      demand(channel, host.world.bot, bits.ReadMessageHistory);
      return { body: shown(host, messageIn(channel, asked.param('message'))) };
    },
  },
  {
    method: 'PATCH',
    path: one,
    limit: [5, 5],
    handle: (host, asked) => {
      const { world } = host;
      const channel = seenChannel(host, asked);
      const message = messageIn(channel, asked.param('message'));
      if (message.author !== world.bot) throw refusal('notTheAuthor');
      if (!isUsual(message)) throw refusal('systemMessage');
      demandOpen(world, channel);
      if (asked.uploads.length > 0) demand(channel, world.bot, bits.AttachFiles);
      const wanted = changeOf(world, message, parse(messageChangeBody, asked.body), asked.uploads);
      const isPlain = wanted.embeds !== undefined && !can(channel, world.bot, bits.EmbedLinks);
      const said = { ...message, ...wanted };
      const parts = [said.content, said.components, said.attachments];
      if (isPlain && parts.every((part) => !part?.length)) throw refusal('emptyMessage');
      change(world, message, isPlain ? { ...wanted, embeds: [] } : wanted);
      return { body: shown(host, message) };
    },
  },
  {
    method: 'DELETE',
    path: one,
    limit: [5, 1],
    handle: (host, asked) => {
      const { world } = host;
      const channel = seenChannel(host, asked);
      const message = messageIn(channel, asked.param('message'));
      if (message.author !== world.bot) demand(channel, world.bot, bits.ManageMessages);
      // Deleting is the one thing that archived threads still take, unless they are locked as well.
      if (channel.thread?.archived && channel.thread.locked) demandOpen(world, channel);
      if (message.type === 21) throw refusal('systemMessage');
      remove(world, message);
      return {};
    },
  },
  ...(['PUT', 'DELETE'] as const).map(
    (method): Route => ({
      method,
      path: `${one}/reactions/:emoji/@me`,
      limit: [1, 0.25],
      handle: (host, asked) => {
        const { world } = host;
        const channel = seenChannel(host, asked);
        const message = messageIn(channel, asked.param('message'));
        const emoji = asked.param('emoji');
        const users = message.reactions.get(emoji) ?? new Set<string>();
        demandOpen(world, channel);
        if (method === 'PUT') {
          const isFirst = users.size === 0;
          demand(channel, world.bot, bits.ReadMessageHistory | (isFirst ? bits.AddReactions : 0n));
          if (isFirst && message.reactions.size >= 20) throw refusal('tooManyReactions');
          users.add(world.bot.id);
        } else users.delete(world.bot.id);
        if (users.size > 0) message.reactions.set(emoji, users);
        else message.reactions.delete(emoji);
        return {};
      },
    }),
  ),
];
