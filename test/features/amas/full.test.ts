// Whoever has asked as many questions as they may is told which bound that is, wherever they ask, moderated or not.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mostOpenQuestions } from '../../../src/features/amas/rules.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, words } from './bot.ts';

describe.each(freshDatabases('SQLite'))('as many questions as one may ask, on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;
  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
  });
  afterEach(async () => {
    expect(bot.faults).toEqual([]);
    await fresh.close();
  });

  const settle = async () => {
    await bot.poll();
    await bot.runUntilIdle();
  };
  /** Asks for one question more; answers what the asker is told. */
  const asks = {
    async discord(text: string) {
      return words(await bot.fill('lagos', 'amas/question', ['1'], { question: text }));
    },
    async discourse(text: string) {
      bot.forum.reply('lagos', text);
      await settle();
      return [...bot.shown]
        .filter(([key]) => key.endsWith('/declined'))
        .map(([, { texts }]) => texts.at(-1))
        .join();
    },
  };

  test.each([
    { limit: 2, moderated: false, where: 'discord' },
    { limit: 2, moderated: true, where: 'discord' },
    { limit: 2, moderated: false, where: 'discourse' },
    { limit: 2, moderated: true, where: 'discourse' },
    { limit: 0, moderated: false, where: 'discourse' },
    { limit: 60, moderated: true, where: 'discord' },
  ] as const)(
    'at most $limit each, moderated: $moderated, on $where',
    async ({ limit, moderated, where }) => {
      await bot.run('prague', 'ama create', {
        ...{ title: 'AMA', hosts: 'london', moderated, limit },
        ...{ opens: '2026-11-24 18:00', closes: '2026-11-24 20:00', collects: '2026-11-20 09:00' },
      });
      await bot.runUntilIdle();
      const most = limit === 2 ? 2 : mostOpenQuestions;
      for (let i = 1; i <= most; i += 1) {
        if (where === 'discord')
          expect(await asks.discord(`Question ${i}?`)).toContain(`arrived as number ${i}`);
        else bot.forum.reply('lagos', `Question ${i}?`);
      }
      await settle();
      const refused = await asks[where]('One more?');
      const open = { state: moderated ? 'waiting' : 'approved' };
      expect(await fresh.database.question.count({ where: open })).toBe(most);
      if (limit === 2) {
        expect(refused).toContain(
          where === 'discord' ? 'You have asked 2' : 'as many questions as one person may',
        );
        expect(refused).not.toContain('wait for an answer');
        // What was withdrawn makes room; an answer makes none.
        expect(refused).toContain('ithdraw one to ask another');
        return;
      }
      expect(refused).toContain(`${mostOpenQuestions} of your questions`);
      expect(refused).toContain('Ask again when one is answered, or withdraw one');
      const first = await fresh.database.question.findFirstOrThrow({ where: open });
      if (moderated) await bot.press('prague', 'amas/approve', String(first.id), String(first.textVersion));
      await bot.run('prague', 'ama answer', { question: '1', text: 'Yes.' });
      await asks[where]('Now one more?');
      expect(await fresh.database.question.count({ where: { text: 'Now one more?', ...open } })).toBe(1);
    },
  );
});
