// The composition root: opens the database, builds features and platforms, and lets the scheduler tick.
import packageFacts from '../package.json' with { type: 'json' };
import { featuresOf, storesOf } from './app-features.ts';
import { githubOf, platformsOf } from './app-platforms.ts';
import { checkAll } from './checking.ts';
import type { Config } from './config.ts';
import { refuseStrangePlace, refuseStrangeRepository } from './core/directory.ts';
import { createDispatcher, type Dispatcher } from './core/dispatcher.ts';
import type { Finding, Platform, PlatformEvent } from './core/platform.ts';
import { tzVersion } from './core/time.ts';
import { organisersOf, standingOf } from './features/members/membership.ts';
import type { MemberStore } from './features/members/store.ts';
import { countedLog, type Log } from './log.ts';
import { canPublishTo, reconciler } from './publishing/reconciler.ts';
import { lookFirstUntil } from './publishing/restored.ts';
import { platformReturned } from './publishing/returned.ts';
import {
  aboutOf,
  counts,
  followed,
  forgetMade,
  oldestWaitingSeconds,
  publishing,
  remakeRemoved,
} from './publishing/store.ts';
import { createScheduler, type Job, type Scheduler } from './scheduler.ts';
import { checkGitHub } from './sources/github/check.ts';
import { standings } from './standings.ts';
import { renameAccount } from './storage/accounts.ts';
import { checkDatabase, databaseWatch } from './storage/check.ts';
import { connect, onDue, orDisconnect } from './storage/client.ts';
import { formDrafts } from './storage/drafts.ts';
import { migrate } from './storage/migrate.ts';
import { onDueElsewhere } from './storage/other-processes.ts';
import { outageOf } from './storage/outage.ts';
import { leaseOwner, ownerGone } from './storage/processes.ts';
import { requests } from './storage/requests.ts';
import { enter, leave as leaveDatabase, refuseRetired } from './storage/running.ts';
import { dueRows, releaseDead, wakeAllOnce } from './storage/schedule.ts';
import { databaseSecret, identityOf } from './storage/secret.ts';
import { watchSuperseded } from './storage/superseded.ts';
import { within } from './waiting.ts';
import { pageServer } from './web/pages.ts';
import { webParts } from './web/parts.ts';
import type { Sign } from './web/personal-link.ts';
import { renderingThread } from './web/rendering.ts';
import { type ServedAt, serveWeb } from './web/server.ts';

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
  /** How fast Discourse may be asked, where its limit is not the default of 60 a minute. */
  readonly discourseRequestsPerMinute?: number;
  /** The database is another's from now on, and this bot must stop: why, in words. Unasked, nobody looks. */
  readonly superseded?: (why: string) => void;
}

/** The features with their database, before anything is connected. */
export interface OfflineApp {
  readonly dispatcher: Dispatcher;
  readonly roster: MemberStore;
  /** Tries the whole set-up. */
  check(): Promise<Finding[]>;
  /** What the group keeps, as the text of a file. */
  readonly records: {
    projects(groupId: number, format: 'markdown' | 'json'): Promise<string>;
    decisions(groupId: number, format: 'markdown' | 'json'): Promise<string>;
  };
  /** Has everything published again, as onto platforms that are empty: what was made before is forgotten. */
  publishAnew(): Promise<void>;
  close(): Promise<void>;
}

/** A running bot. */
export interface App extends Pick<OfflineApp, 'dispatcher' | 'roster' | 'check'> {
  readonly webUrl: string;
  /** Polls, ticks and publishes until nothing more can be done now; answers when something will be due next. */
  runUntilIdle(): Promise<Date | undefined>;
  /** Finishes what is in flight, at most 10 s, and leaves. */
  stop(): Promise<void>;
  /** Leaves as a crash does: claims stay, nobody is told. */
  kill(): Promise<void>;
}

/** The version that this code is, as package.json says it. */
const { version } = packageFacts;

/** How long `startApp` waits for the platforms' first tries; whatever is away after that goes on trying. */
const firstTryMilliseconds = 20_000;
/** The way out: what is in flight, the platforms, the web, the database. Together they stay below ten seconds. */
const goodbyeMilliseconds = { work: 4_500, platforms: 3_500, web: 500, database: 700 };

function servedAt({ host, port, metricsPort }: Config): ServedAt {
  return { hostname: host, port, metricsPort };
}

/** Opens the database and builds everything; connects to nothing else. Throws `ConfigError`. */
export async function openOffline(options: AppOptions): Promise<OfflineApp> {
  const parts = await build(options);
  parts.scheduler.halt();
  return {
    ...parts,
    async close() {
      await Promise.all(parts.platforms.map((platform) => platform.stop()));
      await parts.close();
    },
  };
}

