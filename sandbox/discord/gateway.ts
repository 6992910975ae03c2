// The gateway: hello, identify, heartbeats, resuming, and every event to the sessions that may have it.
import { randomBytes } from 'node:crypto';
import type { WebSocket, WebSocketServer } from 'ws';
import { Lasting } from '../lasting.ts';
import { closing, readFrame } from './frames.ts';
import { endsSession, type GatewayFault, type LastingFault } from './gateway-faults.ts';
import { identifyFault, sendMembers, sendReady } from './handshake.ts';
import { Session } from './session.ts';
import type { World } from './world.ts';

interface Connection {
  readonly socket: WebSocket;
  session: Session | undefined;
  lastBeat: number;
  /** Nothing goes over it any more, and the other side is not told. */
  isDead: boolean;
  /** The bot was told to connect anew. */
  isLeaving: boolean;
  /** When its last frames came, for the limit. */
  frames: number[];
}

/** So many frames a client may send in a minute, each of so many bytes. */
const mostFrames = 120;
const mostBytes = 4096;
/** How long a session waits for its bot, in real time. */
const sessionMilliseconds = 3 * 60_000;
/** A bot that does not answer a ping for so long, in real time, does not hear. */
const pongMilliseconds = 10_000;

/** Serves the gateway on a WebSocket server. */
export class Gateway {
  readonly #world: World;
  readonly #heartbeatMilliseconds: number;
  readonly #sessions = new Map<string, Session>();
  readonly #connections = new Set<Connection>();
  readonly #watch: NodeJS.Timeout;
  readonly #trouble: Lasting<LastingFault>;
  isDown = false;
  /** How often sessions were begun and resumed. */
  readonly counts = { identified: 0, resumed: 0 };

