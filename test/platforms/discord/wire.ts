// The wire of Discord as far as logging in and interactions need it: a gateway, and a log of what the bot answered.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Dispatcher } from '../../../src/core/dispatcher.ts';
import type { Platform, PlatformEvent } from '../../../src/core/platform.ts';
import { discordPlatform, type UsedChannel } from '../../../src/platforms/discord/index.ts';
import { hasOpenApi, openApiJudge } from './openapi.ts';
import { type GuildOptions, guild, member, message, user } from './packets.ts';

/** What the bot asked for. */
export interface Asked {
  readonly route: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** How this Discord behaves. */
export interface WireOptions extends GuildOptions {
  /** Answers the first identifications by closing with this code; all of them when `refusals` is absent. */
  readonly closeWith?: number;
  /** Until when the bot is in time-out. */
  readonly timedOutUntil?: string;
  /** Refuses every request as one with a wrong token. */
  readonly isTokenWrong?: boolean;
  /** After so many refusals, all is well. */
  readonly refusals?: number;
  /** After how long Discord has to be asked anew where the gateway is (an hour). */
  readonly resetMilliseconds?: number;
  /** How many sessions may be begun today (1,000). */
  readonly sessions?: number;
  /** Whether it leaves it open where the gateway is. */
  readonly isMute?: () => boolean;
  /** Does not say where to resume. */
  readonly isResumedWhereItWas?: boolean;
  /** How often it wants a heartbeat (45 s). */
  readonly heartbeatMilliseconds?: number;
  /** Where it listens; anywhere when absent. */
  readonly port?: number;
  /** What comes with the first guild, before it. */
  readonly before?: readonly (readonly [type: string, payload: unknown])[];
  /** Commands that the guild has already. */
  readonly commands?: () => readonly unknown[];
  /** What who asks for them is answered instead, once they are registered. */
  readonly commandsRefused?: readonly [number, unknown];
  /** What the first callbacks of interactions are answered; 204 after that. */
  readonly callbacks?: readonly (readonly [number, unknown?])[];
  /** Messages that can be read, by their ids. */
  readonly messages?: Readonly<Record<string, unknown>>;
}

/** A loopback Discord. */
export interface Wire {
  readonly apiUrl: string;
  readonly asked: Asked[];
  /** What the official document has against the bot's requests. */
  readonly faults: string[];
  send(type: string, payload: unknown): void;
  /** Sends a text as it is. */
  sendText(text: string): void;
  /** Connections that are open, and how often a session was begun. */
  readonly connections: number;
  readonly identified: number;
  /** Cuts the connection. */
  cut(): void;
  /** The answers to interactions, once there are as many as asked for: `callback` or `webhook`. */
  answers(count: number): Promise<Asked[]>;
  close(): Promise<void>;
}

const judge = hasOpenApi ? openApiJudge() : undefined;
const whereGateway = 'GET /gateway/bot';
const frame = z.object({ op: z.number(), d: z.unknown() });
/** Of the bots of this process: those of other tests look for servers of theirs, on ports that are free again. */
const token = `made.up.${randomUUID()}`;
const ours = z.object({ token: z.literal(token) });

/** Opens it. */
export async function openWire(options: WireOptions = {}): Promise<Wire> {
  const asked: Asked[] = [];
  const faults: string[] = [];
  let socket: WebSocket | undefined;
  let sequence = 0;
  let commands: readonly unknown[] = options.commands?.() ?? [];
  const callbacks = [...(options.callbacks ?? [])];
  let identified = 0;
  let refused = 0;
  /** Whether this one is refused, as the first ones are. */
  const refuses = (): boolean => {
    refused += 1;
    return refused <= (options.refusals ?? Number.POSITIVE_INFINITY);
  };

  const server = createServer((request, response) => {
    void body(request).then((sent) => {
      const route = `${request.method} ${decodeURIComponent((request.url ?? '').split('?')[0] ?? '').replace('/api/v10', '')}`;
      asked.push({ route, body: isRecord(sent) ? sent : { list: sent } });
      if (route === whereGateway && options.isMute?.()) return;
      const [method = '', path = ''] = route.split(' ');
      const fault = judge?.(method, path, sent);
      if (fault) faults.push(fault);
      answer(response, route, sent);
    });
  });

  function answer(response: ServerResponse, route: string, sent: unknown): void {
    const [status, content] = replyTo(route, sent);
    response.writeHead(status, content === undefined ? {} : { 'content-type': 'application/json' });
    response.end(content === undefined ? undefined : JSON.stringify(content));
  }

  function replyTo(route: string, sent: unknown): readonly [number, unknown?] {
    if (options.isTokenWrong && refuses()) return [401, { message: '401: Unauthorized', code: 0 }];
    if (route === whereGateway) {
      const remaining = (options.sessions ?? 1000) - identified;
      const limit = {
        total: 1000,
        remaining,
        reset_after: options.resetMilliseconds ?? 3_600_000,
        max_concurrency: 1,
      };
      return [200, { url: address().replace('http', 'ws'), shards: 1, session_start_limit: limit }];
    }
    if (route.endsWith('/commands')) {
      if (route.startsWith('PUT') && Array.isArray(sent)) commands = sent;
      else if (options.commandsRefused && commands.length > 0) return options.commandsRefused;
      return [200, commands];
    }
    if (route.endsWith('/callback')) return callbacks.shift() ?? [204];
    if (route.includes(' /webhooks/')) return [200, message('900')];
    if (route === 'GET /users/@me') return [200, user('1', 'docent')];
    if (route === 'GET /guilds/11/members/1') {
      const { timedOutUntil: until = null } = options;
      return [200, { ...member('1', 'docent', ['13']), communication_disabled_until: until }];
    }
    const read = /^GET \/channels\/\d+\/messages\/(\d+)$/u.exec(route)?.[1];
    if (read !== undefined && options.messages?.[read]) return [200, options.messages[read]];
    return [404, { message: `Nobody scripted ${route}`, code: 10003 }];
  }

  function send(type: string, payload: unknown): void {
    sequence += 1;
    socket?.send(JSON.stringify({ op: 0, t: type, s: sequence, d: payload }));
  }

  const address = (): string => {
    const at = server.address();
    if (at === null || typeof at === 'string') throw new Error('The wire is not open');
    return `http://127.0.0.1:${at.port}`;
  };

  const gateway = new WebSocketServer({ server });
  gateway.on('connection', (opened) => {
    socket = opened;
    opened.send(
      JSON.stringify({ op: 10, d: { heartbeat_interval: options.heartbeatMilliseconds ?? 45_000 } }),
    );
    let isKnown = false;
    opened.on('message', (text) => {
      const { op, d } = frame.parse(JSON.parse(text.toString()));
      if (op === 1) opened.send(JSON.stringify({ op: 11 }));
      if (op !== 2 && op !== 6) return;
      // "Already authenticated".
      if (isKnown) return opened.close(4005);
      isKnown = true;
      if (op === 6) return send('RESUMED', {});
      if (!ours.safeParse(d).success) return opened.close(4004);
      if (options.closeWith !== undefined && refuses()) return opened.close(options.closeWith);
      identified += 1;
      send('READY', {
        v: 10,
        user: { ...user('1', 'docent'), bot: true },
        guilds: [{ id: '11', unavailable: true }],
        session_id: 'session',
        ...(options.isResumedWhereItWas !== true && {
          resume_gateway_url: address().replace('http', 'ws'),
        }),
        application: { id: '1', flags: 0 },
      });
      for (const [type, payload] of options.before ?? []) send(type, payload);
      send('GUILD_CREATE', guild(options));
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));

  return {
    apiUrl: `${address()}/api`,
    asked,
    faults,
    send,
    sendText: (text) => socket?.send(text),
    get connections() {
      return gateway.clients.size;
    },
    get identified() {
      return identified;
    },
    cut: () => socket?.terminate(),
    async answers(count) {
      const isAnswer = ({ route }: Asked): boolean =>
        route.endsWith('/callback') || route.includes(' /webhooks/');
      const until = Date.now() + 60_000;
      while (asked.filter(isAnswer).length < count) {
        if (Date.now() > until) throw new Error(`Only ${JSON.stringify(asked)}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return asked.filter(isAnswer);
    },
    async close() {
      for (const client of gateway.clients) client.terminate();
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A dispatcher that hears, and throws for whatever a test did not give it. */
export function dispatcherWith(own: Partial<Dispatcher>, events: PlatformEvent[] = []): Dispatcher {
  const nobody = (): never => {
    throw new Error('Nobody scripted this at the door');
  };
  return {
    commands: [],
    actions: [],
    forms: [],
    run: nobody,
    commandFromWords: nobody,
    spokenHint: nobody,
    press: nobody,
    submit: nobody,
    suggest: nobody,
    opensForm: () => false,
    ingest: async (one) => void events.push(one),
    groupOf: async () => 7,
    ...own,
  };
}

/** The platform on a wire; `logged` gathers warnings and errors. */
export function platformOn(
  wire: Pick<Wire, 'apiUrl'>,
  logged: string[] = [],
  channels: readonly UsedChannel[] = [],
  now = () => new Date('2026-11-24T12:00:00Z'),
): Platform {
  const write = (_: object, words: string): void => void logged.push(words);
  return discordPlatform({
    token,
    apiUrl: wire.apiUrl,
    channels: async () => channels,
    conversations: { find: async () => undefined, keep: async () => {} },
    cursors: { read: async () => undefined, write: async () => {} },
    now,
    log: { info() {}, warn: write, error: write },
  });
}

async function body(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of request) if (Buffer.isBuffer(piece)) pieces.push(piece);
  const text = Buffer.concat(pieces).toString();
  const json = /name="payload_json"\r\n\r\n([\s\S]*?)\r\n--/u.exec(text)?.[1] ?? text;
  return json.startsWith('{') || json.startsWith('[') ? JSON.parse(json) : undefined;
}

function isRecord(one: unknown): one is Record<string, unknown> {
  return typeof one === 'object' && one !== null && !Array.isArray(one);
}
