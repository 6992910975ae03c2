// Routes of channels and threads.
import { channelChangeBody, threadBody, threadFromMessageBody } from '../check/channels.ts';
import { limitOf } from '../check/fields.ts';
import { draftOf } from '../drafts.ts';
import { invalidForm, parse, Refusal, refusal } from '../errors.ts';
import type { Asked, Host, Route } from '../host.ts';
import { messageShape } from '../message-shapes.ts';
import type { Channel } from '../model.ts';
import { bits, can, demand } from '../permissions.ts';
import { channelShape, threadMemberShape } from '../shapes.ts';
import { byAge } from '../snowflakes.ts';
import { changeChannel, openThread, removeChannel, setThreadMember } from '../threads.ts';
import { messageIn, seenChannel, writable } from './messages.ts';

const isForum = ({ type }: Channel): boolean => type === 15 || type === 16;

function change(host: Host, asked: Asked): object {
  const { world } = host;
  const channel = seenChannel(host, asked);
  const { thread } = channel;
  const wish = parse(channelChangeBody, asked.body);
  if (!thread) {
    demand(channel, world.bot, bits.ManageChannels);
    if (wish.topic && wish.topic.length > 1024 && !isForum(channel)) throw refusal('wrongChannelKind');
  } else {
    const isOwner = thread.ownerId === world.bot.id;
    const isManager = can(channel, world.bot, bits.ManageThreads);
    const opens = wish.archived === false;
    const needsManager =
      (wish.locked !== undefined && wish.locked !== thread.locked) ||
      (wish.rate_limit_per_user !== undefined && !isOwner) ||
      (wish.flags !== undefined && wish.flags !== channel.flags);
    const isAllowed = isManager || (!needsManager && (isOwner || (opens && !thread.locked)));
    if (!isAllowed) throw refusal('missingPermissions');
    // An archived thread takes nothing but being opened.
    const others = Object.entries(wish).some(
      ([key, value]) => value !== undefined && !['archived', 'locked'].includes(key),
    );
    if (thread.archived && !opens && others) throw refusal('archived');
    demandTags(world.channel(channel.parentId ?? ''), wish.applied_tags);
  }
  const isRenamed =
    (wish.name !== undefined && wish.name !== channel.name) ||
    (wish.topic !== undefined && wish.topic !== channel.topic);
  const renamings = host.renamings(channel.id);
  if (isRenamed && !renamings.take())
    throw new Refusal(429, 0, 'You are being rate limited.', undefined, renamings.waitSeconds);
  changeChannel(world, channel, world.bot, {
    name: wish.name,
    topic: wish.topic,
    archived: wish.archived,
    locked: wish.locked,
    autoArchiveMinutes: wish.auto_archive_duration,
    slowmodeSeconds: wish.rate_limit_per_user,
    tags: wish.applied_tags,
    flags: wish.flags,
    invitable: wish.invitable,
  });
  return channelShape(channel, world.bot);
}

function demandTags(forum: Channel, tags: readonly string[] | undefined): void {
  const strange = tags?.find((id) => !forum.tags.some((tag) => tag.id === id));
  if (strange === undefined) return;
  const message = `Tag ${strange} is not one of this channel.`;
  throw invalidForm([{ path: ['applied_tags'], code: 'FORUM_TAG_UNKNOWN', message }]);
}

function startFromMessage(host: Host, asked: Asked): object {
  const { world } = host;
  const channel = seenChannel(host, asked);
  if (channel.type !== 0 && channel.type !== 5) throw refusal('wrongChannelKind');
  demand(channel, world.bot, bits.CreatePublicThreads);
  const from = messageIn(channel, asked.param('message'));
  const wish = parse(threadFromMessageBody, asked.body);
  if (world.channels.has(from.id)) throw refusal('hasThread');
  if (![0, 19, 20].includes(from.type)) throw refusal('systemMessage');
  const thread = openThread(world, channel, world.bot, {
    name: wish.name,
    type: channel.type === 5 ? 10 : 11,
    autoArchiveMinutes: wish.auto_archive_duration ?? 1440,
    slowmodeSeconds: wish.rate_limit_per_user ?? 0,
    from,
  });
  return channelShape(thread, world.bot);
}

