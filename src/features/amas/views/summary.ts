// The summary of a closed AMA: every question and answer in order, what stayed open, and the numbers.

import type { PlatformName } from '../../../core/account.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { type Block, doc, heading, type Inline, link, list, p, strong } from '../../../core/document.ts';
import { counted } from '../../../core/text/counted.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from '../facts.ts';
import type { AmaLink } from './ama.ts';
import { additionsOf, wholeAnswer } from './answer.ts';
import { askerName } from './question.ts';

/** What a summary is made of. */
export interface SummaryFacts {
  readonly ama: AmaFacts;
  /** All questions, by number. */
  readonly questions: readonly QuestionFacts[];
  readonly people: readonly PersonFacts[];
  readonly askers: { readonly named: number; readonly anonymous: number };
  /** As `paceWords` says it. */
  readonly pace: string;
  /** The pull requests by which its answers became documentation. */
  readonly files?: readonly AmaLink[];
  /** Where the whole summary is, when this one is short. */
  readonly whole?: AmaLink;
}

/** With more answers than this a summary in a thread, which has each of them, lists the questions only; a topic has it all. */
export const summaryAnswers = 60;

/** Where the answers are that a short summary leaves out, when no other place has them together. */
const answersApart = 'Each answer stands with its question.';

/** Counts the questions: those merged count as asked; those declined or withdrawn count by themselves. */
export function numbersOf(questions: readonly QuestionFacts[]) {
  const count = (...states: QuestionFacts['state'][]) =>
    questions.filter((question) => states.includes(question.state)).length;
  return {
    asked: count('waiting', 'approved', 'answered', 'merged'),
    answered: count('answered'),
    open: count('approved'),
    waiting: count('waiting'),
    declined: count('declined'),
    withdrawn: count('withdrawn'),
  };
}

/** The numbers of an AMA. */
export type Numbers = ReturnType<typeof numbersOf>;

/** What counts as asked. */
const isCounted = ({ state }: QuestionFacts) => !['withdrawn', 'declined', 'remark'].includes(state);

/** Everybody who asked by name, each once, and how many questions came without one. */
export function askersOf(questions: readonly QuestionFacts[]): SummaryFacts['askers'] {
  const counted = questions.filter(isCounted);
  const named = counted.filter(({ isAnonymous }) => !isAnonymous).map(({ askerId }) => askerId);
  return { named: new Set(named).size, anonymous: counted.length - named.length };
}

/** From where questions came, and how soon half of the answers were given; about nobody in particular. */
export function paceWords(
  questions: readonly QuestionFacts[],
  titleOf: (platform: PlatformName) => string | undefined,
): string {
  const counted = questions.filter(isCounted);
  const from = [...Map.groupBy(counted, ({ platform }) => titleOf(platform) ?? platform)].map(
    ([title, some]) => `${some.length} from ${title}`,
  );
  const minutes = counted
    .flatMap(({ answer, createdAt }) =>
      answer ? [(answer.at.getTime() - createdAt.getTime()) / 60_000] : [],
    )
    .toSorted((a, b) => a - b);
  const median = minutes[Math.floor((minutes.length - 1) / 2)];
  const which = minutes.length === 1 ? 'The answer' : 'Half of the answers';
  const soon = median === undefined ? '' : `${which} came within ${spanWords(median)}.`;
  return [from.length === 0 ? '' : `${from.join(', ')}.`, soon].filter((part) => part !== '').join(' ');
}

/** `40 minutes`, `3 hours`, `2 days`, rounded up. */
function spanWords(minutes: number): string {
  if (minutes <= 90) return counted(Math.max(1, Math.ceil(minutes)), 'minute');
  if (minutes <= 36 * 60) return counted(Math.ceil(minutes / 60), 'hour');
  return counted(Math.ceil(minutes / 1440), 'day');
}

/** `2 declined, 1 withdrawn`, for moderators; empty when there are none. */
export function leftOutWords({ declined, withdrawn }: Numbers): string {
  return [declined === 0 ? '' : `${declined} declined`, withdrawn === 0 ? '' : `${withdrawn} withdrawn`]
    .filter((part) => part !== '')
    .join(', ');
}

/** `12 people`, `12 people and 3 anonymously`. */
function askerWords({ named, anonymous }: SummaryFacts['askers']): string {
  const people = `${named} ${named === 1 ? 'person' : 'people'}`;
  if (anonymous === 0) return people;
  return named === 0 ? `${anonymous} anonymously` : `${people} and ${anonymous} anonymously`;
}

/** The summary, an answer at a time. What no moderator has looked at is told by its number alone, except to the organisers. */
export function* summaryBlocks(
  facts: SummaryFacts,
  { isShort, isForAll }: { isShort: boolean; isForAll: boolean },
): Generator<readonly Block[]> {
  const { ama, questions, people } = facts;
  const numbers = numbersOf(questions);
  const leftOut = leftOutWords(numbers);
  const { waiting } = numbers;
  const answered = questions.filter((question) => question.state === 'answered');
  const open = questions.filter(
    (question) => question.state === 'approved' || (!isForAll && question.state === 'waiting'),
  );
  yield doc(
    heading(2, ama.isCalledOff ? `Called off: ${ama.title}` : `Summary: ${ama.title}`),
    p`${strong('Numbers:')} ${numbers.asked} asked, ${numbers.answered}
      answered${numbers.asked > 0 ? `, by ${askerWords(facts.askers)}.` : '.'}${facts.pace === '' ? '' : ` ${facts.pace}`}${isForAll || leftOut === '' ? '' : ` Besides: ${leftOut}.`}`,
    documentation(facts.files ?? []),
    isShort &&
      list(...answered.map((question) => [`${labelOf(question)}. ${shortened(question.text, 120)}`])),
  ).children;
  if (!isShort) for (const question of answered) yield entry(question, people);
  yield doc(
    isShort && p(facts.whole ? link(facts.whole.url, `Every answer, on ${facts.whole.title}`) : answersApart),
    open.length > 0 && [
      heading(3, 'Not answered'),
      list(
        ...open.map((question) => [`${labelOf(question)}. ${shortened(question.text, isShort ? 120 : 600)}`]),
      ),
    ],
    isForAll &&
      waiting > 0 &&
      p`${waiting === 1 ? 'One more question was' : `${waiting} more questions were`} not looked at by the
          moderators.`,
  ).children;
}

/** How a file in a repository is called. */
export const fileTitle = ({ repository, path }: { readonly repository: string; readonly path: string }) =>
  `${path} in ${repository}`;

/** Where answers became documentation; nothing while they are nowhere. */
export function documentation(files: readonly AmaLink[]): Block | undefined {
  if (files.length === 0) return undefined;
  const links = files.flatMap(({ title, url }, at): Inline[] => [at === 0 ? ' ' : ', ', link(url, title)]);
  return p(strong('These answers in the documentation:'), ...links);
}

function entry(question: QuestionFacts, people: readonly PersonFacts[]): Block[] {
  const also = question.alsoAsked > 0 ? `, also asked by ${question.alsoAsked}` : '';
  return [
    p(strong(`Question ${labelOf(question)}`), ' from ', askerName(question, people), also),
    ...wholeAnswer(
      {
        ...question,
        answer: question.answer?.text ?? '',
        answeredById: question.answer?.byId,
        additions: additionsOf(question),
        isChanged: question.earlierText !== undefined,
      },
      people,
    ),
  ];
}
