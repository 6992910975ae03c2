// The whole sandbox: a Discord, a Discourse and a GitHub on loopback, a clock to move, and the unmodified bot.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createLog, openOffline, startApp } from '../src/app.ts';
import { parseConfig, secretsOf } from '../src/config.ts';
import { readableText, type SandboxDiscord, startDiscord } from './discord/index.ts';
import { type SandboxDiscourse, startDiscourse } from './discourse/index.ts';
import { type SandboxGitHub, startGitHub } from './github/index.ts';
import { madeUpIssues } from './github/made-up-issues.ts';
import { buildSeed, seedGroup } from './seed.ts';

/** How the sandbox is started. */
export interface SandboxOptions {
  /** A database to keep; without it a new one is made, and removed at the end. */
  readonly databaseUrl?: string | undefined;
  /** Pull requests as GitHub search pages, parsed; without them some are made up. */
  readonly prs?: unknown;
  /** What the clock shows at first; the real time when absent. */
  readonly startAt?: Date;
  /** Whether the clock goes on by itself; else it stands until it is moved. */
  readonly isRunning?: boolean;
  /** Gets the bot's warnings and errors, a line each. */
  writeLog?(line: string): void;
}

/** Something that people could see happen. */
export interface Happening {
  readonly at: Date;
  readonly platform: 'discord' | 'discourse';
  /** `#meetings`, `thread AMA`, `dm tokyo`, `reply`, `events`, `discourse: <topic>`. */
  readonly place: string;
  readonly who: string;
  readonly kind:
    | 'message'
    | 'edit'
    | 'delete'
    | 'reply'
    | 'dm'
    | 'topic'
    | 'post'
    | 'event'
    | 'form'
    | 'error';
  readonly text: string;
}

/** The running sandbox. */
export interface Sandbox {
  readonly discord: SandboxDiscord;
  readonly discourse: SandboxDiscourse;
  readonly github: SandboxGitHub;
  /** The ordinary configuration keys with which any bot can run against it. */
  readonly env: Readonly<Record<string, string>>;
  readonly app: App;
  now(): Date;
  /** Lets the bot do all that is due now. */
  runUntilIdle(): Promise<void>;
  /** Moves the clock; everything that is due on the way happens in order. The clock never goes back. */
  moveTo(at: Date): Promise<void>;
  /** Drops the bot without a goodbye and starts it on the same database, with which something may be done between. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  onHappening(listener: (happening: Happening) => void): () => void;
  close(): Promise<void>;
}

/** The seed is older than any story, so that its ids are the same each time. */
const foundedAt = new Date('2015-06-01T00:00:00Z');
/** Rate limits are real in kind but pass so much faster than real time. */
const speed = 1_000;
const madeUpRepository = 'docs-group/handbook';
const tick = 1_000;
const longestPatience = 600_000;

/** Starts everything. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  let virtual = foundedAt.getTime();
  let real = Date.now();
  let isFounded = false;
  const now = () => new Date(virtual + (options.isRunning && isFounded ? Date.now() - real : 0));
  const [discord, discourse, github] = await Promise.all([
    startDiscord({ clock: now, speed }),
    startDiscourse({ clock: now, speed }),
    startGitHub({ clock: now, speed }),
  ]);
  const seed = buildSeed(discord, discourse);
  virtual = (options.startAt ?? new Date()).getTime();
  real = Date.now();
  isFounded = true;
  if (options.prs === undefined) makeUp(github);
  else github.loadSearchPages(options.prs);
  const repositories = github.world.repositories.map(({ owner, name }) => `${owner}/${name}`);
  // Minutes can be published there, whatever pull requests are looked at.
  if (!repositories.includes(madeUpRepository)) github.addRepository(madeUpRepository);

  const folder = mkdtempSync(join(tmpdir(), 'docent-sandbox-'));
  const databaseUrl = options.databaseUrl ?? join(folder, 'docent.db');
  const env = {
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.url,
    DISCOURSE_URL: discourse.url,
    DISCOURSE_API_KEY: discourse.apiKey,
    DISCOURSE_API_USERNAME: discourse.apiUsername,
    GITHUB_TOKEN: github.token,
    GITHUB_API_URL: github.url,
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: 'http://docent.localhost',
  };
  const config = parseConfig(env);
  const log = createLog({
    level: 'warn',
    isTerminal: false,
    secrets: secretsOf(config),
    write: (line) => options.writeLog?.(line),
  });
  const offline = await openOffline({ config, log, now });
  await seedGroup(offline, seed, repositories).finally(() => offline.close());
  const begin = () =>
    startApp({
      config,
      log,
      now,
      ticks: 'manual',
      web: { port: 0, hostname: '127.0.0.1' },
      discourseRequestsPerMinute: 60 * speed,
    });
  let app = await begin();
  let next: Date | undefined;
  let last: Promise<void> = Promise.resolve();

  /** One after the other, so that a restart does not fall into a settling. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  }
  async function runUntilIdle(): Promise<void> {
    next = await app.runUntilIdle();
  }

  return {
    discord,
    discourse,
    github,
    env,
    get app() {
      return app;
    },
    now,
    runUntilIdle: () => inTurn(runUntilIdle),
    moveTo: (at) =>
      inTurn(async () => {
        await runUntilIdle();
        let patience = tick;
        while (next !== undefined && next < at) {
          // What is due already and still not done is looked at again a little later, and less and less often.
          patience = next > now() ? tick : Math.min(patience * 2, longestPatience);
          const ahead = Math.max(next.getTime(), now().getTime() + patience);
          if (ahead >= at.getTime()) break;
          virtual = ahead;
          real = Date.now();
          await runUntilIdle();
        }
        if (at > now()) {
          virtual = at.getTime();
          real = Date.now();
        }
        await runUntilIdle();
      }),
    restart: (meanwhile) =>
      inTurn(async () => {
        await app.kill();
        await meanwhile?.();
        app = await begin();
        await runUntilIdle();
      }),
    onHappening(listener) {
      const stops = [
        discord.onHappening(({ at, place, who, kind, text, message }) =>
          listener({
            at,
            platform: 'discord',
            place,
            who,
            kind,
            text: message ? readableText(message) : text,
          }),
        ),
        discourse.onHappening(listener),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    async close() {
      await last;
      await app.stop();
      await Promise.all([discord.close(), discourse.close(), github.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Pull requests of every state, and a place for minutes. */
function makeUp(github: SandboxGitHub): void {
  github.addRepository(madeUpRepository);
  github.madeUp(40, { seed: 7, repository: madeUpRepository, label: 'docs' });
  madeUpIssues(github.world, madeUpRepository);
}
