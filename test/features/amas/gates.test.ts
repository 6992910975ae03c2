// What passed a moderator is what others read: changed words pass again, whichever way they were changed.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, words } from './bot.ts';

const spam = 'BUY CHEAP PILLS?';

describe.each(freshDatabases('SQLite'))('the gate of a moderated AMA on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;

  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
    await bot.run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'london',
      opens: '2026-11-24 18:00',
      closes: '2026-11-24 20:00',
      moderated: true,
    });
    await bot.runUntilIdle();
  });
  afterEach(() => fresh.close());

  const versionOf = async (id: string) =>
    String((await fresh.database.question.findUniqueOrThrow({ where: { id: Number(id) } })).textVersion);
  const approve = async (id: string) =>
    words(await bot.press('prague', 'amas/approve', id, await versionOf(id)));
  const settle = async () => {
    await bot.poll();
    await bot.runUntilIdle();
  };
  /** Everything that anybody but moderators and the asker reads. */
  const seen = () =>
    [...bot.shown.keys()].filter((key) => !/\/(?:card|notice)\//u.test(key)).flatMap((key) => bot.texts(key));
  const askedOnForum = async (state: 'approved' | 'answered' | 'merged' | 'closed') => {
    const number = bot.forum.reply('lagos', 'Is there a style guide?');
    await reach(state);
    return number;
  };
  const theText = async () => (await fresh.database.question.findUniqueOrThrow({ where: { id: 1 } })).text;
  const reach = async (state: 'approved' | 'answered' | 'merged' | 'closed') => {
    await settle();
    await approve('1');
    if (state === 'answered' || state === 'closed') {
      await bot.run('prague', 'ama answer', { question: '1', text: 'Yes.' });
    }
    if (state === 'merged') {
      await bot.fill('tokyo', 'amas/question', ['1'], { question: 'Where is the style guide?' });
      await approve('2');
      await bot.fill('prague', 'amas/merge', ['1'], { into: '2' });
    }
    if (state === 'closed') await bot.run('prague', 'ama close');
    await settle();
  };

  test.each(['approved', 'answered', 'merged', 'closed'] as const)(
    'words changed on the forum after it was %s are read by nobody before they are approved',
    async (state) => {
      const number = await askedOnForum(state);
      const before = seen();
      bot.forum.edit(number, spam);
      await bot.ingest('ama/1/topic', bot.forum.posts());
      await bot.runUntilIdle();
      expect(seen().join('\n')).not.toContain('PILLS');
      expect(bot.texts('ama/1/card/1').join()).toContain(spam);
      expect(bot.texts('ama/1/card/1').join()).toContain('[Keep as it was]');
      expect(before.join('\n')).toContain(state === 'merged' ? 'also asked by 1' : 'Is there a style guide?');
      expect(bot.texts('ama/1/notice/1/changed')[0]).toContain('waits for a moderator');
      expect(await approve('1')).toContain('says the new words now');
      await settle();
      if (state !== 'merged') expect(seen().join('\n')).toContain(spam);
      expect(seen().join('\n')).not.toContain('was changed');
    },
  );

  test('the old words stay, answerable, and say that a moderator looks at new ones; its asker is told once', async () => {
    const number = await askedOnForum('approved');
    bot.forum.edit(number, spam);
    await settle();
    bot.forum.edit(number, `${spam} Now?`);
    await settle();
    const [shown] = bot.texts('ama/1/question/1/');
    expect(shown).toContain('Is there a style guide?');
    expect(shown).toContain('Question 1 was changed; a moderator looks at it again.');
    await bot.run('prague', 'ama answer', { question: '1', text: 'Yes.' });
    await settle();
    expect(bot.texts('ama/1/answer/1/').join('\n')).toContain('Is there a style guide?');
    const notices = [...bot.shown].filter(([key]) => key.includes('changed'));
    expect(notices.map(([, { texts }]) => texts.length)).toEqual([1]);
  });

  test('words changed by the form wait too, and the asker is told at once', async () => {
    await bot.fill('tokyo', 'amas/question', ['1'], { question: 'Is there a style guide?' });
    await approve('1');
    await bot.runUntilIdle();
    const reply = words(await bot.fill('tokyo', 'amas/question', ['1', '1'], { question: spam }));
    expect(reply).toContain('waits for a moderator');
    await bot.runUntilIdle();
    expect(seen().join('\n')).not.toContain('PILLS');
    expect(words(await bot.run('prague', 'ama queue'))).toContain('Is there a style guide?');
    expect([...bot.shown.keys()].filter((key) => key.includes('notice'))).toEqual([]);
    expect(words(await bot.press('prague', 'amas/keep', '1', await versionOf('1')))).toContain(
      'stays as it was',
    );
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/question/1/').join('\n')).not.toContain('was changed');
    expect(bot.texts('ama/1/notice/1/kept')[0]).toContain('was not taken');
  });

  test.each(['approved', 'answered', 'merged', 'closed'] as const)(
    'what staff takes out of it on the forum after it was %s is gone at once; what staff adds waits, and its asker hears of neither',
    async (state) => {
      const number = bot.forum.reply('lagos', 'Is there a style guide? Call me at 555-1234, please!');
      await reach(state);
      const mend = (raw: string) => mended(number, raw);
      if (state !== 'merged') expect(seen().join('\n')).toContain('555-1234');
      await mend('Is there a style guide? Call me, please!');
      expect(seen().join('\n')).not.toContain('555-1234');
      expect(await theText()).toBe('Is there a style guide? Call me, please!');
      await mend('Is there a style guide? Call me on Tuesday, please!');
      expect(seen().join('\n')).not.toContain('Tuesday');
      expect(bot.texts('ama/1/card/1').join()).toContain('Changed since it was asked');
      expect(await theText()).toBe('Is there a style guide? Call me, please!');
      expect([...bot.shown.keys()].filter((key) => key.includes('notice/1/changed'))).toEqual([]);
    },
  );

  test.each(['approved', 'answered', 'merged', 'closed'] as const)(
    'what staff puts in the place of words of it after it was %s waits, and those words are gone at once',
    async (state) => {
      const before = 'Is there a guide? Call me at 555-1234, please! Any day.';
      const number = bot.forum.reply('lagos', before);
      await reach(state);
      const card = () => bot.texts('ama/1/card/1').join();
      const isToldChanged = () => seen().join('\n').includes('has changed since this answer');
      for (const decided of ['kept', 'approved']) {
        await mended(number, 'Is there a guide? Call me on Tuesday, please! Any day.');
        expect(seen().join('\n')).not.toMatch(/555|1234|Tuesday/u);
        if (state !== 'merged') expect(seen().join('\n')).toContain('Call me …, please! Any day.');
        expect(card()).toContain('by staff and not by whoever asked it');
        expect(card()).toContain('on Tuesday');
        expect(card()).toContain('555-1234');
        // Put back, or mended once more, it is compared with what was approved.
        await mended(number, before);
        expect([await theText(), card().includes('Changed')]).toEqual([before, false]);
        await mended(number, 'Is there a guide? Call on Tuesday, please! Any day.');
        expect(await theText()).toBe('Is there a guide? Call …, please! Any day.');
        if (decided === 'kept') await bot.press('prague', 'amas/keep', '1', await versionOf('1'));
        else await approve('1');
        await bot.runUntilIdle();
        const [kept, taken] = [before, 'Is there a guide? Call on Tuesday, please! Any day.'];
        expect(await theText()).toBe(decided === 'kept' ? kept : taken);
        if (state !== 'merged') expect(seen().join('\n')).toContain(decided === 'kept' ? '555' : 'Tuesday');
        const isOther = decided === 'approved' && (state === 'answered' || state === 'closed');
        expect([isToldChanged(), card().includes('Changed')]).toEqual([isOther, false]);
      }
    },
  );

  /** Staff of the forum changes what somebody else wrote. */
  const mended = async (number: number, raw: string) => {
    bot.forum.edit(number, raw);
    const staffs = { isShared: true, isMended: true };
    const posts = bot.forum.posts().map((post) => ({ ...post, ...(post.number === number && staffs) }));
    await bot.ingest('ama/1/topic', posts);
    await bot.runUntilIdle();
  };

  test.each(['whoever asked', 'staff'])('changed back by %s, there is nothing to look at', async (who) => {
    const number = await askedOnForum('answered');
    bot.forum.edit(number, spam);
    await settle();
    if (who === 'staff') await mended(number, 'Is there a style guide?');
    else {
      bot.forum.edit(number, 'Is there a style guide?');
      await settle();
    }
    expect(bot.texts('ama/1/card/1').join()).not.toContain('PILLS');
    expect(seen().join('\n')).not.toMatch(/was changed|has changed/u);
  });

  test('words that changed in the moment of the press are not approved by it', async () => {
    await bot.fill('tokyo', 'amas/question', ['1'], { question: 'Is there a style guide?' });
    const looked = await versionOf('1');
    await bot.fill('tokyo', 'amas/question', ['1', '1'], { question: spam });
    expect(words(await bot.press('prague', 'amas/approve', '1', looked))).toContain(
      'says something else by now',
    );
    await bot.runUntilIdle();
    expect(seen().join('\n')).not.toContain('PILLS');
    const [card] = bot.texts('ama/1/card/1');
    expect(card).toContain('Changed since it was asked. Before:');
    expect(card).toContain('Is there a style guide?');
    // Nor are words that changed once more since they were proposed.
    await approve('1');
    await bot.fill('tokyo', 'amas/question', ['1', '1'], { question: 'Where is the guide?' });
    const proposed = await versionOf('1');
    await bot.fill('tokyo', 'amas/question', ['1', '1'], { question: 'Rude words?' });
    expect(words(await bot.press('prague', 'amas/approve', '1', proposed))).toContain('says something else');
    expect(words(await bot.press('prague', 'amas/approve', '1'))).toContain('says something else');
  });

  test('a card that cannot show all of a question says so, shows where it was changed, and is to be had whole', async () => {
    const long = `Is there a style guide? ${'It is a long story. '.repeat(200)}`;
    const number = bot.forum.reply('lagos', long);
    await settle();
    const card = () => bot.texts('ama/1/card/1').join();
    const whole = async () => words(await bot.run('prague', 'ama moderate', { question: '1' }));
    expect(card()).toContain('It is longer than what stands here.');
    expect(card()).toContain('/ama moderate question:1');
    await approve('1');
    // The form would hold the beginning alone, and sending it would take the rest away.
    expect(words(await bot.press('lagos@discourse', 'amas/edit', '1'))).toContain('Change your post itself');
    bot.forum.edit(number, `${long} ${spam} ${'The end of it. '.repeat(200)}`);
    await settle();
    expect(card()).toContain(spam);
    expect(card()).toContain('It is longer');
    expect(await whole()).toContain('It is a long story. '.repeat(200).trim());
    expect(await whole()).toContain('The end of it. '.repeat(200).trim());
    expect(await whole()).not.toContain('It is longer');
  });

  test.each([
    ['signs of two units', '\u{1f389}'.repeat(900)],
    ['no spaces', `${'word '.repeat(160)}${'x'.repeat(400)}`],
  ])('a card shows where a long question was changed, with %s before it', async (_, before) => {
    const start = `Is there a style guide? ${before}`;
    const number = bot.forum.reply('lagos', `${start} ${'And so on. '.repeat(100)}`);
    await settle();
    await approve('1');
    bot.forum.edit(number, `${start}${spam.replaceAll(' ', '')}${'y'.repeat(1000)}`);
    await settle();
    expect(bot.texts('ama/1/card/1').join()).toContain(spam.replaceAll(' ', ''));
  });

  test('what waited when its AMA ended is not published by being carried into one without moderators', async () => {
    await bot.fill('tokyo', 'amas/question', ['1'], { question: spam });
    await bot.run('prague', 'ama close');
    await bot.run('prague', 'ama create', {
      title: 'The next AMA',
      hosts: 'london',
      opens: '2026-12-01 18:00',
      closes: '2026-12-01 20:00',
      collects: '2026-11-20 09:00',
      carry: 'AMA with',
    });
    await bot.runUntilIdle();
    expect(seen().join('\n')).not.toContain('PILLS');
    expect(bot.texts('ama/2/card/2').join()).toContain(spam);
  });
});
