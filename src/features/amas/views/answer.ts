// How an answer looks with its question, where it was not given; and all that was said to a question, where that stands together.
import type { PlatformName } from '../../../core/account.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import {
  type Block,
  type Document,
  doc,
  em,
  link,
  p,
  quote,
  quoteOf,
  typed,
} from '../../../core/document.ts';
import { formatted } from '../../../core/markdown.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { type AdditionFacts, type AnswerFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { askerName, instead, nameOf, type QuestionFactsInAma, type Reader } from './question.ts';

/** An answer where it was not given; undefined when there is nothing to show. */
export function answerDocument(facts: QuestionFactsInAma, reader: Reader): Document | undefined {
  const { question, people, here, elsewhere } = facts;
  const { answer } = question;
  const label = labelOf(question);
  if (question.state !== 'answered' || !answer)
    return instead(facts, `The answer to question ${label} was taken back.`);
  const added = additionsOf(question, reader.platform);
  if (standsOn(answer, reader.platform)) {
    if (added.length > 0)
      return doc(
        ...asked(facts),
        ...additionBlocks(added, facts, ` adds to the answer to question ${label}:`),
      );
    return additionsIn(question).some((one) => one.isGone && one.platform !== reader.platform)
      ? instead(facts, `What was added to the answer to question ${label} was taken back.`)
      : instead(facts, `The answer to question ${label} is further down.`);
  }
  const isInTopic = reader.can.topics;
  const other = elsewhere && facts.titleOf(elsewhere.platform);
  const own = answer.isLost ? undefined : answer;
  const title = own?.platform === undefined ? other : facts.titleOf(own.platform);
  const url = own?.url ?? (isInTopic ? undefined : elsewhere?.url);
  return doc(
    ...asked(facts),
    p(nameOf(answer.byId, people), ` answers question ${label}:`),
    ...formatted(answer.text),
    question.earlierText !== undefined && p(em(changedSinceWords)),
    url && p(link(url, title === undefined ? 'See it there' : `On ${title}`)),
    ...additionBlocks(added, facts),
    isInTopic && !here && elsewhere && p(link(elsewhere.url, 'The question')),
  );
}

/** What stands below an answer whose question says something else by now. */
const changedSinceWords = 'The question has changed since this answer.';

/** A question with its answer and what was added to it, where they stand together. */
export function wholeAnswer(
  one: {
    readonly text: string;
    readonly isSourceGone: boolean;
    readonly answer: string;
    readonly answeredById: number | undefined;
    readonly additions: readonly Pick<AdditionFacts, 'byId' | 'text'>[];
    /** Whether the question says something else since. */
    readonly isChanged?: boolean;
  },
  people: readonly PersonFacts[],
): Block[] {
  return [
    one.isSourceGone ? p(em('The question was removed where it was asked.')) : quote(...typed(one.text)),
    p(nameOf(one.answeredById, people), ':'),
    ...formatted(one.answer),
    ...(one.isChanged ? [p(em(changedSinceWords))] : []),
    ...one.additions.flatMap(({ byId, text }) => [p(nameOf(byId, people), ' adds:'), ...formatted(text)]),
  ];
}

/** The question that an answer is to. */
function asked({ question, people, here }: QuestionFactsInAma): Block[] {
  if (question.isSourceGone) return [p(em(`Question ${labelOf(question)} was removed where it was asked.`))];
  return [
    quoteOf(
      {
        name: askerName(question, people),
        ...(here?.reference !== undefined && { reference: here.reference }),
      },
      ...typed(shortened(question.text, 600)),
    ),
  ];
}

/** Whether what was said stands on a platform, in its author's own post. */
export const standsOn = (
  said: Pick<AnswerFacts, 'sourceId' | 'platform' | 'isLost'>,
  platform: PlatformName,
) => said.sourceId !== undefined && said.platform === platform && !said.isLost;

const additionsIn = ({ additions = [] }: QuestionFacts) => additions;

/** What hosts added to an answer and let stand, without what stands on a platform already. */
export function additionsOf(question: QuestionFacts, platform?: PlatformName): AdditionFacts[] {
  const { answer } = question;
  return additionsIn(question).filter(
    (one) =>
      !one.isGone &&
      !(platform !== undefined && standsOn(one, platform)) &&
      // The one that was the answer itself since, when that was taken back.
      !(one.sourceId === answer?.sourceId && one.platform === answer.platform),
  );
}

function additionBlocks(
  added: readonly AdditionFacts[],
  { people, titleOf }: QuestionFactsInAma,
  words = ' adds:',
): Block[] {
  return added.flatMap(({ byId, text, url, platform, isLost }) => {
    const title = titleOf(platform);
    return [
      p(nameOf(byId, people), words),
      ...formatted(text),
      ...(url === undefined || isLost
        ? []
        : [p(link(url, title === undefined ? 'See it there' : `On ${title}`))]),
    ];
  });
}
