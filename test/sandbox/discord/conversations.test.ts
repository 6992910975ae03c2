// Writing to people in private: who can be reached, and how many conversations a bot may begin.
import { Routes } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSeeded, refusalOf, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openSeeded({ speed: 20 });
});
afterEach(() => seed.close());

const open = async (id: string): Promise<string> => {
  const channel = await seed.rest.post(Routes.userChannels(), { body: { recipient_id: id } });
  return typeof channel === 'object' && channel !== null && 'id' in channel ? String(channel.id) : '';
};
const send = (channel: string) =>
  seed.rest.post(Routes.channelMessages(channel), { body: { content: 'Hello' } });
const idOf = (name: string): string => seed.discord.people.user(name).id;

test('a conversation is the same each time it is opened', async () => {
  expect(await open(idOf('tokyo'))).toBe(await open(idOf('tokyo')));
});

test('who shares no server with the bot cannot be written to, 50278', async () => {
  const channel = await open(seed.discord.addUser('stranger').id);
  expect(await refusalOf(send(channel))).toMatchObject({ status: 403, code: 50278 });
  const known = await open(idOf('tokyo'));
  await send(known);
  seed.discord.removeBot();
  expect(await refusalOf(send(known))).toMatchObject({ status: 403, code: 50278 });
});

test('who takes no messages cannot be written to, 50007', async () => {
  const channel = await open(idOf('tokyo'));
  seed.discord.closeDMs('tokyo');
  expect(await refusalOf(send(channel))).toMatchObject({ status: 403, code: 50007 });
  seed.discord.closeDMs('tokyo', false);
  await send(channel);
});

test('too many new conversations at a time are refused with 40003; those there are stay open', async () => {
  const people = Array.from({ length: 41 }, (_, n) => seed.discord.addUser(`person-${n}`).id);
  for (const id of people.slice(0, 40)) await open(id);
  expect(await refusalOf(open(people[40] ?? ''))).toMatchObject({ status: 403, code: 40003 });
  expect(await open(people[0] ?? '')).not.toBe('');
});
