// A 429 that lasts, or that does not say how long: nothing waits for it inside of a request, and Discord is not asked again at once.

import { DefaultRestOptions, RateLimitError } from 'discord.js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type SandboxDiscord, startDiscord } from '../../../sandbox/discord/index.ts';
import { doc, p } from '../../../src/core/document.ts';
import { whisper } from '../../../src/core/reply.ts';
import { createLog } from '../../../src/log.ts';
import { answering } from '../../../src/platforms/discord/answers.ts';
import { callsFor } from '../../../src/platforms/discord/calls.ts';
import { answerRests, restClient } from '../../../src/platforms/discord/client.ts';
import { discordPlatform } from '../../../src/platforms/discord/index.ts';
import { outsideError } from '../../../src/platforms/discord/outside.ts';
import { workQueue } from '../../../src/platforms/discord/work-queue.ts';
import { dispatcherWith } from './wire.ts';

let discord: SandboxDiscord;
beforeEach(async () => {
  discord = await startDiscord({ clock: () => new Date('2026-12-01T12:00:00Z') });
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await discord.close();
});

const clients = () => ({
  publishing: restClient(discord.url, discord.botToken),
  first: answerRests(discord.url).first.setToken(discord.botToken),
  later: answerRests(discord.url).later.setToken(discord.botToken),
});

test.each([
  ['publishing', 7200, 7200],
  ['publishing', 0, 60],
  ['first', 7200, 7200],
  ['first', 0, 60],
  ['later', 7200, 7200],
  ['later', 0, 60],
] as const)('%s, told to wait %i s: given up at once, for %i s', async (client, seconds, waited) => {
  discord.failRest({ kind: 'wait', seconds });
  const error: unknown = await clients()
    [client].get('/gateway/bot')
    .catch((cause: unknown) => cause);
  if (!(error instanceof Error)) throw new Error('It was not refused');
  const told = outsideError(error, { what: 'see' });
  expect(told.isPermanent).toBe(false);
  expect(told.retryAfterSeconds).toBeGreaterThanOrEqual(waited);
  expect(told.retryAfterSeconds).toBeLessThan(waited + 5);
  expect(discord.counters().statuses[429]).toBe(1);
});

/** The platform, and what it logs but for news. */
function logging(now: () => Date) {
  const logged: string[] = [];
  const write = (_: object, words: string): void => void logged.push(words);
  const platform = discordPlatform({
    token: discord.botToken,
    apiUrl: discord.url,
    conversations: { find: async () => undefined, keep: async () => {} },
    cursors: { read: async () => undefined, write: async () => {} },
    now,
    log: { info() {}, warn: write, error: write },
  });
  return { platform, logged };
}

test.each([
  ['at the start', true],
  ['while it runs', false],
])(
  '%s, for hours: it is said in words, and asked again after five minutes at the most, as it may be over sooner',
  async (_, isAtStart) => {
    const { platform, logged } = logging(() => new Date());
    const slow = () => discord.failRest({ kind: 'wait', seconds: 7200 });
    if (isAtStart) slow();
    await platform.start(dispatcherWith({}));
    if (!isAtStart) slow();
    if (!isAtStart) discord.failGateway({ kind: 'close', code: 4000 });
    await expect.poll(() => platform.state?.().why).toBe('Discord asks me to slow down.');
    await expect.poll(() => logged.join()).toMatch(/slow down\. Asking again in 300 s/u);
    if (isAtStart) expect(logged.join()).toMatch(/cannot connect.*slow down\. Trying again in 300 s/u);
    await platform.stop();
  },
);

test('requests that are not answered for two reasons in turn have a line for each in an hour', async () => {
  let now = new Date('2026-12-01T12:00:00Z');
  const { platform, logged } = logging(() => now);
  await platform.start(dispatcherWith({}));
  const asked = heard();
  const tries = [502, 502, 503, 503, 502, 502, 503, 503];
  for (const status of tries) discord.failNext('GET /users/@me', { status });
  discord.failGateway({ kind: 'close', code: 4000 });
  await expect
    .poll(
      async () => {
        now = new Date(now.getTime() + 61_000);
        await platform.retry?.();
        const inVain = asked.filter((one) => one.startsWith('GET 50')).length;
        return platform.state?.().isReady === true && inVain;
      },
      { timeout: 20_000 },
    )
    .toBe(tries.length);
  expect(logged.map((line) => line.replace(/ Asking.*/u, ''))).toEqual([
    'Discord: Discord does not answer: Bad Gateway.',
    'Discord: Discord does not answer: Service Unavailable.',
  ]);
  await platform.stop();
});