/**
 * Starts a bot: the web and the schedule at once, each platform as soon as it can be reached, by itself. Resolves when
 * every platform is connected or its first try has failed, or when the signal aborts. Throws `ConfigError` for what a
 * person must put right.
 */
export async function startApp(options: AppOptions, signal?: AbortSignal): Promise<App> {
  const parts = await build(options);
  const { platforms, log } = parts;
  try {
    await parts.takeOver();
    const web = await serveWeb(parts.web, options.web ?? servedAt(options.config));
    if (options.ticks !== 'manual') parts.scheduler.start();
    const starting = platforms.map((platform) => parts.start(platform));
    await within(firstTryMilliseconds, Promise.all(starting), signal);
    for (const { title, isReady, state } of platforms) {
      if (isReady() || signal?.aborted) continue;
      log.warn({}, `${title} is not there yet; everything else runs. ${state?.().why ?? ''}`.trim());
    }
    const leave = async () => {
      parts.leaving();
      const { platforms: ofPlatforms, web: ofWeb, database: ofDatabase } = goodbyeMilliseconds;
      await within(ofPlatforms, Promise.allSettled(platforms.map((platform) => platform.stop())));
      await within(ofWeb, web.stop());
      await within(ofDatabase, parts.close());
    };
    return {
      dispatcher: parts.dispatcher,
      roster: parts.roster,
      check: parts.check,
      webUrl: web.url,
      runUntilIdle: () => parts.scheduler.runUntilIdle(),
      async stop() {
        await within(goodbyeMilliseconds.work, parts.scheduler.stop());
        await leave();
      },
      kill: leave,
    };
  } catch (error) {
    parts.scheduler.halt();
    await Promise.allSettled(platforms.map((platform) => platform.stop()));
    await parts.close();
    throw error;
  }
}

