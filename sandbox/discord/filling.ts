// Filling a form as the client does: fields by custom id or label, choices by their label, nothing missing or too long.
import { flat } from './check/components.ts';
import type { Modal } from './check/modal.ts';
import type { Raw } from './model.ts';
import type { Filled } from './payloads.ts';
import { TypingError } from './registered.ts';
import { record, records, words } from './text.ts';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly raw: Raw;
}

/** The fields of a form, in order. */
export function fieldsOf(form: Modal): Field[] {
  return form.components.flatMap((holder) => {
    const [field] = flat([holder], []).slice(1);
    if (!field) return [];
    const label = words(record(holder).label) || words(field.component.label);
    return [{ name: words(field.component.custom_id), label, raw: field.component }];
  });
}

/** The values by custom id, with what was filled in beforehand; throws `TypingError` for what the client refuses. */
export function filledRight(form: Modal, filled: Filled): Filled {
  const fields = fieldsOf(form);
  const values: Record<string, string | readonly string[] | boolean> = {};
  for (const [key, value] of Object.entries(filled)) {
    const field = fields.find(({ name, label }) => name === key || label.toLowerCase() === key.toLowerCase());
    if (!field) {
      const names = fields.map(({ name, label }) => `${name} ("${label}")`).join(', ');
      throw new TypingError(`The form "${form.title}" has no field "${key}". It has: ${names}`);
    }
    values[field.name] = chosen(field, value);
  }
  overflow(fields, values);
  for (const { name, label, raw } of fields) {
    values[name] ??= preset(raw);
    const value = values[name];
    const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
    if (isEmpty && raw.required !== false && raw.type !== 23)
      throw new TypingError(`"${label}" must be filled in`);
    if (typeof value !== 'string' || raw.type !== 4 || value === '') continue;
    const most = typeof raw.max_length === 'number' ? raw.max_length : 4000;
    const least = typeof raw.min_length === 'number' ? raw.min_length : 0;
    if (value.length > most) throw new TypingError(`"${label}" takes at most ${most} characters`);
    if (value.length < least) throw new TypingError(`"${label}" needs at least ${least} characters`);
  }
  return values;
}

function preset(raw: Raw): string | readonly string[] {
  if (raw.type === 4) return words(raw.value);
  const defaults = records(raw.options).filter((one) => one.default === true);
  return raw.type === 21 ? words(defaults[0]?.value) : defaults.map(({ value }) => words(value));
}

function chosen({ label, raw }: Field, value: Filled[string]): Filled[string] {
  const options = records(raw.options);
  if (options.length === 0) return value;
  const list = Array.isArray(value) ? value : [String(value)];
  const values = list
    .filter((one) => one !== '')
    .map((one) => {
      const option = options.find(
        (each) => each.value === one || words(each.label).toLowerCase() === one.toLowerCase(),
      );
      if (!option) {
        throw new TypingError(
          `"${label}" takes one of ${options.map((each) => `"${words(each.label)}"`).join(', ')}, not "${one}"`,
        );
      }
      return words(option.value);
    });
  return raw.type === 21 ? (values[0] ?? '') : values;
}

/** What does not fit into a field is typed on into the one that continues it, as a person does: `notes`, `notes-more`. */
function overflow(
  fields: ReturnType<typeof fieldsOf>,
  values: Record<string, string | readonly string[] | boolean>,
): void {
  for (const { name, raw } of fields) {
    const value = values[name];
    const more = `${name}-more`;
    const most = typeof raw.max_length === 'number' ? raw.max_length : 4000;
    if (typeof value !== 'string' || value.length <= most) continue;
    if (values[more] !== undefined || !fields.some((one) => one.name === more)) continue;
    values[name] = value.slice(0, most);
    values[more] = value.slice(most);
  }
}
