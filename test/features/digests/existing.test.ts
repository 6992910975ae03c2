// What is typed and is nowhere, GitHub that never answers, and digests in which nothing changed.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plain } from '../../../src/core/document.ts';
import { freshDatabases } from '../../storage/database.ts';
import { beginBeats } from '../../work-time.ts';
import { replyWords, wordsOf } from '../remembered.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

const member = { name: 'Tokyo' };
const [sqlite] = freshDatabases('SQLite');

let world: World;
beforeEach(async () => {
  if (!sqlite) throw new Error('There is no database');
  world = await openWorld(await sqlite.open(), '2026-11-20T12:00:00Z', { patienceMilliseconds: 2_000 });
  world.github.madeUp(21, { seed: 3, repository });
});
afterEach(() => world.close());

const add = (values: Record<string, string> = {}) =>
  world.command(organiser, 'prs watch add', { repository, schedule: 'mondays 09:00 UTC', ...values });

test.each<[string, Record<string, string>, string]>([
  ['a label', { label: 'dcos' }, 'python/cpython has no label `dcos`. Did you mean `docs`?'],
  [
    'one of several labels',
    { 'all-labels': 'docs, awaiting merg' },
    'no label `awaiting merg`. Did you mean `awaiting merge`?',
  ],
  ['a label not to have', { without: 'do-not-mergee' }, 'Did you mean `DO-NOT-MERGE`?'],
  ['a label like no other', { label: 'quantum physics' }, 'no label `quantum physics`. Check the spelling.'],
  ['a path', { paths: 'Docs/**' }, 'python/cpython has nothing in `Docs`. Did you mean `Doc`?'],
  ['a path of translations', { translations: 'po/**' }, 'python/cpython has nothing in `po`.'],
])('%s that nothing bears is refused when it is typed', async (_, values, words) => {
  expect(await world.refused(() => add(values))).toContain(words);
});

test('a repository to which nothing was ever pushed is not watched yet', async () => {
  world.github.addRepository('python/new').isEmpty = true;
  expect(await world.refused(() => add({ repository: 'python/new' }))).toBe(
    '`python/new` is empty: nobody can open a pull request there before something is pushed. Watch it then.',
  );
});

test('what is there is taken, however it is written', async () => {
  expect(replyWords(await add({ label: 'DOCS', paths: 'Doc/, **/*.md' }))).toContain('is watched');
  const edit = { watch: '1', without: 'blockedd' };
  expect(await world.refused(() => world.command(organiser, 'prs watch edit', edit))).toContain('`blocked`');
});

test.each([
  ['a, b', '"a, b"'],
  ['a, b', '“A, B”, docs'],
  ['say "hi"', 'say "hi"'],
  ['back\\slash', 'back\\slash'],
  ['ends in \\', 'ends in \\'],
  ['type: docs', 'TYPE: docs'],
  ['🐛 bug', '🐛 Bug'],
  [':memo: docs', ':memo: docs'],
  ['-label:wip', '-label:wip'],
])('what bears the label `%s` is found and counted', async (name, typed) => {
  const { world: github } = world.github;
  const label = { name, color: 'ffffff' };
  const pull = github.openPull(repository, { title: 'Borne', author: 'ada', labels: [label] });
  github.openPull(repository, { title: 'Still open', author: 'ada', labels: [label] });
  github.openIssue(repository, { title: 'Borne as well', labels: [label] });
  github.merge(pull, 'bob');
  const words = replyWords(await world.command(member, 'prs digest', { repository, label: typed }));
  expect(words).toMatch(/2 opened, 1 merged/u);
  expect(words).toContain('Still open');
  const [only] = typed.split(', docs');
  const issues = await world.command(member, 'issues digest', { repository, labels: only });
  expect(replyWords(issues)).toContain('Borne as well');
});

test('a label that GitHub shows as an emoji is asked for by its words', async () => {
  world.github.world.openIssue(repository, {
    title: 'One',
    labels: [{ name: ':bug: bug', color: 'ffffff' }],
  });
  const digest = () => world.command(member, 'prs digest', { repository, label: '🐛 bug' });
  expect(await world.refused(digest)).toContain('Did you mean `:bug: bug`?');
});

