// Small promises to those who ask, answer and agree, which no story happens to come across.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, said, words } from './bot.ts';

describe.each(freshDatabases('SQLite'))('promises of an AMA on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;
  const settle = async () => {
    await bot.poll();
    await bot.runUntilIdle();
  };
  const create = async (more: Record<string, string | boolean> = {}) => {
    await bot.run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'london',
      opens: '2026-11-20 08:00',
      closes: '2026-11-20 20:00',
      ...more,
    });
    await bot.runUntilIdle();
  };

  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
  });
  afterEach(async () => {
    expect(bot.faults).toEqual([]);
    await fresh.close();
  });

  test('planned at short notice, no moment that has passed is told as that at which questions open', async () => {
    const past = '2026-11-15T18:00:00.000Z';
    const window = { hosts: 'chat-london', opens: '2026-11-22 18:00', closes: '2026-11-22 20:00' };
    const planned = { title: 'At short notice', ...window };
    const draft = { title: 'Not yet told', ...window, draft: true };
    const told = [
      words(await bot.run('prague', 'ama create', { ...planned, confirmed: false })),
      words(await bot.run('prague', 'ama create', planned)),
      words(await bot.run('prague', 'ama status', { ama: planned.title })),
      words(await bot.run('prague', 'ama create', draft)),
      words(await bot.run('prague', 'ama status', { ama: draft.title })),
      words(await bot.run('prague', 'ama announce', { ama: draft.title, confirmed: false })),
    ];
    expect(told.filter((one) => one.includes(past))).toEqual([]);
    const atOnce = told.map((one) => one.includes('Questions open as soon as it is announced'));
    expect(atOnce).toEqual([true, false, false, true, true, false]);
    expect(told.at(-1)).toContain('Questions are open.');
  });

  test('an answer from elsewhere replies to the post of its question in the topic', async () => {
    await create();
    bot.forum.reply('tokyo', 'Welcome, everybody.');
    const number = bot.forum.reply('lagos', 'Where do I start?');
    await settle();
    await bot.run('prague', 'ama answer', { question: '1', text: 'With the tutorial.' });
    await bot.runUntilIdle();
    expect(bot.shown.get('ama/1/answer/1/discourse')?.order.content).toMatchObject({ replyTo: number });
  });

  test('what a host says to an answer after the end adds nothing, and is told to them', async () => {
    await create();
    const number = bot.forum.reply('lagos', 'Where do I start?');
    await settle();
    bot.forum.reply('london', 'With the tutorial.', number);
    await settle();
    await bot.run('prague', 'ama close');
    await bot.runUntilIdle();
    bot.now = new Date(bot.now.getTime() + 600_000);
    bot.forum.reply('london', 'And with the guide.', number);
    await settle();
    expect(await fresh.database.question.count()).toBe(1);
    expect(bot.texts('ama/1/summary').join()).not.toContain('And with the guide.');
    expect(bot.texts('ama/1/hint/london').join()).toContain('has ended');
  });

  test('"+1" under a question that waits for a moderator counts once it is approved', async () => {
    await create({ moderated: true });
    const number = bot.forum.reply('lagos', 'Where do I start?');
    await settle();
    bot.forum.reply('tokyo', '+1', number);
    await settle();
    await bot.press('prague', 'amas/approve', '1', '1');
    await settle();
    expect(bot.texts('ama/1/question/1/discord').join()).toContain('1 vote');
  });

  test('a draft is begun by its button while the question can be answered, and not after it was declined', async () => {
    await create({ moderated: true });
    await bot.run('lagos', 'ama ask', { question: 'Where do I start?' });
    await bot.press('prague', 'amas/approve', '1', '1');
    expect(await bot.press('prague', 'amas/draftNew', '1')).toMatchObject({
      kind: 'form',
      form: 'amas/answer',
    });
    await bot.run('prague', 'ama answer', { question: '1', text: 'Here.' });
    expect(await bot.press('prague', 'amas/draftNew', '1')).toMatchObject({
      kind: 'form',
      form: 'amas/answer',
    });
    await bot.run('lagos', 'ama ask', { question: 'Where do I end?' });
    await bot.fill('prague', 'amas/decline', ['2'], { reason: 'Nowhere.' });
    expect(words(await bot.press('prague', 'amas/draftNew', '2'))).toContain('declined');
  });

  test('a time that was chosen from those offered is the one whose words stood there, on whatever clocks', async () => {
    const typed = { name: 'opens', typed: '2026-12-01 20:00 Asia/Tokyo', others: {} };
    const [offered] = await bot.dispatcher.suggest(bot.invocation('prague'), 'ama create', typed);
    expect(offered?.name).toContain('20:00 Asia/Tokyo');
    await create({ opens: offered?.value ?? '', closes: '2026-12-01 20:00' });
    expect(await fresh.database.ama.findFirst()).toMatchObject({ opensAt: new Date('2026-12-01T11:00Z') });
  });

  test('whoever asked reads what became of each question, during and after', async () => {
    await create({ moderated: true });
    for (const question of ['First?', 'Second?', 'Third?', 'Fourth?', 'Fifth?'])
      await bot.run('lagos', 'ama ask', { question });
    for (const id of ['1', '2']) await bot.press('prague', 'amas/approve', id, '1');
    await bot.run('prague', 'ama answer', { question: '1', text: 'Yes.' });
    await bot.fill('prague', 'amas/decline', ['3'], { reason: 'No.' });
    await bot.press('lagos', 'amas/withdraw', '4');
    const mine = async () => words(await bot.run('lagos', 'ama mine', { ama: '1' }));
    expect((await mine()).split('\n').slice(1)).toEqual([
      '1. First? (answered)',
      '2. Second? (not answered yet)',
      '3. Third? (declined)',
      '4. Fourth? (withdrawn)',
      '5. Fifth? (waiting for a moderator)',
    ]);
    await bot.run('prague', 'ama close');
    expect((await mine()).split('\n').slice(1)).toEqual([
      '1. First? (answered)',
      '2. Second? (not answered before the end)',
      '3. Third? (declined)',
      '4. Fourth? (withdrawn)',
      '5. Fifth? (not looked at before the end)',
    ]);
    // What the end has closed is not offered.
    const buttons = said(await bot.run('lagos', 'ama mine', { ama: '1' })).buttons ?? [];
    expect(buttons.map(({ label }) => label)).toEqual(['Withdraw 2', 'Withdraw 5']);
  });
});
