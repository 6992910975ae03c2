// What a post in a topic is, by its words alone: a question, an agreement with one, or a word that decides what another is.
import { plainMarks } from '../../../core/text/plain-marks.ts';
import { isAgreement } from './agreement.ts';
import { isMisplaced } from './no-name.ts';
import { asks, endings } from './question-marks.ts';
import { withoutQuotes } from './quotes.ts';

/** The last character of an address: none that may end the sentence that it stands in. */
const last = /[^\s.,:;!?¿"'…)\]>»”’؟？﹖︖]/u;

/** Code, addresses, comments and the words of pictures, in which a question mark asks nothing. */
const code = new RegExp(
  [
    /(?<fence>`{3,})[\s\S]*?(?:\k<fence>|$)/u,
    /(?<=^|\n)[ \t]*(?<tildes>~{3,})[\s\S]*?(?:\n[ \t]*\k<tildes>|$)/u,
    /(?<span>`+)[^`][\s\S]*?\k<span>/u,
    /<(?<tag>code|pre)\b[\s\S]{0,4000}?<\/\k<tag>>/u,
    /<!--[\s\S]{0,4000}?-->/u,
    /<[a-z][\w-]*\s[^<>=]{0,300}=[^<>]{0,1000}>/u,
    /\[(?<bb>code|poll)\b[^\]\n]{0,300}\][\s\S]{0,4000}?\[\/\k<bb>\]/u,
    /\[(?:details|wrap|spoiler|date|date-range|event|url|img|size|color)[= ][^\]\n]{0,300}\](?!\()/u,
    /!\[[^\]\n]{0,1000}\](?=\()/u,
    new RegExp(`\\b(?:https?|ftp|file|mailto|upload):\\S*${last.source}`, 'u'),
    new RegExp(`\\bwww\\.\\S*${last.source}`, 'u'),
    // An address as it is said, and one by what it asks for: `docs.example/?q`, `search.html?q=x`.
    new RegExp(`(?<![\\w.-])[\\w-]+(?:\\.[\\w-]+)+/\\S*${last.source}`, 'u'),
    new RegExp(`(?<!\\S)\\S*\\?[\\w%.-]+=\\S*${last.source}`, 'u'),
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu',
);

/** Code by its indent; below an item of a list that is its next paragraph. */
const indented = /(?<=\n[ \t]*\n)(?: {4}|\t)[^\n]*/gu;
const item = /^[ \t]*(?:[-*+]|\d{1,9}[.)])\s/mu;

const prefix = /^[\s*_#-]*question[*_]*\s*[:：][*_]*\s*/iu;

/** Lines that quote, as mail and Markdown do. */
const quoted = /^[^\S\n]*>.*$/gmu;

/** What mail ends with: a line of two dashes and a space, and a few lines below it (RFC 3676, 4.3). */
const signature = /(?<=^|\n)-- \n(?:[^\n]*(?:\n|$)){0,6}$/u;

/** Thanks in one sentence for an answer to what it then quotes: "Thanks for answering “Which page?”". */
const thanks =
  /^(?:many |big )?(?:thanks|thank you|thx|cheers)\b[^.!\n]*?["“„«‘][^"”“»’\n]*["”“»’][\s.!)]*$/iu;

/** What somebody asks in a post, without what they quote; undefined when the post is no question. */
export function questionIn(raw: string): string | undefined {
  if (isMisplaced(raw)) return undefined;
  const text = withoutQuotes(raw);
  const called = calledQuestion(raw);
  if (called !== undefined) return called;
  if (isAgreement(raw)) return undefined;
  const prose = item.test(text) ? text : text.replaceAll(indented, ' ');
  const words = prose.replace(signature, '').replaceAll(code, ' ').replaceAll(quoted, '').trim();
  if (thanks.test(words)) return undefined;
  return asks(withoutTitles(words)) ? text : undefined;
}

/** Without what links are called, which is often another page's title; where nothing else is said, that is what is asked. */
function withoutTitles(words: string): string {
  const rest = words.replaceAll(/\[[^\]\n]{0,1000}\]\([^)\n]{0,2000}\)/gu, ' ');
  return /\p{L}/u.test(rest) ? rest : words;
}

/** What follows `question:` at the beginning of a post; undefined when it does not begin so. */
export function calledQuestion(raw: string): string | undefined {
  const text = withoutQuotes(raw).replace(/^(?:\s*>.*(?:\n|$))+/u, '');
  const words = text.replace(prefix, '');
  return words === text || words.trim() === '' ? undefined : words.trim();
}

/** What a host or moderator says that the post is to which they reply, if they say nothing else. */
export function turnedTo(raw: string): 'question' | 'remark' | undefined {
  const words = plainMarks(withoutQuotes(raw))
    .toLowerCase()
    .replaceAll("'", '')
    .replaceAll(/[.!,*_"“”\s]+|[:;]-?[)(]|\p{Extended_Pictographic}|\ufe0f/gu, ' ')
    .trim()
    .replace(/^(?:i (?:think|say|would say) )?(?:this|that|it)(?: is| was|s)?(?: just| only| really)? /u, '')
    .replace(/^(?:just|only) /u, '')
    .replace(/(?: (?:sorry|please|thanks|i (?:think|would say)))+$/u, '')
    .replace(/^an? /u, '');
  if (words === 'question') return 'question';
  return /^(?:remark|(?:not|no|isnt|is not|wasnt|was not)(?: really)?(?: an?)? question)$/u.test(words)
    ? 'remark'
    : undefined;
}

/** The questions in a text, each with what leads to it: where a moderator may want to split it. */
export function questionsIn(text: string): string[] {
  const found: string[] = [];
  const words = text.replaceAll(/(?<!\s)\s*\n\s*/gu, ' ').trim();
  const masked = words.replaceAll(code, (one) => ' '.repeat(one.length));
  let from = 0;
  for (const mark of masked.matchAll(endings)) {
    const end = mark.index + mark[0].length;
    if (end >= words.length) break;
    found.push(words.slice(from, end).trim());
    from = end;
  }
  const rest = words.slice(from).trim();
  // What follows the last question mark belongs to the question before it.
  const last = asks(masked.slice(from)) ? undefined : found.pop();
  return [...found, last === undefined ? rest : `${last} ${rest}`].filter((one) => one !== '');
}
