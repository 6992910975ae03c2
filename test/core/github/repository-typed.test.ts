// What people type for a repository or a folder, read once for the command and for what a group may use.
import { expect, test } from 'vitest';
import { folderTyped, repositoriesTyped } from '../../../src/core/github/repository-typed.ts';

test.each([
  ['docs/guide', ['docs/guide']],
  ['docs/guide, @docs/site docs/tools', ['docs/guide', 'docs/site', 'docs/tools']],
  ['https://github.com/docs/guide/pulls?q=is:open', ['docs/guide']],
  ['<https://github.com/docs/guide.git>', ['docs/guide']],
  ['git@github.com:docs/guide.git', ['docs/guide']],
  ['https://evil/docs/guide', ['docs/guide']],
  ['guide', ['guide']],
  ['git.example.org/docs/site/minutes', ['docs/site']],
  ['docs/guide/minutes', ['docs/guide/minutes']],
  ['', []],
])('%j names the repositories %j', (typed, named) => {
  expect(repositoriesTyped(typed)).toEqual(named);
});

test.each([
  ['docs/guide/minutes/', 'docs/guide/minutes'],
  ['https://github.com/docs/guide/tree/main/minutes', 'docs/guide/minutes'],
  ['github.com/docs/guide/blob/main/projects.md', 'docs/guide/projects.md'],
  ['https://github.com/docs/guide/tree/main', 'docs/guide'],
  // Only in an address is that a branch.
  ['docs/guide/tree/main/minutes', 'docs/guide/tree/main/minutes'],
  ['docs/tree/x/secret/minutes', 'docs/tree/x/secret/minutes'],
  ['https://github.com/docs/tree/x/secret', 'docs/tree/x/secret'],
  ['https://git.example.org/docs/guide/blob/HEAD/projects.md', 'docs/guide/projects.md'],
  ['<https://github.com/docs/guide>', 'docs/guide'],
  ['/docs/guide/tree/', 'docs/guide/tree'],
  ['docs/guide.io/a/tree/b/c', 'docs/guide.io/a/tree/b/c'],
  ['docs', 'docs'],
])('%j is the folder %j', (typed, folder) => {
  expect(folderTyped(typed)).toBe(folder);
});
