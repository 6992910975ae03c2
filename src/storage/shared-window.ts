// A limit of so many things in any while, and slots of time one after the other, that all bots on one database keep together.
import { join, sqltag } from '@prisma/client/runtime/client';
import { type Database, kindOf } from './client.ts';
import { databaseTime } from './lease.ts';

/** So many in any so many milliseconds. */
interface SharedLimit {
  readonly most: number;
  readonly milliseconds: number;
}

/**
 * Takes the next place that is free within the limit; answers in how many milliseconds that is, or undefined, and takes
 * none, when it is later than `longestWait`.
 */
export type TakePlace = (limit: SharedLimit, longestWait: number) => Promise<number | undefined>;

/** A limit of more is kept in shorter whiles: so many rows are read each time. */
const mostPlaces = 240;

/**
 * The places of that name where several bots may be at work; on SQLite each keeps the limit for itself. There are as many
 * rows as places, each with the instant from which it is free again, by the database's clock: whoever comes takes the one
 * that is free first. So the limit holds in any while, wherever that begins, and a bot that is alone has all of it.
 */
export function windowAmongBots(database: Database, name: string): TakePlace | undefined {
  if (kindOf(database) !== 'postgresql') return undefined;

  async function take({ most, milliseconds }: SharedLimit, longestWait: number): Promise<number | undefined> {
    const [place] = await database.$queryRaw<{ readonly wait: number }[]>`
      UPDATE "Lease" SET "until" = GREATEST("until", ${databaseTime(database)}) + ${milliseconds}::int * INTERVAL '1 millisecond'
      WHERE "name" = (
        SELECT "name" FROM "Lease" WHERE "name" IN (${join(names(name, most))}) AND "until" <= ${databaseTime(database, longestWait)}
        ORDER BY "until", "name" LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING (EXTRACT(EPOCH FROM "until" - ${databaseTime(database)}) * 1000 - ${milliseconds}::int)::float8 AS "wait"`;
    return place?.wait;
  }

  /** The first bot of all finds no places yet. */
  async function makePlaces({ most }: SharedLimit): Promise<void> {
    const rows = names(name, most).map((one) => sqltag`(${one}, '', ${databaseTime(database)})`);
    await database.$executeRaw`
      INSERT INTO "Lease" ("name", "owner", "until") VALUES ${join(rows)} ON CONFLICT ("name") DO NOTHING`;
  }

  return async ({ most, milliseconds }, longestWait) => {
    const places = Math.min(most, mostPlaces);
    const limit = { most: places, milliseconds: Math.ceil((milliseconds * places) / most) };
    let wait = await take(limit, longestWait);
    if (wait === undefined) {
      await makePlaces(limit);
      wait = await take(limit, longestWait);
    }
    return wait && Math.max(0, wait);
  };
}

function names(name: string, most: number): string[] {
  return Array.from({ length: most }, (_, i) => `${name}/${i + 1}`);
}

/** Takes slots; answers in how many milliseconds the first of them is, the others following at their distance. */
export type TakeSlots = (count: number, spacingMilliseconds: number) => Promise<number>;

/**
 * The slots of that name where several bots may be at work, by the database's clock: its row says until when they are taken.
 * One statement, however many bots take some at the same time. On SQLite each keeps the limit for itself.
 */
export function slotsAmongBots(database: Database, name: string): TakeSlots | undefined {
  if (kindOf(database) !== 'postgresql') return undefined;
  return async (count, spacingMilliseconds) => {
    const taken = Math.ceil(count * spacingMilliseconds);
    const now = databaseTime(database);
    const [first] = await database.$queryRaw<{ readonly wait: number }[]>`
      INSERT INTO "Lease" ("name", "owner", "until") VALUES (${name}, '', ${databaseTime(database, taken)})
      ON CONFLICT ("name") DO UPDATE SET "until" = GREATEST("Lease"."until", ${now}) + ${taken}::int * INTERVAL '1 millisecond'
      RETURNING (EXTRACT(EPOCH FROM "until" - ${now}) * 1000 - ${taken}::int)::float8 AS "wait"`;
    if (!first) throw new Error('The database did not say which slots are free.');
    return Math.max(0, first.wait);
  };
}
