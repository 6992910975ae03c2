// Ballots that are given in words of one's own below a vote.
import { plainMarks } from '../../core/text/plain-marks.ts';
import { begun, callable, optionKey, optionsIn } from './choices.ts';

const recusing = /^recused?(?=$|[\s,:;.!>])/iu;
const alone = new RegExp(`^(?:[+-]?[01]|${callable})$`, 'iu');
/** What agrees with somebody's words, which may be for or against. */
const toSomebody = /^[+-]1,? (?:to|with|on) (?:@|what\b|the (?:comment|point|question|above)|\S+'s?\b)/iu;

/** The ballot that somebody gives in words of their own below a vote: "I object: it breaks links"; undefined when it is none. */
export function spokenChoice(words: string): string | undefined {
  const said = words.trim();
  const [before = ''] =
    /^(?:i(?:'m| am)?\s+(?:vote\s+|say\s+)?|my vote is\s+)/iu.exec(plainMarks(said)) ?? [];
  const text = said
    .slice(before.length)
    .replace(/^(\S{1,40}?)[.!]{1,10}$/u, '$1')
    .replace(/(?<![.!\s])[.!\s]+$/u, '');
  const plain = plainMarks(text);
  if (toSomebody.test(plain)) return undefined;
  const isBallot =
    (alone.test(plain) && plain.toLowerCase() !== 'none') ||
    recusing.test(plain) ||
    (begun(text) !== undefined && !/^none\b/iu.test(plain)) ||
    /^\d{1,2}(?:\s*[>,]\s*\d{1,2})+$/u.test(plain) ||
    /^[^>\n]{1,100}(?:\s>\s[^>\n]{1,100}){1,19}$/u.test(text);
  return isBallot ? text : undefined;
}

const between = /[,;\n](?:\s*(?:(?:and|&)(?:\s+then)?|then)\s)?|\s+(?:(?:and|&)(?:\s+then)?|then)\s+/iu;

/** Several names or numbers in a row, said to the bot below a vote: "Ana, Bo and Cy"; undefined for anything else. */
export function spokenList(words: string): string | undefined {
  const text = spokenOption(words);
  const parts = text.length > 500 ? [] : text.split(between).map((one) => one.trim());
  const isList = parts.length > 1 && parts.every((one) => one !== '' && one.split(/\s+/u).length <= 6);
  return isList && !text.includes('?') ? text : undefined;
}

/** What may be the name or number of an option, said to the bot below a vote: "Ana" in "I vote for Ana, please!". */
export const spokenOption = (words: string): string =>
  words
    .trim()
    .replace(
      /^(?:i(?:['’]d| would)?\s+(?:vote(?:\s+for)?|choose|pick|prefer|approve)|my vote (?:is|goes to))\s+/iu,
      '',
    )
    .replace(/(?<![.!\s])[.!\s]+$/u, '')
    .replace(/(?<![\s,])[\s,]+(?:please|thanks|thank you)$/iu, '')
    .replace(/^option\s+(?=\d+$)/iu, '');

/** The ballot that is said to the bot below a vote of these options; undefined when there is none. */
export function spokenBallot(words: string, options: readonly string[]): string | undefined {
  const isMeant = spokenList(words) !== undefined || namesOptions(words, options);
  return spokenChoice(words) ?? (isMeant ? spokenOption(words) : undefined);
}

/** Whether words are options of a vote and nothing else, by name or number. */
export function namesOptions(words: string, options: readonly string[]): boolean {
  const known = optionsIn(options).flatMap(({ number, name }) => [optionKey(name), String(number)]);
  const parts = spokenList(words)?.split(between) ?? [spokenOption(words)];
  return parts.every((one) => known.includes(optionKey(one)));
}
