// What hosts are told in private of drafts: handed over, held, of a question that went, not published at the end.

import { code, type Document, doc, p, quote, strong } from '../../../core/document.ts';
import { formatted } from '../../../core/markdown.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { isAnswerable } from '../draft-fit.ts';
import { type AmaFacts, type DraftFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { changedSince, type DraftsFacts, unanswerable } from './draft.ts';
import { nameOf, quoted } from './question.ts';

/** What whoever holds a draft reads when its question goes; who hosts no longer cannot go on with it. */
export function draftGoneDocument(facts: DraftsFacts, draft: DraftFacts, isHost: boolean): Document {
  return doc(
    p('You hold a draft of an answer in ', strong(facts.ama.title), '.'),
    ...unanswerable(facts),
    quote(...formatted(draft.text)),
    isHost ? p(code(`/ama draft question:${labelOf(facts.question)}`), ' shows it again.') : undefined,
  );
}

/** What a host reads to whom an answer was handed. */
export function handedDocument(facts: DraftsFacts, draft: DraftFacts): Document {
  const { question, people, ama } = facts;
  return doc(
    p`${nameOf(draft.writtenById, people)} has begun an answer to question ${labelOf(question)} of
      ${strong(ama.title)} and hands it to you. The question is yours now; publish it, or edit it first:`,
    ...(isAnswerable(question) ? changedSince(question, [draft]) : unanswerable(facts)),
    quoted(question),
    quote(...formatted(draft.text)),
  );
}

/** What a host is asked who replied to a question at about the time at which it was changed. */
export function heldReplyDocument({ ama, question }: DraftsFacts, draft: DraftFacts): Document {
  const label = labelOf(question);
  return doc(
    p`You replied to question ${label} of ${strong(ama.title)} at about the time at which it was changed, so
      your reply is not its answer yet. It says now:`,
    quoted(question),
    p('Your reply:'),
    quote(...formatted(shortened(draft.text, 1000))),
    p`If it answers that too, publish it: ${code(`/ama draft question:${label}`)} shows it, with buttons. Or
      change your reply: what you change now counts.`,
  );
}

/** What a host reads before the end, or at it, of what is not published: their own, and that of hosts who left. */
export function unpublishedDocument(
  ama: AmaFacts,
  own: readonly QuestionFacts[],
  left: readonly QuestionFacts[] = [],
): Document {
  const labels = (questions: readonly QuestionFacts[]) =>
    `${questions.length === 1 ? 'question' : 'questions'} ${questions.map(labelOf).join(', ')}`;
  const isOver = ama.state === 'closed';
  const ends = isOver ? ' has ended' : ' ends soon';
  const [first] = [...own, ...left];
  const whose =
    left.length === 0
      ? undefined
      : `A host who left has a draft of an answer to ${labels(left)}; you may publish it in their name.`;
  return doc(
    own.length === 0
      ? p(strong(ama.title), `${ends}.`)
      : isOver
        ? p(strong(ama.title), `${ends}, and your answer to ${labels(own)} was not published.`)
        : p(strong(ama.title), `${ends}, and your answer to ${labels(own)} is still a draft.`),
    whose === undefined ? undefined : p(whose),
    isOver
      ? p('It is kept: ', code('/ama draft'), '.')
      : p('See and publish it with ', code(`/ama draft question:${first ? labelOf(first) : ''}`), '.'),
  );
}
