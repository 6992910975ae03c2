// Whether files could be written where somebody names a folder for them.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startGitHub } from '../../../sandbox/github/index.ts';
import { checkedFolder, checkedForIssues } from '../../../src/core/github/checked-repository.ts';
import { writingSource } from '../../../src/sources/github/writing.ts';

let github: Awaited<ReturnType<typeof startGitHub>>;
beforeEach(async () => {
  github = await startGitHub({ clock: () => new Date('2026-11-20T09:00:00Z') });
  github.addRepository('python/docs-community');
  github.addRepository('python/old').isArchived = true;
});
afterEach(() => github.close());

const checked = (folder: string, token = github.token) =>
  checkedFolder(folder, writingSource({ apiUrl: github.url, token }));

test('a folder is taken where the token may write', async () => {
  expect(await checked('python/docs-community/docs/minutes')).toMatchObject({ isPrivate: false });
});

test('a missing, an archived and a read-only repository are refused, each with the next step', async () => {
  await expect(checked('python/nowhere/docs')).rejects.toThrow(
    "I can't see `python/nowhere` on GitHub. Check the spelling",
  );
  await expect(checked('python/old/docs/minutes')).rejects.toThrow(
    '`python/old` is archived: nothing can be written there any more. Name the repository that took its place.',
  );
  const reader = github.addToken({ login: 'reader', canWrite: false });
  await expect(checked('python/docs-community/docs', reader)).rejects.toThrow(
    'I may read `python/docs-community` and not write there.',
  );
});

test('while GitHub is down or refuses the token, it is taken unchecked', async () => {
  github.fail({ kind: 'down' });
  expect(await checked('python/nowhere/docs')).toBeUndefined();
  github.fail({ kind: 'token' });
  expect(await checked('python/nowhere/docs')).toBeUndefined();
});

test('issues are opened where the token may read, unless the repository keeps none', async () => {
  const reader = github.addToken({ login: 'reader', canWrite: false });
  const find = writingSource({ apiUrl: github.url, token: reader });
  expect(await checkedForIssues('python/docs-community', find)).toMatchObject({ isReadOnly: true });
  github.addRepository('python/quiet').hasIssues = false;
  await expect(checkedForIssues('python/quiet', find)).rejects.toThrow('`python/quiet` keeps no issues.');
  await expect(checkedForIssues('python/old', find)).rejects.toThrow('is archived');
});
