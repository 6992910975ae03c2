// Waits with a deadline: nothing outside can hold up the bot's start, its answers, its checks or its way out.

/** What work comes to; undefined when that takes longer, or a signal aborts: what becomes of it then is nobody's. */
export async function inTime<T>(
  milliseconds: number,
  work: Promise<T>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const { promise: over, resolve } = Promise.withResolvers<undefined>();
  const end = () => resolve(undefined);
  const timer = setTimeout(end, signal?.aborted ? 0 : milliseconds);
  signal?.addEventListener('abort', end);
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}
