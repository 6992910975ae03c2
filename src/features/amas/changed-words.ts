// What becomes of a question whose words are changed: by whoever asked it, or by others who may edit what people wrote.
import type { AmaFacts, QuestionFacts } from './facts.ts';
import { shownStates } from './rules.ts';

/** New words of a question; whether others than its asker changed them, who may edit what people wrote. */
interface Edit {
  readonly text: string;
  readonly at: Date;
  readonly isMended?: boolean | undefined;
}

type Words = Pick<
  QuestionFacts,
  'state' | 'text' | 'earlierText' | 'proposedText' | 'originalText' | 'wordsChangedAt'
>;

/**
 * What becomes of a question when its words are changed. Where a moderator approved the words that everybody reads, those
 * stay until a moderator has approved the new ones too; but what others take out or replace is gone at once.
 */
export function editedTo(
  ama: Pick<AmaFacts, 'isModerated'>,
  question: Words,
  { text, at: wordsChangedAt, isMended = false }: Edit,
) {
  const { state, originalText } = question;
  const approved = isMended && isMendedByOthers(question) ? question.earlierText : question.text;
  const isLess = isMended && text !== approved && commonWords(text, approved) === text;
  if (!ama.isModerated || isLess || !shownStates.includes(state)) {
    const earlierText = state === 'waiting' || state === 'answered' ? approved : null;
    return {
      isHeld: false,
      change: { text, originalText: null, proposedText: null, earlierText, wordsChangedAt },
    };
  }
  const isBack = text === (originalText ?? approved) || (isMended && text === approved);
  if (isBack) return { isHeld: false, change: isMended ? keptWords(question, wordsChangedAt) : notProposed };
  const meanwhile = isMended ? shownMeanwhile(question, { approved, text, wordsChangedAt }) : {};
  return { isHeld: true, change: { proposedText: text, ...meanwhile } };
}

const notProposed = { proposedText: null };

/** What everybody reads until a moderator decides about the words of others: what they and the approved ones have in common. */
function shownMeanwhile(
  { state, text: shown, earlierText: earlier, wordsChangedAt: last }: Words,
  { approved, text, wordsChangedAt }: { approved: string; text: string; wordsChangedAt: Date },
) {
  const common = commonWords(approved, text);
  // Of an answer it says that the question is another one since; what it was then is known already, or is so still.
  const isKept =
    state === 'answered' && (common === approved || (earlier !== undefined && earlier !== approved));
  return {
    text: common,
    wordsChangedAt: common === shown ? (last ?? null) : wordsChangedAt,
    ...(!isKept && { earlierText: approved }),
  };
}

/** Whether others than its asker made the change of a question that waits: everybody reads what is common to both. */
export function isMendedByOthers<Question extends Pick<Words, 'text' | 'earlierText' | 'proposedText'>>(
  question: Question,
): question is Question & { readonly earlierText: string; readonly proposedText: string } {
  const { text, earlierText, proposedText } = question;
  return (
    earlierText !== undefined && proposedText !== undefined && text === commonWords(earlierText, proposedText)
  );
}

/** A question whose change is not taken: it says what was approved. */
export function keptWords(question: Words, at: Date) {
  if (!isMendedByOthers(question) || question.text === question.earlierText) return notProposed;
  return { proposedText: null, text: question.earlierText, wordsChangedAt: at, earlierText: null };
}

/** The words of a text that another one has too, in the same order; `…` stands for what is left out. */
function commonWords(text: string, other: string): string {
  const there = wordsOf(other).map(([word]) => word);
  let at = 0;
  let end = 0;
  let isGap = false;
  let common = '';
  for (const { 0: word, index } of wordsOf(text)) {
    const found = there.indexOf(word, at);
    if (found >= 0 || !isGap) common += text.slice(end, index);
    if (found >= 0) common += word;
    else if (!isGap) common += '…';
    isGap = found < 0;
    if (found >= 0) at = found + 1;
    end = index + word.length;
  }
  return common + text.slice(end);
}

const wordsOf = (text: string) => [...text.matchAll(/[^\s\p{P}]+/gu)];
