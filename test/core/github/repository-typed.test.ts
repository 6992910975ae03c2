// What people type for a repository or a folder, read once for the command and for what a group may use.
import { expect, test } from 'vitest';
import { folderIn, folderTyped, repositoriesTyped } from '../../../src/core/github/repository-typed.ts';

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
  ['https://github.com/docs/guide/tree/main/r%C3%A9unions/', 'docs/guide/réunions'],
  ['https://github.com/docs/guide/tree/main/100%', 'docs/guide/100%'],
  ['docs/guide/r%C3%A9', 'docs/guide/r%C3%A9'],
  ['docs', 'docs'],
])('%j is the folder %j', (typed, folder) => {
  expect(folderTyped(typed)).toBe(folder);
});

test.each([
  ['docs/guide/réunions/会議', ['réunions', '会議']],
  ['https://github.com/docs/guide/tree/main/r%C3%A9unions', ['réunions']],
  ['docs/guide', []],
])('%j is a folder of the repository with the path %j', (typed, path) => {
  expect(folderIn(typed)).toMatchObject({ repository: 'docs/guide', path });
});

test.each([
  'dôcs/guide/minutes',
  'docs/guíde',
  'docs/guide/../other',
  'https://github.com/docs/guide/tree/main/a%2F..%2Fb',
  'https://github.com/docs/guide/tree/main/a%00b',
  'docs/guide/a\u202eb',
  'docs/guide/two words',
])('%j is no folder', (typed) => {
  expect(folderIn(typed)).toBeUndefined();
});
