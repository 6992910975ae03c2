// Waits with a deadline: nothing outside can hold up the bot's start, its answers, its checks or its way out.
import { setTimeout } from 'node:timers/promises';

/** What work comes to; undefined when that takes longer, or a signal aborts: what becomes of it then is nobody's. */
export async function inTime<T>(
  milliseconds: number,
  work: Promise<T>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const over = new AbortController();
  const ends = AbortSignal.any(signal ? [signal, over.signal] : [over.signal]);
  try {
    return await Promise.race([
      work,
      setTimeout(milliseconds, undefined, { signal: ends }).catch(() => undefined),
    ]);
  } finally {
    over.abort();
  }
}
