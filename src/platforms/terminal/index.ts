// The terminal as a dispatcher: `docent meeting next` runs the same commands as Discord and Discourse.
import type { Account } from '../../core/account.ts';
import { customId } from '../../core/command/custom-id.ts';
import type { Invocation } from '../../core/command/invocation.ts';
import { readCommand, readFields } from '../../core/command/typed.ts';
import type { TextResolvers } from '../../core/command/values.ts';
import type { Command } from '../../core/command.ts';
import type { Dispatcher } from '../../core/dispatcher.ts';
import { code, type Document, doc, heading, list, p, strong } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import { noCapabilities } from '../../core/publication.ts';
import type { Attachment, Button, Field, FormReply, LinkButton, Reply, Said } from '../../core/reply.ts';
import { type Reader, render } from './render.ts';

/** The terminal, and who sits at it. */
export interface TerminalOptions extends Reader {
  readonly user: Account;
  /** Unique for ever: the request's id is made of it. */
  readonly requestId: string;
  /** The Discord guild or Discourse category whose group is meant, if there are several. */
  readonly space?: string;
  /** The group itself. */
  readonly groupId?: number;
  /** How people and places are found by name; without it they cannot be given. */
  readonly resolvers?: Pick<TextResolvers, 'person' | 'place'>;
  write(text: string): void;
  /** Asks for a line; absent when nobody is there to answer. */
  ask?(question: string): Promise<string>;
  /** Keeps a file that came with an answer; answers where. */
  save?(file: Attachment): Promise<string>;
}

/** Runs one command and says its answer. Answers the exit status: 0, or 1 when it could not be done. */
export async function runInTerminal(
  dispatcher: Dispatcher,
  argv: readonly string[],
  options: TerminalOptions,
): Promise<0 | 1> {
  if (argv.length === 0 || argv.some((word) => word === '--help' || word === '-h')) {
    const words = argv.filter((word) => !word.startsWith('-') && !word.includes(':'));
    options.write(render(usage(dispatcher.commands, words), options));
    return 0;
  }
  const invocation: Invocation = {
    id: `terminal/${options.requestId}`,
    platform: 'terminal',
    can: noCapabilities,
    caller: options.user,
    roles: [],
    // Whoever can start the bot here can read its database and keys anyway.
    isManager: true,
    progress: async (document) => options.write(render(document, options)),
    ...(options.space !== undefined && { space: options.space }),
    ...(options.groupId !== undefined && { groupId: options.groupId }),
  };
  try {
    const { command, values, fields } = await readCommand(argv, dispatcher.commands, {
      person: async (name) => await options.resolvers?.person(name),
      place: async (name) => await options.resolvers?.place(name),
      suggest: (of, option) => dispatcher.suggest(invocation, of.name, option),
    });
    return await converse(await dispatcher.run(invocation, command.name, values), {
      dispatcher,
      invocation,
      options,
      fields,
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // It was written for chat, where a command begins with a slash.
    options.write(`${error.message.replaceAll(/`\/(?=[a-z])/gu, '`docent ')}\n`);
    return 1;
  }
}

interface Conversation {
  readonly dispatcher: Dispatcher;
  readonly invocation: Invocation;
  readonly options: TerminalOptions;
  /** A form's fields that stood in the command. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Goes on until nothing is left to answer: fills forms, presses buttons. */
async function converse(reply: Reply, talk: Conversation): Promise<0 | 1> {
  const { dispatcher, invocation, options } = talk;
  if (reply.kind === 'form') {
    const values = await filled(reply, talk);
    const answer = await dispatcher.submit(invocation, customId(reply.form, reply.args), values);
    return await converse(answer, { ...talk, fields: {} });
  }
  options.write(render(reply.document, options));
  for (const file of reply.files ?? []) {
    options.write(options.save ? `Saved: ${await options.save(file)}\n` : `There is a file: ${file.name}\n`);
  }
  const pressed = await chosen(reply, options);
  if (pressed) {
    const answer = await dispatcher.press(invocation, customId(pressed.action, pressed.args));
    return await converse(answer, { ...talk, fields: {} });
  }
  return reply.isError ? 1 : 0;
}

async function chosen(said: Said, { write, ask }: TerminalOptions): Promise<Button | undefined> {
  const links = said.buttons?.filter((button): button is LinkButton => 'url' in button) ?? [];
  for (const { label, url } of links) write(`${label}: ${url}\n`);
  const buttons =
    said.buttons?.filter((button): button is Button => 'action' in button && button.disabled !== true) ?? [];
  if (!ask || buttons.length === 0) return undefined;
  const choices = buttons.map(({ label }, i) => `${i + 1} ${label}`).join(', ');
  const answer = await ask(`Press one of: ${choices} (Enter for none) `);
  return buttons[Number(answer.trim()) - 1];
}

async function filled(form: FormReply, { options, fields }: Conversation) {
  const isComplete = form.fields.every(
    ({ name, required, value }) => !required || (fields[name] ?? value ?? '') !== '',
  );
  const { ask } = options;
  if (!ask || (isComplete && Object.keys(fields).length > 0)) return readFields(form, fields);
  options.write(`${form.title}\n${form.intro === undefined ? '' : `${form.intro}\n`}`);
  const typed: Record<string, string> = { ...fields };
  for (const field of form.fields) {
    if (typed[field.name] === undefined) typed[field.name] = await answerTo(field, ask);
  }
  return readFields(form, typed);
}

async function answerTo(field: Field, ask: (question: string) => Promise<string>): Promise<string> {
  const choices = field.kind === 'select' ? ` (${field.choices.map(({ name }) => name).join(', ')})` : '';
  const kept = field.value ? ` [${field.value}]` : '';
  for (;;) {
    const answer = (await ask(`${field.label}${choices}${kept}: `)).trim() || (field.value ?? '');
    if (answer !== '' || !field.required) return answer;
  }
}

/** The commands whose names begin with these words; with their options when they are few. */
function usage(commands: readonly Command[], words: readonly string[]): Document {
  const beginning = words.join(' ');
  const found = commands.filter(
    ({ name }) => beginning === '' || name === beginning || name.startsWith(`${beginning} `),
  );
  const shown = found.length > 0 ? found : commands;
  return doc(
    heading(2, found.length > 0 && beginning !== '' ? `docent ${beginning}` : 'What you can ask of me'),
    shown.length > 6
      ? list(...shown.map((one) => [code(`docent ${one.name}`), ` ${one.description}`]))
      : shown.flatMap((one) => [p(code(`docent ${one.name}`), ` ${one.description}`), ...options(one)]),
    p`Write options as ${code('name:value')}, in quotes if there are spaces: ${code('name:"two words"')}.`,
  );
}

function options(command: Command) {
  const lines = Object.entries(command.options).map(([name, option]) => [
    strong(name),
    option.required ? ' (needed)' : '',
    `: ${option.description}`,
    option.choices ? ` (${option.choices.map((choice) => choice.name).join(', ')})` : '',
  ]);
  return lines.length === 0 ? [] : [list(...lines)];
}
