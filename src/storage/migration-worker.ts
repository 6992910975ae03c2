// The thread in which Prisma's schema engine applies migrations; it ends with them.
import { workerData } from 'node:worker_threads';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { adapterFor, databaseKind, sqlitePath } from './client.ts';
import type { MigrationJob } from './migrate.ts';

const job: MigrationJob = workerData;
const provider = databaseKind(job.url);
const datamodel = `datasource db {\n  provider = "${provider}"\n}\n`;
// This thread has nothing else to do, so libSQL's own waiting, which stops it, is good enough here.
const adapter =
  provider === 'sqlite'
    ? new PrismaLibSql({ url: `file:${sqlitePath(job.url)}`, timeout: 20_000 })
    : await adapterFor(job.url);
const factory = bindMigrationAwareSqlAdapterFactory(adapter);
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
} catch (error) {
  const cause = causeOf(error);
  throw cause ?? error;
}

// The engine gives its connections back only after a while; the thread need not wait for them.
process.exit(0);

/** The engine reports an adapter's failure by number; the failure itself is kept in the adapter's registry. */
function causeOf(error: unknown): Error | undefined {
  const number = /External error id#(\d+)/u.exec(error instanceof Error ? error.message : '')?.[1];
  const cause: unknown = number && factory.errorRegistry.consumeError(Number(number))?.error;
  return cause instanceof Error ? cause : undefined;
}
