// Making a message so: its parts are created, edited where they differ, and removed where they are too many.

import type { MessageContent, PostContent } from '../../core/content.ts';
import { insteadIf, isLasting, messageOf, OutsideError, removedByHand } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { withPassed } from '../../core/posted-files.ts';
import type { Order, Remote, ResolvedPlace } from '../../core/publication.ts';
import type { Attachment } from '../../core/reply.ts';
import type { Api } from './api.ts';
import type { Message } from './api-shapes.ts';
import { type Body, bodiesOf, hashOf, keyFragment, keyMark, nonceOf, type PostedFiles } from './message.ts';
import { codeOf } from './outside.ts';
import { postedFiles, withoutFiles } from './posted.ts';

/** What publishing works with. */
export interface PublishParts {
  readonly api: Api;
  readonly log: Log;
  now(): Date;
  /** The guild of a channel, as far as it is known without asking. */
  guildOf(channelId: string): string | undefined;
  /**
   * Throws an `OutsideError` where the bot is known to lack Embed Links: Discord takes the words from what is said there, in
   * edits too, leaves the buttons, and tells nobody.
   */
  demandEmbeds(channelId: string): void;
  /** The private conversations that were opened, so that none is opened twice. */
  readonly conversations: Conversations;
}

/** Channels of private conversations, by the person's id. */
export interface Conversations {
  find(personId: string): Promise<string | undefined>;
  keep(personId: string, channelId: string): Promise<void>;
}

/** A channel and the guild that it is in; `@me` for a private conversation. */
export interface Spot {
  readonly guild: string;
  readonly channel: string;
  /** The channel whose settings hold there: of a thread the one that it is in. */
  readonly ruledBy: string;
}

/** A part of what was published. */
export interface Part {
  readonly id: string;
  /** The hash of what it says; empty when that is not known. */
  readonly hash: string;
}

/** What a message is made of. */
interface Making {
  readonly content: MessageContent | PostContent;
  readonly files: PostedFiles | undefined;
  readonly spot: Spot;
  readonly looked: readonly Part[];
}

/** Makes a message so. Throws `OutsideError`. */
export async function publishMessage(
  parts: PublishParts,
  order: Order,
  content: MessageContent | PostContent,
): Promise<Remote> {
  const spot = await spotOf(parts, order.place);
  const hasMoved = order.remote?.within !== undefined && order.remote.within !== spot.channel;
  const known = order.remote && !hasMoved ? partsOf(order.remote) : [];
  const looked =
    known.length === 0 && order.mayExist ? await findParts(parts.api, spot.channel, order.identity) : known;
  const files = await postedFiles(order, content.posted ?? [], known.length > 0);
  const make = (those: Making['files']) => makeParts(parts, order, { content, files: those, spot, looked });
  const made = await make(files).catch((error: unknown) => {
    // Here the bot may attach nothing, or nothing so large: the words are said, and links stay.
    const none = withoutFiles(files, error);
    if (!none) throw error;
    return make(none);
  });
  // Nothing is removed that could not be made anew.
  if (hasMoved && order.remote) await removeAll(parts.api, order.remote);
  return made;
}

async function makeParts(parts: PublishParts, order: Order, { content, files, spot, looked }: Making) {
  const document = withPassed(content.document, files?.passed ?? []);
  const bodies = bodiesOf({ ...content, document }, (part) => keyMark(spot, order.identity, part)).map(
    (body, i) => (i === 0 && files ? { ...body, posted: files } : body),
  );
  const isPinned = content.kind === 'message' && (content.isPinned ?? false);
  const made = await opening(parts, spot, () =>
    sync(parts, {
      key: order.identity,
      bodies,
      known: looked,
      salt: order.remote?.id ?? '',
      channelOf: () => spot.channel,
      ruledBy: spot.ruledBy,
      isPinned,
      isOver: order.isOver ?? false,
      isInDoubt: order.mayExist,
      again: async () => (await postedFiles(order, content.posted ?? [], false))?.files ?? [],
    }),
  );
  demandShown(parts, { made, known: looked, ruledBy: spot.ruledBy });
  const [first] = made;
  if (!first) throw new Error(`Nothing was made of ${order.key}`);
  const url = `https://discord.com/channels/${spot.guild}/${spot.channel}/${first.id}`;
  return { id: first.id, url, within: spot.channel, parts: made, ...(files && { passed: files.passed }) };
}

