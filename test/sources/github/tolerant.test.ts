// Servers that are only like GitHub: what they leave out is done without, and what cannot be read is said in words.

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { type GitHubAccess, githubSource } from '../../../src/sources/github/index.ts';
import { shortMemory } from '../../../src/sources/github/memory.ts';
import { labelled } from './seed.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(answer: (body: string) => unknown) {
  return await speak((body, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(body)));
  });
}

async function speak(
  answer: (body: string, response: ServerResponse) => void,
  token: GitHubAccess['token'] | null = 'x',
) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    answer(body, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return githubSource({ apiUrl: `http://127.0.0.1:${port}/`, ...(token && { token }) });
}

const query = { repository: 'o/n', among: labelled(), isWanted: () => true };

test('a list with no more than number, title, address and a date is enough', async () => {
  const node = {
    number: 7,
    title: 'T',
    url: 'https://github.com/o/n/pull/7',
    updatedAt: '2024-09-17T10:00:00Z',
    author: null,
    // So GitHub says of an account that is gone.
    authorAssociation: 'NONE',
  };
  const source = await serve((body) =>
    body.includes('pageInfo')
      ? {
          data: {
            repository: {
              nameWithOwner: 'o/n',
              pullRequests: { pageInfo: { hasNextPage: false }, nodes: [node] },
            },
          },
        }
      : { data: { nodes: [] } },
  );
  const { pulls, missing } = await source.readPulls(query, shortMemory(), async () => {});
  expect(pulls).toMatchObject([
    {
      number: 7,
      author: 'ghost',
      isFirstTimer: false,
      createdAt: new Date('2024-09-17T10:00:00Z'),
      head: '',
    },
  ]);
  expect(missing).toEqual(['#7 of o/n: only the outline could be read.']);
});

test('a fork that is gone is told from one that the token may not see, and from one that is not told at all', async () => {
  const node = (number: number, more: object) => ({
    number,
    title: 'T',
    url: `https://github.com/o/n/pull/${number}`,
    updatedAt: '2024-09-17T10:00:00Z',
    author: { login: 'ada' },
    ...more,
  });
  const read = async (errors: readonly object[]) => {
    const nodes = [
      node(1, { headRepository: null }),
      node(2, { headRepository: { id: 'R' } }),
      node(3, {}),
      node(4, { author: null, headRepository: null }),
    ];
    const repository = { nameWithOwner: 'o/n', pullRequests: { pageInfo: { hasNextPage: false }, nodes } };
    const source = await serve((body) =>
      body.includes('pageInfo') ? { data: { repository }, errors } : { data: { nodes: [] } },
    );
    const { pulls } = await source.readPulls(query, shortMemory(), async () => {});
    return pulls.map(({ gone }) => gone);
  };
  expect(await read([])).toEqual(['fork', undefined, undefined, 'account']);
  const path = ['repository', 'pullRequests', 'nodes', 0, 'headRepository'];
  expect(await read([{ type: 'FORBIDDEN', message: 'Not accessible', path }])).toEqual([
    undefined,
    undefined,
    undefined,
    'account',
  ]);
  const author = ['repository', 'pullRequests', 'nodes', 3, 'author'];
  expect((await read([{ message: 'Something went wrong', path: author }]))[3]).toBe('fork');
  const another = ['repository', 'pullRequests', 'nodes', 1, 'author'];
  expect((await read([{ message: 'Something went wrong', path: another }]))[3]).toBe('account');
});

