// What stands before every request: faults, the limit per address, the key, the limit per site, read-only mode.
import { createHash } from 'node:crypto';
import type { Break } from '../broken-answer.ts';
import { Lasting } from '../lasting.ts';
import { pageHeaders, proxyPage } from '../proxy-page.ts';
import type { Forum } from './forum.ts';
import { type ApiKey, isAllowed, type Scope } from './keys.ts';
import { slowDown, tooMany, type Windows } from './limits.ts';
import { invalidAccess, invalidKey, Refusal, type User } from './model.ts';

/** Chooses requests, by `METHOD /path` (a prefix, without the subfolder) or a function. */
export type Matcher = string | ((method: string, path: string) => boolean);

/** A scripted failure. */
interface Failure {
  readonly matcher: Matcher;
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  left: number;
}

/** What every request meets for a while; without `until` it lasts until the forum is restored. */
export type ForumFault =
  /** An HTML page in place of every answer: a proxy's, or that of another site. */
  | { readonly kind: 'html'; readonly status: number; readonly until?: Date }
  /** 429, with so many seconds to wait. */
  | { readonly kind: 'wait'; readonly seconds: number; readonly until?: Date }
  /** Everything is done, and its answer breaks on its way. */
  | { readonly kind: 'broken'; readonly how: Break; readonly until?: Date }
  /** Everything is done at once, but each answer comes so many real seconds later. */
  | { readonly kind: 'slow'; readonly seconds: number; readonly until?: Date };

/** The gate's state, and the counters of what came through it. */
export class Gate {
  readonly forum: Forum;
  readonly windows: Windows;
  readonly keys: ApiKey[] = [];
  readonly requests = new Map<string, number>();
  readonly answers = new Map<number, number>();
  readonly failures: Failure[] = [];
  readonly #memory = new Map<string, { at: number; status: number; body: object }>();
  readonly apiPerMinute: number;
  isDown = false;
  isReadOnly = false;
  readonly lasting: Lasting<ForumFault>;

  constructor(forum: Forum, windows: Windows, apiPerMinute: number) {
    this.forum = forum;
    this.windows = windows;
    this.apiPerMinute = apiPerMinute;
    this.lasting = new Lasting(forum.clock);
  }

  /** What every request meets now, if anything. */
  trouble(): { status: number; body: string; headers: Readonly<Record<string, string>> } | undefined {
    if (this.isDown)
      return {
        status: 502,
        body: '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
        headers: { 'content-type': 'text/html; charset=UTF-8' },
      };
    const fault = this.lasting.now;
    if (fault?.kind === 'html')
      return { status: fault.status, body: proxyPage(fault.status), headers: pageHeaders };
    if (fault === undefined || fault.kind === 'slow' || fault.kind === 'broken') return undefined;
    const { status, body, headers } = tooMany(fault.seconds, 'admin_api_key_rate_limit');
    const type = { 'content-type': 'application/json; charset=utf-8' };
    return { status, body: JSON.stringify(body), headers: { ...type, ...headers } };
  }

  /** How many milliseconds an answer is held back now. */
  get heldBackMilliseconds(): number {
    const fault = this.lasting.now;
    return fault?.kind === 'slow' ? fault.seconds * 1000 : 0;
  }

  /** The scripted failure that this request meets, if any. */
  failure(method: string, path: string): Failure | undefined {
    const found = this.failures.find(
      ({ matcher, left }) =>
        left > 0 &&
        (typeof matcher === 'string' ? `${method} ${path}`.startsWith(matcher) : matcher(method, path)),
    );
    if (found !== undefined) found.left -= 1;
    if (found?.left === 0) this.failures.splice(this.failures.indexOf(found), 1);
    return found;
  }

  /** Counts the request against the address; throws the plain 429. */
  address(): void {
    const short = this.windows.hit('ip/10', 50, 10);
    if (short !== undefined) throw slowDown(short, 'ip_10_secs_limit');
    const long = this.windows.hit('ip/60', 200, 60);
    if (long !== undefined) throw slowDown(long, 'ip_60_secs_limit');
  }

