// Faults in stories: the line does what it says to the servers, and `up` or the clock ends it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { parseStory } from '../../../sandbox/play/parse.ts';
import { play } from '../../../sandbox/play/player.ts';
import { connect, transaction } from '../../../src/storage/client.ts';
import { retire } from '../../../src/storage/running.ts';

let ground: Sandbox;
beforeAll(async () => {
  ground = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
});
afterAll(() => ground.close());

const story = (text: string) => play(ground, parseStory(text), () => {});
const discord = async () => {
  const { url, botToken } = ground.discord;
  return (await fetch(`${url}/v10/gateway/bot`, { headers: { authorization: `Bot ${botToken}` } })).status;
};
const discourse = async () => (await fetch(`${ground.discourse.url}/site/basic-info.json`)).status;
const github = async () => {
  const asked = fetch(`${ground.github.url}/rate_limit`, { signal: AbortSignal.timeout(1000) });
  return await asked.then(({ status }) => status).catch((error: Error) => error.name);
};

test.each([
  ['discord gateway refuse', 'discord gateway up', discord, 503],
  ['discord rest html 403', 'discord rest up', discord, 403],
  ['discord rest html 502', 'discord up', discord, 502],
  ['discourse html 404', 'discourse up', discourse, 404],
  ['discourse wait 36000', 'discourse up', discourse, 429],
  ['github hang', 'github up', github, 'TimeoutError'],
  ['github down', 'github up', github, 502],
])('faults %s, until faults %s', async (begin, end, ask, status) => {
  await story(`faults ${begin}`);
  expect(await ask()).toBe(status);
  await story(`faults ${end}`);
  expect(await ask()).toBe(200);
});

test('a fault with a length ends as the clock moves', async () => {
  await story('faults discourse html 404 for 10m\nadvance 9m');
  expect(await discourse()).toBe(404);
  await story('advance 1m');
  expect(await discourse()).toBe(200);
});

test.each(['close 4000', 'reconnect', 'invalidate resumable', 'vanish\nfaults discord gateway up'])(
  'after faults discord gateway %s a command is answered again',
  async (fault) => {
    const { resumed } = ground.discord.counters();
    await story(`faults discord gateway ${fault}
tokyo@discord #meetings: /docent help
expect not reply contains "did not respond"`);
    expect(ground.discord.counters().resumed).toBe(resumed + 1);
  },
);

// The last one: after it there is no bot.
test('a restart that fails ends a story with its line and the cause, and everything can be closed', async () => {
  const database = await connect(ground.env.DATABASE_URL ?? '');
  await transaction(database, (rows) => retire(rows, 'elsewhere.db'));
  await database.$disconnect();
  await expect(story('restart')).rejects.toThrow(/^Line 1: restart\n.*copied to elsewhere\.db and retired/u);
});
