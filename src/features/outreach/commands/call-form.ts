// The form in which a call is written, and what is read from it.

import { wholeNumber } from '../../../core/command/arguments.ts';
import { marksOf } from '../../../core/command/seen.ts';
import { UserError } from '../../../core/errors.ts';
import { type FormReply, field, openForm } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { beginning, shortened } from '../../../core/text/shortened.ts';
import type { Call, CalledAma } from '../facts.ts';
import { most, readTranslations, spreadTranslations, translationsText } from '../rules.ts';

/** What the form shows of a call. */
export const textsOf = ({ title, text, translations }: Call): Record<string, string> => ({
  title,
  text,
  translations: translationsText(translations),
});

/** What its fields are called. */
export const callLabels = { title: 'What it is about', text: 'The call', translations: 'In other languages' };

/** An AMA as the form's arguments carry it: `12.1795194000.1795201200`. */
const amaText = ({ id, opensAt, closesAt }: CalledAma) =>
  [id, opensAt.getTime() / 1000, closesAt.getTime() / 1000].join('.');

/** The AMA that a form's argument names; undefined when it names none. */
export function amaIn(text: string | undefined): CalledAma | undefined {
  const [, id, opens, closes] = /^(\d{1,10})\.(\d{1,11})\.(\d{1,11})$/u.exec(text ?? '') ?? [];
  const known = wholeNumber(id);
  if (known === undefined) return undefined;
  return { id: known, opensAt: new Date(Number(opens) * 1000), closesAt: new Date(Number(closes) * 1000) };
}

/** The form of a new call to these partners, perhaps of an AMA. */
export function newCallForm(partnerIds: readonly number[], typed: Typed, ama?: CalledAma): FormReply {
  const ids = partnerIds.slice(0, 12).join('.');
  const args = ['new', ids, partnerIds.length > 12 ? 'all' : '', ...(ama ? [amaText(ama)] : [])];
  return callForm(args, typed);
}

/** The form of a call that is there; `seen` are the marks of what it showed, if it was open before. */
export function editCallForm(call: Call, typed: Typed, seen?: string): FormReply {
  const known = textsOf(call);
  const args = ['edit', String(call.id), seen ?? marksOf(Object.keys(callLabels), known)];
  return callForm(args, { ...known, ...typed });
}

function callForm(args: readonly string[], values: Typed): FormReply {
  const held = (name: keyof typeof callLabels) => beginning(values[name] ?? '', most[name]);
  return openForm('outreach/call', {
    title: 'A call to partners',
    args,
    fields: [
      field.line('title', callLabels.title, held('title'), { maxLength: most.title }),
      field.paragraph('text', callLabels.text, held('text'), { maxLength: most.text }),
      field.paragraph('translations', 'In other languages, if you have them', held('translations'), {
        hint: 'Each begins with its language on a line of its own: pl:',
        required: false,
        maxLength: most.translations,
      }),
    ],
  });
}

/** What was typed in it. */
export type Typed = Readonly<Record<string, string>>;

/** A call from what was typed. Throws a UserError when something is missing or cannot be read. */
export function checked(typed: Typed): Pick<Call, 'title' | 'text' | 'translations'> {
  const { title = '', text = '', translations = '' } = typed;
  const name = cleanedLine(title);
  if (name === '') throw new UserError('The call needs a `title` that says what it is about.');
  const words = text.trim();
  if (words === '') throw new UserError('The call is empty. Write what you would like to ask for.');
  const written = readTranslations(translations);
  // In a form too a language may stand before its text on the same line.
  const { texts, wrong } =
    written.wrong === undefined ? written : readTranslations(spreadTranslations(translations));
  if (wrong !== undefined)
    throw new UserError(
      `Before "${shortened(wrong, 40)}" no language is named. Begin each text with a line such as \`pl:\`.`,
    );
  for (const [what, length, longest] of [
    ['title', name.length, most.title],
    ['text', words.length, most.text],
  ] as const) {
    if (length > longest)
      throw new UserError(`The ${what} has ${length} characters; ${longest} is the most. Please shorten it.`);
  }
  return { title: name, text: words, translations: texts };
}
