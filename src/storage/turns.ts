// Turns that all bots on one database take one after the other, so that together they keep a limit that they share.
import { type Database, kindOf } from './client.ts';
import { databaseTime } from './lease.ts';

/** Takes turns; answers in how many milliseconds the first of them is, the others following at their distance. */
type TakeTurns = (count: number, spacingMilliseconds: number) => Promise<number>;

/**
 * The turns of that name, by the database's clock: its row says until when they are taken. One statement, however many
 * bots take turns at the same time.
 */
export function sharedTurns(database: Database, name: string): TakeTurns {
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
    if (!row) throw new Error('The database did not say when it is whose turn.');
    return Math.max(0, new Date(row.until).getTime() - taken - new Date(row.now).getTime());
  };
}

interface Taken {
  readonly until: Date | string;
  readonly now: Date | string;
}

/** The turns where several bots may be at work: on SQLite each keeps the limit for itself. */
export function turnsAmongBots(database: Database, name: string): TakeTurns | undefined {
  return kindOf(database) === 'postgresql' ? sharedTurns(database, name) : undefined;
}
