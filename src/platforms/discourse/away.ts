// Topics that are not read where they stand: merged into another one, or where not everybody reads.
import type { Topic } from './api.ts';
import { isOrdinary, isThere } from './posts.ts';

/**
 * Whether a topic is read where it stands, or why not, with what to do about that; `unknown` while the forum does not say who
 * may read there. `home` is where it belongs, of a topic whose replies are read.
 */
export type StandingOf = (topic: Topic, home: string | undefined) => Promise<Standing>;

/** See `StandingOf`. */
type Standing = 'read' | 'unknown' | { readonly why: string };

/** Builds what knows it. */
export function standingOn(forum: {
  readonly base: string;
  isOpen(categoryId: string): Promise<boolean | undefined>;
}): StandingOf {
  const { base, isOpen } = forum;
  /**
   * Whether a topic that belongs where everybody reads is where not everybody does, such as in a private message that staff
   * made of it: what is said there is not for where the bot shows it. Undefined while the forum does not say.
   */
  async function isAside({ category_id: category }: Topic, home: string | undefined) {
    if (home === undefined || String(category) === home) return false;
    const isOpenThere = category !== undefined && (await isOpen(String(category)));
    const isOpenAtHome = await isOpen(home);
    if (isOpenThere === true || isOpenAtHome === false) return false;
    return isOpenThere === undefined || isOpenAtHome === undefined ? undefined : true;
  }

  return async (topic, home) => {
    const url = `${base}t/${topic.slug}/${topic.id}`;
    if (isMergedAway(topic))
      return {
        why: `Its topic was merged into another one, where I read nothing. Have a moderator move the posts back to ${url} and open it.`,
      };
    const isElsewhere = await isAside(topic, home);
    if (isElsewhere === undefined) return 'unknown';
    if (!isElsewhere) return 'read';
    return {
      why: `Its topic stands where not everybody may read, so I read nothing there. Have a moderator move ${url} to a category that everybody reads.`,
    };
  };
}

/** Between moving all posts and closing what is left, which `PostMover` does at once. */
const mergingMilliseconds = 60_000;

/**
 * Whether staff merged a topic into another: its posts are there, and of the first a copy. What is left was closed by the same
 * one, at once (`PostMover`): a topic of which some posts were split off may be closed at any other time.
 */
function isMergedAway({ closed, post_stream: { posts } }: Topic): boolean {
  if (closed !== true) return false;
  const merged = posts.findLast(
    (split) =>
      split.action_code === 'split_topic' &&
      posts.some(
        ({ action_code: code, user_id: by, created_at: at }) =>
          code === 'closed.enabled' &&
          by === split.user_id &&
          Math.abs(at.getTime() - split.created_at.getTime()) < mergingMilliseconds,
      ),
  );
  if (!merged) return false;
  return !posts.some(
    (post) =>
      post.post_number > 1 && isOrdinary(post) && isThere(post) && post.created_at < merged.created_at,
  );
}
