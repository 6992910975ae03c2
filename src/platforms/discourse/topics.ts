// Topics and private messages of publications: found by their external id, made, renamed, opened, closed and pinned.
import { createHash } from 'node:crypto';
import { OutsideError } from '../../core/errors.ts';
import type { Api, NewPost, Post, Topic } from './api.ts';
import { keptTitle } from './kept.ts';
import type { Log } from './log.ts';
import { DiscourseError, isGone } from './refusal.ts';
import { marked } from './render.ts';
import type { Writing } from './writing.ts';

/**
 * The external id of a publication's topic: ≤ 50 of `[\w-]`. A topic that was deleted keeps its id for ever, so the
 * one made instead is derived from the deleted topic's number too.
 */
export function externalIdOf(identity: string, deletedTopic = ''): string {
  if (deletedTopic === '') return `docent-${identity}`;
  const hash = createHash('sha256').update(`${identity}\n${deletedTopic}`).digest('hex').slice(0, 12);
  return `docent-${identity}-${hash}`;
}

/** A topic that is there and can be seen; undefined when it was deleted or never made. */
export async function topicIfThere(asked: Promise<Topic>): Promise<Topic | undefined> {
  try {
    const topic = await asked;
    return topic.deleted_at === undefined ? topic : undefined;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** What must be known of a topic to bring it up to date; one just made has neither pin nor lock. */
export type TopicFacts = Pick<Topic, 'id' | 'title'> & Partial<Pick<Topic, 'tags' | 'closed' | 'pinned'>>;

/** Where a new topic goes. */
export type Target =
  | { readonly kind: 'category'; readonly id: string }
  | { readonly kind: 'person'; readonly username: string };

/** The first post of the new topic; undefined when it awaits approval. A title that is taken gets a number. */
export async function makeTopic(
  api: Api,
  writing: Writing,
  { identity, externalId, target }: { identity: string; externalId: string; target: Target },
): Promise<Post | undefined> {
  const body: NewPost = {
    raw: marked(writing.raws[0] ?? '', identity),
    external_id: externalId,
    ...(writing.tags && writing.tags.length > 0 && { tags: writing.tags }),
    ...where(target),
  };
  for (let number = 1; ; number += 1) {
    try {
      const answer = await api.create({ ...body, title: numbered(writing.title, number) });
      // The answer may leave out the raw text.
      return answer.kind === 'post' ? { ...answer.post, raw: answer.post.raw ?? body.raw } : undefined;
    } catch (error) {
      const isTaken =
        error instanceof DiscourseError &&
        error.status === 422 &&
        error.errors.some((one) => /title has already been used/iu.test(one));
      if (!isTaken || number === 9) throw error;
    }
  }
}

/** Whether a refusal says that another topic has this external id. */
export function isExternalIdTaken(error: unknown): boolean {
  return (
    error instanceof DiscourseError &&
    error.status === 422 &&
    error.errors.some((one) => /external.*taken/iu.test(one))
  );
}

function where(target: Target): Partial<NewPost> {
  if (target.kind === 'person') return { archetype: 'private_message', target_recipients: target.username };
  const category = Number(target.id);
  if (Number.isInteger(category)) return { category };
  throw new OutsideError(
    `"${target.id}" is not a Discourse category. Choose one with \`/docent setup category:…\`.`,
    { isPermanent: true },
  );
}

/** Whether a title is the wanted one, as it was sent or as Discourse tidied it, with the number that it may have got. */
function isTitle(there: string, wanted: string): boolean {
  const bare = there.replace(/ \(\d\)$/u, '');
  return [wanted, keptTitle(wanted)].some((title) => title === there || title === bare);
}

function numbered(title: string, number: number): string {
  return number === 1 ? title : `${title.slice(0, 250)} (${number})`;
}

/** A writing for a topic that staff closed: while it is to be open, and was the last time, the lock is left to them. */
export function withTheirLock(writing: Writing, { wasClosed }: { wasClosed: boolean | undefined }): Writing {
  if (writing.isClosed !== false || wasClosed !== false) return writing;
  const { isClosed: _, ...rest } = writing;
  return rest;
}

/** Opens a topic that must be open, so that it can be written in, where the bot may. */
export async function reopen(api: Api, topic: Topic, writing: Writing): Promise<void> {
  if (writing.isClosed !== false || topic.closed !== true) return;
  try {
    await api.setStatus(topic.id, 'closed', false);
  } catch (error) {
    // Who may not open it may still correct what they wrote in it.
    if (!(error instanceof DiscourseError) || error.status !== 403) throw error;
  }
}

/** Brings title, tags, pin and lock to what they should be, the lock last; answers its slug if that may have changed. */
export async function updateTopic(
  api: Api,
  topic: TopicFacts,
  { writing, log }: { writing: Writing; log: Log },
): Promise<string | undefined> {
  const { title, tags } = writing;
  const isTitled = isTitle(topic.title, title);
  const isTagged = !tags || [...tags].sort().join() === [...(topic.tags ?? [])].sort().join();
  const slug =
    isTitled && isTagged
      ? undefined
      : await api.change(topic.id, { ...(!isTitled && { title }), ...(!isTagged && tags && { tags }) });
  const wanted = [
    { status: 'pinned', is: topic.pinned ?? false, should: writing.isPinned },
    { status: 'closed', is: topic.closed ?? false, should: writing.isClosed },
  ] as const;
  for (const { status, is, should } of wanted) {
    if (should === undefined || should === is) continue;
    try {
      await api.setStatus(topic.id, status, should);
    } catch (error) {
      // Said and done is more than nothing: what could not be pinned is still to be read.
      if (!(error instanceof DiscourseError) || error.status !== 403) throw error;
      log.warn(
        { topic: topic.id, status },
        `The bot may not change "${status}" of a topic: make it a moderator`,
      );
    }
  }
  return slug;
}
