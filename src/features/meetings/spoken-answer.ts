// What people say in a meeting's topic of whether they come, without a command's name.
import { plainMarks } from '../../core/text/plain-marks.ts';
import type { Answer } from './facts.ts';

/** Whatever is longer is talk, and is not looked at closer, which could take long. */
const longestSaid = 200;

const come =
  '(?:come|attend|join(?: (?:in|you(?: all)?))?|be (?:there|here|present|around)|make it|participate)';
/** Of nothing else than a meeting is it said that one cannot. */
const comeOrMake = `(?:${come}|make this(?: one)?)`;
const meeting = '(?:meeting|call|session|sync|one)';
const adverbs =
  '(?:(?:definitely|certainly|surely|absolutely|of course|gladly|happily|also|still|really|sadly|unfortunately|regrettably|just|now) )*';
const likely = '(?:probably|possibly|maybe|perhaps|hopefully|most likely|likely|tentatively)';
const some =
  '(?:an? (?:bit|little|few minutes)|slightly|(?:about |around |up to )?(?:\\d{1,2} ?(?:m|mins?|minutes)|half an hour|an hour|a quarter of an hour))';
const will = "(?:i(?:'ll| will|'m going to| am going to) |will )";
const am = "i(?:'m| am)";

/** What a part of what is said, between marks and conjunctions, says of coming, and how it is said. */
const parts = {
  going: [
    `going|coming|attending|accepted|(?:please )?count me in|${am} ${adverbs}(?:going|coming|attending|in|there|joining)`,
    `(?:${will}|i can |can )${adverbs}${come}(?: (?:online|remotely|virtually|in person|on time))?|${will}see you (?:all )?there`,
    `see you (?:all |guys |everyone )?(?:there|then)|(?:i )?(?:wouldn't|won't|would not|will not) miss (?:it|this)(?: for (?:anything|the world))?`,
  ],
  maybe: [
    `maybe|perhaps|possibly|probably|hopefully|tentative(?:ly)?|unsure|${likely} (?:yes|going|coming)`,
    `(?:${am} )?not (?:yet )?(?:sure|certain)(?: yet)?(?: (?:(?:if|whether|that) )?i(?: can|'ll| will)(?: be able to)? ${come})?`,
    `(?:${likely} )?i (?:may|might)(?: be able to)? ${come}|i(?: might| may)`,
    `${likely} ${will}${come}|${will}${likely} (?:be able to )?${come}|i can ${likely} ${come}|${likely} i can ${come}`,
    `(?:${will}|i )(?:try|do my best)(?: (?:my best|to ${come}))?|i hope (?:to|i can) ${come}|${am} hoping to ${come}`,
    `(?:i )?(?:don't|do not) know yet|(?:it )?depends|i can't (?:promise|commit|(?:say|tell) yet)|can't promise|fingers crossed`,
    `i should(?: be able to)? ${come}|i think i(?: can|'ll| will) ${come}`,
  ],
  cant: [
    `decline|declined|absent|(?:my )?regrets(?: from me)?|(?:i )?${adverbs}(?:can'?t|cannot|can not)|(?:${am} )?(?:not|no longer) (?:going|coming|attending|joining|able to ${come})|(?:i )?can no longer ${come}|not this time`,
    `${am} not going to (?:be able to )?${come}|i'll not (?:be able to )?${come}`,
    `(?:i )?${adverbs}(?:can'?t|cannot|can not|won'?t|will not) ${adverbs}(?:be able to )?(?:be )?(?:${comeOrMake}|coming|attending|joining)`,
    `${am} ${adverbs}(?:unable|not able) to ${comeOrMake}|(?:please )?count me out`,
    `(?:i(?:'ll| will| have to| must|'m going to) )(?:have to |need to )?(?:skip|miss|sit out|pass on) (?:it|this|this one|the meeting|this meeting|this time)|${will}be (?:absent|away)`,
  ],
  /** An answer only where nothing else says more: "yes", "no". */
  yes: ['(?:yes|yep|yeah|yup)(?: yes| i (?:will|can|do|am))?'],
  no: ['no|nope|nah'],
  /** Comes, though not for all of it, or thinks so. */
  partly: [
    `(?:${will}|i (?:might|may|could) )(?:probably |maybe )?(?:be|come|join|arrive|be there) (?:${some} )?later?|${am} (?:running )?(?:${some} )?late`,
    `${will}${adverbs}${come} (?:at|around|from|by|until|till) \\d{1,2}(?:[:.h]\\d{2})? ?(?:am|pm|utc)?`,
    `(?:i )?can(?:'?t|not) (?:stay (?:long|until the end|to the end|for all of it|the whole time|for the whole thing)|be (?:there )?on time)`,
    `(?:i )?(?:'ll |will |may |might )?(?:have to|need to|must) (?:leave|drop off|go) (?:(?:${some} )?early|earlier|after ${some}|after the first half)`,
    `(?:${will}${come} |i can only (?:${come} |stay ))(?:only )?for (?:the )?(?:first|second) (?:half|hour|part|half hour|few minutes)`,
  ],
  /** Says nothing by itself, but is said by those who come, */
  glad: [
    `can(?:'t|not) wait(?: (?:for (?:it|this)|to see you(?: all)?))?|(?:${am} )?(?:really |very much )?looking forward(?: to (?:it|this|that|seeing you(?: all)?|the ${meeting}))?`,
    `no (?:problem|problems|worries)(?: at all)?|of course|sure(?: thing)?|definitely|absolutely|certainly|(?:sounds |looks )?(?:good|great|fine|perfect)|awesome|cool|with pleasure|i (?:will|do|can|am)|works for me|excited|(?:that )?(?:time )?works`,
  ],
  /** by those who stay away, */
  sorry: [
    `(?:maybe |perhaps |hopefully )?next (?:time|one|week|month)|(?:${will}|i hope to |hope to |hopefully |maybe )(?:${come}|see you(?: all)?)(?: at)? (?:the )?next (?:time|one|meeting|week|month)|see you (?:all )?(?:at the )?next (?:time|one|week|month)`,
    `(?:${will}|i can )(?:catch up(?: (?:later|afterwards|with the (?:notes|minutes|recording)))?|read the (?:notes|minutes)|watch the recording)`,
    `have (?:fun|a (?:good|great|nice) (?:one|time|${meeting}))|enjoy(?: it| the ${meeting})?`,
  ],
  /** by those alone who stay away, */
  away: [
    `(?:${will}${come} )?in spirit|${am} away|i (?:won't|will not)|something(?: else)?(?: has|'s)? (?:came|come) up`,
  ],
  /** by those who are sorry, */
  regret: [
    '(?:(?:very|so|really) )?sorry(?: about (?:that|it))?(?: everyone| all| folks| guys)?|(?:my )?apologies|alas|unfortunately|sadly|my bad',
  ],
  /** or by anybody. */
  courtesy: [
    `running late|(?:running )?${some} late|(?:only )?for (?:the )?first (?:half|hour|part|half hour)|thanks?(?: you)?(?: (?:all|everyone|so much|a lot|very much|for (?:the (?:invite|invitation|reminder|info|heads up)|organi[sz]ing(?: (?:it|this))?|asking)))?|thx|cheers|please`,
    `(?:hi|hello|hey)(?: (?:all|everyone|there|folks|team))?|ok|okay|well|ah|oh|great|i(?: a|')m afraid|all|everyone|folks|(?:${will}|we'll |let's |i )?(?:have to |need to )?see|${will}let you know|let me check|though|(?:i(?:'d| would) |would )(?:love|like) to(?: ${come})?(?: (?:it|this))?|i(?:'d| would) ${come}|bye|best`,
  ],
  /** On what coming depends. */
  condition: ['(?:if|unless|provided|assuming|as long as) .{2,80}'],
  /** The same, which beside a maybe is one. */
  hinge: ['(?:it )?depends on .{2,80}'],
  /** Why somebody stays away, or what they will do there: only beside an answer in a whole sentence. */
  reason: [
    "(?:(?:because|since|as) )?(?:i(?:'m| am| have|'ve got| have got|'ll be| will be)|my .{1,20} (?:is|are)) .{2,60}|(?:because of|due to|busy|travell?ing|on (?:holiday|vacation|leave)|work|family|sick|ill)(?: .{2,50})?",
  ],
  plan: [
    "(?:i(?:'ll| will| can) )?(?:bring|take|present|show|share|prepare|talk about|speak about|write|post|send|host|chair) .{2,60}",
  ],
};
type Part = keyof typeof parts;
const isPart = (name: string): name is Part => name in parts;

