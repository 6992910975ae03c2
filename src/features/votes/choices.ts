// What stands on a ballot: the choices of each rule, and how what was typed or pressed becomes one of them.

import { nameKey } from '../../core/command/naming.ts';
import { UserError } from '../../core/errors.ts';
import { cleanedLine } from '../../core/text/cleaned.ts';
import { counted } from '../../core/text/counted.ts';
import { plainMarks } from '../../core/text/plain-marks.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { VoteRule, VoteTerms } from './facts.ts';

/** Somebody who keeps out of a vote, such as for an interest of their own. */
export const recuse = 'recuse';

/** The forms into which ballots are typed. */
export const ballotForms = ['votes/reason', 'votes/choose'] as const;

/** The choices of the rules that ask a question; the others have options. */
const fixed: Readonly<Record<VoteRule, readonly string[]>> = {
  charter: ['+1', '+0', '-0', '-1'],
  majority: ['yes', 'no', 'abstain'],
  lazy: ['agree', 'object'],
  approval: [],
  ranked: [],
};

/** What the signs and words of one rule mean in another: `-1` to a lazy consensus is an objection. */
const alike: Partial<Record<VoteRule, Readonly<Record<string, string>>>> = {
  charter: { yes: '+1', abstain: '+0' },
  majority: { '+1': 'yes', '-1': 'no', '+0': 'abstain', '-0': 'abstain' },
  lazy: { '+1': 'agree', yes: 'agree', '-1': 'object', no: 'object' },
};

/** Which way a choice goes, of whatever rule. */
const ways: Readonly<Record<string, 'for' | 'against' | 'neither'>> = {
  '+1': 'for',
  yes: 'for',
  agree: 'for',
  '-1': 'against',
  no: 'against',
  object: 'against',
  '+0': 'neither',
  '-0': 'neither',
  abstain: 'neither',
};

/** What buttons and results call a choice. */
const words: Readonly<Record<string, string>> = {
  yes: 'Yes',
  no: 'No',
  abstain: 'Abstain',
  agree: 'No objection',
  object: 'Object',
  recuse: 'Recused',
};

/** What somebody may mean by one of them. */
const synonyms: Readonly<Record<string, string>> = {
  '1': '+1',
  '0': '+0',
  aye: 'yes',
  nay: 'no',
  'in favour': 'yes',
  'in favor': 'yes',
  against: 'no',
  opposed: 'no',
  abstention: 'abstain',
  'no objection': 'agree',
  'no objections': 'agree',
  none: 'agree',
  objection: 'object',
};

/** Whether a rule has options to choose among. */
export const hasOptions = (rule: VoteRule): boolean => rule === 'approval' || rule === 'ranked';

/** The choices that a rule has buttons for, in their order. */
export const choicesOf = (rule: VoteRule): readonly string[] => fixed[rule];

/** What a choice is called. */
export const choiceWords = (choice: string): string => words[choice] ?? choice;

/** What is said of a ballot that cannot be read. */
const uncounted = 'It is not counted; an earlier ballot of yours stands.';

/** Whether a choice must say why. */
export const needsReason = (choice: string): boolean => choice === '-1' || choice === 'object';

/**
 * The choice that was typed, and the reason where one was typed after it (`-1 it breaks links`). Ballots with options are
 * numbers: `1,3` approves two, `2>1` prefers the second. Throws a UserError that says what the rule takes.
 */
export function readChoice(typed: string, terms: VoteTerms): { choice: string; reason?: string } {
  const text = typed.trim();
  const why = /^recused?(?:\s+myself)?(?:$|[\s,:;.]+)([\s\S]*)$/iu.exec(text)?.[1]?.trim();
  if (why !== undefined) return { choice: recuse, ...(why !== '' && { reason: why }) };
  if (hasOptions(terms.rule)) return { choice: optionsChosen(plainMarks(text), terms) };
  const { rule } = terms;
  const known = choiceCalled(text, rule);
  if (known !== undefined) return { choice: known };
  const { word, reason } = begun(text) ?? { word: '', reason: '' };
  const choice = choiceCalled(word, rule);
  if (choice !== undefined) {
    refuseCondition(word, choice, reason);
    refuseOther(word, choice, reason);
    return { choice, reason };
  }
  const names = [...fixed[rule], recuse].map((one) => `\`${one}\``).join(', ');
  throw new UserError(`That is not a choice of this vote. There are: ${names}. ${uncounted}`);
}

