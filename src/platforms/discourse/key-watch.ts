// Whether the forum takes the bot's key: while it does not, nothing is sent but a try now and then.
import type { Log } from './log.ts';
import { keyPatienceSeconds } from './refusal.ts';

/** Knows what became of the last request, as far as the key goes. */
export interface KeyWatch {
  /** Told of each answer whether it refused the key. */
  heard(isRefused: boolean): void;
  /** Whether it was refused a moment ago; then it is time for another try. */
  isRefused(): boolean;
  /** It is time for another try. */
  lookAgain(): void;
}

/** Builds the watch; it says once that the key is refused, and once that it is taken again. */
export function keyWatch({
  username,
  log,
  now,
}: {
  readonly username: string;
  readonly log: Log;
  now(): Date;
}): KeyWatch {
  let refusedAt: Date | undefined;
  let nextAt = 0;
  return {
    heard(isRefused) {
      if (isRefused && !refusedAt) {
        log.warn(
          { username },
          'Discourse does not accept the API key; it is tried again each minute until it does',
        );
      }
      if (!isRefused && refusedAt) log.info({ username }, 'Discourse accepts the API key again');
      refusedAt = isRefused ? now() : undefined;
      nextAt = now().getTime() + keyPatienceSeconds * 1000;
    },
    isRefused: () => refusedAt !== undefined && now().getTime() < nextAt,
    lookAgain() {
      nextAt = 0;
    },
  };
}
