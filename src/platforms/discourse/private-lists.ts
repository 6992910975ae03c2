// Posts in private messages by the list of these, for forums that have no stream of private posts.
import type { Api, Post } from './api.ts';
import { isUnserved } from './refusal.ts';

/** So many conversations are looked at in one reading. */
const mostTopics = 10;

/** Builds what reads them; what did not change since the last time is not read again. */
export function listedPrivate(api: Api) {
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
