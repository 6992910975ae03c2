// The log of an outage of the database: one line when it begins and one when it is over, however much fails meanwhile.
import type { Log } from './log.ts';
import { outageOf } from './storage/outage.ts';
import { reasonOf } from './storage/reason.ts';

/** Begins with a database that is well. `over` is called when an outage has ended. */
export function databaseOutage(parts: {
  readonly log: Log;
  /** Whether the database answers and keeps what is written: undefined, or what is wrong. */
  fault(): Promise<string | undefined>;
  over(): void;
}) {
  const { log } = parts;
  let isAway = false;

  function away(why: string): void {
    const cause = why.replace(/[.\s]+$/u, '');
    if (!isAway)
      log.error(
        {},
        `The database cannot be used: ${cause}. I try again each minute, and say here when it is over.`,
      );
    isAway = true;
  }

  async function fault(): Promise<string | undefined> {
    const why = await parts.fault();
    if (why !== undefined) away(why);
    else if (isAway) {
      isAway = false;
      log.info({}, 'The database can be used again. What waited goes on.');
      parts.over();
    }
    return why;
  }

  return {
    /** Told of each failure; true when it is part of an outage, which has its line in the log already. */
    isPartOfOutage(error: unknown): boolean {
      const isOutage = outageOf(error) !== undefined;
      if (isOutage) away(reasonOf(error));
      return isOutage;
    },
    /** What is wrong with the database now, in words, as `fault` answers; the beginning and the end go into the log. */
    fault,
    /** During an outage, tries whether it is over; answers what is wrong still. */
    still: async (): Promise<string | undefined> => (isAway ? await fault() : undefined),
  };
}
