// Slash commands as a bot may register them.
import { Locale } from 'discord.js';
import { z } from 'zod';
import { fault, maybe, oneOf, setOf, text, whole } from './fields.ts';

const namePattern = /^[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}$/u;

const name = z
  .string()
  .min(1)
  .max(32)
  .refine((value) => namePattern.test(value), {
    message: 'String value did not match validation regex.',
    params: { code: 'STRING_TYPE_REGEX' },
  })
  .refine((value) => value === value.toLowerCase(), {
    message: 'Command name must be lowercase',
    params: { code: 'APPLICATION_COMMAND_INVALID_NAME' },
  });

/** Texts by language. */
const localized = (one: z.ZodType<string>) =>
  maybe(
    z.record(z.string(), one).superRefine((texts, context) => {
      for (const key of Object.keys(texts)) {
        if (!locales.has(key))
          fault(context, [key], 'ENUM_TYPE_COERCE', `Value "${key}" is not a valid enum value.`);
      }
    }),
  );
const locales: ReadonlySet<string> = new Set(Object.values(Locale));

const choice = z.object({
  name: text(1, 100),
  name_localizations: localized(text(1, 100)),
  value: z.union([z.string().max(6000), z.number()]),
});

/** An option of a command, or a subcommand. */
export interface CommandOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean | undefined;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[] | undefined;
  readonly options?: readonly CommandOption[] | undefined;
  readonly channel_types?: readonly number[] | undefined;
  readonly min_value?: number | undefined;
  readonly max_value?: number | undefined;
  readonly min_length?: number | undefined;
  readonly max_length?: number | undefined;
  readonly autocomplete?: boolean | undefined;
}

