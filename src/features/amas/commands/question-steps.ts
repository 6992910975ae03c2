// One step of a question: who may take it, by which command or button ever, and what the second of two is told.
import type { Request } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { labelOf, type QuestionFacts, type QuestionState } from '../facts.ts';
import { holderOf, holdsQuestions, isAtWork, type QuestionMove, questionMoves } from '../rules.ts';
import { inNoPost, type Step, stepOf } from '../store/steps.ts';
import type { HeldReply } from '../topic/held-replies.ts';
import { buttonOn } from '../views/question.ts';
import { nameText, notAtWork, refusedQuestion } from '../wording.ts';
import { type AmaLookup, peopleIn, type Scope } from './lookup.ts';

/** A question with its AMA. */
export type Found = Scope & { question: QuestionFacts };

/** A move, and of which question. */
interface Move {
  readonly found: Found;
  readonly move: QuestionMove;
  readonly to?: QuestionState;
  readonly rest?: Omit<Step, 'from' | 'to'>;
}

/** Moves a question; throws what it is and by whom when somebody else was first. */
export async function moveQuestion(
  lookup: AmaLookup,
  request: Request,
  { found, move, to, rest = {} }: Move,
): Promise<void> {
  if (await lookup.store.step(found.ama, found.question.id, stepOf(move, to, rest))) return;
  const { question } = await lookup.asked(request, String(found.question.id));
  const isOther = rest.textVersion !== undefined && rest.textVersion !== question.textVersion;
  if (isOther && questionMoves[move].includes(question.state)) {
    throw new UserError(
      `Question ${labelOf(question)} says something else by now. Look at its card once more: \`/ama moderate question:${labelOf(question)}\`.`,
    );
  }
  await refuse(lookup, request, { question, move });
}

/** Throws when a move of a question is not possible, before anybody types or decides something for it. */
export async function checkMove(
  lookup: AmaLookup,
  request: Request,
  how: { question: QuestionFacts; move: QuestionMove },
): Promise<void> {
  if (!questionMoves[how.move].includes(how.question.state)) await refuse(lookup, request, how);
}

/** Throws why a question cannot be moved: what became of it and by whom, or which host holds it. */
export async function refuse(
  lookup: AmaLookup,
  request: Request,
  { question, move }: { question: QuestionFacts; move: QuestionMove },
): Promise<never> {
  const people = await lookup.people.byIds(request.groupId, peopleIn([question]));
  const holder = move === 'take' || move === 'answer' ? holderOf(question, request.now) : undefined;
  throw new UserError(
    holder === undefined
      ? refusedQuestion(question, move, people)
      : `Question ${labelOf(question)} is taken by ${nameText(holder, people)}. Choose another one.`,
  );
}

/** The question that is named, with its AMA, for a host or an organiser. */
export async function named(
  lookup: AmaLookup,
  request: Request,
  { question, ama }: { question: string; ama: string | undefined },
): Promise<Found> {
  const scope = await lookup.meant(request, ama, isAtWork);
  // Words in a question are compared for those alone who may read those that wait.
  await lookup.host(request, scope);
  return { ...scope, question: await lookup.pick(scope, question) };
}

/** The caller, if they may answer now: a host or an organiser. Throws otherwise. */
export async function answering(lookup: AmaLookup, request: Request, scope: Scope): Promise<PersonFacts> {
  const host = await lookup.host(request, scope);
  if (!isAtWork(scope.ama)) throw new UserError(notAtWork(scope.ama));
  return host;
}

/**
 * The step that answers a question, or changes its answer; `byId` is whose answer it is, and `reply` the post in which it
 * stands. Taken only while the question, and the answer to be changed, are as they were `known`.
 */
export function answerStep(
  isNew: boolean,
  {
    answer,
    hostId,
    byId,
    now,
    reply,
    known,
  }: {
    readonly answer: string;
    readonly hostId: number;
    readonly byId: number;
    readonly now: Date;
    readonly reply?: HeldReply | undefined;
    readonly known: Pick<Step, 'textVersion' | 'answerVersion'>;
  },
): Step {
  const change = {
    answer,
    ...inNoPost,
    ...(reply && {
      answerPlatform: reply.platform,
      answerSourceId: reply.sourceId,
      answerSourceVersion: reply.version,
      answerUrl: reply.url,
      answerPlace: reply.place ?? null,
    }),
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

/** A question that the caller may moderate now. */
export async function moderated(lookup: AmaLookup, request: Request, id: string | undefined) {
  const found = await lookup.asked(request, id);
  const moderator = await lookup.moderator(request, found);
  if (!holdsQuestions(found.ama)) throw new UserError(notAtWork(found.ama));
  return { ...found, moderator };
}

/** A question of which a change may be decided upon, even after the end of its AMA. */
export async function decidable(lookup: AmaLookup, request: Request, id: string | undefined) {
  const found = await lookup.asked(request, id);
  if (found.question.proposedText === undefined) return await moderated(lookup, request, id);
  return { ...found, moderator: await lookup.moderator(request, found) };
}

/** Says what became of a question. */
export const done = (question: QuestionFacts, words: string): Reply =>
  whisper(p(`Question ${labelOf(question)} ${words}.`));

/** Merges a question into another one. Throws a `UserError` when that cannot be. */
export async function merge(
  lookup: AmaLookup,
  request: Request,
  { found, target: chosen }: { found: Awaited<ReturnType<typeof moderated>>; target: QuestionFacts },
): Promise<Reply> {
  const { question } = found;
  // One that was merged itself is known by the question that stands for it.
  const target = (await lookup.store.question(chosen.mergedIntoId)) ?? chosen;
  if (target.id === question.id) {
    throw new UserError('A question cannot be merged into itself. Give the number of another one.');
  }
  if (!['waiting', 'approved', 'answered'].includes(target.state))
    await refuse(lookup, request, { question: target, move: 'merge' });
  const change = { mergedIntoId: target.id, moderatedById: found.moderator.id };
  const rest = { change, ...(target.state === 'answered' && { notice: 'answered' as const }) };
  await moveQuestion(lookup, request, { found, move: 'merge', to: 'merged', rest });
  return whisper(p(`Question ${labelOf(question)} is merged into question ${labelOf(target)}.`), {
    buttons: [buttonOn(question, 'Undo', 'part')],
  });
}
