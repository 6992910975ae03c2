// Commands: what Discord refuses in them, and how many there may be.
import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSeeded, refusalOf, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openSeeded({ speed: 1000 });
});
afterEach(() => seed.close());

const guildId = (): string => [...seed.discord.world.guilds.keys()][0] ?? '';

describe('commands', () => {
  const base = { name: 'go', description: 'Goes' };
  const option = { type: 3, name: 'a', description: 'A' };
  const register = (body: object) =>
    seed.rest.post(Routes.applicationGuildCommands(seed.discord.applicationId, guildId()), { body });

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
    [
      'more least than most letters',
      { ...base, options: [{ ...option, min_length: 5, max_length: 4 }] },
      'options.0.min_length',
      'APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID',
    ],
    [
      'a greater least than greatest number',
      { ...base, options: [{ ...option, type: 10, min_value: 5, max_value: 4 }] },
      'options.0.min_value',
      'APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID',
    ],
    [
      'a least number for a text',
      { ...base, options: [{ ...option, min_value: 1 }] },
      'options.0.min_value',
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ],
    [
      'a length for a number',
      { ...base, options: [{ ...option, type: 4, max_length: 5 }] },
      'options.0.max_length',
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ],
    [
      'kinds of channel for a role',
      { ...base, options: [{ ...option, type: 8, channel_types: [0] }] },
      'options.0.channel_types',
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ],
    [
      'two choices of one name',
      {
        ...base,
        options: [
          {
            ...option,
            choices: [
              { name: 'x', value: 'x' },
              { name: 'x', value: 'y' },
            ],
          },
        ],
      },
      'options.0.choices.1',
      'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
    ],
    [
      'a language that there is not',
      { ...base, name_localizations: { xx: 'go' } },
      'name_localizations.xx',
      'ENUM_TYPE_COERCE',
    ],
  ])('with %s are refused', async (_, body, path, code) => {
    const refusal = await refusalOf(register(body));
    expect(refusal).toMatchObject({ status: 400, code: 50035 });
    expect(refusal.errors).toHaveProperty([...path.split('.'), '_errors', '0', 'code'], code);
  });

  test('of one name are refused in one list, at the second; another type may have the name', async () => {
    const route = Routes.applicationGuildCommands(seed.discord.applicationId, guildId());
    await seed.rest.put(route, { body: [base, { name: 'go', type: 2 }] });
    const refusal = await refusalOf(seed.rest.put(route, { body: [base, { ...base, name: 'no' }, base] }));
    expect(refusal).toMatchObject({ status: 400, code: 50035 });
    expect(refusal.errors).toEqual({
      2: { _errors: [{ code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message: expect.any(String) }] },
    });
    // Nothing of a refused list is kept.
    expect(await seed.rest.get(route)).toHaveLength(2);
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
    const route = Routes.applicationGuildCommands(seed.discord.applicationId, guildId());
    const hundred = (from: string) =>
      Array.from({ length: 100 }, (_, n) => ({ ...base, name: `${from}${n}` }));
    await seed.rest.put(route, { body: hundred('a') });
    expect(await refusalOf(register({ ...base, name: 'more' }))).toMatchObject({ code: 30032 });
    for (let i = 0; i < 3; i += 1) await seed.rest.put(route, { body: hundred('a') });
    await seed.rest.put(route, { body: hundred('b') });
    expect(await refusalOf(seed.rest.put(route, { body: hundred('c') }))).toMatchObject({ code: 30034 });
    seed.clock.forward(24 * 60);
    await seed.rest.put(route, { body: hundred('c') });
  });
});
