// What Discord refuses, the sandbox refuses with the same status, code and field.
import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bits } from '../../../src/sandbox/discord/index.ts';
import { openTown, refusalOf, type Town } from './town.ts';

let town: Town;
beforeEach(async () => {
  town = await openTown({ speed: 1000 });
});
afterEach(() => town.close());

const id = (name: string): string => town.discord.people.channel(name).id;
const guildId = (): string => [...town.discord.world.guilds.keys()][0] ?? '';
const send = (body: object, channel = 'general') =>
  town.rest.post(Routes.channelMessages(id(channel)), { body });
const button = (custom_id?: string, label = 'Go') => ({
  type: 2,
  style: 1,
  label,
  ...(custom_id && { custom_id }),
});
const rows = (...buttons: object[]) => ({ content: 'x', components: [{ type: 1, components: buttons }] });

describe('messages', () => {
  test.each([
    ['2,001 characters', { content: 'x'.repeat(2001) }, 'content', 'BASE_TYPE_MAX_LENGTH'],
    ['11 embeds', { embeds: Array(11).fill({ title: 'x' }) }, 'embeds', 'BASE_TYPE_MAX_LENGTH'],
    ['a long title', { embeds: [{ title: 'x'.repeat(257) }] }, 'embeds.0.title', 'BASE_TYPE_MAX_LENGTH'],
    [
      'an empty field',
      { embeds: [{ fields: [{ name: '', value: 'x' }] }] },
      'embeds.0.fields.0.name',
      'BASE_TYPE_REQUIRED',
    ],
    [
      '26 fields',
      { embeds: [{ fields: Array(26).fill({ name: 'x', value: 'y' }) }] },
      'embeds.0.fields',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'embeds over 6,000 together',
      { embeds: Array(2).fill({ description: 'x'.repeat(3001) }) },
      'embeds',
      'MAX_EMBED_SIZE_EXCEEDED',
    ],
    [
      'six rows',
      { content: 'x', components: Array.from('123456', (n) => ({ type: 1, components: [button(n)] })) },
      'components',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'six buttons in a row',
      rows(...Array.from('123456', (n) => button(n))),
      'components.0.components',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a custom id twice',
      rows(button('a'), button('a')),
      'components.0.components.1.custom_id',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'no custom id',
      rows(button()),
      'components.0.components.0.custom_id',
      'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED',
    ],
    [
      'a custom id of 101',
      rows(button('x'.repeat(101))),
      'components.0.components.0.custom_id',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a label of 81',
      rows(button('a', 'x'.repeat(81))),
      'components.0.components.0.label',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      '26 choices in a select',
      rows({
        type: 3,
        custom_id: 's',
        options: Array.from({ length: 26 }, (_, n) => ({ label: 'x', value: String(n) })),
      }),
      'components.0.components.0.options',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'parse and a list of the same',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions',
      'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    ],
    [
      '101 people who may be pinged',
      { content: 'x', allowed_mentions: { users: Array(101).fill('1') } },
      'allowed_mentions.users',
      'BASE_TYPE_MAX_LENGTH',
    ],
    ['a nonce of 26', { content: 'x', nonce: 'x'.repeat(26) }, 'nonce', 'BASE_TYPE_MAX_LENGTH'],
    ['a file that is not there', { attachments: [{ id: '0' }] }, 'attachments.0.id', 'ATTACHMENT_NOT_FOUND'],
    [
      'a reply to nothing',
      { content: 'x', message_reference: { message_id: '1' } },
      'message_reference',
      'REPLIES_UNKNOWN_MESSAGE',
    ],
    [
      'content beside components v2',
      { content: 'x', flags: 1 << 15, components: [{ type: 10, content: 'y' }] },
      'content',
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
  ])('with %s are refused', async (_, body, path, code) => {
    const refusal = await refusalOf(send(body));
    expect(refusal).toMatchObject({ status: 400, code: 50035 });
    const at = path.split('.').reduce<object>((inner, part) => ({ [part]: inner }), {});
    expect(Object.keys(at)).toHaveLength(1);
    expect(refusal.errors).toHaveProperty([...path.split('.'), '_errors', '0', 'code'], code);
  });

  test('that say nothing are refused', async () => {
    expect(await refusalOf(send({ content: ' ' }))).toMatchObject({ status: 400, code: 50006 });
  });

  test('at the very limits are taken', async () => {
    const embed = {
      title: 'x'.repeat(256),
      description: 'x'.repeat(4096),
      footer: { text: 'x'.repeat(1648) },
    };
    const components = Array.from({ length: 5 }, (_, row) => ({
      type: 1,
      components: Array.from({ length: 5 }, (_, n) => button(`${row}${n}`.padEnd(100, 'x'), 'x'.repeat(80))),
    }));
    await send({ content: 'x'.repeat(2000), embeds: [embed], components, nonce: 'x'.repeat(25) });
  });

  test('sent twice with one enforced nonce are one, for some minutes', async () => {
    const body = { content: 'Once', nonce: 'key', enforce_nonce: true };
    const first = await send(body);
    expect(await send(body)).toEqual(first);
    expect(town.discord.messages('#general')).toHaveLength(1);
    town.clock.forward(30);
    await send(body);
    expect(town.discord.messages('#general')).toHaveLength(2);
    await send({ ...body, enforce_nonce: false });
    expect(town.discord.messages('#general')).toHaveLength(3);
  });

  test('are listed newest first, before, after and around one', async () => {
    for (const content of ['1', '2', '3', '4', '5']) await send({ content });
    const ids = town.discord.messages('#general').map((one) => one.id);
    const list = async (query: Record<string, string>): Promise<string> => {
      const all = await town.rest.get(Routes.channelMessages(id('general')), {
        query: new URLSearchParams(query),
      });
      return Array.isArray(all) ? all.map(({ content }) => content).join('') : '';
    };
    expect(await list({})).toBe('54321');
    expect(await list({ limit: '2' })).toBe('54');
    expect(await list({ before: ids[2] ?? '' })).toBe('21');
    expect(await list({ after: ids[2] ?? '', limit: '1' })).toBe('4');
    expect(await list({ around: ids[2] ?? '', limit: '3' })).toBe('432');
  });

  test('of people are empty for a bot without the message content intent', async () => {
    town.discord.people.message('tokyo', '#general', 'Hello all');
    const [read] = await listed();
    expect(read).toMatchObject({ content: '' });
    town.discord.people.message('tokyo', '#general', 'Hello @docent');
    expect((await listed())[0]).toMatchObject({ content: expect.stringContaining('Hello') });
    town.discord.grantIntents({ content: true });
    expect((await listed())[1]).toMatchObject({ content: 'Hello all' });
  });

  async function listed(): Promise<unknown[]> {
    const all = await town.rest.get(Routes.channelMessages(id('general')));
    return Array.isArray(all) ? all : [];
  }
});

describe('pings', () => {
  test.each([
    ['nobody, when nothing may be parsed', '<@tokyo> @everyone', { parse: [] }, []],
    ['those who are named in allowed_mentions', '<@tokyo> <@prague>', { users: ['tokyo'] }, ['tokyo']],
    [
      'everybody who is mentioned, when nothing is said',
      '<@tokyo> <@prague>',
      undefined,
      ['prague', 'tokyo'],
    ],
    ['nobody in code', '`<@tokyo>`', undefined, []],
    ['nobody by @everyone without the permission', '@everyone', undefined, []],
  ])('reach %s', async (_, content, allowed, wanted) => {
    const idOf = (name: string): string => town.discord.people.user(name).id;
    const real = content.replaceAll(/<@(\w+)>/gu, (_, name: string) => `<@${idOf(name)}>`);
    const allowed_mentions = allowed && 'users' in allowed ? { users: allowed.users.map(idOf) } : allowed;
    await send({ content: real, ...(allowed_mentions && { allowed_mentions }) });
    expect(Object.keys(town.discord.counters().pings).sort()).toEqual(wanted);
  });

  test('come from no embed and no edit', async () => {
    const mention = `<@${town.discord.people.user('tokyo').id}>`;
    await send({ embeds: [{ description: mention }] });
    const [message] = town.discord.messages('#general');
    await town.rest.patch(Routes.channelMessage(id('general'), message?.id ?? ''), {
      body: { content: mention },
    });
    expect(town.discord.counters().pings).toEqual({});
  });

  test('reach only those who see the channel', async () => {
    const mention = ['tokyo', 'prague'].map((name) => `<@${town.discord.people.user(name).id}>`).join(' ');
    await send({ content: mention }, 'moderators');
    expect(town.discord.counters().pings).toEqual({ prague: 1 });
  });
});

describe('permissions', () => {
  test.each([
    ['a channel that is hidden', bits.ViewChannel, 50001],
    ['writing', bits.SendMessages, 50013],
    ['attaching', bits.AttachFiles, 50013],
  ])('%s is refused without its permission', async (_, taken, code) => {
    town.discord.removePermission('#general', taken);
    const request = town.rest.post(Routes.channelMessages(id('general')), {
      body: { content: 'x' },
      files: [{ name: 'a', data: Buffer.from('a') }],
    });
    expect(await refusalOf(request)).toMatchObject({ status: 403, code });
    town.discord.restorePermissions('#general');
    await send({ content: 'x' });
  });

  test('embeds are dropped silently without Embed Links', async () => {
    town.discord.removePermission('#general', bits.EmbedLinks);
    expect(await send({ content: 'x', embeds: [{ title: 'T' }] })).toMatchObject({ embeds: [] });
  });

  test.each([
    ['a channel that is gone', () => town.rest.get(Routes.channel('1')), 404, 10003],
    ['a message that is gone', () => town.rest.get(Routes.channelMessage(id('general'), '1')), 404, 10008],
    ['an event that is gone', () => town.rest.get(Routes.guildScheduledEvent(guildId(), '1')), 404, 10070],
    ['a user that is gone', () => town.rest.get(Routes.user('1')), 404, 10013],
    ['listing members without the intent', () => town.rest.get(Routes.guildMembers(guildId())), 403, 50001],
    ['a guild without the bot', () => town.rest.get(Routes.guild('1')), 404, 10004],
  ])('%s is refused as Discord does', async (_, ask, status, code) => {
    expect(await refusalOf(ask())).toMatchObject({ status, code });
  });

  test('a person who takes no messages cannot be written to', async () => {
    town.discord.closeDMs('tokyo');
    const channel = await town.rest.post(Routes.userChannels(), {
      body: { recipient_id: town.discord.people.user('tokyo').id },
    });
    const to = typeof channel === 'object' && channel !== null && 'id' in channel ? String(channel.id) : '';
    const request = town.rest.post(Routes.channelMessages(to), { body: { content: 'Hello' } });
    expect(await refusalOf(request)).toMatchObject({ status: 403, code: 50007 });
  });

  test('a revoked token is refused and counted', async () => {
    const fresh = town.discord.revokeToken();
    await expect(town.rest.get(Routes.user())).rejects.toMatchObject({ status: 401 });
    expect(town.discord.counters().invalid).toBe(1);
    town.rest.setToken(fresh);
    await town.rest.get(Routes.user());
  });

  test('archived and locked threads take what Discord lets them', async () => {
    await send({ content: 'Start' });
    const start = town.discord.messages('#general')[0]?.id ?? '';
    await town.rest.post(Routes.threads(id('general'), start), { body: { name: 'T' } });
    const again = town.rest.post(Routes.threads(id('general'), start), { body: { name: 'T' } });
    expect(await refusalOf(again)).toMatchObject({ code: 160004 });
    await town.rest.patch(Routes.channel(start), { body: { archived: true } });
    const renamed = town.rest.patch(Routes.channel(start), { body: { name: 'New' } });
    expect(await refusalOf(renamed)).toMatchObject({ code: 50083 });
    await town.rest.patch(Routes.channel(start), { body: { archived: false, name: 'New' } });
  });
});

describe('commands', () => {
  const base = { name: 'go', description: 'Goes' };
  const option = { type: 3, name: 'a', description: 'A' };
  const register = (body: object) =>
    town.rest.post(Routes.applicationGuildCommands(town.discord.applicationId, guildId()), { body });

  test.each([
    ['an uppercase name', { ...base, name: 'Go' }, 'name', 'APPLICATION_COMMAND_INVALID_NAME'],
    ['a space in its name', { ...base, name: 'g o' }, 'name', 'STRING_TYPE_REGEX'],
    ['no description', { name: 'go' }, 'description', 'BASE_TYPE_REQUIRED'],
    [
      'a description of 101',
      { ...base, description: 'x'.repeat(101) },
      'description',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'an uppercase option',
      { ...base, options: [{ ...option, name: 'A' }] },
      'options.0.name',
      'APPLICATION_COMMAND_INVALID_NAME',
    ],
    [
      'a required option after an optional one',
      { ...base, options: [option, { ...option, name: 'b', required: true }] },
      'options.1',
      'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    [
      'an option twice',
      { ...base, options: [option, option] },
      'options.1',
      'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
    ],
    [
      '26 options',
      { ...base, options: Array.from({ length: 26 }, (_, n) => ({ ...option, name: `o${n}` })) },
      'options',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'choices and completion',
      { ...base, options: [{ ...option, autocomplete: true, choices: [{ name: 'x', value: 'x' }] }] },
      'options.0.autocomplete',
      'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES',
    ],
    [
      'a group in a group',
      {
        ...base,
        options: [
          { ...option, type: 2, options: [{ ...option, type: 2, options: [{ ...option, type: 1 }] }] },
        ],
      },
      'options.0.options.0.type',
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ],
  ])('with %s are refused', async (_, body, path, code) => {
    const refusal = await refusalOf(register(body));
    expect(refusal).toMatchObject({ status: 400, code: 50035 });
    expect(refusal.errors).toHaveProperty([...path.split('.'), '_errors', '0', 'code'], code);
  });

  test('over 8,000 characters are refused', async () => {
    const wide = (n: number) => ({
      type: 1,
      name: `s${n}`,
      description: 'x'.repeat(90),
      options: Array.from({ length: 4 }, (_, i) => ({
        ...option,
        name: `o${i}`,
        description: 'x'.repeat(90),
      })),
    });
    const body = { ...base, options: Array.from({ length: 20 }, (_, n) => wide(n)) };
    expect((await refusalOf(register(body))).errors).toHaveProperty(
      '_errors.0.code',
      'APPLICATION_COMMAND_TOO_LARGE',
    );
  });

  test('are 100 at most, made 200 times a day at most; putting the same again costs nothing', async () => {
    const route = Routes.applicationGuildCommands(town.discord.applicationId, guildId());
    const hundred = (from: string) =>
      Array.from({ length: 100 }, (_, n) => ({ ...base, name: `${from}${n}` }));
    await town.rest.put(route, { body: hundred('a') });
    expect(await refusalOf(register({ ...base, name: 'more' }))).toMatchObject({ code: 30032 });
    for (let i = 0; i < 3; i += 1) await town.rest.put(route, { body: hundred('a') });
    await town.rest.put(route, { body: hundred('b') });
    expect(await refusalOf(town.rest.put(route, { body: hundred('c') }))).toMatchObject({ code: 30034 });
    town.clock.forward(24 * 60);
    await town.rest.put(route, { body: hundred('c') });
  });
});

describe('scheduled events', () => {
  const event = {
    name: 'Meeting',
    privacy_level: 2,
    scheduled_start_time: '2026-12-01T20:00:00Z',
    scheduled_end_time: '2026-12-01T21:00:00Z',
    entity_type: 3,
    entity_metadata: { location: 'Here' },
  };
  const create = (body: object) => town.rest.post(Routes.guildScheduledEvents(guildId()), { body });

  test.each([
    ['no end outside of Discord', { ...event, scheduled_end_time: undefined }, 'scheduled_end_time'],
    ['no place outside of Discord', { ...event, entity_metadata: undefined }, 'entity_metadata.location'],
    ['no channel in voice', { ...event, entity_type: 2 }, 'channel_id'],
    [
      'a start in the past',
      { ...event, scheduled_start_time: '2026-11-01T20:00:00Z' },
      'scheduled_start_time',
    ],
    [
      'an end before the start',
      { ...event, scheduled_end_time: '2026-12-01T19:00:00Z' },
      'scheduled_end_time',
    ],
    ['a name of 101', { ...event, name: 'x'.repeat(101) }, 'name'],
    ['a description of 1,001', { ...event, description: 'x'.repeat(1001) }, 'description'],
    [
      'a place of 101',
      { ...event, entity_metadata: { location: 'x'.repeat(101) } },
      'entity_metadata.location',
    ],
  ])('with %s are refused', async (_, body, path) => {
    const refusal = await refusalOf(create(body));
    expect(refusal).toMatchObject({ status: 400, code: 50035 });
    expect(refusal.errors).toHaveProperty(path);
  });

  test('are 100 open ones at most', async () => {
    for (let i = 0; i < 100; i += 1) await create(event);
    expect(await refusalOf(create(event))).toMatchObject({ status: 400, code: 30038 });
    const [first] = town.discord.events();
    await town.rest.patch(Routes.guildScheduledEvent(guildId(), first?.id ?? ''), { body: { status: 4 } });
    await create(event);
  });

  test('cannot go back, nor end before they began', async () => {
    await create(event);
    const route = Routes.guildScheduledEvent(guildId(), town.discord.events()[0]?.id ?? '');
    expect((await refusalOf(town.rest.patch(route, { body: { status: 3 } }))).errors).toHaveProperty(
      'status',
    );
    await town.rest.patch(route, { body: { status: 2 } });
    expect((await refusalOf(town.rest.patch(route, { body: { status: 4 } }))).errors).toHaveProperty(
      'status',
    );
  });
});
