// A wire-level Discord on 127.0.0.1 (REST v10 and gateway v10), with its people at hand in the same process.
import { WebSocketServer } from 'ws';
import { listen } from '../listening.ts';
import { Nonces } from './drafts.ts';
import { type Fault, Faults, type Matcher, type RestFault } from './faults.ts';
import { fieldsOf } from './filling.ts';
import { componentOf } from './finding.ts';
import { Gateway } from './gateway.ts';
import type { GatewayFault } from './gateway-faults.ts';
import { Interactions } from './interactions.ts';
import type { Channel, Guild, Happening, Member, Message, Role, ScheduledEvent, User } from './model.ts';
import { type OpenForm, People, type Seen } from './people.ts';
import { allBits, bits } from './permissions.ts';
import { Allowance, mostConversations, mostRenamings, RateLimits } from './rate-limits.ts';
import { TypingError } from './registered.ts';
import { seeding } from './seeding.ts';
import { type Exchange, type Listener, restApp } from './server.ts';
import { placeOf, readable, readableText, textOf } from './text.ts';
import { newToken, World } from './world.ts';

export type {
  Channel,
  Exchange,
  Fault,
  GatewayFault,
  Guild,
  Happening,
  Matcher,
  Member,
  Message,
  OpenForm,
  RestFault,
  Role,
  ScheduledEvent,
  Seen,
  User,
};
export { bits, componentOf, fieldsOf, People, placeOf, readable, readableText, TypingError, textOf, World };

/** What to start. `speed` makes the rate limits' windows pass faster than the real clock. */
export interface DiscordOptions {
  readonly clock: () => Date;
  readonly speed?: number;
  readonly port?: number;
  /** The bot's name; `docent` when not given. */
  readonly botName?: string;
  /** Discord asks for a tick every 41.25 s. */
  readonly heartbeatMilliseconds?: number;
}

/** The running Discord. */
export type SandboxDiscord = Awaited<ReturnType<typeof startDiscord>>;

/** Starts it and resolves when it listens. */
export async function startDiscord(options: DiscordOptions) {
  const world = new World(options.clock, options.botName ?? 'docent');
  const interactions = new Interactions(world);
  const faults = new Faults(options.clock);
  const limits = new RateLimits(options.speed ?? 1);
  const sockets = new WebSocketServer({ noServer: true });
  const gateway = new Gateway(world, sockets, options.heartbeatMilliseconds ?? 41_250);
  const renamings = new Map<string, Allowance>();
  const host = {
    world,
    gateway,
    interactions,
    nonces: new Nonces(options.clock),
    openings: new Allowance(mostConversations, options.speed ?? 1),
    renamings: (channelId: string) => {
      const known = renamings.get(channelId) ?? new Allowance(mostRenamings, options.speed ?? 1);
      renamings.set(channelId, known);
      return known;
    },
  };
  const listeners = new Set<Listener>();
  const app = restApp(host, { faults, limits, listeners });
  const { server, port, url, close } = await listen(app, options.port ?? 0);
  server.on('upgrade', (request, socket, head) => {
    if (gateway.isRefusing) socket.destroy();
    else
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });
  world.origin = url;
  const people = new People(world, interactions);

  return {
    /** What `DISCORD_API_URL` and `rest.api` get. */
    url: `${world.origin}/api`,
    /** What `rest.cdn` gets. */
    cdn: world.origin,
    port,
    world,
    people,
    gateway,
    ...seeding(world, people),
    /** The token that is valid now. */
    get botToken(): string {
      return world.application.token;
    },
    get applicationId(): string {
      return world.application.id;
    },
    get isConnected(): boolean {
      return gateway.isConnected;
    },
    /** Resolves when the bot has received all that the gateway sent so far. */
    heard: (): Promise<void> => gateway.heard(),
    /** Hears all that people could see happen. */
    onHappening: (listener: (happening: Happening) => void) => world.onHappening(listener),
    /** Hears every REST request with its answer. */
    onExchange(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Lets the next requests that match fail. A text matches the beginning of `METHOD /path`. */
    failNext: (matcher: Matcher, fault: Fault, times = 1): void => faults.plan(matcher, fault, times),
    /** Answers 503 to everything and takes no connection; sessions can be resumed afterwards. */
    down(isDown: boolean): void {
      faults.isDown = isDown;
      gateway.isDown = isDown;
      if (isDown) gateway.disconnect(true);
    },
    /** Lets REST go wrong for a while; the gateway goes on. */
    failRest: (fault: RestFault): void => faults.lasting.begin(fault),
    /** REST is well again. */
    restoreRest: (): void => faults.lasting.end(),
    /** Lets the gateway go wrong, now or for a while; REST goes on. */
    failGateway: (fault: GatewayFault): void => gateway.fail(fault),
    /** The gateway is well again. */
    restoreGateway: (): void => gateway.restore(),
    /** Makes the bot's token invalid and answers the new one. */
    revokeToken(): string {
      world.application.token = newToken(world.bot.id);
      gateway.revoke();
      return world.application.token;
    },
    /** What was asked since the start or the last reset; pings by the person's name. */
    counters: () => ({
      requests: Object.fromEntries(faults.requests),
      statuses: Object.fromEntries(faults.statuses),
      invalid: faults.invalid,
      pings: Object.fromEntries(
        [...world.pings].map(([id, count]) => [world.users.get(id)?.name ?? id, count]),
      ),
      identified: gateway.counts.identified,
      resumed: gateway.counts.resumed,
    }),
    resetCounters(): void {
      faults.reset();
      world.pings.clear();
    },
    /** Empties the rate limits' windows. */
    resetLimits: () => limits.clear(),
    async close(): Promise<void> {
      gateway.isDown = true;
      gateway.end();
      sockets.close();
      await close();
    },
    /** All permissions, as the bot has them at first in `addGuild`. */
    allPermissions: allBits,
  };
}
