// What a post in a topic is, by its words alone: a question, an agreement with one, or a word that decides what another is.
import { plainMarks } from '../../../core/text/plain-marks.ts';
import { isAgreement } from './agreement.ts';
import { withoutQuotes } from './quotes.ts';

/**
 * Question marks of all scripts, as Unicode has them: ASCII, Spanish, Greek, Armenian, Arabic, Ethiopic, Limbu, doubled
 * ones, the interrobang, Coptic, reversed, Vai, Bamum, vertical, small, full width, Chakma, Adlam, and the pictures.
 */
const marks =
  /[?¿\u037e\u055e\u061f\u1367\u1945\u203d\u2047-\u2049\u2753\u2754\u2cfa\u2cfb\u2e18\u2e2e\ua60f\ua6f7\ufe16\ufe56\uff1f\u{11143}\u{1e95f}]/u;

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

/** A command that was typed as a post, and what asks not to be named. */
const typedCommand =
  /^(?:@?docent[\s,:]+)?(?:\/ama\b|ama\s+ask\b)|\banonymous\s*[:=]\s*(?:true|yes)\b|\bi(?:['’]?m| am) asking (?:this )?anon(?:ymously)?\b|\bi(?:['’]?d| would)? (?:like|want|wish|prefer) to ask (?:(?:this|it|something|a question) )?anon(?:ymously)?\b/iu;

