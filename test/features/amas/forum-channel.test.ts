// An AMA in a forum channel: a pinned post to ask in, and a post for each question with its answer.
import { afterEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { openSandboxBot, type SandboxBot } from './sandbox-bot.ts';

const title = 'AMA with the docs team';
const create = `/ama create title:"${title}" hosts:"prague, helsinki" opens:"2026-11-24 18:00" closes:"2026-11-24 20:00" forum:#questions moderated:true confirmed:true`;

describe.each(freshDatabases('SQLite'))('an AMA in a forum on $name', ({ open }) => {
  let fresh: Fresh | undefined;
  let bot: SandboxBot | undefined;
  afterEach(async () => {
    await bot?.close();
    await fresh?.close();
  });

  test('each question has a post of its own, with its answer, whatever becomes of both', async () => {
    fresh = await open();
    const docs = await openSandboxBot(fresh);
    bot = docs;
    docs.discord.addChannel('questions', 'forum');
    await docs.type('prague', create);
    await docs.runUntilIdle();
    expect(docs.thread(title).join()).toContain('Press the button to ask');
    expect(docs.texts('#ama').join()).not.toContain(title);
    await docs.ask('visitor', 'How do I start?');
    await docs.ask('tokyo', 'Where does it end?');
    await docs.ask('shy', 'May I be shy?', { 'Ask anonymously?': 'yes' });
    docs.discourse.reply('london', title, { raw: 'Which page should I read first?' });
    await docs.runUntilIdle();
    for (const words of ['How do I start?', 'Where does it end?', 'May I be shy?', 'Which page should']) {
      await docs.press('vancouver', 'Approve', words);
    }
    await docs.runUntilIdle();
    const names = () => docs.discord.threads().map(({ name }) => name);
    expect(names().toSorted()).toEqual([
      '1. How do I start?',
      '2. Where does it end?',
      '3. May I be shy?',
      '4. Which page should I read first?',
      title,
    ]);
    await docs.press('shy', 'Upvote', 'How do I start?');
    await docs.type('prague', '/ama answer question:1 text:"Read the guide."');
    await docs.press('vancouver', 'Merge', 'Where does it end?');
    await docs.people.submit('vancouver', { 'Number of the question that it repeats': '1' });
    await docs.runUntilIdle();
    await docs.type('prague', '/ama edit-answer question:1 text:"Read the new guide." confirmed:true');
    await docs.restart();
    await docs.runUntilIdle();
    const post = docs.thread('1. How do I start?');
    expect(post[0]).toContain('1 vote · also asked by 1');
    expect(post.filter((text) => text.includes('Read the new guide.'))).toHaveLength(1);
    expect(post.join()).not.toContain('Read the guide.');
    expect(docs.thread('2. Where does it end?').join()).toContain('was merged into [question 1](');
    expect(docs.dms('tokyo').join()).toContain('Read the guide.');
    await docs.moveTo('2026-11-24T20:05:00Z');
    expect(docs.thread(title).join()).toContain('4 asked, 1 answered');
    const open_ = docs.discord.threads().filter(({ thread }) => thread?.archived !== true);
    expect(open_.map(({ name }) => name)).toEqual([]);
  });

  test('a follow-up may be answered in the post of what it follows up, and is shown no second time there', async () => {
    fresh = await open();
    const docs = await openSandboxBot(fresh);
    bot = docs;
    docs.discord.addChannel('questions', 'forum');
    await docs.type('prague', create);
    await docs.moveTo('2026-11-24T18:00:00Z');
    await docs.ask('visitor', 'How do I start?');
    await docs.runUntilIdle();
    await docs.press('vancouver', 'Approve', 'How do I start?');
    await docs.runUntilIdle();
    const thread = '1. How do I start?';
    docs.people.message('helsinki', thread, '@docent By the tutorial.');
    await docs.moveTo('2026-11-24T18:05:00Z');
    const asked = docs.people.message('tokyo', thread, '@docent And what follows that?');
    await docs.moveTo('2026-11-24T18:10:00Z');
    await docs.press('vancouver', 'Approve', 'And what follows that?');
    await docs.moveTo('2026-11-24T18:12:00Z');
    docs.people.message('helsinki', thread, '@docent The guide.', { replyTo: asked.id });
    await docs.moveTo('2026-11-24T18:15:00Z');
    const questions = await docs.database.question.findMany({ orderBy: { part: 'asc' } });
    expect(questions.map(({ answer }) => answer)).toEqual(['By the tutorial.', 'The guide.']);
    expect(docs.thread('1.1. And what follows that?').join()).not.toContain('The guide.');
    expect(docs.posts(title).at(-1)).toMatch(/The guide\.\s+\[On Discord\]/u);
  });

  test('what is said in the post of a question that was merged is said to the one that it was merged into', async () => {
    fresh = await open();
    const docs = await openSandboxBot(fresh);
    bot = docs;
    docs.discord.addChannel('questions', 'forum');
    await docs.type('prague', create);
    await docs.moveTo('2026-11-24T18:00:00Z');
    for (const [who, words] of [
      ['visitor', 'How do I start?'],
      ['tokyo', 'Where do I begin?'],
    ] as const) {
      await docs.ask(who, words);
      await docs.runUntilIdle();
      await docs.press('vancouver', 'Approve', words);
      await docs.runUntilIdle();
    }
    await docs.press('vancouver', 'Merge', 'Where do I begin?');
    await docs.people.submit('vancouver', { 'Number of the question that it repeats': '1' });
    await docs.runUntilIdle();
    const merged = '2. Where do I begin?';
    docs.people.message('helsinki', merged, '@docent By the tutorial.');
    await docs.moveTo('2026-11-24T18:05:00Z');
    expect(docs.thread('1. How do I start?').join()).toContain('By the tutorial.');
    docs.people.message('prague', merged, '@docent Then by the guide.');
    await docs.moveTo('2026-11-24T18:10:00Z');
    docs.people.message('tokyo', merged, '@docent And what follows that?');
    await docs.moveTo('2026-11-24T18:15:00Z');
    const all = await docs.database.question.findMany({ orderBy: { id: 'asc' } });
    expect(all.map(({ number, part, state, text }) => [number, part, state, text])).toEqual([
      [1, 0, 'answered', 'How do I start?'],
      [2, 0, 'merged', 'Where do I begin?'],
      [1, -1, 'addition', 'Then by the guide.'],
      [1, 1, 'waiting', 'And what follows that?'],
    ]);
    expect(docs.dms('tokyo').join()).toContain('By the tutorial.');
  });
});
