// The posts of one publication within a topic: found by their marks, edited where they differ, made where missing.
import { createHash } from 'node:crypto';
import type { Remote } from '../../core/publication.ts';
import type { Api, Post, Topic } from './api.ts';
import { keptBody } from './kept.ts';
import { DiscourseError, isForbidden, isGone } from './refusal.ts';
import { isAnothers, isMarked, marked, partKey, withBlanks } from './render.ts';
import { topicIfThere } from './topics.ts';

/** What is to stand in a topic. */
interface Parts {
  /** By which the posts are known again (`Order`). */
  readonly identity: string;
  readonly topicId: number;
  readonly raws: readonly string[];
  readonly replyTo?: number | undefined;
  /** It was published before, so that a post made now may repeat one that has been deleted since. */
  readonly isAgain: boolean;
  /** It may have been sent before and await approval. */
  readonly mayAwait: boolean;
  /** What an earlier run sent that was not let through then: which part, and whether it still awaits that, where it is told. */
  readonly sent?: Sent | undefined;
  /** What an earlier run kept of the posts. */
  readonly kept?: Remote['parts'];
}

/** A part that was sent and not let through at once. */
interface Sent {
  readonly part: number;
  readonly isAwaited: boolean | undefined;
}

/** Which part may have been let through by now, below all that people wrote meanwhile. */
export const partToFind = (sent: Sent | undefined): number | undefined =>
  sent?.isAwaited === true ? undefined : sent?.part;

/**
 * What came of it: the posts in order, or that moderators must approve the next of them first, or did not, or have yet to decide
 * about one that is not needed any more.
 */
export interface Made {
  readonly kind: 'made' | 'enqueued' | 'turned-down' | 'superfluous';
  readonly posts: readonly Post[];
  /** What is to be remembered of them, so that they are found again and not edited without need. */
  readonly parts: NonNullable<Remote['parts']>;
}

/** Makes posts say what they should. `known` are those that an earlier run made, by part; absent ones are made. */
export async function makePosts(api: Api, parts: Parts, known: readonly (Post | undefined)[]): Promise<Made> {
  const { identity, raws } = parts;
  const remembered = new Map(parts.kept?.map(({ id, hash }) => [id, hash]));
  const posts: Post[] = [];
  const kept: { id: string; hash: string }[] = [];
  for (const [i, raw] of raws.entries()) {
    const wanted = marked(raw, partKey(identity, i));
    const there = known[i];
    if (there) {
      const id = String(there.id);
      const isSame = isAsSent(wanted, there.raw, remembered.get(id));
      const now = isSame ? there.raw : await api.edit(there.id, wanted);
      posts.push(there);
      kept.push({ id, hash: hashOf(wanted, now) });
      continue;
    }
    if (i === parts.sent?.part) {
      const kind = parts.sent.isAwaited === false ? 'turned-down' : 'enqueued';
      return { kind, posts, parts: kept };
    }
    // What was sent before may still await approval: it is not sent twice.
    if (parts.mayAwait && (await isAwaited(api, partKey(identity, i))))
      return { kind: 'enqueued', posts, parts: kept };
    const answer = await makePost(api, wanted, { ...parts, isFirst: i === 0 });
    if (answer.kind === 'enqueued') return { kind: 'enqueued', posts, parts: kept };
    posts.push(answer.post);
    kept.push({ id: String(answer.post.id), hash: hashOf(wanted, answer.post.raw) });
  }
  for (const extra of known.slice(raws.length)) if (extra) await takeAway(api, extra);
  // Let through, it is taken away: which part it is follows from how many there were.
  if (parts.sent?.isAwaited === true)
    return { kind: 'superfluous', posts, parts: [...kept, ...(parts.kept ?? []).slice(kept.length)] };
  return { kind: 'made', posts, parts: kept };
}

/** Whether a part of a publication awaits approval; undefined where the forum does not tell. */
export async function isAwaited(api: Api, key: string): Promise<boolean | undefined> {
  const texts = await api.textsAwaitingApproval();
  return texts?.some((raw) => isMarked(raw, key));
}

/** What an earlier run sent of a publication beside what it made, if something; asked before its posts are looked for. */
export async function sentBefore(
  api: Api,
  { identity, remote }: { identity: string; remote: Remote | undefined },
): Promise<Sent | undefined> {
  if (remote?.awaitsPart === undefined) return undefined;
  const part = remote.parts?.length ?? 0;
  return { part, isAwaited: await isAwaited(api, partKey(identity, part)) };
}

/** Makes a post. For two minutes Discourse answers an equal one from memory, even if that has been deleted. */
async function makePost(
  api: Api,
  raw: string,
  { topicId, replyTo, isAgain, isFirst }: Parts & { isFirst: boolean },
) {
  for (let lines = 0; ; lines += 1) {
    const answer = await api.create({
      raw: withBlanks(raw, lines),
      topic_id: topicId,
      ...(replyTo !== undefined && isFirst && { reply_to_post_number: replyTo }),
    });
    if (answer.kind === 'enqueued' || !isAgain || lines > 4) return answer;
    const [there] = await postsById(api, topicId, [String(answer.post.id)]);
    if (there) return answer;
  }
}

