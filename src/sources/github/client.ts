// One request after the other to GitHub, within its limits; what goes wrong becomes an OutsideError in plain words.
import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { insteadOf, OutsideError } from '../../core/errors.ts';
import { retryUnlessDown } from '../../core/outside/second-tries.ts';
import type { AccessWatch } from './access-watch.ts';
import {
  BudgetError,
  failureOf,
  GoneError,
  isFault,
  isSecondary,
  paused,
  spent,
  statusOf,
  TooMuchError,
} from './failures.ts';
import { teamName } from './queries.ts';

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
  /** Knows whether GitHub takes the token, and is told of each answer. */
  readonly watch?: Pick<AccessWatch, 'heard' | 'refuseTooSoon'> | undefined;
  /** Told with each answer how many requests of a kind are left this hour. */
  left?(resource: string, requests: number): void;
}

/** What came back from GraphQL: `data` may have holes. */
export interface Answer<T> {
  readonly data: T;
  readonly isGone: boolean;
  /** The first of the errors that came with it. */
  readonly fault?: string;
  /** The fields that were not answered, with the type of error; what is in their stead says nothing. */
  readonly unsaid: Unsaid;
}

/** By the last two steps of the path, such as `3.author`; `FORBIDDEN` are those that the token may not read. */
export type Unsaid = ReadonlyMap<string, string | undefined>;

/** A page of REST; 'same' where nothing changed since the ETag that was sent. */
type RestPage<T> = 'same' | { readonly body: T; readonly etag?: string };

/** The requests of one reading, counted. What comes back in another shape than the one that is given is an `OutsideError`. */
export type Client = ReturnType<typeof githubClient>;

const longestWaitSeconds = 5;
const longestSearchWaitSeconds = 70;

const graphqlBody = z.object({
  data: z.unknown().optional(),
  /** Stands alone where a limit of the whole API refuses. */
  message: z.string().optional(),
  errors: z
    .array(
      z.object({ type: z.string().optional(), message: z.string(), path: z.array(z.unknown()).optional() }),
    )
    .optional(),
});
/** Both are seen: https://github.com/yanyongyu/githubkit/issues/271. */
const isSpent = new Set(['RATE_LIMITED', 'RATE_LIMIT']);
/** Whether what was not answered is the one issue or pull request itself: without it nothing is left to show. */
const isTheOne = (path: readonly unknown[] = []) =>
  path.length === 2 && path[0] === 'repository' && (path[1] === 'issue' || path[1] === 'pullRequest');
/** Of check suites that are not told no rule takes anything for sure; without their rollup a pull request would seem to have none. */
const isOfSuites = (path: readonly unknown[] = []) => path.at(-1) === 'checkSuites';
const isFailed = (message: string) => /something went wrong|timeout|timed out/iu.test(message);
const costed = z.object({ rateLimit: z.object({ cost: z.number() }) });

const addressOf = ({ apiUrl }: Pick<GitHubAccess, 'apiUrl'>) => apiUrl.replace(/\/+$/u, '');

/** Octokit with a token, if there is one; what it would print is thrown, and told by whoever asked. */
export function octokitAt(access: Pick<GitHubAccess, 'apiUrl' | 'token'>): Octokit {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const auth = access.token && { auth: access.token };
  return new Octokit({ baseUrl: addressOf(access), userAgent: 'docent', log, ...auth });
}

/**
 * Builds what makes the requests of one reading. They go one after the other, as GitHub asks
 * (https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api), and without a pause, since
 * none of them changes anything. (Octokit's throttling plugin would count a GraphQL read as a write, one a second for
 * the whole process, and would sleep through an hour's limit; a reading rather ends, and its run is tried again.)
 */
