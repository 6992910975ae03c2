// A wire-level GitHub on 127.0.0.1, with its people at hand in the same process.

import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { broken, type Wire } from '../broken-answer.ts';
import { listen } from '../listening.ts';
import { pageHeaders, proxyPage } from '../proxy-page.ts';
import {
  badCredentials,
  budgetHeaders,
  type Fault,
  Gate,
  type Matcher,
  secondaryAnswer,
  type Token,
  type Trouble,
} from './gate.ts';
import { graphQL, rateLimited } from './graphql.ts';
import { loadSearchPages, type MadeUpState, madeUp } from './made-up.ts';
import { type Happening, isPull, type PullRequest, type Repository } from './model.ts';
import { restRoutes } from './rest.ts';
import { World } from './world.ts';

export type { Fault, Happening, MadeUpState, Matcher, PullRequest, Repository, Trouble };

/** What to start. `speed` makes the rate limits' windows pass faster than the real clock. */
export interface GitHubOptions {
  readonly clock: () => Date;
  readonly speed?: number;
  readonly port?: number;
}

/** The running GitHub. What people do there stands in `world`: openPull, review, comment, label, merge, close … */
export interface SandboxGitHub {
  /**
   * What `GITHUB_API_URL` gets: REST stands directly below it, as on api.github.com, and GraphQL at /graphql.
   * With `/api/v3` after it, it is laid out as GitHub Enterprise Server is (GraphQL at /api/graphql).
   */
  readonly url: string;
  readonly port: number;
  /** A token with write access. */
  readonly token: string;
  readonly world: World;
  close(): Promise<void>;
  addToken(options: {
    login: string;
    canWrite: boolean;
    canReadChecks?: boolean;
    canReadRollup?: boolean;
  }): string;
  expireToken(token: string): void;
  addRepository(fullName: string): Repository;
  renameRepository(fullName: string, to: string): void;
  removeRepository(fullName: string): void;
  /** No token sees it any more, until GitHub is restored. */
  hideRepository(fullName: string): void;
  /** A pull request by number; throws when there is none. */
  pull(fullName: string, number: number): PullRequest;
  loadSearchPages(json: unknown): number;
  madeUp(
    count: number,
    options: { seed: number; repository: string; label?: string },
  ): { pull: PullRequest; state: MadeUpState }[];
  onHappening(listener: (happening: Happening) => void): () => void;
  failNext(matcher: Matcher, fault: Fault, times?: number): void;
  /** Lets every request meet the same trouble for a while: no answer at all, or 502. */
  fail(trouble: Trouble): void;
  /** Ends what `fail` began. */
  restore(): void;
  /** Lets a token's GraphQL points or REST requests be spent. */
  exhaust(token: string, resource: 'core' | 'search' | 'graphql'): void;
  counters(): Counters;
  resetCounters(): void;
}

/** What was asked since the start or the last reset. */
export interface Counters {
  readonly routes: Record<string, number>;
  readonly requests: number;
  readonly graphql: number;
  /** GraphQL points. */
  readonly points: number;
  /** Answers 304, which cost nothing. */
  readonly notModified: number;
  /** Of how many pull requests at most one query asked the files. */
  readonly mostFilesAtOnce: number;
}

/** Starts it and resolves when it listens. */
export async function startGitHub(options: GitHubOptions): Promise<SandboxGitHub> {
  const world = new World(options.clock);
  const gate = new Gate(world, options.speed ?? 1);
  const addToken: SandboxGitHub['addToken'] = (wanted) => {
    const secret = `github_pat_${randomBytes(20).toString('hex')}`;
    const token = { token: secret, isExpired: false, canReadChecks: true, canReadRollup: true, ...wanted };
    gate.tokens.push(token);
    return token.token;
  };
  const token = addToken({ login: 'docent-bot', canWrite: true });
  let url = '';
  const app = serverOf(world, gate, () => url);
  const { port, close, ...served } = await listen(app, options.port ?? 0);
  url = served.url;
  return {
    url,
    port,
    token,
    world,
    close,
    addToken,
    expireToken: (which) => {
      for (const one of gate.tokens) if (one.token === which) one.isExpired = true;
    },
    addRepository: (fullName) => world.addRepository(fullName),
    renameRepository: (fullName, to) => world.rename(fullName, to),
    removeRepository: (fullName) => world.removeRepository(fullName),
    pull: (fullName, number) => {
      const thread = world.find(fullName)?.threads.get(number);
      if (thread === undefined || !isPull(thread))
        throw new Error(`No pull request ${fullName}#${number} in the sandbox's GitHub`);
      return thread;
    },
    loadSearchPages: (json) => loadSearchPages(world, json),
    madeUp: (count, wanted) => madeUp(world, count, wanted),
    onHappening: (listener) => world.onHappening(listener),
    failNext: (matcher, fault, times = 1) => {
      gate.faults.push({ matcher, fault, left: times });
    },
    fail: (trouble) => gate.lasting.begin(trouble),
    restore: () => {
      gate.lasting.end();
      world.hidden.clear();
    },
    hideRepository: (fullName) => void world.hidden.add(fullName.toLowerCase()),
    exhaust: (which, resource) =>
      gate.exhaust(
        gate.tokens.find((one) => one.token === which),
        resource,
      ),
    counters: () => ({
      routes: Object.fromEntries(gate.requests),
      requests: [...gate.requests.values()].reduce((sum, n) => sum + n, 0),
      graphql: gate.requests.get('POST /graphql') ?? 0,
      points: gate.points,
      notModified: gate.notModified,
      mostFilesAtOnce: gate.mostFilesAtOnce,
    }),
    resetCounters: () => {
      gate.requests.clear();
      gate.points = 0;
      gate.notModified = 0;
      gate.mostFilesAtOnce = 0;
    },
  };
}