test('a limit of hours on everything that is over sooner is found to be over after five minutes', async () => {
  let now = new Date('2026-12-01T12:00:00Z');
  const { platform } = logging(() => now);
  await platform.start(dispatcherWith({}));
  const headers = { 'retry-after': '7200', 'x-ratelimit-global': 'true' };
  const body = { message: 'You are being rate limited.', retry_after: 7200, global: true };
  discord.failNext('GET /users/@me', { status: 429, body, headers });
  discord.failGateway({ kind: 'close', code: 4000 });
  await expect.poll(() => platform.state?.().why).toBe('Discord asks me to slow down.');
  now = new Date(now.getTime() + 200_000);
  await platform.retry?.();
  expect(platform.canPublish?.()).toBe(false);
  now = new Date(now.getTime() + 101_000);
  await platform.retry?.();
  await expect.poll(() => platform.canPublish?.()).toBe(true);
  await platform.stop();
});

const interaction = {
  id: '900000000000000001',
  applicationId: '1',
  token: 'made.up',
  isFromMessage: false,
  isFromPrivate: false,
};
const log = createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} });
const slowed = { status: 429, headers: { 'retry-after': '0.1' } };

/** Every request that Discord answers from now on, with the status. */
function heard(): string[] {
  const requests: string[] = [];
  discord.onExchange(({ method, status }) => void requests.push(`${method} ${status}`));
  return requests;
}

test('an answer waits for its turn as often as Discord asks', async () => {
  const requests = heard();
  discord.failNext('DELETE /webhooks', slowed, 3);
  discord.failNext('DELETE /webhooks', { status: 200, body: {} });
  await callsFor(answerRests(discord.url), interaction).withdraw();
  expect(requests).toEqual(['DELETE 429', 'DELETE 429', 'DELETE 429', 'DELETE 200']);
});

test('what shows progress waits for nothing: the work goes on, and its answer comes', async () => {
  const requests = heard();
  discord.failNext('POST /interactions', { status: 200, body: {} });
  discord.failNext('PATCH /webhooks', slowed, 2);
  discord.failNext('PATCH /webhooks', { status: 200, body: {} });
  const calls = callsFor(answerRests(discord.url), interaction);
  const queue = workQueue({ atOnce: 1, mostWaiting: 9 });
  await answering({ calls, work: queue, delivery: queue, log }, {}, async (progress) => {
    await progress(doc(p('1 of 2')));
    expect(requests).toEqual(['POST 200', 'PATCH 429']);
    return whisper(doc(p('done')));
  });
  expect(requests).toEqual(['POST 200', 'PATCH 429', 'PATCH 429', 'PATCH 200']);
});

test('work goes on while Discord does not take the news of it; the answer comes after that, in its place', async () => {
  const { promise: taken, resolve: take } = Promise.withResolvers<void>();
  const requests: string[] = [];
  vi.spyOn(DefaultRestOptions, 'makeRequest').mockImplementation(async (url, { method, body }) => {
    const what = method === 'POST' && url.includes('/interactions/') ? 'acknowledged' : method;
    const words = /"description":"([^"]*)/u.exec(String(body))?.[1];
    if (words === '1 of 3') await taken;
    requests.push(`${what} ${words}`);
    return new Response('{"id":"7"}', { headers: { 'content-type': 'application/json' } });
  });
  const calls = callsFor(answerRests(discord.url), { ...interaction, isFromMessage: true });
  const queue = workQueue({ atOnce: 1, mostWaiting: 9 });
  await answering({ calls, work: queue, delivery: queue, log }, {}, async (progress) => {
    await progress(doc(p('1 of 3')));
    await progress(doc(p('2 of 3')));
    setTimeout(take, 50);
    return whisper(doc(p('done')));
  });
  expect(requests).toEqual(['acknowledged undefined', 'POST 1 of 3', 'PATCH done']);
});

const gone = { status: 404, body: { code: 10008, message: 'Unknown Message' } };

