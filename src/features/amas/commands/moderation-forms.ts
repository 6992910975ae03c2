// The forms behind the buttons of a question's card.

import type { Form } from '../../../core/command/form.ts';
import { changedByAuthor, marksOf } from '../../../core/command/seen.ts';
import { UserError } from '../../../core/errors.ts';
import { type Field, type FormReply, field, openForm } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { labelOf, type QuestionFacts } from '../facts.ts';
import type { QuestionMove } from '../rules.ts';
import { questionLength } from '../views/question.ts';
import type { AmaLookup } from './lookup.ts';
import { checkMove, done, merge, moderated, moveQuestion } from './question-steps.ts';

type Values = Readonly<Record<string, string>>;

/** A form about a question, with one field. */
export function formOn(
  question: QuestionFacts,
  verb: 'decline' | 'merge' | 'shorten' | 'split',
  of: { readonly field: Field; readonly args?: readonly string[] },
): FormReply {
  const title = `${verb.charAt(0).toUpperCase()}${verb.slice(1)} question ${labelOf(question)}`;
  return openForm(`amas/${verb}`, {
    title,
    args: [String(question.id), ...(of.args ?? [])],
    fields: [of.field],
  });
}

/** Asks why a question is declined. */
const declineForm = (question: QuestionFacts, { reason }: Values) =>
  formOn(question, 'decline', {
    field: field.paragraph('reason', 'Why? Whoever asked is told this', reason, { maxLength: 500 }),
  });

/** Asks into which question one is merged. */
const mergeForm = (question: QuestionFacts, { into }: Values) =>
  formOn(question, 'merge', {
    field: field.line('into', 'Number of the question that it repeats', into, { maxLength: 10 }),
  });

/** What the form to shorten a question shows of it. */
const shownText = (question: QuestionFacts) => ({ text: shortened(question.text, questionLength) });

/** Asks for a question in fewer words. */
const shortenForm = (question: QuestionFacts, { text }: Values, seen?: string) =>
  formOn(question, 'shorten', {
    args: [seen ?? marksOf(['text'], shownText(question))],
    field: field.paragraph('text', 'The question, shorter', text ?? shownText(question).text, {
      hint: 'The original is kept.',
      maxLength: questionLength,
    }),
  });

/** The forms behind the buttons of a card. */
export function moderatingForms(lookup: AmaLookup): Form[] {
  const opens =
    (
      move: QuestionMove,
      form: (question: QuestionFacts, values: Values, seen?: string) => FormReply,
    ): Form['open'] =>
    async (request, [id, seen], values) => {
      const { question } = await moderated(lookup, request, id);
      await checkMove(lookup, request, { question, move });
      return form(question, values, seen);
    };
  return [
    {
      name: 'amas/decline',
      args: ['id'],
      access: 'everyone',
      open: opens('decline', declineForm),
      async run(request, [id], values) {
        const found = await moderated(lookup, request, id);
        const declineReason = (values.reason ?? '').trim();
        if (declineReason === '') throw new UserError('Give a reason: whoever asked is told it in private.');
        await moveQuestion(lookup, request, {
          found,
          move: 'decline',
          to: 'declined',
          rest: { change: { declineReason, moderatedById: found.moderator.id }, notice: 'declined' },
        });
        return done(found.question, 'is declined; whoever asked is told why');
      },
    },
    {
      name: 'amas/merge',
      args: ['id'],
      access: 'everyone',
      open: opens('merge', mergeForm),
      async run(request, [id], values) {
        const found = await moderated(lookup, request, id);
        return await merge(lookup, request, { found, target: await lookup.pick(found, values.into ?? '') });
      },
    },
    {
      name: 'amas/shorten',
      args: ['id', 'text?'],
      access: 'everyone',
      open: opens('edit', shortenForm),
      async run(request, [id, seen], values) {
        const found = await moderated(lookup, request, id);
        const { question } = found;
        const now = shownText(question);
        const args = [String(question.id)];
        changedByAuthor({ labels: { text: 'The question' }, now, written: values, seen, args });
        const text = (values.text ?? '').trim();
        if (text === '')
          throw new UserError('The question is empty. Type it, or press "Decline" if it should not appear.');
        const originalText = question.originalText ?? question.text;
        await moveQuestion(lookup, request, {
          found,
          move: 'edit',
          rest: {
            change: { text, originalText, wordsChangedAt: request.now },
            textVersion: question.textVersion,
          },
        });
        return done(question, 'is shortened; the original is kept');
      },
    },
  ];
}
