// The connection to Discord through good and bad days: it is tried again with pauses, and its state is known.

import { type Client, Events, GatewayCloseCodes, type REST, Routes } from 'discord.js';
import type { OutsideError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { type BackOff, backOff } from '../../core/outside/back-off.ts';
import { hourlyNews } from '../../core/outside/hourly-news.ts';
import { inTime } from '../../core/outside/in-time.ts';
import { keepState, lasting, type PlatformState } from '../../core/platform-state.ts';
import { me } from './api-shapes.ts';
import { discordClient, isConnected, wordsForClose } from './client.ts';
import { type Gateway, gateway, type Lost, sessionsSpent } from './gateway.ts';
import { isFromOutside, pauseAsked, refusesToken, unanswered } from './outside.ts';

/** What the connection needs. */
interface ConnectionParts {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  /** The platform's own REST client. */
  readonly rest: REST;
  readonly log: Log;
  now(): Date;
  /** Listens to a new client, before it connects. */
  listen(client: Client): void;
}

type Fault = Pick<Lost, 'why' | 'isRefused'>;

/** One failure may be chance; so many in a row are an outage. */
const mostFailuresInARow = 3;
/** How long `retry` waits for what it began. */
const retryMilliseconds = 5_000;

/** Builds it. */
export function connection(parts: ConnectionParts) {
  const { log, now, rest, token } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const pauses = backOff({ first: 1_000, longest: 15_000, now });
  const patience = backOff({ first: 5_000, longest: 300_000, now });
  const asking = backOff({ first: 1_000, longest: 60_000, now });
  const askingPatience = backOff({ first: 5_000, longest: 300_000, now });
  let client: Client | undefined;
  let line: Gateway | undefined;
  let self = '';
  let tell = (_state: PlatformState): void => {};
  let running: Promise<void> = Promise.resolve();
  let probing: Promise<void> | undefined;
  /** Requests in a row that were not answered. */
  let inVain = 0;
  let couldPublish = false;
  /** What the log says of the gateway while it is away, and of requests. */
  const news = hourlyNews(now);
  const askingNews = hourlyNews(now);
  /** What is wrong with the gateway and with requests, apart. */
  let gatewayFault: Fault | undefined = { why: 'I have not connected yet.', isRefused: false };
  let restFault: Fault | undefined;
  /** What the try that goes on now will come to. */
  let connecting = Promise.withResolvers<void>();
  let answered = Promise.withResolvers<void>();

  const stand = keepState({
    now,
    changed(state) {
      if (state.isReady) log.info({}, 'Discord: connected');
      tell(state);
    },
  });

  /** Puts together what is known of both. */
  function judge(): void {
    const before = { isReady: stand.state.isReady, couldPublish };
    const fault = restFault ?? gatewayFault;
    if (fault) stand.away(fault.why, fault);
    else stand.ready();
    couldPublish = canPublish();
    // What can be published again is published at once, also while the gateway is still away.
    if (couldPublish && !before.couldPublish && before.isReady === stand.state.isReady) tell(stand.state);
  }

  function gatewayStands(fault: Fault | undefined): void {
    gatewayFault = fault;
    judge();
    connecting.resolve();
    connecting = Promise.withResolvers<void>();
  }

  function restStands(fault: Fault | undefined): void {
    restFault = fault;
    judge();
    answered.resolve();
    answered = Promise.withResolvers<void>();
  }
  function canPublish(): boolean {
    return self !== '' && restFault === undefined && inVain < mostFailuresInARow;
  }

  function connected(from: Client): void {
    if (from !== client || !isConnected(from)) return;
    self = from.user?.id ?? self;
    news.forget();
    gatewayStands(undefined);
    if (!restFault) return;
    asking.end();
    askingPatience.end();
  }

  function lost({ code, why, isRefused, retryInSeconds }: Lost): void {
    const words = isRefused && code !== undefined ? wordsForClose(code) : `The connection is away: ${why}.`;
    const facts = { ...(code !== undefined && { code }), retryInSeconds };
    const away = ` Away ${lasting(now().getTime() - stand.state.since.getTime())}.`;
    const line = `Discord: ${words}${stand.state.isReady ? '' : away} Trying again in ${retryInSeconds} s`;
    if (stand.state.isReady && !isRefused) log.info(facts, line);
    else if (news.isNews(words)) log[isRefused ? 'error' : 'warn'](facts, line);
    gatewayStands({ why: words, isRefused });
    // It may be an outage of everything, or only of the gateway: then publishing goes on.
    void ask();
  }

  function unreadable(error: unknown, type?: string): void {
    log.error(
      { err: error, ...(type !== undefined && { packet: type }) },
      'Discord: I could not read something that it told me, and left it out',
    );
  }

  /** Logs in. Only asking where the gateway is can fail: from then on the gateway keeps itself connected. */
  async function connect(): Promise<void> {
    while (!signal.aborted) {
      const own = gateway({ pauses, patience, resumed: () => connected(made), lost, unreadable });
      const made = discordClient(parts, own, unreadable);
      client = made;
      line = own;
      made.on(Events.ClientReady, () => connected(made));
      made.on(Events.ShardReady, () => connected(made));
      parts.listen(made);
      try {
        await made.login(token);
        return;
      } catch (error) {
        await own.end();
        await made.destroy().catch(() => {});
        if (signal.aborted) return;
        const isRefused =
          refusesToken(error) || (error instanceof Error && 'code' in error && error.code === 'TokenInvalid');
        // discord.js says until when in words alone.
        const spent = Date.parse(/ resets at (\S+)/u.exec(String(error))?.[1] ?? '') - now().getTime() || 0;
        const other = spent > 0 ? `${sessionsSpent}.` : unanswered(error);
        const why = isRefused ? wordsForClose(GatewayCloseCodes.AuthenticationFailed) : other;
        const wait: BackOff = isRefused ? patience : pauses;
        const asked = Math.max(spent, pauseAsked(error));
        if (news.isNews(why))
          log[isRefused ? 'error' : 'warn'](
            {},
            `Discord: I cannot connect. ${why} Trying again in ${wait.nextSeconds(asked)} s`,
          );
        gatewayStands({ why, isRefused });
        void ask();
        await wait.pause(signal, asked);
      }
    }
  }

  /** Asks who I am until that is answered; so an outage of requests, or a token that is refused for a while, ends. */
  function ask(): Promise<void> {
    probing ??= (async () => {
      while (!signal.aborted) {
        try {
          const deadline = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
          self = me.parse(await rest.get(Routes.user(), { signal: deadline })).id;
          const wasAway = restFault !== undefined;
          worked();
          restStands(undefined);
          if (!wasAway) return;
          askingNews.forget();
          log.info({}, 'Discord: requests are answered again');
          pauses.end();
          patience.end();
          return;
        } catch (error) {
          const isRefused = refusesToken(error);
          const why = isRefused ? wordsForClose(GatewayCloseCodes.AuthenticationFailed) : unanswered(error);
          const wait = isRefused ? askingPatience : asking;
          const asked = pauseAsked(error);
          if (askingNews.isNews(why))
            log.warn({}, `Discord: ${why} Asking again in ${wait.nextSeconds(asked)} s`);
          restStands({ why, isRefused });
          await wait.pause(signal, asked);
          // Only so Discord itself is asked: discord.js keeps all back for as long as it was told.
          if (asked > 0) Object.assign(rest, { globalReset: -1, globalDelay: null });
        }
      }
    })().finally(() => {
      probing = undefined;
    });
    return probing;
  }

  function worked(): void {
    inVain = 0;
    asking.reset();
    askingPatience.reset();
  }

  return {
    /** The client of now; what it knows of guilds and channels stays while the connection is lost. */
    get client() {
      return client;
    },
    /** The bot's own id, once it is known. */
    get self() {
      return self;
    },
    get state() {
      return stand.state;
    },
    /** Whether requests are answered, and the bot knows who it is. */
    canPublish,
    /** Begins; resolves when it is ready or the first try has failed. */
    async start(changed: (state: PlatformState) => void): Promise<void> {
      tell = changed;
      running = connect();
      await connecting.promise;
    },
    /** Told of each refused or unanswered request. */
    failed(error: OutsideError): void {
      if (refusesToken(error.cause)) {
        if (restFault?.isRefused) return;
        const why = wordsForClose(GatewayCloseCodes.AuthenticationFailed);
        restStands({ why, isRefused: true });
        if (askingNews.isNews(why)) log.error({}, `Discord: ${why}`);
        void ask();
      } else if (!error.isPermanent && isFromOutside(error.cause)) {
        inVain += 1;
        if (inVain === mostFailuresInARow) void ask();
      }
    },
    /** Told of each request that was answered. */
    worked,
    async retry(): Promise<void> {
      const tries = [
        ...([pauses.look(), patience.look()].includes(true) ? [connecting.promise] : []),
        ...([asking.look(), askingPatience.look()].includes(true) ? [answered.promise] : []),
      ];
      await inTime(retryMilliseconds, Promise.all(tries));
    },
    /** Tries at once what waits. */
    lookAgain(): void {
      for (const one of [pauses, patience, asking, askingPatience]) one.end();
    },
    /** Ends all of it, within two seconds. */
    async stop(): Promise<void> {
      stopping.abort();
      tell = () => {};
      gatewayStands({ why: 'I have left.', isRefused: false });
      await line?.end();
      await client?.destroy().catch(() => {});
      // A login that waits for its answer does nothing more when that comes.
      await inTime(1_000, Promise.allSettled([running, probing]));
    },
  };
}
