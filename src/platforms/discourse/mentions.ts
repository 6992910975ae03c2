// Takes commands by mention: posts that begin with the bot's name are run once, in order, and answered.
import { isLikeCommand } from '../../core/command-text.ts';
import type { Dispatcher, Invocation } from '../../core/dispatcher.ts';
import { OutsideError } from '../../core/errors.ts';
import { answers, type Cursors } from './answers.ts';
import type { Api, Post } from './api.ts';
import { capabilities } from './capabilities.ts';
import type { Log } from './log.ts';
import { isBy } from './posts.ts';
import { isStaff } from './topic-reader.ts';

/** What taking commands needs. */
export interface MentionParts {
  readonly api: Api;
  /** The bot's own user name. */
  readonly username: string;
  readonly log: Log;
  readonly cursors: Cursors;
  replyIdentity(postId: string): string;
}

const position = 'discourse/posts';
/** After a long absence, commands older than so many pages are left alone. */
const mostPages = 40;
/** Discourse pages its newest posts by windows of fifty ids, with or without the one that was named. */
const pageIds = 49;

/** Builds a reader of mentions. */
export function mentions(parts: MentionParts) {
  const { api, username, log, cursors } = parts;
  const answer = answers(parts);

  return {
    /** Runs the commands posted since the last time. The first time ever it only notes where to begin. */
    async read(dispatcher: Dispatcher): Promise<void> {
      const stored = await cursors.read(position);
      const newest = await api.latestPosts();
      if (newest.length === 0 && stored !== undefined) return;
      const last = Math.max(0, ...newest.map(({ id }) => id));
      if (stored === undefined) return await cursors.write(position, String(last));
      const since = Number(stored);
      const posts = await fresh(newest, since);
      for (const post of posts) {
        const text = commandIn(post.raw ?? '', username);
        if (text === undefined || isBy(post, username) || !isLikeCommand(text, dispatcher.commands)) continue;
        await answer(dispatcher, { post, text, invocation: await invocationOf(post) });
        await cursors.write(position, String(post.id));
      }
      if (last > since) await cursors.write(position, String(last));
    },
  };

  /** Posts after an id, oldest first. */
  async function fresh(newest: readonly Post[], since: number): Promise<Post[]> {
    const found = new Map(newest.map((post) => [post.id, post]));
    let before = Math.min(...found.keys());
    for (let page = 1; before > since + 1; page += 1) {
      if (page === mostPages) {
        log.warn({ since, before }, 'Commands posted on Discourse during a long absence were left alone');
        break;
      }
      for (const post of await api.latestPosts(before)) found.set(post.id, post);
      before = Math.min(before - pageIds, ...found.keys());
    }
    return [...found.values()].filter(({ id }) => id > since).sort((a, b) => a.id - b.id);
  }

  /** A key without the scope for users leaves people without their groups, not without an answer. */
  async function groupsOf(author: string): Promise<string[]> {
    try {
      const { groups } = await api.user(author);
      return (groups ?? []).map(({ name }) => name);
    } catch (error) {
      if (!(error instanceof OutsideError) || !error.isPermanent) throw error;
      log.warn({ author }, 'The groups of a person cannot be read: give the API key the scope `users: show`');
      return [];
    }
  }

  async function invocationOf(post: Post): Promise<Invocation> {
    return {
      id: `discourse/post/${post.id}`,
      platform: 'discourse',
      can: capabilities,
      caller: { platform: 'discourse', id: post.username, name: post.name || post.username },
      roles: await groupsOf(post.username),
      isManager: isStaff(post),
      place: { platform: 'discourse', id: String(post.topic_id), name: post.topic_title ?? '' },
      ...(post.category_id !== undefined && { space: String(post.category_id) }),
    };
  }
}

/**
 * What follows the bot's name at the beginning of a post, after quotes; undefined when the post does not begin so,
 * or when it is a `topic: …`, which the feature of the topic reads.
 */
export function commandIn(raw: string, username: string): string | undefined {
  const words = raw.replace(/^(?:\s*\[quote[^\]]*\][\s\S]*?\[\/quote\])+/iu, '').trimStart();
  const [mention = ''] = /^@[\p{L}\p{N}_.-]+/u.exec(words) ?? [];
  if (mention.toLowerCase() !== `@${username.toLowerCase()}`) return undefined;
  const text = words.slice(mention.length).replace(/^[\s,:]+/u, '');
  return text === '' || /^topic\s*:/iu.test(text) ? undefined : text;
}
