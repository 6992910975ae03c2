// What hosts and askers write into the topic on Discourse: which post is an answer, which a question, and to what.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { referenceBy } from '../../../src/features/amas/topic/quotes.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, words } from './bot.ts';

describe.each(freshDatabases('SQLite'))('the topic of an AMA on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;

  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
  });
  afterEach(() => fresh.close());

  const create = async (more: Record<string, string | number | boolean> = {}) => {
    await bot.run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'london, helsinki',
      opens: '2026-11-24 18:00',
      closes: '2026-11-24 20:00',
      ...more,
    });
    await bot.runUntilIdle();
  };
  const questions = () => fresh.database.question.findMany({ orderBy: { number: 'asc' } });
  const later = (minutes: number) => {
    bot.now = new Date(bot.now.getTime() + minutes * 60_000);
  };

  test('what a host wrote before they left stays what it was; what they write afterwards is a question', async () => {
    await create();
    bot.forum.reply('london', 'Welcome to everybody!');
    later(1);
    await bot.run('prague', 'ama host remove', { hosts: 'london' });
    await bot.poll();
    expect(await questions()).toEqual([]);
    later(1);
    bot.forum.reply('london', 'Now I have a question myself?');
    await bot.poll();
    expect((await questions()).map(({ text }) => text)).toEqual(['Now I have a question myself?']);
  });

  test('a quote and its answer may stand in one line', async () => {
    await create();
    const number = bot.forum.reply('lagos', 'Which page comes first?');
    await bot.poll();
    bot.forum.reply('london', `[quote="lagos, post:${number}"]Which page[/quote] The tutorial.`);
    await bot.poll();
    expect(await questions()).toMatchObject([{ state: 'answered', answer: 'The tutorial.' }]);
  });

  test('a reply to a question answers that one, whatever it quotes; nobody else is told', async () => {
    await create();
    const first = bot.forum.reply('lagos', 'Which page comes first?');
    const second = bot.forum.reply('tokyo', 'How long does a review take?');
    await bot.poll();
    bot.forum.reply(
      'london',
      `[quote="lagos, post:${first}, topic:50"]\nWhich page\n[/quote]\n\nLonger than reading that one: a week.`,
      second,
    );
    await bot.poll();
    await bot.runUntilIdle();
    expect(await questions()).toMatchObject([
      { state: 'approved', answer: null },
      { state: 'answered', answer: 'Longer than reading that one: a week.' },
    ]);
    expect([...bot.shown.keys()].filter((key) => key.includes('notice'))).toEqual([
      'ama/1/notice/2/answered',
    ]);
  });

  test('a quote of another topic is context, and answers nothing here', async () => {
    await create();
    const number = bot.forum.reply('lagos', 'Which page comes first?');
    bot.forum.reply('tokyo', 'How long does a review take?');
    await bot.poll();
    bot.forum.reply('london', `[quote="guido, post:${number}, topic:4711"]\nSlow.\n[/quote]\n\nSo they say.`);
    bot.forum.reply(
      'helsinki',
      [
        `[quote="tokyo, post:${number + 1}, topic:50"]\nHow long\n[/quote]\nA week.`,
        `[quote="guido, post:${number}, topic:4711"]\nSlow.\n[/quote]\nNot so slow.`,
      ].join('\n\n'),
    );
    await bot.poll();
    expect(await questions()).toMatchObject([
      { state: 'approved' },
      { state: 'answered', answer: 'A week.\n\nNot so slow.' },
    ]);
  });

  test('a quote whose number is another’s now is of the one who is named and wrote so', async () => {
    await create();
    bot.forum.reply('lagos', 'Which page comes first?');
    const second = bot.forum.reply('tokyo', 'How long does a review take?');
    await bot.poll();
    bot.forum.reply('london', `[quote="lagos, post:${second}, topic:50"] Which page [/quote] The tutorial.`);
    bot.forum.reply('london', `[quote="natal, post:${second}, topic:50"] Never said [/quote] A week.`);
    await bot.poll();
    expect(await questions()).toMatchObject([
      { state: 'answered', answer: 'The tutorial.' },
      { state: 'approved' },
    ]);
  });

  test('whoever quotes an answered question adds to its answer as by a reply: to each, with all that is said below its quotes', async () => {
    await create();
    const first = bot.forum.reply('lagos', 'Which page comes first?');
    const second = bot.forum.reply('tokyo', 'How long does a review take?');
    await bot.poll();
    const quote = (number: number, who: string, words: string) =>
      `[quote="${who}, post:${number}, topic:50"]\nx\n[/quote]\n${words}`;
    const before = [quote(first, 'lagos', 'The tutorial.'), quote(second, 'tokyo', 'A week.')];
    bot.forum.reply('london', [...before, quote(first, 'lagos', 'Then the guide.')].join('\n\n'));
    await bot.poll();
    expect((await questions()).map(({ answer }) => answer)).toEqual([
      'The tutorial.\n\nThen the guide.',
      'A week.',
    ]);
    const both = [quote(second, 'tokyo', 'Two in summer.'), quote(first, 'lagos', 'Or the glossary.')];
    const added = bot.forum.reply('helsinki', both.join('\n\n'));
    await bot.poll();
    bot.forum.edit(added, both.join('\n\n').replace('Two', 'Three'));
    await bot.poll();
    await bot.poll();
    const additions = (await questions()).filter(({ state }) => state === 'addition');
    expect(additions.map(({ text, number }) => [number, text])).toEqual([
      [1, 'Or the glossary.'],
      [2, 'Three in summer.'],
    ]);
    // Quoted otherwise by an edit it adds to that, and without a quote to nothing.
    const shown = (question: number) => bot.texts(`ama/1/answer/${question}/discord`).join();
    later(1);
    bot.forum.edit(added, quote(first, 'lagos', 'Three in summer.'));
    await bot.poll();
    await bot.runUntilIdle();
    expect([shown(1), shown(2)].map((text) => text.includes('Three in summer.'))).toEqual([true, false]);
    later(1);
    bot.forum.edit(added, 'Sorry, nothing here.');
    await bot.poll();
    await bot.runUntilIdle();
    expect(shown(1)).not.toContain('adds');
  });

  test('an answer that its host’s edit puts below the quote of another question answers that one alone; without a quote it stays', async () => {
    await create();
    const first = bot.forum.reply('lagos', 'Which page comes first?');
    bot.forum.reply('tokyo', 'How long does a review take?');
    await bot.poll();
    const quote = (number: number, who: string) =>
      `[quote="${who}, post:${number}, topic:50"]\nx\n[/quote]\n`;
    const answer = bot.forum.reply('london', `${quote(first, 'lagos')}A week.`);
    await bot.poll();
    later(1);
    bot.forum.edit(answer, `${quote(first + 1, 'tokyo')}A week, mostly.`);
    await bot.poll();
    const said = async () => (await questions()).map(({ state, answer }) => [state, answer]);
    expect(await said()).toEqual([
      ['approved', null],
      ['answered', 'A week, mostly.'],
    ]);
    later(1);
    bot.forum.edit(answer, 'Two weeks, mostly.');
    await bot.poll();
    expect((await said())[1]).toEqual(['answered', 'Two weeks, mostly.']);
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/answer/1/discord').join()).not.toContain('week');
  });

  test('an answer stays, mended, when its host’s edit quotes what is no question, or answers another question below it', async () => {
    await create();
    const first = bot.forum.reply('lagos', 'Which page comes first?');
    const second = bot.forum.reply('tokyo', 'How long does a review take?');
    const remark = bot.forum.reply('natal', 'I would like to know that as well.');
    await bot.poll();
    const quote = (number: number, who: string) =>
      `[quote="${who}, post:${number}, topic:50"]\nx\n[/quote]\n`;
    const answer = bot.forum.reply('london', `${quote(first, 'lagos')}The index.`);
    await bot.poll();
    const edited = async (raw: string) => {
      later(1);
      bot.forum.edit(answer, raw);
      await bot.poll();
      return (await questions()).filter(({ part }) => part === 0).map(({ answer: said }) => said);
    };
    expect(await edited(`${quote(remark, 'natal')}The tutorial.`)).toEqual(['The tutorial.', null]);
    const both = `The guide.\n\n${quote(second, 'tokyo')}A week.`;
    expect(await edited(both)).toEqual(['The guide.', 'A week.']);
    expect(await edited(both.replace('guide', 'tutorial'))).toEqual(['The tutorial.', 'A week.']);
    expect(await edited(quote(remark, 'natal'))).toEqual(['The tutorial.', 'A week.']);
    const third = `${both}\n\n${quote(remark, 'natal')}So would I.`;
    expect(await edited(third)).toEqual(['The guide.', 'A week.']);
    later(1);
    bot.forum.remove(remark);
    await bot.poll();
    expect(await edited(third.replace('guide', 'new guide'))).toEqual(['The new guide.', 'A week.']);
    expect(await edited('Please ignore this.')).toEqual([null, null]);
    expect(await edited(`${quote(second, 'tokyo')}Two weeks.`)).toEqual([null, 'Two weeks.']);
  });

  test('a greeting above a quote is no answer where the host’s edit takes that quote out, or quotes another question', async () => {
    await create();
    const first = bot.forum.reply('lagos', 'Which page comes first?');
    const second = bot.forum.reply('tokyo', 'How long does a review take?');
    await bot.poll();
    const quote = (number: number, who: string) =>
      `[quote="${who}, post:${number}, topic:50"]\nx\n[/quote]\n`;
    const wrong = `Thanks!\n${quote(first, 'lagos')}A week.`;
    const answer = bot.forum.reply('london', wrong);
    await bot.poll();
    const edited = async (raw: string) => {
      later(1);
      bot.forum.edit(answer, raw);
      await bot.poll();
      return (await questions()).map(({ answer: said }) => said);
    };
    const mended = `Thanks!\n${quote(second, 'tokyo')}A week.`;
    expect(await edited(mended)).toEqual([null, 'Thanks!\n\nA week.']);
    expect(await edited(`${wrong}\n${quote(second, 'tokyo')}Two.`)).toEqual(['Thanks!\n\nA week.', 'Two.']);
    expect(await edited(mended)).toEqual([null, 'Thanks!\n\nA week.']);
    // The first line of what was said below the quote is none.
    expect(await edited(`${quote(first, 'lagos')}The index.\nOr the guide.`)).toEqual([
      'The index.\nOr the guide.',
      null,
    ]);
    expect(await edited(`The index.\n${quote(second, 'tokyo')}A week.`)).toEqual(['The index.', 'A week.']);
  });

  test.each([
    ['@lagos: the tutorial, I would say.', 1],
    ['Q1: the tutorial.', 1],
    ['To question 1: the tutorial.', 1],
    ['Hello everybody, ask me anything!', 0],
    ['@tokyo I will look at #2 and 12 others tomorrow.', 0],
    ['@docent and I say hello.', 0],
  ])('a host who writes %j below the topic is told once how to answer: %i times', async (words, times) => {
    await create();
    bot.forum.reply('lagos', 'Which page comes first?');
    const answered = bot.forum.reply('tokyo', 'How long does a review take?');
    await bot.poll();
    bot.forum.reply('london', 'A week.', answered);
    bot.forum.reply('london', words);
    await bot.poll();
    bot.forum.reply('london', words);
    await bot.poll();
    await bot.runUntilIdle();
    const hints = [...bot.shown].filter(([key]) => key.includes('/hint'));
    expect(hints.map(([, { order }]) => ('id' in order.place ? order.place.id : ''))).toEqual(
      Array.from({ length: times }, () => 'london'),
    );
  });

  test('what answers a question, or adds to that by a quote, stays and is mended when the post of the question is gone', async () => {
    await create();
    const question = bot.forum.reply('lagos', 'Which page comes first?');
    await bot.poll();
    const answer = bot.forum.reply('london', 'Teh tutorial.', question);
    const quote = `[quote="lagos, post:${question}, topic:50"]\nWhich page\n[/quote]\n`;
    const added = bot.forum.reply('helsinki', `${quote}Then teh guide.`);
    await bot.poll();
    await bot.runUntilIdle();
    const shown = () => bot.texts('ama/1/answer/1/discord').join();
    expect(shown()).toContain('Then teh guide.');
    bot.forum.remove(question);
    await bot.poll();
    later(1);
    bot.forum.edit(answer, 'The tutorial.');
    bot.forum.edit(added, `${quote}Then the guide.`);
    await bot.poll();
    await bot.runUntilIdle();
    expect((await questions()).find(({ part }) => part === 0)).toMatchObject({
      state: 'answered',
      answer: 'The tutorial.',
    });
    expect(shown()).toMatch(/helsinki adds:\s+Then the guide\./u);
    // Without the quote it adds nothing, as where the question still stands.
    later(1);
    bot.forum.edit(added, 'Sorry, nothing here.');
    await bot.poll();
    await bot.runUntilIdle();
    expect(shown()).not.toContain('adds');
  });

  test('a question whose post is removed and put back is withdrawn until then', async () => {
    await create();
    const question = bot.forum.reply('lagos', 'Which page comes first?');
    const states = async () => {
      await bot.poll();
      return (await questions()).map(({ state }) => state);
    };
    const before = await states();
    const putBack = bot.forum.remove(question);
    expect(await states()).toEqual(['withdrawn']);
    putBack();
    expect(await states()).toEqual(before);
    expect(await states()).toEqual(before);
  });

  test('a post that is gone is known by its words too, where numbers changed; by a quote of nobody knows what nothing is taken back', async () => {
    await create();
    const first = bot.forum.reply('lagos', 'Which page comes first?');
    bot.forum.reply('tokyo', 'How long does a review take?');
    await bot.poll();
    const said = (words: string, answer: string) =>
      `[quote="lagos, post:${first + 1}, topic:50"]\n${words}\n[/quote]\n${answer}\n[quote="tokyo, post:${first + 1}, topic:50"]\nHow\n[/quote]\nA week.`;
    const post = bot.forum.reply('london', said('Which page', 'Teh tutorial.'));
    await bot.poll();
    bot.forum.remove(first);
    await bot.poll();
    const answers = async () => (await questions()).map(({ answer }) => answer);
    later(1);
    bot.forum.edit(post, said('Which page', 'The tutorial.'));
    await bot.poll();
    expect(await answers()).toEqual(['The tutorial.', 'A week.']);
    later(1);
    bot.forum.edit(post, said('What page', 'The guide.'));
    await bot.poll();
    expect(await answers()).toEqual(['The tutorial.', 'A week.']);
  });

  test('what somebody replied before they were made a host is their answer, as organisers are asked', async () => {
    await create();
    const question = bot.forum.reply('lagos', 'Which page comes first?');
    bot.forum.reply('prague', 'The tutorial does.', question);
    await bot.poll();
    expect(await questions()).toMatchObject([{ state: 'approved' }]);
    expect(words(await bot.run('prague', 'ama host add', { hosts: 'prague', confirmed: false }))).toContain(
      'counts',
    );
    await bot.run('prague', 'ama host add', { hosts: 'prague' });
    await bot.poll();
    expect(await questions()).toMatchObject([{ state: 'answered', answer: 'The tutorial does.' }]);
  });

  test('what somebody replied in two posts before they were made a host is their answer as a whole; what they said to another’s is not', async () => {
    await create();
    const first = bot.forum.reply('lagos', 'Which page comes first?');
    const second = bot.forum.reply('tokyo', 'How long does a review take?');
    await bot.poll();
    bot.forum.reply('prague', 'The tutorial does.', first);
    bot.forum.reply('london', 'A week.', second);
    later(1);
    bot.forum.reply('prague', 'Then the guide.', first);
    bot.forum.reply('prague', 'So I heard.', second);
    await bot.poll();
    later(1);
    await bot.run('prague', 'ama host add', { hosts: 'prague' });
    await bot.poll();
    await bot.runUntilIdle();
    const all = await questions();
    expect(all.filter(({ state }) => state === 'answered').map(({ answer }) => answer)).toEqual([
      'The tutorial does.',
      'A week.',
    ]);
    expect(all.filter(({ state }) => state === 'addition').map(({ text }) => text)).toEqual([
      'Then the guide.',
    ]);
  });

  test('what somebody said to an answered question before they were made a host adds nothing; what they say then does', async () => {
    await create();
    const question = bot.forum.reply('lagos', 'Which page comes first?');
    await bot.poll();
    bot.forum.reply('london', 'The tutorial.', question);
    later(1);
    bot.forum.reply('prague', 'I wondered as well.', question);
    bot.forum.reply('prague', `[quote="lagos, post:${question}, topic:50"]\nx\n[/quote]\nSo did I.`);
    await bot.poll();
    later(1);
    await bot.run('prague', 'ama host add', { hosts: 'prague' });
    await bot.poll();
    later(1);
    const added = bot.forum.reply('prague', 'Then the guide.', question);
    await bot.poll();
    await bot.run('prague', 'ama host remove', { hosts: 'prague' });
    later(1);
    await bot.run('prague', 'ama host add', { hosts: 'prague' });
    bot.forum.edit(added, 'Then the glossary.');
    await bot.poll();
    const additions = (await questions()).filter(({ state }) => state === 'addition');
    expect(additions.map(({ text }) => text)).toEqual(['Then the glossary.']);
  });

  test('what another host replies to an answered question crosses with its answer, into summary and export too, and pings nobody again', async () => {
    await create();
    const question = bot.forum.reply('lagos', 'Which page comes first?');
    await bot.poll();
    bot.forum.reply('london', 'The tutorial.', question);
    const added = bot.forum.reply('helsinki', 'And then the **how-to** guides.', question);
    await bot.poll();
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/answer/1/discord')).toHaveLength(1);
    expect(bot.texts('ama/1/answer/1/discord')[0]).toMatch(
      /london answers question 1:\s+The tutorial\.[\s\S]*helsinki adds:\s+And then the how-to guides\./u,
    );
    expect(bot.texts('ama/1/answer/1/discourse')).toEqual([]);

    bot.forum.edit(added, 'And then the reference.');
    await bot.poll();
    await bot.poll();
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/answer/1/discord')[0]).toContain('And then the reference.');
    expect(bot.texts('ama/1/answer/1/discord')[0]).not.toContain('how-to');

    // A reply to the addition follows it up, with the first number below the question's.
    bot.forum.reply('lagos', 'And the one after that?', added);
    bot.forum.reply('london', 'remark', bot.forum.reply('helsinki', 'Well said!', question));
    await bot.poll();
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/answer/1/discord')[0]).not.toContain('Well said');
    expect(bot.texts('ama/1/question').join()).toContain('Question 1.1 from lagos');
    expect([...bot.shown.keys()].filter((key) => key.includes('notice'))).toEqual([
      'ama/1/notice/1/answered',
    ]);

    await bot.run('prague', 'ama close', { confirmed: true });
    await bot.runUntilIdle();
    for (const place of ['discord', 'discourse'] as const) {
      const [summary] = bot.texts(`ama/1/summary/${place}`);
      expect(summary).toContain('2 asked, 1 answered, by 1 person.');
      expect(summary).toMatch(/helsinki adds:\s+And then the reference\./u);
    }
    for (const format of ['markdown', 'json', 'csv']) {
      const reply = await bot.run('prague', 'ama export', { format });
      const files = reply.kind === 'said' ? (reply.files ?? []) : [];
      const text = files.map(({ content }) => Buffer.from(content).toString()).join();
      expect(text).toContain('helsinki adds:');
      expect(text).toContain('And then the reference.');
      expect(text).not.toContain('Well said');
    }
  });

  test('what is said after the end changes no answer, and makes nothing a question or a remark', async () => {
    await create();
    const [answered, open, thanks] = [
      bot.forum.reply('lagos', 'Which page comes first?'),
      bot.forum.reply('natal', 'Which page comes second?'),
      bot.forum.reply('oslo', 'I like the tutorial.'),
    ];
    await bot.poll();
    const answer = bot.forum.reply('london', 'The tutorial.', answered);
    const added = bot.forum.reply(
      'helsinki',
      `[quote="lagos, post:${answered}, topic:50"]\nx\n[/quote]\nThen the guide.`,
    );
    await bot.poll();
    await bot.poll();
    await bot.run('prague', 'ama close', { confirmed: true });
    await bot.runUntilIdle();
    bot.now = new Date(bot.now.getTime() + 600_000);
    bot.forum.reply('london', 'remark', open);
    bot.forum.reply('london', 'question', thanks);
    bot.forum.edit(open, 'Thanks to all.');
    bot.forum.edit(added, 'To all who ask.');
    bot.forum.remove(answer);
    await bot.poll();
    await bot.poll();
    const all = await questions();
    expect(all.filter(({ state }) => state === 'addition')).toMatchObject([
      { text: 'Then the guide.', isSourceGone: false },
    ]);
    expect(all.filter(({ state }) => state !== 'addition')).toMatchObject([
      { state: 'answered', answer: 'The tutorial.' },
      { state: 'approved', text: 'Thanks to all.' },
    ]);
  });

  test('what a host replies to their own answer, and to that, adds to it; to another host’s it is talk, as they are told once', async () => {
    await create();
    const question = bot.forum.reply('lagos', 'Which page comes first?');
    await bot.poll();
    const answer = bot.forum.reply('london', 'The tutorial.', question);
    const more = bot.forum.reply('london', 'The **first** half of it.', answer);
    const last = bot.forum.reply('london', 'Twice.', more);
    bot.forum.reply('helsinki', 'Well said!', answer);
    await bot.poll();
    await bot.poll();
    await bot.runUntilIdle();
    const shown = () => bot.texts('ama/1/answer/1/discord').join();
    expect(shown()).toMatch(/The tutorial\.[\s\S]*The first half of it\.[\s\S]*Twice\./u);
    expect(shown()).not.toContain('Well said');
    const hints = () => [...bot.shown].filter(([key]) => key.includes('/hint'));
    expect(hints().map(([, { order }]) => ('id' in order.place ? order.place.id : ''))).toEqual(['helsinki']);
    bot.forum.edit(last, 'Three times.');
    bot.forum.remove(more);
    await bot.poll();
    await bot.runUntilIdle();
    expect(shown()).toContain('Three times.');
    expect(shown()).not.toContain('first half');
    expect([...bot.shown.keys()].filter((key) => key.includes('notice'))).toHaveLength(1);
  });

  test('of two answers to a question that no moderator has looked at the first stays the answer, the second adds to it', async () => {
    await create({ moderated: true });
    const question = bot.forum.reply('lagos', 'Which page comes first?');
    bot.forum.reply('london', 'The tutorial.', question);
    bot.forum.reply('helsinki', 'And then the guides.', question);
    await bot.poll();
    await bot.poll();
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/answer')).toEqual([]);
    await bot.press('prague', 'amas/approve', '1');
    await bot.poll();
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/answer/1/discord')[0]).toMatch(
      /london answers question 1:\s+The tutorial\.[\s\S]*helsinki adds:\s+And then the guides\./u,
    );
  });

  test('what a host writes in the topic about an answer that came by command is added there alone where it is missing', async () => {
    await create();
    const question = bot.forum.reply('lagos', 'Which page comes first?');
    await bot.poll();
    await bot.run('prague', 'ama answer', { question: '1', text: 'The tutorial.' });
    await bot.runUntilIdle();
    later(1);
    const added = bot.forum.reply('london', 'Its second chapter.', question);
    await bot.poll();
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/answer/1/discord')[0]).toMatch(/The tutorial\.[\s\S]*london adds:\s+Its second/u);
    expect(bot.texts('ama/1/answer/1/discourse')[0]).not.toContain('second');

    bot.forum.remove(added);
    await bot.poll();
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/answer/1/discord')[0]).not.toContain('second');
  });

  test('the post of an answer that was put in other words by command adds nothing; what replies to it goes on as before', async () => {
    await create();
    const first = bot.forum.reply('lagos', 'Which page comes first?');
    const second = bot.forum.reply('tokyo', 'How long does a review take?');
    const third = bot.forum.reply('natal', 'Who reads it?');
    await bot.poll();
    later(1);
    const quotes = [
      `[quote="lagos, post:${first}, topic:50"]\nx\n[/quote]\nThe tutorial, wrongly.`,
      `[quote="tokyo, post:${second}, topic:50"]\nx\n[/quote]\nA week.`,
    ];
    bot.forum.reply('london', quotes.join('\n\n'));
    later(1);
    const answer = bot.forum.reply('helsinki', 'Nobody, wrongly.', third);
    await bot.poll();
    later(1);
    await bot.run('prague', 'ama edit-answer', { question: '1', text: 'The guide.' });
    await bot.run('prague', 'ama edit-answer', { question: '3', text: 'Everybody.' });
    bot.forum.reply('helsinki', 'And you.', answer);
    bot.forum.reply('natal', 'And who else?', answer);
    await bot.poll();
    await bot.poll();
    const known = await fresh.database.question.findMany({ orderBy: [{ number: 'asc' }, { part: 'asc' }] });
    expect(known.map(({ number, part, answer: said, text }) => [number, part, said ?? text])).toEqual([
      [1, 0, 'The guide.'],
      [2, 0, 'A week.'],
      [3, -1, 'And you.'],
      [3, 0, 'Everybody.'],
      [3, 1, 'And who else?'],
    ]);
  });

  test('whoever answers a duplicate answers the question that it was merged into, and both askers are told', async () => {
    await create({ moderated: true });
    bot.forum.reply('lagos', 'Which page comes first?');
    const duplicate = bot.forum.reply('tokyo', 'Where do I begin?');
    await bot.poll();
    await bot.fill('prague', 'amas/merge', ['2'], { into: '1' });
    await bot.press('prague', 'amas/approve', '1');
    bot.forum.reply('london', 'With the tutorial.', duplicate);
    await bot.poll();
    await bot.runUntilIdle();
    expect(await questions()).toMatchObject([
      { state: 'answered', answer: 'With the tutorial.' },
      { state: 'merged' },
    ]);
    expect(bot.texts('ama/1/notice/')).toHaveLength(2);
  });

  test('what no moderator has looked at is told to the organisers, and to all others by its number alone', async () => {
    await create({ moderated: true });
    await bot.fill('visitor', 'amas/question', ['1'], { question: 'Something rude?' });
    await bot.fill('tokyo', 'amas/question', ['1'], { question: 'Something kind?' });
    await bot.press('prague', 'amas/approve', '2');
    await bot.at('2026-11-24T20:01:00Z');
    for (const place of ['discord', 'discourse'] as const) {
      const [summary] = bot.texts(`ama/1/summary/${place}`);
      expect(summary).toContain('2. Something kind?');
      expect(summary).toContain('One more question was not looked at by the moderators.');
    }
    const shown = bot.texts('ama/').filter((text) => text.includes('Something rude?'));
    // Moderators read it, and whoever asked, who is told that nobody attended to it.
    expect(shown.toSorted()).toEqual(
      [...bot.texts('ama/1/card/1'), ...bot.texts('ama/1/notice/1')].toSorted(),
    );
    const reply = await bot.run('prague', 'ama export', { format: 'markdown' });
    const files = reply.kind === 'said' ? (reply.files ?? []) : [];
    expect(files.map(({ content }) => Buffer.from(content).toString()).join()).toContain('Something rude?');
  });
});

test.each([
  ['lagos, post:2, topic:50', ['lagos', 'lagos_2'], 'lagos, post:2, topic:50'],
  ['lagos, post:2, topic:50', ['accra'], 'accra, post:2, topic:50'],
  // Under which of two names they asked cannot be told.
  ['lagos, post:2, topic:50', ['accra', 'abuja'], undefined],
  ['lagos, post:2, topic:50', [], undefined],
])('%s of somebody who is called %j is quoted as %s', (reference, names, expected) => {
  expect(referenceBy(reference, names)).toBe(expected);
});
