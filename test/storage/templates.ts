// What a run of the tests shares: its folder for temporary files, and migrated databases which each test copies instead
// of migrating anew.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, databaseKind } from '../../src/storage/client.ts';
import { migrate } from '../../src/storage/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file of a migrated SQLite database, and the name of a PostgreSQL database if there is a server. */
    templates: { readonly sqlite: string; readonly postgresql?: string };
  }
}

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(isRoomInMemory() ? '/dev/shm' : tmpdir(), 'docent-tests-'));
  // Inherited by the workers and by all that they start.
  process.env.TMPDIR = folder;
  const sqlite = join(folder, 'template.db');
  await migrated(sqlite);
  const server = process.env.TEST_POSTGRES_URL;
  const postgresql = server && `docent_${randomUUID().replaceAll('-', '')}`;
  if (postgresql) {
    await execute(server, `CREATE DATABASE ${postgresql}`);
    await migrated(databaseUrl(server, postgresql));
  }
  project.provide('templates', { sqlite, ...(postgresql && { postgresql }) });
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    if (postgresql) await execute(server, `DROP DATABASE ${postgresql} WITH (FORCE)`);
  };
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
