// Slash commands, buttons, forms and completions: each is led to the dispatcher, and answered in Discord's time.
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Interaction,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
  type User,
} from 'discord.js';
import type { Account } from '../../core/account.ts';
import { BoundedMap } from '../../core/bounded-map.ts';
import type { Invocation } from '../../core/command/invocation.ts';
import { type Option, type OptionValue, opensFormWith } from '../../core/command.ts';
import type { Dispatcher } from '../../core/dispatcher.ts';
import { code, p } from '../../core/document.ts';
import { DoneElsewhereError, messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { type Reply, whisper } from '../../core/reply.ts';
import { type AnswerParts, answering, offering } from './answers.ts';
import { type Asked, callsFor } from './calls.ts';
import { capabilities } from './capabilities.ts';
import type { AnswerRests } from './client.ts';
import { commandName } from './commands.ts';
import { valuesOf } from './forms.ts';
import { type Names, named, type namesOnServer } from './mentions.ts';
import { downloaded } from './posted.ts';
import { type WorkQueue, workQueue } from './work-queue.ts';

/** What answering works with. */
export interface InteractParts {
  readonly dispatcher: Dispatcher;
  readonly rests: AnswerRests;
  readonly work: WorkQueue;
  readonly delivery: WorkQueue;
  /** By answers from which somebody went on in private: the message that began it. */
  readonly beginnings: BoundedMap<string, string>;
  /** Where Discord is, if not at its own address. */
  readonly apiUrl: string | undefined;
  /** What those are called who are mentioned. */
  readonly names: ReturnType<typeof namesOnServer>;
  readonly log: Log;
}

/** What one bot keeps: what waits is acknowledged, and answered within the quarter of an hour that Discord gives. */
export function answersKept(): Pick<InteractParts, 'work' | 'delivery' | 'beginnings'> {
  return {
    beginnings: new BoundedMap(10_000),
    work: workQueue({ atOnce: 4, mostWaiting: 6_000 }),
    delivery: workQueue({ atOnce: 50, mostWaiting: Number.POSITIVE_INFINITY }),
  };
}

/** Answers one interaction; never throws. */
export function interact(parts: InteractParts, interaction: Interaction): Promise<void> {
  const { id } = interaction;
  parts.work.giveWay();
  return begin(parts, interaction).catch((error: unknown) => {
    // Both took Discord's answer for theirs; the one that did the work answers.
    if (error instanceof DoneElsewhereError) return;
    parts.log.warn(
      { interaction: id, err: error },
      `An answer did not reach its reader: ${messageOf(error)}`,
    );
  });
}

/** Takes from an interaction what its answer needs, so that nothing more of it is kept while it waits. */
async function begin(parts: InteractParts, interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) return suggest(parts, interaction);
  if (interaction.isChatInputCommand()) return runCommand(parts, interaction);
  if (interaction.isButton()) return press(parts, interaction);
  if (interaction.isModalSubmit()) return submit(parts, interaction);
}

function runCommand(parts: InteractParts, interaction: ChatInputCommandInteraction): Promise<void> {
  const { dispatcher } = parts;
  const name = nameOf(interaction);
  const values = optionValues(interaction.options.data, parts.apiUrl);
  const isPublished = async () => await isInOurThread(interaction);
  const invocation = { ...invocationOf(interaction), isPublished };
  const command = dispatcher.commands.find((one) => one.name === name);
  const isForm = command !== undefined && opensFormWith(command, values);
  const names = parts.names.of(interaction.client, interaction.guildId);
  return answering(answerParts(parts, interaction), { ...command, isForm }, async (progress) => {
    const refused = botRefused(interaction.options.data);
    if (refused) return refused;
    return dispatcher.run(
      { ...invocation, progress },
      name,
      await withNames(values, names, command?.options),
    );
  });
}

function press(parts: InteractParts, interaction: ButtonInteraction): Promise<void> {
  const { dispatcher } = parts;
  const { customId } = interaction;
  const isPublished = !isAnswer(interaction.message);
  const invocation = {
    ...invocationOf(interaction),
    ...messagesOf(parts, interaction),
    isPublished: async () => isPublished,
  };
  const isForm = dispatcher.opensForm(customId);
  return answering(answerParts(parts, interaction), { isForm }, (progress) =>
    dispatcher.press({ ...invocation, progress }, customId),
  );
}

function submit(parts: InteractParts, interaction: ModalSubmitInteraction): Promise<void> {
  const { dispatcher } = parts;
  const { customId } = interaction;
  const values = valuesOf(interaction);
  const names = parts.names.of(interaction.client, interaction.guildId);
  const invocation = { ...invocationOf(interaction), ...messagesOf(parts, interaction) };
  return answering(answerParts(parts, interaction), {}, async (progress) =>
    dispatcher.submit({ ...invocation, progress }, customId, await withNames(values, names)),
  );
}

/** The values with names for the mentions in what was typed, but where an option takes those for accounts. */
async function withNames<T extends OptionValue | undefined>(
  values: Readonly<Record<string, T>>,
  names: Names,
  options: Readonly<Record<string, Option>> = {},
): Promise<Record<string, T | string>> {
  const entries = Object.entries(values).map(async ([name, value]): Promise<[string, T | string]> => {
    const isText = typeof value === 'string' && !options[name]?.takesMentions;
    return [name, isText ? await named(value, names) : value];
  });
  return Object.fromEntries(await Promise.all(entries));
}

function suggest(parts: InteractParts, interaction: AutocompleteInteraction): Promise<void> {
  const { dispatcher } = parts;
  const focused = interaction.options.getFocused(true);
  const { [focused.name]: _, ...others } = rawValues(interaction.options.data);
  const option = { name: focused.name, typed: focused.value, others };
  const name = nameOf(interaction);
  const invocation = invocationOf(interaction);
  return offering(answerParts(parts, interaction), () => dispatcher.suggest(invocation, name, option));
}

