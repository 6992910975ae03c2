// Discord's rate limits: a bucket for each route and major parameter, 50 requests a second in all, 429 beyond.
import { createHash } from 'node:crypto';

/** So many requests in so many seconds. */
export type Limit = readonly [requests: number, seconds: number];

/** Whether a request may pass, and what its answer says about it. */
export interface Verdict {
  readonly isAllowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** The body of the answer 429. */
  readonly body?: object;
}

interface Window {
  used: number;
  endsAt: number;
}

const globalLimit = 50;

/** Counts requests on the real clock; `speed` shortens the windows. */
export class RateLimits {
  readonly #speed: number;
  readonly #windows = new Map<string, Window>();
  #global: Window = { used: 0, endsAt: 0 };

  constructor(speed: number) {
    this.#speed = speed;
  }

  /** Takes one request of a route; `major` is the channel, guild or webhook that it is about. */
  take(route: string, major: string, limit: Limit, isOutsideGlobal: boolean): Verdict {
    const now = Date.now();
    if (!isOutsideGlobal) {
      if (now >= this.#global.endsAt) this.#global = { used: 0, endsAt: now + 1000 / this.#speed };
      this.#global.used += 1;
      if (this.#global.used > globalLimit) return refused(this.#global.endsAt - now, {}, true);
    }
    const key = `${route} ${major}`;
    const [most, seconds] = limit;
    let window = this.#windows.get(key);
    if (!window || now >= window.endsAt) {
      window = { used: 0, endsAt: now + (seconds * 1000) / this.#speed };
      this.#windows.set(key, window);
    }
    window.used += 1;
    const headers = {
      'x-ratelimit-limit': String(most),
      'x-ratelimit-remaining': String(Math.max(0, most - window.used)),
      'x-ratelimit-reset': (window.endsAt / 1000).toFixed(3),
      'x-ratelimit-reset-after': ((window.endsAt - now) / 1000).toFixed(3),
      'x-ratelimit-bucket': createHash('sha1').update(route).digest('hex').slice(0, 32),
    };
    if (window.used <= most) return { isAllowed: true, headers };
    return refused(window.endsAt - now, headers, false);
  }

  /** Forgets all that was counted. */
  clear(): void {
    this.#windows.clear();
    this.#global = { used: 0, endsAt: 0 };
  }
}

function refused(waitMilliseconds: number, headers: Record<string, string>, isGlobal: boolean): Verdict {
  const seconds = Math.max(waitMilliseconds, 1) / 1000;
  return {
    isAllowed: false,
    headers: {
      ...headers,
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-scope': isGlobal ? 'global' : 'user',
      ...(isGlobal && { 'x-ratelimit-global': 'true' }),
    },
    body: {
      message: 'You are being rate limited.',
      retry_after: Number(seconds.toFixed(3)),
      global: isGlobal,
      code: 0,
    },
  };
}
