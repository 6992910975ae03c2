// Rate limits: a polite client runs into none, a rude one meets 429 with all that it needs to wait; and planned faults.
import { REST, Routes } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RateLimits } from '../../../sandbox/discord/rate-limits.ts';
import { openSeeded, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openSeeded({ speed: 10 });
});
afterEach(() => seed.close());

const route = (): `/${string}` => Routes.channelMessages(seed.discord.people.channel('general').id);
const rude = (body: object, path = route(), method = 'POST') =>
  fetch(`${seed.discord.url}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${seed.discord.botToken}`, 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  });

test('discord.js sends 12 messages at once without meeting a 429', async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, n) => seed.rest.post(route(), { body: { content: `${n}` } })),
  );
  expect(seed.discord.counters()).toMatchObject({ invalid: 0, statuses: { 200: 12 } });
});

test('a rude client is told how long to wait, and that alone helps', async () => {
  for (let n = 0; n < 5; n += 1) expect((await rude({ content: `${n}` })).status).toBe(200);
  const refused = await rude({ content: '6' });
  expect(refused.status).toBe(429);
  const body: { retry_after: number; global: boolean } = JSON.parse(await refused.text());
  expect(body).toMatchObject({ global: false, retry_after: expect.any(Number) });
  expect(body.retry_after).toBeLessThanOrEqual(0.5);
  expect(Object.fromEntries(refused.headers)).toMatchObject({
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-scope': 'user',
    'x-ratelimit-bucket': expect.stringMatching(/^\w{32}$/u),
    'x-ratelimit-reset-after': expect.any(String),
    'retry-after': '1',
  });
  await new Promise((resolve) => setTimeout(resolve, body.retry_after * 1000 + 20));
  expect((await rude({ content: '6' })).status).toBe(200);
  expect(seed.discord.counters().invalid).toBe(1);
});

test('each channel has its own bucket', async () => {
  for (let n = 0; n < 5; n += 1) await rude({ content: `${n}` });
  const other = Routes.channelMessages(seed.discord.people.channel('ama').id);
  expect((await rude({ content: 'x' }, other)).status).toBe(200);
});

test('more than 50 requests in a second meet the global limit', async () => {
  const slow = await openSeeded({ speed: 0.1 });
  const ask = () =>
    fetch(`${slow.discord.url}/v10/gateway/bot`, {
      headers: { authorization: `Bot ${slow.discord.botToken}` },
    });
  const answers = await Promise.all(Array.from({ length: 60 }, ask));
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.headers.get('x-ratelimit-global') ?? 'none').toBe('true');
  await slow.close();
});

test('a planned failure comes as often as it was planned', async () => {
  seed.discord.failNext('POST /channels/', { status: 500 }, 2);
  const statuses = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await rude({ content: 'x' })).status);
  expect(statuses).toEqual([500, 500, 200]);
});

test('a connection can break before the work, and after it', async () => {
  seed.discord.failNext(/^POST .*\/messages$/u, { drop: 'before' });
  await expect(rude({ content: 'lost' })).rejects.toThrow();
  expect(seed.discord.messages('#general')).toHaveLength(0);
  seed.discord.failNext(/^POST .*\/messages$/u, { drop: 'after' });
  await expect(rude({ content: 'done' })).rejects.toThrow();
  expect(seed.discord.messages('#general')).toHaveLength(1);
});

test('a wrong token, an unknown path and a broken body are told apart', async () => {
  const wrong = new REST({ api: seed.discord.url, version: '10', retries: 0 }).setToken('no');
  await expect(wrong.get(Routes.user())).rejects.toMatchObject({ status: 401 });
  await expect(seed.rest.get('/birds')).rejects.toMatchObject({ status: 404, code: 0 });
  const broken = await fetch(`${seed.discord.url}/v10${route()}`, {
    method: 'POST',
    headers: { authorization: `Bot ${seed.discord.botToken}`, 'content-type': 'application/json' },
    body: '{',
  });
  expect(await broken.json()).toMatchObject({ code: 50109 });
});

test('10,000 invalid requests in ten minutes get the address banned, in plain text', async () => {
  const limits = new RateLimits(1);
  for (let n = 0; n < 9999; n += 1) limits.note(403);
  limits.note(404);
  expect(limits.banSeconds).toBe(0);
  limits.note(401);
  expect(limits.banSeconds).toBeGreaterThan(590);
  expect(new RateLimits(Number.POSITIVE_INFINITY).banSeconds).toBe(0);
});

test('with an infinite speed there are no limits', async () => {
  const free = await openSeeded({ speed: Number.POSITIVE_INFINITY });
  const path = Routes.channelMessages(free.discord.people.channel('general').id);
  const statuses = new Set<number>();
  for (let n = 0; n < 60; n += 1) {
    const { status } = await fetch(`${free.discord.url}/v10${path}`, {
      method: 'POST',
      headers: { authorization: `Bot ${free.discord.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: `${n}` }),
    });
    statuses.add(status);
  }
  expect([...statuses]).toEqual([200]);
  await free.close();
});

test('of very many messages in a channel the oldest are forgotten', async () => {
  for (let n = 0; n < 10_010; n += 1) seed.discord.people.message('tokyo', '#general', `${n}`);
  const kept = seed.discord.messages('#general');
  expect([kept.length, kept[0]?.content, kept.at(-1)?.content]).toEqual([10_000, '10', '10009']);
});
