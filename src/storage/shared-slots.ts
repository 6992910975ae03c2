// Slots of time that all bots on one database take one after the other, so that together they keep a limit that they share.
import { type Database, kindOf } from './client.ts';
import { databaseTime } from './lease.ts';

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
