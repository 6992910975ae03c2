// What threads take when they are archived or locked, and what posts in a forum need.
import { Routes } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bits } from '../../../sandbox/discord/index.ts';
import { openSeeded, refusalOf, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openSeeded({ speed: 1000 });
});
afterEach(() => seed.close());

const id = (name: string): string => seed.discord.people.channel(name).id;
const send = (channel: string, content = 'x') =>
  seed.rest.post(Routes.channelMessages(channel), { body: { content } });
const change = (channel: string, body: object) => seed.rest.patch(Routes.channel(channel), { body });
const code = async (request: Promise<unknown>) => (await refusalOf(request)).code;

/** A thread with one message of the bot in it. */
async function started(): Promise<{ thread: string; message: string }> {
  await send(id('general'), 'Start');
  const thread = seed.discord.messages('#general')[0]?.id ?? '';
  await seed.rest.post(Routes.threads(id('general'), thread), { body: { name: 'T' } });
  await send(thread, 'In it');
  return { thread, message: seed.discord.messages(thread).at(-1)?.id ?? '' };
}

test('a message has one thread, 160004', async () => {
  const { thread } = await started();
  const again = seed.rest.post(Routes.threads(id('general'), thread), { body: { name: 'T' } });
  expect(await code(again)).toBe(160004);
});

test('an archived thread takes no edit, reaction or name, 50083; it lets messages go, and opens for a new one', async () => {
  const { thread, message } = await started();
  await change(thread, { archived: true });
  const edit = () => seed.rest.patch(Routes.channelMessage(thread, message), { body: { content: 'New' } });
  expect(await code(edit())).toBe(50083);
  const react = seed.rest.put(Routes.channelMessageOwnReaction(thread, message, encodeURIComponent('👍')));
  expect(await code(react)).toBe(50083);
  expect(await code(change(thread, { name: 'New' }))).toBe(50083);
  await seed.rest.delete(Routes.channelMessage(thread, message));
  await send(thread, 'Open');
  expect(await seed.rest.get(Routes.channel(thread))).toMatchObject({ thread_metadata: { archived: false } });
  await change(thread, { name: 'New' });
});

test('a locked thread takes nothing from who may not manage threads, 160005', async () => {
  const { thread, message } = await started();
  await change(thread, { locked: true });
  await send(thread, 'As a manager');
  seed.discord.removePermission('#general', bits.ManageThreads);
  expect(await code(send(thread))).toBe(160005);
  const edit = seed.rest.patch(Routes.channelMessage(thread, message), { body: { content: 'New' } });
  expect(await code(edit)).toBe(160005);
});

test('a post in a forum needs a message, and tags that are there', async () => {
  const post = (body: object) => seed.rest.post(Routes.threads(id('questions')), { body });
  expect(await refusalOf(post({ name: 'How?' }))).toMatchObject({ errors: { message: expect.anything() } });
  const strange = post({ name: 'How?', message: { content: 'So?' }, applied_tags: ['1'] });
  expect(await refusalOf(strange)).toMatchObject({ errors: { applied_tags: expect.anything() } });
  await post({
    name: 'How?',
    message: { content: 'So?' },
    applied_tags: [seed.discord.people.channel('questions').tags[0]?.id],
  });
});

test.each(['general', 'a thread'])(
  'the name or topic of %s is changed twice in ten minutes: then a long 429, while other changes go on',
  async (name) => {
    const slow = await openSeeded({ speed: 1 });
    const guild = [...slow.discord.world.guilds.values()][0];
    for (const role of guild?.roles.values() ?? []) role.permissions = slow.discord.allPermissions;
    const general = slow.discord.people.channel('general').id;
    const ask = (channel: string, body: object) =>
      fetch(`${slow.discord.url}/v10${Routes.channel(channel)}`, {
        method: 'PATCH',
        headers: { authorization: `Bot ${slow.discord.botToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const made = await slow.rest.post(Routes.threads(general), { body: { name: 'T', type: 11 } });
    const thread = typeof made === 'object' && made !== null && 'id' in made ? String(made.id) : '';
    const channel = name === 'general' ? general : thread;
    expect((await ask(channel, { name: 'one' })).status).toBe(200);
    expect((await ask(channel, { name: 'one' })).status).toBe(200);
    expect((await ask(channel, name === 'general' ? { topic: 'two' } : { name: 'two' })).status).toBe(200);
    const refused = await ask(channel, { name: 'three' });
    expect(refused.status).toBe(429);
    const body: { retry_after: number } = JSON.parse(await refused.text());
    expect(body.retry_after).toBeGreaterThan(500);
    // The headers tell of the route alone.
    expect(refused.headers.get('x-ratelimit-remaining')).not.toBe('0');
    expect((await ask(channel, { rate_limit_per_user: 5 })).status).toBe(200);
    expect((await ask(name === 'general' ? thread : general, { name: 'other' })).status).toBe(200);
    await slow.close();
  },
);
