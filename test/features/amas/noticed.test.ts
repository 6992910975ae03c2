// An AMA is noticed: what everybody, its hosts, moderators and those who asked for it are told, each once.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OptionValue } from '../../../src/core/command.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { type Bot, openOffline, words } from './bot.ts';

describe.each(freshDatabases('SQLite'))('an AMA on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;

  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
  });
  afterEach(() => fresh.close());

  const create = async (more: Record<string, OptionValue> = {}) => {
    await bot.run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'chat-london, helsinki',
      opens: '2026-12-10 18:00',
      closes: '2026-12-10 20:00',
      ...more,
    });
    await bot.runUntilIdle();
  };
  const times = (prefix: string) =>
    [...bot.shown]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, { texts }]) => `${key}: ${texts.length}`)
      .toSorted();
  const hours = async () => {
    for (const at of [
      '03T18:00',
      '10T18:00',
      '10T18:30',
      '10T19:00',
      '10T19:01',
      '10T19:45',
      '10T20:00',
      '10T20:30',
    ])
      await bot.at(`2026-12-${at}:00Z`);
  };

  test('tells its opening, going live, last hour and end in both places, once each, and pings nobody', async () => {
    await create();
    expect(times('ama/1/told')).toEqual([]);
    await hours();
    expect(times('ama/1/told')).toEqual([
      // In the topic the summary says it.
      'ama/1/told/end/discord: 1',
      'ama/1/told/lastHour/discord: 1',
      'ama/1/told/lastHour/discourse: 1',
      'ama/1/told/live/discord: 1',
      'ama/1/told/live/discourse: 1',
      'ama/1/told/opening/discord: 1',
      'ama/1/told/opening/discourse: 1',
    ]);
    for (const [, { order }] of bot.shown) {
      expect('pings' in order.content ? order.content.pings : undefined).toBeUndefined();
    }
    const places = [...bot.shown].filter(([key]) => key.includes('/told/') && key.endsWith('/discord'));
    expect(places.map(([, { order }]) => order.place)).toEqual(
      places.map(() => ({ kind: 'channel', id: '100' })),
    );
  });

  test('that was begun too early, and taken back, is told again at its time, and once', async () => {
    await create();
    await bot.run('visitor', 'ama remind');
    for (const name of ['open', 'reopen', 'open', 'live', 'reopen', 'live', 'reopen', 'reopen']) {
      await bot.run('prague', `ama ${name}`);
      await bot.runUntilIdle();
    }
    const places = ['discord', 'discourse'];
    const all = (kind: string) => places.map((place) => `ama/1/told/${kind}/${place}: 1`);
    expect(times('ama/1/told')).toEqual([...all('live'), ...all('opening')]);
    await hours();
    expect(times('ama/1/told/live')).toEqual(places.map((place) => `ama/1/told/live/${place}: 2`));
    expect(times('ama/1/told/opening')).toEqual(places.map((place) => `ama/1/told/opening/${place}: 2`));
    expect(times('ama/1/to-hostLive/helsinki')).toEqual(['ama/1/to-hostLive/helsinki: 2']);
    expect(times('ama/1/to-reminder').map((one) => one.slice(-3))).toEqual([': 2']);
  });

  test('that was opened early, and stays open, is told nothing twice', async () => {
    await create();
    await bot.run('prague', 'ama open');
    await hours();
    expect(times('ama/1/told').filter((one) => !one.endsWith(': 1'))).toEqual([]);
    expect(times('ama/1/told/opening')).toHaveLength(2);
    expect(times('ama/1/told/live')).toHaveLength(2);
  });

  test('that was begun early and is begun at a later time is told then', async () => {
    await create();
    await bot.run('prague', 'ama live');
    await bot.runUntilIdle();
    await bot.run('prague', 'ama edit', { opens: '2026-12-10 18:30' });
    await hours();
    expect(times('ama/1/told/live/discord')).toEqual(['ama/1/told/live/discord: 2']);
  });

  test('that is created when questions are open already is told by being shown', async () => {
    await create({ collects: '2026-11-20 09:00' });
    expect(times('ama/1/told')).toEqual([]);
  });

  test('tells late what is still so, and nothing that is not', async () => {
    await create();
    await bot.at('2026-12-10T19:10:00Z');
    expect(times('ama/1/told')).toEqual([
      'ama/1/told/lastHour/discord: 1',
      'ama/1/told/lastHour/discourse: 1',
      'ama/1/told/live/discord: 1',
      'ama/1/told/live/discourse: 1',
    ]);
  });

  test('tells its hosts in private what is expected and when, and when it begins, with the queue at hand', async () => {
    await create();
    expect(times('ama/1/to-')).toEqual([
      expect.stringMatching(/to-host\/1.*: 1/u),
      'ama/1/to-host/helsinki: 1',
    ]);
    expect(bot.texts('ama/1/to-host/helsinki')[0]).toContain('What is expected of you, and when');
    await bot.run('prague', 'ama edit', { title: 'Ask the docs team' });
    await bot.runUntilIdle();
    expect(times('ama/1/to-host/')).toHaveLength(2);
    await bot.run('prague', 'ama edit', { opens: '2026-12-10 17:00' });
    await bot.runUntilIdle();
    expect(bot.shown.get('ama/1/to-host/helsinki')?.texts).toHaveLength(2);
    await bot.at('2026-12-10T17:00:00Z');
    expect(bot.texts('ama/1/to-hostLive/helsinki')[0]).toContain('[Open the queue]');
    await hours();
    expect(times('ama/1/to-hostLive')).toEqual([
      expect.stringMatching(/: 1$/u),
      expect.stringMatching(/: 1$/u),
    ]);
  });

  test('reminds whoever wanted it, once, and nobody else', async () => {
    await create();
    expect(words(await bot.press('tokyo', 'amas/remind', '1'))).toContain('You get a private message');
    await bot.press('natal', 'amas/remind', '1');
    expect(words(await bot.run('natal', 'ama remind'))).toContain('will not be reminded');
    await hours();
    expect(times('ama/1/to-reminder')).toEqual([expect.stringMatching(/: 1$/u)]);
    expect(words(await bot.press('tokyo', 'amas/remind', '1'))).toContain('has ended');
  });

  test('is an event that follows its times and ends with it', async () => {
    await create();
    const event = () => bot.shown.get('ama/1/event')?.order.content;
    expect(event()).toMatchObject({
      kind: 'event',
      status: 'scheduled',
      startsAt: new Date('2026-12-10T18:00:00Z'),
    });
    await bot.run('prague', 'ama edit', { opens: '2026-12-10 17:00' });
    await bot.runUntilIdle();
    expect(event()).toMatchObject({ startsAt: new Date('2026-12-10T17:00:00Z') });
    await hours();
    expect(event()).toMatchObject({ status: 'completed' });
  });

  test('counts out to moderators what waits before it ends, and tells each asker whom nobody attended to', async () => {
    await create({ moderated: true, collects: '2026-11-20 09:00' });
    await bot.fill('tokyo', 'amas/question', ['1'], { question: 'Seen?' });
    await bot.fill('natal', 'amas/question', ['1'], { question: 'Unseen?' });
    await bot.fill('shy', 'amas/question', ['1'], { question: 'Unseen too?', notify: 'no' });
    await bot.press('prague', 'amas/approve', '1', '1');
    await hours();
    expect(times('ama/1/waiting')).toEqual(['ama/1/waiting: 1']);
    expect(bot.texts('ama/1/waiting')[0]).toContain(
      '2 questions of AMA with the docs team wait for a moderator',
    );
    expect(times('ama/1/notice')).toEqual(['ama/1/notice/1/unanswered: 1', 'ama/1/notice/2/unanswered: 1']);
    expect(bot.texts('ama/1/card/2')[0]).toContain('Not looked at before the end');
    expect(bot.texts('ama/1/card/').join()).not.toContain('Waiting for a moderator');
  });

  test('tells who asked many questions in one message, at its end and when they are carried over', async () => {
    await create({ moderated: true, collects: '2026-11-20 09:00' });
    const texts = Array.from({ length: 5 }, (_, i) => `Number ${i + 1}?`);
    for (const question of texts) await bot.fill('tokyo', 'amas/question', ['1'], { question });
    await bot.fill('natal', 'amas/question', ['1'], { question: 'Another?' });
    for (const id of ['1', '2']) await bot.press('prague', 'amas/approve', id, '1');
    await hours();
    const notices = (kind: string) =>
      [...bot.shown].filter(([key]) => key.startsWith('ama/') && key.endsWith(`/${kind}`));
    expect(notices('unanswered').map(([, { order, texts: all }]) => [order.place, all.length])).toEqual([
      [expect.objectContaining({ kind: 'person' }), 1],
      [expect.objectContaining({ kind: 'person' }), 1],
    ]);
    const [message = ''] = bot.texts('ama/1/notice/1,2,');
    expect(message).toMatch(/Your 2 questions in .* were not answered before it ended:\n+.*Number 1/u);
    expect(message).toMatch(/Your 3 questions in .* were not looked at by a moderator/u);
    for (const one of texts) expect(message).toContain(one);
    await create({ title: 'Next', opens: '2026-12-20 18:00', closes: '2026-12-20 20:00' });
    const carry = { ama: 'AMA with the docs team', into: 'Next', confirmed: true };
    await bot.run('prague', 'ama carry', { ...carry, questions: '1' });
    await bot.runUntilIdle();
    expect(notices('carried').map(([, { texts: all }]) => all.length)).toEqual([1]);
    await bot.run('prague', 'ama carry', carry);
    await bot.runUntilIdle();
    // Those that were told before are not told again.
    const carried = notices('carried').map(([, { texts: all }]) => all.join());
    expect(carried).toHaveLength(3);
    expect(carried.join().match(/Number 1\?/gu)).toHaveLength(1);
    expect(carried.join()).toMatch(/Your 4 questions from .* go on in .*Next/u);
  });

  test('is shown by the clock, also in the moments before what is due is done', async () => {
    await create();
    for (const [at, state] of [
      ['03T18:00:20', 'taking questions'],
      ['10T18:00:20', 'live'],
      ['10T20:00:20', 'closed'],
    ] as const) {
      bot.now = new Date(`2026-12-${at}Z`);
      const status = words(await bot.run('tokyo', 'ama status'));
      expect(status).toContain(`State: ${state}`);
      expect(status).not.toContain('Questions open');
      expect(words(await bot.run('tokyo', 'ama list'))).toContain(`(${state})`);
    }
  });

  test('tells who asked much that was read only after the end of all of it in one message', async () => {
    await create({ collects: '2026-11-20 09:00' });
    bot.now = new Date('2026-12-10T19:00:00Z');
    for (const question of ['First?', 'Second?', 'Third?']) bot.forum.reply('tokyo', question);
    await hours();
    await bot.poll();
    await bot.runUntilIdle();
    const told = [...bot.shown].filter(([key]) => key.endsWith('/unanswered'));
    expect(told.map(([, { texts: all }]) => all.length)).toEqual([1]);
    expect(told[0]?.[1].texts.at(-1)).toMatch(/Your 3 questions .*First.*Second.*Third/su);
  });

  test('tells an answer once to who asked the same twice', async () => {
    await create({ collects: '2026-11-20 09:00' });
    await bot.fill('tokyo', 'amas/question', ['1'], { question: 'How?' });
    await bot.fill('tokyo', 'amas/question', ['1'], { question: 'And how?' });
    await bot.fill('prague', 'amas/merge', ['2'], { into: '1' });
    await bot.at('2026-12-10T18:00:00Z');
    await bot.run('london', 'ama answer', { question: '1', text: 'So.' });
    await bot.runUntilIdle();
    expect(times('ama/1/notice')).toEqual(['ama/1/notice/1/answered: 1']);
  });

  test('in a channel of threads is told in its own thread, and in its topic, once each', async () => {
    await create({
      forum: { platform: 'discord', id: '150', name: 'questions' },
      collects: '2026-11-20 09:00',
    });
    await hours();
    expect(times('ama/1/told')).toEqual([
      'ama/1/told/lastHour/discord: 1',
      'ama/1/told/lastHour/discourse: 1',
      'ama/1/told/live/discord: 1',
      'ama/1/told/live/discourse: 1',
    ]);
    const told = [...bot.shown].filter(([key]) => key.includes('/told/') && key.endsWith('/discord'));
    expect(told.map(([, { order }]) => order.place.kind)).not.toContain('person');
    expect(bot.texts('ama/1/prompt')).toEqual([]);
    expect(times('ama/1/to-host/')).toHaveLength(2);
  });

  test('where there is a forum alone is held there: told, asked, answered and summed up, with no place left waiting', async () => {
    const other = await kind.open();
    try {
      const alone = await openOffline(other.database, {
        group: {
          spaces: 'discourse:5',
          amas: 'discourse:5',
          moderation: 'discourse:5',
          organisers: 'discourse:5',
        },
      });
      const refused = await alone.run('prague@discourse', 'ama create', {
        title: 'AMA with the docs team',
        hosts: 'london, helsinki',
        opens: '2026-12-10 18:00',
        closes: '2026-12-10 20:00',
        moderated: true,
      });
      // Cards need a place of messages; nothing is made that nobody could moderate.
      expect(words(refused)).toContain('A moderated AMA needs a place for the moderators');
      await alone.run('prague@discourse', 'ama create', {
        title: 'AMA with the docs team',
        hosts: 'london, helsinki',
        opens: '2026-12-10 18:00',
        closes: '2026-12-10 20:00',
        collects: '2026-11-20 09:00',
      });
      await alone.runUntilIdle();
      const asked = alone.forum.reply('lagos', 'Which page first?');
      await alone.poll();
      alone.forum.reply('helsinki', 'The tutorial.', asked);
      await alone.poll();
      for (const at of ['10T18:00', '10T19:00', '10T20:00', '10T20:30']) await alone.at(`2026-12-${at}:00Z`);
      const made = [...alone.shown.keys()].map((key) => key.replace(/\/(?:discourse|topic)$/u, ''));
      expect(made.toSorted()).toEqual([
        'ama/1',
        'ama/1/notice/1/answered',
        'ama/1/summary',
        'ama/1/to-host/helsinki',
        'ama/1/to-host/london',
        'ama/1/to-hostLive/helsinki',
        'ama/1/to-hostLive/london',
        'ama/1/told/lastHour',
        'ama/1/told/live',
      ]);
      expect(alone.faults).toEqual([]);
    } finally {
      await other.close();
    }
  });
});
