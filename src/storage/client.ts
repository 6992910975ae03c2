// Turns DATABASE_URL into a Prisma client; the one place that knows that there are two.
import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { ConfigError, OutsideError } from '../core/errors.ts';
import { claiming } from './current-request.ts';
import type { PrismaClient as SqliteClient } from './generated/sqlite/client.ts';
import { reasonOf } from './reason.ts';
import { unusableFile } from './unusable-file.ts';

/** The client that every store uses; SQLite's types are the narrower ones, so what compiles runs on both. */
export type Database = SqliteClient;
/** The client inside a transaction. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];
/** Which of the two databases a URL means. */
export type DatabaseKind = 'sqlite' | 'postgresql';

/** `./docent.db` and `file:` mean SQLite, `postgresql:` PostgreSQL. Throws `ConfigError` for anything else. */
export function databaseKind(url: string): DatabaseKind {
  // SQLite would keep all of it in memory, beside an empty file of that name.
  if (sqlitePath(url) === ':memory:')
    throw new ConfigError(`DATABASE_URL is "${url}": all would be lost at the end. Use a file: ./docent.db.`);
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

/**
 * A server that was stopped or cut off answers nothing, not even that it does not answer. Longer than any transaction
 * may take; migrations have no bound.
 */
const longestStatementMilliseconds = 30_000;

/**
 * The driver adapter for a URL; a SQLite file is made readable by its owner alone (mode 0600). Each database's
 * code is loaded when it is used, since it takes memory and time. `longestMilliseconds` bounds a statement on PostgreSQL.
 */
async function adapterFor(
  url: string,
  { longestMilliseconds }: { readonly longestMilliseconds?: number } = {},
): Promise<SqlDriverAdapterFactory> {
  if (databaseKind(url) === 'postgresql') {
    const { PrismaPg } = await import('@prisma/adapter-pg');
    return new PrismaPg({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      ...(longestMilliseconds !== undefined && { query_timeout: longestMilliseconds }),
    });
  }
  const { sqliteAdapter } = await import('./sqlite/adapter.ts');
  const path = sqlitePath(url);
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  // Never a folder's: nobody could enter it any more.
  else if (statSync(path).isFile()) chmodSync(path, 0o600);
  return sqliteAdapter(path);
}

/**
 * Connects to a database. Throws `ConfigError` when it cannot be used, and `OutsideError` when PostgreSQL does not answer
 * now but may later.
 */
export async function connect(url: string): Promise<Database> {
  const isPostgresql = databaseKind(url) === 'postgresql';
  try {
    return await orDisconnect(
      await (isPostgresql ? clientOfPostgresql(url) : clientOfSqlite(url)),
      async (database) => {
        await database.$queryRawUnsafe('SELECT 1');
        return database;
      },
    );
  } catch (error) {
    const reason = reasonOf(error);
    if (isPostgresql && isUnreachable(error))
      throw new OutsideError(
        `PostgreSQL at ${hostOf(url)} does not answer: ${reason}. See that it runs there and can be reached from here.`,
        { cause: error },
      );
    const { saw, cure } = isPostgresql ? unusableServer(url, reason) : unusableFile(sqlitePath(url), reason);
    throw new ConfigError(`${saw}. ${cure}.`, { cause: error });
  }
}

/** Connects to a database for as long as some work takes. Throws what `connect` throws. */
export async function using<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await connect(url);
  try {
    return await work(database);
  } finally {
    await database.$disconnect();
  }
}

function unusableServer(url: string, reason: string) {
  return {
    saw: `PostgreSQL at ${hostOf(url)} cannot be used: ${reason}`,
    cure: /database .* does not exist/u.test(reason)
      ? 'Make an empty database of that name first, or correct the name in the address'
      : 'See that it runs there, and that the address names a database, a user and a password that it knows',
  };
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'that address');

/** Whether nobody answers there now, or PostgreSQL is about to start or full, rather than refusing who asks. */
function isUnreachable(error: unknown): boolean {
  const words = `${error instanceof Error && 'code' in error ? String(error.code) : ''} ${reasonOf(error)}`;
  return /P1001|P1002|P1008|P1017|P2024|P2037|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EAI_AGAIN|reach database|timeout|timed? ?out|starting up|shutting down|too many clients|too many connections|terminated unexpectedly/iu.test(
    words,
  );
}

/** Also for those that Prisma begins by itself. SQLite's adapter gives up waiting before Prisma does. */
const transactionOptions = { maxWait: 15_000, timeout: 20_000 };
/** Each call would otherwise take a picture of the stack, a twentieth of all work, for errors that quote our own code. */
const clientOptions = { errorFormat: 'minimal', transactionOptions } as const;

async function clientOfPostgresql(url: string): Promise<Database> {
  const { PrismaClient } = await import('./generated/postgresql/client.ts');
  // The one cast: the two generated clients have the same models, and the portable subset of the schema keeps
  // their calls alike.
  const database = new PrismaClient({
    adapter: await adapterFor(url, { longestMilliseconds: longestStatementMilliseconds }),
    ...clientOptions,
  }) as unknown as Database;
  onPostgresql.add(database);
  return database;
}

async function clientOfSqlite(url: string): Promise<Database> {
  const { PrismaClient } = await import('./generated/sqlite/client.ts');
  return new PrismaClient({ adapter: await adapterFor(url), ...clientOptions });
}

/** What comes of the first steps on a database. When one throws it is disconnected: open connections keep a process alive. */
export async function orDisconnect<T>(
  database: Database,
  steps: (database: Database) => Promise<T>,
): Promise<T> {
  try {
    return await steps(database);
  } catch (error) {
    await database.$disconnect();
    throw error;
  }
}

