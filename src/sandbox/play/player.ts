// Plays stories: people act, the clock moves, and what should be there is looked for.
import { TypingError } from '../discord/index.ts';
import { type Post, shown, type Topic } from '../discourse/index.ts';
import type { Sandbox } from '../index.ts';
import { messageText, postText, textsAt } from './seen.ts';
import { type Act, type Fault, type Line, StoryError, type Target, type Wish } from './step.ts';

type ActStep = Extract<Line['step'], { kind: 'act' }>;

/** Plays line after line. Throws `StoryError` at the first that cannot be done or does not hold. */
export async function play(sandbox: Sandbox, lines: readonly Line[], refused: Refused): Promise<void> {
  const player = new Player(sandbox, refused);
  for (const line of lines) {
    try {
      await player.step(line.step);
    } catch (error) {
      if (!(error instanceof StoryError)) throw error;
      throw new StoryError(`Line ${line.number}: ${line.text}\n  ${error.message}`);
    }
  }
}

/** Told when the client or the forum itself refused what somebody did. */
export type Refused = (refusal: {
  readonly platform: 'discord' | 'discourse';
  readonly place: string;
  readonly who: string;
  readonly text: string;
}) => void;

/** What the person who acted last was answered. */
type Answer = () => string;

class Player {
  readonly #sandbox: Sandbox;
  readonly #refused: Refused;
  #answer: Answer = () => '';

  constructor(sandbox: Sandbox, refused: Refused) {
    this.#sandbox = sandbox;
    this.#refused = refused;
  }

  async step(step: Line['step']): Promise<void> {
    const sandbox = this.#sandbox;
    switch (step.kind) {
      case 'at':
        if (step.at < sandbox.now()) {
          throw new StoryError(`The clock never goes back; it shows ${sandbox.now().toISOString()} already.`);
        }
        return await sandbox.moveTo(step.at);
      case 'advance':
        return await sandbox.moveTo(new Date(sandbox.now().getTime() + step.minutes * 60_000));
      case 'restart':
        return await sandbox.restart();
      case 'faults':
        fail(sandbox, step.fault);
        return await sandbox.settle();
      case 'act':
        await this.#act(step);
        return await sandbox.settle();
      case 'expect': {
        const there = this.#look(step.target, step.wish);
        if (there.isSo === step.isNot) throw new StoryError(`There was instead: ${there.saw}`);
        return;
      }
      default:
        return step satisfies never;
    }
  }

