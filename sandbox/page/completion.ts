// Completion of slash commands: what may come next after what has been typed, and whether it can be sent as it is.
import type { CommandOption } from '../discord/check/commands.ts';

/** A command that may be typed. */
export interface Typable {
  readonly path: readonly string[];
  readonly description: string;
  readonly definitions: readonly CommandOption[];
}

/** One proposal: `text` is the whole box when it is taken. */
export interface Proposal {
  readonly label: string;
  readonly detail: string;
  readonly text: string;
}

/** What is being typed. */
export type Stage =
  | { readonly kind: 'proposals'; readonly proposals: readonly Proposal[] }
  /** A value of an option; `before` is the text up to it. */
  | {
      readonly kind: 'value';
      readonly option: CommandOption;
      readonly typed: string;
      readonly before: string;
    };

/** What stands in the box. */
export interface Typing {
  readonly stage: Stage;
  /** A line about the command or the option at hand. */
  readonly hint: string;
  /** Whether a command with all that it needs stands there. */
  readonly isComplete: boolean;
}

const most = 25;
const token = /([-_\p{L}\p{N}]+):(?:"(?:[^"\\]|\\.)*"|[^\s"]\S*)(?=\s|$)/gu;
const openValue = /(?:^|\s)([-_\p{L}\p{N}]+):("(?:[^"\\]|\\.)*|[^\s"]*)$/u;

/** Reads what has been typed so far; `text` begins with a slash. */
export function typing(commands: readonly Typable[], text: string): Typing {
  const words = text.slice(1);
  const command = commands
    .filter(({ path }) => `${words} `.startsWith(`${path.join(' ')} `))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (!command || words === command.path.join(' ')) {
    return {
      stage: { kind: 'proposals', proposals: commandProposals(commands, words) },
      hint: command ? hintOf(command) : '',
      isComplete: command !== undefined && !command.definitions.some(({ required }) => required),
    };
  }
  const rest = words.slice(command.path.join(' ').length);
  const given = [...rest.matchAll(token)].map(([, name = '']) => name);
  const isComplete =
    rest.replaceAll(token, '').trim() === '' &&
    command.definitions.every(({ name, required }) => !required || given.includes(name));
  const [whole, name = '', typed = ''] = openValue.exec(rest) ?? [];
  const option = command.definitions.find((one) => one.name === name);
  if (whole !== undefined && option) {
    const before = text.slice(0, text.length - typed.length);
    const value = typed.replace(/^"/u, '').replaceAll(/\\(["\\])/gu, '$1');
    return { stage: { kind: 'value', option, typed: value, before }, hint: optionHint(option), isComplete };
  }
  return {
    stage: { kind: 'proposals', proposals: optionProposals(command, text, given) },
    hint: hintOf(command),
    isComplete,
  };
}

/** The values as proposals: those that contain what is typed, first those that begin with it. */
export function valueProposals(
  stage: Extract<Stage, { kind: 'value' }>,
  values: readonly { readonly name: string; readonly value: string | number }[],
): Proposal[] {
  return matching(values, stage.typed, ({ name }) => name).map(({ name, value }) => ({
    label: name,
    detail: '',
    text: `${stage.before}${quoted(String(value))} `,
  }));
}

function commandProposals(commands: readonly Typable[], words: string): Proposal[] {
  return matching(commands, words.trim(), ({ path }) => path.join(' ')).map(({ path, description }) => ({
    label: `/${path.join(' ')}`,
    detail: description,
    text: `/${path.join(' ')} `,
  }));
}

function optionProposals(command: Typable, text: string, given: readonly string[]): Proposal[] {
  const [last = ''] = /\S*$/u.exec(text) ?? [];
  // After a whole value the next word begins with a space.
  if (last !== '' && (last.includes(':') || last.endsWith('"'))) return [];
  const left = command.definitions.filter(({ name }) => !given.includes(name));
  return matching(left, last, ({ name }) => name).map(({ name, description, required }) => ({
    label: `${name}:`,
    detail: required ? `${description} (needed)` : description,
    text: `${text.slice(0, text.length - last.length)}${name}:`,
  }));
}

function matching<T>(all: readonly T[], typed: string, nameOf: (one: T) => string): T[] {
  const wanted = typed.toLowerCase();
  const names = all.map((one) => ({ one, name: nameOf(one).toLowerCase() }));
  const begin = names.filter(({ name }) => name.startsWith(wanted));
  const contain = names.filter(({ name }) => !name.startsWith(wanted) && name.includes(wanted));
  return [...begin, ...contain].slice(0, most).map(({ one }) => one);
}

function quoted(value: string): string {
  return /^[^\s"\\]+$/u.test(value) ? value : `"${value.replaceAll(/["\\]/gu, '\\$&')}"`;
}

function hintOf({ path, description, definitions }: Typable): string {
  const options = definitions.map(({ name, required }) => (required ? `${name}:` : `[${name}:]`));
  return [`/${path.join(' ')}`, ...options].join(' ') + (description === '' ? '' : ` · ${description}`);
}

function optionHint({ name, description, required }: CommandOption): string {
  return `${name}: ${description}${required ? '' : ' (optional)'}`;
}
