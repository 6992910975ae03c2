// What goes wrong on purpose, and what was counted: for tests of how a bot bears a bad day.

import type { Break } from '../broken-answer.ts';
import { Lasting } from '../lasting.ts';

/** Which requests are meant: a method and path as the bot sends them, a pattern for both, or a question. */
export type Matcher = string | RegExp | ((method: string, path: string) => boolean);

/** An error answer, or a connection that breaks: before the work is done, or after it and before the answer. */
export type Fault =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly drop: 'before' | 'after' };

/**
 * An HTML page by a proxy in place of every answer, every answer broken on its way, a 429 with so many seconds to wait or
 * (for 0) without a word how long, or a 401 to every request that bears the token: what bears the token of
 * an interaction goes on, as at Discord. Without `until` it lasts until REST is restored.
 */
export type RestFault = { readonly until?: Date } & (
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'broken'; readonly how: Break }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'token' }
);

interface Planned {
  readonly matcher: Matcher;
  readonly fault: Fault;
  left: number;
}

/** Planned faults and counters. */
export class Faults {
  isDown = false;
  readonly lasting: Lasting<RestFault>;
  #planned: Planned[] = [];
  /** Requests by route as in the documentation: `POST /channels/:channel/messages`. */
  readonly requests = new Map<string, number>();
  /** Answers by status. */
  readonly statuses = new Map<number, number>();

  constructor(clock: () => Date) {
    this.lasting = new Lasting(clock);
  }

  /** Lets the next requests that match fail. */
  plan(matcher: Matcher, fault: Fault, times: number): void {
    this.#planned.push({ matcher, fault, left: times });
  }

  /** The fault for a request, if one was planned. */
  take(method: string, path: string): Fault | undefined {
    const found = this.#planned.find(({ matcher }) => matches(matcher, method, path));
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#planned = this.#planned.filter((one) => one !== found);
    return found.fault;
  }

  /** Counts a request that was answered. */
  count(route: string, status: number): void {
    this.requests.set(route, (this.requests.get(route) ?? 0) + 1);
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
  }

  /** Answers 401, 403 and 429: 10,000 of them in ten minutes get an address banned. */
  get invalid(): number {
    return [401, 403, 429].reduce((sum, status) => sum + (this.statuses.get(status) ?? 0), 0);
  }

  /** Starts counting anew. */
  reset(): void {
    this.requests.clear();
    this.statuses.clear();
  }
}

function matches(matcher: Matcher, method: string, path: string): boolean {
  if (typeof matcher === 'function') return matcher(method, path);
  const whole = `${method} ${path}`;
  return typeof matcher === 'string' ? whole.startsWith(matcher) : matcher.test(whole);
}
