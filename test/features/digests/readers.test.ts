// Who reads what: a repository that is not public is told to the group's own people, and to nobody else.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PullRequest } from '../../../sandbox/github/index.ts';
import { plain } from '../../../src/core/document.ts';
import { agendaParts } from '../../../src/features/digests/index.ts';
import { tokenRefused, untold } from '../../../src/sources/github/failures.ts';
import { freshDatabases } from '../../storage/database.ts';
import { replyWords, wordsOf } from '../remembered.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

const member = { name: 'Tokyo' };
const guest = { name: 'Guest', isGuest: true };
const secret = 'python/secret';
const [sqlite] = freshDatabases('SQLite');

let world: World;
let hidden: PullRequest;
beforeEach(async () => {
  if (!sqlite) throw new Error('There is no database');
  world = await openWorld(await sqlite.open(), '2026-11-20T12:00:00Z');
  world.github.addRepository(secret).isPrivate = true;
  const label = { name: 'docs', color: 'ffffff' };
  hidden = world.github.world.openPull(secret, {
    title: 'Secret plan',
    labels: [label],
    createdAt: new Date('2026-06-01T00:00:00Z'),
  });
  world.github.world.openIssue(secret, { title: 'Secret fault', labels: [label] });
  await world.command(organiser, 'prs watch add', { repository: secret, schedule: 'mondays 09:00 UTC' });
});
afterEach(() => world.close());

const number = () => hidden.number;
const unwatch = () => world.command(organiser, 'prs watch remove', { watch: '1' });
const watchAgain = () =>
  world.command(organiser, 'prs watch add', {
    repository: secret,
    schedule: 'mondays 10:30 UTC',
    name: 'Once more',
  });

