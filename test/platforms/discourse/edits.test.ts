// Whoever edits somebody else's post, or gives it to somebody, does not speak for them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Post } from '../../../sandbox/discourse/model.ts';
import { command } from '../../../src/core/command.ts';
import { doc, p } from '../../../src/core/document.ts';
import type { PlatformEvent } from '../../../src/core/platform.ts';
import { say } from '../../../src/core/reply.ts';
import { openWorld, type World } from './world.ts';

const order = '@docent meeting next';
let world: World;
let topicId = 0;
beforeEach(async () => {
  world = await openWorld({
    commands: [
      command({ name: 'meeting next', description: 'x', access: 'everyone', run: async () => say(doc()) }),
    ],
    reply: async () => say(doc(p('It is soon.'))),
  });
  world.discourse.addUser('boss', { staff: true });
  topicId = made(
    world.discourse.createTopic('prague', 'Documentation', {
      title: 'A topic where people talk',
      raw: 'Everything of this test goes in here.',
    }),
  ).topic.id;
  await poll();
});
afterEach(() => world.close());

const poll = () => world.platform.poll?.([]) ?? Promise.resolve();
const made = (post: ReturnType<World['discourse']['reply']>): Post => {
  if ('draft' in post) throw new Error('It awaits approval');
  return post;
};
const write = (raw: string, who = 'lagos') => made(world.discourse.reply(who, topicId, { raw }));
const edit = (post: Post, raw: string, who = 'lagos') => {
  world.advance(10);
  world.discourse.edit(who, post, raw);
};
const talk = 'I have looked into that today.';
const longer = `${order}, please!`;

describe('a command is', () => {
  it.each<[string, boolean, () => void]>([
    ['taken as its author edited it', true, () => edit(write(talk), order)],
    ['taken of whom something was given that they then edited', true, () => given(order, longer)],
    ['taken where its author saved it after others', true, () => edit(putInto(write(talk)), longer)],
    ['taken of a post that became a wiki', true, () => world.discourse.makeWiki(write(order))],
    ['taken where the forum itself tidied it up', true, () => edit(write(order), `${order} `.trim(), 'system')],
    ['taken where the forum keeps a copy of its picture', true, () => edit(write(`${order}\n![](a)`), `${order}\n![](b)`, 'system')],
    ['left alone that staff put into a post', false, () => void putInto(write(talk))],
    ['left alone that somebody put into a wiki', false, () => putIntoWiki(write(talk))],
    ['left alone of a post that became a wiki after staff had edited it', false, () => world.discourse.makeWiki(putInto(write(talk)))],
    ['left alone in a post that was given to somebody', false, () => given(order)],
    ['left alone in a post that was given to somebody, and became a wiki', false, () => world.discourse.makeWiki(given(order))],
  ])('%s', async (_, isTaken, work) => {
    work();
    await poll();
    await poll();
    expect(world.asked).toHaveLength(isTaken ? 1 : 0);
  }); // biome-ignore format: one case a line

  it('left alone where the key may not read who edited it, which is said once', async () => {
    const refused = { status: 403, body: { errors: ['Not permitted'], error_type: 'invalid_access' } };
    world.discourse.failNext('GET /posts/', refused, 9);
    edit(write(talk), order);
    edit(write(talk, 'tokyo'), order, 'tokyo');
    write(order, 'prague');
    await poll();
    expect(world.asked.map(({ invocation }) => invocation.caller.name)).toEqual(['prague']);
    expect(world.warnings.filter((words) => words.includes('revisions: read'))).toHaveLength(1);
  });

  it('taken where the forum knows nothing of revisions, but for what everybody may edit', async () => {
    world.discourse.failNext('GET /posts/', { status: 404, body: { error_type: 'not_found' } }, 9);
    edit(write(talk), order);
    putIntoWiki(write(talk, 'tokyo'));
    await poll();
    expect(world.asked.map(({ invocation }) => invocation.caller.name)).toEqual(['lagos']);
  });

  it.each([false, true])(
    'left for later where the forum does not answer; staff moves it: %s',
    async (isMoved) => {
      world.discourse.failNext('GET /posts/', { status: 500, body: {} }, 2);
      const post = write(talk);
      edit(post, order);
      await poll().catch(() => {});
      expect(world.asked).toEqual([]);
      if (isMoved) {
        const there = { title: 'Another topic where people talk', raw: 'Everything else goes in here.' };
        world.discourse.move(post, made(world.discourse.createTopic('prague', 'Documentation', there)).topic);
      }
      world.advance(2);
      await poll();
      expect(world.asked).toHaveLength(1);
    },
  );
});

