// The form in which a question is asked or edited: its fields, and what is taken from them.

import { marksOf } from '../../../core/command/seen.ts';
import { UserError } from '../../../core/errors.ts';
import { type Field, type FormReply, field, openForm } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { questionLength } from '../views/question.ts';

const yesNo = [
  { name: 'Yes', value: 'yes' },
  { name: 'No', value: 'no' },
];

/** The fields of the form in which a question is asked. */
function questionFields(
  ama: AmaFacts,
  values: Readonly<Record<string, string>>,
  { isNew }: { isNew: boolean },
): Field[] {
  const question = field.paragraph('question', 'Your question', values.question, {
    maxLength: questionLength,
  });
  if (!isNew) return [question];
  const select = (name: string, label: string, value: string) =>
    field.select(name, label, { required: false, choices: yesNo, value: values[name] ?? value });
  return [
    question,
    ...(ama.allowsAnonymous ? [select('anonymous', 'Ask anonymously?', 'no')] : []),
    select('notify', 'Tell you in private when it is answered?', 'yes'),
  ];
}

/** What the form to edit a question shows. */
export const wordsOf = ({ proposedText, text }: QuestionFacts) => ({ question: proposedText ?? text });

/** The form in which a question is asked, or with `edited` the one in which it is changed. */
export function questionForm(
  ama: AmaFacts,
  values: Readonly<Record<string, string>> = {},
  edited?: { readonly questionId: number; readonly seen: string | undefined },
): FormReply {
  const isNew = edited === undefined;
  return openForm('amas/question', {
    title: shortened(isNew ? ama.title : 'Edit your question', 45),
    args: [
      String(ama.id),
      ...(edited ? [String(edited.questionId), edited.seen ?? marksOf(['question'], values)] : []),
    ],
    fields: questionFields(ama, values, { isNew }),
  });
}

/** The form in which something is asked about an answer. */
export function followForm(
  ama: AmaFacts,
  question: QuestionFacts,
  values: Readonly<Record<string, string>> = {},
): FormReply {
  return openForm('amas/follow', {
    title: shortened(`About the answer to question ${labelOf(question)}`, 45),
    args: [String(question.id)],
    fields: questionFields(ama, values, { isNew: true }),
  });
}

/** The question that was typed. Throws when there is none, or when it is too long. */
export function checkedText(value: string | undefined): string {
  const text = (value ?? '').trim();
  if (text === '') throw new UserError('The question is empty. Please type it and send it again.');
  const { length } = text;
  if (length > questionLength)
    throw new UserError(
      `The question has ${length} characters; ${questionLength} is the most. Please shorten it.`,
    );
  return text;
}
