// Reads followed topics and tells the features what stands in them now.

import { createHash } from 'node:crypto';
import type { Account } from '../../core/account.ts';
import { BoundedMap } from '../../core/bounded-map.ts';
import type { Dispatcher } from '../../core/dispatcher.ts';
import type { Log } from '../../core/log.ts';
import type { Followed, TopicFile, TopicPost } from '../../core/platform.ts';
import { authorOf } from './accounts.ts';
import type { Api, Post, Topic } from './api.ts';
import type { StandingOf } from './away.ts';
import type { Edits } from './edits.ts';
import { heldPosts } from './held-posts.ts';
import { likers } from './likes.ts';
import { linesOf, mentionIn } from './mention.ts';
import { isBy, isByPerson, isOrdinary, isTalkingAlone, isThere } from './posts.ts';
import { referenceOf, topicIdOf } from './publish-inside.ts';
import { like, receipts } from './receipts.ts';
import { DiscourseError } from './refusal.ts';
import { withWholeLinks } from './relative-links.ts';
import { topicIfThere } from './topics.ts';

/** What reading needs. */
interface TopicReaderParts {
  readonly api: Api;
  /** The bot's own user name. */
  readonly username: string;
  readonly log: Log;
  now(): Date;
  /** Is shown the posts before anybody else is told of them. */
  noticed(dispatcher: Dispatcher, posts: readonly Post[]): Promise<void>;
  readonly edits: Edits;
  /** What the user with a number was last seen to be called, if they were seen. */
  called(userId: number): string | undefined;
  /** Whether everybody may read a category. */
  isOpen(categoryId: string): Promise<boolean | undefined>;
  readonly standingOf: StandingOf;
}

/** The topic that a post is missing from, and the one where it stood, as far as that is known. */
interface Missed {
  readonly stoodIn: string | undefined;
  readonly from: Topic;
}

/** After so long a topic is read even if it looks unchanged. */
const fullReadMilliseconds = 10 * 60_000;

/** Of what has ended, a topic that has not changed for so long is looked at no sooner, unless somebody writes in it. */
const quietAfterMilliseconds = 60 * 60_000;

/** Topics of which it is remembered how they looked; of others all is read again. */
const mostRemembered = 2_000;

