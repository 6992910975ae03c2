// The sandbox's GitHub answers Octokit as the real one does: shapes, costs, limits and faults.
import { existsSync, readFileSync } from 'node:fs';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxGitHub, startGitHub } from '../../../sandbox/github/index.ts';
import { beginWork, workSince } from '../../work-time.ts';

const now = new Date('2026-11-20T09:00:00Z');
let github: SandboxGitHub;

beforeEach(async () => {
  github = await startGitHub({ clock: () => now, speed: 1000 });
});
afterEach(async () => {
  await github.close();
});

const Client = Octokit.plugin(retry, throttling);
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const client = (auth: string | undefined = github.token, baseUrl = github.url) =>
  new Client({
    ...(auth === '' ? {} : { auth }),
    baseUrl,
    log: quiet,
    retry: { enabled: false },
    throttle: { id: Math.random().toString(), onRateLimit: () => false, onSecondaryRateLimit: () => false },
  });

const ask = async (query: string, variables: object = {}, token = github.token) => {
  const response = await fetch(`${github.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, headers: response.headers, json: JSON.parse(await response.text()) };
};

const index = `query ($owner: String!, $name: String!, $after: String) {
  rateLimit { cost remaining limit resetAt nodeCount used }
  repository(owner: $owner, name: $name) {
    pullRequests(states: OPEN, labels: ["docs"], first: 100, after: $after, orderBy: {field: CREATED_AT, direction: ASC}) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id number url title author { login __typename url } authorAssociation state isDraft createdAt updatedAt
        mergeable reviewDecision additions deletions changedFiles headRefOid baseRefName statusCheckRollup { state }
        commits(last: 1) { nodes { commit { statusCheckRollup { state } } } } } } } }`;
const details = `query ($ids: [ID!]!) { rateLimit { cost } nodes(ids: $ids) { ... on PullRequest { number
  labels(first: 20) { nodes { name } }
  latestReviews(first: 20) { nodes { state submittedAt authorAssociation author { login } commit { oid } } }
  latestOpinionatedReviews(first: 20) { nodes { state } }
  reviewRequests(first: 10) { nodes { requestedReviewer { __typename ... on User { login } ... on Team { slug name } } } }
  timelineItems(last: 30, itemTypes: [PULL_REQUEST_COMMIT, HEAD_REF_FORCE_PUSHED_EVENT, ISSUE_COMMENT, PULL_REQUEST_REVIEW,
    LABELED_EVENT, UNLABELED_EVENT, READY_FOR_REVIEW_EVENT, CONVERT_TO_DRAFT_EVENT, REVIEW_REQUESTED_EVENT, CLOSED_EVENT,
    REOPENED_EVENT, CROSS_REFERENCED_EVENT]) { nodes { __typename
      ... on PullRequestCommit { commit { committedDate author { user { login } } } }
      ... on IssueComment { createdAt author { login __typename } }
      ... on PullRequestReview { submittedAt state }
      ... on LabeledEvent { createdAt actor { login } label { name } } } }
  files(first: 100) { nodes { path additions deletions changeType } } } } }`;

describe('GraphQL', () => {
  test('pages through 1,451 pull requests at one point a page, each exactly once', async () => {
    github.madeUp(1451, { seed: 1, repository: 'python/cpython' });
    const octokit = client();
    const seen = new Set<number>();
    let after: string | null = null;
    let slowest = 0;
    do {
      const startedAt = beginWork();
      const { json } = await ask(index, { owner: 'python', name: 'cpython', after });
      slowest = seen.size === 0 ? 0 : Math.max(slowest, workSince(startedAt));
      const page = json.data.repository.pullRequests;
      expect(json.errors).toBeUndefined();
      expect(json.data.rateLimit.cost).toBe(1);
      for (const node of page.nodes) seen.add(node.number);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.size).toBe(1451);
    expect(github.counters()).toMatchObject({ graphql: 15, points: 15 });
    expect(slowest).toBeLessThan(500);
    console.log(`slowest warm index page: ${slowest.toFixed(1)} ms`);
    const viewer = await octokit.graphql<{ viewer: { login: string } }>('{ viewer { login } }');
    expect(viewer.viewer.login).toBe('docent-bot');
  });

  test.each([
    [24, 1],
    [25, 2],
    [100, 6],
  ])('six connections on %i pull requests cost %i points', async (count, points) => {
    const ids = github.madeUp(count, { seed: 2, repository: 'o/n' }).map(({ pull }) => pull.id);
    const { json } = await ask(details, { ids });
    expect(json.errors).toBeUndefined();
    expect(json.data.nodes).toHaveLength(count);
    expect(json.data.rateLimit.cost).toBe(points);
    expect(github.counters().mostFilesAtOnce).toBe(count);
  });

  test.each([
    [
      'an unbounded connection',
      '{ repository(owner: "o", name: "n") { pullRequests { nodes { id } } } }',
      'MISSING_PAGINATION_BOUNDARIES',
    ],
    [
      'more than 100',
      '{ repository(owner: "o", name: "n") { pullRequests(first: 101) { nodes { id } } } }',
      'EXCESSIVE_PAGINATION',
    ],
    [
      'more than 500,000 nodes',
      '{ repository(owner: "o", name: "n") { pullRequests(first: 100) { nodes { labels(first: 100) { nodes { pullRequests(first: 100) { nodes { id } } } } } } } }',
      'MAX_NODE_LIMIT_EXCEEDED',
    ],
    ['a repository that is not there', '{ repository(owner: "o", name: "gone") { id } }', 'NOT_FOUND'],
  ])('refuses %s by type', async (_name, query, type) => {
    github.addRepository('o/n');
    const { status, json } = await ask(query);
    expect(status).toBe(200);
    expect(json.errors[0].type).toBe(type);
  });

  test('a field that the official schema does not have is refused', async () => {
    const { json } = await ask('{ viewer { loginn } }');
    expect(json.errors[0].message).toContain('Cannot query field "loginn"');
  });

  test('mergeable is UNKNOWN the first time after a push, and then known', async () => {
    const pull = github.world.openPull('o/n', {
      title: 'One',
      isMergeableKnown: true,
      mergeable: 'CONFLICTING',
    });
    const mergeable = async () =>
      (await ask(`{ node(id: "${pull.id}") { ... on PullRequest { mergeable } } }`)).json.data.node.mergeable;
    expect(await mergeable()).toBe('CONFLICTING');
    github.world.pushCommit(pull);
    expect(await mergeable()).toBe('UNKNOWN');
    expect(await mergeable()).toBe('CONFLICTING');
  });

  test('a spent budget is told at status 200 with RATE_LIMITED', async () => {
    github.exhaust(github.token, 'graphql');
    const { status, headers, json } = await ask('{ viewer { login } }');
    expect([status, headers.get('x-ratelimit-remaining'), json.errors[0].type]).toEqual([
      200,
      '0',
      'RATE_LIMITED',
    ]);
  });

  test('partial data keeps what could be read and names the hole', async () => {
    github.madeUp(3, { seed: 3, repository: 'o/n' });
    github.failNext('POST /graphql', { kind: 'partial', drop: 1 });
    const { json } = await ask(
      '{ repository(owner: "o", name: "n") { pullRequests(first: 3) { nodes { number } } } }',
    );
    expect(json.data.repository.pullRequests.nodes[0]).toBeNull();
    expect(json.data.repository.pullRequests.nodes).toHaveLength(3);
    expect(json.errors[0].path).toEqual(['repository', 'pullRequests', 'nodes', 0]);
  });

  test('without a token there is none, and an expired one is refused', async () => {
    expect((await fetch(`${github.url}/graphql`, { method: 'POST', body: '{}' })).status).toBe(401);
    github.expireToken(github.token);
    expect((await ask('{ viewer { login } }')).status).toBe(401);
  });

  test('the layout of GitHub Enterprise Server is served too', async () => {
    const answer = await client(github.token, `${github.url}/api/v3`).graphql<{ viewer: { login: string } }>(
      '{ viewer { login } }',
    );
    expect(answer.viewer.login).toBe('docent-bot');
  });
});

describe('REST', () => {
  test('search tells how many there are but gives at most 1,000', async () => {
    github.madeUp(1005, { seed: 4, repository: 'o/n' });
    const octokit = client('');
    const first = await octokit.request('GET /search/issues', {
      q: 'repo:o/n is:pr is:open label:docs',
      per_page: 100,
    });
    expect(first.data.total_count).toBe(1005);
    expect(first.headers.link).toContain('page=10>; rel="last"');
    const beyond = octokit.request('GET /search/issues', { q: 'repo:o/n is:pr', per_page: 100, page: 11 });
    await expect(beyond).rejects.toMatchObject({ status: 422 });
  });

  test('an unchanged answer is 304 and costs nothing', async () => {
    github.madeUp(3, { seed: 5, repository: 'o/n' });
    const get = (etag: string) =>
      fetch(`${github.url}/repos/o/n/pulls`, { headers: { 'if-none-match': etag } });
    const first = await get('');
    const again = await get(first.headers.get('etag') ?? '');
    expect(again.status).toBe(304);
    expect(again.headers.get('x-ratelimit-remaining')).toBe('59');
    expect(first.headers.get('x-ratelimit-limit')).toBe('60');
  });

  test('a renamed repository is followed, a removed one is not found', async () => {
    github.madeUp(2, { seed: 6, repository: 'o/n' });
    github.renameRepository('o/n', 'o/new');
    expect((await fetch(`${github.url}/repos/o/n`, { redirect: 'manual' })).status).toBe(301);
    expect((await client().rest.repos.get({ owner: 'o', repo: 'n' })).data.full_name).toBe('o/new');
    expect((await client().rest.pulls.list({ owner: 'o', repo: 'n' })).data).toHaveLength(2);
    github.removeRepository('o/new');
    await expect(client().rest.repos.get({ owner: 'o', repo: 'new' })).rejects.toMatchObject({ status: 404 });
  });

  test('a pull request with one new file can be opened, once', async () => {
    github.addRepository('o/n');
    const { rest } = client();
    const at = { owner: 'o', repo: 'n' };
    const { data: main } = await rest.git.getRef({ ...at, ref: 'heads/main' });
    await rest.git.createRef({ ...at, ref: 'refs/heads/minutes/2026-12', sha: main.object.sha });
    const path = 'docs/monthly-meeting/2026-12.md';
    const content = Buffer.from('# Minutes\n').toString('base64');
    await rest.repos.createOrUpdateFileContents({
      ...at,
      path,
      branch: 'minutes/2026-12',
      message: 'Add minutes',
      content,
    });
    const open = () => rest.pulls.create({ ...at, title: 'Minutes', head: 'minutes/2026-12', base: 'main' });
    const { data: pull } = await open();
    expect(github.pull('o/n', pull.number).files).toMatchObject([{ path, changeType: 'ADDED' }]);
    await expect(open()).rejects.toThrow(/already exists/);
    const readOnly = client(github.addToken({ login: 'reader', canWrite: false })).rest;
    await expect(
      readOnly.git.createRef({ ...at, ref: 'refs/heads/x', sha: main.object.sha }),
    ).rejects.toMatchObject({ status: 403 });
  });

  test('a comment is written and changed as the official document says, and one without words or with too many is refused', async () => {
    github.addRepository('o/n');
    const { rest } = client();
    const at = { owner: 'o', repo: 'n' };
    const { data: issue } = await rest.issues.create({ ...at, title: 'Rooms' });
    const made = await rest.issues.createComment({ ...at, issue_number: issue.number, body: 'Which one?' });
    expect(made).toMatchObject({ status: 201, headers: { location: made.data.url } });
    const { data: changed } = await rest.issues.updateComment({
      ...at,
      comment_id: made.data.id,
      body: 'This one?',
    });
    expect(changed).toMatchObject({ id: made.data.id, body: 'This one?', issue_url: issue.url });
    const { data: all } = await rest.issues.listComments({ ...at, issue_number: issue.number });
    expect(all.map(({ body }) => body)).toEqual(['This one?']);

    const send = (body: unknown, method = 'POST') =>
      fetch(
        `${github.url}/repos/o/n/issues/${method === 'POST' ? `${issue.number}/comments` : `comments/${made.data.id}`}`,
        {
          method,
          headers: { authorization: `bearer ${github.token}` },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        },
      );
    for (const method of ['POST', 'PATCH']) {
      const refusals: readonly (readonly [unknown, number, RegExp])[] = [
        [{}, 422, /"body\\" wasn't supplied/u],
        [{ body: 5 }, 422, /properties\/body/u],
        [{ body: ' ' }, 422, /Body cannot be blank/u],
        [{ body: 'x'.repeat(65_537) }, 422, /too long/u],
        ['{', 400, /Problems parsing JSON/u],
      ];
      for (const [body, status, words] of refusals) {
        const refused = await send(body, method);
        expect(refused.status).toBe(status);
        expect(await refused.text()).toMatch(words);
      }
    }
    const away = rest.issues.createComment({ ...at, issue_number: 999, body: 'Anybody?' });
    await expect(away).rejects.toMatchObject({ status: 404 });
    const readOnly = client(github.addToken({ login: 'reader', canWrite: false })).rest;
    const unasked = readOnly.issues.createComment({ ...at, issue_number: issue.number, body: 'No' });
    await expect(unasked).rejects.toMatchObject({ status: 403 });
  });

  test.each([
    [{ kind: 'status', status: 502 } as const, 502],
    [{ kind: 'secondary', retryAfterSeconds: 7 } as const, 403],
  ])('fails as told, and only as often: %o', async (fault, status) => {
    github.addRepository('o/n');
    github.failNext('GET /repos/o/n', fault);
    const get = () => fetch(`${github.url}/repos/o/n`);
    const failed = await get();
    expect(failed.status).toBe(status);
    if (fault.kind === 'secondary') expect(failed.headers.get('retry-after')).toBe('7');
    expect((await get()).status).toBe(200);
  });
});

describe('what is in it', () => {
  const file = new URL('../../../../shared/data/open-prs.json', import.meta.url);
  if (!existsSync(file)) console.log(`skipped: ${file.pathname} is not there`);
  test.skipIf(!existsSync(file))('holds all 173 real pull requests with their own updatedAt', async () => {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(github.loadSearchPages(json)).toBe(173);
    const pull = github.pull('leanprover-community/mathlib4', 8977);
    expect(pull.updatedAt.toISOString()).toBe('2023-12-11T14:53:48.000Z');
    expect(pull.isSynthetic).toBe(true);
    expect(pull.labels.map((label) => label.name)).toEqual(['merge-conflict', 'WIP']);
  });

  test('the same seed makes the same pull requests', async () => {
    const other = await startGitHub({ clock: () => now });
    const shape = (one: SandboxGitHub) =>
      one
        .madeUp(60, { seed: 9, repository: 'o/n' })
        .map(({ pull, state }) => [pull.title, state, pull.files, pull.updatedAt]);
    expect(shape(github)).toEqual(shape(other));
    await other.close();
  });
});
