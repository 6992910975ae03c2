// Forums that are not like the usual one: what the official document does not name is missing, categories stand deep.
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '../../../src/core/command.ts';
import { doc, p } from '../../../src/core/document.ts';
import type { Followed } from '../../../src/core/platform.ts';
import type { Order } from '../../../src/core/publication.ts';
import { whisper } from '../../../src/core/reply.ts';
import { api } from '../../../src/platforms/discourse/api.ts';
import { allCategories } from '../../../src/platforms/discourse/categories.ts';
import { client } from '../../../src/platforms/discourse/client.ts';
import { newPosts } from '../../../src/platforms/discourse/new-posts.ts';
import { openWorld, type World } from './world.ts';

let world: World | undefined;
afterEach(() => world?.close());

const page = () =>
  new Response('<html>Not found</html>', { status: 404, headers: { 'content-type': 'text/html' } });

const changedTopic = z.object({ topic: z.object({ title: z.string() }) });
const changedPost = z.strictObject({
  post: z.strictObject({ raw: z.string(), edit_reason: z.string().optional() }),
  bypass_bump: z.boolean().optional(),
});

/**
 * A forum with the official document's API and nothing beside it: a page for what it does not know, no `include_raw`, no
 * ids of posts in a query, and of a body what is documented.
 */
const documentedOnly: typeof fetch = async (input, init) => {
  const url = new URL(String(input));
  if (/private-posts|site\/settings|post_action_users/u.test(url.pathname)) return page();
  url.searchParams.delete('include_raw');
  url.searchParams.delete('post_ids[]');
  if (init?.method !== 'PUT') return await fetch(url, init);
  const body: unknown = JSON.parse(String(init.body));
  if (url.pathname.includes('/t/-/')) {
    return await fetch(url, { ...init, body: JSON.stringify(changedTopic.parse(body).topic) });
  }
  if (url.pathname.includes('/posts/') && !changedPost.safeParse(body).success)
    return Response.json({ errors: ['Unpermitted parameter'] }, { status: 400 });
  return await fetch(url, init);
};

it('a forum that has the documented API only is read and written all the same', async () => {
  const opened = await openWorld({
    fetch: documentedOnly,
    commands: [
      command({
        name: 'meeting next',
        description: 'Says when the next one is',
        access: 'everyone',
        options: {},
        run: async () => whisper(doc(p('Soon.'))),
      }),
    ],
    reply: async () => whisper(doc(p('On Tuesday, as always.'))),
  });
  world = opened;
  const { discourse, platform, category } = opened;
  await platform.poll?.([]);
  const remote = await platform.publish({
    key: 'meeting/1/topic',
    identity: 'Zq3k0vX9aTn4Yw7LrB2cHe',
    place: { kind: 'channel', id: category },
    content: {
      kind: 'topic',
      title: 'The meeting of the docs group',
      document: doc(p('It is on Tuesday, for all.')),
      event: {
        name: 'Meeting',
        startsAt: new Date('2026-12-01T18:00:00Z'),
        endsAt: new Date('2026-12-01T19:00:00Z'),
        zone: 'Europe/Prague',
      },
    },
    mayExist: false,
  });
  const followed: Followed = { groupId: 7, key: 'meeting/1/topic', about: 'meeting/1', remote };
  const said = discourse.reply('lagos', Number(remote.id), {
    raw: 'How do I *begin* with the docs, please?',
  });
  if ('draft' in said) throw new Error('The reply awaits approval');
  discourse.like('tokyo', said.id);
  const { topic: letter } = discourse.message('prague', ['docent'], {
    title: 'When do we meet',
    raw: 'meeting next, please and thank you!',
  });
  await platform.poll?.([followed]);
  await platform.poll?.([followed]);
  const read = opened.events.findLast(({ kind }) => kind === 'topic');
  expect(read?.kind === 'topic' && read.posts.map(({ raw, likes }) => [raw, likes])).toEqual([
    [expect.stringContaining('It is on Tuesday'), 0],
    ['How do I *begin* with the docs, please?', 1],
  ]);
  expect(opened.asked.map(({ name }) => name)).toEqual(['meeting next']);
  expect(JSON.stringify(letter.posts.map(({ raw }) => raw))).toContain('as always');
});

