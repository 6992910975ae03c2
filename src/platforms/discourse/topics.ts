// Topics and private messages of publications: found by their external id, made, renamed, opened, closed and pinned.

import { createHash } from 'node:crypto';
import { insteadIf, OutsideError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { beginning } from '../../core/text/shortened.ts';
import type { Api, NewPost, Post, Topic } from './api.ts';
import { keptTitle } from './kept.ts';
import { DiscourseError, isForbidden, isGone, isUnexplained } from './refusal.ts';
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
  const topic = await asked.catch(insteadIf(isGone, undefined));
  return topic?.deleted_at === undefined ? topic : undefined;
}

/** What must be known of a topic to bring it up to date; one just made has neither pin nor lock. */
export type TopicFacts = Pick<Topic, 'id' | 'title'> & Partial<Pick<Topic, 'closed' | 'pinned'>>;

/** The numbers of a title that is taken, one after the other; then one of the publication's own, which is hardly taken. */
const titleNumbers = ['', '2'] as const;

/** Where a new topic goes. */
export type Target =
  | { readonly kind: 'category'; readonly id: string }
  | { readonly kind: 'person'; readonly username: string };

/** The first post of the new topic; undefined when it awaits approval. */
export async function makeTopic(
  api: Api,
  writing: Writing,
  { identity, externalId, target }: { identity: string; externalId: string; target: Target },
): Promise<Post | undefined> {
  const body: NewPost = {
    raw: marked(writing.raws[0] ?? '', identity),
    external_id: externalId,
    ...where(target),
  };
  const answer = await withFreeTitle(
    api,
    { title: writing.title, own: ownNumber(identity) },
    (title, isFirst) =>
      // The reason was looked for the first time: it would be the same one.
      isFirst ? api.create({ ...body, title }) : api.createUnexplained({ ...body, title }),
  );
  // The answer may leave out the raw text.
  return answer.kind === 'post' ? { ...answer.post, raw: answer.post.raw ?? body.raw } : undefined;
}

/**
 * What came of sending a title. One that is taken gets a number: what is refused without a reason to be seen is tried with
 * two other titles, as long as Discourse says the same of them. Of what it says of all three no title is the reason: for a while it
 * is believed at once.
 */
async function withFreeTitle<T>(
  api: Api,
  { title, own }: { title: string; own: string },
  send: (title: string, isFirst: boolean) => Promise<T>,
): Promise<T> {
  let first: DiscourseError | undefined;
  for (const number of [...titleNumbers, own]) {
    try {
      return await send(numbered(title, number), first === undefined);
    } catch (error) {
      if (!isUnexplained(error) || api.isAboutNoTitle(error)) throw error;
      first ??= error;
      if (error.errors.join('\n') !== first.errors.join('\n')) throw error;
    }
  }
  if (first) api.noteAboutNoTitle(first);
  throw first;
}

/** Three digits that follow from an identity. */
function ownNumber(identity: string): string {
  return String(100 + (createHash('sha256').update(identity).digest().readUInt32BE() % 900));
}

/** Whether a refusal means that another topic has this external id. */
export function isExternalIdTaken(error: unknown): boolean {
  return error instanceof DiscourseError && error.reason === 'external-id';
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
  const bare = there.replace(/ \(\d{1,3}\)$/u, '');
  return [wanted, keptTitle(wanted)].some((title) => title === there || title === bare);
}

function numbered(title: string, number: string): string {
  return number === '' ? title : `${beginning(title, 249)} (${number})`;
}

/** What a topic is to be beside its posts. */
export type Settings = Partial<Pick<Writing, 'title' | 'isClosed' | 'isPinned'>>;

/** Of what a topic is to be, what it was not to be the last time already: what staff changed of the rest is left to them. */
export function newOf({ title, isClosed, isPinned }: Writing, last: Settings): Settings {
  return {
    ...(readable(title) !== readable(last.title ?? '') && { title }),
    ...(isClosed !== undefined && isClosed !== last.isClosed && { isClosed }),
    ...(isPinned !== undefined && isPinned !== last.isPinned && { isPinned }),
  };
}

/** A title without what keeps a colon from being an emoji's, which nobody sees. */
const readable = (title: string) => title.replaceAll(/[\u200b\u2060]/gu, '');

/** Opens a topic that must be open, so that it can be written in, where the bot may. */
export async function reopen(api: Api, topic: Topic, { isClosed }: Settings): Promise<void> {
  if (isClosed !== false || topic.closed !== true) return;
  // Who may not open it may still correct what they wrote in it.
  await api.setStatus(topic.id, 'closed', false).catch(insteadIf(isForbidden, undefined));
}

/**
 * Brings title, pin and lock to what they should be, the lock last; answers the topic's slug if that may have changed,
 * and which of pin and lock the bot may not change.
 */
export async function updateTopic(
  api: Api,
  topic: TopicFacts,
  { settings, log }: { settings: Settings; log: Log },
): Promise<{ readonly slug: string | undefined; readonly refused: readonly ('isClosed' | 'isPinned')[] }> {
  const { title } = settings;
  const isTitled = title === undefined || isTitle(topic.title, title);
  const slug = isTitled
    ? undefined
    : await withFreeTitle(api, { title, own: ownNumber(String(topic.id)) }, (free) =>
        api.rename(topic.id, free),
      );
  const refused: ('isClosed' | 'isPinned')[] = [];
  const wanted = [
    { status: 'pinned', name: 'isPinned', is: topic.pinned ?? false },
    { status: 'closed', name: 'isClosed', is: topic.closed ?? false },
  ] as const;
  for (const { status, name, is } of wanted) {
    const should = settings[name];
    if (should === undefined || should === is) continue;
    try {
      await api.setStatus(topic.id, status, should);
    } catch (error) {
      // Said and done is more than nothing: what could not be pinned is still to be read.
      if (!(error instanceof DiscourseError) || error.status !== 403) throw error;
      refused.push(name);
      log.warn(
        { topic: topic.id, status },
        `The bot may not change "${status}" of a topic: make it a moderator`,
      );
    }
  }
  return { slug, refused };
}