/** A post that is no longer needed is deleted or, where the key may not, says so itself. */
async function takeAway(api: Api, post: Post): Promise<void> {
  try {
    await api.remove(post.id);
  } catch (error) {
    if (isGone(error)) return;
    if (!isForbidden(error)) throw error;
    await api.edit(post.id, '*This part is no longer needed.*');
  }
}

/** Posts with these ids that are still there, in the same order; undefined for those that are not. */
export async function postsById(
  api: Api,
  topicId: number,
  ids: readonly string[],
): Promise<(Post | undefined)[]> {
  if (ids.length === 0) return [];
  const found = await api.posts(topicId, ids.map(Number));
  return ids.map((id) => found.find((post) => String(post.id) === id && isThere(post)));
}

/** A post that is no longer where it was, if it stands in another topic that is there and can be read in it. */
export async function postElsewhere(api: Api, id: string): Promise<Post | undefined> {
  try {
    const post = await api.postAnywhere(id);
    // Of a topic that was deleted staff still reads the posts.
    return isThere(post) && (await topicIfThere(api.topic(post.topic_id))) ? post : undefined;
  } catch (error) {
    // It is gone, or the key does not cover single posts.
    if (error instanceof DiscourseError && error.isPermanent && !error.isForAll) return undefined;
    throw error;
  }
}

/** A publication's posts found by their marks among the bot's own, newest read first, up to the first one and `also` this part. */
export async function postsByMark(
  api: Api,
  topic: Topic,
  how: { identity: string; username: string; newerThan?: number | undefined; also?: number | undefined },
): Promise<(Post | undefined)[]> {
  const { identity, username, newerThan = 0, also = 0 } = how;
  const found: Post[] = [];
  const collect = (posts: readonly Post[]) =>
    found.push(...posts.filter((post) => isThere(post) && isBy(post, username)));
  collect(topic.post_stream.posts);
  const read = new Set(topic.post_stream.posts.map(({ id }) => id));
  const unread = topic.post_stream.stream.filter((id) => !read.has(id) && id > newerThan).reverse();
  const isFound = () =>
    [0, also].every((part) => found.some((post) => isMarked(post.raw ?? '', partKey(identity, part))));
  for (let from = 0; from < unread.length && !isFound(); from += 50) {
    collect(await api.posts(topic.id, unread.slice(from, from + 50)));
  }
  const parts: (Post | undefined)[] = [];
  for (let i = 0; ; i += 1) {
    const part = found.find((post) => isMarked(post.raw ?? '', partKey(identity, i)));
    if (!part && i > also) return parts.every((one) => !one) ? [] : parts;
    parts.push(part);
  }
}

/** Whether people can see it. */
export function isThere(post: Post): boolean {
  return post.deleted_at === undefined && post.user_deleted !== true;
}

/** Whether it is an ordinary post; others are small actions ("closed") and staff's whispers. */
export function isOrdinary(post: Post): boolean {
  return post.post_type === 1;
}

/** Replies of one account in a row that Discourse takes of who is not staff (`max_consecutive_replies`). */
const mostInARow = 3;

/** Whether the last of a topic's posts are all replies of this account, so that it may have to wait for somebody else's. */
export function isTalkingAlone(posts: readonly Post[], username: string): boolean {
  const last = posts.filter((post) => isOrdinary(post) && isThere(post)).slice(-mostInARow);
  return last.length === mostInARow && last.every((post) => post.post_number > 1 && isBy(post, username));
}

/** Whether a person wrote it: the forum's own account and those of its bots have numbers below 1 (`User#human?`). */
export function isByPerson(post: Post): boolean {
  return post.user_id > 0;
}

/** Whether it is known to be a post of this publication: what is not is never changed. A moderator may drop the mark. */
export function isOurs(post: Post, { identity, username }: { identity: string; username: string }): boolean {
  return isBy(post, username) && !isAnothers(post.raw ?? '', identity);
}

/** Whether this account wrote it. */
export function isBy(post: Pick<Post, 'username'>, username: string): boolean {
  return post.username.toLowerCase() === username.toLowerCase();
}

/** A text as it was sent and, where that is told, as Discourse kept it. */
function hashOf(sent: string, kept: string | undefined): string {
  return kept === undefined ? short(sent) : `${short(sent)}-${short(kept)}`;
}

/** Whether a post says what is wanted: in these words, or in what Discourse made of them when they were sent. */
function isAsSent(wanted: string, raw: string | undefined, remembered: string | undefined): boolean {
  if (raw === undefined) return remembered?.split('-')[0] === short(wanted);
  return raw === wanted || raw === keptBody(wanted) || remembered === hashOf(wanted, raw);
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
