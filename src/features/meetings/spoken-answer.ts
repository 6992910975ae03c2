// What people say in a meeting's topic of whether they come, without a command's name.
import type { Answer } from './facts.ts';

const come = '(?:come|attend|join|be there|make it)';
const words: Readonly<Record<Answer, string>> = {
  going: `going|coming|attending|yes|count me in|i(?:'m| am) (?:going|coming|in)|i(?:'ll| will| can) ${come}`,
  maybe: `maybe|perhaps|not sure(?: yet)?|i(?:'m| am) not sure(?: yet)?|(?:maybe |perhaps )?i (?:may|might) ${come}`,
  cant: `no|can'?t|cannot|not (?:going|coming)|i(?:'m| am) not (?:going|coming)|(?:i )?(?:can't|cannot|won't|will not) ${come}`,
};

/** The answer that words are, such as `going` or `I can't make it, sorry`; undefined for any other talk. */
export function spokenAnswer(typed: string): Answer | undefined {
  const said = typed
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^(?:sorry|hi|hello|yes|no)[,:!]\s*(?=i\b|can't)/u, '')
    .replace(/[\s,.!]*(?:\bsorry\b|:\S+:|\p{Extended_Pictographic})?[\s,.!]*$/u, '');
  if (said.length > 60) return undefined;
  const answers = ['going', 'maybe', 'cant'] as const;
  return answers.find((answer) => new RegExp(`^(?:${words[answer]})$`, 'u').test(said));
}
