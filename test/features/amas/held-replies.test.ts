// An answer is bound to the words that its host saw: a reply at about the time of a change is held, and the host is asked.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replyFrom, replySource } from '../../../src/features/amas/topic/held-replies.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { accountOf, type Bot, openOffline, words } from './bot.ts';

describe.each(freshDatabases('SQLite'))('a reply to a question that was changed, on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;
  const settle = async () => {
    await bot.poll();
    await bot.runUntilIdle();
  };
  const later = (seconds: number) => {
    bot.now = new Date(bot.now.getTime() + seconds * 1000);
  };
  const create = async (moderated: boolean) => {
    await bot.run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'london',
      opens: '2026-11-20 08:00',
      closes: '2026-11-20 20:00',
      moderated,
    });
    await bot.runUntilIdle();
  };
  const answers = () => bot.texts('ama/1/answer').join();
  const asked = () => [...bot.shown].filter(([key]) => key.includes('/held')).length;
  const question = (id = 1) => fresh.database.question.findUniqueOrThrow({ where: { id } });
  const draft = () => fresh.database.answerDraft.findFirstOrThrow();
  /** The button of what was shown last, pressed. */
  async function press(label: string) {
    const reply = await bot.run('london@discourse', 'ama draft', { question: '1' });
    const found = reply.kind === 'said' ? reply.buttons?.find((one) => one.label === label) : undefined;
    if (!found || !('action' in found)) throw new Error(`No "${label}" in: ${words(reply)}`);
    return words(await bot.press('london@discourse', found.action, ...(found.args ?? [])));
  }

  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
  });
  afterEach(async () => {
    expect(bot.faults).toEqual([]);
    await fresh.close();
  });

  test.each([
    ['changed a moment before', ['edit', 'reply']],
    ['changed right after, before either was read', ['reply', 'edit']],
  ])('%s is held; published, it is the answer where it stands', async (_, order) => {
    await create(false);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    later(600);
    for (const what of order) {
      if (what === 'edit') bot.forum.edit(number, 'Is it unsafe?');
      else bot.forum.reply('london', 'Yes, it is.', number);
      later(20);
    }
    await settle();
    await settle();
    expect(answers()).toBe('');
    expect((await question()).state).toBe('approved');
    expect(await fresh.database.answerDraft.count()).toBe(1);
    const told = [...bot.shown.values()]
      .flatMap(({ texts }) => texts)
      .filter((one) => one.includes('You replied'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('It says now:\nIs it unsafe?');
    expect(await press('Publish')).toContain('appears in every place');
    await settle();
    expect(await question()).toMatchObject({
      state: 'answered',
      answer: 'Yes, it is.',
      answerPlatform: 'discourse',
    });
    expect(bot.texts('ama/1/answer', 'discord').join()).toContain('Yes, it is.');
    expect(bot.texts('ama/1/answer', 'discourse')).toEqual([]);
    expect(answers()).not.toContain('has changed');
    expect(await fresh.database.question.count()).toBe(1);
    // It is followed like any other.
    const post = bot.forum.posts().find(({ raw }) => raw === 'Yes, it is.');
    bot.forum.edit(post?.number ?? 0, 'No, it is not.');
    await settle();
    expect(answers()).toContain('No, it is not.');
  });

  test('of a question from elsewhere is held too, after a change by whoever asked or a moderator', async () => {
    await create(false);
    await bot.run('lagos', 'ama ask', { question: 'Is it safe?' });
    await settle();
    later(600);
    await bot.fill('lagos', 'amas/question', ['1', '1'], { question: 'Is it unsafe?' });
    await settle();
    later(30);
    const shown = bot.forum
      .posts()
      .find(({ isOurs, raw }) => isOurs && raw.includes('Question 1 from lagos'));
    bot.forum.reply('london', 'Yes.', shown?.number);
    await settle();
    expect(answers()).toBe('');
    expect(await fresh.database.answerDraft.count()).toBe(1);
    // Whoever types without being shown it is asked as well.
    expect(words(await bot.run('prague', 'ama answer', { question: '1', text: 'Yes.' }))).toContain(
      'Question 1 was changed',
    );
    later(600);
    expect(words(await bot.run('prague', 'ama answer', { question: '1', text: 'Yes!' }))).toContain(
      'appears in',
    );
  });

  test('changed by its host afterwards it counts, and nobody is asked any more', async () => {
    await create(false);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    bot.forum.edit(number, 'Is it unsafe?');
    const reply = bot.forum.reply('london', 'Yes.', number);
    await settle();
    later(60);
    bot.forum.edit(reply, 'Yes, very.');
    await settle();
    expect(await draft()).toMatchObject({ text: 'Yes, very.' });
    later(300);
    bot.forum.edit(reply, 'No.');
    await settle();
    expect(bot.texts('ama/1/answer', 'discord').join()).toContain('No.');
    expect(await fresh.database.answerDraft.count()).toBe(0);
    expect(asked()).toBe(1);
  });

  test.each([
    ['discarded', 'Discard', ''],
    ['published in other words', 'Edit', 'No.'],
  ])('%s, it stays so, and adds nothing', async (_, label, answer) => {
    await create(false);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    bot.forum.edit(number, 'Is it unsafe?');
    bot.forum.reply('london', 'Yes.', number);
    await settle();
    if (label === 'Edit') {
      await bot.fill('london@discourse', 'amas/draft', ['1', '1'], { answer: 'No.' });
      await press('Publish');
    } else await press('Discard');
    await settle();
    await settle();
    expect(await fresh.database.answerDraft.count()).toBe(0);
    expect(await fresh.database.question.count()).toBe(1);
    expect((await question()).answer ?? '').toBe(answer);
    if (answer !== '') expect(bot.texts('ama/1/answer', 'discourse').join()).toContain('No.');
  });

  test('removed, its draft goes too', async () => {
    await create(false);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    bot.forum.edit(number, 'Is it unsafe?');
    const reply = bot.forum.reply('london', 'Yes.', number);
    await settle();
    bot.forum.remove(reply);
    await settle();
    expect(await fresh.database.answerDraft.count()).toBe(0);
  });

  test('edited so that it answers nothing any more, its draft goes too', async () => {
    await create(false);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    bot.forum.edit(number, 'Is it unsafe?');
    const quote = `[quote="lagos, post:${number}, topic:50"]\nIs it safe?\n[/quote]\n`;
    const reply = bot.forum.reply('london', `${quote}Yes.`);
    await settle();
    later(60);
    bot.forum.edit(reply, `${quote}Yes, very.`);
    await settle();
    expect(await draft()).toMatchObject({ text: 'Yes, very.' });
    later(60);
    bot.forum.edit(reply, 'Never mind.');
    await settle();
    expect(await fresh.database.answerDraft.count()).toBe(0);
    expect(answers()).toBe('');
  });

  /** A post of two replies by quotes; what is said to the second one too, or to the first alone. */
  async function quoting(changed: readonly ('first' | 'second')[]) {
    await create(false);
    const numbers = [
      bot.forum.reply('lagos', 'Is it safe?'),
      bot.forum.reply('tokyo', 'Is it quick?'),
    ] as const;
    await settle();
    later(600);
    if (changed.includes('first')) bot.forum.edit(numbers[0], 'Is it unsafe?');
    if (changed.includes('second')) bot.forum.edit(numbers[1], 'Is it slow?');
    const first = `[quote="lagos, post:${numbers[0]}, topic:50"]\nIs it safe?\n[/quote]\nYes.`;
    const second = `[quote="tokyo, post:${numbers[1]}, topic:50"]\nIs it quick?\n[/quote]\nNo.`;
    const reply = bot.forum.reply('london', `${first}\n\n${second}`);
    await settle();
    return { first, reply };
  }
  const drafts = async () => (await fresh.database.answerDraft.findMany()).map(({ text }) => text);
  const taken = async () => (await fresh.database.question.findMany()).map(({ answer }) => answer);

  test('one of two in a post, it stays when the other is let go, and is taken at the end', async () => {
    const { first, reply } = await quoting(['first', 'second']);
    expect(await drafts()).toEqual(['Yes.', 'No.']);
    later(20);
    bot.forum.edit(reply, `${first} Sure.`);
    await settle();
    expect(await drafts()).toEqual(['Yes. Sure.']);
    later(30);
    await bot.run('prague', 'ama close');
    await settle();
    expect(await taken()).toEqual(['Yes. Sure.', null]);
  });

  test('one of two in a post, it stays when the other is the answer, and is taken at the end', async () => {
    await quoting(['first']);
    await settle();
    expect([await drafts(), await taken()]).toEqual([['Yes.'], [null, 'No.']]);
    later(30);
    await bot.run('prague', 'ama close');
    await settle();
    expect(await taken()).toEqual(['Yes.', 'No.']);
  });

  test('one of two in a post, it stays discarded at the end, when the other is taken', async () => {
    await quoting(['first', 'second']);
    await press('Discard');
    later(30);
    await bot.run('prague', 'ama close');
    await settle();
    expect(await taken()).toEqual([null, 'No.']);
  });

  test('in a thread of which a part is read, it stays when it is not among that, and goes when it answers nothing', async () => {
    await create(false);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    bot.forum.edit(number, 'Is it unsafe?');
    const reply = bot.forum.reply('london', 'Yes.', number);
    await settle();
    const { about } = await fresh.database.publication.findFirstOrThrow({ where: { view: 'amas/thread' } });
    const posts = bot.forum.posts();
    await bot.ingest(
      `${about}/topic`,
      posts.filter((one) => one.number !== reply),
      () => true,
    );
    expect(await drafts()).toEqual(['Yes.']);
    const silent = (one: (typeof posts)[number]) => ({ ...one, raw: '', version: 2, isUnreadable: true });
    const isRead = () => true;
    await bot.ingest(
      `${about}/topic`,
      posts.map((one) => (one.number === reply ? silent(one) : one)),
      isRead,
    );
    expect(await drafts()).toEqual([]);
  });

  test('merged into another question, its draft goes when the reply answers that one', async () => {
    await create(false);
    const one = bot.forum.reply('lagos', 'Is it safe?');
    bot.forum.reply('tokyo', 'Is it safe to use?');
    await settle();
    later(600);
    bot.forum.edit(one, 'Is it safe, really?');
    bot.forum.reply('london', 'Yes.', one);
    await settle();
    expect(await fresh.database.answerDraft.count()).toBe(1);
    await bot.fill('prague', 'amas/merge', ['1'], { into: '2' });
    await settle();
    await settle();
    expect(await question(2)).toMatchObject({ state: 'answered', answer: 'Yes.' });
    expect(await fresh.database.answerDraft.count()).toBe(0);
  });

  test('edited after the end, before that was seen, it is kept', async () => {
    await create(false);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    bot.forum.edit(number, 'Is it unsafe?');
    const reply = bot.forum.reply('london', 'Yse.', number);
    await settle();
    later(30);
    await bot.run('prague', 'ama close');
    later(30);
    bot.forum.edit(reply, 'Yes.');
    await settle();
    expect(await drafts()).toEqual(['Yse.']);
  });

  test('it keeps nobody from being told that another post answers nothing', async () => {
    await create(false);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    bot.forum.edit(number, 'Is it unsafe?');
    bot.forum.reply('london', 'Yes.', number);
    bot.forum.reply('tokyo', 'How long does a review take?');
    await settle();
    bot.forum.reply('london', '@tokyo a week.');
    await settle();
    expect([...bot.shown.keys()].filter((key) => key.includes('/hint'))).toHaveLength(1);
  });

  test.each(['Approve', 'Keep'])(
    'of words that wait for a moderator it stays held, looked at: %s',
    async (label) => {
      await create(true);
      const number = bot.forum.reply('lagos', 'Is it safe?');
      await settle();
      await bot.press('prague', 'amas/approve', '1', '1');
      await settle();
      bot.forum.edit(number, 'Is it unsafe?');
      later(600);
      bot.forum.reply('london', 'Yes.', number);
      await settle();
      expect(answers()).toBe('');
      const [, { texts: told } = { texts: [] }] = [...bot.shown].find(([key]) => key.includes('/held')) ?? [];
      expect(told.join()).toContain('change your reply once the moderators have decided');
      const decide = label === 'Approve' ? 'amas/approve' : 'amas/keep';
      await bot.press('prague', decide, '1', String((await question()).textVersion));
      await settle();
      later(600);
      await settle();
      expect(answers()).toBe('');
      expect(await press('Publish')).toContain('appears in every place');
    },
  );

  test('an answer that waits with its question is not approved with other words', async () => {
    await create(true);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    bot.forum.reply('london', 'Yes.', number);
    await settle();
    expect((await question()).answer).toBe('Yes.');
    later(600);
    bot.forum.edit(number, 'Is it unsafe?');
    await settle();
    expect((await question()).answer).toBeNull();
    await bot.press('prague', 'amas/approve', '1', String((await question()).textVersion));
    await settle();
    expect(answers()).toBe('');
    expect(await press('Publish')).toContain('appears in every place');
  });

  test('what is changed after its answer says so below it, until a host says something to it', async () => {
    await create(false);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    const reply = bot.forum.reply('london', 'Yes.', number);
    await settle();
    later(600);
    bot.forum.edit(number, 'Is it unsafe?');
    await settle();
    expect(answers()).toContain('The question has changed since this answer.');
    later(600);
    bot.forum.edit(reply, 'No.');
    await settle();
    expect(answers()).not.toContain('has changed');
  });

  test('held, it keeps no other host from answering', async () => {
    await create(false);
    await bot.run('prague', 'ama host add', { hosts: 'helsinki' });
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    bot.forum.edit(number, 'Is it unsafe?');
    const held = bot.forum.reply('london', 'Yes.', number);
    await settle();
    later(600);
    bot.forum.reply('helsinki', 'No, not at all.', number);
    await settle();
    await settle();
    expect(await question()).toMatchObject({ state: 'answered', answer: 'No, not at all.' });
    expect(await fresh.database.answerDraft.count()).toBe(1);
    // Changed it adds to that, and is no draft any more.
    bot.forum.edit(held, 'Not at all, says London.');
    await settle();
    expect(answers()).toContain('Not at all, says London.');
    expect(await fresh.database.answerDraft.count()).toBe(0);
  });

  test('held at the end, it is taken, and says so', async () => {
    await create(false);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    later(600);
    bot.forum.edit(number, 'Is it unsafe?');
    bot.forum.reply('london', 'Yes.', number);
    await settle();
    expect(await fresh.database.answerDraft.count()).toBe(1);
    later(30);
    await bot.run('prague', 'ama close');
    await settle();
    await settle();
    expect(answers()).toContain('The question has changed since this answer.');
    expect(await fresh.database.answerDraft.count()).toBe(0);
  });

  test('not taken at the end, since the question changes just then, it is kept until it is', async () => {
    await create(false);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    later(600);
    bot.forum.edit(number, 'Is it unsafe?');
    bot.forum.reply('london', 'Yes.', number);
    await settle();
    later(30);
    await bot.run('prague', 'ama close');
    let isChanging = true;
    const { roster, forum, shown, now } = bot;
    const of: typeof roster.of = async (groupId, account) => {
      if (isChanging && account.name === 'london')
        await fresh.database.question.update({ where: { id: 1 }, data: { textVersion: { increment: 1 } } });
      return await roster.of(groupId, account);
    };
    bot = await openOffline(fresh.database, { forum, shown, now, people: { ...roster, of } });
    await settle();
    expect(await fresh.database.answerDraft.count()).toBe(1);
    expect((await question()).answer).toBeNull();
    isChanging = false;
    await settle();
    expect(await fresh.database.answerDraft.count()).toBe(0);
    expect((await question()).answer).toBe('Yes.');
  });

  test('read after the end, when nobody can be asked, it is taken and says so', async () => {
    await create(false);
    const number = bot.forum.reply('lagos', 'Is it safe?');
    await settle();
    later(600);
    bot.forum.reply('london', 'Yes.', number);
    bot.forum.edit(number, 'Is it unsafe?');
    later(30);
    await bot.run('prague', 'ama close');
    await settle();
    expect(answers()).toContain('The question has changed since this answer.');
  });
});

test('the post in which a draft stands is known by its source, and no request is taken for one', () => {
  const reply = { platform: 'discourse', sourceId: '12', version: 3, url: 'https://forum.example/p/12' };
  expect(replyFrom(replySource(reply))).toEqual(reply);
  for (const source of ['discord:1234', 'edited 5', '', 'post discourse 12'])
    expect(replyFrom(source)).toBeUndefined();
  expect(accountOf('london@discourse').platform).toBe('discourse');
});
