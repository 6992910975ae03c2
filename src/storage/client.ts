// Turns DATABASE_URL into a Prisma client; the one place that knows that there are two.
import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaPg } from '@prisma/adapter-pg';
import { ConfigError } from '../core/errors.ts';
import { PrismaClient as PostgresqlClient } from './generated/postgresql/client.ts';
import { PrismaClient as SqliteClient } from './generated/sqlite/client.ts';

/** The client that every store uses; SQLite's types are the narrower ones, so what compiles runs on both. */
export type Database = SqliteClient;
/** The client inside a transaction. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];
/** Which of the two databases a URL means. */
export type DatabaseKind = 'sqlite' | 'postgresql';

/** How long a SQLite write waits for another process's. */
const busyTimeoutMilliseconds = 5_000;

/** `./docent.db` and `file:` mean SQLite, `postgresql:` PostgreSQL. Throws `ConfigError` for anything else. */
export function databaseKind(url: string): DatabaseKind {
  if (/^postgres(ql)?:\/\//u.test(url)) return 'postgresql';
  if (!/^[a-z]{2,}:/iu.test(url) || url.startsWith('file:')) return 'sqlite';
  throw new ConfigError(
    `DATABASE_URL starts with "${url.split(':')[0]}:". Use a file such as ./docent.db, or postgresql://….`,
  );
}

/** The path of a SQLite database's file. */
export function sqlitePath(url: string): string {
  return url.startsWith('file://') ? fileURLToPath(url) : url.replace(/^file:/u, '');
}

/** The driver adapter for a URL; a new SQLite file is made readable by its owner alone (mode 0600). */
export function adapterFor(url: string): PrismaLibSql | PrismaPg {
  if (databaseKind(url) === 'postgresql') return new PrismaPg({ connectionString: url });
  const path = sqlitePath(url);
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  else chmodSync(path, 0o600);
  return new PrismaLibSql({ url: `file:${path}`, timeout: busyTimeoutMilliseconds });
}

/**
 * Connects to a database. SQLite gets write-ahead logging, foreign keys (libSQL's default) and a busy timeout.
 * Throws `ConfigError` when it cannot be reached.
 */
export async function connect(url: string): Promise<Database> {
  if (databaseKind(url) === 'postgresql') {
    // The one cast: the two generated clients have the same models, and the portable subset of the schema keeps
    // their calls alike.
    return new PostgresqlClient({ adapter: adapterFor(url) }) as unknown as Database;
  }
  const database = new SqliteClient({ adapter: adapterFor(url) });
  await database.$queryRawUnsafe('PRAGMA journal_mode = WAL');
  return database;
}

/**
 * Runs `work` in one transaction and runs it again when the database answers that another writer was first
 * (SQLite cannot turn a read into a write then; PostgreSQL reports a conflict). `work` must therefore do nothing
 * but read and write rows.
 */
export async function transaction<T>(
  database: Database,
  work: (rows: Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.$transaction(work, { maxWait: 10_000, timeout: 20_000 });
    } catch (error) {
      if (attempt >= 10 || !isConflict(error)) throw error;
      await setTimeout(attempt * 10 * (1 + Math.random()));
    }
  }
}

/** P2034: write conflict or deadlock; P1008: SQLite stayed busy. */
function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'P2034' || error.code === 'P1008');
}

/** Whether an error is the database's refusal of a second row with the same unique values (Prisma's P2002). */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}