function choiceCalled(text: string, rule: VoteRule): string | undefined {
  const folded = plainMarks(text)
    .toLowerCase()
    .replace(/(?<=\w)[.!]{1,10}$/u, '');
  const said = synonyms[folded] ?? folded;
  const wanted = fixed[rule].includes(said) ? said : alike[rule]?.[said];
  return fixed[rule].find((one) => one === wanted);
}

/** All words that name a choice, the longest first, as a part of a pattern. */
export const callable = [...new Set([...Object.values(fixed).flat(), ...Object.keys(synonyms)])]
  .filter((word) => /^[a-z ]+$/u.test(word))
  .toSorted((one, other) => other.length - one.length)
  .join('|');

/** A choice with a reason after it. After a word that also begins sentences, such as `no`, the reason is one or has a mark before it. */
const beginning = new RegExp(
  `^(?:([+-][01])(?=[\\s,;:!—–-]|\\.(?!\\d))|([01]|${callable})(?:\\s*(?:[,;:!]|\\.(?!\\s*\\d))|\\s+[—–-]+\\s|(?=\\s+(?:because|since|as|from|for|please|thanks|it|this|that|we|i)\\b)))(?:[\\s,;:.!—–]|-(?!\\d))*(\\S[\\s\\S]*)$`,
  'iu',
);

/** The choice that words begin with, and what is said after it; undefined when they begin with none. */
export function begun(text: string): { word: string; reason: string } | undefined {
  const plain = plainMarks(text);
  const [, sign, word, reason = ''] = beginning.exec(plain) ?? [];
  const first = sign ?? word;
  if (first === undefined) return undefined;
  // The reason is shown as it was typed.
  return { word: first, reason: (plain.length === text.length ? text.slice(-reason.length) : reason).trim() };
}

/** A vote is counted as it stands at the end: nobody would check what it hangs on. */
function refuseCondition(word: string, choice: string, reason: string): void {
  const isAgainst = ways[choice] === 'against';
  const [, condition] =
    /^(?:(?:but|and|only|just|also)[\s,]+)*(if|unless|until|once|when|provided|providing|assuming|as long as|on (?:the )?condition)\b/iu.exec(
      reason,
    ) ?? [];
  if (condition === undefined || (isAgainst && /^un/iu.test(condition))) return;
  throw new UserError(
    `\`${word}\` with "${condition.toLowerCase()}" is a condition, and a ballot has none: it counts as it stands when the vote closes. So this is not counted; an earlier ballot of yours stands. Give \`${word}\` alone, or another choice.`,
  );
}

