// The forms behind the buttons of a question's card.

import { UserError } from '../../../core/errors.ts';
import type { Form } from '../../../core/form.ts';
import { type FormReply, openForm } from '../../../core/reply.ts';
import { changedByAuthor, marksOf } from '../../../core/seen.ts';
import { labelOf, type QuestionFacts } from '../facts.ts';
import type { QuestionMove } from '../rules.ts';
import { questionLength, shortened } from '../views/question.ts';
import type { AmaLookup } from './lookup.ts';
import { checkMove, done, merge, moderated, moveQuestion } from './question-steps.ts';

type Values = Readonly<Record<string, string>>;

/** Asks why a question is declined. */
function declineForm(question: QuestionFacts, values: Values): FormReply {
  return openForm('amas/decline', {
    title: `Decline question ${labelOf(question)}`,
    args: [String(question.id)],
    fields: [
      {
        kind: 'paragraph',
        name: 'reason',
        label: 'Why? Whoever asked is told this',
        required: true,
        maxLength: 500,
        ...(values.reason !== undefined && { value: values.reason }),
      },
    ],
  });
}

/** Asks into which question one is merged. */
function mergeForm(question: QuestionFacts, values: Values): FormReply {
  return openForm('amas/merge', {
    title: `Merge question ${labelOf(question)}`,
    args: [String(question.id)],
    fields: [
      {
        kind: 'line',
        name: 'into',
        label: 'Number of the question that it repeats',
        required: true,
        maxLength: 10,
        ...(values.into !== undefined && { value: values.into }),
      },
    ],
  });
}

/** What the form to shorten a question shows of it. */
const shownText = (question: QuestionFacts) => ({ text: shortened(question.text, questionLength) });

/** Asks for a question in fewer words. */
function shortenForm(question: QuestionFacts, values: Values, seen?: string): FormReply {
  return openForm('amas/shorten', {
    title: `Shorten question ${labelOf(question)}`,
    args: [String(question.id), seen ?? marksOf(['text'], shownText(question))],
    fields: [
      {
        kind: 'paragraph',
        name: 'text',
        label: 'The question, shorter',
        hint: 'The original is kept.',
        required: true,
        maxLength: questionLength,
        value: values.text ?? shownText(question).text,
      },
    ],
  });
}

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
