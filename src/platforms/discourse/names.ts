// Notices that an account bears another name: its number stays, its name may be changed, or taken away; and that two accounts
// have been merged, after which posts of the one are the other's, and the one is not there any more.
import { BoundedMap } from '../../core/bounded-map.ts';
import type { Dispatcher } from '../../core/dispatcher.ts';
import { authorOf } from './accounts.ts';
import type { Post } from './api.ts';
import type { Conversations } from './conversations.ts';
import type { Cursors } from './cursors.ts';
import type { Log } from './log.ts';

/** More names than these are looked up again. */
const mostRemembered = 5_000;
/** So many posts are remembered with their author. */
const mostPosts = 20_000;

/** Builds what is shown posts, and tells of each author who is seen for the first time, or whose name is another than before. */
export function nameWatch({
  cursors,
  conversations,
  isGone,
  log,
}: {
  readonly cursors: Cursors;
  readonly conversations: Conversations;
  /** Whether the user with this number has this name no longer. */
  isGone(userId: number, username: string): Promise<boolean>;
  readonly log: Log;
}) {
  const known = new BoundedMap<number, string>(mostRemembered);
  const writtenBy = new BoundedMap<number, number>(mostPosts);
  const nameOf = (userId: number) => `discourse/user/${userId}`;

  async function renamed(
    dispatcher: Dispatcher,
    from: string,
    { post, goneId }: { post: Post; goneId?: number },
  ): Promise<void> {
    const account = authorOf(post);
    const merged = goneId !== undefined && { isMerged: true, goneStableId: String(goneId) };
    await dispatcher.ingest({ kind: 'renamed', from, account, ...merged });
    await conversations.renamed(from, post.username);
  }

  /** Staff may give a post to somebody else, too: only if its author is gone, both are one. */
  async function noticeMerged(dispatcher: Dispatcher, post: Post, authorId: number): Promise<void> {
    const before = writtenBy.get(post.id);
    if (before === undefined || before === authorId || authorId <= 0) return;
    const from = known.get(before) ?? (await cursors.read(nameOf(before)));
    if (from === undefined || from === post.username || !(await isGone(before, from))) return;
    log.info({ from, into: post.username }, 'An account on Discourse was merged into another');
    await renamed(dispatcher, from, { post, goneId: before });
    await cursors.write(nameOf(before), post.username);
    known.set(before, post.username);
  }

  return async function noticed(dispatcher: Dispatcher, posts: readonly Post[]): Promise<void> {
    const authors = new Map(posts.map((post) => [post.user_id, post]));
    for (const [userId, post] of authors) {
      const { username } = post;
      if (known.get(userId) === username) continue;
      const before = known.get(userId) ?? (await cursors.read(nameOf(userId)));
      if (before === undefined) await dispatcher.ingest({ kind: 'seen', account: authorOf(post) });
      else if (before !== username) {
        log.info({ from: before, to: username }, 'An account on Discourse has another name');
        await renamed(dispatcher, before, { post });
      }
      if (before !== username) await cursors.write(nameOf(userId), username);
      known.set(userId, username);
    }
    for (const post of posts) {
      await noticeMerged(dispatcher, post, post.user_id);
      writtenBy.set(post.id, post.user_id);
    }
  };
}
