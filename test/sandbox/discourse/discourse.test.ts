// The sandbox's Discourse answers as the real one does: shapes, refusals, limits, notifications and webhooks.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxDiscourse, startDiscourse } from '../../../sandbox/discourse/index.ts';

let forum: SandboxDiscourse;
let category: number;
let keys: Record<string, string>;

beforeEach(async () => {
  forum = await startDiscourse({ clock: () => new Date('2026-11-20T09:00:00Z'), subfolder: 'forum' });
  for (const name of ['tokyo', 'lagos']) forum.addUser(name);
  forum.addUser('prague', { staff: true });
  category = forum.addCategory('Documentation').id;
  forum.addCategory('Staff', { private: true });
  keys = { docent: forum.apiKey, tokyo: forum.addKey({ username: 'tokyo' }) };
});
afterEach(async () => {
  await forum.close();
});

const ask = async (method: string, path: string, body?: object, as = 'docent') => {
  const response = await fetch(`${forum.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { 'api-key': keys[as] ?? '', 'api-username': as, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
};
const raw = 'Here is what we will talk about in December.';
const topic = (more: object = {}) =>
  ask('POST', '/posts.json', { title: 'Monthly meeting in December', raw, category, ...more });

describe('topics and posts', () => {
  test('a topic is made, found by its external id, and read with all its post ids', async () => {
    const { json: first } = await topic({ external_id: 'meeting-12', tags: ['meeting', { name: 'docs' }] });
    for (let i = 0; i < 24; i += 1)
      forum.reply(i % 2 === 0 ? 'tokyo' : 'lagos', first.topic_id, { raw: `This is the answer number ${i}` });
    const found = await ask('GET', '/t/external_id/meeting-12.json');
    expect([found.status, found.headers.get('location')]).toEqual([
      301,
      `/forum/t/monthly-meeting-in-december/${first.topic_id}.json`,
    ]);
    const { json: page } = await ask('GET', `/t/${first.topic_id}.json?include_raw=1`);
    expect(page.post_stream.posts).toHaveLength(20);
    expect(page.post_stream.stream).toHaveLength(25);
    expect(page.post_stream.posts[0].raw).toBe(raw);
    const rest = page.post_stream.stream.slice(20).map((id: number) => `post_ids[]=${id}`);
    const { json: more } = await ask('GET', `/t/${first.topic_id}/posts.json?${rest.join('&')}`);
    expect(more.post_stream.posts).toHaveLength(5);
    expect(more.post_stream.posts[0]).not.toHaveProperty('raw');
    const { json: latest } = await ask('GET', '/posts.json');
    expect(latest.latest_posts).toHaveLength(25);
    const before = latest.latest_posts[9].id;
    const { json: older } = await ask('GET', `/posts.json?before=${before}`);
    expect(older.latest_posts[0].id).toBe(before - 1);
  });

  test('an edit names what it started from, and is refused when that has changed', async () => {
    const { json: post } = await topic();
    const edit = (original: string, text: string) =>
      ask('PUT', `/posts/${post.id}.json`, { post: { raw: text, original_text: original } });
    expect((await edit(raw, `${raw} And January.`)).json.post.raw).toBe(`${raw} And January.`);
    expect((await edit(raw, `${raw} And February.`)).status).toBe(409);
  });

  test('an identical create is answered from memory', async () => {
    const first = await topic();
    const second = await topic();
    expect(second.json.id).toBe(first.json.id);
    expect(forum.forum.topics.size).toBe(1);
  });

  test.each([
    ['a short title', { title: 'Too short' }, 'Title is too short (minimum is 15 characters)'],
    ['a long title', { title: 'x'.repeat(256) }, 'Title is too long (maximum is 255 characters)'],
    ['a short body', { raw: 'Too short' }, 'Body is too short (minimum is 20 characters)'],
    ['a long body', { raw: 'x'.repeat(32_001) }, 'Body is limited to 32000 characters; you entered 32001.'],
    ['six tags', { tags: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'You can only use up to 5 tags.'],
    ['a bad external id', { external_id: 'a/b' }, 'External is invalid'],
  ])('refuses %s', async (_name, more, error) => {
    const { status, json } = await topic(more);
    expect([status, json.errors]).toEqual([422, [error]]);
  });

  test('an external id can be taken once', async () => {
    await topic({ external_id: 'one' });
    const { status, json } = await topic({ external_id: 'one', title: 'Quite another meeting' });
    expect([status, json.errors]).toEqual([422, ['External has already been taken']]);
  });

  test('what awaits approval is enqueued and appears when let through', async () => {
    forum.addUser('lagos', { needsApproval: true });
    keys.lagos = forum.addKey({ username: 'lagos' });
    const { json } = await ask(
      'POST',
      '/posts.json',
      { title: 'A question for the docs team', raw, category },
      'lagos',
    );
    expect(json.action).toBe('enqueued');
    expect(forum.findTopic('A question')).toBeUndefined();
    forum.approve(json.pending_post.id);
    expect(forum.findTopic('A question')).toBeDefined();
  });

  test('closing takes a string, and a closed topic takes no replies from members', async () => {
    const { json: post } = await topic();
    await ask('PUT', `/t/${post.topic_id}/status.json`, { status: 'closed', enabled: 'true' });
    const reply = await ask(
      'POST',
      '/posts.json',
      { topic_id: post.topic_id, raw: 'May I still say something?' },
      'tokyo',
    );
    expect(reply.status).toBe(422);
    await ask('PUT', `/t/${post.topic_id}/status.json`, { status: 'closed', enabled: 'false' });
    expect((await ask('GET', `/t/${post.topic_id}.json`)).json.closed).toBe(false);
  });

  test('likes are counted, and the count is absent when there are none', async () => {
    const { json: post } = await topic();
    const likes = async () => {
      const { json } = await ask('GET', `/posts/${post.id}.json`, undefined, 'tokyo');
      return json.actions_summary.find((one: { id: number }) => one.id === 2)?.count;
    };
    expect(await likes()).toBeUndefined();
    forum.like('tokyo', post.id);
    expect(await likes()).toBe(1);
    forum.unlike('tokyo', post.id);
    expect(await likes()).toBeUndefined();
  });

  test('who liked is told to everybody in the order of the likes, by pages; a granular key may not ask', async () => {
    const { json: post } = await topic();
    forum.like('tokyo', post.id);
    forum.like('prague', post.id);
    const of = `/post_action_users.json?id=${post.id}&post_action_type_id=2`;
    const { json } = await ask('GET', of, undefined, 'tokyo');
    expect(json.post_action_users.map((one: { username: string }) => one.username)).toEqual([
      'tokyo',
      'prague',
    ]);
    expect(json.total_rows_post_action_users).toBeUndefined();
    const second = (await ask('GET', `${of}&limit=1&page=1`)).json;
    expect(second).toMatchObject({
      post_action_users: [{ username: 'prague' }],
      total_rows_post_action_users: 2,
    });
    expect((await ask('GET', `/post_action_users.json?id=${post.id}`)).status).toBe(400);
    expect((await ask('GET', '/post_action_users.json?id=99999&post_action_type_id=2')).status).toBe(403);
    keys.docent = forum.addKey({ username: 'docent', scopes: ['topics:read', 'posts:list'] });
    expect((await ask('GET', of)).status).toBe(403);
  });

  test('private categories and messages are seen by whom they are for', async () => {
    const secret = forum.createTopic('prague', 'Staff', { title: 'For the staff alone', raw });
    if ('draft' in secret) throw new Error('unexpected');
    expect((await ask('GET', `/t/${secret.topic.id}.json`, undefined, 'tokyo')).status).toBe(403);
    await topic({ archetype: 'private_message', target_recipients: 'lagos', category: undefined });
    expect(forum.messagesOf('lagos')).toHaveLength(1);
    expect(forum.topicsFor('tokyo')).toHaveLength(0);
  });
});

describe('who is told', () => {
  test('mentions, replies, quotes and messages are notified once a post; escaped text never is', async () => {
    const { json: post } = await topic({ raw: `@tokyo ${raw} [quote="tokyo"]` });
    expect(forum.notifications('tokyo').map((one) => one.kind)).toEqual(['mentioned']);
    forum.reply('lagos', post.topic_id, { raw: 'Dear @\u200Btokyo, I quote nobody here.' });
    expect(forum.notifications('tokyo')).toHaveLength(1);
    expect(forum.notifications('docent').map((one) => one.kind)).toEqual(['replied']);
  });
});

describe('refusals', () => {
  test('a wrong key, a revoked one, and one without the scope', async () => {
    keys.docent = 'wrong';
    expect((await ask('GET', '/session/current.json')).json.error_type).toBe('invalid_access');
    keys.docent = forum.addKey({ username: 'docent', scopes: ['topics:write', 'topics:read'] });
    const { json: post } = await topic();
    expect((await ask('GET', `/t/${post.topic_id}.json`)).status).toBe(200);
    const liked = await ask('POST', '/post_actions.json', { id: post.id, post_action_type_id: 2 });
    expect([liked.status, liked.json.errors.join()]).toEqual([
      403,
      expect.stringContaining('key is invalid'),
    ]);
    expect((await ask('GET', '/session/scopes.json')).status).toBe(200);
    forum.revokeKey(keys.docent);
    expect((await ask('GET', '/session/scopes.json')).status).toBe(403);
    expect((await ask('GET', `/t/${post.topic_id}.json`)).status).toBe(403);
  });

  test('what is not there is 404 not_found', async () => {
    const { status, json } = await ask('GET', '/t/999.json');
    expect([status, json.error_type]).toEqual([404, 'not_found']);
  });

  test('the 61st API request in a minute is 429 with the seconds to wait', async () => {
    const few = await startDiscourse({ clock: () => new Date(), apiPerMinute: 2 });
    const headers = { 'api-key': few.apiKey, 'api-username': 'docent' };
    const get = () => fetch(`${few.url}/session/current.json`, { headers });
    await get();
    await get();
    const third = await get();
    const json = JSON.parse(await third.text());
    expect(third.status).toBe(429);
    expect(String(json.extras.wait_seconds)).toBe(third.headers.get('retry-after'));
    await few.close();
  });

  test('the 51st request in ten seconds from one address is refused in plain text', async () => {
    const get = () => fetch(`${forum.url}/site/basic-info.json`);
    for (let i = 0; i < 50; i += 1) await (await get()).text();
    const last = await get();
    expect(last.status).toBe(429);
    expect(last.headers.get('content-type')).toContain('text/plain');
    expect(await last.text()).toContain('Slow down');
  });

  test('members wait five seconds between posts, staff do not', async () => {
    const say = (text: string, as: string) =>
      ask(
        'POST',
        '/posts.json',
        { title: `${text} and what comes next`, raw: `${raw} ${text}`, category },
        as,
      );
    expect((await say('Firstly', 'tokyo')).status).toBe(200);
    expect((await say('Secondly', 'tokyo')).json.error_type).toBe('rate_limit');
    expect((await say('Thirdly', 'docent')).status).toBe(200);
    expect((await say('Fourthly', 'docent')).status).toBe(200);
  });

  test('a post that is refused for its text does not make its author wait', async () => {
    const say = (text: string) =>
      ask('POST', '/posts.json', { title: 'A question for the docs team', raw: text, category }, 'tokyo');
    expect((await say('Too short')).status).toBe(422);
    expect((await say(raw)).status).toBe(200);
    expect((await say(`${raw} Soon.`)).status).toBe(429);
  });

  test('read-only refuses writes, scripted failures come as often as told, and down is down', async () => {
    forum.readOnly(true);
    expect([(await topic()).status, (await ask('GET', '/categories.json')).status]).toEqual([503, 200]);
    forum.readOnly(false);
    forum.failNext('POST /posts.json', { status: 500, body: 'oops' });
    expect([(await topic()).status, (await topic()).status]).toEqual([500, 200]);
    forum.down(true);
    expect((await ask('GET', '/categories.json')).status).toBe(502);
  });
});

test('webhooks are signed, and can come twice and out of order', async () => {
  const got: { event: string; isSigned: boolean; id: string }[] = [];
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const sum = createHmac('sha256', 'secret').update(Buffer.concat(chunks)).digest('hex');
      const isSigned = request.headers['x-discourse-event-signature'] === `sha256=${sum}`;
      got.push({
        event: String(request.headers['x-discourse-event']),
        isSigned,
        id: String(request.headers['x-discourse-event-id']),
      });
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const hook = forum.addWebhook(`http://127.0.0.1:${address.port}/`, 'secret');
  const { json: post } = await topic();
  hook.isTwice = true;
  hook.isShuffled = true;
  forum.edit('docent', post.id, `${raw} And January.`);
  forum.remove('docent', post.id);
  await hook.flush();
  expect(got.map((one) => one.event)).toEqual([
    'topic_created',
    'post_created',
    'post_destroyed',
    'post_destroyed',
    'post_edited',
    'post_edited',
    'topic_destroyed',
    'topic_destroyed',
  ]);
  expect(got.every((one) => one.isSigned)).toBe(true);
  expect(new Set(got.map((one) => one.id)).size).toBe(got.length);
  receiver.close();
});