  constructor(world: World, server: WebSocketServer, heartbeatMilliseconds: number) {
    this.#world = world;
    this.#trouble = new Lasting(world.clock);
    this.#heartbeatMilliseconds = heartbeatMilliseconds;
    server.on('connection', (socket, { url }) => this.#open(socket, url ?? '/'));
    world.onPacket((packet) => {
      for (const session of this.#sessions.values()) session.offer(world, packet);
    });
    this.#watch = setInterval(() => this.#closeDead(), heartbeatMilliseconds);
    this.#watch.unref();
  }

  /** Whether the bot is connected and known. */
  get isConnected(): boolean {
    return [...this.#connections].some(
      ({ session, socket, isDead, isLeaving }) =>
        session !== undefined && socket.readyState === 1 && !isDead && !isLeaving,
    );
  }

  /** Cuts the connections; with `canResume` the sessions wait for the bot, else they are forgotten. */
  disconnect(canResume: boolean): void {
    if (!canResume) this.#sessions.clear();
    for (const { socket } of this.#connections) {
      if (canResume) socket.terminate();
      else this.#close(socket, 'timeout');
    }
  }

  /** Resolves when each connected bot has received all that was sent to it so far. */
  async heard(): Promise<void> {
    const reached = [...this.#connections].filter(
      ({ session, socket, isDead }) => session && socket.readyState === 1 && !isDead,
    );
    await Promise.all(reached.map(({ socket }) => answersPing(socket)));
  }

  /** Whether connections are refused now, and GET /gateway/bot with them. */
  get isRefusing(): boolean {
    return this.isDown || this.#trouble.now?.kind === 'refuse';
  }

  /** Lets something be wrong. */
  fail(fault: GatewayFault): void {
    switch (fault.kind) {
      case 'refuse':
        this.#trouble.begin(fault);
        this.disconnect(true);
        return;
      case 'vanish':
        this.#trouble.begin(fault);
        for (const connection of this.#connections) this.#vanish(connection);
        return;
      case 'close':
        if (fault.until) this.#trouble.begin(fault);
        for (const connection of this.#connections) this.#closeWith(connection, fault.code);
        return;
      case 'invalidate':
        for (const connection of this.#connections) this.#invalidate(connection, fault.canResume);
        return;
      case 'reconnect':
        for (const connection of this.#connections) {
          connection.isLeaving = true;
          send(connection.socket, { op: 7, d: null });
        }
        return;
      default:
        fault satisfies never;
    }
  }

  /** Nothing is wrong any more; connections that had vanished are cut, so that the bot hears of it. */
  restore(): void {
    this.#trouble.end();
    for (const { isDead, socket } of this.#connections) if (isDead) socket.terminate();
  }

  /** Ends all sessions of a token that is not valid any more. */
  revoke(): void {
    this.#sessions.clear();
    for (const { socket } of this.#connections) this.#close(socket, 'token');
  }

  /** Stops watching and cuts everything. */
  end(): void {
    clearInterval(this.#watch);
    for (const { socket } of this.#connections) socket.terminate();
  }

  #open(socket: WebSocket, url: string): void {
    const isDead = this.#trouble.now?.kind === 'vanish';
    const now = Date.now();
    const connection: Connection = {
      socket,
      session: undefined,
      lastBeat: now,
      isDead,
      isLeaving: false,
      frames: [],
    };
    this.#connections.add(connection);
    socket.on('close', () => {
      this.#connections.delete(connection);
      if (connection.session?.socket === socket) connection.session.lose();
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', (payload) => {
      if (!connection.isDead) this.#ingest(connection, String(payload));
    });
    if (isDead) return;
    const version = new URL(url, 'ws://gateway').searchParams.get('v');
    if (version !== null && version !== '10') {
      this.#close(socket, 'version');
      return;
    }
    send(socket, { op: 10, d: { heartbeat_interval: this.#heartbeatMilliseconds, _trace: [] } });
  }

  #ingest(connection: Connection, text: string): void {
    const event = Buffer.byteLength(text) > mostBytes ? undefined : readFrame(text);
    if (event === undefined) {
      this.#close(connection.socket, 'decode');
      return;
    }
    connection.frames = [...connection.frames, Date.now()].slice(-mostFrames - 1);
    if (connection.frames.length > mostFrames && (connection.frames[0] ?? 0) > Date.now() - 60_000) {
      this.#close(connection.socket, 'hasty');
      return;
    }
    const trouble = this.#trouble.now;
    if (trouble?.kind === 'close' && (event.op === 2 || event.op === 6)) {
      this.#closeWith(connection, trouble.code);
      return;
    }
    switch (event.op) {
      case 1:
        connection.lastBeat = Date.now();
        send(connection.socket, { op: 11 });
        return;
      case 2:
        this.#identify(connection, event.d.token, event.d.intents);
        return;
      case 6:
        this.#resume(connection, event.d);
        return;
      case 8:
        if (connection.session) sendMembers(this.#world, connection.session, event.d);
        else this.#close(connection.socket, 'stranger');
        return;
      default:
        if (!connection.session) this.#close(connection.socket, 'stranger');
    }
  }

  #identify(connection: Connection, token: string, intents: number): void {
    const { socket } = connection;
    const refused = connection.session ? 'again' : identifyFault(this.#world, token, intents);
    if (refused) {
      this.#close(socket, refused);
      return;
    }
    const id = randomBytes(16).toString('hex');
    const session = new Session(id, this.#world.application.token, intents, socket);
    this.#sessions.set(id, session);
    connection.session = session;
    this.counts.identified += 1;
    sendReady(this.#world, session);
  }

  #resume(
    connection: Connection,
    { token, session_id, seq }: { token: string; session_id: string; seq: number },
  ): void {
    const session = this.#sessions.get(session_id);
    if (token.replace(/^Bot /u, '') !== this.#world.application.token) {
      this.#close(connection.socket, 'token');
      return;
    }
    if (!session?.resume(connection.socket, seq)) {
      if (session) this.#sessions.delete(session.id);
      send(connection.socket, { op: 9, d: false });
      return;
    }
    this.counts.resumed += 1;
    connection.session = session;
    connection.isLeaving = false;
  }

  #closeDead(): void {
    const now = Date.now();
    const oldest = now - 2.5 * this.#heartbeatMilliseconds;
    for (const { socket, lastBeat, isDead } of this.#connections)
      if (lastBeat < oldest && !isDead) this.#close(socket, 'timeout');
    for (const [id, { lostAt }] of this.#sessions) {
      if (lostAt !== undefined && now - lostAt > sessionMilliseconds) this.#sessions.delete(id);
    }
  }

  #vanish(connection: Connection): void {
    connection.isDead = true;
    connection.session?.lose();
  }

  #closeWith({ session, socket, isDead }: Connection, code: number): void {
    if (session && endsSession.has(code)) this.#sessions.delete(session.id);
    if (isDead) return;
    const words = Object.values(closing).find(([own]) => own === code)?.[1] ?? '';
    socket.close(code, words);
  }

  #invalidate(connection: Connection, canResume: boolean): void {
    const { session, socket } = connection;
    connection.isLeaving = true;
    if (session && !canResume) this.#sessions.delete(session.id);
    send(socket, { op: 9, d: canResume });
  }

  #close(socket: WebSocket, reason: keyof typeof closing): void {
    const [code, words] = closing[reason];
    socket.close(code, words);
  }
}

/** Resolves when a ping was answered, which comes after all that was sent before it; or when the connection is gone. */
async function answersPing(socket: WebSocket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const late = setTimeout(resolve, pongMilliseconds);
  for (const event of ['pong', 'close'] as const) socket.once(event, resolve);
  socket.ping();
  await promise;
  clearTimeout(late);
  for (const event of ['pong', 'close'] as const) socket.off(event, resolve);
}

function send(socket: WebSocket, payload: object): void {
  socket.send(JSON.stringify(payload));
}
