// Answers before they are published: seen by hosts alone, kept, handed over; of two that were written neither is lost.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, words } from './bot.ts';

const [sqlite] = freshDatabases();

describe('drafts of answers', () => {
  let fresh: Fresh;
  let bot: Bot;
  const answerOf = async () => (await fresh.database.question.findFirstOrThrow({ where: { id: 1 } })).answer;
  const buttons = (reply: Awaited<ReturnType<Bot['run']>>) =>
    (reply.kind === 'said' ? (reply.buttons ?? []) : []).flatMap((one) => ('action' in one ? [one] : []));
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

  test('moderators see on its card who has begun an answer, and organisers how many a host who leaves has', async () => {
    await bot.run('prague', 'ama edit', { moderated: true });
    await bot.run('lagos', 'ama ask', { question: 'Where is the guide?' });
    await bot.press('prague', 'amas/approve', '2', '1');
    const card = async () => {
      await bot.runUntilIdle();
      return bot.texts('ama/1/card/2').join();
    };
    await bot.fill('london', 'amas/answer', ['2', 'new', '0'], { answer: 'Here.', next: 'preview' });
    expect(await card()).toContain('london has begun an answer, as a draft.');
    expect(words(await bot.run('prague', 'ama moderate', { question: '2' }))).toContain('london has begun');
    expect(bot.texts('ama/1/question').join()).not.toContain('begun');
    await bot.fill('london', 'amas/draftHand', ['1'], { host: '2' });
    expect(await card()).toContain('helsinki has begun an answer');
    await bot.press('helsinki', 'amas/draftDiscard', '1', '2');
    expect(await card()).not.toContain('begun');

    await bot.fill('helsinki', 'amas/answer', ['2', 'new', '0'], { answer: 'There.', next: 'preview' });
    const asked = await bot.run('helsinki', 'ama host leave', { confirmed: false });
    expect(words(asked)).toContain('The draft of an answer to question 2 is kept for the other hosts.');
    await bot.run('helsinki', 'ama host leave');
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/host-left').join()).toContain(
      'A draft of an answer to question 2 is theirs still.',
    );
    expect(await card()).toContain('helsinki has begun');
    // Somebody who comes back and leaves again is told of again.
    await bot.run('prague', 'ama host add', { hosts: 'chat-helsinki' });
    await bot.runUntilIdle();
    const expected = { view: 'amas/host', subject: '1/2', state: 'done' };
    expect(await fresh.database.publication.count({ where: expected })).toBe(2);
    bot.now = new Date(bot.now.getTime() + 60_000);
    await bot.run('helsinki', 'ama host leave');
    await bot.runUntilIdle();
    expect(await fresh.database.publication.count({ where: { view: 'amas/hostLeft', state: 'done' } })).toBe(
      2,
    );
    await bot.press('london', 'amas/draftPublish', '2', '1');
    expect(await card()).not.toContain('begun');
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
    expect(words(await bot.press('london', 'amas/draftPublish', '1', '1'))).toContain(
      'helsinki has a draft of an answer to question 1',
    );
    expect(words(await bot.run('london', 'ama answer', { question: '1', text: 'No.' }))).toContain(
      'taken by helsinki',
    );
    await bot.press('helsinki', 'amas/draftPublish', '1', '2');
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/answer/1/discourse')[0]).toContain('helsinki answers question 1');
  });

  test('handed over, take no question from a host who has taken it', async () => {
    await bot.run('prague', 'ama host add', { hosts: 'chat-oslo', confirmed: true });
    await bot.run('oslo', 'ama take', { question: '1' });
    await fill('london', 'I know half of it.', 'new', '0', 'preview');
    await bot.run('london', 'ama draft', { question: '1', to: 'chat-helsinki' });
    await bot.runUntilIdle();
    const told = [...bot.shown.values()]
      .flatMap(({ texts }) => texts)
      .find((text) => text.includes('hands it'));
    expect(told).toContain('oslo has taken the question until ');
    expect(told).toContain('[Edit]');
    expect(told).not.toMatch(/yours now|\[Publish\]/u);
    expect(words(await bot.press('helsinki', 'amas/draftPublish', '1', '2'))).toContain('taken by oslo');
    await bot.run('oslo', 'ama answer', { question: '1', text: 'All of it.' });
    expect(await answerOf()).toBe('All of it.');
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

  test.each([
    ['a button', (text: string) => fill('london', text, 'new', '0', 'preview')],
    ['a command', (text: string) => bot.run('london', 'ama draft', { question: '1', text })],
    [
      'a host to whom it was handed',
      async (text: string) => {
        await fill('helsinki', text, 'new', '0', 'preview');
        return await bot.run('helsinki', 'ama draft', { question: '1', to: 'chat-london' });
      },
    ],
  ])(
    'answer the question that was read: one that was changed since is shown first, for %s',
    async (_, write) => {
      const old = await write('By the guide.');
      await bot.fill('lagos', 'amas/question', ['1', '1'], { question: 'How do I stop?' });
      const [draft] = await fresh.database.answerDraft.findMany();
      // Buttons that show the old question, and those from before there were marks.
      const shown = buttons(old).find(({ label }) => label === 'Publish')?.args ?? [];
      for (const args of [shown, ['1', String(draft?.version)]].filter(({ length }) => length > 0)) {
        const late = await bot.press('london', 'amas/draftPublish', ...args);
        expect(words(late)).toContain('Question 1 was changed');
        expect(words(late)).toContain('How do I stop?');
      }
      expect(await answerOf()).toBeNull();
      expect(words(await bot.run('london', 'ama draft'))).toContain('the question was changed since');
      const again = await bot.run('london', 'ama draft', { question: '1' });
      expect(words(again)).toContain('Question 1 was changed');
      // It is changed once more before they press.
      await bot.fill('lagos', 'amas/question', ['1', '1'], { question: 'How do I stop early?' });
      const once = await pressed('london', again, 'Publish');
      expect(words(once)).toContain('How do I stop early?');
      expect(words(await pressed('london', once, 'Publish'))).toContain('appears in every place');
      expect(await answerOf()).toBe('By the guide.');
    },
  );

  test('whose question was changed and changed back are published at once; an edited draft answers what it was edited for', async () => {
    const shown = await fill('london', 'By the guide.', 'new', '0', 'preview');
    await bot.fill('lagos', 'amas/question', ['1', '1'], { question: 'How do I stop?' });
    const form = await pressed('london', shown, 'Edit');
    if (form.kind !== 'form') throw new Error(words(form));
    const edited = await bot.fill('london', form.form, form.args, { answer: 'By the other guide.' });
    expect(words(edited)).not.toContain('was changed');
    await bot.fill('lagos', 'amas/question', ['1', '1'], { question: 'How do I start?' });
    expect(words(await pressed('london', edited, 'Publish'))).toContain('Question 1 was changed');
    await bot.fill('lagos', 'amas/question', ['1', '1'], { question: 'How do I stop?' });
    await pressed('london', edited, 'Publish');
    expect(await answerOf()).toBe('By the other guide.');
  });

  test('are made of an answer whose question was changed while it was typed', async () => {
    const form = await bot.run('london', 'ama answer', { question: '1' });
    if (form.kind !== 'form') throw new Error(words(form));
    await bot.fill('lagos', 'amas/question', ['1', '1'], { question: 'How do I stop?' });
    const kept = await bot.fill('london', form.form, form.args, { answer: 'By the guide.', next: 'publish' });
    expect(words(kept)).toContain('Question 1 was changed');
    expect(await answerOf()).toBeNull();
    await pressed('london', kept, 'Publish');
    expect(await answerOf()).toBe('By the guide.');
  });

  test.each([
    ['withdrawn', 'was withdrawn by whoever asked it'],
    ['declined', 'was declined'],
    ['remark', 'was made a remark'],
  ])('of a question that is %s are kept, told to who holds them, and never published', async (state, why) => {
    const shown = await fill('london', 'By the guide.', 'new', '0', 'preview');
    if (state === 'withdrawn') await bot.press('lagos', 'amas/withdraw', '1');
    if (state === 'declined') await bot.fill('prague', 'amas/decline', ['1'], { reason: 'No.' });
    if (state === 'remark') await bot.press('prague', 'amas/remark', '1', '1');
    expect((await fresh.database.question.findUniqueOrThrow({ where: { id: 1 } })).state).toBe(state);
    await bot.runUntilIdle();
    const told = [...bot.shown.values()].filter(({ texts }) => texts.join().includes('You hold a draft'));
    expect(told.map(({ texts }) => texts.length)).toEqual([1]);
    expect(told[0]?.texts[0]).toContain(why);
    expect(told[0]?.texts[0]).toContain('By the guide.');
    await pressed('london', shown, 'Publish');
    const listed = await bot.run('london', 'ama draft', { question: '1' });
    expect(words(listed)).toContain(why);
    expect(buttons(listed).map(({ label }) => label)).toEqual(['Discard']);
    await bot.run('london', 'ama draft', { question: '1', text: 'More.' });
    expect(await fresh.database.answerDraft.count()).toBe(1);
    expect(await answerOf()).toBeNull();
  });

  test('of a question that was merged move to the one that goes on, whose words are read before', async () => {
    await bot.run('abuja', 'ama ask', { question: 'How does one begin?' });
    await fill('london', 'By the guide.', 'new', '0', 'preview');
    await bot.press('prague', 'amas/mergeInto', '1', '2');
    const shown = await bot.run('london', 'ama draft', { question: '1' });
    expect(words(shown)).toContain('was merged into question 2');
    await bot.press('london', 'amas/draftMove', '1', '9');
    expect(await fresh.database.answerDraft.findFirst()).toMatchObject({ questionId: 1 });
    const moved = await pressed('london', shown, 'Move to 2');
    expect(await fresh.database.answerDraft.findFirst()).toMatchObject({ questionId: 2, basedOn: 0 });
    expect(words(moved)).toContain('How does one begin?');
    await pressed('london', moved, 'Publish');
    const answers = await fresh.database.question.findMany({ orderBy: { id: 'asc' } });
    expect(answers.map(({ answer }) => answer)).toEqual([null, 'By the guide.']);
  });

  test('of a host who left are told to those who still host', async () => {
    await fill('london', 'Almost ready.', 'new', '0', 'preview');
    await bot.run('prague', 'ama host remove', { hosts: 'london' });
    await bot.at('2026-11-20T19:50:00Z');
    const told = [...bot.shown.values()].filter(({ texts }) => texts.join().includes('A host who left'));
    expect(told.map(({ texts }) => texts.length)).toEqual([1]);
    expect([...bot.shown.values()].flatMap(({ texts }) => texts).join()).not.toContain('is still a draft');
    // Who left cannot go on with it, and has it all the same.
    await bot.fill('prague', 'amas/decline', ['1'], { reason: 'No.' });
    await bot.runUntilIdle();
    const gone = [...bot.shown.values()].filter(({ texts }) => texts.join().includes('You hold a draft'));
    expect(gone[0]?.texts[0]).toContain('Almost ready.');
    expect(gone[0]?.texts[0]).not.toContain('[Discard]');
  });

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

  test.each(['Publish', 'Discard'])(
    'edited since its "%s" was shown are shown again, as they are',
    async (label) => {
      const shown = await fill('london', 'Read teh guide.', 'new', '0', 'preview');
      await bot.fill('london', 'amas/draft', ['1', '1'], { answer: 'Read the guide.' });
      const answer = await pressed('london', shown, label);
      expect(words(answer)).toContain('london answers question 1:\nRead the guide.');
      expect(await fresh.database.answerDraft.count()).toBe(1);
      expect(await answerOf()).toBeNull();
      expect(words(await pressed('london', answer, 'Publish'))).toContain('appears in every place');
    },
  );

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
