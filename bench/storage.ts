// What ten thousand transactions cost and leave behind on SQLite, beside the bare library in the same run.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '../src/storage/client.ts';
import { migrate } from '../src/storage/migrate.ts';

/** What one of ten thousand took, and what all of them left: open descriptors and resident memory. */
export interface StorageCost {
  readonly microseconds: number;
  readonly descriptors: number;
  readonly megabytes: number;
}

/** The flags with which the bot runs (cli/memory.ts), and one to measure by. */
const flags = [
  '--expose-gc',
  '--optimize-for-size',

  '--max-semi-space-size=2',
  '--semi-space-growth-factor=1',
  '--liftoff-only',
  '--no-wasm-tier-up',
  '--no-wasm-dynamic-tiering',
];

const loads = [
  ['raw read', 'node:sqlite: BEGIN, one read, COMMIT'],
  ['read', 'transaction() with one read'],
  ['raw write', 'node:sqlite: BEGIN, one write, COMMIT'],
  ['write', 'change() with one write'],
  ['find', 'one read outside a transaction'],
] as const;

/** Prints the table. */
export async function benchStorage(write: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  const path = join(folder, 'bench.db');
  try {
    const database = await connect(path);
    await migrate(database, path);
    await database.group.create({ data: { name: 'Docs' } });
    await database.$disconnect();
    write('10,000 times each                            each   descriptors    memory');
    for (const [load, name] of loads) {
      const { microseconds, descriptors, megabytes } = await costOf(path, load);
      write(
        `${name.padEnd(38)} ${microseconds.toFixed(0).padStart(7)} µs ${`+${descriptors}`.padStart(13)} ${megabytes.toFixed(0).padStart(6)} MB`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function costOf(path: string, load: string): Promise<StorageCost> {
  const { promise, resolve, reject } = Promise.withResolvers<StorageCost>();
  const child = fork(fileURLToPath(new URL('storage-load.ts', import.meta.url)), [path, load], {
    execArgv: flags,
  });
  child.once('message', (cost: StorageCost) => resolve(cost));
  child.once('exit', (status) => reject(new Error(`${load} ended with ${status}`)));
  return await promise;
}
