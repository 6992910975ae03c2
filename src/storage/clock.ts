// The database's clock as this process knows it: asked now and then, and gone on from by the process's own steady one.
import type { Database } from './client.ts';
import { databaseNow } from './lease.ts';

/** How long a reading holds. */
const readingMilliseconds = 10 * 60_000;

interface Reading {
  readonly at: number;
  readonly monotonic: number;
}

const readings = new WeakMap<Database, Promise<Reading>>();

/** The instant by the database's clock, whatever the host's shows; costs a statement every ten minutes. */
export async function leaseClock(database: Database): Promise<Date> {
  const known = await readings.get(database);
  const isFresh = known && performance.now() - known.monotonic < readingMilliseconds;
  const reading = isFresh ? known : await read(database);
  return new Date(reading.at + performance.now() - reading.monotonic);
}

function read(database: Database): Promise<Reading> {
  const monotonic = performance.now();
  const reading = databaseNow(database).then((at) => ({ at: at.getTime(), monotonic }));
  readings.set(database, reading);
  reading.catch(() => readings.delete(database));
  return reading;
}
