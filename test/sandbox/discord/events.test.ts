// Scheduled events: what Discord refuses in them, how many there may be, and what it does with them by itself.
import { Events, GatewayIntentBits, Routes } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { login, openSeeded, refusalOf, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openSeeded({ speed: 1000 });
});
afterEach(() => seed.close());

const guildId = (): string => [...seed.discord.world.guilds.keys()][0] ?? '';
const voiceId = (): string => seed.discord.people.channel('Meeting room').id;

const event = {
  name: 'Meeting',
  privacy_level: 2,
  scheduled_start_time: '2026-12-01T20:00:00Z',
  scheduled_end_time: '2026-12-01T21:00:00Z',
  entity_type: 3,
  entity_metadata: { location: 'Here' },
};
const create = (body: object) => seed.rest.post(Routes.guildScheduledEvents(guildId()), { body });

test.each([
  ['no end outside of Discord', { ...event, scheduled_end_time: undefined }, 'scheduled_end_time'],
  ['no place outside of Discord', { ...event, entity_metadata: undefined }, 'entity_metadata.location'],
  ['no channel in voice', { ...event, entity_type: 2 }, 'channel_id'],
  ['a start in the past', { ...event, scheduled_start_time: '2026-11-01T20:00:00Z' }, 'scheduled_start_time'],
  ['an end before the start', { ...event, scheduled_end_time: '2026-12-01T19:00:00Z' }, 'scheduled_end_time'],
  ['a name of 101', { ...event, name: 'x'.repeat(101) }, 'name'],
  ['a description of 1,001', { ...event, description: 'x'.repeat(1001) }, 'description'],
  ['a place beside a voice channel', { ...event, entity_type: 2, channel_id: '1' }, 'entity_metadata'],
  ['a channel beside a place', { ...event, channel_id: '1' }, 'channel_id'],
  [
    'a place of 101',
    { ...event, entity_metadata: { location: 'x'.repeat(101) } },
    'entity_metadata.location',
  ],
])('events with %s are refused', async (_, body, path) => {
  const refusal = await refusalOf(create(body));
  expect(refusal).toMatchObject({ status: 400, code: 50035 });
  expect(refusal.errors).toHaveProperty(path);
});

test('there are 100 open events at most', async () => {
  for (let i = 0; i < 100; i += 1) await create(event);
  expect(await refusalOf(create(event))).toMatchObject({ status: 400, code: 30038 });
  const [first] = seed.discord.events();
  await seed.rest.patch(Routes.guildScheduledEvent(guildId(), first?.id ?? ''), { body: { status: 4 } });
  await create(event);
});

test('events cannot go back, nor end before they began', async () => {
  await create(event);
  const route = Routes.guildScheduledEvent(guildId(), seed.discord.events()[0]?.id ?? '');
  expect((await refusalOf(seed.rest.patch(route, { body: { status: 3 } }))).errors).toHaveProperty('status');
  await seed.rest.patch(route, { body: { status: 2 } });
  expect((await refusalOf(seed.rest.patch(route, { body: { status: 4 } }))).errors).toHaveProperty('status');
});

const inVoice = () => ({ ...event, entity_type: 2, entity_metadata: null, channel_id: voiceId() });
const [atStart, atEnd] = [new Date(event.scheduled_start_time), new Date(event.scheduled_end_time)];
const only = () => {
  const [found] = seed.discord.events();
  if (!found) throw new Error('There is no event');
  return found;
};
const change = (body: object) => seed.rest.patch(Routes.guildScheduledEvent(guildId(), only().id), { body });

test('an event elsewhere begins and ends by itself, and the gateway tells so', async () => {
  const client = await login(seed, {
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildScheduledEvents],
  });
  const told: number[] = [];
  client.on(Events.GuildScheduledEventUpdate, (_, { status }) => told.push(status));
  await create(event);
  seed.clock.now = atStart;
  const read = () => seed.rest.get(Routes.guildScheduledEvent(guildId(), only().id));
  expect(await read()).toMatchObject({ status: 2 });
  seed.clock.now = atEnd;
  expect(await read()).toMatchObject({ status: 3 });
  expect(await seed.rest.get(Routes.guildScheduledEvents(guildId()))).toEqual([]);
  await expect.poll(() => told).toEqual([2, 3]);
  await client.destroy();
});

test('an event in a channel is cancelled when nobody begins it, and ends when all have left', async () => {
  await create(inVoice());
  seed.clock.now = new Date(atStart.getTime() + 2 * 3_600_000);
  expect(only().status).toBe(1);
  await change({ status: 2 });
  seed.discord.joinVoice('tokyo', 'Meeting room');
  seed.clock.forward(60);
  expect(only().status).toBe(2);
  seed.discord.leaveVoice('tokyo');
  expect(only().status).toBe(2);
  seed.clock.forward(6);
  expect(only().status).toBe(3);

  seed.discord.world.guilds.get(guildId())?.events.clear();
  seed.clock.now = new Date('2026-11-20T09:00:00Z');
  await create(inVoice());
  seed.clock.now = new Date(atStart.getTime() + 4 * 3_600_000);
  expect(only().status).toBe(4);
});

test('an event goes with its channel, and nobody is told', async () => {
  const client = await login(seed, {
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildScheduledEvents],
  });
  const told: unknown[] = [];
  client.on(Events.Raw, ({ t }: { t: string }) => told.push(t));
  await create(inVoice());
  const { id } = only();
  seed.discord.deleteChannel('Meeting room');
  await expect.poll(() => told).toContain('CHANNEL_DELETE');
  expect(await refusalOf(seed.rest.get(Routes.guildScheduledEvent(guildId(), id)))).toMatchObject({
    status: 404,
    code: 10070,
  });
  expect(told).not.toContain('GUILD_SCHEDULED_EVENT_DELETE');
  await client.destroy();
});

test.each([
  ['of an active event, even the same', event.scheduled_start_time, 'INVALID_START_BY_STATUS'],
  ['that has passed, even the same', '2026-12-01T20:00:00Z', 'SCHEDULE_PAST'],
])('a start %s is refused', async (_, scheduled_start_time, code) => {
  await create(inVoice());
  if (code === 'INVALID_START_BY_STATUS') await change({ status: 2 });
  else seed.clock.now = new Date(atStart.getTime() + 60_000);
  const { errors } = await refusalOf(change({ name: 'New', scheduled_start_time }));
  expect(JSON.stringify(errors)).toContain(code);
  await change({ name: 'New' });
});

test('an event that moves elsewhere names its place and end, and that it has no channel', async () => {
  await create(inVoice());
  const { errors } = await refusalOf(change({ entity_type: 3, entity_metadata: { location: 'Here' } }));
  expect(Object.keys(errors ?? {})).toEqual(['channel_id', 'scheduled_end_time']);
  const { entity_type, entity_metadata, scheduled_end_time } = event;
  await change({ entity_type, entity_metadata, scheduled_end_time, channel_id: null });
  expect(only()).toMatchObject({ location: 'Here', channelId: null });
});
