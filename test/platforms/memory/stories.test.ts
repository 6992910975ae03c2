// The features' stories on the platform in memory, alone and beside Discord: nothing in them asks which platform it is.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../../sandbox/discord/index.ts';
import { freshDatabases } from '../../storage/database.ts';
import { openBot } from './bot.ts';
import { bareMessages, topicsWithButtons } from './index.ts';

const everyPlace =
  'meetings:docs pull-requests:docs ama:docs projects:docs decisions:docs organisers:team moderators:team';

describe.each(freshDatabases('SQLite'))('topics and buttons, without forms and events', ({ open }) => {
  let bot: Awaited<ReturnType<typeof openBot>>;
  beforeAll(async () => {
    bot = await openBot(await open(), { can: topicsWithButtons });
    await bot.says('prague', `/docent setup ${everyPlace} zone:Europe/Prague confirmed:yes`, 'team');
  });
  afterAll(async () => {
    expect(bot.failures).toEqual([]);
    await bot.close();
  });

  test('the set-up asks for nothing that this platform has not', async () => {
    expect(await bot.says('prague', '/docent setup', 'team')).not.toContain('category');
  });

  test('a meeting is a topic with buttons; who comes is reminded in private', async () => {
    const asked = await bot.says(
      'prague',
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:18:00 zone:Europe/Prague',
      'team',
    );
    expect(asked).toContain('The board: a topic in this place');
    expect(asked).not.toContain('event');
    await bot.presses('prague', 'Set it up');
    expect(bot.reads('tokyo')).toContain('Monthly meeting: Tuesday 1 December 2026');
    expect(bot.reads('tokyo')).not.toContain('/meeting rsvp');
    expect(await bot.presses('tokyo', 'Going')).toContain('Good to know that you come');
    expect(bot.reads('lagos')).toContain('Going (1): tokyo');
    // What only tokyo was told, lagos does not read.
    expect(bot.reads('lagos')).not.toContain('Good to know');
    const topic = bot.board.standing(({ title }) => title?.startsWith('Monthly') ?? false)[0]?.id ?? '';
    await bot.board.person('lagos').writes({ topic }, '/topic: Dark mode');
    await bot.advanceTo('2026-12-01T16:30:00Z');
    expect(bot.box('tokyo')).toContain('Monthly meeting starts in 1 hour');
    expect(bot.reads('visitor')).toContain('[lagos] Dark mode');
    await bot.says('prague', '/meeting move when:"2026-12-02 19:00" confirmed:yes', 'team');
    expect(bot.reads('visitor')).toContain('Monthly meeting: Wednesday 2 December 2026');
    expect(bot.box('tokyo')).toContain('Wednesday 2 December 2026, 19:00');
  });

  test('an AMA: asked in answers to a form’s words, moderated by cards, answered and summed up', async () => {
    await bot.says(
      'prague',
      '/ama create title:"AMA on the docs" hosts:prague opens:"2026-12-03 18:00" closes:"2026-12-03 20:00" moderated:yes confirmed:yes',
      'team',
    );
    await bot.advanceTo('2026-12-02T20:00:00Z');
    expect(await bot.presses('tokyo', 'Ask a question')).toContain('`question:"…"` (Your question)');
    expect(await bot.fills('tokyo', { question: 'How do I build the docs?' })).toContain('number 1');
    expect(bot.reads('lagos')).not.toContain('How do I build the docs?');
    expect(bot.reads('prague', 'team')).toContain('Waiting for a moderator.');
    expect(await bot.presses('prague', 'Approve')).toContain('Question 1 is approved');
    expect(bot.reads('lagos')).toContain('Question 1 from tokyo');
    await bot.advanceTo('2026-12-03T17:30:00Z');
    await bot.says('prague', '/ama answer question:1 answer:"With make html."', 'team');
    expect(bot.reads('lagos')).toContain('prague answers question 1:\nWith make html.');
    await bot.advanceTo('2026-12-03T20:00:00Z');
    expect(bot.reads('lagos')).toContain('Summary: AMA on the docs');
    expect(bot.board.standing(({ title }) => title === 'AMA on the docs')[0]?.isClosed).toBe(true);
  });

  test('a vote is cast by its buttons, counted, and becomes a decision', async () => {
    for (const who of ['tokyo', 'lagos'])
      await bot.says('prague', `/member role who:${who} role:member confirmed:yes`, 'team');
    await bot.says(
      'prague',
      '/vote open question:"Meet twice a month?" rule:majority days:2 confirmed:yes',
      'team',
    );
    expect(bot.reads('tokyo')).not.toContain('/vote cast');
    expect(await bot.presses('tokyo', 'Yes')).toContain('Your vote is counted: Yes');
    expect(await bot.presses('visitor', 'No')).toContain('You have no vote in vote 1');
    await bot.advanceTo('2026-12-06T10:00:00Z');
    expect(bot.reads('tokyo')).toContain('Vote 1 passed');
    expect(bot.reads('tokyo')).toContain('This is decision 1.');
  });

  test('who applies is voted on by buttons, and is a member; a poll becomes a meeting; a project finds its lead', async () => {
    await bot.says('prague', '/member settings seats:5 applications:yes confirmed:yes', 'team');
    await bot.says('visitor', '/apply');
    const filled = { introduction: 'I write guides', why: 'To help', brings: 'Time' };
    expect(await bot.fills('visitor', filled)).toContain('your application arrived');
    expect(bot.reads('lagos')).not.toContain('I write guides');
    expect(bot.reads('prague', 'team')).toContain('I write guides');
    await bot.presses('prague', 'Open the vote');
    for (const who of ['tokyo', 'lagos'])
      expect(await bot.presses(who, '+1')).toContain('Your vote is counted: +1');
    expect(bot.box('visitor')).toContain('you are a member now');
    await bot.says(
      'prague',
      '/meeting poll name:Retro times:"2026-12-15 18:00; 2026-12-16 18:00" until:"2026-12-14 18:00" confirmed:yes',
    );
    expect(await bot.presses('tokyo', 'All work for me')).toContain('Your answers are counted.');
    expect(bot.reads('lagos')).toContain('(yes: tokyo)');
    await bot.says('prague', '/poll schedule confirmed:yes');
    expect(bot.reads('visitor')).toContain('Retro: Tuesday 15 December 2026');
    await bot.says('tokyo', '/project propose name:Videos summary:"Short ones"');
    await bot.says('visitor', '/project lead project:Videos confirmed:yes');
    expect(bot.reads('lagos')).toContain('lead: visitor');
  });

  test('a digest is complete in a topic; a review is taken on by its button', async () => {
    bot.github.madeUp(12, { seed: 8, repository: 'python/cpython' });
    await bot.says(
      'prague',
      '/prs watch add repository:python/cpython label:docs schedule:"mondays 09:00 Europe/Prague" confirmed:yes',
      'team',
    );
    await bot.advanceTo('2026-12-07T09:00:00Z');
    const digest = bot.reads('tokyo');
    expect(digest).toContain('Pull requests: python/cpython docs');
    for (let i = 1; i <= 12; i += 1)
      expect(digest).toContain(`#${i} <https://github.com/python/cpython/pull/${i}>`);
    expect(await bot.presses('tokyo', "I'll review")).toContain('is a form');
  });

  test('what could not be published is told to organisers, and published when it can be', async () => {
    bot.board.forbid('docs');
    await bot.says(
      'prague',
      '/vote open question:"Rename the place?" rule:majority days:2 confirmed:yes',
      'team',
    );
    expect(bot.reads('prague', 'team')).toContain('The board does not let me write there');
    bot.board.allow('docs');
    await bot.says('prague', '/docent retry', 'team');
    expect(bot.reads('tokyo')).toContain('Rename the place?');
    bot.failures.length = 0;
  });

  test('what a moderator removes is made again while it is to be seen, and not when it is over', async () => {
    const cards = (vote: number) =>
      bot.board.standing(({ title }) => title?.startsWith(`Vote ${vote}: `) ?? false);
    const [over, running] = [cards(2), cards(3)];
    expect([over.length, running.length]).toEqual([1, 1]);
    for (const card of [...over, ...running]) await bot.board.removeByHand(card.id);
    await bot.runUntilIdle();
    expect([cards(2).length, cards(3).length]).toEqual([0, 1]);
  });

  test('what they remove once more is left, told to organisers, and made again when they ask', async () => {
    const cards = () => bot.board.standing(({ title }) => title?.startsWith('Vote 3: ') ?? false);
    const removeAll = async () => {
      for (const card of cards()) await bot.board.removeByHand(card.id);
      await bot.runUntilIdle();
      return cards().length;
    };
    await bot.advanceTo('2026-12-07T09:05:00Z');
    expect(await removeAll()).toBe(0);
    expect(bot.reads('prague', 'team')).toContain('removed it by hand, and once more');
    expect(await removeAll()).toBe(0);
    await bot.says('prague', '/docent retry', 'team');
    await bot.runUntilIdle();
    expect(cards().length).toBe(1);
  });
});

