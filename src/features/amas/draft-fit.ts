// Whether a draft still fits its question: the question may say something else by now, or wait for no answer any more.
import { marksOf } from '../../core/command/seen.ts';
import type { DraftFacts, QuestionFacts } from './facts.ts';

/** A mark of what a question says: six characters. */
export const questionMark = ({ text }: Pick<QuestionFacts, 'text'>): string => marksOf(['text'], { text });

/** Whether a question says something else than when its draft was written. */
export function isChangedSince(
  question: Pick<QuestionFacts, 'text'>,
  draft: Pick<DraftFacts, 'questionMark'>,
): boolean {
  return draft.questionMark !== null && draft.questionMark !== questionMark(question);
}

/** Whether somebody who publishes a draft has read what its question says now; `seen` is the mark of what they were shown. */
export function hasReadCurrent(
  question: Pick<QuestionFacts, 'text'>,
  draft: Pick<DraftFacts, 'questionMark'>,
  seen: string | undefined,
): boolean {
  return !isChangedSince(question, draft) || seen === questionMark(question);
}

/** Whether a question can have an answer; drafts of others are kept, and cannot be published. */
export function isAnswerable({ state }: Pick<QuestionFacts, 'state'>): boolean {
  return state === 'approved' || state === 'answered';
}
