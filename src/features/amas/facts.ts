// What the feature knows: an AMA, its hosts and its questions, as the rules and views see them; the schema says what each holds.
import type { AmaFacts, QuestionFacts } from './store/rows.ts';

/** The life of an AMA, in its order. */
export const amaStates = ['draft', 'announced', 'collecting', 'live', 'wrapping', 'closed'] as const;
/** Where an AMA is in its life. */
export type AmaState = (typeof amaStates)[number];

/** What can become of a question; an addition is none, but what a host added to the answer of one. */
export const questionStates = [
  'waiting',
  'approved',
  'answered',
  'declined',
  'withdrawn',
  'merged',
  'remark',
  'addition',
] as const;
/** Where a question is in its life. */
export type QuestionState = (typeof questionStates)[number];

export type {
  AdditionFacts,
  AmaFacts,
  AnswerFacts,
  DraftFacts,
  HostFacts,
  QuestionFacts,
  VoterFacts,
} from './store/rows.ts';

/** The instants of an AMA, in their order: questions are taken, answered live, no longer taken, and it ends. */
export type AmaTimes = Pick<AmaFacts, 'collectsAt' | 'opensAt' | 'wrapsAt' | 'closesAt'>;

/** The number by which people call a question: `3`, or `3.1` for the first follow-up to its answer. */
export function labelOf({ number, part }: Pick<QuestionFacts, 'number' | 'part'>): string {
  return part ? `${number}.${part}` : String(number);
}
