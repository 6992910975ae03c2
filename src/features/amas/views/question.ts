// How a question looks in the thread and the topic, and what its views share.

import type { PlatformName } from '../../../core/account.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import {
  type Block,
  code,
  type Document,
  doc,
  em,
  type Inline,
  link,
  list,
  type Person,
  p,
  person,
  quote,
  strong,
  typed,
} from '../../../core/document.ts';
import type { Link, ViewContext } from '../../../core/publication.ts';
import type { Button } from '../../../core/reply.ts';
import { counted } from '../../../core/text/counted.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { type AmaFacts, labelOf, type QuestionFacts, type QuestionState } from '../facts.ts';
import { isAtWork, takesQuestions } from '../rules.ts';

/** What the views of a question are told beside it. */
export interface QuestionFactsInAma {
  readonly ama: AmaFacts;
  readonly question: QuestionFacts;
  readonly votes: number;
  readonly people: readonly PersonFacts[];
  /** Whether this was published before, so that it must say what became of it. */
  readonly wasShown: boolean;
  /** A platform's name as people read it; undefined when it shows nothing to others. */
  titleOf(platform: PlatformName): string | undefined;
  /** Where the question stands on the reader's platform, and on another one. */
  readonly here?: Link;
  readonly elsewhere?: Link;
  /** Questions that perhaps ask the same, for moderators alone. */
  readonly alike?: readonly QuestionFacts[];
  /** Who holds drafts of an answer to it, for moderators alone. */
  readonly draftedBy?: readonly PersonFacts[];
  /** The number of the question that it was merged into. */
  readonly mergedInto?: string;
  /** Where that stands, nearest to the reader. */
  readonly mergedUrl?: string;
  /** Where it goes on, when it was carried over. */
  readonly carriedTo?: { readonly title: string; readonly label: string };
}

/** Longer questions from a forum are shortened in chat; their link leads to the rest. */
export const questionLength = 1500;

/** What a question says, set apart; the rest of a long one is where it was asked. */
export function quoted({ text }: Pick<QuestionFacts, 'text'>, length = 600): Block {
  return quote(...typed(shortened(text, length)));
}

/** Where something is shown. */
export type Reader = Pick<ViewContext, 'platform' | 'can'>;

/** Who asked, as everybody may know it. */
export function askerName(question: QuestionFacts, people: readonly PersonFacts[]): string | Person {
  if (question.isAnonymous) return 'Somebody';
  return nameOf(question.askerId, people);
}

/** Somebody's name, linked to their accounts. */
export function nameOf(id: number | undefined, people: readonly PersonFacts[]): string | Person {
  const known = people.find((who) => who.id === id);
  return known ? person(known.name, known.accounts) : 'Somebody';
}

/** What was asked as a title or in a list: in one line, in which code is words. */
export function inOneLine(text: string, length: number): string {
  // Of code the words alone: what language it is in is none of them, as long as something else is said.
  const said = text.replaceAll(/^[^\S\n]*(?:```+[^`\n]*|~~~+[^~\n]*)$/gmu, '');
  const words = (said.trim() === '' ? text : said).replaceAll('`', '');
  return shortened(words.replaceAll(/\s+/gu, ' ').trim(), length);
}

/** `12. Which page should a newcomer read first?`: a question in one line. */
export function lineOf(question: Pick<QuestionFacts, 'text' | 'number' | 'part'>, length = 100): string {
  return `${labelOf(question)}. ${inOneLine(question.text, length)}`;
}

/** Questions in a list, of which the first are shown. */
export function questionList(questions: readonly QuestionFacts[], most: number): Block[] {
  const more = questions.length - most;
  return [
    list(...questions.slice(0, most).map((one) => [lineOf(one)])),
    ...(more > 0 ? [p(`And ${more} more.`)] : []),
  ];
}

/** How much a question is wanted: `3 votes · also asked by 2`. */
export function wantedWords(question: QuestionFacts, votes: number): string {
  const also = question.alsoAsked > 0 ? `also asked by ${question.alsoAsked}` : '';
  return [votes > 0 ? counted(votes, 'vote') : '', also].filter((part) => part !== '').join(' · ');
}

/** What is said in the place of what was there. */
export const instead = ({ wasShown }: QuestionFactsInAma, ...words: Inline[]): Document | undefined =>
  wasShown ? doc(p(em(...words))) : undefined;

