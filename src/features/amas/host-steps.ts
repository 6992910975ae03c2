// What hosts' commands share: moving a question as its host, and naming one.
import type { Request } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Choice } from '../../core/reply.ts';
import { labelOf, type QuestionFacts, type QuestionState } from './facts.ts';
import type { AmaLookup, Scope } from './lookup.ts';
import { shortened } from './question-views.ts';
import { holderOf, isAtWork, type QuestionMove, takeMinutes } from './rules.ts';
import { type Step, stepOf } from './store-steps.ts';
import { nameText, notAtWork, refusedQuestion } from './wording.ts';

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

/** The option that names a question in one of these states. */
export function questionOption(lookup: AmaLookup, ...states: QuestionState[]) {
  return {
    type: 'string',
    description: 'Its number, or words in it',
    required: true,
    suggest: (typed: string, request: Request, others: Readonly<Record<string, unknown>>) =>
      suggestQuestions(lookup, request, { typed, ama: others.ama, states }),
  } as const;
}

async function suggestQuestions(
  lookup: AmaLookup,
  request: Request,
  spec: { typed: string; ama: unknown; states: readonly QuestionState[] },
): Promise<Choice[]> {
  const scope = await lookup.meant(request, typeof spec.ama === 'string' ? spec.ama : undefined, isAtWork);
  const words = spec.typed.toLowerCase();
  return (await lookup.store.questions(scope.ama.id))
    .filter((question) => spec.states.includes(question.state))
    .map((question) => ({
      name: shortened(`${labelOf(question)}. ${question.text.replaceAll(/\s+/gu, ' ')}`, 100),
      value: labelOf(question),
    }))
    .filter(({ name }) => name.toLowerCase().includes(words));
}
