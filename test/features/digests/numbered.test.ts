// A bare number: of which repository, of which kind, and whether anything can be done about it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutsideError } from '../../../src/core/errors.ts';
import { freshDatabases } from '../../storage/database.ts';
import { replyWords, wordsOf } from '../remembered.ts';
import { openWorld, organiser, type World } from './world.ts';

const tokyo = { name: 'Tokyo' };
const docs = 'docs/guide';
const site = 'docs/site';
const [sqlite] = freshDatabases('SQLite');

let world: World;
beforeEach(async () => {
  if (!sqlite) throw new Error('There is no database');
  world = await openWorld(await sqlite.open(), '2026-11-20T12:00:00Z');
  for (const name of [docs, site]) world.github.addRepository(name);
});
afterEach(() => world.close());

const watch = (repository: string) =>
  world.command(organiser, 'prs watch add', { repository, schedule: 'mondays 09:00 UTC' });
const ask = async (name: string, values: Record<string, string | number> = {}) =>
  replyWords(await world.command(tokyo, name, values));
const refused = (name: string, values: Record<string, string | number> = {}) =>
  world.refused(() => world.command(tokyo, name, values));

describe('a number of the other kind is said to be one, with the command for it', () => {
  test.each(['prs show', 'prs review'])('%s of an issue', async (name) => {
    await watch(docs);
    const issue = world.github.world.openIssue(docs, { title: 'A fault' });
    expect(await refused(name, { number: issue.number })).toBe(
      `docs/guide#${issue.number} is an issue, and no pull request. \`/issues take number:${issue.number} repository:docs/guide\` says that you work on it.`,
    );
    await watch(site);
    expect(await refused(name, { number: issue.number })).toContain(
      `\`/issues take number:${issue.number} repository:docs/guide\``,
    );
    world.github.world.close(issue, 'prague');
    expect(await refused(name, { number: issue.number })).toContain('is an issue that is closed already');
  });

  test('issues take of a pull request', async () => {
    await watch(docs);
    const pull = world.github.world.openPull(docs, { title: 'A change' });
    const take = () => refused('issues take', { number: pull.number });
    expect(await take()).toBe(
      `docs/guide#${pull.number} is a pull request, and no issue. \`/prs show number:${pull.number} repository:docs/guide\` shows whom it waits on.`,
    );
    world.github.world.merge(pull, 'prague');
    expect(await take()).toContain('is a pull request that is merged already');
    expect(await refused('issues take', { number: 99 })).toContain('There is no open issue #99');
  });

  test('an issue that was transferred is taken where it is now, if the group may', async () => {
    await watch(docs);
    const issue = world.github.world.openIssue(docs, { title: 'A fault' });
    world.github.world.openIssue(site, { title: 'Another' });
    world.github.world.transferIssue(issue, site);
    expect(await ask('issues take', { number: 1 })).toContain('docs/site#2 A fault is yours until');
    expect(await ask('issues digest')).toContain('Open issues: 0');
    const { groups } = world.deps;
    const grants = { places: [], repositories: [docs] };
    world.restart({ groups: { ...groups, find: async (id) => ({ ...(await groups.find(id)), grants }) } });
    expect(await refused('issues take', { number: 1 })).toContain('`docs/site` is not granted to this group');
    world.github.addRepository(site).isPrivate = true;
    world.restart();
    const guest = { name: 'Lagos', isGuest: true };
    expect(await world.refused(() => world.command(guest, 'issues take', { number: 1 }))).toContain(
      'There is no open issue #1 in docs/guide',
    );
  });

  test('an issue that was transferred to a private repository that the group may not use is not there', async () => {
    await watch(docs);
    const { groups } = world.deps;
    const grants = { places: [], repositories: [docs] };
    world.restart({ groups: { ...groups, find: async (id) => ({ ...(await groups.find(id)), grants }) } });
    const issue = world.github.world.openIssue(docs, { title: 'A leak' });
    world.github.world.transferIssue(issue, site);
    world.github.addRepository(site).isPrivate = true;
    expect(await refused('issues take', { number: 1 })).toContain('There is no open issue #1 in docs/guide');
    expect(await refused('prs show', { number: 1 })).toContain('There is no pull request #1 in docs/guide');
  });

  test('an issue that is closed is called so', async () => {
    await watch(docs);
    const issue = world.github.world.openIssue(docs, { title: 'A fault' });
    world.github.world.close(issue, 'prague');
    expect(await refused('issues take', { number: issue.number })).toContain(
      'docs/guide#1 is closed already',
    );
  });
});

