// Fields of forms, filled in with what is known.
import type { Field } from '../../../core/reply.ts';

/** A line, which is needed unless that is said. */
export function line(
  name: string,
  label: string,
  value: string | undefined,
  { hint, maxLength = 100, required = true }: { hint?: string; maxLength?: number; required?: boolean } = {},
): Field {
  return { kind: 'line', name, label, required, maxLength, ...(value && { value }), ...(hint && { hint }) };
}

/** Paragraphs, which may be left out. */
export function paragraph(name: string, label: string, value: string | undefined, maxLength = 1000): Field {
  return { kind: 'paragraph', name, label, required: false, maxLength, ...(value && { value }) };
}
