// What whoever asked sees of their question in private: that it arrived, what became of it, its answer.

import {
  type Block,
  code,
  type Document,
  doc,
  type Inline,
  link,
  p,
  strong,
  time,
} from '../../../core/document.ts';
import { formatted } from '../../../core/markdown.ts';
import { type Button, type Said, whisper } from '../../../core/reply.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { takesQuestions } from '../rules.ts';
import { topicReasons } from '../wording.ts';
import { buttonOn, nameOf, type QuestionFactsInAma, questionLength, quoted } from './question.ts';

/** What the asker has in hand as long as the question is not answered. */
export function ownButtons(question: QuestionFacts, label = ''): Button[] {
  if (question.state !== 'waiting' && question.state !== 'approved') return [];
  return [
    buttonOn(question, `Edit${label}`, 'edit'),
    buttonOn(question, `Withdraw${label}`, 'withdraw', 'danger'),
  ];
}

/** What they read at once. */
export function arrived(ama: AmaFacts, question: QuestionFacts): Said {
  const next =
    question.state === 'waiting'
      ? 'A moderator looks at it before it appears.'
      : 'The hosts can see it now, and others can vote for it.';
  return whisper(
    doc(
      p('Your question for ', strong(ama.title), ` arrived as number ${labelOf(question)}. ${next}`),
      quoted(question, questionLength),
      question.isAnonymous && p('Nobody is shown that you asked it.'),
    ),
    { buttons: ownButtons(question) },
  );
}

/** What they read whose change has to wait. */
export function heldBack(ama: AmaFacts, question: QuestionFacts): Said {
  return whisper(
    doc(
      p`Your change to question ${labelOf(question)} of ${strong(ama.title)} waits for a moderator. Until then
        everybody reads what was approved:`,
      quoted(question, questionLength),
    ),
    { buttons: ownButtons(question) },
  );
}

/** What the asker reads whose question waits for a moderator, where nothing else shows that it arrived. */
export function arrivedNotice(facts: QuestionFactsInAma): Document {
  return onQuestion(
    facts,
    'Your question for ',
    ` arrived as number ${labelOf(facts.question)}. A moderator looks at it before I show it.`,
  );
}

/** A question that was carried over, and the title of the AMA it came from. */
export type CarriedQuestion = Pick<QuestionFactsInAma, 'question' | 'mergedInto'> & { readonly from: string };

/** What the asker reads whose questions were carried over from earlier AMAs. */
export function carriedNotice(
  ama: AmaFacts,
  url: string | undefined,
  carried: readonly CarriedQuestion[],
): Document {
  const isLive = ama.state === 'live' || ama.state === 'wrapping';
  const where: Inline[] = [
    url === undefined ? strong(ama.title) : link(url, strong(ama.title)),
    ...(isLive ? [', live now'] : [', live ', time(ama.opensAt, ama.zone)]),
  ];
  const said = [...Map.groupBy(carried, ({ from }) => from)].flatMap(([from, those]) => {
    const isOne = those.length === 1;
    const [what, go, it] = isOne ? ['question', 'goes', 'it'] : [`${those.length} questions`, 'go', 'them'];
    return [
      p`Your ${what} from ${strong(from)} ${go} on in ${where}. You need not ask ${it} again.`,
      ...those.flatMap(({ question, mergedInto }) => {
        const next = question.state === 'waiting' ? '; a moderator looks at it before it appears' : '';
        const number = `is number ${labelOf(question)} there`;
        const together = `stands together with question ${mergedInto}, which asks the same`;
        return [p(`It ${mergedInto === undefined ? number : together}${next}:`), quoted(question)];
      }),
    ];
  });
  return doc(...said);
}

/** What the asker reads who was told the answer to another question, which theirs was taken for. */
export function unmergedNotice(facts: QuestionFactsInAma): Document {
  return onQuestion(
    facts,
    'The answer that I told you in ',
    ' was to another question. Yours is a question of its own again, and gets an answer of its own:',
  );
}

/** What the asker reads when their question was answered. */
export function answeredNotice(
  facts: QuestionFactsInAma,
  url: string | undefined,
  isReadThere: boolean,
): Document {
  const { question, ama } = facts;
  // What is answered here, in private, reaches nobody.
  const more = isReadThere && takesQuestions(ama);
  return doc(
    p`Your question in ${strong(ama.title)} was answered by ${nameOf(question.answer?.byId, facts.people)}:`,
    quoted(question),
    ...formatted(question.answer?.text ?? ''),
    url && p(link(url, 'See it there'), ...(more ? [', and reply there to ask more.'] : [])),
  );
}

