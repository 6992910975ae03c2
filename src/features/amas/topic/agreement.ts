// Posts that only agree with a question ("+1", "same here"), in the words and pictures by which people say so.
import { plainMarks } from '../../../core/text/plain-marks.ts';
import { withoutQuotes } from './quotes.ts';

const it =
  "(?:(?:this|that|the|your|@?[\\p{L}\\p{N}._-]{1,60}'s?) (?:question|one|answer|problem|issue)|(?:exactly )?the (?:exact |very )?same(?: (?:thing|question|problem|issue|doubt))?|this|that|it)";
/** Where somebody agrees from, or with what. */
const about = `(?: (?:(?:to|for|on|from|in|aus|von|de) ${it}|(?:for|on|from|in|aus|von|de) (?!who|any(?:one|body)|every(?:one|body)|some(?:one|body)|those)[\\p{L}\\p{N}'-]+(?: [\\p{L}\\p{N}'-]+){0,3}))?`;

const english = [
  `(?:plus|upvote|vote) (?:one|1)${about}`,
  `same(?: (?:here|question|thought|problem|issue|doubt|q|for (?:me|us)))*`,
  'yes,? (?:yes,? )?(?:please|pls)|also here|here (?:too|also)|(?:from )?(?:us|me) as well',
  '(?:absolutely|totally|exactly|so much|all of) this|looking forward to (?:the|an|your) answer|up|me ?2',
  "(?:(?:this|that|it)(?: is|'s) )?(?:exactly |precisely |just )?what (?:i|we) (?:(?:was|were|am) (?:going|about)|wanted|want) to (?:ask|know)",
  "(?:i |we )?(?:could|can)(?:n'?t| ?not) agree more",
  `(?:i |i(?='))?(?:would |'d |am |'m )?(?:vote|voting) for ${it}`,
  'ditto|likewise|seconding|upvoting|bump(?:ing)?|subscribed|count me in|hear,? hear|and me',
  "(?:(?:this|that|it)(?: is|'s)(?: also)? |exactly )?my question(?: exactly)?",
  `(?:i )?(?:just )?(?:came here to ask|asking) ${it}|(?:what|as) (?:they|he|she) (?:said|asked)`,
  `(?:i |i(?='))?(?:would |'d )?(?:also )?(?:love|like) (?:to (?:get|have|see) )?an answer(?: to ${it})?`,
  `(?:(?:this|that|it)(?: is|'s) )?(?:an? )?(?:really |very |so )*(?:good|great|excellent|nice|important|interesting|useful|relevant) (?:question|one|point)(?: indeed)?`,
  "(?:(?:this|that|it)(?: would|'d) |would )be (?:really |very |so )*(?:good|great|nice|useful|helpful|interesting)(?: to (?:know|have|see|hear)(?: (?:this|that|it))?)?(?: answered)?",
  `(?:i |we )?(?:also )?(?:really )?need (?:to know )?${it}`,
  "(?:i am |i'm )?(?:also )?wondering (?:about )?(?:(?:the )?same(?: thing)?|this|that|it)",
  '(?:you )?took the words (?:right )?out of my mouth',
  `following(?: ${it})?`,
  `(?:i |we )?(?:fully |strongly |totally |completely )?(?:second(?:ed)?|agreed?|upvoted?|support)(?: ${it})?`,
  `(?:i|we) (?:(?:also )?have|had|have got)(?: also)? ${it}`,
  '(?:me|i|us|we)(?: too| three|,? also)',
  `(?:(?:i|we)(?: would|'d| should)? |would |should )?(?:also |really )*(?:like|love|want|wanted|be (?:curious|interested|happy))(?: also)? to (?:know|hear|see|read|ask)(?: more)?(?: about| the answer(?: to)?| an answer(?: to)?)?(?: ${it})?`,
  `i (?:was |am |have been )?(?:also )?(?:just )?(?:wonder(?:ed|ing)?|about to ask|going to ask)(?: about)?(?: ${it})?`,
  `(?:i(?:'m| am) )?(?:also )?(?:very )?(?:interested|curious)(?: (?:in|about) ${it})?`,
  'this(?: one| question)?',
];

