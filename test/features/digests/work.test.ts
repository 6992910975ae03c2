// Something to do: what suits somebody and why, kept for a week for who takes it; and issues looked at together.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { madeUpIssues } from '../../../sandbox/github/made-up-issues.ts';
import { plain } from '../../../src/core/document.ts';
import { languageOf } from '../../../src/core/text/language.ts';
import { agendaParts } from '../../../src/features/digests/index.ts';
import { isInLanguage } from '../../../src/features/digests/language.ts';
import { freshDatabases } from '../../storage/database.ts';
import { replyWords, wordsOf } from '../remembered.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

const ada = { name: 'Ada', isGuest: true };
const bo = { name: 'Bo', isGuest: true };
const member = { name: 'Tokyo' };
const [sqlite] = freshDatabases('SQLite');

let world: World;
beforeEach(async () => {
  if (!sqlite) throw new Error('There is no database');
  world = await openWorld(await sqlite.open(), '2026-11-20T12:00:00Z');
  world.github.madeUp(21, { seed: 3, repository });
  madeUpIssues(world.github.world, repository);
  await world.command(organiser, 'prs watch add', { repository, schedule: 'mondays 09:00 UTC' });
});
afterEach(() => world.close());

const issuesFor = (who: Parameters<World['command']>[0], values: Record<string, string> = {}) =>
  world.command(who, 'issues for-me', values);
