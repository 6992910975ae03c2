// One connection to a SQLite file through Node's own library, with its prepared statements kept.

import type { DatabaseSync, DatabaseSyncOptions, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { SqlQuery, SqlResultSet } from '@prisma/driver-adapter-utils';
import { BoundedMap } from '../../core/bounded-map.ts';
import { columnType, fromSqlite, toSqlite } from './values.ts';

/** A connection. Everything runs at once and synchronously, and throws SQLite's errors as they are. */
export type Connection = ReturnType<typeof openConnection>;

/** How many prepared statements a connection keeps: a bot uses some two hundred different ones. */
const mostStatements = 500;
/** Longer statements, such as those with hundreds of parameters, are not kept. */
const longestKept = 10_000;

/** Opens a connection; the file is made when it is not there. Throws SQLite's error when it cannot be opened. */
export function openConnection(path: string | URL, options: DatabaseSyncOptions = {}) {
  const database = new (sqlite().DatabaseSync)(path, options);
  const prepared = statements(database);
  return {
    query(asked: SqlQuery): SqlResultSet {
      const { sql, args, argTypes } = withWrittenLimit(asked);
      const statement = prepared(sql);
      // The types do not know `setReturnArrays`.
      const rows = statement.all(...args.map((value, i) => toSqlite(value, argTypes[i]))).map(values);
      const { names, declared } = columnsOf(statement, sql);
      const columnTypes = declared.map((type, index) => columnType(type, rows, index));
      return {
        columnNames: [...names],
        columnTypes,
        rows: rows.map((row) => columnTypes.map((type, index) => fromSqlite(row[index] ?? null, type))),
      };
    },
    /** Answers how many rows were changed. */
    execute({ sql, args, argTypes }: SqlQuery): number {
      return Number(prepared(sql).run(...args.map((value, i) => toSqlite(value, argTypes[i]))).changes);
    },
    /** Runs statements without parameters, separated by semicolons. */
    script: (sql: string): void => database.exec(sql),
    isInTransaction: (): boolean => database.isOpen && database.isTransaction,
    /** Rolls an open transaction back; closing twice does nothing. */
    close(): void {
      if (database.isOpen) database.close();
    },
  };
}

const limited = /LIMIT \? OFFSET \?(?=(?:\) AS `sub`)?$)/u;

/**
 * With its last limit and offset as digits, the same query. SQLite plans by a limit, so that it prepares a statement anew
 * each time that one is bound to it; Prisma ends each of its reads so, and preparing takes longer than to find a row.
 */
function withWrittenLimit(query: SqlQuery): SqlQuery {
  const { sql, args, argTypes } = query;
  if (!limited.test(sql)) return query;
  const [limit, offset] = args.slice(-2).map((value, i) => toSqlite(value, argTypes[args.length - 2 + i]));
  if (typeof limit !== 'bigint' || typeof offset !== 'bigint') return query;
  return { sql: sql.replace(limited, `LIMIT ${limit} OFFSET ${offset}`), args: args.slice(0, -2), argTypes };
}

const values = (row: unknown): readonly SQLOutputValue[] => (Array.isArray(row) ? row : []);

/** Their names, and what their tables declare. */
type Columns = { readonly names: readonly string[]; readonly declared: readonly (string | null)[] };

const knownColumns = new WeakMap<StatementSync, Columns>();

/**
 * The columns of a statement, which SQLite takes five times as long to describe as to find a row. They are kept where the
 * statement names them: what `*` stands for is changed by migrations, and by those of other processes.
 */
function columnsOf(statement: StatementSync, sql: string): Columns {
  const known = knownColumns.get(statement);
  if (known !== undefined) return known;
  const columns = statement.columns();
  const found = { names: columns.map(({ name }) => name), declared: columns.map(({ type }) => type) };
  if (!/(?<!\()\*/u.test(sql)) knownColumns.set(statement, found);
  return found;
}

/** Prepares statements, and keeps those that were used last. */
function statements(database: DatabaseSync): (sql: string) => StatementSync {
  const kept = new BoundedMap<string, StatementSync>(mostStatements);
  return (sql) => {
    const known = kept.get(sql);
    const statement = known ?? database.prepare(sql);
    if (!known) {
      statement.setReturnArrays(true);
      statement.setReadBigInts(true);
    }
    if (sql.length <= longestKept) kept.set(sql, statement);
    return statement;
  };
}

/** Node's library, of which older versions warn, once, that it is experimental: nothing that users could act on. */
function sqlite() {
  const emitWarning = process.emitWarning;
  process.emitWarning = (...given: unknown[]) => {
    const isExpected = given[1] === 'ExperimentalWarning' && /sqlite/iu.test(String(given[0]));
    if (!isExpected) Reflect.apply(emitWarning, process, given);
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
