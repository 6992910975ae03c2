// Slash commands as people type them: `/meeting next series:"Docs call"`, read by the registered definitions.
import type { CommandOption } from './check/commands.ts';
import type { Channel, User } from './model.ts';
import { type FoundCommand, findCommand, TypingError } from './registered.ts';
import { placeOf } from './text.ts';
import type { World } from './world.ts';

/** A value as Discord sends it. */
export type OptionValue = string | number | boolean;

/** A command, found and read. */
export interface TypedCommand extends FoundCommand {
  readonly values: Readonly<Record<string, OptionValue>>;
}

/** Reads a typed command. With `isPartial` options may be missing and the last one unfinished. */
export function readCommand(
  world: World,
  {
    user,
    channel,
    text,
    given,
  }: { user: User; channel: Channel; text: string; given?: ReadonlyMap<string, string> },
  isPartial = false,
): TypedCommand {
  const isOpen = isPartial && (text.replaceAll(/\\./gu, '').match(/"/gu)?.length ?? 0) % 2 === 1;
  const whole = `${text.trim().replace(/^\//u, '')}${isOpen ? '"' : ''}`;
  const [named = '', rest = ''] = splitOptions(whole);
  const found = findCommand(world, channel, named.split(/\s+/u).filter(Boolean));
  const typed: Record<string, string> = {};
  for (const [, name = '', quoted, plain = ''] of rest.matchAll(optionPattern)) {
    typed[name] = quoted === undefined ? plain : quoted.replaceAll(/\\(["\\])/gu, '$1');
  }
  const left = rest.replaceAll(optionPattern, '').trim();
  if (left !== '') {
    throw new TypingError(
      `"${left}" is not part of an option. Write name:value, and quotes around values with spaces.`,
    );
  }
  return {
    ...found,
    values: readValues(world, { user, channel, ...(given && { given }), ...found }, typed, isPartial),
  };
}

const optionPattern = /([-_\p{L}\p{N}]+):(?:"((?:[^"\\]|\\.)*)"|(\S*))/gu;

function splitOptions(text: string): [string, string] {
  const at = text.search(/[-_\p{L}\p{N}]+:/u);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at)];
}

interface Reading {
  readonly user: User;
  readonly channel: Channel;
  readonly path: readonly string[];
  readonly definitions: readonly CommandOption[];
  /** The numbers of the files at hand, by their names. */
  readonly given?: ReadonlyMap<string, string>;
}

/** Turns typed or given values into what Discord sends; throws `TypingError`. */
export function readValues(
  world: World,
  { user, channel, path, definitions, given = new Map() }: Reading,
  typed: Readonly<Record<string, OptionValue>>,
  isPartial: boolean,
): Record<string, OptionValue> {
  const command = `/${path.join(' ')}`;
  const values: Record<string, OptionValue> = {};
  for (const [name, value] of Object.entries(typed)) {
    const definition = definitions.find((one) => one.name === name);
    // Stories say yes in advance; a command that asks nothing needs no answer.
    if (!definition && name === 'confirmed') continue;
    if (!definition) {
      const names = definitions.map((one) => one.name).join(', ');
      throw new TypingError(`${command} has no option "${name}". It has: ${names || 'none'}`);
    }
    values[name] = isPartial ? value : readValue(world, { user, channel, definition, given }, value);
  }
  const missing = definitions.filter(({ name, required }) => required && values[name] === undefined);
  if (missing.length > 0 && !isPartial) {
    throw new TypingError(`${command} needs ${missing.map(({ name }) => `${name}:`).join(' ')}`);
  }
  return values;
}

function readValue(
  world: World,
  {
    user,
    channel,
    definition,
    given,
  }: {
    user: User;
    channel: Channel;
    definition: CommandOption;
    given: ReadonlyMap<string, string>;
  },
  value: OptionValue,
): OptionValue {
  const wrong = (what: string): never => {
    throw new TypingError(`${definition.name}: ${what}, not "${value}"`);
  };
  const text = String(value);
  const choice = definition.choices?.find((one) => one.name === text || String(one.value) === text);
  if (choice) return choice.value;
  if (definition.choices?.length) {
    return wrong(`takes one of ${definition.choices.map((one) => `"${one.name}"`).join(', ')}`);
  }
  const {
    min_length: shortest = 0,
    max_length: longest = 6000,
    min_value: least,
    max_value: most,
  } = definition;
  switch (definition.type) {
    case 3:
      if (text.length < shortest || text.length > longest)
        wrong(`takes ${shortest} to ${longest} characters`);
      return text;
    case 4:
    case 10: {
      const number = Number(text);
      if (text.trim() === '' || Number.isNaN(number)) return wrong('takes a number');
      if (definition.type === 4 && !Number.isInteger(number)) wrong('takes a whole number');
      if (least !== undefined && number < least) wrong(`takes at least ${least}`);
      if (most !== undefined && number > most) wrong(`takes at most ${most}`);
      return number;
    }
    case 5:
      if (['true', 'yes', 'on'].includes(text.toLowerCase())) return true;
      if (['false', 'no', 'off'].includes(text.toLowerCase())) return false;
      return wrong('takes yes or no');
    case 6:
      return findUser(world, text)?.id ?? wrong('takes a person, as @name');
    case 7: {
      const found = findChannel(world, channel, text);
      const kinds = definition.channel_types ?? [];
      if (found && kinds.length > 0 && !kinds.includes(found.type)) wrong('takes a channel of another kind');
      return found?.id ?? wrong('takes a channel, as #name');
    }
    case 8:
      return findRole(channel, text) ?? wrong('takes a role, as @name');
    case 9:
      return (
        findUser(world, text)?.id ?? findRole(channel, text) ?? wrong('takes a person or role, as @name')
      );
    case 11:
      return given.get(text) ?? wrong('takes a file that is at hand');
    default:
      return wrong(`of this kind cannot be typed here by ${user.name}`);
  }
}

const bare = (text: string): string => text.replace(/^<?[@#][!&]?/u, '').replace(/>$/u, '');

/** A user by name, mention or id. */
export function findUser(world: World, text: string): User | undefined {
  const name = bare(text);
  return world.users.get(name) ?? [...world.users.values()].find((one) => one.name === name);
}

/** A channel or thread by name, mention or id, in the guild of another. */
export function findChannel(world: World, near: Channel, text: string): Channel | undefined {
  const name = bare(text);
  const found = world.channels.get(name);
  if (found) return found;
  return [...world.channels.values()].findLast(
    (one) => one.guild === near.guild && (one.name === name || placeOf(one) === text),
  );
}

function findRole({ guild }: Channel, text: string): string | undefined {
  const name = bare(text);
  return [...(guild?.roles.values() ?? [])].find(
    (one) => one.id === name || one.name.replace(/^@/u, '') === name,
  )?.id;
}