/** `anonymously`, `anon`, and the same in other languages; `anonymity` is only spoken of. */
const anonymous = /^(?:anon(?:[iy]m(?!i[tsz])\p{L}*)?|an[óô]nim\p{L}*|аноним\p{L}*|匿名(?:で|希望)\p{L}*)$/iu;
/** Of nothing but these people make the wish not to be named: what has other words says something else. */
const wishWords = new Set(
  (
    'a all also am an and as ask asked asking be because been but by can could d do don docent dont everybody everyone for friend from ' +
    'give had have hello here hey hi hide hosts i id if ill im in is it its ive just keep kept leave let like ll m make may me must mention my name ' +
    'names need no not of oh ok okay out pass please pls plz possible post posted posting prefer publish put question rather remain reveal s ' +
    'say send share should show so something sorry stay submit t team thank thanks that the this though thx to under use username ve want was ' +
    'we will wish with without would you your ' +
    'bitte danke frage ich bleiben möchte gern gerne will por favor gracias pregunta sil il vous te plaît plait svp stp merci obrigado obrigada per grazie ' +
    'пожалуйста спасибо'
  ).split(' '),
);
/** `please don't use my name`, `no name, please`. */
const withoutName =
  /^(?=[\s\S]*(?:\bmy (?:user ?)?name\b|\bno names?,? pl))(?=[\s\S]*\b(?:no|not|don['’]?t|hide|without|out)\b)(?![\s\S]*\b(?:is|s|am|like) not my|[\s\S]*\blike my)/iu;
/** The plain forms of the wish, before a question and behind it. */
const plainBefore =
  /^[\s*_#-]*(?:@?docent[\s,:]+)?(?:please,?\s+)?(?:(?:ask|post)(?:ing)?\s+(?:this\s+)?)?(?:(?:an?\s+)?anonymous(?:ly)?(?:\s+question)?[*_]*\s*[:：,]|(?:an?\s+)?anonymous\s+question[*_]*\s+[-–—]\s|(?:question\s*)?\(anonymous(?:ly)?\)[*_]*[:：,]?)[*_]*\s*/iu;
const plainAfter =
  /(?<=[.?!])\s+(?:\((?:please,?\s+)?(?:(?:ask|post|send|keep)\s+(?:(?:this|it|me)\s+)?)?anonymous(?:ly)?(?:,?\s+(?:please|thanks))?[.!]?\)|(?:please,?\s+)?(?:(?:ask|post|send)\s+(?:(?:this|it|me)\s+)?anonymous(?:ly)?|keep\s+me\s+anonymous)(?:,?\s+(?:please|thanks))?[.!]?)$/iu;
/** What may stand before a wish that comes first. */
const greeting =
  /^[\s*_]*(?:hi|hello|hey|dear|hallo|good (?:morning|day|afternoon|evening))\b[^.?!:;\n]{0,60}[.!:;\s]*$/iu;
/** Somebody's own wish, whatever else they tell. */
const begging = /\b(?:please|pl[sz]|bitte|me|my|rather|prefer|wish|want|like)\b/iu;
/** What tells how it was, or is done elsewhere. */
const told = /\b(?:i|we) (?:asked|posted)\b|\bwas\b|\bwe (?:let|post|publish)\b/iu;
/** One more line of a list. */
const listed = /(?<=^|\n)[ \t]*[-*+]\s[^\n?]*\n[ \t]*$/u;
/** Set apart, or said with a word of asking. */
const pleading = /[\n([]|[-–—]\s|\b(?:please|pl[sz]|bitte|favor|pla[iî]t|svp)\b|пожалуйста/iu;
/** Where one thing that is said ends and the next begins. */
const breaks = /(?<=[.?!…:;。？！：；\n)\]])|(?=[([])|(?<=\s[-–—]\s)/u;
/** So many times at most a wish is looked for in a post: nobody wishes that often. */
const mostWishes = 20;

const wordsOf = (said: string): readonly string[] => said.match(/[\p{L}\p{N}]+/gu) ?? [];
const speaksOfIt = (said: string) =>
  wordsOf(said).some((word) => anonymous.test(word)) || withoutName.test(said);

/** Whether a part may belong to a wish: what asks something else is none, whatever its words. */
const isOfWish = (part: string) =>
  wordsOf(part).every((word) => wishWords.has(word.toLowerCase()) || anonymous.test(word)) &&
  (!marks.test(part) || speaksOfIt(part));

/**
 * Whether what stands by itself asks not to be named. The word alone may belong to what is asked ("How do we vote?
 * Anonymously."): behind that it is set apart or begged for, and nothing else speaks of it.
 */
function isWish(said: string, lead: string, after: string): boolean {
  const before = greeting.test(lead) ? '' : lead;
  const isListed = /^\s*[-*+]\s/u.test(said) && listed.test(before);
  if ((told.test(said) || isListed) && !begging.test(said)) return false;
  const isClaim = !marks.test(said);
  const isOwn = /\b(?:i|i[dm]|ill|ive|me|my|ich)\b/iu.test(said);
  const isBidden = /\b(?:ask(?:ing)?|post(?:ing)?|send|submit|publish|pass)\b/iu.test(said);
  if (isBidden && (isClaim || /\b(?:this|it|me|my|question)\b/iu.test(said))) return true;
  if (isClaim && (isOwn || before === '')) return true;
  const bare = before.trimEnd();
  const isApart = /\n/u.test(before.slice(bare.length)) || (bare !== before && /\s[-–—]$/u.test(bare));
  const isLast = isClaim && after === '' && (isApart || /[.?!…。？！)\]]$/u.test(bare));
  const isMeant = isOwn || isApart || pleading.test(said.trimEnd());
  return (before === '' || isLast) && isMeant && !/anon|\bnames?\b/iu.test(before + after);
}

/** What a post asks without the author's name, where only a plain form of the wish is cut off, whatever it speaks of. */
export function plainlyUnnamed(words: string): string | undefined {
  const question = words.trim().replace(plainBefore, '').replace(plainAfter, '');
  return question === words.trim() || question === '' ? undefined : question;
}

/** What somebody asks without their name, as in `anonymously: why so?`; undefined when they say nothing of their name. */
export function unnamedQuestion(words: string): string | undefined {
  const plain = plainlyUnnamed(words);
  if (plain !== undefined) return plain;
  const parts = words.trim().split(breaks);
  // Of nothing but words of wishing the first that wish are the wish.
  const end = parts.every(isOfWish) ? parts.findIndex(speaksOfIt) + 1 : parts.length;
  let wishes = 0;
  for (let from = 0, to = 0; from < end && wishes < mostWishes; from = to + 1) {
    for (to = from; to < end && isOfWish(parts[to] ?? ''); ) to += 1;
    const said = parts.slice(from, to).join('');
    if (!speaksOfIt(said)) continue;
    wishes += 1;
    const [before, after] = [parts.slice(0, from).join(''), parts.slice(to).join('')];
    const rest = after.replace(/^[\s*_)\].,:;–—-]+/u, '');
    const question = `${before.trimEnd()} ${rest}`.trim().replace(/(?<![\s([–—-])[\s([–—-]+$/u, '');
    if (question !== '' && isWish(said, before, after)) return question;
  }
  return undefined;
}

/** Whether a post is a command that reached nobody, or asks not to be named: it is no question, and is not passed on. */
export function isMisplaced(raw: string): boolean {
  const words = withoutQuotes(raw).trim();
  if (typedCommand.test(words) || plainlyUnnamed(words) !== undefined) return true;
  const question = unnamedQuestion(words);
  // Whether somebody can stay anonymous is a question.
  return question !== undefined && (asks(question) || !asks(words));
}

/** In words said to the bot, or in a form: what may be such a wish, and is asked about ("How do we vote? Anonymous, please"). */
const maybeUnnamed = /[.?!…？。\n(][^.?!…？。\n(]*\banon(?:ymous(?:ly)?)?\b[^?]*$/iu;

/** The same, asked for: "Who decides? Could this be anonymous?" */
const maybeBegged =
  /(?:^|[.?!…？。\n(])\s{0,3}(?:(?:and|also|please|hi|hello)[ ,]+)?(?:can|could|may|would)\b[^.?!…？。\n(]{0,40}\b(?:this|me|my|i|you)\b[^.?!…？。\n(]{0,40}\banon(?:ymous(?:ly)?)?\s{0,3}(?:[.?!,;:)]|$|please|here|for me)/iu;

/** Whether somebody may ask not to be named, by what they say: nothing is carried on under their name before that is clear. */
export function mayAskNoName(words: string): boolean {
  return (
    unnamedQuestion(words) !== undefined ||
    isMisplaced(words) ||
    maybeUnnamed.test(words) ||
    maybeBegged.test(words)
  );
}

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

/** A question mark with what may follow it before the next sentence; in scripts that set no spaces, at once. */
const ending = new RegExp(
  `(?:${marks.source}|(?<=\\p{Script=Greek}(?:[^.!;\\n]|\\.(?=\\S)){0,500});)(?:${marks.source}|[!！…])*["'”’»)\\]」』）]*(?=\\s|$|[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}])`,
  'u',
);

/** The questions in a text, each with what leads to it: where a moderator may want to split it. */
export function questionsIn(text: string): string[] {
  const found: string[] = [];
  let rest = text.replaceAll(/(?<!\s)\s*\n\s*/gu, ' ').trim();
  while (rest !== '') {
    const masked = rest.replaceAll(code, (one) => ' '.repeat(one.length));
    const mark = ending.exec(masked);
    const end = mark ? mark.index + mark[0].length : -1;
    if (end < 0 || end >= rest.length) break;
    found.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  if (rest === '') return found;
  // What follows the last question mark belongs to the question before it.
  if (found.length > 0 && !asks(rest.replaceAll(code, ' '))) found.push(`${found.pop()} ${rest}`);
  else found.push(rest);
  return found;
}

const asks = (words: string) => marks.test(words) || asksInGreek(words) || pictures.test(words);

/** In Greek the semicolon asks, whatever it stands after: no Greek sentence has one in its middle. */
function asksInGreek(words: string): boolean {
  for (const { index } of words.matchAll(/;(?![\p{L}\p{N}])/gu)) {
    const sentence =
      words
        .slice(Math.max(0, index - 500), index)
        .split(/[!;\n]|\.(?=\s)/u)
        .at(-1) ?? '';
    const greek = sentence.match(/\p{Script=Greek}/gu)?.length ?? 0;
    // Other sentences may name something in Greek.
    const [first = ''] = /\p{L}/u.exec(sentence) ?? [];
    const isGreek = /\p{Script=Greek}/u.test(first) || greek * 2 >= (sentence.match(/\p{L}/gu)?.length ?? 0);
    if (greek >= 2 && isGreek) return true;
  }
  return false;
}
