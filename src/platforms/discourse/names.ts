// Notices that an account bears another name: its number stays, its name may be changed, or taken away.
import { BoundedMap } from '../../core/bounded-map.ts';
import type { Dispatcher } from '../../core/dispatcher.ts';
import type { Post } from './api.ts';
import type { Conversations } from './conversations.ts';
import type { Cursors } from './cursors.ts';
import type { Log } from './log.ts';

/** More names than these are looked up again. */
const mostRemembered = 5_000;

/** Builds what is shown posts, and tells of each author whose name is another than before. */
export function nameWatch({
  cursors,
  conversations,
  log,
}: {
  readonly cursors: Cursors;
  readonly conversations: Conversations;
  readonly log: Log;
}) {
  const known = new BoundedMap<number, string>(mostRemembered);
  const nameOf = (userId: number) => `discourse/user/${userId}`;

  return async function noticed(dispatcher: Dispatcher, posts: readonly Post[]): Promise<void> {
    const authors = new Map(
      posts.flatMap((post) => (post.user_id === undefined ? [] : [[post.user_id, post]])),
    );
    for (const [userId, { username, name }] of authors) {
      if (known.get(userId) === username) continue;
      const before = known.get(userId) ?? (await cursors.read(nameOf(userId)));
      if (before !== undefined && before !== username) {
        log.info({ from: before, to: username }, 'An account on Discourse has another name');
        const account = { platform: 'discourse', id: username, name: name || username };
        await dispatcher.ingest({ kind: 'renamed', from: before, account });
        await conversations.renamed(before, username);
      }
      if (before !== username) await cursors.write(nameOf(userId), username);
      known.set(userId, username);
    }
  };
}
