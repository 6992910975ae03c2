// What the feature puts on a meeting's agenda: the backlog, who waits longest, issues, and what was merged.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Block, doc, plain } from '../../../src/core/document.ts';
import { agendaParts } from '../../../src/features/digests/index.ts';
import { firstMerged } from '../../../src/features/digests/store/newcomers.ts';
import { freshDatabases } from '../../storage/database.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

const [sqlite] = freshDatabases();
let world: World;
beforeEach(async () => {
  if (!sqlite) throw new Error('There is no database');
  world = await openWorld(await sqlite.open(), '2026-11-20T12:00:00Z');
});
afterEach(() => world.close());

const names = ['backlog', 'longestWaiting', 'issues', 'achievements'] as const;
const parts = async () => {
  const from = agendaParts(world.deps);
  const made = await Promise.all(names.map((name) => from[name](world.group.id, world.now())));
  return made.map((part) => part && `${part.title}\n${words(part.blocks)}`);
};
const words = (blocks: readonly Block[]) => plain(doc(blocks));

test('before the first digest there is nothing to say', async () => {
  expect(await parts()).toEqual([undefined, undefined, undefined, undefined]);
});

test('after two digests all four parts are there, without asking GitHub again', async () => {
  const { world: hub } = world.github;
  world.github.madeUp(42, { seed: 3, repository });
  const label = (name: string) => ({ name, color: 'ffffff' });
  hub.openIssue(repository, {
    title: 'Explain asyncio',
    labels: [label('docs'), label('easy')],
    createdAt: new Date('2026-05-01T00:00:00Z'),
  });
  hub.openIssue(repository, { title: 'Rewrite it all', labels: [label('docs')] });
  const bump = hub.openPull(repository, {
    title: 'Bump sphinx',
    author: 'dependabot[bot]',
    labels: [label('docs')],
  });
  await world.command(organiser, 'prs watch add', {
    repository,
    label: 'docs',
    issues: 'docs, easy',
    schedule: 'mondays 09:00 UTC',
  });
  await world.advanceTo('2026-11-24T00:00:00Z');
  hub.merge(world.github.pull(repository, 10), 'core-1');
  hub.merge(bump, 'core-1');
  hub.close(world.github.pull(repository, 11), 'core-1');
  await world.advanceTo('2026-12-01T09:00:00Z');
  world.github.resetCounters();
  const [backlog, longest, issues, achievements] = await parts();
  expect(backlog).toMatch(
    /^Open pull requests\n40 open \(3 fewer than before\) · 2 merged, 1 closed over 7 days · all of it\n/u,
  );
  expect(backlog).toContain('waiting for a first review: ');
  expect(longest?.match(/^#\d+ /gmu)).toHaveLength(5);
  expect(longest).not.toContain('a draft');
  expect(issues).toBe('Open issues\n1 open; the oldest:\n#43 Explain asyncio · octocat · 6 months old');
  expect(achievements).toMatch(
    /^Merged in the last month\n2 pull requests by 1 person and bots\. Thank you!\n#10 /u,
  );
  expect(world.github.counters().requests).toBe(0);
});

test('a first pull request that was merged is told, to everybody only while its repository is public', async () => {
  const { world: hub } = world.github;
  world.github.madeUp(3, { seed: 3, repository });
  const opened = hub.openPull(repository, {
    title: 'My first one',
    author: 'new-ann',
    association: 'FIRST_TIMER',
    createdAt: new Date('2026-11-01T00:00:00Z'),
    labels: [{ name: 'docs', color: 'ffffff' }],
  });
  await world.command(organiser, 'prs watch add', { repository, label: 'docs', schedule: 'mondays 09:00' });
  await world.advanceTo('2026-11-24T00:00:00Z');
  hub.merge(opened, 'core-1');
  await world.advanceTo('2026-12-01T09:00:00Z');
  const told = async (isGroup: boolean, until = world.now()) => {
    const span = { since: new Date('2026-11-25T00:00:00Z'), until, isGroup };
    return (await firstMerged(world.database)(world.group.id, span)).map(({ author }) => author);
  };
  expect(await told(false)).toEqual(['new-ann']);
  expect(await told(false, new Date('2026-11-26T00:00:00Z'))).toEqual([]);
  await world.database.digestRun.updateMany({ data: { isPublic: false } });
  expect(await told(false)).toEqual([]);
  expect(await told(true)).toEqual(['new-ann']);
});

test('however many digests a group has, a first pull request that one told of weeks ago is one', async () => {
  const { world: hub } = world.github;
  const opened = hub.openPull(repository, {
    title: 'My first one',
    author: 'new-ann',
    association: 'FIRST_TIMER',
    createdAt: new Date('2026-11-19T00:00:00Z'),
  });
  for (const name of ['One', 'Two', 'Three'])
    await world.command(organiser, 'prs watch add', { repository, name, schedule: 'daily 09:00 UTC' });
  await world.advanceTo('2026-11-21T12:00:00Z');
  opened.association = 'CONTRIBUTOR';
  opened.updatedAt = world.now();
  await world.advanceTo('2026-12-20T00:00:00Z');
  hub.merge(opened, 'core-1');
  await world.advanceTo('2026-12-21T12:00:00Z');
  const span = { since: new Date('2026-12-01T00:00:00Z'), until: world.now(), isGroup: true };
  const found = await firstMerged(world.database)(world.group.id, span);
  expect(found.map(({ author }) => author)).toEqual(['new-ann']);
  const { reportedAsFirst } = world.deps.store;
  const november = { since: new Date('2026-11-01T00:00:00Z'), until: new Date('2027-01-01T00:00:00Z') };
  const told = await reportedAsFirst(world.group.id, { repositories: [repository], ...november });
  expect(told.map(({ author }) => author)).toEqual(['new-ann']);
});
