// Whether the forum takes the bot's key: while it does not, nothing is sent but a try now and then.
import type { Log } from '../../core/log.ts';
import { keyPatienceSeconds } from './refusal.ts';

/** Builds the watch; it says once that the key is refused, and once that it is taken again. */
export function keyWatch(how: { readonly username: string; readonly log: Log; now(): Date }) {
  const { username, log, now } = how;
  let refusal: Error | undefined;
  let nextAt = 0;
  let hasHeard = false;
  return {
    /** Told of each answer: the error with which it refused the key, if it did. */
    heard(heard: Error | undefined) {
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
    /** Whether it was refused a moment ago; then it is time for another try. */
    isRefused: () => refusal !== undefined && now().getTime() < nextAt,
    /** What the forum said, while it does not take the key. */
    trouble: () => refusal?.message,
    /** Whether the forum takes the key; undefined before it has said so. */
    isTaken: () => (hasHeard ? refusal === undefined : undefined),
    /** It is time for another try. */
    lookAgain() {
      nextAt = 0;
    },
  };
}
