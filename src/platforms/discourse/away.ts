// Topics that staff took away from where they are read: merged into another one, or moved to where not everybody reads.
import type { Topic } from './api.ts';
import { isOrdinary, isThere } from './posts.ts';

/** Why a topic is not read where it stands, and what to do about that; undefined of one that is. `home` is where it was made. */
export type WhyAway = (topic: Topic, home: string | undefined) => Promise<string | undefined>;

/** Builds what knows it. */
export function whyAwayOn({
  base,
  isOpen,
}: {
  readonly base: string;
  isOpen(categoryId: string): Promise<boolean | undefined>;
}): WhyAway {
  /**
   * Whether staff took a topic from a category that everybody reads to one that not everybody does, or made a private message
   * of it: what is said there is not for where the bot shows it.
   */
  async function isAside({ category_id: category }: Topic, home: string | undefined): Promise<boolean> {
    if (home === undefined || String(category) === home) return false;
    if (category !== undefined && (await isOpen(String(category))) === true) return false;
    return (await isOpen(home)) !== false;
  }

  return async (topic, home) => {
    const url = `${base}t/${topic.slug}/${topic.id}`;
    if (isMergedAway(topic))
      return `Its topic was merged into another one, where I read nothing. Have a moderator move the posts back to ${url} and open it.`;
    if (await isAside(topic, home))
      return `Its topic was moved to where not everybody may read, so I read nothing there. Have a moderator move ${url} back.`;
    return undefined;
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
