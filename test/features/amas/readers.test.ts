// Who is shown what: drafts, waiting questions, and what belongs to another group.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { customId } from '../../../src/core/command/custom-id.ts';
import { capabilities as can } from '../../../src/platforms/discord/capabilities.ts';
import { makeGroup } from '../../group.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { accountOf, type Bot, openOffline, said, words } from './bot.ts';

describe.each(freshDatabases('SQLite'))('who reads what on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;

  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
  });
  afterEach(() => fresh.close());

  const create = (title: string, more: Record<string, string | boolean> = {}) =>
    bot.run('prague', 'ama create', {
      title,
      hosts: 'chat-london',
      opens: '2026-11-24 18:00',
      closes: '2026-11-24 20:00',
      moderated: true,
      ...more,
    });
  const suggested = async (who: string, name: string, option: string, typed = '') => {
    return (await bot.dispatcher.suggest(bot.invocation(who), name, { name: option, typed, others: {} })).map(
      (choice) => choice.name,
    );
  };

  test('a draft is known to organisers and its hosts, and to nobody else, by no command, completion or button', async () => {
    await create('The secret plan', { draft: true });
    const seen = [
      words(await bot.run('visitor', 'ama list')),
      words(await bot.run('visitor', 'ama status')),
      words(await bot.run('visitor', 'ama status', { ama: 'secret' })),
      words(await bot.run('visitor', 'ama status', { ama: '1' })),
      words(await bot.run('visitor', 'ama ask', { question: 'What?', ama: '1' })),
      words(await bot.run('visitor', 'ama queue')),
      words(await bot.run('visitor', 'ama mine', { ama: '1' })),
      words(await bot.run('visitor', 'ama answer', { question: '1', text: 'x' })),
      words(await bot.run('visitor', 'ama host leave')),
      words(await bot.press('visitor', 'amas/ask', '1')),
      words(await bot.press('visitor', 'amas/queue', '1', '0')),
      words(await bot.fill('visitor', 'amas/question', ['1'], { question: 'What?' })),
      ...(await suggested('visitor', 'ama status', 'ama')),
      ...(await suggested('visitor', 'ama mine', 'ama')),
    ];
    expect(seen.filter((text) => text.includes('secret plan'))).toEqual([]);
    expect(seen.join('\n')).toContain('There is no AMA yet.');
    for (const who of ['prague', 'london']) {
      expect(words(await bot.run(who, 'ama list'))).toContain('The secret plan');
      expect(await suggested(who, 'ama status', 'ama')).toEqual(['The secret plan']);
    }
  });

  test('a question that waits is read by moderators and hosts alone, even by a form that is sent and opened again', async () => {
    await create('AMA');
    await bot.fill('tokyo', 'amas/question', ['1'], { question: 'Something rude?' });
    const refused = said(await bot.fill('visitor', 'amas/answer', ['1', 'new'], { answer: 'x' }));
    const [again] = refused.buttons ?? [];
    const id = again && 'action' in again ? customId(again.action, again.args) : '';
    const caller = accountOf('visitor');
    const invocation = { id: 'x:again', platform: caller.platform, can, caller };
    const reopened = await bot.dispatcher.press({ ...invocation, roles: [], isManager: false }, id);
    const seen = [
      JSON.stringify(refused),
      JSON.stringify(reopened),
      words(await bot.run('visitor', 'ama answer', { question: 'rude', text: 'x' })),
      words(await bot.run('visitor', 'ama edit-answer', { question: 'rude', text: 'x' })),
      words(await bot.run('visitor', 'ama take', { question: 'rude' })),
      words(await bot.press('visitor', 'amas/answer', '1')),
      words(await bot.press('visitor', 'amas/decline', '1')),
      words(await bot.press('visitor', 'amas/edit', '1')),
    ];
    expect(seen.filter((text) => text.includes('Something rude'))).toEqual([]);
    // Whether there are such words is not told either.
    expect(words(await bot.run('visitor', 'ama answer', { question: 'rude', text: 'x' }))).toBe(
      words(await bot.run('visitor', 'ama answer', { question: 'kind', text: 'x' })),
    );
  });

  test('completion tells what a question says to those alone who may do something with it', async () => {
    await create('AMA');
    for (const question of ['Something rude?', 'Nice weather!', 'Where do I start?', 'Who are you?'])
      await bot.fill('tokyo', 'amas/question', ['1'], { question });
    await bot.press('prague', 'amas/remark', '2');
    for (const id of ['3', '4']) await bot.press('prague', 'amas/approve', id);
    await bot.run('london', 'ama answer', { question: '4', text: 'The docs team.' });
    const people = await fresh.database.person.count();
    expect(await suggested('somebody new', 'ama answer', 'question')).toEqual([]);
    expect(await suggested('somebody new', 'ama draft', 'to')).toEqual(['london']);
    expect(await fresh.database.person.count()).toBe(people);
    for (const [command, offered] of [
      ['ama remark', ['1. Something rude?', '3. Where do I start?']],
      ['ama question', ['2. Nice weather!']],
      ['ama answer', ['3. Where do I start?']],
      ['ama edit-answer', ['4. Who are you?']],
      ['ama take', ['3. Where do I start?']],
      ['ama draft', ['3. Where do I start?', '4. Who are you?']],
    ] as const) {
      expect(await suggested('visitor', command, 'question'), command).toEqual([]);
      expect(await suggested('tokyo', command, 'question'), command).toEqual([]);
      for (const who of ['london', 'prague', 'visitor in 200'])
        expect(await suggested(who, command, 'question'), `${command} ${who}`).toEqual(offered);
    }
  });

  test('a draft goes to those who host: they are offered, not the group’s members', async () => {
    await create('AMA', { hosts: 'chat-london, chat-helsinki', moderated: false });
    for (const who of ['visitor', 'london'])
      expect(await suggested(who, 'ama draft', 'to'), who).toEqual(['london', 'helsinki']);
    await bot.run('tokyo', 'ama ask', { question: 'Where do I start?' });
    const hand = async (to: string) =>
      words(await bot.run('london', 'ama draft', { question: '1', text: 'Here.', to }));
    expect(await hand('prague')).toBe('"prague" does not host "AMA". /ama status lists who does.');
    expect(await fresh.database.answerDraft.count()).toBe(0);
    expect(await hand('helsinki')).toContain('is with helsinki now');
    await fresh.database.amaHost.updateMany({ where: { name: 'helsinki' }, data: { name: 'Ada L' } });
    expect(await hand('ada l')).toContain('is with Ada L now');
  });

  test.each(['shy', 'shy@discourse'])(
    '%s edits and withdraws what they asked anonymously, and nobody else does',
    async (shy) => {
      await create('AMA', { moderated: false });
      await bot.fill(shy, 'amas/question', ['1'], { question: 'Am I alone?', anonymous: 'yes' });
      const mine = said(await bot.run(shy, 'ama mine'));
      expect(mine.buttons?.map(({ label }) => label)).toEqual(['Edit 1', 'Withdraw 1']);
      // What can be answered where there are no buttons is said below, once.
      expect(words(await bot.run(shy, 'ama mine'))).not.toContain('here');
      for (const step of [
        () => bot.press('visitor', 'amas/edit', '1'),
        () => bot.press('visitor', 'amas/withdraw', '1'),
        () => bot.fill('visitor', 'amas/question', ['1', '1'], { question: 'Me?' }),
      ])
        expect(words(await step())).toBe('Only the one who asked a question can change it.');
      expect(words(await bot.press(shy, 'amas/edit', '1'))).toBe('form amas/question');
      const edited = words(await bot.fill(shy, 'amas/question', ['1', '1'], { question: 'Am I lonely?' }));
      expect(edited).toContain('arrived as number 1');
      expect(edited).toContain('Nobody is shown that you asked it.');
      expect(words(await bot.press(shy, 'amas/withdraw', '1'))).toBe(
        'Question 1 is withdrawn. You may ask another one.',
      );
      expect(await fresh.database.question.findMany()).toMatchObject([
        { text: 'Am I lonely?', state: 'withdrawn', isAnonymous: true },
      ]);
      await bot.runUntilIdle();
      expect([...bot.shown.keys()].flatMap((key) => bot.texts(key)).join('\n')).not.toContain('shy');
    },
  );

  test('buttons and forms made up for another group’s AMA and questions do nothing', async () => {
    await create('AMA', { moderated: false });
    const theirs = await makeGroup(fresh.database, { spaces: 'discord:9 discourse:9', amas: 'discord:900' });
    const ama = await fresh.database.ama.create({
      data: {
        groupId: theirs,
        title: 'Theirs',
        state: 'collecting',
        collectsAt: bot.now,
        opensAt: bot.now,
        wrapsAt: new Date('2026-12-24T00:00:00Z'),
        closesAt: new Date('2026-12-24T00:00:00Z'),
      },
    });
    const common = { amaId: ama.id, platform: 'discord', askerId: 1, askerAccountId: 'x' };
    const data = { ...common, number: 1, text: 'Between us?', state: 'approved', sourceId: 'a' };
    const question = await fresh.database.question.create({ data });
    const before = JSON.stringify(await fresh.database.question.findMany());
    const id = String(question.id);
    const replies = [
      ...(await Promise.all(
        [
          'approve',
          'decline',
          'merge',
          'shorten',
          'flag',
          'mute',
          'vote',
          'take',
          'release',
          'answer',
          'edit',
          'withdraw',
        ].map((verb) => bot.press('prague', `amas/${verb}`, id)),
      )),
      await bot.press('prague', 'amas/ask', String(ama.id)),
      await bot.press('prague', 'amas/queue', String(ama.id), '0'),
      await bot.fill('prague', 'amas/question', [String(ama.id)], { question: 'Me too?' }),
      await bot.fill('prague', 'amas/question', [String(ama.id), id], { question: 'Mine now?' }),
      await bot.fill('prague', 'amas/answer', [id, 'new'], { answer: 'No.' }),
      await bot.fill('prague', 'amas/decline', [id], { reason: 'No.' }),
      await bot.fill('prague', 'amas/merge', [id], { into: '1' }),
      await bot.fill('prague', 'amas/shorten', [id], { text: 'x' }),
      await bot.run('prague', 'ama status', { ama: String(ama.id) }),
      await bot.run('prague', 'ama close', { ama: 'heir' }),
    ];
    for (const reply of replies) {
      expect(said(reply).isError).toBe(true);
      expect(JSON.stringify(reply)).not.toMatch(/Theirs|Between us/u);
    }
    expect(JSON.stringify(await fresh.database.question.findMany())).toBe(before);
    expect(bot.faults).toEqual([]);
  });

  test('the moderators’ channel is that of its platform: another place of that id lets nobody moderate', async () => {
    await create('AMA');
    await bot.fill('tokyo', 'amas/question', ['1'], { question: 'Something?' });
    expect(words(await bot.press('visitor@discourse in 200', 'amas/approve', '1'))).toContain(
      'Only organisers',
    );
    expect(words(await bot.press('visitor in 100', 'amas/approve', '1'))).toContain('Only organisers');
    expect(words(await bot.press('visitor in 200 of 100', 'amas/approve', '1'))).toContain('Only organisers');
    // In a topic of an open place anybody may be.
    expect(words(await bot.press('visitor in 9 of 200', 'amas/approve', '1'))).toContain('Only organisers');
    const closed = await openOffline(fresh.database, { isOpenPlace: async () => false });
    expect(words(await closed.press('visitor in 9 of 200', 'amas/approve', '1'))).toContain('is approved');
    expect(words(await bot.press('visitor in 200', 'amas/decline', '1'))).not.toContain('Only organisers');
  });

  test('who only looks at their questions is not written down', async () => {
    await create('AMA', { moderated: false });
    const people = await fresh.database.person.count();
    expect(words(await bot.run('nobody-yet', 'ama mine'))).toContain('You have not asked anything');
    expect(await fresh.database.person.count()).toBe(people);
  });

  test('questions that are carried over stay anonymous', async () => {
    await create('First', { moderated: false });
    await bot.fill('shy', 'amas/question', ['1'], { question: 'Am I alone?', anonymous: 'yes' });
    await bot.fill('tokyo', 'amas/question', ['1'], { question: 'Who are you?' });
    await bot.run('prague', 'ama close', { ama: 'First' });
    await create('Second', { moderated: false, carry: 'First', collects: '2026-11-20 09:00' });
    await bot.runUntilIdle();
    const carried = await fresh.database.question.findMany({
      where: { amaId: 2 },
      orderBy: { number: 'asc' },
    });
    expect(carried.map(({ isAnonymous }) => isAnonymous)).toEqual([true, false]);
    const texts = bot.texts('ama/2/').join('\n');
    expect(texts).toContain('from Somebody');
    expect(texts).not.toContain('shy');
  });

  test('each anonymous asker of the same counts by itself, so that the number tells nothing', async () => {
    await create('AMA');
    const ask = (who: string, more = {}) =>
      bot.fill(who, 'amas/question', ['1'], { question: 'Is it hard?', ...more });
    await ask('tokyo');
    await ask('lagos');
    await ask('tokyo', { anonymous: 'yes' });
    await ask('lagos', { anonymous: 'yes' });
    await ask('lagos');
    for (const id of ['2', '3', '4', '5']) await bot.fill('prague', 'amas/merge', [id], { into: '1' });
    await bot.press('prague', 'amas/approve', '1');
    await bot.runUntilIdle();
    // Lagos once by name, and two without one.
    expect(bot.texts('ama/1/question/1/').join()).toContain('also asked by 3');
  });

  test('nor does it tell that whoever asked anonymously asked again by name', async () => {
    await create('AMA');
    await bot.fill('tokyo', 'amas/question', ['1'], { question: 'Is it hard?', anonymous: 'yes' });
    await bot.fill('tokyo', 'amas/question', ['1'], { question: 'Is it hard?' });
    await bot.fill('prague', 'amas/merge', ['2'], { into: '1' });
    await bot.press('prague', 'amas/approve', '1');
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/question/1/').join()).toContain('also asked by 1');
  });

  test('the parts of an anonymous question stay anonymous', async () => {
    await create('AMA', { moderated: false });
    await bot.fill('shy', 'amas/question', ['1'], { question: 'Is it hard? Is it slow?', anonymous: 'yes' });
    await bot.fill('prague', 'amas/split', ['1', '1'], { questions: 'Is it hard?\nIs it slow?' });
    await bot.runUntilIdle();
    const parts = await fresh.database.question.findMany();
    expect(parts.map(({ isAnonymous }) => isAnonymous)).toEqual([true, true]);
  });

  test('an AMA in a channel that only some read is told to members, its hosts and who asks there', async () => {
    const closed = await openOffline(fresh.database, { isOpenPlace: async () => false });
    await closed.run('prague', 'ama create', {
      title: 'Among us',
      hosts: 'chat-london',
      opens: '2026-11-24 18:00',
      closes: '2026-11-24 20:00',
    });
    for (const name of ['ama list', 'ama status', 'ama queue', 'ama mine'])
      expect(words(await closed.run('visitor', name)), name).not.toContain('Among us');
    expect(words(await closed.run('visitor', 'ama ask', { question: 'What?', ama: '1' }))).toContain(
      'no AMA',
    );
    for (const who of ['prague', 'london'])
      expect(words(await closed.run(who, 'ama list')), who).toContain('Among us');
    const caller = accountOf('visitor');
    const there = { id: 'x:there', platform: caller.platform, can, caller, roles: [], isManager: false };
    const place = { platform: caller.platform, id: '100', name: 'ama' };
    expect(words(said(await closed.dispatcher.run({ ...there, place }, 'ama list', {})))).toContain(
      'Among us',
    );
  });
});
