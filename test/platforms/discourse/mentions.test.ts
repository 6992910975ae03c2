// Commands by mention: run once, in order, with their values, and answered where they were asked or in private.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Command, command } from '../../../src/core/command.ts';
import { doc, p } from '../../../src/core/document.ts';
import { DoneElsewhereError, UserError } from '../../../src/core/errors.ts';
import { openForm, say, whisper } from '../../../src/core/reply.ts';
import { capabilities } from '../../../src/platforms/discourse/capabilities.ts';
import {
  asideIn,
  mentionIn,
  withoutEnd,
  withoutOpening,
  withoutPoliteness,
} from '../../../src/platforms/discourse/mention.ts';
import { openWorld, type World } from './world.ts';

const nothing = async () => say(doc());
const commands: Command[] = [
  command({ name: 'meeting next', description: 'x', access: 'everyone', options: { series: { type: 'string', description: 'Which' } }, run: nothing }),
  command({ name: 'meeting host', description: 'x', access: 'organiser', options: { who: { type: 'person', description: 'Who', required: true } }, run: nothing }),
  command({ name: 'ama ask', description: 'x', access: 'everyone', opensForm: true, run: nothing }),
  command({ name: 'docent help', description: 'x', access: 'everyone', run: nothing }),
]; // biome-ignore format: one command a line

let world: World;
let topicId = 0;
/** Whether nobody can tell which group words are for. */
let isUnclear = false;
const submitted: Readonly<Record<string, string>>[] = [];
beforeEach(async () => {
  submitted.length = 0;
  isUnclear = false;
  world = await openWorld({
    commands,
    async reply(name, { series }) {
      if (series === 'done elsewhere') throw new DoneElsewhereError();
      if (name === 'docent help') return whisper(doc(p('Here is what I can do for you.')));
      if (name !== 'ama ask') return say(doc(p(`The next meeting of ${String(series)} is soon.`)));
      const fields = [
        { kind: 'paragraph', name: 'question', label: 'Your question', required: true, maxLength: 1000 },
      ] as const;
      return openForm('amas/ask', { title: 'Ask a question', fields });
    },
    async fromWords() {
      if (isUnclear) throw new UserError('I serve several groups here and cannot tell which one you mean.');
      return undefined;
    },
    async submit(_id, values) {
      submitted.push(values);
      return whisper(doc(p('Your question has arrived, thank you.')));
    },
  });
  const made = world.discourse.createTopic('lagos', 'Documentation', {
    title: 'A topic where people talk',
    raw: 'Everything of this test goes in here.',
  });
  if ('draft' in made) throw new Error('The topic awaits approval');
  topicId = made.topic.id;
  await poll();
});
afterEach(() => world.close());

const poll = () => world.platform.poll?.([]) ?? Promise.resolve();
const type = (raw: string, who = 'lagos') => world.discourse.reply(who, topicId, { raw });
const ours = () =>
  world.discourse.forum.topics.get(topicId)?.posts.filter((post) => post.by.username === 'docent') ?? [];
const whispered = (to = 'lagos') =>
  world.discourse.messagesOf(to).flatMap((topic) => topic.posts.map(({ raw }) => raw));

