// The one connection to the gateway, kept up by itself: identified or resumed, with pauses of our own, and really ended.

import type { IShardingStrategy, WebSocketManager } from '@discordjs/ws';
import { GatewayCloseCodes, type GatewaySendPayload } from 'discord.js';
import type { BackOff } from '../../core/outside/back-off.ts';
import { inTime } from '../../core/outside/in-time.ts';
import { pauseAsked, refusesToken, unanswered } from './outside.ts';
import { type Session, type Shard, talk } from './shard.ts';

/** Why a connection ended, and what comes next. */
export interface Lost {
  /** The gateway's close code; absent when the connection broke, was never made, or said nothing. */
  readonly code?: number;
  readonly why: string;
  /** Whether the gateway refuses the bot itself, so that only patience or a person helps. */
  readonly isRefused: boolean;
  readonly retryInSeconds: number;
}

/** What the gateway needs and whom it tells. */
interface GatewayParts {
  /** Between tries of what is usual. */
  readonly pauses: BackOff;
  /** Between tries after a refusal. */
  readonly patience: BackOff;
  /** The session goes on where it was. (That a new one is ready, discord.js tells when all guilds are there.) */
  resumed(): void;
  lost(lost: Lost): void;
  /** A packet that cannot be understood; it is left out. */
  unreadable(error: unknown, type?: string): void;
}

/** A gateway for one client. */
export type Gateway = ReturnType<typeof gateway>;

/** After these the gateway does not want the bot as it is: its token, its intents, its version. */
const refusals = new Set([4004, 4010, 4011, 4012, 4013, 4014]);
/** After these there is nothing to resume. */
const endings = new Set([1000, 1001, 4003, 4005, 4007, 4008, 4009, ...refusals]);
/** After so many tries in vain a session is given up: where it was to be resumed may be gone. */
const mostVain = 5;
/** Why no session is begun. */
export const sessionsSpent = 'I have connected as often as Discord allows in a day';

/**
 * Builds it. discord.js' own shard tries again every 500 ms without end, and does so after it was destroyed
 * (https://github.com/discordjs/discord.js/issues/11626), so this one takes its place.
 */
export function gateway(parts: GatewayParts) {
  const ended = new AbortController();
  let stopRun = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let shard: Shard | undefined;

  async function run(manager: WebSocketManager, signal: AbortSignal): Promise<void> {
    let session: Session | undefined;
    /** Tries since the last connection that came to something. */
    let vain = 0;
    while (!signal.aborted) {
      const { url, problem, waitMilliseconds, refusal } = await addressFor(manager, session, signal);
      if (signal.aborted) return;
      let code: number | undefined = refusal;
      let why = problem;
      let atLeast = waitMilliseconds ?? 0;
      if (url !== undefined) {
        shard = talk({
          url,
          manager,
          session,
          signal,
          resumed: parts.resumed,
          unreadable: parts.unreadable,
        });
        const end = await shard.ended;
        shard = undefined;
        ({ session, code, why } = end);
        atLeast = end.pauseMilliseconds ?? 0;
        vain = end.wasReady ? 0 : vain + 1;
        if (end.wasGood) for (const one of [parts.pauses, parts.patience]) one.reset();
        if (vain >= mostVain || (code !== undefined && endings.has(code))) session = undefined;
        await manager.options.updateSessionInfo(
          0,
          session ? { ...session, shardId: 0, shardCount: 1 } : null,
        );
      } else session = undefined;
      if (signal.aborted) return;
      const isRefused = code !== undefined && refusals.has(code);
      const pauses = isRefused ? parts.patience : parts.pauses;
      parts.lost({
        ...(code !== undefined && { code }),
        why: why ?? 'the connection broke',
        isRefused,
        retryInSeconds: pauses.nextSeconds(atLeast),
      });
      await pauses.pause(signal, atLeast);
    }
  }

  async function stop(): Promise<void> {
    stopRun.abort();
    await running;
  }

  return {
    /** For the client's option `ws.buildStrategy`. */
    build: (manager: WebSocketManager): IShardingStrategy => ({
      connect() {
        if (ended.signal.aborted) return;
        stopRun = new AbortController();
        const signal = AbortSignal.any([ended.signal, stopRun.signal]);
        running = run(manager, signal).catch((error: unknown) => parts.unreadable(error));
      },
      destroy: stop,
      spawn() {},
      send: (_id: number, payload: GatewaySendPayload) => shard?.send(payload),
      // discord.js keeps the status itself, by the events.
      fetchStatus: () => Promise.reject(new Error('Nobody keeps the status here')),
    }),
    /** Ends it for good; resolves when nothing of it lives any more, within two seconds. */
    async end(): Promise<void> {
      ended.abort();
      await stop();
    },
  };
}

/**
 * Where to connect: where the session is to be resumed, else where Discord says, if it lets the bot begin one more: of one
 * that begins more than 1,000 in a day it resets the token (https://discord.com/developers/docs/events/gateway#identifying).
 */
async function addressFor(
  manager: WebSocketManager,
  session: Session | undefined,
  signal: AbortSignal,
): Promise<{ url?: string; problem?: string; waitMilliseconds?: number; refusal?: number }> {
  const query = `?v=${manager.options.version}&encoding=json`;
  const at = (base: string) => ({ url: new URL(query, base.endsWith('/') ? base : `${base}/`).href });
  try {
    if (session) return at(session.resumeURL);
    // Where requests are not answered, the gateway may be.
    const ask = (isAnew: boolean) => inTime(5_000, manager.fetchGatewayInformation(isAnew), signal);
    const told = (await ask(true).catch(() => undefined)) ?? (await ask(false));
    if (!told) throw new Error('it took too long');
    const { url, session_start_limit: left } = told;
    if (left.remaining >= 1) return at(url);
    return { problem: sessionsSpent, waitMilliseconds: left.reset_after };
  } catch (error) {
    // As the gateway itself would close.
    if (refusesToken(error)) return { refusal: GatewayCloseCodes.AuthenticationFailed };
    return { problem: unanswered(error).replace(/\.$/u, ''), waitMilliseconds: pauseAsked(error) };
  }
}
