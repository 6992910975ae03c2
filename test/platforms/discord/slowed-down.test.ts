// A 429 that lasts, or that does not say how long: nothing waits for it inside of a request, and Discord is not asked again at once.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SandboxDiscord, startDiscord } from '../../../sandbox/discord/index.ts';
import { answerRests, restClient } from '../../../src/platforms/discord/client.ts';
import { outsideError } from '../../../src/platforms/discord/outside.ts';

let discord: SandboxDiscord;
beforeEach(async () => {
  discord = await startDiscord({ clock: () => new Date('2026-12-01T12:00:00Z') });
});
afterEach(() => discord.close());

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

test('an answer that somebody waits for is given after a minute, and given up before its token ends', () => {
  const { rejectOnRateLimit: isTooLong } = answerRests(discord.url).later.options;
  if (typeof isTooLong !== 'function') throw new Error('It waits for ever');
  const told = (seconds: number) => ({
    ...{ global: false, hash: '', limit: 5, majorParameter: '', method: 'PATCH', route: '', url: '' },
    ...{ retryAfter: seconds * 1000, timeToReset: 0, sublimitTimeout: 0, scope: 'shared' as const },
  });
  expect([60, 599, 601].map((seconds) => isTooLong(told(seconds)))).toEqual([false, false, true]);
});