const otherLanguages = [
  // German, Dutch
  '(?:das )?(?:frage|wundere) ich mich auch|(?:das )?würde ich auch (?:gerne? )?wissen|(?:ich )?schließe mich der frage an|ich auch|mich auch|dito|(?:die )?(?:gleiche|selbe) frage|dieselbe frage|geht mir (?:auch|genau)so|(?:da )?schließe? ich mich an|ich schließe mich an|(?:das )?(?:würde|interessiert) mich(?: auch)?(?: interessieren)?',
  'ik ook|zelfde vraag|(?:hier )?hetzelfde(?: hier)?',
  // French, Spanish, Portuguese, Italian, Romanian
  "moi aussi|nous aussi|pareil(?: (?:ici|pour moi))?|idem|(?:je me pose |j'ai )?(?:la )?même question",
  '(?:a |yo |y )?(?:yo|mí|nosotros) también(?: me (?:gustaría saberlo|interesa))?|(?:yo )?me pregunto lo mismo|lo mismo(?: aquí)?|igual(?:mente)?|(?:yo (?:también )?)?(?:tengo )?(?:esa|la misma|misma) (?:pregunta|duda)|me sumo',
  '(?:e )?eu também(?: gostaria de saber| quero saber)?|também quero saber|(?:tenho )?a mesma (?:pergunta|dúvida)|mesma (?:pergunta|dúvida)(?: aqui)?',
  "anch'io|anche io|pure io|(?:ho la )?stessa domanda",
  '(?:și|si) eu|la fel|aceeași întrebare',
  // Polish, Czech, Slovak, Hungarian, Finnish, Scandinavian
  '(?:ja )?(?:też|również) jestem ciekaw[aey]?|ja (?:też|również)|też|(?:mam )?to samo(?: pytanie)?|dołączam się',
  'já taky|taky|také|(?:mám )?stejn(?:á|ou) otázk[au]|aj ja|tiež',
  'én is|engem is érdekel|ugyanez(?: a kérdés(?:em)?)?',
  '(?:minulla )?sama kysymys|minä myös|samoin',
  'jag också|samma (?:fråga|här)|jeg også|samme (?:spørsmål|spørgsmål|her)',
  // Russian, Ukrainian, Greek, Turkish
  '(?:и )?(?:я|мне) тоже(?: интересно)?|тоже хотел[аи]?(?: бы)? (?:спросить|узнать)|у меня (?:тот|такой) же вопрос|тоже интересно|плюсую|плюс один|(?:тот|такой) же вопрос|присоединяюсь|поддерживаю|аналогично',
  '(?:і )?(?:я|мені) (?:теж|також)|(?:те|таке) саме(?: питання)?|підтримую|приєднуюсь',
  '(?:κι|και) εγώ|(?:η )?ίδια ερώτηση',
  'ben de|bende|aynı soru|katılıyorum',
  // Japanese, Chinese, Korean
  '同感(?:です)?|(?:それ)?(?:私|僕|俺)も聞きたい(?:です)?|同じ(?:く|質問|疑問)?(?:です)?|(?:私|僕|俺|わたし)も(?:同じ)?(?:質問)?(?:知りたい|気になります|気になる)?(?:です)?',
  '同[问問求](?:题|題)?|我也(?:是|一样|一樣|想知道|想问|想問|有同样的问题)?|附[议議]|[顶頂蹲]',
  '저도(?:요)?(?: (?:궁금합니다|궁금해요|같은 질문입니다))?|나도|같은 질문(?:입니다)?|동감',
  // Arabic, Persian, Hebrew, Hindi, Indonesian, Vietnamese
  'و?[أا]نا (?:[أا]يضا|كذلك)|نفس السؤال',
  'منم|من هم|(?:همین سوال|سوال من هم)|گل',
  'גם אני|אותה שאלה',
  'मैं भी|मुझे भी|मेरा भी(?: यही)?(?: सवाल| प्रश्न)?|यही सवाल',
  '(?:saya|aku) juga|pertanyaan(?: yang)? sama|(?:tôi|mình|em) cũng (?:vậy|thế)',
];

/** Longer ones first, since nothing is tried twice. */
const agreeing = new RegExp(
  `(?:${[
    `\\+ ?[1-3](?:0{1,6})?(?: votes?)?${about}`,
    '1 ?\\+|\\+\\++',
    `[👍🙋💯☝⬆🙏✋👆🖐❤🔼➕]+(?: ?1)?${about}`,
    '\\^+',
    ...english,
    ...otherLanguages,
  ].join('|')})(?=[\\s.,!?¿¡;:…()–—~^-]|[，。！、،؛؟；？]|\\p{Extended_Pictographic}|$)`,
  'iuy',
);

