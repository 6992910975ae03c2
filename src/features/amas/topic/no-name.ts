// Who asks not to be named, by their words alone: what may be such a wish is not passed on, and its author is told how to ask.
import { asks } from './question-marks.ts';
import { withoutQuotes } from './quotes.ts';

/** A command that was typed as a post. */
const typedCommand = /^(?:@?docent[\s,:]+)?(?:\/ama\b|ama\s+ask\b)|\banonymous\s*[:=]\s*(?:true|yes)\b/iu;

/** `anonymously`, `anon`, and the same in other languages, but for `anonymous functions`; `anonymity` is only spoken of. */
const anonymous =
  /(?<![\p{L}\p{N}])(?!anonymous\s(?!(?:and|as|because|but|for|here|if|in|on|or|please|pl[sz]|question|since|thanks|to)\b)\p{L})(?:anon(?:[iy]+e?m(?!i[tsz])\p{L}*)?|an[óô]nim\p{L}*|анон[иі]м\p{L}*|ανώνυμ\p{L}*|névtelen\p{L}*|אנונימי\p{L}*|ناشناس|익명(?:으로)?|匿名(?:で|希望)\p{L}*|(?:我[想要])?[请請]?匿名(?:[发發提质質]?[问問]题?題?|[发發][布佈]|投稿|[谢謝]{2})?)(?![\p{L}\p{N}])/iu;
/** What begs for it, in languages that set words apart. */
const pleas =
  'please pls plz bitte möchte favor favore plaît plait svp stp prosím proszę graag alsjeblieft aub lütfen tack snälla takk kiitos παρακαλώ пожалуйста ласка ' +
  'voudrais souhaite veux préfère préférerais quiero quisiera prefiero gostaria quero prefiro vorrei preferisco chcę wolę chciałbym chciałabym ' +
  'chci chtěl chtěla raději liever vill vil istiyorum хочу хотел хотела';