  /** The user that a request speaks for; undefined without a key. Throws when the key is wrong. */
  caller(key: string | undefined, username: string | undefined): { user: User; key: ApiKey } | undefined {
    if (key === undefined) return undefined;
    const found = this.keys.find((one) => one.key === key && !one.isRevoked);
    const name = username ?? found?.username;
    const user = name === undefined ? undefined : this.forum.users.get(name.toLowerCase());
    const isTheirs = found?.username === undefined || found.username.toLowerCase() === name?.toLowerCase();
    if (found === undefined || user === undefined || !isTheirs) throw invalidKey();
    // `raise Discourse::InvalidAccess if current_user.suspended?`
    if (user.isSuspended) throw invalidAccess();
    const wait = this.windows.hit('api', this.apiPerMinute, 60);
    if (wait !== undefined) throw tooMany(wait, 'admin_api_key_rate_limit');
    return { user, key: found };
  }

  /** Throws unless the key's scopes cover the route and the site takes writes. */
  permit(key: ApiKey | undefined, scope: Scope | undefined, method: string): void {
    // To a key that may not do this, Discourse says the same as to one that it does not know.
    if (key !== undefined && !isAllowed(key, scope, method)) throw invalidKey();
    if (this.isReadOnly && method !== 'GET')
      throw new Refusal(503, {
        errors: ['The site is in read only mode. Interactions are disabled.'],
        error_type: 'read_only',
      });
  }

  /** Makes a post within the limits of one person who is not staff; what fails counts for none of them. */
  posting<T>(user: User, draft: { raw: string; isPrivateMessage: boolean }, make: () => T): T {
    if (user.isStaff) return make();
    const hash = createHash('sha1').update(draft.raw.trim()).digest('hex');
    const unique = `unique/${user.id}/${hash}`;
    if (this.windows.wait(unique, 1, 300) !== undefined)
      throw new Refusal(422, {
        action: 'create_post',
        errors: ['Body is too similar to what you recently posted'],
      });
    const limits = [
      [`post/${user.id}`, 1, 5],
      ...(draft.isPrivateMessage ? [[`message/${user.id}`, 20, 86_400] as const] : []),
    ] as const;
    for (const [key, max, seconds] of limits) {
      const wait = this.windows.wait(key, max, seconds);
      if (wait !== undefined) throw tooMany(wait, 'create_post');
    }
    const made = make();
    this.windows.hit(unique, 1, 300);
    for (const [key, max, seconds] of limits) this.windows.hit(key, max, seconds);
    return made;
  }

  /** A new version by somebody who is not staff: thirty a day. */
  editing(user: User): void {
    if (user.isStaff) return;
    const wait = this.windows.hit(`edit/${user.id}`, 30, 86_400);
    if (wait !== undefined) throw tooMany(wait, 'edit_post');
  }

  /** Answers an identical create from memory for 120 s, whatever came of the first. */
  remembered(signature: string, make: () => object): { status: number; body: object } {
    const known = this.#memory.get(signature);
    const now = this.windows.seconds();
    if (known !== undefined && known.at > now - 120) return known;
    const answer = attempt(make);
    for (const [old, { at }] of this.#memory) {
      if (at > now - 120) break;
      this.#memory.delete(old);
    }
    this.#memory.set(signature, { at: now, ...answer });
    return answer;
  }

  /** Counts an answer under its route. */
  count(route: string, status: number): void {
    this.requests.set(route, (this.requests.get(route) ?? 0) + 1);
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
  }
}

function attempt(make: () => object): { status: number; body: object } {
  try {
    return { status: 200, body: make() };
  } catch (error) {
    if (error instanceof Refusal && error.status === 422 && typeof error.body === 'object')
      return { status: 422, body: error.body };
    throw error;
  }
}
