// Keeps the bot below the forum's limits: so many requests in a minute and in ten seconds, on the real clock.
import { setTimeout as sleep } from 'node:timers/promises';
import { OutsideError } from '../../core/errors.ts';

/** What a request is for: what people wait for, or reading in the background. */
export type Urgency = 'now' | 'background';

/** Lets requests through at the pace that is allowed. */
export interface Limiter {
  /** Resolves when a request may be sent. Throws a retryable `OutsideError` when that is too long to wait. */
  turn(urgency: Urgency): Promise<void>;
  /** Waits so long, while others go on. Throws a retryable `OutsideError` when the bot leaves. */
  rest(seconds: number): Promise<void>;
  /** Nothing goes out for so long: the forum asked for it. */
  pause(seconds: number): void;
  /** Nobody waits any longer: the bot is leaving. */
  close(): void;
}

/** A full window is waited out, since whoever gives up must look for what was made before trying again. */
const longestWaitMilliseconds = 65_000;
const minute = 60_000;

interface Window {
  readonly most: number;
  readonly milliseconds: number;
}

/**
 * A limiter for `perMinute` requests in any minute; at most three quarters of them in any ten seconds. Each urgency
 * takes at most two thirds of either: publishing much never stops the reading, nor reading much the publishing.
 */
export function limiter(perMinute: number): Limiter {
  const all: number[] = [];
  const byUrgency: Readonly<Record<Urgency, number[]>> = { now: [], background: [] };
  const windows = windowsFor(perMinute);
  const shares = windowsFor(Math.max(1, Math.floor((perMinute * 2) / 3)));
  const leaving = new AbortController();
  let pausedUntil = 0;

  function waitFor(urgency: Urgency): number {
    const now = performance.now();
    return Math.max(
      pausedUntil - now,
      untilFree(all, { windows, now }),
      untilFree(byUrgency[urgency], { windows: shares, now }),
    );
  }

  async function rest(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: leaving.signal }).catch((cause: unknown) => {
      throw new OutsideError('The bot is leaving; this is sent when it is back.', { cause });
    });
  }

  return {
    rest: (seconds) => rest(seconds * 1000),
    async turn(urgency) {
      let waited = 0;
      for (let wait = waitFor(urgency); wait > 0; wait = waitFor(urgency)) {
        if (waited + wait > longestWaitMilliseconds) {
          throw new OutsideError('Discourse allows only so many requests a minute, and they are used up.', {
            retryAfterSeconds: Math.ceil(wait / 1000),
          });
        }
        await rest(wait);
        waited += wait;
      }
      const now = performance.now();
      all.push(now);
      byUrgency[urgency].push(now);
    },
    pause(seconds) {
      pausedUntil = Math.max(pausedUntil, performance.now() + seconds * 1000);
    },
    close: () => leaving.abort(),
  };
}

function windowsFor(perMinute: number): Window[] {
  return [
    { most: perMinute, milliseconds: minute },
    { most: Math.ceil(perMinute * 0.75), milliseconds: 10_000 },
  ];
}

/** How long until none of the windows is full of what was sent. */
function untilFree(sent: number[], { windows, now }: { windows: readonly Window[]; now: number }): number {
  while (sent[0] !== undefined && sent[0] <= now - minute) sent.shift();
  const waits = windows.map(({ most, milliseconds }) => {
    const blocking = sent.at(-most);
    return blocking === undefined ? 0 : blocking + milliseconds - now;
  });
  return Math.max(...waits);
}
