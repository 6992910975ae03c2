// One connection to the gateway from opening to closing, each step of it with a deadline (gateway v10).
import { createRequire } from 'node:module';
import type * as discordWs from '@discordjs/ws';
import {
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  GatewayOpcodes,
  type GatewayReadyDispatchData,
  type GatewaySendPayload,
} from 'discord.js';
import { type RawData, WebSocket } from 'ws';
import { z } from 'zod';

/** As discord.js has loaded it: imported, it would be there a second time as a module of the other kind, with 1.3 MB. */
const { WebSocketShardEvents }: typeof discordWs = createRequire(import.meta.url)('@discordjs/ws');

/** What a session is resumed with. */
export interface Session {
  readonly sessionId: string;
  readonly resumeURL: string;
  readonly sequence: number;
}

/** How a connection ended. */
interface End {
  /** What can be resumed, if anything. */
  readonly session: Session | undefined;
  /** The close code that the gateway sent. */
  readonly code?: number;
  readonly why: string;
  /** Whether it had come so far that events came in. */
  readonly wasReady: boolean;
  /** Whether it lasted, so that the next pause may be the shortest again. */
  readonly wasGood: boolean;
  /** How long Discord wants the bot to wait before it identifies again. */
  readonly pauseMilliseconds?: number;
}

/** A connection. */
export type Shard = ReturnType<typeof talk>;

/** What a connection needs. */
interface ShardParts {
  readonly url: string;
  readonly manager: discordWs.WebSocketManager;
  /** To be resumed; absent for a new one. */
  readonly session: Session | undefined;
  /** Ends the connection, and its session with it. */
  readonly signal: AbortSignal;
  resumed(): void;
  unreadable(error: unknown, type?: string): void;
}

/** For the handshake, for hello after it, and for READY or RESUMED after that. */
const stepMilliseconds = 15_000;
/** How long the other side may take to close, before the connection is cut. */
const closeMilliseconds = 1_000;
/** A connection that lasted so long was a good one. */
const goodMilliseconds = 60_000;
/** Closed so, a session can be resumed. */
const resumable = 4_200;

const frame = z.object({
  op: z.number(),
  t: z.string().nullish(),
  s: z.number().nullish(),
  // An acknowledgement of a heartbeat brings none.
  d: z.unknown().optional(),
});
const hello = z.object({ heartbeat_interval: z.number().min(100) });
const readyPacket = z.looseObject({ session_id: z.string(), resume_gateway_url: z.string().nullish() });

