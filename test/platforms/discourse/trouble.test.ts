// Bad days: what is refused stops what it concerns and nothing else, and what is mended goes on by itself.
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../../sandbox/index.ts';
import { type Command, command } from '../../../src/core/command.ts';
import { doc, p } from '../../../src/core/document.ts';
import type { Order, Remote } from '../../../src/core/publication.ts';
import { say } from '../../../src/core/reply.ts';
import { openWorld, type World } from './world.ts';

const nothing = async () => say(doc());
const commands: Command[] = [
  command({ name: 'meeting next', description: 'x', access: 'everyone', run: nothing }),
];

let world: World;
let topicId = 0;
beforeEach(async () => {
  world = await openWorld({ commands, reply: async () => say(doc(p('The next meeting is on Tuesday.'))) });
  const made = world.discourse.createTopic('lagos', 'Documentation', {
    title: 'A topic where people talk',
    raw: 'Everything of this test goes in here.',
  });
  if ('draft' in made) throw new Error('The topic awaits approval');
  topicId = made.topic.id;
  await poll();
});
afterEach(() => world.close());

const poll = (follows: Parameters<NonNullable<World['platform']['poll']>>[0] = []) =>
  world.platform.poll?.(follows) ?? Promise.resolve();
const type = (raw = '@docent meeting next', who = 'lagos') => world.discourse.reply(who, topicId, { raw });
const ours = () =>
  world.discourse.forum.topics.get(topicId)?.posts.filter((post) => post.by.username === 'docent') ?? [];
const order = (extra: Partial<Order> = {}): Order => ({
  key: 'meeting/12/topic',
  identity: 'Zq3k0vX9aTn4Yw7LrB2cHe',
  place: { kind: 'channel', id: world.category },
  content: { kind: 'topic', title: 'Monthly meeting in December', document: doc(p('These are its words.')) },
  mayExist: false,
  ...extra,
});
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('who has no say', () => {
  it.each([
    ['is staged', () => world.discourse.stage('tokyo')],
    ['is silenced', () => world.discourse.silence('tokyo')],
    ['is suspended', () => world.discourse.suspend('tokyo')],
  ])('gives no commands once their account %s, others do', async (_, end) => {
    type('@docent meeting next', 'tokyo');
    type();
    end();
    await poll();
    expect(world.asked.map(({ invocation }) => invocation.caller.id)).toEqual(['lagos']);
  });

  it('gives none by a post that flags have hidden, or that they took back', async () => {
    const hidden = type();
    const withdrawn = type('@docent meeting next, please', 'tokyo');
    if ('draft' in hidden || 'draft' in withdrawn) throw new Error('They await approval');
    world.discourse.hide(hidden);
    world.discourse.remove('tokyo', withdrawn);
    await poll();
    world.discourse.hide(hidden, false);
    await poll();
    expect(world.asked).toEqual([]);
  });
});

describe('a limit of ten hours on one post', () => {
  const refused = { status: 429, body: { error_type: 'rate_limit', extras: { wait_seconds: 36_000 } } };

  it('keeps one command from its answer, and no other; it comes when the limit ends, without being run again', async () => {
    type();
    type('@docent meeting next', 'tokyo');
    world.discourse.failNext('POST /posts.json', refused);
    await poll();
    expect(world.asked).toHaveLength(2);
    expect(ours().map(({ replyTo }) => replyTo)).toEqual([3]);
    type('@docent meeting next, please', 'prague');
    await poll();
    expect(ours()).toHaveLength(2);
    world.advance(601);
    await poll();
    expect(ours().map(({ replyTo }) => replyTo)).toEqual([3, 5, 2]);
    expect(world.asked).toHaveLength(3);
  });

  it('is kept over a restart, after which the asker is told what is not known', async () => {
    type();
    world.discourse.failNext('POST /posts.json', refused);
    await poll();
    await (await world.restart()).poll?.([]);
    expect(world.asked).toHaveLength(1);
    expect(world.discourse.findPost('cannot tell how far', 'lagos')).toBeDefined();
  });

  it('on who somebody is lets others be answered first', async () => {
    type();
    type('@docent meeting next', 'tokyo');
    world.discourse.failNext('GET /u/lagos', refused);
    await poll();
    expect(world.asked.map(({ invocation }) => invocation.caller.id)).toEqual(['tokyo']);
    world.advance(601);
    await poll();
    expect(world.asked.map(({ invocation }) => invocation.caller.id)).toEqual(['tokyo', 'lagos']);
  });
});

it('a topic in slow mode is answered when its time has come, and others meanwhile', async () => {
  world.discourse.forum.user('docent').isStaff = false;
  type();
  await poll();
  world.discourse.slowMode(topicId, 600);
  world.advance(1);
  type('@docent meeting next, please', 'tokyo');
  const made = world.discourse.createTopic('prague', 'Documentation', {
    title: 'Another topic where people talk',
    raw: '@docent meeting next',
  });
  await poll();
  expect(ours()).toHaveLength(1);
  expect('topic' in made && made.topic.posts).toHaveLength(2);
  world.advance(11);
  // Discourse answers the same words from memory for two minutes, which pass sixty times faster here.
  await setTimeout(2_100);
  await poll();
  expect(ours().map(({ replyTo }) => replyTo)).toEqual([2, 4]);
  expect(world.asked).toHaveLength(3);
});

