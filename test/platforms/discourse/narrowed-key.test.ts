// What goes with a key that has the scopes which the operators' guide names, and no others.
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Scope } from '../../../sandbox/discourse/keys.ts';
import type { Content } from '../../../src/core/content.ts';
import { doc, p } from '../../../src/core/document.ts';
import type { Order } from '../../../src/core/publication.ts';
import { openWorld, type World } from './world.ts';

const scopes = [
  ...(['topics:read', 'topics:write', 'topics:update', 'topics:status'] as const),
  ...([
    'posts:edit',
    'posts:delete',
    'posts:list',
    'revisions:read',
    'users:show',
    'categories:list',
  ] as const),
  'uploads:create',
] as const satisfies readonly Scope[];

let world: World;
/** So many of the next requests without the key the forum's gateway answers in its place. */
let failing = 0;
beforeEach(async () => {
  failing = 0;
  world = await openWorld({
    scopes,
    fetch: async (url, init) => {
      if (failing === 0 || new Headers(init?.headers).has('api-key')) return await fetch(url, init);
      failing -= 1;
      return new Response('<h1>Bad gateway</h1>', { status: 502 });
    },
  });
});
afterEach(async () => {
  await world.close();
});

const topic: Content = {
  kind: 'topic',
  title: 'A topic of the bot, with posts',
  document: doc(p('All of it.')),
};
const order = (content: Content, more: Partial<Order> = {}): Order => ({
  key: 'meeting/1/announcement',
  identity: 'k7Qm2xV9pL4sT8wZ1bN6cR3y',
  place: { kind: 'channel', id: world.category },
  content,
  mayExist: false,
  ...more,
});

test('these are the scopes that the guide names', async () => {
  const guide = (await readFile('docs/operating.md', 'utf8')).replaceAll(/\s+/gu, ' ');
  const [named = ''] = /with the scopes topics.*?\./u.exec(guide) ?? [];
  const told = [...named.matchAll(/(\w+) \(([\w, ]+)\)/gu)].flatMap(([, resource, actions = '']) =>
    actions.split(', ').map((action) => `${resource}:${action}`),
  );
  expect(told.toSorted()).toEqual([...scopes].toSorted());
});

test('of a forum that asks everybody to log in, nothing is open', async () => {
  expect(await world.platform.isOpenPlace(world.category)).toBe(true);
  world.discourse.forum.isLoginRequired = true;
  world.advance(11);
  expect(await world.platform.isOpenPlace(world.category)).toBe(false);
});

test('a topic carries its event where the forum has events, also after a bad answer', async () => {
  world.discourse.haveEvents('installed');
  const event = {
    name: 'Meeting',
    startsAt: new Date('2026-12-01T18:00:00Z'),
    endsAt: new Date('2026-12-01T19:00:00Z'),
    zone: 'Europe/Prague',
  };
  failing = 1;
  await expect(world.platform.publish(order({ ...topic, event }))).rejects.toThrow('502');
  const { id } = await world.platform.publish(order({ ...topic, event }, { mayExist: true }));
  expect(world.discourse.forum.topics.get(Number(id))?.posts[0]?.raw).toContain('[event');
});

test('a post that staff moved to another topic is corrected there', async () => {
  const parent = await world.platform.publish(order(topic));
  const at = {
    key: 'ama/1/q/1',
    identity: 'q7Qm2xV9pL4sT8wZ1bN6cR3y',
    place: { kind: 'inside', remote: parent },
  } as const;
  const saying = (words: string): Content => ({ kind: 'post', document: doc(p(words)) });
  const made = await world.platform.publish(order(saying('The first answer to it.'), at));
  const other = { title: 'Where it belongs, somebody thinks', raw: 'A topic about something else.' };
  const begun = world.discourse.createTopic('lagos', 'Documentation', other);
  if (!('topic' in begun)) throw new Error('It awaits approval');
  world.discourse.move(Number(made.id), begun.topic);
  const again = await world.platform.publish(
    order(saying('The second answer to it.'), { ...at, remote: made }),
  );
  expect(again).toMatchObject({ id: made.id, within: String(begun.topic.id) });
});

test('a part that is no longer needed is gone', async () => {
  const saying = (words: string): Content => ({ ...topic, document: doc(p(words), p(words)) });
  const made = await world.platform.publish(order(saying('long '.repeat(6_000))));
  expect(made.parts).toHaveLength(2);
  const { posts } = world.discourse.forum.topics.get(Number(made.id)) ?? { posts: [] };
  expect(posts.map(({ deletedAt }) => deletedAt !== undefined)).toEqual([false, false]);
  await world.platform.publish(order(saying('short'), { remote: made }));
  expect(posts.map(({ deletedAt }) => deletedAt !== undefined)).toEqual([false, true]);
});

const html = { 'content-type': 'text/html' };

test.each([
  ['a page to log in at', () => new Response('<html></html>', { headers: html })],
  ['a refusal', () => new Response('<html></html>', { status: 403, headers: html })],
  ['a gateway that answers for the forum', () => Response.json({})],
  ['a limit', () => new Response('', { status: 429, headers: { 'retry-after': '30' } })],
])('where whoever has no key meets %s, a key is asked that may, else nothing is open', async (_, page) => {
  const stopping = async (more: Parameters<typeof openWorld>[0]) =>
    await openWorld({
      ...more,
      fetch: (url, init) =>
        new Headers(init?.headers).has('api-key') ? fetch(url, init) : Promise.resolve(page()),
    });
  const closed = await stopping({});
  const narrow = await stopping({ scopes });
  try {
    expect(await closed.platform.isOpenPlace(closed.category)).toBe(true);
    closed.discourse.forum.isLoginRequired = true;
    closed.advance(11);
    expect(await closed.platform.isOpenPlace(closed.category)).toBe(false);
    expect(await narrow.platform.isOpenPlace(narrow.category)).toBe(undefined);
    expect(await narrow.platform.isOpenPlace('4711')).toBe(false);
  } finally {
    await closed.close();
    await narrow.close();
  }
});
