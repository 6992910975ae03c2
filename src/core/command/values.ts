// The values of options from what was typed, and the words for what cannot be one.

import type { Account } from '../account.ts';
import { type Command, longestFor, type Option, type OptionValue, type PlaceRef } from '../command.ts';
import { UserError } from '../errors.ts';
import type { Choice } from '../reply.ts';
import { isNone } from '../text/none.ts';
import { plainMarks } from '../text/plain-marks.ts';
import { editDistance } from '../text/spelling.ts';
import { largestNumber } from './arguments.ts';
import { isOneself } from './naming.ts';

/** How typed words become people, places and what a command suggests. */
export interface TextResolvers {
  /** The account behind `@name`; undefined when nobody has it. */
  person(name: string): Promise<Account | undefined>;
  /** Who types, where that can be one of the people meant: `me`. */
  readonly caller?: Account;
  /** The place called `#name`; undefined when there is none. */
  place(name: string): Promise<PlaceRef | undefined>;
  /** What a dispatcher would offer for what was typed, where an option offers choices. */
  suggest?(
    command: Command,
    option: { name: string; typed: string; others: Readonly<Record<string, unknown>> },
  ): Promise<readonly Choice[]>;
}

/** An option whose value is read; `others` are those before it. */
interface WantedValue {
  readonly command: Command;
  readonly name: string;
  readonly option: Option;
  readonly resolvers: TextResolvers;
  readonly others: Readonly<Record<string, OptionValue>>;
}

