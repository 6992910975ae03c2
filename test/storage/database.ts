// Fresh, migrated databases for tests: a SQLite file each, and PostgreSQL where TEST_POSTGRES_URL is set.
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { connect, type Database } from '../../src/storage/client.ts';
import { databaseUrl } from './templates.ts';
import { freeDatabases } from './used-again.ts';

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
  /** Makes an address of a migrated database that nobody is connected to. */
  migrated(): Promise<Place>;
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
    migrated: async () => sqliteCopy(),
    async copy() {
      const place = sqliteCopy();
      return { place, database: await connect(place.url) };
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
    migrated: () => postgresqlPlace(postgresUrl, templates.postgresql?.name),
    copy: () => postgresqlCopy(postgresUrl),
  });
  return [sqlite, postgresql];
}

function kind(
  name: string,
  {
    copy,
    ...places
  }: Pick<FreshDatabases, 'url' | 'migrated'> & {
    copy(): Promise<{ place: Place; database: Database }>;
  },
): FreshDatabases {
  return {
    name,
    ...places,
    async open() {
      const { place, database } = await copy();
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

function sqliteCopy(): Place {
  const place = sqlitePlace();
  copyFileSync(templates.sqlite, place.url);
  return place;
}

let admin: Promise<Database> | undefined;

/** Runs one statement on a server, over the one connection that each test file keeps to it. */
async function execute(server: string, statement: string): Promise<void> {
  admin ??= connect(server);
  await (await admin).$executeRawUnsafe(statement);
}

/** A migrated database, of those that other tests are done with if there is one. */
async function postgresqlCopy(server: string): Promise<{ place: Place; database: Database }> {
  const { name: template, shape, free: folder } = templates.postgresql ?? {};
  if (!template || !shape || !folder) throw new Error('There is no template on PostgreSQL.');
  const free = freeDatabases(folder, shape);
  for (let name = free.take(); name !== undefined; name = free.take()) {
    const url = databaseUrl(server, name);
    const database = await connect(url);
    const taken = name;
    const remove = () => free.give(taken, (statement) => execute(server, statement));
    if (await free.empty(database)) return { place: { url, remove }, database };
    await database.$disconnect();
    await execute(server, `DROP DATABASE ${name} WITH (FORCE)`);
  }
  const { name, url } = await postgresqlPlace(server, template);
  const remove = () => free.give(name, (statement) => execute(server, statement));
  return { place: { url, remove }, database: await connect(url) };
}

async function postgresqlPlace(
  server: string,
  template = 'template1',
): Promise<Place & { readonly name: string }> {
  const name = `docent_${randomUUID().replaceAll('-', '')}`;
  await execute(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    name,
    url: databaseUrl(server, name),
    remove: () => execute(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}
