// Questions that stayed open become issues: in a repository of the group's alone, each once, and nobody is named.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { issueAnswerOf, issueOf } from '../../../src/features/amas/exporting.ts';
import { makeGroup } from '../../group.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, said, words } from './bot.ts';

test('an issue holds what was typed as text: nobody is pinged, nothing is linked, no HTML', () => {
  const text = 'Hi @docs-team, see #12:\n<b>bold</b> <!-- docent:x --> [x](javascript:1) `@code`?';
  const made = issueOf({ title: 'AMA @here' }, { text }, 'https://forum.example.org/t/1/2');
  // Whoever writes it on the platform takes the mentions out (test/sources/github/repository.test.ts).
  expect(made.title).toBe('Hi @docs-team, see #12: <b>bold</b> <!-- docent:x --> [x](javascript:1) `@code`?');
  expect(made.text).toBe(
    '> Hi @<!-- -->docs-team, see #<!-- -->12:\\\n> \\<b>bold\\</b> \\<!-- docent:x --> \\[x]\\(javascript:1) `@code`?\n\nThis was asked in [AMA @here](https://forum.example.org/t/1/2), and was not answered there.',
  );
  expect(issueOf({ title: 'AMA' }, { text: 'x'.repeat(4000) }, undefined).title.length).toBeLessThan(256);
});

