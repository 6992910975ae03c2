// What people ask for: digests on demand and paging, single pull requests, trends, stale ones, issues, the rota.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

const tokyo = { name: 'Tokyo' };
const lagos = { name: 'Lagos' };
const [sqlite] = freshDatabases('SQLite');

let world: World;
beforeEach(async () => {
  if (!sqlite) throw new Error('There is no database');
  world = await openWorld(await sqlite.open(), '2026-11-20T12:00:00Z');
});
afterEach(() => world.close());

const made = (count: number) => world.github.madeUp(count, { seed: 3, repository });
const ask = (values: Record<string, string> = {}, who: Parameters<World['command']>[0] = tokyo) =>
  world.command(who, 'prs digest', { repository, label: 'docs', ...values });

test('a digest on demand is short on Discord, and each part can be paged through in private', async () => {
  made(200);
  const reply = await ask();
  expect(reply).toMatchObject({ kind: 'said', isPrivate: false });
  expect(replyWords(reply)).toContain('200 open');
  expect(world.shown.length).toBeGreaterThan(3);
  expect(world.shown).toContain('Reading python/cpython ▰▰▰▰▰▱▱▱▱▱ 100 of 200');
  const first = await world.press(tokyo, reply, 'Waiting for a first review');
  expect(first).toMatchObject({ isPrivate: true, replaces: false });
  const seen: string[] = [];
  for (let page = first; ; ) {
    seen.push(...(replyWords(page).match(/^#\d+/gmu) ?? []));
    const more = page.kind === 'said' ? page.buttons?.find(({ label }) => label === 'More ▶') : undefined;
    if (!more || !('action' in more) || more.disabled) break;
    page = await world.press(tokyo, page, 'More ▶');
    expect(page).toMatchObject({ isPrivate: true, replaces: true });
  }
  const title = /Waiting for a first review \((\d+)\)/u.exec(replyWords(reply));
  expect(seen).toHaveLength(Number(title?.[1]));
  expect(new Set(seen).size).toBe(seen.length);
});

test('elsewhere it is complete', async () => {
  made(60);
  for (const platform of ['discourse', 'terminal'] as const) {
    const reply = await ask({}, { name: 'Tokyo', platform });
    expect(replyWords(reply).match(/^#\d+ /gmu)).toHaveLength(60);
  }
});

test('those who ask at the same time, or soon after, share one reading', async () => {
  made(60);
  world.github.resetCounters();
  await Promise.all([ask(), ask({}, lagos)]);
  await ask({}, organiser);
  expect(world.github.counters().requests).toBe(1 + 3);
  world.away('2026-11-20T12:11:00Z');
  await ask();
  expect(world.github.counters().requests).toBe(1 + 3 + 1);
});

test('without options it is about what is watched here, else about what the organisers chose', async () => {
  made(21);
  const bare = () => world.command(tokyo, 'prs digest');
  expect(await world.refused(bare)).toContain('Which repository?');
  await world.roster.changeGroup(world.group.id, { repositories: [repository] });
  expect(replyWords(await bare())).toContain('21 open');
  await world.command(organiser, 'prs watch add', {
    repository,
    label: 'awaiting merge',
    schedule: 'mondays 09:00 UTC',
  });
  expect(replyWords(await bare())).toContain('python/cpython, labelled awaiting merge\n2 open');
});

test('in the topic or at the digest of one watch it is about that watch, not about the first', async () => {
  made(21);
  for (const label of ['docs', 'awaiting merge'])
    await world.command(organiser, 'prs watch add', { repository, label, schedule: 'mondays 09:00 UTC' });
  const [, second] = await world.database.watch.findMany({ orderBy: { id: 'asc' } });
  await world.advanceTo('2026-11-23T09:30:00Z');
  const run = await world.database.digestRun.findFirstOrThrow({ where: { watchId: second?.id ?? 0 } });
  for (const about of [`watch/${second?.id}`, `digest/${run.id}`]) {
    const reply = await world.command({ ...tokyo, about: ['meeting/1', about] }, 'prs digest');
    expect(replyWords(reply), about).toContain('labelled awaiting merge');
  }
});

test('of several that are watched the bot asks which; for-me looks through all', async () => {
  made(21);
  for (const label of ['docs', 'awaiting merge'])
    await world.command(organiser, 'prs watch add', { repository, label, schedule: 'mondays 09:00 UTC' });
  for (const name of ['prs digest', 'prs stale', 'prs trend', 'prs numbers'])
    expect(await world.refused(() => world.command(tokyo, name)), name).toMatch(
      /^Which one\? Add `watch:".+"`, `watch:".*awaiting merge.*"` or `repository:owner\/name`\.$/u,
    );
  const [first] = await world.database.watch.findMany({ orderBy: { id: 'asc' } });
  const named = await world.command(tokyo, 'prs digest', { watch: first?.name ?? '' });
  expect(replyWords(named)).toContain('labelled docs');
  expect(replyWords(await world.command(tokyo, 'prs for-me'))).not.toContain('Which');
  // One that is paused is not meant.
  await world.command(organiser, 'prs watch pause', { watch: first?.name ?? '' });
  expect(replyWords(await world.command(tokyo, 'prs digest'))).toContain('labelled awaiting merge');
});

test('where one alone of several goes out it is that one', async () => {
  made(21);
  const schedule = 'mondays 09:00 UTC';
  const channel = { platform: 'discord', id: 'translations', name: '#translations' } as const;
  await world.command(organiser, 'prs watch add', { repository, label: 'docs', schedule });
  await world.command(organiser, 'prs watch add', { repository, label: 'awaiting merge', schedule, channel });
  for (const [where, label] of [
    ['pull-requests', 'docs'],
    ['translations', 'awaiting merge'],
  ] as const) {
    const reply = await world.command({ ...tokyo, channel: where }, 'prs digest');
    expect(replyWords(reply)).toContain(`labelled ${label}`);
  }
  const elsewhere = () => world.command({ ...tokyo, channel: 'meetings' }, 'prs digest');
  expect(await world.refused(elsewhere)).toContain('Which one?');
  // Whoever looks for something to do sees what waits in all of them.
  const everywhere = replyWords(await world.command(tokyo, 'prs for-me'));
  const reply = await world.command({ ...tokyo, channel: 'translations' }, 'prs for-me');
  expect(replyWords(reply)).toBe(everywhere);
  for (const watch of ['1', '2']) await world.command(organiser, 'prs watch pause', { watch });
  expect(await world.refused(elsewhere)).toMatch(/Add `watch:".+"`, `watch:".+"` or/u);
});

test('when GitHub does not answer, the last digest is better than none', async () => {
  made(21);
  await ask();
  world.away('2026-11-21T12:00:00Z');
  world.github.failNext(() => true, { kind: 'status', status: 502 }, 100);
  const words = replyWords(await ask());
  expect(words).toContain('21 open');
  expect(words).toContain(
    'GitHub could not be read just now, so this is from 2026-11-20 12:00 UTC. GitHub could not answer in time (502).',
  );
  await expect(ask({ label: 'other' })).rejects.toThrow('502');
});

test('one pull request is shown with whom it waits on, and can be claimed there', async () => {
  const pulls = made(21);
  const answered = pulls.find(({ state }) => state === 'changes-answered')?.pull;
  const reply = await world.command(tokyo, 'prs show', { number: answered?.number ?? 0, repository });
  expect(replyWords(reply)).toMatch(/Waits on a reviewer \(core-\d+\): the author answered, since /u);
  expect(replyWords(reply)).toMatch(/core-\d+ asked for changes \(an earlier commit\) on /u);
  expect(replyWords(await world.press(tokyo, reply, "I'll review"))).toContain(
    'is yours until 2026-11-27T12:00:00.000Z',
  );
  expect(
    replyWords(await world.command(lagos, 'prs show', { number: answered?.number ?? 0, repository })),
  ).toContain('Tokyo reviews it, until');
  expect(await world.refused(() => world.command(tokyo, 'prs show', { number: 9999, repository }))).toContain(
    'There is no pull request #9999 in python/cpython.',
  );
  expect(await world.refused(() => world.command(tokyo, 'prs show', { number: 1 }))).toContain(
    'Of which repository?',
  );
});

test('a pull request that GitHub cannot show is shown as it was read last', async () => {
  const [one] = made(21);
  await ask();
  world.github.failNext(() => true, { kind: 'status', status: 502 }, 100);
  expect(
    replyWords(await world.command(tokyo, 'prs show', { number: one?.pull.number ?? 0, repository })),
  ).toContain('python/cpython#1');
});

test('stale ones are those without a human, however they were edited', async () => {
  made(15);
  const fresh = world.github.pull(repository, 13);
  world.github.world.comment(fresh, 'stale-bot', { body: 'Quiet.', isBot: true });
  const before = replyWords(await world.command(tokyo, 'prs stale', { repository, label: 'docs' }));
  expect(before).toContain('No human for 30 days or more (');
  expect(before).toMatch(/^#13 /mu);
  world.away('2026-11-20T12:30:00Z');
  world.github.world.comment(fresh, 'eve', { body: 'I look at it.' });
  const after = replyWords(await world.command(tokyo, 'prs stale', { repository, label: 'docs' }));
  expect(after).not.toMatch(/^#13 /mu);
  expect(
    replyWords(await world.command(tokyo, 'prs stale', { repository, label: 'docs', days: 3000 })),
  ).toContain('None that fits.');
});

test('the trend needs two digests', async () => {
  made(21);
  const trend = () => world.command(tokyo, 'prs trend', { repository, label: 'docs' });
  expect(await world.refused(trend)).toContain('There is no trend yet');
  await ask();
  world.away('2026-11-21T12:00:00Z');
  world.github.world.merge(world.github.pull(repository, 1), 'bob');
  await ask();
  const reply = await trend();
  expect(replyWords(reply)).toContain('Open pull requests: 21 on 2026-11-20, 20 on 2026-11-21');
  expect(reply.kind === 'said' && reply.files?.[0]?.content.subarray(1, 4).toString()).toBe('PNG');
});

test('"mine" shows claims, and what waits on a login', async () => {
  const pulls = made(42);
  await world.command(organiser, 'prs watch add', { repository, label: 'docs', schedule: 'daily 13:00 UTC' });
  await world.advanceTo('2026-11-20T13:00:00Z');
  const asked = pulls.find(({ state }) => state === 'review-requested')?.pull;
  const reviewer = asked?.requested[0];
  const login = reviewer && 'login' in reviewer ? reviewer.login : '';
  expect(replyWords(await world.command(tokyo, 'prs mine'))).toContain('On GitHub, nothing waits on Tokyo.');
  await world.command(tokyo, 'prs review', { number: 20 });
  const words = replyWords(await world.command(tokyo, 'prs mine', { login: `@${login}` }));
  expect(words).toContain('python/cpython#20');
  expect(words).toContain(`Waiting on ${login}`);
  expect(words).toContain(`python/cpython#${asked?.number}`);
});

test('"mine" knows what waits in all that is watched, also in parts that no digest shows', async () => {
  const { world: hub } = world.github;
  const pull = (name: string, title: string) => {
    const made = hub.openPull(name, { title, createdAt: new Date('2026-11-01T00:00:00Z') });
    hub.requestReview(made, 'zoe');
  };
  world.github.addRepository('python/devguide');
  world.github.addRepository(repository);
  pull(repository, 'For the library');
  pull('python/devguide', 'For the guide');
  await world.command(organiser, 'prs watch add', {
    repository,
    schedule: 'daily 13:00 UTC',
    sections: 'ready',
  });
  await world.command(organiser, 'prs watch add', {
    repository: 'python/devguide',
    schedule: 'daily 14:00 UTC',
  });
  await world.advanceTo('2026-11-20T14:00:00Z');
  const words = replyWords(await world.command(tokyo, 'prs mine', { login: 'zoe' }));
  expect(words).toContain('Waiting on zoe (2)');
});

test('nobody takes on the review of what they opened themselves, once they said who they are there', async () => {
  const made = world.github.world.openPull(repository, { title: 'Mine', author: 'Ada' });
  const claim = () => world.command(tokyo, 'prs review', { number: made.number, repository });
  expect(replyWords(await claim())).toContain('is yours until');
  await world.command(tokyo, 'prs release', { number: made.number });
  await world.command(organiser, 'prs watch add', { repository, schedule: 'daily 13:00 UTC' });
  await world.command(tokyo, 'prs for-me', { login: 'ada' });
  expect(await world.refused(claim)).toContain(`python/cpython#${made.number} is your own`);
});

test('two watches of one repository: the issues of both are looked through', async () => {
  const { world: hub } = world.github;
  for (const name of ['docs', 'translation', 'build'])
    hub.openIssue(repository, { title: `About ${name}`, labels: [{ name, color: 'ffffff' }] });
  const watch = (label: string) =>
    world.command(organiser, 'prs watch add', { repository, label, schedule: 'daily 13:00 UTC' });
  await watch('docs');
  await watch('translation');
  const words = replyWords(await world.command(tokyo, 'issues for-me'));
  expect(words).toContain('About docs');
  expect(words).toContain('About translation');
  expect(words).not.toContain('About build');
});

test('a watch that shows some parts alone hides the others from nobody who asks', async () => {
  world.github.addRepository(repository);
  world.github.world.openPull(repository, {
    title: 'Long alone',
    createdAt: new Date('2026-01-01T00:00:00Z'),
  });
  await world.command(organiser, 'prs watch add', {
    repository,
    schedule: 'daily 13:00 UTC',
    sections: 'ready',
  });
  await world.advanceTo('2026-11-20T13:00:00Z');
  for (const [name, values] of [
    ['prs digest', { repository }],
    ['prs for-me', {}],
    ['prs stale', {}],
  ] as const)
    expect(replyWords(await world.command(tokyo, name, values)), name).toContain('Long alone');
  expect(replyWords(await world.command(tokyo, 'prs digest'))).not.toContain('Long alone');
});

test('the trend counts digests whatever parts they show', async () => {
  world.github.addRepository(repository);
  world.github.world.openPull(repository, { title: 'One' });
  const schedule = 'daily 13:00 UTC';
  await world.command(organiser, 'prs watch add', { repository, schedule, sections: 'ready' });
  for (const day of ['20', '21']) await world.advanceTo(`2026-11-${day}T13:00:00Z`);
  expect(replyWords(await world.command(tokyo, 'prs trend', { repository }))).toContain(
    'Open pull requests: 1 on 2026-11-20, 1 on 2026-11-21',
  );
});

test('issues are shown by label, oldest first, across repositories', async () => {
  const { world: hub } = world.github;
  const label = (name: string) => ({ name, color: 'ffffff' });
  for (const [i, name] of ['python/cpython', 'python/devguide'].entries()) {
    hub.openIssue(name, {
      title: `Easy in ${name}`,
      labels: [label('docs'), label('easy')],
      createdAt: new Date(Date.UTC(2026, 1 - i, 1)),
    });
    hub.openIssue(name, { title: `Hard in ${name}`, labels: [label('docs')] });
  }
  const words = replyWords(
    await world.command(tokyo, 'issues digest', {
      repository: 'python/cpython, python/devguide',
      labels: 'docs, easy',
    }),
  );
  expect(words).toContain('Open issues: 2');
  expect(words.indexOf('python/devguide#')).toBeLessThan(words.indexOf('python/cpython#'));
  expect(words).not.toContain('Hard');
  world.github.removeRepository('python/devguide');
  const one = replyWords(
    await world.command(tokyo, 'issues digest', { repository: 'python/cpython', labels: 'docs' }),
  );
  expect(one).toContain('Open issues: 2');
});

test('the rota says whose week it is, and changes move nobody who is near', async () => {
  const rota = async () => replyWords(await world.command(tokyo, 'prs rota'));
  const place = (name: string) => ({ person: { platform: 'discord' as const, id: `discord-${name}`, name } });
  expect(await rota()).toContain('Nobody is on the rota');
  for (const name of ['Ada', 'Bo', 'Cy']) await world.command(organiser, 'prs wrangler add', place(name));
  expect(await rota()).toBe(
    'Who looks after the pull requests\nThis week: Ada.\nFrom 2026-11-23: Bo\nFrom 2026-11-30: Cy',
  );
  // Sunday evening in UTC is Monday in Prague, where the group lives.
  world.away('2026-11-22T23:30:00Z');
  expect(await rota()).toContain('This week: Bo.');
  await world.command(organiser, 'prs wrangler add', place('Di'));
  expect(await rota()).toBe(
    'Who looks after the pull requests\nThis week: Bo.\nFrom 2026-11-30: Cy\nFrom 2026-12-07: Ada\nFrom 2026-12-14: Di',
  );
  await world.command(organiser, 'prs wrangler remove', place('Cy'));
  expect(await rota()).toContain('From 2026-11-30: Ada');
  expect(await world.refused(() => world.command(organiser, 'prs wrangler add', place('Bo')))).toBe(
    'Bo is on the rota already: `/prs rota` shows when.',
  );
  expect(await world.refused(() => world.command(organiser, 'prs wrangler remove', place('Cy')))).toBe(
    'Cy is not on the rota. `/prs rota` shows who is.',
  );
});

test('a digest of another group, or one that is too old, cannot be paged through', async () => {
  made(21);
  const reply = await ask();
  await world.database.digestRun.updateMany({ data: { groupId: world.group.id } });
  const other = await world.database.group.create({ data: { name: 'Others', zone: 'UTC' } });
  await world.database.digestRun.updateMany({ data: { groupId: other.id } });
  expect(await world.refused(() => world.press(tokyo, reply, 'Ready to merge'))).toContain(
    'too old to page through',
  );
});

test('a private repository is there only for those whose group watches or chose it', async () => {
  made(5);
  const { world: hub } = world.github;
  const hidden = world.github.addRepository('python/secret');
  hidden.isPrivate = true;
  const label = { name: 'docs', color: 'ffffff' };
  const secret = hub.openPull('python/secret', { title: 'Secret plan', labels: [label] });
  hub.openIssue('python/secret', { title: 'Secret fault', labels: [label] });
  const asked = { repository: 'python/secret' };
  await expect(world.command(tokyo, 'prs digest', asked)).rejects.toThrow(
    "can't see python/secret on GitHub",
  );
  const show = () => world.command(tokyo, 'prs show', { ...asked, number: secret.number });
  expect(await world.refused(show)).toContain('There is no pull request');
  const issues = () => world.command(tokyo, 'issues digest', { ...asked, labels: 'docs' });
  await expect(issues()).rejects.toThrow("can't see python/secret on GitHub");
  await world.database.group.update({
    where: { id: world.group.id },
    data: { repositories: '["python/secret"]' },
  });
  expect(replyWords(await world.command(tokyo, 'prs digest', asked))).toContain('Secret plan');
  expect(replyWords(await show())).toContain('Secret plan');
  expect(replyWords(await issues())).toContain('Secret fault');
});

test('nobody can use up GitHub by asking for ever new lists', async () => {
  made(21);
  await ask();
  const { source } = world.deps;
  const costly = world.another({
    source: {
      ...source,
      readPulls: async (...given) => ({
        ...(await source.readPulls(...given)),
        cost: { requests: 800, points: 800 },
      }),
    },
  });
  const digest = costly.feature.commands.find(({ name }) => name === 'prs digest');
  const label = async (name: string) =>
    await digest?.run(world.requestOf(tokyo), { repository, label: name });
  await label('awaiting changes');
  await label('awaiting merge');
  expect(await world.refused(() => label('DO-NOT-MERGE'))).toContain(
    'So much was asked of GitHub in the last hour',
  );
  await world.roster.changeGroup(world.group.id, { repositories: ['python/other'] });
  for (const part of ['prs for-me', 'prs stale']) {
    const other = costly.feature.commands.find(({ name }) => name === part);
    expect(await world.refused(async () => await other?.run(world.requestOf(tokyo), {}))).toContain(
      'So much was asked',
    );
  }
  expect(await label('awaiting changes')).toBeDefined();
  world.away('2026-11-20T13:01:00Z');
  expect(await label('DO-NOT-MERGE')).toBeDefined();
});

test('on Discourse an answer is one post, shortened where it must be', async () => {
  made(400);
  const reply = await ask({}, { name: 'Tokyo', platform: 'discourse' });
  expect(replyWords(reply)).toContain('400 open');
  expect(replyWords(reply).match(/^#\d+ /gmu)?.length).toBeGreaterThan(20);
  expect(replyWords(reply).length).toBeLessThan(20_000);
  expect(replyWords(reply)).toContain('All of it is too long for one post');
  expect(replyWords(reply)).toContain(`/prs digest repository:"${repository}" label:NAME shows`);
});