describe('a command', () => {
  it('whose answer has words that the forum does not take gets another, and is not run again', async () => {
    world.discourse.failNext('POST /posts.json', { status: 422, body: { errors: ['Not this word'] } });
    type('@docent meeting next series:x');
    await poll();
    await poll();
    expect(world.asked).toHaveLength(1);
    expect(ours().map(({ raw }) => raw)).toEqual([expect.stringContaining('does not take the words')]);
  });

  it('is read after a post that names the bot within a sentence, of whichever group that is', async () => {
    isUnclear = true;
    type('Thank you for showing us, @docent.');
    type('@docent meeting next series:"Docs call"', 'tokyo');
    await poll();
    expect(world.asked.map(({ name }) => name)).toEqual(['meeting next']);
    expect(whispered()).toEqual([]);
  });

  it('is run with its values and answered below the post, notifying nobody by name', async () => {
    type('@docent meeting next series:"Docs call"');
    await poll();
    expect(world.asked).toEqual([
      {
        name: 'meeting next',
        values: { series: 'Docs call' },
        invocation: {
          id: expect.stringMatching(/^discourse\/post\/\d+$/u),
          platform: 'discourse',
          can: capabilities,
          space: world.category,
          caller: { platform: 'discourse', id: 'lagos', name: 'lagos', stableId: '4' },
          roles: ['trust_level_1'],
          isManager: false,
          isPublicPlace: true,
          isPublished: expect.any(Function),
          askedAt: expect.any(Date),
          place: {
            platform: 'discourse',
            id: String(topicId),
            name: 'A topic where people talk',
            within: world.category,
          },
        },
      },
    ]);
    expect(ours()).toEqual([
      expect.objectContaining({ replyTo: 2, raw: expect.stringContaining('of Docs call is soon') }),
    ]);
  });

  it('is answered without a look at what awaits approval, as everybody’s limit is everybody’s time', async () => {
    type('@docent meeting next series:"Docs call"');
    await poll();
    expect(ours()).toHaveLength(1);
    const { requests } = world.discourse.counters();
    expect(Object.keys(requests).filter((route) => route.includes('pending'))).toEqual([]);
  });

  it('tells whether the bot itself began its topic', async () => {
    const made = await world.platform.publish({
      key: 'meeting/12/topic',
      identity: 'Zq3k0vX9aTn4Yw7LrB2cHe',
      place: { kind: 'channel', id: world.category },
      content: {
        kind: 'topic',
        title: 'Monthly meeting in December',
        document: doc(p('These are its words.')),
      },
      mayExist: false,
    });
    type('@docent meeting next series:x');
    world.discourse.reply('tokyo', Number(made.id), { raw: '@docent meeting next series:y' });
    await poll();
    expect(
      await Promise.all(world.asked.map(async ({ invocation }) => await invocation.isPublished?.())),
    ).toEqual([false, true]);
  });

  it('tells whether it answers what the bot published in a topic of somebody else', async () => {
    type('@docent meeting next series:x');
    await poll();
    const [answer] = ours();
    const url = `${world.discourse.url}/t/-/${topicId}`;
    const published = await world.platform.publish({
      key: 'vote/12/post',
      identity: 'Zq3k0vX9aTn4Yw7LrB2cHe',
      place: { kind: 'inside', remote: { id: String(topicId), url } },
      content: { kind: 'post', document: doc(p('What do you say to the vote?')) },
      mayExist: false,
    });
    for (const replyTo of [answer?.number ?? 0, published.number ?? 0]) {
      world.discourse.reply('tokyo', topicId, { raw: `@docent meeting next series:${replyTo}`, replyTo });
    }
    await poll();
    const told = world.asked.slice(1).map(({ invocation }) => invocation.isPublished?.());
    expect(await Promise.all(told)).toEqual([false, true]);
  });

  it('with a private answer is answered to the caller alone', async () => {
    type('@Docent, help me with it please!');
    type('@docent help\n\nThanks a lot in advance.');
    await poll();
    expect(ours()).toEqual([]);
    expect(whispered().join()).toContain('Here is what I can do');
    expect(whispered('tokyo')).toEqual([]);
  });

  it('is run once, whatever is read again', async () => {
    type('@docent meeting next series:x');
    await poll();
    await poll();
    world.cursors.set('discourse/posts', '1');
    const again = await world.restart();
    await again.poll?.([]);
    expect(world.asked).toHaveLength(1);
    expect(ours()).toHaveLength(1);
  });

  it('that another process has done meanwhile is left to it, and the next one is answered', async () => {
    type('@docent meeting next series:"done elsewhere"');
    type('@docent meeting next series:x');
    await poll();
    await poll();
    expect(world.asked).toHaveLength(2);
    expect(ours()).toEqual([expect.objectContaining({ replyTo: 3 })]);
    expect([whispered(), world.warnings]).toEqual([[], []]);
  });

  it('that another process has done and does not answer is answered after five minutes, once', async () => {
    world.hasChanged = true;
    type('@docent meeting next series:"done elsewhere"');
    await poll();
    world.advance(4);
    await poll();
    expect(whispered()).toEqual([]);
    world.advance(2);
    for (let i = 0; i < 3; i += 1) await poll();
    expect(world.asked).toHaveLength(1);
    expect(whispered()).toEqual([
      expect.stringMatching(
        /This was done, but I was stopped[\s\S]*https:\/\/forum\.example\/t\/monthly\/12\/1/u,
      ),
    ]);
  });

  it('whose answer could not be posted is answered later, without being run again', async () => {
    type('@docent meeting next series:x');
    world.discourse.failNext('POST /posts.json', { status: 502 });
    await expect(poll()).rejects.toMatchObject({ isPermanent: false });
    await poll();
    expect(world.asked).toHaveLength(1);
    expect(ours()).toHaveLength(1);
  });

  it.each([
    ['kept for as long as the forum is read-only', 503, 1],
    ['given up where the forum cannot take it alone', 500, 0],
  ])('whose answer is not taken sixty times is %s', async (_, status, answers) => {
    type('@docent meeting next series:x');
    world.discourse.failNext('POST /posts.json', { status }, 60);
    for (let tries = 0; tries < 60; tries += 1) await poll().catch(() => {});
    await poll();
    expect(world.asked).toHaveLength(1);
    expect(ours()).toHaveLength(answers);
  });

  it('whose answer could not be sent is kept for as long as the forum answers nothing', async () => {
    type('@docent meeting next series:x');
    world.discourse.failNext('POST /posts.json', { status: 502 });
    await poll().catch(() => {});
    let isDown = true;
    world.discourse.failNext(() => isDown, { status: 502 }, 10_000);
    for (let tries = 0; tries < 60; tries += 1) await poll().catch(() => {});
    isDown = false;
    await poll();
    expect([world.asked.length, ours().length, whispered()]).toEqual([1, 1, []]);
  });

  it.each([
    ['a page', { status: 200, body: 'Request rejected' }],
    ['a page that says 503', { status: 503, body: 'Request rejected' }],
    ['a failure of its own', { status: 500 }],
  ])('whose answer alone gets %s is given up for good, and the next one is answered', async (_, answer) => {
    type('@docent meeting next series:x');
    world.discourse.failNext('POST /posts.json', answer, 51);
    await poll().catch(() => {});
    type('@docent meeting next series:y');
    for (let tries = 0; tries < 55; tries += 1) await poll().catch(() => {});
    expect(ours()).toEqual([expect.objectContaining({ replyTo: 3 })]);
    expect(whispered()).toEqual([]);
  });

  it('during which the bot was killed is not run again, and its caller is told', async () => {
    type('@docent meeting next series:x');
    world.discourse.failNext('POST /posts.json', { status: 502 });
    await expect(poll()).rejects.toThrow();
    const again = await world.restart();
    await again.poll?.([]);
    expect(world.asked).toHaveLength(1);
    expect(ours()).toHaveLength(0);
    expect(whispered().join()).toContain('cannot tell how far it went');
  });

  it.each([
    [true, 'This was done'],
    [false, 'before I had changed anything'],
  ])(
    'during which the bot was killed is answered with what is known (changed: %s)',
    async (hasChanged, words) => {
      world.hasChanged = hasChanged;
      type('@docent meeting next series:x');
      world.discourse.failNext('POST /posts.json', { status: 502 });
      await expect(poll()).rejects.toThrow();
      world.cursors.set('discourse/unsent', '[]');
      world.cursors.set('discourse/posts', '1');
      const again = await world.restart();
      await again.poll?.([]);
      expect(world.asked).toHaveLength(1);
      expect(whispered()).toEqual([expect.stringContaining(words)]);
    },
  );

  it('that was answered before the bot was killed is not answered again', async () => {
    type('@docent meeting next series:x');
    await poll();
    world.cursors.set('discourse/posts', '1');
    await (await world.restart()).poll?.([]);
    expect(world.asked).toHaveLength(1);
    expect([ours().length, whispered()]).toEqual([1, []]);
  });

  it('that is wrong is answered with what would be right', async () => {
    type('@docent meting next series:x');
    type('@docent meeting next serie:x', 'tokyo');
    await poll();
    expect(whispered()[0]).toContain('Did you mean `meeting next`?');
    expect(whispered('tokyo')[0]).toContain('Did you mean `series`?');
    expect(world.asked).toEqual([]);
  });

  it('can name people', async () => {
    type('@docent meeting host who:@tokyo');
    type('@docent meeting host who:@nobody');
    await poll();
    expect(world.asked[0]?.values).toEqual({
      who: { platform: 'discourse', id: 'tokyo', name: 'tokyo', stableId: '5' },
    });
    expect(whispered()[0]).toContain('nobody is called "@<!-- -->nobody"');
  });

  it('is answered even if the key may do no more than topics and posts', async () => {
    world.discourse.failNext('GET /u/', { status: 403, body: { errors: ['You are not permitted'] } });
    type('@docent meeting next series:x');
    await poll();
    expect(world.asked[0]?.invocation.roles).toEqual([]);
    expect(ours()).toHaveLength(1);
    expect(world.warnings.join()).toContain('scope');
  });

  it('that opens a form takes its fields as options, and says so', async () => {
    type('@docent ama ask question:"How do I start?"');
    type('@docent ama ask\n\nThank you!', 'tokyo');
    await poll();
    expect(submitted).toEqual([{ question: 'How do I start?' }]);
    expect(whispered()[0]).toContain('has arrived');
    expect(whispered('tokyo')[0]).toContain('question:');
  });
});