describe('of one number in several repositories', () => {
  test('that which is open is meant, and the answer says which', async () => {
    await watch(docs);
    await watch(site);
    const merged = world.github.world.openPull(docs, { title: 'An old change' });
    world.github.world.merge(merged, 'prague');
    world.github.world.openPull(site, { title: 'A new change' });
    expect(await ask('prs show', { number: 1 })).toContain('docs/site#1 A new change');
    expect(await ask('prs review', { number: 1 })).toContain('docs/site#1 A new change is yours');
  });

  test('two that are open are asked about, and the place decides', async () => {
    await watch(docs);
    await watch(site);
    for (const name of [docs, site]) world.github.world.openPull(name, { title: `Of ${name}` });
    expect(await refused('prs review', { number: 1 })).toContain('Which one? There is a #1 in');
    const here = { ...tokyo, about: ['watch/1'] };
    expect(replyWords(await world.command(here, 'prs review', { number: 1 }))).toContain('docs/guide#1');
  });

  test('the open issue is meant, too', async () => {
    await watch(docs);
    await watch(site);
    world.github.world.close(world.github.world.openIssue(docs, { title: 'Old' }), 'prague');
    world.github.world.openIssue(site, { title: 'New' });
    expect(await ask('issues take', { number: 1 })).toContain('docs/site#1 New is yours');
  });
});

test('of two things that somebody took under one number, a command gives back the one of its kind', async () => {
  await watch(docs);
  await watch(site);
  world.github.world.openPull(docs, { title: 'A change' });
  world.github.world.openIssue(site, { title: 'A fault' });
  await ask('prs review', { number: 1 });
  await ask('issues take', { number: 1 });
  expect(await ask('issues done', { number: 1 })).toContain('docs/site#1');
  const repository = 'https://github.com/docs/guide/pull/1';
  expect(await ask('prs release', { number: 1, repository })).toContain('docs/guide#1');
  expect(await ask('prs mine')).toContain('You have taken nothing on');
});

describe('what was archived on GitHub', () => {
  const archive = () => {
    world.github.addRepository(docs).isArchived = true;
  };

  test('is told once in the digest: later ones are one line', async () => {
    await world.command(organiser, 'prs watch add', { repository: docs, schedule: 'daily 09:00 UTC' });
    world.github.world.openPull(docs, { title: 'A change' });
    await world.advanceTo('2026-11-21T09:00:00Z');
    archive();
    await world.advanceTo('2026-11-24T09:00:00Z');
    // Each as it was shown last.
    const shown = new Map(world.under('short').map(({ key, content }) => [key, wordsOf(content)]));
    const told = [...shown.values()];
    expect(told).toHaveLength(4);
    expect(told.filter((text) => text.includes('docs/guide is archived on GitHub'))).toHaveLength(1);
    expect(told[1]).toContain('/prs watch remove');
    expect(told.at(-1)).toContain('nothing changed since');
    const whole = wordsOf(
      world.under('record').findLast(({ content }) => wordsOf(content).includes('#1'))?.content,
    );
    expect(whole).toContain('its repository is archived');
    expect(whole).toContain('Not ready (1)');
  });

  test('is neither reviewed nor worked on, and offered to nobody', async () => {
    await watch(docs);
    const pull = world.github.world.openPull(docs, { title: 'A change' });
    const issue = world.github.world.openIssue(docs, { title: 'A fault' });
    archive();
    const shown = await world.command(tokyo, 'prs show', { number: pull.number });
    expect(replyWords(shown)).toContain('Waits on nobody: its repository is archived');
    expect(shown.kind === 'said' ? shown.buttons?.map(({ label }) => label) : []).toEqual(['Open it']);
    const no = 'docs/guide is archived on GitHub: nothing can change there any more';
    expect(await refused('prs review', { number: pull.number })).toContain(no);
    expect(await refused('issues take', { number: issue.number })).toContain(no);
    expect(await refused('issues for-me')).toContain(no);
    expect(await refused('issues triage')).toContain(no);
    expect(await ask('issues digest')).toContain(no);
    expect(await ask('prs digest')).toContain(no);
    expect(await ask('prs for-me')).not.toContain('A change');
    await watch(site);
    world.github.world.openIssue(site, { title: 'Another fault' });
    const offered = await ask('issues for-me');
    expect(offered).toContain('Another fault');
    expect(offered).not.toContain('docs/guide');
  });
});

test('a label that was renamed is told of in the digest that is empty without it, and one that is merely rare is not', async () => {
  const label = (name: string) => ({ name, color: 'ffffff' });
  const hub = world.github.addRepository(docs);
  const pull = world.github.world.openPull(docs, { title: 'A change', labels: [label('docs')] });
  hub.labels.set('easy', label('easy'));
  await world.command(organiser, 'prs watch add', {
    repository: docs,
    label: 'docs, easy',
    schedule: 'daily 09:00 UTC',
  });
  await world.advanceTo('2026-11-21T09:00:00Z');
  const told = () => wordsOf(world.under('short').at(-1)?.content);
  expect(told()).toContain('1 open');
  expect(told()).not.toContain('no label');
  hub.labels.delete('docs');
  world.github.world.unlabel(pull, 'docs');
  world.github.world.label(pull, 'documentation');
  await world.advanceTo('2026-11-22T09:00:00Z');
  expect(told()).toContain(
    'docs/guide has no label “docs” any more: an organiser names the one in its place',
  );
  expect(told()).not.toContain('“easy”');
  await world.advanceTo('2026-11-23T09:00:00Z');
  expect(told()).toMatch(/: nothing changed since .*[\s\S]*no label “docs” any more/u);
});

