// The bot's commands as Discord's application commands, registered in a guild only when they differ.

import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ChannelType,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import type { Command, Option } from '../../core/command.ts';
import { shortened } from '../../core/text/shortened.ts';

/** A slash command as it is registered. */
export type SlashCommand = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Builds the slash commands; `meeting series create` becomes a subcommand in a group. */
export function slashCommands(commands: readonly Command[]): SlashCommand[] {
  const top = Map.groupBy(commands, ({ name }) => wordsOf(name)[0] ?? '');
  return [...top].map(([name, members]) => slashCommand(name, members));
}

/** The full name of a command from the words that Discord sends. */
export function commandName(...words: readonly (string | null)[]): string {
  return words.filter((word) => word !== null).join(' ');
}

const registered = z.array(z.unknown());

/** Registers the commands in a guild, if what is there differs; answers whether it had to. */
export async function registerCommands(
  rest: REST,
  where: { applicationId: string; guildId: string; wanted: readonly SlashCommand[] },
): Promise<boolean> {
  const { applicationId, guildId, wanted } = where;
  const route = Routes.applicationGuildCommands(applicationId, guildId);
  if (isSameSet(registered.parse(await rest.get(route)), wanted)) return false;
  registered.parse(await rest.put(route, { body: wanted }));
  return true;
}

/** Whether what a guild has equals what is wanted, apart from what Discord adds. */
export function isSameSet(present: readonly unknown[], wanted: readonly SlashCommand[]): boolean {
  if (present.length !== wanted.length) return false;
  const byName = (one: unknown): string => (isRecord(one) && typeof one.name === 'string' ? one.name : '');
  const sorted = (list: readonly unknown[]): unknown[] =>
    [...list].sort((a, b) => byName(a).localeCompare(byName(b))).map((one) => normal(one));
  return JSON.stringify(sorted(present)) === JSON.stringify(sorted(wanted));
}

function slashCommand(name: string, members: readonly Command[]): SlashCommand {
  const frame = { type: 1 as const, name };
  const [only] = members;
  if (only && members.length === 1 && wordsOf(only.name).length === 1)
    return { ...frame, description: only.description, options: optionsOf(only) };
  const groups = Map.groupBy(members, (member) => {
    const words = wordsOf(member.name);
    if (words.length < 2 || words.length > 3)
      throw new Error(`/${member.name}: a command has one to three words`);
    return words.length === 3 ? (words[1] ?? '') : '';
  });
  const options = [...groups].flatMap(([group, inGroup]): APIApplicationCommandOption[] => {
    const subcommands = inGroup.map((member) => ({
      type: ApplicationCommandOptionType.Subcommand as const,
      name: wordsOf(member.name).at(-1) ?? '',
      description: member.description,
      options: optionsOf(member),
    }));
    if (group === '') return subcommands;
    return [
      {
        type: ApplicationCommandOptionType.SubcommandGroup,
        name: group,
        description: `${name} ${group}`,
        options: subcommands,
      },
    ];
  });
  return { ...frame, description: groupDescription(name, members), options };
}

function groupDescription(name: string, members: readonly Command[]): string {
  const verbs = [...new Set(members.map((member) => wordsOf(member.name)[1] ?? ''))].join(', ');
  const whole = `${name}: ${verbs}`;
  return shortened(whole, 100);
}

function optionsOf(member: Command): APIApplicationCommandBasicOption[] {
  // Discord wants the required ones first.
  const sorted = Object.entries(member.options).sort(
    ([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false),
  );
  return sorted.map(([name, option]) => optionOf(name, option));
}

function optionOf(name: string, option: Option): APIApplicationCommandBasicOption {
  const common = { name, description: option.description, required: option.required ?? false };
  const choices = option.choices?.map((choice) => ({ name: choice.name, value: choice.value }));
  const autocomplete = option.suggest && { autocomplete: true as const };
  switch (option.type) {
    case 'string':
      return {
        ...common,
        type: ApplicationCommandOptionType.String,
        ...(option.min !== undefined && { min_length: option.min }),
        ...(option.max !== undefined && { max_length: option.max }),
        ...(choices ? { choices } : autocomplete),
      };
    case 'integer':
      return {
        ...common,
        type: ApplicationCommandOptionType.Integer,
        ...(option.min !== undefined && { min_value: option.min }),
        ...(option.max !== undefined && { max_value: option.max }),
        ...autocomplete,
      };
    case 'place':
      return {
        ...common,
        type: ApplicationCommandOptionType.Channel,
        ...(option.places && { channel_types: option.places.flatMap((kind) => channelTypes[kind]) }),
      };
    default:
      return { ...common, type: plainTypes[option.type] };
  }
}

/** Options that have nothing of their own. */
const plainTypes = {
  boolean: ApplicationCommandOptionType.Boolean,
  person: ApplicationCommandOptionType.User,
  role: ApplicationCommandOptionType.Role,
  file: ApplicationCommandOptionType.Attachment,
} as const;

const channelTypes = {
  text: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
  voice: [ChannelType.GuildVoice],
  forum: [ChannelType.GuildForum],
} as const;

const wordsOf = (name: string): string[] => name.split(' ');

const compared = [
  'type',
  'name',
  'description',
  'required',
  'choices',
  'options',
  'autocomplete',
  'min_length',
  'max_length',
  'min_value',
  'max_value',
  'channel_types',
  'value',
];

/** What both sides say in the same way: only known fields, in one order, without what means nothing. */
function normal(one: unknown): unknown {
  if (Array.isArray(one)) return one.map((item) => normal(item));
  if (!isRecord(one)) return one;
  const kept = compared.flatMap((key): [string, unknown][] => {
    const value = normal(one[key]);
    const isNothing =
      value === undefined ||
      value === null ||
      value === false ||
      (Array.isArray(value) && value.length === 0);
    return isNothing ? [] : [[key, value]];
  });
  return Object.fromEntries(kept);
}

function isRecord(one: unknown): one is Record<string, unknown> {
  return typeof one === 'object' && one !== null && !Array.isArray(one);
}
