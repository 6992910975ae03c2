// Reading without a token: all of them though search ends at 1,000, ETags, and what is said not to be known.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { labelled, openUnseeded, repository } from './seed.ts';

let seed: Awaited<ReturnType<typeof openUnseeded>>;
beforeEach(async () => {
  seed = await openUnseeded();
});
afterEach(() => seed.github.close());

const query = { repository, among: labelled('docs'), isWanted: () => true };
const read = (memory = seed.memory) => seed.anonymous.readPulls(query, memory, async () => {});

test('what only a token shows is said to be unknown, and the labels decide', async () => {
  seed.github.madeUp(42, { seed: 5, repository });
  const { pulls, missing, cost, changes } = await read();
  expect(pulls).toHaveLength(42);
  expect(missing).toHaveLength(1);
  expect(missing[0]).toMatch(
    /^Without a GitHub token I see neither reviews, checks, conflicts, files nor sizes/u,
  );
  expect(cost).toEqual({ requests: 2, points: 0 });
  expect(changes).toBeUndefined();
  expect(
    pulls.every(({ lines, details, checks }) => lines === undefined && !details && checks === 'none'),
  ).toBe(true);
});

test('1,451 are all read, though a search shows no more than 1,000', async () => {
  seed.github.madeUp(1451, { seed: 5, repository });
  const began = performance.now();
  const { pulls, cost } = await read();
  const milliseconds = performance.now() - began;
  expect(new Set(pulls.map(({ number }) => number)).size).toBe(1451);
  expect(cost.requests).toBeLessThanOrEqual(1 + 10 + 5 + seed.waits.length);
  // Ten searches a minute are allowed, of which each lasts a second here; the rest waited for the next, unless it came by itself.
  expect(seed.waits.length > 0 || milliseconds > 1_000).toBe(true);
});

test('pages that did not change cost nothing of the limit', async () => {
  seed.github.madeUp(120, { seed: 5, repository });
  const first = await read();
  seed.github.resetCounters();
  const again = await read();
  expect(again.pulls).toEqual(first.pulls);
  expect(seed.github.counters()).toMatchObject({ requests: 3, notModified: 2 });
});

test('a renamed repository is read under its present name', async () => {
  seed.github.madeUp(3, { seed: 5, repository });
  const issue = seed.github.world.openIssue(repository, { title: 'A' });
  const [pull] = (await read()).pulls;
  seed.github.renameRepository(repository, 'docs-group/handbook');
  const again = await read();
  expect([again.repo, again.pulls.map(({ repo }) => repo)]).toEqual([
    'docs-group/handbook',
    Array.from({ length: 3 }, () => 'docs-group/handbook'),
  ]);
  const one = await seed.anonymous.readPull({ repository, number: pull?.number ?? 0 });
  const other = await seed.anonymous.readIssue({ repository, number: issue.number });
  const list = await seed.anonymous.readIssues({ repository, anyOf: [], allOf: [] });
  expect([one?.repo, other?.repo, list.issues[0]?.repo]).toEqual(
    Array.from({ length: 3 }, () => 'docs-group/handbook'),
  );
});

test('whoever takes the former name of a repository is not read for it', async () => {
  seed.github.madeUp(3, { seed: 5, repository });
  const issue = seed.github.world.openIssue(repository, { title: 'A' });
  const { id, pulls } = await read();
  seed.github.renameRepository(repository, 'docs-group/handbook');
  const { readPulls, readPull, readIssue, readIssues, findRepository } = seed.anonymous;
  const named = { repository, id };
  const asked = [
    () => readPulls({ ...query, id }, seed.memory, async () => {}),
    () => readPull({ ...named, number: pulls[0]?.number ?? 0 }),
    () => readIssue({ ...named, number: issue.number }),
    () => findRepository(named),
  ];
  for (const ask of asked) expect(await ask()).toBeDefined();
  const other = seed.github.addRepository(repository);
  seed.github.world.openPull(repository, { title: 'Buy this', number: pulls[0]?.number ?? 0 });
  seed.github.world.openIssue(repository, { title: 'Buy this', number: issue.number });
  for (const ask of asked) await expect(ask()).rejects.toThrow(`Another repository is called ${repository}`);
  await expect(readIssues({ ...named, anyOf: [], allOf: [] })).rejects.toThrow('Another repository');
  expect((await readPulls({ ...query, id: other.databaseId }, seed.memory, async () => {})).id).toBe(
    other.databaseId,
  );
});