/** `yes and no`, or `no, it's fine`: whoever says two things is asked which. */
function refuseOther(word: string, choice: string, reason: string): void {
  const rest = plainMarks(reason).replace(
    /^(?:(?:→|=?>|and|but|or|so|then|i(?:'m| am)?|vote|say)[\s,/]+)+/iu,
    '',
  );
  const [, first = ''] = new RegExp(`^([+-][01]|${callable})(?:$|[\\s,;:.!?/])`, 'iu').exec(rest) ?? [];
  const other = ways[synonyms[first.toLowerCase()] ?? first.toLowerCase()];
  const isFine = /^(?:it|this|that|all)(?:'s| is)? (?:fine|ok|okay|good|great)\b/iu.test(rest);
  if ((other === undefined || other === ways[choice]) && !(isFine && ways[choice] === 'against')) return;
  throw new UserError(
    `You begin with \`${word}\` and go on with "${shortened(reason, 40)}". That is not counted; an earlier ballot of yours stands. Vote once more, with one choice first and the reason after a comma.`,
  );
}

/** Options by number or by name, separated by `>`, commas, semicolons or line breaks; each once. */
function optionsChosen(text: string, { rule, options }: VoteTerms): string {
  if (
    /^(?:abstain|none|nothing|-)?$/iu.test(text) &&
    !options.map(optionKey).includes(optionKey(text) || ' ')
  )
    return 'abstain';
  const how = rule === 'ranked' ? 'best first' : 'with commas';
  const parts = text
    .split(/[>\n;,]|(?<!\d[.)])\s{2,}/u)
    .flatMap(numbersOrWords)
    .flatMap((part, i) => namesIn(part, i, options))
    .filter((part) => part !== '');
  const chosen: number[] = [];
  const place = /^#?(\d+)[^\p{L}\p{N}]+\S/u;
  const isOwnList = parts.length > 1 && parts.every((part, i) => Number(place.exec(part)?.[1]) === i + 1);
  for (const [i, part] of parts.entries()) {
    const number = optionCalled(withoutPlace(part, i), options, isOwnList);
    if (number === undefined) {
      const typed = Number(/^#?(\d+)/u.exec(part)?.[1]);
      const own = options[typed - 1];
      throw new UserError(
        `"${shortened(part, 40)}" is not one of the options${own ? `: ${typed} is "${shortened(own, 40)}"` : ''}. Give their numbers, 1 to ${options.length}, ${how}: \`${exampleOf({ rule, options })}\`. ${uncounted}`,
      );
    }
    if (!chosen.includes(number)) chosen.push(number);
  }
  if (rule === 'ranked') return chosen.join('>');
  return chosen.toSorted((a, b) => a - b).join(',');
}

/** `2 (first choice)` where that is said of the first. */
const withoutPlace = (part: string, i: number): string =>
  part.replace(/(?<=^#?\d+)\s*\((?:my )?(first|second|third)(?: choice)?\)$/iu, (said, word: string) =>
    ['first', 'second', 'third'].indexOf(word.toLowerCase()) === i ? '' : said,
  );

/** What stands between the last two of several names, the surest first; an option may have such words too. */
const betweenNames = [/\s+&\s+/u, /\s+(?:and|&)\s+/iu, /\s+(?:(?:and|&)(?:\s+then)?|then)\s+/iu];
const andBefore = [/^(?:and|&|then)\s+/iu, /^(?:and|&)\s+then\s+/iu];

/** The options that a part of a ballot names; after a comma it may begin with "and". */
function namesIn(part: string, i: number, options: readonly string[]): string[] {
  const isNamed = (one: string) => optionCalled(one, options) !== undefined;
  if (isNamed(part)) return [part];
  const rests = i === 0 ? [part] : andBefore.map((words) => part.replace(words, ''));
  const ways = rests.flatMap((rest) => betweenNames.map((between) => rest.split(between)));
  return ways.find((names) => names.every(isNamed)) ?? ways[1] ?? [];
}

/** `2 1 3` is three numbers; "2 Search" is one option. */
function numbersOrWords(part: string): string[] {
  const trimmed = part.trim().replace(/^[-*]\s+/u, '');
  if (trimmed === '') return [];
  return /^\d+(?:\s+\d+)+$/u.test(trimmed) ? trimmed.split(/\s+/u) : [trimmed];
}

/** What only cheers for the number before it; other words there, in whatever language, may say the contrary. */
const cheers = /^(?:[👍🎉🎊💯✅⭐❤!\s]|[\ufe0f\u{1f3fb}-\u{1f3ff}])+$/u;

/** An option as it is compared: whoever it names may be mentioned or not. */
export const optionKey = (option: string): string => nameKey(option).replace(/^@(?=\S)/u, '');

/** The number of the option that a part of a ballot means. In a list of one's own the numbers before names are no options'. */
function optionCalled(given: string, options: readonly string[], isOwnList = true): number | undefined {
  const known = options.map(optionKey);
  const part = known.includes(optionKey(given))
    ? given
    : given.replace(/(?<=^option\s+\d+)[.!]{1,10}$/iu, '');
  const [, typed, mark, rest = part] =
    /^(?:option\s+(?=\d+$))?#?(\d+)(?:(?:\s*([-–—:(])\s*|[.)]*\s+|[.)]+(?!\d))([^.)\s][\s\S]*)|[.)\s]*)$/iu.exec(
      part,
    ) ?? [];
  const words = optionKey(mark === '(' ? rest.replace(/\)\s*$/u, '') : rest);
  const named = optionNamed(words, known);
  if (typed === undefined) return named;
  if (known.includes(optionKey(part))) return known.indexOf(optionKey(part)) + 1;
  const own = options[Number(typed) - 1] ? Number(typed) : undefined;
  if (rest === part) return own;
  if (named !== undefined) return named === own || (isOwnList && mark === undefined) ? named : undefined;
  return cheers.test(words) ? own : undefined;
}

/** The number of the only option that is called so, wholly or else at its beginning. */
function optionNamed(words: string, known: readonly string[]): number | undefined {
  const whole = known.indexOf(words);
  const begun = known.flatMap((option, i) => (option.startsWith(words) ? [i + 1] : []));
  if (words === '') return undefined;
  return whole >= 0 ? whole + 1 : begun.length === 1 ? begun[0] : undefined;
}

/** The numbers of the options on a ballot, in its order; empty when it names none. */
export function numbersOn(choice: string): number[] {
  return choice.split(/[>,]/u).flatMap((part) => (/^\d+$/u.test(part) ? [Number(part)] : []));
}

/** What is left of a ballot when options were taken away: nothing where it named no other. */
export function withoutGone(choice: string, options: readonly string[]): string {
  const left = numbersOn(choice).filter((number) => options[number - 1] !== goneOption);
  return left.join(choice.includes('>') ? '>' : ',');
}

/** The most options that a vote may have, and the longest one, in characters. */
const mostOptions = 20;
const longestOption = 100;

/** The options that can be chosen, with their numbers. */
export function optionsIn(options: readonly string[]): { readonly number: number; readonly name: string }[] {
  return options.flatMap((name, i) => (name === goneOption ? [] : [{ number: i + 1, name }]));
}

/** An option by its number; after one that is written from right to left, a mark of direction keeps the others in their order. */
export function optionName(options: readonly string[], number: number): string {
  const name = options[number - 1] ?? String(number);
  return /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/u.test(name) ? `${name}\u200e` : name;
}

/** A choice as it could be typed. */
export function exampleOf({ rule, options }: Pick<VoteTerms, 'rule' | 'options'>): string {
  const [first = 1, second = 2, third = second] = optionsIn(options).map(({ number }) => number);
  if (rule === 'approval') return `${first}, ${third}`;
  return rule === 'ranked' ? `${second} > ${first}` : (choicesOf(rule)[0] ?? '');
}

/** In place of an option that was taken away while the vote went on: the others keep their numbers. */
export const goneOption = '';

/** The options of a vote from what was typed: `a; b; c`. Throws a UserError when there are too few or too many. */
export function readOptions(typed: string | undefined, rule: VoteRule): string[] {
  const options = (typed ?? '')
    .split(/[;\n]/u)
    .map(cleanedLine)
    .filter((one) => one !== '');
  if (!hasOptions(rule)) {
    if (options.length === 0) return [];
    throw new UserError(
      'Options are for the rules `approval` and `ranked`. Choose one of these, or leave the options out.',
    );
  }
  const unique = options.filter(
    (one, i) => options.findIndex((other) => optionKey(one) === optionKey(other)) === i,
  );
  if (unique.length < 2)
    throw new UserError('Such a vote needs two options at least: `options:"first; second; third"`.');
  if (unique.length > mostOptions)
    throw new UserError(
      `A vote has ${mostOptions} options at most; these are ${unique.length}. Leave some out.`,
    );
  const misread = unique.find((one, i) => {
    const number = /^\d+$/u.test(one) ? Number(one) : 0;
    return number >= 1 && number <= unique.length && number !== i + 1;
  });
  if (misread !== undefined)
    throw new UserError(
      `On a ballot "${misread}" would be read as the number of option ${misread}. Write that option in words.`,
    );
  const long = unique.find((one) => one.length > longestOption);
  if (long !== undefined)
    throw new UserError(
      `"${shortened(long, 40)}" is too long for an option: at most ${longestOption} characters.`,
    );
  return unique;
}

/** How many options are elected; undefined for one. Throws a UserError where there are too few, or none. */
export function readSeats(
  seats: number | undefined,
  { rule, options }: Pick<VoteTerms, 'rule' | 'options'>,
): number | undefined {
  if (seats !== undefined && !hasOptions(rule))
    throw new UserError(
      'Seats are for the rules `approval` and `ranked`: choose one, or leave the seats out.',
    );
  if (seats !== undefined && seats > options.length)
    throw new UserError(
      `${counted(seats, 'seat')} and ${counted(options.length, 'option')}: give more options, or fewer seats.`,
    );
  return seats === 1 ? undefined : seats;
}
