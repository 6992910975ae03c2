// A group's digests over two months: what is published where, once, and how each digest tells what changed.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabases } from '../../storage/database.ts';
import { replyWords, wordsOf } from '../remembered.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

const member = { name: 'Tokyo' };
const monday = '2026-11-23T08:00:00.000Z';

for (const kind of freshDatabases('SQLite')) {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await kind.open(), '2026-11-20T12:00:00Z');
    world.github.madeUp(42, { seed: 3, repository });
  });
  afterEach(() => world.close());

  const add = (values: Record<string, string | number | boolean> = {}) =>
    world.command(organiser, 'prs watch add', {
      repository,
      label: 'docs',
      schedule: 'mondays 09:00 Europe/Prague',
      ...values,
    });

  test(`${kind.name}: a watch publishes each Monday, short on Discord and complete on Discourse`, async () => {
    const reply = replyWords(await add());
    expect(reply).toContain('python/cpython docs is watched.');
    expect(reply).toContain(`next on ${monday}`);
    await world.advanceTo('2026-11-23T07:59:00Z');
    expect(world.published).toEqual([]);
    await world.advanceTo('2026-11-24T00:00:00Z');
    const made = world.published.map(({ platform, place, at }) => `${platform} ${place} ${at.toISOString()}`);
    expect(made.toSorted()).toEqual([
      `discord channel pull-requests ${monday}`,
      `discourse channel 5 ${monday}`,
    ]);
    const [topic] = world.under('record');
    const [short] = world.under('short');
    expect(wordsOf(topic?.content)).toContain('Pull requests: python/cpython docs, 2026-11-23');
    const numbers = [...wordsOf(topic?.content).matchAll(/#(\d+)/gu)].map(([, number]) => Number(number));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 42 }, (_, i) => i + 1));
    expect(wordsOf(short?.content)).toContain('42 open');
    expect(short?.content.kind === 'message' && short.content.pings).toBeFalsy();
    const buttons = short?.content.kind === 'message' ? (short.content.buttons ?? []) : [];
    expect(buttons.at(-1)).toEqual({ label: 'All of it', url: `https://discourse.example/${topic?.key}` });
    expect(world.failures).toEqual([]);
  });

  test(`${kind.name}: a schedule that was taken once and no longer is pauses, and keeps no other from coming`, async () => {
    await add();
    const row = await world.database.watch.findFirstOrThrow();
    await world.database.watch.update({ where: { id: row.id }, data: { schedule: 'mondays 09:00 NST' } });
    await add({ name: 'Other', schedule: 'mondays 09:00 UTC' });
    await world.advanceTo('2026-11-24T00:00:00Z');
    expect(world.failures).toEqual([]);
    const watches = await world.database.watch.findMany({ orderBy: { id: 'asc' } });
    expect(watches.map(({ isPaused }) => isPaused)).toEqual([true, false]);
    expect(world.under('late')).toHaveLength(1);
    expect(new Set(world.under('short').map(({ at }) => at.toISOString()))).toEqual(
      new Set(['2026-11-23T09:00:00.000Z']),
    );
    await expect(world.command(organiser, 'prs watch resume', { watch: '1' })).rejects.toThrow(
      'Did you mean `America/St_Johns`',
    );
  });

  test(`${kind.name}: the next digest tells what changed, with the trend as a picture`, async () => {
    await add();
    await world.advanceTo('2026-11-24T00:00:00Z');
    const { world: hub } = world.github;
    const pull = (number: number) => world.github.pull(repository, number);
    hub.merge(pull(10), 'core-1');
    hub.merge(pull(12), 'core-1');
    hub.close(pull(1), 'core-1');
    hub.openPull(repository, {
      title: 'Brand new',
      author: 'newcomer',
      association: 'FIRST_TIMER',
      labels: [{ name: 'docs', color: '0e8a16' }],
    });
    await world.advanceTo('2026-12-01T00:00:00Z');
    const topic = world.under('record').at(-1);
    const short = world.under('short').at(-1);
    expect(wordsOf(short?.content)).toContain(
      '40 open (2 fewer than before) · 1 opened, 2 merged, 1 closed over 7 days',
    );
    expect(wordsOf(topic?.content)).toMatch(
      /Since the last digest\nMerged \(2\)\n#12 .*\n#10 .*\nClosed \(1\)\n#1 /u,
    );
    expect(wordsOf(short?.content)).toContain('Brand new · newcomer, first contribution 👋');
    const files = short?.content.kind === 'message' ? (short.content.files ?? []) : [];
    expect(files.map(({ name, content }) => [name, content.subarray(1, 4).toString()])).toEqual([
      ['trend.png', 'PNG'],
    ]);
    expect(files[0]?.description).toBe(
      'Open pull requests: 42 on 2026-11-23, 40 on 2026-11-30; between 40 and 42. Merged in that time: 2.',
    );
    expect(topic?.content.kind === 'topic' && topic.content.files?.length).toBe(1);
  });

  test(`${kind.name}: one topic may grow instead of a topic for each`, async () => {
    await add({ topics: 'one' });
    await world.advanceTo('2026-12-01T00:00:00Z');
    const onDiscourse = world.published.filter(({ platform }) => platform === 'discourse');
    expect(onDiscourse.map(({ place, content }) => [place, content.kind])).toEqual([
      ['channel 5', 'topic'],
      [`inside ${onDiscourse[0]?.key}`, 'post'],
      [`inside ${onDiscourse[0]?.key}`, 'post'],
    ]);
  });

  test(`${kind.name}: a paused, resting, removed or edited watch does as it is told`, async () => {
    await add({ topics: 'none' });
    const watch = 'python/cpython docs';
    const count = () => world.published.length;
    await world.advanceTo('2026-11-24T00:00:00Z');
    expect(count()).toBe(1);
    await world.command(organiser, 'prs watch pause', { watch });
    expect(replyWords(await world.command(member, 'prs watch list'))).toContain(`${watch} (paused)`);
    await world.advanceTo('2026-12-02T00:00:00Z');
    expect(count()).toBe(1);
    await world.command(organiser, 'prs watch resume', { watch });
    await world.advanceTo('2026-12-06T00:00:00Z');
    expect(count()).toBe(1);
    await world.advanceTo('2026-12-08T00:00:00Z');
    expect(count()).toBe(2);
    const rests = await world.command(organiser, 'prs watch skip', { watch, until: '2027-01-04' });
    expect(replyWords(rests)).toContain('The next digest comes on 2027-01-04T08:00:00.000Z');
    // By its number: a name may have quotes.
    expect(replyWords(rests)).toMatch(/prs watch skip watch:\d+ until:none/u);
    await world.advanceTo('2027-01-03T00:00:00Z');
    expect(count()).toBe(2);
    await world.advanceTo('2027-01-05T00:00:00Z');
    expect(count()).toBe(3);
    const edited = await world.command(organiser, 'prs watch edit', {
      watch,
      schedule: '0 6 * * 2 UTC',
      label: 'none',
      without: 'blocked',
      sections: 'ready, stuck',
      name: 'All of it',
    });
    expect(replyWords(edited)).toContain('python/cpython, without blocked');
    await world.advanceTo('2027-01-12T12:00:00Z');
    expect(world.published.at(-1)?.at.toISOString()).toBe('2027-01-12T06:00:00.000Z');
    expect(wordsOf(world.published.at(-1)?.content)).toContain('40 open');
    await world.command(organiser, 'prs watch remove', { watch: 'All of it' });
    await world.advanceTo('2027-02-12T12:00:00Z');
    expect(count()).toBe(5);
  });

  test(`${kind.name}: after a week away one digest comes, not two`, async () => {
    await add({ topics: 'none' });
    world.away('2026-12-08T03:00:00Z');
    world.restart();
    await world.runUntilIdle();
    expect(world.published).toHaveLength(1);
    expect(wordsOf(world.published[0]?.content)).toContain(
      'This digest was due on 2026-11-23T08:00:00.000Z; it comes late, but once.',
    );
    await world.advanceTo('2026-12-13T00:00:00Z');
    expect(world.published).toHaveLength(1);
  });

  test(`${kind.name}: a schedule without a zone runs on the clocks of the group`, async () => {
    const reply = replyWords(await add({ schedule: 'mondays 09:00' }));
    expect(reply).toContain('mondays 09:00 Europe/Prague');
    expect(reply).toContain(`next on ${monday}`);
  });

  test(`${kind.name}: without a channel for digests, it goes where it was asked for`, async () => {
    await world.database.place.deleteMany({ where: { purpose: 'digests' } });
    const add = world.feature().commands.find(({ name }) => name === 'prs watch add');
    const place = { platform: 'discord', id: 'here', name: 'here' } as const;
    await add?.run({ ...world.requestOf(organiser), place }, { repository, schedule: 'mondays 09:00 UTC' });
    await world.advanceTo('2026-11-24T00:00:00Z');
    expect(world.under('short').map((one) => one.place)).toEqual(['channel here']);
  });

  test(`${kind.name}: when the group moves to another channel, the newest digest goes along`, async () => {
    await add({ topics: 'none' });
    await world.advanceTo('2026-11-24T00:00:00Z');
    const places = [{ purpose: 'digests', platform: 'discord', id: 'new' }] as const;
    await world.roster.changeGroup(world.group.id, { places });
    const [row] = await world.database.publication.findMany({
      where: { about: 'digest/1', platform: 'discord' },
    });
    expect(row).toMatchObject({ state: 'wanted', place: '{"kind":"channel","id":"new"}' });
  });

  test(`${kind.name}: a repository is watched by the name that it has now, and as it is typed while GitHub is away`, async () => {
    world.github.renameRepository(repository, 'python/python');
    expect(replyWords(await add({ repository: 'Python/CPython' }))).toContain('python/python, labelled docs');
    world.github.failNext(() => true, { kind: 'status', status: 503 }, 2);
    const typed = { repository: 'python/devguide', paths: './Doc/, **/*.{rst,md}' };
    expect(replyWords(await add(typed))).toContain(
      'python/devguide, labelled docs, in Doc/**, **/*.{rst,md}',
    );
  });

  test(`${kind.name}: a faulty watch is refused in words`, async () => {
    await add();
    const refused = (values: Record<string, string>) => world.refused(() => add(values));
    expect(await refused({})).toContain('There is a watch "python/cpython docs" already');
    expect(await refused({ name: 'x', schedule: 'sometimes 09:00 UTC' })).toContain(
      'Write `mondays 09:00 Europe/Prague`',
    );
    expect(await refused({ name: 'x', schedule: '* * * * * UTC' })).toContain('once an hour at most');
    expect(await refused({ name: 'x', schedule: '0 9 31 2 * UTC' })).toContain('never comes');
    expect(await refused({ name: 'x', schedule: 'mondays 09:00 EST' })).toContain('EST');
    expect(await refused({ name: 'x', repository: 'cpythn' })).toContain('not a repository');
    expect(await refused({ name: 'x', schedule: '0 9 * *' })).toContain('or a cron line with a zone');
    expect(await refused({ name: 'x', repository: 'python/nothing' })).toBe(
      "I can't see `python/nothing` on GitHub. Check the spelling, or give my token access.",
    );
    expect(await refused({ name: 'x', repository: 'python/cpyhton' })).toBe(
      "I can't see `python/cpyhton` on GitHub. Did you mean `python/cpython`?",
    );
    world.github.addRepository('python/old').isArchived = true;
    expect(await refused({ name: 'x', repository: 'Python/Old' })).toContain('`python/old` is archived');
    expect(await refused({ name: 'x', paths: 'Doc/[**' })).toContain('`Doc/[**` leaves a bracket open');
    expect(await refused({ name: 'x', sections: 'nonsense' })).toContain('There is no part "nonsense"');
    const skip = (until: string) =>
      world.refused(() => world.command(organiser, 'prs watch skip', { watch: '1', until }));
    expect(await skip('2020-01-01')).toContain('not in the future');
    expect(await skip('2026-02-30')).toContain('There is no 2026-02-30');
    expect(await world.refused(() => world.command(organiser, 'prs watch pause', { watch: 'x' }))).toContain(
      'There is no watch "x". There are: `python/cpython docs`.',
    );
  });
}