test('what cannot be answered is not taken for what is not there', async () => {
  const locked = {
    kind: 'status',
    status: 401,
    body: '{"message":"Must authenticate to access this API."}',
  } as const;
  seed.github.failNext('GET', locked, 3);
  await expect(seed.anonymous.findRepository({ repository })).rejects.toThrow('only with a token');
  await expect(seed.anonymous.readPull({ repository, number: 1 })).rejects.toThrow('only with a token');
  await expect(seed.anonymous.readIssue({ repository, number: 1 })).rejects.toThrow('only with a token');
});

test('a missing repository is a permanent failure, in words', async () => {
  await expect(read()).rejects.toMatchObject({
    isPermanent: true,
    message: expect.stringContaining('does not have that repository'),
  });
});

test('one pull request is read by REST, with its size', async () => {
  const [one] = seed.github.madeUp(1, { seed: 5, repository });
  const pull = await seed.anonymous.readPull({ repository, number: one?.pull.number ?? 0 });
  expect(pull).toMatchObject({
    number: one?.pull.number,
    lines: expect.any(Number),
    fileCount: expect.any(Number),
  });
  expect(await seed.anonymous.readPull({ repository, number: 99 })).toBeUndefined();
  if (one) seed.github.world.merge(one.pull, 'core-1');
  expect(await seed.anonymous.readPull({ repository, number: one?.pull.number ?? 0 })).toMatchObject({
    ended: 'merged',
  });
});

test('issues are those with all of the labels, oldest first', async () => {
  const label = (name: string) => ({ name, color: 'ffffff' });
  for (const [title, labels, month] of [
    ['B', ['docs', 'easy'], 2],
    ['A', ['docs', 'easy'], 1],
    ['C', ['docs'], 0],
  ] as const) {
    seed.github.world.openIssue(repository, {
      title,
      labels: labels.map(label),
      createdAt: new Date(Date.UTC(2026, month, 1)),
    });
  }
  const both = await seed.anonymous.readIssues({ repository, anyOf: [], allOf: ['docs', 'easy'] });
  expect([both.total, both.issues.map(({ title }) => title)]).toEqual([2, ['A', 'B']]);
  expect((await seed.anonymous.readIssues({ repository, anyOf: ['docs'], allOf: [] })).total).toBe(3);
});

test('what an hour holds is not spent on asking whether a repository is still there', async () => {
  seed.github.world.openIssue(repository, { title: 'A' });
  const { id } = await read();
  seed.github.resetCounters();
  for (let count = 0; count < 3; count += 1) {
    await seed.anonymous.readIssues({ repository, id, anyOf: [], allOf: [] });
    expect(await seed.anonymous.isPublic({ repository, id })).toBe(true);
    expect(await seed.anonymous.readIssue({ repository, id, number: 99 })).toBeUndefined();
  }
  expect(seed.github.counters().requests).toBe(1 + 3 * 2);
});

test('what is not shown to strangers is not public, nor what has the name of another', async () => {
  const { databaseId: id } = seed.github.addRepository('python/secret');
  expect(await seed.anonymous.isPublic({ repository: 'python/secret', id })).toBe(true);
  await expect(seed.anonymous.isPublic({ repository: 'python/secret', id: id + 1 })).rejects.toThrow(
    'Another repository',
  );
  expect(await seed.anonymous.isPublic({ repository: 'python/hidden' })).toBe(false);
});
