// A clock that a test moves: on the way, whatever is due happens in its order.

/** Begins at an instant. */
export function movedClock(start: string) {
  let now = new Date(start);
  return {
    now: () => now,
    /** Goes on to an instant, from one thing that is due to the next; `runUntilIdle` says when that is. */
    async advanceTo(instant: string, runUntilIdle: () => Promise<Date | undefined>): Promise<void> {
      const end = new Date(instant);
      for (let next = await runUntilIdle(); next && next <= end; next = await runUntilIdle()) {
        now = next > now ? next : new Date(now.getTime() + 60_000);
      }
      now = end;
      await runUntilIdle();
    },
  };
}
