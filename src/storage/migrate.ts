// Brings a database to the newest schema at start, through Prisma's own engine in a thread of its own; an empty file at once.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ConfigError, insteadIf } from '../core/errors.ts';
import { type Database, type DatabaseKind, databaseKind, sqlitePath } from './client.ts';
import { makeTables } from './new-database.ts';
import { reasonOf } from './reason.ts';
import { tableNames } from './tables.ts';

const root = join(import.meta.dirname, '..', '..', 'prisma', 'migrations');

/** The migrations of one database, in order, by name. */
export function migrationNames(kind: DatabaseKind): string[] {
  return readdirSync(join(root, kind)).sort();
}

/** What the engine's worker is given. */
export interface MigrationJob {
  readonly url: string;
  readonly root: string;
  readonly migrations: readonly { readonly name: string; readonly sql: string }[];
  /** Whether everything is undone at the end. */
  readonly isTrial?: boolean;
}

/**
 * Applies what is missing. A database made by a newer version is refused and left untouched (`ConfigError`).
 * The engine (WASM) runs in a thread, so that most of its memory is given back.
 */
export async function migrate(database: Database, url: string): Promise<void> {
  const missing = await missingMigrations(database, url);
  if (missing.length === 0) return;
  const job = jobOf(url);
  if (missing === 'all' && databaseKind(url) === 'sqlite' && madeAtOnce(job)) return;
  await apply(job);
}

/** Brings an empty database to what an older version had: all migrations but those that are missing there. */
export async function migrateWithout(url: string, missing: readonly string[]): Promise<void> {
  const names = migrationNames(databaseKind(url)).filter((name) => !missing.includes(name));
  await apply(jobOf(url, names));
}

/** Applies what is missing and undoes it again: whether an upgrade will succeed. Throws `ConfigError` when it will not. */
export async function tryMigrations(url: string): Promise<void> {
  await apply({ ...jobOf(url), isTrial: true });
}

/**
 * The names of the migrations that a database lacks; `all` when it has no tables yet. Throws `ConfigError` when it was made
 * by a newer version or by another program, or does not answer.
 */
export async function missingMigrations(database: Database, url: string): Promise<'all' | readonly string[]> {
  const known = migrationNames(databaseKind(url));
  try {
    const applied = await appliedNames(database);
    refuseUnknown(applied, known);
    if (applied.length > 0) return known.filter((name) => !applied.includes(name));
    const [table] = await tableNames(database);
    if (table === undefined) return 'all';
    // Another process may have made them meanwhile, with the list of what was applied.
    if ((await appliedNames(database)).length > 0) return await missingMigrations(database, url);
    throw ofAnother(table);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`The database does not answer: ${reasonOf(error)}.`);
  }
}

function ofAnother(sign: string): ConfigError {
  return new ConfigError(
    `This database belongs to another program (it has "${sign}"). Name one of Docent's own in DATABASE_URL, a new file or an empty database; nothing was changed.`,
  );
}

/** Throws `ConfigError` when a database was made by a newer version, and what it throws itself when it does not answer. */
export async function refuseNewer(database: Database, url: string): Promise<void> {
  refuseUnknown(await appliedNames(database), migrationNames(databaseKind(url)));
}

function refuseUnknown(applied: readonly string[], known: readonly string[]): void {
  const unknown = applied.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  if (!applied.some((name) => known.includes(name))) throw ofAnother(unknown);
  throw new ConfigError(
    `This database was made by a newer version of Docent (it has "${unknown}"). Start that version, or restore a backup from before the upgrade; nothing was changed.`,
  );
}

function jobOf(url: string, names = migrationNames(databaseKind(url))): MigrationJob {
  const folder = join(root, databaseKind(url));
  return {
    url,
    root: folder,
    migrations: names.map((name) => ({
      name,
      sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8'),
    })),
  };
}

async function appliedNames(database: Database): Promise<string[]> {
  const rows = await database
    .$queryRawUnsafe<{ migration_name: string }[]>(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL',
    )
    .catch(insteadIf(isMissingTable, []));
  return rows.map((row) => row.migration_name);
}

function isMissingTable(error: unknown): boolean {
  return (
    error instanceof Error &&
    /no such table|does not exist/iu.test(error.message) &&
    /_prisma_migrations/u.test(error.message)
  );
}

/** The engine adds where in its own code it stood. */
const firstLine = (words: string): string => words.split('\n')[0] ?? words;

function madeAtOnce({ url, migrations }: MigrationJob): boolean {
  try {
    return makeTables(sqlitePath(url), migrations);
  } catch (error) {
    throw notUpToDate(error);
  }
}

function notUpToDate(error: unknown): ConfigError {
  return new ConfigError(
    `The database could not be brought up to date and is as it was before: ${firstLine(reasonOf(error))}.`,
  );
}

/** Applies those migrations of a job that are missing, all or none. Throws `ConfigError`. */
export function apply(job: MigrationJob): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(
      new URL(`./migration-worker${extname(import.meta.filename)}`, import.meta.url),
      {
        workerData: job,
        execArgv: ['--disable-warning=ExperimentalWarning'],
      },
    );
    worker.once('error', (error) => reject(notUpToDate(error)));
    worker.once('exit', () => resolve());
  });
}
