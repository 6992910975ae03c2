// Fresh, migrated databases for tests: a SQLite file each, and PostgreSQL where TEST_POSTGRES_URL is set.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '../../src/storage/client.ts';
import { migrate } from '../../src/storage/migrate.ts';

/** A database of one test. */
export interface Fresh {
  readonly database: Database;
  readonly url: string;
  close(): Promise<void>;
}

/** A kind of database to run a suite on. */
export interface FreshDatabases {
  readonly name: string;
  /** Makes an address where nothing is yet. */
  url(): Promise<{ url: string; remove(): Promise<void> }>;
  open(): Promise<Fresh>;
}

const postgresUrl = process.env.TEST_POSTGRES_URL;

/** SQLite always; PostgreSQL where TEST_POSTGRES_URL names a server in which databases can be created. */
export function freshDatabases(): FreshDatabases[] {
  if (!postgresUrl) {
    if (process.env.DOCENT_REQUIRE_ALL)
      throw new Error('TEST_POSTGRES_URL is not set, but everything must run.');
    process.stdout.write('PostgreSQL: not tried, because TEST_POSTGRES_URL is not set.\n');
    return [kind('SQLite', sqliteUrl)];
  }
  return [kind('SQLite', sqliteUrl), kind('PostgreSQL', () => postgresqlUrl(postgresUrl))];
}

function kind(name: string, url: FreshDatabases['url']): FreshDatabases {
  return {
    name,
    url,
    async open() {
      const place = await url();
      const database = await connect(place.url);
      await migrate(database, place.url);
      return {
        database,
        url: place.url,
        async close() {
          await database.$disconnect();
          await place.remove();
        },
      };
    },
  };
}

async function sqliteUrl() {
  const folder = mkdtempSync(join(tmpdir(), 'docent-'));
  return {
    url: join(folder, 'test.db'),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function postgresqlUrl(server: string) {
  const name = `docent_${randomUUID().replaceAll('-', '')}`;
  const admin = await connect(server);
  await admin.$executeRawUnsafe(`CREATE DATABASE ${name}`);
  await admin.$disconnect();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    async remove() {
      const again = await connect(server);
      await again.$executeRawUnsafe(`DROP DATABASE ${name} WITH (FORCE)`);
      await again.$disconnect();
    },
  };
}
