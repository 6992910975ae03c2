// What suits somebody, by itself: which comes before which, and which reasons are told.
import { describe, expect, test } from 'vitest';
import type { Issue } from '../../../src/core/github/pull-request.ts';
import { lineOf, sectionOf } from '../../../src/features/digests/rules.ts';
import {
  fittingIssues,
  fittingPulls,
  type Interests,
  needsAnswer,
  touchedBy,
} from '../../../src/features/digests/work.ts';
import { day, event, pull } from './pulls.ts';

const now = new Date('2027-11-20T12:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const nothing = touchedBy(undefined, []);
const nobody: Interests = { topics: [] };

const issue = (number: number, change: Partial<Issue> = {}): Issue => ({
  repo: 'o/n',
  number,
  title: `Issue ${number}`,
  url: `https://github.com/o/n/issues/${number}`,
  author: 'ada',
  createdAt: ago(5),
  labels: [],
  comments: 0,
  ...change,
});
const line = (number: number, change: Parameters<typeof pull>[0] = {}) =>
  lineOf(pull({ number, ...change }), { now });
const issues = (found: readonly Issue[], interests = nobody, touched = nothing) =>
  fittingIssues(found, { interests, touched, now });
const pulls = (found: readonly ReturnType<typeof line>[], interests = nobody, touched = nothing) =>
  fittingPulls(found, { interests, touched, now, filesOf: () => ['Doc/library/os.rst'], words: String });
const numbers = (found: readonly { number: number }[]) => found.map(({ number }) => number);

describe('an issue', () => {
  test('that somebody is at is not offered', () => {
    expect(numbers(issues([issue(1, { isTaken: true }), issue(2), issue(3, { isTaken: false })]))).toEqual([
      2, 3,
    ]);
  });

  test('that is older than a year comes after a new one, though it is easy', () => {
    const old = issue(1, { labels: ['easy'], createdAt: ago(400) });
    expect(numbers(issues([old, issue(2)]))).toEqual([2, 1]);
    expect(numbers(issues([{ ...old, createdAt: ago(300) }, issue(2)]))).toEqual([1, 2]);
  });

  test('that waits by what the group says of its labels is no work for others yet', () => {
    const parked = issue(1, { labels: ['parked'], createdAt: ago(1) });
    const said = { labels: [{ labels: ['parked'], means: 'nobody' as const, why: 'parked' }], bots: [] };
    const found = fittingIssues([parked, issue(2)], { interests: nobody, touched: nothing, now }, said);
    expect(numbers(found)).toEqual([2, 1]);
    expect(numbers(issues([parked, issue(2)]))).toEqual([1, 2]);
  });

  test.each([
    'duplicate', 'wontfix', 'status: invalid', 'blocked', 'needs decision', 'needs info', 'triage/needs-information', 'in progress', 'do-not-merge/hold',
  ])('that is labelled %s is offered last, though it is easy and new', (label) => {
    const board = issue(3, { labels: ['awaiting merge', 'lifecycle/stale'], createdAt: ago(20), comments: 1 });
    const held = issue(1, { labels: ['easy', label] });
    expect(numbers(issues([held, board]))).toEqual([3, 1]);
  }); // biome-ignore format: a list to read

  test.each([
    'up for grabs',
    'help wanted',
    'documentation',
    'needs docs',
    'needs tests',
    'needs-triage',
    'stale',
  ])('that is labelled %s is as good as others', (label) => {
    expect(
      numbers(
        issues([issue(2, { labels: ['easy', label], createdAt: ago(4) }), issue(1, { labels: ['easy'] })]),
      ),
    ).toEqual([2, 1]);
  });

  test('that many talk about comes last', () => {
    expect(numbers(issues([issue(1, { labels: ['easy'], comments: 11 }), issue(2)]))).toEqual([2, 1]);
  });

  test('is about a language for who names it, not for a word that is spelled like its code', () => {
    const [one] = issues([issue(1, { title: 'Say what it does' })], { topics: ['it'] });
    expect(one?.why.join()).not.toContain('it');
    expect(issues([issue(1, { title: '[it] Aggiorna' })], { topics: ['it'] })[0]?.why[0]).toBe('in Italian');
  });

  test.each([
    [
      'polish translation',
      { title: 'Polish: two terms', labels: ['translation'] },
      'about polish translation',
    ],
    ['polish translation', { title: '[pl] Two terms', labels: ['translation'] }, 'about polish translation'],
    ['getting started', { title: 'The page for getting started' }, 'about getting started'],
    ['how to begin', { title: 'Say how to begin' }, 'about how to begin'],
    ['polish translation', { title: 'German: two terms', labels: ['translation'] }, undefined],
    ['user id', { title: 'Explain the user ID of a guest' }, 'about user id'],
    ['my account', { title: 'Where is my account?' }, 'about my account'],
    ['what is new', { title: 'Rewrite "What is new"' }, 'about what is new'],
    ['ms windows', { title: 'Paths on MS Windows' }, 'about ms windows'],
    ['user id', { title: 'Guide users through the video' }, undefined],
  ])('is about %s by each of its words', (topic, change, why) => {
    const [one] = issues([issue(1, change)], { topics: [topic] });
    expect([one?.isLiked, one?.why.find((each) => each.startsWith('about'))]).toEqual([
      why !== undefined,
      why,
    ]);
  });

  test('just needs an answer when it asks and few spoke, or nobody did for three days', () => {
    const asks = (change: Partial<Issue>) => needsAnswer(issue(1, change), now);
    const question = { title: 'Why so?', createdAt: ago(1) };
    expect(asks(question)).toBe(true);
    expect(asks({ ...question, comments: 1 })).toBe(true);
    expect(asks({ ...question, comments: 2 })).toBe(false);
    expect(asks({ createdAt: ago(3) })).toBe(true);
    expect(asks({ createdAt: ago(2) })).toBe(false);
    expect(asks({ createdAt: ago(3), isTaken: true })).toBe(false);
    expect(asks({ labels: ['needs info'], comments: 1 })).toBe(false);
    expect(['ADA', 'bob'].map((login) => needsAnswer(issue(1, question), now, login))).toEqual([false, true]);
  });
});

describe('a pull request', () => {
  test('that asks for somebody is not for that reason about what they like', () => {
    const asked = line(1, { author: 'bob', details: { requested: ['ned'] } });
    expect(pulls([asked], { topics: ['cartography'], login: 'ned' })).toMatchObject([
      { isLiked: false, why: expect.arrayContaining(['your review is asked for']) },
    ]);
    expect(pulls([asked], { topics: ['library'], login: 'ned' })).toMatchObject([{ isLiked: true }]);
  });

  test('is not for its own author, however the name is written', () => {
    expect(numbers(pulls([line(1), line(2, { author: 'bob' })], { topics: [], login: 'ADA' }))).toEqual([2]);
  });

  test('that waited long comes before a small new one', () => {
    const events = (on: number) => ({ details: { events: [event('commit', 'ada', on)] } });
    const large = line(1, { lines: 900, ...events(1) });
    const small = lineOf(
      pull({ number: 2, lines: 3, createdAt: ago(1), updatedAt: now, details: { events: [] } }),
      { now },
    );
    expect(numbers(pulls([small, large]))).toEqual([1, 2]);
  });

  test('where somebody was before comes first: by its folder, then by its label', () => {
    const before = pull({
      labels: ['topic-asyncio', 'awaiting merge'],
      details: { files: ['Doc/library/re.rst'] },
    });
    const touched = touchedBy('Ada', [before]);
    expect([...touched.labels]).toEqual(['topic-asyncio']);
    const [one] = pulls([line(3, { author: 'bob' })], { topics: [], login: 'ada' }, touched);
    expect(one?.why).toContain('in Doc/library, where you were before');
    const labelled = issues([issue(1), issue(2, { labels: ['topic-asyncio'] })], nobody, touched);
    expect(numbers(labelled)).toEqual([2, 1]);
    expect(labelled[0]?.why).toContain('labelled topic-asyncio, as what you did before');
    expect(touchedBy(undefined, [before]).labels.size).toBe(0);
  });
});

test.each([
  ['reviewed, and quiet for 29 days', 29, true, 'waiting for another review'],
  ['reviewed, and quiet for 30 days', 30, true, 'stuck'],
  ['not reviewed, and quiet for 179 days', 179, false, 'waiting for a first review'],
  ['not reviewed, and quiet for 180 days', 180, false, 'stuck'],
])('%s', (_, days, isReviewed, section) => {
  const quietSince = day(1);
  const events = isReviewed ? [event('review', 'bob', 1)] : [event('commit', 'ada', 1)];
  const then = new Date(quietSince.getTime() + days * 86_400_000);
  expect(sectionOf(pull({ details: { events } }), { translations: [] }, then)).toBe(section);
});
