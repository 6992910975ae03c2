// The tables of a database as its own catalogue knows them, and their rows page by page: for copies, which need no model.
import { type Database, kindOf, type Transaction } from './client.ts';

type Rows = Database | Transaction;
/** A row with the values of its columns by name. */
type Row = Readonly<Record<string, unknown>>;

/** What Prisma keeps about migrations belongs to the database and is never copied. */
const ownTable = '_prisma_migrations';
/** How many rows are read and written together; of those that hold whole files, few. */
const pageOf = (table: string) => (table === 'AnswerFile' ? 4 : 500);
/** How many values a statement may have on both databases, with room to spare. */
const mostValues = 5_000;

/** The names of all tables, each after those that its rows refer to. */
export async function tableNames(rows: Rows): Promise<string[]> {
  const isSqlite = kindOf(rows) === 'sqlite';
  const tables = await rows.$queryRawUnsafe<{ name: string }[]>(
    isSqlite
      ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
      : 'SELECT tablename::text AS "name" FROM pg_tables WHERE schemaname = current_schema()',
  );
  const references = await rows.$queryRawUnsafe<{ child: string; parent: string }[]>(
    isSqlite
      ? `SELECT t.name AS "child", k."table" AS "parent" FROM sqlite_schema t
         JOIN pragma_foreign_key_list(t.name) k WHERE t.type = 'table'`
      : `SELECT c.relname::text AS "child", p.relname::text AS "parent" FROM pg_constraint k
         JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
         WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace`,
  );
  return ordered(
    tables
      .map(({ name }) => name)
      .filter((name) => name !== ownTable)
      .toSorted(),
    references,
  );
}

/** Names so that every parent stands before its children. Throws when rows refer to each other in a circle. */
function ordered(
  names: readonly string[],
  references: readonly { readonly child: string; readonly parent: string }[],
): string[] {
  const placed: string[] = [];
  let left = [...names];
  while (left.length > 0) {
    const waiting = new Set(left);
    const free = left.filter((name) =>
      references.every(({ child, parent }) => child !== name || parent === name || !waiting.has(parent)),
    );
    if (free.length === 0) throw new Error(`These tables refer to each other: ${left.join(', ')}`);
    placed.push(...free);
    left = left.filter((name) => !free.includes(name));
  }
  return placed;
}

/** How many rows a table has. */
export async function countRows(rows: Rows, table: string): Promise<number> {
  const [found] = await rows.$queryRawUnsafe<{ count: bigint | number }[]>(
    `SELECT COUNT(*) AS "count" FROM "${table}"`,
  );
  return Number(found?.count ?? 0);
}

/** The columns by which the rows of a table are told apart, in their order. */
async function keyOf(rows: Rows, table: string): Promise<string[]> {
  const columns = await rows.$queryRawUnsafe<{ name: string }[]>(
    kindOf(rows) === 'sqlite'
      ? `SELECT name FROM pragma_table_info('${table}') WHERE pk > 0 ORDER BY pk`
      : `SELECT a.attname::text AS "name" FROM pg_index i
         CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
         WHERE i.indisprimary AND i.indrelid = '"${table}"'::regclass ORDER BY k.place`,
  );
  return columns.map(({ name }) => name);
}

/** A table's rows, some hundred at a time, in the order of their keys; each page is found by the last key before it. */
export async function* pagesOf(rows: Rows, table: string): AsyncGenerator<Row[]> {
  const page = pageOf(table);
  const key = await keyOf(rows, table);
  const columns = key.map((name) => `"${name}"`).join(', ');
  const place = placesOf(rows);
  const after = `WHERE (${columns}) > (${key.map(place).join(', ')})`;
  let values: unknown[] = [];
  for (;;) {
    const some = await rows.$queryRawUnsafe<Row[]>(
      `SELECT * FROM "${table}" ${values.length > 0 ? after : ''} ORDER BY ${columns} LIMIT ${page}`,
      ...values,
    );
    if (some.length > 0) yield some;
    const last = some.at(-1);
    if (!last || some.length < page) return;
    values = key.map((name) => last[name]);
  }
}

/** What stands for the values of a statement, one call a value. */
function placesOf(rows: Rows): () => string {
  let n = 0;
  return kindOf(rows) === 'sqlite' ? () => '?' : () => `$${++n}`;
}

/** Writes rows into a table, which has the same columns. */
export async function insertRows(rows: Transaction, table: string, some: readonly Row[]): Promise<void> {
  const columns = Object.keys(some[0] ?? {});
  const each = Math.max(1, Math.floor(mostValues / columns.length));
  for (let from = 0; from < some.length; from += each) {
    const batch = some.slice(from, from + each);
    const place = placesOf(rows);
    const places = batch.map(() => `(${columns.map(place).join(', ')})`);
    const names = columns.map((column) => `"${column}"`).join(', ');
    const values = batch.flatMap((row) => columns.map((column) => row[column]));
    await rows.$executeRawUnsafe(`INSERT INTO "${table}" (${names}) VALUES ${places.join(', ')}`, ...values);
  }
}

/** The highest number that a table has ever given to a row; 0 when it numbers none. */
async function lastNumber(rows: Rows, table: string): Promise<number> {
  if (kindOf(rows) === 'sqlite') {
    const [found] = await rows.$queryRawUnsafe<{ last: bigint | number }[]>(
      'SELECT seq AS "last" FROM sqlite_sequence WHERE name = ?',
      table,
    );
    return Number(found?.last ?? 0);
  }
  const sequence = await sequenceOf(rows, table);
  if (sequence === undefined) return 0;
  const [found] = await rows.$queryRawUnsafe<{ last: bigint | number }[]>(
    `SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS "last" FROM ${sequence}`,
  );
  return Number(found?.last ?? 0);
}

async function sequenceOf(rows: Rows, table: string): Promise<string | undefined> {
  const [found] = await rows.$queryRawUnsafe<{ name: string | null }[]>(
    `SELECT pg_get_serial_sequence('"' || $1 || '"', column_name)::text AS "name" FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 AND column_name = 'id'`,
    table,
  );
  return found?.name ?? undefined;
}

/** Goes on numbering a table's rows where another database stopped, so that no number is given twice. */
export async function continueNumbers(from: Rows, to: Transaction, table: string): Promise<void> {
  const last = await lastNumber(from, table);
  if (last === 0) return;
  if (kindOf(to) === 'sqlite') {
    await to.$executeRawUnsafe('DELETE FROM sqlite_sequence WHERE name = ?', table);
    await to.$executeRawUnsafe('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', table, last);
    return;
  }
  const sequence = await sequenceOf(to, table);
  if (sequence !== undefined) await to.$queryRawUnsafe(`SELECT setval('${sequence}', ${last})::text`);
}
