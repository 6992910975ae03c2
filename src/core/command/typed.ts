// Reads commands that were typed as text: `meeting move series:"Docs call" to:"tue 20:00"`, in a post or at the terminal.

import { type Command, confirmedOption, type OptionValue } from '../command.ts';
import { UserError } from '../errors.ts';
import type { FormReply } from '../reply.ts';
import { plainMarks } from '../text/plain-marks.ts';
import { assignBareWords, bareOption, isChoiceOf } from './bare-words.ts';
import {
  choiceOf,
  isNear,
  listed,
  nearest,
  readValue,
  refuseLong,
  refuseMissing,
  type TextResolvers,
  unknownOption,
} from './values.ts';

/** A command that was typed. */
export interface ReadCommand {
  readonly command: Command;
  readonly values: Readonly<Record<string, OptionValue | undefined>>;
  /** Of a command that opens a form: the form's fields, typed as if they were options. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A word of a command; in quotes it can hold white space and is taken as it stands. */
interface Token {
  readonly text: string;
  readonly isQuoted: boolean;
}

/**
 * Reads a command, from a text or from words that a shell has separated. Throws `UserError` that says what is wrong
 * and what would be right.
 */
export async function readCommand(
  input: string | readonly string[],
  commands: readonly Command[],
  resolvers: TextResolvers,
): Promise<ReadCommand> {
  const tokens =
    typeof input === 'string' ? tokensOf(input) : input.map((text) => ({ text, isQuoted: true }));
  const { command, rest } = commandOf(tokens, commands);
  const typed = optionsOf(command, rest);
  const values: Record<string, OptionValue> = {};
  const fields: Record<string, string> = {};
  for (const [name, text] of typed) {
    const option = command.options[name];
    if (isTakenAway(command, name, text)) {
      if (typed.has('remove') || values.remove !== undefined)
        throw new UserError(`One thing is taken away at a time. Do \`${name}:none\` by itself.`);
      values.remove = name;
    } else if (option)
      values[name] = await readValue(text, { command, name, option, resolvers, others: values });
    else fields[name] = text;
  }
  refuseMissing(command, values);
  return { command, values, fields };
}

/** Whether `host:none` was typed for what is chosen or counted rather than written: another option takes it away. */
function isTakenAway({ options }: Command, name: string, text: string): boolean {
  const isChosen = options[name] !== undefined && options[name].type !== 'string';
  const isRemovable = options.remove?.choices?.some(({ value }) => value === name) === true;
  return isChosen && isRemovable && /^\s*none\s*$/iu.test(text);
}

/**
 * How a command is typed where commands are text: `/meeting next` is `@docent meeting next` with `@docent` as `bot`.
 * Anything else stays as it is.
 */
export function asTyped(words: string, bot: string): string {
  return words.replace(/^\/(?:docent )?(?=[a-z][a-z-]*(?:[ :]|$))/u, () => `${bot} `);
}

/** A command as it is typed, with these values: `/meeting cancel meeting:"12" reason:"I am ill"`. */
export function commandText(
  command: Pick<Command, 'name' | 'options'>,
  values: Readonly<Record<string, OptionValue | undefined>>,
): string {
  const words = Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined || !(name in command.options)) return [];
    if (typeof value === 'string') return [`${name}:"${escaped(value)}"`];
    return [`${name}:${typeof value === 'object' ? `"${value.id}"` : value}`];
  });
  return [`/${command.name}`, ...words].join(' ').replace(/\s+/gu, ' ');
}

