// Reading pull requests with a token: what it costs, what is kept, and what comes of GitHub's failures.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutsideError } from '../../../src/core/errors.ts';
import { githubSource } from '../../../src/sources/github/index.ts';
import { labelled, openSeeded, repository, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openSeeded();
});
afterEach(() => seed.github.close());

const made = (count: number) => seed.github.madeUp(count, { seed: 7, repository });
const isDetails = ({ body }: { body: string }) => body.includes('latestOpinionatedReviews');
const isIndex = ({ body }: { body: string }) => body.includes('pageInfo');

describe('cost', () => {
  test('1,451 pull requests are read whole with at most 80 requests, and again with at most 17 or 15', async () => {
    const pulls = made(1451);
    const first = await seed.read();
    expect(first.pulls).toHaveLength(1451);
    expect(new Set(first.pulls.map(({ number }) => number)).size).toBe(1451);
    const one = seed.github.counters();
    expect(one.requests).toBeLessThanOrEqual(80);
    expect(one.mostFilesAtOnce).toBeLessThanOrEqual(25);
    expect(first.cost).toEqual({ requests: one.requests, points: one.points });

    await seed.read();
    expect(seed.github.counters().requests).toBeLessThanOrEqual(15);
    expect(seed.github.counters().points).toBeLessThanOrEqual(15);

    seed.advance(1);
    for (const { pull } of pulls.slice(100, 110)) seed.github.world.comment(pull, 'eve', { body: 'Nice.' });
    for (const { pull } of pulls.slice(200, 210)) seed.github.world.pushCommit(pull, { checks: 'SUCCESS' });
    const again = await seed.read();
    expect(again.pulls).toHaveLength(1451);
    expect(seed.github.counters().requests).toBeLessThanOrEqual(17);
    expect(seed.github.counters().points).toBeLessThanOrEqual(17);
  });

  test('a change of checks alone needs no second look', async () => {
    const [one] = made(21);
    await seed.read();
    if (one) seed.github.world.setChecks(one.pull, 'FAILURE');
    const { pulls } = await seed.read();
    expect(pulls.find(({ number }) => number === one?.pull.number)?.checks).toBe('failed');
    expect(seed.github.counters().requests).toBe(1);
  });

  test('files of a commit that is known are not asked for again', async () => {
    const pulls = made(21);
    await seed.read();
    for (const { pull } of pulls) seed.github.world.comment(pull, 'eve', { body: 'Nice.', at: seed.now() });
    seed.advance(1);
    for (const { pull } of pulls) seed.github.world.comment(pull, 'eve', { body: 'Again.' });
    const { pulls: read } = await seed.read();
    expect(seed.github.counters().mostFilesAtOnce).toBe(0);
    expect(read.every(({ details }) => (details?.files.length ?? 0) > 0)).toBe(true);
  });

  test('progress is told page by page', async () => {
    made(130);
    await seed.read();
    expect(seed.steps).toEqual([
      '100/130',
      '130/130',
      '24/130',
      '48/130',
      '72/130',
      '96/130',
      '120/130',
      '130/130',
    ]);
  });
});

test('what was opened, merged and closed since is told with the first page, issues too', async () => {
  const [one, two] = made(40);
  const { world } = seed.github;
  if (one) world.merge(one.pull, 'bob');
  if (two) world.close(two.pull, 'bob');
  world.openPull(repository, {
    title: 'New',
    author: { login: 'ada' }.login,
    labels: [{ name: 'docs', color: 'ffffff' }],
  });
  world.openIssue(repository, {
    title: 'Old and easy',
    labels: [
      { name: 'docs', color: 'ffffff' },
      { name: 'easy', color: 'ffffff' },
    ],
    createdAt: new Date('2026-01-01T00:00:00Z'),
  });
  world.openIssue(repository, { title: 'Hard', labels: [{ name: 'docs', color: 'ffffff' }] });
  const read = await seed.read({ issues: { anyOf: [], allOf: ['docs', 'easy'] } });
  expect(read.changes).toMatchObject({ opened: 1, merged: 1, closed: 1 });
  expect(read.changes?.ended.map(({ number, isMerged }) => [number, isMerged])).toEqual([
    [one?.pull.number, true],
    [two?.pull.number, false],
  ]);
  expect(read.issues).toMatchObject({ total: 1, issues: [{ title: 'Old and easy' }] });
  expect(read.pulls).toHaveLength(39);
  expect(seed.github.counters()).toMatchObject({ requests: 3, points: 3 });
});

