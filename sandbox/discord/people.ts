// People at their clients: they type commands, press buttons, fill forms and write, and see what comes back.

import type { Modal } from './check/modal.ts';
import {
  findChannel,
  findUser,
  type OptionValue,
  readCommand,
  readValues,
  type TypedCommand,
} from './command-text.ts';
import { filledRight } from './filling.ts';
import { componentOf, Finding } from './finding.ts';
import type { Choice, Interaction, Interactions, Outcome } from './interactions.ts';
import { post, remove } from './messages.ts';
import type { Attachment, Channel, Message, User } from './model.ts';
import { commandData, componentData, type Filled, formData, interactionPayload } from './payloads.ts';
import { bits, can } from './permissions.ts';
import { findCommand, listCommands, mayUse, TypingError } from './registered.ts';
import { placeOf, textOf } from './text.ts';
import { openThread } from './threads.ts';
import type { World } from './world.ts';

/** How long, in real time, a person waits for the reply after "thinking". */
const patienceMilliseconds = 15_000;

/** So many files of options are kept. */
const mostGiven = 100;

/** What a person sees after acting. */
export interface Seen {
  readonly kind: Outcome['kind'];
  readonly text: string;
  readonly isPrivate: boolean;
  readonly message: Message | undefined;
  readonly form: Modal | undefined;
}

/** A form that somebody has open. */
export interface OpenForm {
  readonly form: Modal;
  readonly channel: Channel;
  readonly source: Message | undefined;
}

/** A file that somebody attaches. */
export interface PeoplesFile {
  readonly name: string;
  readonly type: string;
  /** What it shows, in words. */
  readonly description?: string;
  readonly content: Uint8Array;
}

/** All that people do. Users and channels are given by name (`tokyo`, `#meetings`) or id; `dm` is the bot's conversation. */
export class People extends Finding {
  readonly #interactions: Interactions;
  readonly #forms = new Map<string, OpenForm>();
  readonly #last = new Map<string, Seen>();

  constructor(world: World, interactions: Interactions) {
    super(world);
    this.#interactions = interactions;
  }

  /** Runs a command with its options by name, where people and channels may be named, and `files` by their names. */
  async command(
    userName: string,
    channelName: string,
    path: readonly string[],
    options: Readonly<Record<string, OptionValue>> = {},
    files: readonly PeoplesFile[] = [],
  ): Promise<Seen> {
    const { user, channel } = this.#at(userName, channelName);
    const found = findCommand(this.world, channel, path);
    const given = this.#given(files);
    const values = readValues(this.world, { user, channel, given, ...found }, options, false);
    return await this.#run(user, channel, { ...found, values });
  }

  /**
   * Runs a command as it is typed: `/meeting next series:"Docs call"`; an option that takes a file names one of `files`.
   * Throws `TypingError`.
   */
  async commandText(
    userName: string,
    channelName: string,
    text: string,
    files: readonly PeoplesFile[] = [],
  ): Promise<Seen> {
    const { user, channel } = this.#at(userName, channelName);
    const given = this.#given(files);
    return await this.#run(user, channel, readCommand(this.world, { user, channel, text, given }));
  }

  /** What somebody may type at a place: paths, descriptions and options. */
  commands(userName: string, channelName: string): ReturnType<typeof listCommands> {
    const { user, channel } = this.#at(userName, channelName);
    return listCommands(this.world, user, channel);
  }