describe('posts that are left alone', () => {
  it.each([
    'Please read the docs, @docent meeting next',
    '@docentia meeting next',
    '@docent topic: a search that works',
    '@docent thank you very much for that!',
    'A post without any mention in it.',
  ])('%s', async (raw) => {
    type(raw);
    await poll();
    expect(world.asked).toEqual([]);
    expect([...ours(), ...whispered()]).toEqual([]);
  });

  it('one that the forum or another bot posts, which are administrators', async () => {
    world.discourse.addUser('helper_bot', { staff: true, id: -1201 });
    for (const who of ['system', 'helper_bot']) type('@docent meeting next series:x', who);
    world.discourse.message('helper_bot', ['docent'], {
      title: 'From one bot to another',
      raw: 'meeting next series:x',
    });
    await poll();
    expect(world.asked).toEqual([]);
    expect([...ours(), ...whispered(), ...whispered('helper_bot').slice(1)]).toEqual([]);
  });

  it.each([
    ['at once', 0],
    ['days later, after a restart', 3 * 24 * 60],
  ])('the copy of a first post that staff moves to another topic, %s', async (_, minutes) => {
    const made = world.discourse.createTopic('lagos', 'Documentation', {
      title: 'A topic in the wrong place',
      raw: '@docent meeting next series:x',
    });
    if ('draft' in made) throw new Error('The topic awaits approval');
    await poll();
    world.advance(minutes);
    await poll();
    const platform = minutes === 0 ? world.platform : await world.restart();
    world.discourse.move(made, topicId);
    await platform.poll?.([]);
    expect(world.asked).toHaveLength(1);
    type('@docent meeting next series:y');
    await platform.poll?.([]);
    expect(world.asked.map(({ values }) => values.series)).toEqual(['x', 'y']);
  });

  it('those from before the bot came', async () => {
    world.cursors.clear();
    type('@docent meeting next series:x');
    await poll();
    expect(world.asked).toEqual([]);
  });
});

