// How far issues and pull requests are, asked of the sandbox's GitHub: private ones only where that is said.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxGitHub, startGitHub } from '../../../sandbox/github/index.ts';
import { githubSite } from '../../../src/core/github/site.ts';
import { workSource } from '../../../src/sources/github/progress.ts';

let github: SandboxGitHub;
beforeAll(async () => {
  github = await startGitHub({ clock: () => new Date('2026-11-20T09:00:00Z') });
  github.addRepository('python/docs');
  github.addRepository('python/secret').isPrivate = true;
  github.world.addMilestone('python/secret', { title: 'Hidden', open: 1, closed: 1 });
  for (const repository of ['python/docs', 'python/secret']) {
    github.world.openPull(repository, { title: 'Fix a typo', author: 'ann' });
  }
});
afterAll(() => github.close());

const read = async (path: string, isAllowed: boolean | string = false) => {
  const link = githubSite(github.url).workLinkOf(`https://github.com/${path}`);
  if (!link) throw new Error(`${path} is no work`);
  return await workSource({ token: github.token, apiUrl: github.url }).readProgress(link, {
    isPrivateToo: (repository) => (typeof isAllowed === 'string' ? repository === isAllowed : isAllowed),
  });
};

test('a pull request says its title and whether it is open', async () => {
  expect(await read('python/docs/pull/1')).toEqual({
    url: 'https://github.com/python/docs/pull/1',
    title: 'Fix a typo',
    state: 'open',
  });
});

test('a milestone says how many of its issues are closed, and is over when all are', async () => {
  github.world.addMilestone('python/docs', { title: 'Tutorial', open: 3, closed: 5 });
  github.world.addMilestone('python/docs', { title: 'Glossary', open: 0, closed: 2 });
  const page = 'https://github.com/python/docs/milestone';
  const one = { url: `${page}/1`, title: 'Tutorial', state: 'open', closed: 5, total: 8 };
  expect(await read('python/docs/milestone/1')).toEqual(one);
  expect(await read('python/docs/milestone/2')).toMatchObject({ state: 'closed', closed: 2, total: 2 });
});

test.each([
  'python/secret/milestone/1',
  'python/secret/pull/1',
  'python/docs/issues/99',
  'python/gone/issues/1',
  'python/docs/milestone/7',
])('%s is not there for everybody', async (path) => {
  expect(await read(path)).toBeUndefined();
});

test('an issue is followed to where it was transferred, and is private where that is', async () => {
  const open = github.world.transferIssue(
    github.world.openIssue('python/docs', { title: 'Moved' }),
    'python/site',
  );
  expect(await read('python/docs/issues/2')).toMatchObject({ title: open.title, state: 'open' });
  github.world.transferIssue(github.world.openIssue('python/docs', { title: 'Kept' }), 'python/secret');
  expect(await read('python/docs/issues/2')).toBeUndefined();
  expect(await read('python/docs/issues/2', 'python/docs')).toBeUndefined();
  expect(await read('python/docs/issues/2', 'python/secret')).toMatchObject({
    title: 'Kept',
    isPrivate: true,
  });
});

test('what is private is read where that is allowed, and marked so', async () => {
  expect(await read('python/secret/milestone/1', true)).toMatchObject({ title: 'Hidden', isPrivate: true });
  expect(await read('python/secret/pull/1', true)).toMatchObject({ state: 'open', isPrivate: true });
  expect(await read('python/docs/pull/1', true)).not.toHaveProperty('isPrivate');
  expect(await read('python/gone/issues/1', true)).toBeUndefined();
});
