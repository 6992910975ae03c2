// Puts the bot together: database, platforms, features, and what publishes and runs what is due.
import packageFacts from '../../package.json' with { type: 'json' };
import type { AppOptions } from '../app.ts';
import { checkAll } from '../checking.ts';
import { messageOf, OutsideError } from '../core/errors.ts';
import type { Finding, Platform } from '../core/platform.ts';
import { tzVersion } from '../core/time.ts';
import { databaseOutage } from '../database-outage.ts';
import { answerFiles } from '../features/amas/store/files.ts';
import { organisersOf } from '../features/members/membership.ts';
import { countedLog } from '../log.ts';
import { platformStates } from '../platform-states.ts';
import { followedInTurn } from '../publishing/following.ts';
import { canPublishTo, reconciler } from '../publishing/reconciler.ts';
import { forgetMade } from '../publishing/remaking.ts';
import { lastRestore, lookFirstUntil } from '../publishing/restored.ts';
import { publishing } from '../publishing/store.ts';
import { counts, oldestWaitingSeconds, platformReturned } from '../publishing/waiting.ts';
import { createScheduler, type Job, type Scheduler } from '../scheduler.ts';
import { checkGitHub, watchedAccess } from '../sources/github/check.ts';
import { checkDatabase, databaseWatch } from '../storage/check.ts';
import { connect, onDue, orDisconnect } from '../storage/client.ts';
import { migrate } from '../storage/migrate.ts';
import { onDueElsewhere } from '../storage/other-processes.ts';
import { leaseOwner, ownerGone } from '../storage/processes.ts';
import { enter, leave as leaveDatabase, refuseRetired } from '../storage/running.ts';
import { dueRows, releaseDead, wakeAllOnce } from '../storage/schedule.ts';
import { databaseSecret, identityOf } from '../storage/secret.ts';
import { watchSuperseded } from '../storage/superseded.ts';
import { keptFiles } from '../web/files.ts';
import { metrics } from '../web/metrics.ts';
import { pageServer } from '../web/pages.ts';
import type { Sign } from '../web/personal-link.ts';
import { renderingThread } from '../web/rendering.ts';
import type { WebParts } from '../web/server.ts';
import { statusOf } from '../web/status.ts';
import { dispatcherOf } from './dispatcher.ts';
import { featuresOf } from './features.ts';
import { unknownOrganisers } from './organisers.ts';
import { platformsOf } from './platforms.ts';
import { storesOf } from './stores.ts';

/** The version that this code is, as package.json says it. */
const { version } = packageFacts;

/** How long the accounts of organisers may be looked for. */
const organisersMilliseconds = 1_500;