/** Finds out where a place is. Throws `OutsideError` when the channel is gone or cannot be seen. */
export async function spotOf(
  { api, guildOf, conversations }: PublishParts,
  place: ResolvedPlace,
): Promise<Spot> {
  switch (place.kind) {
    case 'channel': {
      const guild = guildOf(place.id) ?? (await api.channel(place.id)).guild_id ?? '@me';
      return { guild, channel: place.id, ruledBy: place.id };
    }
    case 'inside': {
      // The address of a thread names the thread; that of a message names its channel.
      const [guild, channel] = new URL(place.remote.url).pathname.split('/').slice(2);
      if (!guild || !channel)
        throw new OutsideError(`Nothing can be said inside ${place.remote.url}.`, { isPermanent: true });
      return { guild, channel, ruledBy: place.remote.within ?? channel };
    }
    case 'person': {
      const known = await conversations.find(place.id);
      const channel = known ?? (await api.openConversation(place.id));
      if (known === undefined) await conversations.keep(place.id, channel);
      return { guild: '@me', channel, ruledBy: channel };
    }
    case 'space':
    case 'repository':
      throw new OutsideError('A message needs a channel.', { isPermanent: true });
  }
}

/** The parts that an earlier run made; the first is the thing itself. */
export function partsOf(remote: Remote): readonly Part[] {
  return remote.parts ?? [{ id: remote.id, hash: '' }];
}

/** The bot's messages in a channel that carry a key, in the order of their parts: those after a message, from a part on. */
export async function findParts(
  api: Api,
  channelId: string,
  key: string,
  { after, from = 0 }: { readonly after?: string; readonly from?: number } = {},
): Promise<Part[]> {
  const messages = await api.messages(channelId, after);
  const found: Part[] = [];
  for (let part = from; ; part += 1) {
    const message = messages.find((one) => carries(api, one, keyFragment(key, part)));
    if (!message) return found;
    found.push({ id: message.id, hash: '' });
  }
}

/** Whether the bot wrote it for that part of that key. */
function carries(api: Api, message: Message, fragment: string): boolean {
  return (
    message.author.id === api.self() &&
    message.embeds.some(({ url }) => url?.endsWith(`#${fragment}`) ?? false)
  );
}

/** What `sync` makes so. */
interface Wish {
  readonly key: string;
  readonly bodies: readonly Body[];
  readonly known: readonly Part[];
  /** Tells this making from an earlier one whose message was removed. */
  readonly salt: string;
  readonly isPinned?: boolean;
  /** What is gone is not made again (`Order.isOver`). */
  readonly isOver?: boolean;
  /** An earlier run may have changed what is known without being able to say so, so that its hash says nothing. */
  readonly isInDoubt?: boolean;
  /** See `Spot`. */
  readonly ruledBy: string;
  channelOf(part: number): string;
  /** The files of posts elsewhere once more, when the message that had them is gone. */
  again?(): Promise<readonly Attachment[]>;
}

/** Stands behind the hash of a message that was to be pinned, and was. */
const pinnedMark = '-pinned';

/** Makes messages equal to bodies, part by part; what was only edited may be blank (`demandShown`). */
export async function sync(parts: PublishParts, wish: Wish): Promise<Part[]> {
  const { api } = parts;
  const made: Part[] = [];
  let orphans: readonly Message[] | undefined;
  for (const [i, body] of wish.bodies.entries()) {
    const wished = `${hashOf(body)}${i === 0 && wish.isPinned ? pinnedMark : ''}`;
    const known = wish.known[i];
    if (known?.hash === wished && !wish.isInDoubt) {
      made.push(known);
      continue;
    }
    const edited =
      known && (await api.edit(wish.channelOf(i), known.id, body, wish.isOver ? [10008] : undefined));
    if (known && !edited && i === 0 && wish.isOver) throw removedByHand();
    if (!edited) parts.demandEmbeds(wish.ruledBy);
    if (known && !edited && i === 0) return await again(parts, wish, known.id);
    // What is not ours to edit would stand beside what is made instead.
    if (known && !edited)
      await api.remove(wish.channelOf(i), known.id).catch(insteadIf(isLasting, undefined));
    if (!edited && wish.known[0] && i > 0) {
      // An earlier run may have appended this part without being able to say so.
      orphans ??= await api.messages(wish.channelOf(i), wish.known[0].id);
    }
    const orphan = orphans?.find((one) => carries(api, one, keyFragment(wish.key, i)));
    const found = edited ?? (orphan && (await api.edit(wish.channelOf(i), orphan.id, body)));
    const message = found ?? (await create(api, wish, { part: i, body }));
    const isAsWished = i > 0 || (await pinAsWished(parts, wish, message));
    made.push({ id: message.id, hash: isAsWished ? wished : hashOf(body) });
  }
  for (const [i, surplus] of wish.known.entries()) {
    if (i >= wish.bodies.length) await api.remove(wish.channelOf(i), surplus.id);
  }
  return made;
}

