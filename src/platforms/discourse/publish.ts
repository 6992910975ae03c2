// Makes publications so on Discourse: topics, posts in them, and private messages.
import { insteadIf, OutsideError, removedByHand } from '../../core/errors.ts';
import type { Order, Remote } from '../../core/publication.ts';
import type { Post, Topic } from './api.ts';
import type { NativeEvents } from './native-events.ts';
import { newTopicByMark } from './new-posts.ts';
import { withPosted } from './posted.ts';
import { isAwaited, isOurs, makePosts, partToFind, postsById, postsByMark, sentBefore } from './posts.ts';
import {
  type PublishParts,
  partly,
  pending,
  publishInside,
  topicIdOf,
  turnedDown,
  untilApproved,
} from './publish-inside.ts';
import { publishPrivately } from './publish-private.ts';
import { isUnexplained, isUnserved } from './refusal.ts';
import {
  externalIdOf,
  isExternalIdTaken,
  makeTopic,
  newOf,
  reopen,
  type Settings,
  type Target,
  type TopicFacts,
  topicIfThere,
  updateTopic,
} from './topics.ts';
import { type Writing, writingOf } from './writing.ts';

/** Publishes an order; see `Platform.publish`. */
export async function publish(
  order: Order,
  parts: PublishParts & { events?: NativeEvents },
): Promise<Remote> {
  const { place } = order;
  if (place.kind === 'space' || place.kind === 'repository')
    throw new OutsideError('That is no category of Discourse. Choose one with `/docent setup category:…`.', {
      isPermanent: true,
    });
  const { content, passed } = await withPosted(order.content, order, parts.api);
  const work = { ...parts, writing: await writingOf(content, parts.api) };
  const made =
    place.kind === 'inside'
      ? await publishInside(order, { ...work, parent: place.remote })
      : place.kind === 'person'
        ? await publishPrivately(order, { ...work, to: place.id })
        : await publishInCategory(order, { ...work, target: { kind: 'category', id: place.id } });
  return passed ? { ...made, passed } : made;
}

/** A topic with the event that it carries; without, where the forum does not let the bot make one. */
async function publishInCategory(
  order: Order,
  work: PublishParts & { events?: NativeEvents; writing: Writing; target: Target },
): Promise<Remote> {
  const { events, writing } = work;
  const event = order.content.kind === 'topic' ? order.content.event : undefined;
  const whole = (await events?.withEvent(writing, event)) ?? writing;
  try {
    return await publishTopic(order, { ...work, writing: whole });
  } catch (error) {
    if (whole === writing || !isUnexplained(error)) throw error;
    const made = await publishTopic(order, work);
    events?.refused(error);
    return made;
  }
}