function answerParts(
  { rests, work, delivery, log }: InteractParts,
  interaction:
    | ChatInputCommandInteraction
    | ButtonInteraction
    | ModalSubmitInteraction
    | AutocompleteInteraction,
): AnswerParts {
  const { id, applicationId, token } = interaction;
  const isFromMessage =
    interaction.isButton() || (interaction.isModalSubmit() && interaction.message !== null);
  const from = 'message' in interaction ? interaction.message : null;
  const isFromPrivate = from?.flags.has(MessageFlags.Ephemeral) ?? false;
  const asked: Asked = { id, applicationId, token, isFromMessage, isFromPrivate };
  const space = interaction.guildId ?? undefined;
  const own: WorkQueue = { ...work, run: (job, options) => work.run(job, { ...options, space }) };
  return { calls: callsFor(rests, asked), work: own, delivery, log };
}

function nameOf(interaction: ChatInputCommandInteraction | AutocompleteInteraction): string {
  const { options, commandName: name } = interaction;
  return commandName(name, options.getSubcommandGroup(false), options.getSubcommand(false));
}

/** Whether a message answered somebody. */
const isAnswer = ({ flags, interactionMetadata }: ButtonInteraction['message']): boolean =>
  flags.has(MessageFlags.Ephemeral) || interactionMetadata !== null;

/**
 * Whether a command was typed in a thread that the bot began, or that somebody began on what it published; of one that nobody
 * can look at, it is not known to be.
 */
async function isInOurThread({ channel, channelId, client }: ChatInputCommandInteraction): Promise<boolean> {
  const found = channel ?? (await client.channels.fetch(channelId).catch(() => null));
  if (found?.isThread() !== true) return false;
  if (found.ownerId === client.user.id) return true;
  // A thread bears the id of the message on which it was begun; in a forum that is its own first one.
  const first = await found.fetchStarterMessage().catch(() => null);
  return first !== null && first.author.id === client.user.id && !isAnswer(first);
}

/** Somebody's account, by what they are called on the server. */
function accountOf(user: User, member: Interaction['member'] | CommandInteractionOption['member']): Account {
  const nick = member && ('displayName' in member ? member.displayName : member.nick);
  return { platform: 'discord', id: user.id, name: nick ?? user.displayName };
}

/**
 * The message of a button or form and, where that answered somebody in private, the one that began it, which alone tells the
 * group there. Discord names the message before: of an answer to an answer, the first one is remembered for a while.
 */
function messagesOf(
  { beginnings }: InteractParts,
  { message, guildId }: ButtonInteraction | ModalSubmitInteraction,
): Pick<Invocation, 'messageId' | 'replyTo'> {
  if (!message) return {};
  const { id: messageId, interactionMetadata: asked } = message;
  const before = (asked?.triggeringInteractionMetadata ?? asked)?.interactedMessageId;
  if (!before || guildId !== null) return { messageId };
  const replyTo = beginnings.get(before) ?? before;
  beginnings.set(messageId, replyTo);
  return { messageId, replyTo };
}

/** What Discord knows of a visitor. */
function invocationOf(interaction: Exclude<Interaction, { user: undefined }>): Invocation {
  const { user, member, guildId, channelId, channel } = interaction;
  const all = member ? (Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()]) : [];
  // Everybody has the role that bears the guild's id.
  const roles = all.filter((role) => role !== guildId);
  const channelName = channel && 'name' in channel ? channel.name : null;
  const parentId = channel && 'parentId' in channel && channel.isThread() ? channel.parentId : null;
  return {
    id: `discord:${interaction.id}`,
    platform: 'discord',
    can: capabilities,
    ...(guildId !== null && { space: guildId }),
    caller: accountOf(user, member),
    roles,
    isManager: interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
    ...(channelId !== null && {
      place: {
        platform: 'discord',
        id: channelId,
        name: channelName ?? channelId,
        ...(parentId !== null && { within: parentId }),
      },
    }),
  };
}

/** The options of a command, wherever its subcommand nests them. */
function leaves(options: readonly CommandInteractionOption[]): CommandInteractionOption[] {
  return options.flatMap((option) => (option.options ? leaves(option.options) : [option]));
}

function optionValues(options: readonly CommandInteractionOption[], apiUrl: string | undefined) {
  return Object.fromEntries(leaves(options).map((option) => [option.name, optionValue(option, apiUrl)]));
}

/** A file that is not there by then is told of in words. */
const fileMilliseconds = 45_000;

function optionValue(
  { user, member, channel, attachment, value }: CommandInteractionOption,
  apiUrl: string | undefined,
): OptionValue | undefined {
  if (user) return accountOf(user, member);
  if (attachment) {
    const { id, name, url, size, description } = attachment;
    return {
      id,
      name,
      ...(description !== null && { description }),
      fetch: () => downloaded({ name, url, size }, { apiUrl, signal: AbortSignal.timeout(fileMilliseconds) }),
    };
  }
  if (channel) return { platform: 'discord', id: channel.id, name: channel.name ?? channel.id };
  return value;
}

/** What is said where a bot is named for a person, as Discord offers both; undefined where none is. */
function botRefused(options: readonly CommandInteractionOption[]): Reply | undefined {
  const bot = leaves(options).find(({ user }) => user?.bot);
  if (!bot?.user) return undefined;
  return whisper(p(code(bot.name), ': ', bot.user.displayName, ' is a bot. Choose a person.'));
}

function rawValues(options: readonly CommandInteractionOption[]): Record<string, unknown> {
  return Object.fromEntries(leaves(options).map(({ name, value }) => [name, value]));
}
