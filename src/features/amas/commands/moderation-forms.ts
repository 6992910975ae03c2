// The forms behind the buttons of a question's card.

import type { Argument } from '../../../core/command/arguments.ts';
import type { Form } from '../../../core/command/form.ts';
import { changedByAuthor, marksOf } from '../../../core/command/seen.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Field, field, openForm, type Reply, whisper } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { labelOf, type QuestionFacts } from '../facts.ts';
import type { QuestionMove } from '../rules.ts';
import { questionsIn } from '../topic/question-words.ts';
import { questionLength } from '../views/question.ts';
import { type AmaLookup, type Found, pick } from './lookup.ts';
import { checkMove, done, merge, moderating, moveQuestion } from './question-steps.ts';

type Values = Readonly<Record<string, string>>;

/** A form of the moderators about a question, with one field. */
interface QuestionForm {
  readonly verb: 'decline' | 'merge' | 'shorten' | 'split';
  readonly move: QuestionMove;
  /** What the form keeps of the question for which it was opened. */
  readonly mark?: Argument;
  markOf?(question: QuestionFacts, seen: string | undefined): string;
  field(question: QuestionFacts, typed: Values): Field;
  run(
    found: Found,
    values: Values,
    by: { readonly moderator: PersonFacts; readonly seen: string | undefined },
  ): Promise<Reply>;
}

const decline: QuestionForm = {
  verb: 'decline',
  move: 'decline',
  field: (_, { reason }) =>
    field.paragraph('reason', 'Why? Whoever asked is told this', reason, { maxLength: 500 }),
  async run(found, values, { moderator }) {
    const declineReason = (values.reason ?? '').trim();
    if (declineReason === '') throw new UserError('Give a reason: whoever asked is told it in private.');
    const change = { declineReason, moderatedById: moderator.id };
    await moveQuestion(found, 'decline', { to: 'declined', change, notice: 'declined' });
    return done(found.question, 'is declined; whoever asked is told why');
  },
};

const mergeInto: QuestionForm = {
  verb: 'merge',
  move: 'merge',
  field: (_, { into }) =>
    field.line('into', 'Number of the question that it repeats', into, { maxLength: 10 }),
  async run(found, values, { moderator }) {
    const { question } = await pick(found, values.into ?? '');
    return await merge(found, question, moderator);
  },
};

/** What the form to shorten a question shows of it. */
const shownText = (question: QuestionFacts) => ({ text: shortened(question.text, questionLength) });

const shorten: QuestionForm = {
  verb: 'shorten',
  move: 'edit',
  mark: 'text?',
  markOf: (question, seen) => seen ?? marksOf(['text'], shownText(question)),
  field: (question, { text }) =>
    field.paragraph('text', 'The question, shorter', text ?? shownText(question).text, {
      hint: 'The original is kept.',
      maxLength: questionLength,
    }),
  async run(found, values, { seen }) {
    const { question } = found;
    const now = shownText(question);
    const args = [String(question.id)];
    changedByAuthor({ labels: { text: 'The question' }, now, written: values, seen, args });
    const text = (values.text ?? '').trim();
    if (text === '')
      throw new UserError('The question is empty. Type it, or press "Decline" if it should not appear.');
    const originalText = question.originalText ?? question.text;
    const change = { text, originalText, wordsChangedAt: found.request.now };
    await moveQuestion(found, 'edit', { change, textVersion: question.textVersion });
    return done(question, 'is shortened; the original is kept');
  },
};

/** What one field of a form holds. */
const mostInField = 4000;

/** The most that one post is split into. */
const mostParts = 10;

const split: QuestionForm = {
  verb: 'split',
  move: 'edit',
  mark: 'count',
  markOf: ({ textVersion }) => String(textVersion),
  field(question, { questions }) {
    const value = questions ?? questionsIn(question.text).join('\n');
    // What does not fit would not be seen, and so be lost.
    if (value.length > mostInField)
      throw new UserError(
        `Question ${labelOf(question)} has ${question.text.length} characters, and a form holds ${mostInField}. Press "Shorten" first and leave what is asked; the original is kept.`,
      );
    return field.paragraph('questions', 'One question in each line', value, {
      hint: 'The first stays this one; the others get numbers of their own.',
      maxLength: mostInField,
    });
  },
  async run({ lookup, request, question, ama }, values, { seen }) {
    const lines = (values.questions ?? '').split('\n').map((line) => line.trim());
    const texts = lines.filter((line) => line !== '');
    if (texts.length < 2) throw new UserError('Write each question into a line of its own, two at least.');
    if (texts.length > mostParts)
      throw new UserError(`${mostParts} questions are the most from one post. Leave some out.`);
    if (texts.some((text) => text.length > questionLength))
      throw new UserError(`A line is longer than ${questionLength} characters. Please shorten it.`);
    const textVersion = Number(seen);
    const made = await lookup.store.split(ama, question, { texts, textVersion, now: request.now });
    if (made === undefined)
      throw new UserError(`Question ${labelOf(question)} changed meanwhile. Press "Split" once more.`);
    const labels = [question, ...made].map(labelOf).join(', ');
    return whisper(p(`These are questions of their own now: ${labels}.`));
  },
};

/** The forms behind the buttons of a card. */
export function moderatingForms(lookup: AmaLookup): Form[] {
  return [decline, mergeInto, shorten, split].map(({ verb, move, mark, markOf, field, run }) => ({
    name: `amas/${verb}`,
    args: ['id', ...(mark === undefined ? [] : [mark])],
    access: 'everyone',
    async open(request, [id, seen], typed) {
      const found = await lookup.asked(request, id);
      await moderating(found);
      await checkMove(found, move);
      const { question } = found;
      return openForm(`amas/${verb}`, {
        title: `${verb.charAt(0).toUpperCase()}${verb.slice(1)} question ${labelOf(question)}`,
        args: [String(question.id), ...(markOf ? [markOf(question, seen)] : [])],
        fields: [field(question, typed)],
      });
    },
    async run(request, [id, seen], values) {
      const found = await lookup.asked(request, id);
      const moderator = await moderating(found);
      await checkMove(found, move);
      return await run(found, values, { moderator, seen });
    },
  }));
}
