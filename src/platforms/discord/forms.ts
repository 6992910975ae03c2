// Forms as Discord modals, and what was filled in.

import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import { customId } from '../../core/command/custom-id.ts';
import type { Choice, Field, FormReply } from '../../core/reply.ts';
import { beginning, shortened } from '../../core/text/shortened.ts';

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

/** The choices that Discord takes, with names that fit; one whose value does not has to be typed. */
export function fittingChoices(choices: readonly Choice[]): Choice[] {
  return choices
    .filter(({ value }) => value !== '' && value.length <= 100)
    .slice(0, 25)
    .map(({ name, value }) => ({ name: shortened(name.trim() || value, 100), value }));
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
  const choices = field.kind === 'select' ? fittingChoices(field.choices) : [];
  if (choices.length > 0)
    return {
      type: ComponentType.StringSelect,
      custom_id: field.name,
      required: field.required,
      min_values: field.required ? 1 : 0,
      max_values: 1,
      options: choices.map(({ name, value }) => ({
        label: name,
        value,
        ...(value === field.value && { default: true }),
      })),
    };
  const maxLength = Math.min('maxLength' in field ? field.maxLength : 4000, 4000);
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: field.kind === 'paragraph' ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required,
    max_length: maxLength,
    ...(field.value !== undefined && field.value !== '' && { value: beginning(field.value, maxLength) }),
  };
}