function serverOf(world: World, gate: Gate, url: () => string) {
  const app = new Hono<{ Bindings: Wire; Variables: { token: Token | undefined; fault: Fault | undefined } }>(
    {
      getPath: (request) => byName(world, new URL(request.url).pathname.replaceAll('%2F', '/')),
    },
  );
  const answerGraphQL = graphQL(world, gate);
  app.onError((error, c) => {
    world.failed(c.req.path, error.message);
    return c.json({ message: error.message }, 500);
  });
  app.use('*', async (c, next) => {
    const path = pathOf(c.req.path);
    gate.count(`${c.req.method} ${routeOf(path)}`);
    const body = c.req.method === 'GET' ? '' : await c.req.text();
    const fault = gate.fault({ method: c.req.method, path, body });
    if (fault !== undefined) world.failed(path, fault.kind);
    if (fault?.kind === 'silence') return new Promise<Response>(() => {});
    if (fault?.kind === 'status')
      return new Response(fault.body ?? '', {
        status: fault.status,
        headers: { 'content-type': fault.body?.startsWith('{') ? 'application/json' : 'text/html' },
      });
    if (fault?.kind === 'html')
      return new Response(proxyPage(fault.status), { status: fault.status, headers: pageHeaders });
    if (fault?.kind === 'secondary') return secondaryAnswer(fault.retryAfterSeconds, fault.status);
    const token = gate.token(c);
    if (token === 'bad') return badCredentials();
    const isGraphQL = path === '/graphql';
    const wait =
      path === '/rate_limit'
        ? undefined
        : gate.secondary(c.req.method === 'GET' || isGraphQL ? 1 : 5, isGraphQL ? 2000 : 900);
    if (wait !== undefined) return secondaryAnswer(wait);
    c.set('token', token);
    c.set('fault', fault);
    await next();
    const trouble = gate.lasting.now;
    if (trouble?.kind === 'broken') {
      const answer = await broken(c.res, trouble.how, c.env);
      // Headers of the old answer would be put before those of the new one.
      c.res = undefined;
      c.res = answer;
    }
    return undefined;
  });
  const graphql = async (token: Token | undefined, fault: Fault | undefined, body: string) => {
    if (token === undefined)
      return Response.json(
        {
          message: 'This endpoint requires you to be authenticated.',
          documentation_url:
            'https://docs.github.com/graphql/guides/forming-calls-with-graphql#authenticating-with-graphql',
          status: '401',
        },
        { status: 401 },
      );
    if (fault?.kind === 'rate-limited') {
      const budget = { ...gate.budget(token, 'graphql') };
      budget.used = budget.limit;
      return Response.json(rateLimited(token), { headers: budgetHeaders(budget, 'graphql') });
    }
    const answer = await answerGraphQL(token, body);
    return fault?.kind === 'partial' ? withHoles(answer, fault.drop) : answer;
  };
  app.post('/graphql', async (c) => graphql(c.get('token'), c.get('fault'), await c.req.text()));
  app.post('/api/graphql', async (c) => graphql(c.get('token'), c.get('fault'), await c.req.text()));
  const rest = restRoutes(world, gate, url);
  app.route('/api/v3', rest);
  app.route('/', rest);
  app.notFound((c) =>
    c.json({ message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' }, 404),
  );
  return app;
}

/** `/repositories/7/pulls` → `/repos/owner/name/pulls`: where a renamed repository's 301 points to. */
function byName(world: World, path: string): string {
  const id = /^(?:\/api\/v3)?\/repositories\/(?<id>\d+)/u.exec(path)?.groups?.id;
  const found = world.repositories.find((one) => one.databaseId === Number(id));
  return found === undefined
    ? path
    : path.replace(/\/repositories\/\d+/u, `/repos/${found.owner}/${found.name}`);
}

const pathOf = (path: string) => path.replace(/^\/api\/v3/u, '').replace(/^\/api\/graphql/u, '/graphql');

function routeOf(path: string): string {
  return path
    .replace(/^\/repos\/[^/]+\/[^/]+/u, '/repos/:owner/:name')
    .replace(/\/[0-9]+(?=\/|$)/gu, '/:number')
    .replace(/\/[0-9a-f]{40}(?=\/|$)/gu, '/:sha')
    .replace(/\/contents\/.*/u, '/contents/:path');
}

/** Replaces the first nodes of the first list by null, each with its error, as GitHub does when a part timed out. */
async function withHoles(answer: Response, drop: number): Promise<Response> {
  const json: unknown = await answer.json();
  const errors: object[] = [];
  const dig = (value: unknown, path: readonly (string | number)[]): unknown => {
    if (errors.length > 0 || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      return value.map((item: unknown, i) => {
        if (i >= drop) return item;
        const message =
          'Something went wrong while executing your query. Please include the request ID when reporting this issue.';
        errors.push({ path: [...path.slice(1), i], message });
        return null;
      });
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, dig(inner, [...path, key])]));
  };
  const holed = dig(json, []);
  const body = typeof holed === 'object' && holed !== null ? { ...holed, errors } : { errors };
  return Response.json(body, { status: answer.status, headers: answer.headers });
}
