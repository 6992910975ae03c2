// Keeps the bot below the forum's limits: so many requests in a minute and in ten seconds, on the real clock.
import { setTimeout as sleep } from 'node:timers/promises';
import { OutsideError } from '../../core/errors.ts';

/** How urgent a request is: reading in the background leaves a third of the minute to what people wait for. */
export type Urgency = 'now' | 'background';

/** Lets requests through at the pace that is allowed. */
export interface Limiter {
  /** Resolves when a request may be sent. Throws a retryable `OutsideError` when that is too long to wait. */
  turn(urgency: Urgency): Promise<void>;
  /** Nothing goes out for so long: the forum asked for it. */
  pause(seconds: number): void;
  /** Nobody waits any longer: the bot is leaving. */
  close(): void;
}

const longestWaitMilliseconds = 20_000;

/** A limiter for `perMinute` requests in any minute; at most three quarters of them in any ten seconds. */
export function limiter(perMinute: number): Limiter {
  const minute = 60_000;
  const sent: number[] = [];
  const leaving = new AbortController();
  let pausedUntil = 0;

  function waitFor(urgency: Urgency): number {
    const now = performance.now();
    while (sent[0] !== undefined && sent[0] <= now - minute) sent.shift();
    const allowed = urgency === 'now' ? perMinute : Math.floor((perMinute * 2) / 3);
    return Math.max(
      pausedUntil - now,
      untilFree({ now, allowed, within: minute }),
      untilFree({ now, allowed: Math.ceil(allowed * 0.75), within: 10_000 }),
    );
  }

  function untilFree(window: { now: number; allowed: number; within: number }): number {
    const blocking = sent.at(-window.allowed);
    return blocking === undefined ? 0 : blocking + window.within - window.now;
  }

  return {
    async turn(urgency) {
      let waited = 0;
      for (let wait = waitFor(urgency); wait > 0; wait = waitFor(urgency)) {
        if (waited + wait > longestWaitMilliseconds) {
          throw new OutsideError('Discourse allows only so many requests a minute, and they are used up.', {
            retryAfterSeconds: Math.ceil(wait / 1000),
          });
        }
        await sleep(wait, undefined, { signal: leaving.signal }).catch((cause: unknown) => {
          throw new OutsideError('The bot is leaving; this is sent when it is back.', { cause });
        });
        waited += wait;
      }
      sent.push(performance.now());
    },
    pause(seconds) {
      pausedUntil = Math.max(pausedUntil, performance.now() + seconds * 1000);
    },
    close: () => leaving.abort(),
  };
}
