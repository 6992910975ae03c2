// The database's own clock, by which leases are measured: the clocks of the hosts that share it may differ.
import { type Database, isPostgresql } from './client.ts';

/** How long a reading holds; between readings the process's monotonic clock goes on from it. */
const readingMilliseconds = 10 * 60_000;

interface Reading {
  readonly at: number;
  readonly monotonic: number;
}

const readings = new WeakMap<Database, Promise<Reading>>();

/** The instant by the database's clock, read from it every ten minutes. */
export async function databaseNow(database: Database): Promise<Date> {
  const known = await readings.get(database);
  const isFresh = known && performance.now() - known.monotonic < readingMilliseconds;
  const reading = isFresh ? known : await read(database);
  return new Date(reading.at + performance.now() - reading.monotonic);
}

function read(database: Database): Promise<Reading> {
  const reading = ask(database);
  readings.set(database, reading);
  reading.catch(() => readings.delete(database));
  return reading;
}

async function ask(database: Database): Promise<Reading> {
  const monotonic = performance.now();
  const sql = isPostgresql(database)
    ? 'SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS DOUBLE PRECISION) AS now'
    : "SELECT (julianday('now') - 2440587.5) * 86400000.0 AS now";
  const [row] = await database.$queryRawUnsafe<{ now: number }[]>(sql);
  if (!row) throw new Error('The database does not tell the time');
  return { at: row.now, monotonic };
}