async function build(options: AppOptions) {
  const { config } = options;
  const logged = new Map<string, number>();
  const log = countedLog(options.log, (level) => logged.set(level, (logged.get(level) ?? 0) + 1));
  const now = options.now ?? (() => new Date());
  const database = await connect(config.databaseUrl);
  await orDisconnect(database, async () => {
    await migrate(database, config.databaseUrl);
    await refuseRetired(database);
  });
  const secret = await databaseSecret(database);
  const sign: Sign = (...parts) => identityOf(secret, ...parts);

  const canOf = (name: string) => platforms.find((platform) => platform.name === name)?.can;
  const stores = storesOf(database, { config, canOf });
  const organisers = organisersOf(stores.roster, config.organisers);
  const { discord, discourse } = platformsOf(
    { ...options, log },
    { database, secret, roster: stores.roster, now },
  );
  const budget = new Map<string, number>();
  const left = (resource: string, requests: number): void => void budget.set(resource, requests);
  const { github, repository } = githubOf(config.github, { left, now });
  const platforms: Platform[] = [discord, discourse, repository].filter((one) => one !== undefined);

  const { features, feed, otherPages, records, eachTick } = featuresOf({
    config,
    database,
    secret,
    sign,
    now,
    stores,
    organisers,
    platforms: { discord, discourse, repository, all: platforms },
    github,
    check,
    allCommands: () => dispatcher.commands,
  });

  const owner = leaseOwner();
  const dispatcher = createDispatcher({
    commands: features.flatMap(({ commands }) => commands),
    actions: features.flatMap(({ actions }) => actions),
    forms: features.flatMap(({ forms }) => forms),
    drafts: formDrafts(database, now),
    now,
    standing: standingOf(stores.roster, config.organisers),
    about: (groupId, where) => aboutOf(database, groupId, where),
    groupOf: (platform, space) => stores.roster.knownGroup(platform, space),
    async refuseStrange(groupId, chosen) {
      const group = await stores.roster.find(groupId);
      if (typeof chosen === 'string') refuseStrangeRepository(group, chosen);
      // In a space of its own, a group can only choose what is in it.
      else if (!canOf(chosen.platform)?.invitations) refuseStrangePlace(group, chosen);
    },
    ingest,
    explained: outageOf,
    once: requests(database, { owner, now }).once,
    failed: (error, invocation) => log.error({ err: error, invocation: invocation.id }, 'A request failed'),
  });

  /** Tells every feature; what fails in one keeps nothing from the others. Throws when any failed. */
  async function ingest(event: PlatformEvent): Promise<void> {
    if (event.kind === 'renamed') await renameAccount(database, event);
    if (event.kind === 'removed') await remakeRemoved(database, event.platform, event.remoteId);
    const told = await Promise.allSettled(features.map((feature) => feature.ingest?.(event)));
    const faults = told.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    if (faults.length > 0) throw new AggregateError(faults, 'A feature could not take in what happened');
  }

  let isLeaving = false;
  const publisher = reconciler({
    database,
    secret,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    views: new Map(
      features.flatMap(({ name, views }) =>
        Object.entries(views).map(([view, render]) => [`${name}/${view}`, render] as const),
      ),
    ),
    now,
    lookFirstUntil: await lookFirstUntil(database),
    isLeaving: () => isLeaving,
    failed: (row, outcome, cause) =>
      log.warn({ key: row.key, outcome, ...(cause !== undefined && { err: cause }) }, 'Not published'),
  });
  const jobs = new Map<string, Job>([
    [publishing, (groupId) => publisher.run(groupId)],
    ...features.flatMap(({ name, advance }) => (advance ? [[name, advance] as const] : [])),
  ]);
  const stands = standings(now);
  const scheduler: Scheduler = createScheduler({
    jobs,
    rows: dueRows(database, owner),
    platforms,
    follows: (platform) => followed(database, platform),
    polled: stands.polled,
    eachTick,
    now,
    failed: (where, error) => log.warn({ err: error, where }, `${where}: will try again`),
  });
  const ignore = onDue(database, () => scheduler.wake());
  let elsewhere: ReturnType<typeof onDueElsewhere> | undefined;
  let watching: ReturnType<typeof watchSuperseded> | undefined;

  function check(): Promise<Finding[]> {
    return checkAll([
      { title: 'Database', check: () => checkDatabase(database, config.databaseUrl) },
      { title: 'GitHub', check: () => checkGitHub(github) },
      ...platforms,
    ]);
  }

  async function publishAnew(): Promise<void> {
    await Promise.all([
      database.conversation.deleteMany(),
      database.cursor.deleteMany({ where: { name: { startsWith: 'discourse/' } } }),
    ]);
    await forgetMade(database);
  }

  const pages = pageServer(
    {
      pages: [...features.flatMap((feature) => feature.pages ?? []), ...otherPages],
      groups: () => stores.roster.list(),
      person: async (groupId, personId) => (await stores.roster.byIds(groupId, [personId]))[0],
      publicUrl: config.publicUrl,
      sign,
      now,
    },
    renderingThread(),
  );
  return {
    log,
    dispatcher,
    /** Connects a platform; what waits for it is published whenever it comes back. */
    async start(platform: Platform): Promise<void> {
      const changed = async (): Promise<void> => {
        if (isLeaving || !canPublishTo(platform)) return;
        await platformReturned(database, platform.name, now());
      };
      try {
        await platform.start(dispatcher, () => {
          changed().catch((error: unknown) =>
            log.warn({ err: error }, `${platform.title}: will be looked at in 30 s`),
          );
        });
      } catch (error) {
        log.error({ err: error }, `${platform.title} cannot be started`);
      }
    },
    roster: stores.roster,
    platforms,
    scheduler,
    check,
    records,
    publishAnew,
    /** Frees what dead processes held, and looks at everything once after an upgrade or with other time zone rules. */
    async takeOver() {
      await enter(database, owner, now());
      await releaseDead(database);
      await wakeAllOnce(database, `${version} ${tzVersion()}`);
      watching = options.superseded && watchSuperseded(database, config.databaseUrl, options.superseded);
      elsewhere = onDueElsewhere(
        config.databaseUrl,
        () => scheduler.wake(),
        (error) =>
          log.warn({ err: error }, 'Other processes are not heard; what they change is seen each minute'),
      );
    },
    web: webParts({
      stateOf: stands.of,
      databaseFault: databaseWatch(database, { url: config.databaseUrl, now }),
      now,
      platforms,
      measured: {
        version,
        counts: () => counts(database),
        oldestWaitingSeconds: () => oldestWaitingSeconds(database, new Date()),
        budget: () => budget,
        logged: () => logged,
      },
      groups: () => stores.roster.list(),
      calendar: (group, address) => feed(group, address, now()),
      pages,
      publicUrl: config.publicUrl,
      failed: (error, path) => log.error({ err: error, path }, 'A page could not be shown'),
      webhooks: new Map(discourse ? [[discourse.name, discourse.handleWebhook]] : []),
    }),
    /** From now on nothing is begun with. */
    leaving() {
      isLeaving = true;
      scheduler.halt();
    },
    async close() {
      ignore();
      await elsewhere?.stop();
      await watching?.stop();
      ownerGone(owner);
      await leaveDatabase(database, owner);
      await database.$disconnect();
    },
  };
}