/**
 * Throws where what was changed cannot be read (`demandEmbeds`). Edits are made all the same: what must go is gone by that,
 * and what is to be read comes with the next try.
 */
export function demandShown(
  parts: PublishParts,
  { made, known, ruledBy }: Pick<Wish, 'known' | 'ruledBy'> & { readonly made: readonly Part[] },
): void {
  if (made.some((part, i) => part !== known[i])) parts.demandEmbeds(ruledBy);
}

/** The first part was removed by hand, or is not ours to edit: all is made again below, so that the parts stay together. */
async function again(parts: PublishParts, wish: Wish, goneId: string): Promise<Part[]> {
  for (const [i, part] of wish.known.entries()) {
    await parts.api.remove(wish.channelOf(i), part.id).catch(insteadIf(isLasting, undefined));
  }
  return await sync(parts, { ...wish, known: [], salt: goneId });
}

async function create(api: Api, wish: Wish, { part, body: wanted }: { part: number; body: Body }) {
  const channelId = wish.channelOf(part);
  const { posted } = wanted;
  const body =
    posted && !posted.files ? { ...wanted, posted: { ...posted, files: await wish.again?.() } } : wanted;
  // The id of what is gone is in the nonce, else Discord would answer with the removed message.
  const nonce = nonceOf(wish.key, part, wish.salt + (wish.known[part]?.id ?? ''));
  const sent = await api.send(channelId, body, nonce);
  // A nonce that was known already answers with the earlier message, which may say something older.
  return saysSame(sent, body) ? sent : ((await api.edit(channelId, sent.id, body)) ?? sent);
}

function saysSame(message: Message, body: Body): boolean {
  const [there, here] = [message.embeds[0], body.embeds[0]].map((embed) =>
    [embed?.title, embed?.description].map((text) => (text ?? '').trim()).join('\n'),
  );
  return there === here;
}

/** Pins a message or lets it go, unless it was to be so before: then who changed it since was somebody else. */
async function pinAsWished(parts: PublishParts, wish: Wish, message: Message): Promise<boolean> {
  const isPinned = wish.isPinned ?? false;
  const before = wish.known[0]?.hash ?? '';
  if (before !== '' && before.endsWith(pinnedMark) === isPinned) return true;
  if ((message.pinned ?? false) === isPinned) return true;
  const isDone = parts.api.setPinned(wish.channelOf(0), message.id, isPinned).then(() => true);
  return await isDone.catch(unpinned(parts, wish.key));
}

/** For a `catch`: where it may not be pinned, it stands all the same. */
export const unpinned = ({ log }: Pick<PublishParts, 'log'>, key: string) =>
  function told(error: unknown): false {
    if (!isLasting(error)) throw error;
    log.warn({ key }, messageOf(error));
    return false;
  };

/** Does something in a channel that may be an archived thread: opens it for that, and archives it again. */
async function opening<T>(parts: PublishParts, spot: Spot, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) !== 50083) throw error;
    // To open it in vain would be heard as something that was mended, for ever.
    parts.demandEmbeds(spot.ruledBy);
    await parts.api.changeChannel(spot.channel, { archived: false });
    const done = await work();
    await parts.api.changeChannel(spot.channel, { archived: true });
    return done;
  }
}

/** Removes what was published, as far as it is still there and may be removed. */
export async function removeAll(api: Api, remote: Remote): Promise<void> {
  for (const part of partsOf(remote)) {
    // What is in a channel that the bot can no longer enter stays there.
    await api.remove(remote.within ?? '', part.id).catch(insteadIf(isLasting, undefined));
  }
}
