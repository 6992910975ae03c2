// The gateway as a real client meets it: refusals, lost connections, and only the events that were asked for.
import { Client, Events, GatewayIntentBits, type Message, Status } from 'discord.js';
import { type ExpectStatic, test } from 'vitest';
import { bits } from '../../../sandbox/discord/index.ts';
import { login, openSeeded, type Seed } from './seed.ts';

const { Guilds, GuildMessages, GuildMembers, MessageContent } = GatewayIntentBits;

/** Each in a seed of its own, side by side: most of the time is spent waiting to be let in again. */
function promise(name: string, keep: (seed: Seed, expect: ExpectStatic) => Promise<void>) {
  test.concurrent(name, async ({ expect }) => {
    const seed = await openSeeded();
    await keep(seed, expect);
    await seed.close();
  });
}

/** A client that is ended while it connects waits for long. */
async function isBack(client: Client, expect: ExpectStatic): Promise<void> {
  await expect.poll(() => client.ws.shards.first()?.status).toBe(Status.Ready);
}

async function messagesOf(client: Client): Promise<string[]> {
  const events: string[] = [];
  client.on(Events.MessageCreate, (message: Message) =>
    events.push(`${message.author.username}: ${message.content}`),
  );
  return events;
}

promise('privileged intents are refused until they are granted', async (seed, expect) => {
  const client = new Client({ intents: [Guilds, GuildMembers], rest: { api: seed.discord.url } });
  const closed = new Promise<number>((resolve) =>
    client.once(Events.ShardDisconnect, ({ code }) => resolve(code)),
  );
  const failure = client.login(seed.discord.botToken).catch((error: Error) => error.message);
  expect([await closed, await Promise.race([failure, 'no answer'])]).toContain(4014);
  await client.destroy();
  seed.discord.grantIntents({ members: true });
  const second = await login(seed, { intents: [Guilds, GuildMembers] });
  expect((await second.guilds.cache.first()?.members.fetch())?.size).toBe(5);
  await second.destroy();
});

promise('a wrong token is refused by the gateway with 4004', async (seed, expect) => {
  const client = await login(seed);
  const code = new Promise<number>((resolve) =>
    client.once(Events.ShardDisconnect, (events) => resolve(events.code)),
  );
  seed.discord.revokeToken();
  expect(await code).toBe(4004);
  await client.destroy();
});

promise(
  'messages come only with their intent, with words only where these may be read',
  async (seed, expect) => {
    const without = await login(seed);
    const deaf = await messagesOf(without);
    const asking = await login(seed, { intents: [Guilds, GuildMessages] });
    const events = await messagesOf(asking);
    seed.discord.people.message('tokyo', '#general', 'Hello all');
    seed.discord.people.message('tokyo', '#general', 'Hello @docent');
    const mention = `tokyo: Hello <@${seed.discord.applicationId}>`;
    await expect.poll(() => events).toEqual(['tokyo: ', mention]);
    expect(deaf).toEqual([]);
    await asking.destroy();
    await without.destroy();
    seed.discord.grantIntents({ content: true });
    const reading = await login(seed, { intents: [Guilds, GuildMessages, MessageContent] });
    const read = await messagesOf(reading);
    seed.discord.people.message('tokyo', '#general', 'Hello all');
    await expect.poll(() => read).toEqual(['tokyo: Hello all']);
    await reading.destroy();
  },
);

promise('what happens in hidden channels is not told', async (seed, expect) => {
  const client = await login(seed, { intents: [Guilds, GuildMessages] });
  const events = await messagesOf(client);
  seed.discord.removePermission('#meetings', bits.ViewChannel);
  seed.discord.people.message('tokyo', '#meetings', 'Secret');
  seed.discord.people.message('tokyo', '#general', 'Open');
  await expect.poll(() => events).toEqual(['tokyo: ']);
  await client.destroy();
});

promise(
  'a dropped connection is resumed and what was missed comes, once and in order',
  async (seed, expect) => {
    const client = await login(seed, { intents: [Guilds, GuildMessages] });
    // Packets rather than messages: the client itself would hide a second one.
    const events: string[] = [];
    client.on(Events.Raw, ({ t, d }: { t: string; d: { content: string } }) => {
      if (t === 'MESSAGE_CREATE') events.push(d.content);
    });
    const post = (text: string) => seed.discord.people.message('tokyo', '#general', `${text} @docent`);
    post('1');
    await expect.poll(() => events.length).toBe(1);
    seed.discord.gateway.disconnect(true);
    post('2');
    post('3');
    await expect.poll(() => events.map((line) => /\d/u.exec(line)?.[0])).toEqual(['1', '2', '3']);
    expect(seed.discord.counters()).toMatchObject({ identified: 1, resumed: 1 });
    await client.destroy();
  },
);

promise('a forgotten session is begun anew', async (seed, expect) => {
  const client = await login(seed);
  seed.discord.gateway.disconnect(false);
  await expect.poll(() => seed.discord.counters().identified).toBe(2);
  await isBack(client, expect);
  await client.destroy();
});

promise('when all is down, a command fails, and afterwards the bot is there again', async (seed, expect) => {
  const client = await login(seed);
  seed.discord.down(true);
  await expect(client.rest.get('/users/@me')).rejects.toMatchObject({ status: 503 });
  seed.discord.down(false);
  await expect.poll(() => seed.discord.isConnected).toBe(true);
  await isBack(client, expect);
  await client.destroy();
});