describe.each(freshDatabases('SQLite'))('messages alone, without buttons', ({ open }) => {
  let bot: Awaited<ReturnType<typeof openBot>>;
  beforeAll(async () => {
    bot = await openBot(await open(), { can: bareMessages });
    await bot.says('prague', `/docent setup ${everyPlace} zone:Europe/Prague confirmed:yes`, 'team');
  });
  afterAll(async () => {
    expect(bot.failures).toEqual([]);
    await bot.close();
  });

  test('a meeting says how to answer in words, and those words work', async () => {
    await bot.says(
      'prague',
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:18:00 zone:Europe/Prague confirmed:yes',
      'team',
    );
    const [words = ''] = /\/meeting rsvp answer:going/u.exec(bot.reads('tokyo')) ?? [];
    await bot.says('tokyo', words);
    expect(bot.box('tokyo')).toContain('Good to know that you come');
    await bot.advanceTo('2026-12-01T16:30:00Z');
    expect(bot.reads('lagos')).toContain('Going (1): tokyo');
    expect(bot.reads('lagos')).toContain('Monthly meeting starts in 1 hour @tokyo');
    await bot.advanceTo('2026-12-01T19:00:00Z');
  });

  test('an AMA and a vote go by words; moderation, which needs buttons, is refused with the reason', async () => {
    const create =
      '/ama create title:"AMA on the docs" hosts:prague opens:"2026-12-02 18:00" closes:"2026-12-02 20:00"';
    await bot.says('prague', `${create} moderated:yes confirmed:yes`, 'team');
    expect(bot.box('prague')).toContain('a place for the moderators in which there are buttons to press');
    await bot.says('prague', `${create} moderated:no confirmed:yes`, 'team');
    expect(bot.reads('tokyo')).toMatch(/Hosts: prague\n[\s\S]*Ask with \/ama ask question:/u);
    expect(bot.reads('tokyo')).not.toContain('Press the button');
    await bot.says('tokyo', '/ama ask question:"How do I build the docs?"');
    await bot.advanceTo('2026-12-02T17:30:00Z');
    await bot.says('prague', '/ama answer question:1 answer:"With make html."', 'team');
    expect(bot.reads('lagos')).toContain('With make html.');
    await bot.says('prague', '/member role who:tokyo role:member confirmed:yes', 'team');
    await bot.says(
      'prague',
      '/vote open question:"Meet twice a month?" rule:majority days:2 confirmed:yes',
      'team',
    );
    const [vote = ''] = /\/vote cast [^\n]*?choice:\S+/u.exec(bot.reads('tokyo')) ?? [];
    await bot.says('tokyo', vote.replace(/choice:.*/u, 'choice:yes'));
    expect(bot.reads('lagos')).toContain('Vote 1 passed');
  });

  test('a poll is answered by the words that it names; what many would read is not taken from who applies', async () => {
    await bot.says(
      'prague',
      '/meeting poll name:Retro times:"2026-12-15 18:00; 2026-12-16 18:00" until:"2026-12-14 18:00" confirmed:yes',
    );
    const [words = ''] = /\/poll answer all yes/u.exec(bot.reads('tokyo')) ?? [];
    await bot.says('tokyo', words);
    expect(bot.box('tokyo')).toContain('Your answers are counted.');
    await bot.says('prague', '/member settings applications:yes confirmed:yes', 'team');
    await bot.says('lagos', '/apply introduction:"I write docs" why:"To help" brings:"Time"');
    expect(bot.box('lagos')).toContain('nothing came of it');
    expect(bot.reads('prague', 'team')).not.toContain('I write docs');
  });
});

