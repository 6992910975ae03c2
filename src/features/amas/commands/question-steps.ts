// One step of a question: who may take it, by which command or button ever, and what the second of two is told.
import type { Request } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { labelOf, type QuestionFacts } from '../facts.ts';
import { holderOf, holdsQuestions, isAtWork, type QuestionMove, questionMoves } from '../rules.ts';
import { inNoPost, inPost, type Step, stepOf } from '../store/steps.ts';
import type { HeldReply } from '../topic/held-replies.ts';
import { buttonOn } from '../views/question.ts';
import { nameText, notAtWork, refusedQuestion } from '../wording.ts';
import { type AmaLookup, asHost, asModerator, type Found, peopleIn, pick, type Scope } from './lookup.ts';

/** Moves a question; throws what it is and by whom when somebody else was first. */
export async function moveQuestion(
  found: Found,
  move: QuestionMove,
  { to, ...rest }: Omit<Step, 'from'> = {},
): Promise<void> {
  const { lookup, request } = found;
  if (await lookup.store.step(found.ama, found.question.id, stepOf(move, to, rest))) return;
  const now = await lookup.asked(request, String(found.question.id));
  const { question } = now;
  const isOther = rest.textVersion !== undefined && rest.textVersion !== question.textVersion;
  if (isOther && questionMoves[move].includes(question.state))
    throw new UserError(
      `Question ${labelOf(question)} says something else by now. Look at its card once more: \`/ama moderate question:${labelOf(question)}\`.`,
    );
  await refuse(now, move);
}

/** Throws when a move of a question is not possible, before anybody types or decides something for it. */
export async function checkMove(found: Found, move: QuestionMove): Promise<void> {
  if (!questionMoves[move].includes(found.question.state)) await refuse(found, move);
}

/** Throws why a question cannot be moved: what became of it and by whom, or which host holds it. */
export async function refuse({ lookup, request, question }: Found, move: QuestionMove): Promise<never> {
  const people = await lookup.people.byIds(request.groupId, peopleIn([question]));
  const holder = move === 'take' || move === 'answer' ? holderOf(question, request.now) : undefined;
  throw new UserError(
    holder === undefined
      ? refusedQuestion(question, move, people)
      : `Question ${labelOf(question)} is taken by ${nameText(holder, people)}. Choose another one.`,
  );
}

/** What names a question in a command. */
interface Named {
  readonly question: string;
  readonly ama?: string | undefined;
}

/** The question that is named, with its AMA, for a host or an organiser. */
export async function named(lookup: AmaLookup, request: Request, { question, ama }: Named): Promise<Found> {
  const scope = await lookup.meant(request, ama, isAtWork);
  // Words in a question are compared for those alone who may read those that wait.
  await asHost(scope);
  return await pick(scope, question);
}

/** The caller, if they may answer now: a host or an organiser. Throws otherwise. */
export async function answering(scope: Scope): Promise<PersonFacts> {
  const host = await asHost(scope);
  if (!isAtWork(scope.ama)) throw new UserError(notAtWork(scope.ama));
  return host;
}

/**
 * The step that answers a question, or changes its answer; `byId` is whose answer it is, and `reply` the post in which it
 * stands. Taken only while the question, and the answer to be changed, are as they were `known`.
 */
export function answerStep(
  isNew: boolean,
  how: {
    readonly answer: string;
    readonly hostId: number;
    readonly byId: number;
    readonly now: Date;
    readonly reply?: HeldReply | undefined;
    readonly known: Pick<Step, 'textVersion' | 'answerVersion'>;
  },
): Step {
  const { answer, hostId, byId, now, reply, known } = how;
  const change = {
    answer,
    ...(reply ? inPost(reply) : inNoPost),
    earlierText: null,
  };
  if (!isNew) return stepOf('editAnswer', undefined, { change, ...known });
  const { answerVersion: _, ...asRead } = known;
  return stepOf('answer', 'answered', {
    change: { ...change, answeredById: byId, answeredAt: now },
    heldBy: { personId: hostId, now },
    ...asRead,
    notice: 'answered',
  });
}

/** The caller, if they may moderate now. Throws otherwise. */
export async function moderating(scope: Scope): Promise<PersonFacts> {
  const moderator = await asModerator(scope);
  if (!holdsQuestions(scope.ama)) throw new UserError(notAtWork(scope.ama));
  return moderator;
}

/** Says what became of a question. */
export const done = (question: QuestionFacts, words: string): Reply =>
  whisper(p(`Question ${labelOf(question)} ${words}.`));

/** Merges a question into another one of its AMA. Throws a `UserError` when that cannot be. */
export async function merge(found: Found, chosen: QuestionFacts, moderator: PersonFacts): Promise<Reply> {
  const { question } = found;
  // One that was merged itself is known by the question that stands for it.
  const target = (await found.lookup.store.question(chosen.mergedIntoId)) ?? chosen;
  if (target.id === question.id)
    throw new UserError('A question cannot be merged into itself. Give the number of another one.');
  // Below one that waits nobody would see it any more.
  const isSeen = question.state === 'approved';
  if (isSeen && target.state === 'waiting')
    throw new UserError(
      `Question ${labelOf(target)} still waits for a moderator. Approve it first, or merge it into question ${labelOf(question)}.`,
    );
  if (!['approved', 'answered', 'waiting'].includes(target.state))
    await refuse({ ...found, question: target }, 'merge');
  await moveQuestion(found, 'merge', {
    to: 'merged',
    change: { mergedIntoId: target.id, moderatedById: moderator.id },
    ...(target.state === 'answered' && { notice: 'answered' }),
  });
  return whisper(p(`Question ${labelOf(question)} is merged into question ${labelOf(target)}.`), {
    buttons: [buttonOn(question, 'Undo', 'part')],
  });
}
