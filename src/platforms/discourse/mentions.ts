// Takes commands from posts: those that begin with the bot's name or greet it, and private messages to it, each once and in order.
import { BoundedMap } from '../../core/bounded-map.ts';
import { isLikeCommand } from '../../core/command/typed.ts';
import type { Dispatcher } from '../../core/dispatcher.ts';
import { insteadOf, OutsideError, UserError } from '../../core/errors.ts';
import { type AnswerParts, answers, type Posted, type Wish } from './answers.ts';
import type { Post } from './api.ts';
import { askers } from './askers.ts';
import type { Edits } from './edits.ts';
import {
  asideIn,
  isOnlyKind,
  mentionIn,
  withoutOpening,
  withoutPoliteness,
  withoutQuotes,
} from './mention.ts';
import { newPosts } from './new-posts.ts';
import { isBy, isByPerson, isOrdinary, isThere } from './posts.ts';
import { DiscourseError } from './refusal.ts';

const position = 'discourse/posts';
/** So much older than the last look, nothing that is new was just written; mails take their time. */
const copiedAfterMilliseconds = 60 * 60_000;
/** Posts that are remembered, so that copies of them are known. */
const mostRemembered = 1_000;

/** Builds a reader of mentions and private messages. */
export function mentions(
  parts: AnswerParts & {
    edits: Edits;
    noticed(dispatcher: Dispatcher, posts: readonly Post[]): Promise<void>;
    /** An instant of the clock of here by that of the forum, which judges posts. */
    atForum(at: Date): Date;
  },
) {
  const { api, username, log, cursors } = parts;
  const answering = answers(parts);
  const asking = askers(parts);
  const stream = newPosts(parts);
  /** As which post, and where, a text of an author and a time was seen first. */
  const seen = new BoundedMap<string, Pick<Post, 'id' | 'topic_id'>>(mostRemembered);

  return {
    /**
     * Runs the commands posted since the last time, and answers in which topics people have written. The first time ever
     * it only notes where to begin. `lastAt` is when it was read the last time.
     */
    async read(dispatcher: Dispatcher, lastAt: Date | undefined): Promise<ReadonlySet<number>> {
      const stored = await cursors.read(position);
      const found = await stream.since(stored === undefined ? undefined : Number(stored));
      // After reading: while the forum answers nothing at all, no try is counted.
      if (stored !== undefined) await again(dispatcher);
      const readAt = lastAt && parts.atForum(lastAt);
      for (const { post, isPrivate } of found.posts) {
        if (!isForUs(post, isPrivate) || isCopy(post, readAt)) continue;
        try {
          await take(dispatcher, post, isPrivate);
        } catch (error) {
          // Its answer waits already: it is not read again, nor once it was given up.
          if (await answering.isWaiting(post.id)) await cursors.write(position, String(post.id));
          throw error;
        }
        await cursors.write(position, String(post.id));
      }
      if (found.last !== undefined && String(found.last) !== stored) {
        await cursors.write(position, String(found.last));
      }
      const others = found.posts.filter(({ post }) => !isBy(post, username));
      return new Set(others.map(({ post }) => post.topic_id));
    },
  };

  /** Tries again what could not be answered, or not even be looked at. */
  async function again(dispatcher: Dispatcher): Promise<void> {
    await answering.retry(dispatcher);
    for (const { postId, topicId, isPrivate } of await answering.postponed()) {
      const [post] = await api.posts(topicId, [postId]);
      if (post && isForUs(post, isPrivate)) await take(dispatcher, post, isPrivate);
      else await answering.forget(postId);
    }
  }

  /**
   * What is hidden or taken back is not said to anybody, and a whisper not to the bot. Other bots, most of them
   * administrators, say what anybody has them say.
   */
  function isForUs(post: Post, isPrivate: boolean): boolean {
    if (isBy(post, username) || !isThere(post) || post.hidden === true) return false;
    if (!isOrdinary(post) || !isByPerson(post)) return false;
    const raw = post.raw ?? '';
    return isPrivate || (mentionIn(raw, username) ?? asideIn(raw, username)) !== undefined;
  }

  /**
   * Whether a new post is another's copy, by the same author and of the same time: of a topic's first post one is made
   * where staff moves it to another topic (`PostMover#create_first_post`). What it asks for was done.
   */
  function isCopy(
    { id, topic_id, user_id: userId, created_at: madeAt, raw }: Post,
    readAt: Date | undefined,
  ): boolean {
    const name = `${userId} ${madeAt.toISOString()} ${raw ?? ''}`;
    const first = seen.get(name) ?? { id, topic_id };
    seen.set(name, first);
    const isOld = readAt !== undefined && madeAt.getTime() < readAt.getTime() - copiedAfterMilliseconds;
    const isElsewhere = first.id !== id && first.topic_id !== topic_id;
    if (isOld || isElsewhere)
      log.info({ post: id }, 'A command is left alone: it is a copy of one that was read, or as old');
    return isOld || isElsewhere;
  }

  async function take(dispatcher: Dispatcher, post: Post, isPrivate: boolean): Promise<void> {
    try {
      await parts.noticed(dispatcher, [post]);
      if ((await parts.edits.lastEditor(post)) !== 'author') {
        log.info({ post: post.id }, 'A command is left alone: somebody else edited it, or nobody can tell');
        return await answering.forget(post.id);
      }
      const posted = await understood(dispatcher, post, isPrivate);
      if (posted) await answering.answer(dispatcher, posted);
      else await answering.forget(post.id);
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      if (error.isPermanent) {
        log.warn({ post: post.id, error: error.message }, 'A post could not be looked at on Discourse');
        return await answering.forget(post.id);
      }
      if (error instanceof DiscourseError && error.isForAll) throw error;
      await answering.postpone(post, isPrivate, error);
    }
  }

  /** What a post asks for, and who; undefined when it asks for nothing, or nobody who may. */
  async function understood(dispatcher: Dispatcher, post: Post, isPrivate: boolean) {
    const said = mentionIn(post.raw ?? '', username);
    const place = isPrivate ? await asking.conversationOf(post) : undefined;
    if (isPrivate && !place) return undefined;
    if (said === undefined && !isPrivate) return await aside(dispatcher, post);
    // Among several people, the bot is spoken to by its name.
    if (said === undefined && place?.isShared !== false) return undefined;
    const whole = withoutQuotes(post.raw ?? '').trim();
    const text = said ?? whole;
    const chosenBy = async (words: string) => await answering.choiceIn(post.topic_id, post.username, words);
    const choice = place && ((await chosenBy(text)) ?? (await chosenBy(whole)));
    const { wish, groupName } = choice
      ? { wish: { kind: 'choice', id: choice.id } as const, groupName: choice.origin.groupName }
      : await wishOf(dispatcher, post, { text, isPrivate });
    if (!wish) return undefined;
    const invocation = await asking.invocationOf(post, {
      conversation: place,
      groupName,
      isTalk: wish.kind === 'nothing',
    });
    if (!invocation) return undefined;
    const { space, place: where } = choice?.origin ?? {};
    const asked = { ...(space !== undefined && { space }), ...(where && { place: where }) };
    return { post, isPrivate, wish, invocation: { ...invocation, ...asked } };
  }

  /** What a post means that speaks to the bot within a sentence; only answers are taken from it. */
  async function aside(dispatcher: Dispatcher, post: Post): Promise<Posted | undefined> {
    const text = asideIn(post.raw ?? '', username);
    if (text === undefined) return undefined;
    const none = { conversation: undefined, groupName: undefined };
    const invocation = await asking.invocationOf(post, { ...none, isTalk: true });
    // Of which group it is said may be unknown: whoever gives no command is not asked.
    const meant =
      invocation &&
      dispatcher.commandFromWords(invocation, text, { isAside: true }).catch(insteadOf(UserError, undefined));
    if (!invocation || !(await meant)) return undefined;
    return { post, isPrivate: false, wish: { kind: 'nothing', text }, invocation };
  }

  async function wishOf(
    dispatcher: Dispatcher,
    post: Post,
    { text, isPrivate }: { text: string; isPrivate: boolean },
  ): Promise<{ wish: Wish | undefined; groupName: string | undefined }> {
    const named = isPrivate ? await asking.groupIn(post.topic_id, text) : undefined;
    const said = named?.text ?? text;
    const kind = withoutPoliteness(said);
    const asked = withoutOpening(kind);
    const words = !isCommand(kind) && isCommand(asked) ? asked : kind;
    const isAsked = isCommand(words);
    const isTalk = !isPrivate && !isAsked && !said.includes('?') && isOnlyKind(post.raw ?? '');
    // The mark behind a kind word is what makes it a question: "Where is it, please?"
    const isCut = !isAsked && said.includes('?') && !words.includes('?');
    const wish = isTalk ? undefined : wishIn(words, isAsked, isCut ? said : undefined);
    return { wish, groupName: named?.groupName };

    function isCommand(typed: string): boolean {
      try {
        return isLikeCommand(typed, dispatcher.commands);
      } catch {
        // A quotation mark is not closed: the answer to the command says so.
        return true;
      }
    }
  }
}

function wishIn(words: string, isCommand: boolean, whole: string | undefined): Wish | undefined {
  // The feature whose topic it is reads `topic: …`.
  if (/^topic\s*:/iu.test(words)) return undefined;
  if (isCommand) return { kind: 'command', text: words };
  return thanks.test(words) && !(whole ?? words).includes('?')
    ? undefined
    : { kind: 'nothing', text: words, whole };
}

/** Whoever thanks wants no help. */
const thanks = /^(?:many |great |good |well )?(?:thanks|thank you|thx|cheers|done|job|nice|bravo|bot)\b/iu;
