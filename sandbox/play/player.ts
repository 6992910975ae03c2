// Plays stories: people act, the clock moves, and what should be there is looked for.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '../discord/index.ts';
import type { Sandbox } from '../index.ts';
import { refusalWords } from '../refusals.ts';
import { messageOf } from '../words.ts';
import { begin } from './faults.ts';
import { actOnDiscord } from './on-discord.ts';
import { actOnDiscourse } from './on-discourse.ts';
import { textsAt } from './seen.ts';
import { type Answer, type Line, StoryError, type Target, type Wish } from './step.ts';

type ActStep = Extract<Line['step'], { kind: 'act' }>;

/** Plays line after line. Throws `StoryError` at the first that cannot be done or does not hold. */
export async function play(sandbox: Sandbox, lines: readonly Line[], refused: Refused): Promise<void> {
  const player = new Player(sandbox, refused);
  const stop = sandbox.discord.onHappening(({ message }) => message && player.hear(message));
  try {
    for (const line of lines) {
      try {
        await player.step(line.step);
      } catch (error) {
        throw new StoryError(`Line ${line.number}: ${line.text}\n  ${messageOf(error)}`, { cause: error });
      }
    }
  } finally {
    stop();
  }
}

/** Told when the client or the forum itself refused what somebody did. */
export type Refused = (refusal: {
  readonly platform: 'discord' | 'discourse';
  readonly place: string;
  readonly who: string;
  readonly text: string;
}) => void;

/** An answer that has not changed for so long is whole, in real time. */
const stillMilliseconds = 2_000;
const glanceMilliseconds = 50;

class Player {
  readonly #sandbox: Sandbox;
  readonly #refused: Refused;
  #answer: Answer = () => [];
  /** The messages on Discord since the last act. */
  #heard = new Set<Message>();

  constructor(sandbox: Sandbox, refused: Refused) {
    this.#sandbox = sandbox;
    this.#refused = refused;
  }

  hear(message: Message): void {
    this.#heard.add(message);
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
        return await sandbox.moveTo(this.#in(step.minutes));
      case 'leap':
        return await sandbox.leapTo(this.#in(step.minutes));
      case 'restart':
        return await (step.minutes === undefined
          ? sandbox.restart()
          : sandbox.restartAt(this.#in(step.minutes)));
      case 'faults':
        await begin(sandbox, step.fault);
        return await sandbox.runUntilIdle();
      case 'act':
        await this.#act(step);
        return await sandbox.runUntilIdle();
      case 'expect': {
        let there = this.#look(step.target, step.wish);
        if (there.isSo === step.isNot && step.target.kind === 'reply') {
          await this.#finished();
          there = this.#look(step.target, step.wish);
        }
        if (there.isSo === step.isNot) throw new StoryError(`There was instead: ${there.saw}`);
        return;
      }
      default:
        return step satisfies never;
    }
  }

  /** Waits for as long as the answer still changes, as one does that says how far a reading is. */
  async #finished(): Promise<void> {
    let last = listed(this.#answer());
    for (let still = 0; still < stillMilliseconds; still += glanceMilliseconds) {
      await sleep(glanceMilliseconds);
      const now = listed(this.#answer());
      if (now !== last) still = 0;
      last = now;
    }
  }

  #in(minutes: number): Date {
    return new Date(this.#sandbox.now().getTime() + minutes * 60_000);
  }

  async #act({ who, platform, act }: ActStep): Promise<void> {
    const { discord, discourse } = this.#sandbox;
    if (platform === 'discord') {
      if (![...discord.world.users.values()].some(({ name }) => name === who)) throw nobody(who, 'Discord');
    } else if (discourse.forum.users.has(who.toLowerCase()) === (act.kind === 'signsUp')) {
      if (act.kind === 'signsUp') throw new StoryError(`Somebody is called "${who}" on Discourse already.`);
      throw nobody(who, 'Discourse');
    }
    // What comes late, while the bot settles, is still heard; a next act has its own answer.
    const heard = new Set<Message>();
    this.#heard = heard;
    try {
      this.#answer =
        platform === 'discord'
          ? await actOnDiscord(this.#sandbox, { who, act, heard })
          : actOnDiscourse(this.#sandbox, who, act);
    } catch (error) {
      const words = refusalWords(error);
      if (words === undefined) throw error;
      this.#refused({ platform, place: 'place' in act ? act.place : 'reply', who, text: words });
      this.#answer = () => [words];
    }
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
    if (wish.kind === 'at') throw new StoryError('Only events are looked at by their time.');
    const texts = target.kind === 'reply' ? this.#answer() : textsAt(this.#sandbox, target);
    if (typeof texts === 'string') {
      return { isSo: wish.kind === 'count' && wish.number === 0, saw: texts };
    }
    const found = texts.filter((text) => text.includes(wish.text));
    if (wish.kind === 'contains') return { isSo: found.length > 0, saw: listed(texts) };
    return {
      isSo: found.length === wish.number,
      saw: `${found.length}, namely ${listed(found.length > 0 ? found : texts)}`,
    };
  }
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
