// Whose first answer it was: of several bots with one token, and where the answer to it was lost.
import { REST } from 'discord.js';
import { expect, it } from 'vitest';
import { callsFor } from '../../../src/platforms/discord/calls.ts';

const asked = { id: '1', applicationId: '2', token: 'made.up', isFromMessage: false, isFromPrivate: false };

/** What a try comes to: a status with Discord's code, or an error by which a request ends. */
type Try = number | readonly [status: number, code: number] | string;

/** The calls of an interaction over REST that answers so, one try after the other. */
function callsOver(tries: readonly Try[]) {
  const left = [...tries];
  const rest = new REST({
    retries: 0,
    async makeRequest() {
      const next = left.shift() ?? 'Nobody scripted one more';
      if (typeof next === 'string') throw Object.assign(new Error(next), { code: next });
      const [status, code] = typeof next === 'number' ? [next] : next;
      if (code === undefined) return new Response(null, { status });
      const headers = { 'content-type': 'application/json' };
      return new Response(JSON.stringify({ code, message: 'Refused' }), { status, headers });
    },
  });
  return { calls: callsFor({ first: rest, later: rest }, asked), left };
}

const acknowledged = [400, 40060] as const;

it.each<[what: string, tries: readonly Try[], isOurs: boolean]>([
  ['taken', [204], true],
  ['another was quicker', [acknowledged], false],
  ['Discord stumbled', [500, 204], true],
  ['Discord stumbled, and had taken it', [500, acknowledged], true],
  ['the connection broke, and it had been taken', ['ECONNRESET', acknowledged], true],
  ['neither try was answered, and one had been taken', ['UND_ERR_HEADERS_TIMEOUT', 'ECONNRESET', 200], true],
  ['the first try was lost, and the second did not get out', ['ECONNRESET', 'ECONNREFUSED', 200], true],
  ['it did not get out, and another was quicker', ['ECONNREFUSED', acknowledged], false],
])('%s', async (_, tries, isOurs) => {
  const { calls, left } = callsOver(tries);
  expect(await calls.acknowledge(true)).toBe(isOurs);
  expect(left).toEqual([]);
});

it.each<[what: string, tries: readonly Try[]]>([
  ['too late', [[404, 10062]]],
  ['refused for something else', [[400, 50035]]],
  ['not taken twice', [500, 502, [404, 10015]]],
  ['it did not get out twice', ['ECONNREFUSED', 'ECONNREFUSED', [404, 10015]]],
  ['too late at the second try', [500, [404, 10062]]],
])('%s: there was no answer', async (_, tries) => {
  const { calls, left } = callsOver(tries);
  await expect(calls.acknowledge(true)).rejects.toThrow();
  expect(left).toEqual([]);
});

it.each<[what: string, tries: readonly Try[]]>([
  ['by its reader', [[404, 10008]]],
  ['at the first try, whose answer was lost', [500, [404, 10008]]],
])('what is gone already is neither changed nor taken away: %s', async (_, tries) => {
  const { calls, left } = callsOver([...tries, ...tries]);
  await calls.withdraw();
  expect(
    await calls.edit({
      content: 'x',
      embeds: [],
      components: [],
      allowed_mentions: { parse: [], users: [] },
      files: [],
    }),
  ).toBe(false);
  expect(left).toEqual([]);
});
