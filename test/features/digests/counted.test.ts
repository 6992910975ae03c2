// What a digest and a month's numbers count: of what a watch is about, and of all its labels.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NewPull } from '../../../sandbox/github/newcomers.ts';
import { freshDatabases } from '../../storage/database.ts';
import { replyWords, wordsOf } from '../remembered.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

const [sqlite] = freshDatabases('SQLite');

let world: World;
beforeEach(async () => {
  if (!sqlite) throw new Error('There is no database');
  world = await openWorld(await sqlite.open(), '2026-11-20T12:00:00Z');
});
afterEach(() => world.close());

const open = (labels: readonly string[], change: Partial<NewPull> = {}) =>
  world.github.world.openPull(repository, {
    title: labels.join(' and '),
    labels: labels.map((name) => ({ name, color: 'ededed' })),
    createdAt: world.now(),
    ...change,
  });
const watch = (values: Record<string, string | boolean>) =>
  world.command(organiser, 'prs watch add', { repository, schedule: 'mondays 09:00 UTC', ...values });

/** Of what is opened on a Wednesday some is merged and some closed on the Thursday. */
async function week() {
  await world.advanceTo('2026-11-24T00:00:00Z');
  const some = () => [
    open(['docs', 'easy']),
    open(['docs']),
    open(['docs', 'easy', 'stale']),
    open(['docs', 'easy'], { isDraft: true }),
  ];
  const [still, merged, closed] = [some(), some(), some()];
  await world.advanceTo('2026-11-25T00:00:00Z');
  for (const one of merged) world.github.world.merge(one, 'bob');
  for (const one of closed) world.github.world.close(one, 'bob');
  await world.advanceTo('2026-12-01T00:00:00Z');
  return still;
}

test('only what has all of the labels, none of the others, and is no draft is counted', async () => {
  for (const labels of [['docs', 'easy'], ['docs'], ['easy', 'docs', 'stale']]) open(labels);
  const values = { 'all-labels': 'docs, easy', without: 'Stale', drafts: false };
  await watch(values);
  await week();
  const [, digest] = world.under('short').map(({ content }) => wordsOf(content));
  expect(digest).toContain('2 open (1 more than before) · 3 opened, 1 merged, 1 closed over 7 days');
  const numbers = await world.command(organiser, 'prs numbers', { month: '2026-11' });
  expect(replyWords(numbers)).toContain('4 pull requests were opened');
});

test('of a watch of paths it is said that changes are counted whatever they touch', async () => {
  open(['docs']);
  open(['code'], { files: [{ path: 'Lib/os.py', additions: 1, deletions: 1, changeType: 'MODIFIED' }] });
  await watch({ paths: 'Doc/**' });
  await world.advanceTo('2026-11-24T00:00:00Z');
  const [digest] = world.under('short').map(({ content }) => wordsOf(content));
  expect(digest).toMatch(/^1 open · 2 opened over \d+ days, on all paths$/mu);
  const numbers = await world.command(organiser, 'prs numbers', { month: '2026-11' });
  expect(replyWords(numbers)).toContain('2 pull requests were opened on all paths');
});
