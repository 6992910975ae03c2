// Slots of time that all bots on one database take one after the other, so that together they keep a limit that they share.
import { type Database, kindOf } from './client.ts';
import { databaseTime } from './lease.ts';

/** Takes slots; answers in how many milliseconds the first of them is, the others following at their distance. */
type TakeSlots = (count: number, spacingMilliseconds: number) => Promise<number>;

/**
 * The slots of that name, by the database's clock: its row says until when they are taken. One statement, however many
 * bots take some at the same time.
 */
export function sharedSlots(database: Database, name: string): TakeSlots {
  return async (count, spacingMilliseconds) => {
    const taken = Math.ceil(count * spacingMilliseconds);
    const now = databaseTime(database);
    const [row] =
      kindOf(database) === 'sqlite'
        ? await database.$queryRaw<Taken[]>`
            INSERT INTO "Lease" ("name", "owner", "until") VALUES (${name}, '', ${databaseTime(database, taken)})
            ON CONFLICT ("name") DO UPDATE SET "until" =
              strftime('%Y-%m-%dT%H:%M:%f+00:00', max("Lease"."until", ${now}), ${`+${(taken / 1000).toFixed(3)} seconds`})
            RETURNING "until", ${now} AS "now"`
        : await database.$queryRaw<Taken[]>`
            INSERT INTO "Lease" ("name", "owner", "until") VALUES (${name}, '', ${databaseTime(database, taken)})
            ON CONFLICT ("name") DO UPDATE SET "until" =
              GREATEST("Lease"."until", ${now}) + ${taken}::int * INTERVAL '1 millisecond'
            RETURNING "until", ${now} AS "now"`;
    if (!row) throw new Error('The database did not say which slots are free.');
    return Math.max(0, new Date(row.until).getTime() - taken - new Date(row.now).getTime());
  };
}

interface Taken {
  readonly until: Date | string;
  readonly now: Date | string;
}

/** The slots where several bots may be at work: on SQLite each keeps the limit for itself. */
export function slotsAmongBots(database: Database, name: string): TakeSlots | undefined {
  return kindOf(database) === 'postgresql' ? sharedSlots(database, name) : undefined;
}
