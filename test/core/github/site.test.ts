// GitHub's addresses for people, whatever its host; and that no other file knows the host.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { githubSite } from '../../../src/core/github/site.ts';

test.each([
  ['https://api.github.com', 'https://github.com', 'gist.github.com'],
  ['https://git.example.org/api/v3', 'https://git.example.org', 'git.example.org/gist'],
  ['https://git.example.org:8443/api/v3/', 'https://git.example.org:8443', 'git.example.org:8443/gist'],
  ['https://api.octo.ghe.com', 'https://octo.ghe.com', 'gist.octo.ghe.com'],
  ['HTTPS://Git.Example.ORG:8443/api/v3//', 'https://git.example.org:8443', 'git.example.org:8443/gist'],
  ['https://git.example.org:443/api/v3', 'https://git.example.org', 'git.example.org/gist'],
  ['https://API.Octo.GHE.com/', 'https://octo.ghe.com', 'gist.octo.ghe.com'],
  ['https://API.GitHub.com/', 'https://github.com', 'gist.github.com'],
  // What stands before github.com, such as a proxy or the sandbox.
  ['http://127.0.0.1:4000', 'https://github.com', 'gist.github.com'],
])('the API at %s belongs to the site %s', (apiUrl, url, gists) => {
  const site = githubSite(apiUrl);
  expect([site.url, site.gists]).toEqual([url, gists]);
  expect(site.profile('ada')).toBe(`${url}/ada`);
  expect(site.folder('docs/guide/minutes/2026')).toBe(`${url}/docs/guide/tree/HEAD/minutes/2026`);
  expect(site.folder('docs/guide/réunions')).toBe(`${url}/docs/guide/tree/HEAD/r%C3%A9unions`);
  expect(site.workLinkOf(`${url}/docs/guide/issues/3`)).toMatchObject({
    repository: 'docs/guide',
    kind: 'issue',
    number: 3,
  });
});

test('whether it is up is told on a page of its own but for a server of one’s own', () => {
  const pages = ['https://api.github.com', 'https://api.octo.ghe.com', 'https://git.example.org/api/v3'];
  expect(pages.map((apiUrl) => githubSite(apiUrl).statusUrl)).toEqual([
    'https://www.githubstatus.com',
    'https://www.githubstatus.com',
    undefined,
  ]);
});

describe('on github.com', () => {
  const { workLinkOf } = githubSite('https://api.github.com');
  test.each([
    ['https://github.com/python/cpython/issues/12', 'issue', 12],
    ['https://github.com/python/cpython/pull/12/files', 'pull', 12],
    ['https://github.com/python/cpython/milestone/3?closed=1', 'milestone', 3],
    ['https://GitHub.com/python/cpython/issues/12', 'issue', 12],
    ['http://www.github.com/python/cpython/pull/12#top', 'pull', 12],
    ['https://github.com@evil.example/python/cpython/pull/12', undefined, undefined],
    ['https://github.com/python/cpython/pulls', undefined, undefined],
    ['https://github.com/python/cpython/issues/0', undefined, undefined],
    ['https://github.com.evil.example/python/cpython/issues/1', undefined, undefined],
    ['https://github.com/python/../issues/1', undefined, undefined],
    ['https://git.example.org/python/cpython/issues/1', undefined, undefined],
  ])('%s means %s %s', (url, kind, number) => {
    const link = workLinkOf(url);
    expect([link?.kind, link?.number]).toEqual([kind, number]);
  });
});

test('no other file makes or reads an address on github.com', () => {
  const src = join(import.meta.dirname, '../../../src');
  // What operators and developers read of its API.
  const allowed = /^(?:core\/github\/site|config|config-keys|sources\/github\/check)\.ts$/u;
  const code = (path: string) =>
    readFileSync(join(src, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/ .*/gu, '');
  const found = globSync('**/*.ts', { cwd: src })
    .filter((path) => !path.startsWith('storage/generated/') && !allowed.test(path))
    .filter((path) => /github\\?\.com/u.test(code(path)));
  expect(found).toEqual([]);
});
