// Answers what was asked in posts: runs it once, whatever happens in between, and sends the answer until it is there.

import { customId } from '../../core/command/custom-id.ts';
import type { Invocation } from '../../core/command/invocation.ts';
import { readFields } from '../../core/command/typed.ts';
import type { Cursors } from '../../core/cursors.ts';
import type { Dispatcher } from '../../core/dispatcher.ts';
import { doc } from '../../core/document.ts';
import { DoneElsewhereError, messageOf, OutsideError, UserError } from '../../core/errors.ts';
import type { Order, Remote } from '../../core/publication.ts';
import { type Said, whisper } from '../../core/reply.ts';
import { authorOf } from './accounts.ts';
import type { Post } from './api.ts';
import { invocationIdOf } from './askers.ts';
import { capabilities } from './capabilities.ts';
import { answerHint, choices } from './choices.ts';
import { postsByMark } from './posts.ts';
import { publish } from './publish.ts';
import type { PublishParts } from './publish-inside.ts';
import { DiscourseError, isUnexplained, takesNothing } from './refusal.ts';
import { topicIfThere } from './topics.ts';
import { commandIn, said as saidBy } from './typed-commands.ts';
import { type Unsent, unsentAnswers } from './unsent.ts';
import { begunBefore, forbiddenWordReply, nothingMeant, unreachable, wordsOf } from './wording.ts';
import { withLinks } from './writing.ts';

/** What a post asks for. */
export type Wish =
  | { readonly kind: 'command'; readonly text: string }
  /** An answer to what the bot had asked: the id of the button that was meant. */
  | { readonly kind: 'choice'; readonly id: string }
  /** No command; what it says may still mean something where it stands, else the `whole` of it, with the mark of a question. */
  | { readonly kind: 'nothing'; readonly text?: string; readonly whole?: string | undefined };

/** A post that asks for something. */
export interface Posted {
  readonly post: Post;
  readonly wish: Wish;
  /** Whether it stands in a private message. */
  readonly isPrivate: boolean;
  readonly invocation: Invocation;
}

/** What was asked, and what knows the buttons of the answer. */
type Addressed = Posted & { readonly dispatcher: Dispatcher };

/** What answering needs. */
export interface AnswerParts extends PublishParts {
  readonly cursors: Cursors;
  now(): Date;
  replyIdentity(postId: string): string;
  /** Whether no other process answers posts. */
  readonly isAlone: boolean;
}

/** The post whose command was begun last: if it has no answer after a restart, nobody knows how far it went. */
const begun = 'discourse/begun';
/** How long an answer waits for its next try, unless the forum says. */
const patienceSeconds = 30;
const mostTries = 50;
/** So long the answer to what another process did is left to that process. */
const leftToOthersMilliseconds = 5 * 60_000;

/** Whether the asker alone reads what is answered below a post: not in a private message among several people. */
function isAlone({ isPrivate, invocation }: Posted): boolean {
  return isPrivate && invocation.isPublicPlace !== true;
}

