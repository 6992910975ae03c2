// Whether somebody on GitHub has published a code in a gist of theirs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxGitHub, startGitHub } from '../../../sandbox/github/index.ts';
import { gistSource } from '../../../src/sources/github/gists.ts';

let github: SandboxGitHub;
beforeAll(async () => {
  github = await startGitHub({ clock: () => new Date('2027-01-01T09:00:00Z') });
});
afterAll(() => github.close());

test('a code is found in the description or the text of a gist of theirs, and of nobody else', async () => {
  const has = gistSource({ apiUrl: github.url, token: github.token });
  expect(await has('octo-cat', 'docent-1234')).toBe(false);
  github.world.gists.push({ id: 'a1', login: 'Octo-Cat', description: 'docent-1234', text: '' });
  github.world.gists.push({ id: 'b2', login: 'octo-cat', description: 'notes', text: 'here: docent-5678\n' });
  expect(await has('octo-cat', 'docent-1234')).toBe(true);
  expect(await has('octo-cat', 'docent-5678')).toBe(true);
  expect(await has('somebody', 'docent-1234')).toBe(false);
});

test('without a token it is found as well', async () => {
  expect(await gistSource({ apiUrl: github.url })('octo-cat', 'docent-1234')).toBe(true);
});
