// AMAs in the hours that a change of the clocks skips or doubles: each step comes once, at the instant that was meant.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, words } from './bot.ts';

describe.each(freshDatabases('SQLite'))('an AMA while the clocks change, on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;
  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database, { zone: 'Europe/Prague' });
  });
  afterEach(async () => {
    expect(bot.faults).toEqual([]);
    await fresh.close();
  });
  const create = async (opens: string, closes: string) =>
    words(
      await bot.run('prague', 'ama create', {
        ...{ title: 'AMA with the docs team', hosts: 'chat-london', collects: '2026-11-20 10:00' },
        ...{ opens, closes },
      }),
    );

  // In 2027 the clocks go from 02:00 to 03:00 on 28 March, at 01:00 UTC, and from 03:00 back to 02:00 on 31 October.
  test.each([
    ['opens in the hour that is skipped', '03-28 02:30', '03-28 04:30', ['01:30', undefined, '02:30']],
    ['opens before and ends after it', '03-28 01:30', '03-28 04:00', ['00:30', '01:00', '02:00']],
    ['ends in it', '03-28 00:00', '03-28 02:30', ['23:00', '00:30', '01:30']],
    ['has its last hour in it', '03-28 00:00', '03-28 03:30', ['23:00', '00:30', '01:30']],
    ['opens in the hour that comes twice', '10-31 02:30', '10-31 04:00', ['00:30', '02:00', '03:00']],
    ['opens before and ends after both', '10-31 01:30', '10-31 03:30', ['23:30', '01:30', '02:30']],
    ['ends in the first of the two', '10-31 00:30', '10-31 02:45', ['22:30', '23:45', '00:45']],
  ])('that %s tells each thing once and in time', async (_, opens, closes, [live, lastHour, end]) => {
    await create(`2027-${opens}`, `2027-${closes}`);
    await bot.runUntilIdle();
    const seen = new Map<string, string>();
    const from = Date.parse(`2027-${opens.slice(0, 5)}T00:00:00Z`) - 4 * 3_600_000;
    for (let quarter = 0; quarter <= 40; quarter += 1) {
      const now = new Date(from + quarter * 15 * 60_000).toISOString();
      await bot.at(now);
      for (const kindOf of ['live', 'lastHour', 'end']) {
        const texts = bot.texts(`ama/1/told/${kindOf}/discord`);
        if (texts.length > 0 && !seen.has(kindOf)) seen.set(kindOf, now.slice(11, 16));
        expect(texts.length).toBeLessThanOrEqual(1);
      }
    }
    expect(Object.fromEntries(seen)).toEqual({ live, end, ...(lastHour && { lastHour }) });
  });

  test('is refused where the clocks make its end come before its beginning', async () => {
    expect(await create('2027-03-28 02:45', '2027-03-28 03:15')).toContain('before it opens');
    expect(await fresh.database.ama.count()).toBe(0);
  });
});