test('a digest of a label that is nowhere asks what was meant; nothing found is only that', async () => {
  const digest = (label: string) => world.command(member, 'prs digest', { repository, label });
  expect(await world.refused(() => digest('dcos'))).toContain('Did you mean `docs`?');
  world.github.world.label(world.github.pull(repository, 1), 'rare', {});
  world.github.world.close(world.github.pull(repository, 1), 'bob');
  const words = replyWords(await digest('rare'));
  expect(words).toContain('No pull request that fits is open.');
  expect(words).not.toContain('Well done');
  const issues = () => world.command(member, 'issues digest', { repository, labels: 'dcos' });
  expect(await world.refused(issues)).toContain('Did you mean `docs`?');
});

test('GitHub that never answers: an honest answer soon, and the last digest where there is one', async () => {
  const ask = (label = 'docs') => world.command(member, 'prs digest', { repository, label });
  await ask();
  world.away('2026-11-20T13:00:00Z');
  world.giveUpSoon();
  world.github.failNext(() => true, { kind: 'silence' }, 100);
  const beats = beginBeats();
  expect(replyWords(await ask())).toMatch(
    /GitHub could not be read just now, so this is from 2026-11-20 12:00 UTC\. GitHub has not answered for/u,
  );
  await expect(ask('awaiting merge')).rejects.toThrow('I go on asking; try again in a few minutes.');
  await expect(
    world.command(member, 'prs show', { number: 1, repository: 'python/devguide' }),
  ).rejects.toThrow('GitHub has not answered');
  await expect(world.command(member, 'issues digest', { repository })).rejects.toThrow(
    'GitHub has not answered',
  );
  expect(beats()).toBeLessThan(15_000);
});

test('what GitHub did not answer is sent later by itself, in private, once, however often it was asked for', async () => {
  const ask = (who = member) => world.command(who, 'prs digest', { repository, label: 'docs' });
  let isAway = true;
  world.github.failNext(() => isAway, { kind: 'status', status: 500 }, 1000);
  await expect(ask()).rejects.toThrow(
    'fault of its own (500). I send you the digest in private once I have it.',
  );
  await expect(ask()).rejects.toThrow('in private once I have it');
  const guest = { name: 'Guest', isGuest: true };
  await expect(ask(guest)).rejects.not.toThrow('in private');
  await world.advanceTo('2026-11-20T12:03:00Z');
  expect(world.under('asked')).toEqual([]);
  isAway = false;
  await world.advanceTo('2026-11-20T14:00:00Z');
  const [sent, ...others] = world.under('asked');
  expect([others.length, sent?.content.kind]).toEqual([0, 'message']);
  expect(wordsOf(sent?.content)).toContain('21 open');
  expect(await world.database.digestRun.count({ where: { askedById: { not: null } } })).toBe(0);
});

test('each of those who waited for one reading that failed is sent it', async () => {
  const people = ['Ann', 'Bo', 'Cy'].map((name) => ({ name }));
  let isAway = true;
  world.github.failNext(() => isAway, { kind: 'status', status: 500 }, 1000);
  const asked = people.map((who) => world.command(who, 'prs digest', { repository, label: 'docs' }));
  for (const one of await Promise.allSettled(asked))
    expect(one).toMatchObject({ reason: { message: expect.stringContaining('in private once I have it') } });
  isAway = false;
  await world.advanceTo('2026-11-20T14:00:00Z');
  expect(world.under('asked')).toHaveLength(3);
});

test('what cannot be read at all is said to who waits for it, once', async () => {
  world.github.failNext(() => true, { kind: 'status', status: 500 }, 2);
  await expect(world.command(member, 'prs digest', { repository })).rejects.toThrow('once I have it');
  world.github.removeRepository(repository);
  await world.advanceTo('2026-11-20T14:00:00Z');
  expect(world.under('asked').map(({ content }) => wordsOf(content))).toEqual([
    expect.stringMatching(
      /^You asked for the open pull requests of python\/cpython.*I can't see.*I have stopped trying/su,
    ),
  ]);
});

