// The thread in which Prisma's schema engine applies migrations; it ends with them.
import { workerData } from 'node:worker_threads';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { databaseKind, lockEverything, sqlitePath } from './client.ts';
import type { MigrationJob } from './migrate.ts';
import { adapterOn } from './sqlite/adapter.ts';
import { openConnection } from './sqlite/connection.ts';

const job: MigrationJob = workerData;
const provider = databaseKind(job.url);
const datamodel = `datasource db {\n  provider = "${provider}"\n}\n`;
// A process that is ended in the middle must not leave half a schema, nor must two that start at once.
const transaction = await oneTransaction(job.url);
const factory = bindMigrationAwareSqlAdapterFactory(transaction.factory);
const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', datamodel]] }, () => {}, factory);
try {
  await engine.applyMigrations({
    migrationsList: {
      baseDir: job.root,
      lockfile: { path: 'migration_lock.toml', content: `provider = "${provider}"\n` },
      shadowDbInitScript: '',
      migrationDirectories: job.migrations.map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
      })),
    },
    filters: { externalTables: [], externalEnums: [] },
  });
  if (!job.isTrial) await transaction.commit();
} catch (error) {
  const cause = causeOf(error);
  throw cause ?? error;
} finally {
  // The end of a thread closes no SQLite connection, and as long as one is open nobody else is the last to close.
  await transaction.close();
}

// The engine gives its connections back only after a while; the thread need not wait for them.
process.exit(0);

/** The engine reports an adapter's failure by number; the failure itself is kept in the adapter's registry. */
function causeOf(error: unknown): Error | undefined {
  const number = /External error id#(\d+)/u.exec(error instanceof Error ? error.message : '')?.[1];
  const cause: unknown = number && factory.errorRegistry.consumeError(Number(number))?.error;
  return cause instanceof Error ? cause : undefined;
}

/** The transaction, as the schema engine takes a database. */
interface OneTransaction {
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
  commit(): Promise<void>;
  /** Closes the connection; what was not committed is undone. */
  close(): Promise<void>;
}

/** How long the thread stands still while another process holds SQLite's write lock. */
const standstillMilliseconds = 30_000;

/** Begins the transaction; waits for those of other processes. */
async function oneTransaction(url: string): Promise<OneTransaction> {
  return databaseKind(url) === 'sqlite' ? await onSqlite(sqlitePath(url)) : await onPostgresql(url);
}

async function onSqlite(path: string): Promise<OneTransaction> {
  // A table that is made anew is dropped first; with foreign keys on, what belongs to its rows would go with it.
  // They can only be turned off outside a transaction, and are checked at its end.
  const connection = openConnection(path, {
    enableForeignKeyConstraints: false,
    timeout: standstillMilliseconds,
  });
  connection.script('BEGIN IMMEDIATE');
  return {
    factory: shared('sqlite', adapterOn(connection)),
    async commit() {
      const broken = connection.query({ sql: 'PRAGMA foreign_key_check', args: [], argTypes: [] });
      if (broken.rows.length > 0)
        throw new Error(`${broken.rows.length} rows would belong to rows that are not there`);
      connection.script('COMMIT');
    },
    close: async () => connection.close(),
  };
}

async function onPostgresql(url: string): Promise<OneTransaction> {
  // One connection that stays, so that everything is inside the one transaction.
  const adapter = await new PrismaPg({ connectionString: url, max: 1, idleTimeoutMillis: 0 }).connect();
  const execute = (sql: string) => adapter.executeRaw({ sql, args: [], argTypes: [] });
  await execute('BEGIN');
  await execute(lockEverything);
  const close = adapter.dispose.bind(adapter);
  return {
    factory: shared('postgres', adapter),
    async commit() {
      await execute('COMMIT');
    },
    close,
  };
}

/** Hands the same connection to whoever asks, and does not let them close it. */
function shared(provider: 'sqlite' | 'postgres', adapter: SqlDriverAdapter) {
  adapter.dispose = async () => {};
  return {
    provider,
    adapterName: adapter.adapterName,
    connect: async () => adapter,
    connectToShadowDb: async () => {
      throw new Error('Applying migrations needs no shadow database.');
    },
  };
}
