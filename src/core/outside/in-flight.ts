// Work that goes on beside everything else, and that somebody may want to see ended.

/** Keeps such work in mind until it has ended; `failed` is told of what it throws. */
export function inFlight(failed: (error: unknown) => void) {
  const running = new Set<Promise<void>>();
  return {
    add(work: Promise<void>): void {
      const watched: Promise<void> = work.catch(failed).finally(() => running.delete(watched));
      running.add(watched);
    },
    /** Resolves when all that has begun by now has ended. */
    async all(): Promise<void> {
      await Promise.all(running);
    },
  };
}
