// Every constraint of Discord's official document on the bodies that the sandbox takes is broken once: it refuses each.
import { Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../../sandbox/discord/server.ts';
import { isInFull, shareOf } from '../../in-full.ts';
import { officialDocument } from '../../openapi.ts';
import { breachFinder, queryBreaches } from './breaches.ts';
import {
  command,
  embed,
  event,
  fields,
  form,
  input,
  label,
  laidOut,
  message,
  rows,
  selects,
} from './examples.ts';
import { openSeeded, type Seed } from './seed.ts';

const official = officialDocument('discord.openapi.json');
const breachesOf = official && breachFinder(official);

let seed: Seed;
beforeAll(async () => {
  seed = await openSeeded({ speed: 100_000 });
});
afterAll(() => seed.close());

/** Takes a body to the sandbox; answers what came back. */
type Sending = (body: unknown) => Promise<{ status: number; code: unknown }>;

const sending =
  (method: string, path: () => string): Sending =>
  async (body) => {
    const response = await fetch(`${seed.discord.url}/v10${path()}`, {
      method,
      headers: { authorization: `Bot ${seed.discord.botToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const json: { code?: unknown } | null = JSON.parse((await response.text()) || 'null');
    return { status: response.status, code: json?.code };
  };

const id = (name: string): string => seed.discord.people.channel(name).id;
const guildId = (): string => [...seed.discord.world.guilds.keys()][0] ?? '';
const commands = (): `/${string}` => Routes.applicationGuildCommands(seed.discord.applicationId, guildId());

const operations: readonly (readonly [
  method: string,
  template: string,
  about: string,
  example: unknown,
  path: () => string,
])[] = [
  ['POST', '/applications/{application_id}/guilds/{guild_id}/commands', 'a command', command, commands],
  ['PUT', '/applications/{application_id}/guilds/{guild_id}/commands', 'all commands', [command], commands],
  [
    'POST',
    '/channels/{channel_id}/messages',
    'a message',
    message,
    () => Routes.channelMessages(id('general')),
  ],
  [
    'POST',
    '/channels/{channel_id}/messages',
    'a message with selects',
    { components: selects.slice(4).map((one) => ({ type: 1, components: [one] })) },
    () => Routes.channelMessages(id('general')),
  ],
  [
    'POST',
    '/channels/{channel_id}/messages',
    'a message of components',
    laidOut,
    () => Routes.channelMessages(id('general')),
  ],
  [
    'PATCH',
    '/channels/{channel_id}/messages/{message_id}',
    'a changed message',
    { content: 'Hello', embeds: [embed], components: rows, allowed_mentions: { parse: [] }, flags: 4 },
    () => Routes.channelMessage(id('general'), ownMessage()),
  ],
  [
    'POST',
    '/channels/{channel_id}/messages/{message_id}/threads',
    'a thread from a message',
    { name: 'Talk', auto_archive_duration: 60, rate_limit_per_user: 5 },
    () => Routes.threads(id('general'), ownMessage()),
  ],
  [
    'POST',
    '/channels/{channel_id}/threads',
    'a thread',
    { name: 'Talk', auto_archive_duration: 60, rate_limit_per_user: 5, type: 11, invitable: true },
    () => Routes.threads(id('general')),
  ],
  [
    'POST',
    '/channels/{channel_id}/threads',
    'a post in a forum',
    { name: 'How?', auto_archive_duration: 60, applied_tags: ['1'], message: { content: 'So?' } },
    () => Routes.threads(id('questions')),
  ],
  [
    'POST',
    '/guilds/{guild_id}/channels',
    'a channel',
    {
      name: 'new',
      type: 0,
      topic: 'About it',
      position: 1,
      nsfw: false,
      rate_limit_per_user: 5,
      permission_overwrites: [{ id: '1', type: 0, allow: 1024, deny: 0 }],
    },
    () => Routes.guildChannels(guildId()),
  ],
  [
    'POST',
    '/guilds/{guild_id}/channels',
    'a forum',
    { name: 'new', type: 15, available_tags: [{ name: 'open', moderated: false }] },
    () => Routes.guildChannels(guildId()),
  ],
  [
    'PATCH',
    '/channels/{channel_id}',
    'a changed channel',
    { name: 'general', topic: 'About it', rate_limit_per_user: 5 },
    () => Routes.channel(id('general')),
  ],
  [
    'POST',
    '/guilds/{guild_id}/scheduled-events',
    'an event elsewhere',
    event,
    () => Routes.guildScheduledEvents(guildId()),
  ],
  [
    'POST',
    '/guilds/{guild_id}/scheduled-events',
    'an event in a voice channel',
    { ...event, entity_type: 2, entity_metadata: null, channel_id: '1' },
    () => Routes.guildScheduledEvents(guildId()),
  ],
  [
    'PATCH',
    '/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}',
    'a changed event',
    { ...event, status: 1 },
    () => Routes.guildScheduledEvent(guildId(), known.event),
  ],
  [
    'PATCH',
    '/applications/{application_id}/guilds/{guild_id}/commands/{command_id}',
    'a changed command',
    command,
    () => Routes.applicationGuildCommand(seed.discord.applicationId, guildId(), known.command),
  ],
  [
    'PATCH',
    '/channels/{channel_id}',
    'a changed thread',
    {
      name: 'Talk',
      archived: false,
      locked: false,
      invitable: true,
      auto_archive_duration: 60,
      rate_limit_per_user: 5,
      flags: 0,
      applied_tags: ['1'],
    },
    () => Routes.channel(known.thread),
  ],
  ['POST', '/users/@me/channels', 'a conversation', { recipient_id: '1' }, () => Routes.userChannels()],
];

/** Somebody runs a command; the path answers it. */
function openInteraction(): { path: string; seen: Promise<unknown> } {
  let path = '';
  const stop = seed.discord.world.onPacket(({ type, data }) => {
    const payload = type === 'INTERACTION_CREATE' ? data(true) : undefined;
    if (typeof payload !== 'object' || payload === null || !('id' in payload) || !('token' in payload))
      return;
    path = `/interactions/${payload.id}/${payload.token}/callback`;
  });
  const seen = seed.discord.people.commandText('tokyo', '#general', '/hello');
  stop();
  return { path, seen };
}

const known = { event: '', command: '', thread: '' };
let ownId: string | undefined;
const ownMessage = (): string => ownId ?? '';

describe.skipIf(!breachesOf)('refused as the official document says', () => {
  beforeAll(async () => {
    await seed.rest.post(Routes.channelMessages(id('general')), { body: { content: 'Hello' } });
    ownId = seed.discord.messages('#general')[0]?.id;
    const made = async (request: Promise<unknown>): Promise<string> => {
      const answer = await request;
      return typeof answer === 'object' && answer !== null && 'id' in answer ? String(answer.id) : '';
    };
    const simple = { name: 'changes', description: 'Changes' };
    known.event = await made(seed.rest.post(Routes.guildScheduledEvents(guildId()), { body: event }));
    known.command = await made(seed.rest.post(commands(), { body: simple }));
    known.thread = await made(
      seed.rest.post(Routes.threads(id('general')), { body: { name: 'Talk', type: 11 } }),
    );
    const guild = seed.discord.world.guilds.get(guildId());
    for (const role of guild?.roles.values() ?? []) role.permissions = seed.discord.allPermissions;
  });

  test.each(operations)('%s %s: %s', async (method, template, _, example, path) => {
    const breaches = breachesOf?.(method, template, example) ?? [];
    const send = sending(method, path);
    const taken: string[] = [];
    for (const { what, body } of shareOf(breaches, 5, 2)) {
      const { status, code } = await send(body);
      if (status !== 400 || code !== 50035) taken.push(`${what} → ${status} ${String(code)}`);
    }
    expect(taken).toEqual([]);
    expect(breaches.length).toBeGreaterThan(1);
  });

  test.each([
    ['a form of labels', form(fields.slice(0, 5).map(label))],
    ['a form of labels, continued', form(fields.slice(5).map(label))],
    ['a form of rows', form([{ type: 1, components: [{ ...input, label: 'Words' }] }])],
    ['a message', { type: 4, data: { content: 'Hello', embeds: [embed], components: rows, flags: 64 } }],
    ['"thinking"', { type: 5, data: { flags: 64 } }],
  ])('answers to interactions: %s', async (_, example) => {
    await seed.rest.put(commands(), { body: [{ name: 'hello', description: 'Greets' }] });
    const template = '/interactions/{interaction_id}/{interaction_token}/callback';
    const breaches = breachesOf?.('POST', template, example) ?? [];
    const taken: string[] = [];
    for (const { what, body } of shareOf(breaches, 5, 2)) {
      const open = openInteraction();
      const { status, code } = await sending('POST', () => open.path)(body);
      if (status !== 400 || code !== 50035) taken.push(`${what} → ${status} ${String(code)}`);
      await sending('POST', () => open.path)({ type: 4, data: { content: 'Hello' } });
      await open.seen;
    }
    expect(taken).toEqual([]);
    expect(breaches.length).toBeGreaterThan(1);
  });

  test.each([
    ['POST', '/webhooks/{webhook_id}/{webhook_token}', 'a follow-up', message, ''],
    [
      'PATCH',
      '/webhooks/{webhook_id}/{webhook_token}/messages/@original',
      'a changed answer',
      { content: 'Hello', embeds: [embed], components: rows, allowed_mentions: { parse: [] } },
      '/messages/@original',
    ],
  ])('%s %s: %s', async (method, template, _, example, path) => {
    await seed.rest.put(commands(), { body: [{ name: 'hello', description: 'Greets' }] });
    const open = openInteraction();
    await sending('POST', () => open.path)({ type: 4, data: { content: 'Hello' } });
    await open.seen;
    const token = open.path.split('/')[3] ?? '';
    const send = sending(method, () => `/webhooks/${seed.discord.applicationId}/${token}${path}`);
    const breaches = breachesOf?.(method, template, example) ?? [];
    const taken: string[] = [];
    for (const { what, body } of shareOf(breaches, 5, 2)) {
      const { status, code } = await send(body);
      if (status !== 400 || code !== 50035) taken.push(`${what} → ${status} ${String(code)}`);
    }
    expect(taken).toEqual([]);
    expect(breaches.length).toBeGreaterThan(1);
  });

  test('every query of what is read', async () => {
    seed.discord.world.application.privileged.members = true;
    const ids: Readonly<Record<string, string>> = {
      guild: guildId(),
      event: known.event,
      channel: id('general'),
    };
    const taken: string[] = [];
    let count = 0;
    for (const { method, path } of routes.filter((one) => one.method === 'GET')) {
      const real = path.replaceAll(/:(\w+)/gu, (_, name: string) =>
        path.endsWith('/thread-members') ? known.thread : (ids[name] ?? '1'),
      );
      for (const { what, query } of shareOf(queryBreaches(official, path), 5, 2)) {
        count += 1;
        const { status, code } = await sending(method, () => `${real}?${query}`)(undefined);
        if (status !== 400 || code !== 50035) taken.push(`${path} ${what} → ${status} ${String(code)}`);
      }
    }
    expect(taken).toEqual([]);
    expect(count).toBeGreaterThan(isInFull ? 10 : 2);
  });
});
