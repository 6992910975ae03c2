// Docent as a real process, and the servers that it talks to.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDiscord } from '../../sandbox/discord/index.ts';
import { startDiscourse } from '../../sandbox/discourse/index.ts';
import { startGitHub } from '../../sandbox/github/index.ts';

const root = join(import.meta.dirname, '..', '..');

/** What one process has compiled, main.ts and what comes before it too, the next ones of a run of the tests need not. */
const compiled = process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'compiled');

/** How a run ended. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process that runs; `until` waits for words on its output. */
export interface Running {
  readonly child: ChildProcess;
  until(words: string): Promise<void>;
  /** What was printed so far. */
  printed(): string;
  readonly ended: Promise<Ended>;
}

/** Starts `docent …` with these keys and no others. */
export function docent(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts'), ...argv], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    for (const listener of listeners) listener();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (status) => {
      resolve({ status, out, err });
      for (const listener of listeners) listener();
    });
  });
  return {
    child,
    ended,
    printed: () => out,
    until: (words) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (out.includes(words)) resolve();
          else if (child.exitCode !== null || child.signalCode !== null)
            reject(new Error(`It ended without "${words}":\n${out}${err}`));
        };
        listeners.add(look);
        look();
      }),
  };
}

/** The three servers, with the keys that point the bot at them and a new SQLite file. `speed`: that of their limits. */
export async function openServers(clock = () => new Date(), speed = 60) {
  const [discord, discourse, github] = await Promise.all([
    startDiscord({ clock, speed }),
    startDiscourse({ clock, speed }),
    startGitHub({ clock, speed }),
  ]);
  const guild = discord.addGuild('Docs');
  const organisers = discord.addRole('organisers', 1n << 5n);
  discord.addMember(discord.addUser('prague'), [organisers]);
  discord.addMember(discord.addUser('tokyo'));
  discord.addChannel('meetings');
  discourse.addUser('prague', { staff: true });
  const category = discourse.addCategory('Documentation');
  const folder = mkdtempSync(join(tmpdir(), 'docent-test-'));
  return {
    discord,
    discourse,
    github,
    guild,
    category,
    env: {
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.url,
      DISCOURSE_URL: discourse.url,
      DISCOURSE_API_KEY: discourse.apiKey,
      DISCOURSE_API_USERNAME: discourse.apiUsername,
      GITHUB_TOKEN: github.token,
      GITHUB_API_URL: github.url,
      DATABASE_URL: join(folder, 'docent.db'),
      PORT: '0',
    },
    async close() {
      await Promise.all([discord.close(), discourse.close(), github.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}
