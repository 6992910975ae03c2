// An AMA from its announcement to its summary, through the dispatcher, on both databases.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, words } from './bot.ts';

describe.each(freshDatabases())('an AMA on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;
  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
  });
  afterEach(() => fresh.close());

  const create = () =>
    bot.run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'prague, london',
      opens: '2026-11-24 18:00',
      closes: '2026-11-24 20:00',
    });

  test('is announced, takes a question, shows the answer in both places, tells the asker and closes', async () => {
    expect(words(await create())).toContain('AMA with the docs team is taking questions.');
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/prompt')[0]).toContain('[Ask a question]');
    expect(bot.texts('ama/1/thread')[0]).toMatch(/^AMA with the docs team/u);
    expect(bot.texts('ama/1/topic')[0]).toMatch(/^AMA with the docs team/u);

    const form = await bot.press('visitor', 'amas/ask', '1');
    expect(form).toMatchObject({ kind: 'form', form: 'amas/question', args: ['1'] });
    const arrived = await bot.fill('visitor', 'amas/question', ['1'], {
      question: 'How do I start?',
      anonymous: 'yes',
    });
    expect(words(arrived)).toContain('arrived as number 1');
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/question/1/discord')[0]).toContain('How do I start?');
    expect(bot.texts('ama/1/question/1/discourse')[0]).toContain('from Somebody on Discord');

    await bot.at('2026-11-24T18:00:00Z');
    expect(
      words(await bot.run('vancouver', 'ama answer', { question: '1', text: 'With a typo.' })),
    ).toContain('appears in every place');
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/answer/1/discord')[0]).toContain('With a typo.');
    expect(bot.texts('ama/1/answer/1/discourse')[0]).toContain('With a typo.');
    expect(bot.texts('ama/1/notice/1/answered')[0]).toContain('With a typo.');

    expect(words(await bot.run('prague', 'ama close'))).toContain('is now closed');
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/summary/discord')[0]).toContain('1 asked, 1 answered, by 1 anonymously.');
    expect(bot.shown.get('ama/1/thread')?.order.content).toMatchObject({ isArchived: true });
    expect(bot.shown.get('ama/1/topic')?.order.content).toMatchObject({ isClosed: true, isPinned: false });
    expect(bot.faults).toEqual([]);
  });

  test('opens, goes live, wraps up and closes at its times when nobody does it by hand', async () => {
    await bot.run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'prague',
      opens: '2026-12-24 18:00',
      closes: '2026-12-24 20:00',
    });
    const states: string[] = [];
    for (const at of [
      '2026-12-17T17:59',
      '2026-12-17T18:00',
      '2026-12-24T18:00',
      '2026-12-24T19:45',
      '2026-12-24T20:00',
    ]) {
      await bot.at(`${at}:00Z`);
      states.push((await fresh.database.ama.findFirstOrThrow()).state);
    }
    expect(states).toEqual(['announced', 'collecting', 'live', 'wrapping', 'closed']);
  });
});