describe.each(freshDatabases('SQLite'))('issues of what stayed open, on $name', ({ open }) => {
  let fresh: Fresh;
  let bot: Bot;
  beforeEach(async () => {
    fresh = await open();
    bot = await openOffline(fresh.database, {
      findWritable: async (name) => ({ name, isArchived: false, isReadOnly: false }),
    });
    await makeGroup(fresh.database, { name: 'Another group', spaces: 'discord:2' });
    await bot.run('prague', 'ama create', {
      title: 'AMA',
      hosts: 'chat-london',
      opens: '2026-11-24 18:00',
      closes: '2026-11-24 20:00',
      collects: '2026-11-20 09:00',
    });
    await bot.runUntilIdle();
    for (let i = 1; i <= 22; i += 1)
      await bot.fill(`guest-${i}`, 'amas/question', ['1'], { question: `Question ${i}?` });
    await bot.run('prague', 'ama answer', { question: '1', text: 'Yes.' });
  });
  afterEach(() => fresh.close());

  const carry = async (who: string, values: Record<string, string>) =>
    words(await bot.run(who, 'ama carry', { repository: 'docs/guide', ...values }));
  const grant = (value: string) =>
    fresh.database.grant.create({ data: { groupId: bot.groupId, kind: 'repository', platform: '', value } });
  const issues = async () =>
    (await fresh.database.publication.findMany({ where: { view: 'amas/issue' } })).map(
      ({ subject }) => subject,
    );

  test('go where the group may write, by hosts and organisers, once it is over, twenty at a time', async () => {
    expect(await carry('prague', {})).toContain('is not granted to this group');
    await grant('docs/guide/folder');
    expect(await carry('prague', {})).toContain('is not granted to this group');
    await grant('docs/guide');
    expect(await carry('prague', {})).toContain('goes on');
    await bot.run('prague', 'ama close');
    expect(await carry('guest-1', {})).toContain('Only the hosts');
    expect(await carry('prague', { repository: 'docs/guide/../other' })).toContain('is not a repository');
    expect(await carry('prague', {})).toContain('20 issues at most');
    expect(await carry('prague', { questions: '1' })).toContain('is no question that stayed open');
    expect(await issues()).toEqual([]);

    expect(await carry('london', { questions: '2, #3' })).toContain('2 issues');
    expect(await carry('prague', { questions: '3 4', repository: 'Docs/Guide' })).toContain('2 issues');
    expect(await issues()).toEqual(['2/docs/guide', '3/docs/guide', '4/Docs/Guide']);
    await grant('docs/other');
    expect(await carry('prague', { questions: '3', repository: 'docs/other' })).toContain(
      'has an issue in docs/guide already',
    );
  });

  test('are told by one comment when the question that went on is answered, and again when the answer changes', async () => {
    await grant('docs/guide');
    await bot.run('prague', 'ama close');
    await carry('prague', { questions: '2, 3' });
    const second = {
      title: 'Second',
      hosts: 'chat-london',
      opens: '2026-11-24 18:00',
      closes: '2026-11-24 20:00',
    };
    await bot.run('prague', 'ama create', { ...second, collects: '2026-11-20 09:00' });
    await bot.run('prague', 'ama carry', { ama: 'AMA', into: 'Second', questions: '2, 3, 4' });
    await bot.runUntilIdle();
    const comments = () =>
      [...bot.shown.values()].flatMap(({ order: { content }, texts }) =>
        content.kind === 'comment' ? [{ issue: content.issue, within: content.within, texts }] : [],
      );
    expect(comments()).toEqual([]);
    // As GitHub tells in which repository each was opened.
    const opened = await fresh.database.publication.findMany({ where: { view: 'amas/issue' } });
    for (const { id, remote } of opened) {
      const told = JSON.stringify({ ...JSON.parse(remote ?? '{}'), within: '77' });
      await fresh.database.publication.update({ where: { id }, data: { remote: told } });
    }
    // One of them is merged into the other, and both are answered by that.
    await bot.run('prague', 'ama answer', {
      ama: 'Second',
      question: '3',
      text: 'No issue was opened of this.',
    });
    await bot.run('prague', 'ama answer', { ama: 'Second', question: '1', text: 'The **tutorial**, @all.' });
    // As if it had been given in a topic that is gone.
    const lost = 'https://forum.example.org/t/gone/9/2';
    await fresh.database.question.updateMany({
      where: { answer: { contains: 'tutorial' } },
      data: { answerPlatform: 'discourse', answerSourceId: '9', answerPlace: '9', answerUrl: lost },
    });
    await bot.runUntilIdle();
    const [one] = comments();
    expect(comments()).toHaveLength(1);
    expect(one?.texts).toHaveLength(1);
    expect(one?.within).toBe('77');
    expect(one?.texts[0]).toContain('This was answered in [Second](https://');
    expect(one?.texts[0]).not.toContain(lost);
    expect(one?.texts[0]).toContain('> The **tutorial**, @<!-- -->all.');
    await bot.run('prague', 'ama edit-answer', { ama: 'Second', question: '1', text: 'The guide.' });
    await bot.runUntilIdle();
    expect(comments()).toHaveLength(1);
    expect(comments()[0]?.texts.at(-1)).toContain('> The guide.');
    await bot.run('prague', 'ama close', { ama: 'Second' });
    await bot.runUntilIdle();
    expect(comments()).toHaveLength(1);
  });

  test('say no more than that it was answered, where not everybody may read the answer', () => {
    const answer = { text: 'Secret.', byId: 1, at: new Date() };
    const told = (isForAll: boolean) =>
      issueAnswerOf({ title: 'Layoffs' }, { state: 'answered', answer }, { url: undefined, isForAll });
    expect(told(true)).toContain('answered in **Layoffs**');
    expect(told(true)).toContain('Secret.');
    expect(told(false)).toBe('This was answered in **another AMA**.');
    expect(
      issueAnswerOf({ title: 'AMA' }, { state: 'approved' }, { url: undefined, isForAll: true }),
    ).toContain('taken back');
  });

  test('are offered by a button where the group has a repository, and asked about in a form', async () => {
    await bot.run('prague', 'ama close');
    const labels = async () =>
      said(await bot.run('prague', 'ama status', { ama: '1' })).buttons?.map(({ label }) => label) ?? [];
    expect(await labels()).not.toContain('Open issues');
    await grant('docs/guide');
    expect(await labels()).toContain('Open issues');
    const form = await bot.press('london', 'amas/issues', '1');
    expect(JSON.stringify(form)).toContain('"value":"docs/guide"');
    expect(words(await bot.press('guest-2', 'amas/issues', '1'))).toContain('Only the hosts');
    const reply = await bot.fill('london', 'amas/issues', ['1'], {
      repository: 'docs/guide',
      questions: '2',
    });
    expect(words(reply)).toContain('Shall I open an issue in docs/guide');
    expect(await issues()).toEqual([]);
  });
});

test('whoever has an AMA written into a private repository reads first that links to it name it', async () => {
  const [sqlite] = freshDatabases('SQLite');
  const fresh = await sqlite?.open();
  if (!fresh) throw new Error('There is no database');
  let isPrivate = true;
  const bot = await openOffline(fresh.database, {
    findWritable: async (name) => ({ name, isArchived: false, isReadOnly: false, isPrivate }),
  });
  await fresh.database.grant.create({
    data: { groupId: bot.groupId, kind: 'repository', platform: '', value: 'docs/hidden' },
  });
  await bot.run('prague', 'ama create', {
    title: 'AMA',
    hosts: 'chat-london',
    opens: '2026-11-24 18:00',
    closes: '2026-11-24 20:00',
  });
  await bot.runUntilIdle();
  await bot.run('prague', 'ama close');
  const asked = async () =>
    words(await bot.run('prague', 'ama export', { folder: 'docs/hidden/amas', confirmed: false }));
  expect(await asked()).toContain('docs/hidden is private on GitHub');
  isPrivate = false;
  expect(await asked()).not.toContain('is private');
  await fresh.close();
});
