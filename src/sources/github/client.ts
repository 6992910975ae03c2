// One request after the other to GitHub, within its limits; what goes wrong becomes an OutsideError in plain words.
import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { messageOf, OutsideError } from '../../core/errors.ts';

/** What the source needs: where GitHub is, with whose token, and how long one answer may take (15 s). */
export interface GitHubAccess {
  readonly token?: string;
  /** REST's address: `https://api.github.com`, or one that ends in `/api/v3`. */
  readonly apiUrl: string;
  readonly timeoutMilliseconds?: number;
  /** The most requests that one reading may make (400). */
  readonly maxRequests?: number;
  /** Waits; a limit that lifts within a few seconds is waited for, a longer one ends the reading. */
  wait?(milliseconds: number): Promise<void>;
}

/** The page was too much for GitHub (502, 504, no answer in time): ask for less. */
export class TooMuchError extends OutsideError {}

/** The requests that one reading may make are spent. */
export class BudgetError extends OutsideError {}

/** What came back from GraphQL: `data` may have holes. */
export interface Answer {
  readonly data: unknown;
  readonly hasErrors: boolean;
  readonly isGone: boolean;
}

/** An answer of REST. */
export interface RestAnswer {
  readonly body: unknown;
  readonly etag?: string;
  /** Nothing changed since the ETag that was sent. */
  readonly isSame: boolean;
}

/** The requests of one reading, counted. */
export interface Client {
  readonly hasToken: boolean;
  /** Sends a query. Throws `TooMuchError`, `BudgetError` and `OutsideError`. */
  graphql(query: string, variables: Readonly<Record<string, unknown>>): Promise<Answer>;
  get(path: string, etag?: string): Promise<RestAnswer>;
  cost(): { requests: number; points: number };
}

const longestWaitSeconds = 5;
const longestSearchWaitSeconds = 70;

const graphqlBody = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({ type: z.string().optional(), message: z.string(), path: z.array(z.unknown()).optional() }),
    )
    .optional(),
});
const costed = z.object({ rateLimit: z.object({ cost: z.number() }) });

/**
 * Builds what makes the requests of one reading. They go one after the other, as GitHub asks
 * (https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api), and without a pause, since
 * none of them changes anything. (Octokit's throttling plugin would count a GraphQL read as a write, one a second for
 * the whole process, and would sleep through an hour's limit; a reading rather ends, and its run is tried again.)
 */
