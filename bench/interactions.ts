// How fast interactions are acknowledged under load, beside a bare discord.js client that only says "ok".
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Exchange, type SandboxDiscord, startDiscord } from '../sandbox/discord/index.ts';
import { instantOf } from '../sandbox/discord/snowflakes.ts';
import { connect } from '../src/storage/client.ts';
import { migrate } from '../src/storage/migrate.ts';
import { makeGroup } from '../test/group.ts';

/** So many interactions a second, for so many seconds. */
export interface Load {
  readonly perSecond: number;
  readonly seconds: number;
}

/** What came of a load. Milliseconds are from the sending of the interaction until Discord has the first answer. */
export interface Measured extends Load {
  readonly sent: number;
  readonly acknowledged: number;
  readonly complete: number;
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
  /** From the last sending until the last reply. */
  readonly afterwardsSeconds: number;
  readonly cpuMillisecondsEach: number;
  /** What of it the process would have used without any interaction. */
  readonly idleMillisecondsEach: number;
  readonly grownMegabytes: number;
}

const loads: readonly Load[] = [
  { perSecond: 20, seconds: 10 },
  { perSecond: 100, seconds: 10 },
  { perSecond: 200, seconds: 10 },
  { perSecond: 500, seconds: 10 },
  // As the first, by code that has been compiled for what is asked often.
  { perSecond: 20, seconds: 60 },
];
const guests = 200;
/** What a process does by itself is measured for so long, once its start is over. */
const idleSeconds = 20;
/** After that long, what is not complete will not be. */
const longestSeconds = 120;

const bareClient = `
import { Client, GatewayIntentBits, MessageFlags } from 'discord.js';
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: process.env.DISCORD_API_URL } });
client.on('interactionCreate', (one) => one.reply({ content: 'ok', flags: MessageFlags.Ephemeral }).catch(() => {}));
client.once('clientReady', () => console.log('is ready'));
await client.login(process.env.DISCORD_TOKEN);
`;

/** Prints a line a load, for the bare client and for the bot. */
export async function benchInteractions(write: (line: string) => void): Promise<void> {
  write(
    '`/meeting next`                  acknowledged   p50     p99  slowest  complete  after   CPU each (idle)   memory',
  );
  for (const who of ['bare', 'docent'] as const) {
    await withBot(who, async (bot) => {
      // The first ones compile code.
      await bot.measure({ perSecond: 20, seconds: 5 });
      await pause(10_000);
      const idle = await bot.idle(idleSeconds);
      for (const load of loads) write(line(who, await bot.measure(load, idle)));
      write(`${who} uses ${idle.toFixed(1)} ms of CPU a second when idle; load ${loadavg()[0]?.toFixed(1)}`);
    });
  }
}

/** A bot in a process of its own, over a Discord in this one. */
export interface MeasuredBot {
  /** `idle`: what `idle` answered. */
  measure(load: Load, idle?: number): Promise<Measured>;
  /** Milliseconds of CPU in a second without interactions. */
  idle(seconds: number): Promise<number>;
}

/** Starts a bare client, or Docent with a group that has a series. */
export async function withBot(
  who: 'bare' | 'docent',
  work: (bot: MeasuredBot) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  const discord = await startDiscord({ clock: () => new Date(), speed: 60 });
  const databaseUrl = join(folder, 'docent.db');
  const argv = who === 'bare' ? ['--input-type=module', '--eval', bareClient] : ['bin/docent.js', 'start'];
  let child: ChildProcess | undefined;
  try {
    const group = seed(discord);
    await seedDatabase(databaseUrl, group);
    child = await started(argv, {
      ...process.env,
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.url,
      DATABASE_URL: databaseUrl,
      PORT: '0',
    });
    if (who === 'bare') await registerAsDocent(discord, group.guild);
    else await seedSeries(discord);
    const pid = child.pid ?? 0;
    await work({
      measure: (load, idle = 0) => measure(discord, { pid, idle }, load),
      async idle(seconds) {
        const before = usageOf(pid).cpuMilliseconds;
        await pause(seconds * 1000);
        return (usageOf(pid).cpuMilliseconds - before) / seconds;
      },
    });
  } finally {
    await ended(child);
    await discord.close();
    rmSync(folder, { recursive: true });
  }
}

function seed(discord: SandboxDiscord): { guild: string; channel: string } {
  const guild = discord.addGuild('Docs');
  const organisers = discord.addRole('organisers', 32n);
  discord.addMember(discord.addUser('prague'), [organisers]);
  for (let i = 0; i < guests; i += 1) discord.addMember(discord.addUser(`guest-${i}`));
  return { guild: guild.id, channel: discord.addChannel('general').id };
}

async function seedDatabase(
  url: string,
  { guild, channel }: { guild: string; channel: string },
): Promise<void> {
  const database = await connect(url);
  try {
    await migrate(database, url);
    await makeGroup(database, { spaces: `discord:${guild}`, meetings: `discord:${channel}` });
  } finally {
    await database.$disconnect();
  }
}

