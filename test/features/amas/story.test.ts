// A whole AMA: 40 questions from both places, moderated, merged, declined, answered by two hosts, closed on time.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { accountOf, type Bot, openOffline, said, words } from './bot.ts';
import { parse } from './csv.ts';

const secret = 'the-shy-one';

// On one database: what it asks there, `slice`, `concurrency` and `over-sandbox` ask of both.
describe.each(freshDatabases('SQLite'))('the story of an AMA on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;
  /** Everything that anybody but the shy one was ever told. */
  const told: string[] = [];

  /** A new process on the same database: nothing is kept but the rows and what the platforms show. */
  const restart = async () => {
    const before = bot;
    bot = await openOffline(fresh.database, { now: before.now, forum: before.forum, shown: before.shown });
  };
  const as = async (who: string, reply: Promise<Parameters<typeof words>[0]>) => {
    const text = words(await reply);
    if (who !== secret) told.push(text);
    return text;
  };
  const press = (who: string, action: string, ...args: string[]) => as(who, bot.press(who, action, ...args));
  const run = (who: string, name: string, values = {}) => as(who, bot.run(who, name, values));
  const ask = (who: string, question: string, more: Record<string, string> = {}) =>
    as(who, bot.fill(who, 'amas/question', ['1'], { question, ...more }));

  beforeAll(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);

    // Announced two weeks ahead; questions open a week ahead.
    await run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'prague, helsinki',
      opens: '2026-12-10 18:00',
      closes: '2026-12-10 20:00',
      moderated: true,
    });
    await bot.runUntilIdle();
    told.push(words(await bot.press('visitor', 'amas/ask', '1')));
    await run('prague', 'ama host add', { hosts: 'chat-helsinki' });
    await bot.at('2026-12-03T18:00:00Z');

    // Twenty from Discord, one of them anonymous, and twenty from Discourse.
    for (let i = 1; i <= 19; i++) await ask(`guest-${i}`, `Discord question ${i}?`);
    await ask(secret, 'A delicate matter?', { anonymous: 'yes' });
    await restart();
    for (let i = 1; i <= 20; i++) bot.forum.reply(`reader-${i}`, `Discourse question ${i}?`);
    await bot.poll();
    await bot.runUntilIdle();

    // Two are duplicates, two are declined, one is withdrawn, one removed at its source; the rest is approved.
    await as('prague', bot.fill('prague', 'amas/merge', ['2'], { into: '1' }));
    await as('prague', bot.fill('prague', 'amas/merge', ['22'], { into: '1' }));
    await as('prague', bot.fill('prague', 'amas/decline', ['3'], { reason: 'It is about another project.' }));
    await as(
      'prague',
      bot.fill('prague', 'amas/decline', ['23'], { reason: 'It is about another project.' }),
    );
    await press('guest-4', 'amas/withdraw', '4');
    bot.forum.remove(numberOf('Discourse question 4?'));
    await bot.poll();
    for (let id = 1; id <= 40; id++) await press('vancouver', 'amas/approve', String(id));
    await press('prague', 'amas/mute', '20');
    await restart();

    // Likes there and votes here.
    bot.forum.like(numberOf('Discourse question 9?'), 5);
    for (const voter of ['tokyo', 'lagos', 'natal']) await press(voter, 'amas/vote', '7');
    await bot.poll();

    // Live: one host answers on Discord, the other one on Discourse.
    await bot.at('2026-12-10T18:00:00Z');
    told.push(await run('helsinki', 'ama queue'));
    await run('helsinki', 'ama answer', { question: '29', text: 'The most liked one.' });
    for (const number of [1, 7, 20]) {
      await run('prague', 'ama answer', { question: String(number), text: `Answer ${number} with a tpyo.` });
    }
    await bot.runUntilIdle();
    const quoted = numberOf('Discourse question 10?');
    bot.forum.reply(
      'prague',
      `[quote="reader-10, post:${quoted}, topic:50"]\nx\n[/quote]\n\nFrom the forum.`,
    );
    await bot.poll();
    await restart();
    await run('prague', 'ama edit-answer', { question: '7', text: 'Answer 7, corrected.' });
    await bot.runUntilIdle();
    bot.forum.remove(numberOf('Discourse question 10?'));
    await bot.poll();
    await bot.at('2026-12-10T19:45:00Z');
    told.push(await ask('visitor', 'Too late?'));
    await bot.at('2026-12-10T20:00:00Z');
    await restart();
    await bot.runUntilIdle();
  });
  afterAll(() => fresh.close());

  const numberOf = (raw: string) => {
    const post = bot.forum.posts().find((one) => one.raw === raw);
    if (!post) throw new Error(`Nobody wrote "${raw}".`);
    return post.number;
  };
  const summary = () => bot.texts('ama/1/summary/discourse')[0] ?? '';

  test('asking before questions open and after they stopped is answered by name', () => {
    expect(told.join('\n')).toContain('"AMA with the docs team" does not take questions yet.');
    expect(told.join('\n')).toContain('"AMA with the docs team" is wrapping up and takes no new questions.');
  });

  test('approving what was withdrawn, declined or merged is answered by name', () => {
    expect(told).toContain(
      'Question 4 was withdrawn by whoever asked it, so it cannot be approved any more.',
    );
    expect(told).toContain(
      'Question 24 was withdrawn by whoever asked it, so it cannot be approved any more.',
    );
    expect(told).toContain('Question 3 was declined by prague, so it cannot be approved any more.');
    expect(told).toContain(
      'Question 2 was merged into another one by prague, so it cannot be approved by itself.',
    );
  });

  test('no fault was met on the way', () => expect(bot.faults).toEqual([]));

  test('the queue is led by the most liked question, then by the most voted one', () => {
    const queue = told.find((text) => text.includes('questions to answer')) ?? '';
    expect(
      queue
        .split('\n')
        .filter((line) => /^\d+\./u.test(line))
        .slice(0, 3),
    ).toEqual([
      expect.stringMatching(/^29\. Discourse question 9\? .*5 votes/u),
      expect.stringMatching(/^7\. Discord question 7\? .*3 votes/u),
      expect.stringMatching(/^1\. Discord question 1\? .*also asked by 2/u),
    ]);
  });

  test('every answer stands in both places, edits too, and once', () => {
    expect(bot.texts('ama/1/answer/7/')).toHaveLength(2);
    for (const text of bot.texts('ama/1/answer/7/')) expect(text).toContain('Answer 7, corrected.');
    expect(bot.texts('ama/1/answer/30/discord')[0]).toContain('From the forum.');
    expect(bot.texts('ama/1/answer/30/discourse')).toEqual([]);
    expect(bot.texts('ama/1/answer/', 'discord')).toHaveLength(5);
  });

  test('a question removed after its answer leaves a neutral note with the answer', () => {
    expect(bot.texts('ama/1/answer/30/discord')[0]).toContain('Question 30 was removed where it was asked.');
    expect(bot.texts('ama/1/answer/30/discord')[0]).not.toContain('Discourse question 10?');
  });

  test('the summary has every answer in order, what stayed open, and the numbers', () => {
    expect(summary()).toMatch(
      /36 asked, 5 answered, by 35 people and 1 anonymously\. \d+ from Discord, \d+ from Discourse\. Half of the answers came within \d+ days\./u,
    );
    const entries = [...summary().matchAll(/^Question (\d+) from/gmu)].map(([, number]) => Number(number));
    expect(entries).toEqual([1, 7, 20, 29, 30]);
    const open = summary().split('Not answered')[1] ?? '';
    expect([...open.matchAll(/^(\d+)\. /gmu)]).toHaveLength(29);
    for (const gone of ['Discord question 3?', 'Discord question 4?', 'Discourse question 3?']) {
      expect(summary()).not.toContain(gone);
    }
  });

  test('the places are closed, archived and unpinned after the summary', () => {
    expect(bot.shown.get('ama/1/prompt')?.order.content).toMatchObject({
      isPinned: false,
      buttons: [expect.anything()],
    });
    expect(bot.shown.get('ama/1/thread')?.order.content).toMatchObject({ isArchived: true });
    expect(bot.shown.get('ama/1/topic')?.order.content).toMatchObject({ isClosed: true, isPinned: false });
    expect(bot.texts('ama/1/card/').join('\n')).not.toContain('[');
  });

  test('each asker got one private message for what became of their question, and nobody else any', async () => {
    const counts = [...bot.shown]
      .filter(([key]) => key.startsWith('ama/1/notice/'))
      .map(([key, { order, texts }]) => {
        const id = order.place.kind === 'person' ? order.place.id : '';
        return `${key.slice('ama/1/notice/'.length)} to ${id}: ${texts.length}`;
      });
    const discord = (name: string) => accountOf(name).id;
    // Nobody's question ends in silence.
    const open = { in: ['approved', 'waiting'] };
    const unanswered = await fresh.database.question.findMany({
      where: { state: open, wantsNotice: true },
    });
    const told = counts.filter((one) => one.includes('/unanswered to '));
    expect(told).toHaveLength(new Set(unanswered.map(({ id }) => id)).size);
    expect(told.every((one) => one.endsWith(': 1'))).toBe(true);
    expect(counts.filter((one) => !told.includes(one)).toSorted()).toEqual(
      [
        `1/answered to ${discord('guest-1')}: 1`,
        `2/answered to ${discord('guest-2')}: 1`,
        `22/answered to reader-2: 1`,
        `3/declined to ${discord('guest-3')}: 1`,
        `23/declined to reader-3: 1`,
        `7/answered to ${discord('guest-7')}: 1`,
        `20/answered to ${discord(secret)}: 1`,
        `29/answered to reader-9: 1`,
        `30/answered to reader-10: 1`,
      ].toSorted(),
    );
    expect(bot.texts('ama/1/notice/3/declined')[0]).toContain('Why: It is about another project.');
  });

  test('nothing that anybody can see or read tells who asked anonymously', async () => {
    const id = accountOf(secret).id;
    const exports = await Promise.all(
      ['markdown', 'json', 'csv'].map(async (format) => {
        const [file] = said(await bot.run('prague', 'ama export', { format })).files ?? [];
        return file?.content.toString() ?? '';
      }),
    );
    expect(exports.every((text) => text.includes('A delicate matter?'))).toBe(true);
    const rows = await fresh.database.publication.findMany();
    const seen = [
      ...told,
      ...exports,
      ...[...bot.shown.values()].flatMap(({ texts }) => texts),
      ...[...bot.shown.values()].map(({ order }) => JSON.stringify(order.content)),
      ...rows.map(({ key, subject, view, error, remote }) => [key, subject, view, error, remote].join(' ')),
      words(await bot.run('prague', 'ama moderate', { question: '20' })),
      words(await bot.run('prague', 'ama status')),
    ];
    const leaks = seen.filter((text) => text.includes(secret) || text.includes(id));
    expect(leaks).toEqual([]);
  });

  test('the muted asker cannot ask again, and is not named to the one who muted them', () => {
    expect(told).toContain(
      'Whoever asked question 20 cannot ask in this AMA any more. Take that back with /ama unmute question:20.',
    );
  });

  test('the numbers say from where, and how soon, and nothing of anybody', async () => {
    expect(words(await bot.run('prague', 'ama status', { ama: '1' }))).toMatch(
      /18 from Discord, 18 from Discourse\. Half of the answers came within \d+ (?:hours|days)\./u,
    );
  });

  test('the exported Markdown can begin with what a blog reads, and holds answers in their form', async () => {
    const reply = await bot.run('prague', 'ama export', { frontmatter: true });
    const text = said(reply).files?.[0]?.content.toString() ?? '';
    expect(text).toMatch(
      /^---\ntitle: "AMA with the docs team"\ndate: 2026-12-10T18:00:00.000Z\nauthors: \[.*\]\n---\n\n## /u,
    );
    expect(text).not.toMatch(/\\[:*]/u);
  });

  test('the exported table has a row for each question', async () => {
    const [file] = said(await bot.run('prague', 'ama export', { format: 'csv' })).files ?? [];
    const rows = parse(file?.content.toString() ?? '');
    expect(rows).toHaveLength(41);
    expect(rows[20]?.slice(0, 3)).toEqual(['20', 'answered', 'anonymous']);
  });
});