test('an upload answers with its address, and is served there', async () => {
  const form = new FormData();
  form.set('type', 'composer');
  form.set('synchronous', 'true');
  form.set('file', new File(['# Minutes'], 'minutes.md', { type: 'text/markdown' }));
  const headers = { 'api-key': forum.apiKey, 'api-username': 'docent' };
  const response = await fetch(`${forum.url}/uploads.json`, { method: 'POST', headers, body: form });
  const upload = JSON.parse(await response.text());
  expect(upload.short_url).toMatch(/^upload:\/\/.+\.md$/);
  const file = await fetch(new URL(upload.url, forum.url));
  expect(await file.text()).toBe('# Minutes');
});

test('the transcript tells what people see, without hidden comments, and what was refused', async () => {
  const told: string[] = [];
  forum.onHappening((one) => told.push(`${one.place} | ${one.who} | ${one.kind} | ${one.text.slice(0, 60)}`));
  const { json: post } = await topic({ raw: `${raw}\n<!-- meeting/12 -->` });
  forum.reply('tokyo', 'Monthly meeting', { raw: 'I will be there, thank you!' });
  forum.remove('tokyo', post.id + 1);
  await ask('GET', '/t/999.json');
  expect(told).toEqual([
    `discourse: Monthly meeting in December | docent | topic | ${raw}`,
    'discourse: Monthly meeting in December | tokyo | post | I will be there, thank you!',
    'discourse: Monthly meeting in December | tokyo | delete | I will be there, thank you!',
    expect.stringMatching(/^discourse \| forum \| error \| GET \/forum\/t\/999.json → 404/),
  ]);
});
