// How an answer looks before it is published: to its host, to others who write one as well, to whom it is handed.
import type { Button } from '../../core/command.ts';
import type { PersonFacts } from '../../core/directory.ts';
import {
  type Block,
  code,
  type Document,
  doc,
  em,
  list,
  p,
  quote,
  rule,
  strong,
  typed,
} from '../../core/document.ts';
import { formatted } from '../../core/markdown.ts';
import { type AmaFacts, type DraftFacts, labelOf, type QuestionFacts } from './facts.ts';
import { nameOf, shortened } from './question-views.ts';
import { isAtWork } from './rules.ts';

/** What the views of drafts are made of. */
export interface DraftsFacts {
  readonly ama: AmaFacts;
  readonly question: QuestionFacts;
  readonly people: readonly PersonFacts[];
}

const buttonFor = (draft: DraftFacts, label: string, verb: string, style: Button['style']): Button => ({
  label,
  action: `amas/${verb}`,
  args: [String(draft.id), String(draft.version)],
  ...(style && { style }),
});

/** A button that does it only to the answer that was shown with it. */
const seen = (button: Button, { answerVersion }: QuestionFacts): Button => ({
  ...button,
  args: [...(button.args ?? []), String(answerVersion)],
});

/** What can be done with a draft; several in one message are told apart by `mark`. */
export function draftButtons({ ama, question }: DraftsFacts, draft: DraftFacts, mark = ''): Button[] {
  const isOpen = isAtWork(ama);
  const publish =
    question.state === 'answered' && question.answerVersion !== draft.basedOn
      ? [
          seen(buttonFor(draft, `Put it in its place${mark}`, 'draftReplace', 'primary'), question),
          seen(buttonFor(draft, `Add it below${mark}`, 'draftAdd', 'secondary'), question),
        ]
      : [buttonFor(draft, `Publish${mark}`, 'draftPublish', 'success')];
  return [
    ...(isOpen ? [...publish, buttonFor(draft, `Edit${mark}`, 'draftEdit', 'secondary')] : []),
    ...(isOpen ? [buttonFor(draft, `Hand over${mark}`, 'draftHand', 'secondary')] : []),
    buttonFor(draft, `Discard${mark}`, 'draftDiscard', 'danger'),
  ];
}

/** How an answer will look, for its host; with what others said meanwhile, so that neither is lost. */
export function previewDocumentOf(
  facts: DraftsFacts,
  draft: DraftFacts,
  others: readonly DraftFacts[] = [],
): Document {
  const { question, people, ama } = facts;
  const label = labelOf(question);
  const theirs = meanwhile(facts, draft.basedOn);
  return doc(
    ...theirs,
    theirs.length > 0
      ? p('Yours is kept as a draft, which hosts and organisers alone can see:')
      : p(
          strong(`Your answer to question ${label}`),
          ' of ',
          strong(ama.title),
          ' is kept as a draft, which hosts and organisers alone can see. It will look like this:',
        ),
    quote(...typed(shortened(question.text, 600))),
    p(nameOf(draft.heldById, people), ` answers question ${label}:`),
    ...formatted(draft.text),
    rule(),
    ...others
      .slice(0, 1)
      .map(({ heldById }) =>
        p(
          nameOf(heldById, people),
          ` has begun an answer to question ${label} too. Speak with each other, or publish what is better.`,
        ),
      ),
    p(code(`/ama draft question:${label}`), others.length > 0 ? ' shows them all.' : ' shows it again.'),
  );
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
    p(
      strong(`Question ${labelOf(question)}`),
      drafts.length === 1 ? ' has a draft of an answer:' : ` has ${drafts.length} drafts of an answer:`,
    ),
    quote(...typed(shortened(question.text, 600))),
    ...drafts.flatMap((draft, i): Block[] => [
      p(
        strong(drafts.length === 1 ? 'Draft' : `Draft ${i + 1}`),
        ' by ',
        nameOf(draft.writtenById, people),
        ...(draft.heldById === draft.writtenById ? [] : [', handed to ', nameOf(draft.heldById, people)]),
        ':',
      ),
      quote(...formatted(draft.text)),
    ]),
    ...meanwhile(facts, Math.min(...drafts.map(({ basedOn }) => basedOn))),
  );
}

/** What hosts have not published yet. */
export function allDraftsDocument(
  ama: AmaFacts,
  drafts: readonly { readonly draft: DraftFacts; readonly question: QuestionFacts }[],
  people: readonly PersonFacts[],
): Document {
  const [first] = drafts;
  if (!first) {
    return doc(
      p(
        'No answer of ',
        strong(ama.title),
        ' waits as a draft. ',
        code('/ama draft question:3'),
        ' begins one.',
      ),
    );
  }
  return doc(
    p('Answers of ', strong(ama.title), ' that are not published yet:'),
    list(
      ...drafts
        .slice(0, 25)
        .map(({ draft, question }) => [
          strong(`${labelOf(question)}.`),
          ' ',
          shortened(question.text, 100),
          ' (',
          nameOf(draft.heldById, people),
          '): ',
          em(shortened(draft.text.replaceAll(/\s+/gu, ' '), 100)),
        ]),
    ),
    p(
      code(`/ama draft question:${labelOf(first.question)}`),
      ' shows the first of them, to publish, edit, hand over or discard it.',
    ),
  );
}

/** What a host reads to whom an answer was handed. */
export function handedDocument(facts: DraftsFacts, draft: DraftFacts): Document {
  const { question, people, ama } = facts;
  return doc(
    p(
      nameOf(draft.writtenById, people),
      ` has begun an answer to question ${labelOf(question)} of `,
      strong(ama.title),
      ' and hands it to you. The question is yours now; publish it, or edit it first:',
    ),
    quote(...typed(shortened(question.text, 600))),
    quote(...formatted(draft.text)),
  );
}

/** What a host reads before the end who has not published something. */
export function unpublishedDocument(ama: AmaFacts, questions: readonly QuestionFacts[]): Document {
  const labels = questions.map(labelOf).join(', ');
  const what = `your answer to ${questions.length === 1 ? 'question' : 'questions'} ${labels}`;
  if (ama.state === 'closed') {
    return doc(
      p(
        strong(ama.title),
        ` has ended, and ${what} was not published. It is kept: `,
        code('/ama draft'),
        '.',
      ),
    );
  }
  return doc(
    p(strong(ama.title), ` ends soon, and ${what} is still a draft.`),
    p('See and publish it with ', code(`/ama draft question:${questions.map(labelOf)[0] ?? ''}`), '.'),
  );
}
