// Who asks not to be named, by their words alone: what is not sure is asked about, and passed on under no name before.
import { asks, marks } from './question-marks.ts';
import { withoutQuotes } from './quotes.ts';

/** A command that was typed as a post, and what asks not to be named. */
const typedCommand =
  /^(?:@?docent[\s,:]+)?(?:\/ama\b|ama\s+ask\b)|\banonymous\s*[:=]\s*(?:true|yes)\b|\bi(?:['’]?m| am) asking (?:this )?anon(?:ymously)?\b|\bi(?:['’]?d| would)? (?:like|want|wish|prefer) to ask (?:(?:this|it|something|a question) )?anon(?:ymously)?\b|(?:^|[,;:.!?…\n(]\s{0,3}[*_"“]{0,3}|[-–—]\s|,\s(?:and|but|so|(?:can|could|may) (?:this|it|that|i) (?:be|stay|remain)) |\b(?:ask|keep|leave|make|post|publish|send|share|submit) (?:this|that|it|me|something|(?:a|my|this) question) )(?:anon(?:ymous(?:ly)?)?|(?:without|hid(?:e|ing)) my name|without naming me),?\s{1,3}(?:please|pl[sz]|thanks)\s{0,3}[?？]|^(?:what|when|which|who|why)\s(?:(?!(?:are|be|can|could|do(?! you)|does|is|may|was|were)\b)[\p{L}'’-]+\s){1,30}anon(?:ymous(?:ly)?)?,?\s(?:please|pl[sz])\s{0,3}[?？]/iu;

/** `anonymously`, `anon`, and the same in other languages; `anonymity` is only spoken of. */
const anonymous =
  /^(?:anon(?:[iy]+e?m(?!i[tsz])\p{L}*)?|an[óô]nim\p{L}*|анон[иі]м\p{L}*|ανώνυμ\p{L}*|névtelen\p{L}*|אנונימי\p{L}*|ناشناس|익명(?:으로)?|匿名(?:で|希望)\p{L}*|(?:我[想要])?[请請]?匿名(?:[发發提质質]?[问問]题?題?|[发發][布佈]|投稿|[谢謝]{2})?)$/iu;
/** What begs for it, in languages that set words apart. */
const pleas =
  'please pls plz bitte favor favore plaît plait svp stp prosím proszę graag alsjeblieft aub lütfen tack snälla takk kiitos παρακαλώ пожалуйста ласка ' +
  'voudrais souhaite veux préfère préférerais quiero quisiera prefiero gostaria quero prefiro vorrei preferisco chcę wolę chciałbym chciałabym ' +
  'chci chtěl chtěla raději liever vill vil istiyorum хочу хотел хотела';
/** Of nothing but these people make the wish not to be named: what has other words says something else. */
const wishWords = new Set(
  (
    'a all also am an and appear as ask asked asking be because been but by can could d do don docent dont drop everybody everyone for friend from ' +
    'give had have hello here hey hi hidden hide hosts i id identity if ill im in is it its ive just keep kept leave let like ll m make may me must mention my name ' +
    'names need no not of off oh ok okay omit on out pass possible post posted posting prefer private publish put question rather remain remove reveal s secret ' +
    'say send share should show shown so something sorry stay submit t team thank thanks that the this though thx to under use username ve want was ' +
    'we will wish with withheld withhold without would you your ' +
    'danke frage ich bleiben werden nennen möchte gern gerne will ohne meinen namen por gracias ne dites no pregunta sin mi nombre sil il vous te merci sans mon nom obrigado obrigada ' +
    'pergunta sem meu nome per grazie domanda senza mio vraag zonder mijn naam spørgsmål spørsmål fråga dotaz otázka díky bez mého jména pytanie dzięki ' +
    'imienia kérdés kysymys soru întrebare pertanyaan ερώτηση спасибо вопрос без имени моего будь дякую питання імені שאלה سوال 질문 질문입니다 질문합니다 ' +
    'je rester poser une ser permanecer hacer en el de ficar fazer uma rimanere restare fare una pozostać zadać bych zůstat zeptat se ik wil blijven jag vara ' +
    'jeg være kalmak бы остаться задать залишитися ' +
    `질문드립니다 부탁드립니다 부탁합니다 감사합니다 お願いします 谢谢 謝謝 ${pleas}`
  ).split(' '),
);
/** `please don't use my name`, `no name, please`. */
const withoutName =
  /^(?=[\s\S]*(?:\bmy (?:(?:user ?)?name|identity)\b|\bno names?,? pl))(?=[\s\S]*\b(?:no|not|don['’]?t|hidden|hide|off|omit|out|private|remove|secret|withhold|without)\b)(?![\s\S]*\b(?:is|s|am|like) not my|\W*my (?:(?:user ?)?name|identity) (?:does|is|was)\b(?! (?:not )?(?:for|to)\b|[^.!…;\n]*\b(?:pl(?:ease|[sz])|hide|leave|something|want)\b)[^.!…;\n]*(?:[.!…;\n]\s*)?$|[\s\S]*(?<!would |d )\blike my)|(?<!\p{L})(?:ohne|sans|sin|senza|sem|zonder|bez|без)\s(?:\p{L}+\s){0,2}(?:namen|nom|nombre|nome|naam|jména|imienia|имени|імені)(?!\p{L})/iu;
/** `I would rather not be named`, `please don't mention me`, `nobody should know who asked`. */
const notNamed = new RegExp(
  `(?<![\\p{L}'’]|^\\W*(?:(?:can|could|may) i|they|we|you) (?:do |should )?)(?:${[
    "(?:not|don['’]?t|never|without) (?:(?:want|wish|like) )?(?:to )?be(?:ing)? (?:credited|identified|mentioned|named|quoted)(?: by name)?",
    "(?:not|don['’]?t|never) (?:(?:credit|identify|mention|name|quote) me(?: by name)?|attribute (?:it|this) to me)",
    'without (?:crediting|mentioning|naming|quoting) me|(?:not for|without) attribution|name withheld',
    "(?:(?:not|don['’]?t|never) (?:mention|publish|reveal|say|show|tell)|(?:nobody|no ?one) (?:has|needs?|must|should)(?: to)? (?:know|learn|see))(?: (?:anybody|anyone|others|people))? (?:who|that|it) (?:(?:i )?asked(?: (?:it|that|this))?|i am|was me)",
    '(?:keep|leave) me out(?: of (?:it|this|that))?|(?:(?:be|keep me|remain|stay) (?:incognito|nameless|unidentified|unnamed)|(?:incognito|unnamed)(?=,? please))',
    '(?:ask|(?<!\\bi )keep|post|send|treat) (?:it|me|that|this|(?:my|this) question) (?:as )?(?:confidential|private|secret)(?:ly)?',
    'nicht (?:namentlich )?(?:genannt|nennen)|nennt mich nicht|ohne namensnennung|pas (?:être (?:cité|nommé)e?|mon nom)|diga[ns]? mi nombre',
  ].join('|')})(?!\\p{L})`,
  'iu',
);
/** What bids it, as what a clause says alone, whatever stands around it: "My boss reads this, so please don't use my name." */
const bidden = new RegExp(
  `(?<=^[*_"“(]{0,3}|[,;.!?…(\\n]\\s{0,3}|[-–—]\\s|\\b(?:and|but|so|then)\\s(?=please\\b))(?:(?:${[
    "(?:please,? )?(?:(?:do not|don['’]?t|never) (?:publish|reveal|say|share|show|use) my (?:real )?(?:name|handle|identity)|(?:do not|don['’]?t|never) (?:identify|mention|name|quote|tag) me(?: by name)?|(?:anonymi[sz]e|hide|unname) me|(?:keep|make) me anonymous|(?:drop|hide|omit|withhold) my (?:name|handle|identity)|leave (?:me|my name) out|respect my anonymity)",
    '(?:please,? )?(?:ask|post|send|share|submit) (?:this|that|it|my question) (?:anonymously|without my name)',
    'my (?:name|identity) (?:is|must stay|should stay) (?:a secret|confidential|secret)|no attribution,? please',
  ].join(
    '|',
  )})(?:,? (?:here|please|pl[sz]|thanks|thank you|there|though))?(?=[*_"”]{0,3}\\s{0,3}(?:$|[,;.!?…:)\\n]|[-–—]\\s))|off the record\\s?[,:]|(?:i(?:['’]?m| am) (?:asking|posting|sending) (?:this |it )?|(?:asking|posting|sending) this )anonymously\\b)|(?<!\\b(?:although|if|though|when|while) )\\bi(?:['’]?d| would)? (?:prefer to|rather) (?:be|remain|stay) (?:anonymous|nameless|unnamed)(?!\\s\\p{L})`,
  'iu',
);
/** The plain forms of the wish, before a question and behind it. */
const plainBefore =
  /^[\s*_#-]*(?:@?docent[\s,:]+)?(?:please,?\s+)?(?:(?:ask|post)(?:ing)?\s+(?:this\s+)?)?(?:(?:an?\s+)?anonymous(?:ly)?(?:\s+question)?[*_]*\s*[:：,]|(?:an?\s+)?anonymous\s+question[*_]*\s+[-–—]\s|(?:question\s*)?\(anonymous(?:ly)?\)[*_]*[:：,]?)[*_]*\s*/iu;
const plainAfter =
  /(?<=[.?!])\s+(?:\((?:please,?\s+)?(?:(?:ask|post|send|keep)\s+(?:(?:this|it|me)\s+)?)?anonymous(?:ly)?(?:,?\s+(?:please|thanks))?[.!]?\)|(?:please,?\s+)?(?:(?:ask|post|send)\s+(?:(?:this|it|me)\s+)?anonymous(?:ly)?|keep\s+me\s+anonymous)(?:,?\s+(?:please|thanks))?[.!]?)$/iu;
/** What may stand before a wish that comes first. */
const greeting =
  /^[\s*_]*(?:hi|hello|hey|dear|hallo|good (?:morning|day|afternoon|evening))\b[^.?!:;\n]{0,60}[.!:;\s]*$/iu;
/** Somebody's own wish, whatever else they tell. */
const begging =
  /\b(?:please|pl[sz]|bitte|rather|prefer|wish|want|(?<!to )(?:keep|hide)|(?:would|d) like)\b/iu;
/** The same, with a question mark. */
const isBegged =
  /(?:please|pl[sz]|thanks)\s{0,3}[?？]|\b(?:can|could|will|would) you\b[^?？]{0,60}\bm[ey]\b/iu;
/** What tells how it was, or is done elsewhere. */
const told = /\b(?:i|we) (?:asked|posted)\b|\bwas\b|\bwe (?:let|post|publish)\b/iu;
/** One more line of a list. */
const listed = /(?<=^|\n)[ \t]*[-*+]\s[^\n?]*\n[ \t]*$/u;
/** Set apart, or said with a word of asking. */
const pleading = new RegExp(
  `[\\n([（【]|[-–—]\\s|부탁|お願い|希望|[请請谢謝]|(?<!\\p{L})(?:${pleas.replaceAll(' ', '|')})(?!\\p{L})`,
  'iu',
);
/** Where one thing that is said ends and the next begins. */
const breaks = /(?<=[.?!…:;。？！：；\n)\]）】])|(?=[([（【])|(?<=\s[-–—]\s)/u;
/** So many times at most a wish is looked for in a post: nobody wishes that often. */
const mostWishes = 20;

const wordsOf = (said: string): readonly string[] => said.match(/[\p{L}\p{N}]+/gu) ?? [];
const speaksOfIt = (said: string) =>
  wordsOf(said).some((word) => anonymous.test(word)) || withoutName.test(said) || notNamed.test(said);

/** Whether a part may belong to a wish: what asks something else is none, whatever its words. */
const isOfWish = (part: string) =>
  wordsOf(part.replace(notNamed, ' ')).every(
    (word) => wishWords.has(word.toLowerCase()) || anonymous.test(word),
  ) &&
  (!marks.test(part) || speaksOfIt(part));

/**
 * Whether what stands by itself asks not to be named. The word alone may belong to what is asked ("How do we vote?
 * Anonymously."): behind that it is set apart or begged for, and nothing else speaks of it.
 */
function isWish(said: string, lead: string, after: string): boolean {
  const before = greeting.test(lead) ? '' : lead;
  const isListed = /^\s*[-*+]\s/u.test(said) && listed.test(before);
  const spoken = said.split(breaks).filter(speaksOfIt).join('').replace(notNamed, ' ');
  if ((told.test(spoken) || isListed) && !begging.test(said)) return false;
  const isClaim = !marks.test(said);
  const isOwn = /\b(?:i|i[dm]|ill|ive|me|my|ich)\b/iu.test(said);
  const isBidden = /\b(?:ask(?:ing)?|post(?:ing)?|send|submit|publish|pass)\b/iu.test(said);
  if (isBegged.test(said)) return true;
  if (isBidden && (isClaim || /\b(?:this|it|me|my|question)\b/iu.test(said))) return true;
  if (isClaim && (isOwn || before === '')) return true;
  // Blanks are looked at backwards once: a pattern that begins at each of them costs their square.
  const bare = before.trimEnd();
  const gap = before.slice(bare.length);
  const isApart = gap.includes('\n') || (gap !== '' && /\s[-–—]$/u.test(bare.slice(-2)));
  const isLast = isClaim && after === '' && (isApart || /[.?!…;؟。？！)\]）】]$/u.test(bare.slice(-1)));
  const isMeant = isOwn || isApart || pleading.test(said.trimEnd()) || notNamed.test(said);
  return (before === '' || isLast) && isMeant && !/anon|\bnames?\b/iu.test(before + after);
}

/** What a post asks without the author's name, where only a plain form of the wish is cut off, whatever it speaks of. */
export function plainlyUnnamed(words: string): string | undefined {
  const question = words.trim().replace(plainBefore, '').replace(plainAfter, '');
  return question === words.trim() || question === '' ? undefined : question;
}

/** What somebody asks without their name, as in `anonymously: why so?`; undefined when they say nothing of their name. */
function unnamedQuestion(words: string): string | undefined {
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
    const question = `${before.trimEnd()} ${after.trimStart()}`.trim();
    if (question !== '' && isWish(said, before, after)) return question;
  }
  return undefined;
}

/** Whether a post is a command that reached nobody, or asks not to be named: it is no question, and is not passed on. */
export function isMisplaced(raw: string): boolean {
  const words = withoutQuotes(raw).trim();
  if (typedCommand.test(words) || bidden.test(words) || plainlyUnnamed(words) !== undefined) return true;
  const question = unnamedQuestion(words);
  // Whether somebody can stay anonymous is a question.
  return (
    question !== undefined && (asks(question) || !asks(words) || unnamedQuestion(question) !== undefined)
  );
}

/** Whether words said to the bot alone ask not to be named. */
export const asksNoName = (words: string): boolean =>
  bidden.test(words) || unnamedQuestion(words) !== undefined;

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