describe('a page in place of answers', () => {
  it.each([403, 404])('%i says nothing of what is there, and nothing is lost', async (status) => {
    const remote = await world.platform.publish(order());
    const followed = { groupId: 1, key: 'meeting/12/topic', about: 'meeting/12', remote };
    type();
    world.discourse.fail({ kind: 'html', status });
    expect(await errorOf(poll([followed]))).toMatchObject({ isPermanent: false });
    expect(await errorOf(world.platform.publish(order({ remote })))).toMatchObject({ isPermanent: false });
    world.discourse.restore();
    await poll([followed]);
    expect(world.events.map(({ kind }) => kind)).toEqual(['topic']);
    expect(ours()).toHaveLength(1);
  });
});

describe('a key that is refused', () => {
  it('is tried again each minute, and is no lasting failure of what was to be published', async () => {
    world.discourse.revokeKey(world.discourse.apiKey);
    expect(await errorOf(world.platform.publish(order()))).toMatchObject({ isPermanent: false });
    expect(world.platform.isReady()).toBe(false);
    world.advance(1);
    expect(world.platform.isReady()).toBe(true);
    expect(await errorOf(poll())).toMatchObject({ isPermanent: false });
    expect(world.platform.isReady()).toBe(false);
    world.discourse.restoreKey(world.discourse.apiKey);
    world.platform.lookAgain?.();
    await world.platform.publish(order());
    expect(world.platform.isReady()).toBe(true);
    expect(world.warnings.filter((words) => words.includes('API key'))).toHaveLength(1);
  });

  it('is told to organisers once, and what waited is published when it is taken again', async () => {
    const docs = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
    const later = (minutes: number) => docs.moveTo(new Date(docs.now().getTime() + minutes * 60_000));
    const told = () =>
      docs.discord
        .messages('#moderators')
        .filter(({ content, embeds, components }) =>
          JSON.stringify([content, embeds, components]).includes('API key'),
        );
    docs.discourse.revokeKey(docs.discourse.apiKey);
    await docs.discord.people.commandText(
      'prague',
      '#meetings',
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00" zone:Europe/Prague confirmed:true',
    );
    await later(20);
    expect(told()).toHaveLength(1);
    await later(600);
    expect(told()).toHaveLength(1);
    docs.discourse.restoreKey(docs.discourse.apiKey);
    await later(15);
    expect(docs.discourse.findTopic('Monthly meeting')).toBeDefined();
    await docs.close();
  });
});

describe('what is not known to be ours', () => {
  const others = async (): Promise<Remote> =>
    await world.platform.publish(
      order({
        identity: 'Another0vX9aTn4Yw7LrB2',
        content: { kind: 'topic', title: 'Minutes of years ago', document: doc(p('Written long ago.')) },
      }),
    );
  const rawsOf = (remote: Remote) =>
    world.discourse.forum.topics.get(Number(remote.id))?.posts.map(({ raw, by }) => [by.username, raw]);

  it('is left alone, though a row of the database says that it is this topic', async () => {
    const there = await others();
    const before = rawsOf(there);
    const made = await world.platform.publish(order({ remote: there }));
    expect(made.id).not.toBe(there.id);
    expect(rawsOf(there)).toEqual(before);
    expect(world.discourse.findTopic('Minutes of years ago')).toBeDefined();
    const again = await world.platform.publish(order({ remote: there }));
    expect(again.id).toBe(made.id);
  });

  it('is left alone, though a row says that this is one of its posts', async () => {
    const home = await others();
    const place = { kind: 'inside', remote: home } as const;
    const post = (words: string) => ({ kind: 'post', document: doc(p(words)) }) as const;
    const first = await world.platform.publish(
      order({ identity: 'First0vX9aTn4Yw7LrB2cH', place, content: post('What the first one says.') }),
    );
    const second = await world.platform.publish(
      order({ place, content: post('What the second one says.'), remote: first }),
    );
    expect(second.id).not.toBe(first.id);
    expect(rawsOf(home)?.map(([, raw]) => raw?.split('\n')[0])).toEqual([
      'Written long ago.',
      'What the first one says.',
      'What the second one says.',
    ]);
  });

  it('is left alone, though it belongs to somebody else now, and is made anew once', async () => {
    const remote = await world.platform.publish(order());
    const topic = world.discourse.forum.topics.get(Number(remote.id));
    Object.assign(topic?.posts[0] ?? {}, { by: world.discourse.forum.user('prague') });
    const before = rawsOf(remote);
    const content = {
      kind: 'topic',
      title: 'Monthly meeting moved',
      document: doc(p('Other words.')),
    } as const;
    const anew = await world.platform.publish(order({ remote, content }));
    expect(rawsOf(remote)).toEqual(before);
    expect(anew.id).not.toBe(remote.id);
    expect(rawsOf(anew)?.[0]?.[1]).toContain('Other words.');
    expect((await world.platform.publish(order({ remote: anew, content }))).id).toBe(anew.id);
  });
});
