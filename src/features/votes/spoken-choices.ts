// Ballots that are given in words of one's own below a vote.
import { plainMarks } from '../../core/text/plain-marks.ts';
import { begun, callable } from './choices.ts';

const recusing = /^recused?(?=$|[\s,:;.!>])/iu;
const alone = new RegExp(`^(?:[+-]?[01]|${callable})$`, 'iu');
/** What agrees with somebody's words, which may be for or against. */
const toSomebody = /^[+-]1,? (?:to|with|on) (?:@|what\b|the (?:comment|point|question|above)|\S+'s?\b)/iu;

/** The ballot that somebody gives in words of their own below a vote: "I object: it breaks links"; undefined when it is none. */
export function spokenChoice(words: string): string | undefined {
  const said = words.trim();
  const [before = ''] = /^i(?:'m| am)?\s+(?:vote\s+|say\s+)?/iu.exec(plainMarks(said)) ?? [];
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
  const text = words.trim().replace(/(?<![.!\s])[.!\s]+$/u, '');
  const parts = text.split(between).map((one) => one.trim());
  const isList = parts.length > 1 && parts.every((one) => one !== '' && one.split(/\s+/u).length <= 6);
  return isList && text.length <= 500 && !text.includes('?') ? text : undefined;
}

/** Whether words are options of a vote and nothing else: two or more, by name or number. */
export function namesOptions(words: string, options: readonly string[]): boolean {
  const known = new Set(options.flatMap((option, i) => [option.toLowerCase(), String(i + 1)]));
  const parts = spokenList(words)?.split(between) ?? [];
  return parts.length > 1 && parts.every((one) => known.has(one.trim().toLowerCase()));
}
