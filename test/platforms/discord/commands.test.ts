// Commands as slash commands: their shape, their limits, and when a guild must be told anew.
import { REST } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { type Command, command, type Option } from '../../../src/core/command.ts';
import { doc, p } from '../../../src/core/document.ts';
import { openForm, say } from '../../../src/core/reply.ts';
import { isSameSet, registerCommands, slashCommands } from '../../../src/platforms/discord/commands.ts';
import { modalOf } from '../../../src/platforms/discord/forms.ts';
import { isFromOutside, outsideError } from '../../../src/platforms/discord/outside.ts';
import { hasOpenApi, openApiJudge } from './openapi.ts';

const named = (name: string, options: Record<string, Option> = {}, description = 'Does it'): Command =>
  command({ name, description, access: 'everyone', options, run: async () => say(doc(p('done'))) });

describe('slash commands', () => {
  it('three words become a subcommand in a group, two a subcommand, one a command', () => {
    const made = slashCommands([named('meeting series create'), named('meeting next'), named('ask')]);
    expect(made).toMatchObject([
      {
        name: 'meeting',
        options: [
          { type: 2, name: 'series', options: [{ type: 1, name: 'create', description: 'Does it' }] },
          { type: 1, name: 'next', description: 'Does it' },
        ],
      },
      { name: 'ask', description: 'Does it', options: [] },
    ]);
    expect(JSON.stringify(made)).not.toContain('default_member_permissions');
  });

  it('required options come first, and every kind of option has its type', () => {
    const [made] = slashCommands([
      named('ask', {
        text: { type: 'string', description: 'Words', max: 200 },
        count: { type: 'integer', description: 'How many', min: 1, required: true },
        loud: { type: 'boolean', description: 'Loud or not' },
        who: { type: 'person', description: 'Somebody', required: true },
        where: { type: 'place', description: 'A channel', places: ['voice', 'forum'] },
        kind: { type: 'string', description: 'One of them', choices: [{ name: 'One', value: '1' }] },
        zone: { type: 'string', description: 'A zone', suggest: async () => [] },
        only: { type: 'role', description: 'A role' },
        shown: { type: 'file', description: 'A file' },
      }),
    ]);
    expect(made?.options?.map(({ name, type }) => [name, type])).toEqual([
      ['count', 4],
      ['who', 6],
      ['text', 3],
      ['loud', 5],
      ['where', 7],
      ['kind', 3],
      ['zone', 3],
      ['only', 8],
      ['shown', 11],
    ]);
    expect(made?.options).toMatchObject([
      { required: true, min_value: 1 },
      { required: true },
      { required: false, max_length: 200 },
      {},
      { channel_types: [2, 15] },
      { choices: [{ name: 'One', value: '1' }] },
      { autocomplete: true },
      {},
      {},
    ]);
  });

  it('four words are refused', () => {
    expect(() => slashCommands([named('a b c d')])).toThrow(/one to three words/u);
  });
});

