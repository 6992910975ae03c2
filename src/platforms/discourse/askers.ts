// Who asks in a post, and where: their account, the place, and in private the conversation and the group that is meant.

import type { Account } from '../../core/account.ts';
import type { Invocation } from '../../core/command/invocation.ts';
import type { Cursors } from '../../core/cursors.ts';
import { insteadIf, isLasting } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { accountOf, authorOf } from './accounts.ts';
import type { Api, Post, Topic, User } from './api.ts';
import { capabilities } from './capabilities.ts';
import type { Conversations } from './conversations.ts';
import { isBy } from './posts.ts';
import { isGone } from './refusal.ts';
import { isAnothers } from './render.ts';
import { isStaff } from './topic-reader.ts';
import { topicIfThere } from './topics.ts';

/** The id of what a post asks for. */
export const invocationIdOf = (postId: number): string => `discourse/post/${postId}`;

/** What finding them needs. */
interface AskerParts {
  readonly api: Api;
  /** The bot's own. */
  readonly username: string;
  readonly log: Log;
  readonly cursors: Cursors;
  readonly conversations: Conversations;
  now(): Date;
  replyIdentity(postId: string): string;
}

/** A private message in which the bot takes part. */
interface Conversation {
  readonly topic: Topic;
  /** Whether others than the one who wrote read it too. */
  readonly isShared: boolean;
}