/** What stands beside it and says nothing by itself. */
const beside = new RegExp(
  `(?:${[
    '(?:from|for|by) (?:me|us)',
    'please answer',
    'too|as well|also|very much|please|pls|indeed|exactly|here|and|so|yes|yep|yeah|oh|ah|hi|hello|definitely',
    '(?:many |a lot of )?(?:thanks|thank you|thx)(?: (?:a lot|so much|in advance|for asking(?: (?:this|that|it))?))?',
    '@[\\w.-]{1,60}|<3|above|below',
    'bitte|danke|ja|gerne|merci|oui|aussi|por favor|gracias|sí|sim|obrigad[oa]|per favore|grazie|sì|proszę|prosím|пожалуйста|спасибо|да|谢谢|請|请|ありがとう(?:ございます)?|감사합니다|شكرا',
    '\\([^()?？؟]{1,40}\\)',
    '[;:=]-?[)D(]+',
  ].join('|')})(?=[\\s.,!?¿¡;:…()–—~^-]|[，。！、،؛؟；？]|\\p{Extended_Pictographic}|$)`,
  'iuy',
);

/** A mark between them, or a picture that neither asks nor disagrees. */
const between = /[\s.,!?¿¡;:…()–—~-]|[，。！、،؛；？؟]|(?![❓❔⁉‼👎])\p{Extended_Pictographic}/uy;

/** With a question mark, what cannot be anything else: "+1?", but not "This one?". */
const begins = /^(?:\+ ?1(?!\d)|[👍🙋💯☝⬆🙏✋^]|same\b|me(?: too|,? also)\b|i (?:have|had) )/iu;
const asking = /[?？؟⁇⁈⁉‽❓❔]/u;

/** Longer than anybody takes to say it; what is typed to fill a forum's shortest post is in it. */
const longestAgreement = 120;

/** Pictures as forums let people type them. */
const named =
  /:(?:\+1|thumbsup|raised_hand|raising_hand(?:_\w+)?|point_up(?:_2)?|heavy_plus_sign|100|pray)(?::t[1-6])?:/giu;

/** Whether a post says nothing but that its author asks the same. */
export function isAgreement(raw: string): boolean {
  const words = plainOf(withoutQuotes(raw));
  if (words === '' || words.length > longestAgreement || (asking.test(words) && !begins.test(words)))
    return false;
  let isAgreeing = false;
  for (let at = 0; at < words.length; ) {
    const end = matched(agreeing, words, at);
    isAgreeing ||= end > at;
    const next = end > at ? end : Math.max(matched(beside, words, at), matched(between, words, at));
    if (next === at) return false;
    at = next;
  }
  return isAgreeing;
}

/** What nobody begins with who does not agree. */
const agreeingFirst =
  /^(?:\+ ?1(?!\d|\.\d)|[👍🙋💯☝⬆🙏✋^]|same (?:here|question|problem|issue|thing)\b|me too\b)/iu;

/** Whether a post begins by saying that its author asks the same, and goes on with what else they ask or say. */
export function beginsWithAgreement(raw: string): boolean {
  return agreeingFirst.test(plainOf(withoutQuotes(raw)));
}

/** With what people go on who have said that they ask the same. */
const goesOn =
  /^(?:\+ ?1(?!\d|\.\d)|[👍🙋💯☝⬆🙏✋]|same (?:here|question|problem|issue|thing)|me too)(?: here)?(?: (?:on|for|to) (?:this|that|it)(?: one| question)?)?\s*(?:[,.;:!(–—-]|(?:but|especially|particularly|because|since|as)\b)/iu;

/** Whether a post says first that its author asks the same, and then something about it: "+1, especially on Windows". */
export const agreesFirst = (raw: string): boolean => goesOn.test(plainOf(withoutQuotes(raw)));

/** In one line, without what only colours it: other widths, vowels of Arabic, skin, sex and style of pictures, emphasis. */
function plainOf(text: string): string {
  return plainMarks(text)
    .replaceAll(named, '👍')
    .replaceAll(/:\w{2,30}:/gu, ' ')
    .normalize('NFKC')
    .replaceAll(/\ufe0e|\ufe0f|\u200d|[\u064b-\u0652♀♂*_]|[🏻-🏿]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** Where what is matched at a place ends; the place itself when nothing is. */
function matched(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
