// A week of an idle bot, a tick a minute on a clock that is moved: whether memory and descriptors stay as they were.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startServers } from '../sandbox/servers.ts';
import { connect } from '../src/storage/client.ts';
import { migrate } from '../src/storage/migrate.ts';
import { makeGroup } from '../test/group.ts';
import { bareClient } from './bare-client.ts';
import type { Beats, Used } from './soak-bot.ts';

const hour = 60;
const day = 24 * hour;
const days = 7;

/** Prints what the bot uses after an hour and after each day, beside a bare client that idles as long. */
export async function benchSoak(write: (line: string) => void): Promise<void> {
  let now = new Date('2026-11-27T09:00:00Z');
  const clock = () => now;
  const servers = await startServers(clock, { speed: 60, forumSpeed: 6_000 });
  const { discord, discourse } = servers;
  const folder = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  const guild = discord.addGuild('Docs');
  const channel = discord.addChannel('general');
  const organisers = discord.addRole('organisers', 32n);
  discord.addMember(discord.addUser('prague'), [organisers]);
  const category = String(discourse.addCategory('Documentation').id);
  const databaseUrl = join(folder, 'docent.db');
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    ...servers.keys,
    SOAK_START: String(now.getTime()),
    // As in deploy/: each thread of the process would have a heap of its own in the C library, which never shrinks.
    MALLOC_ARENA_MAX: '2',
  };
  const database = await connect(databaseUrl);
  await migrate(database, databaseUrl);
  await makeGroup(database, {
    spaces: `discord:${guild.id} discourse:${category}`,
    meetings: `discord:${channel.id} discourse:${category}`,
  });
  await database.$disconnect();
  const bare = spawn(process.execPath, ['--input-type=module', '--eval', bareClient], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const bot = fork(fileURLToPath(new URL('soak-bot.ts', import.meta.url)), { env });
  try {
    await Promise.all([said(bot), new Promise((resolve) => bare.stdout.once('data', resolve))]);
    const seen = discord.people.commandText(
      'prague',
      'general',
      '/meeting series create name:"Docs call" rule:"every monday" times:"18:00" zone:Europe/Prague confirmed:true',
    );
    await seen;
    await pause(2_000);
    write('                    memory      heap   descriptors   CPU a tick        bare discord.js');
    const beats = async (minutes: number): Promise<Used> => {
      bot.send({ from: now.getTime(), minutes } satisfies Beats);
      const used = await said(bot);
      now = new Date(now.getTime() + minutes * 60_000);
      return used;
    };
    let before: Used = await beats(1);
    const after: Used[] = [];
    const steps = [
      ['an hour', hour],
      ...Array.from({ length: days }, (_, i) => [`day ${i + 1}`, day] as const),
    ] as const;
    for (const [name, minutes] of steps) {
      const used = await beats(minutes);
      after.push(used);
      const each = (used.cpuMilliseconds - before.cpuMilliseconds) / minutes;
      write(`${line(name, used)} ${each.toFixed(2).padStart(9)} ms ${bareLine(bare)}`);
      before = used;
    }
    const megabytes = after.map((one) => one.megabytes);
    const [hours = 0, firstDay = 0, ...rest] = megabytes;
    const most = Math.max(...rest);
    write(
      `most of all: ${(most - hours).toFixed(1)} MB more than after the first hour of the moved clock, which the process lives through in seconds; ${(most - firstDay).toFixed(1)} MB more than after the first day; load ${loadavg()[0]?.toFixed(1)}`,
    );
  } finally {
    bare.kill('SIGKILL');
    bot.disconnect();
    await Promise.race([new Promise((resolve) => bot.once('exit', resolve)), pause(10_000)]);
    bot.kill('SIGKILL');
    await servers.close();
    rmSync(folder, { recursive: true });
  }
}

async function said(bot: ChildProcess): Promise<Used> {
  const { promise, resolve, reject } = Promise.withResolvers<Used>();
  const gone = (status: number | null) => reject(new Error(`The bot ended with ${status}`));
  bot.once('exit', gone);
  bot.once('message', (message: Used) => {
    bot.off('exit', gone);
    resolve(message);
  });
  return await promise;
}

function line(name: string, { megabytes, heapMegabytes, descriptors }: Used): string {
  return `${name.padEnd(12)} ${megabytes.toFixed(1).padStart(10)} MB ${heapMegabytes.toFixed(1).padStart(6)} MB ${String(descriptors).padStart(12)}`;
}

function bareLine({ pid }: ChildProcess): string {
  const kilobytes = /^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  const descriptors = readdirSync(`/proc/${pid}/fd`).length;
  return `${((Number(kilobytes) * 1024) / 1e6).toFixed(1).padStart(12)} MB, ${descriptors}`;
}