/** A question where people see it; undefined when there is nothing to show. */
export function questionDocument(facts: QuestionFactsInAma, reader: Reader): Document | undefined {
  const { question } = facts;
  const gone = goneWords(facts);
  if (gone) return instead(facts, ...gone);
  const shown = reader.can.topics ? question.text : shortened(question.text, questionLength);
  const wanted = wantedWords(question, facts.votes);
  return doc(
    p`${strong(`Question ${labelOf(question)}`)} from
      ${askerName(question, facts.people)}${origin(facts, reader)}${question.carriedFromId === undefined ? '' : ', carried over from an earlier AMA'}`,
    question.isSourceGone ? p(em('The question was removed where it was asked.')) : quote(...typed(shown)),
    question.proposedText !== undefined &&
      p(em(`Question ${labelOf(question)} was changed; a moderator looks at it again.`)),
    wanted !== '' && p(wanted),
    question.state === 'answered' && p(em('Answered.')),
  );
}

/** The name of a question's own thread; of one whose words are not to be read any more its number alone. */
export function questionName(facts: QuestionFactsInAma): string {
  const { question } = facts;
  const isGone = question.state !== 'merged' && goneWords(facts) !== undefined;
  return question.isSourceGone || isGone ? `Question ${labelOf(question)}` : shortened(lineOf(question), 100);
}

/** What stands below a question in a thread of its own: how it is answered there, and what of the talk is read. */
export function ownThread({ ama, question }: Pick<QuestionFactsInAma, 'ama' | 'question'>): Block[] {
  if (!isAtWork(ama) || (question.state !== 'approved' && question.state !== 'answered')) return [];
  const talk = 'Without that, what is typed in here is talk among yourselves, which I do not read.';
  const answering = code(`/ama answer question:${labelOf(question)}`);
  return [
    question.state === 'approved'
      ? p`Hosts answer here and mention me in it, or with ${answering}. ${talk}`
      : p`Ask more by the button of the answer, or here: mention me in it. ${talk}`,
  ];
}

function origin({ question, elsewhere, titleOf }: QuestionFactsInAma, { platform }: Reader): Inline[] {
  const title = question.platform === platform ? undefined : titleOf(question.platform);
  if (title === undefined) return [];
  return [' on ', elsewhere?.platform === question.platform ? link(elsewhere.url, title) : title];
}

/** The question that one was merged into, where people read of it. */
export function mergedInto(facts: Pick<QuestionFactsInAma, 'mergedInto' | 'mergedUrl'>): Inline {
  const words = facts.mergedInto === undefined ? 'another one' : `question ${facts.mergedInto}`;
  return facts.mergedUrl === undefined ? words : link(facts.mergedUrl, words);
}

/** What stands in the place of a question that is not to be read there. */
function goneWords({ question, ...merged }: QuestionFactsInAma): Inline[] | undefined {
  const which = `Question ${labelOf(question)}`;
  const gone: Partial<Record<QuestionState, Inline[]>> = {
    waiting: [`A moderator looks at question ${labelOf(question)} again.`],
    withdrawn: [`${which} was withdrawn.`],
    declined: [`${which} was taken down by the moderators.`],
    remark: [`${which} was a remark.`],
    merged: [`${which} was merged into `, mergedInto(merged), '.'],
  };
  return gone[question.state];
}

/** A button that does something with what has this number; `more` goes with it. */
export function buttonOn(
  { id }: { readonly id: number },
  label: string,
  verb: string,
  style: Button['style'] = 'secondary',
  ...more: readonly (string | number)[]
): Button {
  return { label, action: `amas/${verb}`, args: [id, ...more].map(String), style };
}

/** The button below an open question. */
export function voteButtons({ ama, question }: Pick<QuestionFactsInAma, 'ama' | 'question'>): Button[] {
  if (ama.state === 'closed' || question.state !== 'approved') return [];
  return [buttonOn(question, 'Upvote', 'vote')];
}

/** The button below an answer, as long as questions are taken. */
export function followButtons({ ama, question }: Pick<QuestionFactsInAma, 'ama' | 'question'>): Button[] {
  if (!takesQuestions(ama) || question.state !== 'answered') return [];
  return [buttonOn(question, 'Ask about this', 'follow')];
}