/** Opens a connection and keeps it until it ends. Never throws. `ended` resolves when nothing of it lives any more. */
export function talk(parts: ShardParts) {
  const { manager, signal } = parts;
  const { promise: ended, resolve } = Promise.withResolvers<End>();
  let session = parts.session;
  let socket: WebSocket;
  let isOver = false;
  let wasReady = false;
  let wasGood = false;
  /** The last heartbeat was answered. */
  let isAlive = true;
  let beats: NodeJS.Timeout | undefined;
  let step: NodeJS.Timeout | undefined;
  let lasted: NodeJS.Timeout | undefined;
  /** What the bot itself ends it for. */
  let own: Pick<End, 'why' | 'pauseMilliseconds'> | undefined;

  function within(what: string): void {
    clearTimeout(step);
    step = setTimeout(
      () => leave({ why: `it did not say ${what} within ${stepMilliseconds / 1000} s` }),
      stepMilliseconds,
    );
  }

  function over(code?: number): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(step);
    clearTimeout(beats);
    clearTimeout(lasted);
    signal.removeEventListener('abort', goodbye);
    // 1006 is no code that anybody sent (RFC 6455, 7.1.5).
    const theirs = own || code === 1006 ? undefined : code;
    tell(() => manager.emit(WebSocketShardEvents.Closed, { code: theirs ?? resumable, shardId: 0 }));
    resolve({
      session,
      wasReady,
      wasGood,
      why: theirs === undefined ? 'the connection broke' : `it was closed with code ${theirs}`,
      ...(theirs !== undefined && { code: theirs }),
      ...own,
    });
  }

  /** Ends it from this side; the session stays, unless the code says otherwise. */
  function leave(why: Pick<End, 'why' | 'pauseMilliseconds'>, code = resumable): void {
    own ??= why;
    if (socket.readyState === WebSocket.OPEN) socket.close(code);
    else socket.terminate();
    setTimeout(() => {
      socket.terminate();
      over();
    }, closeMilliseconds);
  }

  function goodbye(): void {
    session = undefined;
    leave({ why: 'I left' }, 1_000);
  }

  function send(payload: GatewaySendPayload): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(payload));
  }

  function beat(): void {
    send({ op: GatewayOpcodes.Heartbeat, d: session?.sequence ?? null });
  }

  function beatEvery(milliseconds: number): void {
    const next = (): void => {
      if (!isAlive) {
        leave({ why: 'its heartbeat stopped' });
        return;
      }
      isAlive = false;
      beat();
      beats = setTimeout(next, milliseconds);
    };
    beats = setTimeout(next, milliseconds * Math.random());
  }

  function begin(): void {
    const { token, intents, identifyProperties } = manager.options;
    if (token === null) {
      leave({ why: 'my token is not known' });
      return;
    }
    if (session) {
      send({
        op: GatewayOpcodes.Resume,
        d: { token, session_id: session.sessionId, seq: session.sequence },
      });
    } else {
      send({
        op: GatewayOpcodes.Identify,
        d: { token, intents, properties: identifyProperties, shard: [0, 1] },
      });
    }
  }

  async function dispatched({ t, s, d }: z.infer<typeof frame>, whole: unknown): Promise<void> {
    if (t === GatewayDispatchEvents.Ready) {
      const { session_id, resume_gateway_url } = readyPacket.parse(d);
      session = { sessionId: session_id, resumeURL: resume_gateway_url ?? parts.url, sequence: s ?? 0 };
      await manager.options.updateSessionInfo(0, { ...session, shardId: 0, shardCount: 1 });
    } else if (session && typeof s === 'number' && s > session.sequence)
      session = { ...session, sequence: s };
    if (t === GatewayDispatchEvents.Ready || t === GatewayDispatchEvents.Resumed) {
      clearTimeout(step);
      wasReady = true;
      lasted = setTimeout(() => {
        wasGood = true;
      }, goodMilliseconds);
    }
    if (t === GatewayDispatchEvents.Ready && isReadyData(d)) {
      tell(() => manager.emit(WebSocketShardEvents.Ready, { data: d, shardId: 0 }), t);
    }
    if (t === GatewayDispatchEvents.Resumed) {
      tell(() => manager.emit(WebSocketShardEvents.Resumed, { shardId: 0 }), t);
      parts.resumed();
    }
    if (isDispatch(whole))
      tell(() => manager.emit(WebSocketShardEvents.Dispatch, { data: whole, shardId: 0 }), t ?? undefined);
  }

  function tell(work: () => void, type?: string): void {
    try {
      work();
    } catch (error) {
      parts.unreadable(error, type);
    }
  }

  async function heard(raw: RawData): Promise<void> {
    const whole: unknown = JSON.parse(String(raw));
    const packet = frame.parse(whole);
    switch (packet.op) {
      case GatewayOpcodes.Dispatch:
        return await dispatched(packet, whole);
      case GatewayOpcodes.Hello:
        // A second one begins nothing anew.
        if (beats) return;
        within('that I am known');
        tell(() => manager.emit(WebSocketShardEvents.Hello, { shardId: 0 }));
        beatEvery(hello.parse(packet.d).heartbeat_interval);
        return begin();
      case GatewayOpcodes.Heartbeat:
        return beat();
      case GatewayOpcodes.HeartbeatAck:
        isAlive = true;
        return;
      case GatewayOpcodes.Reconnect:
        return leave({ why: 'Discord asked me to connect anew' });
      case GatewayOpcodes.InvalidSession:
        // Discord asks for a random pause of one to five seconds here.
        if (packet.d !== true) session = undefined;
        return leave({
          why: 'Discord ended the session',
          pauseMilliseconds: packet.d === true ? 0 : 1_000 + Math.random() * 4_000,
        });
      default:
    }
  }

  try {
    socket = new WebSocket(parts.url, { handshakeTimeout: stepMilliseconds });
  } catch (error) {
    resolve({ session: undefined, wasReady, wasGood, why: `its address cannot be used (${String(error)})` });
    return { send: () => {}, ended };
  }
  // One after the other, so that what comes in keeps its order.
  let last = Promise.resolve();
  socket.on('message', (raw) => {
    last = last
      .then(() => (isOver ? undefined : heard(raw)))
      .catch((error: unknown) => parts.unreadable(error));
  });
  socket.on('error', (error) => {
    own ??= { why: `it cannot be reached (${error.message})` };
  });
  socket.on('close', (code) => void last.then(() => over(code)));
  within('hello');
  signal.addEventListener('abort', goodbye, { once: true });
  if (signal.aborted) goodbye();
  return { send, ended };
}

/** As far as it is looked at here; what discord.js finds in it is guarded by `unreadable`. */
function isDispatch(whole: unknown): whole is GatewayDispatchPayload {
  return typeof whole === 'object' && whole !== null && 't' in whole && typeof whole.t === 'string';
}

function isReadyData(d: unknown): d is GatewayReadyDispatchData {
  return readyPacket.safeParse(d).success;
}
