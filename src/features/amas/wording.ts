// What people read when something cannot be done: each wrong move by its name, and what to do instead.

import type { PersonFacts } from '../../core/directory.ts';
import { plain } from '../../core/document.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from './facts.ts';
import { type AmaMove, mostOpenQuestions, type QuestionMove } from './rules.ts';
import { nameOf } from './views/question.ts';

const moveWords = {
  announce: 'announced',
  open: 'opened for questions',
  live: 'taken live',
  wrap: 'wrapped up',
  close: 'closed',
  reopen: 'taken a step back',
} as const satisfies Record<AmaMove, string>;

const stateWords = {
  draft: 'still a draft: announce it first with `/ama announce`',
  announced: 'announced, and not open for questions yet: open it with `/ama open`',
  collecting: 'already taking questions',
  live: 'already live',
  wrapping: 'already wrapping up',
  closed: 'closed, and stays so: carry what is left into a new one with `/ama create` and its option `carry`',
} as const satisfies Record<AmaFacts['state'], string>;

/** Why an AMA cannot be moved. */
export function refusedMove(ama: Pick<AmaFacts, 'title' | 'state'>, move: AmaMove): string {
  if (ama.state === 'announced' && move === 'announce') return `"${ama.title}" is already announced.`;
  if (ama.state === 'draft' && move === 'reopen') return `"${ama.title}" is still a draft, the first step.`;
  return `"${ama.title}" cannot be ${moveWords[move]}: it is ${stateWords[ama.state]}.`;
}

/** Why an AMA whose times have passed is not begun. */
export function pastMove(ama: Pick<AmaFacts, 'title'>): string {
  return `"${ama.title}" would be over already. Give it new times first: \`/ama edit opens:… closes:…\`.`;
}

/** Why nothing is carried over from an AMA yet. */
export function notOver(ama: Pick<AmaFacts, 'title'>): string {
  return `"${ama.title}" is not over, so that its questions may still be answered there. Carry what stays open when it has ended.`;
}

/** Why nothing calls to ask in an AMA. */
export function notCalled(ama: Pick<AmaFacts, 'title'>): string {
  return `"${ama.title}" is not announced yet. Announce it first: \`/ama announce\`.`;
}

/** Why an AMA takes no questions now. */
export function notOpen(ama: Pick<AmaFacts, 'title' | 'state' | 'isCalledOff'>): string {
  switch (ama.state) {
    case 'draft':
    case 'announced':
      return `"${ama.title}" does not take questions yet. \`/ama status\` says when they open.`;
    case 'wrapping':
      return `"${ama.title}" is wrapping up and takes no new questions. Its answers go on until it closes.`;
    case 'closed':
      if (ama.isCalledOff)
        return `"${ama.title}" is called off. Ask at the next AMA: \`/ama list\` shows all.`;
      return `"${ama.title}" is closed. Look for your question in its summary, or ask at the next AMA.`;
    default:
      return `"${ama.title}" takes questions; please try again.`;
  }
}

/** Why nothing can be moderated or answered in an AMA now. */
export function notAtWork(ama: Pick<AmaFacts, 'title' | 'state'>): string {
  return ama.state === 'closed'
    ? `"${ama.title}" is closed; its answers stay as they are.`
    : `"${ama.title}" is not open yet: open it with \`/ama open\`.`;
}

const verbs = {
  approve: 'approved',
  approveEdit: 'approved',
  decline: 'declined',
  merge: 'merged',
  part: 'taken apart',
  withdraw: 'withdrawn',
  edit: 'edited',
  take: 'taken',
  answer: 'answered',
  editAnswer: 'edited',
  turnToRemark: 'made a remark',
  turnToQuestion: 'made a question',
} as const satisfies Record<QuestionMove, string>;

/** Why a question cannot be moved: what it is, and who made it so. */
export function refusedQuestion(
  question: QuestionFacts,
  move: QuestionMove,
  people: readonly PersonFacts[],
): string {
  const by = (id: number | undefined) => (id === undefined ? '' : ` by ${nameText(id, people)}`);
  const what = `Question ${labelOf(question)}`;
  const cannot = `so it cannot be ${verbs[move]}`;
  const next =
    move === 'answer' || move === 'take' ? ' `/ama queue` lists those that wait for an answer.' : '';
  if (move === 'editAnswer' && (question.state === 'waiting' || question.state === 'approved'))
    return `${what} has no answer yet. Give one with \`/ama answer\`.`;
  switch (question.state) {
    case 'waiting':
      return `${what} is still waiting for a moderator, and cannot be ${verbs[move]} before it is approved.`;
    case 'approved':
      return `${what} was already approved${by(question.moderatedById)}.`;
    case 'answered':
      return move === 'answer'
        ? `${what} was already answered${by(question.answer?.byId)}. Change the answer with \`/ama edit-answer\`.`
        : `${what} was already answered${by(question.answer?.byId)}, ${cannot} any more.${next}`;
    case 'declined':
      if (move === 'decline') return `${what} was already declined${by(question.moderatedById)}.`;
      return `${what} was declined${by(question.moderatedById)}, ${cannot} any more.${next}`;
    case 'withdrawn':
      if (move === 'withdraw') return `${what} was already withdrawn.`;
      return `${what} was withdrawn by whoever asked it, ${cannot} any more.${next}`;
    case 'remark':
      return `${what} is a remark and no question, ${cannot}.${move === 'turnToRemark' ? '' : ` Make it one with \`/ama question question:${labelOf(question)}\`.`}`;
    case 'addition':
      return `${what} adds to an answer and is no question, ${cannot}.`;
    case 'merged':
      if (move === 'merge')
        return `${what} was already merged into another one${by(question.moderatedById)}.`;
      return `${what} was merged into another one${by(question.moderatedById)}, ${cannot} by itself.${next}`;
  }
}

/** Somebody's name as plain words. */
export function nameText(id: number | undefined, people: readonly PersonFacts[]): string {
  const name = nameOf(id, people);
  return typeof name === 'string' ? name : plain(name);
}

/** Why a question in a topic was not taken; its author is told this. */
export const topicReasons = {
  closed: 'It came after the last questions were taken.',
  limit: 'You have asked as many questions as one person may in this AMA.',
  open: `${mostOpenQuestions} of your questions wait for an answer, which is the most for one person.`,
  muted: 'You cannot ask questions in this AMA. Write to the organisers if you think that is a mistake.',
} as const;
