// How an answer looks before it is published: to its host, to others who write one as well, to whom it is handed.

import type { PersonFacts } from '../../../core/directory.ts';
import {
  type Block,
  code,
  type Document,
  doc,
  em,
  type Inline,
  list,
  p,
  quote,
  rule,
  sentence,
  strong,
} from '../../../core/document.ts';
import { formatted } from '../../../core/markdown.ts';
import type { Button } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { isAnswerable, isChangedSince, questionMark } from '../draft-fit.ts';
import { type AmaFacts, type DraftFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { isAtWork } from '../rules.ts';
import { buttonOn, inOneLine, nameOf, type QuestionFactsInAma, quoted } from './question.ts';

/** What the views of drafts are made of. */
export type DraftsFacts = Pick<QuestionFactsInAma, 'ama' | 'question' | 'people' | 'mergedInto'>;

const buttonFor = (draft: DraftFacts, label: string, verb: string, style: Button['style']): Button =>
  buttonOn(draft, label, verb, style, draft.version);

/** A button that does it only to the question, and to the answer, that were shown with it. */
const seen = (button: Button, question: QuestionFacts, ...more: string[]): Button => ({
  ...button,
  args: [...(button.args ?? []), ...more, questionMark(question)],
});

/** What can be done with a draft; several in one message are told apart by `mark`. */
export function draftButtons(
  { ama, question, mergedInto }: DraftsFacts,
  draft: DraftFacts,
  mark = '',
): Button[] {
  const isOpen = isAtWork(ama) && isAnswerable(question);
  const shown = String(question.answerVersion);
  const publish =
    question.state === 'answered' && question.answerVersion !== draft.basedOn
      ? [
          seen(buttonFor(draft, `Put it in its place${mark}`, 'draftReplace', 'primary'), question, shown),
          seen(buttonFor(draft, `Add it below${mark}`, 'draftAdd', 'secondary'), question, shown),
        ]
      : [seen(buttonFor(draft, `Publish${mark}`, 'draftPublish', 'success'), question)];
  return [
    ...(isOpen ? [...publish, buttonFor(draft, `Edit${mark}`, 'draftEdit', 'secondary')] : []),
    ...(isOpen ? [buttonFor(draft, `Hand over${mark}`, 'draftHand', 'secondary')] : []),
    ...(isAtWork(ama) && mergedInto !== undefined
      ? [buttonFor(draft, `Move to ${mergedInto}${mark}`, 'draftMove', 'primary')]
      : []),
    buttonFor(draft, `Discard${mark}`, 'draftDiscard', 'danger'),
  ];
}

/**
 * How an answer will look, for a host; with what others said meanwhile, so that neither is lost. `readerId` is who looks
 * at it, `others` are the drafts that others hold.
 */
export function previewDocumentOf(
  facts: DraftsFacts,
  draft: DraftFacts,
  { readerId, others = [] }: { readerId: number; others?: readonly DraftFacts[] },
): Document {
  const { question, people } = facts;
  const label = labelOf(question);
  return doc(
    ...previewHead(facts, draft, readerId),
    quoted(question),
    p(nameOf(draft.heldById, people), ` answers question ${label}:`),
    ...formatted(draft.text),
    rule(),
    ...others.slice(0, 1).map(
      ({ heldById }) =>
        p`${nameOf(heldById, people)} has begun an answer to question ${label} too. Speak with each other, or
          publish what is better.`,
    ),
    p(code(`/ama draft question:${label}`), others.length > 0 ? ' shows them all.' : ' shows it again.'),
  );
}

function previewHead(facts: DraftsFacts, draft: DraftFacts, readerId: number): Block[] {
  const { question, ama, people } = facts;
  if (!isAnswerable(question)) return unanswerable(facts);
  const theirs = meanwhile(facts, draft.basedOn);
  const changed = changedSince(question, [draft]);
  if (draft.heldById !== readerId) {
    const holder = nameOf(draft.heldById, people);
    const what = ` has a draft of an answer to question ${labelOf(question)} of `;
    return [...theirs, p(holder, what, strong(ama.title), '. It will look like this:'), ...changed];
  }
  if (theirs.length > 0)
    return [...theirs, p('Yours is kept as a draft, which hosts and organisers alone can see:'), ...changed];
  if (changed.length > 0) return changed;
  return [
    p`${strong(`Your answer to question ${labelOf(question)}`)} of ${strong(ama.title)} is kept as a draft,
      which hosts and organisers alone can see. It will look like this:`,
  ];
}

/** That a question says something else than when these drafts were written. */
export function changedSince(question: QuestionFacts, drafts: readonly DraftFacts[]): Block[] {
  const changed = drafts.filter((draft) => isChangedSince(question, draft));
  if (changed.length === 0) return [];
  const which = drafts.length === 1 ? 'this answer was' : 'some of these answers were';
  return [
    p`${strong(`Question ${labelOf(question)} was changed`)} after ${which} written. Nothing is published yet:
      read what it says now, then publish the answer if it still fits, or edit it first.`,
  ];
}

/** Why a question cannot have an answer, and what becomes of its drafts. */
export function unanswerable({ ama, question, mergedInto }: DraftsFacts): Block[] {
  const what = strong(`Question ${labelOf(question)} ${goneWords(question, mergedInto)}`);
  if (mergedInto !== undefined && isAtWork(ama))
    return [
      p`${what}, which asks the same. Nothing of this draft is published. Move it to that question to go on
        with it, or discard it:`,
    ];
  return [p(what, ', so this draft is not published. It is kept here until somebody discards it:')];
}

/** What became of a question that has no answer. */
function goneWords({ state }: QuestionFacts, mergedInto: string | undefined): string {
  const gone: Readonly<Record<string, string>> = {
    declined: 'was declined',
    withdrawn: 'was withdrawn by whoever asked it',
    merged: mergedInto === undefined ? 'was merged' : `was merged into question ${mergedInto}`,
    remark: 'was made a remark',
    waiting: 'waits for a moderator again',
  };
  return gone[state] ?? 'is no question any more';
}

/** What others said since the answer of this version. */
function meanwhile({ question, people }: DraftsFacts, basedOn: number): Block[] {
  const { answer } = question;
  if (question.state !== 'answered' || !answer || question.answerVersion === basedOn) return [];
  return [
    p(`Question ${labelOf(question)} was already answered by `, nameOf(answer.byId, people), ':'),
    quote(...formatted(answer.text)),
  ];
}

/** The drafts of a question, each with who wrote it. */
export function draftsDocument(facts: DraftsFacts, drafts: readonly DraftFacts[]): Document {
  const { question, people } = facts;
  return doc(
    p`${strong(`Question ${labelOf(question)}`)} has
      ${drafts.length === 1 ? 'a draft' : `${drafts.length} drafts`} of an answer:`,
    ...(isAnswerable(question) ? changedSince(question, drafts) : unanswerable(facts)),
    quoted(question),
    ...drafts.flatMap((draft, i): Block[] => [
      p`${strong(drafts.length === 1 ? 'Draft' : `Draft ${i + 1}`)} by
        ${nameOf(draft.writtenById, people)}${handedTo(draft, people)}:`,
      quote(...formatted(draft.text)),
    ]),
    ...meanwhile(facts, Math.min(...drafts.map(({ basedOn }) => basedOn))),
  );
}

const handedTo = ({ heldById, writtenById }: DraftFacts, people: readonly PersonFacts[]): Inline[] =>
  heldById === writtenById ? [] : [', handed to ', nameOf(heldById, people)];

/** What hosts have not published yet. */
export function allDraftsDocument(
  ama: AmaFacts,
  drafts: readonly { readonly draft: DraftFacts; readonly question: QuestionFacts }[],
  people: readonly PersonFacts[],
): Document {
  const next = drafts.find(({ question }) => isAnswerable(question));
  const first = next ?? drafts[0];
  if (!first)
    return doc(
      p`No answer of ${strong(ama.title)} waits as a draft. ${code('/ama draft question:3')} begins one.`,
    );
  return doc(
    p('Answers of ', strong(ama.title), ' that are not published yet:'),
    list(
      ...drafts.slice(0, 25).map(
        ({ draft, question }) => sentence`${strong(`${labelOf(question)}.`)} ${inOneLine(question.text, 100)}
          (${nameOf(draft.heldById, people)}${listedStatus(question, draft)}):
          ${em(shortened(draft.text.replaceAll(/\s+/gu, ' '), 100))}`,
      ),
    ),
    p`${code(`/ama draft question:${labelOf(first.question)}`)} shows one of them, to
      ${next ? 'publish, edit, hand over' : 'copy'} or discard it.`,
  );
}

/** What somebody should know of a draft's question before they look at it. */
function listedStatus(question: QuestionFacts, draft: DraftFacts): string {
  if (!isAnswerable(question)) return `; the question ${goneWords(question, undefined)}`;
  return isChangedSince(question, draft) ? '; the question was changed since' : '';
}