describe('a private repository that is watched', () => {
  test.each<[string, () => Record<string, string | number>]>([
    ['prs digest', () => ({})],
    ['prs digest', () => ({ repository: secret })],
    ['prs digest', () => ({ repository: 'Python/Secret' })],
    ['prs stale', () => ({})],
    ['prs stale', () => ({ repository: secret, days: 1 })],
    ['prs trend', () => ({ repository: secret })],
    ['prs show', () => ({ number: number() })],
    ['prs show', () => ({ number: number(), repository: secret })],
    ['prs review', () => ({ number: number() })],
    ['prs review', () => ({ number: number(), repository: secret })],
    ['issues digest', () => ({ repository: secret })],
    ['issues digest', () => ({})],
    ['prs numbers', () => ({ month: '2026-06' })],
    ['prs numbers', () => ({ month: '2026-06', repository: secret })],
    ['prs for-me', () => ({})],
    ['issues for-me', () => ({})],
    ['issues for-me', () => ({ repository: secret })],
    ['issues for-me', () => ({ kind: 'answer', repository: 'https://github.com/python/secret/issues' })],
    ['issues take', () => ({ number: 2 })],
    ['issues take', () => ({ number: 2, repository: secret })],
    ['prs digest', () => ({ repository: 'secret' })],
    ['prs digest', () => ({ repository: 'python/secrte' })],
  ])('%s tells a guest nothing of it, as if it were not there', async (name, values) => {
    // Whatever was read for others before.
    await world.command(member, 'prs digest', {});
    const told = await world.refused(() => world.command(guest, name, values()));
    expect(told).not.toMatch(/Secret (?:plan|fault)/u);
    const missing = await world.refused(() =>
      world.command(guest, name, { ...values(), repository: 'python/nothing' }),
    );
    expect(told).not.toContain('Did you mean');
    if (values().repository === secret)
      expect(told.toLowerCase()).toBe(missing.replace('nothing', 'secret').toLowerCase());
  });

  test.each([
    'prs digest',
    'prs show',
    'prs review',
    'prs stale',
    'prs numbers',
    'issues digest',
    'issues for-me',
    'issues take',
  ])('it is offered to members in %s, and not to guests', async (name) => {
    expect(await world.suggest(member, name, 'repository')).toContain(secret);
    expect(await world.suggest(guest, name, 'repository')).not.toContain(secret);
  });

  test('lists show it to members alone', async () => {
    await world.command(member, 'prs digest', {});
    for (const name of ['prs watch list', 'prs labels', 'prs mine']) {
      expect(replyWords(await world.command(guest, name))).not.toContain('secret');
    }
    expect(replyWords(await world.command(member, 'prs watch list'))).toContain(secret);
    expect(replyWords(await world.command(member, 'prs labels'))).toContain(secret);
  });

  test('a public one that takes its name opens nothing of it to guests', async () => {
    await world.advanceTo('2026-11-23T10:00:00Z');
    const values = { login: hidden.author?.login ?? '' };
    expect(replyWords(await world.command(member, 'prs mine', values))).toContain('Secret plan');
    world.github.renameRepository(secret, 'python/hidden');
    world.github.addRepository(secret);
    expect(replyWords(await world.command(guest, 'prs mine', values))).not.toContain('Secret plan');
    for (const name of ['prs watch list', 'prs labels'])
      expect(replyWords(await world.command(guest, name))).not.toContain('secret');
  });

  test.each<[string, boolean, () => Promise<unknown>]>([
    [
      'named anew',
      true,
      () => world.command(organiser, 'prs watch edit', { watch: '1', repository: secret }),
    ],
    ['watched a second time', false, () => watchAgain()],
    ['watched again later', true, async () => [await unwatch(), await watchAgain()]],
    ['watched by another alone', true, async () => [await watchAgain(), await unwatch()]],
    ['paused', false, () => world.command(organiser, 'prs watch pause', { watch: '1' })],
  ])('nor when it is %s', async (_, isShown, meanwhile) => {
    await world.advanceTo('2026-11-23T10:00:00Z');
    world.github.renameRepository(secret, 'python/hidden');
    world.github.addRepository(secret);
    await meanwhile();
    const values = { login: hidden.author?.login ?? '' };
    expect(replyWords(await world.command(guest, 'prs mine', values))).not.toContain('Secret plan');
    const [watches, labels] = [
      replyWords(await world.command(guest, 'prs watch list')),
      replyWords(await world.command(guest, 'prs labels')),
    ];
    expect([watches.includes('secret'), labels.includes('secret')]).toEqual([isShown, isShown]);
  });

  test.each(['discord', 'discourse'] as const)('on %s a member reads it in private', async (platform) => {
    const values = { repository: secret };
    const who = { ...member, platform };
    for (const name of ['prs digest', 'issues digest']) {
      const reply = await world.command(who, name, values);
      expect(reply).toMatchObject({ isPrivate: true });
      expect(replyWords(reply)).toContain('Secret');
    }
    expect(await world.command(who, 'prs show', { number: number() })).toMatchObject({ isPrivate: true });
  });

  test('a guest who presses the buttons of its digest, or makes some up, reads nothing', async () => {
    await world.advanceTo('2026-11-23T09:00:00Z');
    const [digest] = world.under('short');
    const part = 'Waiting for a first review';
    expect(replyWords(await world.press(member, digest?.content, part))).toContain('Secret plan');
    expect(await world.refused(() => world.press(guest, digest?.content, part))).not.toContain('Secret');
    expect(await world.refused(() => world.press(guest, digest?.content, "I'll review"))).not.toContain(
      'Secret',
    );
    const made = [secret, String(number())];
    expect(await world.refused(() => world.pressMade(guest, 'digests/claim', made))).not.toContain('Secret');
  });

  test('minutes that everybody may read do not tell of it; those of the group do', async () => {
    await world.advanceTo('2026-11-23T09:00:00Z');
    const told = async (isForAll: boolean) => {
      const parts = agendaParts({ ...world.deps, isForAll: async () => isForAll });
      const found = await Promise.all(Object.values(parts).map((part) => part(world.group.id, world.now())));
      return found.map((part) => plain(part?.blocks ?? [])).join('\n');
    };
    expect(await told(true)).not.toContain('Secret');
    expect(await told(false)).toContain('Secret plan');
    await world.command(member, 'issues triage', { number: 2, outcome: 'do' });
    expect(await told(true)).not.toContain('Secret');
    // Another one has its name now, and no watch tells the two apart.
    await unwatch();
    world.github.renameRepository(secret, 'python/hidden');
    world.github.addRepository(secret);
    await world.advanceTo('2026-11-23T10:00:00Z');
    expect(await told(true)).not.toContain('Secret');
    expect(await told(false)).toContain('Secret fault');
  });
});

