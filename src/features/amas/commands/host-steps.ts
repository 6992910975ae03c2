// What hosts' commands share: moving a question as its host, and naming one.
import type { Request } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { labelOf, type QuestionFacts } from '../facts.ts';
import { holderOf, isAtWork, type QuestionMove, takeMinutes } from '../rules.ts';
import { type Step, stepOf } from '../store-steps.ts';
import { nameText, notAtWork, refusedQuestion } from '../wording.ts';
import type { AmaLookup, Scope } from './lookup.ts';

/** A question with its AMA. */
export type Found = Scope & { question: QuestionFacts };

/** Whoever took a question before this instant does not hold it any more. */
export const takenSince = (now: Date) => new Date(now.getTime() - takeMinutes * 60_000);

/** Takes a question as its host, or gives it back; throws who was first, or who holds it. */
export async function hostStep(
  lookup: AmaLookup,
  request: Request,
  { found, rest }: { found: Found; rest: Omit<Step, 'from' | 'to'> },
): Promise<void> {
  if (!isAtWork(found.ama)) throw new UserError(notAtWork(found.ama));
  if (await lookup.step(found, found.question, stepOf('take', undefined, rest))) return;
  await refusedStep(lookup, request, { found, move: 'take' });
}

/** Throws why a question could not be moved: who was first, or who holds it. */
export async function refusedStep(
  lookup: AmaLookup,
  request: Request,
  { found, move }: { found: Found; move: QuestionMove },
): Promise<never> {
  const { question } = await lookup.asked(request, String(found.question.id));
  const people = await lookup.peopleOf(request.groupId, [question]);
  const holder = holderOf(question, request.now);
  if (holder !== undefined) {
    throw new UserError(
      `Question ${labelOf(question)} is taken by ${nameText(holder, people)}. Choose another one.`,
    );
  }
  throw new UserError(refusedQuestion(question, move, people));
}

/** The question that is named, with its AMA. */
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
