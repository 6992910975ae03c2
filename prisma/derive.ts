// Derives what follows from prisma/schema.prisma: PostgreSQL's schema, both generated clients, and migrations.
//   node prisma/derive.ts                  the PostgreSQL schema and both clients
//   node prisma/derive.ts --clients        both clients only (after npm ci)
//   node prisma/derive.ts --migration NAME the SQL for both databases from the schema's difference
//   node prisma/derive.ts --check          fails when anything derived is out of step
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { withAscii, withSmallGraph, withSmallWasm } from './compact.ts';
import { offlineAdapter } from './offline-adapter.ts';

const here = import.meta.dirname;
const schemaFile = join(here, 'schema.prisma');
const derivedFile = join(here, 'postgresql', 'schema.prisma');
/** The schema as it was when the last migration was written. */
const migratedFile = join(here, 'migrations', 'migrated.prisma');
const noFilters = { externalTables: [], externalEnums: [] };

const databases = [
  { name: 'sqlite', adapter: 'sqlite', schema: (text: string) => text },
  { name: 'postgresql', adapter: 'postgres', schema: postgresqlSchema },
] as const;

function postgresqlSchema(text: string): string {
  return text
    .replace(
      /^\/\/ The one edited model[\s\S]*?\n\n/u,
      '// Derived from ../schema.prisma by prisma/derive.ts: edit that.\n\n',
    )
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('"../src/storage/generated/sqlite"', '"../../src/storage/generated/postgresql"');
}

function generateClients(): void {
  const prisma = createRequire(import.meta.url).resolve('prisma-cli/build/index.js');
  for (const file of [schemaFile, derivedFile]) {
    const made = spawnSync(process.execPath, [prisma, 'generate', '--no-hints', '--schema', file], {
      cwd: join(here, '..'),
      encoding: 'utf8',
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
    });
    if (made.status !== 0) throw new Error(`Prisma made no client of ${file}:\n${made.stdout}${made.stderr}`);
  }
  for (const { name } of databases)
    compact(join(here, '../src/storage/generated', name, 'internal/class.ts'));
}

/** What Prisma wrote, with 20 MB less in memory: see compact.ts. */
function compact(file: string): void {
  writeFileSync(file, withAscii(withSmallWasm(withSmallGraph(readFileSync(file, 'utf8')))));
}

async function difference(database: (typeof databases)[number], from: string, to: string): Promise<string> {
  const container = (text: string) => ({
    files: [{ path: 'schema.prisma', content: database.schema(text) }],
  });
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm');
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', database.schema(to)]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(offlineAdapter(database.adapter)),
  );
  const { stdout } = await engine.diff({
    from: from === '' ? { tag: 'empty' } : { tag: 'schemaDatamodel', ...container(from) },
    to: { tag: 'schemaDatamodel', ...container(to) },
    script: true,
    exitCode: null,
    filters: noFilters,
  });
  return stdout ?? '';
}

const isEmpty = (sql: string) => sql.replaceAll(/--.*$/gmu, '').trim() === '';
const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

async function writeMigration(name: string): Promise<void> {
  if (!/^[a-z0-9_]+$/u.test(name))
    throw new Error('Name the migration in lower case: npm run db:migration add_zone');
  const [from, to] = [read(migratedFile), read(schemaFile)];
  for (const database of databases) {
    const folder = join(here, 'migrations', database.name);
    mkdirSync(folder, { recursive: true });
    const sql = await difference(database, from, to);
    if (isEmpty(sql)) throw new Error('The schema has not changed since the last migration.');
    const number = readdirSync(folder).length + 1;
    const migration = join(folder, `${String(number).padStart(4, '0')}_${name}`);
    mkdirSync(migration, { recursive: true });
    writeFileSync(join(migration, 'migration.sql'), sql);
  }
  writeFileSync(migratedFile, to);
}

async function faults(): Promise<string[]> {
  const found: string[] = [];
  const schema = read(schemaFile);
  if (read(derivedFile) !== postgresqlSchema(schema)) {
    found.push('prisma/postgresql/schema.prisma is out of step: npm run db:derive');
  }
  for (const database of databases) {
    if (!isEmpty(await difference(database, read(migratedFile), schema))) {
      found.push(
        `${database.name} has no migration for the last change of the schema: npm run db:migration NAME`,
      );
    }
  }
  return found;
}

const [mode, name = ''] = process.argv.slice(2);
if (mode === '--check') {
  const found = await faults();
  for (const fault of found) process.stderr.write(`${fault}\n`);
  process.exitCode = found.length > 0 ? 1 : 0;
} else if (mode === '--clients') {
  generateClients();
} else {
  mkdirSync(join(here, 'postgresql'), { recursive: true });
  writeFileSync(derivedFile, postgresqlSchema(read(schemaFile)));
  if (mode === '--migration') await writeMigration(name);
  generateClients();
}
