// Whether the forum takes the bot's key: while it does not, nothing is sent but a try now and then.
import type { Log } from '../../core/log.ts';
import { keyPatienceSeconds } from './refusal.ts';

/** Knows what became of the last request, as far as the key goes. */
interface KeyWatch {
  /** Told of each answer: the error with which it refused the key, if it did. */
  heard(refusal: Error | undefined): void;
  /** Whether it was refused a moment ago; then it is time for another try. */
  isRefused(): boolean;
  /** What the forum said, while it does not take the key. */
  trouble(): string | undefined;
  /** Whether the forum takes the key; undefined before it has said so. */
  isTaken(): boolean | undefined;
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
  let refusal: Error | undefined;
  let nextAt = 0;
  let hasHeard = false;
  return {
    heard(heard) {
      hasHeard = true;
      if (heard && !refusal) {
        log.warn(
          { username },
          'Discourse does not accept the API key; it is tried again each minute until it does',
        );
      }
      if (!heard && refusal) log.info({ username }, 'Discourse accepts the API key again');
      refusal = heard;
      nextAt = now().getTime() + keyPatienceSeconds * 1000;
    },
    isRefused: () => refusal !== undefined && now().getTime() < nextAt,
    trouble: () => refusal?.message,
    isTaken: () => (hasHeard ? refusal === undefined : undefined),
    lookAgain() {
      nextAt = 0;
    },
  };
}