const option: z.ZodType<CommandOption> = z.lazy(() =>
  z
    .object({
      type: oneOf(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
      name,
      name_localizations: localized(name),
      description: text(1, 100),
      description_localizations: localized(text(1, 100)),
      required: maybe(z.boolean()),
      choices: maybe(z.array(choice).max(25)),
      options: maybe(z.array(option).max(25)),
      channel_types: maybe(setOf(oneOf(0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16))),
      min_value: maybe(z.number()),
      max_value: maybe(z.number()),
      min_length: maybe(whole(0, 6000)),
      max_length: maybe(whole(1, 6000)),
      autocomplete: maybe(z.boolean()),
    })
    .superRefine((one, context) => {
      const isGroup = one.type === 2;
      const isNest = one.type <= 2;
      if (isGroup && !one.options?.length)
        fault(context, ['options'], 'BASE_TYPE_REQUIRED', 'This field is required');
      if (!isNest && one.options?.length) {
        fault(
          context,
          ['options'],
          'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
          'This option cannot have options',
        );
      }
      if (isNest) nested(one.options ?? [], one.type, context);
      const hasChoices = (one.choices?.length ?? 0) > 0;
      if (hasChoices && one.autocomplete) {
        const message = 'Autocomplete cannot be used together with choices';
        fault(context, ['autocomplete'], 'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES', message);
      }
      if ((hasChoices || one.autocomplete) && ![3, 4, 10].includes(one.type)) {
        const message = 'Only strings and numbers have choices';
        fault(context, ['choices'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
      }
      choicesOf(one, context);
      boundsOf(one, context);
    }),
);

type Context = Parameters<typeof fault>[0];

function choicesOf({ type, choices = [] }: CommandOption, context: Context): void {
  const names = new Set<string>();
  const values = new Set<string | number>();
  for (const [i, { name, value }] of choices.entries()) {
    const fits = type === 3 ? typeof value === 'string' && value !== '' : typeof value === 'number';
    if (!fits || (type === 4 && !Number.isSafeInteger(value))) {
      const message = 'Value does not fit the type of the option';
      fault(context, ['choices', i, 'value'], 'APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_TYPE', message);
    }
    if (names.has(name)) {
      const message = 'Option choice names must be unique';
      fault(context, ['choices', i], 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS', message);
    }
    if (values.has(value)) {
      const message = 'Option choice values must be unique';
      fault(context, ['choices', i], 'APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_ALREADY_EXISTS', message);
    }
    names.add(name);
    values.add(value);
  }
}

/** Bounds stand only where they mean something, whole where the option is, and never crossed. */
function boundsOf(one: CommandOption, context: Context): void {
  const misplaced = (isHere: boolean, ...fields: (keyof CommandOption)[]): void => {
    for (const field of isHere ? [] : fields) {
      if (one[field] === undefined) continue;
      const message = `${field} cannot be used with this type of option`;
      fault(context, [field], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
    }
  };
  misplaced(one.type === 4 || one.type === 10, 'min_value', 'max_value');
  misplaced(one.type === 3, 'min_length', 'max_length');
  misplaced(one.type === 7, 'channel_types');
  for (const field of ['min_value', 'max_value'] as const) {
    const value = one[field];
    if (one.type === 4 && value !== undefined && !Number.isSafeInteger(value))
      fault(context, [field], 'NUMBER_TYPE_COERCE', `Value "${value}" is not int.`);
  }
  for (const [low, high] of [['min_value', 'max_value'] as const, ['min_length', 'max_length'] as const]) {
    const [least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY] = [one[low], one[high]];
    if (least <= most) continue;
    const message = `${low} must not be greater than ${high}`;
    fault(context, [low], 'APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID', message);
  }
}

/** The rules between the options of one level; `holder` is 0 for the command itself. */
function nested(options: readonly CommandOption[], holder: number, context: Context): void {
  const seen = new Set<string>();
  let hadOptional = false;
  const hasNests = options.some(({ type }) => type <= 2);
  for (const [i, one] of options.entries()) {
    if (seen.has(one.name)) {
      const message = 'Option names must be unique';
      fault(context, ['options', i], 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', message);
    }
    seen.add(one.name);
    const isNest = one.type <= 2;
    const isFitting = holder === 0 ? isNest === hasNests : holder === 2 ? one.type === 1 : !isNest;
    if (!isFitting) {
      const message = 'This option type cannot stand here';
      fault(context, ['options', i, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
    }
    if (isNest) continue;
    if (one.required && hadOptional) {
      const message = 'Required options must be placed before non-required options';
      fault(context, ['options', i], 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
    }
    hadOptional ||= !one.required;
  }
}

/** A command. */
export const commandBody = z
  .object({
    id: maybe(z.string()),
    type: maybe(oneOf(1, 2, 3)),
    name: z.string(),
    name_localizations: localized(text(1, 32)),
    description: maybe(text(0, 100)),
    description_localizations: localized(text(1, 100)),
    options: maybe(z.array(option).max(25)),
    default_member_permissions: z
      .union([z.string().regex(/^\d+$/u), z.int().nonnegative().transform(String)])
      .nullish(),
    dm_permission: maybe(z.boolean()),
    contexts: maybe(setOf(oneOf(0, 1, 2)).min(1)),
    integration_types: maybe(setOf(oneOf(0, 1)).min(1)),
    nsfw: maybe(z.boolean()),
  })
  .superRefine((command, context) => {
    const isChat = (command.type ?? 1) === 1;
    if (isChat) {
      for (const issue of name.safeParse(command.name).error?.issues ?? []) {
        const code = issue.code === 'custom' ? String(issue.params?.code) : 'BASE_TYPE_BAD_LENGTH';
        fault(
          context,
          ['name'],
          code,
          issue.code === 'custom' ? issue.message : 'Must be between 1 and 32 in length.',
        );
      }
      if (!command.description)
        fault(context, ['description'], 'BASE_TYPE_REQUIRED', 'This field is required');
      nested(command.options ?? [], 0, context);
    } else if (command.description) {
      const message = 'Context menu commands cannot have a description';
      fault(context, ['description'], 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED', message);
    }
    if (lettersOf(command) > 8000) {
      const message = `Command exceeds maximum size (${lettersOf(command)} / 8000)`;
      fault(context, [], 'APPLICATION_COMMAND_TOO_LARGE', message);
    }
  });

/** All commands of an application or guild: no two of one name and type. */
export const commandList = z.array(commandBody).superRefine((commands, context) => {
  for (const [type, most] of [[1, 100] as const, [2, 15] as const, [3, 15] as const]) {
    const names = new Set<string>();
    for (const [i, command] of commands.entries()) {
      if ((command.type ?? 1) !== type) continue;
      if (names.has(command.name)) {
        const message = 'Application command names must be unique';
        fault(context, [i], 'APPLICATION_COMMANDS_DUPLICATE_NAME', message);
      }
      names.add(command.name);
    }
    if (names.size > most) fault(context, [], 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`);
  }
});

/** A command that was found right. */
export type CommandBody = z.infer<typeof commandBody>;

interface Lettered {
  readonly name: string;
  readonly description?: string | undefined;
  readonly options?: readonly Lettered[] | undefined;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[] | undefined;
}

function lettersOf({ name, description = '', options = [], choices = [] }: Lettered): number {
  const own = name.length + description.length;
  const chosen = choices.reduce((sum, one) => sum + one.name.length + String(one.value).length, 0);
  return options.reduce((sum, one) => sum + lettersOf(one), own + chosen);
}
