// The log of an outage of the database: one line when it begins and one when it is over, however much fails meanwhile.
import { OutsideError } from './core/errors.ts';
import type { Log } from './log.ts';
import { outageOf } from './storage/outage.ts';
import { reasonOf } from './storage/reason.ts';

/** Knows whether the database is away. */
export type DatabaseOutage = ReturnType<typeof databaseOutage>;

/** Begins with a database that is well. `over` is called when an outage has ended. */
export function databaseOutage(parts: {
  readonly log: Log;
  /** Whether the database answers and keeps what is written: undefined, or what is wrong. */
  fault(): Promise<string | undefined>;
  over(): void;
  /** Whether the bot leaves: what fails then is cut short. */
  isLeaving(): boolean;
}) {
  const { log } = parts;
  let isAway = false;

  function away(why: string): void {
    const cause = why.replace(/[.\s]+$/u, '');
    const told = `The database cannot be used: ${cause}. I try again each minute, and say here when it is over.`;
    if (!isAway && !parts.isLeaving()) log.error({}, told);
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

  /** Told of each failure; true when it is part of an outage, which has its line in the log already. */
  function isPartOfOutage(error: unknown): boolean {
    const isOutage = outageOf(error) !== undefined;
    if (isOutage) away(reasonOf(error));
    return isOutage;
  }

  return {
    isPartOfOutage,
    /** Logs what failed, unless an outage has its line already; says whether it passes by itself. */
    logged(
      error: unknown,
      { what, ...facts }: { readonly what: string } & Readonly<Record<string, string>>,
    ): boolean {
      if (isPartOfOutage(error)) return true;
      const isOutside = error instanceof OutsideError;
      if (isOutside) log.warn({ err: error, ...facts }, `Something outside failed a ${what}`);
      else log.error({ err: error, ...facts }, `A ${what} failed`);
      return isOutside;
    },
    /** What is wrong with the database now, in words, as `fault` answers; the beginning and the end go into the log. */
    fault,
    /** During an outage, tries whether it is over; answers what is wrong still. */
    still: async (): Promise<string | undefined> => (isAway ? await fault() : undefined),
  };
}