test('a pull request of which GitHub keeps failing to tell the check suites is read without them', async () => {
  const commits = (more: object) => ({
    nodes: [{ commit: { oid: 'h', messageHeadline: 'x', committedDate: '2024-09-17T09:00:00Z', ...more } }],
  });
  const node = (number: number) => ({
    ...{ id: `P${number}`, number, title: 'T', url: `https://github.com/o/n/pull/${number}` },
    ...{ updatedAt: '2024-09-17T10:00:00Z', author: { login: 'ada' } },
    commits: commits({ checkSuites: null }),
  });
  const failed = (...path: unknown[]) => ({ errors: [{ message: 'Something went wrong.', path }] });
  let field = 'checkSuites';
  const source = await serve((body) => {
    const pullRequests = { pageInfo: { hasNextPage: false }, nodes: [node(1), node(2)] };
    if (body.includes('pageInfo')) return { data: { repository: { nameWithOwner: 'o/n', pullRequests } } };
    if (body.includes('pullRequest(number')) {
      const data = { repository: { nameWithOwner: 'o/n', pullRequest: node(2) } };
      return { data, ...failed('repository', 'pullRequest', field) };
    }
    const { variables = {} } = body === '' ? {} : JSON.parse(body);
    const at = variables.ids?.indexOf('P2') ?? -1;
    const data = { nodes: [node(1), node(2)].filter(({ id }) => variables.ids?.includes(id)) };
    return { data, ...(at >= 0 && failed('nodes', at, 'commits', 'nodes', 0, 'commit', field)) };
  });
  const readings = async () => {
    const { pulls, missing } = await source.readPulls(query, shortMemory(), async () => {});
    return [pulls.map(({ details }) => details?.workflows), missing];
  };
  expect(await readings()).toEqual([['unknown', 'unknown'], []]);
  const readOne = () => source.readPull({ repository: 'o/n', number: 2 });
  expect(await readOne()).toMatchObject({ number: 2, details: { workflows: 'unknown' } });
  // What a rule would take for nobody, or for no checks, is not done without.
  field = 'latestOpinionatedReviews';
  expect(await readings()).toEqual([['unknown', undefined], ['#2 of o/n: only the outline could be read.']]);
  await expect(readOne()).rejects.toThrow('too much');
  field = 'statusCheckRollup';
  await expect(readOne()).rejects.toThrow('too much');
});

test.each([
  ['failed once are asked for again', 'passing', ['held', 2]],
  ['the token may not read are not asked for again', 'FORBIDDEN', ['unknown', 1]],
])('check suites that %s', async (_, type, second) => {
  const outline = {
    ...{ id: 'P1', number: 1, title: 'T', url: 'https://github.com/o/n/pull/1' },
    ...{ updatedAt: '2024-09-17T10:00:00Z', author: { login: 'ada' }, headRefOid: 'h' },
  };
  const suite = { status: 'COMPLETED', conclusion: 'ACTION_REQUIRED', app: { slug: 'github-actions' } };
  const path = ['nodes', 0, 'commits', 'nodes', 0, 'commit', 'checkSuites'];
  let asked = 0;
  const source = await serve((body) => {
    const pullRequests = { pageInfo: { hasNextPage: false }, nodes: [outline] };
    if (body.includes('pageInfo')) return { data: { repository: { nameWithOwner: 'o/n', pullRequests } } };
    if (body === '') return {};
    asked += 1;
    const commit = { oid: 'h', checkSuites: asked === 1 ? null : { nodes: [suite] } };
    const data = { nodes: [{ ...outline, commits: { nodes: [{ commit }] } }] };
    return { data, ...(asked === 1 && { errors: [{ type, message: 'Something went wrong.', path }] }) };
  });
  const memory = shortMemory();
  const read = async () =>
    (await source.readPulls(query, memory, async () => {})).pulls[0]?.details?.workflows;
  expect(await read()).toBe('unknown');
  expect([await read(), asked]).toEqual(second);
});

test.each([
  ['fails once to tell', 1, 'passed', [], 2],
  [
    'keeps failing to tell',
    9,
    'none',
    ['GitHub did not tell all checks in o/n; what it did not tell counts as none.'],
    2,
  ],
])('checks that GitHub %s', async (_, times, checks, notes, requests) => {
  const outline = {
    ...{ id: 'P1', number: 1, title: 'T', url: 'https://github.com/o/n/pull/1' },
    ...{ updatedAt: '2024-09-17T10:00:00Z', author: { login: 'ada' } },
  };
  let asked = 0;
  const source = await serve((body) => {
    if (!body.includes('pageInfo')) return { data: { nodes: [{ id: 'P1' }] } };
    asked += 1;
    const isFailed = asked <= times;
    const node = { ...outline, statusCheckRollup: isFailed ? null : { state: 'SUCCESS' } };
    const pullRequests = { pageInfo: { hasNextPage: false }, nodes: [node] };
    const path = ['repository', 'pullRequests', 'nodes', 0, 'statusCheckRollup'];
    return {
      data: { repository: { nameWithOwner: 'o/n', pullRequests } },
      ...(isFailed && { errors: [{ message: 'Something went wrong.', path }] }),
    };
  });
  const { pulls, missing } = await source.readPulls(query, shortMemory(), async () => {});
  expect([pulls[0]?.checks, missing, asked]).toEqual([checks, notes, requests]);
});