const numbersIn = (words: string) => [...words.matchAll(/^#(\d+) /gmu)].map(([, number]) => Number(number));

describe('an issue', () => {
  test('three fitting ones are shown in private, small and free ones first, each with why', async () => {
    await world.command(organiser, 'issues guide', { url: 'https://devguide.example/begin' });
    const reply = await issuesFor(ada);
    const words = replyWords(reply);
    expect(reply).toMatchObject({ isPrivate: true });
    expect(numbersIn(words)).toEqual([22, 23, 24]);
    expect(words).toContain(
      '#22 Typo in the page about installation · labelled easy, new, nobody is there yet',
    );
    expect(words).toContain('How to begin: https://devguide.example/begin');
    expect(words).not.toContain('Restructure');
  });

  test('what somebody likes goes before, and is remembered', async () => {
    expect(replyWords(await issuesFor(ada, { about: 'theme, Polish', login: '@ada' }))).toMatch(
      /#26 Polish: two terms for one thing · about Polish.*\n#27 Dark theme: code is hard to read · labelled theme/u,
    );
    expect(numbersIn(replyWords(await issuesFor(ada))).slice(0, 2)).toEqual([26, 27]);
    expect(numbersIn(replyWords(await issuesFor(ada, { about: 'none' })))[0]).toBe(22);
    expect(replyWords(await issuesFor(ada, { about: 'cartography' }))).toContain(
      'I found nothing about cartography; these may suit you all the same.',
    );
  });

  test('what just needs one answer is a kind of its own: questions, and what nobody answered for three days', async () => {
    const reply = await issuesFor(ada, { kind: 'answer' });
    expect(replyWords(reply)).toContain('Somebody waits for one answer');
    expect(numbersIn(replyWords(reply)).toSorted()).toEqual([23, 24, 28]);
    const question = /#28 Which version does this page speak of\? · .*it just needs an answer/u;
    expect(replyWords(reply)).toMatch(question);
    const { world: hub } = world.github;
    for (const [number, issue] of hub.find(repository)?.threads ?? []) {
      if (number < 22 || number > 28) continue;
      for (const by of ['bob', 'eve']) hub.comment(issue, by, { body: 'I think so.' });
    }
    expect(replyWords(await issuesFor(ada, { kind: 'answer' }))).toContain(
      'just needs an answer. /issues for-me',
    );
  });

  test('two newcomers do not start the same', async () => {
    const seen = await issuesFor(ada);
    expect(replyWords(await world.press(ada, seen, 'Take #22'))).toContain(
      'is yours until 2026-11-27T12:00:00.000Z',
    );
    const other = await issuesFor(bo);
    expect(numbersIn(replyWords(other))).not.toContain(22);
    expect(await world.refused(() => world.press(bo, seen, 'Take #22'))).toContain('Ada works on it already');
    expect(replyWords(await world.command(ada, 'prs mine'))).toContain('What you took on');
  });

  test('how it went is asked once, in private; done, it is thanked for', async () => {
    await world.press(ada, await issuesFor(ada), 'Take #22');
    await world.advanceTo('2026-11-25T13:00:00Z');
    const asked = world.under('claim/');
    expect(asked.map(({ content }) => wordsOf(content))).toEqual([
      expect.stringContaining('You wanted to work on python/cpython#22'),
    ]);
    expect(replyWords(await world.press(ada, asked[0]?.content, 'It is done'))).toContain('Thank you for');
    await world.advanceTo('2026-12-10T13:00:00Z');
    expect(world.under('claim/')).toHaveLength(1);
    expect(await world.database.reviewClaim.count()).toBe(0);
  });

  test('after a week it is free again by itself, and nobody has more than three', async () => {
    for (const number of [22, 23, 24]) await world.command(ada, 'issues take', { number });
    expect(await world.refused(() => world.command(ada, 'issues take', { number: 25 }))).toContain(
      'You have 3 issues to do already',
    );
    await world.advanceTo('2026-11-27T12:01:00Z');
    expect(numbersIn(replyWords(await issuesFor(bo)))).toContain(22);
  });

  test('what is closed, a pull request, of nobody or of another repository cannot be taken', async () => {
    const { world: hub } = world.github;
    const refused = (values: Record<string, string | number>) =>
      world.refused(() => world.command(ada, 'issues take', values));
    expect(await refused({ number: 1 })).toContain('python/cpython#1 is a pull request, and no issue');
    expect(await refused({ number: 999 })).toContain('There is no open issue #999');
    hub.openIssue('python/secret', { title: 'Secret' });
    world.github.addRepository('python/secret').isPrivate = true;
    expect(await refused({ number: 1, repository: 'python/secret' })).toContain(
      "I can't see `python/secret`",
    );
    // A member reads what is the group's own, and no other repository that my token happens to see.
    expect(
      await world.refused(() =>
        world.command(member, 'issues take', { number: 1, repository: 'python/secret' }),
      ),
    ).toContain('There is no open issue #1 in python/secret');
    expect(await world.refused(() => world.pressMade(ada, 'digests/work', ['python/secret', '1']))).toContain(
      "can't see",
    );
    expect(await world.refused(() => world.pressMade(ada, 'digests/work', [repository, 'x']))).toContain(
      'no number',
    );
  });

  test('of hundreds the new ones are offered, and the small ones whatever their age', async () => {
    const { world: hub } = world.github;
    const label = (name: string) => ({ name, color: 'ededed' });
    for (let i = 0; i < 120; i += 1)
      hub.openIssue(repository, {
        title: `Old ${i}`,
        labels: [label(i === 60 ? 'good first issue' : 'docs')],
        createdAt: new Date(Date.UTC(2026, 2, 1 + i)),
      });
    expect(numbersIn(replyWords(await issuesFor(ada)))).toEqual([22, 23, 24]);
    for (const number of [22, 23, 24]) await world.command(bo, 'issues take', { number });
    const words = replyWords(await issuesFor(ada));
    expect(words).toContain('Old 60 · labelled good first issue');
    expect(words).not.toContain('Old 0 ');
  });

  test('a repository without issues says so', async () => {
    const off = world.github.addRepository('python/bugs');
    off.hasIssues = false;
    for (const name of ['issues for-me', 'issues digest', 'issues triage'])
      expect(await world.refused(() => world.command(member, name, { repository: 'python/bugs' }))).toBe(
        'python/bugs has issues switched off on GitHub, so there is nothing to show. Name the repository where those of python/bugs are, as `repository`.',
      );
    // Beside one that has some, it does no harm.
    await world.command(organiser, 'prs watch add', {
      repository: 'python/bugs',
      schedule: 'mondays 10:00 UTC',
    });
    expect(replyWords(await issuesFor(ada))).toContain('#22');
  });

  test('on a forum what one took is done, given back or kept by words', async () => {
    const forum = { ...ada, platform: 'discourse' as const };
    const taken = replyWords(await world.command(forum, 'issues take', { number: 22 }));
    expect(taken).toContain('When it is done: /issues done number:22 repository:python/cpython');
    await world.advanceTo('2026-11-25T13:00:00Z');
    expect(wordsOf(world.under('claim/')[0]?.content)).toContain(
      'To give it back: /issues release number:22',
    );
    const refused = () => world.refused(() => world.command(bo, 'issues done', { number: 22 }));
    expect(await refused()).toContain('You have not taken #22');
    const done = await world.command(forum, 'issues done', { number: 22 });
    expect(replyWords(done)).toContain('Thank you for python/cpython#22!');
    expect(replyWords(await world.command(bo, 'issues take', { number: 22 }))).not.toContain('/issues done');
    expect(replyWords(await world.command(bo, 'issues release', { number: 22 }))).toContain('is free again');
  });

  test('on a forum the same is done by words', async () => {
    const words = replyWords(await issuesFor({ ...ada, platform: 'discourse' }));
    expect(words).toContain('/issues take number:22 repository:python/cpython');
  });
});

describe('a review', () => {
  const forMe = (who: Parameters<World['command']>[0], values: Record<string, string> = {}) =>
    world.command(who, 'prs for-me', values);

  test('those who asked for somebody come first, then what waits longest for somebody like them', async () => {
    const pull = world.github.pull(repository, 20);
    world.github.world.requestReview(pull, 'ned', { by: 'ada' });
    const words = replyWords(await forMe(member, { login: 'ned' }));
    expect(words).toMatch(/Something for you to review\n#20 .*your review is asked for/u);
    expect(numbersIn(words)).toHaveLength(3);
    const reply = await forMe(member);
    expect(replyWords(await world.press(member, reply, "I'll review #20"))).toContain('is yours until');
    expect(numbersIn(replyWords(await forMe(bo)))).not.toContain(20);
  });

  test('a digest offers it', async () => {
    await world.advanceTo('2026-11-23T09:00:00Z');
    const reply = await world.press(bo, world.under('short').at(-1)?.content, 'Something for me');
    expect(reply).toMatchObject({ isPrivate: true });
    expect(replyWords(reply)).toContain('Something for you to review');
  });
});

test.each<[string, Partial<Parameters<typeof isInLanguage>[0]>, boolean]>([
  ['Polish', { labels: ['translation', 'lang: pl'] }, true],
  ['polski', { labels: ['language/pl'] }, true],
  ['pl', { labels: ['l10n-pl'] }, true],
  ['polish', { labels: ['Polish'] }, true],
  ['Polish', { title: '[pl] Update the tutorial' }, true],
  ['Polish', { title: 'Polish: two terms' }, true],
  ['Polish', { files: ['locales/pl_PL/LC_MESSAGES/x.po'] }, true],
  ['Polish', { files: ['content/messages.pl.po'] }, true],
  ['français', { files: ['content/fr/docs/_index.md'] }, true],
  ['Portuguese', { files: ['content/pt-br/docs/_index.md'] }, true],
  ['日本語', { labels: ['language/ja'] }, true],
  ['Polish', { labels: ['lang: pt'], title: 'Explain plurals', files: ['Doc/pl.rst/x', 'plan/a.md'] }, false],
  ['it', { title: 'Say what it does', labels: ['easy'] }, false],
])('what is in a language is found: %s in %j: %s', (word, change, is) => {
  const language = languageOf(word);
  const one = { title: 'Update', labels: [], files: [], ...change };
  expect(language && isInLanguage(one, language)).toBe(is);
});

test('a word that names no language is only a word', () => {
  expect(['theme', 'docs', '', 'x'].map(languageOf)).toEqual([undefined, undefined, undefined, undefined]);
});

describe('issues looked at together', () => {
  const triage = (
    who: Parameters<World['command']>[0] = member,
    values: Record<string, string | number> = {},
  ) => world.command(who, 'issues triage', values);

  test('come one by one, newest first, and what is pressed becomes notes', async () => {
    let shown = await triage();
    expect(shown).toMatchObject({ isPrivate: false });
    expect(replyWords(shown)).toContain('python/cpython#28 Which version does this page speak of?');
    expect(replyWords(shown)).toContain('8 to look at, with this one.');
    shown = await world.press(member, shown, 'Ask the author');
    expect(shown).toMatchObject({ replaces: true });
    expect(replyWords(shown)).toContain('python/cpython#22 Typo');
    shown = await world.press(organiser, shown, 'Worth doing');
    expect(replyWords(shown)).toContain(
      'Looked at together (2)\npython/cpython#28 Which version does this page speak of?: ask the author for more\npython/cpython#22 Typo in the page about installation: worth doing, who wants to?',
    );
    for (let i = 0; i < 6; i += 1) shown = await world.press(member, shown, 'Later');
    expect(replyWords(shown)).toContain('That was the last one. Thank you!\nLooked at together (8)');
    const part = await agendaParts(world.deps).triage(world.group.id, world.now());
    expect(part?.title).toBe('Looked at together');
    expect(plain(part?.blocks ?? [])).toContain('#28 Which version does this page speak of?: ask the author');
  });

  test('of hundreds the newest come first, all are counted, and the old ones come in their turn', async () => {
    const { world: hub } = world.github;
    for (let i = 0; i < 60; i += 1)
      hub.openIssue(repository, { title: `Old ${i}`, createdAt: new Date(Date.UTC(2026, 2, 1 + i)) });
    expect(replyWords(await triage())).toMatch(/#28 Which version .*\n.*\n68 to look at, with this one\./u);
    for (const issue of [...(hub.find(repository)?.threads.values() ?? [])].filter(
      ({ kind, createdAt }) => kind === 'Issue' && createdAt >= new Date('2026-03-11T00:00:00Z'),
    ))
      await world.command(member, 'issues triage', { number: issue.number, outcome: 'later' });
    const words = replyWords(await triage());
    expect(words).toContain('Old 9');
    expect(words).toMatch(/\b1[01] to look at, with this one\./u);
  });

  test('what was decided rests for three months, and its notes for the next sitting', async () => {
    await world.press(member, await triage(), 'Later');
    world.away('2026-11-21T12:00:00Z');
    const words = replyWords(await triage());
    expect(words).toContain('python/cpython#22 Typo');
    expect(words).not.toContain('Looked at together');
    world.away('2027-02-20T12:00:00Z');
    expect(replyWords(await triage())).toContain('python/cpython#28 Which version');
  });

  test('who took an issue is told, so that nobody else is sought for it', async () => {
    await world.command(ada, 'issues take', { number: 28 });
    expect(replyWords(await triage())).toMatch(/#28 Which version .*\n.* · Ada works on it/u);
  });

  test('a press that comes second counts as the last word, and nothing is noted twice', async () => {
    const shown = await triage();
    await world.press(member, shown, 'Later');
    await world.press(organiser, shown, 'Can be closed');
    const [one, ...others] = await world.deps.store.triaged(world.group.id, new Date(0));
    expect([one?.number, one?.outcome, others.length]).toEqual([28, 'close', 0]);
  });

  test('words do it too; what makes no sense is refused', async () => {
    const forum = { ...member, platform: 'discourse' as const };
    expect(replyWords(await triage(forum))).toContain(
      '/issues triage number:28 repository:python/cpython outcome:do',
    );
    expect(replyWords(await triage(forum, { number: 28, outcome: 'do' }))).toContain('worth doing');
    expect(await world.refused(() => triage(member, { number: 28 }))).toContain('An outcome needs an issue');
    expect(
      await world.refused(() => world.pressMade(member, 'digests/triage', [repository, '22', 'x'])),
    ).toContain('An outcome is one of');
  });

  test('in a repository that is none of the group it goes on there, and says that a public agenda leaves it out', async () => {
    const { world: hub } = world.github;
    const other = 'python/other';
    world.github.addRepository(other);
    for (const title of ['First', 'Second']) hub.openIssue(other, { title });
    const untold = 'The group neither watches nor chose python/other';
    expect(replyWords(await triage())).not.toContain(untold);
    const shown = await triage(member, { repository: other });
    expect(replyWords(shown)).toContain(untold);
    const after = await world.press(member, shown, 'Worth doing');
    expect(replyWords(after)).toMatch(/python\/other#\d (?:First|Second)\n.*\n?The last one/u);
    expect(await agendaParts(world.deps).triage(world.group.id, world.now())).toBeUndefined();
    await world.roster.changeGroup(world.group.id, { repositories: [other] });
    expect(replyWords(await triage())).not.toContain(untold);
    expect(await agendaParts(world.deps).triage(world.group.id, world.now())).toBeDefined();
  });

  test('only members decide', () => {
    const feature = world.feature();
    expect(feature.commands.find(({ name }) => name === 'issues triage')?.access).toBe('member');
    expect(feature.actions.find(({ name }) => name === 'digests/triage')?.access).toBe('member');
  });
});
