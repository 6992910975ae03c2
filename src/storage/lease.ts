// Leases end by the database's clock, so that bots whose computers disagree about the time agree about them.
import { raw, type Sql, sqltag } from '@prisma/client/runtime/client';
import { type Database, kindOf, type Transaction } from './client.ts';

/**
 * SQL for the instant at which the database executes it, moved by some milliseconds, as a `DateTime` column keeps it:
 * for `$executeRaw` and `$queryRaw` alone. Throws `RangeError` unless the milliseconds are a whole number.
 */
export function databaseTime(rows: Database | Transaction, plusMilliseconds = 0): Sql {
  if (!Number.isSafeInteger(plusMilliseconds))
    throw new RangeError(`${plusMilliseconds} is no number of milliseconds.`);
  return raw(
    kindOf(rows) === 'sqlite'
      ? `strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '${(plusMilliseconds / 1000).toFixed(3)} seconds')`
      : `((clock_timestamp() + ${plusMilliseconds} * INTERVAL '1 millisecond') AT TIME ZONE 'UTC')`,
  );
}

/**
 * SQL for "nobody has a lease of this row", over its column `leaseUntil`. With it one UPDATE takes a lease or finds it
 * taken (it answers how many rows it changed; Prisma's `@updatedAt` is not raised by it):
 *
 *     UPDATE "Publication" SET "leaseOwner" = ${owner}, "leaseUntil" = ${databaseTime(rows, 30_000)}
 *     WHERE "id" = ${id} AND ${isUnleased(rows)}
 */
export function isUnleased(rows: Database | Transaction): Sql {
  return sqltag`("leaseUntil" IS NULL OR "leaseUntil" <= ${databaseTime(rows)})`;
}

/** What the database's clock shows, moved by some milliseconds. */
export async function databaseNow(rows: Database | Transaction, plusMilliseconds = 0): Promise<Date> {
  const [found] = await rows.$queryRaw<{ at: Date | string }[]>`
    SELECT ${databaseTime(rows, plusMilliseconds)} AS "at"`;
  if (!found) throw new Error('The database did not say what time it is.');
  return new Date(found.at);
}
