// Components of messages: rows of buttons and selects, and the newer layout parts.
import { z } from 'zod';
import type { Raw } from '../model.ts';
import { record, records, words } from '../text.ts';
import { fault, maybe, oneOf, setOf, snowflake, text, url, whole } from './fields.ts';

const id = maybe(whole(0, 2 ** 31 - 1));
const customId = text(1, 100);

/** An emoji on a button or option. */
export const emoji = z.object({
  id: maybe(snowflake),
  name: text(1, 32),
  animated: maybe(z.boolean()),
});

const button = z
  .object({
    type: z.literal(2),
    id,
    style: oneOf(1, 2, 3, 4, 5, 6),
    label: maybe(text(0, 80)),
    emoji: maybe(emoji),
    custom_id: maybe(customId),
    url: maybe(url.max(512)),
    sku_id: maybe(snowflake),
    disabled: maybe(z.boolean()),
  })
  .superRefine((one, context) => {
    const isLink = one.style === 5;
    if (isLink && one.url === undefined)
      fault(context, ['url'], 'BUTTON_COMPONENT_URL_REQUIRED', 'A url is required for this button');
    if (isLink && one.custom_id !== undefined) {
      const words = 'A custom id and url cannot both be specified';
      fault(context, ['custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', words);
    }
    if (one.style < 5 && one.custom_id === undefined) {
      fault(context, ['custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required');
    }
    if (one.style !== 6 && !one.label && one.emoji === undefined) {
      fault(context, ['label'], 'BUTTON_COMPONENT_INVALID_EMOJI_OR_LABEL', 'A label or an emoji is required');
    }
  });

/** What all selects share; `required` is meant for forms. */
const select = {
  id,
  custom_id: customId,
  placeholder: maybe(text(0, 150)),
  min_values: maybe(whole(0, 25)),
  max_values: maybe(whole(1, 25)),
  disabled: maybe(z.boolean()),
  required: maybe(z.boolean()),
};

const option = z.object({
  label: text(1, 100),
  value: text(1, 100),
  description: maybe(text(0, 100)),
  emoji: maybe(emoji),
  default: maybe(z.boolean()),
});

/** A select of texts. */
export const stringSelect = z
  .object({ type: z.literal(3), ...select, options: z.array(option).min(1).max(25) })
  .superRefine(({ options, min_values: min = 1, max_values: max = 1 }, context) => {
    const seen = new Set<string>();
    for (const [i, { value }] of options.entries()) {
      if (seen.has(value)) {
        const words = 'The specified option value is already used';
        fault(context, ['options', i, 'value'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', words);
      }
      seen.add(value);
    }
    if (min > max) fault(context, ['min_values'], 'BASE_TYPE_BAD_LENGTH', 'Must not exceed max_values.');
    if (max > options.length)
      fault(context, ['max_values'], 'BASE_TYPE_BAD_LENGTH', `Must be ${options.length} or fewer.`);
    if (options.filter((one) => one.default === true).length > max) {
      fault(context, ['options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULTS', 'More defaults than max_values.');
    }
  });

/** What is chosen at first in a select of entities. */
const defaults = (...types: string[]) =>
  maybe(z.array(z.object({ id: snowflake, type: z.enum(types) })).max(25));

interface Counted {
  readonly min_values?: number | undefined;
  readonly max_values?: number | undefined;
  readonly default_values?: readonly unknown[] | undefined;
}

function counts(
  { min_values: min = 1, max_values: max = 1, default_values: chosen = [] }: Counted,
  context: Parameters<typeof fault>[0],
): void {
  if (min > max) fault(context, ['min_values'], 'BASE_TYPE_BAD_LENGTH', 'Must not exceed max_values.');
  if (chosen.length > max || (chosen.length > 0 && chosen.length < min)) {
    const words = 'Default values must be within min_values and max_values.';
    fault(context, ['default_values'], 'SELECT_COMPONENT_DEFAULT_VALUES_OUT_OF_RANGE', words);
  }
}

/** Selects of people, roles and channels. */
export const entitySelect = [
  z.object({ type: z.literal(5), ...select, default_values: defaults('user') }).superRefine(counts),
  z.object({ type: z.literal(6), ...select, default_values: defaults('role') }).superRefine(counts),
  z.object({ type: z.literal(7), ...select, default_values: defaults('user', 'role') }).superRefine(counts),
  z
    .object({
      type: z.literal(8),
      ...select,
      default_values: defaults('channel'),
      channel_types: maybe(setOf(whole())),
    })
    .superRefine(counts),
] as const;

const row = z
  .object({
    type: z.literal(1),
    id,
    components: z
      .array(z.discriminatedUnion('type', [button, stringSelect, ...entitySelect]))
      .min(1)
      .max(5),
  })
  .superRefine(({ components }, context) => {
    const width = components.reduce((sum, { type }) => sum + (type === 2 ? 1 : 5), 0);
    if (width > 5) {
      fault(
        context,
        ['components'],
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      );
    }
  });

const media = z.object({ url });
const textDisplay = z.object({ type: z.literal(10), id, content: text(1, 4000) });
const thumbnail = z.object({
  type: z.literal(11),
  id,
  media,
  description: maybe(text(1, 1024)),
  spoiler: maybe(z.boolean()),
});
const section = z.object({
  type: z.literal(9),
  id,
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});
const gallery = z.object({
  type: z.literal(12),
  id,
  items: z
    .array(z.object({ media, description: maybe(text(1, 1024)), spoiler: maybe(z.boolean()) }))
    .min(1)
    .max(10),
});
const file = z.object({ type: z.literal(13), id, file: media, spoiler: maybe(z.boolean()) });
const separator = z.object({
  type: z.literal(14),
  id,
  divider: maybe(z.boolean()),
  spacing: maybe(oneOf(1, 2)),
});
const container = z.object({
  type: z.literal(17),
  id,
  components: z
    .array(z.discriminatedUnion('type', [row, section, textDisplay, gallery, file, separator]))
    .min(1)
    .max(40),
  accent_color: maybe(whole(0, 0xffffff)),
  spoiler: maybe(z.boolean()),
});

/** The components of a message: rows only, or with the flag IS_COMPONENTS_V2 all parts. */
export const messageComponents = z
  .array(z.discriminatedUnion('type', [row, section, textDisplay, gallery, file, separator, container]))
  .max(40)
  .superRefine((all, context) => {
    const seen = new Set<string>();
    for (const { component, path } of flat(all, [])) {
      const own = words(component.custom_id);
      if (own === '') continue;
      if (seen.has(own)) {
        const message = 'Component custom id cannot be duplicated';
        fault(context, [...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', message);
      }
      seen.add(own);
    }
  });

interface Placed {
  readonly component: Raw;
  readonly path: (string | number)[];
}

/** All components, nested ones too, each with its way from the top. */
export function flat(components: unknown, path: (string | number)[]): Placed[] {
  return records(components).flatMap((component, i) => {
    const own = [...path, i];
    const accessory = record(component.accessory);
    const label = record(component.component);
    return [
      { component, path: own },
      ...flat(component.components, [...own, 'components']),
      ...(accessory.type === undefined ? [] : [{ component: accessory, path: [...own, 'accessory'] }]),
      ...(label.type === undefined ? [] : [{ component: label, path: [...own, 'component'] }]),
    ];
  });
}
