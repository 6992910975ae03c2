// Private messages: each goes into the one conversation that its reader has with the bot.
import type { Order, Remote } from '../../core/publication.ts';
import { isBy, makePosts } from './posts.ts';
import { type PublishParts, publishInside, remoteOf } from './publish-inside.ts';
import { DiscourseError, isGone, isShut, isUnserved, withoutItsWords } from './refusal.ts';
import { externalIdOf, isExternalIdTaken, makeTopic, topicIfThere } from './topics.ts';
import type { Writing } from './writing.ts';

/** So many conversations with one person may be full, closed or left behind. */
const mostConversations = 20;

type PrivateWork = PublishParts & { writing: Writing; to: string };

/** Publishes to a person; see `Platform.publish`. What is refused never says to whom it was: organisers read that. */
export async function publishPrivately(order: Order, work: PrivateWork): Promise<Remote> {
  try {
    const made = await inConversation(order, work);
    // A post in private is no place in which others go, though its number may be that of a topic.
    return { ...made, id: made.id.replace(/^(?=\d)/u, 'post:') };
  } catch (error) {
    throw error instanceof DiscourseError ? withoutItsWords(error) : error;
  }
}

async function inConversation({ remote, ...anew }: Order, work: PrivateWork): Promise<Remote> {
  const { conversations, to } = work;
  /** Undefined where the conversation is gone, and what was said in it: it is said again in the present one. */
  async function said(order: Order, topicId: number | string | undefined): Promise<Remote | undefined> {
    if (topicId === undefined) return undefined;
    try {
      return await sayIn(topicId, order, work);
    } catch (error) {
      if (!isShut(error)) throw error;
      conversations.doubt(to);
      return undefined;
    }
  }
  return (
    (remote && (await said({ ...anew, remote }, remote.within))) ??
    (await said(anew, await conversations.current(to))) ??
    (await begin(anew, work))
  );
}

const sayIn = (topicId: number | string, order: Order, work: PrivateWork) =>
  publishInside(order, { ...work, isPrivate: true, parent: { id: String(topicId), url: '' } });

/** Begins a conversation with what is to be said, or finds the one that was begun before. */
async function begin(order: Order, work: PrivateWork): Promise<Remote> {
  const { api, username, writing, to, conversations, conversationIdentity } = work;
  const { identity } = order;
  await refuseAnother(work);
  const known = conversationIdentity(to);
  for (let number = 1; ; number += 1) {
    const externalId = externalIdOf(known, number === 1 ? '' : String(number));
    try {
      const titled = { ...writing, title: `Messages from ${username}` };
      const first = await makeTopic(api, titled, {
        identity,
        externalId,
        target: { kind: 'person', username: to },
      });
      if (!first) throw new Error('Discourse lets a private message wait for approval');
      await conversations.keep(to, first.topic_id);
      const parts = {
        identity,
        topicId: first.topic_id,
        raws: writing.raws,
        isAgain: false,
        mayAwait: false,
      };
      return remoteOf(first, await makePosts(api, parts, [first]), api.base);
    } catch (error) {
      if (!isExternalIdTaken(error) || number === mostConversations) throw error;
      const found = await topicIfThere(api.topicByExternalId(externalId));
      const isKnown = found?.post_stream.posts.some((post) => post.post_number === 1 && isBy(post, username));
      if (!found || !isKnown || !conversations.isOf(found, to) || found.closed || found.archived) continue;
      await conversations.keep(to, found.id);
      return await sayIn(found.id, { ...order, mayExist: true }, work);
    }
  }
}

/** What was for somebody is not for whoever has their name now; under their new name it is tried again. */
async function refuseAnother(parts: PublishParts & { to: string }): Promise<void> {
  const { api, to, stableIdOf, lookedFor } = parts;
  const meant = await stableIdOf(to);
  if (meant === undefined) return;
  try {
    const { id } = await api.user(to);
    if (String(id) === meant) return;
  } catch (error) {
    // A key that may not ask whose a name is: then the name has to do.
    if (!isGone(error) && isUnserved(error)) return;
    if (!isGone(error)) throw error;
  }
  const called = await lookedFor({ id: Number(meant), name: to });
  if (called !== undefined)
    throw new DiscourseError('The person to whom this goes has another name on the forum by now.', {
      status: 409,
    });
  throw new DiscourseError('The person to whom this goes is not on the forum any more.', {
    status: 404,
    isPermanent: true,
    reason: 'nobody',
  });
}
