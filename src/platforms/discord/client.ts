// The connection to Discord: which intents, how little is kept in memory, and logging in.
import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
  REST,
} from 'discord.js';
import { ConfigError } from '../../core/errors.ts';
import { outsideError } from './outside.ts';

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

/** A client that keeps only guilds, channels and roles in memory. `apiUrl` ends in `/api`. */
export function discordClient(apiUrl: string | undefined): Client {
  return new Client({
    intents,
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
    rest: {
      ...(apiUrl !== undefined && { api: apiUrl, cdn: apiUrl }),
      // The reconciler tries again itself, after looking whether the first try had worked.
      retries: 0,
      rejectOnRateLimit: ({ timeToReset }) => timeToReset > longestWaitMilliseconds,
    },
  });
}

/** The two clients by which interactions are answered; both are outside of Discord's limit of 50 requests a second. */
export interface AnswerRests {
  /** For first answers: each has seconds. */
  readonly first: REST;
  /** For what follows. */
  readonly later: REST;
}

/** Builds them. What follows an interaction has a limit of its own, so the client keeps one record a token. */
export function answerRests(apiUrl: string | undefined): AnswerRests {
  const common = { ...(apiUrl !== undefined && { api: apiUrl }), retries: 0 };
  return {
    first: new REST({ ...common, timeout: firstAnswerMilliseconds }),
    later: new REST({
      ...common,
      globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
      rejectOnRateLimit: ({ timeToReset }) => timeToReset > longestWaitMilliseconds,
      handlerSweepInterval: recordSweepMilliseconds,
    }),
  };
}

/** Logs in and waits until all guilds are there. Throws `ConfigError` for what only a person can put right. */
export async function ready(client: Client, token: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const refused = ({ code }: { code: number }): void => reject(new ConfigError(wordsForClose(code)));
  client.once(Events.ClientReady, () => resolve());
  client.once(Events.ShardDisconnect, refused);
  try {
    await Promise.all([client.login(token), promise]);
  } catch (error) {
    promise.catch(() => {});
    await client.destroy();
    if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) {
      throw new ConfigError(wordsForClose(GatewayCloseCodes.AuthenticationFailed));
    }
    if (error instanceof ConfigError || !(error instanceof Error)) throw error;
    throw outsideError(error, { what: 'see' });
  } finally {
    client.off(Events.ShardDisconnect, refused);
  }
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
      return `Discord closed the connection for good (code ${code}).`;
  }
}
