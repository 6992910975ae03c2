// GitHub fails: the digest is late or says what is missing, the next one is whole, and nothing is posted twice.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInFull } from '../../in-full.ts';
import { freshDatabases } from '../../storage/database.ts';
import { accountOf, replyWords, wordsOf } from '../remembered.ts';
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
const isDetails = ({ body }: { body: string }) => body.includes('latestOpinionatedReviews');
const onDiscord = () => world.under('short');
const late = () => world.under('late').map(({ content }) => wordsOf(content));

/** After a faulty Monday: the digest came once and whole, and so did the next. */
async function isWholeAfterwards(count = 42) {
  await world.advanceTo('2026-12-01T00:00:00Z');
  expect(onDiscord()).toHaveLength(2);
  expect(world.under('record')).toHaveLength(2);
  for (const { content } of world.under('record'))
    expect(wordsOf(content).match(/^#\d+ .* · /gmu)).toHaveLength(count);
  expect(wordsOf(onDiscord()[1]?.content)).not.toContain('What I could not see');
}

test('a 502 here and there is not noticed', async () => {
  await add();
  world.github.failNext(() => true, { kind: 'status', status: 502 }, 3);
  await world.advanceTo(monday);
  expect(onDiscord().map(({ at }) => at.toISOString())).toEqual(['2026-11-23T08:00:00.000Z']);
  await isWholeAfterwards();
  expect(late()).toEqual([]);
});

test('an outage makes the digest late; the organisers are told once, and it comes once', async () => {
  await add();
  world.github.failNext(() => true, { kind: 'status', status: 503 }, 8 * 4);
  await world.advanceTo('2026-11-23T08:10:00Z');
  expect(onDiscord()).toEqual([]);
  await world.advanceTo('2026-11-23T12:00:00Z');
  expect(onDiscord()).toHaveLength(1);
  expect(late()).toEqual([
    'The digest "python/cpython docs" of 2026-11-23T08:00:00.000Z is late: GitHub could not answer in time (503).\nI go on trying; it comes once, as soon as that is mended.\nTo have it read something else: /prs watch edit; to end it: /prs watch remove.',
  ]);
  expect(world.under('late')[0]?.place).toBe('channel organisers');
  await isWholeAfterwards();
  expect(late()).toHaveLength(1);
});

test('a secondary limit in the middle is waited out for as long as GitHub asks', async () => {
  await add();
  world.github.failNext(isDetails, { kind: 'secondary', retryAfterSeconds: 900 }, 1);
  await world.advanceTo('2026-11-23T08:14:00Z');
  expect(onDiscord()).toEqual([]);
  await world.advanceTo('2026-11-23T08:15:00Z');
  expect(onDiscord()).toHaveLength(1);
  await isWholeAfterwards();
});

test('RATE_LIMITED in the middle keeps what was read', async () => {
  await add();
  world.github.failNext(isDetails, { kind: 'rate-limited' }, 1);
  await world.advanceTo(monday);
  expect(onDiscord()).toEqual([]);
  await isWholeAfterwards();
});

test.skipIf(!isInFull)(
  'a pull request that always times out is in the digest by its outline, and named',
  async () => {
    await add();
    world.giveUpSoon();
    const { id } = world.github.pull(repository, 5);
    let isBroken = true;
    world.github.failNext(
      ({ body }) => isBroken && isDetails({ body }) && body.includes(`"${id}"`),
      { kind: 'silence' },
      100,
    );
    await world.advanceTo(monday);
    isBroken = false;
    const words = wordsOf(world.under('record')[0]?.content);
    expect(words).toContain('#5 of python/cpython: only the outline could be read.');
    await isWholeAfterwards();
  },
);

test('an expired token is told at once, and the digest comes when there is a new one', async () => {
  await add();
  world.github.expireToken(world.github.token);
  await world.advanceTo('2026-11-23T20:00:00Z');
  expect(onDiscord()).toEqual([]);
  expect(late()).toHaveLength(1);
  expect(late()[0]).toContain(
    'GitHub does not accept the token (GITHUB_TOKEN): it may have expired. Make a new one.',
  );
  await world.advanceTo('2026-12-03T00:00:00Z');
  expect(onDiscord()).toEqual([]);
  // The digest of the first Monday was dropped for the second's, which is late in its turn.
  expect(late()).toHaveLength(2);
});

test('while the token is refused, a pull request is shown and taken as it was read last', async () => {
  await add();
  await world.advanceTo('2026-11-23T20:00:00Z');
  const [{ number } = { number: 0 }] = await world.deps.store.memory(world.group.id).known(repository);
  world.github.expireToken(world.github.token);
  expect(replyWords(await world.command(organiser, 'prs show', { number }))).toContain(`#${number} `);
  expect(replyWords(await world.command(organiser, 'prs review', { number }))).toContain(`#${number} `);
});

test('where organisers have no place, why a digest is late is told to them in private, and not where everybody reads', async () => {
  await add();
  await world.database.place.deleteMany({ where: { purpose: 'organisers' } });
  const { id } = await world.roster.of(world.group.id, accountOf(organiser));
  world.restart({ organisers: async () => [{ id }] });
  world.github.expireToken(world.github.token);
  await world.advanceTo('2026-11-23T20:00:00Z');
  const told = new Map(world.under('late').map(({ place, content }) => [place, wordsOf(content)]));
  const open = told.get('channel pull-requests');
  expect(open).toMatch(/is late: it could not be made\. Organisers\s+are told why\./u);
  expect(open).not.toContain('token');
  told.delete('channel pull-requests');
  expect([...told.values()]).toEqual([expect.stringContaining('GITHUB_TOKEN')]);
});

test('a repository that is gone is told of once a week at most, and nothing else breaks', async () => {
  world.github.madeUp(5, { seed: 4, repository: 'python/devguide' });
  await add();
  await add({
    repository: 'python/devguide',
    label: '',
    schedule: 'daily 10:00 Europe/Prague',
    name: 'devguide',
  });
  world.github.removeRepository('python/devguide');
  await world.advanceTo('2026-11-26T00:00:00Z');
  expect(late()).toEqual([expect.stringContaining('The digest "devguide" of 2026-11-21T')]);
  expect(late()[0]).toContain("I can't see python/devguide on GitHub");
  await world.advanceTo('2026-11-29T00:00:00Z');
  expect(late()).toHaveLength(2);
  await isWholeAfterwards();
});

test('of two repositories, one that is gone is said to be missing, and one that fails is waited for', async () => {
  world.github.madeUp(5, { seed: 4, repository: 'python/devguide' });
  await add({ repository: `${repository}, python/devguide` });
  world.github.failNext(({ body }) => body.includes('"devguide"'), { kind: 'status', status: 502 }, 8);
  await world.advanceTo('2026-11-23T08:00:30Z');
  expect(onDiscord()).toEqual([]);
  await world.advanceTo('2026-11-23T08:10:00Z');
  expect(wordsOf(onDiscord()[0]?.content)).toContain('47 open');
  world.github.removeRepository('python/devguide');
  await world.advanceTo('2026-12-01T00:00:00Z');
  expect(onDiscord()).toHaveLength(2);
  expect(wordsOf(onDiscord()[1]?.content)).toContain('42 open');
  expect(wordsOf(onDiscord()[1]?.content)).toContain(
    "python/devguide could not be read: I can't see python/devguide on GitHub",
  );
  expect(late()).toEqual([]);
});

test('of two repositories, one that fails all day is said to be missing rather than waited for', async () => {
  world.github.madeUp(5, { seed: 4, repository: 'python/devguide' });
  await add({ repository: `${repository}, python/devguide` });
  world.github.failNext(({ body }) => body.includes('"devguide"'), { kind: 'status', status: 502 }, 1000);
  await world.advanceTo('2026-11-23T09:00:00Z');
  expect(wordsOf(onDiscord()[0]?.content)).toContain('42 open');
  expect(wordsOf(onDiscord()[0]?.content)).toContain(
    'python/devguide could not be read: GitHub could not answer in time (502).',
  );
});

test('a bot that dies while reading is followed by one that goes on where it was', async () => {
  await add();
  await world.advanceTo('2026-11-23T07:59:00Z');
  world.away(monday);
  const { source } = world.deps;
  const stuck = Promise.withResolvers<never>();
  const dying = world.another({
    source: {
      ...source,
      readPulls: async (query, memory, progress) => {
        await source.readPulls(query, memory, progress);
        return await stuck.promise;
      },
    },
  });
  void dying.runner.run();
  await expect
    .poll(async () => (await world.deps.store.memory(world.group.id).known(repository)).length)
    .toBe(42);
  await world.runUntilIdle();
  expect(onDiscord()).toEqual([]);
  dying.runner.die();
  await world.takeOver();
  world.github.resetCounters();
  await world.advanceTo('2026-11-23T08:05:00Z');
  expect(onDiscord()).toHaveLength(1);
  expect(world.github.counters().requests).toBe(1);
});

test('a schedule that is refused by now stops a watch, and the organisers are told how it goes on', async () => {
  await add();
  const schedule = 'mondays 09:00 AST';
  await world.database.watch.updateMany({ data: { schedule, skipUntil: new Date('2026-11-27T00:00:00Z') } });
  const list = async () => replyWords(await world.command(organiser, 'prs watch list', {}));
  expect(await list()).toContain('2026-11-27T00:00:00.000Z');
  await world.advanceTo('2026-11-26T00:00:00Z');
  expect(late()).toEqual([]);
  await world.advanceTo('2026-12-09T00:00:00Z');
  expect(late()).toEqual([
    expect.stringMatching(
      /is late: `AST` is not a time zone.*\/prs watch edit watch:1 schedule:"mondays 09:00 Europe\/Prague"\./u,
    ),
  ]);
  expect(world.under('late')[0]?.place).toBe('channel organisers');
  expect(await list()).toContain('paused');
  for (const [name, more] of [
    ['resume', {}],
    ['skip', { until: '2027-01-04' }],
  ] as const)
    await expect(world.command(organiser, `prs watch ${name}`, { watch: '1', ...more })).rejects.toThrow(
      '/prs watch edit watch:1 schedule:',
    );
  await world.command(organiser, 'prs watch edit', { watch: '1', schedule: 'mondays 09:00 UTC' });
  expect(await list()).not.toContain('paused');
  await world.advanceTo('2026-12-09T01:00:00Z');
  expect(onDiscord()).toHaveLength(1);
  await world.advanceTo('2026-12-15T00:00:00Z');
  expect(
    onDiscord()
      .map(({ at }) => at.toISOString())
      .at(-1),
  ).toBe('2026-12-14T09:00:00.000Z');
  expect(onDiscord()).toHaveLength(2);
});
