// AMAs of unusual days: across midnight, three days long, made longer, two at once, without questions, hosts or moderators.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OptionValue } from '../../../src/core/command.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline } from './bot.ts';

describe.each(freshDatabases('SQLite'))('an AMA of an unusual day on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;
  const create = async (more: Record<string, OptionValue> = {}) => {
    await bot.run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'chat-london, chat-helsinki',
      opens: '2026-12-10 18:00',
      closes: '2026-12-10 20:00',
      ...more,
    });
    await bot.runUntilIdle();
  };
  /** Lets hours pass, a quarter at a time. */
  async function pass(from: string, hours: number) {
    for (let quarter = 0; quarter <= hours * 4; quarter += 1)
      await bot.at(new Date(Date.parse(from) + quarter * 15 * 60_000).toISOString());
  }
  /** What was sent, by what it is and where, and how often: of each one message, said once. */
  async function told(amaId = 1) {
    const rows = await fresh.database.publication.findMany({
      where: {
        about: `ama/${amaId}`,
        isOnce: true,
        state: 'done',
        remote: { not: null },
      },
      select: { view: true, subject: true, platform: true, slot: true },
    });
    const names = rows.map(({ view, subject, platform }) => {
      const what = view.startsWith('amas/told') ? subject.split('/')[1] : view.replace('amas/', '');
      return `${what} ${platform}`;
    });
    return Object.fromEntries(
      [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]).toSorted(),
    );
  }
  const usual = {
    'end discord': 1,
    'host discord': 2,
    'hostLive discord': 2,
    'lastHour discord': 1,
    'lastHour discourse': 1,
    'live discord': 1,
    'live discourse': 1,
    'opening discord': 1,
    'opening discourse': 1,
  };

  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
  });
  afterEach(async () => {
    expect(bot.faults).toEqual([]);
    for (const { texts } of bot.shown.values()) expect(texts.length).toBeGreaterThan(0);
    await fresh.close();
  });

  test.each([
    ['across midnight', '2026-12-10 22:30', '2026-12-11 01:30', 5],
    ['three days long', '2026-12-10 18:00', '2026-12-13 18:00', 74],
    ['on the last day of a year', '2026-12-31 22:00', '2027-01-01 00:00', 4],
  ])('%s, without a question, tells each thing once', async (_, opens, closes, hours) => {
    await create({ opens, closes });
    await bot.at(new Date(Date.parse(`${opens}Z`) - 7 * 86_400_000).toISOString());
    await pass(`${opens.replace(' ', 'T')}:00Z`, hours);
    expect(await told()).toEqual(usual);
    expect(bot.texts('ama/1/summary').join()).toContain('AMA with the docs team');
  });

  test('made longer while it is live has a new last hour, and one end', async () => {
    await create();
    await bot.at('2026-12-03T18:00:00Z');
    await pass('2026-12-10T18:00:00Z', 1.25);
    await bot.run('prague', 'ama edit', { closes: '2026-12-10 22:00' });
    await pass('2026-12-10T19:30:00Z', 3);
    expect(await told()).toEqual({ ...usual, 'lastHour discord': 2, 'lastHour discourse': 2 });
    expect(bot.texts('ama/1/told/lastHour/discord').join()).toContain('2026-12-10T22:00:00.000Z');
  });

  test('beside another one that is live at the same time, each tells its own', async () => {
    await create();
    await create({ title: 'Another', opens: '2026-12-10 18:30', closes: '2026-12-10 20:30' });
    await bot.at('2026-12-03T18:00:00Z');
    await pass('2026-12-03T18:15:00Z', 1);
    await pass('2026-12-10T18:00:00Z', 4);
    expect(await told(1)).toEqual(usual);
    expect(await told(2)).toEqual(usual);
  });

  test('whose hosts and moderators never come leaves nobody in silence', async () => {
    await create({ moderated: true });
    await bot.at('2026-12-03T18:00:00Z');
    await bot.run('lagos', 'ama ask', { question: 'Is anybody there?' });
    bot.forum.reply('tokyo', 'And here?');
    await bot.poll();
    await bot.runUntilIdle();
    await bot.press('prague', 'amas/approve', '2', '1');
    await pass('2026-12-10T18:00:00Z', 3);
    expect(await told()).toEqual({
      ...usual,
      // Both hosts, and whoever planned it.
      'hostEnd discord': 3,
      'unanswered discourse': 1,
      'unanswered discord': 1,
      'waiting discord': 1,
    });
  });

  test('whose hosts come late hear that it is live, and what waits', async () => {
    await create({ collects: '2026-11-20 09:00' });
    await bot.run('lagos', 'ama ask', { question: 'Is anybody there?' });
    await pass('2026-12-10T18:00:00Z', 1.5);
    await bot.run('london', 'ama answer', { question: '1', text: 'Now I am.' });
    await pass('2026-12-10T19:45:00Z', 1);
    const { 'opening discord': _, 'opening discourse': __, ...rest } = usual;
    expect(await told()).toEqual({ ...rest, 'answered discord': 1 });
  });
});