/** Builds a reader of topics. */
export function topicReader(parts: TopicReaderParts) {
  const { api, username, log, now, noticed, called, edits, isOpen, standingOf } = parts;
  const likersOf = likers({ api, username, log, called, now });
  const acknowledge = receipts({ api, log, now });
  const shut = new BoundedMap<number, true>(mostRemembered);
  const away = new BoundedMap<number, true>(mostRemembered);
  const alone = new BoundedMap<number, true>(mostRemembered);
  const moved = new BoundedMap<string, { isMoved: boolean; until: number }>(mostRemembered);
  const held = heldPosts({ api, now });
  const seen = new BoundedMap<
    number,
    { signature: string; likes: number; readAt: number; changedAt: number }
  >(mostRemembered);

  return {
    /**
     * Reads a topic and tells the features, unless nothing can have changed; `told` says that something did, in these posts
     * as far as that is known. Answers whether it looked.
     */
    async read(
      dispatcher: Dispatcher,
      { groupId, key, about, remote, home, hasEnded }: Followed,
      told?: ReadonlySet<number>,
    ) {
      const topicId = topicIdOf(remote);
      if (topicId === undefined) return false;
      /** What kept the bot from writing there and does so no more is told. */
      const note = async (topics: BoundedMap<number, true>, isSo: boolean) => {
        if (isSo) topics.set(topicId, true);
        else if (topics.delete(topicId)) await dispatcher.ingest({ kind: 'mended', platform: 'discourse' });
      };
      const last = seen.get(topicId);
      const at = now().getTime();
      const isOld = !last || at - last.readAt >= fullReadMilliseconds;
      const isQuiet = hasEnded && last && at - last.changedAt >= quietAfterMilliseconds;
      if (isQuiet && !told && !isOld) return false;
      // If this fails, it is looked at again the next time.
      if (told) seen.delete(topicId);
      const topic = await topicIfThere(api.topic(topicId, 'background'));
      if (!topic) {
        seen.delete(topicId);
        held.forget(topicId);
        await dispatcher.ingest({ kind: 'removed', platform: 'discourse', remoteId: remote.id });
        return true;
      }
      await note(shut, topic.closed === true || topic.archived === true);
      const standing = await standingOf(topic, home);
      // What may not be for everybody is not read, and nobody is told before that is known.
      if (standing === 'unknown') return true;
      if (standing !== 'read') {
        // Publishing it then tells organisers.
        if (!away.has(topicId))
          await dispatcher.ingest({
            kind: 'removed',
            platform: 'discourse',
            remoteId: remote.id,
            isThere: true,
          });
        away.set(topicId, true);
        return true;
      }
      await note(away, false);
      const signature = signatureOf(topic);
      const first = topic.post_stream.posts;
      const rest = topic.post_stream.stream.filter((id) => !first.some((post) => post.id === id));
      // A topic of one page is already read, edits and all; a longer one only costs more if it changed.
      const isSame = !told && last?.signature === signature && !(held.isBehind(topicId) ?? isOld);
      if (rest.length > 0 && isSame) return true;
      const likes = topic.like_count ?? 0;
      const isChanged = last?.likes !== likes;
      let more = await held.read(topicId, rest, { told: told ?? new Set(), isChanged });
      await noticed(dispatcher, inOrder([...first, ...more.fresh]));
      const outdated = new Set(more.posts.filter(isOutdated).map(({ id }) => id));
      if (outdated.size > 0) {
        more = await held.read(topicId, rest, { told: outdated, isChanged: false });
        await noticed(dispatcher, inOrder(more.fresh));
      }
      const there = inOrder([...first, ...more.posts]);
      await note(alone, isTalkingAlone(there, username));
      const likedBy = await likersOf(there.map((post) => ({ id: post.id, count: likesOf(post) })));
      const posts = there.map((post) => topicPost(post, topic, likedBy.get(post.id)));
      const arrived = new Set<string>();
      await dispatcher.ingest({
        kind: 'topic',
        platform: 'discourse',
        groupId,
        key,
        about,
        posts,
        async lastEditor(postId) {
          const post = there.find(({ id }) => String(id) === postId);
          return post ? await edits.lastEditor(post) : 'anybody';
        },
        isMoved: (postId, stoodIn) => isMoved(postId, { stoodIn, from: topic }),
        arrived: (ids) => {
          for (const id of ids) arrived.add(id);
        },
      });
      await acknowledge(there.filter(({ id }) => arrived.has(String(id))));
      const changedAt = last?.signature === signature ? last.changedAt : at;
      seen.set(topicId, { signature, likes, readAt: at, changedAt });
      return true;
    },
  };

  /** Those that people see and wrote, or the bot itself, by their numbers. */
  function inOrder(posts: readonly Post[]): Post[] {
    return posts
      .filter((post) => isThere(post) && post.hidden !== true && isOrdinary(post))
      .filter((post) => isByPerson(post) || isBy(post, username))
      .sort((a, b) => a.post_number - b.post_number);
  }

  /** Whether a post was read before its author got another name, or was merged into somebody else. */
  function isOutdated(post: Post): boolean {
    return (called(post.user_id) ?? post.username) !== post.username;
  }

  /** Whether a missing post was not removed but moved, or went with the topic that this one was made instead of; asked now and then. */
  async function isMoved(postId: string, where: Missed): Promise<boolean> {
    const known = moved.get(postId);
    const at = now().getTime();
    if (known && at < known.until) return known.isMoved;
    const place = await placeOf(postId, where);
    // A topic that was deleted is not looked at again.
    const until = place === 'deleted topic' ? Number.POSITIVE_INFINITY : at + fullReadMilliseconds;
    moved.set(postId, { isMoved: place !== undefined, until });
    return place !== undefined;
  }

  /** Where a missing post is; undefined when it was removed, or went where not everybody reads. */
  async function placeOf(postId: string, { stoodIn, from }: Missed) {
    // Who is not staff is not told whether a post was deleted or its topic. An older post may have been moved into this one, too.
    const [first] = from.post_stream.posts;
    const isFormer = stoodIn !== undefined && stoodIn !== String(from.id);
    const former = first && Number(postId) < first.id && isFormer ? 'deleted topic' : undefined;
    try {
      const post = await api.postAnywhere(postId);
      if (!isThere(post) || post.hidden === true || !isOrdinary(post) || post.topic_id === from.id) return;
      const { category_id: category, deleted_at: deletedAt } = await api.topic(post.topic_id, 'background');
      if (deletedAt !== undefined) return former;
      return category !== undefined && (await isOpen(String(category))) ? 'elsewhere' : undefined;
    } catch (error) {
      // It is gone, or the key does not cover single posts.
      if (error instanceof DiscourseError && error.isPermanent && !error.isForAll) return former;
      throw error;
    }
  }

  function topicPost(post: Post, topic: Topic, likedBy: readonly Account[] | undefined): TopicPost {
    const raw = withWholeLinks(post.raw ?? '', api.base);
    return {
      id: String(post.id),
      number: post.post_number,
      version: revisionOf(post),
      author: authorOf(post),
      isStaff: isStaff(post),
      isOurs: isBy(post, username),
      isToBot: mentionIn(raw, username) !== undefined,
      raw,
      lines: linesOf(raw, username),
      ...(post.version > 1 && { isEdited: true }),
      ...filesOf(raw, api.base),
      // By its id, which it keeps when it is moved to another topic (`PostsController#short_link`).
      url: `${api.base}p/${post.id}`,
      place: String(topic.id),
      reference: referenceOf({ ...post, topic_id: topic.id }),
      likes: likesOf(post),
      ...(likedBy && { likers: likedBy }),
      createdAt: post.created_at,
      ...(post.updated_at && post.updated_at > post.created_at && { changedAt: post.updated_at }),
      ...(post.reply_to_post_number !== undefined && { replyTo: post.reply_to_post_number }),
    };
  }
}

