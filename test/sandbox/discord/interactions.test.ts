// Answering interactions over plain REST: once, in time, and what may follow; each refusal with Discord's code.
import { setImmediate } from 'node:timers/promises';
import { Routes } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openSeeded, refusalOf, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openSeeded({ speed: 1000 });
  const [guildId = ''] = seed.discord.world.guilds.keys();
  await seed.rest.put(Routes.applicationGuildCommands(seed.discord.applicationId, guildId), {
    body: [{ name: 'go', description: 'Goes' }],
  });
});
afterEach(() => seed.close());

interface Opened {
  readonly id: string;
  readonly token: string;
  readonly seen: Promise<{ readonly kind: string; readonly text: string; readonly isPrivate: boolean }>;
}

/** Somebody acts; what the gateway would bring is taken from the way there. */
function opened(act: () => Opened['seen']): Opened {
  let ids = { id: '', token: '' };
  const stop = seed.discord.world.onPacket(({ type, data }) => {
    const payload = type === 'INTERACTION_CREATE' ? data(true) : undefined;
    if (typeof payload !== 'object' || payload === null || !('id' in payload) || !('token' in payload))
      return;
    ids = { id: String(payload.id), token: String(payload.token) };
  });
  const seen = act();
  stop();
  return { ...ids, seen };
}

const command = () => opened(() => seed.discord.people.commandText('tokyo', '#general', '/go'));
const answer = ({ id, token }: Opened, body: object) =>
  seed.rest.post(Routes.interactionCallback(id, token), { body, auth: false });
const webhook = ({ token }: Opened) => Routes.webhook(seed.discord.applicationId, token);
const follow = (one: Opened, body: object) => seed.rest.post(webhook(one), { body, auth: false });
const original = ({ token }: Opened) => Routes.webhookMessage(seed.discord.applicationId, token, '@original');
const reply = { type: 4, data: { content: 'Here' } };

test('a second answer is refused with 40060, whatever the first was', async () => {
  for (const first of [reply, { type: 5 }, { type: 9, data: form }]) {
    const one = command();
    await answer(one, first);
    expect(await refusalOf(answer(one, reply))).toMatchObject({ status: 400, code: 40060 });
    if (first.type === 5) await follow(one, { content: 'Done' });
    await one.seen;
  }
});

const form = {
  custom_id: 'form',
  title: 'Form',
  components: [{ type: 18, label: 'Words', component: { type: 4, custom_id: 'words', style: 1 } }],
};

test('who answers after three seconds finds the interaction unknown, 10062', async () => {
  const one = command();
  expect(await one.seen).toMatchObject({ kind: 'failed', text: 'The application did not respond' });
  expect(await refusalOf(answer(one, reply))).toMatchObject({ status: 404, code: 10062 });
  expect(await refusalOf(answer({ ...one, token: 'x' }, reply))).toMatchObject({ code: 10062 });
});

const standStill = (milliseconds: number) =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

test("a computer that stands still takes nobody's time", async () => {
  const one = command();
  standStill(3_100);
  await answer(one, reply);
  expect(await one.seen).toMatchObject({ kind: 'message', text: 'Here' });
});

test('nor does one that is so busy that it stands still again and again', async () => {
  const one = command();
  for (const begun = performance.now(); performance.now() < begun + 3_500; await setImmediate())
    standStill(40);
  await answer(one, reply);
  expect(await one.seen).toMatchObject({ kind: 'message', text: 'Here' });
});

test('nothing can follow before the first answer, nor fifteen minutes after', async () => {
  const one = command();
  expect(await refusalOf(follow(one, { content: 'Early' }))).toMatchObject({ status: 404, code: 10015 });
  await answer(one, reply);
  await follow(one, { content: 'In time' });
  seed.clock.forward(14);
  await seed.rest.patch(original(one), { body: { content: 'Still' }, auth: false });
  seed.clock.forward(2);
  const late = seed.rest.patch(original(one), { body: { content: 'Late' }, auth: false });
  expect(await refusalOf(late)).toMatchObject({ status: 401, code: 50027 });
  expect(await refusalOf(follow(one, { content: 'Late' }))).toMatchObject({ status: 401, code: 50027 });
});

