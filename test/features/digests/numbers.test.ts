// The numbers of a month: how soon people were answered, how many first contributions, and how many wait.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OpenedPull } from '../../../src/core/github/pull-request.ts';
import { numbersOf } from '../../../src/features/digests/numbers.ts';
import { numbersChart, numbersWords } from '../../../src/features/digests/views/numbers.ts';
import { freshDatabases } from '../../storage/database.ts';
import { replyWords, wordsOf } from '../remembered.ts';
import { day } from './pulls.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

const member = { name: 'Tokyo' };
const [sqlite] = freshDatabases('SQLite');

const opened = (change: Partial<OpenedPull> = {}): OpenedPull => ({
  author: 'ada',
  isByBot: false,
  isFirstTimer: false,
  createdAt: day(2),
  reviews: [],
  comments: [],
  ...change,
});
const seen = (by: string, on: number, isBot = false) => ({ by, isBot, at: day(on) });

test.each<[string, OpenedPull[], string]>([
  ['nothing was opened', [], 'Nobody opened a pull request.'],
  [
    'bots open none',
    [opened({ author: 'dependabot', isByBot: true }), opened({ author: 'k8s-ci-robot' })],
    'Nobody opened a pull request.',
  ],
  [
    'a review of a person counts, not of the author, of bots or of AI reviewers',
    [opened({ reviews: [seen('ada', 3), seen('coderabbitai', 3), seen('x', 4, true), seen('bob', 6)] })],
    '1 pull request was opened; it has been reviewed by somebody. Half of the reviewed ones had their first review within 4 days.',
  ],
  [
    'half of them had theirs within the middle one’s time',
    [
      opened({ reviews: [seen('bob', 3)] }),
      opened({ reviews: [seen('bob', 5)] }),
      opened({ reviews: [seen('bob', 20)] }),
      opened(),
    ],
    '4 pull requests were opened; 3 have been reviewed by somebody. Half of the reviewed ones had their first review within 3 days.',
  ],
  [
    'a comment answers a newcomer; one who came yesterday is not yet counted',
    [
      opened({ isFirstTimer: true, comments: [seen('bob', 4)] }),
      opened({ isFirstTimer: true, comments: [seen('bob', 20)] }),
      opened({ isFirstTimer: true }),
      opened({ isFirstTimer: true, createdAt: day(27) }),
    ],
    '4 pull requests were opened; nobody has reviewed any of them yet. 1 of 3 first contributions was answered within a week.',
  ],
])('%s', (_, pulls, words) => {
  const isBot = (login: string) => ['coderabbitai', 'k8s-ci-robot'].includes(login);
  const spec = {
    month: '2026-11',
    now: day(28),
    zone: 'UTC',
    counts: [],
    isWhole: true,
    words: { isBot, isBotAuthor: isBot },
  };
  expect(numbersWords(numbersOf(pulls, spec)).join(' ')).toBe(words);
});

test('the picture shows each of the numbers, and says none that are not', () => {
  const pulls = [
    opened({ reviews: [seen('bob', 2)] }),
    opened({ reviews: [seen('bob', 5)], isFirstTimer: true }),
    opened({ reviews: [seen('bob', 27)] }),
    opened(),
  ];
  const spec = {
    month: '2026-11',
    now: day(28),
    zone: 'UTC',
    isWhole: true,
    words: { isBot: () => false, isBotAuthor: () => false },
  };
  const counts = [{ at: day(2), open: 7 }];
  const drawn = (numbers: ReturnType<typeof numbersOf>) => {
    const words: string[] = [];
    numbersChart(numbers, 'November', (text) => {
      words.push(text);
      return '';
    });
    return words.join(' ');
  };
  expect(drawn(numbersOf(pulls, { ...spec, counts }))).toBe(
    'November First review within 1 a day 1 a week 1 a month 0 longer 1 not yet First contributions answered within a week 1 yes 0 no Open at the end of the month 7 Nov',
  );
  expect(drawn(numbersOf([opened()], { ...spec, counts: [] }))).not.toContain('First contributions');
});

test('the backlog is what was open last in each month', () => {
  const count = (at: string, open: number) => ({ at: new Date(at), open });
  const counts = [
    count('2026-09-07T09:00Z', 9),
    count('2026-09-28T09:00Z', 12),
    count('2026-10-26T09:00Z', 15),
    count('2026-11-30T09:00Z', 11),
  ];
  const spec = {
    month: '2026-11',
    now: day(30),
    zone: 'UTC',
    counts,
    isWhole: true,
    words: { isBot: () => false, isBotAuthor: () => false },
  };
  expect(numbersWords(numbersOf([], spec)).at(-1)).toBe(
    'Open at the end of the month: Sep 12, Oct 15, Nov 11.',
  );
});