describe.each(freshDatabases('SQLite'))(
  'a board beside Discord, two of its places for one purpose',
  ({ open }) => {
    let bot: Awaited<ReturnType<typeof openBot>>;
    beforeAll(async () => {
      bot = await openBot(await open(), { can: topicsWithButtons, isBeside: true });
      await bot.discord?.people.commandText(
        'prague',
        '#docs',
        '/docent setup meetings:#docs ama:#docs moderators:#team confirmed:true',
      );
      await bot.says(
        'prague',
        '/docent setup meetings:docs ama:docs moderators:team zone:Europe/Prague confirmed:yes',
        'team',
      );
      const { id: groupId } = await bot.database.group.findFirstOrThrow();
      await bot.database.place.create({
        data: { groupId, purpose: 'meetings', platform: 'board', placeId: 'news' },
      });
    });
    afterAll(async () => {
      expect(bot.failures).toEqual([]);
      await bot.close();
    });
    const onDiscord = () => bot.discord?.messages('#docs').map(textOf).join('\n') ?? '';

    test('a meeting stands in all three places and moves in all of them; answers from both count together', async () => {
      await bot.says(
        'prague',
        '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:18:00 zone:Europe/Prague confirmed:yes',
        'team',
      );
      for (const place of ['docs', 'news'])
        expect(bot.reads('tokyo', place)).toContain('Tuesday 1 December 2026');
      expect(onDiscord()).toContain('Monthly meeting');
      await bot.presses('tokyo', 'Going');
      const found = bot.discord?.people.findFor('lagos', 'Monthly meeting');
      await bot.discord?.people.press('lagos', found?.id ?? '', 'Maybe');
      await bot.runUntilIdle();
      for (const place of ['docs', 'news']) {
        expect(bot.reads('visitor', place)).toContain('Going (1): tokyo');
        expect(bot.reads('visitor', place)).toContain('Maybe (1): lagos');
      }
      expect(onDiscord()).toContain('tokyo');
      await bot.discord?.people.commandText(
        'prague',
        '#docs',
        '/meeting move when:"2026-12-02 19:00" confirmed:true',
      );
      await bot.runUntilIdle();
      for (const place of ['docs', 'news'])
        expect(bot.reads('tokyo', place)).toContain('Wednesday 2 December 2026');
      const events = bot.discord?.events().map(({ startsAt }) => startsAt.toISOString());
      expect(events).toContain('2026-12-02T18:00:00.000Z');
      expect(events).not.toContain('2026-12-01T17:00:00.000Z');
    });

    test('two accounts become one person, who is counted once', async () => {
      const lagos = bot.discord?.people;
      const asked = await lagos?.commandText('lagos', '#docs', '/member link username:lagos');
      expect(asked?.text).toContain('on The board');
      await bot.runUntilIdle();
      const [, given = ''] =
        /code:(\w+)/u.exec(bot.box('lagos')) ?? /\b([0-9a-f]{10})\b/u.exec(bot.box('lagos')) ?? [];
      await lagos?.commandText('lagos', '#docs', `/member confirm code:${given}`);
      await bot.presses('lagos', 'Going');
      expect(bot.reads('visitor')).toContain('Going (2): tokyo, lagos');
      expect(bot.reads('visitor')).not.toContain('Maybe (1)');
    });

    test('a question of the board is moderated on Discord, and its answer appears on both', async () => {
      await bot.says(
        'prague',
        '/ama create title:"AMA on the docs" hosts:prague opens:"2026-12-03 18:00" closes:"2026-12-03 20:00" moderated:yes confirmed:yes',
        'team',
      );
      await bot.advanceTo('2026-12-03T17:30:00Z');
      await bot.says('tokyo', '/ama ask question:"How do I build the docs?"');
      const people = bot.discord?.people;
      const card = people?.findFor('prague', 'How do I build');
      await people?.press('prague', card?.id ?? '', 'Approve');
      await bot.runUntilIdle();
      expect(bot.reads('lagos')).toContain('Question 1 from tokyo');
      await people?.commandText('prague', '#docs', '/ama answer question:1 text:"With make html."');
      await bot.runUntilIdle();
      expect(bot.reads('lagos')).toContain('With make html.');
      const threads = bot.discord?.threads() ?? [];
      expect(threads.map(({ name }) => name)).toContain('AMA on the docs');
    });
  },
);
