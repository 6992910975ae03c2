// The composition root: opens the stores, builds the rooms and platforms, and lets the heart beat.
import type { Config } from './config.ts';
import type { Feature } from './core/feature.ts';
import { type FrontDoor, frontDoor } from './core/front-door.ts';
import { usedChannels } from './core/house.ts';
import type { Finding, Platform } from './core/platform.ts';
import { amas } from './features/amas/index.ts';
import { amasStore } from './features/amas/store.ts';
import {
  agendaParts,
  type DigestsDeps,
  digestPages,
  digests,
  digestsGroupChanged,
} from './features/digests/index.ts';
import { digestsStore } from './features/digests/store.ts';
import { calendarFeed, meetings, topicsForNextMeeting } from './features/meetings/index.ts';
import { planInWorker } from './features/meetings/rotation-thread.ts';
import { meetingsStore } from './features/meetings/store.ts';
import { roster } from './features/roster/index.ts';
import { organisersOf, standingOf } from './features/roster/standing.ts';
import { type RosterStore, rosterStore } from './features/roster/store.ts';
import { setup } from './features/setup/index.ts';
import { setupStore } from './features/setup/store.ts';
import { type Heart, heart } from './heart.ts';
import type { Log } from './log.ts';
import { pictureDrawer } from './pictures/png.ts';
import { type DiscordPlatform, discordPlatform } from './platforms/discord/index.ts';
import { type DiscoursePlatform, discoursePlatform } from './platforms/discourse/index.ts';
import { followed } from './publishing/followed.ts';
import { reconciler } from './publishing/reconciler.ts';
import { counts, due, leaseOwner, ownerGone, remakeRemoved } from './publishing/store.ts';
import { checkGitHub } from './sources/github/check.ts';
import { githubSource } from './sources/github/index.ts';
import { minutesPullRequests } from './sources/github/minutes.ts';
import { checkDatabase, isDatabaseUp } from './storage/check.ts';
import { connect, type Database } from './storage/client.ts';
import { cursors } from './storage/cursors.ts';
import { formDrafts } from './storage/drafts.ts';
import { migrate } from './storage/migrate.ts';
import { takenRequests } from './storage/taken-requests.ts';
import { turns } from './storage/turns.ts';
import { calendarUrl } from './web/addresses.ts';
import { webParts } from './web/parts.ts';
import { serveWeb } from './web/server.ts';

/** What a bot is made of. */
export interface AppOptions {
  readonly config: Config;
  readonly log: Log;
  /** The clock; the computer's when absent. */
  readonly now?: () => Date;
  /** `manual`: nothing happens by itself but what a change wakes; the caller calls `settle`. */
  readonly heartbeat?: 'cron' | 'manual';
  /** Where the web pages are served; on the configured port when absent. */
  readonly web?: { readonly port: number; readonly hostname?: string };
  /** How fast Discourse may be asked, where its limit is not the default of 60 a minute. */
  readonly discourseRequestsPerMinute?: number;
}

/** The rooms with their database, before anything is connected. */
export interface House {
  readonly door: FrontDoor;
  readonly roster: RosterStore;
  /** Tries the whole set-up. */
  check(): Promise<Finding[]>;
  close(): Promise<void>;
}

/** A running bot. */
export interface App extends Pick<House, 'door' | 'roster' | 'check'> {
  readonly webUrl: string;
  /** Polls, ticks and publishes until nothing more can be done now; answers when something will be due next. */
  settle(): Promise<Date | undefined>;
  /** Finishes what is in flight, at most 10 s, and leaves. */
  stop(): Promise<void>;
  /** Leaves as a crash does: claims stay, nobody is told. */
  kill(): Promise<void>;
}

const longestGoodbyeMilliseconds = 10_000;

/** Opens the database and builds everything; connects to nothing else. Throws `ConfigError`. */
export async function openHouse(options: AppOptions): Promise<House> {
  const parts = await build(options);
  parts.heart.halt();
  return {
    ...parts,
    async close() {
      await Promise.all(parts.platforms.map((platform) => platform.stop()));
      await parts.close();
    },
  };
}

/** Starts a bot and resolves when its platforms are connected. Throws `ConfigError` for what a person must put right. */
export async function startApp(options: AppOptions): Promise<App> {
  const house = await build(options);
  const { platforms, database } = house;
  try {
    await house.takeOver();
    await Promise.all(platforms.map((platform) => platform.start(house.door)));
    const web = await serveWeb(house.web, options.web ?? { port: options.config.port });
    if (options.heartbeat !== 'manual') house.heart.start();
    const leave = async () => {
      await Promise.all(platforms.map((platform) => platform.stop()));
      await web.stop();
      await house.close();
    };
    return {
      door: house.door,
      roster: house.roster,
      check: house.check,
      webUrl: web.url,
      settle: () => house.heart.settle(),
      async stop() {
        await within(longestGoodbyeMilliseconds, house.heart.stop());
        await leave();
      },
      async kill() {
        house.heart.halt();
        await leave();
      },
    };
  } catch (error) {
    house.heart.halt();
    await Promise.allSettled(platforms.map((platform) => platform.stop()));
    await database.$disconnect();
    throw error;
  }
}

