// The feature in the whole bot over the sandbox: what people see on Discord and Discourse, on good days and bad ones.
import { afterEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { openSandboxBot, type SandboxBot, type SandboxOptions } from './sandbox-bot.ts';

const title = 'AMA with the docs team';
const create = `/ama create title:"${title}" hosts:"prague, helsinki" opens:"2026-11-24 18:00" closes:"2026-11-24 20:00" confirmed:true`;

describe.each(freshDatabases())('an AMA over the sandbox on $name', ({ name, open }) => {
  let fresh: Fresh | undefined;
  let bot: SandboxBot | undefined;
  const opened = async (options: SandboxOptions = {}) => {
    fresh = await open();
    bot = await openSandboxBot(fresh, options);
    return bot;
  };
  afterEach(async () => {
    await bot?.close();
    await fresh?.close();
  });

  test('is asked, moderated, answered and closed in both places', async () => {
    const docs = await opened();
    await docs.type('prague', `${create} moderated:true`);
    await docs.runUntilIdle();
    const arrived = await docs.ask('visitor', 'How do I start?');
    expect(arrived.text).toContain('arrived as number 1');
    docs.discourse.reply('tokyo', title, { raw: 'Which page should I read first?' });
    await docs.runUntilIdle();
    expect(docs.texts('#moderators')).toHaveLength(2);
    await docs.press('vancouver', 'Approve', 'How do I start?');
    await docs.press('vancouver', 'Approve', 'Which page should I read first?');
    await docs.runUntilIdle();
    const thread = () => docs.thread(title).join('\n');
    expect(thread()).toContain('How do I start?');
    expect(thread()).toContain('Which page should I read first?');
    await docs.moveTo('2026-11-24T18:00:00Z');
    await docs.type('prague', '/ama answer question:1 text:"Read the guide."');
    docs.discourse.reply('prague', title, {
      raw: `[quote="tokyo, post:2, topic:${docs.topic(title)?.id}"]\nWhich page\n[/quote]\n\nThe tutorial.`,
    });
    await docs.runUntilIdle();
    expect(thread()).toContain('Read the guide.');
    expect(thread()).toContain('The tutorial.');
    expect(docs.posts(title).filter((raw) => raw.includes('Read the guide.'))).toHaveLength(1);
    expect(docs.dms('visitor').join()).toContain('Read the guide.');
    await docs.moveTo('2026-11-24T20:05:00Z');
    expect(docs.posts(title).at(-1)).toContain('2 asked, 2 answered, by 2 people.');
    expect(docs.topic(title)?.isClosed).toBe(true);
    expect(docs.discord.threads().find(({ name }) => name === title)?.thread?.archived).toBe(true);
  });

  test('an upvote on Discord and a like on Discourse by one person are one vote', async () => {
    const docs = await opened({ bots: 2 });
    await docs.type('prague', create);
    await docs.runUntilIdle();
    docs.discourse.reply('visitor', title, { raw: 'Which page should I read first?' });
    await docs.runUntilIdle();
    const [app] = docs.apps;
    const group = (await docs.database.group.findFirstOrThrow()).id;
    const tokyo = { platform: 'discord', id: docs.people.user('tokyo').id, name: 'tokyo' } as const;
    const person = await app?.roster.of(group, tokyo);
    const joined = { platform: 'discourse', id: 'tokyo', name: 'tokyo' } as const;
    await app?.roster.joinAccount(group, person?.id ?? 0, joined);
    const shown = () => docs.thread(title).join('\n');
    const post = docs.discourse.findPost('Which page should I read first?') ?? 0;

    await docs.press('tokyo', 'Upvote', 'Which page');
    docs.discourse.like('tokyo', post);
    await docs.runUntilIdle();
    expect(shown()).toContain('1 vote');
    docs.discourse.like('helsinki', post);
    await docs.runUntilIdle();
    expect(shown()).toContain('2 votes');
    await docs.press('tokyo', 'Upvote', 'Which page');
    await docs.runUntilIdle();
    expect(shown()).toContain('2 votes');
    docs.discourse.unlike('tokyo', post);
    await docs.runUntilIdle();
    expect(shown()).toContain('1 vote');
    await docs.restart();
    await docs.runUntilIdle();
    expect(await docs.type('prague', '/ama queue')).toContain('1 vote');
  });

  test('what stayed open is carried to the next meeting once, but not what no moderator has looked at', async () => {
    const docs = await opened();
    await docs.type('prague', `${create} moderated:true`);
    await docs.type(
      'prague',
      '/meeting series create name:"Docs call" rule:"first tuesday" times:"18:00" zone:Europe/Prague confirmed:true',
    );
    await docs.runUntilIdle();
    await docs.ask('visitor', 'What is a tutorial?');
    await docs.ask('tokyo', 'Something rude?');
    await docs.runUntilIdle();
    await docs.press('vancouver', 'Approve', 'What is a tutorial?');
    await docs.type('prague', '/ama close confirmed:true');
    const carried = await docs.type('prague', '/ama carry confirmed:true');
    expect(carried).toContain('1 open question is on the agenda of **Docs call**');
    expect(carried).toContain('1 that no moderator has looked at stays behind.');
    expect(carried).toContain('/meeting topic list');
    await docs.type('prague', '/ama carry confirmed:true');
    const topics = await docs.type('prague', '/meeting topic list');
    expect(topics.split('What is a tutorial?')).toHaveLength(2);
    expect(topics).not.toContain('Something rude?');
  });

  test('ten people approve at once, in two bots: it is posted once', async () => {
    const docs = await opened({ bots: 2, guests: 10 });
    const role = docs.discord.world.guilds.values().next().value?.roles;
    const organisers = [...(role?.values() ?? [])].filter(({ name }) => name === 'organiser');
    for (let i = 1; i <= 10; i++) {
      docs.discord.addMember(docs.people.user(`guest-${i}`), organisers);
    }
    await docs.type('prague', `${create} moderated:true`);
    await docs.runUntilIdle();
    await docs.ask('visitor', 'How do I start?');
    await docs.runUntilIdle();
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, i) => docs.press(`guest-${i + 1}`, 'Approve', 'How do I start?')),
    );
    const isTold = /Question 1 (is approved|was already approved by guest-\d+)/u;
    expect(replies.filter((text) => !isTold.test(text))).toEqual([]);
    await docs.runUntilIdle();
    const about = (texts: string[]) => texts.filter((text) => text.includes('Question 1** from'));
    expect(about(docs.thread(title))).toHaveLength(1);
    expect(about(docs.posts(title))).toHaveLength(1);
    expect(replies.filter((text) => text === 'Question 1 is approved.')).toHaveLength(1);
  });

  test('two bots that both hear of one press count one vote', async () => {
    const docs = await opened({ bots: 2 });
    await docs.type('prague', create);
    await docs.runUntilIdle();
    await docs.ask('visitor', 'How do I start?');
    await docs.runUntilIdle();
    await docs.press('tokyo', 'Upvote', 'How do I start?');
    await docs.runUntilIdle();
    expect(docs.thread(title).join()).toContain('1 vote');
  });

  test.each(name === 'SQLite' ? [false, true] : [true])(
    'what staff takes out of a question or an answer on the forum is gone in both places (moderated: %s)',
    async (isModerated) => {
      const docs = await opened();
      await docs.type('prague', `${create} moderated:${isModerated}`);
      docs.discourse.addUser('boss', { staff: true });
      await docs.runUntilIdle();
      const thread = () => docs.thread(title).join('\n');
      const post = (raw: string) => docs.discourse.reply('tokyo', title, { raw });
      const put = async (words: string, instead: string) => {
        const found = docs.discourse.findPost(words, 'boss');
        if (!found) throw new Error('There is no such post');
        docs.discourse.edit('boss', found, instead);
        await docs.runUntilIdle();
      };
      post('Whom do I call, I am at 555-1234, who can help?');
      await docs.runUntilIdle();
      if (isModerated) await docs.press('vancouver', 'Approve', 'Whom do I call');
      await docs.runUntilIdle();
      await docs.moveTo('2026-11-24T18:00:00Z');
      expect(thread()).toContain('555-1234');
      await put('555-1234', 'Whom do I call, who can help?');
      expect(thread()).toContain('Whom do I call, who can help?');
      expect(thread()).not.toContain('555-1234');
      await docs.moveTo('2026-11-24T18:05:00Z');
      docs.discourse.reply('prague', title, {
        raw: 'Call the desk at the entrance, or me at 555-9876.',
        replyTo: 2,
      });
      await docs.runUntilIdle();
      expect(thread()).toContain('555-9876');
      await put('555-9876', 'Call the desk at the entrance.');
      expect(thread()).toContain('Call the desk at the entrance.');
      expect(thread()).not.toContain('555-9876');
      expect(docs.texts('#moderators').join()).not.toContain('Changed since');
    },
  );

  // What the platforms do is tried on one database: all that it asks there, the tests above ask of both.
  if (name !== 'SQLite') return;

  test('organisers are told of a topic that was merged into another; of its questions none is withdrawn', async () => {
    const docs = await opened({ hasOrganisersChannel: true });
    await docs.type('prague', create);
    docs.discourse.addUser('boss', { staff: true });
    await docs.runUntilIdle();
    docs.discourse.reply('tokyo', title, { raw: 'Which page should I read first?' });
    await docs.runUntilIdle();
    const home = docs.topic(title);
    if (!home) throw new Error('There is no topic');
    const made = docs.discourse.createTopic('boss', 'Documentation', {
      title: 'Everything about our documentation',
      raw: 'All that has to do with it is gathered in here.',
    });
    if ('draft' in made) throw new Error('It awaits approval');
    docs.discourse.mergeTopic('boss', home, made.topic);
    const told = () =>
      docs.texts('#organisers').filter((words) => words.includes('was merged into another one'));
    for (const minute of [1, 2, 15]) {
      await docs.moveTo(`2026-11-24T17:${String(minute).padStart(2, '0')}:00Z`);
      await docs.runUntilIdle();
    }
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain(`/t/`);
    expect(docs.thread(title).join('\n')).toContain('Which page should I read first?');
    const asked = docs.discourse.findPost('Which page should I read', 'boss');
    if (asked) docs.discourse.move(asked, home);
    docs.discourse.forum.setStatus(docs.discourse.forum.user('boss'), home, {
      status: 'closed',
      isEnabled: false,
    });
    docs.discourse.reply('tokyo', home, { raw: 'And which one after that?' });
    await docs.moveTo('2026-11-24T17:40:00Z');
    await docs.runUntilIdle();
    expect(docs.thread(title).join('\n')).toContain('And which one after that?');
  });

  test('organisers are told of a topic that was moved to where not everybody reads, and it goes on where it is moved back', async () => {
    const docs = await opened({ hasOrganisersChannel: true });
    await docs.type('prague', create);
    await docs.runUntilIdle();
    const home = docs.topic(title);
    if (!home) throw new Error('There is no topic');
    const { category } = home;
    const move = async (to: typeof category, at: string, raw: string) => {
      home.category = to;
      docs.discourse.reply('tokyo', home, { raw });
      for (const minute of [0, 5]) {
        await docs.moveTo(`2026-11-24T${at}${minute}:00Z`);
        await docs.runUntilIdle();
      }
    };
    docs.discourse.forum.user('tokyo').isStaff = true;
    await move(docs.discourse.addCategory('Staff', { private: true }), '17:0', 'Which of these do we ban?');
    const told = docs.texts('#organisers').filter((words) => words.includes('not everybody may read'));
    expect(told).toEqual([
      expect.stringMatching(/Have a moderator move .*\/t\/.* to a category that everybody reads\./u),
    ]);
    await move(category, '17:3', 'question: Which page should I read first?');
    expect(docs.thread(title).join('\n')).toContain('Which page should I read first?');
    expect(docs.thread(title).join('\n')).not.toContain('ban?');
  });

  test('a host is found although Discord stumbles once; of an outage both people and the log are told in words', async () => {
    const docs = await opened();
    const members = (_: string, path: string) => path.includes('/members/search');
    docs.discourse.failNext('GET /u/', { status: 502 }, 10);
    docs.discord.failNext(members, { status: 502 });
    expect(
      await docs.type(
        'prague',
        '/ama create title:"First" hosts:tokyo opens:"2026-11-24 18:00" closes:"2026-11-24 20:00" confirmed:true',
      ),
    ).toContain('First** is taking questions');
    // Numbers of other kinds, such as times and ports, may have these digits too.
    const hasStatus = (line: string) => /status\D{1,3}502\b/u.test(line);
    expect(docs.logged.filter(hasStatus)).toEqual([]);
    docs.discord.failNext(members, { status: 502 }, 10);
    const said = await docs.type(
      'prague',
      '/ama create title:"Second" hosts:london opens:"2026-11-24 18:00" closes:"2026-11-24 20:00" confirmed:true',
    );
    expect(said).toContain('That did not work just now: Discord does not answer as it should (status 502)');
    const lines = docs.logged.filter(hasStatus).map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      {
        level: 40,
        err: {
          type: 'OutsideError',
          cause: { status: 502, url: expect.stringContaining('/members/search') },
        },
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('stack');
  });

  test('likes count as they are where the key may not ask whose they are', async () => {
    const docs = await opened();
    await docs.type('prague', create);
    await docs.runUntilIdle();
    docs.discourse.reply('visitor', title, { raw: 'Which page should I read first?' });
    await docs.runUntilIdle();
    docs.discourse.failNext('GET /post_action_users', { status: 403, body: { errors: ['No'] } }, 99);
    const post = docs.discourse.findPost('Which page should I read first?') ?? 0;
    docs.discourse.like('tokyo', post);
    docs.discourse.like('helsinki', post);
    await docs.runUntilIdle();
    await docs.press('london', 'Upvote', 'Which page');
    await docs.runUntilIdle();
    expect(docs.thread(title).join()).toContain('3 votes');
  });
});
