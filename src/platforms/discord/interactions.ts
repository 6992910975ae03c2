// Slash commands, buttons, forms and completions: each is led to the dispatcher, and answered in Discord's time.
import { setImmediate } from 'node:timers/promises';
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Interaction,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { OptionValue, Reply } from '../../core/command.ts';
import type { Dispatcher, Invocation } from '../../core/dispatcher.ts';
import { messageOf } from '../../core/errors.ts';
import { answering, type Progress } from './answers.ts';
import { capabilities } from './capabilities.ts';
import { commandName } from './commands.ts';
import { valuesOf } from './forms.ts';
import type { Log } from './log.ts';
import { shortened } from './message.ts';

/** Discord shows nothing when choices come later than three seconds. */
const suggestMilliseconds = 2_500;

/** What answering works with. */
export interface InteractParts {
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  /** Whether this bot is the first to take a request on: Discord tells every bot that has the token. */
  isFirst(id: string): Promise<boolean>;
  /** Whether many are being answered at this moment. */
  isBusy(): boolean;
}

/** Answers one interaction; never throws. */
export async function interact(
  { dispatcher, log, isFirst, isBusy }: InteractParts,
  interaction: Interaction,
): Promise<void> {
  try {
    if (interaction.isAutocomplete()) return await suggest(dispatcher, interaction);
    // Without the database the dispatcher says what is wrong.
    const isMine = (): Promise<boolean> => isFirst(idOf(interaction)).catch(() => true);
    // SQLite answers without letting anything else have its turn: so those who came together are counted first.
    await setImmediate();
    const parts = { dispatcher, log, isFirst: isMine, isBusy: isBusy() };
    if (interaction.isChatInputCommand()) return await runCommand(interaction, parts);
    if (interaction.isButton()) return await press(interaction, parts);
    if (interaction.isModalSubmit()) return await submit(interaction, parts);
  } catch (error) {
    log.warn(
      { interaction: interaction.id, err: error },
      `An answer did not reach its reader: ${messageOf(error)}`,
    );
  }
}

/** What one answer works with. */
interface AnswerParts {
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  readonly isFirst: () => Promise<boolean>;
  readonly isBusy: boolean;
}

async function runCommand(
  interaction: ChatInputCommandInteraction,
  { dispatcher, ...parts }: AnswerParts,
): Promise<void> {
  const name = nameOf(interaction);
  const values = optionValues(interaction.options.data);
  const isForm = dispatcher.commands.find((one) => one.name === name)?.opensForm ?? false;
  await answering(interaction, { ...parts, isForm }, (progress) =>
    dispatcher.run({ ...invocationOf(interaction), progress }, name, values),
  );
}

async function press(interaction: ButtonInteraction, { dispatcher, ...parts }: AnswerParts): Promise<void> {
  const work = (progress: Progress): Promise<Reply> =>
    dispatcher.press(
      { ...invocationOf(interaction), messageId: interaction.message.id, progress },
      interaction.customId,
    );
  await answering(interaction, { ...parts, isForm: dispatcher.opensForm(interaction.customId) }, work);
}

async function submit(
  interaction: ModalSubmitInteraction,
  { dispatcher, ...parts }: AnswerParts,
): Promise<void> {
  const messageId = interaction.message?.id;
  await answering(interaction, { ...parts, isForm: false }, (progress) =>
    dispatcher.submit(
      { ...invocationOf(interaction), ...(messageId !== undefined && { messageId }), progress },
      interaction.customId,
      valuesOf(interaction),
    ),
  );
}

async function suggest(dispatcher: Dispatcher, interaction: AutocompleteInteraction): Promise<void> {
  const focused = interaction.options.getFocused(true);
  const { [focused.name]: _, ...others } = rawValues(interaction.options.data);
  const late = Promise.withResolvers<[]>();
  const timer = setTimeout(() => late.resolve([]), suggestMilliseconds);
  try {
    const option = { name: focused.name, typed: focused.value, others };
    const found = dispatcher.suggest(invocationOf(interaction), nameOf(interaction), option);
    const choices = await Promise.race([found, late.promise]);
    await interaction.respond(
      choices.slice(0, 25).map(({ name, value }) => ({ name: shortened(name, 100), value })),
    );
  } finally {
    clearTimeout(timer);
  }
}

function nameOf(interaction: ChatInputCommandInteraction | AutocompleteInteraction): string {
  const { options, commandName: name } = interaction;
  return commandName(name, options.getSubcommandGroup(false), options.getSubcommand(false));
}

function idOf({ id }: Interaction): string {
  return `discord:${id}`;
}

/** What Discord knows of a visitor. */
export function invocationOf(interaction: Exclude<Interaction, { user: undefined }>): Invocation {
  const { user, member, guildId, channelId, channel } = interaction;
  const nick = member && ('displayName' in member ? member.displayName : member.nick);
  const all = member ? (Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()]) : [];
  // Everybody has the role that bears the guild's id.
  const roles = all.filter((role) => role !== guildId);
  const channelName = channel && 'name' in channel ? channel.name : null;
  return {
    id: idOf(interaction),
    platform: 'discord',
    can: capabilities,
    ...(guildId !== null && { space: guildId }),
    caller: { platform: 'discord', id: user.id, name: nick ?? user.displayName },
    roles,
    isManager: interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
    ...(channelId !== null && {
      place: { platform: 'discord', id: channelId, name: channelName ?? channelId },
    }),
  };
}

/** The options of a command, wherever its subcommand nests them. */
function leaves(options: readonly CommandInteractionOption[]): CommandInteractionOption[] {
  return options.flatMap((option) => (option.options ? leaves(option.options) : [option]));
}

function optionValues(options: readonly CommandInteractionOption[]): Record<string, OptionValue | undefined> {
  return Object.fromEntries(leaves(options).map((option) => [option.name, optionValue(option)]));
}

function optionValue({ user, member, channel, value }: CommandInteractionOption): OptionValue | undefined {
  if (user) {
    const nick = member && ('displayName' in member ? member.displayName : member.nick);
    return { platform: 'discord', id: user.id, name: nick ?? user.displayName };
  }
  if (channel) return { platform: 'discord', id: channel.id, name: channel.name ?? channel.id };
  return value;
}

function rawValues(options: readonly CommandInteractionOption[]): Record<string, unknown> {
  return Object.fromEntries(leaves(options).map(({ name, value }) => [name, value]));
}
