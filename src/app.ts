// The composition root: starts and stops the bot that `app/build.ts` puts together.
import { build } from './app/build.ts';
import type { OpenPlatform } from './app/platforms.ts';
import type { Config } from './config.ts';
import { inTime } from './core/outside/in-time.ts';
import type { Log } from './log.ts';
import { serveWeb } from './web/server.ts';

export type { GroupPlace, PersonFacts } from './core/directory.ts';
export { createLog } from './log.ts';

/** What a bot is made of. */
export interface AppOptions {
  readonly config: Config;
  readonly log: Log;
  /** The clock; the computer's when absent. */
  readonly now?: () => Date;
  /** `manual`: nothing happens by itself but what a change wakes; the caller calls `runUntilIdle`. */
  readonly ticks?: 'cron' | 'manual';
  /** Where the web pages are served; on the configured port when absent. */
  readonly web?: { readonly port: number; readonly hostname?: string };
  /** Platforms beside those that the configuration names. */
  readonly platforms?: readonly OpenPlatform[];
  /** How fast Discourse may be asked, where its limit is not the default of 60 a minute. */
  readonly discourseRequestsPerMinute?: number;
  /** The database is another's from now on, and this bot must stop: why, in words. Unasked, nobody looks. */
  readonly superseded?: (why: string) => void;
}

/** The features with their database, before anything is connected. */
export type OfflineApp = Awaited<ReturnType<typeof openOffline>>;

/** A running bot. */
export type App = Awaited<ReturnType<typeof startApp>>;

/** How long `startApp` waits for the platforms' first tries; whatever is away after that goes on trying. */
const firstTryMilliseconds = 20_000;
/** The way out: what is in flight, the platforms, the web, the database. Together they stay below ten seconds. */
const stopMilliseconds = { work: 4_500, platforms: 3_500, web: 500, database: 700 };

/** Opens the database and builds everything; connects to nothing else. Throws `ConfigError`. */
export async function openOffline(options: AppOptions) {
  const { scheduler, dispatcher, roster, platforms, check, records, publishAnew, ...parts } =
    await build(options);
  scheduler.halt();
  return {
    dispatcher,
    roster,
    /** Those that are configured; none is connected. */
    platforms,
    check,
    records,
    publishAnew,
    async close() {
      await Promise.all(platforms.map((platform) => platform.stop()));
      await parts.close();
    },
  };
}

/**
 * Starts a bot: the web and the schedule at once, each platform as soon as it can be reached, by itself. Resolves when
 * every platform is connected or its first try has failed, or when the signal aborts. Throws `ConfigError` for what a
 * person must put right.
 */
export async function startApp(options: AppOptions, signal?: AbortSignal) {
  const parts = await build(options);
  const { platforms, log } = parts;
  try {
    await parts.takeOver();
    await parts.roster.forgetUnconfigured(options.config.organisers);
    const { host: hostname, port, metricsPort } = options.config;
    const web = await serveWeb(parts.web, options.web ?? { hostname, port, metricsPort });
    if (options.ticks !== 'manual') parts.scheduler.start();
    const starting = platforms.map((platform) => parts.start(platform));
    await inTime(firstTryMilliseconds, Promise.all(starting), signal);
    for (const { title, isReady, state } of platforms) {
      if (isReady() || signal?.aborted) continue;
      log.warn({}, `${title} is not there yet; everything else runs. ${state?.().why ?? ''}`.trim());
    }
    const leave = async () => {
      parts.leaving();
      const { platforms: ofPlatforms, web: ofWeb, database: ofDatabase } = stopMilliseconds;
      await inTime(ofPlatforms, Promise.allSettled(platforms.map((platform) => platform.stop())));
      await inTime(ofWeb, web.stop());
      await inTime(ofDatabase, parts.close());
    };
    return {
      dispatcher: parts.dispatcher,
      roster: parts.roster,
      check: parts.check,
      webUrl: web.url,
      /** Answers what came in, polls and publishes until nothing more can be done now; answers when something will be due next. */
      runUntilIdle: () => parts.scheduler.runUntilIdle(),
      /** Finishes what is in flight, at most 10 s, and leaves. */
      async stop() {
        await inTime(stopMilliseconds.work, parts.scheduler.stop());
        await leave();
      },
      /** Leaves as a crash does: claims stay, nobody is told. */
      kill: leave,
    };
  } catch (error) {
    parts.scheduler.halt();
    await Promise.allSettled(platforms.map((platform) => platform.stop()));
    await parts.close();
    throw error;
  }
}
