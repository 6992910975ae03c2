// Tokens, the primary and secondary limits, scripted faults, and the counters of what was asked.
import type { Context } from 'hono';
import type { Break } from '../broken-answer.ts';
import { Lasting } from '../lasting.ts';
import type { World } from './world.ts';

/** What a budget is for; a search and GraphQL have budgets of their own. */
export type Resource = 'core' | 'search' | 'graphql';

/** A token; without write access it can read what is public. */
export interface Token {
  readonly token: string;
  readonly login: string;
  readonly canWrite: boolean;
  /** False for fine-grained tokens, which cannot be given that permission. */
  readonly canReadChecks: boolean;
  /** Whether it sees how the checks of a commit went altogether: of a private repository that is a permission, too. */
  readonly canReadRollup: boolean;
  isExpired: boolean;
}

/** Chooses requests: `METHOD /path` (a prefix) or a function of method, path and body. */
export type Matcher = string | ((request: { method: string; path: string; body: string }) => boolean);

/** What goes wrong: `silence` never answers, `rate-limited` is GraphQL's 200 with RATE_LIMITED. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly body?: string }
  /** A proxy's page. */
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'silence' }
  | { readonly kind: 'secondary'; readonly retryAfterSeconds: number; readonly status?: 403 | 429 }
  | { readonly kind: 'rate-limited' }
  /** The first `drop` nodes of the first list in the answer become null, with an error for each. */
  | { readonly kind: 'partial'; readonly drop: number };

/** What every request meets; without `until` it lasts until GitHub is restored. `token`: no token is taken. */
export type Trouble = { readonly until?: Date } & (
  | { readonly kind: 'hang' | 'down' | 'token' }
  | { readonly kind: 'html'; readonly status: number }
  /** Everything is done, and its answer breaks on its way. */
  | { readonly kind: 'broken'; readonly how: Break }
);

/** A window of an hour (a minute for searches) with its limit. */
export interface Budget {
  readonly limit: number;
  used: number;
  /** Real milliseconds. */
  resetAt: number;
}

/** See the file's head. */
export class Gate {
  readonly world: World;
  readonly tokens: Token[] = [];
  readonly faults: { matcher: Matcher; fault: Fault; left: number }[] = [];
  readonly requests = new Map<string, number>();
  readonly #budgets = new Map<string, Budget>();
  readonly lasting: Lasting<Trouble>;
  readonly #speed: number;
  readonly #minute: { at: number; points: number }[] = [];
  points = 0;
  notModified = 0;
  mostFilesAtOnce = 0;

  constructor(world: World, speed: number) {
    this.world = world;
    this.#speed = speed;
    this.lasting = new Lasting(world.clock);
  }

  /** The caller's token: undefined without one, 'bad' when it is unknown or expired. */
  token(c: Context): Token | undefined | 'bad' {
    const header = c.req.header('authorization');
    if (header === undefined) return undefined;
    if (this.lasting.now?.kind === 'token') return 'bad';
    const value = header.replace(/^(?:bearer|token)\s+/iu, '');
    return this.tokens.find((one) => one.token === value && !one.isExpired) ?? 'bad';
  }

  /** The fault that this request meets, if any. */
  fault(request: { method: string; path: string; body: string }): Fault | undefined {
    const trouble = this.lasting.now;
    if (trouble?.kind === 'html') return trouble;
    if (trouble?.kind === 'hang') return { kind: 'silence' };
    if (trouble?.kind === 'down') return { kind: 'status', status: 502 };
    const found = this.faults.find(
      ({ matcher, left }) =>
        left > 0 &&
        (typeof matcher === 'string'
          ? `${request.method} ${request.path}`.startsWith(matcher)
          : matcher(request)),
    );
    if (found !== undefined) found.left -= 1;
    return found?.fault;
  }

  /** The budget of a caller as it is now. */
  budget(token: Token | undefined, resource: Resource): Budget {
    const key = `${token?.token ?? 'anonymous'}/${resource}`;
    const now = Date.now();
    const known = this.#budgets.get(key);
    if (known !== undefined && known.resetAt > now) return known;
    const limit = limits[token === undefined ? 'anonymous' : 'token'][resource];
    const windowSeconds = resource === 'search' ? 60 : 3600;
    const made = { limit, used: 0, resetAt: now + (windowSeconds * 1000) / this.#speed };
    this.#budgets.set(key, made);
    return made;
  }

  /** Spends every point of a budget. */
  exhaust(token: Token | undefined, resource: Resource): void {
    const budget = this.budget(token, resource);
    budget.used = budget.limit;
  }

  /** Real seconds to wait when REST's 900 or GraphQL's 2,000 points a minute are spent. */
  secondary(points: number, max: number): number | undefined {
    const now = Date.now();
    const windowMilliseconds = 60_000 / this.#speed;
    while (this.#minute[0] !== undefined && this.#minute[0].at <= now - windowMilliseconds)
      this.#minute.shift();
    const spent = this.#minute.reduce((sum, one) => sum + one.points, 0);
    const [oldest] = this.#minute;
    if (oldest !== undefined && spent + points > max)
      return Math.max(1, Math.ceil((oldest.at + windowMilliseconds - now) / 1000));
    this.#minute.push({ at: now, points });
    return undefined;
  }

  count(route: string): void {
    this.requests.set(route, (this.requests.get(route) ?? 0) + 1);
  }
}

const limits = {
  anonymous: { core: 60, search: 10, graphql: 0 },
  token: { core: 5000, search: 30, graphql: 5000 },
} as const;

/** The headers that tell a budget. */
export function budgetHeaders(budget: Budget, resource: Resource): Record<string, string> {
  return {
    'x-ratelimit-limit': String(budget.limit),
    'x-ratelimit-remaining': String(Math.max(0, budget.limit - budget.used)),
    'x-ratelimit-used': String(budget.used),
    'x-ratelimit-reset': String(Math.ceil(budget.resetAt / 1000)),
    'x-ratelimit-resource': resource,
  };
}

const secondaryText =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.';

/** The answer to a secondary limit. */
export function secondaryAnswer(seconds: number, status: 403 | 429 = 403): Response {
  const body = {
    message: secondaryText,
    documentation_url:
      'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
  };
  return Response.json(body, { status, headers: { 'retry-after': String(seconds) } });
}

/** The answer to a token that is not one. */
export function badCredentials(): Response {
  const body = {
    message: 'Bad credentials',
    documentation_url: 'https://docs.github.com/rest',
    status: '401',
  };
  return Response.json(body, { status: 401 });
}
