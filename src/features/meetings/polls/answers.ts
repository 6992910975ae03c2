// What people type as their answers to the times of a poll: `1 yes, 2 if need be, 3 no`, `all yes`, `tuesday works`, `none`.

import { UserError, unlessRefused } from '../../../core/errors.ts';
import { plainMarks } from '../../../core/text/plain-marks.ts';
import { shortened } from '../../../core/text/shortened.ts';
import type { PollAnswer } from './facts.ts';

/** What an answer is called. */
export const answerWords: Readonly<Record<PollAnswer, string>> = {
  yes: 'yes',
  maybe: 'if need be',
  no: 'no',
};

/** How answers are typed, for people who have to type them. */
export const answersExample = '1 yes, 2 if need be, 3 no';

const weekday = '(?:(sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs?|ur)?(?:days?)?)(?![a-z])';

/** What can stand in the text, the longer before the shorter. */
const tokens: readonly (readonly [pattern: RegExp, token: (found: RegExpExecArray) => Token])[] = [
  [
    /^(?:(?:only |just )?if (?:need(?:ed| be)?|necessary|i must|it must be)|maybe|perhaps|possibly|if-need-be|\(yes\)|~)(?![a-z])/iu,
    () => ({ answer: 'maybe' }),
  ],
  [/^(?:yes|yep|yeah|y|ok|okay|works?|fine|good|✓|✔️?|✅|👍)(?![a-z])/iu, () => ({ answer: 'yes' })],
  [
    /^n(?:one|either)(?: of (?:them|these))?(?: works?(?: for me)?| (?:is|are) (?:possible|good))?(?![a-z])/iu,
    ([said]) => ({ none: true, ...(/^nei/iu.test(said) && { both: true }) }),
  ],
  // "No. 2" is a number, and "not all" says of none what is meant.
  [/^no\.\s*(?=#?\d)/iu, () => ({ filler: true })],
  [
    /^(?:no|nope|n|can'?t(?: (?:come|do|make(?: it)?))?|can ?not(?: (?:come|do|make(?: it)?))?|not(?! (?:all|any|every))|do(?:es)?(?:n't| not)(?: work)?|✗|✘|❌|👎|x)(?![a-z])/iu,
    () => ({ answer: 'no' }),
  ],
  [/^can (?:do|make) (?:both|either)(?: of (?:them|these)| times| days)?(?![a-z])/iu, () => ({ both: true })],
  [/^(?:can(?: (?:come|do|make(?: it)?))?|does)(?![a-z'])/iu, () => ({ answer: 'yes' })],
  [
    new RegExp(
      `^(?:all|any|every(?:thing)?)(?: days?| of (?:them|these))?(?:,? (?:but|except(?: for)?|apart from) ((?:the |times? |on |and |or |[,#&]|\\s|\\d{1,3}(?!\\d)(?!(?:st|nd|rd|th)?[a-z])|${weekday})+))?(?![a-z])(?!,? (?:but|except|apart)\\b)`,
      'iu',
    ),
    ([, except = '']) => ({ all: true, except: tokensOf(except.replaceAll(/\bor\b/giu, ',')) }),
  ],
  [
    /^(?:both|either)(?: of (?:them|these)| times?| days?)?(?= (?:are |is )?(?:works?|fine|good|ok(?:ay)?|yes)(?![a-z]))/iu,
    () => ({ both: true }),
  ],
  [new RegExp(`^${weekday}`, 'iu'), ([, day = '']) => ({ day: dayNames.indexOf(day.toLowerCase()) })],
  // Of "tue/wed"; in "1/2" it may be a fraction, or a date.
  [new RegExp(`^/(?=\\s*${weekday})`, 'iu'), () => ({ filler: true })],
  [/^(?:the )?(?:rest|others?|remaining)(?![a-z])/iu, () => ({ rest: true })],
  [
    /^(?:the )?(first|second|third|fourth|fifth|sixth) (?:one|option)(?![a-z])/iu,
    ([, nth = '']) => single(ordinals.indexOf(nth.toLowerCase()) + 1),
  ],
  [
    /^#?(\d{1,3})\s*(?:-|–|to)\s*#?(\d{1,3})(?!\d)/iu,
    ([, from, to]) => ({ from: Number(from), to: Number(to) }),
  ],
  [/^#?(\d{1,3})(?!\d)(?:st|nd|rd|th)?(?![a-z])/iu, ([, one]) => ({ from: Number(one), to: Number(one) })],
  [
    /^(?:(?:and|is|are|for|to|the|at|times?|options?|on|i|me|would|be|but|sorry|please|thanks|thank you)(?![a-z])|[\s,;:.=&()[\]→>+-]+)/iu,
    () => ({ filler: true }),
  ],
];

const aDay = '\\b(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*';
const every = '\\b(?:all|any|every[a-z]*)\\b';

const polite = '(?:sorry|please|thanks|thank you)';
const but = '(?: days?| of (?:them|these))?,? (?:but|except(?: for)?|apart from) ';
/** One that is left out, which may have a verb, or several. */
const butDays = `${but}(?:on |the )?${aDay}(?:(?:[\\s,&]+(?:and|or|on|${aDay}))*|(?: (?:is|are|works?|yes|fine|good|for|me))*)(?:\\W+${polite})*\\W*$`;

/** "Only 2 works" says no to the others. */
const only = new RegExp(
  `^only\\s((?:the |times? |on |and |[,#&]|\\s|\\d{1,3}(?:st|nd|rd|th)?(?![\\da-z])|${weekday})+?)(?: (?:is|are|works?|fine|ok(?:ay)?|good|possible|for me))+[.!]*$`,
  'iu',
);

/** A day among all times but one left out, days from one to another, a day of work, "not tuesday but wednesday", a question, what is said to people, whether "3 works" in "all but 2, 3 works", what "can't do all" says, and whether 2 does in "can't do 1, 2 and 3 works". */
const doubtful = new RegExp(
  [
    `${every}(?!${butDays}).*${aDay}|${aDay}.*${every}|${aDay}\\s*(?:[-–—]|to\\b)\\s*${aDay}`,
    `\\bi (?:do(?:n't| not) )?work\\b.*${aDay}|${aDay}.*\\bi (?:do(?:n't| not) )?work\\b`,
    `(?<!${every},? )\\bbut (?:on )?${aDay}(?:\\W+(?:and|on|for|me|${polite}|${aDay})\\b)*\\W*$|^does (?!not\\b)`,
    `\\b${polite} (?:(?:to|for) )?${every}|^${polite}\\W+${every}\\W*$|^${every}\\W+sorry\\b|^me neither\\b|^neither\\W*$`,
    `${every}${but}(?:#?\\d+,\\s*)+#?\\d+ (?!and |or |${polite})[a-z]`,
    `(?:n'?t|not)(?: (?:do|make|come|work))? (?:all|every[a-z]*)\\b`,
    `^\\D*(?:n't|\\bnot?)\\b\\D*(?:#?\\d+,\\s*)+#?\\d+,? and #?\\d+ works\\b`,
  ].join('|'),
  'iu',
);

const ordinals = 'first second third fourth fifth sixth'.split(' ');
const dayNames = 'sun mon tue wed thu fri sat'.split(' ');

type Token =
  | { readonly answer: PollAnswer }
  /** Which day of the week, from 0 for Sunday. */
  | { readonly day: number }
  | { readonly both: true; readonly none?: true }
  | { readonly from: number; readonly to: number }
  /** Those besides are left out; where nothing else is said, they are a no. */
  | { readonly all: true; readonly except?: readonly Token[] }
  | { readonly rest: true }
  | { readonly none: true; readonly both?: true }
  | { readonly filler: true };

/** The answers by the times' numbers, from 1; a time that is not named keeps what was answered before. */
export type Answered = ReadonlyMap<number, PollAnswer>;

/**
 * Reads answers to the times of a poll that can still be answered, by their numbers, or by the days of the week of
 * `days`, on which all of them are, `YYYY-MM-DD`. Throws a UserError that says what was not understood, names no time, or contradicts
 * itself.
 */
export function readAnswers(
  typed: string,
  { open, count, days = [] }: { open: readonly number[]; count: number; days?: readonly string[] },
): Answered {
  const numbered = (token: Token): Token[] => {
    if ('all' in token) return [{ all: true, except: (token.except ?? []).flatMap(numbered) }];
    if ('both' in token && count !== 2) throw new UserError(`Which two of them? ${hint}`);
    if ('both' in token) return ['none' in token ? { none: true } : { all: true }];
    if (!('day' in token)) return [token];
    const on = open.filter((number) => new Date(days[number - 1] ?? '').getUTCDay() === token.day);
    if (new Set(on.map((number) => days[number - 1])).size === 1) return on.map(single);
    const such = on.length > 0 ? 'several such days' : 'no such day';
    throw new UserError(`The times to come are on ${such}, as you read them. ${hint}`);
  };
  const read = tokensOf(typed).flatMap(numbered);
  const chosen = new Map<number, PollAnswer>();
  const put = (targets: readonly Token[], answer: PollAnswer) => {
    for (const number of numbersOf(targets, { open, count, chosen })) {
      const before = chosen.get(number);
      if (before !== undefined && before !== answer)
        throw new UserError(
          `You answer time ${number} twice: ${answerWords[before]} and ${answerWords[answer]}. Once is enough.`,
        );
      chosen.set(number, answer);
    }
  };
  // "All but 2" says no to 2, unless more is said of it.
  const putExcepted = () => {
    const excepted = read.flatMap((token) => ('all' in token ? (token.except ?? []) : []));
    if ([...chosen.values()].every((answer) => answer === 'yes'))
      put(
        excepted.filter((one) => numbersOf([one], { open, count, chosen }).every((n) => !chosen.has(n))),
        'no',
      );
  };
  if (read.some((token) => 'none' in token)) {
    if (read.length > 1) throw new UserError(`\`none\` stands alone. ${hint}`);
    put([{ all: true }], 'no');
    return chosen;
  }
  const [first] = read;
  if (!first) throw new UserError(`Say which times you can make. ${hint}`);
  if (read.length === 1) {
    if ('answer' in first) put([{ all: true }], first.answer);
    else if ('all' in first) put([first], 'yes');
    else throw new UserError(`Is that a yes or a no? ${hint}`);
    putExcepted();
    return chosen;
  }
  const clauses = () => typed.split(clauseEnd).flatMap((one) => partsOf(tokensOf(one).flatMap(numbered)));
  const parts = unlessRefused(() => partsOf(read)) ?? unlessRefused(clauses) ?? partsOf(read);
  for (const { targets, answer } of parts) put(targets, answer);
  putExcepted();
  return chosen;
}

const single = (number: number): Token => ({ from: number, to: number });

/** Nobody needs more to answer a poll. */
export const longestAnswers = 300;

/** Whether words in a poll's topic are answers to its times, well put or not: `1 yes, 2 if need be`, `none`. */
export function isSpokenAnswer(words: string): boolean {
  if (words.length > longestAnswers) return false;
  const read = unlessRefused(() => tokensOf(words)) ?? [];
  return read.some((token) => !('answer' in token || 'rest' in token));
}

const hint = `Write it like \`${answersExample}\`, or \`all yes\`, or \`none\`.`;

interface Part {
  readonly targets: readonly Token[];
  readonly answer: PollAnswer;
}

/** In "not monday, the others are fine" the answer comes first in one clause, and last in the other. */
const clauseEnd = /[,;]|(?<!\bno)\.|\bbut\b/iu;

/** `1 yes, 2 and 3 no`; with the answers first, `yes: 1, 3; no: 2`. */
function partsOf(read: readonly Token[]): Part[] {
  const [first, second] = read;
  const isAnswerFirst = first && 'answer' in first && second && !('answer' in second);
  const parts: Part[] = [];
  let targets: Token[] = [];
  for (const token of isAnswerFirst ? read.toReversed() : read) {
    if (!('answer' in token)) isAnswerFirst ? targets.unshift(token) : targets.push(token);
    else if (targets.length === 0)
      throw new UserError(`Which time is \`${answerWords[token.answer]}\`? ${hint}`);
    else {
      parts.push({ targets, answer: token.answer });
      targets = [];
    }
  }
  if (targets.length > 0) throw new UserError(`What do you answer to ${wordsOf(targets)}? ${hint}`);
  return isAnswerFirst ? parts.reverse() : parts;
}

function numbersOf(
  targets: readonly Token[],
  { open, count, chosen }: { open: readonly number[]; count: number; chosen: Answered },
): number[] {
  return targets.flatMap((token): readonly number[] => {
    if ('all' in token) {
      const except = numbersOf(token.except ?? [], { open, count, chosen });
      return open.filter((number) => !except.includes(number));
    }
    if ('rest' in token) return open.filter((number) => !chosen.has(number));
    if (!('from' in token)) return [];
    const { from, to } = token;
    if (from < 1 || to > count || from > to)
      throw new UserError(
        `There is no time ${from > count || from < 1 ? from : to}: choose from 1 to ${count}.`,
      );
    const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const past = numbers.find((number) => !open.includes(number));
    if (past !== undefined && from === to) throw new UserError(`Time ${past} is past. Answer those to come.`);
    return numbers.filter((number) => open.includes(number));
  });
}

function tokensOf(typed: string): Token[] {
  const read: Token[] = [];
  // In "1 no. 2 yes" the first number has its answer.
  const said = plainMarks(typed)
    .trim()
    .replaceAll(/(\d\s*(?:[:=-]\s*|(?:is|are)\s+)?no)\.(?=\s*#?\d)/giu, '$1;')
    .replace(only, '$1 yes, the rest no');
  if (doubtful.test(said)) throw new UserError(`That can mean two things. ${hint}`);
  let left = said;
  while (left !== '') {
    const found = tokens.flatMap(([pattern, token]) => {
      const match = pattern.exec(left);
      return match && match[0] !== '' ? [{ length: match[0].length, token: token(match) }] : [];
    })[0];
    // In "tuesday 24" and "2 on friday" the number may be that of a day.
    const [is, isNo] = found && 'day' in found.token ? ['day', 'from'] : ['from', 'day'];
    if (!found || (is in found.token && read.some((token) => isNo in token))) {
      const [strange = left] = /^[^\s,;]+/u.exec(left) ?? [];
      const understood = said.slice(0, said.length - left.length).replace(/(?<![\s,;:])[\s,;:]+$/u, '');
      throw new UserError(
        `I do not understand \`${shortened(strange.replaceAll('`', "'"), 40)}\`${
          understood === '' ? '' : ` after \`${understood.replaceAll('`', "'")}\``
        }, so nothing is changed. ${hint}`,
      );
    }
    if (!('filler' in found.token)) read.push(found.token);
    left = left.slice(found.length);
  }
  return read;
}

const wordsOf = (targets: readonly Token[]) =>
  targets
    .map((token) => ('from' in token ? [...new Set([token.from, token.to])].join(' to ') : 'the rest'))
    .join(', ');
