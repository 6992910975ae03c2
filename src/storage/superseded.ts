// Whether a running bot may go on: a database that a newer version took over, or that was retired, is left to others.
import { setTimeout } from 'node:timers/promises';
import { ConfigError } from '../core/errors.ts';
import type { Database } from './client.ts';
import { refuseNewer } from './migrate.ts';
import { refuseRetired } from './running.ts';

const pauseMilliseconds = 10_000;

/**
 * Looks every 10 s whether a newer version has brought the database to its own schema, or it was retired; then says why,
 * once, and looks no more. A database that does not answer is asked again. Answers what ends the looking.
 */
export function watchSuperseded(
  database: Database,
  url: string,
  superseded: (why: string) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = look();

  async function look(): Promise<void> {
    while (!signal.aborted) {
      await setTimeout(pauseMilliseconds, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      const why = await reason();
      if (why === undefined) continue;
      superseded(why);
      return;
    }
  }

  async function reason(): Promise<string | undefined> {
    try {
      await refuseNewer(database, url);
      await refuseRetired(database);
    } catch (error) {
      // Anything else is an outage, which the schedule and `/readyz` tell of.
      if (error instanceof ConfigError) return error.message;
    }
    return undefined;
  }

  return {
    async stop() {
      stopping.abort();
      await work;
    },
  };
}
