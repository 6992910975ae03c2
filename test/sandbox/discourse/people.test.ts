// Who may do what: suspended, silenced and renamed people, categories, closed topics, private messages, hidden posts.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openForum, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openForum();
});
afterEach(() => seed.forum.close());

const raw = 'Here is what we will talk about in December.';
const start = (more: object = {}, as?: string) =>
  seed.ask(
    'POST',
    '/posts.json',
    { title: 'Monthly meeting in December', raw, category: seed.category, ...more },
    as,
  );
const reply = (topic_id: number, text: string, as = 'tokyo') =>
  seed.ask('POST', '/posts.json', { topic_id, raw: text }, as);
const letter = (to: string, more: object = {}, as?: string) =>
  start(
    { archetype: 'private_message', target_recipients: to, category: undefined, title: 'Hello', ...more },
    as,
  );
test('who is suspended is not let in, and their posts stay', async () => {
  const { json } = await start({}, 'tokyo');
  seed.forum.suspend('tokyo');
  const refused = await reply(json.topic_id, 'May I still say something?');
  expect([refused.status, refused.json.error_type]).toEqual([403, 'invalid_access']);
  expect(() => seed.forum.reply('tokyo', json.topic_id, { raw: 'May I still say it here?' })).toThrow(
    /Suspended users/u,
  );
  expect((await seed.ask('GET', `/posts/${json.id}.json`)).json.username).toBe('tokyo');
});

test('who is silenced reads, and writes only to who wrote to them', async () => {
  const { json } = await start();
  const { json: message } = await letter('tokyo');
  seed.forum.silence('tokyo');
  const refused = await reply(json.topic_id, 'May I still say something?');
  expect([refused.status, refused.json.errors[0]]).toEqual([
    422,
    expect.stringContaining('closed or deleted'),
  ]);
  expect((await start({ title: 'Quite another meeting' }, 'tokyo')).status).toBe(403);
  expect((await letter('lagos', {}, 'tokyo')).status).toBe(403);
  expect((await reply(message.topic_id, 'I was silenced, why?')).status).toBe(200);
  expect((await seed.ask('GET', `/t/${json.topic_id}.json`, undefined, 'tokyo')).status).toBe(200);
});

test('who is renamed is found under the new name alone, also where they were mentioned or liked', async () => {
  const { json } = await start({ raw: `Dear @tokyo, ${raw}` });
  seed.forum.like('tokyo', json.id);
  seed.forum.renameUser('tokyo', 'kyoto');
  expect((await seed.ask('GET', '/u/tokyo.json')).status).toBe(404);
  expect((await seed.ask('GET', '/u/kyoto.json')).json.user.username).toBe('kyoto');
  expect((await seed.ask('GET', `/posts/${json.id}.json`)).json.raw).toBe(`Dear @kyoto, ${raw}`);
  const likers = await seed.ask('GET', `/post_action_users.json?id=${json.id}&post_action_type_id=2`);
  expect(likers.json.post_action_users).toMatchObject([{ username: 'kyoto' }]);
  expect(seed.forum.notifications('kyoto')).toHaveLength(1);
  // A key of one user goes with the account, a request by the old name does not.
  expect((await seed.ask('GET', '/latest.json', undefined, 'tokyo')).status).toBe(403);
});

