// Posts of long topics as they were read last, so that of a long one only what may have changed is read again.
import { BoundedMap } from '../../core/bounded-map.ts';
import type { Api, Post } from './api.ts';

/** After so long a post is read again, since an edit in the middle of a topic shows nowhere else. */
const staleMilliseconds = 10 * 60_000;
/** So many of those are read at one look, those first that were not read for longest; the others at the next ones. */
const mostStale = 150;
/** The newest are read at every look: people correct what they have just written. */
const newest = 50;
/** Topics that are held. */
const mostTopics = 100;
/** So many characters of posts are held in all, some 16 MB; of other topics all is read. */
const mostCharacters = 8_000_000;
/** What a post takes beside its text, in characters. */
const frameCharacters = 500;

interface Held {
  /** Each with when it was read; where it may have changed since, no later than makes it stale, in the same order. */
  readonly posts: ReadonlyMap<number, { readonly post: Post; readonly at: number }>;
  readonly characters: number;
}

/** Builds what holds them. */
export function heldPosts({ api, now }: { readonly api: Pick<Api, 'posts'>; now(): Date }) {
  const topics = new BoundedMap<number, Held>(mostTopics);

  return {
    /** Whether some of a topic's posts were not read for long or since something changed; undefined where it is not held. */
    isBehind(topicId: number): boolean | undefined {
      const held = topics.get(topicId);
      return held && [...held.posts.values()].some(({ at }) => isStale(at));
    },
    forget: (topicId: number): void => void topics.delete(topicId),
    /** Reads the posts beside the first page, and says which were read just now (`fresh`): those that are not held, were named or are the newest, and some of those that may have changed. */
    async read(
      topicId: number,
      ids: readonly number[],
      { told, isChanged }: { told: ReadonlySet<number>; isChanged: boolean },
    ) {
      const at = now().getTime();
      const held = topics.get(topicId);
      const known = new Map(held?.posts);
      const latest = isChanged ? at - staleMilliseconds : at;
      for (const [id, one] of known) known.set(id, { ...one, at: Math.min(one.at, latest) });
      const wanted = new Set(ids.filter((id) => !known.has(id) || told.has(id)));
      for (const id of ids.slice(-newest)) wanted.add(id);
      const stale = ids
        .map((id) => ({ id, readAt: known.get(id)?.at ?? at }))
        .filter(({ id, readAt }) => !wanted.has(id) && isStale(readAt))
        .sort((a, b) => a.readAt - b.readAt);
      for (const { id } of stale.slice(0, mostStale)) wanted.add(id);
      const asked = ids.filter((id) => wanted.has(id));
      const fresh = await api.posts(topicId, asked, 'background');
      for (const id of asked) known.delete(id);
      for (const post of fresh) known.set(post.id, { post, at });
      const found = ids.flatMap((id) => {
        const one = known.get(id);
        return one ? [[id, one] as const] : [];
      });
      keep(topicId, new Map(found));
      return { posts: found.map(([, { post }]) => post), fresh };
    },
  };

  function isStale(readAt: number): boolean {
    return now().getTime() - readAt >= staleMilliseconds;
  }

  function keep(topicId: number, posts: Held['posts']): void {
    const characters = [...posts.values()].reduce(
      (sum, { post }) => sum + (post.raw?.length ?? 0) + frameCharacters,
      0,
    );
    topics.set(topicId, { posts, characters });
    let all = [...topics.values()].reduce((sum, one) => sum + one.characters, 0);
    for (const [id, one] of topics) {
      if (all <= mostCharacters) break;
      topics.delete(id);
      all -= one.characters;
    }
  }
}