async function seedSeries(discord: SandboxDiscord): Promise<void> {
  const seen = await discord.people.commandText(
    'prague',
    '#general',
    '/meeting series create name:"Docs call" rule:"first tuesday" times:"18:00" zone:Europe/Prague confirmed:true',
  );
  // What it publishes is published before anything is measured.
  await pause(3_000);
  const next = await discord.people.commandText('prague', '#general', '/meeting next');
  if (!next.text.includes('Docs call')) throw new Error(`No series: ${seen.text}`);
}

/** The bare client has the same command. */
async function registerAsDocent(discord: SandboxDiscord, guild: string): Promise<void> {
  const next = { type: 1, name: 'next', description: 'Shows what is coming' };
  const response = await fetch(
    `${discord.url}/v10/applications/${discord.applicationId}/guilds/${guild}/commands`,
    {
      method: 'PUT',
      headers: { authorization: `Bot ${discord.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify([{ name: 'meeting', description: 'Meetings', options: [next] }]),
    },
  );
  if (!response.ok) throw new Error(`Not registered: ${await response.text()}`);
}

async function measure(
  discord: SandboxDiscord,
  { pid, idle }: { readonly pid: number; readonly idle: number },
  load: Load,
): Promise<Measured> {
  const delays: number[] = [];
  let complete = 0;
  const forget = discord.onExchange((exchange) => {
    if (exchange.status >= 300) return;
    const id = /^\/interactions\/(\d+)\/.*\/callback$/u.exec(exchange.path)?.[1];
    if (id !== undefined) delays.push(Date.now() - instantOf(id).getTime());
    if (isReply(exchange)) complete += 1;
  });
  const before = usageOf(pid);
  let most = before.megabytes;
  const watching = setInterval(() => {
    most = Math.max(most, usageOf(pid).megabytes);
  }, 100);
  try {
    const total = load.perSecond * load.seconds;
    const began = performance.now();
    for (let sent = 0; sent < total; ) {
      const due = Math.min(total, Math.ceil(((performance.now() - began) / 1000) * load.perSecond));
      for (; sent < due; sent += 1) {
        void discord.people.command(`guest-${sent % guests}`, '#general', ['meeting', 'next']);
      }
      await pause(2);
    }
    const last = performance.now();
    while (complete < total && performance.now() - last < longestSeconds * 1000) await pause(20);
    const afterwardsSeconds = (performance.now() - last) / 1000;
    // What fails is known to have failed after three seconds.
    await pause(Math.max(0, 3_200 - afterwardsSeconds * 1000));
    const took = (performance.now() - began) / 1000;
    const sorted = delays.toSorted((one, other) => one - other);
    return {
      ...load,
      sent: total,
      acknowledged: delays.length,
      complete,
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
      slowest: sorted.at(-1) ?? Number.NaN,
      afterwardsSeconds,
      cpuMillisecondsEach: (usageOf(pid).cpuMilliseconds - before.cpuMilliseconds) / total,
      idleMillisecondsEach: (idle * took) / total,
      grownMegabytes: most - before.megabytes,
    };
  } finally {
    clearInterval(watching);
    forget();
  }
}

/** A first answer with words, or the words after a "thinking". */
function isReply({ method, path, request }: Exchange): boolean {
  if (method === 'PATCH') return decodeURIComponent(path).endsWith('/messages/@original');
  return path.endsWith('/callback') && typeof request === 'object' && request !== null && 'type' in request
    ? request.type === 4
    : false;
}

/** What a process has used so far, as Linux tells it. */
function usageOf(pid: number): { cpuMilliseconds: number; megabytes: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Fields 14 and 15, in hundredths of a second; the name before them may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const cpuMilliseconds = (Number(fields[11]) + Number(fields[12])) * 10;
  const kilobytes = /^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpuMilliseconds, megabytes: Number(kilobytes) / 1024 };
}

async function started(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.toString().includes('is ready')) resolve();
  });
  child.on('exit', (status) => reject(new Error(`Ended with ${status} before it was ready`)));
  await promise;
  return child;
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  child.on('exit', () => resolve());
  child.kill('SIGTERM');
  await promise;
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function line(who: string, one: Measured): string {
  const columns = [
    `${who} ${one.perSecond}/s for ${one.seconds} s`.padEnd(28),
    `${one.acknowledged}/${one.sent}`.padStart(16),
    `${one.p50} ms`.padStart(8),
    `${one.p99} ms`.padStart(8),
    `${one.slowest} ms`.padStart(8),
    String(one.complete).padStart(9),
    `${one.afterwardsSeconds.toFixed(1)} s`.padStart(7),
    `${one.cpuMillisecondsEach.toFixed(1)} ms (${one.idleMillisecondsEach.toFixed(1)})`.padStart(16),
    `+${one.grownMegabytes.toFixed(0)} MB`.padStart(8),
  ];
  return columns.join(' ');
}
