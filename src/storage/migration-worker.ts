// The thread in which Prisma's schema engine applies migrations; it ends with them.
import { workerData } from 'node:worker_threads';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { databaseKind } from './client.ts';
import type { MigrationJob } from './migrate.ts';
import { oneTransaction } from './one-transaction.ts';

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