  async #act({ who, platform, act }: ActStep): Promise<void> {
    const { discord, discourse } = this.#sandbox;
    if (platform === 'discord') {
      if (![...discord.world.users.values()].some(({ name }) => name === who)) throw nobody(who, 'Discord');
    } else if (!discourse.forum.users.has(who.toLowerCase())) throw nobody(who, 'Discourse');
    try {
      this.#answer = await (platform === 'discord' ? this.#onDiscord(who, act) : this.#onDiscourse(who, act));
    } catch (error) {
      if (error instanceof StoryError || !(error instanceof Error)) throw error;
      const isRefusal = platform === 'discourse' || error instanceof TypingError;
      if (!isRefusal) throw error;
      const { message } = error;
      this.#refused({ platform, place: 'place' in act ? act.place : 'reply', who, text: message });
      this.#answer = () => message;
    }
  }

  async #onDiscord(who: string, act: Act): Promise<Answer> {
    const { people, joinVoice, leaveVoice } = this.#sandbox.discord;
    const answered = (): string => {
      const seen = people.lastReply(who);
      const fields = seen?.form ? JSON.stringify(seen.form) : '';
      return seen ? `${seen.message ? messageText(seen.message) : seen.text}\n${fields}` : '';
    };
    switch (act.kind) {
      case 'says':
        if (!act.text.startsWith('/')) {
          people.message(who, act.place, act.text);
          return () => '';
        }
        await people.commandText(who, act.place, act.text);
        return answered;
      case 'presses': {
        const message = people.findFor(who, act.on, act.label);
        if (!message) {
          throw new StoryError(
            `${who} sees no message that contains "${act.on}" and has the button "${act.label}".`,
          );
        }
        await people.press(who, message.id, act.label);
        return answered;
      }
      case 'fills':
        if (!people.openForm(who)) throw new StoryError(`${who} has no form open.`);
        await people.submit(who, act.values);
        return answered;
      case 'joins':
        joinVoice(who, act.channel);
        return () => '';
      case 'leaves':
        leaveVoice(who);
        return () => '';
      default:
        throw new StoryError('That is done on Discourse.');
    }
  }

  async #onDiscourse(who: string, act: Act): Promise<Answer> {
    const { discourse } = this.#sandbox;
    switch (act.kind) {
      case 'replies': {
        const found = this.#topicOrPost(who, act.to);
        const made = discourse.reply(who, found.topic, {
          raw: act.text,
          ...(found.post && { replyTo: found.post.number }),
        });
        return this.#answeredOnDiscourse(who, made);
      }
      case 'posts':
        return this.#answeredOnDiscourse(
          who,
          discourse.createTopic(who, act.category, { title: act.title, raw: act.text }),
        );
      case 'edits':
        return this.#answeredOnDiscourse(who, discourse.edit(who, this.#post(who, act.post, true), act.text));
      case 'deletes':
        discourse.remove(who, this.#post(who, act.post, true));
        return () => '';
      case 'likes':
        discourse.like(who, this.#post(who, act.post, false));
        return () => '';
      default:
        throw new StoryError('That is done on Discord.');
    }
  }

  /** A topic by its title, else the newest post with this text. */
  #topicOrPost(who: string, text: string): { topic: Topic; post?: Post } {
    const { discourse } = this.#sandbox;
    // A private message bears the title of what it is about: it is not what people mean by that title.
    const topic = discourse
      .topicsFor(who)
      .findLast(({ title, recipients }) => recipients === undefined && title.includes(text));
    if (topic) return { topic };
    const post = discourse.findPost(text, who);
    if (!post) throw new StoryError(`${who} sees no topic or post on Discourse that contains "${text}".`);
    return { topic: post.topic, post };
  }

  #post(who: string, text: string, isOwn: boolean): Post {
    const { forum } = this.#sandbox.discourse;
    const user = forum.user(who);
    const found = [...forum.posts.values()].findLast(
      (post) =>
        post.deletedAt === undefined &&
        (post.by === user) === isOwn &&
        forum.canSee(user, post.topic) &&
        shown(post.raw).includes(text),
    );
    if (found) return found;
    const whose = isOwn ? 'has written no post' : 'sees no post of others on Discourse';
    throw new StoryError(`${who} ${whose} that contains "${text}".`);
  }

  /** The bot's newest answer to a post, or to its author in private since then. */
  #answeredOnDiscourse(who: string, made: object): Answer {
    const { discourse } = this.#sandbox;
    return () => {
      if (!('number' in made) || !('topic' in made)) return 'It waits for approval.';
      const since = Number('id' in made ? made.id : 0);
      const answer = [...discourse.forum.posts.values()].findLast(
        ({ id, by, topic, replyTo }) =>
          by.username === discourse.apiUsername &&
          id > since &&
          ((topic === made.topic && replyTo === made.number) ||
            topic.recipients?.some(({ username }) => username === who) === true),
      );
      return answer ? postText(answer) : '';
    };
  }

  #look(target: Target, wish: Wish): { isSo: boolean; saw: string } {
    if (target.kind === 'event') {
      const events = this.#sandbox.discord
        .events()
        .filter(({ name, status }) => status !== 4 && name.includes(target.name));
      const saw = events.map(({ name, startsAt }) => `"${name}" at ${startsAt.toISOString()}`).join(', ');
      const isSo =
        wish.kind === 'at' && events.some(({ startsAt }) => startsAt.getTime() === wish.at.getTime());
      return { isSo, saw: saw === '' ? 'no such event' : saw };
    }
    const texts = target.kind === 'reply' ? [this.#answer()] : textsAt(this.#sandbox, target);
    if (wish.kind === 'at') throw new StoryError('Only events are looked at by their time.');
    const found = texts.filter((text) => text.includes(wish.text));
    if (wish.kind === 'contains') return { isSo: found.length > 0, saw: listed(texts) };
    return {
      isSo: found.length === wish.number,
      saw: `${found.length}, namely ${listed(found.length > 0 ? found : texts)}`,
    };
  }
}

function fail(sandbox: Sandbox, fault: Fault): void {
  if (fault.kind === 'down') sandbox[fault.platform].down(fault.isDown);
  else sandbox.discord.deleteChannel(fault.channel);
}

function nobody(who: string, where: string): StoryError {
  return new StoryError(`There is nobody called "${who}" on ${where}.`);
}

/** The newest ten texts, shortened. */
function listed(texts: readonly string[]): string {
  if (texts.length === 0) return 'nothing';
  const newest = texts
    .slice(-10)
    .map((text) => `\n    | ${text.trim().slice(0, 600).replaceAll('\n', '\n    |   ')}`);
  return `${texts.length > 10 ? `(the newest 10 of ${texts.length})` : ''}${newest.join('')}`;
}
