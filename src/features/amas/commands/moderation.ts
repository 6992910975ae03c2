// One step of moderating: who may take it, and what the second of two moderators is told.
import type { Request } from '../../../core/command.ts';
import { p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { labelOf, type QuestionFacts, type QuestionState } from '../facts.ts';
import { holdsQuestions, type QuestionMove } from '../rules.ts';
import { type Step, stepOf } from '../store-steps.ts';
import { notAtWork, refusedQuestion } from '../wording.ts';
import type { AmaLookup, Scope } from './lookup.ts';

type Found = Scope & { question: QuestionFacts };

/** A step, and to which question it is done. */
interface Moderation {
  readonly found: Found;
  readonly move: QuestionMove;
  readonly to?: QuestionState;
  readonly rest: Omit<Step, 'from' | 'to'>;
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

/** Moves a question; throws what it is and by whom when somebody else was first. */
export async function moderate(
  lookup: AmaLookup,
  request: Request,
  { found, move, to, rest }: Moderation,
): Promise<void> {
  if (await lookup.step(found, found.question, stepOf(move, to, rest))) return;
  const { question } = await lookup.asked(request, String(found.question.id));
  if (
    rest.textVersion !== undefined &&
    rest.textVersion !== question.textVersion &&
    isOpenTo(move, question)
  ) {
    throw new UserError(
      `Question ${labelOf(question)} says something else by now. Look at its card once more: \`/ama moderate question:${labelOf(question)}\`.`,
    );
  }
  throw new UserError(refusedQuestion(question, move, await lookup.peopleOf(request.groupId, [question])));
}

const isOpenTo = (move: QuestionMove, { state }: QuestionFacts) =>
  stepOf(move, undefined).from.includes(state);

/** A form is opened only for what can still be done. */
export async function openable(
  lookup: AmaLookup,
  request: Request,
  spec: { id: string | undefined; move: QuestionMove },
) {
  const found = await moderated(lookup, request, spec.id);
  if (!stepOf(spec.move, undefined).from.includes(found.question.state)) {
    const people = await lookup.peopleOf(request.groupId, [found.question]);
    throw new UserError(refusedQuestion(found.question, spec.move, people));
  }
  return found;
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
  const into =
    chosen.mergedIntoId === undefined ? undefined : await lookup.store.question(chosen.mergedIntoId);
  const target = into ?? chosen;
  if (target.id === question.id) {
    throw new UserError('A question cannot be merged into itself. Give the number of another one.');
  }
  if (!['waiting', 'approved', 'answered'].includes(target.state)) {
    const people = await lookup.peopleOf(request.groupId, [target]);
    throw new UserError(refusedQuestion(target, 'merge', people));
  }
  await moderate(lookup, request, {
    found,
    move: 'merge',
    to: 'merged',
    rest: {
      change: { mergedIntoId: target.id, moderatedById: found.moderator.id },
      ...(target.state === 'answered' && { notice: 'answered' }),
    },
  });
  return whisper(p(`Question ${labelOf(question)} is merged into question ${labelOf(target)}.`), {
    buttons: [{ label: 'Undo', action: 'amas/part', args: [String(question.id)], style: 'secondary' }],
  });
}