/** The value of an option from what was typed. Throws `UserError` that says what the option takes. */
export async function readValue(text: string, wanted: WantedValue): Promise<OptionValue> {
  const { name, option, resolvers } = wanted;
  refuseLong(name, text, longestFor(option));
  // What is chosen or counted has no text that would mean nothing.
  if (option.type !== 'string') refuseNone(text, name, { ...option, isNeeded: true });
  switch (option.type) {
    case 'string':
      return await stringOf(text, wanted);
    case 'integer':
      return integerOf(text, name, option);
    case 'boolean':
      if (/^(?:yes|y|true|on)$/iu.test(text)) return true;
      if (/^(?:no|n|false|off)$/iu.test(text)) return false;
      throw new UserError(`\`${name}\` cannot be "${text}". Write yes or no.`);
    case 'person': {
      const self = isOneself(text) ? resolvers.caller : undefined;
      const account = self ?? (await resolvers.person(text.replace(/^@/u, '')));
      if (account) return account;
      throw new UserError(`\`${name}\`: nobody is called "${text}" here. Write the user name, as \`@name\`.`);
    }
    case 'place': {
      const place = await resolvers.place(text.replace(/^#/u, ''));
      if (place) return place;
      throw new UserError(
        `\`${name}\`: there is no place "${text}" here. Choose it in chat, or give its id.`,
      );
    }
    case 'role':
      return text;
    case 'file':
      throw new UserError(
        `\`${name}\` takes a file, and files cannot be typed. Leave it out, and attach the file to a post of your own.`,
      );
    default:
      return option.type satisfies never;
  }
}

async function stringOf(text: string, { command, name, option, resolvers, others }: WantedValue) {
  if (option.choices) return choiceOf(option.meant?.(text) ?? text, { name, choices: option.choices });
  if (option.min !== undefined && text.length < option.min)
    throw new UserError(`\`${name}\` is too short: at least ${option.min} characters.`);
  if (!option.suggest || !resolvers.suggest) return text;
  const offered = await resolvers.suggest(command, { name, typed: text, others });
  if (offered.some(({ value }) => value === text)) return text;
  return offered.find((choice) => choice.name.toLowerCase() === text.toLowerCase())?.value ?? text;
}

/** A whole number; `#12`, as people write the numbers of issues, is 12. */
function integerOf(text: string, name: string, option: Option): number {
  const plain = plainMarks(text).trim();
  const number = /^(?:#|[-+])?\d+$/u.test(plain) ? Number(plain.replace('#', '')) : Number.NaN;
  if (isWithin(number, option)) return number;
  throw numberError(text, name, option);
}

/** Throws a `UserError` for a text that is longer than it may be, before anything costly sees it. */
export function refuseLong(name: string, value: OptionValue | undefined, longest: number): void {
  if (typeof value !== 'string' || value.length <= longest) return;
  throw new UserError(`\`${name}\` is too long: ${value.length} characters, at most ${longest}.`);
}

/** Throws a `UserError` when an option that a command cannot be without is missing. */
export function refuseMissing(
  { name, options }: Pick<Command, 'name' | 'options'>,
  values: Readonly<Record<string, unknown>>,
): void {
  for (const [option, { required, description }] of Object.entries(options)) {
    if (!required || values[option] !== undefined) continue;
    throw new UserError(
      `\`${name}\` also needs \`${option}\` (${description}). Write \`${option}:…\`, in quotes if it has spaces.`,
    );
  }
}

/** What the values of each type are; those of the others are objects. */
const kinds: Readonly<Record<string, string>> = {
  string: 'string',
  role: 'string',
  integer: 'number',
  boolean: 'boolean',
};

/** Throws a `UserError` for a value that an option does not offer, as a made-up request or another version's has it. */
export function refuseOther(
  value: OptionValue,
  name: string,
  { type, choices, min, max }: Pick<Option, 'type' | 'choices' | 'min' | 'max'>,
): void {
  if (typeof value !== (kinds[type] ?? 'object'))
    throw new UserError(
      `\`${name}\` takes something else in this version of me. Please type the command once more.`,
    );
  if (typeof value === 'number' && !isWithin(value, { min, max }))
    throw numberError(String(value), name, { min, max });
  if (choices?.every((one) => one.value !== value)) throw choiceError(String(value), { name, choices });
}

/** The values without those that are `none` where that means to leave the option out. */
export function withoutNone<T extends OptionValue | undefined>(
  { options }: { readonly options: Readonly<Record<string, Pick<Option, 'mayBeNone'>>> },
  values: Readonly<Record<string, T>>,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => !(options[name]?.mayBeNone && typeof value === 'string' && isNone(value)),
    ),
  );
}

/** Said of what is always there it is refused; other words for it may be a name or an answer: `No`. */
const none = /^\s*none\s*$/iu;

/** Throws a `UserError` for taking away what is always there. */
export function refuseNone(
  value: OptionValue,
  name: string,
  { isNeeded, required }: Pick<Option, 'isNeeded' | 'required'>,
): void {
  if (!isNeeded || typeof value !== 'string' || !none.test(value)) return;
  const orLeave = required ? '' : `, or leave \`${name}\` out`;
  throw new UserError(
    `\`none\` takes something away, and a \`${name}\` cannot be missing. Give another${orLeave}.`,
  );
}

/** What a number may be; unsaid, whatever can be kept. */
interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

function isWithin(number: number, { min, max }: Range): boolean {
  return Number.isInteger(number) && number >= (min ?? -largestNumber) && number <= (max ?? largestNumber);
}

function numberError(typed: string, name: string, { min, max }: Range): UserError {
  const least = min === undefined ? '' : `, at least ${min}`;
  const most = max === undefined ? '' : `, at most ${max}`;
  return new UserError(`\`${name}\` cannot be "${typed}". Write a whole number${least}${most}.`);
}

/** The value of the choice that was typed by its name or value. Throws `UserError` that lists the choices. */
export function choiceOf(
  text: string,
  { name, choices }: { name: string; choices: readonly Choice[] },
): string {
  const wanted = text.toLowerCase();
  const found = choices.find((choice) =>
    [choice.value.toLowerCase(), choice.name.toLowerCase()].includes(wanted),
  );
  if (found) return found.value;
  throw choiceError(text, { name, choices });
}

function choiceError(text: string, { name, choices }: { name: string; choices: readonly Choice[] }) {
  return new UserError(
    `\`${name}\` is one of ${listed(choices.map((choice) => choice.name))}; "${text}" is not.`,
  );
}

/** What to say of an option that does not exist. */
export function unknownOption(name: string, names: readonly string[]): UserError {
  const near = nearest(name.toLowerCase(), names);
  const all = names.length === 0 ? 'There are no options.' : `There are: ${listed(names)}.`;
  return new UserError(
    `There is no option \`${name}\`.${near ? ` Did you mean \`${near}\`?` : ''} ${all} Put values with a colon into quotes.`,
  );
}

/** Names as code, with commas. */
export function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** The names of commands and options are shorter. */
const longestName = 60;

/** The most similar of some names; undefined when none is near. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  if (typed.length > longestName) return undefined;
  const [best] = names
    .map((name) => ({ name, far: editDistance(typed, name) }))
    .sort((a, b) => a.far - b.far);
  return best && best.far <= (typed.length < 4 ? 1 : Math.max(2, Math.floor(typed.length / 3)))
    ? best.name
    : undefined;
}

/** Whether a word becomes the other by adding, dropping, changing or swapping two letters at most. */
export function isNear(from: string, to: string): boolean {
  return Math.abs(from.length - to.length) <= 2 && editDistance(from, to) <= 2;
}