/** Opens the database and builds everything; connects to nothing else. Throws `ConfigError`. */
export async function build(options: AppOptions) {
  const { config } = options;
  const logged = new Map<string, number>();
  const log = countedLog(options.log, (level) => logged.set(level, (logged.get(level) ?? 0) + 1));
  const now = options.now ?? (() => new Date());
  const database = await connect(config.databaseUrl);
  const { secret, restoredAt } = await orDisconnect(database, async () => {
    await migrate(database, config.databaseUrl);
    await refuseRetired(database);
    return { secret: await databaseSecret(database), restoredAt: await lastRestore(database) };
  });
  const sign: Sign = (...parts) => identityOf(secret, ...parts);

  const budget = new Map<string, number>();
  const { apiUrl, token } = config.github;
  const left = (resource: string, requests: number): void => void budget.set(resource, requests);
  const github = watchedAccess({ apiUrl, ...(token && { token }), left }, now);

  const stores = storesOf(database, { config, canOf: (name) => platforms.canOf(name), now });
  const organisers = organisersOf(stores.roster, config.organisers);
  const platforms = platformsOf(
    { ...options, log, database, secret, now, github, groups: () => stores.roster.list() },
    options.platforms,
  );

  const { features, feed, isOpen, otherPages, records, eachTick, organisersFound } = featuresOf({
    config,
    database,
    secret,
    sign,
    restoredAt,
    now,
    stores,
    organisers,
    platforms,
    log,
    github,
    check,
    allCommands: () => dispatcher.commands,
  });

  let isLeaving = false;
  const outage = databaseOutage({
    log,
    fault: databaseWatch(database, { url: config.databaseUrl, now }),
    over: () => scheduler.wake(),
    isLeaving: () => isLeaving,
  });
  const owner = leaseOwner();
  const dispatcher = dispatcherOf({
    config,
    outage,
    now,
    database,
    stamp: sign('answers', restoredAt?.toISOString() ?? '').slice(0, 5),
    owner,
    roster: stores.roster,
    platforms,
    features,
  });

  const findFile = answerFiles(database);
  const publisher = reconciler({
    database,
    secret,
    isAbsent: platforms.isAbsent,
    isStillAbsent: async (account, groupId) =>
      (await platforms.isThere(account, await stores.roster.find(groupId))) === false,
    ownFiles: keptFiles(config.publicUrl, findFile),
    platforms: new Map(platforms.all.map((platform) => [platform.name, platform])),
    views: new Map(
      features.flatMap(({ name, views }) =>
        Object.entries(views).map(([view, render]) => [`${name}/${view}`, render] as const),
      ),
    ),
    now,
    lookFirstUntil: lookFirstUntil(restoredAt),
    isLeaving: () => isLeaving,
    failed: (row, outcome, cause) =>
      log.warn({ key: row.key, outcome, ...(cause !== undefined && { err: cause }) }, 'Not published'),
  });
  const jobs = new Map<string, Job>([
    [publishing, (groupId) => publisher.run(groupId)],
    ...features.flatMap(({ name, advance }) => (advance ? [[name, advance] as const] : [])),
  ]);
  const stands = platformStates(now, log);
  async function returned(name: string): Promise<void> {
    if (isLeaving) return;
    await platformReturned(database, name, now()).catch((error: unknown) =>
      log.warn({ err: error }, `${name}: what waits for it is tried later`),
    );
  }
  const scheduler: Scheduler = createScheduler({
    jobs,
    rows: dueRows(database, owner),
    platforms: platforms.all,
    follows: followedInTurn(database),
    async polled(name, error) {
      if (stands.polled(name, error)) await returned(name);
    },
    async eachTick() {
      await outage.still();
      await eachTick();
    },
    now,
    failed(where, error) {
      // What is cut short because the bot leaves is no fault.
      if (isLeaving && error instanceof OutsideError) return;
      if (outage.isPartOfOutage(error) || stands.isSaid(where, error)) return;
      log.warn({ err: error, where }, `${where}: will try again`);
    },
  });
  const ignore = onDue(database, () => scheduler.wake());
  let elsewhere: ReturnType<typeof onDueElsewhere> | undefined;
  let watching: ReturnType<typeof watchSuperseded> | undefined;

  /** Tries the whole set-up. */
  async function check(): Promise<Finding[]> {
    const found = await checkAll([
      { title: 'Database', check: () => checkDatabase(database, config.databaseUrl, outage.still()) },
      { title: 'GitHub', check: () => checkGitHub(github) },
      ...platforms.all,
      { title: 'Organisers', check: organisersFound },
    ]);
    // Only now the platforms are connected, where nothing was before.
    const unknown = async () =>
      await unknownOrganisers(config.organisers, {
        platforms: platforms.all,
        groups: await stores.roster.list(),
      });
    return [...found, ...(await checkAll([{ title: 'ORGANISERS', check: unknown }], organisersMilliseconds))];
  }

  /** Has everything published again, as onto platforms that are empty: what was made before is forgotten. */
  async function publishAnew(): Promise<void> {
    await Promise.all([
      database.conversation.deleteMany(),
      database.cursor.deleteMany({
        where: { OR: platforms.all.map(({ name }) => ({ name: { startsWith: `${name}/` } })) },
      }),
    ]);
    await forgetMade(database);
  }

  const pages = pageServer(
    {
      pages: [...features.flatMap((feature) => feature.pages ?? []), ...otherPages],
      groups: () => stores.roster.list(),
      isOpen,
      person: async (groupId, personId) => (await stores.roster.byIds(groupId, [personId]))[0],
      publicUrl: config.publicUrl,
      sign,
      restoredAt,
      now,
    },
    renderingThread(),
  );
  return {
    log,
    dispatcher,
    /** Connects a platform; what waits for it is published whenever it comes back. */
    async start(platform: Platform): Promise<void> {
      try {
        await platform.start(dispatcher, () => {
          if (canPublishTo(platform)) void returned(platform.name);
        });
      } catch (error) {
        log.error({ err: error }, `${platform.title} cannot be started`);
      }
    },
    roster: stores.roster,
    platforms: platforms.all,
    scheduler,
    check,
    /** What a group keeps, as the text of a file. */
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
          log.warn(
            {},
            `Other processes are not heard (${messageOf(error)}); what they change is seen each minute`,
          ),
      );
    },
    web: {
      unready: outage.fault,
      status: () =>
        statusOf({
          databaseFault: outage.fault,
          now,
          platforms: platforms.all.map((platform) => [platform.name, stands.of(platform)]),
        }),
      async calendar({ group: wanted, ...address }) {
        const groups = await stores.roster.list();
        // One group's meetings are not another's, and a subscription would not notice.
        if (wanted === undefined && groups.length > 1) return 'of which group';
        const group = wanted === undefined ? groups[0] : groups.find(({ id }) => String(id) === wanted);
        return group && (await feed(group, address, now()));
      },
      metrics: metrics({
        version,
        platforms: () => platforms.all,
        counts: () => counts(database),
        oldestWaitingSeconds: () => oldestWaitingSeconds(database, new Date()),
        budget: () => budget,
        logged: () => logged,
      }),
      pages,
      file: findFile,
      publicUrl: config.publicUrl,
      failed: (error, path) => outage.logged(error, { what: 'page', path }),
      webhooks: new Map(
        platforms.all.flatMap(({ name, handleWebhook }) =>
          handleWebhook ? [[name, handleWebhook] as const] : [],
        ),
      ),
    } satisfies WebParts,
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
      // Of one that could not leave, others see by themselves that it is gone.
      await leaveDatabase(database, owner).finally(() => database.$disconnect());
    },
  };
}
