// Bad days of an AMA in the whole bot over the sandbox: said to the organisers, repaired by one command, nothing lost.
import { afterEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { openSandboxBot, type SandboxBot, type SandboxOptions, until } from './sandbox-bot.ts';

const title = 'AMA with the docs team';
const create = `/ama create title:"${title}" hosts:"prague, helsinki" opens:"2026-11-24 18:00" closes:"2026-11-24 20:00" confirmed:true`;

describe.each(freshDatabases('SQLite'))('a bad day on $name', ({ open }) => {
  let fresh: Fresh | undefined;
  let bot: SandboxBot | undefined;
  const opened = async (options: SandboxOptions = {}) => {
    fresh = await open();
    bot = await openSandboxBot(fresh, options);
    for (const who of ['prague', 'vancouver']) {
      await bot.type('prague', `/member role who:@${who} role:organiser confirmed:true`);
    }
    return bot;
  };
  afterEach(async () => {
    await bot?.close();
    await fresh?.close();
  });
  const count = (texts: string[], words: string) => texts.filter((text) => text.includes(words)).length;

  test('Discourse is down for an hour in the middle: organisers are told once, and all is there afterwards, once', async () => {
    const docs = await opened({ hasOrganisersChannel: true });
    await docs.type('prague', create);
    await docs.runUntilIdle();
    await docs.moveTo('2026-11-24T18:00:00Z');
    await docs.ask('visitor', 'Asked before?');
    docs.discourse.reply('tokyo', title, { raw: 'Asked over there before?' });
    await docs.runUntilIdle();
    docs.discourse.down(true);
    for (let i = 1; i <= 5; i++) await docs.ask('visitor', `Asked meanwhile ${i}?`);
    for (let i = 1; i <= 3; i++) {
      expect(await docs.type('prague', `/ama answer question:${i} text:"Answer ${i}."`)).toContain('appears');
    }
    await docs.moveTo('2026-11-24T19:00:00Z');
    expect(count(docs.thread(title), 'Answer 3.')).toBe(1);
    expect(count(docs.texts('#organisers'), 'could not be published')).toBe(1);
    expect(docs.texts('#organisers').join()).toContain('I keep trying');
    docs.discourse.down(false);
    docs.discourse.reply('tokyo', title, { raw: 'Asked over there afterwards?' });
    await docs.moveTo('2026-11-24T19:20:00Z');
    const posts = docs.posts(title);
    for (const words of ['Asked before?', ...[1, 2, 3, 4, 5].map((i) => `Asked meanwhile ${i}?`)]) {
      expect([
        words,
        count(
          posts.filter((raw) => raw.includes('Question')),
          words,
        ),
      ]).toEqual([words, 1]);
    }
    for (const i of [1, 2, 3]) expect(count(posts, `Answer ${i}.`)).toBe(1);
    expect(count(docs.thread(title), 'Asked over there afterwards?')).toBe(1);
    await docs.moveTo('2026-11-24T20:05:00Z');
    expect(docs.posts(title).at(-1)).toContain('8 asked, 3 answered');
    expect(count(docs.posts(title), 'Summary:')).toBe(1);
  });

  test.each([
    ['polls', false],
    ['reads what a webhook told of', true],
  ])(
    'a bot that is stopped while the forum keeps it waiting, as it %s, tells of no fault',
    async (_, hasWebhooks) => {
      const docs = await opened({ hasWebhooks });
      await docs.type('prague', create);
      await docs.runUntilIdle();
      docs.discourse.fail({ kind: 'wait', seconds: 9 });
      docs.discourse.reply('tokyo', title, { raw: 'Asked over there before?' });
      const waiting = docs.runUntilIdle();
      await until(() => (docs.discourse.counters().statuses[429] ?? 0) > 0);
      const before = docs.logged.length;
      for (const app of docs.apps) await app.kill();
      await waiting;
      expect(docs.logged.slice(before).filter((line) => /"level":[45]0/u.test(line))).toEqual([]);
    },
  );

  test('the moderation channel is deleted: organisers are told in private, one command brings every card back', async () => {
    const docs = await opened();
    await docs.type('prague', `${create} moderated:true`);
    await docs.runUntilIdle();
    await docs.ask('visitor', 'Before?');
    await docs.runUntilIdle();
    docs.discord.deleteChannel('#moderators');
    for (let i = 1; i <= 4; i++) await docs.ask('visitor', `Afterwards ${i}?`);
    await docs.runUntilIdle();
    expect(docs.dms('prague').join()).toContain('An AMA on Discord: I cannot find');
    for (const who of ['prague', 'vancouver']) {
      expect(count(docs.dms(who), 'Something could not be published')).toBe(1);
    }
    docs.discord.addChannel('new-moderators');
    await docs.type('prague', '/docent setup moderators:#new-moderators confirmed:true');
    await docs.runUntilIdle();
    const cards = docs.texts('#new-moderators');
    for (const words of ['Before?', 'Afterwards 1?', 'Afterwards 2?', 'Afterwards 3?', 'Afterwards 4?']) {
      expect([words, count(cards, words)]).toEqual([words, 1]);
    }
    expect(await docs.press('vancouver', 'Approve', 'Before?')).toBe('Question 1 is approved.');
    await docs.runUntilIdle();
    expect(count(docs.thread(title), 'Before?')).toBe(1);
    expect(await docs.type('prague', '/docent status')).not.toContain('Could not be published');
  });

  test('an answer quotes who asked on the forum by their name of today, and without one when they are forgotten', async () => {
    const docs = await opened();
    await docs.type('prague', create);
    await docs.runUntilIdle();
    await docs.moveTo('2026-11-24T18:00:00Z');
    docs.discourse.reply('tokyo', title, { raw: 'Which page comes first?' });
    await docs.moveTo('2026-11-24T18:01:00Z');
    docs.discourse.renameUser('tokyo', 'kyoto');
    await docs.moveTo('2026-11-24T18:02:00Z');
    await docs.type('prague', '/ama answer question:1 text:"The tutorial."');
    await docs.runUntilIdle();
    const answer = () => docs.posts(title).find((raw) => raw.includes('The tutorial.'));
    expect(answer()).toContain('[quote="kyoto, post:3, topic:');
    docs.discourse.reply('kyoto', title, { raw: '@docent member forget confirmed:true' });
    await docs.moveTo('2026-11-24T18:10:00Z');
    expect(answer()).toContain('Which page comes first?');
    expect(answer()).not.toMatch(/kyoto|tokyo/u);
  });

  test('somebody who is forgotten leaves no card behind, hosts no AMA, and nobody waits for what they took', async () => {
    const docs = await opened();
    await docs.type('prague', `${create.replace('"prague, helsinki"', '"helsinki"')} moderated:true`);
    await docs.runUntilIdle();
    await docs.ask('visitor', 'From somebody who goes?');
    await docs.ask('tokyo', 'From somebody who stays?');
    await docs.ask('visitor', 'Changed by somebody who goes?');
    await docs.runUntilIdle();
    await docs.press('vancouver', 'Approve', 'Changed by somebody who goes?');
    await docs.runUntilIdle();
    const { id } = await docs.database.question.findFirstOrThrow({ where: { number: 3 } });
    await docs.database.question.update({ where: { id }, data: { state: 'waiting' } });
    await docs.press('vancouver', 'Approve', 'From somebody who stays?');
    await docs.runUntilIdle();
    await docs.type('helsinki', '/ama take question:2');
    expect(await docs.database.question.count({ where: { takenById: { not: null } } })).toBe(1);
    await docs.type('visitor', '/member forget confirmed:true');
    await docs.type('helsinki', '/member forget confirmed:true');
    await docs.runUntilIdle();
    const cards = docs.texts('#moderators');
    expect(count([...cards, ...docs.posts(title), ...docs.thread(title)], 'somebody who goes')).toBe(0);
    expect(count(docs.posts(title), 'This question was withdrawn.')).toBe(1);
    expect(count(cards, 'somebody who stays')).toBe(1);
    expect(count(cards, 'A former member no longer hosts')).toBe(1);
    expect(cards.join()).toContain('Nobody hosts it now. Add somebody in their place');
    expect(docs.texts('#ama').join()).toMatch(/Hosts\W+A former member/u);
    expect(await docs.database.question.count({ where: { takenById: { not: null } } })).toBe(0);
    expect(await docs.type('prague', '/ama host add hosts:prague confirmed:true')).toContain('prague');
    await docs.runUntilIdle();
    expect(docs.texts('#ama').join()).not.toContain('A former member');
    // Who planned it goes as well: another organiser is told how it ends.
    await docs.type('prague', '/ama host add hosts:tokyo confirmed:true');
    await docs.type('prague', '/member forget confirmed:true');
    await docs.moveTo('2026-11-24T20:05:00Z');
    expect(docs.dms('vancouver').join()).toContain('has ended');
  });

  test('the AMA’s own channel is deleted: one command brings prompt, thread, questions and answers back', async () => {
    const docs = await opened();
    await docs.type('prague', create);
    await docs.runUntilIdle();
    await docs.ask('visitor', 'Before?');
    await docs.ask('visitor', 'Also before?');
    await docs.type('prague', '/ama answer question:1 text:"The answer."');
    await docs.runUntilIdle();
    docs.discord.deleteChannel('#ama');
    docs.discord.addChannel('ama-2');
    await docs.type('prague', '/docent setup ama:#ama-2 confirmed:true', '#ama-2');
    await docs.runUntilIdle();
    expect(count(docs.texts('#ama-2'), 'Ask a question')).toBe(2);
    for (const words of ['Question 1** from', 'Question 2** from', 'The answer.']) {
      expect([words, count(docs.thread(title), words)]).toEqual([words, 1]);
    }
    expect((await docs.ask('visitor', 'Afterwards?')).text).toContain('arrived as number 3');
  });

  test('a channel of an AMA’s own is deleted: what could not be said there is said once in the next one', async () => {
    const docs = await opened();
    docs.discord.addChannel('one');
    docs.discord.addChannel('another');
    await docs.type('prague', create.replace(' confirmed', ' channel:#one confirmed'));
    await docs.runUntilIdle();
    docs.discord.deleteChannel('#one');
    await docs.type('prague', '/ama edit opens:"2026-11-24 17:00" confirmed:true');
    await docs.runUntilIdle();
    for (const channel of ['another', 'ama']) {
      await docs.type('prague', `/ama edit channel:#${channel} confirmed:true`);
      await docs.runUntilIdle();
      expect(count(docs.texts('#another'), 'moved')).toBe(1);
    }
    expect(count(docs.texts('#ama'), 'moved')).toBe(0);
  });

  test('what could not be said to organisers is not said to the moderators of an AMA whose places change', async () => {
    const docs = await opened({ hasOrganisersChannel: true });
    docs.discord.addChannel('own');
    await docs.type('prague', create.replace(' confirmed', ' moderated:true moderators:#own confirmed'));
    await docs.runUntilIdle();
    docs.discord.deleteChannel('#organisers');
    await docs.type('helsinki', '/ama host leave confirmed:true');
    await docs.runUntilIdle();
    await docs.type('prague', '/ama edit channel:#ama confirmed:true');
    await docs.runUntilIdle();
    expect(count(docs.texts('#own'), 'no longer hosts')).toBe(0);
  });

  test.each([
    ['staff', true],
    ['nobody special', false],
  ])(
    'its topic is deleted with all in it: a new one has the answers, and a bot that is %s loses no question',
    async (_, isStaff) => {
      const docs = await opened();
      docs.discourse.forum.user('docent').isStaff = isStaff;
      await docs.type('prague', create);
      await docs.moveTo('2026-11-24T18:00:00Z');
      docs.discourse.reply('tokyo', title, { raw: 'Which page comes first?' });
      docs.discourse.reply('visitor', title, { raw: 'Which page comes second?' });
      await docs.moveTo('2026-11-24T18:05:00Z');
      await docs.type('helsinki', '/ama answer question:2 text:"The glossary, of course."');
      await docs.ask('visitor', 'Which page comes third?');
      await docs.ask('visitor', 'Which page comes fourth?');
      await docs.runUntilIdle();
      const answered = docs.discourse.findPost('page comes fourth?', 'docent')?.number ?? 0;
      docs.discourse.reply('helsinki', title, { raw: 'The tutorial comes fourth.', replyTo: answered });
      await docs.moveTo('2026-11-24T18:07:00Z');
      docs.discourse.reply('prague', title, { raw: 'With all of its exercises.', replyTo: answered });
      await docs.moveTo('2026-11-24T18:09:00Z');
      const first = docs.discourse.findPost('Which page comes first?', 'tokyo');
      if (!first) throw new Error('There is no post');
      docs.discourse.edit('tokyo', first, 'Which page comes first of all?');
      docs.discourse.reply('helsinki', title, { raw: 'The page about styles.', replyTo: first.number });
      await docs.moveTo('2026-11-24T18:11:00Z');
      const before = docs.topic(title);
      docs.discourse.remove('prague', before?.posts[0]?.id ?? 0);
      // The minutes pass in which the forum takes no text again.
      docs.discourse.resetLimits();
      for (const minute of [25, 35, 45]) {
        await docs.moveTo(`2026-11-24T18:${minute}:00Z`);
        // Who is not staff may reply three times in a row.
        docs.discourse.reply('visitor', title, { raw: `Thanks for all of this, at ${minute}.` });
      }
      await docs.moveTo('2026-11-24T18:55:00Z');
      expect(docs.topic(title)?.id).not.toBe(before?.id);
      for (const words of ['page comes first of all?', 'The glossary, of course.', 'page comes third?'])
        expect([words, count(docs.posts(title), words)]).toEqual([words, 1]);
      for (const words of ['The tutorial comes fourth.', 'With all of its exercises.'])
        for (const texts of [docs.posts(title), docs.thread(title)])
          expect([words, count(texts, words)]).toEqual([words, 1]);
      expect(docs.thread(title).join()).not.toMatch(/withdrawn|taken back|\/p\/\d/u);
      expect(await docs.type('helsinki', '/ama draft question:1')).toContain('The page about styles.');
      expect(await docs.type('prague', '/ama queue')).toMatch(/first of all\?[\s\S]*third\?/u);
      docs.discourse.resetCounters();
      await docs.moveTo('2026-11-24T19:20:00Z');
      expect(docs.discourse.counters().requests).not.toHaveProperty('GET /posts/:id.json');
      expect(count(docs.posts(title), 'page comes first of all?')).toBe(1);
    },
  );

  test('its thread is deleted: the new one has the answer that a host gave in it, with no link to where it stood', async () => {
    const docs = await opened();
    await docs.type('prague', create);
    await docs.moveTo('2026-11-24T18:00:00Z');
    await docs.ask('visitor', 'Asked before?');
    await docs.runUntilIdle();
    const thread = docs.discord.threads().find(({ name }) => name === title)?.id ?? '';
    const asked = docs.people.findFor('helsinki', 'Asked before?', 'Upvote')?.id ?? '';
    docs.people.message('helsinki', title, '@docent The tutorial, here.', { replyTo: asked });
    await docs.moveTo('2026-11-24T18:05:00Z');
    expect(count(docs.posts(title), `/${thread}/`)).toBe(2);
    docs.discord.deleteChannel(thread);
    await docs.moveTo('2026-11-24T18:20:00Z');
    expect(count(docs.thread(title), 'The tutorial, here.')).toBe(1);
    expect(docs.thread(title).join()).not.toContain('On Discord](');
    expect(count(docs.posts(title), `/${thread}/`)).toBe(0);
  });

  test('an older post that was moved into its topic and is deleted there is a question no more, though the bot is not staff', async () => {
    const docs = await opened();
    docs.discourse.forum.user('docent').isStaff = false;
    const begun = docs.discourse.createTopic('vancouver', 'Documentation', {
      title: 'Everything about our documentation',
      raw: 'All that has to do with it is gathered in here.',
    });
    if ('draft' in begun) throw new Error('It awaits approval');
    docs.discourse.reply('tokyo', begun.topic, { raw: 'Which page did I read first of all?' });
    await docs.type('prague', create);
    await docs.moveTo('2026-11-24T18:00:00Z');
    const asked = docs.discourse.findPost('Which page did I read', 'tokyo');
    if (!asked) throw new Error('There is no post');
    docs.discourse.move(asked, docs.topic(title)?.id ?? 0);
    await docs.moveTo('2026-11-24T18:05:00Z');
    expect(count(docs.thread(title), 'Which page did I read')).toBe(1);
    docs.discourse.remove('prague', asked);
    await docs.moveTo('2026-11-24T18:45:00Z');
    expect(count(docs.thread(title), 'Which page did I read')).toBe(0);
  });

  test('a host leaves: organisers are told once, what they had taken is free, one command puts another in their place', async () => {
    const docs = await opened({ hasOrganisersChannel: true });
    await docs.type('prague', create);
    await docs.type('prague', '/ama host add hosts:@helsinki confirmed:true');
    await docs.runUntilIdle();
    await docs.ask('visitor', 'How do I start?');
    await docs.runUntilIdle();
    expect(await docs.type('helsinki', '/ama take question:1')).toContain('is yours');
    expect(await docs.type('helsinki', '/ama host leave confirmed:true')).toContain('You no longer host');
    await docs.runUntilIdle();
    const told = docs.texts('#organisers').filter((text) => text.includes('no longer hosts'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('/ama host add');
    expect(await docs.type('helsinki', '/ama answer question:1 text:"Still me?"')).toContain(
      'Only the hosts',
    );
    await docs.type('prague', '/ama host add hosts:@london confirmed:true');
    expect(await docs.type('london', '/ama answer question:1 text:"Here."')).toContain('appears');
    await docs.runUntilIdle();
    expect(count(docs.thread(title), 'Here.')).toBe(1);
  });

  test('an anonymous asker takes no messages: what is said and logged of that does not tell who they are', async () => {
    const docs = await opened({ hasOrganisersChannel: true });
    await docs.type('prague', `${create} moderated:true`);
    await docs.runUntilIdle();
    docs.discord.closeDMs('shy');
    await docs.ask('shy', 'A delicate matter?', { 'Ask anonymously?': 'yes' });
    await docs.runUntilIdle();
    await docs.press('vancouver', 'Approve', 'A delicate matter?');
    await docs.type('prague', '/ama answer question:1 text:"Yes."');
    await docs.runUntilIdle();
    await docs.moveTo('2026-11-24T20:30:00Z');
    const { id } = docs.people.user('shy');
    const said = await Promise.all(
      [
        '/docent status',
        '/ama status',
        '/ama queue',
        '/ama moderate question:1',
        '/ama export format:json',
      ].map((text) => docs.type('prague', text)),
    );
    expect(said[0]).toContain('takes no private messages');
    const everywhere = [
      ...said,
      ...docs.logged,
      ...['#ama', '#moderators', '#organisers'].flatMap((place) => docs.texts(place)),
      ...docs.thread(title),
      ...docs.posts(title),
      ...['prague', 'vancouver', 'visitor', 'helsinki'].flatMap((who) => docs.dms(who)),
    ];
    expect(everywhere.join('\n')).toContain('A delicate matter?');
    expect(everywhere.filter((text) => text.includes(id) || /\bshy\b/u.test(text))).toEqual([]);
  });
});