it('of a topic, whose words an edited post has is asked once for each version', async () => {
  const [own, put, plain] = [write(talk), write(`${talk} Truly.`), write(`${talk} Well.`)];
  edit(own, `${talk} ${talk}`);
  putInto(put);
  const remote = { id: String(topicId), url: '' };
  const followed = { groupId: 7, key: 'ama/1/topic', about: 'ama/1', remote };
  const told = async (): Promise<Extract<PlatformEvent, { kind: 'topic' }>> => {
    await world.platform.poll?.([followed]);
    const last = world.events.at(-1);
    if (last?.kind !== 'topic') throw new Error('No topic was told of');
    return last;
  };
  const event = await told();
  expect(event.posts.map(({ isEdited }) => isEdited ?? false)).toEqual([false, true, true, false]);
  const whose = async ({ id }: Post) => event.lastEditor?.(String(id));
  expect([await whose(own), await whose(put), await whose(plain)]).toEqual(['author', 'staff', 'author']);
  const asked = () => world.discourse.counters().requests['GET /posts/:id/revisions/latest.json'];
  expect(asked()).toBe(2);
  await whose(own);
  expect(asked()).toBe(2);
  edit(put, `${talk} ${talk} ${longer}`);
  expect(await (await told()).lastEditor?.(String(put.id))).toBe('author');
  expect(asked()).toBe(3);
});

it('of a topic of a forum that knows nothing of revisions, each version is asked about once', async () => {
  const post = write(talk);
  edit(post, `${talk} ${talk}`);
  world.discourse.failNext('GET /posts/', { status: 404, body: { error_type: 'not_found' } }, 9);
  const remote = { id: String(topicId), url: '' };
  for (let looks = 0; looks < 3; looks++) {
    await world.platform.poll?.([{ groupId: 7, key: 'ama/1/topic', about: 'ama/1', remote }]);
    const event = world.events.at(-1);
    expect(event?.kind === 'topic' && (await event.lastEditor?.(String(post.id)))).toBe('author');
  }
  expect(world.discourse.counters().requests['GET /posts/:id/revisions/latest.json']).toBe(1);
});

it("of a topic, words that staff adds at once to a change of something else are not the author's", async () => {
  const post = write(talk);
  world.discourse.makeWiki(post, true, 'boss');
  const whose = async (): Promise<string | undefined> => {
    await world.platform.poll?.([
      { groupId: 7, key: 'ama/1/topic', about: 'ama/1', remote: { id: String(topicId), url: '' } },
    ]);
    const last = world.events.at(-1);
    return last?.kind === 'topic' ? await last.lastEditor?.(String(post.id)) : undefined;
  };
  expect(await whose()).toBe('author');
  const { version } = post;
  world.discourse.edit('boss', post, `${talk} Or not.`);
  expect(post.version).toBe(version);
  expect(await whose()).toBe('anybody');
});

it.each<[string, string, () => Post]>([
  ['that staff put into it', 'staff', () => putInto(write(talk))],
  ['that staff put into it before it became no wiki again', 'anybody', () => noWikiAgain('boss')],
  ['that somebody put into it while it was a wiki', 'anybody', () => noWikiAgain('tokyo')],
  ['of a wiki', 'anybody', () => noWikiAgain('tokyo', true)],
  ['of somebody to whom it was given', 'anybody', () => given(order)],
])('of a topic, a post that has words %s is %s’s', async (_, whose, make) => {
  const { id } = make();
  const remote = { id: String(topicId), url: '' };
  await world.platform.poll?.([{ groupId: 7, key: 'ama/1/topic', about: 'ama/1', remote }]);
  const last = world.events.at(-1);
  expect(last?.kind === 'topic' && (await last.lastEditor?.(String(id)))).toBe(whose);
});

function noWikiAgain(who: string, isWiki = false): Post {
  const post = write(talk);
  world.discourse.makeWiki(post, true, 'boss');
  edit(post, longer, who);
  world.discourse.makeWiki(post, isWiki, 'boss');
  return post;
}

/** Staff edits somebody's post. */
function putInto(post: Post): Post {
  edit(post, order, 'boss');
  return post;
}

function putIntoWiki(post: Post): void {
  world.discourse.makeWiki(post);
  edit(post, order, 'tokyo');
}

/** Staff writes a post and gives it to somebody, who may then edit it. */
function given(raw: string, then?: string): Post {
  const post = write(raw, 'boss');
  world.discourse.changeOwner('boss', post, 'lagos');
  if (then !== undefined) edit(post, then);
  return post;
}
