// Many at once, in two processes on one database: one wins, everybody else is told, nothing is lost or doubled.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { customId } from '../../../src/core/command/custom-id.ts';
import type { Reply } from '../../../src/core/reply.ts';
import { amasStore } from '../../../src/features/amas/store.ts';
import { capabilities } from '../../../src/platforms/discord/capabilities.ts';
import { connect, type Database } from '../../../src/storage/client.ts';
import { isWhole } from '../../in-full.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { beginSlowness } from '../../work-time.ts';
import { accountOf, type Bot, openOffline, words } from './bot.ts';

/** So many ask at once. */
const most = isWhole ? 500 : 100;

describe.each(freshDatabases())('many at once on $name', (kind) => {
  let fresh: Fresh;
  let second: Database;
  let here: Bot;
  let there: Bot;

  beforeEach(async () => {
    fresh = await kind.open();
    second = await connect(fresh.url);
    here = await openOffline(fresh.database);
    there = await openOffline(second);
  });
  afterEach(async () => {
    await second.$disconnect();
    await fresh.close();
  });

  const create = (more: Record<string, string | number | boolean> = {}) =>
    here.run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'london, helsinki',
      opens: '2026-11-24 18:00',
      closes: '2026-11-24 20:00',
      ...more,
    });
  const ask = (bot: Bot, who: string, question: string) =>
    bot.fill(who, 'amas/question', ['1'], { question });
  const question = (id: number) => fresh.database.question.findUniqueOrThrow({ where: { id } });
  const sorted = async (replies: Promise<Reply>[]) => (await Promise.all(replies)).map(words).toSorted();

  test('ten people approve one question: one does it, nine are told who did, it is posted once', async () => {
    await create({ moderated: true });
    await ask(here, 'visitor', 'How do I start?');
    const who = Array.from({ length: 10 }, (_, i) => `moderator-${i} in 200`);
    const replies = await sorted(
      who.map((name, i) => (i % 2 === 0 ? here : there).press(name, 'amas/approve', '1')),
    );
    expect(replies.filter((said) => said === 'Question 1 is approved.')).toHaveLength(1);
    const others = replies.filter((said) => said !== 'Question 1 is approved.');
    const [first] = others;
    expect(first).toMatch(/^Question 1 was already approved by moderator-\d\.$/u);
    expect(others).toEqual(Array.from({ length: 9 }, () => first));
    await Promise.all([here.runUntilIdle(), there.runUntilIdle()]);
    const posted = [...here.shown.keys(), ...there.shown.keys()].filter((key) =>
      key.includes('/question/1/'),
    );
    expect(posted.toSorted()).toEqual(['ama/1/question/1/discord', 'ama/1/question/1/discourse']);
  });

  test('one approves while another declines: one of the two happens, and the other one is told', async () => {
    await create({ moderated: true });
    await ask(here, 'visitor', 'How do I start?');
    const [approved, declined] = await Promise.all([
      here.press('prague', 'amas/approve', '1'),
      there.fill('vancouver', 'amas/decline', ['1'], { reason: 'No.' }),
    ]);
    const { state } = await question(1);
    // A question may be declined after it was approved; it cannot be approved after it was declined.
    if (state === 'approved') throw new Error('Declining must always come through.');
    expect(words(declined)).toContain('is declined');
    expect(words(approved)).toMatch(/is approved|was declined by vancouver/u);
  });

  test('two hosts take one question: one has it, the other is told who', async () => {
    await create();
    await ask(here, 'visitor', 'How do I start?');
    await here.run('prague', 'ama host add', { hosts: 'chat-london' });
    await here.run('prague', 'ama host add', { hosts: 'chat-helsinki' });
    const replies = await sorted([
      here.press('london', 'amas/take', '1'),
      there.press('helsinki', 'amas/take', '1'),
    ]);
    expect(replies[0]).toMatch(/^Question 1 is taken by (london|helsinki)\. Choose another one\.$/u);
    expect(replies[1]).toBe('Question 1 is yours for the next 2 hours.');
  });

  test('two organisers add one host: they are a host since the first did', async () => {
    await create();
    const hosts = amasStore(fresh.database);
    const ama = await hosts.ama(1);
    if (!ama) throw new Error('There is no AMA.');
    await hosts.addHosts(ama, [{ name: 'chat-oslo' }], new Date('2026-11-24T18:05:00Z'));
    const { hosts: all } = await hosts.addHosts(
      ama,
      [{ name: 'chat-oslo' }],
      new Date('2026-11-24T18:06:00Z'),
    );
    expect(all.filter(({ name }) => name === 'chat-oslo').map(({ since }) => since)).toEqual([
      new Date('2026-11-24T18:05:00Z'),
    ]);
  });

  test('five people answer one question: one answer stands, and its author is named to the others', async () => {
    await create();
    await ask(here, 'visitor', 'How do I start?');
    const replies = await sorted(
      ['prague', 'vancouver', 'prague', 'vancouver', 'prague'].map((who, i) =>
        (i % 2 === 0 ? here : there).fill(who, 'amas/answer', ['1', 'new'], { answer: `Answer ${i}` }),
      ),
    );
    expect(replies.filter((said) => said.startsWith('Your answer'))).toHaveLength(1);
    expect(replies.filter((said) => said.includes('already answered by'))).toHaveLength(4);
  });

  test('two questions merged into each other at once never both disappear', async () => {
    await create({ moderated: true });
    await ask(here, 'visitor', 'How do I start?');
    await ask(here, 'newcomer', 'Where do I start?');
    await Promise.all([
      here.fill('prague', 'amas/merge', ['1'], { into: '2' }),
      there.fill('vancouver', 'amas/merge', ['2'], { into: '1' }),
    ]);
    const states = [(await question(1)).state, (await question(2)).state].toSorted();
    expect(states).toEqual(['merged', 'waiting']);
  });

  /** A bot beside which somebody else changes something between its reading and its next write. */
  async function meanwhile(change: () => Promise<unknown>): Promise<Bot> {
    const store = amasStore(fresh.database);
    let isDone = false;
    async function first() {
      if (isDone) return;
      isDone = true;
      await change();
    }
    return await openOffline(fresh.database, {
      shown: here.shown,
      store: {
        ...store,
        async step(...how) {
          await first();
          return await store.step(...how);
        },
        async publishDraft(...how) {
          await first();
          return await store.publishDraft(...how);
        },
      },
    });
  }
  const reworded = () => there.fill('visitor', 'amas/question', ['1', '1'], { question: 'Where do I end?' });

  test('a question that is changed between reading and answering it: its host reads it first, and loses nothing', async () => {
    await create();
    await ask(here, 'visitor', 'How do I start?');
    const form = await here.press('prague', 'amas/answer', '1');
    if (form.kind !== 'form') throw new Error(words(form));
    const slow = await meanwhile(reworded);
    const reply = words(
      await slow.fill('prague', 'amas/answer', form.args ?? [], { answer: 'Read the guide.' }),
    );
    expect(reply).toContain('Question 1 was changed');
    expect(reply).toContain('Where do I end?');
    expect(await question(1)).toMatchObject({ state: 'approved', answer: null });
    expect(await fresh.database.answerDraft.findMany()).toMatchObject([{ text: 'Read the guide.' }]);
  });

  test('one that is changed between reading and publishing a draft of it: the draft stays, and shows it', async () => {
    await create();
    await ask(here, 'visitor', 'How do I start?');
    const draft = await here.run('prague', 'ama draft', { question: '1', text: 'Read the guide.' });
    const button = draft.kind === 'said' ? draft.buttons?.[0] : undefined;
    if (!button || !('action' in button)) throw new Error(words(draft));
    const slow = await meanwhile(reworded);
    const reply = words(await slow.press('prague', button.action, ...(button.args ?? [])));
    expect(reply).toContain('Question 1 was changed');
    expect(await question(1)).toMatchObject({ state: 'approved', answer: null });
    expect(await fresh.database.answerDraft.count()).toBe(1);
  });

  test('one that a moderator shortens between reading and changing it: both are shown to whoever asked', async () => {
    await create({ moderated: true });
    await ask(here, 'visitor', 'How do I start, please?');
    const form = await here.press('visitor', 'amas/edit', '1');
    if (form.kind !== 'form') throw new Error(words(form));
    const slow = await meanwhile(() =>
      there.fill('prague', 'amas/shorten', ['1'], { text: 'How do I start?' }),
    );
    const reply = words(
      await slow.fill('visitor', 'amas/question', form.args ?? [], { question: 'How do I begin?' }),
    );
    expect(reply).toContain('Somebody changed this while you wrote');
    expect(await question(1)).toMatchObject({
      text: 'How do I start?',
      originalText: 'How do I start, please?',
    });
  });

  test('a reply that is read while its question is changed is held, not lost', async () => {
    await create();
    await here.runUntilIdle();
    const post = here.forum.reply('visitor', 'How do I start?');
    await here.poll();
    here.now = new Date(here.now.getTime() + 600_000);
    here.forum.reply('london', 'Read the guide.', post);
    const posts = here.forum.posts();
    const slow = await meanwhile(() =>
      there.fill('visitor@discourse', 'amas/question', ['1', '1'], { question: 'Where do I end?' }),
    );
    there.now = here.now;
    await slow.ingest('ama/1/topic', posts);
    expect(await question(1)).toMatchObject({ state: 'approved', answer: null, text: 'Where do I end?' });
    expect(await fresh.database.answerDraft.findMany()).toMatchObject([{ text: 'Read the guide.' }]);
  });

  test('a limit of two questions holds when one person asks ten at once', async () => {
    await create({ limit: 2 });
    const replies = await sorted(
      Array.from({ length: 10 }, (_, i) => ask(i % 2 === 0 ? here : there, 'visitor', `Question ${i}?`)),
    );
    expect(replies.filter((said) => said.includes('arrived as number'))).toHaveLength(2);
    expect(replies.filter((said) => said.includes('You have asked 2 in'))).toHaveLength(8);
  });

  test('the same request handed over twice writes one question', async () => {
    await create();
    const invocation = {
      id: 'interaction:77',
      platform: 'discord',
      can: capabilities,
      caller: accountOf('visitor'),
      roles: [],
      isManager: false,
    } as const;
    const id = customId('amas/question', ['1']);
    const replies = await sorted([
      here.dispatcher.submit(invocation, id, { question: 'Once?' }),
      there.dispatcher.submit(invocation, id, { question: 'Once?' }),
    ]);
    expect(replies.every((said) => said.includes('arrived as number 1'))).toBe(true);
    expect(await fresh.database.question.count()).toBe(1);
  });

  test('a topic read by two processes at once, twice, and late, makes each post one question', async () => {
    await create();
    await here.runUntilIdle();
    for (let i = 1; i <= 10; i++) here.forum.reply(`reader-${i}`, `Question ${i}?`);
    const early = here.forum.posts();
    for (let i = 11; i <= 20; i++) here.forum.reply(`reader-${i}`, `Question ${i}?`);
    const late = here.forum.posts();
    const ingest = (bot: Bot, posts: typeof late) => bot.ingest('ama/1/topic', posts);
    await Promise.all([ingest(here, late), ingest(there, late), ingest(here, early), ingest(there, early)]);
    await Promise.all([ingest(here, late), ingest(there, late)]);
    const found = await fresh.database.question.findMany({ orderBy: { number: 'asc' } });
    expect(found.map(({ text }) => text).toSorted()).toEqual(
      Array.from({ length: 20 }, (_, i) => `Question ${i + 1}?`).toSorted(),
    );
    expect(found.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(found.map(({ state }) => state)).toEqual(Array.from({ length: 20 }, () => 'approved'));
  });

  test(`${most} questions at once are all there, numbered without a gap, and nobody waits long`, async () => {
    await create();
    const slowest = { milliseconds: 0 };
    const slowness = beginSlowness();
    const crowd = Array.from({ length: most }, (_, i) => i);
    // As a crowd comes: fifty at a time, from two processes.
    for (let wave = 0; wave < most / 50; wave++) {
      await Promise.all(
        crowd.slice(wave * 50, (wave + 1) * 50).map(async (i) => {
          const start = performance.now();
          const reply = await ask(i % 2 === 0 ? here : there, `guest-${i}`, `Question ${i}?`);
          slowest.milliseconds = Math.max(slowest.milliseconds, performance.now() - start);
          expect(words(reply)).toContain('arrived as number');
        }),
      );
    }
    const found = await fresh.database.question.findMany({ orderBy: { number: 'asc' } });
    expect(found.map(({ number }) => number)).toEqual(crowd.map((i) => i + 1));
    expect(new Set(found.map(({ text }) => text)).size).toBe(most);
    process.stdout.write(
      `${kind.name}: ${most} questions, the slowest reply after ${Math.round(slowest.milliseconds)} ms\n`,
    );
    expect(slowest.milliseconds).toBeLessThan(10_000 * slowness());
  });
});
