// What a run of the tests shares: its folder for temporary files, and migrated databases which each test copies instead
// of migrating anew.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, databaseKind } from '../../src/storage/client.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { isBare, isInFull, isWhole, putTogether, rarelyBroken } from '../in-full.ts';
import { makeAnew } from '../once.ts';
import { shapeOf } from './used-again.ts';

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates;
  }
}

/** Migrated databases, to copy. */
export interface Templates {
  /** A file. */
  readonly sqlite: string;
  /** If there is a server: a database's name, what it consists of, and the folder of copies that are free again. */
  readonly postgresql?: { readonly name: string; readonly shape: string; readonly free: string };
}

export default async function setup(project: TestProject) {
  if (!isInFull)
    process.stdout.write(
      `Of what takes long a share is tried${isBare(process.argv) ? `, and ${rarelyBroken.length} files of what is rarely broken are left out (test/in-full.ts)` : ''}; CI leaves no file out, nor does DOCENT_TEST_EVERYTHING=1.\n`,
    );
  else if (!isWhole)
    process.stdout.write(
      `Left to DOCENT_TEST_EVERYTHING=1: the rest of the longest walks and of samples, the largest crowds, the longest texts, what an upgraded bot publishes from PostgreSQL, and the stories ${putTogether.join(', ')} (test/in-full.ts).\n`,
    );
  const folder = mkdtempSync(join(isRoomInMemory() ? '/dev/shm' : tmpdir(), 'docent-tests-'));
  // Also where the run is cut short, or never begins.
  process.once('exit', () =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  );
  // Inherited by the workers and by all that they start.
  process.env.TMPDIR = folder;
  // What one process has compiled, the next ones need not.
  process.env.NODE_COMPILE_CACHE ??= join(folder, 'compiled');
  project.onTestsRerun(makeAnew);
  const sqlite = join(folder, 'template.db');
  await migrated(sqlite);
  const server = process.env.TEST_POSTGRES_URL;
  const free = join(folder, 'databases');
  const postgresql = server ? { ...(await postgresqlTemplate(server)), free } : undefined;
  project.provide('templates', { sqlite, ...(postgresql && { postgresql }) });
  return async () => {
    const made = postgresql ? [postgresql.name, ...(existsSync(free) ? readdirSync(free) : [])] : [];
    // A process that ends just now may still write down what it has compiled.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    for (const name of made) await execute(server ?? '', `DROP DATABASE ${name} WITH (FORCE)`);
  };
}

async function postgresqlTemplate(server: string): Promise<{ name: string; shape: string }> {
  const name = `docent_${randomUUID().replaceAll('-', '')}`;
  const url = databaseUrl(server, name);
  await execute(server, `CREATE DATABASE ${name}`);
  await migrated(url);
  const database = await connect(url);
  try {
    const [row] = await database.$queryRawUnsafe<{ shape: string }[]>(shapeOf);
    return { name, shape: row?.shape ?? '' };
  } finally {
    await database.$disconnect();
  }
}

/** Whether a file system in memory has room for the run: on a disk, several tests wait for each other's commits. */
function isRoomInMemory(): boolean {
  const leastBytes = 4 * 1024 ** 3;
  try {
    const options = readFileSync('/proc/mounts', 'utf8').match(/^\S+ \/dev\/shm tmpfs (\S+)/mu)?.[1];
    const { bavail, bsize } = statfsSync('/dev/shm');
    return options !== undefined && !options.split(',').includes('noexec') && bavail * bsize >= leastBytes;
  } catch {
    return false;
  }
}

/** The address of another database on a PostgreSQL server. */
export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

/** Runs one statement on a server. */
async function execute(server: string, statement: string): Promise<void> {
  const admin = await connect(server);
  try {
    await admin.$executeRawUnsafe(statement);
  } finally {
    await admin.$disconnect();
  }
}

async function migrated(url: string): Promise<void> {
  const database = await connect(url);
  try {
    await migrate(database, url);
    // A file that is copied without what was written ahead of it is empty.
    if (databaseKind(url) === 'sqlite') await database.$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    await database.$disconnect();
  }
}
