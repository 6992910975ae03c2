// Fresh, migrated databases for tests: a SQLite file each, and PostgreSQL where TEST_POSTGRES_URL is set.
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { connect, type Database } from '../../src/storage/client.ts';
import { databaseUrl } from './templates.ts';

/** A database of one test. */
export interface Fresh {
  readonly database: Database;
  readonly url: string;
  close(): Promise<void>;
}

interface Place {
  readonly url: string;
  remove(): Promise<void>;
}

/** A kind of database to run a suite on. */
export interface FreshDatabases {
  readonly name: string;
  /** Makes an address where nothing is yet. */
  url(): Promise<Place>;
  open(): Promise<Fresh>;
}

const postgresUrl = process.env.TEST_POSTGRES_URL;
const templates = inject('templates');

/**
 * SQLite always; PostgreSQL where TEST_POSTGRES_URL names a server in which databases can be created. Suites about what
 * people read, whose queries others try on both, ask for SQLite only: it is quicker.
 */
export function freshDatabases(only?: 'SQLite'): FreshDatabases[] {
  const sqlite = kind('SQLite', {
    url: async () => sqlitePlace(),
    async copy() {
      const place = sqlitePlace();
      copyFileSync(templates.sqlite, place.url);
      return place;
    },
  });
  if (only) return [sqlite];
  if (!postgresUrl) {
    if (process.env.DOCENT_REQUIRE_ALL)
      throw new Error('TEST_POSTGRES_URL is not set, but everything must run.');
    process.stdout.write('PostgreSQL: not tried, because TEST_POSTGRES_URL is not set.\n');
    return [sqlite];
  }
  const postgresql = kind('PostgreSQL', {
    url: () => postgresqlPlace(postgresUrl),
    copy: () => postgresqlPlace(postgresUrl, templates.postgresql),
  });
  return [sqlite, postgresql];
}

function kind(
  name: string,
  { url, copy }: { url(): Promise<Place>; copy(): Promise<Place> },
): FreshDatabases {
  return {
    name,
    url,
    async open() {
      const place = await copy();
      const database = await connect(place.url);
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

function sqlitePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'docent-'));
  return {
    url: join(folder, 'test.db'),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

let admin: Promise<Database> | undefined;

/** Runs one statement on a server, over the one connection that each test file keeps to it. */
async function execute(server: string, statement: string): Promise<void> {
  admin ??= connect(server);
  await (await admin).$executeRawUnsafe(statement);
}

async function postgresqlPlace(server: string, template = 'template1'): Promise<Place> {
  const name = `docent_${randomUUID().replaceAll('-', '')}`;
  await execute(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: databaseUrl(server, name),
    remove: () => execute(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}
