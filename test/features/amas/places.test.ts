// An AMA on a forum alone: what each place and person is told, counted, so that nobody is left without a word.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, words } from './bot.ts';

describe.each(freshDatabases('SQLite'))('an AMA with two hosts on a forum alone, on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;
  beforeEach(async () => {
    fresh = await kind.open();
  });
  afterEach(() => fresh.close());

  const open = async (group: { moderation?: string; spaces?: string }) => {
    bot = await openOffline(fresh.database, {
      group: { spaces: 'discourse:5', amas: 'discourse:5', moderation: '', organisers: '', ...group },
    });
  };
  const create = async (moderated: boolean) =>
    words(
      await bot.run('prague@discourse', 'ama create', {
        title: 'AMA with the docs team',
        hosts: 'london, helsinki',
        opens: '2026-11-24 18:00',
        closes: '2026-11-24 20:00',
        collects: '2026-11-20 09:00',
        moderated,
      }),
    );
  const settle = async () => {
    await bot.poll();
    await bot.runUntilIdle();
  };
  /** One after the other is asked, answered and left open; then it ends by the clock. */
  const held = async () => {
    await settle();
    bot.forum.reply('lagos', 'Which page first?');
    bot.forum.reply('natal', 'Which page second?');
    await settle();
    for (const id of ['1', '2']) await bot.press('prague', 'amas/approve', id);
    bot.forum.reply('london', 'The tutorial.', 2);
    await settle();
    await bot.at('2026-11-24T18:00:00Z');
    await settle();
    await bot.at('2026-11-24T19:05:00Z');
    await settle();
    await bot.at('2026-11-24T20:05:00Z');
    await settle();
  };
  /** What was published, each with how often it was said. */
  const told = () =>
    [...bot.shown]
      .map(([key, { texts }]) => (key.endsWith('/topic') ? key : `${key} ${texts.length}`))
      .toSorted();
  const everybody = [
    'ama/1/notice/1/answered 1',
    'ama/1/notice/2/unanswered 1',
    'ama/1/summary/discourse 1',
    'ama/1/to-host/helsinki 1',
    'ama/1/to-host/london 1',
    // What stayed open is in their hands, and in those of the organiser who planned it.
    'ama/1/to-hostEnd/helsinki 1',
    'ama/1/to-hostEnd/london 1',
    'ama/1/to-hostEnd/prague 1',
    'ama/1/to-hostLive/helsinki 1',
    'ama/1/to-hostLive/london 1',
    'ama/1/told/lastHour/discourse 1',
    'ama/1/told/live/discourse 1',
    'ama/1/topic',
  ];

  test('whoever asked, the hosts and the topic are told each thing once', async () => {
    await open({});
    expect(await create(false)).toContain('is taking questions');
    await held();
    expect(told()).toEqual(everybody);
    expect(bot.texts('ama/1/notice/1/answered')[0]).toContain('The tutorial.');
    expect(bot.texts('ama/1/summary/discourse')[0]).toContain('2 asked, 1 answered, by 2 people');
    expect(bot.texts('ama/1/topic')[0]).toContain('This AMA is closed');
  });

  test('moderated, it needs a place in which moderators can work, and says so', async () => {
    await open({});
    expect(await create(true)).toContain('needs a place for the moderators');
    await settle();
    expect(told()).toEqual([]);
  });

  test('moderated elsewhere, the moderators have a card of each question, and nobody else sees more', async () => {
    await open({ spaces: 'discord:1 discourse:5', moderation: 'discord:200' });
    expect(await create(true)).toContain('is taking questions');
    await held();
    const cards = told().filter((one) => one.includes('/card/'));
    expect(cards.map((one) => one.replace(/ \d+$/u, ''))).toEqual(['ama/1/card/1', 'ama/1/card/2']);
    expect(bot.texts('ama/1/card/2')[0]).toContain('not answered before the end');
    expect(told().filter((one) => !/\/card\/|\/event/u.test(one))).toEqual(everybody);
  });
});
