// One session of the gateway: it lives through lost connections and replays what was missed.
import { GatewayIntentBits } from 'discord.js';
import type { WebSocket } from 'ws';
import { bits, can } from './permissions.ts';
import type { Packet, World } from './world.ts';

/** How many events are kept for a connection that comes back. */
const kept = 2000;

/** A session. */
export class Session {
  readonly id: string;
  readonly token: string;
  readonly intents: number;
  socket: WebSocket | undefined;
  /** Since when it has had no connection, in real time. */
  lostAt: number | undefined;
  #sequence = 0;
  readonly #sent: { readonly sequence: number; readonly text: string }[] = [];
  #first = 0;

  constructor(id: string, token: string, intents: number, socket: WebSocket) {
    this.id = id;
    this.token = token;
    this.intents = intents;
    this.socket = socket;
  }

  get hasContent(): boolean {
    return (this.intents & GatewayIntentBits.MessageContent) !== 0;
  }

  /** Sends an event, or keeps it until the connection is back. */
  send(type: string, data: unknown): void {
    this.#sequence += 1;
    const text = JSON.stringify({ op: 0, t: type, s: this.#sequence, d: data });
    if (this.#sent.length < kept) this.#sent.push({ sequence: this.#sequence, text });
    else {
      // A ring: the newest takes the place of the oldest.
      this.#sent[this.#first] = { sequence: this.#sequence, text };
      this.#first = (this.#first + 1) % kept;
    }
    if (this.socket?.readyState === 1) this.socket.send(text);
  }

  /** Sends a packet if the session asked for its kind and the bot can see its channel. */
  offer(world: World, packet: Packet): void {
    const isWanted =
      packet.intents.length === 0 || packet.intents.some((intent) => (this.intents & intent) !== 0);
    if (!isWanted) return;
    if (packet.channel && !can(packet.channel, world.bot, bits.ViewChannel)) return;
    this.send(packet.type, packet.data(this.hasContent));
  }

  /** Goes on without a connection, and keeps what is missed. */
  lose(): void {
    this.socket = undefined;
    this.lostAt = Date.now();
  }

  /** Continues on a new connection after the event that was last received; false when that is not known any more. */
  resume(socket: WebSocket, after: number): boolean {
    const inOrder = [...this.#sent.slice(this.#first), ...this.#sent.slice(0, this.#first)];
    if (after > this.#sequence || (inOrder[0]?.sequence ?? 1) > after + 1) return false;
    this.socket = socket;
    this.lostAt = undefined;
    for (const { sequence, text } of inOrder) if (sequence > after) socket.send(text);
    this.send('RESUMED', { _trace: [] });
    return true;
  }
}
