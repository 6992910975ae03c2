// Keeps all bots together below the forum's limits: so many requests in a minute and in ten seconds, on the real clock.

import { setTimeout as sleep } from 'node:timers/promises';
import { OutsideError } from '../../core/errors.ts';
import { inTime } from '../../core/outside/in-time.ts';
import { asksToWait } from './refusal.ts';

/** What a request is for: what people wait for, or reading in the background. */
export type Urgency = 'now' | 'background';

/** A full window is waited out, since whoever gives up must look for what was made before trying again. */
const longestWaitMilliseconds = 65_000;
const minute = 60_000;

/** What several bots agree on is not waited for longer. */
const patienceMilliseconds = 1_000;

interface Window {
  readonly most: number;
  readonly milliseconds: number;
}

/**
 * Takes the next place within a limit that several bots keep together; answers in how many milliseconds that is, or
 * undefined, and takes none, when it is later than `longestWait`.
 */
export type TakePlace = (limit: Window, longestWait: number) => Promise<number | undefined>;

/**
 * A limiter for `perMinute` requests in any minute; at most three quarters of them in any ten seconds. Each urgency
 * takes at most two thirds of either: publishing much never stops the reading, nor reading much the publishing. With
 * `takePlace` all bots together send so many in a minute; while the others cannot be asked, each keeps the limit for itself.
 */
export function limiter(perMinute: number, takePlace?: TakePlace) {
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

  /** In how many milliseconds this bot's place among all is. */
  async function placeAmongBots(take: TakePlace, longestWait: number): Promise<number> {
    const limit = { most: perMinute, milliseconds: minute };
    const place = take(limit, Math.floor(longestWait)).then(
      (wait) => wait ?? longestWait + 1,
      () => 0,
    );
    return (await inTime(patienceMilliseconds, place)) ?? 0;
  }

  return {
    /** Waits so long, while others go on. Throws a retryable `OutsideError` when the bot leaves. */
    rest: (seconds: number) => rest(seconds * 1000),
    /**
     * Resolves when a request may be sent. Throws a retryable `OutsideError` when that is too long to wait: longer than
     * `longestWait`, or than a full window; a `DiscourseError` where it is the forum that asked for it.
     */
    async turn(urgency: Urgency, longestWait = longestWaitMilliseconds) {
      let left = longestWait;
      const waitOut = async (wait: number): Promise<void> => {
        if (wait > left) {
          // A moment has passed since it was counted how long to wait.
          const isAsked = pausedUntil - performance.now() > wait - 1_000;
          if (isAsked) throw asksToWait(Math.ceil(wait / 1000), true);
          throw new OutsideError('Discourse allows only so many requests a minute, and they are used up.', {
            retryAfterSeconds: Math.ceil(wait / 1000),
          });
        }
        await rest(wait);
        left -= wait;
      };
      for (let wait = waitFor(urgency); wait > 0; wait = waitFor(urgency)) await waitOut(wait);
      const now = performance.now();
      all.push(now);
      byUrgency[urgency].push(now);
      if (!takePlace) return;
      const place = await placeAmongBots(takePlace, left);
      if (place > 0) await waitOut(place);
      // The forum may have asked for a pause meanwhile.
      for (let wait = pausedUntil - performance.now(); wait > 0; wait = pausedUntil - performance.now()) {
        await waitOut(wait);
      }
    },
    /** Nothing goes out for so long: the forum asked for it. */
    pause(seconds: number) {
      pausedUntil = Math.max(pausedUntil, performance.now() + seconds * 1000);
    },
    /** Nobody waits any longer: the bot is leaving. */
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
