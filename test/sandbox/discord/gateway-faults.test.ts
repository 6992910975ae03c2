// A gateway that goes wrong on purpose, as a real client meets it: refused, silent, closed, invalidated, and well again.
import { Client, Events, GatewayIntentBits, Status } from 'discord.js';
import { type ExpectStatic, test } from 'vitest';
import { WebSocket } from 'ws';
import type { GatewayFault } from '../../../sandbox/discord/index.ts';
import { login, openSeeded, type Seed } from './seed.ts';

const { Guilds, GuildMessages } = GatewayIntentBits;
const patience = { timeout: 15_000 };

/** Each in a seed of its own, side by side: most of the time is spent waiting to be let in again. */
function promise(
  name: string,
  keep: (seed: Seed, expect: ExpectStatic) => Promise<void>,
  options: { heartbeatMilliseconds?: number } = {},
) {
  test.concurrent(name, async ({ expect }) => {
    const seed = await openSeeded(options);
    await keep(seed, expect);
    await seed.close();
  });
}

/** The words that a client hears, each as often as a packet brings them. */
function heard(client: Client): string[] {
  const words: string[] = [];
  client.on(Events.Raw, ({ t, d }: { t: string; d: { content: string } }) => {
    if (t === 'MESSAGE_CREATE') words.push(d.content.split(' ')[0] ?? '');
  });
  return words;
}

const say = ({ discord }: Seed, text: string) =>
  discord.people.message('tokyo', '#general', `${text} @docent`);
const isReady = (client: Client) => client.ws.shards.first()?.status === Status.Ready;

promise(
  'while it refuses, REST goes on; when it is well again, what was missed comes',
  async (seed, expect) => {
    const client = await login(seed, { intents: [Guilds, GuildMessages] });
    const words = heard(client);
    seed.discord.failGateway({ kind: 'refuse' });
    say(seed, '1');
    await expect(client.rest.get('/gateway/bot')).rejects.toMatchObject({ status: 503 });
    await client.rest.get('/users/@me');
    expect(seed.discord.isConnected).toBe(false);
    seed.discord.restoreGateway();
    say(seed, '2');
    await expect.poll(() => words, patience).toEqual(['1', '2']);
    expect(seed.discord.counters()).toMatchObject({ identified: 1, resumed: 1 });
    await client.destroy();
  },
);

promise(
  'when it falls silent, the connection stays open until the client misses its heartbeat',
  async (seed, expect) => {
    const client = await login(seed, { intents: [Guilds, GuildMessages] });
    const words = heard(client);
    let isClosed = false;
    client.on(Events.ShardReconnecting, () => {
      isClosed = true;
    });
    seed.discord.failGateway({ kind: 'vanish' });
    say(seed, '1');
    expect([seed.discord.isConnected, isReady(client), isClosed]).toEqual([false, true, false]);
    await expect.poll(() => isClosed, patience).toBe(true);
    expect(words).toEqual([]);
    seed.discord.restoreGateway();
    await expect.poll(() => words, patience).toEqual(['1']);
    await client.destroy();
  },
  { heartbeatMilliseconds: 300 },
);

promise('a fault with an end is over when the clock reaches it', async (seed, expect) => {
  const client = await login(seed);
  seed.discord.failGateway({ kind: 'refuse', until: new Date(seed.clock.now.getTime() + 600_000) });
  await expect(client.rest.get('/gateway/bot')).rejects.toMatchObject({ status: 503 });
  seed.clock.forward(10);
  await client.rest.get('/gateway/bot');
  await expect.poll(() => seed.discord.isConnected, patience).toBe(true);
  await client.destroy();
});

for (const [fault, identified, resumed] of [
  [{ kind: 'close', code: 4000 }, 1, 1],
  [{ kind: 'close', code: 4009 }, 2, 0],
  [{ kind: 'reconnect' }, 1, 1],
  [{ kind: 'invalidate', canResume: true }, 1, 1],
  [{ kind: 'invalidate', canResume: false }, 2, 0],
] satisfies (readonly [GatewayFault, number, number])[]) {
  promise(
    `${JSON.stringify(fault)}: ${resumed ? 'the session goes on' : 'a new session begins'}`,
    async (seed, expect) => {
      const client = await login(seed);
      seed.discord.failGateway(fault);
      await expect.poll(() => seed.discord.counters(), patience).toMatchObject({ identified, resumed });
      await expect.poll(() => isReady(client), patience).toBe(true);
      await client.destroy();
    },
  );
}

for (const code of [4004, 4010, 4011, 4012, 4013, 4014]) {
  promise(`after ${code} the client gives up`, async (seed, expect) => {
    const client = await login(seed);
    const closed = new Promise<number>((resolve) =>
      client.once(Events.ShardDisconnect, (event) => resolve(event.code)),
    );
    seed.discord.failGateway({ kind: 'close', code });
    expect(await closed).toBe(code);
    await client.destroy();
  });
}

promise('a close that lasts meets new connections as well', async (seed, expect) => {
  const until = new Date(seed.clock.now.getTime() + 60_000);
  seed.discord.failGateway({ kind: 'close', code: 4014, until });
  const client = new Client({ intents: [Guilds], rest: { api: seed.discord.url } });
  client.on(Events.Error, () => {});
  await expect(client.login(seed.discord.botToken)).rejects.toThrow(/intents/u);
  await client.destroy();
});

/** A connection by hand: what it sends is up to the test. */
async function byHand(seed: Seed, query: string, frames: readonly string[]): Promise<number> {
  const socket = new WebSocket(`${seed.discord.url.replace('http', 'ws').replace('/api', '')}/${query}`);
  const { promise: closed, resolve } = Promise.withResolvers<number>();
  socket.on('close', resolve);
  socket.on('message', () => {
    for (const frame of frames) socket.send(frame);
  });
  return await closed;
}

const beat = JSON.stringify({ op: 1, d: null });
for (const [what, query, frames, code] of [
  ['another version', '?v=6&encoding=json', [], 4012],
  ['what is no frame', '?v=10', ['{'], 4002],
  ['a frame of more than 4,096 bytes', '?v=10', [`{"op":1,"d":null,"x":"${'x'.repeat(4096)}"}`], 4002],
  ['something before identifying', '?v=10', ['{"op":3,"d":{}}'], 4003],
  ['121 frames in a minute', '?v=10', Array<string>(121).fill(beat), 4008],
] as const) {
  promise(`${what} ends a connection with ${code}`, async (seed, expect) => {
    expect(await byHand(seed, query, frames)).toBe(code);
  });
}
