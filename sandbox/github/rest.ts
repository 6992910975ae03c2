// The REST routes that are read: repositories, pull requests, issues, checks and searches.
import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { budgetHeaders, type Gate, type Resource, type Token } from './gate.ts';
import { mountComments, mountGit } from './git.ts';
import { headOf, isPull, type PullRequest, type Repository } from './model.ts';
import { mountPeople } from './rest-people.ts';
import { Answer, type Invocation, type Mount, RestError } from './rest-route.ts';
import {
  issueJson,
  pullJson,
  repositoryJson,
  reviewJson,
  runJson,
  userJson,
  wholePullJson,
} from './rest-shapes.ts';
import { search } from './search.ts';
import type { World } from './world.ts';

/** The application; `api` is its own address. */
export function restRoutes(
  world: World,
  gate: Gate,
  api: () => string,
): Hono<{ Variables: { token: Token | undefined } }> {
  const app = new Hono<{ Variables: { token: Token | undefined } }>();
  const mount: Mount = (method, path, run, resource = 'core') => {
    app.on(method, path, async (c) => {
      const token = c.get('token');
      const budget = gate.budget(token, resource);
      if (budget.used >= budget.limit)
        return Response.json(
          {
            message: `API rate limit exceeded for ${token?.login ?? '127.0.0.1'}.`,
            documentation_url: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
          },
          { status: 403, headers: budgetHeaders(budget, resource) },
        );
      const isFree = path === '/rate_limit';
      if (!isFree) budget.used += 1;
      const answered = await attempt(() =>
        run({ c, token, api: api(), repository: () => repositoryOf(world, c, api()) }),
      );
      const text = JSON.stringify(answered.body);
      const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
      if (method === 'GET' && answered.status === 200 && c.req.header('if-none-match') === etag) {
        budget.used -= 1;
        gate.notModified += 1;
        return new Response(null, { status: 304, headers: { etag, ...budgetHeaders(budget, resource) } });
      }
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'x-github-media-type': 'github.v3; format=json',
        ...budgetHeaders(budget, resource),
        ...(answered.status === 200 ? { etag } : {}),
        ...answered.headers,
      };
      return new Response(text, { status: answered.status, headers });
    });
  };
  mount('GET', '/rate_limit', ({ token }) => {
    const shape = (resource: Resource) => {
      const { limit, used, resetAt } = gate.budget(token, resource);
      return { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(resetAt / 1000) };
    };
    return {
      resources: { core: shape('core'), search: shape('search'), graphql: shape('graphql') },
      rate: shape('core'),
    };
  });
  mount('GET', '/repos/:owner/:name/actions/runs', ({ c, repository }) => {
    const isHeld = c.req.query('status') === 'action_required';
    const runs = [...repository().threads.values()]
      .filter(isPull)
      .filter((pull) => pull.state === 'OPEN' && (isHeld ? pull.isHeld : pull.checks !== null))
      .map((pull) => runJson(pull));
    return { total_count: runs.length, workflow_runs: runs.slice(0, Number(c.req.query('per_page') ?? 30)) };
  });
  mount('GET', '/user', ({ token, api: address }) => {
    if (token === undefined) throw new RestError(401, 'Requires authentication');
    return { ...userJson(token.login, address), name: token.login };
  });
  mount('GET', '/repos/:owner/:name', ({ repository, api: address, token }) => ({
    ...repositoryJson(repository(), address),
    ...(token === undefined ? {} : { permissions: { admin: false, push: token.canWrite, pull: true } }),
  }));
  mountThreads(mount);
  mountPeople(mount, world);
  mountGit(mount, world);
  mountComments(mount, world);
  mount(
    'GET',
    '/search/issues',
    ({ c, api: address }) => {
      const query = c.req.query('q') ?? '';
      if (query.trim() === '')
        throw new RestError(422, 'Validation Failed', {
          errors: [{ resource: 'Search', field: 'q', code: 'missing' }],
        });
      // A former name is as unknown to a search as one that never was.
      const unknown = [...query.matchAll(/(?<!\S)repo:(\S+)/gu)].filter(([, name = '']) => {
        const known = world.find(name);
        return !known || `${known.owner}/${known.name}`.toLowerCase() !== name.toLowerCase();
      });
      if (unknown.length > 0)
        throw new RestError(422, 'Validation Failed', {
          errors: [
            {
              message:
                'The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view them.',
              resource: 'Search',
              field: 'q',
              code: 'invalid',
            },
          ],
        });
      const sort = c.req.query('sort');
      const { total, found } = search(
        world,
        sort === undefined ? query : `${query} sort:${sort}-${c.req.query('order') ?? 'desc'}`,
      );
      const { page, size } = pageOf(c);
      if ((page - 1) * size >= 1000 && total > 1000)
        throw new RestError(422, 'Only the first 1000 search results are available');
      const items = found
        .slice((page - 1) * size, page * size)
        .map((thread) => ({ ...issueJson(thread, address), score: 1 }));
      const headers = linkHeaders(c, address, { page, size, count: found.length });
      return new Answer(200, { total_count: total, incomplete_results: false, items }, headers);
    },
    'search',
  );
  return app;
}

