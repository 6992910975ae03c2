// Making a thread so: in a text channel a message with a thread of the same id, in a forum a post.

import { ChannelFlags, ChannelType } from 'discord.js';
import type { ThreadContent } from '../../core/content.ts';
import { OutsideError, removedByHand } from '../../core/errors.ts';
import type { Order, Remote } from '../../core/publication.ts';
import { cleanedLine } from '../../core/text/cleaned.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { Api } from './api.ts';
import type { Channel } from './api-shapes.ts';
import { type Body, bodiesOf, hashOf, keyMark } from './message.ts';
import {
  demandShown,
  findParts,
  type Part,
  type PublishParts,
  partsOf,
  removeAll,
  type Spot,
  spotOf,
  sync,
  unpinned,
} from './messages.ts';

/** Makes a thread so. Throws `OutsideError`. */
export async function publishThread(
  parts: PublishParts,
  order: Order,
  content: ThreadContent,
): Promise<Remote> {
  const { api } = parts;
  const spot = await spotOf(parts, order.place);
  const home = order.remote?.within ?? spot.channel;
  const name = shortened(cleanedLine(content.name) || 'Thread', 100);
  const bodies = bodiesOf(content, (part) => keyMark({ ...spot, channel: home }, order.identity, part));

  const known = await knownThread(parts, order);
  if (known) return await update(parts, { order, content, name, bodies, spot, ...known });
  if (order.remote && order.isOver) throw removedByHand();

  const parent = await api.channel(spot.channel);
  parts.demandEmbeds(parent.id);
  // The thread was removed by hand; the message that it began at is still in the channel.
  if (order.remote) await removeAll(api, order.remote);
  const wish = { order, content, name, bodies, spot };
  if (isForum(parent)) {
    const [first] = bodies;
    if (!first) throw new Error(`Nothing is to be said by ${order.key}`);
    const thread = await api.startPost(parent.id, name, first);
    return await update(parts, { ...wish, thread, parent, known: [{ id: thread.id, hash: hashOf(first) }] });
  }
  if (![ChannelType.GuildText, ChannelType.GuildAnnouncement].includes(parent.type)) {
    const why = `No thread can be started in <#${parent.id}>. Choose a text channel or a forum.`;
    throw new OutsideError(why, { isPermanent: true });
  }
  // An earlier run may have ended between the message and its thread.
  const begun = order.mayExist && !order.remote ? await findParts(api, parent.id, order.identity) : [];
  const [starter] = await sync(parts, {
    key: order.identity,
    bodies: bodies.slice(0, 1),
    known: begun.slice(0, 1),
    salt: order.remote?.id ?? '',
    isPinned: content.isPinned ?? false,
    ruledBy: parent.id,
    channelOf: () => parent.id,
  });
  if (!starter) throw new Error(`Nothing was made of ${order.key}`);
  await api.startThread(parent.id, starter.id, name);
  const thread = await api.channel(starter.id);
  return await update(parts, { ...wish, thread, parent, known: [starter] });
}

interface Known {
  readonly thread: Channel;
  readonly parent: Channel;
  readonly known: readonly Part[];
}

interface ThreadWish extends Known {
  readonly order: Order;
  readonly content: ThreadContent;
  readonly name: string;
  readonly bodies: readonly Body[];
  readonly spot: Spot;
}

/** The thread that an earlier run made, if it is still there. */
async function knownThread(parts: PublishParts, { identity, place, remote, mayExist }: Order) {
  const { api } = parts;
  if (remote) {
    const thread = await api.findChannel(remote.id);
    if (!thread) return undefined;
    const parent = await api.channel(thread.parent_id ?? remote.within ?? '');
    return { thread, parent, known: partsOf(remote) };
  }
  if (!mayExist) return undefined;
  const parent = await api.channel((await spotOf(parts, place)).channel);
  return isForum(parent) ? await findPost(api, parent, identity) : await findThread(api, parent, identity);
}

async function findThread(api: Api, parent: Channel, key: string): Promise<Known | undefined> {
  const [starter] = await findParts(api, parent.id, key);
  if (!starter) return undefined;
  const thread = await api.findChannel(starter.id);
  if (!thread) return undefined;
  const further = await findParts(api, thread.id, key, { after: thread.id, from: 1 });
  return { thread, parent, known: [starter, ...further] };
}

async function findPost(api: Api, parent: Channel, key: string): Promise<Known | undefined> {
  for (const thread of (await api.ownThreads(parent)).slice(0, 25)) {
    const known = await findParts(api, thread.id, key, { after: String(BigInt(thread.id) - 1n) });
    if (known.length > 0) return { thread, parent, known };
  }
  return undefined;
}

async function update(parts: PublishParts, wish: ThreadWish): Promise<Remote> {
  const { api } = parts;
  const { thread, parent, content, order } = wish;
  // What it was to be the last time already is somebody else's to change.
  const last = order.remote?.id === thread.id ? order.remote : undefined;
  const isArchived = content.isArchived ?? false;
  const wasArchived = thread.thread_metadata?.archived ?? false;
  const isToArchive = last?.isArchived === isArchived ? wasArchived : isArchived;
  const isRenamed = last?.title !== wish.name && thread.name !== wish.name;
  const isInDoubt = order.mayExist && last !== undefined;
  const isChanged = isInDoubt || wish.bodies.some((body, i) => !wish.known[i]?.hash.startsWith(hashOf(body)));
  const hasNews = isRenamed || isChanged;
  // To open it in vain would be heard as something that was mended, for ever.
  if (wasArchived && isChanged) parts.demandEmbeds(parent.id);
  if (wasArchived && (hasNews || !isToArchive)) await api.changeChannel(thread.id, { archived: false });

  const isInForum = isForum(parent);
  const made = await sync(parts, {
    key: order.identity,
    bodies: wish.bodies,
    known: wish.known,
    salt: order.remote?.id ?? '',
    isPinned: !isInForum && (content.isPinned ?? false),
    isOver: order.isOver ?? false,
    isInDoubt,
    ruledBy: parent.id,
    // The message that a thread was started from stands in the channel.
    channelOf: (part) => (part === 0 && !isInForum ? parent.id : thread.id),
  });

  const isPinned = content.isPinned ?? false;
  const isPinnedNow = ((thread.flags ?? 0) & ChannelFlags.Pinned) !== 0;
  const isToPin = isInForum && isPinned !== last?.isPinned && isPinned !== isPinnedNow;
  // A forum pins one post alone.
  const pin = { flags: isPinned ? ChannelFlags.Pinned : 0 };
  const isAsWished =
    !isToPin || (await api.changeChannel(thread.id, pin).catch(unpinned(parts, order.identity)));
  const change = {
    ...(isRenamed && { name: wish.name }),
    ...(isToArchive && (!wasArchived || hasNews) && { archived: true }),
  };
  if (Object.keys(change).length > 0) await api.changeChannel(thread.id, change);
  demandShown(parts, { made, known: wish.known, ruledBy: parent.id });
  return {
    id: thread.id,
    url: `https://discord.com/channels/${wish.spot.guild}/${thread.id}`,
    within: parent.id,
    parts: made,
    title: wish.name,
    isArchived,
    ...(isAsWished && { isPinned }),
  };
}

function isForum({ type }: Channel): boolean {
  return type === ChannelType.GuildForum || type === ChannelType.GuildMedia;
}