test('of a month of which GitHub keeps one back without a word, not all is known', async () => {
  const one = { createdAt: '2024-09-17T10:00:00Z', author: { login: 'ada' } };
  let nodes: readonly (typeof one | null)[] = [one];
  const source = await serve(() => ({
    data: { repository: { nameWithOwner: 'o/n' }, search: { pageInfo: { hasNextPage: false }, nodes } },
  }));
  const opened = () => source.readOpened({ repository: 'o/n', among: labelled(), month: '2024-09' });
  expect(await opened()).toMatchObject({ isWhole: true, pulls: [{ author: 'ada' }] });
  nodes = [one, null];
  expect(await opened()).toMatchObject({ isWhole: false, pulls: [{ author: 'ada' }] });
});

test('lists that GitHub keeps back leave out what they would tell, and nothing else', async () => {
  const outline = (number: number, more: object = {}) => ({
    id: `P${number}`,
    number,
    title: 'T',
    url: `https://github.com/o/n/pull/${number}`,
    updatedAt: '2024-09-17T10:00:00Z',
    author: null,
    labels: { nodes: null },
    ...more,
  });
  const none = { nodes: null };
  const details = {
    id: 'P7',
    latestOpinionatedReviews: none,
    reviewRequests: none,
    timelineItems: none,
    commits: { nodes: [{ commit: { checkSuites: none } }] },
    files: none,
  };
  const source = await serve((body) =>
    body.includes('pageInfo')
      ? {
          data: {
            repository: {
              nameWithOwner: 'o/n',
              pullRequests: { pageInfo: { hasNextPage: false }, nodes: [outline(7)] },
            },
          },
          errors: [{ message: 'Something went wrong', path: ['repository', 'pullRequests', 'nodes', 0] }],
        }
      : { data: { nodes: [details] } },
  );
  const { pulls, missing } = await source.readPulls(query, shortMemory(), async () => {});
  expect(pulls).toMatchObject([
    { number: 7, labels: [], details: { reviews: [], files: [], workflows: 'unknown' } },
  ]);
  expect(missing).toEqual([]);
});

test('nonsense is a failure in words, to be tried again', async () => {
  const source = await serve(() => ({ data: { repository: { nameWithOwner: 'o/n', pullRequests: [] } } }));
  await expect(source.readPulls(query, shortMemory(), async () => {})).rejects.toMatchObject({
    name: 'OutsideError',
    isPermanent: false,
    message: 'GitHub answered in a way that I do not understand (repository.pullRequests).',
  });
});

test('a classic token without read:org is told which pull requests wait for a team, though not for which', async () => {
  const node = {
    number: 7,
    title: 'T',
    url: 'https://github.com/o/n/pull/7',
    updatedAt: '2024-09-17T10:00:00Z',
    author: null,
  };
  const nodes = [{ id: 'P7', ...node }];
  const repository = { nameWithOwner: 'o/n', pullRequests: { pageInfo: { hasNextPage: false }, nodes } };
  const reviewRequests = {
    nodes: [{ requestedReviewer: { __typename: 'Team' } }, { requestedReviewer: { login: 'ada' } }],
  };
  // As GitHub says it: https://github.com/cli/cli/issues/812
  const message =
    "Your token has not been granted the required scopes to execute this query. The 'slug' field requires one of the following scopes: ['read:org', 'read:discussion'].";
  const source = await serve((body) => {
    if (body.includes('on Team')) return { errors: [{ type: 'INSUFFICIENT_SCOPES', message }] };
    return { data: body.includes('pageInfo') ? { repository } : { nodes: [{ id: 'P7', reviewRequests }] } };
  });
  const { pulls, missing } = await source.readPulls(query, shortMemory(), async () => {});
  expect([pulls[0]?.details?.requested, missing]).toEqual([['a team', 'ada'], []]);
});

test('a label without a name, which REST allows, is none', async () => {
  const source = await speak((_, response) => {
    response.setHeader('content-type', 'application/json');
    const [created_at, updated_at] = ['2026-11-20T12:00:00Z', '2026-11-20T12:00:00Z'];
    const labels = ['docs', { id: 1 }, { name: null }, { name: 'easy' }];
    const html_url = 'https://github.com/o/n/issues/3';
    response.end(
      JSON.stringify({ number: 3, title: 'T', html_url, state: 'open', labels, created_at, updated_at }),
    );
  }, null);
  expect((await source.readIssue({ repository: 'o/n', number: 3 }))?.labels).toEqual(['docs', 'easy']);
});