function mountThreads(mount: Mount): void {
  const pulls = '/repos/:owner/:name/pulls';
  mount('GET', pulls, ({ c, repository, api }) => {
    const state = c.req.query('state') ?? 'open';
    // `owner:branch`, by the owner of today; all branches are the repository's own here.
    const head = c.req.query('head')?.toLowerCase();
    const { owner } = repository();
    const base = c.req.query('base');
    const all = [...repository().threads.values()]
      .filter(isPull)
      .filter((pull) => state === 'all' || (state === 'open') === (pull.state === 'OPEN'))
      .filter(
        (pull) =>
          (head === undefined || `${owner}:${pull.headRefName}`.toLowerCase() === head) &&
          (base === undefined || pull.baseRefName === base),
      );
    const field = c.req.query('sort') === 'updated' ? 'updatedAt' : 'createdAt';
    const isRising =
      (c.req.query('direction') ?? (c.req.query('sort') === undefined ? 'desc' : 'asc')) === 'asc';
    all.sort(
      (a, b) => (isRising ? 1 : -1) * (a[field].getTime() - b[field].getTime() || a.number - b.number),
    );
    return listed(c, api, all, (pull) => pullJson(pull, api));
  });
  mount('GET', `${pulls}/:number{[0-9]+}`, ({ c, repository, api }) =>
    wholePullJson(pullOf(repository(), c), api),
  );
  mount('GET', `${pulls}/:number{[0-9]+}/reviews`, ({ c, repository, api }) => {
    const pull = pullOf(repository(), c);
    return listed(c, api, pull.reviews, (review) => reviewJson(review, pull, api));
  });
  mount('GET', `${pulls}/:number{[0-9]+}/files`, ({ c, repository, api }) => {
    const pull = pullOf(repository(), c);
    return listed(c, api, pull.files, (file) => ({
      sha: headOf(pull),
      filename: file.path,
      status: file.changeType === 'DELETED' ? 'removed' : file.changeType.toLowerCase(),
      additions: file.additions,
      deletions: file.deletions,
      changes: file.additions + file.deletions,
    }));
  });
  mount('GET', '/repos/:owner/:name/issues', ({ c, repository, api }) => {
    const state = c.req.query('state') ?? 'open';
    const labels = (c.req.query('labels') ?? '').split(',').filter((one) => one !== '');
    const all = [...repository().threads.values()]
      .filter((one) => state === 'all' || (state === 'open') === (one.state === 'OPEN'))
      .filter((one) => labels.every((name) => one.labels.some((label) => label.name === name)))
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || b.number - a.number);
    return listed(c, api, all, (thread) => issueJson(thread, api));
  });
  mount('GET', '/repos/:owner/:name/issues/:number{[0-9]+}', ({ c, repository, api }) => {
    const number = Number(c.req.param('number'));
    const moved = repository().moved.get(number);
    if (moved !== undefined)
      throw new RestError(301, 'Moved Permanently', {
        url: `${api}/repositories/${moved.repository.databaseId}/issues/${moved.number}`,
      });
    const thread = repository().threads.get(number);
    if (thread === undefined) throw new RestError(404, 'Not Found');
    return issueJson(thread, api);
  });
  const checksOf = ({ c, repository }: Invocation) => {
    const sha = c.req.param('sha');
    const pull = [...repository().threads.values()].filter(isPull).find((one) => headOf(one) === sha);
    return { sha, pull, state: pull?.checks ?? null };
  };
  mount('GET', '/repos/:owner/:name/commits/:sha/status', (invocation) => {
    const { sha, state } = checksOf(invocation);
    const statuses = state === null ? [] : [{ state: state.toLowerCase(), context: 'ci' }];
    return { sha, state: state?.toLowerCase() ?? 'pending', statuses, total_count: statuses.length };
  });
  mount('GET', '/repos/:owner/:name/commits/:sha/check-runs', (invocation) => {
    const { sha, state } = checksOf(invocation);
    if (state === null) return { total_count: 0, check_runs: [] };
    const isPending = state === 'PENDING' || state === 'EXPECTED';
    const status = isPending ? 'in_progress' : 'completed';
    const conclusion = isPending ? null : state === 'SUCCESS' ? 'success' : 'failure';
    return { total_count: 1, check_runs: [{ id: 1, name: 'ci', head_sha: sha, status, conclusion }] };
  });
}