export function githubClient(access: GitHubAccess) {
  const octokit = octokitAt(access);
  const graphqlUrl = addressOf(access)
    .replace(/\/api\/v3$/u, '/api')
    .concat('/graphql');
  const maxRequests = access.maxRequests ?? 400;
  const again = retryUnlessDown();
  let requests = 0;
  let points = 0;
  let seesTeams = true;

  async function request(path: string, parameters: Record<string, unknown>) {
    if (requests >= maxRequests)
      throw new BudgetError(
        `The budget of ${maxRequests} requests to GitHub for one reading is spent; the next reading goes on from here.`,
      );
    access.watch?.refuseTooSoon();
    requests += 1;
    const signal = AbortSignal.timeout(access.timeoutMilliseconds ?? 15_000);
    return await octokit.request(path, { ...parameters, request: { signal } });
  }

  async function send(
    path: string,
    parameters: Record<string, unknown>,
    { longestSeconds, asksForLess = false }: { longestSeconds: number; asksForLess?: boolean },
  ) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const response = await again(() => request(path, parameters), {
          isPassing: (error) => isFault(error, { asksForLess }),
          // Octokit takes what was cut, or is no JSON, for a text.
          isFailure: ({ data }) => typeof data === 'string',
        });
        const { 'x-ratelimit-resource': resource, 'x-ratelimit-remaining': left } = response.headers;
        if (typeof resource === 'string' && left !== undefined) access.left?.(resource, Number(left));
        access.watch?.heard();
        return response;
      } catch (error) {
        if (error instanceof OutsideError) throw error;
        const failure = failureOf(error, { hasToken: access.token !== undefined });
        failure.call = { method: path.split(' ')[0] ?? '', url: path.replace(/^\S+ |\?.*$/gu, '') };
        access.watch?.heard(statusOf(error) === 304 ? undefined : failure);
        const seconds = failure.retryAfterSeconds;
        if (seconds === undefined || seconds > longestSeconds || attempt >= 4) throw failure;
        await (access.wait ?? pause)(seconds * 1000);
      }
    }
  }

  const sendGet = (path: string, headers: Record<string, string> = {}) =>
    send(`GET ${path}`, { headers }, { longestSeconds: longestSearchWaitSeconds });

  return {
    cost: () => ({ requests, points }),
    /**
     * Sends a query. Throws `TooMuchError`, `BudgetError` and `OutsideError`. `asksForLess`: whoever reads a long list does so
     * when it was too much, so that the same is not asked twice. `needsAll`: no part is taken of what was too much or failed;
     * without `asksForLess` it may lack check suites, since some stay untold however often they are asked for.
     */
    async graphql<S extends z.ZodType>(
      query: string,
      variables: Readonly<Record<string, unknown>>,
      shape: S,
      { asksForLess = false, needsAll = false }: { asksForLess?: boolean; needsAll?: boolean } = {},
    ): Promise<Answer<z.infer<S>>> {
      const ask = async () => {
        const words = seesTeams ? query : query.replace(teamName, '');
        const options = { longestSeconds: longestWaitSeconds, asksForLess };
        const { data: body, headers } = await send(
          `POST ${graphqlUrl}`,
          { query: words, variables },
          options,
        );
        return { headers, ...understood(graphqlBody, body) };
      };
      let response = await ask();
      // A classic token without read:org is refused the whole question for the sake of a team's name.
      if (seesTeams && response.errors?.some(({ type }) => type === 'INSUFFICIENT_SCOPES')) {
        seesTeams = false;
        response = await ask();
      }
      const { data, message, errors = message === undefined ? [] : [{ message }] } = response;
      if (errors.some(({ type }) => isSpent.has(type ?? ''))) throw spent(response.headers);
      // What comes along is only a part: https://github.blog/changelog/2025-09-01-graphql-api-resource-limits
      const limited = errors.filter(
        ({ type, message, path }) =>
          type === 'RESOURCE_LIMITS_EXCEEDED' ||
          (needsAll && data && isFailed(message) && (asksForLess || !isOfSuites(path))),
      );
      const isPartRefused = asksForLess || needsAll || !data;
      if (limited.some(({ path }) => isPartRefused || isTheOne(path)))
        throw new TooMuchError('That was too much for GitHub to answer.');
      points += costed.safeParse(data).data?.rateLimit.cost ?? 0;
      const isGone = errors.some(({ type, path }) => type === 'NOT_FOUND' && path?.[0] === 'repository');
      const [first] = errors;
      const isForbidden = first?.type === 'FORBIDDEN';
      if (first && (data === null || data === undefined) && !isGone && !isForbidden) {
        if (isSecondary(first.message)) throw paused(response.headers);
        if (isFailed(first.message)) throw new TooMuchError('GitHub could not answer in time.');
        throw new OutsideError(`GitHub refused the question: ${first.message}`);
      }
      const forbidden = errors.filter(({ type }) => type === 'FORBIDDEN');
      const unsaid = new Map(
        [...errors, ...forbidden].map(({ type, path = [] }) => [path.slice(-2).join('.'), type]),
      );
      const fault = first && { fault: first.message };
      return { data: understood(shape, data ?? {}), isGone, unsaid, ...fault };
    },
    /** What REST answers. */
    get: async <S extends z.ZodType>(path: string, shape: S) => understood(shape, (await sendGet(path)).data),
    async getPage<S extends z.ZodType>(
      path: string,
      shape: S,
      etag: string | undefined,
    ): Promise<RestPage<z.infer<S>>> {
      try {
        const response = await sendGet(path, etag ? { 'if-none-match': etag } : {});
        const given = response.headers.etag;
        return { body: understood(shape, response.data), ...(given && { etag: given }) };
      } catch (error) {
        if (error instanceof OutsideError && statusOf(error.cause) === 304) return 'same';
        throw error;
      }
    },
    /** What REST has there; undefined where it has nothing, or nothing to be seen. */
    async find<S extends z.ZodType>(path: string, shape: S) {
      const response = await sendGet(path).catch(insteadOf(GoneError, undefined));
      return response && understood(shape, response.data);
    },
  };
}

/** What an answer says, in a shape; another one, which GitHub never gives, is a failure of what is there, not of ours. */
function understood<S extends z.ZodType>(shape: S, answer: unknown): z.infer<S> {
  const read = shape.safeParse(answer);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join('.') || 'GITHUB_API_URL may lead elsewhere';
  throw new OutsideError(`GitHub answered in a way that I do not understand (${where}).`, {
    cause: read.error,
  });
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
