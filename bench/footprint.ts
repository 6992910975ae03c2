// How fast Docent is ready and how much memory it needs when idle, beside a bare discord.js client in the same run.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startDiscord } from '../sandbox/discord/index.ts';
import { startDiscourse } from '../sandbox/discourse/index.ts';
import { startGitHub } from '../sandbox/github/index.ts';

const runs = 3;
/** After that long nothing from the start is left to be tidied away. */
const idleMilliseconds = 12_000;
/** What the package holds, as operators run it. */
const packaged = 'dist/src/main.js';

const bareClient = `
import { Client, GatewayIntentBits } from 'discord.js';
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: process.env.DISCORD_API_URL } });
client.once('clientReady', () => console.log('ready'));
await client.login(process.env.DISCORD_TOKEN);
`;

interface Footprint {
  readonly readyMilliseconds: number;
  readonly idleMegabytes: number;
}

/** Prints the medians of some runs. */
export async function benchFootprint(write: (line: string) => void): Promise<void> {
  const clock = () => new Date();
  const [discord, discourse, github] = await Promise.all([
    startDiscord({ clock, speed: 60 }),
    startDiscourse({ clock, speed: 60 }),
    startGitHub({ clock, speed: 60 }),
  ]);
  discord.addGuild('Docs');
  const folder = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  const { status } = spawnSync(process.execPath, ['packaging/build.ts'], { stdio: 'ignore' });
  if (status !== 0) throw new Error('The package could not be made: `node packaging/build.ts` says why.');
  const env = {
    ...process.env,
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.url,
    DISCOURSE_URL: discourse.url,
    DISCOURSE_API_KEY: discourse.apiKey,
    DISCOURSE_API_USERNAME: discourse.apiUsername,
    GITHUB_TOKEN: github.token,
    GITHUB_API_URL: github.url,
    PORT: '0',
  };
  try {
    const bare = await several(() => ['--input-type=module', '--eval', bareClient], env, 'ready');
    const start = async (entry: string, fileOf: (run: number) => string) =>
      await several(
        () => [entry, 'start'],
        env,
        'Docent is ready',
        (run) => ({
          DATABASE_URL: join(folder, fileOf(run)),
        }),
      );
    const fresh = await start(packaged, (run) => `fresh-${run}.db`);
    const again = await start(packaged, () => 'fresh-0.db');
    const source = await start('bin/docent.js', () => 'fresh-0.db');
    write('                                 ready    idle memory');
    write(line('bare discord.js client', bare));
    write(line('package, new database', fresh));
    write(line('package, its database', again));
    write(line('checkout, its database', source));
  } finally {
    await Promise.all([discord.close(), discourse.close(), github.close()]);
    rmSync(folder, { recursive: true });
  }
}

async function several(
  argv: () => string[],
  env: NodeJS.ProcessEnv,
  ready: string,
  own: (run: number) => NodeJS.ProcessEnv = () => ({}),
): Promise<Footprint> {
  const measured: Footprint[] = [];
  for (let run = 0; run < runs; run += 1) measured.push(await once(argv(), { ...env, ...own(run) }, ready));
  return {
    readyMilliseconds: median(measured.map(({ readyMilliseconds }) => readyMilliseconds)),
    idleMegabytes: median(measured.map(({ idleMegabytes }) => idleMegabytes)),
  };
}

async function once(argv: string[], env: NodeJS.ProcessEnv, ready: string): Promise<Footprint> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const began = performance.now();
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.toString().includes(ready)) resolve();
  });
  child.on('exit', (status) => reject(new Error(`Ended with ${status} before it was ready`)));
  await promise;
  const readyMilliseconds = performance.now() - began;
  await setTimeout(idleMilliseconds);
  const idleMegabytes = residentMegabytes(child.pid ?? 0);
  const ended = Promise.withResolvers<void>();
  child.on('exit', () => ended.resolve());
  child.kill('SIGTERM');
  await ended.promise;
  return { readyMilliseconds, idleMegabytes };
}

/** The resident memory of a process, as Linux tells it. */
function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function line(name: string, { readyMilliseconds, idleMegabytes }: Footprint): string {
  return `${name.padEnd(28)} ${readyMilliseconds.toFixed(0).padStart(6)} ms ${idleMegabytes.toFixed(0).padStart(8)} MB`;
}
