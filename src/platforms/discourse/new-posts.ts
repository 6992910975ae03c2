// The posts since the last look, in public and in private messages to the bot, oldest first.

import type { Log } from '../../core/log.ts';
import type { Api, Post } from './api.ts';
import { isBy } from './posts.ts';
import { DiscourseError, isUnserved } from './refusal.ts';
import { isMarked } from './render.ts';

/** A post that was not read before. */
interface NewPost {
  readonly post: Post;
  /** Whether it stands in a private message. */
  readonly isPrivate: boolean;
}

/** After a long absence, posts older than so many pages are left alone. */
const mostPages = 40;
/** Discourse pages its newest posts by windows of fifty ids, with or without the one that was named. */
const pageIds = 49;
/** A key that may not read private messages is tried again so often, since somebody may have mended it. */
const retryMilliseconds = 30 * 60_000;

type Page = (before?: number) => Promise<readonly Post[]>;

/** Opens the streams of posts. */
export function newPosts({ api, log, now }: { readonly api: Api; readonly log: Log; now(): Date }) {
  let refusedAt: Date | undefined;
  /** Private posts were read, so that a page in their place is an outage. */
  let wasRead = false;
  let isSaid = false;
  const listed = listedPrivate(api);

  /** Undefined where private messages cannot be read at all. */
  async function privatePosts(since: number | undefined): Promise<readonly Post[] | undefined> {
    let isPage = false;
    const isWaiting = refusedAt && now().getTime() - refusedAt.getTime() < retryMilliseconds;
    if (!isWaiting) {
      try {
        const newest = await api.latestPrivatePosts();
        refusedAt = undefined;
        wasRead = true;
        isSaid = false;
        return since === undefined
          ? newest
          : await fresh(newest, { since, page: (before) => api.latestPrivatePosts(before) });
      } catch (error) {
        isPage = error instanceof DiscourseError && error.page !== undefined;
        if (!isUnserved(error) || (isPage && wasRead)) throw error;
      }
    } else if (!listed.isServed()) return undefined;
    const found = await listed.read(since);
    if (!found && !isSaid) {
      isSaid = true;
      log.warn(
        {},
        'Private messages to the bot cannot be read: give the API key the scope `posts: list`, or a key without scopes',
      );
    }
    if (!isWaiting && !isPage) refusedAt = now();
    return found;
  }

  return {
    /** Those with a greater id; without an id none, and where to begin. `last` is the greatest id there is. */
    async since(id: number | undefined): Promise<{ posts: NewPost[]; last: number | undefined }> {
      const shown = await api.latestPosts();
      const own = (await privatePosts(id)) ?? [];
      const last = Math.max(id ?? 0, ...shown.map((post) => post.id), ...own.map((post) => post.id));
      if (id === undefined) return { posts: [], last };
      const open = await fresh(shown, { since: id, page: (before) => api.latestPosts(before) });
      const posts = [
        ...open.map((post) => ({ post, isPrivate: false })),
        ...own.filter((post) => post.id > id).map((post) => ({ post, isPrivate: true })),
      ];
      return { posts: posts.sort((a, b) => a.post.id - b.post.id), last };
    },
  };

  /** Posts after an id. */
  async function fresh(newest: readonly Post[], { since, page }: { since: number; page: Page }) {
    const found = new Map(newest.map((post) => [post.id, post]));
    let before = Math.min(...found.keys());
    for (let pages = 1; Number.isFinite(before) && before > since + 1; pages += 1) {
      if (pages === mostPages) {
        log.warn({ since, before }, 'Commands posted on Discourse during a long absence were left alone');
        break;
      }
      const older = await page(before);
      // Nothing had ever been posted when it was looked for the first time: all there is is new.
      if (since === 0 && older.length === 0) break;
      for (const post of older) found.set(post.id, post);
      before = Math.min(before - pageIds, ...found.keys());
    }
    return [...found.values()].filter(({ id }) => id > since);
  }
}

/** So many pages of the newest posts are looked through for a topic that was let through. */
const mostPagesBack = 4;

/**
 * The number of a publication's topic, found among the newest posts by its mark: one that moderators let through has no
 * external id (`NewPostManager#enqueue`).
 */
export async function newTopicByMark(
  api: Api,
  { identity, username }: { readonly identity: string; readonly username: string },
): Promise<number | undefined> {
  let before: number | undefined;
  for (let pages = 0; pages < mostPagesBack; pages += 1) {
    const posts = await api.latestPosts(before);
    const first = posts.find(
      (post) => post.post_number === 1 && isBy(post, username) && isMarked(post.raw ?? '', identity),
    );
    if (first) return first.topic_id;
    before = Math.min((before ?? Number.POSITIVE_INFINITY) - pageIds, ...posts.map(({ id }) => id));
    if (!Number.isFinite(before) || before <= 1) return undefined;
  }
  return undefined;
}

/** So many conversations are looked at in one reading. */
const mostTopics = 10;

/** Builds what reads them; what did not change since the last time is not read again. */
function listedPrivate(api: Api) {
  const seen = new Map<number, string>();
  let isServed = true;

  async function postsOf(topicId: number, since: number): Promise<Post[]> {
    const { post_stream: stream } = await api.topic(topicId, 'background');
    const shown = new Set(stream.posts.map(({ id }) => id));
    const rest = stream.stream.filter((id) => id > since && !shown.has(id));
    return [...stream.posts, ...(await api.posts(topicId, rest, 'background'))].filter(
      ({ id }) => id > since,
    );
  }

  return {
    /** Whether the forum has such a list for the bot, as far as is known. */
    isServed: () => isServed,
    /** Posts after an id; undefined where the list is not to be had. */
    async read(since: number | undefined): Promise<readonly Post[] | undefined> {
      try {
        const topics = await api.privateTopics();
        isServed = true;
        const look = (one: (typeof topics)[number]) => `${one.highest_post_number} ${one.last_posted_at}`;
        const wanted = topics.filter((one) => seen.get(one.id) !== look(one)).slice(0, mostTopics);
        const found: Post[] = [];
        for (const one of wanted.toReversed()) {
          found.push(...(since === undefined ? [] : await postsOf(one.id, since)));
          seen.set(one.id, look(one));
        }
        for (const id of [...seen.keys()]) if (!topics.some((one) => one.id === id)) seen.delete(id);
        return found;
      } catch (error) {
        if (!isUnserved(error)) throw error;
        isServed = false;
        return undefined;
      }
    },
  };
}
