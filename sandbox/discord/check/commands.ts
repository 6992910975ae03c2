// Slash commands as a bot may register them.
import { z } from 'zod';
import { fault, maybe, oneOf, text, whole } from './fields.ts';

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

const localizations = maybe(z.record(z.string(), z.string()));

const choice = z.object({
  name: text(1, 100),
  name_localizations: localizations,
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
      name_localizations: localizations,
      description: text(1, 100),
      description_localizations: localizations,
      required: maybe(z.boolean()),
      choices: maybe(z.array(choice).max(25)),
      options: maybe(z.array(option).max(25)),
      channel_types: maybe(z.array(whole())),
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
      for (const [i, { value }] of (one.choices ?? []).entries()) {
        const fits = one.type === 3 ? typeof value === 'string' && value !== '' : typeof value === 'number';
        if (!fits) {
          const message = 'Value does not fit the type of the option';
          fault(context, ['choices', i, 'value'], 'APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_TYPE', message);
        }
      }
    }),
);

/** The rules between the options of one level; `holder` is 0 for the command itself. */
function nested(
  options: readonly CommandOption[],
  holder: number,
  context: Parameters<typeof fault>[0],
): void {
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
    name_localizations: localizations,
    description: maybe(text(0, 100)),
    description_localizations: localizations,
    options: maybe(z.array(option).max(25)),
    default_member_permissions: z.union([z.string().regex(/^\d+$/u), z.int().transform(String)]).nullish(),
    dm_permission: maybe(z.boolean()),
    contexts: maybe(z.array(oneOf(0, 1, 2)).min(1)),
    integration_types: maybe(z.array(oneOf(0, 1)).min(1)),
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