test('what is private at first stays so, and the first message after "thinking" takes its privacy', async () => {
  const one = command();
  await answer(one, { type: 5, data: { flags: 64 } });
  await follow(one, { content: 'For you' });
  expect(await one.seen).toMatchObject({ isPrivate: true, text: 'For you' });
  await follow(one, { content: 'For all' });
  expect(seed.discord.messages('#general', 'visitor').map(({ content }) => content)).toEqual(['For all']);
  expect(seed.discord.messages('#general', 'tokyo').map(({ content }) => content)).toEqual([
    'For you',
    'For all',
  ]);
  await seed.rest.patch(original(one), { body: { content: 'Still for you', flags: 0 }, auth: false });
  expect(seed.discord.messages('#general', 'visitor')).toHaveLength(1);
});

test.each([
  ['an update of no message', { type: 7, data: { content: 'x' } }],
  ['choices to no completion', { type: 8, data: { choices: [] } }],
])('%s is refused', async (_, body) => {
  const one = command();
  expect(await refusalOf(answer(one, body))).toMatchObject({ status: 400, code: 50035 });
  await answer(one, reply);
  await one.seen;
});

test('a form is not answered with a form', async () => {
  const one = command();
  await answer(one, { type: 9, data: form });
  await one.seen;
  const sent = opened(() => seed.discord.people.submit('tokyo', { words: 'Some' }));
  expect(await refusalOf(answer(sent, { type: 9, data: form }))).toMatchObject({ status: 400, code: 50035 });
  await answer(sent, reply);
  expect(await sent.seen).toMatchObject({ text: 'Here' });
});

test('a file given for an option comes resolved, ephemeral, at a signed address that ends after a day', async () => {
  const [guildId = ''] = seed.discord.world.guilds.keys();
  const option = { type: 11, name: 'file', description: 'A file', required: true };
  await seed.rest.put(Routes.applicationGuildCommands(seed.discord.applicationId, guildId), {
    body: [{ name: 'show', description: 'Shows', options: [option] }],
  });
  let data: unknown;
  const stop = seed.discord.world.onPacket((packet) => {
    if (packet.type === 'INTERACTION_CREATE') data = packet.data(true);
  });
  const { people } = seed.discord;
  const file = { name: 'map.png', type: 'image/png', description: 'A map', content: Buffer.from('picture') };
  const seen = people.commandText('tokyo', '#general', '/show file:map.png', [file]);
  stop();
  await seen;
  await expect(people.commandText('tokyo', '#general', '/show file:other.png', [file])).rejects.toThrow(
    'takes a file that is at hand',
  );

  const { options, resolved } = z
    .object({
      data: z.object({
        options: z.array(z.object({ name: z.string(), type: z.number(), value: z.string() })),
        resolved: z.object({ attachments: z.record(z.string(), z.looseObject({ url: z.string() })) }),
      }),
    })
    .parse(data).data;
  const [given] = options;
  const attachment = resolved.attachments[given?.value ?? ''];
  expect(given).toMatchObject({ name: 'file', type: 11 });
  expect(attachment).toMatchObject({
    id: given?.value,
    filename: 'map.png',
    description: 'A map',
    content_type: 'image/png',
    size: 7,
    ephemeral: true,
  });
  const { url = '' } = attachment ?? {};
  expect(url).toMatch(
    /\/ephemeral-attachments\/\d+\/\d+\/map\.png\?ex=[\da-f]+&is=[\da-f]+&hm=[\da-f]{64}&$/u,
  );
  expect(await (await fetch(url)).text()).toBe('picture');
  // Neither without a signature nor with a longer day.
  expect((await fetch(url.replace(/\?.*/u, ''))).status).toBe(404);
  expect((await fetch(url.replace(/ex=[\da-f]+/u, 'ex=ffffffff'))).status).toBe(404);
  seed.clock.forward(24 * 60);
  expect((await fetch(url)).status).toBe(404);
});