test('a name that was given up is free, and whoever registers it is somebody else with a number that nobody had', async () => {
  const { json } = await start({}, 'tokyo');
  await reply(json.topic_id, 'I was here before all of you, really.', 'lagos');
  const idOf = (name: string) => seed.forum.forum.user(name).id;
  const before = [idOf('tokyo'), idOf('lagos')];
  const { username } = seed.forum.anonymise('tokyo');
  expect(username).toMatch(/^anon\d+$/u);
  seed.forum.deleteUser('lagos');
  expect((await seed.ask('GET', '/u/lagos.json')).status).toBe(404);
  for (const name of ['tokyo', 'lagos']) seed.forum.addUser(name);
  expect([...before, idOf('tokyo')]).not.toContain(idOf('lagos'));
  expect(before).not.toContain(idOf('tokyo'));
  const cards = await seed.ask('GET', `/user-cards.json?user_ids=${before.join(',')}`);
  expect(cards.json.users).toMatchObject([{ id: before[0], username }]);
  const { json: topic } = await seed.ask('GET', `/t/${json.topic_id}.json`);
  expect(topic.post_stream.posts).toMatchObject([{ user_id: before[0], username }]);
  expect(() => seed.forum.anonymise('prague')).toThrow();
});

test('of two accounts that are merged one is gone, and what it had is the other’s', async () => {
  const { json } = await start({ raw: `Dear @tokyo, ${raw}` });
  const { json: said } = await reply(json.topic_id, 'I was here before all of you, really.');
  seed.forum.like('tokyo', json.id);
  const [gone, kept] = [seed.forum.forum.user('tokyo').id, seed.forum.forum.user('lagos').id];
  seed.forum.mergeUsers('tokyo', 'lagos');
  expect((await seed.ask('GET', '/u/tokyo.json')).status).toBe(404);
  expect((await seed.ask('GET', `/posts/${said.id}.json`)).json).toMatchObject({
    username: 'lagos',
    user_id: kept,
  });
  expect((await seed.ask('GET', `/posts/${json.id}.json`)).json.raw).toBe(`Dear @lagos, ${raw}`);
  const likers = await seed.ask('GET', `/post_action_users.json?id=${json.id}&post_action_type_id=2`);
  expect(likers.json.post_action_users).toMatchObject([{ username: 'lagos' }]);
  // Its number is nobody's again.
  expect(seed.forum.addUser('newcomer').id).toBeGreaterThan(gone);
});

test('a category may let members reply only, or read only', async () => {
  for (const [name, membersMay] of [
    ['Announcements', 'reply'],
    ['Archive', 'read'],
  ] as const) {
    const { id } = seed.forum.addCategory(name, { membersMay });
    expect((await start({ category: id, title: `A topic in the ${name}` }, 'tokyo')).status).toBe(403);
    const { json } = await start({ category: id, title: `A topic in the ${name}` });
    const answer = await reply(json.topic_id, `May I reply to this in ${name}?`);
    expect(answer.status).toBe(membersMay === 'reply' ? 200 : 422);
    const shown = await seed.ask('GET', `/c/${id}/show.json`, undefined, 'tokyo');
    expect(shown.json.category.permission).toBeNull();
  }
});

test('closed, archived and deleted topics take no replies of members', async () => {
  const { json } = await start();
  for (const status of ['closed', 'archived']) {
    const put = (enabled: string) => seed.ask('PUT', `/t/${json.topic_id}/status.json`, { status, enabled });
    await put('true');
    expect((await reply(json.topic_id, `Is it really ${status} now?`)).status).toBe(422);
    expect((await reply(json.topic_id, `Staff may write, ${status} or not.`, 'prague')).status).toBe(200);
    await put('false');
  }
  await seed.ask('DELETE', `/t/${json.topic_id}.json`);
  expect((await reply(json.topic_id, 'Is it really deleted now?')).status).not.toBe(200);
});

test('private messages: short titles, people that there are and who take them, twenty a day', async () => {
  expect((await letter('lagos', { title: 'Hi' }, 'tokyo')).status).toBe(200);
  const refused = async (to: string, words: string) =>
    // Words of its own each time: what was just said is refused for that.
    expect((await letter(to, { raw: `${raw} To ${to}.` }, 'tokyo')).json.errors[0]).toContain(words);
  await refused('nobody', 'could not be found');
  await refused('', 'must select');
  seed.forum.closeMessages('lagos');
  await refused('lagos', 'cannot send a personal message');
  seed.forum.closeMessages('lagos', false);
  seed.forum.suspend('lagos');
  await refused('lagos', 'cannot send a personal message');
  expect((await letter('lagos')).status).toBe(200);
});

