// Forms ("modals"): one to five labels with an input each, or the older rows of text inputs.
import { z } from 'zod';
import { words } from '../text.ts';
import { entitySelect, flat, stringSelect } from './components.ts';
import { fault, maybe, oneOf, text, whole } from './fields.ts';

const id = maybe(whole(0, 2 ** 31 - 1));

const inputFields = {
  type: z.literal(4),
  id,
  custom_id: text(1, 100),
  style: oneOf(1, 2),
  min_length: maybe(whole(0, 4000)),
  max_length: maybe(whole(1, 4000)),
  required: maybe(z.boolean()),
  value: maybe(text(0, 4000)),
  placeholder: maybe(text(0, 100)),
};

function lengths(
  {
    min_length: min = 0,
    max_length: max = 4000,
    value,
  }: { min_length?: number | undefined; max_length?: number | undefined; value?: string | undefined },
  context: Parameters<typeof fault>[0],
): void {
  if (min > max) fault(context, ['min_length'], 'BASE_TYPE_BAD_LENGTH', 'min_length exceeds max_length.');
  if (value !== undefined && value !== '' && (value.length > max || value.length < min)) {
    fault(context, ['value'], 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  }
}

const textInput = z.object({ ...inputFields, label: maybe(text(1, 45)) }).superRefine(lengths);
const labelledInput = z.object({ ...inputFields, label: text(1, 45) }).superRefine(lengths);
const choice = z.object({
  value: text(1, 100),
  label: text(1, 100),
  description: maybe(text(0, 100)),
  default: maybe(z.boolean()),
});
const fileUpload = z.object({
  type: z.literal(19),
  id,
  custom_id: text(1, 100),
  min_values: maybe(whole(0, 10)),
  max_values: maybe(whole(1, 10)),
  required: maybe(z.boolean()),
});
const radioGroup = z.object({
  type: z.literal(21),
  id,
  custom_id: text(1, 100),
  options: z.array(choice).min(2).max(10),
  required: maybe(z.boolean()),
});
const checkboxGroup = z.object({
  type: z.literal(22),
  id,
  custom_id: text(1, 100),
  options: z.array(choice).min(1).max(10),
  min_values: maybe(whole(0, 10)),
  max_values: maybe(whole(1, 10)),
  required: maybe(z.boolean()),
});
const checkbox = z.object({ type: z.literal(23), id, custom_id: text(1, 100), default: maybe(z.boolean()) });

const label = z.object({
  type: z.literal(18),
  id,
  label: text(1, 45),
  description: maybe(text(1, 100)),
  component: z.discriminatedUnion('type', [
    textInput,
    stringSelect,
    ...entitySelect,
    fileUpload,
    radioGroup,
    checkboxGroup,
    checkbox,
  ]),
});
const row = z.object({ type: z.literal(1), id, components: z.array(labelledInput).length(1) });
const note = z.object({ type: z.literal(10), id, content: text(1, 4000) });

/** A form. */
export const modalBody = z
  .object({
    custom_id: text(1, 100),
    title: text(1, 45),
    components: z
      .array(z.discriminatedUnion('type', [label, row, note]))
      .min(1)
      .max(5),
  })
  .superRefine(({ components }, context) => {
    const seen = new Set<string>();
    for (const { component, path } of flat(components, [])) {
      const own = words(component.custom_id);
      if (own === '') continue;
      if (seen.has(own)) {
        const message = 'Component custom id cannot be duplicated';
        fault(context, ['components', ...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', message);
      }
      seen.add(own);
    }
  });

/** A form that was found right. */
export type Modal = z.infer<typeof modalBody>;
