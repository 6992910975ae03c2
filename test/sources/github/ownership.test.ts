// Who on GitHub has published a code: in a gist, in the comments of an issue, or in one comment.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxGitHub, startGitHub } from '../../../sandbox/github/index.ts';
import type { Thread } from '../../../sandbox/github/model.ts';
import { commentId } from '../../../sandbox/github/rest-people.ts';
import { ownershipSource } from '../../../src/sources/github/ownership.ts';

const since = new Date('2027-01-01T09:00:00Z');
let now = since;
let github: SandboxGitHub;
let issue: Thread;
beforeAll(async () => {
  github = await startGitHub({ clock: () => now });
  github.addRepository('python/docs');
  issue = github.world.openPull('python/docs', { title: 'Who is who', author: 'ann' });
});
afterAll(() => github.close());

const place = 'https://github.com/python/docs/pull/1';
const source = (token: string | undefined = github.token) =>
  ownershipSource({ apiUrl: github.url, ...(token && { token }) });
const by = async (login: string, code: string, where: { issue?: string; comment?: string } = {}) =>
  (await source().publishedBy(code, { login, since, ...where }))?.login;
const comment = (who: string, body: string) => {
  github.world.comment(issue, who, { body });
  const made = issue.timeline.at(-1);
  return `${place}#issuecomment-${made ? commentId(made) : 0}`;
};

test('a code is found in the description or the text of a gist of theirs, and of nobody else', async () => {
  expect(await by('octo-cat', 'docent-1234')).toBeUndefined();
  github.world.gists.push({ id: 'a1', login: 'Octo-Cat', description: 'docent-1234', text: '' });
  github.world.gists.push({ id: 'b2', login: 'octo-cat', description: 'notes', text: 'here: docent-5678\n' });
  expect(await by('octo-cat', 'docent-1234')).toBe('Octo-Cat');
  expect(await by('octo-cat', 'docent-5678')).toBe('octo-cat');
  expect(await by('somebody', 'docent-1234')).toBeUndefined();
  expect(await source('').publishedBy('docent-1234', { login: 'octo-cat', since })).toBeDefined();
});

test('a code is found in the comments of an issue, first of all in one by the account that is claimed', async () => {
  comment('eve', 'docent-aaaa');
  expect(await by('Ann', 'docent-aaaa', { issue: place })).toBe('eve');
  comment('ann', 'That is me:\r\n\r\n`docent-aaaa`');
  expect(await by('Ann', 'docent-aaaa', { issue: place })).toBe('ann');
  expect(await by('Ann', 'docent-aaaa')).toBeUndefined();
  expect(
    await by('Ann', 'docent-aaaa', { issue: 'https://github.com/python/gone/issues/1' }),
  ).toBeUndefined();
});

test('who quotes a code did not write it', async () => {
  comment('eve', 'docent-bbbb');
  const quoted = comment('ann', '> docent-bbbb\n\nWhat is docent-bbbb?');
  expect(await by('ann', 'docent-bbbb', { issue: place })).toBe('eve');
  expect(await by('ann', 'docent-bbbb', { comment: quoted })).toBeUndefined();
});

test('one comment is looked at by its address, wherever it is', async () => {
  const written = comment('ann', 'docent-cccc');
  expect(await by('ann', 'docent-cccc', { comment: written })).toBe('ann');
  expect(await by('ann', 'docent-cccc', { comment: `${place}#issuecomment-4711` })).toBeUndefined();
  expect(await by('ann', 'docent-cccc', { comment: 'https://example.org/#issuecomment-1' })).toBeUndefined();
});

test('an account is known by its number, whatever its name is written like', async () => {
  const one = await source().accountOf('ann');
  expect(await source().accountOf('ANN')).toEqual(one);
  expect(one?.login).toBe('ann');
  expect(await source().accountOf('nobody-at-all')).toBeUndefined();
});

test('comments that were written before the code was made are not read', async () => {
  now = new Date('2026-12-01T09:00:00Z');
  comment('ann', 'docent-dddd');
  expect(await by('ann', 'docent-dddd', { issue: place })).toBeUndefined();
  now = since;
});