test('a refused question is repeated in words', async () => {
  const source = await serve(() => ({ errors: [{ message: "Field 'x' doesn't exist" }] }));
  await expect(source.readIssues({ repository: 'o/n', anyOf: [], allOf: [] })).rejects.toThrow(
    "GitHub refused the question: Field 'x' doesn't exist",
  );
});

const unicorn = '<!DOCTYPE html><title>Unicorn!</title><p>We had issues producing the response.</p>';
const date = 'Fri, 20 Nov 2026 09:00:00 GMT';
const read = (source: Awaited<ReturnType<typeof serve>>) =>
  source.readPulls(query, shortMemory(), async () => {});

test.each([
  [
    'a page of HTML with status 500',
    { status: 500, body: unicorn },
    { message: 'GitHub has a fault of its own (500).', isPermanent: false },
  ],
  [
    'a page of HTML with status 200',
    { status: 200, body: unicorn },
    { message: 'GitHub answered in a way that I do not understand (GITHUB_API_URL may lead elsewhere).' },
  ],
  [
    'half an answer',
    { status: 200, body: '{"data": {"repo' },
    { message: 'GitHub answered in a way that I do not understand (GITHUB_API_URL may lead elsewhere).' },
  ],
  [
    'the other name of the limit',
    { status: 200, body: '{"errors":[{"type":"RATE_LIMIT","code":"graphql_rate_limit","message":"m"}]}' },
    { message: "The hour's limit of GitHub's API is spent.", isPermanent: false, retryAfterSeconds: 60 },
  ],
  [
    'a pause until a date',
    { status: 403, body: '{}', 'retry-after': 'Fri, 20 Nov 2026 09:02:00 GMT' },
    { message: 'GitHub asks for a pause (its secondary limit).', retryAfterSeconds: 120 },
  ],
  [
    'a pause that cannot be read',
    { status: 429, body: '{}', 'retry-after': 'soon' },
    { message: 'GitHub asks for a pause (its secondary limit).', retryAfterSeconds: 60 },
  ],
  [
    'a pause of Enterprise, which gives no time',
    {
      status: 403,
      body: '{"message":"You have triggered an abuse detection mechanism. Please retry later."}',
    },
    { message: 'GitHub asks for a pause (its secondary limit).', isPermanent: false, retryAfterSeconds: 60 },
  ],
  [
    'a limit whose headers something took away',
    { status: 403, body: '{"message":"API rate limit exceeded for user ID 1."}' },
    { message: "The hour's limit of GitHub's API is spent.", isPermanent: false, retryAfterSeconds: 60 },
  ],
  [
    'a pause that stands alone in an answer',
    { status: 200, body: '{"message":"You have exceeded a secondary rate limit."}' },
    { message: 'GitHub asks for a pause (its secondary limit).', retryAfterSeconds: 60 },
  ],
  [
    'a pause after too many tokens that were none',
    { status: 403, body: '{"message":"Maximum number of login attempts exceeded. Please try again later."}' },
    { message: 'GitHub asks for a pause (its secondary limit).', isPermanent: false, retryAfterSeconds: 60 },
  ],
  [
    'a repository that GitHub itself keeps shut',
    {
      status: 200,
      body: '{"data":{"repository":null},"errors":[{"type":"FORBIDDEN","path":["repository"],"message":"Repository access blocked"}]}',
    },
    { message: 'GitHub told nothing of o/n: Repository access blocked', isPermanent: true },
  ],
  [
    'a repository that the token may not read',
    {
      status: 200,
      body: '{"data":{"repository":null},"errors":[{"type":"FORBIDDEN","path":["repository"],"message":"Resource not accessible"}]}',
    },
    { message: 'GitHub told nothing of o/n: Resource not accessible', isPermanent: false },
  ],
  [
    'GraphQL that gave up',
    { status: 200, body: '{"data":null,"errors":[{"message":"Something went wrong while executing."}]}' },
    { message: 'GitHub could not answer in time.', isPermanent: false },
  ],
])('%s is said in words', async (_, { status, body, ...headers }, said) => {
  const source = await speak((_body, response) => {
    response.writeHead(status, {
      'content-type': body.startsWith('{') ? 'application/json' : 'text/html',
      date,
      ...headers,
    });
    response.end(body);
  });
  await expect(read(source)).rejects.toMatchObject({ name: 'OutsideError', ...said });
});

