// Commands, buttons and forms on their way: one answer within three seconds, then a token good for fifteen minutes.
import { randomBytes } from 'node:crypto';
import { MessageFlags } from 'discord.js';
import { beginRunningTime } from '../running-time.ts';
import type { Modal } from './check/modal.ts';
import { refusal } from './errors.ts';
import { change, type MessageChange, type MessageDraft, post, remove } from './messages.ts';
import type { Channel, Message, MessageOrigin, User } from './model.ts';
import type { World } from './world.ts';

/** Real time that the bot has for its first answer. */
const patienceMilliseconds = 3000;
/** Time on the injected clock for which an interaction's token is good. */
const tokenMilliseconds = 15 * 60_000;

/** How many tokens are remembered, however young they are. */
const mostTokens = 20_000;

/** What the person sees of an answer. */
export type Outcome =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'update'; readonly message: Message }
  | { readonly kind: 'form'; readonly form: Modal }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  /** The bot said that it is at work, and nothing more for a long time. */
  | { readonly kind: 'thinking' }
  | { readonly kind: 'failed' };

/** A completion. */
export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** An interaction. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  /** 2 command, 3 component, 4 completion, 5 form. */
  readonly type: number;
  readonly user: User;
  readonly channel: Channel;
  readonly name: string | undefined;
  /** The message with the button, also for a form that it opened. */
  readonly source: Message | undefined;
  readonly openedAt: Date;
  state: 'waiting' | 'answered' | 'expired';
  /** What @original means: the reply, or for an update the message with the button. */
  original: Message | undefined;
  resolve(outcome: Outcome): void;
}

/** All interactions. */
export class Interactions {
  readonly #world: World;
  readonly #byToken = new Map<string, Interaction>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Begins one and sends it to the bot; resolves with what the person sees. `patience` is for deferred answers. */
  async open(
    start: Pick<Interaction, 'type' | 'user' | 'channel' | 'name' | 'source'>,
    payload: (interaction: Interaction) => object,
    patience: number,
  ): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const interaction: Interaction = {
      ...start,
      id: this.#world.ids.next(),
      token: randomBytes(64).toString('base64url'),
      openedAt: this.#world.clock(),
      state: 'waiting',
      original: undefined,
      resolve: resolve,
    };
    this.#forgetOld();
    this.#byToken.set(interaction.token, interaction);
    const stopExpiry = afterRunning(patienceMilliseconds, () => {
      if (interaction.state !== 'waiting') return;
      interaction.state = 'expired';
      resolve({ kind: 'failed' });
    });
    const stopLimit = afterRunning(patience, () => resolve({ kind: 'thinking' }));
    this.#world.dispatch({ type: 'INTERACTION_CREATE', intents: [], data: () => payload(interaction) });
    try {
      return await promise;
    } finally {
      stopExpiry();
      stopLimit();
    }
  }

  /** Tokens that no request can use any more: an unknown one is refused like one that is too old. */
  #forgetOld(): void {
    const oldest = this.#world.clock().getTime() - tokenMilliseconds;
    for (const [token, { openedAt, state }] of this.#byToken) {
      const isKept = openedAt.getTime() >= oldest && this.#byToken.size < mostTokens;
      if (isKept || state === 'waiting') return;
      this.#byToken.delete(token);
    }
  }

  /** The interaction that a first answer is for; throws 10062 or 40060. */
  toAnswer(id: string, token: string): Interaction {
    const found = this.#byToken.get(token);
    if (!found || found.id !== id || found.state === 'expired') throw refusal('unknownInteraction');
    if (found.state === 'answered') throw refusal('acknowledged');
    return found;
  }

  /** The interaction behind a webhook's token; throws 50027 when it is too old, 10015 before the first answer. */
  byToken(applicationId: string, token: string): Interaction {
    const found = this.#byToken.get(token);
    if (!found || applicationId !== this.#world.application.id) throw refusal('expiredToken');
    const age = this.#world.clock().getTime() - found.openedAt.getTime();
    if (age > tokenMilliseconds) throw refusal('expiredToken');
    if (found.state !== 'answered') throw refusal('unknownWebhook');
    return found;
  }

  /** Says something: as the first answer, or after it. */
  say(interaction: Interaction, draft: MessageDraft, as: 'original' | 'followup'): Message {
    const { channel, original } = interaction;
    if (as === 'followup' && original && (original.flags & MessageFlags.Loading) !== 0) {
      // The first message after "thinking" takes its place, and its privacy.
      return this.fill(interaction, original, draft);
    }
    const isPrivate = ((draft.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    const message = post(this.#world, channel, this.#world.bot, {
      ...draft,
      ...(isPrivate && { onlyFor: interaction.user }),
      interaction: originOf(interaction),
      replyTo: as === 'followup' && original && original.onlyFor === undefined ? original : undefined,
    });
    if (as === 'original') interaction.original = message;
    if ((message.flags & MessageFlags.Loading) === 0) interaction.resolve({ kind: 'message', message });
    return message;
  }

  /** Changes a message of this interaction, which ends "thinking". */
  fill(interaction: Interaction, message: Message, wanted: MessageChange): Message {
    const kept = message.flags & MessageFlags.Ephemeral;
    change(this.#world, message, {
      ...wanted,
      ...(wanted.flags !== undefined && { flags: wanted.flags | kept }),
    });
    const isUpdate = message === interaction.source;
    interaction.resolve({ kind: isUpdate ? 'update' : 'message', message });
    return message;
  }

  /** Deletes a message of an interaction. What follows a "thinking" that is gone is a message of its own. */
  erase(interaction: Interaction, message: Message): void {
    remove(this.#world, message);
    if (interaction.original === message) interaction.original = undefined;
  }
}

function originOf(interaction: Interaction): MessageOrigin {
  const { id, type, user, token, name, source } = interaction;
  return { id, type, user, token, name, messageId: source?.id };
}

const sliceMilliseconds = 50;

/**
 * Calls `over` after so much real time in which this process ran. A computer that stands still for seconds, or lets it run now and
 * then only, as one that is shared does, takes nobody's time: an answer may have come meanwhile and not yet been looked at.
 * Answers how to stop it.
 */
function afterRunning(milliseconds: number, over: () => void): () => void {
  let left = milliseconds;
  let ran = beginRunningTime();
  const timer = setInterval(() => {
    left -= Math.min(ran(), 2 * sliceMilliseconds);
    ran = beginRunningTime();
    if (left > 0) return;
    clearInterval(timer);
    over();
  }, sliceMilliseconds);
  return () => clearInterval(timer);
}
