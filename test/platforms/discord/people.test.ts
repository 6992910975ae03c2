// Who is found on a server by a name: whose user name it is, and nobody who only calls themselves so.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxDiscord, startDiscord } from '../../../sandbox/discord/index.ts';
import type { Platform } from '../../../src/core/platform.ts';
import { discordPlatform } from '../../../src/platforms/discord/index.ts';
import { dispatcherWith } from './wire.ts';

let discord: SandboxDiscord;
let platform: Platform;
let guild: string;

beforeAll(async () => {
  const now = () => new Date('2026-11-24T09:00:00Z');
  discord = await startDiscord({ clock: now, speed: 60 });
  guild = discord.addGuild('Docs').id;
  // Whoever is called what another's user name is, also in its case, comes first in what Discord finds.
  for (const [name, options] of [
    ['mallory', { globalName: 'tokyo' }],
    ['tokyo-tower', {}],
    ['tokyo', {}],
    ['helper', { isBot: true }],
  ] as const)
    discord.addMember(discord.addUser(name, options));
  discord.addUser('elsewhere');
  platform = discordPlatform({
    token: discord.botToken,
    apiUrl: discord.url,
    conversations: { find: async () => undefined, keep: async () => {} },
    cursors: { read: async () => undefined, write: async () => {} },
    now,
    log: { info() {}, warn() {}, error() {} },
  });
  await platform.start(dispatcherWith({}));
});
afterAll(async () => {
  await platform.stop();
  await discord.close();
});

const idOf = (name: string) => [...discord.world.users.values()].find((one) => one.name === name)?.id ?? '';

test.each([
  ['tokyo', 'tokyo'],
  ['Tokyo', 'tokyo'],
  ['mallory', 'mallory'],
  ['toky', undefined],
  ['helper', undefined],
  ['elsewhere', undefined],
  ['', undefined],
])('%j is %s', async (typed, whose) => {
  expect((await platform.accountNamed?.(guild, typed))?.id).toBe(whose && idOf(whose));
});

test.each([
  ['tokyo', true],
  ['helper', false],
  ['elsewhere', false],
])('the id of %s finds somebody: %s', async (name, isFound) => {
  const found = await platform.accountNamed?.(guild, idOf(name));
  expect(found?.id).toBe(isFound ? idOf(name) : undefined);
});

test('a token that was refused for a moment is not forgotten', async () => {
  discord.failRest({ kind: 'token' });
  await expect(platform.isMember?.(guild, idOf('tokyo'))).rejects.toThrow('does not accept my token');
  discord.restoreRest();
  expect(await platform.isMember?.(guild, idOf('tokyo'))).toBe(true);
});

test('on a server without the bot nobody is found', async () => {
  expect(await platform.accountNamed?.('123', 'tokyo')).toBeUndefined();
  expect(await platform.accountNamed?.(undefined, 'tokyo')).toBeUndefined();
});
