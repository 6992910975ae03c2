// What a group may use of what many could choose: its own, what was granted to it, and nothing that is only called alike.
import { expect, test } from 'vitest';
import { isIn, mayUsePlace, mayUseRepository } from '../../src/core/directory.ts';

const group = {
  spaces: [{ platform: 'forum', id: '5' }],
  grants: { places: [{ platform: 'forum', id: '7' }], repositories: ['docs/guide', 'docs/site/minutes'] },
} as const;

test.each([
  ['docs/guide', true],
  ['Docs/Guide', true],
  ['docs/guide/minutes', true],
  ['docs/guidelines', false],
  ['docs/guide-old/minutes', false],
  ['docs', false],
  ['docs/site', false],
  ['docs/site/minutes/2026', true],
  ['docs/site/minutes-of-staff', false],
])('%s may be used: %s', (wanted, may) => {
  expect(mayUseRepository(group, wanted)).toBe(may);
  expect(mayUseRepository({ grants: 'everything' }, wanted)).toBe(true);
});

test.each([
  ['forum', '5', true],
  ['forum', '7', true],
  ['forum', '6', false],
  ['chat', '5', false],
  ['chat', '7', false],
])('the place %s %s may be used: %s', (platform, id, may) => {
  expect(mayUsePlace(group, { platform, id })).toBe(may);
  expect(mayUsePlace({ ...group, grants: 'everything' }, { platform, id })).toBe(true);
});

test.each([
  [{ platform: 'chat', id: '1' }, true],
  [{ platform: 'chat', id: '9', within: '1' }, true],
  [{ platform: 'chat', id: '9', within: '2' }, false],
  [{ platform: 'chat', id: '1', within: '2' }, false],
  [{ platform: 'forum', id: '1' }, false],
  [{ platform: 'forum', id: '9', within: '1' }, false],
  [undefined, false],
])('%j is in a channel: %s', (place, is) => {
  expect(isIn(place, [{ platform: 'chat', id: '1' }])).toBe(is);
});