test('where nothing changed, a line comes, and no topic; then all again', async () => {
  await add();
  await world.advanceTo('2026-11-23T10:00:00Z');
  await world.advanceTo('2026-11-30T10:00:00Z');
  // What moved is told in full: by then some are stuck.
  const told = world.under('short').map(({ content }) => wordsOf(content));
  const records = world.under('record').length;
  world.away('2027-05-25T10:00:00Z');
  await world.advanceTo('2027-06-14T10:00:00Z');
  const lines = world.under('short').map(({ content }) => wordsOf(content));
  expect(lines.at(-1)).toMatch(/python\/cpython: nothing changed since .*; 21 open\.$/u);
  expect(told[0]).not.toContain('nothing changed');
  const same = lines.filter((words) => words.includes('nothing changed')).length;
  expect(world.under('record').length).toBe(world.under('short').length - same);
  expect(records).toBeGreaterThan(0);
  world.github.world.comment(world.github.pull(repository, 1), 'eve', { body: 'I look at it.' });
  world.github.world.merge(world.github.pull(repository, 2), 'bob');
  await world.advanceTo('2027-06-21T10:00:00Z');
  expect(wordsOf(world.under('short').at(-1)?.content)).toContain('20 open (1 fewer than before)');
  expect(world.failures).toEqual([]);
});

test('a watch may rather say nothing then, or all of it', async () => {
  await add({ unchanged: 'nothing', name: 'quiet', topics: 'none' });
  await add({ unchanged: 'all', name: 'loud', topics: 'none', label: 'docs' });
  // By then what is open has waited for so long that no week tells anything of it.
  world.away('2027-05-25T10:00:00Z');
  await world.advanceTo('2027-06-07T10:00:00Z');
  const since = world.published.length;
  await world.advanceTo('2027-06-29T10:00:00Z');
  const later = world.published.slice(since).map(({ content }) => wordsOf(content));
  expect(later).toHaveLength(4 - 1);
  for (const words of later) expect(words).toContain('loud: 21 open');
});

test('the intervals of a schedule count from a start that is kept', async () => {
  const words = replyWords(await add({ schedule: 'every other monday 09:00 UTC', topics: 'none' }));
  expect(words).toContain('every other monday from 2026-11-23 09:00 UTC');
  await world.advanceTo('2026-12-22T00:00:00Z');
  expect(world.published.map(({ at }) => at.toISOString().slice(0, 10))).toEqual([
    '2026-11-23',
    '2026-12-07',
    '2026-12-21',
  ]);
});

test('a watch whose name is taken away is called after what it watches', async () => {
  expect(replyWords(await add({ name: 'none' }))).toContain('python/cpython is watched');
  const edit = async (values: { name?: string; label?: string }) =>
    replyWords(await world.command(organiser, 'prs watch edit', { watch: '1', ...values }));
  expect(await edit({ name: 'Docs' })).toContain('Docs is changed');
  expect(await edit({ name: 'none', label: 'docs' })).toContain('python/cpython docs is changed');
});

test('the question and its answer ask GitHub for a repository once; whoever sends it again is answered anew', async () => {
  const asked: string[] = [];
  const { source } = world.deps;
  world.restart({
    source: {
      ...source,
      findRepository: async (query) => {
        asked.push(query.repository);
        return await source.findRepository(query);
      },
    },
  });
  const command = world.feature().commands.find(({ name }) => name === 'prs watch add');
  const values = { repository, schedule: 'mondays 09:00 UTC' };
  const send = async (id: string) => {
    const request = { ...world.requestOf(organiser), id };
    await command?.confirm?.(request, values);
    return await command?.run({ ...request }, { ...values, name: id });
  };
  await send('one');
  expect(asked).toEqual([repository]);
  world.github.pull(repository, 1).repository.isArchived = true;
  await expect(send('two')).rejects.toThrow('is archived');
  await expect(send('two')).rejects.toThrow('is archived');
  expect(asked).toHaveLength(3);
  // Nothing is known of what another source found, though its requests be numbered alike.
  world.restart({ source: { ...source } });
  const again = world.feature().commands.find(({ name }) => name === 'prs watch add');
  await expect(again?.run({ ...world.requestOf(organiser), id: 'one' }, values)).rejects.toThrow(
    'is archived',
  );
});

test('a meaning for a label that no watched repository has is asked about', async () => {
  await add();
  const { confirm } = world.feature().commands.find(({ name }) => name === 'prs labels') ?? {};
  const asked = async (label: string, means = 'author') => {
    const question = await confirm?.(world.requestOf(organiser), { label, means });
    return question && plain(question.document);
  };
  expect(await asked('dcos')).toBe('python/cpython has no label "dcos". Did you mean "docs"?');
  expect(await asked('quantum physics')).toContain('no label "quantum physics". Is it spelled so?');
  expect([await asked('Docs'), await asked('awaiting-*'), await asked('dcos', 'usual')]).toEqual([
    ...[undefined, undefined, undefined],
  ]);
});
