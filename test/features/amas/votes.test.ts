// Votes: nobody votes for their own question, and those that were carried over are voted for before questions open.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { amasStore } from '../../../src/features/amas/store.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { accountOf, type Bot, openOffline, words } from './bot.ts';

describe.each(freshDatabases('SQLite'))('votes on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;
  const create = (title: string, more: Record<string, string | boolean> = {}) =>
    bot.run('prague', 'ama create', {
      title,
      hosts: 'london',
      opens: '2026-11-24 18:00',
      closes: '2026-11-24 20:00',
      ...more,
    });
  const settle = async () => {
    await bot.poll();
    await bot.runUntilIdle();
  };
  const shown = (id: number) => bot.texts(`ama/${id > 2 ? 2 : 1}/question/${id}/discord`).join();

  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
    await create('First');
    await bot.runUntilIdle();
  });
  afterEach(async () => {
    expect(bot.faults).toEqual([]);
    await fresh.close();
  });

  test('nobody votes for their own question, nor for the one into which theirs was merged', async () => {
    await bot.run('lagos', 'ama ask', { question: 'How do I start?' });
    await bot.run('shy', 'ama ask', { question: 'Where do I start?', anonymous: true });
    expect(words(await bot.press('lagos', 'amas/vote', '1'))).toContain('You asked question 1 yourself');
    expect(words(await bot.press('shy', 'amas/vote', '2'))).toContain('You asked question 2 yourself');
    expect(words(await bot.press('shy', 'amas/vote', '1'))).toContain('Your vote counts');
    expect(words(await bot.press('shy', 'amas/vote', '1'))).toContain('You took back');
    await bot.fill('prague', 'amas/merge', ['2'], { into: '1' });
    expect(words(await bot.press('shy', 'amas/vote', '1'))).toContain('You asked question 1 yourself');
    expect(await fresh.database.vote.count()).toBe(0);
  });

  test('a like by whoever asked, from their other account, is no vote; a vote from before a merger neither', async () => {
    const who = await bot.roster.of(bot.groupId, accountOf('lagos'));
    await bot.roster.joinAccount(bot.groupId, who.id, accountOf('lagos@discourse'));
    await bot.run('lagos', 'ama ask', { question: 'How do I start?' });
    await bot.run('natal', 'ama ask', { question: 'Where do I start?' });
    await bot.press('natal', 'amas/vote', '1');
    await bot.runUntilIdle();
    const likers = [accountOf('lagos@discourse'), accountOf('tokyo@discourse')];
    const read = async () => {
      const posts = bot.forum.posts();
      const liked = posts.findIndex(({ raw }) => raw.includes('How do I start?'));
      await bot.ingest(
        'ama/1/topic',
        posts.map((one, i) => (i === liked ? { ...one, likes: 2, likers } : one)),
      );
      await bot.runUntilIdle();
    };
    await read();
    expect(shown(1)).toContain('2 votes');
    await bot.fill('prague', 'amas/merge', ['2'], { into: '1' });
    await read();
    expect(shown(1)).toContain('1 vote · also asked by 1');
    // What is known already is written down no second time.
    const before = await fresh.database.publication.findMany({ select: { key: true, revision: true } });
    await read();
    expect(await fresh.database.publication.findMany({ select: { key: true, revision: true } })).toEqual(
      before,
    );
  });

  test('likes of a question that was carried over are votes before questions open; what is written waits', async () => {
    await bot.run('lagos', 'ama ask', { question: 'How do I start?' });
    await bot.run('natal', 'ama ask', { question: 'Is it hard?' });
    await bot.run('prague', 'ama close');
    await create('Second', {
      carry: 'First',
      opens: '2026-12-24 18:00',
      closes: '2026-12-24 20:00',
      collects: '2026-12-20 09:00',
    });
    await bot.runUntilIdle();
    expect(await fresh.database.ama.findFirst({ where: { id: 2 } })).toMatchObject({ state: 'announced' });
    const post = bot.forum.posts().find(({ raw }) => raw.includes('carried over') && raw.includes('How'));
    bot.forum.like(post?.number ?? 0, 3);
    bot.forum.reply('tokyo', 'When does it begin?');
    await settle();
    expect(shown(3)).toContain('3 votes');
    expect(await fresh.database.question.count({ where: { amaId: 2 } })).toBe(2);
    expect([...bot.shown.keys()].filter((key) => key.startsWith('ama/2/hint'))).toEqual([]);
    await bot.at('2026-12-20T09:00:00Z');
    await settle();
    expect(await fresh.database.question.count({ where: { amaId: 2 } })).toBe(3);
  });

  test('who agrees in chat has voted once, also for what was carried over or merged; neither for their own nor for what is answered', async () => {
    const store = amasStore(fresh.database);
    await bot.run('lagos', 'ama ask', { question: 'How do I start?' });
    await bot.run('natal', 'ama ask', { question: 'Is it hard?' });
    await bot.run('oslo', 'ama ask', { question: 'Where do I start?' });
    const voterOf = async (who: string) => {
      const account = accountOf(who);
      const { id: personId } = await bot.roster.of(bot.groupId, account);
      return { personId, platform: account.platform, accountId: account.id };
    };
    const agree = async (amaId: number, id: number, who: string) => {
      const ama = await store.ama(amaId);
      if (ama) await store.agree(ama, id, await voterOf(who));
      await bot.runUntilIdle();
    };
    const votes = (questionId: number) => fresh.database.vote.count({ where: { questionId } });
    const shownOnce = async (work: () => Promise<void>) => {
      const before = await fresh.database.publication.findMany({ select: { key: true, revision: true } });
      await work();
      expect(await fresh.database.publication.findMany({ select: { key: true, revision: true } })).toEqual(
        before,
      );
    };
    await agree(1, 1, 'lagos');
    expect(await votes(1)).toBe(0);
    await agree(1, 1, 'tokyo');
    expect(shown(1)).toContain('1 vote');
    await shownOnce(() => agree(1, 1, 'tokyo'));
    expect(await votes(1)).toBe(1);
    await bot.fill('prague', 'amas/merge', ['3'], { into: '1' });
    await agree(1, 3, 'accra');
    expect(shown(1)).toContain('2 votes');
    await bot.run('london@discourse', 'ama answer', { question: '2', text: 'No.' });
    await agree(1, 2, 'accra');
    expect(await votes(2)).toBe(0);

    await bot.run('prague', 'ama close');
    await create('Second', { carry: 'First' });
    await agree(1, 4, 'quito');
    expect(await votes(4)).toBe(1);
    // Whoever says so there too voted there; a press takes that back, and not only what came along.
    await agree(2, 4, 'tokyo');
    expect(await fresh.database.vote.findFirst({ where: { questionId: 4 } })).toMatchObject({
      carriedFromId: null,
    });
    expect(await votes(4)).toBe(1);
  });
});