/** The pull request that a path names. */
function pullOf(repository: Repository, c: Context): PullRequest {
  const thread = repository.threads.get(Number(c.req.param('number')));
  if (thread === undefined || !isPull(thread)) throw new RestError(404, 'Not Found');
  return thread;
}

/** A renamed repository leads to its address by id, as GitHub does: with 301, and with 307 what is to be sent again as it is. */
function repositoryOf(world: World, c: Context, api: string): Repository {
  const wanted = `${c.req.param('owner')}/${c.req.param('name')}`;
  const found = world.find(wanted);
  if (found === undefined) throw new RestError(404, 'Not Found');
  if (`${found.owner}/${found.name}`.toLowerCase() === wanted.toLowerCase()) return found;
  const url = new URL(c.req.url);
  const rest = url.pathname.replace(/^.*\/repos\/[^/]+\/[^/]+/u, '');
  const [status, words] = c.req.method === 'GET' ? [301, 'Moved Permanently'] : [307, 'Temporary Redirect'];
  throw new RestError(status, words, {
    url: `${api}/repositories/${found.databaseId}${rest}${url.search}`,
  });
}

async function attempt(run: () => object | Promise<object>): Promise<Answer> {
  try {
    const made = await run();
    return made instanceof Answer ? made : new Answer(200, made);
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    const location: unknown = Reflect.get(error.body, 'url');
    const headers: Record<string, string> =
      (error.status === 301 || error.status === 307) && typeof location === 'string' ? { location } : {};
    return new Answer(error.status, error.body, headers);
  }
}

function pageOf(c: Context): { page: number; size: number } {
  const page = Math.max(1, Number(c.req.query('page') ?? '1') || 1);
  const size = Math.min(100, Math.max(1, Number(c.req.query('per_page') ?? '30') || 30));
  return { page, size };
}

function listed<T>(c: Context, api: string, items: readonly T[], shape: (item: T) => object): Answer {
  const { page, size } = pageOf(c);
  const body = items.slice((page - 1) * size, page * size).map(shape);
  return new Answer(200, body, linkHeaders(c, api, { page, size, count: items.length }));
}

function linkHeaders(
  c: Context,
  api: string,
  at: { page: number; size: number; count: number },
): Record<string, string> {
  const last = Math.max(1, Math.ceil(at.count / at.size));
  const to = (page: number, rel: string) => {
    const url = new URL(c.req.url);
    url.searchParams.set('page', String(page));
    return `<${api}${url.pathname.replace(/^\/api\/v3/u, '')}${url.search}>; rel="${rel}"`;
  };
  const links = [
    ...(at.page > 1 ? [to(at.page - 1, 'prev'), to(1, 'first')] : []),
    ...(at.page < last ? [to(at.page + 1, 'next'), to(last, 'last')] : []),
  ];
  return links.length === 0 ? {} : { link: links.join(', ') };
}
