// The clients of discord.js: which intents, how little is kept in memory, and how requests are made.
import {
  Client,
  DefaultRestOptions,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  type RateLimitData,
  REST,
  type RESTOptions,
  Status,
} from 'discord.js';
import { retryUnlessDown } from '../../core/outside/second-tries.ts';
import { wholeBody } from '../../core/outside/whole-body.ts';
import type { Gateway } from './gateway.ts';
import { NotDiscordError, waitOf } from './outside.ts';
import { pace, type TakeSlots } from './pace.ts';

const intents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildScheduledEvents,
  GatewayIntentBits.GuildVoiceStates,
];

/** A wait that Discord asks for beyond this is left to the reconciler. */
const longestWaitMilliseconds = 10_000;
/** Of an answer that took longer, Discord would not want to know. */
const firstAnswerMilliseconds = 2_500;
/** discord.js forgets hourly what it knows of a route's limits: with a route a command, that would be a lot. */
const recordSweepMilliseconds = 60_000;

/** A client that keeps only guilds, channels and roles in memory, over a gateway of ours. `apiUrl` ends in `/api`. */
export function discordClient(
  { apiUrl, token }: { readonly apiUrl?: string | undefined; readonly token: string },
  gateway: Gateway,
  unreadable: (error: unknown, type?: string) => void,
): Client {
  const client = new Client({
    intents,
    ws: { buildStrategy: (manager) => gateway.build(manager) },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      DMMessageManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: ({ id, client: { user } }) => id === user.id },
      GuildMessageManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      GuildTextThreadManager: 100,
      GuildForumThreadManager: 100,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadMemberManager: 0,
      UserManager: { maxSize: 50, keepOverLimit: ({ id, client: { user } }) => id === user?.id },
      VoiceStateManager: 0,
    }),
    rest: restOptions(apiUrl),
  });
  withToken(client.rest, token);
  guardPackets(client, unreadable);
  return client;
}

/** A REST client of its own, which lives as long as the platform, whatever becomes of connections. `takeSlots`: among all bots of this token. */
export function restClient(apiUrl: string | undefined, token: string, takeSlots?: TakeSlots): REST {
  const paced = pace(takeSlots);
  return withToken(new REST(restOptions(apiUrl, (url, init) => paced(() => wholeAnswer(url, init)))), token);
}

/** With a token for good: discord.js forgets one that was refused, which may be so for a moment only. */
function withToken(rest: REST, token: string): REST {
  const set = rest.setToken.bind(rest);
  rest.setToken = () => set(token);
  return rest.setToken(token);
}

function restOptions(apiUrl: string | undefined, makeRequest = wholeAnswer): Partial<RESTOptions> {
  return {
    ...(apiUrl !== undefined && { api: apiUrl, cdn: apiUrl }),
    makeRequest: retryReads(makeRequest),
    // What is written the reconciler tries again itself, after looking whether the first try had worked.
    retries: 0,
    rejectOnRateLimit: isTooLong,
  };
}

/**
 * Whether to give a request up rather than to hold its route until it may be sent. The limit of one thing, as of the name of a
 * thread, is told as `retryAfter` alone, while the route's own limit is over at once.
 */
const isTooLong = (told: RateLimitData): boolean => waitOf(told) > longestWaitMilliseconds;

/** What is waited for after a 429 that does not say how long, as by a proxy: discord.js would try again at once, without end. */
const unsaidSeconds = 60;

type MakeRequest = RESTOptions['makeRequest'];

/** Tries once more to read. What took discord.js's whole time has no time left. */
function retryReads(makeRequest: MakeRequest): MakeRequest {
  const again = retryUnlessDown();
  return (url, init) =>
    (init.method ?? 'GET').toUpperCase() === 'GET'
      ? again(() => makeRequest(url, init), {
          isPassing: () => init.signal?.aborted !== true,
          isFailure: ({ status }) => status >= 500,
        })
      : makeRequest(url, init);
}

