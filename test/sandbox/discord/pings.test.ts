// Who is pinged by a message: as far as it lets them be, and as far as they see it.
import { Routes } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSeeded, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openSeeded({ speed: 1000 });
});
afterEach(() => seed.close());

const id = (name: string): string => seed.discord.people.channel(name).id;
const send = (body: object, channel = 'general') =>
  seed.rest.post(Routes.channelMessages(id(channel)), { body });

test.each([
  ['nobody, when nothing may be parsed', '<@tokyo> @everyone', { parse: [] }, []],
  ['those who are named in allowed_mentions', '<@tokyo> <@prague>', { users: ['tokyo'] }, ['tokyo']],
  ['everybody who is mentioned, when nothing is said', '<@tokyo> <@prague>', undefined, ['prague', 'tokyo']],
  ['nobody in code', '`<@tokyo>`', undefined, []],
  ['nobody by @everyone without the permission', '@everyone', undefined, []],
])('pings reach %s', async (_, content, allowed, wanted) => {
  const idOf = (name: string): string => seed.discord.people.user(name).id;
  const real = content.replaceAll(/<@(\w+)>/gu, (_, name: string) => `<@${idOf(name)}>`);
  const allowed_mentions = allowed && 'users' in allowed ? { users: allowed.users.map(idOf) } : allowed;
  await send({ content: real, ...(allowed_mentions && { allowed_mentions }) });
  expect(Object.keys(seed.discord.counters().pings).sort()).toEqual(wanted);
});

test('pings come from no embed and no edit', async () => {
  const mention = `<@${seed.discord.people.user('tokyo').id}>`;
  await send({ embeds: [{ description: mention }] });
  const [message] = seed.discord.messages('#general');
  await seed.rest.patch(Routes.channelMessage(id('general'), message?.id ?? ''), {
    body: { content: mention },
  });
  expect(seed.discord.counters().pings).toEqual({});
});

test('pings reach only those who see the channel', async () => {
  const mention = ['tokyo', 'prague'].map((name) => `<@${seed.discord.people.user(name).id}>`).join(' ');
  await send({ content: mention }, 'moderators');
  expect(seed.discord.counters().pings).toEqual({ prague: 1 });
});