it.each([90, -90])(
  'a command is taken by a bot whose clock is %d minutes ahead of the forum',
  async (minutes) => {
    world.goWrong(minutes);
    await poll();
    world.advance(1);
    type('@docent meeting next series:x');
    await poll();
    expect(world.asked.map(({ values }) => values.series)).toEqual(['x']);
  },
);

it('after a long absence every command is found, behind more than a page of other posts', async () => {
  const names = Array.from({ length: 70 }, (_, i) => `asker-${i}`);
  type('@docent meeting next series:first');
  for (const name of names) {
    world.discourse.addUser(name);
    type(`A reply of many words by ${name}`, name);
    world.discourse.message('docent', [name], {
      title: 'Something in private',
      raw: 'These take ids as well, you see.',
    });
  }
  type('@docent meeting next series:last', 'tokyo');
  await poll();
  expect(world.asked.map(({ values }) => values.series)).toEqual(['first', 'last']);
});

it.each([
  ['@docent meeting next', 'meeting next'],
  ['  @DOCENT:  meeting next', 'meeting next'],
  ['[quote="docent, post:1, topic:2"]\n@docent ama ask\n[/quote]\n\n@docent meeting next', 'meeting next'],
  ['@docent', ''],
  ['@docent. meeting next', 'meeting next'],
  ['@docent.two meeting next', undefined],
  ['@docent - meeting next', 'meeting next'],
  // A minus is no dash: a vote against would be one for it.
  ['@docent -1, it breaks our links', '-1, it breaks our links'],
  ['@docent: -0', '-0'],
  ['@docent - 1', '- 1'],
  ['`@docent meeting next`', 'meeting next'],
  ['```\n@docent meeting next\n```\n', 'meeting next'],
  ['**@docent** meeting next', 'meeting next'],
  ['`@docent meeting next` is what you type', undefined],
  ['Hello @docent meeting next', 'meeting next'],
  ['Hi all,\n\n@docent, meeting next', 'meeting next'],
  ['Ok, thanks everybody! 👋 @docent: meeting next', 'meeting next'],
  ['Good morning dear @Docent', ''],
  ['[quote="docent, post:1, topic:2"]\nx\n[/quote]\n\nHey @docent meeting next', 'meeting next'],
  // A quote of a post that quotes another, and of one that has a closing mark of its own.
  ['[quote="a"]\n[quote="b"]\nx\n[/quote]\n@docent meeting cancel\n[/quote]\n\nI say no.', undefined],
  ['[quote="a"]\n[quote="b"]\nx\n[/quote]\n@docent a\n[/quote]\n\n@docent meeting next', 'meeting next'],
  ['[quote="a"]\nx [/quote]\n@docent meeting cancel\n[/quote]\n\nI say no.', undefined],
  ['[quote="a"]\nx\n[/quote]\n@docent meeting cancel\n[/quote]\n\nI say no.', undefined],
  ['[quote="a"]\n[quote=b[/quote]\n[/quote]\n@docent meeting cancel\n[/quote]\n\nI say no.', undefined],
  ['[quote="a"]x[/quote]\n@docent meeting next', 'meeting next'],
  ['Hello `@docent meeting next`', undefined],
  ['Hi @lagos, @docent meeting cancel', undefined],
  ['I always ask @docent meeting next', undefined],
  ['Do not write @docent meeting cancel here', undefined],
  ['> Hello @docent meeting next', undefined],
  [`${'hi '.repeat(30_000)}@docent meeting next`, undefined],
])('in %j what is said to the bot is %j', (raw, expected) => {
  expect(mentionIn(raw, 'docent')).toBe(expected);
});

