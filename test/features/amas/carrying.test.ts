// What stayed open is put to another AMA that is there already: with its votes, each once, and whoever asked is told where.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { customId } from '../../../src/core/command/custom-id.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, said, words } from './bot.ts';

describe.each(freshDatabases('SQLite'))('carrying over on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;
  const create = (title: string, more: Record<string, string | boolean> = {}) =>
    bot.run('prague', 'ama create', {
      title,
      hosts: 'chat-london',
      opens: '2026-12-24 18:00',
      closes: '2026-12-24 20:00',
      collects: '2026-12-20 09:00',
      ...more,
    });
  const carry = async (who: string, values: Record<string, string | boolean>) =>
    words(await bot.run(who, 'ama carry', { ama: 'First', ...values }));
  const carried = (amaId: number) =>
    fresh.database.question.findMany({
      where: { amaId, carriedFromId: { not: null } },
      orderBy: { number: 'asc' },
      select: { text: true, state: true, mergedIntoId: true },
    });
  const told = () =>
    [...bot.shown]
      .filter(([key]) => key.endsWith('/carried'))
      .map(([, { texts }]) => texts.join())
      .toSorted();

  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
    // Planned before the first one, so that its number is the smaller one.
    await create('Second');
    await create('First', {
      opens: '2026-11-24 18:00',
      closes: '2026-11-24 20:00',
      collects: '2026-11-20 09:00',
    });
    await bot.run('lagos', 'ama ask', { question: 'How do I start?', ama: 'First' });
    await bot.run('natal', 'ama ask', { question: 'Where do I start?', ama: 'First' });
    await bot.run('tokyo', 'ama ask', { question: 'Is it hard?', ama: 'First' });
    await bot.run('oslo', 'ama ask', { question: 'Who are you?', ama: 'First' });
    await bot.fill('prague', 'amas/merge', ['2'], { into: '1' });
    await bot.press('quito', 'amas/vote', '1');
    await bot.run('prague', 'ama answer', { question: '4', text: 'We are the team.', ama: 'First' });
    await bot.runUntilIdle();
  });
  afterEach(async () => {
    expect(bot.faults).toEqual([]);
    await fresh.close();
  });

  test('an AMA that is sent twice is planned once', async () => {
    expect(words(await create('Second'))).toContain('for that time already');
    expect(await fresh.database.ama.count()).toBe(2);
  });

  test('without a name means the one that has just ended, also while another one is ahead, until the next day', async () => {
    const carry = async () => words(await bot.run('prague', 'ama carry', { confirmed: false }));
    const file = async () => words(await bot.run('prague', 'ama export', {}));
    expect(await file()).toContain('Which AMA? Several go on.');
    await bot.at('2026-11-24T20:30:00Z');
    expect(await carry()).toContain('Shall I put these 2 questions of First on the agenda');
    expect(await file()).toContain('First has 4 questions');
    // By then the other one may be meant as well.
    await bot.at('2026-11-25T20:30:00Z');
    expect(await carry()).toContain('No question of "Second" stayed open.');
  });

  test('without a name means none that was called off', async () => {
    await bot.run('prague', 'ama close', { ama: 'Second' });
    expect(words(await bot.run('prague', 'ama export', {}))).toContain('First has 4 questions');
  });

  test('takes open questions with those merged into them and their votes, once, and tells who asked', async () => {
    expect(await carry('prague', { into: 'Second' })).toContain('goes on');
    await bot.run('prague', 'ama close', { ama: 'First' });
    expect(await carry('visitor', { into: 'Second' })).toContain('Only the hosts');
    expect(await carry('prague', { into: 'First' })).toContain('has them');
    expect(await carry('prague', { into: 'Second', repository: 'docs/guide' })).toContain('not both');
    expect(await carry('prague', { into: 'Second', questions: '4' })).toContain(
      'is no question that stayed open',
    );
    const asked = await carry('london', { into: 'Second', confirmed: false });
    expect(asked).toContain('Shall I put these 2 questions of First to Second?');
    expect(asked).toContain('1. How do I start?');
    expect(asked).toContain('They go with their votes, and whoever asked them is told where they are.');
    expect(await carried(1)).toEqual([]);

    expect(await carry('london', { into: 'Second', questions: '1' })).toContain(
      '1 question is in Second now',
    );
    const copy = await fresh.database.question.findFirstOrThrow({ where: { amaId: 1, carriedFromId: 1 } });
    expect(await carried(1)).toEqual([
      { text: 'How do I start?', state: 'approved', mergedIntoId: null },
      { text: 'Where do I start?', state: 'merged', mergedIntoId: copy.id },
    ]);
    await bot.runUntilIdle();
    expect(bot.texts(`ama/1/question/${copy.id}/discord`).join()).toContain('1 vote · also asked by 1');
    expect(told()).toHaveLength(2);
    for (const one of told()) expect(one).toMatch(/First[\s\S]*Second|Second[\s\S]*First/u);

    expect(await carry('prague', { into: 'Second', questions: '1' })).toContain(
      'That question is in "Second" already, as question 1: answer it there.',
    );
    expect(await carry('prague', { into: 'Second' })).toContain('1 question is in Second now');
    expect(await carry('prague', { into: 'Second' })).toContain('were carried over already');
    expect((await carried(1)).map(({ text }) => text)).toEqual([
      'How do I start?',
      'Where do I start?',
      'Is it hard?',
    ]);
    await bot.runUntilIdle();
    expect(told()).toHaveLength(3);
  });

  test('what was carried is withdrawn where it goes on: there it would stay asked', async () => {
    await bot.run('prague', 'ama close', { ama: 'First' });
    await create('Third', { draft: true });
    await carry('prague', { into: 'Third', questions: '3' });
    await carry('prague', { into: 'Second', questions: '1' });
    const copy = await fresh.database.question.findFirstOrThrow({ where: { amaId: 1, carriedFromId: 1 } });
    expect(words(await bot.press('lagos', 'amas/withdraw', '1'))).toBe(
      'Question 1 goes on in "Second", as question 1. Withdraw it there: /ama mine ama:"Second".',
    );
    expect(words(await bot.press('lagos', 'amas/withdraw', String(copy.id)))).toContain('is withdrawn');
    // An AMA that is not announced is not told of.
    expect(words(await bot.press('tokyo', 'amas/withdraw', '3'))).not.toContain('Third');
  });

  test('a draft takes them too, and tells who asked once it is announced; what is over takes none', async () => {
    await bot.run('prague', 'ama close', { ama: 'First' });
    await create('Third', { draft: true });
    expect(await carry('prague', { into: 'Third' })).toContain('told once it is announced');
    await bot.runUntilIdle();
    expect(told()).toEqual([]);
    await bot.run('prague', 'ama announce', { ama: 'Third' });
    await bot.runUntilIdle();
    expect(told()).toHaveLength(3);
    await bot.run('prague', 'ama close', { ama: 'Third' });
    // It was called off: they may go on elsewhere, but not there.
    expect(await carry('prague', { into: 'Third' })).toContain('closed');
    expect(await carry('prague', { into: 'Second' })).toContain('2 questions are in Second now');
  });

  test('what no moderator looked at waits for one there as well', async () => {
    await bot.run('prague', 'ama edit', { ama: 'First', moderated: true });
    await bot.run('quito', 'ama ask', { question: 'Did nobody look?', ama: 'First' });
    await bot.run('prague', 'ama close', { ama: 'First' });
    expect(await carry('prague', { into: 'Second', questions: '5', confirmed: false })).toContain(
      'there a moderator looks first',
    );
    await carry('prague', { into: 'Second', questions: '5' });
    expect(await carried(1)).toEqual([{ text: 'Did nobody look?', state: 'waiting', mergedIntoId: null }]);
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/question').join()).not.toContain('Did nobody look?');
  });

  test('however many they are, what says yes where there are no buttons can be sent, and names those that fit', async () => {
    const {
      id: _,
      number: __,
      ...one
    } = await fresh.database.question.findFirstOrThrow({ where: { number: 4 } });
    await fresh.database.question.createMany({
      data: Array.from({ length: 300 }, (_, i) => ({
        ...one,
        uid: `many-${i}`,
        sourceId: `many-${i}`,
        number: i + 5,
        state: 'approved',
      })),
    });
    await bot.run('prague', 'ama close', { ama: 'First' });
    await fresh.database.question.updateMany({
      where: { number: { gt: 9 } },
      data: { state: 'declined' },
    });
    const ask = async (questions?: string) => {
      const asked = { into: 'Second', confirmed: false, ...(questions !== undefined && { questions }) };
      return /To do it, send: (.*)$/su.exec(await carry('prague@discourse', asked))?.[1] ?? '';
    };
    expect(await ask()).toMatch(
      /^\/ama carry ama:"2" into:"1" questions:"[\d, ]*5, 6, 7, 8, 9" confirmed:true$/u,
    );
    await fresh.database.question.updateMany({
      where: { number: { gt: 9 } },
      data: { state: 'approved' },
    });
    expect(await ask()).toBe('/ama carry ama:"2" into:"1" confirmed:true');
    const most = Array.from({ length: 251 }, (_, i) => i + 5).join(' ');
    expect(await ask(most)).toContain(`questions:"${most}"`);
    expect(await carry('prague@discourse', { into: 'Second' })).toContain('302 questions are in Second now');
  });

  test('a yes carries what was shown: what became otherwise meanwhile is asked about once more', async () => {
    await bot.run('prague', 'ama close', { ama: 'First' });
    const values = { ama: 'First', into: 'Second', confirmed: false };
    const asked = said(await bot.run('prague', 'ama carry', values));
    await carry('london', { into: 'Second', questions: '1' });
    const [yes] = asked.buttons ?? [];
    if (!yes || !('action' in yes)) throw new Error('There is no yes.');
    const again = words(await bot.dispatcher.press(bot.invocation('prague'), customId(yes.action, yes.args)));
    expect(again).toContain('Somebody changed it since I asked. As it is now:');
    expect(again).toContain('this question of First');
    expect((await carried(1)).map(({ text }) => text)).not.toContain('Is it hard?');
  });
});