const onPostgresql = new WeakSet<Database | Transaction>();

/** Which of the two databases a client is of; also for the rows that `change` and `transaction` hand out. */
export function kindOf(rows: Database | Transaction): DatabaseKind {
  return onPostgresql.has(rows) ? 'postgresql' : 'sqlite';
}

/**
 * A filter for texts that begin so, which reads no more than those where their column has an index. SQLite uses none for
 * LIKE; PostgreSQL orders texts by its own language, in which a range is another one.
 */
export function beginningWith(rows: Database | Transaction, prefix: string) {
  if (kindOf(rows) === 'postgresql') return { startsWith: prefix };
  const last = prefix.codePointAt(prefix.length - 1) ?? 0;
  return { gte: prefix, lt: `${prefix.slice(0, -1)}${String.fromCodePoint(last + 1)}` };
}

/** A number of our own among PostgreSQL's advisory locks, each of which is two numbers. */
const ourLocks = 646370378;
/** Waits until nobody else changes anything on PostgreSQL, and keeps others from it until the transaction ends. */
export const lockEverything = `SELECT pg_advisory_xact_lock(${ourLocks}, 0)`;
/** Waits until nobody else changes the group; groups change beside each other, but not beside `lockEverything`. */
const lockGroup = `SELECT pg_advisory_xact_lock_shared(${ourLocks}, 0), pg_advisory_xact_lock(${ourLocks}, $1::int)`;

type Work<T> = (rows: Transaction) => Promise<T>;

/**
 * Runs `work` in one transaction while no other changes this group, in this process or another, so that what was read
 * stays true until the end. On PostgreSQL groups are changed beside each other; SQLite has one writer. `work` is run
 * again when another writer was first nevertheless; it must do nothing but read and write rows of this group, and
 * never call `change` or `transaction` itself. For a request that another bot has done it throws a `DoneElsewhereError`.
 */
export async function change<T>(database: Database, groupId: number, work: Work<T>): Promise<T> {
  if (kindOf(database) === 'sqlite') return await transaction(database, work);
  return await locked(database, { groupId, lock: [lockGroup, groupId] }, work);
}

/** The same for what belongs to no group, or to several: nothing else is changed meanwhile, of any group. */
export async function transaction<T>(database: Database, work: Work<T>): Promise<T> {
  return await locked(database, { groupId: noGroup, lock: [lockEverything] }, work);
}

/** One transaction after the others of its group; on PostgreSQL it begins with a lock. */
async function locked<T>(
  database: Database,
  { groupId, lock }: { readonly groupId: number; readonly lock: readonly [sql: string, ...values: number[]] },
  work: Work<T>,
): Promise<T> {
  return await claiming(work, (claimed) =>
    inOrder(database, groupId, async (rows) => {
      if (kindOf(database) === 'postgresql') await rows.$executeRawUnsafe(...lock);
      return await claimed(rows);
    }),
  );
}

/** One transaction that may take an hour and is not tried again, as for copying everything; it locks nothing by itself. */
export async function longTransaction<T>(database: Database, work: Work<T>): Promise<T> {
  const options = { maxWait: 30_000, timeout: 3_600_000 };
  return await database.$transaction(async (rows) => {
    if (onPostgresql.has(database)) onPostgresql.add(rows);
    return await work(rows);
  }, options);
}

const noGroup = 0;

/** The last work of each group that has any; those of this process queue here, not each with a connection of its own. */
const lastOf = new WeakMap<Database, Map<number, Promise<void>>>();

async function inOrder<T>(database: Database, groupId: number, work: Work<T>): Promise<T> {
  const last = lastOf.get(database) ?? new Map<number, Promise<void>>();
  lastOf.set(database, last);
  const result = (last.get(groupId) ?? Promise.resolve()).then(() => attempts(database, work));
  const end = result.then(
    () => {},
    () => {},
  );
  last.set(groupId, end);
  void end.then(() => {
    if (last.get(groupId) === end) last.delete(groupId);
  });
  return await result;
}

const mostAttempts = 10;

async function attempts<T>(database: Database, work: Work<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let isWaking = false;
    const known = async (rows: Transaction) => {
      if (onPostgresql.has(database)) onPostgresql.add(rows);
      const done = await work(rows);
      isWaking = waking.has(rows);
      // Other processes hear of it when, and only if, it is committed.
      if (isWaking && onPostgresql.has(database)) await rows.$executeRawUnsafe(notifyOthers);
      return done;
    };
    try {
      const done = await database.$transaction(known, transactionOptions);
      if (isWaking) notify(database);
      return done;
    } catch (error) {
      if (attempt >= mostAttempts || !isConflict(error)) throw error;
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

/** The channel on which processes that share a PostgreSQL tell each other that something became due. */
export const dueChannel = 'docent_due';
const notifyOthers = `SELECT pg_notify('${dueChannel}', '')`;

const listeners = new WeakMap<object, Set<() => void>>();
/** Transactions that made something due. */
const waking = new WeakSet<object>();

/** Calls back whenever something became due by a write of this client; answers what ends that. */
export function onDue(database: Database, listener: () => void): () => void {
  const all = listeners.get(database) ?? new Set();
  listeners.set(database, all.add(listener));
  return () => void all.delete(listener);
}

/** To be called by whoever makes something due: tells the listeners, in a transaction when it is committed. */
export function notifyAfter(rows: Database | Transaction): void {
  if (!listeners.has(rows)) waking.add(rows);
  else notify(rows);
}

function notify(database: object): void {
  for (const listener of listeners.get(database) ?? []) listener();
}