test('what is no longer open, or no longer labelled, is forgotten; what another watch reads is kept', async () => {
  const [one, two, other] = made(21);
  if (!one || !two || !other) throw new Error('made too few');
  await seed.read();
  seed.github.world.label(other.pull, 'bug');
  seed.github.world.merge(one.pull, 'bob');
  seed.github.world.unlabel(two.pull, 'docs', { by: 'bob' });
  const isDocs = ({ labels }: { labels: readonly string[] }) => labels.includes('docs');
  await seed.read({ among: labelled('bug'), isWanted: ({ labels }) => labels.includes('bug') });
  expect(await seed.memory.known(repository)).toHaveLength(21);
  await seed.read({ isWanted: isDocs });
  const known = (await seed.memory.known(repository)).map(({ number }) => number);
  expect(known).toHaveLength(19);
  expect(known).not.toContain(one.pull.number);
  expect(known).not.toContain(two.pull.number);
});

test('what changes without a trace is remembered too', async () => {
  const [one] = made(1);
  if (!one) throw new Error('made too few');
  await seed.read();
  one.pull.isInMergeQueue = true;
  one.pull.isForkGone = true;
  await seed.read();
  expect(await seed.memory.known(repository)).toMatchObject([{ isInMergeQueue: true, gone: 'fork' }]);
  one.pull.isInMergeQueue = false;
  await seed.read();
  expect((await seed.memory.known(repository))[0]).not.toHaveProperty('isInMergeQueue');
});

test('an unknown mergeability keeps what was known of it', async () => {
  const [one] = made(21);
  if (!one) throw new Error('made too few');
  await seed.read();
  const before = (await seed.read()).pulls.find(({ number }) => number === one.pull.number);
  seed.github.world.pushCommit(one.pull);
  const after = (await seed.read()).pulls.find(({ number }) => number === one.pull.number);
  expect([before?.mergeable, after?.mergeable]).toEqual(['mergeable', 'mergeable']);
});