/** What stands for an upload in a post: a picture, or a file (`UploadsController#show_short` answers its address). */
const uploaded = /!?\[([^\]\n]{0,300})\]\(upload:\/\/([\w-]{20,40}(?:\.\w{1,10})?)\)/gu;

/** The uploads in a post. The forum itself decides who may look at each. */
function filesOf(raw: string, base: string): { files?: readonly TopicFile[] } {
  const files = [...raw.matchAll(uploaded)].map(
    ([mark, words = '', file = '']): TopicFile => ({
      name: words.split('|')[0]?.trim() || file,
      url: `${base}uploads/short-url/${file}`,
      mark,
    }),
  );
  return files.length === 0 ? {} : { files };
}

/** How many people like it; the bot's own like is no vote. */
function likesOf(post: Post): number {
  const { count = 0, acted = false } = like(post) ?? {};
  return Math.max(0, count - (acted ? 1 : 0));
}

/** Whether the author manages the forum. */
export function isStaff(post: Post): boolean {
  return post.staff ?? (post.admin === true || post.moderator === true);
}

/** The greatest number that every database holds, less one. */
const mostRevisions = 2 ** 31 - 2;

/**
 * Grows with every change of a post. Discourse's own version does not with what its author corrects within minutes, so
 * the time since it was written, in tenths of a second, is added.
 */
function revisionOf({ version, created_at, updated_at }: Post): number {
  const later = Math.max(0, (updated_at?.getTime() ?? 0) - created_at.getTime());
  return Math.min(mostRevisions, version + Math.floor(later / 100));
}

/** Differs when a post was added, deleted or liked, or one of the first was edited. */
function signatureOf(topic: Topic): string {
  const { posts, stream } = topic.post_stream;
  const look = JSON.stringify([
    stream,
    topic.posts_count,
    topic.highest_post_number,
    topic.like_count,
    topic.last_posted_at,
    posts.map(({ id, version, updated_at }) => [id, version, updated_at]),
  ]);
  return createHash('sha256').update(look).digest('base64url');
}
