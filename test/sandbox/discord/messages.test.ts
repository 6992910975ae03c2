// What Discord refuses in messages, the sandbox refuses with the same code at the same field; and what it keeps of them.
import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSeeded, refusalOf, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openSeeded({ speed: 1000 });
});
afterEach(() => seed.close());

const id = (name: string): string => seed.discord.people.channel(name).id;
const send = (body: object, channel = 'general') =>
  seed.rest.post(Routes.channelMessages(id(channel)), { body });
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
    ['an embed that says nothing', { embeds: [{ color: 5 }] }, 'embeds.0.description', 'BASE_TYPE_REQUIRED'],
    [
      'white space in a field',
      { embeds: [{ fields: [{ name: 'x', value: ' \n ' }] }] },
      'embeds.0.fields.0.value',
      'BASE_TYPE_REQUIRED',
    ],
    [
      'somebody twice among those who may be pinged',
      { content: 'x', allowed_mentions: { users: ['1', '1'] } },
      'allowed_mentions.users.1',
      'SET_TYPE_ALREADY_CONTAINS_VALUE',
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
    expect(seed.discord.messages('#general')).toHaveLength(1);
    seed.clock.forward(30);
    await send(body);
    expect(seed.discord.messages('#general')).toHaveLength(2);
    await send({ ...body, enforce_nonce: false });
    expect(seed.discord.messages('#general')).toHaveLength(3);
  });

  test('that were deleted are not sent again with their nonce, 10008', async () => {
    const body = { content: 'Once', nonce: 'key', enforce_nonce: true };
    await send(body);
    const [message] = seed.discord.messages('#general');
    await seed.rest.delete(Routes.channelMessage(id('general'), message?.id ?? ''));
    expect(await refusalOf(send(body))).toMatchObject({ status: 404, code: 10008 });
    seed.clock.forward(30);
    await send(body);
  });

  test('are kept without the white space around their texts', async () => {
    const embed = { title: ' Title ', fields: [{ name: 'Name\n', value: '\tValue' }] };
    expect(await send({ content: '\n Hello \n', embeds: [embed] })).toMatchObject({
      content: 'Hello',
      embeds: [{ title: 'Title', fields: [{ name: 'Name', value: 'Value' }] }],
    });
  });

  test('of Discord itself are not answered', async () => {
    await send({ content: 'Pin me' });
    const [first] = seed.discord.messages('#general');
    await seed.rest.put(Routes.channelMessagesPin(id('general'), first?.id ?? ''));
    const notice = seed.discord.messages('#general')[1]?.id;
    const { errors } = await refusalOf(send({ content: 'x', message_reference: { message_id: notice } }));
    expect(JSON.stringify(errors)).toContain('REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE');
  });

  test('are listed newest first, before, after and around one', async () => {
    for (const content of ['1', '2', '3', '4', '5']) await send({ content });
    const ids = seed.discord.messages('#general').map((one) => one.id);
    const list = async (query: Record<string, string>): Promise<string> => {
      const all = await seed.rest.get(Routes.channelMessages(id('general')), {
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
    seed.discord.people.message('tokyo', '#general', 'Hello all');
    const [read] = await listed();
    expect(read).toMatchObject({ content: '' });
    seed.discord.people.message('tokyo', '#general', 'Hello @docent');
    expect((await listed())[0]).toMatchObject({ content: expect.stringContaining('Hello') });
    seed.discord.grantIntents({ content: true });
    expect((await listed())[1]).toMatchObject({ content: 'Hello all' });
  });

  async function listed(): Promise<unknown[]> {
    const all = await seed.rest.get(Routes.channelMessages(id('general')));
    return Array.isArray(all) ? all : [];
  }
});
