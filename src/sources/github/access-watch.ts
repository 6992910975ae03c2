// Whether GitHub can be reached and takes the bot's token: while it does not, nothing is sent but a try now and then.
import { messageOf, OutsideError } from '../../core/errors.ts';
import { keepState, type PlatformState } from '../../core/platform-state.ts';

/** GitHub does not take the token: nothing will go until somebody gives the bot another. */
export class TokenError extends OutsideError {}

/** Knows what became of the last requests, as far as the token and GitHub as a whole go. */
export type AccessWatch = ReturnType<typeof accessWatch>;

const minute = 60_000;
/** While all is well, what a token's end would break is known within the hour, and not only when it is needed. */
const wellMilliseconds = 60 * minute;
/** GitHub locks out for a while who goes on trying with a token that it does not take. */
const refusedMilliseconds = 5 * minute;

/** Builds the watch; `probe` asks for something that costs nothing. */
export function accessWatch(parts: { probe(): Promise<unknown>; now(): Date }) {
  let changed: ((state: PlatformState) => void) | undefined;
  const stands = keepState({ now: parts.now, changed: (state) => changed?.(state) });
  let refusal: TokenError | undefined;
  let hasHeard = false;
  let nextAt = 0;

  const later = (milliseconds: number): void => {
    nextAt = parts.now().getTime() + milliseconds;
  };

  function heard(failure?: OutsideError): void {
    if (failure instanceof TokenError) {
      refusal = failure;
      hasHeard = true;
      later(refusedMilliseconds);
      stands.away(failure.message, { isRefused: true });
    } else if (failure && !failure.isPermanent) {
      // One answer that does not come may be the question's fault: the next look tells.
      if (!refusal && stands.state.isReady && failure.retryAfterSeconds === undefined) nextAt = 0;
    } else {
      // Whatever else is refused, the token was taken.
      refusal = undefined;
      hasHeard = true;
      later(wellMilliseconds);
      stands.ready();
    }
  }

  return {
    /** Told of each answer: what went wrong, or nothing. */
    heard,
    /** Throws what GitHub said of the token as long as asking again would come too soon. */
    refuseTooSoon() {
      if (refusal && parts.now().getTime() < nextAt) throw refusal;
    },
    state: () => stands.state,
    /** What GitHub said, while it does not take the token. */
    trouble: () => refusal?.message,
    /** Whether it takes the token; undefined before it has said so. */
    isAccepted: () => (hasHeard ? refusal === undefined : undefined),
    /** Has a listener told of each change from well to away, to refused, and back. */
    onChange(listener: (state: PlatformState) => void) {
      changed = listener;
    },
    /** It is time for another try. */
    lookAgain() {
      nextAt = 0;
    },
    /** Tries whether it goes, if it is time to: seldom while all is well. Throws nothing. */
    async look() {
      if (parts.now().getTime() < nextAt) return;
      try {
        await parts.probe();
        heard();
      } catch (error) {
        const failure = error instanceof OutsideError ? error : new OutsideError(messageOf(error));
        heard(failure);
        if (!failure.isPermanent) {
          later(minute / 2);
          // A limit that is spent is GitHub's word, and no outage.
          if (failure.retryAfterSeconds === undefined) stands.away(failure.message);
        }
      }
    },
  };
}
