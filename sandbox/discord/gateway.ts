// The gateway: hello, identify, heartbeats, resuming, and every event to the sessions that may have it.
import { randomBytes } from 'node:crypto';
import { GatewayIntentBits } from 'discord.js';
import type { WebSocket, WebSocketServer } from 'ws';
import { allIntents, closing, type Frame, readFrame } from './frames.ts';
import { guildCreateShape } from './guild-shapes.ts';
import { Session } from './session.ts';
import { memberShape, selfShape } from './shapes.ts';
import type { World } from './world.ts';

interface Connection {
  readonly socket: WebSocket;
  session: Session | undefined;
  lastBeat: number;
}

/** Serves the gateway on a WebSocket server. */
export class Gateway {
  readonly #world: World;
  readonly #heartbeatMilliseconds: number;
  readonly #sessions = new Map<string, Session>();
  readonly #connections = new Set<Connection>();
  readonly #watch: NodeJS.Timeout;
  /** Takes connections and answers nothing, as a frozen Discord does. */
  isSilent = false;
  isDown = false;
  /** How often sessions were begun and resumed. */
  readonly counts = { identified: 0, resumed: 0 };

  constructor(world: World, server: WebSocketServer, heartbeatMilliseconds: number) {
    this.#world = world;
    this.#heartbeatMilliseconds = heartbeatMilliseconds;
    server.on('connection', (socket) => this.#open(socket));
    world.onPacket((packet) => {
      for (const session of this.#sessions.values()) if (!this.isSilent) session.offer(world, packet);
    });
    this.#watch = setInterval(() => this.#closeDead(), heartbeatMilliseconds);
    this.#watch.unref();
  }

  /** Whether the bot is connected and known. */
  get isConnected(): boolean {
    return [...this.#connections].some(
      ({ session, socket }) => session !== undefined && socket.readyState === 1,
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

  /** Asks the bot to connect anew (opcode 7). */
  askToReconnect(): void {
    for (const { socket } of this.#connections) socket.send(JSON.stringify({ op: 7, d: null }));
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

  #open(socket: WebSocket): void {
    if (this.isDown) {
      socket.terminate();
      return;
    }
    const connection: Connection = { socket, session: undefined, lastBeat: Date.now() };
    this.#connections.add(connection);
    socket.on('close', () => {
      this.#connections.delete(connection);
      if (connection.session?.socket === socket) connection.session.socket = undefined;
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', (payload) => {
      if (!this.isSilent) this.#ingest(connection, String(payload));
    });
    send(socket, { op: 10, d: { heartbeat_interval: this.#heartbeatMilliseconds, _trace: [] } });
  }

  #ingest(connection: Connection, text: string): void {
    const event = readFrame(text);
    if (event === undefined) {
      this.#close(connection.socket, 'decode');
      return;
    }
    switch (event.op) {
      case 1:
        connection.lastBeat = Date.now();
        send(connection.socket, { op: 11, d: null });
        return;
      case 2:
        this.#identify(connection, event.d.token, event.d.intents);
        return;
      case 6:
        this.#resume(connection, event.d);
        return;
      case 8:
        if (connection.session) this.#members(connection.session, event.d);
        else this.#close(connection.socket, 'stranger');
        return;
      default:
        if (!connection.session) this.#close(connection.socket, 'stranger');
    }
  }

  #identify(connection: Connection, token: string, intents: number): void {
    const { application, bot } = this.#world;
    const { socket } = connection;
    if (connection.session) {
      this.#close(socket, 'again');
      return;
    }
    if (token.replace(/^Bot /u, '') !== application.token) {
      this.#close(socket, 'token');
      return;
    }
    if (intents < 0 || (intents & ~allIntents) !== 0) {
      this.#close(socket, 'intents');
      return;
    }
    const { members, presences, content } = application.privileged;
    const isRefused =
      (!members && (intents & GatewayIntentBits.GuildMembers) !== 0) ||
      (!presences && (intents & GatewayIntentBits.GuildPresences) !== 0) ||
      (!content && (intents & GatewayIntentBits.MessageContent) !== 0);
    if (isRefused) {
      this.#close(socket, 'disallowed');
      return;
    }

    const session = new Session(randomBytes(16).toString('hex'), application.token, intents, socket);
    this.#sessions.set(session.id, session);
    connection.session = session;
    this.counts.identified += 1;
    const guilds = [...this.#world.guilds.values()].filter((guild) => guild.members.has(bot.id));
    session.send('READY', {
      v: 10,
      user: selfShape(bot),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#world.origin.replace('http', 'ws'),
      application: { id: application.id, flags: 0 },
      session_type: 'normal',
      private_channels: [],
      _trace: [],
    });
    if ((intents & GatewayIntentBits.Guilds) === 0) return;
    for (const guild of guilds) session.send('GUILD_CREATE', guildCreateShape(this.#world, guild));
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
  }

  #members(session: Session, wanted: Extract<Frame, { op: 8 }>['d']): void {
    const guild = this.#world.guilds.get(wanted.guild_id);
    const isPrivileged =
      wanted.user_ids === undefined && (wanted.query ?? '') === '' && (wanted.limit ?? 0) === 0;
    const mayList = (session.intents & GatewayIntentBits.GuildMembers) !== 0;
    if (!guild || (isPrivileged && !mayList)) return;
    const all = [...guild.members.values()];
    const found = wanted.user_ids
      ? all.filter(({ user }) => wanted.user_ids?.includes(user.id))
      : all.filter(({ user, nick }) =>
          (nick ?? user.name).toLowerCase().startsWith((wanted.query ?? '').toLowerCase()),
        );
    session.send('GUILD_MEMBERS_CHUNK', {
      guild_id: guild.id,
      members: found.slice(0, wanted.limit || 1000).map(memberShape),
      chunk_index: 0,
      chunk_count: 1,
      not_found: (wanted.user_ids ?? []).filter((id) => !guild.members.has(id)),
      ...(wanted.nonce !== undefined && { nonce: wanted.nonce }),
    });
  }

  #closeDead(): void {
    const oldest = Date.now() - 2.5 * this.#heartbeatMilliseconds;
    for (const { socket, lastBeat } of this.#connections)
      if (lastBeat < oldest) this.#close(socket, 'timeout');
  }

  #close(socket: WebSocket, reason: keyof typeof closing): void {
    const [code, words] = closing[reason];
    socket.close(code, words);
  }
}

function send(socket: WebSocket, payload: object): void {
  socket.send(JSON.stringify(payload));
}
