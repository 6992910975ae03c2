// Whether a repository that could not be read can be again is asked of the one that was watched, whoever has its name now.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxGitHub, startGitHub } from '../../../sandbox/github/index.ts';
import { AnotherRepositoryError } from '../../../src/core/github/another-repository.ts';
import { scopeOf } from '../../../src/features/digests/scope.ts';
import { unreadable } from '../../../src/features/digests/unreadable.ts';
import { githubSource } from '../../../src/sources/github/index.ts';

const repository = 'python/cpython';
let now = new Date('2026-11-20T12:00:00Z');
let github: SandboxGitHub;
beforeAll(async () => {
  github = await startGitHub({ clock: () => now });
});
afterAll(() => github.close());

test.each(['with', 'without'])(
  'another repository of its name is not taken for it, %s a token',
  async (has) => {
    const { databaseId: id } = github.addRepository(`${repository}-${has}`);
    const [name, renamed] = [`${repository}-${has}`, `python/renamed-${has}`];
    const scope = scopeOf({ repositories: [name], seen: { [name]: { name, id } } });
    const open = () =>
      unreadable({
        source: githubSource({ apiUrl: github.url, ...(has === 'with' && { token: github.token }) }),
        isRefusedWhole: () => false,
        watches: async () => [{ scope, isPaused: false }],
        now: () => now,
      });
    github.renameRepository(name, renamed);
    github.addRepository(name);
    const before = open();
    before.heard(name, new AnotherRepositoryError(name));
    const afterwards = open();
    afterwards.recall(name);
    now = new Date(now.getTime() + 3_600_000);
    for (const one of [before, afterwards]) {
      await one.look();
      expect(one.list()).toEqual([{ repository: name, why: new AnotherRepositoryError(name).message }]);
    }
    // It is deleted, and the former name leads to the one that was watched again.
    github.renameRepository(name, `${name}-elsewhere`);
    github.renameRepository(renamed, name);
    now = new Date(now.getTime() + 3_600_000);
    for (const one of [before, afterwards]) {
      await one.look();
      expect(one.list()).toEqual([{ repository: name, why: undefined }]);
    }
  },
);

test('one watch that means whatever has the name now is enough, and a paused one says nothing', async () => {
  const name = `${repository}-anew`;
  const { databaseId: former } = github.addRepository(name);
  github.renameRepository(name, `${name}-before`);
  const { databaseId: present } = github.addRepository(name);
  const watch = (id?: number, isPaused = false) => ({
    isPaused,
    scope: scopeOf({ repositories: [name], seen: id === undefined ? {} : { [name]: { name, id } } }),
  });
  const why = async (...watches: ReturnType<typeof watch>[]) => {
    const one = unreadable({
      source: githubSource({ apiUrl: github.url, token: github.token }),
      isRefusedWhole: () => false,
      watches: async () => watches,
      now: () => now,
    });
    one.recall(name);
    await one.look();
    return one.list()[0]?.why;
  };
  expect(await why(watch(former), watch(former))).toBe(new AnotherRepositoryError(name).message);
  expect(await why(watch(former), watch(present))).toBeUndefined();
  expect(await why(watch(former), watch())).toBeUndefined();
  expect(await why(watch(former, true), watch(present))).toBeUndefined();
});