it('a forum that is as strict as its official document has topics renamed, posts edited, and long topics read', async () => {
  const opened = await openWorld({ fetch: documentedOnly });
  world = opened;
  const { discourse, platform } = opened;
  const order = (title: string, words: string): Order => ({
    key: 'ama/1/topic',
    identity: 'Zq3k0vX9aTn4Yw7LrB2cHe',
    place: { kind: 'channel', id: opened.category },
    content: { kind: 'topic', title, document: doc(p(words)) },
    mayExist: false,
  });
  const first = await platform.publish(order('Ask us anything about the docs', 'Ask below, in a reply.'));
  const remote = await platform.publish({
    ...order('Ask us anything about the handbook', 'Ask below, until Friday.'),
    remote: first,
  });
  const id = Number(remote.id);
  expect(discourse.findTopic('Ask us anything')?.title).toBe('Ask us anything about the handbook');
  const replies = Array.from({ length: 24 }, (_, i) => {
    const made = discourse.reply(i % 2 === 0 ? 'lagos' : 'prague', id, {
      raw: `Question: what of chapter ${i + 1}, please?`,
    });
    if ('draft' in made) throw new Error('The reply awaits approval');
    return made;
  });
  const read = async () => {
    await platform.poll?.([{ groupId: 7, key: 'ama/1/topic', about: 'ama/1', remote }]);
    const event = opened.events.findLast(({ kind }) => kind === 'topic');
    return event?.kind === 'topic' ? event.posts.map(({ raw }) => raw) : [];
  };
  const said = replies.map(({ raw }) => raw);
  expect(await read()).toEqual([expect.stringContaining('Ask below, until Friday.'), ...said]);
  const last = replies.at(-1);
  if (last) discourse.remove('docent', last);
  expect((await read()).slice(1)).toEqual(said.slice(0, -1));
});

const category = (id: number, more: object = {}) => ({
  id,
  name: `C${id}`,
  slug: '',
  read_restricted: false,
  permission: 1,
  ...more,
});

function forum(answer: (query: URLSearchParams) => object[]) {
  const asked: string[] = [];
  const send: typeof fetch = async (input) => {
    const { searchParams } = new URL(String(input));
    asked.push(String(searchParams));
    return Response.json({ category_list: { categories: answer(searchParams) } });
  };
  const options = { url: 'https://forum.example', apiKey: 'k', username: 'docent', requestsPerMinute: 6_000 };
  return { asked, read: () => allCategories(client({ ...options, now: () => new Date(), fetch: send })) };
}

it('categories in categories in categories are all found, in one request', async () => {
  const { asked, read } = forum(() => [
    category(1, {
      subcategory_ids: [2],
      subcategory_list: [category(2, { subcategory_ids: [3], subcategory_list: [category(3)] })],
    }),
    category(4, { permission: null }),
  ]);
  const found = await read();
  expect(found.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  expect(found.filter(({ permission }) => permission === 1).map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(asked).toHaveLength(1);
});

it('of a forum that tells them twenty at a time, with some subcategories each, all are found', async () => {
  const below = [30, 31, 32].map((id) => category(id, { parent_category_id: 20 }));
  const { asked, read } = forum((query) => {
    if (query.has('parent_category_id')) return below;
    if (query.get('page') === '2') return [category(21)];
    if (query.has('page')) return [];
    const first = Array.from({ length: 20 }, (_, i) =>
      category(i + 1, i === 19 ? { subcategory_ids: [30, 31, 32] } : {}),
    );
    return [...first, category(30, { parent_category_id: 20 })];
  });
  expect((await read()).map(({ id }) => id)).toEqual([
    ...Array.from({ length: 20 }, (_, i) => i + 1),
    ...[30, 31, 32, 21],
  ]);
  expect(asked).toHaveLength(3);
});

it('a forum on which nothing had been posted is not searched back to its beginning', async () => {
  const asked: string[] = [];
  const post = {
    id: 4_000,
    user_id: 4,
    username: 'lagos',
    post_number: 1,
    post_type: 1,
    version: 1,
    raw: 'The first one of all',
    topic_id: 9,
    created_at: '2026-11-24T09:00:00Z',
  };
  const send: typeof fetch = async (input) => {
    const { pathname, searchParams } = new URL(String(input));
    asked.push(pathname);
    if (pathname === '/private-posts.json') return Response.json({ private_posts: [] });
    return Response.json({ latest_posts: searchParams.has('before') ? [] : [post] });
  };
  const options = { url: 'https://forum.example', apiKey: 'k', username: 'docent', requestsPerMinute: 6_000 };
  const stream = newPosts({
    api: api(client({ ...options, now: () => new Date(), fetch: send }), () => new Date()),
    log: { info() {}, warn() {}, error() {} },
    now: () => new Date('2026-11-24T09:01:00Z'),
  });
  const { posts, last } = await stream.since(0);
  expect(posts.map(({ post: { raw } }) => raw)).toEqual(['The first one of all']);
  expect(last).toBe(4_000);
  expect(asked.length).toBeLessThan(5);
});