const known = Object.entries(parts).map(
  ([part, patterns]) => [part, new RegExp(`^(?:${patterns.join('|')})$`, 'u')] as const,
);

/** What turns a reason or a plan into something else: another answer, a condition, or trouble with getting in. */
const doubtful =
  /\b(?:if|unless|until|till|before|after|except|only|maybe|perhaps|might|may|could|should|would|can|cannot|not|no|never|without|then|instead|join(?:ing)?|com(?:e|ing)|attend(?:ing)?|there|in|free|late|link|invite|access|account|password|room|mic|microphone|sound|audio|video|zoom|waiting|trying|going)\b|n't/u;

/** What may follow an answer and changes nothing: `I can't make it this time, sorry`. */
const trailing = new RegExp(
  `(?:\\s+(?:sorry(?: about (?:that|it))?|(?:my )?apologies|thanks|thank you|please|this time|today|tomorrow|tonight|this (?:week|month|time)|after all|any ?more|any longer|for sure|unfortunately|sadly|either|too|as well|though|then|i(?: a|')m afraid|of course|definitely|all|everyone|to (?:it|this|that)|(?:(?:to|at|for|in) )?(?:this|the|today's|tomorrow's|tonight's) ${meeting}))+$`,
  'u',
);
const leading =
  /^(?:(?:sorry|hi(?: all)?|hello|hey|yes|yep|yeah|no|sure|ok(?:ay)?|unfortunately|sadly|alas|great|cool|ah|oh|well|of course|though|then|also|so|because|and|but|definitely|i(?: a|')m afraid)\s+)+(?=i\b|i'|can'?t|cannot|count me|will\b|won't|not (?!sure)|see you|looking)/u;

/**
 * The answer that words are, such as `going` or `I can't make it, sorry`; undefined for any other talk, and for what may
 * mean two things: every part must be known, and none may say otherwise.
 */
export function spokenAnswer(typed: string): Answer | undefined {
  if (typed.length > longestSaid) return undefined;
  const said = plainMarks(typed)
    .toLowerCase()
    .replace(/^\s*rsvp:?\s+(?:answer:\s*)?/u, '')
    .replaceAll(
      /:[\w+-]{2,30}:|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d|(?:^|\s)[:;]-?[()dp](?=\s|$)/gu,
      ', ',
    )
    .replaceAll(/\s+/gu, ' ');
  const found = new Set<Part>();
  for (const [sentence] of said.matchAll(/[^.!?…]+(?:[.](?=\d)[^.!?…]+)*[.!?…]*/gu)) {
    // A question changes nothing of what was said beside it.
    if (/\?[.!…]*$/u.test(sentence)) {
      if (asks.test(sentence)) found.add('reason');
      else return undefined;
      continue;
    }
    for (const piece of sentence.split(
      /[,;!…()–—]+|[.:](?=\s|$)|\s-+\s|\s(?:but|and|though)(?=\s)|(?<! (?:sure|certain|yet))\s(?=(?:if|unless|because|due to)\s)/u,
    )) {
      const part = partOf(piece.trim());
      if (part === null) return undefined;
      if (part) found.add(part);
    }
  }
  return answerOf(found);
}

/** Whether words say that somebody cannot join, which during a meeting may mean that they find no way in. */
export const isAboutJoining = (typed: string): boolean =>
  spokenAnswer(typed) === 'cant' && /\bjoin(?:ing)?\b/iu.test(typed);

/** Questions to others, which are no answer put as a question. */
const asks =
  /^[\s,]*(?:(?:and|but|so|also)\s)?(?:will|can|could|would|is|are|who|what|where|when|which|how|does|do|shall)\b(?!.*\b(?:instead|otherwise)\b)/u;

/** What a piece says; null where nobody knows, undefined where it is empty. */
function partOf(piece: string): Part | null | undefined {
  const plain = piece.replace(/^(?:but|and|though|so|or)(?:\s+|$)/u, '').replace(/[.!,:'"\s]+$/u, '');
  if (plain === '') return undefined;
  const bare = plain.replace(leading, '');
  const found = [plain, plain.replace(trailing, ''), bare, bare.replace(trailing, '')]
    .flatMap((one) => known.find(([, pattern]) => pattern.test(one))?.[0] ?? [])
    .filter(isPart);
  // "I'm afraid I have to miss it" has the beginning of a reason.
  const sure = found.find((part) => part !== 'reason' && part !== 'plan');
  return sure ?? (doubtful.test(plain) ? undefined : found[0]) ?? null;
}

function answerOf(found: ReadonlySet<Part>): Answer | undefined {
  const has = (...some: readonly Part[]) => some.some((one) => found.has(one));
  const isOpen = has('condition', 'hinge', 'reason', 'plan');
  if (has('cant')) return has('going', 'maybe', 'partly', 'condition', 'hinge', 'plan') ? undefined : 'cant';
  if (has('maybe')) return has('no', 'sorry', 'away', 'condition', 'reason', 'plan') ? undefined : 'maybe';
  if (has('going')) return has('away') ? undefined : has('condition', 'hinge') ? 'maybe' : 'going';
  if (has('no')) return has('yes', 'partly', 'glad') || isOpen ? undefined : 'cant';
  if (has('partly')) return has('sorry', 'away', 'condition', 'hinge') ? undefined : 'going';
  if (has('yes')) return has('sorry', 'away', 'regret') || isOpen ? undefined : 'going';
  return undefined;
}
