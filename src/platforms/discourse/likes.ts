// Who liked which post: asked for where a count changed, a few posts at a time, so that reading stays within its share.

import type { Account } from '../../core/account.ts';
import { BoundedMap } from '../../core/bounded-map.ts';
import type { Log } from '../../core/log.ts';
import { accountOf } from './accounts.ts';
import type { Api } from './api.ts';
import { isGone, isUnserved } from './refusal.ts';

/** A post as far as its likes go. */
interface Liked {
  readonly id: number;
  readonly count: number;
}

/** Answers who liked each post, as far as that is known; absent posts are asked about at another time. */
type Likers = (posts: readonly Liked[]) => Promise<ReadonlyMap<number, readonly Account[]>>;

/** How many posts are asked about at once. */
const mostAtOnce = 12;
/** One like may have been taken back while another was given, which the count does not show. */
const freshMilliseconds = 10 * 60_000;

/** After so many posts that are not there, nothing more is asked for. */
const mostGone = 3;
/** Who may not ask tries again so often, since somebody may have mended it, or a page stood before the forum. */
const retryMilliseconds = 30 * 60_000;

/** Posts whose likes are remembered; of others they are asked for again. */
const mostRemembered = 5_000;

/** Builds the memory. Granular API keys cannot be allowed to ask: then nobody is known, and counts must do. */
export function likers(parts: {
  readonly api: Api;
  /** The bot's own user name: its like is nobody's vote. */
  readonly username: string;
  readonly log: Log;
  /** What the user with a number was last seen to be called, if they were seen. */
  called(userId: number): string | undefined;
  now(): Date;
}): Likers {
  const { api, log, now } = parts;
  const own = parts.username.toLowerCase();
  const known = new BoundedMap<number, { count: number; accounts: readonly Account[]; at: number }>(
    mostRemembered,
  );
  let refusedAt: Date | undefined;
  /** Posts in vain. */
  let gone = 0;

  async function ask({ id, count }: Liked): Promise<void> {
    try {
      const users = await api.likers(id);
      const others = users.filter(({ username }) => username.toLowerCase() !== own);
      const accounts = others.map(accountOf);
      known.set(id, { count, accounts, at: now().getTime() });
      refusedAt = undefined;
    } catch (error) {
      if (!isUnserved(error)) throw error;
      gone += 1;
      // A post may have gone meanwhile; where none is ever found, the forum does not tell.
      if (isGone(error) && (known.size > 0 || gone < mostGone)) return;
      known.clear();
      if (!refusedAt)
        log.warn(
          { post: id },
          'I may not ask who likes a post, so a like and an upvote of one person count as two: only an API key without granular scopes may',
        );
      refusedAt = now();
    }
  }

  const mayAsk = () => !refusedAt || now().getTime() - refusedAt.getTime() >= retryMilliseconds;

  /** Who is called otherwise by now is not told of under the old name, which may be somebody else's. */
  const isOutdated = ({ id, stableId }: Account) => (parts.called(Number(stableId)) ?? id) !== id;

  return async function of(posts) {
    for (const { id } of posts) if (known.get(id)?.accounts.some(isOutdated)) known.delete(id);
    const isFresh = ({ id, count }: Liked) => {
      const before = known.get(id);
      return before?.count === count && now().getTime() - before.at < freshMilliseconds;
    };
    const age = ({ id, count }: Liked) => (known.get(id)?.count === count ? (known.get(id)?.at ?? 0) : 0);
    const asked = posts.filter((post) => post.count > 0 && !isFresh(post)).sort((a, b) => age(a) - age(b));
    for (const post of asked.slice(0, mostAtOnce)) if (mayAsk()) await ask(post);
    return new Map(
      posts.flatMap(({ id, count }) => {
        if (count === 0) return [[id, []] as const];
        const found = known.get(id);
        return found?.count === count ? [[id, found.accounts] as const] : [];
      }),
    );
  };
}