describe('when GitHub fails', () => {
  test.each([502, 503, 504])('a %i halves the page, and nothing is lost', async (status) => {
    made(150);
    seed.github.failNext(isIndex, { kind: 'status', status }, 2);
    const { pulls, missing } = await seed.read();
    expect(pulls).toHaveLength(150);
    expect(missing).toEqual([]);
  });

  test.each([
    { type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.' },
    { message: 'Something went wrong while executing your query on 2026-11-20T12:00:00Z.' },
  ])(
    'what is too much for one question is asked for in less, though some of it came along: $message',
    async (error) => {
      made(60);
      const path = ['nodes', 3, 'latestOpinionatedReviews'];
      const part = (data: object) =>
        ({
          kind: 'status',
          status: 200,
          body: JSON.stringify({ data, errors: [{ ...error, path }] }),
        }) as const;
      const pullRequests = { pageInfo: { hasNextPage: false }, nodes: [null] };
      if (error.type)
        seed.github.failNext(isIndex, part({ repository: { nameWithOwner: repository, pullRequests } }), 2);
      seed.github.failNext(isDetails, part({ nodes: [{ id: 'PR_1', latestOpinionatedReviews: null }] }), 2);
      const { pulls, missing } = await seed.read();
      expect(pulls.filter(({ details }) => details)).toHaveLength(60);
      expect(missing).toEqual([]);
    },
  );

  test('what one of a kind could not tell whole is shown as far as it came; a month is asked for in less', async () => {
    const [one] = made(60);
    const errors = [
      { type: 'RESOURCE_LIMITS_EXCEEDED', path: ['search'], message: 'Resource limits exceeded.' },
    ];
    const found = { nameWithOwner: repository, isPrivate: false };
    const part = (data: object) =>
      ({ kind: 'status', status: 200, body: JSON.stringify({ data, errors }) }) as const;
    const source = githubSource({ apiUrl: seed.github.url, token: seed.github.token });
    const issue = {
      ...{ number: 7, title: 'A fault', url: 'https://github.com/python/cpython/issues/7', state: 'OPEN' },
      ...{ createdAt: '2026-11-01T00:00:00Z', author: null, labels: null, timelineItems: null },
    };
    seed.github.failNext(() => true, part({ repository: { ...found, issue } }), 1);
    expect(await source.readIssue({ repository, number: 7 })).toMatchObject({ title: 'A fault' });
    const month = one?.pull.createdAt.toISOString().slice(0, 7) ?? '';
    const asked = { repository, month, among: labelled() };
    const opened = await source.readOpened(asked);
    expect(opened.pulls.length).toBeGreaterThan(0);
    const search = { pageInfo: { hasNextPage: false }, nodes: [] };
    seed.github.failNext(({ body }) => /"size":[4-9]/u.test(body), part({ repository: found, search }), 3);
    seed.github.failNext(({ body }) => body.includes('"size":20'), { kind: 'status', status: 502 }, 1);
    expect(await source.readOpened(asked)).toEqual(opened);
  });

  describe('what was too much for GitHub', () => {
    const found = { nameWithOwner: repository, isPrivate: false };
    function answer(data: object, ...path: unknown[]) {
      const errors = [{ type: 'RESOURCE_LIMITS_EXCEEDED', path, message: 'Resource limits exceeded.' }];
      seed.github.failNext(
        ({ body }) => !/"size":(?:[2-9]|\d\d)/u.test(body),
        { kind: 'status', status: 200, body: JSON.stringify({ data, errors }) },
        1,
      );
    }

    test('of a pull request no part is shown, as if nobody had reviewed it', async () => {
      const [one] = made(1);
      const number = one?.pull.number ?? 0;
      const url = `https://github.com/${repository}/pull/${number}`;
      const part = { number, url, title: 'Approved', updatedAt: '2026-11-01T00:00:00Z', state: 'OPEN' };
      const pullRequest = { ...part, labels: null, author: null, latestOpinionatedReviews: null };
      const data = { repository: { ...found, pullRequest } };
      answer(data, 'repository', 'pullRequest', 'latestOpinionatedReviews');
      await expect(seed.source().readPull({ repository, number })).rejects.toThrow('too much for GitHub');
      expect(await seed.source().readPull({ repository, number })).toMatchObject({ number });
    });

    test('an issue or a pull request that is kept back whole is not one that does not exist', async () => {
      answer({ repository: { ...found, issue: null } }, 'repository', 'issue');
      await expect(seed.source().readIssue({ repository, number: 7 })).rejects.toThrow('too much for GitHub');
      answer({ repository: { ...found, pullRequest: null } }, 'repository', 'pullRequest');
      await expect(seed.source().readPull({ repository, number: 7 })).rejects.toThrow('too much for GitHub');
    });

    test.each([['reviews'], ['comments'], []])(
      'a month of which something is kept back (case %#) is not whole, and what comes after is asked for in more again',
      async (...kept) => {
        for (let count = 0; count < 100; count += 1)
          seed.github.world.openPull(repository, { title: `Change ${count}`, author: 'ada' });
        const source = seed.source();
        const asked = { repository, month: '2026-11', among: labelled() };
        const whole = await source.readOpened(asked);
        expect([whole.pulls.length, whole.isWhole]).toEqual([100, true]);
        const sizes: string[] = [];
        seed.github.failNext(
          ({ body }) => {
            sizes.push(/"size":(\d+)/u.exec(body)?.[1] ?? '');
            return sizes.length <= 5;
          },
          { kind: 'status', status: 502 },
          6,
        );
        const one = { createdAt: '2026-11-20T12:00:00Z', author: null, reviews: null, comments: null };
        const search = {
          pageInfo: { hasNextPage: true, endCursor: Buffer.from('cursor:0').toString('base64url') },
          nodes: [kept.length > 0 ? one : null],
        };
        answer({ repository: found, search }, 'search', 'nodes', 0, ...kept);
        const { pulls, isWhole } = await source.readOpened(asked);
        expect([pulls.length, isWhole]).toEqual([99 + kept.length, false]);
        expect(sizes).toEqual(['40', '20', '10', '5', '2', '1', '2', '4', '8', '16', '32', '40']);
      },
    );
  });

  test('while its search is down, the index is read without, and that is said', async () => {
    made(30);
    const timeout = { data: null, errors: [{ message: 'Something went wrong while executing your query.' }] };
    seed.github.failNext(
      ({ body }) => body.includes('search('),
      { kind: 'status', status: 200, body: JSON.stringify(timeout) },
      50,
    );
    const { pulls, changes, missing } = await seed.read();
    expect([pulls.length, changes]).toEqual([30, undefined]);
    expect(missing).toEqual([`GitHub's search did not answer: what happened in ${repository} is left out.`]);
    expect(seed.github.counters().requests).toBeLessThanOrEqual(8);
  });

  test.each(['opened', 'merged', 'around'])(
    'where the search for what was %s fails alone, it is asked for once more, then nothing is counted, and that is said',
    async (search) => {
      const since = new Date('2026-11-01T00:00:00Z');
      const none = { issueCount: 0, nodes: [] };
      const pullRequests = { totalCount: 0, pageInfo: { hasNextPage: false }, nodes: [] };
      const found = { repository: { nameWithOwner: repository, pullRequests }, opened: none, merged: none };
      const errors = [{ path: [search], message: 'Something went wrong while executing your query.' }];
      const body = { data: { ...found, closed: none, around: none, [search]: null }, errors };
      const fault = { kind: 'status', status: 200, body: JSON.stringify(body) } as const;
      seed.github.failNext(() => true, fault, 3);
      const query = { since, around: { from: since, until: since } };
      const { changes, missing } = await seed.read(query);
      expect(changes).toBeUndefined();
      expect(missing).toEqual([
        `GitHub's search did not answer: what happened in ${repository} is left out.`,
      ]);
      made(1);
      expect(await seed.read(query)).toMatchObject({ changes: { merged: 0 }, missing: [] });
    },
  );

  test('where the search for issues fails alone, what happened is told, and what is left out is said', async () => {
    made(3);
    const isAsked = ({ body }: { body: string }) => body.includes('issues: search(');
    const none = { issueCount: 0, nodes: [] };
    const pullRequests = { totalCount: 0, pageInfo: { hasNextPage: false }, nodes: [] };
    const found = { repository: { nameWithOwner: repository, pullRequests }, opened: none, closed: none };
    const errors = [{ path: ['issues'], message: 'Something went wrong while executing your query.' }];
    const body = { data: { ...found, merged: { ...none, issueCount: 2 }, issues: null }, errors };
    seed.github.failNext(isAsked, { kind: 'status', status: 200, body: JSON.stringify(body) }, 2);
    const query = { since: new Date('2026-11-01T00:00:00Z'), issues: { anyOf: ['docs'], allOf: [] } };
    const { changes, missing } = await seed.read(query);
    expect(changes).toMatchObject({ merged: 2 });
    expect(missing).toEqual([`GitHub's search did not answer: the issues of ${repository} are left out.`]);
    expect(await seed.read(query)).toMatchObject({ issues: { total: 0 }, missing: [] });
  });

  test('checks that the token may not see are said to be missing', async () => {
    made(3);
    const token = seed.github.addToken({ login: 'reader', canWrite: false, canReadRollup: false });
    const { pulls, missing } = await seed.read({ access: { token } });
    expect(pulls.map(({ checks }) => checks)).toEqual(['none', 'none', 'none']);
    expect(missing).toEqual([
      expect.stringMatching(/^The token does not see the checks of python\/cpython/u),
    ]);
  });

  test.each([
    ['Resource protected by organization SAML enforcement.', /single sign-on/u],
    [
      'Resource not accessible by personal access token',
      /^The token may not read what was asked of python\/cpython/u,
    ],
  ])('who answered when is refused with its reason: %s', async (message, words) => {
    const body = {
      data: { repository: null, search: null },
      errors: [{ type: 'FORBIDDEN', path: ['repository'], message }],
    };
    seed.github.failNext('POST', { kind: 'status', status: 200, body: JSON.stringify(body) }, 1);
    await expect(
      seed.source().readOpened({ repository, among: labelled(), month: '2026-10' }),
    ).rejects.toMatchObject({ isPermanent: true, message: expect.stringMatching(words) });
  });

  test('one that is asked for alone cannot be asked for less, so it is asked for again', async () => {
    made(1);
    seed.github.failNext(isDetails, { kind: 'status', status: 502 }, 1);
    const { pulls, missing } = await seed.read();
    expect([pulls[0]?.details?.files.length, missing]).toEqual([expect.any(Number), []]);
  });

  test('what is too much is not asked for at each second try again', async () => {
    made(120);
    const sizes: number[] = [];
    const isTooMuch = ({ body }: { body: string }) => {
      if (!isDetails({ body })) return false;
      const size = /"ids":\[([^\]]+)\]/u.exec(body)?.[1]?.split(',').length ?? 0;
      sizes.push(size);
      return size > 10;
    };
    seed.github.failNext(isTooMuch, { kind: 'status', status: 502 }, 100);
    const { pulls, missing } = await seed.read();
    expect(pulls.every(({ details }) => details !== undefined)).toBe(true);
    expect([pulls.length, missing]).toEqual([120, []]);
    const tooMuch = sizes.filter((size) => size > 10).length;
    expect(tooMuch * 3).toBeLessThanOrEqual(sizes.length);
  });

  test('no answer in time halves the page too', async () => {
    made(60);
    seed.github.failNext(isIndex, { kind: 'silence' }, 1);
    seed.github.failNext(isDetails, { kind: 'silence' }, 1);
    const { pulls, missing } = await seed.read({ access: { timeoutMilliseconds: 1000 } });
    expect(pulls.every(({ details }) => details !== undefined)).toBe(true);
    expect([pulls.length, missing]).toEqual([60, []]);
  });

  test('a pull request that always times out keeps its outline, and is named', async () => {
    const [bad] = made(30);
    const id = bad?.pull.id ?? '';
    seed.github.failNext(
      ({ body }) => isDetails({ body }) && body.includes(`"${id}"`),
      { kind: 'status', status: 502 },
      50,
    );
    const { pulls, missing } = await seed.read();
    expect(pulls).toHaveLength(30);
    expect(pulls.filter(({ details }) => details === undefined).map(({ number }) => number)).toEqual([
      bad?.pull.number,
    ]);
    expect(missing).toEqual([`#${bad?.pull.number} of ${repository}: only the outline could be read.`]);
  });

  test('a page of the index that always times out ends the reading, to be tried again later', async () => {
    made(30);
    seed.github.failNext(isIndex, { kind: 'status', status: 502 }, 50);
    const error = await failure(seed.read());
    expect(error).toMatchObject({ isPermanent: false, message: 'GitHub could not answer in time (502).' });
    expect(seed.github.counters().requests).toBeLessThanOrEqual(8);
  });

  test('holes in a page are asked for once more, and said if they stay', async () => {
    made(30);
    seed.github.failNext(isIndex, { kind: 'partial', drop: 3 }, 1);
    expect((await seed.read()).pulls).toHaveLength(30);
    seed.github.failNext(isIndex, { kind: 'partial', drop: 3 }, 2);
    const { pulls, missing } = await seed.read();
    expect(pulls).toHaveLength(27);
    expect(missing).toEqual([`3 pull requests of ${repository} could not be read.`]);
    expect(await seed.memory.known(repository)).toHaveLength(30);
    made(110);
    seed.github.failNext(isIndex, { kind: 'partial', drop: 3 }, 4);
    expect((await seed.read()).missing).toEqual([`6 pull requests of ${repository} could not be read.`]);
  });

  test('a short pause that GitHub asks for is made, a long one ends the reading', async () => {
    made(30);
    seed.github.failNext(isDetails, { kind: 'secondary', retryAfterSeconds: 3 }, 1);
    expect((await seed.read()).pulls).toHaveLength(30);
    expect(seed.waits).toEqual([3000]);
    seed.github.failNext(isIndex, { kind: 'secondary', retryAfterSeconds: 120, status: 429 }, 1);
    expect(await failure(seed.read())).toMatchObject({ isPermanent: false, retryAfterSeconds: 120 });
  });

  test('RATE_LIMITED with status 200 ends the reading; the next goes on where it was', async () => {
    made(100);
    let isSpent = false;
    seed.github.failNext(
      ({ body }) => {
        if (!isDetails({ body })) return false;
        const wasFirst = !isSpent;
        isSpent = true;
        return !wasFirst;
      },
      { kind: 'rate-limited' },
      1,
    );
    const error = await failure(seed.read());
    expect(error.message).toBe("The hour's limit of GitHub's API is spent.");
    expect(error.retryAfterSeconds).toBeGreaterThan(0);
    const { pulls } = await seed.read();
    expect(pulls.every(({ details }) => details !== undefined)).toBe(true);
    expect(seed.github.counters().requests).toBe(1 + 4);
  });

  test('an expired token is told as such', async () => {
    made(3);
    seed.github.expireToken(seed.github.token);
    expect(await failure(seed.read())).toMatchObject({
      isPermanent: true,
      message: expect.stringContaining('GITHUB_TOKEN'),
    });
  });

  test('a renamed repository is read under its new name', async () => {
    made(30);
    await seed.read();
    seed.github.renameRepository(repository, 'python/python');
    const { pulls, missing, repo } = await seed.read();
    expect([pulls.length, repo, missing]).toEqual([30, 'python/python', []]);
  });

  test('a repository is found by a former name, with and without a token, or not at all', async () => {
    seed.github.addRepository(repository);
    seed.github.renameRepository(repository, 'python/python');
    const anonymous = githubSource({ apiUrl: seed.github.url });
    for (const source of [seed.source(), anonymous]) {
      expect(await source.findRepository({ repository })).toEqual({
        name: 'python/python',
        isArchived: false,
      });
      expect(await source.findRepository({ repository: 'python/nothing' })).toBeUndefined();
    }
  });

  test('an archived repository is found as one, with and without a token', async () => {
    seed.github.addRepository(repository).isArchived = true;
    for (const source of [seed.source(), githubSource({ apiUrl: seed.github.url })])
      expect(await source.findRepository({ repository })).toEqual({ name: repository, isArchived: true });
  });

  test.each([
    [
      'Resource protected by organization SAML enforcement. You must grant your token access.',
      'Configure SSO',
    ],
    [
      'Although you appear to have the correct authorization credentials, the `python` organization has an IP allow list enabled.',
      'IP allow list',
    ],
  ])('an organisation that keeps the token out says how: %s', async (message, words) => {
    made(3);
    const answer = {
      data: { repository: null },
      errors: [{ type: 'FORBIDDEN', path: ['repository'], message }],
    };
    seed.github.failNext(() => true, { kind: 'status', status: 200, body: JSON.stringify(answer) }, 9);
    const source = seed.source();
    const labels = { anyOf: [], allOf: [] };
    const questions = [
      () => seed.read(),
      () => source.findRepository({ repository }),
      () => source.readPull({ repository, number: 1 }),
      () => source.readIssues({ repository, ...labels }),
    ];
    for (const ask of questions)
      expect(await failure(ask())).toMatchObject({
        isPermanent: true,
        message: expect.stringContaining(words),
      });
  });

  test('GraphQL that asks for a pause among its errors is left alone for a minute', async () => {
    made(3);
    const answer = { data: null, errors: [{ message: 'You have exceeded a secondary rate limit.' }] };
    seed.github.failNext(() => true, { kind: 'status', status: 200, body: JSON.stringify(answer) }, 1);
    expect(await failure(seed.read())).toMatchObject({ isPermanent: false, retryAfterSeconds: 60 });
  });

  test('a repository that is gone is said to be', async () => {
    seed.github.addRepository(repository);
    seed.github.removeRepository(repository);
    const labels = { anyOf: [], allOf: [] };
    expect(await failure(seed.source().readIssues({ repository, ...labels }))).toMatchObject({
      isPermanent: true,
      message: expect.stringContaining(`can't see ${repository} on GitHub`),
    });
    expect(await failure(seed.read())).toMatchObject({
      isPermanent: true,
      message: expect.stringContaining(`can't see ${repository} on GitHub`),
    });
  });

  test('when the budget is spent, what was read is there and the rest is said to be missing', async () => {
    made(160);
    const { pulls, missing } = await seed.read({ access: { maxRequests: 4 } });
    expect(pulls).toHaveLength(160);
    expect(pulls.filter(({ details }) => details !== undefined)).toHaveLength(48);
    expect(missing[0]).toBe(
      'The budget of 4 requests to GitHub for one reading is spent; the next reading goes on from here.',
    );
    const index = await seed.read({ access: { maxRequests: 1 } });
    expect([index.pulls.length, index.missing.length]).toEqual([100, 2]);
    expect(await seed.memory.known(repository)).toHaveLength(48);
  });

  test('a secret is never in what is said', async () => {
    made(3);
    seed.github.failNext(() => true, { kind: 'status', status: 500 }, 5);
    const error = await failure(seed.read());
    expect(JSON.stringify([error.message, String(error), error.stack])).not.toContain(seed.github.token);
  });
});

