// The whole sandbox: a Discord, a Discourse and a GitHub on loopback, a clock to move, and the unmodified bot.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createLog, openOffline, startApp } from '../src/app.ts';
import { parseConfig, secretsOf } from '../src/config.ts';
import type { SandboxDiscord } from './discord/index.ts';
import type { SandboxDiscourse } from './discourse/index.ts';
import type { SandboxGitHub } from './github/index.ts';
import { type Happening, openGround, speed } from './ground.ts';
import { seedGroup } from './seed.ts';
import { orClosed } from './servers.ts';

export type { Happening } from './ground.ts';

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
  /** Puts the clock forward at once, as on a computer that was suspended: what was due on the way is late. */
  leapTo(at: Date): Promise<void>;
  /** Drops the bot without a goodbye and starts it on the same database, with which something may be done between. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** The same, with the clock put forward while there is no bot. */
  restartAt(at: Date): Promise<void>;
  onHappening(listener: (happening: Happening) => void): () => void;
  close(): Promise<void>;
}

const tick = 1_000;
const longestPatience = 600_000;

/** Starts everything. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const ground = await openGround(options);
  const { discord, discourse, github, clock } = ground;
  const { now } = clock;
  const folder = mkdtempSync(join(tmpdir(), 'docent-sandbox-'));
  const databaseUrl = options.databaseUrl ?? join(folder, 'docent.db');
  const env = {
    ...ground.keys,
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: 'http://docent.localhost',
  };
  const close = async () => {
    await ground.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const { begin, first } = await orClosed(close, async () => {
    const config = parseConfig(env);
    const log = createLog({
      level: 'warn',
      isTerminal: false,
      secrets: secretsOf(config),
      write: (line) => options.writeLog?.(line),
    });
    const offline = await openOffline({ config, log, now });
    await seedGroup(offline, ground.seed, ground.repositories).finally(() => offline.close());
    const begin = () =>
      startApp({
        config,
        log,
        now,
        ticks: 'manual',
        web: { port: 0, hostname: '127.0.0.1' },
        discourseRequestsPerMinute: 60 * speed,
      });
    return { begin, first: await begin() };
  });
  let app = first;
  let next: Date | undefined;
  let last: Promise<void> = Promise.resolve();

  /** One after the other, so that a restart does not fall into a settling. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  }
  async function runUntilIdle(): Promise<void> {
    await discord.heard();
    next = await app.runUntilIdle();
  }

  function restart(meanwhile?: () => Promise<void>): Promise<void> {
    return inTurn(async () => {
      await app.kill();
      await meanwhile?.();
      app = await begin();
      await runUntilIdle();
    });
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
          clock.set(ahead);
          await runUntilIdle();
        }
        if (at > now()) {
          clock.set(at.getTime());
        }
        await runUntilIdle();
      }),
    leapTo: (at) =>
      inTurn(async () => {
        clock.set(at.getTime());
        await runUntilIdle();
      }),
    restart,
    restartAt: (at) => restart(async () => clock.set(at.getTime())),
    onHappening: ground.onHappening,
    async close() {
      await last;
      await app.stop();
      await close();
    },
  };
}