test.each([
  ['the "thinking", of an answer for all', {}, false, ['DELETE 404', 'POST 200']],
  ['the "thinking", of an answer for them', {}, true, ['PATCH 404', 'POST 200']],
  [
    'the message with the button, which the answer replaces',
    { replaces: true },
    true,
    ['PATCH 404', 'POST 200'],
  ],
])('an answer comes though somebody took away %s', async (_, more, isPrivate, after) => {
  const requests = heard();
  for (const request of ['POST /interactions', 'POST /webhooks'])
    discord.failNext(request, { status: 200, body: { id: '7' } });
  discord.failNext('DELETE /webhooks', gone);
  discord.failNext('PATCH /webhooks', gone);
  const calls = callsFor(answerRests(discord.url), { ...interaction, isFromMessage: 'replaces' in more });
  const queue = workQueue({ atOnce: 1, mostWaiting: 9 });
  const said = { ...whisper(doc(p('done'))), isPrivate, ...more };
  await answering({ calls, work: queue, delivery: queue, log }, {}, async () => said);
  expect(requests).toEqual(['POST 200', ...after]);
});

test.each([
  ['at once', true, false, true],
  ['later', false, false, true],
  ['later, the message being gone', false, true, true],
  ['at once, of a message for all', true, false, false],
  ['later, of a message for all', false, false, false],
])(
  'a long answer that replaces a message is as private below it: %s',
  async (_, isAtOnce, isGone, isFromPrivate) => {
    const flags: unknown[] = [];
    vi.spyOn(DefaultRestOptions, 'makeRequest').mockImplementation(async (url, { method, body }) => {
      const sent: { flags?: number } = JSON.parse(String(body ?? '{}'));
      if (method === 'POST' && url.includes('/webhooks/')) flags.push(sent.flags);
      const headers = { 'content-type': 'application/json' };
      if (method === 'PATCH' && isGone)
        return new Response(JSON.stringify(gone.body), { status: 404, headers });
      return new Response('{"id":"7"}', { headers });
    });
    const calls = callsFor(answerRests(discord.url), { ...interaction, isFromMessage: true, isFromPrivate });
    const queue = workQueue({ atOnce: 1, mostWaiting: 9 });
    const long = doc(...Array.from({ length: 40 }, (__, i) => p(`${i} ${'word '.repeat(60)}`)));
    const said = { ...whisper(long), isPrivate: false, replaces: true };
    await answering({ calls, work: queue, delivery: queue, log }, { isReadOnly: isAtOnce }, async () => said);
    expect(flags.length).toBeGreaterThan(isGone ? 1 : 0);
    expect(new Set(flags)).toEqual(new Set([isFromPrivate ? 64 : undefined]));
  },
);

test.each([
  ['answers nothing', undefined],
  ['answers with a failure', 502],
])(
  'the news of a job is tried once, and no more follow, where Discord %s; the answer comes',
  async (_, status) => {
    const requests: string[] = [];
    vi.spyOn(DefaultRestOptions, 'makeRequest').mockImplementation(async (url, { method, body, signal }) => {
      const what = method === 'POST' && url.includes('/interactions/') ? 'acknowledged' : method;
      const words = /"description":"([^"]*)/u.exec(String(body))?.[1];
      requests.push(`${what} ${words}`);
      if (words?.includes(' of ')) {
        if (status !== undefined) return new Response(null, { status });
        await new Promise((__, fail) => signal?.addEventListener('abort', () => fail(signal.reason)));
      }
      return new Response('{"id":"7"}', { headers: { 'content-type': 'application/json' } });
    });
    // Told to give up, whatever the time: discord.js itself gives up much later.
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const giving = new AbortController();
      setTimeout(() => giving.abort(), 50);
      return giving.signal;
    });
    const calls = callsFor(answerRests(discord.url), { ...interaction, isFromMessage: true });
    const queue = workQueue({ atOnce: 1, mostWaiting: 9 });
    await answering({ calls, work: queue, delivery: queue, log }, {}, async (progress) => {
      await progress(doc(p('1 of 3')));
      await progress(doc(p('2 of 3')));
      return whisper(doc(p('done')));
    });
    expect(requests).toEqual(['acknowledged undefined', 'POST 1 of 3', 'POST done']);
  },
);

test.each([
  ['a proxy that slows down for ever', 60, 0.01, 14],
  ['a second wait, within the time by itself', 599, 0.01, 2],
  ['a wait that is too long', 0, 841, 1],
])('an answer is given up before its token ends: %s', async (_, secondsGone, retryAfter, most) => {
  vi.useFakeTimers({ toFake: ['performance'] });
  let asked = 0;
  vi.spyOn(DefaultRestOptions, 'makeRequest').mockImplementation(async () => {
    asked += 1;
    vi.advanceTimersByTime(secondsGone * 1000);
    return new Response('{}', { status: 429, headers: { 'retry-after': String(retryAfter) } });
  });
  const { withdraw } = callsFor(answerRests(discord.url), interaction);
  await expect(withdraw()).rejects.toThrow(RateLimitError);
  expect(asked).toBe(most);
});
