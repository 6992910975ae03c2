// What the bot answers: words with buttons and files, or a form to fill in.
import { type Block, type Document, doc } from './document.ts';

/** One of the values that a choice offers: `name` is read (≤ 100), `value` is sent (≤ 100). */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** Choices that are called as they are sent. */
export function asChoices<V extends string>(values: readonly V[]): { name: V; value: V }[] {
  return values.map((value) => ({ name: value, value }));
}

/** A file that goes with a message. */
export interface Attachment {
  readonly name: string;
  readonly content: Buffer;
  /** What the picture shows, for those who cannot see it (≤ 1,024). */
  readonly description?: string;
}

/** A button: `action` is a feature's action, `args` come back to it; the whole id stays within 100 characters. */
export interface Button {
  readonly label: string;
  readonly action: string;
  readonly args?: readonly string[];
  readonly style?: 'primary' | 'secondary' | 'success' | 'danger';
  readonly disabled?: boolean;
}

/** A button that opens an address. */
export interface LinkButton {
  readonly label: string;
  readonly url: string;
}

/** What the bot answers: something said, or a form to fill. */
export type Reply = Said | FormReply;

/** Words in answer to a request; private ones are seen by the caller alone where the platform can do that. */
export interface Said {
  readonly kind: 'said';
  readonly document: Document;
  readonly isPrivate: boolean;
  readonly buttons?: readonly (Button | LinkButton)[];
  readonly files?: readonly Attachment[];
  /** Replace the message whose button was pressed, instead of answering below it (for paging). */
  readonly replaces?: boolean;
  /** It says that what was asked could not be done. */
  readonly isError?: boolean;
}

/** A form opened for the caller. */
export interface FormReply {
  readonly kind: 'form';
  readonly form: string;
  readonly args: readonly string[];
  readonly title: string;
  /** What is read above the fields, with addresses as they are; at most 1,000 characters. */
  readonly intro?: string;
  readonly fields: readonly Field[];
}

/** A field of a form; `value` is what it holds when it opens. */
export type Field = TextField | SelectField;

interface FieldLooks {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  readonly required: boolean;
}

/** A line or a paragraph to type. Label ≤ 45, length ≤ 4,000. */
export interface TextField extends FieldLooks {
  readonly kind: 'line' | 'paragraph';
  readonly maxLength: number;
}

/** One of up to 25 choices. */
export interface SelectField extends FieldLooks {
  readonly kind: 'select';
  readonly choices: readonly Choice[];
}

/** What else is said of a field; unsaid, it is required, and a line holds 100 characters, a paragraph 1,000. */
type FieldMore = Partial<Pick<TextField, 'hint' | 'required' | 'maxLength'>>;

function looks(name: string, label: string, value: string | undefined): Omit<FieldLooks, 'hint'> {
  return { name, label, required: true, ...(value && { value }) };
}

/** Builds fields, each with its name, its label and what it holds when it opens, if anything. */
export const field = {
  line: (name: string, label: string, value?: string, more?: FieldMore): TextField => ({
    ...looks(name, label, value),
    kind: 'line',
    maxLength: 100,
    ...more,
  }),
  paragraph: (name: string, label: string, value?: string, more?: FieldMore): TextField => ({
    ...looks(name, label, value),
    kind: 'paragraph',
    maxLength: 1000,
    ...more,
  }),
  select: (
    name: string,
    label: string,
    { value, ...more }: Pick<SelectField, 'choices'> & Partial<FieldLooks>,
  ): SelectField => ({ ...looks(name, label, value), kind: 'select', ...more }),
};

/** What goes with the words of an answer. */
type Extra = Partial<Omit<Said, 'kind' | 'document'>>;

/** Says something that only the caller sees: a document, or a single block. */
export function whisper(words: Document | Block, extra: Extra = {}): Said {
  return { kind: 'said', document: documentOf(words), isPrivate: true, ...extra };
}

/** Says something that everybody in the place sees: a document, or a single block. */
export function say(words: Document | Block, extra: Extra = {}): Said {
  return { kind: 'said', document: documentOf(words), isPrivate: false, ...extra };
}

function documentOf(words: Document | Block): Document {
  return words.type === 'root' ? words : doc(words);
}

/** Opens a form. */
export function openForm(
  form: string,
  spec: { title: string; intro?: string; fields: readonly Field[]; args?: readonly string[] },
): FormReply {
  const { title, intro, fields, args = [] } = spec;
  return { kind: 'form', form, args, title, ...(intro !== undefined && { intro }), fields };
}