test('private messages are listed and read by who is in them, and by nobody else, moderators included', async () => {
  const { json: sent } = await letter('lagos');
  await letter('prague', { title: 'Another' });
  const listed = async (path: string, as?: string) => {
    const { status, json } = await seed.ask('GET', `/topics/${path}.json`, undefined, as);
    return status === 200 ? json.topic_list.topics.map(({ title }: { title: string }) => title) : status;
  };
  expect(await listed('private-messages/lagos', 'lagos')).toEqual(['Hello']);
  expect(await listed('private-messages-sent/lagos', 'lagos')).toEqual([]);
  expect(await listed('private-messages-sent/docent')).toEqual(['Another', 'Hello']);
  expect(await listed('private-messages/lagos', 'prague')).toBe(403);
  expect(await listed('private-messages/lagos', 'tokyo')).toBe(403);
  seed.forward(1);
  await reply(sent.topic_id, 'Thank you for your message!', 'lagos');
  expect(await listed('private-messages/docent')).toEqual(['Hello', 'Another']);
  for (const as of ['tokyo', 'prague'])
    expect((await seed.ask('GET', `/t/${sent.topic_id}.json`, undefined, as)).status).toBe(403);
  const { json } = await seed.ask('GET', '/private-posts.json');
  expect(json.private_posts.map((one: { raw: string }) => one.raw)).toEqual([
    'Thank you for your message!',
    raw,
    raw,
  ]);
  const { json: latest } = await seed.ask('GET', '/posts.json');
  expect(latest.latest_posts).toEqual([]);
});

test('notifications are one’s own; they are paged, filtered and marked as read', async () => {
  const { json: sent } = await letter('docent', {}, 'lagos');
  for (const n of [1, 2]) await reply(sent.topic_id, `This is my message number ${n}.`, 'lagos');
  const read = async (query = '', as?: string) =>
    seed.ask('GET', `/notifications.json${query}`, undefined, as);
  const { json } = await read();
  expect(json.notifications.map((one: { notification_type: number }) => one.notification_type)).toEqual([
    6, 6, 6,
  ]);
  expect((await read('?username=docent', 'prague')).status).toBe(403);
  expect((await read('?limit=2&offset=2')).json).toMatchObject({ total_rows_notifications: 3 });
  expect((await read('?limit=2&offset=2')).json.notifications).toHaveLength(1);
  expect((await read('?recent=true&filter_by_types=mentioned')).json.notifications).toEqual([]);
  expect((await read('?recent=true&filter_by_types=birthday')).status).toBe(400);
  await seed.ask('PUT', '/notifications/mark-read.json', { id: json.notifications[0].id });
  expect((await read('?filter=unread')).json.notifications).toHaveLength(2);
  await seed.ask('PUT', '/notifications/mark-read.json');
  expect((await read('?filter=unread')).json.notifications).toEqual([]);
});

test('a hidden post is read by staff and its author alone, who brings it back by an edit', async () => {
  const { json } = await start({}, 'tokyo');
  seed.forum.hide(json.id);
  const seen = async (as: string) => {
    const { json: topic } = await seed.ask('GET', `/t/${json.topic_id}.json?include_raw=1`, undefined, as);
    const [{ hidden, raw: text, cooked }] = topic.post_stream.posts;
    return [hidden, text, cooked.includes('flagged')];
  };
  expect(await seen('lagos')).toEqual([true, undefined, true]);
  expect(await seen('docent')).toEqual([true, raw, false]);
  expect(await seen('tokyo')).toEqual([true, raw, false]);
  seed.forum.edit('tokyo', json.id, `${raw} Sorry!`);
  expect(await seen('lagos')).toEqual([false, `${raw} Sorry!`, false]);
});