test('GitHub Enterprise Server is read under /api/v3', async () => {
  made(30);
  const { pulls } = await seed.read({ access: { apiUrl: `${seed.github.url}/api/v3/` } });
  expect(pulls).toHaveLength(30);
});

test('one pull request is read whole, and a number that is none is none', async () => {
  const [one] = made(21);
  const number = one?.pull.number ?? 0;
  expect(await seed.source().readPull({ repository, number })).toMatchObject({
    number,
    repo: repository,
    details: { files: expect.arrayContaining([expect.any(String)]) },
  });
  expect(await seed.source().readPull({ repository, number: 9999 })).toBeUndefined();
});

test('of a repository with more than a hundred labels all are known', async () => {
  for (let i = 0; i < 120; i += 1)
    seed.github.world.openIssue(repository, { title: 'A', labels: [{ name: `area ${i}`, color: 'ffffff' }] });
  const labels = await seed.source().labels(repository);
  expect(labels).toEqual(expect.arrayContaining(['area 0', 'area 119']));
});

test('issues are those with all of the labels, oldest first', async () => {
  const { world } = seed.github;
  const label = (name: string) => ({ name, color: 'ffffff' });
  world.openIssue(repository, {
    title: 'B',
    labels: [label('docs'), label('easy')],
    createdAt: new Date('2026-02-01T00:00:00Z'),
  });
  world.openIssue(repository, {
    title: 'A',
    labels: [label('docs'), label('easy')],
    createdAt: new Date('2026-01-01T00:00:00Z'),
  });
  world.openIssue(repository, { title: 'C', labels: [label('docs')] });
  const read = (labels: { anyOf: string[]; allOf: string[] }) =>
    seed.source().readIssues({ repository, ...labels });
  expect((await read({ anyOf: [], allOf: ['docs', 'easy'] })).issues.map(({ title }) => title)).toEqual([
    'A',
    'B',
  ]);
  expect(await read({ anyOf: ['docs', 'easy'], allOf: [] })).toMatchObject({
    total: 3,
    cost: { requests: 1, points: 2 },
  });
});

async function failure(reading: Promise<unknown>): Promise<OutsideError> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof OutsideError) return error;
    throw error;
  }
  throw new Error('It did not fail');
}
