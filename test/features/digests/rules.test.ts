// From pull requests to a digest: in which part each stands, in what order, and that none is lost or told twice.
import { expect, test } from 'vitest';
import type { PullRequest } from '../../../src/core/github/pull-request.ts';
import { scheduleOf } from '../../../src/features/digests/commands/watch-options.ts';
import { type Scope, sectionNames } from '../../../src/features/digests/facts.ts';
import {
  digestOf,
  isUnchanged,
  longestWaiting,
  merged,
  sectionOf,
  sizeOf,
} from '../../../src/features/digests/rules.ts';
import {
  isOnPath,
  issuesAsked,
  isWithin,
  readRepositories,
  readSections,
  scopeKey,
  scopeOf,
  scopeWords,
} from '../../../src/features/digests/scope.ts';
import type { SaidVocabulary } from '../../../src/features/digests/vocabulary/shape.ts';
import { botEvent, day, event, pull, review } from './pulls.ts';

const now = day(20);
const scope = scopeOf({ repositories: ['python/cpython'] });
const cost = { requests: 1, points: 1 };
const make = (pulls: readonly PullRequest[], of: Scope = scope) =>
  digestOf(of, { pulls, missing: [], cost }, now);

const old = { createdAt: new Date('2026-06-01T12:00:00Z') };
const long = (...events: ReturnType<typeof event>[]) => ({
  events: [{ ...event('commit', 'ada', 1), at: old.createdAt }, ...events],
});

test.each<[string, Parameters<typeof pull>[0], string]>([
  [
    'approved',
    { decision: 'approved', details: { reviews: [review('bob', 'approved', 4)] } },
    'ready to merge',
  ],
  ['approved and long ago', { ...old, labels: ['awaiting merge'], details: long() }, 'ready to merge'],
  ['never looked at', {}, 'waiting for a first review'],
  ['never looked at, for long', { ...old, details: long() }, 'waiting for a first review'],
  [
    'never looked at, and nobody but bots there for half a year',
    {
      createdAt: new Date('2026-05-04T12:00:00Z'),
      details: { events: [botEvent('comment', 19), event('labeled', 'k8s-ci-robot', 19, 'size/M')] },
    },
    'stuck',
  ],
  ["a bot's own", { author: 'dependabot', isFirstTimer: true, labels: ['awaiting merge'] }, 'by bots'],
  ['to be let run', { details: { workflows: 'held' } }, 'waiting for a decision'],
  ['work in progress', { labels: ['WIP'] }, 'not ready'],
  ['blocked', { labels: ['blocked'] }, 'not ready'],
  [
    'commented on in a review',
    { details: { events: [event('commit', 'ada', 1), event('review', 'bob', 2)] } },
    'waiting for another review',
  ],
  ['in conflict', { mergeable: 'conflicting' }, 'waiting on the author'],
  ['in conflict for long', { ...old, mergeable: 'conflicting', details: long() }, 'stuck'],
  [
    'reviewed, and nobody there for long',
    { ...old, details: long({ ...event('review', 'bob', 1), at: new Date('2026-07-01T00:00:00Z') }) },
    'stuck',
  ],
  ['waiting for its checks', { checks: 'pending', createdAt: day(19) }, 'waiting for checks'],
  ['to be decided', { labels: ['needs decision'] }, 'waiting for a decision'],
  ['a draft', { isDraft: true }, 'not ready'],
  ['a draft for long', { ...old, isDraft: true, details: long() }, 'not ready'],
  ['a translation', { details: { files: ['locale/pl/a.po'] } }, 'translations'],
  [
    'an approved translation',
    { decision: 'approved', details: { files: ['locale/pl/a.po'], reviews: [review('bob', 'approved', 4)] } },
    'ready to merge',
  ],
])('%s stands under "%s"', (_, change, name) => {
  expect(sectionOf(pull(change), { translations: ['locale/**'] }, now)).toBe(name);
});

