// The REST calls by which one interaction is answered: the first answer, and what follows through its webhook.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIModalInteractionResponseCallbackData,
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  RateLimitError,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import { insteadIf } from '../../core/errors.ts';
import { retryOnce } from '../../core/outside/second-tries.ts';
import type { Choice } from '../../core/reply.ts';
import { payload, uploads, wire } from './api.ts';
import type { AnswerRests } from './client.ts';
import type { Body } from './message.ts';
import { codeOf, isPassing, waitOf } from './outside.ts';

/** An interaction as its answers name it. */
export interface Asked {
  readonly id: string;
  readonly applicationId: string;
  readonly token: string;
  /** Whether it came from a message of ours: a button, or a form that a button opened. */
  readonly isFromMessage: boolean;
  /** Whether that message is for its reader alone. */
  readonly isFromPrivate: boolean;
}

/** The calls by which an interaction is answered. */
export type Calls = ReturnType<typeof callsFor>;

/** So long an answer may wait for its turn: its token lasts a quarter of an hour. */
const answerMilliseconds = 14 * 60_000;
/** So long Discord has to take what is soon out of date; what was asked for waits for that. */
const soonMilliseconds = 5_000;
const acknowledged = 40060;
const unknownMessage = 10008;
const isThere = (change: Promise<unknown>): Promise<boolean> =>
  change.then(() => true).catch(insteadIf((error) => codeOf(error) === unknownMessage, false));
const message = z.object({ id: z.string() });

/**
 * Builds the calls for one interaction, each tried twice. First answers say whether this bot gave it: of several bots with
 * one token, each of which gets every interaction, Discord accepts one first answer.
 */
export function callsFor({ first, later }: AnswerRests, asked: Asked) {
  const { applicationId, token } = asked;
  const endsAt = performance.now() + answerMilliseconds;
  const answer = (type: InteractionResponseType, data?: object, body?: Body): Promise<boolean> =>
    firstAnswer(() =>
      first.post(Routes.interactionCallback(asked.id, token), {
        body: { type, data },
        ...(body && uploads(body)),
        auth: false,
      }),
    );
  const flags = (isPrivate: boolean) => (isPrivate ? { flags: MessageFlags.Ephemeral } : {});
  return {
    isFromMessage: asked.isFromMessage,
    isFromPrivate: asked.isFromPrivate,
    /** Says that an answer will come, as private as the answer shall be. Of an interaction from a message nobody sees it. */
    acknowledge: (isPrivate: boolean) =>
      (asked.isFromMessage
        ? answer(InteractionResponseType.DeferredMessageUpdate)
        : answer(InteractionResponseType.DeferredChannelMessageWithSource, flags(isPrivate))
      ).catch(seen),
    reply: (body: Body, isPrivate: boolean) =>
      answer(InteractionResponseType.ChannelMessageWithSource, { ...wire(body), ...flags(isPrivate) }, body),
    /** Changes the message from which it came. */
    update: (body: Body) => answer(InteractionResponseType.UpdateMessage, wire(body), body),
    form: (form: APIModalInteractionResponseCallbackData) => answer(InteractionResponseType.Modal, form),
    choices: (choices: readonly Choice[]) =>
      answer(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
    ...following((work) => sent(work, endsAt)),
    /** The same, but tried once, for seconds, and given up where Discord asks to wait: for what is soon out of date. */
    unlessSlowed: following((work) => work(AbortSignal.timeout(soonMilliseconds))),
  };

  /** Of an acknowledgement of which neither try was answered in time, one may have arrived: then there is what it made. */
  async function seen(error: unknown): Promise<boolean> {
    if (!isPassing(error)) throw error;
    const route = Routes.webhookMessage(applicationId, token);
    await sent(() => later.get(route, { auth: false }), endsAt).catch(() => {
      throw error;
    });
    return true;
  }

  /** What follows the first answer. */
  function following(send: (work: (signal?: AbortSignal) => Promise<unknown>) => Promise<unknown>) {
    return {
      /** Changes the first answer, the message from which it came, or one that followed. Answers whether it is there. */
      edit(body: Body, messageId = '@original'): Promise<boolean> {
        const route = Routes.webhookMessage(applicationId, token, messageId);
        return isThere(send((signal) => later.patch(route, { ...payload(body), auth: false, signal })));
      },
      /** Takes the first answer away. */
      async withdraw(): Promise<void> {
        await isThere(send(() => later.delete(Routes.webhookMessage(applicationId, token), { auth: false })));
      },
      /**
       * Answers the new message's id, if Discord told it. Where the connection breaks before the answer, it may stand twice,
       * since webhooks take no nonce: that is better than not at all.
       */
      async follow(body: Body, isPrivate: boolean): Promise<string | undefined> {
        const request = { ...payload(body, flags(isPrivate)), auth: false };
        const route = Routes.webhook(applicationId, token);
        const made = await send((signal) => later.post(route, { ...request, signal }));
        return message.safeParse(made).data?.id;
      },
    };
  }
}

/** Sends, once more where the first try failed, and after each wait that Discord asks for, if that is over by `endsAt` (`performance.now()`). */
async function sent<T>(work: () => Promise<T>, endsAt: number): Promise<T> {
  try {
    return await retryOnce(work, { isPassing });
  } catch (error) {
    if (!(error instanceof RateLimitError) || performance.now() + waitOf(error) > endsAt) throw error;
    await sleep(waitOf(error));
  }
  return await sent(work, endsAt);
}

/**
 * Gives a first answer, once more when the first try failed. "Acknowledged already" at the first try means that
 * another bot was quicker. At the second it may also mean that the first had arrived and only its own answer was lost;
 * then it counts as ours. Where two bots share a token, that may be wrong, when Discord fails at one of them and answers
 * the other at the same time: then both begin, and the first change decides which of them goes on (`Dispatcher`). To let
 * it go would lose the request of a lone bot whenever an answer is lost, which is the usual case. What the acknowledgement
 * made (`seen`) stands for both of them too.
 */
async function firstAnswer(give: () => Promise<unknown>): Promise<boolean> {
  let failed: unknown;
  try {
    await retryOnce(give, {
      isPassing(error) {
        failed = error;
        return isPassing(error);
      },
    });
    return true;
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.code !== acknowledged) throw error;
    return (
      error !== failed && !(failed instanceof Error && 'code' in failed && unsent.has(String(failed.code)))
    );
  }
}

/** What fails so has not left this computer. */
const unsent = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);
