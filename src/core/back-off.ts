// Pauses between tries: each twice as long as the one before, up to a longest, and over early when the bot's clock is moved.

/** Pauses for one thing that is tried again and again. */
export type BackOff = ReturnType<typeof backOff>;

/** Builds the pauses; `first` and `longest` are in milliseconds, `now` is the bot's clock. */
export function backOff(how: { first: number; longest: number; now(): Date }) {
  let milliseconds = how.first;
  let waiting: { readonly until: number; end(): void } | undefined;
  return {
    /** How long the next pause will be, in whole seconds, for the log. */
    get nextSeconds() {
      return Math.max(1, Math.round(milliseconds / 1000));
    },
    /** Resolves when it is time for the next try, or when the signal aborts. `atLeast` is in milliseconds. */
    async pause(signal: AbortSignal, atLeast = 0): Promise<void> {
      // Of many bots that lost the same server, not all come back in the same instant.
      const length = Math.max(milliseconds * (1 - Math.random() / 5), atLeast);
      milliseconds = Math.min(milliseconds * 2, how.longest);
      const { promise, resolve } = Promise.withResolvers<void>();
      const end = (): void => resolve();
      const timer = setTimeout(end, length);
      waiting = { until: how.now().getTime() + length, end };
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) end();
      await promise;
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      waiting = undefined;
    },
    /** A try worked: the next pause is the shortest again. */
    reset(): void {
      milliseconds = how.first;
    },
    /** Ends a pause: there is reason to think that a try works now. */
    end(): void {
      waiting?.end();
    },
    /** Ends a pause that is over by the bot's clock, which may have been moved; answers whether there was one. */
    look(): boolean {
      if (!waiting || how.now().getTime() < waiting.until) return false;
      waiting.end();
      return true;
    },
  };
}
