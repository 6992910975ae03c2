// The form in which an answer is typed, to be published or to be looked at first.

import { UserError } from '../../../core/errors.ts';
import { type Field, type FormReply, field, openForm } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { questionMark } from '../draft-fit.ts';
import { labelOf, type QuestionFacts } from '../facts.ts';

/** The most that an answer's form takes. */
export const answerLength = 4000;

/** Whether an answer is the first one or changes one that is there; a form remembers for which it was opened. */
export type Mode = 'new' | 'change';

/** What an answer's form holds when it opens. */
interface AnswerFormValues {
  readonly mode: Mode;
  readonly answer?: string | undefined;
  /** Whether it is published, or kept and shown to its host first. */
  readonly next?: string | undefined;
  /** Which answer there was when it was opened, if that was before. */
  readonly answerVersion?: number | undefined;
  /** The mark of what the question said when it was opened, if that was before. */
  readonly seen?: string | undefined;
}

const nextChoices = [
  { name: 'Publish it', value: 'publish' },
  { name: 'Show me first how it looks, and keep it as a draft', value: 'preview' },
];

/** The field in which an answer to a question is typed. */
export function answerField(question: QuestionFacts, value: string | undefined): Field {
  const hint = shortened(question.text, 100);
  return field.paragraph('answer', 'Your answer', value, { hint, maxLength: answerLength });
}

/** The form. Throws a `UserError` for an answer that it cannot hold whole. */
export function answerForm(question: QuestionFacts, values: AnswerFormValues): FormReply {
  const value = values.answer ?? (values.mode === 'change' ? question.answer?.text : undefined);
  if (value !== undefined && value.length > answerLength)
    throw new UserError(
      `The answer has ${value.length} characters, and a form takes ${answerLength}. Give all of it as the \`text\` of \`/ama edit-answer question:${labelOf(question)}\`, or edit the post in which it was written, if it was.`,
    );
  return openForm('amas/answer', {
    title: shortened(`Answer question ${labelOf(question)}`, 45),
    args: [
      String(question.id),
      values.mode,
      String(values.answerVersion ?? question.answerVersion),
      values.seen ?? questionMark(question),
    ],
    fields: [
      answerField(question, value),
      field.select('next', 'What then?', {
        required: false,
        choices: nextChoices,
        value: values.next ?? 'publish',
      }),
    ],
  });
}