/** Builds what answers posts. */
export function answers(parts: AnswerParts) {
  const { api, log, cursors, now } = parts;
  const unsent = unsentAnswers<Posted>(cursors, { isAlone: parts.isAlone });
  const offered = choices(cursors);

  return {
    choiceIn: offered.find,
    /** Answers a post. Throws only what keeps all others from being answered as well. */
    async answer(dispatcher: Dispatcher, posted: Posted): Promise<void> {
      const { post, isPrivate } = posted;
      const item = { postId: post.id, topicId: post.topic_id, isPrivate, asked: posted };
      await work(dispatcher, { ...item, isBegun: false, tries: 0, notBefore: now() });
    },
    /** Tries again what could not be answered. */
    async retry(dispatcher: Dispatcher): Promise<void> {
      for (const item of await unsent.due(now())) await work(dispatcher, item);
    },
    /** A post that cannot be read now, or whose author cannot: it is tried again later. */
    async postpone(post: Post, isPrivate: boolean, error: unknown): Promise<void> {
      const item = { postId: post.id, topicId: post.topic_id, isPrivate, isBegun: false, tries: 1 };
      await unsent.keep({ ...item, notBefore: laterThan(error) });
    },
    /** Posts that were postponed before they were understood; they are read anew. */
    async postponed(): Promise<readonly Unsent<Posted>[]> {
      return (await unsent.due(now())).filter(({ asked, isBegun }) => asked === undefined && !isBegun);
    },
    forget: unsent.done,
    isWaiting: unsent.has,
  };

  async function work(dispatcher: Dispatcher, item: Unsent<Posted>): Promise<void> {
    let { said, isBegun } = item;
    try {
      const asked = item.asked ?? (item.isBegun ? await readAgain(item) : undefined);
      if (!asked) return;
      if (!said) {
        const isKnown = isBegun || (await cursors.read(begun)) === String(item.postId);
        if (isKnown && (await isAnswered(asked))) return await unsent.done(item.postId);
        said = isKnown
          ? await afterStop(dispatcher, invocationIdOf(item.postId))
          : await run(dispatcher, asked, () => {
              isBegun = true;
            });
      }
      await sendAny(said, { ...asked, dispatcher });
      await unsent.done(item.postId);
    } catch (error) {
      if (error instanceof DoneElsewhereError) {
        // The process that did it answers, held up though it was; if it does not, its asker is told what is known.
        const notBefore = new Date(now().getTime() + (error.isOrphaned ? 0 : leftToOthersMilliseconds));
        return await unsent.keep({ ...item, isBegun: true, notBefore });
      }
      if (!(error instanceof OutsideError)) throw error;
      const isShut = takesNothing(error);
      if (error.isPermanent || (!isShut && item.tries >= mostTries)) {
        log.warn({ post: item.postId, error: messageOf(error) }, 'A post could not be answered on Discourse');
        return await unsent.done(item.postId);
      }
      await unsent.keep({
        ...item,
        isBegun,
        ...(said && { said }),
        tries: item.tries + (isShut ? 0 : 1),
        notBefore: laterThan(error),
      });
      if (!(error instanceof DiscourseError) || error.isForAll) throw error;
      log.warn({ post: item.postId, error: messageOf(error) }, 'A post is answered later on Discourse');
    }
  }

  /** Sends what is said or, where the forum does not take its words, that it does not: what was done stays done. */
  async function sendAny(said: Said, asked: Addressed): Promise<void> {
    try {
      await send(said, asked);
    } catch (error) {
      if (!isUnexplained(error)) throw error;
      log.warn(
        { post: asked.post.id, error: error.message },
        'Discourse does not take the words of an answer',
      );
      await send({ ...forbiddenWordReply(said), isPrivate: said.isPrivate }, asked);
    }
  }

  async function afterStop(dispatcher: Dispatcher, id: string): Promise<Said> {
    const hasChanged = await dispatcher.hasChanged?.(id);
    return begunBefore(hasChanged, hasChanged ? await dispatcher.changedAt?.(id, 'discourse') : undefined);
  }

  function laterThan(error: unknown): Date {
    const seconds = error instanceof OutsideError ? error.retryAfterSeconds : undefined;
    const isForAll = error instanceof DiscourseError && error.isForAll;
    return new Date(now().getTime() + (isForAll ? 0 : (seconds ?? patienceSeconds)) * 1000);
  }

  /** Whether the answer to a post stands already, below it or in private. */
  async function isAnswered({ post }: Posted): Promise<boolean> {
    const own = await parts.conversations.current(post.username);
    const identity = parts.replyIdentity(String(post.id));
    for (const id of new Set([post.topic_id, own])) {
      const topic = id === undefined ? undefined : await topicIfThere(api.topic(id));
      const how = { identity, username: parts.username, newerThan: post.id };
      if (topic && (await postsByMark(api, topic, how)).length > 0) return true;
    }
    return false;
  }

  /** What is known after a restart of a post whose command was run. */
  async function readAgain({ postId, topicId, isPrivate }: Unsent<Posted>): Promise<Posted | undefined> {
    const [post] = await api.posts(topicId, [postId]);
    if (!post) {
      await unsent.done(postId);
      return undefined;
    }
    const asker = { platform: 'discourse', caller: authorOf(post), roles: [], isManager: false };
    return {
      post,
      isPrivate,
      wish: { kind: 'nothing' },
      invocation: { id: '', can: capabilities, ...asker },
    };
  }

  async function run(dispatcher: Dispatcher, posted: Posted, begins: () => void): Promise<Said> {
    const { post, invocation, wish, isPrivate } = posted;
    const begin = async () => {
      await cursors.write(begun, String(post.id));
      begins();
    };
    try {
      if (wish.kind === 'nothing') {
        const meant = async (text: string | undefined) =>
          text === undefined ? undefined : await dispatcher.commandFromWords(invocation, text);
        const spoken = (await meant(wish.text)) ?? (await meant(wish.whole));
        if (!spoken) {
          const spokenHint = wish.text === undefined ? undefined : await dispatcher.spokenHint(invocation);
          return nothingMeant({ isPrivate, isAnswer: invocation.replyTo !== undefined, spokenHint });
        }
        await begin();
        return saidBy(await dispatcher.run(invocation, spoken.name, spoken.values));
      }
      if (wish.kind === 'choice') {
        if (dispatcher.opensForm(wish.id))
          throw new UserError('That opens a form, which a forum cannot show.');
        await begin();
        return saidBy(await dispatcher.press(invocation, wish.id));
      }
      const read = await commandIn(wish.text, { dispatcher, invocation, api, username: parts.username });
      await begin();
      const reply = await dispatcher.run(invocation, read.command.name, read.values);
      if (reply.kind === 'said') return reply;
      // A form whose fields stood in the command; if they did not, this says how to write them.
      const values = readFields(reply, read.fields);
      return saidBy(await dispatcher.submit(invocation, customId(reply.form, reply.args), values));
    } catch (error) {
      if (error instanceof UserError) return whisper(wordsOf(error.message));
      throw error;
    }
  }

  async function send(said: Said, posted: Addressed): Promise<void> {
    const { post, invocation, dispatcher } = posted;
    const isToThem = isAlone(posted);
    const hint = isToThem || said.isPrivate ? answerHint(said.buttons, (id) => dispatcher.opensForm(id)) : [];
    const document = doc(withLinks(said.document, said.buttons).children, hint);
    const files = said.files && { files: said.files };
    const below: Pick<Order, 'place' | 'content'> = {
      place: { kind: 'inside', remote: { id: String(post.topic_id), url: `${api.base}t/${post.topic_id}` } },
      content: { kind: 'post', document, replyTo: post.post_number, ...files },
    };
    if (isToThem) {
      await sent(posted, below);
      return await offered.remember(post.topic_id, invocation, said.buttons);
    }
    if (!said.isPrivate) return void (await sent(posted, below));
    const summary = `About what you asked in “${post.topic_title ?? 'a topic'}”`;
    try {
      const remote = await sent(posted, {
        place: { kind: 'person', id: post.username },
        content: { kind: 'message', summary, document, ...files },
      });
      if (remote.within !== undefined) {
        await offered.remember(Number(remote.within), invocation, said.buttons);
      }
    } catch (error) {
      if (!(error instanceof DiscourseError) || !error.isPermanent) throw error;
      // They take no private messages; what was meant for them alone is not said to all.
      const { document: words } = unreachable(parts.username);
      await sent(posted, { ...below, content: { kind: 'post', document: words, replyTo: post.post_number } });
    }
  }

  async function sent({ post }: Posted, what: Pick<Order, 'place' | 'content'>): Promise<Remote> {
    const identity = parts.replyIdentity(String(post.id));
    const order = { key: `reply/${post.id}`, identity, mayExist: true, ...what };
    return await publish(order, { ...parts, newerThan: post.id });
  }
}
