// Titles in addresses and names of files.
import { expect, it } from 'vitest';
import { nameKey } from '../../../src/core/command/naming.ts';
import { slugOf } from '../../../src/core/text/slug.ts';

it.each([
  ['Sprint, "Docs" & Übersetzung', 'sprint-docs-ubersetzung'],
  ['Réunion – São Paulo', 'reunion-sao-paulo'],
  ['  --A--  ', 'a'],
  ['会議', ''],
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
])('%s is %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

it.each([
  ['Writers’ hour', "writers'  HOUR"],
  ['“Docs” sprint', '"docs" sprint'],
  ['U\u0308bersetzung', 'Übersetzung'],
])('%s is the same name as %s', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});