  /** The completions for the option that stands last in an unfinished command. */
  async autocomplete(userName: string, channelName: string, text: string): Promise<readonly Choice[]> {
    const { user, channel } = this.#at(userName, channelName);
    const typed = readCommand(this.world, { user, channel, text }, true);
    const focused = Object.keys(typed.values).at(-1) ?? '';
    const definition = typed.definitions.find(({ name }) => name === focused);
    if (definition?.choices) return definition.choices;
    if (!definition?.autocomplete) throw new TypingError(`"${focused}" has no completion`);
    const outcome = await this.#interactions.open(
      { type: 4, user, channel, name: typed.path.join(' '), source: undefined },
      (one) => interactionPayload(this.world, one, commandData(this.world, typed, one, focused)),
      patienceMilliseconds,
    );
    if (outcome.kind === 'choices') return outcome.choices;
    this.#seen(user, channel, outcome);
    return [];
  }

  /** Presses a button, given by its custom id or its label. */
  async press(userName: string, messageId: string, button: string): Promise<Seen> {
    return await this.#use(userName, messageId, button, undefined);
  }

  /** Chooses in a select, given by its custom id or placeholder. */
  async select(
    userName: string,
    messageId: string,
    select: string,
    values: readonly string[],
  ): Promise<Seen> {
    return await this.#use(userName, messageId, select, values);
  }

  /** Sends the form that somebody has open; values by custom id or label. It stays open when the bot fails. */
  async submit(userName: string, filled: Filled): Promise<Seen> {
    const user = this.user(userName);
    const open = this.#forms.get(user.id);
    if (!open) throw new TypingError(`${user.name} has no form open`);
    const values = filledRight(open.form, filled);
    const seen = await this.#act(
      { type: 5, user, channel: open.channel, name: undefined, source: open.source },
      (one) => formData(this.world, one, open.form, values),
    );
    if (seen.kind !== 'failed' && this.#forms.get(user.id) === open) this.#forms.delete(user.id);
    return seen;
  }

  /** The form that somebody has open. */
  openForm(userName: string): OpenForm | undefined {
    return this.#forms.get(this.user(userName).id);
  }

  /** Closes a form without sending it. */
  dismissForm(userName: string): void {
    this.#forms.delete(this.user(userName).id);
  }

  /** Writes a message; mentions as `@name` and `#channel` become real ones. */
  message(
    userName: string,
    channelName: string,
    text: string,
    { replyTo, files = [] }: { replyTo?: string; files?: readonly PeoplesFile[] } = {},
  ): Message {
    const { user, channel } = this.#at(userName, channelName);
    const needed = channel.thread ? bits.SendMessagesInThreads : bits.SendMessages;
    const isLocked = channel.thread?.locked && !can(channel, user, bits.ManageThreads);
    if (isLocked || !can(channel, user, bits.ViewChannel | needed)) {
      throw new TypingError(`${user.name} may not write in ${placeOf(channel)}`);
    }
    const content = text
      .replaceAll(/@([\w.-]+)/gu, (whole, name: string) => {
        const found = findUser(this.world, name);
        return found ? `<@${found.id}>` : whole;
      })
      .replaceAll(/(?<![<\w])#([\w-]+)/gu, (whole, name: string) => {
        const found = findChannel(this.world, channel, name);
        return found ? `<#${found.id}>` : whole;
      });
    const answered = replyTo === undefined ? undefined : channel.messages.get(replyTo);
    const attachments = files.map((file) => this.#attached(file, false));
    return post(this.world, channel, user, { content, replyTo: answered, attachments });
  }

  #attached({ name, type, content, description }: PeoplesFile, isEphemeral: boolean): Attachment {
    const id = this.world.ids.next();
    return { id, filename: name, description, contentType: type, content, isEphemeral };
  }

  /** Files for the options of a command, which Discord keeps for some time; their numbers by their names. */
  #given(files: readonly PeoplesFile[]): ReadonlyMap<string, string> {
    const all = files.map((file) => this.#attached(file, true));
    for (const file of all) this.world.given.set(file.id, file);
    for (const id of [...this.world.given.keys()].slice(0, -mostGiven)) this.world.given.delete(id);
    return new Map(all.map(({ filename, id }) => [filename, id]));
  }

  /** Begins a thread on a message of a channel. */
  beginThread(userName: string, messageId: string, name: string): Channel {
    const user = this.user(userName);
    const from = this.findMessage(messageId);
    const { channel } = from;
    const isThere = !from.onlyFor && !this.world.channels.has(from.id);
    if (!isThere || !can(channel, user, bits.ViewChannel | bits.CreatePublicThreads))
      throw new TypingError(`${user.name} may not begin a thread there`);
    return openThread(this.world, channel, user, { name, type: 11, autoArchiveMinutes: 1440, from });
  }

  /** Deletes a message as a moderator would. */
  deleteMessage(messageId: string): void {
    remove(this.world, this.findMessage(messageId));
  }

  /** What somebody saw last after acting, as it stands now. */
  lastReply(userName: string): Seen | undefined {
    const seen = this.#last.get(this.user(userName).id);
    return seen?.message ? { ...seen, text: textOf(seen.message) } : seen;
  }

  #at(userName: string, channelName: string): { user: User; channel: Channel } {
    const user = this.user(userName);
    const channel = this.channel(channelName, user);
    if (!can(channel, user, bits.ViewChannel))
      throw new TypingError(`${user.name} does not see ${channelName}`);
    return { user, channel };
  }

  async #run(user: User, channel: Channel, typed: TypedCommand): Promise<Seen> {
    if (!mayUse(user, channel, typed.command)) {
      throw new TypingError(`${user.name} may not use /${typed.path.join(' ')} here`);
    }
    return await this.#act({ type: 2, user, channel, name: typed.path.join(' '), source: undefined }, (one) =>
      commandData(this.world, typed, one),
    );
  }

  async #use(
    userName: string,
    messageId: string,
    wanted: string,
    values: readonly string[] | undefined,
  ): Promise<Seen> {
    const user = this.user(userName);
    const message = this.findMessage(messageId);
    const { channel } = message;
    const isVisible = can(channel, user, bits.ViewChannel) && (!message.onlyFor || message.onlyFor === user);
    if (!isVisible) throw new TypingError(`${user.name} does not see this message`);
    const component = componentOf(message, wanted);
    if (!component) throw new TypingError(`The message has no "${wanted}". It says: ${textOf(message)}`);
    if (component.disabled === true) throw new TypingError(`"${wanted}" is switched off`);
    return await this.#act({ type: 3, user, channel, name: undefined, source: message }, (one) =>
      componentData(this.world, one, component, values),
    );
  }

  async #act(
    start: Pick<Interaction, 'type' | 'user' | 'channel' | 'name' | 'source'>,
    data: (interaction: Interaction) => object,
  ): Promise<Seen> {
    const outcome = await this.#interactions.open(
      start,
      (one) => interactionPayload(this.world, one, data(one)),
      patienceMilliseconds,
    );
    if (outcome.kind === 'form') {
      this.#forms.set(start.user.id, { form: outcome.form, channel: start.channel, source: start.source });
    }
    return this.#seen(start.user, start.channel, outcome);
  }

  #seen(user: User, channel: Channel, outcome: Outcome): Seen {
    const message = 'message' in outcome ? outcome.message : undefined;
    const form = outcome.kind === 'form' ? outcome.form : undefined;
    const said = {
      thinking: `${this.world.bot.name} is thinking…`,
      failed: 'The application did not respond',
    };
    const text = message
      ? textOf(message)
      : (form?.title ?? (outcome.kind === 'failed' || outcome.kind === 'thinking' ? said[outcome.kind] : ''));
    if (outcome.kind === 'failed') {
      this.world.happen({ place: placeOf(channel), who: user.name, kind: 'error', text });
    }
    const seen = {
      kind: outcome.kind,
      text,
      isPrivate: !message || message.onlyFor !== undefined,
      message,
      form,
    };
    this.#last.set(user.id, seen);
    return seen;
  }
}
