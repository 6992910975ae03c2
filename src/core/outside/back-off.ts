// Pauses between tries: each twice as long as the one before, up to a longest, and over early when the bot's clock is moved.
import { setTimeout } from 'node:timers/promises';

/** Nothing asks to wait longer than a day; timers end at once after more than 24. */
const longestMilliseconds = 24 * 60 * 60_000;

/** Pauses for one thing that is tried again and again. */
export type BackOff = ReturnType<typeof backOff>;

/** Builds the pauses; `first` and `longest` are in milliseconds, `now` is the bot's clock. */
export function backOff(how: { first: number; longest: number; now(): Date }) {
  let milliseconds = how.first;
  let waiting: { readonly until: number; end(): void } | undefined;
  return {
    /** How long the next pause will be, in whole seconds, for the log. `atLeast` is in milliseconds. */
    nextSeconds(atLeast = 0) {
      return Math.max(1, Math.round(Math.min(Math.max(milliseconds, atLeast), longestMilliseconds) / 1000));
    },
    /** Resolves when it is time for the next try, or when the signal aborts. `atLeast` is in milliseconds. */
    async pause(signal: AbortSignal, atLeast = 0): Promise<void> {
      // Of many bots that lost the same server, not all come back in the same instant.
      const length = Math.min(Math.max(milliseconds * (1 - Math.random() / 5), atLeast), longestMilliseconds);
      milliseconds = Math.min(milliseconds * 2, how.longest);
      const early = new AbortController();
      waiting = { until: how.now().getTime() + length, end: () => early.abort() };
      await setTimeout(length, undefined, { signal: AbortSignal.any([signal, early.signal]) }).catch(
        () => {},
      );
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
