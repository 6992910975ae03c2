// What people say in a meeting's topic of whether they come, without a command's name.
import { straightApostrophes } from '../../core/apostrophes.ts';
import type { Answer } from './facts.ts';

/** Whatever is longer is talk, and is not looked at closer, which could take long. */
const longestSaid = 200;
const come = '(?:come|attend|join|be there|make it)';
/** What may follow an answer and changes nothing: `I can't make it this time, sorry`. */
const courtesies =
  "\\b(?:sorry(?: about (?:that|it))?|my apologies|thanks|thank you|please|this time|this one|today|tomorrow|tonight|this week|for sure|unfortunately|i (?:am|'m) afraid|to (?:this|the) (?:one|meeting)|at (?:this|the) meeting)\\b|:\\S+:|\\p{Extended_Pictographic}\\ufe0f?";
const words: Readonly<Record<Answer, string>> = {
  going: `going|coming|attending|yes|yep|yeah|yup|count me in|accepted|i(?:'m| am) (?:going|coming|in)|i(?:'ll| will| can) ${come}`,
  maybe: `(?:maybe|perhaps),? not sure(?: yet)?|maybe|perhaps|possibly|tentative|unsure|not sure(?: yet)?|i(?:'m| am) not sure(?: yet)?|(?:maybe |perhaps )?i (?:may|might) ${come}`,
  cant: `no|nope|nah|decline|declined|absent|can'?t|cannot|(?:i(?:'m| am) )?not (?:going|coming|attending|able to ${come})|(?:i )?(?:can'?t|cannot|won't|will not)(?: be able to)? ${come}|i(?:'m| am) (?:unable|not able) to ${come}`,
};

/** The answer that words are, such as `going` or `I can't make it, sorry`; undefined for any other talk. */
export function spokenAnswer(typed: string): Answer | undefined {
  if (typed.length > longestSaid) return undefined;
  const said = straightApostrophes(typed)
    .toLowerCase()
    .replace(
      /^(?:sorry|hi(?: all)?|hello|yes|no|sure|ok(?:ay)?|unfortunately|alas)[,:!]?\s+(?=i\b|can'?t|cannot|count me)/u,
      '',
    )
    .replace(new RegExp(`(?:[\\s,.!]*(?:${courtesies}))*[\\s,.!]*$`, 'u'), '');
  if (said.length > 60) return undefined;
  const answers = ['going', 'maybe', 'cant'] as const;
  return answers.find((answer) => new RegExp(`^(?:${words[answer]})$`, 'u').test(said));
}