test('newcomers come first where a first review is waited for, then who waits longest', () => {
  const digest = make([
    pull({ number: 1, createdAt: day(10), details: { events: [event('commit', 'ada', 10)] } }),
    pull({ number: 2, createdAt: day(2), details: { events: [event('commit', 'ada', 2)] } }),
    pull({
      number: 3,
      createdAt: day(15),
      isFirstTimer: true,
      details: { events: [event('commit', 'ada', 15)] },
    }),
  ]);
  const first = digest.sections.find(({ name }) => name === 'waiting for a first review');
  expect(first?.prs.map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(longestWaiting(digest).map(({ number }) => number)).toEqual([2, 1, 3]);
});

test('each repository is read by its own words, and by what the group says', () => {
  const tidy = { checks: 'pending', createdAt: day(19), labels: ['awaiting author'] } as const;
  const pulls = [
    pull({ ...tidy, number: 1, labels: ['lgtm', 'cncf-cla: yes'], repo: 'kubernetes/website' }),
    pull({ ...tidy, number: 2, labels: ['lgtm'], repo: 'kubernetes/website' }),
    pull({ ...tidy, number: 3, labels: ['lgtm'] }),
  ];
  const on = (said?: SaidVocabulary) =>
    digestOf(scope, { pulls, missing: [], cost }, now, said)
      .sections.flatMap(({ prs }) => prs)
      .sort((one, other) => one.number - other.number)
      .map(({ waitingOn }) => waitingOn);
  expect(on()).toEqual(['reviewer', 'reviewer', 'ci']);
  expect(on({ labels: [{ labels: ['lgtm'], means: 'merger' }], bots: ['ada'] })).toEqual(
    Array(3).fill('merger'),
  );
});

test('each pull request stands in one part, and none is cut', () => {
  const states: Parameters<typeof pull>[0][] = [
    {},
    { isDraft: true },
    { checks: 'failed' },
    { labels: ['awaiting merge'] },
  ];
  const pulls = Array.from({ length: 1451 }, (_, i) => pull({ ...states[i % states.length], number: i + 1 }));
  const numbers = make(pulls).sections.flatMap(({ prs }) => prs.map(({ number }) => number));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(pulls.map(({ number }) => number));
});

test('only wanted parts are there, in the usual order', () => {
  const wanted = { ...scope, sections: readSections('stuck, ready') };
  expect(make([pull()], wanted).sections.map(({ name }) => name)).toEqual(['ready to merge', 'stuck']);
  expect(make([pull()]).sections.map(({ name }) => name)).toEqual([...sectionNames]);
  expect(readSections('review, first, author')).toEqual([
    'waiting for a first review',
    'waiting for another review',
    'waiting on the author',
  ]);
  expect(() => readSections('whatever')).toThrow('There is no part "whatever". There are: ready to merge');
});

test.each([
  [undefined, undefined],
  [0, 'XS'],
  [9, 'XS'],
  [10, 'S'],
  [29, 'S'],
  [30, 'M'],
  [99, 'M'],
  [100, 'L'],
  [499, 'L'],
  [500, 'XL'],
] as const)('%s lines are %s', (lines, size) => {
  expect(sizeOf(lines)).toBe(size);
});

test.each<[string, Partial<Scope>, Parameters<typeof pull>[0], boolean]>([
  ['any of', { anyOf: ['docs', 'doc'] }, { labels: ['Docs'] }, true],
  ['any of, none there', { anyOf: ['docs'] }, { labels: ['bug'] }, false],
  ['all of', { allOf: ['docs', 'easy'] }, { labels: ['docs', 'easy', 'x'] }, true],
  ['all of, one missing', { allOf: ['docs', 'easy'] }, { labels: ['docs'] }, false],
  ['none of', { noneOf: ['stale'] }, { labels: ['docs', 'stale'] }, false],
  ['drafts unwanted', { hasDrafts: false }, { isDraft: true }, false],
  ['drafts wanted', {}, { isDraft: true }, true],
  ['young', { minAgeDays: 20 }, { createdAt: day(5) }, false],
  ['old enough', { minAgeDays: 15 }, { createdAt: day(5) }, true],
  ['on a path', { paths: ['Doc/**'] }, {}, true],
  ['off the paths', { paths: ['Lib/**'] }, {}, false],
  ['in a folder by its name', { paths: ['Doc'] }, {}, true],
  ['a file by its name', { paths: ['Doc/tutorial.rst'] }, {}, true],
  ['in a folder with another name that begins alike', { paths: ['Do'] }, {}, false],
  ['by its ending in any folder', { paths: ['*.rst'] }, {}, true],
  ['by another ending', { paths: ['*.md'] }, {}, false],
  ['maybe on a path among more files than are known', { paths: ['Lib/**'] }, { fileCount: 130 }, true],
])('scope: %s', (_, said, change, isIn) => {
  const wanted = scopeOf({ repositories: ['python/cpython'], ...said });
  const one = pull(change);
  expect(isWithin(wanted, one, now) && isOnPath(wanted, one)).toBe(isIn);
});

test('a scope asks GitHub for what it needs, and says itself in words', () => {
  const wide = scopeOf({
    repositories: ['a/b', 'c/d'],
    allOf: ['docs', 'easy'],
    noneOf: ['stale'],
    minAgeDays: 3,
    hasDrafts: false,
    paths: ['Doc/**'],
  });
  expect(scopeWords(wide)).toBe(
    'a/b, c/d, with all of docs, easy, without stale, in Doc/**, no drafts, open for 3 days or more',
  );
  expect(issuesAsked(scope)).toBeUndefined();
  expect(issuesAsked(scopeOf({ repositories: ['a/b'], anyOf: ['docs'] }))).toEqual({
    anyOf: ['docs'],
    allOf: [],
  });
  expect(issuesAsked(scopeOf({ repositories: ['a/b'], anyOf: ['docs'], issues: ['docs', 'easy'] }))).toEqual({
    anyOf: [],
    allOf: ['docs', 'easy'],
  });
  expect(scopeKey({ ...wide, top: 9, sections: ['stuck'] })).toBe(scopeKey(wide));
  expect(scopeKey({ ...wide, noneOf: [] })).not.toBe(scopeKey(wide));
  expect(readRepositories('https://github.com/python/cpython/, python/devguide')).toEqual([
    'python/cpython',
    'python/devguide',
  ]);
  expect(() => readRepositories('cpython')).toThrow('`cpython` is not a repository');
  expect(() => readRepositories('easy', ['python/cpython'])).toThrow('a label goes into `label:`');
  expect(() => readRepositories('cpythn', ['python/cpython'])).toThrow('Did you mean `python/cpython`?');
});

test.each([
  'https://github.com/python/cpython/pulls?q=is%3Aopen#top',
  'http://www.github.com/python/cpython/tree/main/Doc',
  'github.com/python/cpython.git',
  'git@github.com:python/cpython.git',
  'ssh://git@github.com/python/cpython.git',
  'https://github.example:8443/python/cpython/',
  '<https://github.com/python/cpython>',
  '@python/cpython',
  '`python/cpython`',
  'Python/CPython',
  'cpython',
])('%s is python/cpython', (typed) => {
  expect(readRepositories(typed, ['python/cpython', 'python/devguide'])).toEqual(['python/cpython']);
});

test('several repositories become one digest; changes are told only if all could tell', () => {
  const changes = { opened: 1, merged: 2, closed: 3, ended: [] };
  const one = { pulls: [pull()], missing: ['x'], cost, changes };
  expect(merged([one, { ...one, pulls: [pull({ number: 2 })] }])).toMatchObject({
    pulls: [{ number: 1 }, { number: 2 }],
    missing: ['x'],
    cost: { requests: 2, points: 2 },
    changes: { opened: 2, merged: 4, closed: 6 },
  });
  const { changes: _, ...silent } = one;
  expect(merged([one, silent]).changes).toBeUndefined();
});

test('nothing changed only where as much was read, nothing came or went, and each stands as it did', () => {
  const before = make([pull()]);
  const changes = { opened: 1, merged: 0, closed: 1, ended: [] };
  const read = (more: Partial<Parameters<typeof digestOf>[1]>, ...pulls: PullRequest[]) =>
    digestOf(scope, { pulls, missing: [], cost, ...more }, day(25));
  expect(isUnchanged(before, read({}, pull()))).toBe(true);
  expect(isUnchanged(before, read({ missing: ['#2 could not be read.'] }, pull()))).toBe(false);
  const missing = ['docs/guide has no label “docs” any more.'];
  const partly = read({ missing }, pull());
  expect(isUnchanged(partly, read({ missing }, pull()))).toBe(true);
  expect(isUnchanged(partly, read({}, pull()))).toBe(false);
  expect(isUnchanged(before, read({ changes }, pull()))).toBe(false);
  expect(isUnchanged(before, read({}, pull({ checks: 'failed' })))).toBe(false);
  expect(isUnchanged(before, read({}, pull({ number: 2 })))).toBe(false);
});

test.each([
  ['tuesdays 12 pm', 'tuesdays 12 pm Europe/Prague'],
  ['tuesdays noon', 'tuesdays noon Europe/Prague'],
  ['mondays at 9', 'mondays at 9 Europe/Prague'],
  ['0 9 * * MON-FRI', '0 9 * * MON-FRI Europe/Prague'],
  ['mondays at 9am in Tokyo', 'mondays at 9am in Tokyo'],
  ['0 9 * * 1 UTC', '0 9 * * 1 UTC'],
])('%s is a schedule in the zone of the group, or in its own: %s', (typed, schedule) => {
  expect(scheduleOf(typed, { now, zone: 'Europe/Prague' }).schedule).toBe(schedule);
});
