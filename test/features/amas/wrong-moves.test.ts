// Every move of an AMA and of a question in every state, as people make it: done, or refused by name.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reply } from '../../../src/core/reply.ts';
import { type AmaState, amaStates, questionStates } from '../../../src/features/amas/facts.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, words } from './bot.ts';

describe.each(freshDatabases('SQLite').slice(0, 1))('every move on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;
  let made = 0;
  beforeAll(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
  });
  afterAll(async () => {
    expect(bot.faults).toEqual([]);
    await fresh.close();
  });

  const way = ['announce', 'open', 'live', 'wrap', 'close'];
  /** A new AMA that was brought into a state by its commands. */
  const amaIn = async (state: AmaState): Promise<string> => {
    made += 1;
    await bot.run('prague', 'ama create', {
      title: `AMA ${made}`,
      hosts: 'prague',
      opens: '2026-12-10 18:00',
      closes: '2026-12-10 20:00',
      moderated: true,
      draft: true,
    });
    for (const move of way.slice(0, amaStates.indexOf(state))) {
      await bot.run('prague', `ama ${move}`, { ama: String(made) });
    }
    return String(made);
  };
  const firstLine = (reply: Reply) => (words(reply).split('\n')[0] ?? '').replaceAll(/AMA \d+/gu, 'AMA');

  test('words behind a number, which have an option of their own, are told so', async () => {
    const ama = await amaIn('collecting');
    await bot.run('lagos', 'ama ask', { ama, question: 'Why?' });
    const answer = async (question: string) =>
      words(await bot.run('prague', 'ama answer', { ama, question, text: 'So.' }));
    expect(await answer('1 The how-to guide.')).toContain('For question 1 give the number alone, and your');
    expect(await answer('2 The how-to guide.')).toContain('lists them by number');
  });

  test('of an AMA', async () => {
    const table: string[] = [];
    for (const move of ['announce', 'open', 'live', 'wrap', 'close', 'reopen']) {
      for (const state of amaStates) {
        const ama = await amaIn(state);
        const said = words(await bot.run('prague', `ama ${move}`, { ama }));
        table.push(`${state}, ${move}: ${said.replaceAll(/AMA \d+/gu, 'AMA')}`);
      }
    }
    expect(table.join('\n')).toMatchInlineSnapshot(`
      "draft, announce: AMA is now announced; questions are not open yet.
      announced, announce: "AMA" is already announced.
      collecting, announce: "AMA" cannot be announced: it is already taking questions.
      live, announce: "AMA" cannot be announced: it is already live.
      wrapping, announce: "AMA" cannot be announced: it is already wrapping up.
      closed, announce: "AMA" cannot be announced: it is closed, and stays so: carry what is left into a new one with /ama create and its option carry.
      draft, open: AMA is now taking questions.
      announced, open: AMA is now taking questions.
      collecting, open: "AMA" cannot be opened for questions: it is already taking questions.
      live, open: "AMA" cannot be opened for questions: it is already live.
      wrapping, open: "AMA" cannot be opened for questions: it is already wrapping up.
      closed, open: "AMA" cannot be opened for questions: it is closed, and stays so: carry what is left into a new one with /ama create and its option carry.
      draft, live: AMA is now live.
      announced, live: AMA is now live.
      collecting, live: AMA is now live.
      live, live: "AMA" cannot be taken live: it is already live.
      wrapping, live: "AMA" cannot be taken live: it is already wrapping up.
      closed, live: "AMA" cannot be taken live: it is closed, and stays so: carry what is left into a new one with /ama create and its option carry.
      draft, wrap: "AMA" cannot be wrapped up: it is still a draft: announce it first with /ama announce.
      announced, wrap: "AMA" cannot be wrapped up: it is announced, and not open for questions yet: open it with /ama open.
      collecting, wrap: AMA is now wrapping up; no new questions.
      live, wrap: AMA is now wrapping up; no new questions.
      wrapping, wrap: "AMA" cannot be wrapped up: it is already wrapping up.
      closed, wrap: "AMA" cannot be wrapped up: it is closed, and stays so: carry what is left into a new one with /ama create and its option carry.
      draft, close: AMA is now called off.
      announced, close: AMA is now called off.
      collecting, close: AMA is now called off.
      live, close: AMA is now closed.
      wrapping, close: AMA is now closed.
      closed, close: "AMA" cannot be closed: it is closed, and stays so: carry what is left into a new one with /ama create and its option carry.
      draft, reopen: "AMA" is still a draft, the first step.
      announced, reopen: AMA is now being prepared.
      collecting, reopen: AMA is now announced; questions are not open yet.
      live, reopen: AMA is now taking questions.
      wrapping, reopen: AMA is now live.
      closed, reopen: "AMA" cannot be taken a step back: it is closed, and stays so: carry what is left into a new one with /ama create and its option carry."
    `);
  });

  test('asking', async () => {
    const table: string[] = [];
    for (const state of amaStates) {
      const reply = await bot.fill('visitor', 'amas/question', [await amaIn(state)], { question: 'How?' });
      table.push(`${state}: ${firstLine(reply)}`);
    }
    expect(table.join('\n')).toMatchInlineSnapshot(`
      "draft: That AMA is not there any more. /ama list shows those that are.
      announced: "AMA" does not take questions yet. /ama status says when they open.
      collecting: Your question for AMA arrived as number 1. A moderator looks at it before it appears.
      live: Your question for AMA arrived as number 1. A moderator looks at it before it appears.
      wrapping: "AMA" is wrapping up and takes no new questions. Its answers go on until it closes.
      closed: "AMA" is closed. Look for your question in its summary, or ask at the next AMA."
    `);
  });

  /** A new question that was brought into a state as people do it; answers its id. */
  const questionIn = async (ama: string, state: string): Promise<string> => {
    await bot.fill('visitor', 'amas/question', [ama], { question: 'Another one, to merge into?' });
    await bot.fill('visitor', 'amas/question', [ama], { question: 'How do I start?' });
    const { id } = await fresh.database.question.findFirstOrThrow({ orderBy: { id: 'desc' } });
    const question = String(id);
    const { number } = await fresh.database.question.findUniqueOrThrow({ where: { id } });
    if (state === 'approved' || state === 'answered') await bot.press('vancouver', 'amas/approve', question);
    if (state === 'answered')
      await bot.fill('vancouver', 'amas/answer', [question, 'new'], { answer: 'So.' });
    if (state === 'declined') await bot.fill('vancouver', 'amas/decline', [question], { reason: 'No.' });
    if (state === 'withdrawn') await bot.press('visitor', 'amas/withdraw', question);
    if (state === 'merged') {
      await bot.fill('vancouver', 'amas/merge', [question], { into: String(number - 1) });
    }
    return question;
  };
  const moves: Record<string, (id: string) => Promise<Reply>> = {
    approve: (id) => bot.press('prague', 'amas/approve', id),
    decline: (id) => bot.fill('prague', 'amas/decline', [id], { reason: 'No.' }),
    merge: (id) => bot.fill('prague', 'amas/merge', [id], { into: '1' }),
    shorten: (id) => bot.fill('prague', 'amas/shorten', [id], { text: 'How?' }),
    take: (id) => bot.press('prague', 'amas/take', id),
    answer: (id) => bot.fill('prague', 'amas/answer', [id, 'new'], { answer: 'So.' }),
    'change the answer': (id) => bot.fill('prague', 'amas/answer', [id, 'change'], { answer: 'So!' }),
    vote: (id) => bot.press('tokyo', 'amas/vote', id),
    edit: (id) => bot.fill('visitor', 'amas/question', ['1', id], { question: 'How so?' }),
    withdraw: (id) => bot.press('visitor', 'amas/withdraw', id),
    'edit another’s': (id) => bot.fill('tokyo', 'amas/question', ['1', id], { question: 'How so?' }),
  };

  // Some three hundred commands in a row: on a busy computer they take longer than a test may otherwise.
  test('of a question', async () => {
    const table: string[] = [];
    for (const [name, move] of Object.entries(moves)) {
      // An addition is no question: no button of one leads to it.
      for (const state of questionStates.filter((one) => one !== 'addition')) {
        const id = await questionIn(await amaIn('live'), state);
        table.push(`${state}, ${name}: ${firstLine(await move(id))}`);
      }
    }
    expect(table.join('\n')).toMatchInlineSnapshot(`
      "waiting, approve: Question 2 is approved.
      approved, approve: Question 2 was already approved by vancouver.
      answered, approve: Question 2 was already answered by vancouver, so it cannot be approved any more.
      declined, approve: Question 2 was declined by vancouver, so it cannot be approved any more.
      withdrawn, approve: Question 2 was withdrawn by whoever asked it, so it cannot be approved any more.
      merged, approve: Question 2 was merged into another one by vancouver, so it cannot be approved by itself.
      remark, approve: Question 2 is approved.
      waiting, decline: Question 2 is declined; whoever asked is told why.
      approved, decline: Question 2 is declined; whoever asked is told why.
      answered, decline: Question 2 was already answered by vancouver, so it cannot be declined any more.
      declined, decline: Question 2 was already declined by vancouver.
      withdrawn, decline: Question 2 was withdrawn by whoever asked it, so it cannot be declined any more.
      merged, decline: Question 2 was merged into another one by vancouver, so it cannot be declined by itself.
      remark, decline: Question 2 is declined; whoever asked is told why.
      waiting, merge: Question 2 is merged into question 1.
      approved, merge: Question 1 still waits for a moderator. Approve it first, or merge it into question 2.
      answered, merge: Question 2 was already answered by vancouver, so it cannot be merged any more.
      declined, merge: Question 2 was declined by vancouver, so it cannot be merged any more.
      withdrawn, merge: Question 2 was withdrawn by whoever asked it, so it cannot be merged any more.
      merged, merge: Question 2 was already merged into another one by vancouver.
      remark, merge: Question 2 is merged into question 1.
      waiting, shorten: Question 2 is shortened; the original is kept.
      approved, shorten: Question 2 is shortened; the original is kept.
      answered, shorten: Question 2 was already answered by vancouver, so it cannot be edited any more.
      declined, shorten: Question 2 was declined by vancouver, so it cannot be edited any more.
      withdrawn, shorten: Question 2 was withdrawn by whoever asked it, so it cannot be edited any more.
      merged, shorten: Question 2 was merged into another one by vancouver, so it cannot be edited by itself.
      remark, shorten: Question 2 is shortened; the original is kept.
      waiting, take: Question 2 is still waiting for a moderator, and cannot be taken before it is approved.
      approved, take: Question 2 is yours for the next 2 hours.
      answered, take: Question 2 was already answered by vancouver, so it cannot be taken any more. /ama queue lists those that wait for an answer.
      declined, take: Question 2 was declined by vancouver, so it cannot be taken any more. /ama queue lists those that wait for an answer.
      withdrawn, take: Question 2 was withdrawn by whoever asked it, so it cannot be taken any more. /ama queue lists those that wait for an answer.
      merged, take: Question 2 was merged into another one by vancouver, so it cannot be taken by itself. /ama queue lists those that wait for an answer.
      remark, take: Question 2 is still waiting for a moderator, and cannot be taken before it is approved.
      waiting, answer: Question 2 is still waiting for a moderator, and cannot be answered before it is approved.
      approved, answer: Your answer to question 2 appears in every place of "AMA".
      answered, answer: Question 2 was already answered by vancouver:
      declined, answer: Question 2 was declined by vancouver, so it cannot be answered any more. /ama queue lists those that wait for an answer.
      withdrawn, answer: Question 2 was withdrawn by whoever asked it, so it cannot be answered any more. /ama queue lists those that wait for an answer.
      merged, answer: Question 2 was merged into another one by vancouver, so it cannot be answered by itself. /ama queue lists those that wait for an answer.
      remark, answer: Question 2 is still waiting for a moderator, and cannot be answered before it is approved.
      waiting, change the answer: Question 2 has no answer yet. Give one with /ama answer.
      approved, change the answer: Question 2 has no answer yet. Give one with /ama answer.
      answered, change the answer: The changed answer appears in every place of "AMA".
      declined, change the answer: Question 2 was declined by vancouver, so it cannot be edited any more.
      withdrawn, change the answer: Question 2 was withdrawn by whoever asked it, so it cannot be edited any more.
      merged, change the answer: Question 2 was merged into another one by vancouver, so it cannot be edited by itself.
      remark, change the answer: Question 2 has no answer yet. Give one with /ama answer.
      waiting, vote: Question 2 is not open for votes yet. /ama queue shows which are.
      approved, vote: Your vote counts for question 2.
      answered, vote: Question 2 is no longer open for votes. /ama queue shows which are.
      declined, vote: Question 2 is no longer open for votes. /ama queue shows which are.
      withdrawn, vote: Question 2 is no longer open for votes. /ama queue shows which are.
      merged, vote: Question 2 is no longer open for votes. /ama queue shows which are.
      remark, vote: Question 2 is not open for votes yet. /ama queue shows which are.
      waiting, edit: Your question for AMA arrived as number 2. A moderator looks at it before it appears.
      approved, edit: Your change to question 2 of AMA waits for a moderator. Until then everybody reads what was approved:
      answered, edit: Question 2 was already answered by vancouver, so it cannot be edited any more.
      declined, edit: Question 2 was declined by vancouver, so it cannot be edited any more.
      withdrawn, edit: Question 2 was withdrawn by whoever asked it, so it cannot be edited any more.
      merged, edit: Question 2 was merged into another one by vancouver, so it cannot be edited by itself.
      remark, edit: Your question for AMA arrived as number 2. A moderator looks at it before it appears.
      waiting, withdraw: Question 2 is withdrawn. You may ask another one.
      approved, withdraw: Question 2 is withdrawn. You may ask another one.
      answered, withdraw: Question 2 was already answered by vancouver, so it cannot be withdrawn any more.
      declined, withdraw: Question 2 was declined by vancouver, so it cannot be withdrawn any more.
      withdrawn, withdraw: Question 2 was already withdrawn.
      merged, withdraw: Question 2 was merged into another one by vancouver, so it cannot be withdrawn by itself.
      remark, withdraw: Question 2 is withdrawn. You may ask another one.
      waiting, edit another’s: Only the one who asked a question can change it.
      approved, edit another’s: Only the one who asked a question can change it.
      answered, edit another’s: Only the one who asked a question can change it.
      declined, edit another’s: Only the one who asked a question can change it.
      withdrawn, edit another’s: Only the one who asked a question can change it.
      merged, edit another’s: Only the one who asked a question can change it.
      remark, edit another’s: Only the one who asked a question can change it."
    `);
  });

  test('of a question whose AMA is closed', async () => {
    const table: string[] = [];
    for (const [name, move] of Object.entries(moves)) {
      const ama = await amaIn('live');
      const id = await questionIn(ama, name === 'change the answer' ? 'answered' : 'approved');
      await bot.run('prague', 'ama close', { ama });
      table.push(`${name}: ${firstLine(await move(id))}`);
    }
    expect(table.join('\n')).toMatchInlineSnapshot(`
      "approve: "AMA" is closed; its answers stay as they are.
      decline: "AMA" is closed; its answers stay as they are.
      merge: "AMA" is closed; its answers stay as they are.
      shorten: "AMA" is closed; its answers stay as they are.
      take: "AMA" is closed; its answers stay as they are.
      answer: "AMA" is closed; its answers stay as they are.
      change the answer: "AMA" is closed; its answers stay as they are.
      vote: Question 2 is no longer open for votes. /ama queue shows which are.
      edit: "AMA" is closed; its answers stay as they are.
      withdraw: Question 2 is withdrawn.
      edit another’s: Only the one who asked a question can change it."
    `);
  });

  test('whoever was muted by a button asks again by one', async () => {
    const ama = await amaIn('live');
    const ask = async (question: string) => words(await bot.run('visitor', 'ama ask', { ama, question }));
    await ask('Why?');
    const id = String((await fresh.database.question.findFirst({ orderBy: { id: 'desc' } }))?.id);
    expect(words(await bot.press('prague', 'amas/mute', id))).toContain('cannot ask in this AMA any more');
    expect(await ask('And how?')).toContain('You cannot ask questions');
    expect(words(await bot.press('tokyo', 'amas/unmute', id))).toContain('Only organisers');
    expect(words(await bot.press('prague', 'amas/unmute', id))).toContain('may ask');
    expect(await ask('And how?')).toContain('arrived as number 2');
  });

  test('the queue has pages, and one that is not there any more is the last', async () => {
    const ama = await amaIn('live');
    await bot.run('prague', 'ama edit', { ama, moderated: false });
    for (let i = 1; i <= 9; i += 1) await bot.run('visitor', 'ama ask', { ama, question: `Why ${i}?` });
    const pages = await Promise.all([
      bot.run('prague', 'ama queue', { ama }),
      bot.run('prague', 'ama queue', { ama, page: 2 }),
      bot.run('prague', 'ama queue', { ama, page: 7 }),
      bot.press('prague', 'amas/queue', ama, '1'),
      bot.press('prague', 'amas/queue', ama, '0'),
    ]);
    const shown = pages.map((page) => [...words(page).matchAll(/(\d+)\. Why/gu)].map(([, number]) => number));
    const first = ['1', '2', '3', '4', '5', '6', '7', '8'];
    expect(shown).toEqual([first, ['9'], ['9'], ['9'], first]);
  });

  test('without a name the only AMA is meant for which it is possible, beside drafts and those to come', async () => {
    await fresh.database.ama.updateMany({ data: { state: 'closed' } });
    await amaIn('draft');
    await amaIn('announced');
    const live = await amaIn('live');
    const asked = await bot.run('tokyo', 'ama ask', { question: 'Is this meant?' });
    expect(words(asked)).toContain(`AMA ${live} arrived as number 1`);
    const id = String((await fresh.database.question.findFirst({ orderBy: { id: 'desc' } }))?.id);
    await bot.press('prague', 'amas/approve', id);
    expect(words(await bot.run('prague', 'ama queue', {}))).toContain('Is this meant?');
    const answered = await bot.run('prague', 'ama answer', { question: '1', text: 'Yes.' });
    expect(words(answered)).toContain('appears in every place');
    // What changes the AMA itself is never a guess.
    expect(words(await bot.run('prague', 'ama close', {}))).toContain('Which AMA?');
    await amaIn('collecting');
    expect(words(await bot.run('tokyo', 'ama ask', { question: 'And now?' }))).toContain('Which AMA?');
  });
});
