// Makes publications so on Discourse: topics, posts in them, and private messages.
import { OutsideError } from '../../core/errors.ts';
import type { Order, Remote } from '../../core/publication.ts';
import type { Api, Post, Topic } from './api.ts';
import type { Log } from './log.ts';
import { isBy, makePosts, postsById, postsByMark } from './posts.ts';
import {
  externalIdOf,
  isExternalIdTaken,
  makeTopic,
  reopen,
  type Target,
  type TopicFacts,
  topicIfThere,
  updateTopic,
} from './topics.ts';
import { type Writing, writingOf } from './writing.ts';

/** What publishing needs. */
export interface PublishParts {
  readonly api: Api;
  /** The bot's own user name. */
  readonly username: string;
  readonly log: Log;
}

/** What stands in a remote's id while moderators have not let it through. */
const pending = 'pending:';

/** The topic that a remote is or is within; undefined while it awaits approval. */
export function topicIdOf(remote: Remote): number | undefined {
  const id = Number(remote.within ?? remote.id);
  return Number.isInteger(id) ? id : undefined;
}

/** How a quote refers to a post: `name, post:3, topic:12`. */
export function referenceOf(post: { username: string; number: number; topicId: number }): string {
  return `${post.username}, post:${post.number}, topic:${post.topicId}`;
}

/** Publishes an order; see `Platform.publish`. */
export async function publish(order: Order, parts: PublishParts): Promise<Remote> {
  const { place, content } = order;
  if (place.kind === 'space' || place.kind === 'repository') {
    throw new OutsideError('Discourse has no such place: publish into a category.', {
      isPermanent: true,
    });
  }
  const writing = await writingOf(content, parts.api);
  switch (place.kind) {
    case 'inside':
      return await publishInside(order, { ...parts, writing, parent: place.remote });
    case 'channel':
      return await publishTopic(order, { ...parts, writing, target: { kind: 'category', id: place.id } });
    case 'person':
      return await publishTopic(order, { ...parts, writing, target: { kind: 'person', username: place.id } });
    default:
      return place satisfies never;
  }
}

async function publishTopic(
  order: Order,
  work: PublishParts & { writing: Writing; target: Target },
): Promise<Remote> {
  const { api, username, writing, log } = work;
  const { key, identity, remote } = order;
  const knownId = remote && topicIdOf(remote);
  const known = knownId === undefined ? undefined : await topicIfThere(api.topic(knownId));
  if (known) return await bringUpToDate(known);

  const externalId = externalIdOf(identity, knownId === undefined ? '' : String(knownId));
  const lookUp = () => topicIfThere(api.topicByExternalId(externalId));
  if (remote || order.mayExist) {
    const found = await lookUp();
    if (found && isOurs(found)) return await bringUpToDate(found);
    if (remote && knownId === undefined) return remote;
  }
  try {
    const first = await makeTopic(api, writing, { identity, externalId, target: work.target });
    if (!first) return awaiting(externalId);
    return await finish({ id: first.topic_id, title: writing.title, tags: [...(writing.tags ?? [])] }, first);
  } catch (error) {
    const found = isExternalIdTaken(error) ? await lookUp() : undefined;
    if (!found || !isOurs(found)) throw error;
    return await bringUpToDate(found);
  }

  /** What is changed outside is known to be ours: written by this account, under this publication's id. */
  function isOurs(topic: Topic): boolean {
    return topic.post_stream.posts.some((post) => post.post_number === 1 && isBy(post, username));
  }

  async function bringUpToDate(topic: Topic): Promise<Remote> {
    await reopen(api, topic, writing);
    const first = topic.post_stream.posts.find((post) => post.post_number === 1);
    const kept = remote?.parts?.slice(1).map(({ id }) => id) ?? [];
    const further = remote?.parts ? await postsById(api, topic.id, kept) : undefined;
    const isWhole = further && writing.raws.length - 1 <= further.filter(Boolean).length;
    const posts = isWhole
      ? [first, ...further]
      : [first, ...(await postsByMark(api, topic, { identity, username })).slice(1)];
    return await finish(topic, ...posts);
  }

  async function finish(topic: TopicFacts, ...posts: readonly (Post | undefined)[]): Promise<Remote> {
    const made = await makePosts(
      api,
      { identity, topicId: topic.id, raws: writing.raws, isAgain: remote !== undefined, kept: remote?.parts },
      posts,
    );
    await updateTopic(api, topic, { writing, log });
    if (made.kind === 'enqueued') log.warn({ key }, 'A part of a topic awaits approval on Discourse');
    const slug = made.posts[0]?.topic_slug ?? '-';
    return { id: String(topic.id), url: `${api.base}t/${slug}/${topic.id}`, parts: made.parts };
  }

  function awaiting(externalId_: string): Remote {
    log.warn({ key }, 'A topic awaits approval on Discourse: let it through at /review');
    return { id: `${pending}${externalId_}`, url: `${api.base}review` };
  }
}

async function publishInside(
  order: Order,
  { api, username, writing, log, parent }: PublishParts & { writing: Writing; parent: Remote },
): Promise<Remote> {
  const { key, identity, remote } = order;
  const topicId =
    topicIdOf(parent) ?? (await topicIfThere(api.topicByExternalId(parent.id.slice(pending.length))))?.id;
  if (topicId === undefined) {
    throw new OutsideError(`The topic awaits approval on Discourse: let it through at ${api.base}review.`, {
      retryAfterSeconds: 300,
    });
  }
  const kept = remote?.parts?.map(({ id }) => id) ?? [];
  const byId = await postsById(api, topicId, kept);
  const isWhole = remote !== undefined && writing.raws.length <= byId.filter(Boolean).length;
  const mustLook = !isWhole && (order.mayExist || remote !== undefined);
  const byMark = mustLook ? await postsByMark(api, await api.topic(topicId), { identity, username }) : [];
  if (remote?.id.startsWith(pending) && byMark.length === 0) return remote;
  const made = await makePosts(
    api,
    {
      identity,
      topicId,
      raws: writing.raws,
      isAgain: remote !== undefined,
      kept: remote?.parts,
      ...(writing.replyTo !== undefined && { replyTo: writing.replyTo }),
    },
    byMark.length > 0 ? byMark : byId,
  );
  if (made.kind === 'enqueued') {
    log.warn({ key }, 'A post awaits approval on Discourse: let it through at /review');
  }
  const [first] = made.posts;
  if (!first) return { id: `${pending}${identity}`, url: `${api.base}review`, within: String(topicId) };
  return {
    id: String(first.id),
    url: `${api.base}t/${first.topic_slug ?? '-'}/${topicId}/${first.post_number}`,
    within: String(topicId),
    number: first.post_number,
    reference: referenceOf({ username: first.username, number: first.post_number, topicId }),
    parts: made.parts,
  };
}
