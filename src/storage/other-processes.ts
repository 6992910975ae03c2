// Hears at once when another process that shares a PostgreSQL made something due; without it, the next tick finds it.
import { setTimeout } from 'node:timers/promises';
import { databaseKind, dueChannel } from './client.ts';

const firstPauseMilliseconds = 1_000;
const longestPauseMilliseconds = 60_000;

/**
 * Calls back when some process made something due, this one too; answers what ends that. On SQLite nothing is heard. The
 * connection is made again when it breaks, of which `failed` is told once, with pauses that grow to a minute; after each time
 * it calls back once, for what happened meanwhile.
 */
export function onDueElsewhere(
  url: string,
  heard: () => void,
  failed: (error: unknown) => void,
): { stop(): Promise<void> } {
  if (databaseKind(url) !== 'postgresql') return { stop: async () => {} };
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = listen();

  async function listen(): Promise<void> {
    for (
      let pause = firstPauseMilliseconds;
      !signal.aborted;
      pause = Math.min(2 * pause, longestPauseMilliseconds)
    ) {
      try {
        await untilBroken(() => {
          pause = firstPauseMilliseconds;
        });
      } catch (error) {
        if (!signal.aborted && pause === firstPauseMilliseconds) failed(error);
      }
      await setTimeout(pause, undefined, { signal }).catch(() => {});
    }
  }

  /** Listens until the connection breaks, for whose error it throws, or until it is stopped. */
  async function untilBroken(connected: () => void): Promise<void> {
    const { Client } = await import('pg');
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
    const { promise: broken, resolve, reject } = Promise.withResolvers<void>();
    // It may break before anybody waits for that, as when PostgreSQL goes down while this connects; a rejection that
    // nobody takes ends the process.
    broken.catch(() => {});
    client.on('error', reject);
    client.on('end', () => reject(new Error('PostgreSQL closed the connection on which I listen.')));
    client.on('notification', heard);
    signal.addEventListener('abort', () => resolve(), { once: true });
    try {
      await client.connect();
      await client.query(`LISTEN ${dueChannel}`);
      connected();
      heard();
      await broken;
    } finally {
      await client.end().catch(() => {});
    }
  }

  return {
    async stop() {
      stopping.abort();
      await work;
    },
  };
}
