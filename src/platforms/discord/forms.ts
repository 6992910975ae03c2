// Forms as Discord modals, and what was filled in.

import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import { customId } from '../../core/custom-id.ts';
import type { Field, FormReply } from '../../core/reply.ts';
import { beginning, shortened } from '../../core/shortened.ts';

/** A form as a modal, each field in a label. */
export function modalOf(reply: FormReply): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId(reply.form, reply.args),
    title: shortened(reply.title, 45),
    components: [
      ...(reply.intro === undefined
        ? []
        : [{ type: ComponentType.TextDisplay as const, content: reply.intro }]),
      ...reply.fields.map(labelOf),
    ],
  };
}

/** What was filled in, by the fields' names; a field that was left empty is ''. */
export function valuesOf(interaction: ModalSubmitInteraction): Record<string, string> {
  const entries = [...interaction.fields.fields].map(([name, field]): [string, string] => {
    if ('values' in field) return [name, field.values[0] ?? ''];
    return [name, 'value' in field && typeof field.value === 'string' ? field.value : ''];
  });
  return Object.fromEntries(entries);
}

function labelOf(field: Field): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: shortened(field.label, 45),
    ...(field.hint !== undefined && { description: shortened(field.hint, 100) }),
    component: componentOf(field),
  };
}

function componentOf(field: Field): APILabelComponent['component'] {
  if (field.kind === 'select') {
    return {
      type: ComponentType.StringSelect,
      custom_id: field.name,
      required: field.required,
      min_values: field.required ? 1 : 0,
      max_values: 1,
      options: field.choices.slice(0, 25).map(({ name, value }) => ({
        label: shortened(name, 100),
        value,
        ...(value === field.value && { default: true }),
      })),
    };
  }
  const maxLength = Math.min(field.maxLength ?? 4000, 4000);
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: field.kind === 'line' ? TextInputStyle.Short : TextInputStyle.Paragraph,
    required: field.required,
    max_length: maxLength,
    ...(field.value !== undefined && field.value !== '' && { value: beginning(field.value, maxLength) }),
  };
}