/** `please don't use my name`, `no name, please`. */
const withoutName =
  /\bno names?,? pl|\bpl\w+,? no names?\b|^(?=[\s\S]*\bmy (?:real )?(?:(?:user ?)?name|handle|identity)\b)(?=[\s\S]*\b(?:no|not|don['’]?t|drop|hidden|hide|mask|off|omit|out|private|redact|remove|secret|strip|withhold|without)\b)(?![\s\S]*\b(?:is|s|am|like) not my)|(?<!\p{L})(?:ohne|sans|sin|senza|sem|zonder|bez|без)\s(?:\p{L}+\s){0,2}(?:namen|nom|nombre|nome|naam|jména|imienia|имени|імені)(?!\p{L})/iu;
/** `I would rather not be named`, `please don't mention me`, `nobody should know who asked`. */
const notNamed = new RegExp(
  `(?<![\\p{L}'’]|^\\W*(?:(?:can|could|may) i|they|we|you) (?:do |should )?)(?:${[
    "(?:not|don['’]?t|never|without) (?:(?:want|wish|like) )?(?:to )?be(?:ing)? (?:credited|identified|mentioned|named|quoted|tagged)(?: by name)?",
    "(?:not|don['’]?t|never) (?:(?:credit|expose|identify|mention|name|out|quote|tag) me(?: by name)?|(?:attribute|link) (?:it|this) to (?:me|my))",
    'without (?:crediting|mentioning|naming|quoting|tagging) me|(?:not for|without) attribution|no attribution(?=,? please|\\W*$)|name withheld|off the record',
    "(?:(?:not|don['’]?t|never) (?:mention|publish|reveal|say|show|tell)|(?:nobody|no ?one) (?:has|needs?|must|should)(?: to)? (?:know|learn|see)|(?:must|should)(?: not|n['’]t) (?:know|learn|see))(?: (?:anybody|anyone|others|people))?(?: (?:who|that|it)(?:['’]s| is)?)? (?:(?:i )?asked(?: (?:it|that|this))?|i am|was me|(?:from )?me)",
    '(?:keep|leave) me out(?! of (?!it|that|this))|hide me|keep (?:it|that|this) between us|(?:(?:be|keep me|remain|stay) (?:incognito|nameless|unidentified|unknown|unnamed)|(?:incognito|nameless|unnamed)(?=,? please))',
    '(?:ask|(?<!\\bi )keep|post|send|treat) (?:it|me|that|this|(?:my|this) question) (?:as )?(?:confidential|private|secret)(?:ly)?',
    'anonymi[sz]e (?:it|me|this|my question)|(?:appreciate|for|like|request|respect|want) (?:my )?anonymity|(?:under|use) a pseudonym',
    'nicht (?:namentlich )?(?:genannt|nennen)|nennt mich nicht|ohne namensnennung|pas (?:être (?:cité|nommé)e?|mon nom)|diga[ns]? mi nombre',
  ].join('|')})(?!\\p{L})`,
  'iu',
);
/** The plain forms of the wish, before a question and behind it. */
const plainBefore =
  /^[\s*_#-]*(?:@?docent[\s,:]+)?(?:please,?\s+)?(?:(?:ask|post)(?:ing)?\s+(?:this\s+)?)?(?:(?:an?\s+)?anonymous(?:ly)?(?:\s+question)?[*_]*\s*[:：,]|(?:an?\s+)?anonymous\s+question[*_]*\s+[-–—]\s|(?:question\s*)?\(anonymous(?:ly)?\)[*_]*[:：,]?)[*_]*\s*/iu;
const plainAfter =
  /(?<=[.?!])\s+(?:\((?:please,?\s+)?(?:(?:ask|post|send|keep)\s+(?:(?:this|it|me)\s+)?)?anonymous(?:ly)?(?:,?\s+(?:please|thanks))?[.!]?\)|(?:please,?\s+)?(?:(?:ask|post|send)\s+(?:(?:this|it|me)\s+)?anonymous(?:ly)?|keep\s+me\s+anonymous)(?:,?\s+(?:please|thanks))?[.!]?)$/iu;
/** `my name is Ada` introduces somebody, and `tell me why my name …` asks, whatever else they say. */
const introduction =
  /\b(?:how|where|whether|why) my name\b|\bmy name(?:['’]s| is) (?!(?:a|confidential|for|hidden|here|in|not|on|posted|private|public|put|secret|shown|there|to|visible)\b)\p{L}+/giu;
/** What tells how it was, or is done elsewhere. */
const told = /\b(?:i|we) (?:asked|posted)\b|\bwas\b|\bwe (?:let|post|publish)\b/iu;
/** Somebody's own wish, whatever else they tell. */
const begging = new RegExp(
  [
    `(?<!\\p{L})(?:rather|prefer|wish|want|hope|appreciate|glad|grateful|happy|if possible|thanks|(?<!to )(?:keep|hide)|(?:would|['’]?d) like|${pleas.replaceAll(' ', '|')})(?!\\p{L})`,
    "(?:^|[,;]|(?<!\\p{L})(?:and|but|or|so|then)\\s)\\W{0,5}(?:(?:do not|don['’]?t|never) (?!see\\b)|(?:be|drop|leave|let|make|mask|not|omit|publish|redact|remain|remove|stay|strip|withhold|without)\\b)",
    '\\bmy (?:real )?(?:(?:user ?)?name|handle|identity) (?:must|needs|ought|should|(?:is|stays) (?:a secret|confidential|not (?:for|to)|private|secret))\\b',
    "(?:^|\\b(?:i['’]?m|am)\\s)\\W{0,5}(?:ask|post|send|submit)(?:ing)?\\b|\\b(?:ask|pass|post|publish|send|submit)(?:ing)? (?:it|me|my|this|that)\\b",
    '부탁|お願い|希望|[请請谢謝]',
  ].join('|'),
  'iu',
);
const own = /(?<!\p{L})(?:i|i[dm]|ill|ive|me|my|nobody|ich|this is)(?!\p{L})/iu;
/** A wish with a question mark: with a word of begging at its end, or as what somebody may do. */
const begged = /(?<!\p{L})(?:please|pl[sz]|thanks|ok)[\s*_"”)]{0,3}[?？]/iu;
const mayYou =
  /^\W*(?:(?:also|and|hello|hi|please|so)\W+)?(?:can|could|may|will|would) (?:i|it|my|someone|somebody|this|we|you)\b/iu;
/** Where one thing that is said ends and the next begins. */
const breaks = /(?<=[.?!…:;。？！：；\n)\]）】])|(?=[([（【])|(?<=\s[-–—]\s)/u;

/** What bids between the commas of a question: "Please don't use my name, who decides?" */
const bids =
  /^\W{0,5}(?:(?:and|but|so) )?(?:anon\w* pl|(?:ask|do not|don['’]?t|hide|keep|leave|please|pl[sz]|post)\b)/iu;

const speaksOfIt = (said: string) =>
  anonymous.test(said) || withoutName.test(said.replaceAll(introduction, ' ')) || notNamed.test(said);

/** Whether what is said between two breaks asks not to be named, behind what was said `before`. */
function isWish(said: string, before: string): boolean {
  if (!speaksOfIt(said)) return false;
  const [first = '', ...others] = said.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (
    begging.test(said) ||
    mayYou.test(said) ||
    (notNamed.test(said) && (own.test(said) || others.length <= 2))
  )
    return true;
  if (told.test(said)) return false;
  // The word alone may belong to what is asked ("How do we vote? Anonymously."), unless it is set apart.
  if (others.length > 1 && !(others.length <= 5 && anonymous.test(first))) return false;
  // Blanks are looked at backwards once: a pattern that begins at each of them costs their square.
  const bare = before.trimEnd();
  const gap = before.slice(bare.length);
  const isBehind =
    /[.?!…;؟。？！)\]）】]$/u.test(bare.slice(-1)) && (gap.includes('\n') || /^\s*[([（【]/u.test(said));
  const isDashed = gap !== '' && /[.?!…;؟。？！)\]）】]\s*[-–—]$/u.test(bare.slice(-9));
  const isFirst = bare.length < 30 && /^[.!:;,]?$/u.test(bare.slice(-1));
  return isFirst || isBehind || isDashed || /[:：]\s*$/u.test(said.slice(-9));
}

/** Whether a question asks to be put without a name: with a plea at its end, or as what may be done with it. */
const isAskedFor = (said: string) => speaksOfIt(said) && (begged.test(said) || mayYou.test(said));

/** What a post asks without the author's name, where only a plain form of the wish is cut off, whatever it speaks of. */
export function plainlyUnnamed(words: string): string | undefined {
  const question = words.trim().replace(plainBefore, '').replace(plainAfter, '');
  return question === words.trim() || question === '' ? undefined : question;
}

/** Whether a post is a command that reached nobody, or asks not to be named: it is no question, and is not passed on. */
export function isMisplaced(raw: string): boolean {
  const words = withoutQuotes(raw).trim();
  if (typedCommand.test(words) || plainlyUnnamed(words) !== undefined) return true;
  const parts = partsOf(words);
  // Whether somebody can stay anonymous is a question.
  const asksElse = parts.some(({ said }) => asks(said) && !isAskedFor(said));
  return parts.some(({ said, before }) => {
    if (!asks(said) || /^\W*i\b/iu.test(said)) return isWish(said, before);
    if (isAskedFor(said) && (asksElse || begged.test(said))) return true;
    return said.split(/,\s/u).some((clause) => speaksOfIt(clause) && bids.test(clause));
  });
}

/** Whether somebody may ask not to be named, in private or in a form, where they can say what they mean. */
export const mayAskNoName = (words: string): boolean =>
  isMisplaced(words) ||
  partsOf(words).some(({ said }) => isAskedFor(said) || (!asks(said) && speaksOfIt(said)));

/** What is said between two breaks, and before each. */
function partsOf(words: string): { readonly said: string; readonly before: string }[] {
  let before = '';
  return words.split(breaks).map((said) => {
    const part = { said, before };
    before += said;
    return part;
  });
}
