// What a post in a topic is, by its words alone: a question, an agreement with one, or a word that decides what another is.
import { withoutQuotes } from './quotes.ts';

/**
 * Question marks of all scripts, as Unicode has them: ASCII, Spanish, Greek, Armenian, Arabic, Ethiopic, Limbu, doubled
 * ones, the interrobang, Coptic, reversed, Vai, Bamum, vertical, small, full width, Chakma, Adlam, and the pictures.
 */
const marks =
  /[?¿\u037e\u055e\u061f\u1367\u1945\u203d\u2047-\u2049\u2753\u2754\u2cfa\u2cfb\u2e18\u2e2e\ua60f\ua6f7\ufe16\ufe56\uff1f\u{11143}\u{1e95f}]/u;

/** In Greek the semicolon asks. */
const greek = /\p{Script=Greek}[\p{Script=Greek}\p{M}\p{P}]*\s?;(?!\p{L})/u;

/** The pictures of question marks as forums let people type them. */
const pictures = /:(?:(?:grey|white|black|red)_)?question(?:_mark)?:|:interrobang:/iu;

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
    /!\[[^\]\n]{0,1000}\](?=\()/u,
    new RegExp(`\\b(?:https?|ftp|mailto|upload):\\S*${last.source}`, 'u'),
    new RegExp(`\\bwww\\.\\S*${last.source}`, 'u'),
    // An address as it is said, and one by what it asks for: `docs.example/?q`, `search.html?q=x`.
    new RegExp(`(?<![\\w.-])[\\w-]+(?:\\.[\\w-]+)+/\\S*${last.source}`, 'u'),
    new RegExp(`(?<!\\S)\\S*\\?[\\w%.-]+=\\S*${last.source}`, 'u'),
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu',
);

const prefix = /^[\s*_#-]*question[*_]*\s*[:：][*_]*\s*/iu;

/** Lines that quote, as mail and Markdown do. */
const quoted = /^\s*>.*$/gmu;

/** Thanks in one sentence for an answer to what it then quotes: "Thanks for answering “Which page?”". */
const thanks =
  /^(?:many |big )?(?:thanks|thank you|thx|cheers)\b[^.!\n]*?["“„«‘][^"”“»’\n]*["”“»’][\s.!)]*$/iu;

/** What somebody asks in a post, without what they quote; undefined when the post is no question. */
export function questionIn(raw: string): string | undefined {
  const text = withoutQuotes(raw);
  const called = calledQuestion(raw);
  if (called !== undefined) return called;
  if (isAgreement(raw)) return undefined;
  const words = text.replaceAll(code, ' ').replaceAll(quoted, '').trim();
  if (thanks.test(words)) return undefined;
  return marks.test(words) || greek.test(words) || pictures.test(words) ? text : undefined;
}

/** What follows `question:` at the beginning of a post; undefined when it does not begin so. */
export function calledQuestion(raw: string): string | undefined {
  const text = withoutQuotes(raw).replace(/^(?:\s*>.*(?:\n|$))+/u, '');
  const words = text.replace(prefix, '');
  return words === text || words.trim() === '' ? undefined : words.trim();
}

const it = '(?:this|that|it|the same(?: thing| question)?|(?:this|that|the) (?:question|one|answer))';
const also = '(?:too|as well|also|very much|please|indeed|exactly|here|from me|for me)';

/** What people say who ask the same; each may be followed by others. */
const agreement = [
  `\\+ ?1(?: (?:to|for|on) ${it})?`,
  '[👍🙋💯☝⬆🙏✋]+(?: ?[🏻-🏿])?',
  '\\^+',
  `same(?: (?:here|question|thought|problem))*`,
  'me(?: too|,? also)',
  `(?:i )?(?:fully |strongly )?(?:second(?:ed)?|agreed?|upvoted?|support)(?: ${it})?`,
  `i (?:have|had|have got) ${it}`,
  `(?:i(?: would|'d|’d| should)? |would |should )?(?:also |really )*(?:like|love|want|wanted|be (?:curious|interested|happy))(?: also)? to (?:know|hear|see|read|ask)(?: about| the answer(?: to)?| an answer(?: to)?)?(?: ${it})?`,
  `i (?:was |am |have been )?(?:also )?(?:just )?(?:wonder(?:ed|ing)?|about to ask|going to ask)(?: about)?(?: ${it})?`,
  `(?:i(?:'m|’m| am) )?(?:also )?(?:very )?(?:interested|curious)(?: (?:in|about) ${it})?`,
  '(?:a )?(?:very )?(?:good|great|excellent) (?:question|one)',
  'this(?: one| question)?',
  also,
].join('|');

const agreements = new RegExp(`^(?:(?:${agreement})(?:[\\s.,!?;:…()–—-]+|$))+$`, 'iu');

/** With a question mark, what cannot be anything else: "+1?", but not "This one?". */
const begins = /^(?:\+ ?1(?!\d)|[👍🙋💯☝⬆🙏✋^]|same\b|me(?: too|,? also)\b|i (?:have|had) )/iu;

/** Longer than anybody takes to say it; what is typed to fill a forum's shortest post is in it. */
const longestAgreement = 120;

/** Whether a post says nothing but that its author asks the same. */
export function isAgreement(raw: string): boolean {
  const words = withoutQuotes(raw).replaceAll('\ufe0f', '').replaceAll(/\s+/gu, ' ').trim();
  const isLikely = words !== '' && words.length <= longestAgreement && agreements.test(words);
  return isLikely && (!marks.test(words) || begins.test(words));
}

/** What a host or moderator says that the post is to which they reply, if they say nothing else. */
export function turnedTo(raw: string): 'question' | 'remark' | undefined {
  const words = withoutQuotes(raw)
    .toLowerCase()
    .replaceAll(/[.!\s]+/gu, ' ')
    .trim()
    .replace(/^(?:this is|that is|that's|that’s|it is|it's) /u, '')
    .replace(/^an? /u, '');
  if (words === 'question') return 'question';
  return words === 'remark' || words === 'not a question' || words === 'no question' ? 'remark' : undefined;
}

/** The questions in a text, each with what leads to it: where a moderator may want to split it. */
export function questionsIn(text: string): string[] {
  const found: string[] = [];
  let rest = text.replaceAll(/\s*\n\s*/gu, ' ').trim();
  while (rest !== '') {
    const at = rest.replaceAll(code, (one) => ' '.repeat(one.length)).search(marks);
    const end = at < 0 ? -1 : (/^[\s\S]\S*/u.exec(rest.slice(at))?.[0].length ?? 1) + at;
    if (end < 0 || end >= rest.length) break;
    found.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  if (rest === '') return found;
  // What follows the last question mark belongs to the question before it.
  if (found.length > 0 && !marks.test(rest)) found.push(`${found.pop()} ${rest}`);
  else found.push(rest);
  return found;
}
