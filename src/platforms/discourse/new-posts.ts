// The posts since the last look, in public and in private messages to the bot, oldest first.
import type { Api, Post } from './api.ts';
import type { Log } from './log.ts';
import { DiscourseError } from './refusal.ts';

/** A post that was not read before. */
export interface NewPost {
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
  let isTried = false;

  /** Undefined where the key does not cover private messages. */
  async function privatePage(): Promise<readonly Post[] | undefined> {
    if (refusedAt && now().getTime() - refusedAt.getTime() < retryMilliseconds) return undefined;
    try {
      const found = await api.latestPrivatePosts();
      isTried = true;
      refusedAt = undefined;
      return found;
    } catch (error) {
      const isRefused = error instanceof DiscourseError && !error.isForAll && error.isPermanent;
      if (!isRefused) throw error;
      if (!refusedAt) {
        log.warn(
          {},
          'Private messages to the bot cannot be read: give the API key the scope `posts: list`, or a key without scopes',
        );
      }
      isTried = true;
      refusedAt = now();
      return undefined;
    }
  }

  return {
    /** Those with a greater id; without an id none, and where to begin. `last` is the greatest id there is. */
    async since(id: number | undefined): Promise<{ posts: NewPost[]; last: number | undefined }> {
      const shown = await api.latestPosts();
      const own = (await privatePage()) ?? [];
      const last = Math.max(id ?? 0, ...shown.map((post) => post.id), ...own.map((post) => post.id));
      if (id === undefined) return { posts: [], last };
      const open = await fresh(shown, { since: id, page: (before) => api.latestPosts(before) });
      const closed = await fresh(own, { since: id, page: (before) => api.latestPrivatePosts(before) });
      const posts = [
        ...open.map((post) => ({ post, isPrivate: false })),
        ...closed.map((post) => ({ post, isPrivate: true })),
      ];
      return { posts: posts.sort((a, b) => a.post.id - b.post.id), last };
    },
    readsPrivate: () => (isTried ? refusedAt === undefined : undefined),
  };

  /** Posts after an id. */
  async function fresh(
    newest: readonly Post[],
    { since, page }: { since: number; page: Page },
  ): Promise<Post[]> {
    const found = new Map(newest.map((post) => [post.id, post]));
    let before = Math.min(...found.keys());
    for (let pages = 1; Number.isFinite(before) && before > since + 1; pages += 1) {
      if (pages === mostPages) {
        log.warn({ since, before }, 'Commands posted on Discourse during a long absence were left alone');
        break;
      }
      for (const post of await page(before)) found.set(post.id, post);
      before = Math.min(before - pageIds, ...found.keys());
    }
    return [...found.values()].filter(({ id }) => id > since);
  }
}
