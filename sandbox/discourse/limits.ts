// Sliding windows on the real clock times a speed, and Discourse's answers when one of them is full.
import { Refusal } from './model.ts';

/** With more windows than this, the one that was asked least lately is forgotten. */
const mostWindows = 10_000;

/** Counts what happened in the last while. */
export class Windows {
  readonly #hits = new Map<string, number[]>();
  readonly #speed: number;
  readonly #startedAt = performance.now();

  /** `speed` 60 lets an hour's window pass in a minute. */
  constructor(speed: number) {
    this.#speed = speed;
  }

  /** Seconds on the windows' clock. */
  seconds(): number {
    return ((performance.now() - this.#startedAt) / 1000) * this.#speed;
  }

  /** Records a hit; answers the real seconds to wait, and records nothing, when the window is already full. */
  hit(key: string, max: number, windowSeconds: number): number | undefined {
    const wait = this.wait(key, max, windowSeconds);
    if (wait === undefined) this.#hits.get(key)?.push(this.seconds());
    return wait;
  }

  /** The real seconds to wait when the window is full. */
  wait(key: string, max: number, windowSeconds: number): number | undefined {
    const now = this.seconds();
    const hits = (this.#hits.get(key) ?? []).filter((at) => at > now - windowSeconds);
    this.#hits.delete(key);
    this.#hits.set(key, hits);
    const [[first] = []] = this.#hits;
    if (this.#hits.size > mostWindows && first !== undefined) this.#hits.delete(first);
    const [oldest] = hits;
    if (hits.length < max || oldest === undefined) return undefined;
    return Math.max(1, Math.ceil((oldest + windowSeconds - now) / this.#speed));
  }

  /** Forgets everything. */
  clear(): void {
    this.#hits.clear();
  }
}

/** 429 with the JSON body that Discourse's controllers give. */
export function tooMany(wait: number, code: string): Refusal {
  const left = wait === 1 ? '1 second' : `${wait} seconds`;
  return new Refusal(
    429,
    {
      errors: [`You've performed this action too many times, please try again in ${left}.`],
      error_type: 'rate_limit',
      extras: { wait_seconds: wait, time_left: left },
    },
    { 'retry-after': String(wait), 'discourse-rate-limit-error-code': code },
  );
}

/** 429 with the plain text that the per-address limit in front of the controllers gives. */
export function slowDown(wait: number, code: string): Refusal {
  const left = wait === 1 ? '1 second' : `${wait} seconds`;
  return new Refusal(
    429,
    `Slow down, you're making too many requests.\nPlease retry again in ${left}.\nError code: ${code}.`,
    {
      'retry-after': String(wait),
      'discourse-rate-limit-error-code': code,
      'content-type': 'text/plain; charset=utf-8',
    },
  );
}
