// How fast Docent is ready and how much memory it needs when idle, beside a bare discord.js client in the same run.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startServers } from '../sandbox/servers.ts';
import { bareClient } from './bare-client.ts';

const runs = 3;
/** After that long nothing from the start is left to be tidied away. */
const idleMilliseconds = 12_000;
/** `IDLE_MINUTES=60 npm run bench -- footprint` also prints what each needs after an hour, side by side. */
const idleMinutes = Number(process.env.IDLE_MINUTES ?? 0);
/** What the package holds, as operators run it. */
const packaged = 'dist/src/main.js';

interface Footprint {
  readonly readyMilliseconds: number;
  readonly idleMegabytes: number;
}

/** Prints the medians of some runs. */
export async function benchFootprint(write: (line: string) => void): Promise<void> {
  const clock = () => new Date();
  const servers = await startServers(clock, { speed: 60 });
  servers.discord.addGuild('Docs');
  const folder = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  const { status } = spawnSync(process.execPath, ['packaging/build.ts'], { stdio: 'ignore' });
  if (status !== 0) throw new Error('The package could not be made: `node packaging/build.ts` says why.');
  const env = {
    ...process.env,
    ...servers.keys,
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
    if (idleMinutes > 0) await later(write, folder, env);
  } finally {
    await servers.close();
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
  const began = performance.now();
  const child = await started(argv, env, ready);
  const readyMilliseconds = performance.now() - began;
  await setTimeout(idleMilliseconds);
  const idleMegabytes = residentMegabytes(child);
  await ended(child);
  return { readyMilliseconds, idleMegabytes };
}

/** Prints what each needs after a longer time, in which they run beside each other. */
async function later(write: (line: string) => void, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const own = (file: string) => ({ ...env, DATABASE_URL: join(folder, file) });
  const names = ['bare discord.js client', 'package', 'checkout'];
  const all = [
    await started(['--input-type=module', '--eval', bareClient], env, 'ready'),
    await started([packaged, 'start'], own('package.db'), 'Docent is ready'),
    await started(['bin/docent.js', 'start'], own('checkout.db'), 'Docent is ready'),
  ];
  await setTimeout(idleMinutes * 60_000);
  const megabytes = all.map(residentMegabytes);
  const [bare = 0] = megabytes;
  for (const [i, used] of megabytes.entries())
    write(
      `${names[i]?.padEnd(28)} after ${idleMinutes} minutes ${used.toFixed(0).padStart(6)} MB ${(used / bare).toFixed(2).padStart(8)} times bare`,
    );
  await Promise.all(all.map(ended));
}

/** A process that has said that it is ready. */
async function started(argv: string[], env: NodeJS.ProcessEnv, ready: string): Promise<ChildProcess> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.toString().includes(ready)) resolve();
  });
  child.on('exit', (status) => reject(new Error(`Ended with ${status} before it was ready`)));
  await promise;
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  child.on('exit', () => resolve());
  child.kill('SIGTERM');
  await promise;
}

/** The resident memory of a process, as Linux tells it. */
function residentMegabytes({ pid }: ChildProcess): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function line(name: string, { readyMilliseconds, idleMegabytes }: Footprint): string {
  return `${name.padEnd(28)} ${readyMilliseconds.toFixed(0).padStart(6)} ms ${idleMegabytes.toFixed(0).padStart(8)} MB`;
}