describe('a guild is told anew', () => {
  const wanted = slashCommands([
    named('meeting next', { a: { type: 'string', description: 'Words' } }),
    named('ask'),
  ]);
  /** As Discord answers: with ids, versions and nulls, in an order of its own. */
  const answered = (commands: readonly object[]): object[] =>
    [...commands].reverse().map((one, i) => ({
      ...one,
      id: String(i),
      version: '1',
      default_member_permissions: null,
      nsfw: false,
      name_localizations: null,
      contexts: null,
      integration_types: [0],
    }));

  it('not when Discord has the same, however it says so', () => {
    expect(isSameSet(answered(wanted), wanted)).toBe(true);
  });

  it('when a description, an option or a command differs', () => {
    const others = [
      slashCommands([named('meeting next', { a: { type: 'string', description: 'Other' } }), named('ask')]),
      slashCommands([
        named('meeting next', { a: { type: 'string', description: 'Words', required: true } }),
        named('ask'),
      ]),
      slashCommands([named('meeting next', { a: { type: 'string', description: 'Words' } })]),
      slashCommands([named('meeting last', { a: { type: 'string', description: 'Words' } }), named('ask')]),
    ];
    for (const other of others) expect(isSameSet(answered(other), wanted)).toBe(false);
    expect(isSameSet([], wanted)).toBe(false);
  });

  it.each([
    [400, 30034, false, /today/u],
    [403, 50001, true, /scope applications\.commands: I try again/u],
    [400, 50035, true, /Invalid.*See whether there is a newer version of me\.$/u],
  ])(
    'refused with %i and code %i is tried again only where that can help',
    async (status, code, isPermanent, words) => {
      const rest = new REST({
        async makeRequest(_url, { method }) {
          const headers = { 'content-type': 'application/json' };
          if (method === 'GET') return new Response('[]', { headers });
          return new Response(JSON.stringify({ code, message: 'Invalid' }), { status, headers });
        },
      }).setToken('made.up.token');
      const error = await registerCommands(rest, { applicationId: '1', guildId: '11', wanted }).catch(
        (thrown: unknown) => thrown,
      );
      const outside = isFromOutside(error) ? outsideError(error, { what: 'register', guild: '11' }) : error;
      expect(outside).toMatchObject({ isPermanent, message: expect.stringMatching(words) });
    },
  );

  it.each(['GET', 'PUT'])('once more when a page of something between answered %s', async (method) => {
    const asked: string[] = [];
    const rest = new REST({
      async makeRequest(_url, init) {
        asked.push(init.method ?? '');
        if (init.method === method) return new Response('<html>Welcome to this network</html>');
        return new Response('[]', { headers: { 'content-type': 'application/json' } });
      },
    }).setToken('made.up.token');
    const parts = { applicationId: '1', guildId: '11', wanted };
    const error: unknown = await registerCommands(rest, parts).catch((thrown: unknown) => thrown);
    expect(isFromOutside(error)).toBe(true);
    expect(asked.at(-1)).toBe(method);
  });
});

if (!hasOpenApi) process.stdout.write('Not judged by the OpenAPI document: it is absent (DOCENT_SPECS).\n');
describe.skipIf(!hasOpenApi)('by the official OpenAPI document', () => {
  it('the commands are such as Discord takes', () => {
    const options: Record<string, Option> = {
      who: { type: 'person', description: 'Somebody', required: true },
      where: { type: 'place', description: 'A channel', places: ['text'] },
      count: { type: 'integer', description: 'How many', min: 1, max: 9 },
      kind: { type: 'string', description: 'One of them', choices: [{ name: 'One', value: '1' }] },
      zone: { type: 'string', description: 'A zone', suggest: async () => [] },
      only: { type: 'role', description: 'A role' },
      shown: { type: 'file', description: 'A file' },
    };
    const commands = slashCommands([
      named('meeting series create', options),
      named('meeting next'),
      named('ask', options),
    ]);
    expect(openApiJudge()('PUT', '/applications/1/guilds/2/commands', commands)).toBeUndefined();
  });

  it('forms are such modals as Discord takes, with what had been typed', () => {
    const form = openForm('amas/ask', {
      title: 'Ask a question, with a title that is longer than Discord allows',
      args: ['3'],
      fields: [
        {
          kind: 'paragraph',
          name: 'question',
          label: 'Your question',
          required: true,
          maxLength: 4000,
          value: 'How?',
        },
        {
          kind: 'select',
          name: 'anonymous',
          label: 'Anonymous',
          hint: 'Moderators still see you',
          required: false,
          value: 'yes',
          choices: [
            { name: 'Yes', value: 'yes' },
            { name: 'No', value: 'no' },
          ],
        },
      ],
    });
    const body = { type: 9, data: modalOf(form) };
    expect(openApiJudge()('POST', '/interactions/1/token/callback', body)).toBeUndefined();
    expect(body.data).toMatchObject({
      custom_id: 'v1:amas/ask:3',
      components: [
        { component: { custom_id: 'question', value: 'How?' } },
        { component: { options: [{ value: 'yes', default: true }, { value: 'no' }] } },
      ],
    });
  });
});