test('what the token may not read in a repository that it sees is not taken for nothing', async () => {
  const repository = { nameWithOwner: 'o/n', hasIssuesEnabled: true };
  const nodes = [null, null];
  const pageInfo = { hasNextPage: false };
  const source = await serve((body) => {
    const list = body.includes('pullRequests(') ? ['repository', 'pullRequests'] : ['issues'];
    const errors = nodes.map((_, at) => ({
      type: 'FORBIDDEN',
      path: [...list, 'nodes', at],
      message: 'Resource not accessible by personal access token',
    }));
    const pullRequests = { totalCount: 2, pageInfo, nodes };
    const found = { issueCount: 2, pageInfo, nodes };
    return { data: { repository: { ...repository, pullRequests }, issues: found, search: found }, errors };
  });
  const labels = { anyOf: [], allOf: [] };
  for (const ask of [
    () => read(source),
    () => source.readIssues({ repository: 'o/n', ...labels }),
    () => source.readOpened({ repository: 'o/n', among: labelled(), month: '2026-10' }),
  ])
    await expect(ask()).rejects.toMatchObject({
      isPermanent: true,
      message: expect.stringContaining('whoever made it gives it "pull requests" and "issues" (read) there'),
    });
});

test('what is kept back without a word is said to be missing, though it is all there is', async () => {
  const nodes = [null];
  const pageInfo = { hasNextPage: false };
  const source = await serve(() => ({
    data: {
      repository: { nameWithOwner: 'o/n', pullRequests: { totalCount: 1, pageInfo, nodes } },
      search: { pageInfo, nodes },
    },
  }));
  const { pulls, missing } = await read(source);
  expect([pulls, missing]).toEqual([[], ['1 pull request of o/n could not be read.']]);
  const opened = source.readOpened({ repository: 'o/n', among: labelled(), month: '2026-10' });
  expect(await opened).toMatchObject({ isWhole: false, pulls: [] });
});

test('a server that wants a token says so to those who have none', async () => {
  const refuse = (_: string, response: ServerResponse) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end('{"message":"Requires authentication"}');
  };
  await expect(read(await speak(refuse))).rejects.toThrow('may have expired');
  await expect(read(await speak(refuse, null))).rejects.toThrow('Set GITHUB_TOKEN');
});

test('a server that is not there is said to be out of reach', async () => {
  const source = githubSource({ apiUrl: 'http://127.0.0.1:1', token: 'x' });
  await expect(read(source)).rejects.toMatchObject({
    message: expect.stringMatching(/^GitHub could not be reached: /u),
    isPermanent: false,
  });
});

test('check suites that the token may not read leave it open whether workflows wait', async () => {
  const node = {
    id: 'P1',
    number: 1,
    title: 'T',
    url: 'https://github.com/o/n/pull/1',
    updatedAt: '2026-11-05T00:00:00Z',
  };
  const forbidden = { type: 'FORBIDDEN', path: ['nodes', 0, 'commits'], message: 'Resource not accessible' };
  const source = await serve((body) =>
    body.includes('pageInfo')
      ? {
          data: {
            repository: {
              nameWithOwner: 'o/n',
              pullRequests: { pageInfo: { hasNextPage: false }, nodes: [node] },
            },
          },
        }
      : {
          data: { nodes: [{ id: 'P1', commits: { nodes: [{ commit: { checkSuites: null } }] } }] },
          errors: [forbidden],
        },
  );
  const { pulls, missing } = await read(source);
  expect([pulls[0]?.details?.workflows, missing]).toEqual(['unknown', []]);
});

test('a review counts from when it was sent, not from when it was begun', async () => {
  const login = (name: string) => ({ __typename: 'User', login: name });
  const review = {
    __typename: 'PullRequestReview',
    createdAt: '2026-11-01T00:00:00Z',
    submittedAt: '2026-11-05T00:00:00Z',
    author: login('bob'),
  };
  const comment = { __typename: 'IssueComment', createdAt: '2026-11-03T00:00:00Z', author: login('ada') };
  const node = {
    id: 'P1',
    number: 1,
    title: 'T',
    url: 'https://github.com/o/n/pull/1',
    updatedAt: '2026-11-05T00:00:00Z',
    author: login('ada'),
  };
  const source = await serve((body) => ({
    data: body.includes('pageInfo')
      ? {
          repository: {
            nameWithOwner: 'o/n',
            pullRequests: { pageInfo: { hasNextPage: false }, nodes: [node] },
          },
        }
      : { nodes: [{ id: 'P1', timelineItems: { nodes: [review, comment] } }] },
  }));
  const { pulls } = await read(source);
  expect(pulls[0]?.details?.events.map(({ by, at }) => [by, at.getUTCDate()])).toEqual([
    ['ada', 3],
    ['bob', 5],
  ]);
});