async function publishTopic(order: Order, work: PublishParts & { writing: Writing; target: Target }) {
  const { api, username, log, writing } = work;
  const { key, identity, remote } = order;
  // Asked first: what is let through meanwhile is there, and awaits nothing any more.
  const sent = await sentBefore(api, { identity, remote });
  const knownId = remote && topicIdOf(remote);
  const known = knownId === undefined ? undefined : await topicIfThere(api.topic(knownId));
  if (known && isMine(known)) return await bringUpToDate(known);
  // The number is another topic's now: the forum is not the one that it was, or the topic was given away.
  if (known) log.warn({ key, topic: knownId }, 'A topic is not what it was; it is left alone and made anew');

  const externalId = externalIdOf(identity, knownId === undefined || known ? '' : String(knownId));
  const lookUp = () => topicIfThere(api.topicByExternalId(externalId));
  if (remote || order.mayExist) {
    const isAwaitedNow = knownId === undefined ? await isAwaited(api, identity) : undefined;
    const found = await lookUp();
    if (found && isMine(found)) return await bringUpToDate(found);
    // It was let through before that it was sent could be written down.
    if (knownId === undefined) {
      const letThrough = isAwaitedNow
        ? undefined
        : // Which posts are new may be outside of the key's scopes.
          await newTopicByMark(api, { identity, username }).catch(insteadIf(isUnserved, undefined));
      const topic = letThrough && (await topicIfThere(api.topic(letThrough)));
      if (topic && isMine(topic)) return await bringUpToDate(topic);
      if (remote && isAwaitedNow === false) throw turnedDown();
      if (remote) return remote;
    }
    if (isAwaitedNow) return awaiting(externalId);
    if (remote && order.isOver) throw removedByHand();
  }
  try {
    return await make(externalId);
  } catch (error) {
    if (!isExternalIdTaken(error)) throw error;
    const found = await lookUp();
    if (found && isMine(found)) return await bringUpToDate(found);
    // It bears our id and is another's now: it is left alone, and made anew under an id that follows from it.
    if (!known || knownId === undefined) throw error;
    return await make(externalIdOf(identity, String(knownId)));
  }

  async function make(externalId_: string): Promise<Remote> {
    const first = await makeTopic(api, writing, { identity, externalId: externalId_, target: work.target });
    if (!first) return awaiting(externalId_);
    return await finish({ id: first.topic_id, title: writing.title }, writing, first);
  }

  /** What is changed outside is known to be ours: written by this account, under this publication's id. */
  function isMine(topic: Topic): boolean {
    const first = topic.post_stream.posts.find((post) => post.post_number === 1);
    return first !== undefined && isOurs(first, { identity, username });
  }

  async function bringUpToDate(topic: Topic): Promise<Remote> {
    const standing = order.isOver ? 'read' : await work.standingOf(topic, homeOf(order));
    if (typeof standing === 'object') throw new OutsideError(standing.why, { isPermanent: true });
    const settings = newOf(writing, remote?.id === String(topic.id) ? remote : {});
    await reopen(api, topic, settings);
    const first = topic.post_stream.posts.find((post) => post.post_number === 1);
    const kept = remote?.parts?.slice(1).map(({ id }) => id) ?? [];
    const found = remote?.parts ? await postsById(api, topic.id, kept) : undefined;
    const further = found?.map((post) => (post && isOurs(post, { identity, username }) ? post : undefined));
    const also = remote?.id === String(topic.id) ? partToFind(sent) : undefined;
    const isWhole =
      further && also === undefined && writing.raws.length - 1 <= further.filter(Boolean).length;
    const posts = isWhole
      ? [first, ...further]
      : [first, ...(await postsByMark(api, topic, { identity, username, also })).slice(1)];
    return await finish(topic, settings, ...posts);
  }

  async function finish(topic: TopicFacts, settings: Settings, ...posts: readonly (Post | undefined)[]) {
    const made = await makePosts(
      api,
      {
        identity,
        topicId: topic.id,
        raws: writing.raws,
        isAgain: remote !== undefined,
        mayAwait: remote !== undefined || order.mayExist,
        ...{ sent: remote?.id === String(topic.id) ? sent : undefined, kept: remote?.parts },
      },
      posts,
    );
    const { slug: changed, refused } = await updateTopic(api, topic, { settings, log });
    const slug = changed ?? made.posts[0]?.topic_slug ?? '-';
    const url = `${api.base}t/${slug}/${topic.id}`;
    const { title, isClosed, isPinned } = writing;
    return {
      id: String(topic.id),
      url,
      parts: made.parts,
      ...partly(made.kind, { base: api.base, key, log }),
      title,
      ...(isClosed !== undefined && !refused.includes('isClosed') && { isClosed }),
      ...(isPinned !== undefined && !refused.includes('isPinned') && { isPinned }),
    };
  }

  function awaiting(externalId_: string): Remote {
    log.warn({ key }, 'A topic awaits approval on Discourse: let it through at /review');
    return { id: `${pending}${externalId_}`, ...untilApproved(api.base) };
  }
}

/** Where a topic whose replies are read belongs. */
function homeOf({ place, content }: Order): string | undefined {
  const isFollowed = 'isFollowed' in content && content.isFollowed;
  return isFollowed && place.kind === 'channel' ? place.id : undefined;
}