/** What the asker reads when their question was declined. */
export function declinedNotice(facts: QuestionFactsInAma): Document {
  const { question, ama } = facts;
  return doc(
    p('Your question in ', strong(ama.title), ' was not taken:'),
    quoted(question),
    question.declineReason && p(strong('Why:'), ' ', question.declineReason),
    takesQuestions(ama) && nextAfter(question.declineReason),
  );
}

/** What somebody may do next whose question was declined for this reason. */
function nextAfter(reason: string | undefined): Block | undefined {
  if (reason === topicReasons.muted) return undefined;
  const mine = code('/ama mine');
  if (reason === topicReasons.limit) return p`Withdraw one to ask another: ${mine}.`;
  if (reason === topicReasons.open) return p`Ask again when one is answered, or withdraw one: ${mine}.`;
  return p('You may ask another one as long as questions are open.');
}

/** What the asker reads when a host or moderator said that theirs is no question. */
export const remarkedNotice = (facts: QuestionFactsInAma): Document =>
  onQuestion(
    facts,
    'In ',
    ' this was taken for a remark. If it is a question, tell a host or a moderator so:',
  );

/** What the asker reads who changed a question where it was asked, after it had been approved. */
export function changedNotice(facts: QuestionFactsInAma): Document {
  return onQuestion(
    facts,
    `Your change to question ${labelOf(facts.question)} of `,
    ' waits for a moderator. Until then everybody reads elsewhere what was approved:',
  );
}

/** What the asker reads where a change, mostly their own, was not taken. */
export function keptNotice(facts: QuestionFactsInAma): Document {
  return onQuestion(
    facts,
    `A change to question ${labelOf(facts.question)} of `,
    ' was not taken by the moderators. It says what was approved before:',
    p('What you wish to add to it you may ask as a question of its own.'),
  );
}

/** A question that ended without an answer, and the title of the AMA in which it goes on. */
interface UnansweredQuestion {
  readonly question: QuestionFacts;
  readonly carriedTo: string | undefined;
}

/** What the asker reads of whose questions nobody looked at some, or answered some, before the end. */
export function unansweredDocument(ama: AmaFacts, asked: readonly UnansweredQuestion[]): Document {
  const isUnseen = ({ question }: UnansweredQuestion) => !ama.isCalledOff && question.state === 'waiting';
  const kinds = Map.groupBy(asked, (one) => `${isUnseen(one)} ${one.carriedTo ?? ''}`);
  return doc(...[...kinds.values()].flatMap((those) => unansweredBlocks(ama, those, those.some(isUnseen))));
}

/** The same of questions of which the same is true. */
function unansweredBlocks(ama: AmaFacts, asked: readonly UnansweredQuestion[], isUnseen: boolean): Block[] {
  const isOne = asked.length === 1;
  const [were, they] = isOne ? ['was', 'it'] : ['were', 'they'];
  const count = isOne ? 'question' : `${asked.length} questions`;
  const [them, go] = isOne ? ['it', 'It goes'] : ['them', 'They go'];
  const carriedTo = asked[0]?.carriedTo;
  return [
    ama.isCalledOff
      ? p(strong(ama.title), ` is called off, so your ${count} ${were} not answered:`)
      : isUnseen
        ? p`Your ${count} in ${strong(ama.title)} ${were} not looked at by a moderator before it ended, so
            ${they} ${were} not answered:`
        : p`Your ${count} in ${strong(ama.title)} ${were} not answered before it ended:`,
    ...asked.map(({ question }) => quoted(question)),
    carriedTo === undefined
      ? p(`We are sorry. Ask ${them} again at the next AMA; the organisers may also carry ${them} over.`)
      : p(`${go} on in `, strong(carriedTo), `: you need not ask ${them} again.`),
  ];
}

/** What is said of a question in its AMA, above the question's words. */
function onQuestion({ question, ama }: QuestionFactsInAma, before: string, after: string, ...more: Block[]) {
  return doc(p(before, strong(ama.title), after), quoted(question), ...more);
}
