// The hosts' queue: what waits for an answer, most wanted first, a page at a time.

import type { PersonFacts } from '../../../core/directory.ts';
import { type Document, doc, heading, type Inline, list, p, strong } from '../../../core/document.ts';
import type { Button } from '../../../core/reply.ts';
import { counted } from '../../../core/text/counted.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { holderOf } from '../rules.ts';
import { askerName, buttonOn, inOneLine, nameOf, wantedWords } from './question.ts';

/** What a page of the queue is made of. */
interface QueuePageFacts {
  readonly ama: AmaFacts;
  readonly queue: readonly { readonly question: QuestionFacts; readonly votes: number }[];
  readonly people: readonly PersonFacts[];
  readonly now: Date;
}

const pageSize = 8;

/** One page, from 0; a page that is not there any more shows the last one. */
export function queuePage(
  { ama, queue, people, now }: QueuePageFacts,
  page: number,
): { document: Document; buttons: Button[] } {
  const pages = Math.max(1, Math.ceil(queue.length / pageSize));
  const shown = Math.min(Math.max(0, Math.trunc(page) || 0), pages - 1);
  const entries = queue.slice(shown * pageSize, (shown + 1) * pageSize);
  const turn = (label: string, to: number) => buttonOn(ama, label, 'queue', 'secondary', to);
  if (queue.length === 0)
    return { document: doc(p('No question of ', strong(ama.title), ' waits for an answer.')), buttons: [] };
  return {
    document: doc(
      heading(2, `${ama.title}: ${counted(queue.length, 'question')} to answer`),
      list(...entries.map(({ question, votes }) => line(question, { votes, people, now }))),
      pages > 1 && p(`Page ${shown + 1} of ${pages}`),
    ),
    buttons: [
      ...entries.map(({ question }) => answerButton(question)),
      ...entries.map(({ question }) =>
        holderOf(question, now) === undefined
          ? buttonOn(question, `Take ${labelOf(question)}`, 'take')
          : releaseButton(question),
      ),
      ...(shown > 0 ? [turn('Previous', shown - 1)] : []),
      ...(shown < pages - 1 ? [turn('Next', shown + 1)] : []),
    ],
  };
}

/** The button that opens the form of an answer. */
export const answerButton = (question: QuestionFacts) =>
  buttonOn(question, `Answer ${labelOf(question)}`, 'answer', 'primary');
/** The button that gives a question back. */
export const releaseButton = (question: QuestionFacts) =>
  buttonOn(question, `Release ${labelOf(question)}`, 'release');

function line(
  question: QuestionFacts,
  { votes, people, now }: { votes: number; people: readonly PersonFacts[]; now: Date },
): Inline[] {
  const holder = holderOf(question, now);
  const wanted = wantedWords(question, votes);
  return [
    strong(`${labelOf(question)}.`),
    ' ',
    inOneLine(question.text, 200),
    ' (',
    askerName(question, people),
    wanted === '' ? ')' : `, ${wanted})`,
    ...(holder === undefined ? [] : [', taken by ', nameOf(holder, people)]),
  ];
}