/** Builds what finds them. */
export function askers(parts: AskerParts) {
  const { api, username, log, cursors, conversations, now } = parts;
  const groupNameOf = (topicId: number) => `discourse/group/${topicId}`;

  return {
    /** The conversation of a post in a private message; kept as the one in which its author is answered. */
    async conversationOf(post: Post): Promise<Conversation | undefined> {
      const topic = await topicIfThere(api.topic(post.topic_id, 'background'));
      if (!topic) return undefined;
      const isShared = !conversations.isOf(topic, post.username);
      // Others have been added since the bot last looked, perhaps.
      if (isShared) conversations.doubt(post.username);
      else if ((await conversations.current(post.username)) === undefined) {
        await conversations.keep(post.username, topic.id);
      }
      return { topic, isShared };
    },
    /** The group that is named in the words of a private message, or was named there before; and the words without it. */
    async groupIn(topicId: number, text: string): Promise<{ text: string; groupName: string }> {
      const known = await cursors.read(groupNameOf(topicId));
      const [whole, quoted, open, word] =
        /(?:^|\s)group:(?:"([^"]+)"|[“„«]([^“”„«»]+)[”“»]|(\S+))/iu.exec(text) ?? [];
      const named = quoted ?? open ?? word;
      if (whole === undefined || named === undefined) return { text, groupName: known ?? '' };
      if (named !== known) await cursors.write(groupNameOf(topicId), named);
      return { text: text.replace(whole, ' ').trim(), groupName: named };
    },
    /** Undefined when its author has no say: who is suspended, silenced or never logged in. */
    async invocationOf(
      post: Post,
      asked: {
        conversation: Conversation | undefined;
        groupName: string | undefined;
        /** Whether it is no command: what the bot said just before is what it answers. */
        isTalk?: boolean;
      },
    ): Promise<Invocation | undefined> {
      const { conversation, groupName, isTalk = false } = asked;
      const user = await userOf(post.username);
      const isAnother = user && user.id !== post.user_id;
      if (isAnother || (user && isMuted(user, now()))) {
        const why = isAnother
          ? 'has a name that is somebody else’s by now'
          : 'is suspended, silenced or staged';
        log.info({ post: post.id }, `A command is left alone: who wrote it ${why}`);
        return undefined;
      }
      const isPublicPlace = conversation?.isShared ?? true;
      const category = conversation || post.category_id === undefined ? undefined : String(post.category_id);
      const replyTo =
        (await answered(post, conversation?.topic)) ??
        (isTalk && conversation?.isShared === false ? await saidBefore(post, conversation.topic) : undefined);
      return {
        id: invocationIdOf(post.id),
        platform: 'discourse',
        can: capabilities,
        caller: authorOf(post),
        roles: (user?.groups ?? []).map(({ name }) => name),
        isManager: isStaff(post),
        isPublicPlace,
        askedAt: saidAt(post),
        place: {
          platform: 'discourse',
          id: String(post.topic_id),
          name: conversation?.topic.title ?? post.topic_title ?? '',
          // A conversation's number may be a category's as well.
          within: category ?? '',
        },
        isPublished: async () =>
          (!conversation && (await isOurTopic(post.topic_id))) ||
          (replyTo !== undefined && (await isPublication(replyTo, post.topic_id))),
        ...(category !== undefined && { space: category }),
        ...(conversation && { groupName: groupName ?? '' }),
        ...(replyTo !== undefined && { replyTo: String(replyTo) }),
      };
    },
  };

  /** Whether the bot began a topic; it can be read, or nobody can tell. */
  async function isOurTopic(id: number): Promise<boolean> {
    const topic = await topicIfThere(api.topic(id, 'background'));
    const first = topic?.post_stream.posts.find((post) => post.post_number === 1);
    return first !== undefined && isBy(first, username);
  }

  /** Whether a post bears the mark of something that the bot published, rather than answered to somebody. */
  async function isPublication(id: number, topicId: number): Promise<boolean> {
    const [there] = await api.posts(topicId, [id], 'background');
    if (!there || !isBy(there, username)) return false;
    const asked = await answered(there, undefined);
    return isAnothers(there.raw ?? '', asked === undefined ? '' : parts.replyIdentity(String(asked)));
  }

  /** A key without the scope for users leaves people without their groups, not without an answer. */
  async function userOf(author: string): Promise<User | undefined> {
    try {
      return await api.user(author);
    } catch (error) {
      if (!isLasting(error)) throw error;
      log.warn({ author }, 'The groups of a person cannot be read: give the API key the scope `users: show`');
      return undefined;
    }
  }

  /** The id of what the bot said in a conversation as the last thing before a post. */
  async function saidBefore(post: Post, { id, post_stream: known }: Topic): Promise<number | undefined> {
    const last = known.stream.filter((one) => one < post.id).at(-1);
    if (last === undefined) return undefined;
    const before =
      known.posts.find((one) => one.id === last) ?? (await api.posts(id, [last], 'background'))[0];
    return before && isBy(before, username) ? before.id : undefined;
  }

  /** The id of the post that a post answers. */
  async function answered(post: Post, known: Topic | undefined): Promise<number | undefined> {
    const number = post.reply_to_post_number;
    if (number === undefined) return undefined;
    const topic = known ?? (await topicIfThere(api.topic(post.topic_id, 'background')));
    const isIt = (one: Post) => one.post_number === number;
    const first = topic?.post_stream.posts.find(isIt);
    if (first || !topic) return first?.id;
    // Where posts were deleted, one stands further ahead than its number says.
    const near = topic.post_stream.stream.slice(Math.max(0, number - 50), number);
    return (await api.posts(topic.id, near, 'background')).find(isIt)?.id;
  }
}

/** When a post had come to say what it says. */
function saidAt({ created_at: made, updated_at: changed }: Post): Date {
  return changed !== undefined && changed > made ? changed : made;
}

/**
 * The account of a person by its name; undefined where nobody has it, and for the bot and Discourse's own accounts, whose
 * ids are below 1 (`User#human?`). `self` is the bot's own name. Throws `OutsideError` when it cannot be told.
 */
export async function personNamed(
  api: Pick<Api, 'user'>,
  { name, self }: { name: string; self: string },
): Promise<Account | undefined> {
  const user = await api.user(name).catch(insteadIf(isGone, undefined));
  const isBot = user && (user.id < 1 || user.username.toLowerCase() === self.toLowerCase());
  return user && !isBot ? accountOf(user) : undefined;
}

/** Whether an account has no say at present: suspended, silenced, or never logged in. */
export function isMuted(
  { staged, suspended_till: suspended, silenced_till: silenced }: User,
  now: Date,
): boolean {
  return staged === true || [suspended, silenced].some((until) => until !== undefined && until > now);
}