async function build(options: AppOptions) {
  const { config, log } = options;
  const now = options.now ?? (() => new Date());
  const database = await connect(config.databaseUrl);
  await migrate(database, config.databaseUrl);

  const stores = {
    roster: rosterStore(database),
    setup: setupStore(database),
    meetings: meetingsStore(database),
    digests: digestsStore(database),
    amas: amasStore(database),
  };
  const organisers = organisersOf(stores.roster, config.organisers);
  const { discord, discourse } = platformsOf(options, { database, roster: stores.roster, now });
  const platforms: Platform[] = [discord, discourse].filter((one) => one !== undefined);

  const drawPicture = pictureDrawer();
  const github = { apiUrl: config.github.apiUrl, ...(config.github.token && { token: config.github.token }) };
  const digesting: DigestsDeps = {
    store: stores.digests,
    groups: stores.roster,
    people: stores.roster,
    source: githubSource(github),
    drawPicture,
    web: {
      publicUrl: config.publicUrl,
      isOpenChannel: (channelId) => discord?.isOpenChannel(channelId) ?? false,
    },
    now,
  };
  const features: Feature[] = [
    setup({
      store: stores.setup,
      group: (groupId) => stores.roster.find(groupId),
      changeGroup: (groupId, change) => stores.roster.changeGroup(groupId, change),
      async groupChanged(groupId) {
        await stores.meetings.groupChanged(await stores.roster.find(groupId), now());
        await digestsGroupChanged(digesting, groupId, now());
      },
      check,
      placeName: (id) => discord?.channelName(id),
      categories: async () => (await discourse?.categories()) ?? [],
      allCommands: () => door.commands,
      organisers,
    }),
    roster({ store: stores.roster, organisers }),
    meetings({
      store: stores.meetings,
      groups: stores.roster,
      people: stores.roster,
      agendaParts: agendaParts(digesting),
      plan: (request) => planInWorker(request),
      drawPicture,
      minutesRepository: config.github.token
        ? { openPullRequest: minutesPullRequests({ ...config.github, token: config.github.token }) }
        : undefined,
      setAvailability: (groupId, personId, change) => stores.roster.changePerson(groupId, personId, change),
      calendarUrl: (series) => calendarUrl(config.publicUrl, series),
      ...(config.discourse && { discourseUsername: config.discourse.username }),
    }),
    digests(digesting),
    amas({
      store: stores.amas,
      groups: stores.roster,
      people: stores.roster,
      ...(config.discourse && { discourseUsername: config.discourse.username }),
      topicsForNextMeeting: topicsForNextMeeting(stores.meetings),
    }),
  ];

  const door = frontDoor({
    commands: features.flatMap(({ commands }) => commands),
    actions: features.flatMap(({ actions }) => actions),
    forms: features.flatMap(({ forms }) => forms),
    drafts: formDrafts(database, now),
    now,
    standing: standingOf(stores.roster, config.organisers),
    groupOf: (platform, space) => stores.roster.groupOf(platform, space),
    hear: async (heard) => {
      if (heard.kind === 'removed') await remakeRemoved(database, heard.platform, heard.remoteId);
      await Promise.all(features.map((feature) => feature.hear?.(heard)));
    },
    changed: () => beating.wake(),
    failed: (error, visit) => log.error({ err: error, visit: visit.id }, 'A request failed'),
  });

  const owner = leaseOwner();
  const publisher = reconciler({
    database,
    owner,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    views: new Map(
      features.flatMap(({ name, views }) =>
        Object.entries(views).map(([view, render]) => [`${name}/${view}`, render] as const),
      ),
    ),
    now,
    failed: (row, outcome, cause) =>
      log.warn({ key: row.key, outcome, ...(cause !== undefined && { err: cause }) }, 'Not published'),
  });
  const beating: Heart = heart({
    features,
    platforms,
    reconciler: publisher,
    follows: () => followed(database, features),
    hasWork: async () => {
      const except = platforms.filter((platform) => !platform.isReady()).map(({ name }) => name);
      return (await due(database, now(), { limit: 1, except })).length > 0;
    },
    now,
    failed: (where, error) => log.warn({ err: error, where }, `${where}: will try again`),
  });

  async function check(): Promise<Finding[]> {
    const found = await Promise.all([
      checkDatabase(database, config.databaseUrl),
      checkGitHub(github),
      ...platforms.map((platform) => platform.check()),
    ]);
    return found.flat();
  }

  const feed = calendarFeed(stores.meetings);
  const publicPages = digestPages(digesting);
  return {
    database,
    door,
    roster: stores.roster,
    platforms,
    heart: beating,
    check,
    takeOver: () => publisher.takeOver(),
    web: webParts({
      isDatabaseUp: () => isDatabaseUp(database),
      platforms,
      counts: () => counts(database),
      groups: () => stores.roster.list(),
      calendar: (group, address) => feed(group, address, now()),
      page: (path) => publicPages(path, now()),
      ...(discourse && { webhook: discourse.handleWebhook }),
    }),
    async close() {
      ownerGone(owner);
      await database.$disconnect();
    },
  };
}

/** The platforms that are configured. */
function platformsOf(
  { config, log, discourseRequestsPerMinute }: AppOptions,
  { database, roster: people, now }: { database: Database; roster: RosterStore; now: () => Date },
): { discord: DiscordPlatform | undefined; discourse: DiscoursePlatform | undefined } {
  const { discord, discourse } = config;
  return {
    discord:
      discord &&
      discordPlatform({
        ...discord,
        now,
        log,
        isFirst: takenRequests(database, now),
        channels: async () => (await people.list()).flatMap(usedChannels),
      }),
    discourse:
      discourse &&
      discoursePlatform({
        url: discourse.url,
        apiKey: discourse.apiKey,
        username: discourse.username,
        ...(discourse.webhookSecret !== undefined && { webhookSecret: discourse.webhookSecret }),
        ...(discourseRequestsPerMinute !== undefined && { requestsPerMinute: discourseRequestsPerMinute }),
        cursors: cursors(database),
        turns: turns(database, { name: 'discourse/turn', now }),
        now,
        log,
      }),
  };
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
