// What SQLite's errors mean, in the kinds from which Prisma makes its codes (P2002, P2003, P1008 …).
import { DriverAdapterError, type MappedError } from '@prisma/driver-adapter-utils';

interface SqliteError extends Error {
  /** The extended result code: https://www.sqlite.org/rescode.html */
  readonly errcode: number;
}

/** Whether another connection holds a lock that was needed (SQLITE_BUSY, in any of its extended forms). */
export function isBusy(error: unknown): boolean {
  return isSqliteError(error) && (error.errcode & 0xff) === 5;
}

/** The error that Prisma understands; one that does not come from SQLite is answered as it is. */
export function converted(error: unknown): unknown {
  if (isSqliteError(error))
    return new DriverAdapterError({
      originalCode: String(error.errcode),
      originalMessage: error.message,
      ...kindOf(error),
    });
  // node:sqlite says this of a database that was closed, and of its statements.
  if (error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE')
    return connectionClosed();
  return error;
}

/** The database was closed while something still wanted to use it (P1017). */
export const connectionClosed = () => new DriverAdapterError({ kind: 'ConnectionClosed' });

/** Other writers kept the database for too long (P1008). */
export const stayedBusy = () => new DriverAdapterError({ kind: 'SocketTimeout' });

/** The transaction is over: it timed out, or SQLite itself rolled it back, as when the disk is full. */
export const transactionOver = () =>
  new DriverAdapterError({ kind: 'TransactionAlreadyClosed', cause: 'The transaction is over.' });

function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}

function kindOf(error: SqliteError): MappedError {
  switch (error.errcode) {
    case 1555: // SQLITE_CONSTRAINT_PRIMARYKEY
    case 2067: // SQLITE_CONSTRAINT_UNIQUE
    case 2579: // SQLITE_CONSTRAINT_ROWID
      return { kind: 'UniqueConstraintViolation', ...columnsOf(error.message) };
    case 1299: // SQLITE_CONSTRAINT_NOTNULL
      return { kind: 'NullConstraintViolation', ...columnsOf(error.message) };
    case 787: // SQLITE_CONSTRAINT_FOREIGNKEY
    case 1811: // SQLITE_CONSTRAINT_TRIGGER, by which ON DELETE RESTRICT is kept
      return { kind: 'ForeignKeyConstraintViolation', constraint: { foreignKey: {} } };
  }
  if (isBusy(error)) return { kind: 'SocketTimeout' };
  const table = /^no such table: (.+)/u.exec(error.message)?.[1];
  if (table !== undefined) return { kind: 'TableDoesNotExist', table };
  const column = /(?:^no such column: |has no column named )(.+)/u.exec(error.message)?.[1];
  if (column !== undefined) return { kind: 'ColumnNotFound', column };
  return { kind: 'sqlite', extendedCode: error.errcode, message: error.message };
}

/** `UNIQUE constraint failed: Person.groupId, Person.name` names the table and the columns. */
function columnsOf(message: string) {
  const names = message.split('constraint failed: ')[1]?.split(', ') ?? [];
  const fields = names.map((name) => name.slice(name.lastIndexOf('.') + 1));
  const table = names[0]?.split('.').slice(0, -1).join('.');
  return { ...(fields.length > 0 && { constraint: { fields } }), ...(table && { table }) };
}
