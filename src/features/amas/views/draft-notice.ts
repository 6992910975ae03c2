// What hosts are told in private of drafts: handed over, held, of a question that went, not published at the end.

import { code, type Document, doc, p, quote, sentence, strong, time } from '../../../core/document.ts';
import { formatted } from '../../../core/markdown.ts';
import type { Button } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { isAnswerable } from '../draft-fit.ts';
import { type AmaFacts, type DraftFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { holderOf, takenUntil } from '../rules.ts';
import { changedSince, type DraftsFacts, draftButtons, unanswerable } from './draft.ts';
import { nameOf, quoted } from './question.ts';

/** What whoever holds a draft reads when its question goes; who hosts no longer cannot go on with it. */
export function draftGoneDocument(facts: DraftsFacts, draft: DraftFacts, isHost: boolean): Document {
  return doc(
    p('You hold a draft of an answer in ', strong(facts.ama.title), '.'),
    ...unanswerable(facts),
    quote(...formatted(draft.text)),
    isHost && p(code(`/ama draft question:${labelOf(facts.question)}`), ' shows it again.'),
  );
}

/** What a host reads to whom an answer was handed: that the question is theirs, or which host keeps it and until when. */
export function handedDocument(facts: DraftsFacts, draft: DraftFacts, now: Date): Document {
  const { question, people, ama } = facts;
  const label = labelOf(question);
  const isTheirs = holderOf(question, now) === draft.heldById;
  const keeper = otherHolder(question, draft, now);
  const next = keeper
    ? sentence`${nameOf(keeper.id, people)} has taken the question until ${time(keeper.until, ama.zone)}. Speak
        with each other; if it is open by then, ${code(`/ama draft question:${label}`)} publishes this:`
    : [
        isTheirs
          ? 'The question is yours now; publish it, or edit it first:'
          : 'Publish it, or edit it first:',
      ];
  return doc(
    p`${nameOf(draft.writtenById, people)} has begun an answer to question ${label} of
      ${strong(ama.title)} and hands it to you. ${next}`,
    ...(isAnswerable(question) ? changedSince(question, [draft]) : unanswerable(facts)),
    quoted(question),
    quote(...formatted(draft.text)),
  );
}

/** What a host can do to whom an answer was handed; publishing is left to another host who has taken the question. */
export function handedButtons(facts: DraftsFacts, draft: DraftFacts, now: Date): Button[] {
  const buttons = draftButtons(facts, draft);
  if (!otherHolder(facts.question, draft, now)) return buttons;
  return buttons.filter(({ action }) => action !== 'amas/draftPublish');
}

function otherHolder(question: QuestionFacts, { heldById }: DraftFacts, now: Date) {
  const id = holderOf(question, now);
  const until = takenUntil(question);
  return id === undefined || id === heldById || !until ? undefined : { id, until };
}

/** What a host is asked who replied to a question at about the time at which it was changed. */
export function heldReplyDocument({ ama, question }: DraftsFacts, draft: DraftFacts): Document {
  const label = labelOf(question);
  const isDecided = question.proposedText === undefined;
  const anew = isDecided
    ? ': what you change now counts'
    : ' once the moderators have decided about the change';
  return doc(
    p`You replied to question ${label} of ${strong(ama.title)} at about the time at which it was changed, so
      your reply is not its answer yet. It says now:`,
    quoted(question),
    p('Your reply:'),
    quote(...formatted(shortened(draft.text, 1000))),
    p`If it answers that too, publish it: ${code(`/ama draft question:${label}`)} shows it, with buttons. Or
      change your reply${anew}.`,
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
    whose !== undefined && p(whose),
    isOver
      ? p('It is kept: ', code('/ama draft'), '.')
      : p('See and publish it with ', code(`/ama draft question:${first ? labelOf(first) : ''}`), '.'),
  );
}
