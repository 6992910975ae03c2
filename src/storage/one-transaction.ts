// A database on which all that is done is one transaction: either everything stays or nothing does.
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { databaseKind, lockEverything, sqlitePath } from './client.ts';
import { adapterOn } from './sqlite/adapter.ts';
import { openConnection } from './sqlite/connection.ts';

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
export async function oneTransaction(url: string): Promise<OneTransaction> {
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