it.each([
  ['poll show, please do', 'poll show'],
  ['meeting show - thank you so much!', 'meeting show'],
  ['meeting show 🙏 (thanks a lot)', 'meeting show'],
  ['vote remind please, many thanks in advance :heart:', 'vote remind'],
  ['`meeting rsvp answer:going` please', 'meeting rsvp answer:going'],
  ['meeting topic add "How we say thanks"', 'meeting topic add "How we say thanks"'],
  ['ama ask question:thanksgiving', 'ama ask question:thanksgiving'],
  ['project propose name:thanks', 'project propose name:thanks'],
  [`vote show ${','.repeat(31_000)}`, `vote show ${','.repeat(31_000)}`],
])('of %j is asked %j', (text, asked) => {
  expect(withoutPoliteness(text)).toBe(asked);
});

it.each([
  ['please vote show', 'vote show'],
  ['hello, could you please vote show vote:2?', 'vote show vote:2'],
  ['vote show', 'vote show'],
])('behind a kind beginning %j asks %j', (text, asked) => {
  expect(withoutOpening(text)).toBe(asked);
});

it.each([
  ['meeting next?', 'meeting next'],
  ['meeting rsvp going :tada: 🎉', 'meeting rsvp going'],
  ['vote cast choice:-1', 'vote cast choice:-1'],
])('without its end %j is %j', (text, shorter) => {
  expect(withoutEnd(text)).toBe(shorter);
});

it('after a greeting a command is run and a question gets one hint, but thanks and sentences get no answer', async () => {
  type('Hello @docent, could you please meeting next series:x?');
  type('Thank you @docent, that was very kind.');
  type('Cool, @docent did it already.');
  type('I asked @docent meeting next series:y and it told me.');
  await poll();
  expect(world.asked.map(({ values }) => values.series)).toEqual(['x']);
  expect([ours().length, whispered()]).toEqual([1, []]);
  type('Hi @docent, how are you today?');
  await poll();
  expect(whispered().filter((raw) => raw.includes('found no command'))).toHaveLength(1);
});

it('a command with a full stop or a smile behind it is understood, and words that are none stay refused', async () => {
  type('@docent meeting next :tada: please!');
  await poll();
  expect(world.asked.map(({ name }) => name)).toEqual(['meeting next']);
});

it.each([
  ["Can't make it, @docent, sorry", "Can't make it, sorry"],
  ["I can't make it, @docent", "I can't make it"],
  ['Sorry, I am away, @Docent. See you next time!', 'Sorry, I am away, See you next time!'],
  ['+1, @docent!', '+1'],
  ['As @docent says, the meeting has moved', undefined],
  ['The bot, @docents, is new', undefined],
  ['Ask @lagos, @docent', undefined],
  ['I wrote to @docent', undefined],
  ["Can't make it, @docent,\nsorry", undefined],
  [`${'so '.repeat(100)}sorry, @docent`, undefined],
])('the name within a short sentence: %s', (raw, expected) => {
  expect(asideIn(raw, 'docent')).toBe(expected);
});