/**
 * discord.js bounds the time until an answer begins; what does not end would keep its route for itself. It takes whatever is
 * no refusal for done, also a page, where Discord answers with JSON or a 204. Throws a `NotDiscordError` then.
 */
const wholeAnswer: MakeRequest = async (url, init) => {
  const answer = await DefaultRestOptions.makeRequest(url, init);
  const { body, status, statusText, headers } = answer;
  // As most answers to interactions are: there is no body.
  if (status === 204) return answer;
  const bytes = await wholeBody(body);
  const told = new Headers([...headers]);
  const isJson = told.get('content-type')?.startsWith('application/json') ?? false;
  if (status < 400 && !isJson) throw new NotDiscordError(`Something else answered with status ${status}`);
  if (status === 429 && !(Number(told.get('retry-after')) > 0))
    told.set('retry-after', String(unsaidSeconds));
  return new Response(bytes.length === 0 ? null : new Uint8Array(bytes), {
    status,
    statusText,
    headers: told,
  });
};

/** What came in, as far as it is looked at here. */
type Packet = { readonly t?: string; readonly d?: object };

/**
 * discord.js works on some packets later, where what they throw would end the process; and a guild of which it cannot
 * read something would keep the others waiting. So the function that works on them is wrapped.
 */
function guardPackets(client: Client, unreadable: (error: unknown, type?: string) => void): void {
  const work: unknown = Reflect.get(client.ws, 'handlePacket');
  if (typeof work !== 'function') return;
  Reflect.set(client.ws, 'handlePacket', (packet?: Packet, shard?: unknown) => {
    try {
      return Reflect.apply(work, client.ws, [completed(packet), shard]);
    } catch (error) {
      unreadable(error, packet?.t);
      return true;
    }
  });
}

/**
 * An interaction with what discord.js cannot do without. The document has a channel's id and the channel as two optional
 * fields, of which discord.js reads the second alone.
 */
function completed(packet?: Packet): Packet | undefined {
  if (packet?.t !== GatewayDispatchEvents.InteractionCreate || !packet.d) return packet;
  const channel = 'channel_id' in packet.d && { channel: { id: packet.d.channel_id } };
  const added = { entitlements: [], authorizing_integration_owners: {}, ...channel };
  return { ...packet, d: { ...added, ...packet.d } };
}

/** Whether events come in now; `client.isReady()` stays true when the connection is lost. */
export function isConnected(client: Client): boolean {
  return client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready);
}

/** The two clients by which interactions are answered; both are outside of Discord's limit of 50 requests a second. */
export interface AnswerRests {
  /** For first answers: each has seconds. */
  readonly first: REST;
  /** For what follows. Waits for nothing: `Calls` knows how long an answer may wait. */
  readonly later: REST;
}

/** Builds them. What follows an interaction has a limit of its own, so the client keeps one record a token. */
export function answerRests(apiUrl: string | undefined): AnswerRests {
  const common = { ...(apiUrl !== undefined && { api: apiUrl }), retries: 0, makeRequest: wholeAnswer };
  return {
    first: new REST({ ...common, timeout: firstAnswerMilliseconds, rejectOnRateLimit: isTooLong }),
    later: new REST({
      ...common,
      globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
      rejectOnRateLimit: () => true,
      handlerSweepInterval: recordSweepMilliseconds,
    }),
  };
}

/** What a close code of the gateway means and what to do. */
export function wordsForClose(code: number): string {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return "DISCORD_TOKEN is not accepted by Discord. Copy the bot's token from the developer portal (your application, Bot, Reset Token) into DISCORD_TOKEN.";
    case GatewayCloseCodes.DisallowedIntents:
    case GatewayCloseCodes.InvalidIntents:
      return 'Discord refuses the intents Guilds, Guild Scheduled Events and Guild Voice States. None of them is privileged: check in the developer portal that the application is a bot and is not restricted.';
    default:
      return `Discord refuses the connection (code ${code}). See whether there is a newer version of me.`;
  }
}
