// Discord's rate limits: a bucket for each route and major parameter, 50 requests a second in all, 429 beyond.
import { createHash } from 'node:crypto';

/** So many requests in so many seconds. */
export type Limit = readonly [requests: number, seconds: number];

/**
 * New conversations in ten minutes. Discord keeps the number to itself; bots report being stopped after some dozens,
 * for about ten minutes. https://github.com/DasWolke/SnowTransfer/issues/43
 */
export const mostConversations: Limit = [40, 600];

/**
 * Changes of the name or the topic of one channel or thread in ten minutes. Discord does not document it, and its headers speak of
 * the route's own limit alone. https://github.com/discord/discord-api-docs/issues/1900,
 * https://github.com/Rapptz/discord.py/issues/9073, of threads https://github.com/discordjs/discord.js/issues/6651
 */
export const mostRenamings: Limit = [2, 600];

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
/** Answers 401, 403 and 429 in ten minutes, after which an address is banned for the rest of them. */
const invalidLimit: Limit = [10_000, 600];
/** With more windows than this, those that have passed are forgotten. */
const mostWindows = 10_000;

/** Counts requests on the real clock; `speed` shortens the windows, and an infinite one does away with them. */
export class RateLimits {
  readonly #speed: number;
  readonly #windows = new Map<string, Window>();
  readonly #buckets = new Map<string, string>();
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
    const [most, seconds] = limit;
    const window = this.#window(`${route} ${major}`, now, seconds);
    window.used += 1;
    const headers = {
      'x-ratelimit-limit': String(most),
      'x-ratelimit-remaining': String(Math.max(0, most - window.used)),
      'x-ratelimit-reset': (window.endsAt / 1000).toFixed(3),
      'x-ratelimit-reset-after': ((window.endsAt - now) / 1000).toFixed(3),
      'x-ratelimit-bucket': this.#bucket(route),
    };
    if (window.used <= most) return { isAllowed: true, headers };
    return refused(window.endsAt - now, headers, false);
  }

  /** Counts an answer against the address. */
  note(status: number): void {
    if (status === 401 || status === 403 || status === 429) this.#invalid(Date.now()).used += 1;
  }

  /** Seconds for which the address is banned; 0 when it is not. */
  get banSeconds(): number {
    const now = Date.now();
    const { used, endsAt } = this.#invalid(now);
    return used >= invalidLimit[0] ? Math.max(1, Math.ceil((endsAt - now) / 1000)) : 0;
  }

  /** Forgets all that was counted. */
  clear(): void {
    this.#windows.clear();
    this.#global = { used: 0, endsAt: 0 };
  }

  #invalid(now: number): Window {
    return this.#window('invalid', now, invalidLimit[1]);
  }

  #window(key: string, now: number, seconds: number): Window {
    const known = this.#windows.get(key);
    if (known && now < known.endsAt) return known;
    if (this.#windows.size >= mostWindows) {
      for (const [name, { endsAt }] of this.#windows) if (now >= endsAt) this.#windows.delete(name);
    }
    const made = { used: 0, endsAt: now + (seconds * 1000) / this.#speed };
    this.#windows.set(key, made);
    return made;
  }

  #bucket(route: string): string {
    const known = this.#buckets.get(route);
    if (known !== undefined) return known;
    const made = createHash('sha1').update(route).digest('hex').slice(0, 32);
    this.#buckets.set(route, made);
    return made;
  }
}

/** So many of something in so much time, on the real clock times a speed. */
export class Allowance {
  readonly #most: number;
  readonly #milliseconds: number;
  #taken: number[] = [];

  constructor([most, seconds]: Limit, speed: number) {
    this.#most = most;
    this.#milliseconds = (seconds * 1000) / speed;
  }

  /** Takes one; answers whether there was one left. */
  take(): boolean {
    if (this.waitSeconds > 0) return false;
    this.#taken.push(Date.now());
    return true;
  }

  /** Seconds until one is left; 0 when there is. */
  get waitSeconds(): number {
    const now = Date.now();
    this.#taken = this.#taken.filter((at) => at > now - this.#milliseconds);
    const [first = now] = this.#taken;
    return this.#taken.length < this.#most ? 0 : (first + this.#milliseconds - now) / 1000;
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