test('what was decided about a private repository stays out of what everybody reads of another one', async () => {
  world.github.madeUp(5, { seed: 3, repository });
  const about = async (repository: string) => {
    const reply = await world.command(member, 'issues triage', { repository });
    return ['isPrivate' in reply && reply.isPrivate, replyWords(reply).includes('Secret fault')];
  };
  await world.advanceTo('2026-11-23T10:00:00Z');
  await world.command(member, 'issues triage', { number: 2, repository: secret, outcome: 'do' });
  expect([await about(secret), await about(repository)]).toEqual([
    [true, true],
    [false, false],
  ]);
  world.github.world.rename(secret, 'python/hidden');
  world.github.addRepository(secret);
  await world.advanceTo('2026-11-23T10:30:00Z');
  expect(await about(repository)).toEqual([false, false]);
});

describe('where everybody reads', () => {
  const monday = '2026-11-23T09:00:00Z';
  const everybody = { isWatchForAll: async () => true };
  const channel = { platform: 'discord', id: 'pull-requests', name: '#pull-requests' } as const;
  const ask = async (name: string, values: Record<string, string | typeof channel>) => {
    const asked = world.feature().commands.find((one) => one.name === name);
    const question = await asked?.confirm?.(world.requestOf(organiser), values);
    return question ? plain(question.document) : undefined;
  };

  test('a private repository is asked about when it is watched; the answer holds, also under another name', async () => {
    world.restart(everybody);
    const values = { repository: secret, schedule: 'mondays 09:00 UTC', name: 'Ours' };
    expect(await ask('prs watch add', values)).toContain(
      'Not everybody may see python/secret on GitHub, but everybody can read where its digests go.',
    );
    await world.command(organiser, 'prs watch remove', { watch: '1' });
    await world.command(organiser, 'prs watch add', values);
    await world.advanceTo(monday);
    expect(world.under('short')).toHaveLength(1);
    world.github.world.rename(secret, 'python/hidden');
    await world.advanceTo('2026-12-07T09:00:00Z');
    expect(world.under('late')).toEqual([]);
    expect(
      world
        .under('record')
        .map(({ content }) => wordsOf(content))
        .at(-1),
    ).toContain('Secret plan');
  });

  test('a public one, and one for a channel of a few, are asked about by nobody', async () => {
    world.github.madeUp(5, { seed: 3, repository });
    const schedule = 'fridays 09:00 UTC';
    world.restart(everybody);
    expect(await ask('prs watch add', { repository, schedule })).toBeUndefined();
    world.restart({ isWatchForAll: async () => false });
    expect(await ask('prs watch add', { repository: secret, schedule, name: 'Ours' })).toBeUndefined();
  });

  test('nobody having been asked, not even its first digest goes out, until its channel is chosen anew', async () => {
    world.restart({ isWatchForAll: async () => false });
    await world.command(organiser, 'prs watch edit', { watch: '1', channel });
    world.restart(everybody);
    await world.advanceTo(monday);
    expect(world.under('short')).toEqual([]);
    expect(world.under('record')).toEqual([]);
    const [late, ...others] = world.under('late');
    expect(others).toEqual([]);
    expect(late?.place).toBe('channel organisers');
    expect(wordsOf(late?.content)).toContain(
      'python/secret is private, and everybody can read where this digest goes',
    );
    expect(await ask('prs watch edit', { watch: '1', schedule: 'mondays 10:00 UTC' })).not.toContain(
      'Not everybody',
    );
    expect(await ask('prs watch edit', { watch: '1', channel })).toContain(
      'Not everybody may see python/secret',
    );
    await world.command(organiser, 'prs watch edit', { watch: '1', channel });
    await world.advanceTo('2026-11-23T11:00:00Z');
    expect(world.under('short')).toHaveLength(1);
  });

  test('that it is kept back is told where organisers read, and not in its stead', async () => {
    world.restart({ isWatchForAll: async () => false });
    await world.command(organiser, 'prs watch edit', { watch: '1', channel });
    await world.database.place.deleteMany({ where: { purpose: { not: 'digests' } } });
    world.restart(everybody);
    await world.advanceTo('2026-11-30T12:00:00Z');
    expect(world.published).toEqual([]);
  });
});