test('of labels nothing is asked while a repository is not read', async () => {
  world.github.addRepository(docs).labels.set('easy', { name: 'easy', color: 'ffffff' });
  await world.command(organiser, 'prs watch add', {
    repository: `${docs}, ${site}`,
    label: 'easy',
    schedule: 'mondays 09:00 UTC',
  });
  const asked: string[] = [];
  const { source } = world.deps;
  world.restart({
    source: {
      ...source,
      async readPulls(query, ...rest) {
        if (query.repository === site) throw new OutsideError('No longer.', { isPermanent: true });
        return await source.readPulls(query, ...rest);
      },
      async labels(name) {
        asked.push(name);
        return await source.labels(name);
      },
    },
  });
  await world.advanceTo('2026-11-23T12:00:00Z');
  expect(wordsOf(world.under('short').at(-1)?.content)).toContain(`${site} could not be read`);
  expect(asked).toEqual([]);
});

test('what GitHub finds only after a digest was made is told by the next one, and nothing twice', async () => {
  await world.command(organiser, 'prs watch add', { repository: docs, schedule: 'daily 09:00 UTC' });
  const [told, late, closed] = ['Told', 'Found late', 'Closed late'].map((title) =>
    world.github.world.openPull(docs, { title, createdAt: new Date('2026-11-01T00:00:00Z') }),
  );
  if (!told || !late || !closed) throw new Error('There are no pull requests');
  await world.advanceTo('2026-11-21T09:00:00Z');
  const at = new Date('2026-11-22T08:58:00Z');
  world.github.world.merge(told, 'prague', { at });
  await world.advanceTo('2026-11-22T09:00:00Z');
  world.github.world.merge(late, 'prague', { at });
  world.github.world.close(closed, 'prague', { at });
  await world.advanceTo('2026-11-23T09:00:00Z');
  const runs = await world.database.digestRun.findMany({ orderBy: { id: 'asc' } });
  expect(runs.map(({ merged, closed: ended }) => [merged, ended])).toEqual([
    [0, 0],
    [1, 0],
    [1, 1],
  ]);
  const whole = world.under('record').map(({ content }) => wordsOf(content));
  expect(whole.at(-1)).toContain('Found late');
  expect(whole.at(-1)).toContain('Closed late');
  expect(whole.at(-1)).not.toContain('Told');
});

test('however many were merged just before a digest, none is counted twice, and one found late is counted', async () => {
  await world.command(organiser, 'prs watch add', { repository: docs, schedule: 'daily 09:00 UTC' });
  const open = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      world.github.world.openPull(docs, {
        title: `${count}-${i}`,
        createdAt: new Date('2026-11-01T00:00:00Z'),
      }),
    );
  const [before, late, after] = [open(60), open(1), open(120)];
  await world.advanceTo('2026-11-22T08:59:00Z');
  const at = new Date('2026-11-22T08:58:00Z');
  for (const one of before) world.github.world.merge(one, 'prague', { at });
  await world.advanceTo('2026-11-22T12:00:00Z');
  for (const one of late) world.github.world.merge(one, 'prague', { at });
  for (const one of after) world.github.world.merge(one, 'prague');
  await world.advanceTo('2026-11-23T09:00:00Z');
  const runs = await world.database.digestRun.findMany({ orderBy: { id: 'asc' } });
  expect(runs.map(({ merged }) => merged)).toEqual([0, 60, 121]);
  const whole = wordsOf(world.under('record').at(-1)?.content);
  expect(whole).toMatch(/Merged \(121\)[\s\S]*and 96 more/u);
});

test('what was opened seconds before a digest is counted by it, though no search finds it yet, and only once', async () => {
  await world.command(organiser, 'prs watch add', { repository: docs, schedule: 'daily 09:00 UTC' });
  await world.advanceTo('2026-11-21T09:00:00Z');
  const { world: hub } = world.github;
  hub.searchLagMilliseconds = 60_000;
  for (const [title, at] of [
    ['Open still', '2026-11-22T08:59:50Z'],
    ['In its very second', '2026-11-22T09:00:00Z'],
  ] as const)
    hub.openPull(docs, { title, createdAt: new Date(at) });
  const short = hub.openPull(docs, { title: 'Closed soon', createdAt: new Date('2026-11-21T12:00:00Z') });
  hub.close(short, 'prague', { at: new Date('2026-11-21T13:00:00Z') });
  await world.advanceTo('2026-11-22T09:00:00Z');
  await world.advanceTo('2026-11-24T09:00:00Z');
  const runs = await world.database.digestRun.findMany({ orderBy: { id: 'asc' } });
  expect(runs.map(({ opened }) => opened)).toEqual([0, 2, 1, 0]);
});
