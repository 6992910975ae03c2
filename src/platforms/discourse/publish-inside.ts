// Posts that go inside of a topic which is there already, and what all publishing here needs.
import { OutsideError, removedByHand } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Order, Remote } from '../../core/publication.ts';
import type { Api, Post } from './api.ts';
import type { StandingOf } from './away.ts';
import type { Conversations } from './conversations.ts';
import {
  isAwaited,
  isOurs,
  type Made,
  makePosts,
  partToFind,
  postElsewhere,
  postsById,
  postsByMark,
  sentBefore,
} from './posts.ts';
import type { Writing } from './writing.ts';

/** What publishing needs. */
export interface PublishParts {
  readonly api: Api;
  /** The bot's own user name. */
  readonly username: string;
  readonly log: Log;
  readonly conversations: Conversations;
  readonly standingOf: StandingOf;
  /** The number of whom the bot knows by a user name, if it knows it. */
  stableIdOf(username: string): Promise<string | undefined>;
  /** What somebody is called who is called so no longer; undefined when they are gone. */
  lookedFor(lost: { readonly id: number; readonly name: string }): Promise<string | undefined>;
  /** A name for the conversation with somebody, which no other bot's conversations have. */
  conversationIdentity(who: string): string;
  /** What was published can be no older than the post with this id, so that older ones need not be looked through. */
  readonly newerThan?: number;
}

/** What stands in a remote's id while moderators have not let it through. */
export const pending = 'pending:';

/** Where moderators let through what nobody else sees yet. */
export function untilApproved(base: string): Pick<Remote, 'url' | 'awaits'> {
  const url = `${base}review`;
  return { url, awaits: `It awaits approval on Discourse: let it through at ${url}.` };
}

/** What becomes of a publication of which moderators have let only some parts through; `log` is told. */
export function partly(
  kind: Made['kind'],
  { base, key, log }: { base: string; key: string; log: Log },
): Pick<Remote, 'awaitsPart'> {
  if (kind === 'made') return {};
  if (kind === 'superfluous')
    return {
      awaitsPart: `A part of it that is not needed any more awaits approval on Discourse: turn it down at ${base}review.`,
    };
  if (kind === 'turned-down') {
    log.warn({ key }, 'Moderators on Discourse did not let a part through: it is sent again when it changes');
    return {};
  }
  log.warn({ key }, 'A part awaits approval on Discourse: let it through at /review');
  return { awaitsPart: `A part of it awaits approval on Discourse: let it through at ${base}review.` };
}

/** Moderators did not let it through: it awaits approval no more, and is not there. */
export function turnedDown(): OutsideError {
  return new OutsideError('Moderators on Discourse did not let it through.', {
    isPermanent: true,
    isTurnedDown: true,
  });
}

/** The topic that a remote is or is within; undefined while it awaits approval. */
export function topicIdOf(remote: Remote): number | undefined {
  const id = Number(remote.within ?? remote.id);
  return Number.isInteger(id) ? id : undefined;
}

/** How a quote refers to a post: `name, post:3, topic:12`. */
export function referenceOf(post: Pick<Post, 'username' | 'post_number' | 'topic_id'>): string {
  return `${post.username}, post:${post.post_number}, topic:${post.topic_id}`;
}

/** Publishes posts in a topic; in one that `isPrivate` nothing awaits approval. Throws what tells that the topic is not there. */
export async function publishInside(
  order: Order,
  parts: PublishParts & { writing: Writing; parent: Remote; isPrivate?: boolean },
): Promise<Remote> {
  const { api, username, writing, log, parent, newerThan, isPrivate = false } = parts;
  const { key, identity, remote } = order;
  const topicId = topicIdOf(parent);
  // What goes inside a topic waits until that is there.
  if (topicId === undefined) throw new Error(`${parent.id} is no topic`);
  // Asked first: what is let through meanwhile is there, and awaits nothing any more.
  const isAwaitedNow = remote?.id.startsWith(pending) ? await isAwaited(api, identity) : undefined;
  const sent = await sentBefore(api, { identity, remote });
  const kept = remote?.parts?.map(({ id }) => id) ?? [];
  const own = (post: Post | undefined) => (post && isOurs(post, { identity, username }) ? post : undefined);
  const there = (await postsById(api, topicId, kept)).map(own);
  // What staff moved to another topic is corrected there, not made again.
  const byId = await Promise.all(kept.map(async (id, i) => there[i] ?? own(await postElsewhere(api, id))));
  const also = partToFind(sent);
  const isWhole =
    remote !== undefined && also === undefined && writing.raws.length <= byId.filter(Boolean).length;
  const mustLook = !isWhole && (order.mayExist || remote !== undefined);
  const byMark = mustLook
    ? await postsByMark(api, await api.topic(topicId), {
        ...{ identity, username, newerThan, also },
      })
    : [];
  if (remote?.id.startsWith(pending) && byMark.length === 0) {
    if (isAwaitedNow === false) throw turnedDown();
    return remote;
  }
  if (remote && order.isOver && !byId[0] && byMark.length === 0) throw removedByHand();
  const made = await makePosts(
    api,
    {
      identity,
      topicId,
      raws: writing.raws,
      isAgain: remote !== undefined,
      // An answer, which alone is looked for above a post only, is mostly private, and asked for again by who misses it.
      mayAwait: mustLook && !isPrivate && newerThan === undefined,
      ...{ sent, kept: remote?.parts },
      replyTo: writing.replyTo,
    },
    byMark.length > 0 ? byMark : byId,
  );
  const [first] = made.posts;
  if (!first) {
    log.warn({ key }, 'A post awaits approval on Discourse: let it through at /review');
    return { id: `${pending}${identity}`, ...untilApproved(api.base), within: String(topicId) };
  }
  return { ...remoteOf(first, made, api.base), ...partly(made.kind, { base: api.base, key, log }) };
}

/** What was made within a topic, by its first post. */
export function remoteOf(first: Post, { parts }: Made, base: string): Remote {
  const { topic_id: within, post_number: number, topic_slug: slug = '-' } = first;
  return {
    id: String(first.id),
    url: `${base}t/${slug}/${within}/${number}`,
    within: String(within),
    number,
    reference: referenceOf(first),
    parts,
  };
}
