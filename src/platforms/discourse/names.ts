// Notices that an account bears another name: its number stays, its name may be changed, or taken away; and that two accounts
// have been merged, after which posts of the one are the other's, and the one is not there any more.
import type { Account } from '../../core/account.ts';
import { BoundedMap } from '../../core/bounded-map.ts';
import type { Cursors } from '../../core/cursors.ts';
import type { Dispatcher } from '../../core/dispatcher.ts';
import { insteadIf } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { accountOf, authorOf } from './accounts.ts';
import type { Api, Post } from './api.ts';
import type { Conversations } from './conversations.ts';
import { isGone, isUnserved } from './refusal.ts';

/** More names than these are looked up again. */
const mostRemembered = 5_000;
/** So many posts are remembered with their author. */
const mostPosts = 20_000;

/** Builds it. */
export function nameWatch(how: {
  readonly cursors: Cursors;
  readonly conversations: Conversations;
  readonly api: Pick<Api, 'user' | 'usersByIds' | 'postAnywhere'>;
  readonly log: Log;
}) {
  const { cursors, conversations, api, log } = how;
  const known = new BoundedMap<number, string>(mostRemembered);
  const writtenBy = new BoundedMap<number, number>(mostPosts);
  const nameOf = (userId: number) => `discourse/user/${userId}`;
  const ofPosts = 'discourse/post-by/';
  const postOf = (userId: number) => `${ofPosts}${userId}`;
  let hasRecalled = false;

  /** Whose some post was before the start, so that it is noticed whose it became meanwhile. */
  async function recall(): Promise<void> {
    for (const { name, value } of await cursors.list(ofPosts, mostPosts)) {
      writtenBy.set(Number(value), Number(name.slice(ofPosts.length)));
    }
    hasRecalled = true;
  }

  /**
   * The user with a number, who was called so; undefined when they are gone. Only a key without granular scopes may ask for a
   * user by number; with any other, who is not called so any more counts as gone.
   */
  async function whoIs({ id, name }: { readonly id: number; readonly name: string }) {
    const called = await api.user(name).catch(insteadIf(isGone, undefined));
    if (called?.id === id) return accountOf(called);
    const found = await api.usersByIds([id]).catch(insteadIf(isUnserved, []));
    const there = found.find((one) => one.id === id);
    return there && accountOf(there);
  }

  async function renamed(
    dispatcher: Dispatcher,
    from: string,
    { account, goneId }: { account: Account; goneId?: number },
  ): Promise<void> {
    const to = account.id;
    log.info(
      { from, to },
      goneId === undefined
        ? 'An account on Discourse has another name'
        : 'An account on Discourse was merged into another',
    );
    const merged = goneId !== undefined && { isMerged: true, goneStableId: String(goneId) };
    await dispatcher.ingest({ kind: 'renamed', from, account, ...merged });
    await conversations.renamed(from, to);
    const userId = goneId ?? Number(account.stableId);
    await cursors.write(nameOf(userId), to);
    known.set(userId, to);
  }

  /** Staff may give a post to somebody else, too: only if its author is gone, both are one. */
  async function noticeMerged(dispatcher: Dispatcher, post: Post, authorId: number): Promise<void> {
    const before = writtenBy.get(post.id);
    if (before === undefined || before === authorId || authorId <= 0) return;
    const from = known.get(before) ?? (await cursors.read(nameOf(before)));
    if (from === undefined || from === post.username) return;
    if (await whoIs({ id: before, name: from })) return;
    await renamed(dispatcher, from, { account: authorOf(post), goneId: before });
  }

  return {
    /** Is shown posts, and tells of each author who is seen for the first time, or whose name is another than before. */
    async noticed(dispatcher: Dispatcher, posts: readonly Post[]) {
      if (!hasRecalled) await recall();
      const authors = new Map(posts.map((post) => [post.user_id, post]));
      for (const [userId, post] of authors) {
        const { username } = post;
        if (known.get(userId) === username) continue;
        const before = known.get(userId) ?? (await cursors.read(nameOf(userId)));
        if (before === undefined) {
          // Whom the bot wrote to under this name was somebody else, perhaps.
          conversations.doubt(username);
          await dispatcher.ingest({ kind: 'seen', account: authorOf(post) });
        }
        if (before !== undefined && before !== username) {
          await renamed(dispatcher, before, { account: authorOf(post) });
        } else if (before !== username) await cursors.write(nameOf(userId), username);
        // If they are merged into somebody, it will be that person's.
        if (known.get(userId) === undefined) await cursors.write(postOf(userId), String(post.id));
        known.set(userId, username);
      }
      for (const post of posts) {
        await noticeMerged(dispatcher, post, post.user_id);
        writtenBy.set(post.id, post.user_id);
      }
    },
    /** What the user with a number was last seen to be called, if they were seen. */
    called: (userId: number) => known.get(userId),
    /**
     * What the user with a number is called who is called so no longer, also as merged into another; undefined when they are
     * gone. Tells of what it finds, also of what happened while nobody looked.
     */
    async lookedFor(dispatcher: Dispatcher, lost: { id: number; name: string }) {
      const there = await whoIs(lost);
      if (there) {
        if (there.id !== lost.name) await renamed(dispatcher, lost.name, { account: there });
        return there.id;
      }
      const post = await cursors.read(postOf(lost.id));
      const found = post ? await api.postAnywhere(post).catch(insteadIf(isUnserved, undefined)) : undefined;
      if (!found || found.user_id === lost.id) return undefined;
      await renamed(dispatcher, lost.name, { account: authorOf(found), goneId: lost.id });
      return found.username;
    },
  };
}
