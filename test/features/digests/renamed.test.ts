// A repository is renamed: the group is told once, and watches, claims and trends go on under its new name.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { githubSource } from '../../../src/sources/github/index.ts';
import { freshDatabases } from '../../storage/database.ts';
import { replyWords, wordsOf } from '../remembered.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

const [sqlite] = freshDatabases('SQLite');
const monday = '2026-11-23T08:00:00Z';

let world: World;
beforeEach(async () => {
  if (!sqlite) throw new Error('There is no database');
  world = await openWorld(await sqlite.open(), '2026-11-20T12:00:00Z');
  world.github.madeUp(42, { seed: 3, repository });
});
afterEach(() => world.close());

const add = (values: Record<string, string> = {}) =>
  world.command(organiser, 'prs watch add', {
    repository,
    label: 'docs',
    schedule: 'mondays 09:00 Europe/Prague',
    unchanged: 'all',
    ...values,
  });

test('a renamed repository is read under its new name, which the digest says', async () => {
  await add();
  await world.advanceTo(monday);
  world.github.renameRepository(repository, 'python/python');
  await world.advanceTo('2026-12-01T00:00:00Z');
  const words = wordsOf(world.under('record')[1]?.content);
  expect(words).toContain('python/cpython is called python/python now; I read it under that name.');
  expect(words.match(/^#\d+ .* · /gmu)).toHaveLength(42);
});

test('a renamed repository is told of once: the watch goes on, with its claims, its trend and what it knows', async () => {
  await add();
  await world.advanceTo('2026-11-27T08:00:00Z');
  await world.command(organiser, 'prs review', { number: 5 });
  const { world: hub } = world.github;
  world.github.renameRepository(repository, 'python/python');
  hub.openPull('python/python', { title: 'New', labels: [{ name: 'docs', color: 'ededed' }] });
  await world.advanceTo('2026-12-01T00:00:00Z');
  const renamed = wordsOf(world.under('record')[1]?.content);
  expect(renamed).toContain('43 open (1 more than before) · 1 opened');
  const [claim] = await world.deps.store.claims(world.group.id, world.now());
  expect([claim?.repo, claim?.url]).toEqual(['python/python', 'https://github.com/python/python/pull/5']);
  world.github.resetCounters();
  await world.advanceTo('2026-12-08T00:00:00Z');
  // The list, and the month's numbers: what is known of them is not read again for a name.
  expect(world.github.counters().requests).toBe(2);
  const next = wordsOf(world.under('record')[2]?.content);
  expect(next).toContain('43 open (as many as before)');
  expect(next).not.toContain('is called');
  expect(replyWords(await world.command(organiser, 'prs watch list'))).toContain(
    'python/python, labelled docs',
  );
});

test('once a repository was read under its new name, whoever takes the former one is not read for it', async () => {
  await world.roster.changeGroup(world.group.id, { repositories: [repository] });
  const digest = async () => replyWords(await world.command({ name: 'Tokyo' }, 'prs digest'));
  world.github.renameRepository(repository, 'python/python');
  expect(await digest()).toContain('python/cpython is called python/python now');
  world.github.addRepository(repository);
  world.github.world.openPull(repository, { title: 'Buy this' });
  await world.advanceTo('2026-11-20T14:00:00Z');
  // Which repositories the group has is remembered for some seconds; this has it read anew.
  await world.roster.changeGroup(world.group.id, { zone: 'UTC' });
  expect(await digest()).toMatch(/^python\/python\n42 open/u);
});

test('a repository that was transferred to where the group may not read keeps its name here', async () => {
  await add();
  const { groups } = world.deps;
  const grants = { places: [], repositories: [repository] };
  world.restart({
    groups: { ...groups, find: async (id) => ({ ...(await groups.find(id)), grants }) },
  });
  await world.advanceTo(monday);
  world.github.renameRepository(repository, 'python/python');
  const labels = [{ name: 'docs', color: 'ededed' }];
  world.github.world.openPull('python/python', { title: 'Opened since', author: 'zoe', labels });
  await world.advanceTo('2026-12-01T00:00:00Z');
  expect((await world.deps.store.watches(world.group.id))[0]?.scope.repositories).toEqual([repository]);
  expect(wordsOf(world.under('record')[1]?.content)).toContain(
    `${isCalled} This group is granted the former name alone, which somebody else may take: whoever runs me grants the new one with docent groups grant ${world.group.id} python/python.`,
  );
  await world.advanceTo('2026-12-08T00:00:00Z');
  expect(wordsOf(world.under('record')[2]?.content)).not.toContain('is called');
  const mine = await world.command({ name: 'Tokyo' }, 'prs mine', { login: 'zoe' });
  expect(replyWords(mine)).toContain('Opened since');
  // Watched anew, it is by the name that was granted.
  await world.command(organiser, 'prs watch add', { repository, name: 'Again', schedule: 'daily 09:00 UTC' });
  expect((await world.deps.store.watches(world.group.id))[1]?.scope.repositories).toEqual([repository]);
  await world.command(organiser, 'prs watch remove', { watch: '2' });
  await world.command(organiser, 'prs watch remove', { watch: '1' });
  expect(await world.database.knownPull.count()).toBe(0);
});

const isCalled = 'python/cpython is called python/python now; I read it under that name.';
const tokyo = { name: 'Tokyo' };
const watched = async () => (await world.deps.store.watches(world.group.id))[0]?.scope.repositories;

test.each([
  ['prs stale', {}],
  ['prs for-me', {}],
  ['prs digest', {}],
  ['issues for-me', {}],
  ['issues digest', {}],
  ['issues triage', {}],
])(
  '/%s says that a repository is called otherwise now, and so does the next digest, once',
  async (name, values) => {
    await add();
    await world.advanceTo(monday);
    world.github.renameRepository(repository, 'python/python');
    await world.advanceTo('2026-11-23T12:00:00Z');
    expect(replyWords(await world.command(tokyo, name, values))).toContain(isCalled);
    expect(await watched()).toEqual(['python/python']);
    await world.advanceTo('2026-12-08T00:00:00Z');
    const digests = world.under('record').map(({ content }) => wordsOf(content).includes('is called'));
    expect(digests).toEqual([false, true, false]);
  },
);

test('/prs numbers says that a repository is called otherwise now', async () => {
  await add();
  world.github.renameRepository(repository, 'python/python');
  expect(replyWords(await world.command(tokyo, 'prs numbers', { month: '2026-10' }))).toContain(isCalled);
});

test('a repository is named as GitHub spells it, wherever it was read', async () => {
  await world.roster.changeGroup(world.group.id, { repositories: ['Python/CPYTHON'] });
  const digest = replyWords(await world.command(tokyo, 'prs digest'));
  expect(digest).toMatch(/^python\/cpython\n/u);
  expect(digest).not.toContain('is called');
  // Which repositories the group has is remembered for some seconds; this has it read anew.
  await world.roster.changeGroup(world.group.id, { zone: 'UTC' });
  expect(replyWords(await world.command(tokyo, 'prs labels'))).toMatch(/python\/cpython.*docs/su);
  expect(replyWords(await world.command(tokyo, 'issues digest', { repository: 'PYTHON/cpython' }))).toContain(
    'python/cpython, oldest first',
  );
});

test('another repository that takes the name of a watched one is not read for it, until an organiser names it anew', async () => {
  await add();
  await world.advanceTo(monday);
  world.github.renameRepository(repository, 'python/python');
  world.github.addRepository(repository);
  world.github.world.openPull(repository, { title: 'Buy this', labels: [{ name: 'docs', color: 'ededed' }] });
  await world.advanceTo('2026-12-01T00:00:00Z');
  expect(world.under('record')).toHaveLength(1);
  const another = 'Another repository is called python/cpython now';
  expect(wordsOf(world.under('late')[0]?.content)).toContain(another);
  for (const [name, values] of [
    ['prs show', { number: 1 }],
    ['issues for-me', {}],
    ['prs numbers', {}],
  ] as const)
    await expect(world.command(tokyo, name, values)).rejects.toThrow(another);
  for (const values of [{ repository }, { label: 'docs' }]) {
    const told = await world.command(tokyo, 'prs digest', values).then(replyWords, String);
    expect(told).toContain(another);
    expect(told).not.toContain('Buy this');
  }
  await world.command(organiser, 'prs watch edit', { watch: '1', repository });
  await world.advanceTo('2026-12-08T00:00:00Z');
  expect(wordsOf(world.under('record').at(-1)?.content)).toContain('Buy this');
});

/** Has another repository under the name of the watched one. */
function replace() {
  world.github.renameRepository(repository, 'python/python');
  world.github.addRepository(repository);
  world.github.world.openPull(repository, { title: 'Buy this', labels: [{ name: 'docs', color: 'ededed' }] });
}

test('a repository stays the same whatever becomes of the ids of GraphQL', async () => {
  await add();
  await world.advanceTo(monday);
  for (const one of world.github.world.repositories) Object.assign(one, { id: `R_kgDO${one.id}` });
  await world.advanceTo('2026-12-01T00:00:00Z');
  expect(world.under('record')).toHaveLength(2);
});

test('an id of GraphQL that was kept says nothing of a repository', async () => {
  await add();
  await world.advanceTo(monday);
  const [kept] = await world.database.watch.findMany();
  const scope = {
    ...JSON.parse(kept?.scope ?? ''),
    seen: { [repository]: { name: repository, id: 'R_kgDO' } },
  };
  await world.database.watch.updateMany({ data: { scope: JSON.stringify(scope) } });
  await world.advanceTo('2026-12-01T00:00:00Z');
  expect(world.under('record')).toHaveLength(2);
});

test('a repository that was read without a token for a while is still known from another one', async () => {
  await add();
  await world.advanceTo(monday);
  world.restart({ source: githubSource({ apiUrl: world.github.url }) });
  await world.advanceTo('2026-12-01T00:00:00Z');
  expect(world.under('record')).toHaveLength(2);
  world.restart();
  replace();
  await world.advanceTo('2026-12-08T00:00:00Z');
  expect(world.under('record')).toHaveLength(2);
  expect(wordsOf(world.under('late')[0]?.content)).toContain('Another repository');
});

test('a digest that is late is read as its watch is by then', async () => {
  await add();
  await world.advanceTo(monday);
  replace();
  await world.advanceTo('2026-12-01T00:00:00Z');
  await world.command(organiser, 'prs watch edit', { watch: '1', repository, label: 'none' });
  await world.advanceTo('2026-12-01T00:01:00Z');
  const [, late, ...others] = world.under('record');
  expect(wordsOf(late?.content)).toContain('Buy this');
  expect(others).toEqual([]);
  // The next one counts from it.
  await world.advanceTo('2026-12-08T00:00:00Z');
  expect(wordsOf(world.under('record')[2]?.content)).toContain('1 open (as many as before)');
});

test('a watch that is changed while its digest is read in vain is read anew at once, and not called late', async () => {
  await add();
  await world.advanceTo(monday);
  replace();
  const { source } = world.deps;
  let isEdited = false;
  world.restart({
    source: {
      ...source,
      readPulls: async (...asked) => {
        if (!isEdited) {
          isEdited = true;
          await world.command(organiser, 'prs watch edit', { watch: '1', repository });
        }
        return await source.readPulls(...asked);
      },
    },
  });
  await world.advanceTo('2026-11-30T08:01:00Z');
  expect(isEdited).toBe(true);
  expect(wordsOf(world.under('record')[1]?.content)).toContain('Buy this');
  expect(world.under('late')).toEqual([]);
  expect(world.failures).toEqual([]);
});

test.each([['paused'], ['going']])(
  'a %s watch of the former repository keeps nobody from the new one',
  async (state) => {
    await add();
    await add({ name: 'Old', sections: 'ready' });
    await world.advanceTo(monday);
    if (state === 'paused') await world.command(organiser, 'prs watch pause', { watch: 'Old' });
    replace();
    await world.command(organiser, 'prs watch edit', { watch: '1', repository });
    const asked = async () => [
      replyWords(await world.command(tokyo, 'prs show', { number: 1 })),
      replyWords(await world.command(tokyo, 'prs digest', { repository })),
    ];
    const both = [expect.stringContaining('Buy this'), expect.stringContaining('Buy this')];
    expect(await asked()).toEqual(both);
    await world.advanceTo('2026-12-01T00:00:00Z');
    expect(await asked()).toEqual(both);
  },
);

test('a digest that is sent later follows a rename as one that is read at once', async () => {
  await world.roster.changeGroup(world.group.id, { repositories: [repository] });
  let isAway = true;
  world.github.failNext(() => isAway, { kind: 'status', status: 500 }, 100);
  const ask = () => world.command({ name: 'Tokyo' }, 'prs digest', { repository });
  await expect(ask()).rejects.toThrow('I send you the digest in private once I have it.');
  isAway = false;
  world.github.renameRepository(repository, 'python/python');
  await world.advanceTo('2026-11-20T18:00:00Z');
  expect((await world.roster.find(world.group.id)).repositories).toEqual(['python/python']);
});

test('under the new name each digest stays one of the parts that it was made for', async () => {
  await add();
  await add({ name: 'Ready', sections: 'ready', schedule: 'tuesdays 09:00 Europe/Prague' });
  await world.advanceTo('2026-11-24T09:00:00Z');
  world.github.renameRepository(repository, 'python/python');
  await world.advanceTo('2026-12-02T00:00:00Z');
  const runs = await world.database.digestRun.findMany({ orderBy: { id: 'asc' } });
  const scopes = runs.map(({ watchId, scope }) => [watchId, JSON.parse(scope)]);
  expect(scopes).toMatchObject([
    [1, { repositories: ['python/python'], sections: [] }],
    [2, { repositories: ['python/python'], sections: ['ready to merge'] }],
    [1, { repositories: ['python/python'], sections: [] }],
    [2, { repositories: ['python/python'], sections: ['ready to merge'] }],
  ]);
});

test('a repository is not taken for one whose name has another letter where it has a line below', async () => {
  const labels = [{ name: 'docs', color: 'ededed' }];
  world.github.addRepository('python/a-b');
  world.github.world.openPull('python/a-b', { title: 'First', association: 'FIRST_TIMER', labels });
  await add({ repository: 'python/a-b' });
  await world.advanceTo(monday);
  const { store } = world.deps;
  const span = { since: new Date('2026-11-20T00:00:00Z'), until: world.now() };
  const told = async (name: string) => [
    await store.wasPublic(world.group.id, name),
    (await store.reportedAsFirst(world.group.id, { ...span, repositories: [name] })).length,
  ];
  expect(await told('python/a-b')).toEqual([true, 1]);
  expect(await told('python/a_b')).toEqual([undefined, 0]);
});