test('what is public is for guests too, beside what is not', async () => {
  world.github.madeUp(5, { seed: 3, repository });
  await world.command(organiser, 'prs watch add', { repository, schedule: 'mondays 10:00 UTC' });
  const reply = await world.command(guest, 'prs digest');
  expect(replyWords(reply)).toContain('5 open');
  expect(reply).toMatchObject({ isPrivate: false });
  expect(await world.suggest(guest, 'prs digest', 'repository')).toEqual([repository]);
});

test('while GitHub is away a guest reads the last digest of what is public, and nothing of what is not', async () => {
  world.github.madeUp(5, { seed: 3, repository });
  await world.command(organiser, 'prs watch add', { repository, schedule: 'daily 13:00 UTC' });
  await world.command(member, 'prs digest', { repository: secret });
  await world.advanceTo('2026-11-20T13:00:00Z');
  world.away('2026-11-21T09:00:00Z');
  world.github.failNext(() => true, { kind: 'status', status: 502 }, 1000);
  const scope = await world.deps.store.watches(world.group.id);
  expect(scope).toHaveLength(2);
  const told = replyWords(await world.command(guest, 'prs digest'));
  expect(told).toContain('GitHub could not be read just now');
  expect(told).toContain('5 open');
  expect(await world.refused(() => world.command(guest, 'prs digest', { repository: secret }))).toContain(
    "can't see",
  );
  await expect(world.command(guest, 'prs digest', { repository: 'python/other' })).rejects.toThrow(
    'GitHub has not answered',
  );
});

test('while a token is refused, a guest does not read that nothing is known here, nor whose token it is', async () => {
  world.restart();
  world.github.fail({ kind: 'token' });
  for (const [name, values] of [
    ['prs digest', {}],
    ['prs show', { number: 1 }],
    ['prs watch list', {}],
    ['issues for-me', {}],
    ['prs show', { number: 1, repository: 'python/other' }],
  ] as const)
    await expect(world.command(guest, name, values)).rejects.toMatchObject({
      toOthers: 'GitHub does not let me in at the moment.',
    });
  expect(await world.suggest(guest, 'prs show', 'repository')).toEqual([]);
});

test('what keeps the token out is named to no guest, and keeps nothing else from them', async () => {
  const { source } = world.deps;
  const isPublic: typeof source.isPublic = async (query) => {
    if (query.repository === secret)
      throw untold(secret, { fault: 'Resource protected by organization SAML enforcement' });
    return await source.isPublic(query);
  };
  world.restart({ source: { ...source, isPublic } });
  for (const [name, values] of [
    ['prs digest', {}],
    ['prs show', { number: 1 }],
    ['issues for-me', {}],
    ['issues digest', { repository: secret }],
  ] as const)
    await expect(world.command(guest, name, values)).rejects.toMatchObject({
      toOthers: 'GitHub does not let me in at the moment.',
    });
  expect(await world.suggest(guest, 'prs digest', 'watch')).toEqual([]);
  expect(await world.suggest(guest, 'prs labels', 'label')).toEqual([]);
  const label = { name: 'docs', color: 'ffffff' };
  const issue = world.github.world.openIssue(repository, { title: 'A fault', labels: [label] });
  const pull = world.github.world.openPull(repository, { title: 'A change' });
  for (const [name, values] of [
    ['prs show', { number: pull.number }],
    ['prs digest', {}],
    ['issues digest', {}],
    ['issues take', { number: issue.number }],
  ] as const)
    expect(replyWords(await world.command(guest, name, { repository, ...values }))).toContain('#');
});