function start(host: Host, asked: Asked): object {
  const { world } = host;
  const channel = seenChannel(host, asked);
  const wish = parse(threadBody, asked.body);
  const common = {
    name: wish.name,
    autoArchiveMinutes: wish.auto_archive_duration ?? 1440,
    slowmodeSeconds: wish.rate_limit_per_user ?? 0,
  };
  if (isForum(channel)) {
    if (!wish.message) {
      throw invalidForm([
        { path: ['message'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' },
      ]);
    }
    demand(channel, world.bot, bits.SendMessages);
    demandTags(channel, wish.applied_tags);
    const isTagRequired = (channel.flags & (1 << 4)) !== 0;
    if (isTagRequired && !wish.applied_tags?.length) throw refusal('tagRequired');
    writable(world, channel, wish.message, asked.uploads);
    const first = draftOf(world, wish.message, asked.uploads);
    const tags = wish.applied_tags ?? [];
    const thread = openThread(world, channel, world.bot, { ...common, type: 11, tags, first });
    const message = thread.messages.get(thread.id);
    return {
      ...channelShape(thread, world.bot),
      ...(message && { message: messageShape(world, message, true) }),
    };
  }
  if (channel.type !== 0 && channel.type !== 5) throw refusal('wrongChannelKind');
  const type = wish.type ?? 12;
  demand(channel, world.bot, type === 12 ? bits.CreatePrivateThreads : bits.CreatePublicThreads);
  const invitable = wish.invitable ?? true;
  return channelShape(openThread(world, channel, world.bot, { ...common, type, invitable }), world.bot);
}

function archived(host: Host, asked: Asked, types: readonly number[]): object {
  const { world } = host;
  const channel = seenChannel(host, asked);
  demand(channel, world.bot, bits.ReadMessageHistory | (types.includes(12) ? bits.ManageThreads : 0n));
  const limit = limitOf(asked, [2, 100], 50);
  const before = asked.query('before');
  const all = [...world.channels.values()]
    .filter((one) => one.parentId === channel.id && one.thread?.archived && types.includes(one.type))
    .filter((one) => before === undefined || (one.thread?.archiveAt ?? 0) < new Date(before))
    .sort((a, b) => (b.thread?.archiveAt.getTime() ?? 0) - (a.thread?.archiveAt.getTime() ?? 0));
  return { ...threadList(host, all.slice(0, limit)), has_more: all.length > limit };
}

function threadList({ world: { bot } }: Host, threads: readonly Channel[]) {
  return {
    threads: threads.map((one) => channelShape(one, bot)),
    members: threads
      .filter((one) => one.thread?.members.has(bot.id))
      .map((one) => threadMemberShape(one, bot.id)),
  };
}

function threadOf(host: Host, asked: Asked): Channel {
  const channel = seenChannel(host, asked);
  if (!channel.thread) throw refusal('wrongChannelKind');
  return channel;
}

function membership(method: 'PUT' | 'DELETE', name: '@me' | ':user'): Route {
  return {
    method,
    path: `/channels/:channel/thread-members/${name}`,
    handle: (host, asked) => {
      const channel = threadOf(host, asked);
      const { bot } = host.world;
      const user = name === '@me' ? bot : host.world.user(asked.param('user'));
      if (channel.thread?.archived) throw refusal('archived');
      if (!channel.guild?.members.has(user.id)) throw refusal('unknownMember');
      if (method === 'PUT' && user !== bot) demand(channel, bot, bits.SendMessagesInThreads);
      if (method === 'DELETE' && user !== bot) demand(channel, bot, bits.ManageThreads);
      setThreadMember(host.world, channel, user.id, method === 'PUT');
      return {};
    },
  };
}

/** Builds them. */
export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    handle: (host, asked) => ({ body: channelShape(seenChannel(host, asked), host.world.bot) }),
  },
  {
    method: 'PATCH',
    path: '/channels/:channel',
    limit: [10, 15],
    handle: (host, asked) => ({ body: change(host, asked) }),
  },
  {
    method: 'DELETE',
    path: '/channels/:channel',
    limit: [5, 5],
    handle: (host, asked) => {
      const channel = seenChannel(host, asked);
      const needed = channel.thread ? bits.ManageThreads : bits.ManageChannels;
      if (channel.guild) demand(channel, host.world.bot, needed);
      const body = channelShape(channel);
      if (channel.guild) removeChannel(host.world, channel);
      return { body };
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/typing',
    handle: (host, asked) => {
      demand(seenChannel(host, asked), host.world.bot, bits.SendMessages);
      return {};
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/threads',
    limit: [10, 30],
    handle: (host, asked) => ({ status: 201, body: startFromMessage(host, asked) }),
  },
  {
    method: 'POST',
    path: '/channels/:channel/threads',
    limit: [10, 30],
    handle: (host, asked) => ({ status: 201, body: start(host, asked) }),
  },
  {
    method: 'GET',
    path: '/channels/:channel/threads/archived/public',
    handle: (host, asked) => ({ body: archived(host, asked, [10, 11]) }),
  },
  {
    method: 'GET',
    path: '/channels/:channel/threads/archived/private',
    handle: (host, asked) => ({ body: archived(host, asked, [12]) }),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/threads/active',
    handle: (host, asked) => {
      const guild = host.world.guild(asked.param('guild'));
      const all = [...host.world.channels.values()].filter(
        (one) =>
          one.guild === guild &&
          one.thread &&
          !one.thread.archived &&
          can(one, host.world.bot, bits.ViewChannel),
      );
      return { body: { ...threadList(host, all.sort(byAge).reverse()), has_more: false } };
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/thread-members',
    handle: (host, asked) => {
      const channel = threadOf(host, asked);
      const ids = [...(channel.thread?.members.keys() ?? [])].slice(0, limitOf(asked, [1, 100], 100));
      return { body: ids.map((id) => threadMemberShape(channel, id)) };
    },
  },
  membership('PUT', '@me'),
  membership('DELETE', '@me'),
  membership('PUT', ':user'),
  membership('DELETE', ':user'),
];