let world: World;
beforeEach(async () => {
  if (!sqlite) throw new Error('There is no database');
  world = await openWorld(await sqlite.open(), '2026-11-20T12:00:00Z');
  const { world: hub } = world.github;
  const on = (text: string) => new Date(`${text}T12:00:00Z`);
  const one = hub.openPull(repository, { title: 'One', author: 'ada', createdAt: on('2026-11-02') });
  hub.review(one, 'bob', { state: 'COMMENTED', at: on('2026-11-05') });
  hub.openPull(repository, {
    title: 'Two',
    author: 'new',
    association: 'FIRST_TIMER',
    createdAt: on('2026-11-03'),
  });
  hub.openPull(repository, { title: 'Earlier', author: 'ada', createdAt: on('2026-10-31') });
  hub.openPull(repository, { title: 'Bump', author: 'dependabot[bot]', createdAt: on('2026-11-04') });
  await world.command(organiser, 'prs watch add', { repository, schedule: 'mondays 09:00 UTC' });
});
afterEach(() => world.close());

test('are told of any month that has been, in words and with a picture', async () => {
  const ask = (month?: string) => world.command(member, 'prs numbers', month === undefined ? {} : { month });
  expect(replyWords(await ask('2026-11'))).toContain(
    'November 2026 in numbers\n2 pull requests were opened; 1 has been reviewed by somebody.\nHalf of the reviewed ones had their first review within 3 days.\n0 of 1 first contribution was answered within a week.',
  );
  expect(replyWords(await ask())).toContain('October 2026 in numbers\n1 pull request was opened');
  expect(replyWords(await ask('last month'))).toContain('October 2026 in numbers\n');
  expect(await world.refused(() => ask('2026-12'))).toContain('is no month that has been');
  for (const month of ['2026-13', 'whenever'])
    expect(await world.refused(() => ask(month))).toContain('is not a month');
});

test.each([
  ['many digests of another repository', 'python/devguide', '2026-11-30T09:00:00Z'],
  ['many later digests', repository, '2027-02-15T09:00:00Z'],
])('a first contribution that was merged is still one, after %s', async (_, other, readAt) => {
  await world.advanceTo('2026-11-24T00:00:00Z');
  const { world: hub } = world.github;
  hub.merge(world.github.pull(repository, 2), 'bob');
  const { id: _id, uid: _uid, digest, scope, ...run } = await world.database.digestRun.findFirstOrThrow();
  const without = { ...JSON.parse(digest ?? ''), sections: [] };
  await world.database.digestRun.createMany({
    data: Array.from({ length: 60 }, (_, i) => ({
      ...run,
      dueAt: new Date(Date.parse(readAt) + i * 60_000),
      readAt: new Date(Date.parse(readAt) + i * 60_000),
      scope: scope.replace(repository, other),
      digest: JSON.stringify(without),
    })),
  });
  const words = replyWords(await world.command(member, 'prs numbers', { month: '2026-11', repository }));
  expect(words).toContain('0 of 1 first contribution');
});

test('a first contribution that was merged is still one, though its author is nobody new to GitHub then', async () => {
  await world.advanceTo('2026-11-24T00:00:00Z');
  const { world: hub } = world.github;
  const two = world.github.pull(repository, 2);
  hub.comment(two, 'bob', { body: 'Welcome!', at: new Date('2026-11-05T12:00:00Z') });
  hub.merge(two, 'bob');
  expect(two.association).toBe('CONTRIBUTOR');
  await world.advanceTo('2026-12-02T00:00:00Z');
  const words = replyWords(await world.command(member, 'prs numbers', { month: '2026-11' }));
  expect(words).toContain('Each first contribution (1) was answered within a week.');
});

test('come by themselves with the first digest of the next month, once', async () => {
  await world.advanceTo('2026-12-22T00:00:00Z');
  const told = world.under('short').map(({ content }) => wordsOf(content));
  expect(told.map((words) => words.includes('November 2026: 2 pull requests were opened'))).toEqual([
    false,
    false,
    true,
    false,
    false,
  ]);
  const record = world.under('record').at(-1)?.content;
  expect(wordsOf(record)).toContain('November 2026 in numbers');
  const files = record && 'files' in record ? (record.files ?? []) : [];
  expect(files.map(({ name }) => name)).toEqual(['trend.png', 'numbers.png']);
  const reply = await world.command(member, 'prs numbers', {});
  expect(replyWords(reply)).toContain('Open at the end of the month: Nov 4, Dec 4.');
  expect(reply.kind === 'said' && reply.files?.[0]?.content.subarray(1, 4).toString()).toBe('PNG');
  expect(world.failures).toEqual([]);
});
