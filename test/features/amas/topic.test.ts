// What hosts and askers write into the topic on Discourse: which post is an answer, which a question, and to what.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type House, openHouse } from './house.ts';

describe.each(freshDatabases())('the topic of an AMA on $name', (kind) => {
  let fresh: Fresh;
  let house: House;

  beforeEach(async () => {
    fresh = await kind.open();
    house = await openHouse(fresh.database);
  });
  afterEach(() => fresh.close());

  const create = async (more: Record<string, string | number | boolean> = {}) => {
    await house.run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'london, helsinki',
      opens: '2026-11-24 18:00',
      closes: '2026-11-24 20:00',
      ...more,
    });
    await house.settle();
  };
  const questions = () => fresh.database.question.findMany({ orderBy: { number: 'asc' } });
  const later = (minutes: number) => {
    house.now = new Date(house.now.getTime() + minutes * 60_000);
  };

  test('what a host wrote before they left stays what it was; what they write afterwards is a question', async () => {
    await create();
    house.forum.reply('london', 'Welcome to everybody!');
    later(1);
    await house.run('prague', 'ama host remove', { who: 'london' });
    await house.poll();
    expect(await questions()).toEqual([]);
    later(1);
    house.forum.reply('london', 'Now I have a question myself?');
    await house.poll();
    expect((await questions()).map(({ text }) => text)).toEqual(['Now I have a question myself?']);
  });

  test('a quote and its answer may stand in one line', async () => {
    await create();
    const number = house.forum.reply('lagos', 'Which page comes first?');
    await house.poll();
    house.forum.reply('london', `[quote="lagos, post:${number}"]Which page[/quote] The tutorial.`);
    await house.poll();
    expect(await questions()).toMatchObject([{ state: 'answered', answer: 'The tutorial.' }]);
  });

  test('whoever answers a duplicate answers the question that it was merged into, and both askers are told', async () => {
    await create({ moderated: true });
    house.forum.reply('lagos', 'Which page comes first?');
    const duplicate = house.forum.reply('tokyo', 'Where do I begin?');
    await house.poll();
    await house.fill('prague', 'amas/merge', ['2'], { into: '1' });
    await house.press('prague', 'amas/approve', '1');
    house.forum.reply('london', 'With the tutorial.', duplicate);
    await house.poll();
    await house.settle();
    expect(await questions()).toMatchObject([
      { state: 'answered', answer: 'With the tutorial.' },
      { state: 'merged' },
    ]);
    expect(house.texts('ama/1/notice/')).toHaveLength(2);
  });

  test('what no moderator has looked at is told to the organisers, and to all others by its number alone', async () => {
    await create({ moderated: true });
    await house.fill('visitor', 'amas/question', ['1'], { question: 'Something rude?' });
    await house.fill('tokyo', 'amas/question', ['1'], { question: 'Something kind?' });
    await house.press('prague', 'amas/approve', '2');
    await house.at('2026-11-24T20:01:00Z');
    for (const place of ['discord', 'discourse'] as const) {
      const [summary] = house.texts(`ama/1/summary/${place}`);
      expect(summary).toContain('2. Something kind?');
      expect(summary).toContain('One more question was not looked at by the moderators.');
    }
    const shown = house.texts('ama/').filter((text) => text.includes('Something rude?'));
    expect(shown).toEqual(house.texts('ama/1/card/1'));
    const reply = await house.run('prague', 'ama export', { format: 'markdown' });
    const files = reply.kind === 'said' ? (reply.files ?? []) : [];
    expect(files.map(({ content }) => Buffer.from(content).toString()).join()).toContain('Something rude?');
  });
});