/** A value as it stands in quotes: with a backslash before each mark, and backslashes doubled where a mark follows. */
const escaped = (value: string) =>
  value.replace(
    /(?<!\\)(\\*)(["“”„«»]|$)/gu,
    (_, before: string, mark: string) => `${before}${before}${mark === '' ? '' : `\\${mark}`}`,
  );

/** Whether a text begins like a command, even one that is misspelt; other texts are talk. */
export function isLikeCommand(text: string, commands: readonly Command[]): boolean {
  const [first, second = ''] = wordsOf(tokensOf(text));
  if (first === undefined) return false;
  return commands.some(({ name }) => {
    const [one = '', two = ''] = name.split(' ');
    if (one === first || name === `docent ${first}`) return true;
    return one.length > 3 && isNear(one, first) && isNear(two, second);
  });
}

/** A form's values from fields that were typed as options. Throws `UserError` when one is unknown or missing, or none is there. */
export function readFields(
  form: FormReply,
  typed: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const names = form.fields.map(({ name }) => name);
  const given = Object.keys(typed);
  const unknown = given.find((name) => !names.includes(name));
  if (unknown !== undefined) throw unknownOption(unknown, names);
  if (given.length === 0) throw new UserError(fieldsWanted(form));
  const values: Record<string, string> = {};
  for (const field of form.fields) {
    const text = typed[field.name] ?? field.value ?? '';
    if (text === '' && field.required) throw new UserError(fieldsWanted(form));
    if (field.kind !== 'select') refuseLong(field.name, text, field.maxLength);
    values[field.name] =
      field.kind === 'select' && text !== ''
        ? choiceOf(text, { name: field.name, choices: field.choices })
        : text;
  }
  return values;
}

/** Says which fields a form has, and how to write them after the command. */
export function fieldsWanted(form: FormReply): string {
  const fields = form.fields.map((field) => {
    const choices = field.kind === 'select' ? `: ${field.choices.map(({ name }) => name).join(', ')}` : '';
    return `\`${field.name}:"…"\` (${field.label}${choices}${field.required ? '' : '; may be left out'})`;
  });
  return `“${form.title}” is a form. Write its fields after the command: ${fields.join(', ')}.${form.intro === undefined ? '' : ` ${form.intro}`}`;
}

const opening = /["“„«]/u;
const closing = /["”“»]/u;
const marked = /["“”„«»]/u;

/**
 * Words of a text, up to the first line break outside of quotes. In quotes `\"` is a quotation mark, and so is one that
 * cannot be the last: `name:"The "big" one"`.
 */
function tokensOf(text: string): Token[] {
  const typed = text.trim();
  const last = lastMarks(typed);
  const tokens = splitWords(typed, (at) => last.has(at)) ?? splitWords(typed, () => true);
  if (tokens) return tokens;
  throw new UserError(
    'A quotation mark is opened but not closed. Write values with spaces as `name:"two words"`.',
  );
}

/** The words, or `undefined` when quotes are opened but not closed; `mayClose` is asked of each mark that could close. */
function splitWords(text: string, mayClose: (at: number) => boolean): Token[] | undefined {
  const tokens: Token[] = [];
  let word = '';
  let isQuoted = false;
  let isOpen = false;
  const end = () => {
    if (word !== '' || isQuoted) tokens.push({ text: word, isQuoted });
    word = '';
    isQuoted = false;
  };
  for (let i = 0; i < text.length; i += 1) {
    const letter = text.charAt(i);
    const mayOpen = word === '' || /[:=：＝]$/u.test(word);
    if (isOpen && letter === '\\') {
      let next = i;
      while (text.charAt(next) === '\\') next += 1;
      const [count, mark] = [next - i, text.charAt(next)];
      const isEscaping = marked.test(mark);
      word += '\\'.repeat(isEscaping ? Math.floor(count / 2) : count);
      if (isEscaping && count % 2 === 1) word += mark;
      i = isEscaping && count % 2 === 1 ? next : next - 1;
    } else if (isOpen && closing.test(letter) && mayClose(i)) isOpen = false;
    else if (isOpen) word += letter;
    else if (mayOpen && !isQuoted && opening.test(letter)) {
      isOpen = true;
      isQuoted = true;
    } else if (letter === '\n') break;
    else if (/\s/u.test(letter)) end();
    else word += letter;
  }
  end();
  return isOpen ? undefined : tokens;
}

/**
 * Where the marks stand that may be the last of a value: no letter comes right after, and up to the next option or line
 * no mark is left without its like.
 */
function lastMarks(text: string): ReadonlySet<number> {
  const last = new Set<number>();
  let from = 0;
  for (const piece of text.split(/(?=\n|\s[-–—]{0,2}[a-z][a-z0-9_-]*[:=：＝])/iu)) {
    const marks = [...piece.matchAll(/(?<!\\)(\\*)(["“”„«»])/gu)]
      .filter(([, before = '']) => before.length % 2 === 0)
      .map(({ index, 0: found }) => index + found.length - 1);
    for (const [i, at] of marks.entries()) {
      const isBeforeLetter = /^[\p{L}\p{N}]/u.test(piece.slice(at + 1, at + 3));
      if (!isBeforeLetter && (marks.length - i) % 2 === 1) last.add(from + at);
    }
    from += piece.length;
  }
  return last;
}

function wordsOf(tokens: readonly Token[]): string[] {
  return tokens.map(({ text }) => plainMarks(text).toLowerCase().replace(/^\//u, ''));
}

/** Whether words begin with the whole name of a command. */
const isNamed = (words: readonly string[], commands: readonly Command[]) =>
  commands.some(({ name }) => `${words.join(' ')} `.startsWith(`${name} `));

/** The command with the longest name that the words begin with. */
function commandOf(
  tokens: readonly Token[],
  commands: readonly Command[],
): { command: Command; rest: readonly Token[] } {
  const words = wordsOf(tokens);
  for (let count = Math.min(3, words.length); count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ');
    // `@docent help` says "docent" already.
    const command = commands.find((one) => one.name === name || one.name === `docent ${name}`);
    if (command) return { command, rest: tokens.slice(count) };
  }
  // As at the terminal, or with the sign of the mention forgotten: `docent meeting next`.
  if (words[0] === 'docent' && isNamed(words.slice(1), commands)) return commandOf(tokens.slice(1), commands);
  const isOption = tokens.findIndex(({ text }) => text.includes(':'));
  // A mark of code would end that in which the words are shown.
  const typed = words
    .slice(0, Math.min(3, isOption < 0 ? 3 : isOption))
    .join(' ')
    .replaceAll('`', "'");
  const within = commands.filter(({ name }) => typed !== '' && name.startsWith(`${typed} `));
  if (within.length > 0)
    throw new UserError(
      `\`${typed}\` wants one more word. Add it: ${within.map(({ name }) => `\`${name}\``).join(', ')}.`,
    );
  const names = commands.map(({ name }) => name);
  const [family = '', verb = ''] = words;
  // What is done by a button elsewhere, such as `ama approve`: the command that says of itself that it does so.
  const doing = commands.find(
    ({ name, description }) =>
      verb.length > 3 &&
      name.startsWith(`${family} `) &&
      description.toLowerCase().split(/\W+/u).includes(verb),
  );
  const near = nearest(typed, names) ?? doing?.name;
  const hint = near ? ` Did you mean \`${near}\`?` : '';
  throw new UserError(`There is no command \`${typed}\`.${hint} \`/docent help\` lists what there is.`);
}

/**
 * Options by name, in the order typed. Words without a name go on with the value before them; at the beginning they are
 * the value of what the command says, else of the one option that it needs, or of the only one that it has; what else they
 * can mean is told apart at the end.
 */
function optionsOf(command: Command, tokens: readonly Token[]): Map<string, string> {
  const names = Object.keys(command.options);
  const first = bareOption(command);
  const typed = new Map<string, string>();
  let last: { name: string; isQuoted: boolean } | undefined;
  for (const { text, isQuoted } of tokens) {
    const [, name, value] = /^[-–—]{0,2}([a-z][a-z0-9_-]*)[:=：＝]([\s\S]*)$/iu.exec(text) ?? [];
    const isAddress = value?.startsWith('//') === true;
    if (name !== undefined && value !== undefined && !isAddress) {
      const known =
        names.find((one) => one === name.toLowerCase()) ?? (command.opensForm ? name.toLowerCase() : '');
      // Whoever says yes in advance need not know which commands ask.
      if (known === '' && name.toLowerCase() === confirmedOption) continue;
      if (known === '') throw unknownOption(name, names);
      if (typed.has(known)) throw new UserError(`\`${known}\` is given twice. Leave one of them out.`);
      typed.set(known, value);
      last = { name: known, isQuoted };
    } else if (!last && first !== undefined) {
      typed.set(first, text);
      last = { name: first, isQuoted };
    } else if (last && !(last.isQuoted && typed.get(last.name) !== '')) {
      const before = typed.get(last.name) ?? '';
      typed.set(last.name, before === '' ? text : `${before} ${text}`);
    } else if (first !== undefined && mayGoOn(first, text, { command, typed })) {
      typed.set(first, `${typed.get(first) ?? ''} ${text}`.trim());
      last = { name: first, isQuoted };
    } else {
      throw new UserError(
        `I do not know what "${text}" is for. ${
          command.opensForm === true
            ? `Send \`/${command.name}\` alone: the answer says what to write.`
            : names.length === 0
              ? `Send \`${command.name}\` alone: it takes no options.`
              : `Write options as \`name:value\`; there are: ${listed(names)}.`
        }`,
      );
    }
  }
  return assignBareWords(command, typed);
}

/** Whether a further word in quotes, as a shell hands them over, may belong to what words without a name are for. */
function mayGoOn(
  first: string,
  text: string,
  { command, typed }: { readonly command: Command; readonly typed: ReadonlyMap<string, string> },
): boolean {
  const before = typed.get(first);
  if (before === undefined) return true;
  return Object.values(command.options).some(
    (option) => isChoiceOf(option, text) || isChoiceOf(option, before),
  );
}
