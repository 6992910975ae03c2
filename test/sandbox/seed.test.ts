// The made-up work group: who is there, who sees what, and a database that is used again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';

let folder: string;
let open: Sandbox[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docent-seed-'));
});

afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  open = [];
  rmSync(folder, { recursive: true });
});

async function sandboxAt(startAt: string, databaseUrl = join(folder, 'docent.db')): Promise<Sandbox> {
  const made = await startSandbox({ startAt: new Date(startAt), databaseUrl });
  open.push(made);
  await made.runUntilIdle();
  return made;
}

test('the group is there on both platforms, set up, with roles, zones and linked accounts', async () => {
  const { discord, discourse, app } = await sandboxAt('2026-11-20T09:00:00Z');
  const group = await app.roster.list();
  expect(group).toMatchObject([{ name: 'Docs work group', zone: 'Europe/Prague' }]);
  const people = await app.roster.members(group[0]?.id ?? 0);
  expect(people.map(({ name, role, zone, accounts }) => [name, role, zone, accounts.length])).toEqual([
    ['prague', 'organiser', 'Europe/Prague', 2],
    ['vancouver', 'organiser', 'America/Vancouver', 2],
    ['new-york', 'member', 'America/New_York', 2],
    ['natal', 'member', 'America/Fortaleza', 2],
    ['lagos', 'member', 'Africa/Lagos', 2],
    ['london', 'member', 'Europe/London', 2],
    ['helsinki', 'member', 'Europe/Helsinki', 2],
    ['kolkata', 'member', 'Asia/Kolkata', 2],
    ['tokyo', 'member', 'Asia/Tokyo', 2],
    ['auckland', 'member', 'Pacific/Auckland', 2],
  ]);
  expect(discord.channels().map(({ name }) => name)).toEqual([
    'general',
    'meetings',
    'pull-requests',
    'ama',
    'moderators',
    'Meeting room',
    'questions',
  ]);
  for (const name of ['visitor', 'newcomer', 'guest-1', 'guest-500']) {
    expect(discord.people.user(name).name).toBe(name);
    expect(discourse.forum.user(name).username).toBe(name);
  }
});

test('the moderators’ channel and the staff’s category are for organisers alone', async () => {
  const { discord, discourse } = await sandboxAt('2026-11-20T09:00:00Z');
  const sees = (name: string) => discord.channels(name).some((channel) => channel.name === 'moderators');
  expect({ prague: sees('prague'), tokyo: sees('tokyo'), visitor: sees('visitor') }).toEqual({
    prague: true,
    tokyo: false,
    visitor: false,
  });
  discourse.createTopic('prague', 'Staff', {
    title: 'A topic for the staff alone',
    raw: 'Not for all to read.',
  });
  expect(discourse.findTopic('for the staff alone', 'tokyo')).toBeUndefined();
});

test('a database is used again: what should be visible is there once more, and nothing is forgotten', async () => {
  const first = await sandboxAt('2026-11-20T09:00:00Z');
  await first.discord.people.commandText(
    'prague',
    '#meetings',
    '/meeting series create name:"Docs call" rule:"first tuesday" times:"18:00" zone:Europe/Prague confirmed:true',
  );
  await first.runUntilIdle();
  await first.close();
  open = [];
  const second = await sandboxAt('2026-11-21T09:00:00Z');
  expect(second.discord.messages('#meetings').length).toBe(1);
  expect(second.discourse.findTopic('Docs call')).toBeDefined();
  second.discourse.reply('tokyo', 'Docs call', { raw: '@docent meeting rsvp answer:going' });
  await second.runUntilIdle();
  const [announcement] = second.discord.messages('#meetings');
  expect(JSON.stringify(announcement?.embeds)).toContain('Going (1)');
});

test('an ordinary bot can be pointed at it: the keys are the ordinary ones', async () => {
  const { env } = await sandboxAt('2026-11-20T09:00:00Z');
  expect(Object.keys(env).sort()).toEqual([
    'DATABASE_URL',
    'DISCORD_API_URL',
    'DISCORD_TOKEN',
    'DISCOURSE_API_KEY',
    'DISCOURSE_API_USERNAME',
    'DISCOURSE_URL',
    'GITHUB_API_URL',
    'GITHUB_TOKEN',
    'PUBLIC_URL',
  ]);
});
