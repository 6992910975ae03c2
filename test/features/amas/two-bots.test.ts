// Two bots on one database that both read the same topics and get the same webhooks: everything counts once.
import { afterEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { openSandboxBot, type SandboxBot, until } from './sandbox-bot.ts';

const title = 'AMA with the docs team';
const create = `/ama create title:"${title}" hosts:"prague, helsinki" opens:"2026-11-24 18:00" closes:"2026-11-24 20:00" confirmed:true`;

/** What the bot said to somebody in private on the forum. */
const letters = ({ discourse }: SandboxBot, who: string) =>
  discourse
    .messagesOf(who)
    .flatMap(({ posts }) => posts.filter(({ by }) => by.username === discourse.apiUsername));

// On the database that several bots are for, where there is a server.
describe.each(freshDatabases().slice(-1))('two bots on $name', ({ open }) => {
  let fresh: Fresh | undefined;
  let bot: SandboxBot | undefined;
  afterEach(async () => {
    await bot?.close();
    await fresh?.close();
  });
  const opened = async (hasWebhooks = false) => {
    fresh = await open();
    bot = await openSandboxBot(fresh, { bots: 2, guests: 5, hasWebhooks });
    await bot.type('prague', create);
    await bot.runUntilIdle();
    return bot;
  };
  const count = (texts: string[], words: string) => texts.filter((text) => text.includes(words)).length;

  test('a question, its edit, its likes and its answer are each written down and shown once', async () => {
    const docs = await opened();
    const asked = docs.discourse.reply('visitor', title, { raw: 'Which page should I read first?' });
    await docs.runUntilIdle();
    expect(await docs.database.question.count()).toBe(1);
    const post = docs.discourse.findPost('Which page should I read first?') ?? 0;
    docs.discourse.edit('visitor', post, 'Which page should a beginner read first?');
    docs.discourse.like('tokyo', post);
    await docs.runUntilIdle();
    expect(await docs.database.question.findMany()).toMatchObject([
      { text: 'Which page should a beginner read first?', likes: 0 },
    ]);
    expect(await docs.database.vote.count()).toBe(1);
    // Who answers later than that has seen the words as they are now.
    await docs.moveTo('2026-11-20T09:10:00Z');
    const replyTo = 'number' in asked ? asked.number : 0;
    docs.discourse.reply('prague', title, { raw: 'The tutorial, of course.', replyTo });
    await docs.runUntilIdle();
    expect(count(docs.thread(title), 'Question 1** from')).toBe(1);
    expect(count(docs.thread(title), 'The tutorial, of course.')).toBe(1);
    expect(letters(docs, 'visitor')).toHaveLength(1);
  });

  test('a command by mention is run by one of them and answered once', async () => {
    const docs = await opened();
    // A private message about it bears its title too.
    const topic = docs.topic(title)?.id ?? 0;
    for (let i = 1; i <= 3; i++) {
      docs.discourse.reply('tokyo', topic, { raw: `@docent ama ask question:"What of number ${i}?"` });
      docs.discourse.reply('visitor', topic, { raw: `@docent ama status ama:"${title}"` });
      const more = 'hosts:london opens:"2026-12-01 18:00" closes:"2026-12-01 20:00" draft:true';
      docs.discourse.reply('prague', topic, { raw: `@docent ama create title:"Another ${i}" ${more}` });
      await docs.runUntilIdle();
    }
    expect(await docs.database.ama.count()).toBe(4);
    expect(letters(docs, 'prague')).toHaveLength(3);
    const asked = await docs.database.question.findMany({ orderBy: { number: 'asc' } });
    expect(asked.map(({ text }) => text)).toEqual([1, 2, 3].map((i) => `What of number ${i}?`));
    expect(letters(docs, 'tokyo')).toHaveLength(3);
    expect(letters(docs, 'visitor')).toHaveLength(3);
  });

  test('a topic for the next meeting is put on its agenda once', async () => {
    const docs = await opened();
    await docs.type(
      'prague',
      '/meeting series create name:"Docs call" rule:"first tuesday" times:"18:00" zone:Europe/Prague confirmed:true',
    );
    await docs.runUntilIdle();
    docs.discourse.reply('tokyo', 'Docs call', { raw: '@docent topic: Dark mode for the docs' });
    await docs.runUntilIdle();
    const topics = await docs.database.agendaTopic.findMany();
    expect(topics.map((one) => one.title)).toEqual(['Dark mode for the docs']);
  });

  test('webhooks to both, each sent twice, while both poll', async () => {
    const docs = await opened(true);
    for (let i = 1; i <= 5; i++) {
      docs.discourse.reply(`guest-${i}`, title, { raw: `Which is page number ${i}?` });
      docs.discourse.reply('tokyo', title, { raw: `@docent ama ask question:"And number ${i}?"` });
    }
    await Promise.all([docs.runUntilIdle(), docs.runUntilIdle()]);
    await until(async () => (await docs.database.question.count()) === 10);
    await docs.runUntilIdle();
    for (let i = 1; i <= 5; i++) {
      expect(count(docs.thread(title), `Which is page number ${i}?`)).toBe(1);
      expect(count(docs.thread(title), `And number ${i}?`)).toBe(1);
    }
    expect(await docs.database.question.count()).toBe(10);
    expect(letters(docs, 'tokyo')).toHaveLength(5);
  });

  test.each([
    ['one of them', 1],
    ['both', 2],
  ])(
    'a command whose acknowledgement Discord answers by 503 to %s is done and answered once',
    async (_, times) => {
      const docs = await opened();
      const heard: string[] = [];
      const answer = /^(?:POST|PATCH) \/webhooks\//u;
      docs.discord.onExchange(({ method, path, status }) => heard.push(`${method} ${path} ${status}`));
      docs.discord.failNext(/^POST \/interactions\//u, { status: 503 }, times);
      await docs.type('prague', '/meeting schedule name:Sprint when:"2026-12-02 20:00" confirmed:true');
      // Both hold the acknowledgement for theirs: one got it, the other was told that it had been given when it tried again.
      await until(() => count(heard, '/callback 400') === 1);
      await docs.runUntilIdle();
      expect(await docs.database.meeting.count({ where: { name: 'Sprint' } })).toBe(1);
      await until(() => heard.some((line) => answer.test(line)));
      expect(heard.filter((line) => answer.test(line))).toHaveLength(1);
      expect(docs.logged.filter((line) => /"level":[45]0/u.test(line))).toEqual([]);
    },
  );
});