export function githubClient(access: GitHubAccess): Client {
  const baseUrl = access.apiUrl.replace(/\/+$/u, '');
  const octokit = new Octokit({
    baseUrl,
    userAgent: 'docent',
    ...(access.token && { auth: access.token }),
    // What it would print is thrown, and told by whoever asked.
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  const graphqlUrl = baseUrl.replace(/\/api\/v3$/u, '/api').concat('/graphql');
  const maxRequests = access.maxRequests ?? 400;
  let requests = 0;
  let points = 0;

  async function send(path: string, parameters: Record<string, unknown>, longestSeconds: number) {
    for (let attempt = 1; ; attempt += 1) {
      if (requests >= maxRequests) {
        throw new BudgetError(
          `The budget of ${maxRequests} requests to GitHub for one reading is spent; the next reading goes on from here.`,
        );
      }
      requests += 1;
      try {
        const signal = AbortSignal.timeout(access.timeoutMilliseconds ?? 15_000);
        return await octokit.request(path, { ...parameters, request: { signal } });
      } catch (error) {
        const failure = failureOf(error);
        const seconds = failure.retryAfterSeconds;
        if (seconds === undefined || seconds > longestSeconds || attempt >= 4) throw failure;
        await (access.wait ?? pause)(seconds * 1000);
      }
    }
  }

  return {
    hasToken: access.token !== undefined,
    cost: () => ({ requests, points }),
    async graphql(query, variables) {
      const response = await send(`POST ${graphqlUrl}`, { query, variables }, longestWaitSeconds);
      const { data, errors = [] } = graphqlBody.parse(response.data);
      if (errors.some(({ type }) => type === 'RATE_LIMITED')) throw spent(response.headers);
      points += costed.safeParse(data).data?.rateLimit.cost ?? 0;
      const isGone = errors.some(({ type, path }) => type === 'NOT_FOUND' && path?.[0] === 'repository');
      const [first] = errors;
      if (first && (data === null || data === undefined) && !isGone) {
        if (/something went wrong|timeout|timed out/iu.test(first.message))
          throw new TooMuchError(first.message);
        throw new OutsideError(`GitHub refused the question: ${first.message}`);
      }
      return { data, hasErrors: errors.length > 0, isGone };
    },
    async get(path, etag) {
      const headers = etag ? { 'if-none-match': etag } : {};
      try {
        const response = await send(`GET ${path}`, { headers }, longestSearchWaitSeconds);
        const given = response.headers.etag;
        return { body: response.data, isSame: false, ...(given && { etag: given }) };
      } catch (error) {
        if (error instanceof OutsideError && statusOf(error.cause) === 304)
          return { body: undefined, isSame: true };
        throw error;
      }
    },
  };
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number'
    ? error.status
    : undefined;
}

const refusal = z.object({
  response: z.object({ headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()) }),
});

/** What an error of Octokit's means; the secrets in its request are not repeated. */
function failureOf(error: unknown): OutsideError {
  const status = statusOf(error);
  const headers = refusal.safeParse(error).data?.response.headers ?? {};
  if (status === 304) return new OutsideError('Nothing changed.', { cause: error });
  if (status === 401) {
    return new OutsideError(
      'GitHub does not accept the token (GITHUB_TOKEN): it may have expired. Make a new one.',
      {
        isPermanent: true,
      },
    );
  }
  if (status === 404 || status === 410 || status === 451) {
    return new OutsideError('GitHub does not have that, or does not show it with this token.', {
      isPermanent: true,
    });
  }
  if (status === 403 || status === 429) {
    if (headers['retry-after'] !== undefined) {
      return new OutsideError('GitHub asks for a pause (its secondary limit).', {
        retryAfterSeconds: Number(headers['retry-after']),
      });
    }
    if (headers['x-ratelimit-remaining'] === '0') return spent(headers);
    if (/secondary rate/iu.test(messageOf(error))) {
      return new OutsideError('GitHub asks for a pause (its secondary limit).', { retryAfterSeconds: 60 });
    }
    return new OutsideError(`GitHub refused: ${messageOf(error)}`, { isPermanent: true });
  }
  if (status === 422) {
    return new OutsideError(
      /cannot be searched/iu.test(messageOf(error))
        ? 'GitHub does not have that repository, or does not show it without a token.'
        : `GitHub refused the question: ${messageOf(error)}`,
      { isPermanent: true },
    );
  }
  if (status === 502 || status === 503 || status === 504) {
    return new TooMuchError(`GitHub could not answer in time (${status}).`);
  }
  const isTimeout = error instanceof Error && /abort|timeout/iu.test(`${error.name} ${error.message}`);
  if (isTimeout) return new TooMuchError('GitHub did not answer in time.');
  return new OutsideError(`GitHub could not be asked: ${messageOf(error)}`);
}

/** The hour's points are spent; how long that lasts is told by GitHub's own clock. */
function spent(headers: Readonly<Record<string, string | number | undefined>>): OutsideError {
  const now = Date.parse(String(headers.date ?? ''));
  const reset = Number(headers['x-ratelimit-reset']) * 1000;
  const seconds = Math.ceil((reset - now) / 1000) + 1;
  const isSearch = headers['x-ratelimit-resource'] === 'search';
  const what = isSearch ? "The minute's limit of GitHub's search" : "The hour's limit of GitHub's API";
  return new OutsideError(`${what} is spent.`, {
    retryAfterSeconds: Number.isFinite(seconds) ? Math.max(seconds, 1) : 60,
  });
}