test('what everybody reads of a repository that a token does not reach names no token', async () => {
  world.github.madeUp(5, { seed: 3, repository });
  const { source } = world.deps;
  const readPulls: typeof source.readPulls = async (query, ...rest) => {
    if (query.repository === 'python/other') throw tokenRefused();
    return await source.readPulls(query, ...rest);
  };
  const { feature } = world.another({ source: { ...source, readPulls } });
  const digest = feature.commands.find(({ name }) => name === 'prs digest');
  const reply = await digest?.run(world.requestOf(member), { repository: `${repository},python/other` });
  const told = reply ? replyWords(reply) : '';
  expect(told).toContain('python/other could not be read: GitHub does not let me in');
  expect(told).not.toContain('GITHUB_TOKEN');
});

test('a repository that is made private is no longer told to guests', async () => {
  world.github.madeUp(5, { seed: 3, repository });
  await world.command(organiser, 'prs watch add', { repository, schedule: 'daily 13:00 UTC' });
  await world.advanceTo('2026-11-20T13:00:00Z');
  const short = world.under('short').at(-1)?.content;
  world.github.addRepository(repository).isPrivate = true;
  await world.advanceTo('2026-11-21T13:00:00Z');
  expect(await world.refused(() => world.command(guest, 'prs digest'))).toContain('Which repository?');
  expect(await world.refused(() => world.press(guest, short, ''))).toContain('too old');
});

test('a made-up claim of what was not granted to the group is refused', async () => {
  world.github.madeUp(5, { seed: 3, repository: 'other/project' });
  await world.database.group.create({ data: { name: 'Others', zone: 'UTC' } });
  for (const args of [['other/project', '1'], ['other/project', 'x'], ['../..', '1'], []]) {
    await world.refused(() => world.pressMade(member, 'digests/claim', args));
  }
  await world.refused(() => world.submit(member, 'digests/pick', { pull: 'other/project#1' }));
  const issue = world.github.world.openIssue('other/project', { title: 'Another’s' });
  const made = ['other/project', String(issue.number)];
  for (const [name, args] of [
    ['digests/work', made],
    ['digests/triage', [...made, 'accepted']],
    ['digests/triage', [...made, 'wanted']],
  ] as const)
    expect(await world.refused(() => world.pressMade(organiser, name, [...args]))).toMatch(
      /is not granted to this group|An outcome is one of/u,
    );
  expect(await world.database.reviewClaim.count()).toBe(0);
  expect(await world.database.triaged.count()).toBe(0);
});

describe('a repository that turned private a moment ago, which is still taken for public', () => {
  const values = { repository: secret, label: 'docs' };
  beforeEach(async () => {
    const turned = world.github.world.repositories.find(({ name }) => name === 'secret');
    if (!turned) throw new Error('There is no such repository');
    world.restart();
    turned.isPrivate = false;
    expect(replyWords(await world.command(guest, 'prs digest', { repository: secret }))).toContain('Secret');
    turned.isPrivate = true;
  });

  test('what a member reads of it at the same time is not shared with a guest', async () => {
    const [own] = await Promise.all([
      world.command(member, 'prs digest', values),
      expect(world.command(guest, 'prs digest', values)).rejects.toThrow(`can't see ${secret} on GitHub`),
    ]);
    expect(replyWords(own)).toContain('Secret plan');
  });

  test('nor does it stand in for what GitHub does not answer, nor is a guest written to later', async () => {
    await world.command(member, 'prs digest', values);
    world.github.failNext(() => true, { kind: 'status', status: 502 }, 1000);
    const asked = world.command(guest, 'prs digest', values);
    await expect(asked).rejects.toThrow(/^GitHub could not answer in time \(502\)\.$/u);
  });
});
