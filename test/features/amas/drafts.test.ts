// Answers before they are published: seen by hosts alone, kept, handed over; of two that were written neither is lost.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, said, words } from './bot.ts';

const [sqlite] = freshDatabases();

describe('drafts of answers', () => {
  let fresh: Fresh;
  let bot: Bot;
  const answerOf = async () => (await fresh.database.question.findFirstOrThrow({ where: { id: 1 } })).answer;
  const buttons = (reply: Awaited<ReturnType<Bot['run']>>) =>
    (said(reply).buttons ?? []).flatMap((one) => ('action' in one ? [one] : []));
  async function pressed(who: string, reply: Awaited<ReturnType<Bot['run']>>, label: string) {
    const found = buttons(reply).find((one) => one.label === label);
    if (!found) throw new Error(`There is no "${label}" in: ${words(reply)}`);
    return await bot.press(who, found.action, ...(found.args ?? []));
  }
  const fill = (who: string, answer: string, mode = 'new', version = '0', next = 'publish') =>
    bot.fill(who, 'amas/answer', ['1', mode, version], { answer, next });

  beforeEach(async () => {
    if (!sqlite) throw new Error('There is always SQLite.');
    fresh = await sqlite.open();
    bot = await openOffline(fresh.database);
    await bot.run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'chat-london, chat-helsinki',
      opens: '2026-11-20 08:00',
      closes: '2026-11-20 20:00',
    });
    await bot.run('lagos', 'ama ask', { question: 'How do I start?' });
    await bot.runUntilIdle();
  });
  afterEach(async () => {
    expect(bot.faults).toEqual([]);
    await fresh.close();
  });

  test('look as the answer will, are edited and published, and nobody else sees them', async () => {
    const shown = await fill('london', '**Begin** with the `tutorial`.', 'new', '0', 'preview');
    expect(words(shown)).toContain('london answers question 1:\nBegin with the tutorial.');
    await bot.runUntilIdle();
    expect(bot.texts('ama/1').join('\n')).not.toContain('tutorial');
    expect(words(await bot.run('lagos', 'ama draft', { question: '1' }))).toContain('Only the hosts');
    expect(words(await bot.press('lagos', 'amas/draftPublish', '1', '1'))).toContain('Only the hosts');
    expect(words(await bot.run('helsinki', 'ama draft'))).toContain('1. How do I start? (london): **Begin**');

    const edited = await bot.fill('london', 'amas/draft', ['1', '1'], { answer: 'Read the guide.' });
    expect(words(await pressed('london', edited, 'Publish'))).toContain('appears in every place');
    expect(await answerOf()).toBe('Read the guide.');
    expect(await fresh.database.answerDraft.count()).toBe(0);
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/notice/1/answered')).toHaveLength(1);
    expect(words(await bot.press('london', 'amas/draftPublish', '1', '2'))).toContain('not there any more');
  });

  test('are handed over, with the question, to a host who is told once', async () => {
    await fill('london', 'I know half of it.', 'new', '0', 'preview');
    const form = await bot.press('london', 'amas/draftHand', '1', '1');
    expect(form).toMatchObject({ fields: [{ choices: [{ name: 'helsinki' }] }] });
    await bot.fill('london', 'amas/draftHand', ['1'], { host: '2' });
    expect(words(await bot.run('london', 'ama draft', { question: '1', to: 'chat-helsinki' }))).toContain(
      'has it already',
    );
    await bot.runUntilIdle();
    const told = [...bot.shown.values()].filter(({ texts }) => texts.join().includes('hands it to you'));
    expect(told).toHaveLength(1);
    expect(told[0]?.texts[0]).toContain('I know half of it.');
    expect(told[0]?.texts[0]).toContain('[Publish]');
    // It is hers now.
    expect(words(await bot.run('london', 'ama answer', { question: '1', text: 'No.' }))).toContain(
      'taken by helsinki',
    );
    await bot.press('helsinki', 'amas/draftPublish', '1', '2');
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/answer/1/discourse')[0]).toContain('helsinki answers question 1');
  });

  test.each([
    ['Put it in its place', 'Mine.'],
    ['Add it below', 'Theirs.\n\nMine.'],
    ['Discard', 'Theirs.'],
  ])(
    'of two answers at once the first stands, and the second is kept and shown with it: %s',
    async (label, answer) => {
      await fill('london', 'Theirs.');
      const late = await fill('helsinki', 'Mine.');
      expect(await answerOf()).toBe('Theirs.');
      expect(words(late)).toContain('Mine.');
      expect(words(late)).toContain('was already answered by london:\nTheirs.');
      await pressed('helsinki', late, label);
      expect(await answerOf()).toBe(answer);
      expect(await fresh.database.answerDraft.count()).toBe(0);
    },
  );

  test('of two changes of an answer at once neither overwrites the other', async () => {
    await fill('london', 'First.');
    await fill('london', 'Second.', 'change', '1');
    const late = await fill('helsinki', 'Third.', 'change', '1');
    expect(await answerOf()).toBe('Second.');
    expect(words(late)).toContain('Third.');
    // The answer changes once more before they decide: it is shown again, not overwritten.
    await fill('london', 'Fourth.', 'change', '2');
    expect(words(await pressed('helsinki', late, 'Put it in its place'))).toContain('Fourth.');
    expect(await answerOf()).toBe('Fourth.');
  });

  test('of two edits of a draft at once both stay', async () => {
    await fill('london', 'One.', 'new', '0', 'preview');
    await bot.fill('london', 'amas/draft', ['1', '1'], { answer: 'Two.' });
    const both = words(await bot.fill('helsinki', 'amas/draft', ['1', '1'], { answer: 'Three.' }));
    expect(both).toContain('Two.');
    expect(both).toContain('Three.');
    expect(both).toContain('2 drafts');
  });

  test('that are not published are told to their hosts before the end, and an answer longer than a form is not cut', async () => {
    await fill('london', 'Almost ready.', 'new', '0', 'preview');
    await bot.at('2026-11-20T19:50:00Z');
    const told = [...bot.shown.values()].filter(({ texts }) => texts.join().includes('is still a draft'));
    expect(told.map(({ texts }) => texts.length)).toEqual([1]);
    await fresh.database.question.update({
      where: { id: 1 },
      data: {
        state: 'answered',
        answer: 'x'.repeat(4001),
        answeredById: 1,
        answeredAt: bot.now,
        answerVersion: 1,
      },
    });
    expect(words(await bot.run('london', 'ama edit-answer', { question: '1' }))).toContain('4001 characters');
  });
});
