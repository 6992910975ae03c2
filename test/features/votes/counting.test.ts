// What a count comes to: tables for each rule, and what holds for any ballots in any order.

import { describe, expect, it, test } from 'vitest';
import {
  choicesOf,
  exampleOf,
  numbersOn,
  readChoice,
  readOptions,
  readSeats,
} from '../../../src/features/votes/choices.ts';
import { count, haveAllVoted } from '../../../src/features/votes/counting.ts';
import type { Ballot, Vote, VoteRule, VoteTerms } from '../../../src/features/votes/facts.ts';
import { voteRules } from '../../../src/features/votes/facts.ts';
import { exported } from '../../../src/features/votes/record.ts';
import { countWords, detailsOf, electedWords, orderWords } from '../../../src/features/votes/result-words.ts';
import { ruleCalled } from '../../../src/features/votes/rule-names.ts';
import { schulze } from '../../../src/features/votes/schulze.ts';
import {
  namesOptions,
  spokenBallot,
  spokenChoice,
  spokenList,
} from '../../../src/features/votes/spoken-choices.ts';
import fc, { samples } from '../../property.ts';
import { beginWork, workSince } from '../../work-time.ts';
import { recount } from './recount.ts';

const terms = (rule: VoteRule, extra: Partial<VoteTerms> = {}): VoteTerms => ({
  rule,
  options: [],
  quorumPercent: 0,
  ...extra,
});
const ballots = (text: string): Ballot[] =>
  text
    .split(' ')
    .filter((one) => one !== '')
    .map((choice) => ({ choice }));

test('options are kept in one line, without what nobody sees; the same one is one', () => {
  expect(readOptions('Sear\u202ech; the  glossary; search; The glossary', 'ranked')).toEqual([
    'Search',
    'the glossary',
  ]);
});

test('options that are written from right to left stay in their order', () => {
  const vote = terms('approval', { options: ['نعم (A)', 'לא', 'Maybe'] });
  const tally = count(vote, ballots('1,2 2'), 3);
  expect(orderWords(vote, tally)).toBe('1. לא\u200e, 2. نعم (A)\u200e, 3. Maybe');
  expect(countWords(vote, tally)).toBe('نعم (A)\u200e: 1 · לא\u200e: 2 · Maybe: 0');
});

describe('a charter vote', () => {
  it.each([
    ['+1 +1', 'passed', 'two +1 are enough'],
    ['+1', 'tooFew', 'one is not'],
    ['+0 +0 +0 +0', 'tooFew', '+0 is not a +1'],
    ['', 'tooFew', 'nobody voted'],
    ['+1 +1 +1 -1', 'vetoed', 'one -1 ends it'],
    ['+1 +1 -0', 'passed', 'more +1 than -0'],
    ['+1 +1 -0 -0', 'tied', 'as many -0 as +1'],
    ['+1 +1 -0 -0 -0', 'failed', 'fewer +1 than -0'],
    ['+1 +1 +0 +0 +0 +0', 'passed', '+0 is for neither side'],
    ['+1 -1', 'vetoed', 'a -1 is named before too few'],
    ['+1 +1 recuse', 'passed', 'who keeps out is not counted'],
  ])('%s → %s: %s', (cast, verdict) => {
    expect(count(terms('charter'), ballots(cast), 8).verdict).toBe(verdict);
  });
});

describe('a simple majority with a quorum of 80 % of five', () => {
  it.each([
    ['yes yes yes no', 'passed'],
    ['yes yes yes', 'noQuorum'],
    ['yes yes abstain abstain', 'passed'],
    ['yes no abstain abstain', 'tied'],
    ['no no no yes', 'failed'],
    ['abstain abstain abstain abstain', 'tied'],
    ['', 'noQuorum'],
    // 80 % of the four that are left is 3.2, so four.
    ['recuse yes yes yes', 'noQuorum'],
    ['recuse yes yes no no', 'tied'],
    ['recuse yes yes yes yes', 'passed'],
  ])('%s → %s', (cast, verdict) => {
    expect(count(terms('majority', { quorumPercent: 80 }), ballots(cast), 5).verdict).toBe(verdict);
  });
});

describe('the other rules', () => {
  it('lazy consensus passes in silence and fails by one objection', () => {
    expect(count(terms('lazy'), [], 5).verdict).toBe('passed');
    expect(count(terms('lazy'), ballots('agree agree object'), 5).verdict).toBe('objected');
  });
  it('where nobody may vote, nobody consents', () => {
    expect(count(terms('lazy'), ballots('recuse recuse'), 2).verdict).toBe('tooFew');
    expect(count(terms('majority', { quorumPercent: 80 }), ballots('recuse recuse'), 2).verdict).toBe(
      'tooFew',
    );
  });
  it('approval: the most approved wins, equals are tied, nobody is too few', () => {
    const approval = terms('approval', { options: ['a', 'b', 'c'] });
    expect(count(approval, ballots('1,3 3 2'), 5)).toMatchObject({ verdict: 'passed', order: [[3], [1, 2]] });
    expect(count(approval, ballots('1 2'), 5)).toMatchObject({ verdict: 'tied', order: [[1, 2], [3]] });
    expect(count(approval, ballots('abstain'), 5)).toMatchObject({ verdict: 'tooFew', voted: 1 });
  });
  it.each([
    ['approval', '1,2,3 1,2,3 1,2 1', 'passed', [1, 2, 3], [], 'Elected: a, b, c.'],
    ['approval', '1,2,3 1,2,4 1,2', 'partly', [1, 2], [3, 4], 'Elected: a, b. Tied for the last seat: c, d.'],
    ['approval', '1,2,3,4 1,2', 'partly', [1, 2], [3, 4], 'Elected: a, b. Tied for the last seat: c, d.'],
    ['approval', '5 5 1,2,3', 'partly', [5], [1, 2, 3], 'Elected: e. Tied for 2 seats: a, b, c.'],
    ['approval', '1,2 3,4', 'tied', [], [1, 2, 3, 4], 'Tied for 3 seats: a, b, c, d.'],
    ['approval', '1,2,3', 'passed', [1, 2, 3], [], 'Elected: a, b, c.'],
    [
      'approval',
      '1 1,2 abstain',
      'partly',
      [1, 2],
      [],
      'Elected: a, b. No other option was on a ballot: 1 of 3 seats stays free.',
    ],
    [
      'approval',
      '1 1 abstain',
      'partly',
      [1],
      [],
      'Elected: a. No other option was on a ballot: 2 of 3 seats stay free.',
    ],
    ['approval', 'abstain', 'tooFew', [], [], ''],
    ['ranked', '2>1>3>4 2>1>3 2>4', 'passed', [2, 1, 3], [], 'Elected: b, a, c.'],
    ['ranked', '2>1>3 2>1>4', 'partly', [2, 1], [3, 4], 'Elected: b, a. Tied for the last seat: c, d.'],
    [
      'ranked',
      '2>1',
      'partly',
      [2, 1],
      [],
      'Elected: b, a. No other option was on a ballot: 1 of 3 seats stays free.',
    ],
  ] as const)('three seats by %s: %s → %s', (rule, cast, verdict, elected, tied, words) => {
    const vote = terms(rule, { options: ['a', 'b', 'c', 'd', 'e'], seats: 3 });
    const result = count(vote, ballots(cast), 9);
    expect(result).toMatchObject({ verdict, elected, tied });
    expect(electedWords(vote, result)).toBe(words);
  });
  it('seats go with options alone, and there are enough of these; one seat is what a vote has anyway', () => {
    const seats = (rule: VoteRule, number: number) => readSeats(number, { rule, options: ['a', 'b', 'c'] });
    expect(() => seats('majority', 2)).toThrow('for the rules `approval` and `ranked`');
    expect(() => seats('approval', 4)).toThrow('4 seats and 3 options: give more options');
    expect([seats('ranked', 1), seats('ranked', 3)]).toEqual([undefined, 3]);
  });
  it("Schulze's own example of 45 ballots: E, A, C, B, D", () => {
    // https://en.wikipedia.org/wiki/Schulze_method
    const groups = [
      [5, '1>3>2>5>4'],
      [5, '1>4>5>3>2'],
      [8, '2>5>4>1>3'],
      [3, '3>1>2>5>4'],
      [7, '3>1>5>2>4'],
      [2, '3>2>1>4>5'],
      [7, '4>3>5>2>1'],
      [8, '5>2>1>4>3'],
    ] as const;
    const cast = groups.flatMap(([number, choice]) => Array.from({ length: number }, () => ({ choice })));
    const ranked = terms('ranked', { options: ['A', 'B', 'C', 'D', 'E'] });
    expect(count(ranked, cast, 45)).toMatchObject({ verdict: 'passed', order: [[5], [1], [3], [2], [4]] });
  });
  it.each([
    ['approval', '1,4 4', [[4], [1], [3]]],
    ['ranked', '1>4 4 3 4>3', [[4], [3], [1]]],
    ['ranked', '', [[1, 3, 4]]],
  ] as const)('an option that was taken away has no place by %s: %s', (rule, cast, order) => {
    const vote = terms(rule, { options: ['a', '', 'c', 'd', ''] });
    const tally = count(vote, ballots(cast), 5);
    expect(tally.order).toEqual(order);
    expect(tally.counts.map(({ choice }) => choice)).toEqual(['1', '3', '4']);
  });
  it('those who keep out of it are counted apart, and needed for nothing', () => {
    const tally = count(terms('majority', { quorumPercent: 50 }), ballots('yes abstain recuse recuse'), 7);
    expect(tally).toMatchObject({ verdict: 'noQuorum', voted: 2, electors: 5, recused: 2, needed: 3 });
  });
  it('what a ranked ballot leaves out is below what it names', () => {
    const ranked = terms('ranked', { options: ['a', 'b', 'c'] });
    expect(count(ranked, ballots('2 2 1>2'), 5).order).toEqual([[2], [1], [3]]);
  });
});

describe('a vote is over before its time', () => {
  const voter = (hasVoted: boolean, isGone = false) => ({
    personId: 1,
    name: 'x',
    hasVoted,
    isRecused: false,
    ...(isGone && { leftAt: new Date(0) }),
  });
  it.each([
    ['when all have voted', [voter(true), voter(true)], true],
    ['when who has not voted has left', [voter(true), voter(false, true)], true],
    ['when all have voted and left since', [voter(true, true), voter(true, true)], true],
    ['not while one has not', [voter(true), voter(false)], false],
    ['not when all have left without a word', [voter(false, true)], false],
    ['not when nobody has a vote', [], false],
  ])('%s', (_name, electors, isOver) => {
    expect(haveAllVoted(electors)).toBe(isOver);
  });
});

/** Another way to the same ranking: the widest path by trying every simple path, each option then by how many it beats. */
function byAllPaths(cast: readonly (readonly number[])[], n: number): number[][] {
  const all = Array.from({ length: n }, (_, i) => i + 1);
  const rank = (ballot: readonly number[], option: number) =>
    ballot.includes(option) ? ballot.indexOf(option) : Number.POSITIVE_INFINITY;
  const prefer = (a: number, b: number) => cast.filter((ballot) => rank(ballot, a) < rank(ballot, b)).length;
  const link = (a: number, b: number) => (prefer(a, b) > prefer(b, a) ? prefer(a, b) : 0);
  const widest = (from: number, to: number, seen: readonly number[]): number =>
    Math.max(
      link(from, to),
      ...all
        .filter((via) => via !== from && via !== to && !seen.includes(via))
        .map((via) => Math.min(link(from, via), widest(via, to, [...seen, from]))),
    );
  const beaten = (a: number) => all.filter((b) => b !== a && widest(b, a, []) > widest(a, b, []));
  const tiers: number[][] = [];
  let left = all;
  while (left.length > 0) {
    const best = left.filter((a) => beaten(a).every((b) => !left.includes(b)));
    tiers.push(best);
    left = left.filter((a) => !best.includes(a));
  }
  return tiers;
}

const options = fc.integer({ min: 2, max: 5 });
const rankedBallots = options.chain((n) =>
  fc.record({
    n: fc.constant(n),
    cast: fc.array(fc.shuffledSubarray(Array.from({ length: n }, (_, i) => i + 1)), { maxLength: 12 }),
  }),
);
const anyVote = fc.constantFrom(...voteRules).chain((rule) => {
  const isOpenEnded = rule === 'approval' || rule === 'ranked';
  const choice = isOpenEnded
    ? fc
        .shuffledSubarray([1, 2, 3, 4])
        .map((numbers) => readChoice(numbers.join(rule === 'ranked' ? '>' : ','), fourOptions(rule)).choice)
    : fc.constantFrom(...choicesOf(rule), 'recuse');
  return fc.record({
    terms: fc.record({
      rule: fc.constant(rule),
      options: fc.constant(fourOptions(rule).options),
      quorumPercent: fc.integer({ min: 0, max: 100 }),
      seats: fc.constantFrom(1, 2, 3),
    }),
    cast: fc.array(
      choice.map((one) => ({ choice: one })),
      { maxLength: 12 },
    ),
    isSecret: fc.boolean(),
  });
});
function fourOptions(rule: VoteRule): VoteTerms {
  return terms(rule, rule === 'approval' || rule === 'ranked' ? { options: ['a', 'b', 'c', 'd'] } : {});
}

test('what could be typed names options that can be chosen', () => {
  const [two, gone] = [
    ['a', 'b'],
    ['', 'b', '', 'd', 'e'],
  ];
  for (const [rule, options, words] of [
    ['approval', two, '1, 2'],
    ['approval', gone, '2, 5'],
    ['ranked', two, '2 > 1'],
    ['ranked', gone, '4 > 2'],
  ] as const)
    expect(exampleOf({ rule, options: options ?? [] })).toBe(words);
});

describe('rules', () => {
  it.each([
    ['consensus', 'lazy'],
    ['Lazy consensus', 'lazy'],
    ['lazy-consensus', 'lazy'],
    ['Simple Majority', 'majority'],
    ['majority vote', 'majority'],
    ['approval voting', 'approval'],
    ['ranked choice', 'ranked'],
    ['ranked-choice voting', 'ranked'],
    ['Schulze', 'ranked'],
    ['charter vote', 'charter'],
    ['unanimity', undefined],
    ['vote', undefined],
    ['constructor', undefined],
  ])('%s is %s', (typed, rule) => {
    expect(ruleCalled(typed)).toBe(rule);
  });
});

describe('properties', () => {
  it('the Schulze ranking equals that of a second implementation', () => {
    fc.assert(
      fc.property(rankedBallots, ({ n, cast }) => {
        expect(schulze(cast, n)).toEqual(byAllPaths(cast, n));
      }),
      { numRuns: samples(300) },
    );
  });

  it('an option that beats each other one by itself is first', () => {
    fc.assert(
      fc.property(rankedBallots, ({ n, cast }) => {
        const place = (ballot: readonly number[], option: number) =>
          ballot.includes(option) ? ballot.indexOf(option) : n;
        const wins = (a: number, b: number) =>
          cast.filter((one) => place(one, a) < place(one, b)).length >
          cast.filter((one) => place(one, b) < place(one, a)).length;
        const all = Array.from({ length: n }, (_, i) => i + 1);
        const winner = all.find((a) => all.every((b) => a === b || wins(a, b)));
        if (winner !== undefined) expect(schulze(cast, n)[0]).toEqual([winner]);
      }),
    );
  });

  it('the order of the ballots changes no result, and a recount from the export equals it', () => {
    fc.assert(
      fc.property(
        anyVote.chain((one) =>
          fc.record({
            one: fc.constant(one),
            mixed: fc.shuffledSubarray(one.cast, { minLength: one.cast.length }),
          }),
        ),
        ({ one, mixed }) => {
          const result = count(one.terms, one.cast, 12);
          expect(count(one.terms, mixed, 12)).toEqual(result);
          const vote = voteOf(one, mixed);
          const file = exported(vote);
          expect(recount(JSON.parse(JSON.stringify(file)))).toEqual(result);
          expect(JSON.stringify(file).includes('member-')).toBe(!one.isSecret);
        },
      ),
      { numRuns: samples(300) },
    );
  });

  it('of a secret vote the export names nobody, even while its ballots still have their voters', () => {
    const vote = voteOf({ terms: terms('charter'), isSecret: false }, ballots('+1 -0'));
    expect(JSON.stringify(exported(vote))).toContain('member-0');
    expect(JSON.stringify(exported({ ...vote, isSecret: true }))).not.toContain('member-');
  });

  it('an abstention never changes who wins, only whether there is a quorum', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('yes', 'no'), { maxLength: 10 }), fc.nat(5), (cast, more) => {
        const of = (list: readonly string[]) => count(terms('majority'), ballots(list.join(' ')), 20).verdict;
        if (cast.length === 0) return;
        expect(of([...cast, ...Array.from({ length: more }, () => 'abstain')])).toBe(of(cast));
      }),
    );
  });
});

function voteOf(
  { terms: given, isSecret }: { terms: VoteTerms; isSecret: boolean },
  cast: readonly Ballot[],
): Vote {
  const at = new Date('2027-01-01T00:00:00Z');
  return {
    ...given,
    id: 1,
    uid: 'x',
    groupId: 1,
    number: 1,
    question: 'Which?',
    details: '',
    isSecret,
    state: 'closed',
    openedById: 1,
    openedByName: 'somebody',
    days: 5,
    voters: '',
    chosen: [],
    openedAt: at,
    closesAt: at,
    verdict: 'passed',
    electors: Array.from({ length: 12 }, (_, i) => ({
      personId: i,
      name: `member-${i}`,
      hasVoted: true,
      isRecused: false,
    })),
    ballots: cast.map((ballot, i) => (isSecret ? ballot : { ...ballot, personId: i })),
  };
}

describe('what is typed as a choice', () => {
  const ranked = terms('ranked', { options: ['Search', 'Glossary', '3rd edition'] });
  it.each([
    ['+1', 'charter', '+1'],
    ['−1', 'charter', '-1'],
    ['YES', 'majority', 'yes'],
    ['recuse', 'majority', 'recuse'],
    ['no objection', 'lazy', 'agree'],
    ['Yes!', 'majority', 'yes'],
    ['No.', 'majority', 'no'],
  ] as const)('%s in a %s vote is %s', (typed, rule, choice) => {
    expect(readChoice(typed, terms(rule)).choice).toBe(choice);
  });
  it.each([
    ['2 > 1', '2>1'],
    ['2, 1', '2>1'],
    ['2 1', '2>1'],
    ['glossary > search', '2>1'],
    ['2. Glossary\n1. Search', '2>1'],
    // A list of one's own has numbers of its own.
    ['1. Glossary\n2. Search', '2>1'],
    ['1.  Glossary\n2.  Search', '2>1'],
    ['1) glossary\n2) 3rd edition\n3) search', '2>3>1'],
    ['2 and 1', '2>1'],
    ['2.) > #1.', '2>1'],
    ['2.Glossary\n1.Search', '2>1'],
    ['3rd edition > 2', '3>2'],
    ['2 - Glossary', '2'],
    ['2 – Glossary > 1 – Search', '2>1'],
    ['2: gloss', '2'],
    ['1 - Search and Glossary', '1>2'],
    ['2 (Glossary) > 1 (Search)', '2>1'],
    ['2 🎉', '2'],
    ['2 👍🏽, 1 ❤️', '2>1'],
    ['2 (first choice) > 1', '2>1'],
    ['3 (my first), 1 (Second)', '3>1'],
    ['2 > 2 > 1', '2>1'],
    ['Glossary, Search, and 3rd edition', '2>1>3'],
    ['2, 1, and 3', '2>1>3'],
    ['Glossary, then Search', '2>1'],
    ['2, 1 and then 3', '2>1>3'],
    ['option 2, Option 1', '2>1'],
    ['Option 2!', '2'],
    ['option 2.', '2'],
    ['2 then 1', '2>1'],
    ['2 And 1', '2>1'],
    ['', 'abstain'],
  ])('%s in a ranked vote is %s', (typed, choice) => {
    expect(readChoice(typed, ranked).choice).toBe(choice);
    expect(numbersOn(choice).length).toBe(choice === 'abstain' ? 0 : (choice.length + 1) / 2);
  });
  it.each([
    ['1. 👍, 2. 🎉', '2>1'],
    ['2 👍', '2'],
    ['🎉 > 💯', '1>3'],
    ['3 ✅', '3'],
  ])('where emoji are the options, %s is %s', (typed, choice) => {
    expect(readChoice(typed, terms('ranked', { options: ['🎉', '👍', '💯'] })).choice).toBe(choice);
  });
  it('a reason may follow the choice', () => {
    expect(readChoice('-1 it breaks links', terms('charter'))).toEqual({
      choice: '-1',
      reason: 'it breaks links',
    });
  });
  it.each([
    ['-1, it breaks our links', '-1, it breaks our links'],
    ['−1: links', '−1: links'],
    ['I object: it breaks our links.', 'object: it breaks our links'],
    ['No objection!', 'No objection'],
    ['+1! Good idea', '+1! Good idea'],
    ['yes.', 'yes'],
    ["I'm recused.", 'recused'],
    ['2 > 1 > 3', '2 > 1 > 3'],
    ['recuse, I maintain it myself', 'recuse, I maintain it myself'],
    ['Glossary > Search', 'Glossary > Search'],
  ])('said below a vote, "%s" is a ballot', (words, choice) => {
    expect(spokenChoice(words)).toBe(choice);
  });
  it.each([
    'what is this about?',
    '10 people asked me',
    'nobody minds',
    'yesterday it was fine',
    'objectively, no',
    'I think +1',
    'none of this is clear',
    '> quoted from above',
    'see Settings -> Themes',
    '3 questions: first',
    `${'. '.repeat(100_000)}x`,
    `${'!'.repeat(200_000)}x`,
  ])('"%.40s" is talk', (words) => {
    expect(spokenChoice(words)).toBeUndefined();
  });
  it.each([
    ['+1, but please fix the typo', 'charter', { choice: '+1', reason: 'but please fix the typo' }],
    ['+1! Good idea', 'charter', { choice: '+1', reason: 'Good idea' }],
    ['No objections', 'lazy', { choice: 'agree' }],
    ['no objections from me', 'lazy', { choice: 'agree', reason: 'from me' }],
    ['No objection: it is fine', 'lazy', { choice: 'agree', reason: 'it is fine' }],
    ["I'm against, it breaks links", 'majority', { choice: 'no', reason: 'it breaks links' }],
    ['in favour', 'majority', { choice: 'yes' }],
    ['Aye!', 'majority', { choice: 'yes' }],
    ['no because it breaks links', 'majority', { choice: 'no', reason: 'because it breaks links' }],
    ['no, it breaks links', 'majority', { choice: 'no', reason: 'it breaks links' }],
    ['-1 unless the links stay', 'charter', { choice: '-1', reason: 'unless the links stay' }],
    ['‑1', 'charter', { choice: '-1' }],
    ['–1: links', 'charter', { choice: '-1', reason: 'links' }],
    ['＋１', 'charter', { choice: '+1' }],
    ['+1\u00a0good', 'charter', { choice: '+1', reason: 'good' }],
  ] as const)('what is sure is counted: "%s" in a %s vote', (words, rule, read) => {
    expect(readChoice(spokenChoice(words) ?? '', terms(rule))).toEqual(read);
  });
  it.each([
    'not +1',
    "can't support this",
    "I can't support this",
    'no opinion',
    'no idea',
    'no problem',
    'no vote from me',
    'no strong feelings',
    'no concerns',
    'no. 2 is better',
    '1 question: who counts?',
    '0 chance',
    '1 more thing',
    'yes?',
    'yes and no',
    'yes/no',
    'yes or no?',
    'agree with Bo that this is wrong',
    'agree to disagree',
    'object lifetimes are hard',
    'against all odds it works',
    "+1 to Ana's comment",
    '+1 to what Bo says',
    "I'd vote +1 if the links stay",
    "I wouldn't object",
    "I don't agree",
    'probably yes',
    'not against',
    'thanks',
  ])('what is not sure is never a ballot: "%s"', (words) => {
    expect(spokenChoice(words)).toBeUndefined();
  });
  it('marks of any keyboard name options', () => {
    expect(readChoice('２ ＞ １', ranked).choice).toBe('2>1');
  });
  it.each([
    ['+1, but only if the links stay', 'lazy', '`+1` with "if" is a condition'],
    ['+1, but only if the links stay', 'charter', 'is a condition'],
    ['+1 if the links stay', 'charter', 'is a condition'],
    ['yes, provided the links stay', 'majority', 'is a condition'],
    ['agree, as long as it is kept', 'lazy', 'is a condition'],
    ['-1 if it breaks links', 'charter', 'is a condition'],
    ['yes, and no', 'majority', 'one choice first'],
    ['+1, -1 on the name', 'charter', 'one choice first'],
    ['-1 → +1 (changed my mind)', 'charter', 'one choice first'],
    ['-1 -> +1', 'charter', 'one choice first'],
    ['agree, but I object to the name', 'lazy', 'one choice first'],
    ["no, it's fine", 'majority', 'one choice first'],
    ['no, no objections', 'majority', 'one choice first'],
    ['no objections', 'majority', 'not a choice'],
    ['yes, if the links stay', 'majority', 'an earlier ballot of yours stands'],
  ] as const)('what says two things is asked: "%s" in a %s vote', (words, rule, why) => {
    expect(() => readChoice(spokenChoice(words) ?? words, terms(rule))).toThrow(why);
  });
  it.each([
    ['-1 it breaks links', 'lazy', { choice: 'object', reason: 'it breaks links' }],
    ['+1', 'lazy', { choice: 'agree' }],
    ['−1', 'majority', { choice: 'no' }],
    ['1', 'majority', { choice: 'yes' }],
    ['-0', 'majority', { choice: 'abstain' }],
    ['abstain', 'charter', { choice: '+0' }],
  ] as const)('"%s" has its meaning in a %s vote too', (typed, rule, read) => {
    expect(readChoice(typed, terms(rule))).toEqual(read);
  });
  it.each([
    ['none', 'majority'],
    ['none', 'charter'],
    ['no', 'charter'],
    ['-0', 'lazy'],
  ] as const)('"%s" in a %s vote is not guessed', (typed, rule) => {
    expect(() => readChoice(typed, terms(rule))).toThrow('not a choice of this vote');
  });
  it.each([
    ['recuse, I maintain it', { choice: 'recuse', reason: 'I maintain it' }],
    ['recuse myself', { choice: 'recuse' }],
    ['Recused: my employer', { choice: 'recuse', reason: 'my employer' }],
  ])('"%s" keeps out of a vote of any rule', (typed, read) => {
    for (const rule of ['charter', 'majority', 'lazy'] as const)
      expect(readChoice(typed, terms(rule))).toEqual(read);
    expect(readChoice(typed, ranked)).toEqual(read);
  });
  it('names in a row are a ballot, with and between them where no option has it', () => {
    const approval = { ...ranked, rule: 'approval', options: ['Ana', 'Bo', 'Bread and butter'] } as const;
    expect(readChoice('Bo, Bread and butter', approval).choice).toBe('2,3');
    expect(readChoice('Ana and Bo', approval).choice).toBe('1,2');
    expect(() => readChoice('Ana and Cy', approval)).toThrow(
      /"Cy" is not one of the options.*It is not counted; an earlier ballot of yours stands\./u,
    );
    const then = { ...approval, options: ['Now and then', 'Then what', 'Now'] };
    expect(readChoice('Now and then & Then what', then).choice).toBe('1,2');
    expect(readChoice('Now, and Then what', then).choice).toBe('2,3');
    const turned = { ...approval, options: ['Then and now', 'Now'] };
    expect(() => readChoice('then now', turned)).toThrow('"then now" is not one of the options');
    expect(spokenList('2 then 1')).toBe('2 then 1');
    expect(namesOptions('2 And then 1', approval.options)).toBe(true);
    expect(spokenList('Ana, Bo and Cy.')).toBe('Ana, Bo and Cy');
    expect(spokenList('I vote for Ana and Bo, please!')).toBe('Ana and Bo');
    expect(spokenList('when does it close, and who counts?')).toBeUndefined();
    expect(namesOptions('ana, bo', approval.options)).toBe(true);
    expect(namesOptions('1 and 2', approval.options)).toBe(true);
    expect(namesOptions('1, 2, and 3', approval.options)).toBe(true);
    expect(namesOptions('Ana, I think', approval.options)).toBe(false);
    expect(namesOptions('Ana, please', approval.options)).toBe(true);
  });
  it.each([
    ['Option 1: Blue and Option 2: Red', '1,2'],
    ['Option 1: Blue', '1'],
    ['option 2', '2'],
    ['none', '3'],
    ['@None', '3'],
  ])('options that are called by other ballots’ words are meant by them: %s', (words, choice) => {
    const among: VoteTerms = { ...terms('approval'), options: ['Option 1: Blue', 'Option 2: Red', 'None'] };
    expect(readChoice(spokenBallot(words, among.options) ?? '', among).choice).toBe(choice);
    expect(readChoice('nothing', among).choice).toBe('abstain');
  });
  it('thousands of blanks below a vote cost no more than their length', () => {
    const from = beginWork();
    expect(spokenBallot(`i ${' '.repeat(32_000)}x`, ['Ana', 'Bo'])).toBeUndefined();
    expect(workSince(from)).toBeLessThan(500);
  });
  it.each([
    ['Ana', 'Ana', '1'],
    ['@ana, please!!!', '@ana', '1'],
    ['I vote for Bo.', 'Bo', '2'],
    ['I’d choose @Bo, thank you', '@Bo', '2'],
    ['my vote goes to cy', 'cy', '3'],
    ['option 3 please', '3', '3'],
    ['2', '2', '2'],
  ])('one option below a vote, said to the bot in words: %s', (words, said, choice) => {
    const among: VoteTerms = { ...terms('approval'), options: ['Ana', '@bo', 'Cy'] };
    expect(spokenBallot(words, among.options)).toBe(said);
    expect(readChoice(said, among).choice).toBe(choice);
  });
  it.each(['An', 'not Ana', 'Ana?', 'Ana is my friend', 'I vote for Anna', 'option 4', 'close it', '@', ''])(
    'what names no option below a vote is no ballot: "%s"',
    (words) => {
      expect(spokenBallot(words, ['Ana', '@bo', 'Cy', ''])).toBeUndefined();
    },
  );
  it.each([
    '2. Search',
    '1. Glossary > 2',
    '2. Search > 1. Glossary',
    '1 (Glossary), 2 (Search)',
    '1 - Search 2 - Glossary',
    '2 (second), 1 (first)',
    '2 (not Search)',
    '2 (hardly)',
    '2 (if nobody minds)',
    '2 - 3',
    '1: second, 2: first',
    "3 (don't want it)",
    '3 (cant use it)',
    '3 (cannot use it)',
    '2 (avoid)',
    '3 (isn’t useful)',
    '3 (dont like it)',
    '3 (least useful)',
    '3 👎',
    '1 > 2 (first choice)',
    '3 (my favourite)',
    '2 > 1 (search is fine too)',
    '2 (nicht)',
    '2 (kein)',
    '2 (pas)',
    '2 (bad)',
  ])('what may mean two things is asked about: "%s"', (typed) => {
    expect(() => readChoice(typed, ranked)).toThrow('not one of the options');
  });
  it('what a number stands for is said where the words beside it are others', () => {
    expect(() => readChoice('3, 2. Search', ranked)).toThrow(
      '"2. Search" is not one of the options: 2 is "Glossary". Give their numbers, 1 to 3, best first',
    );
    expect(() => readChoice('4 Search', ranked)).toThrow('"4 Search" is not one of the options. Give');
  });
  it.each(['1, \u202e', '1 > \u202e', '\u0007', '1, \u0007', '2.\u202e', '2'])(
    'no part of a ballot names an option that was taken away: %j',
    (typed) => {
      const left = terms('ranked', { options: ['Search', '', 'Glossary'] });
      expect(() => readChoice(typed, left)).toThrow('not one of the options');
    },
  );
  it('what is none is refused, without being repeated', () => {
    expect(() => readChoice('perhaps', terms('charter'))).toThrow(
      /not a choice of this vote.*`recuse`\. It is not counted; an earlier ballot of yours stands\./u,
    );
    expect(() => readChoice('4', ranked)).toThrow('not one of the options');
    expect(() => readChoice('1. Glossary 2. Search', ranked)).toThrow('not one of the options');
    expect(() => readChoice('1. 2. 3.', ranked)).toThrow('not one of the options');
    expect(() => readChoice('#1 #2', ranked)).toThrow('not one of the options');
    expect(() => readChoice('+0.5', terms('charter'))).toThrow('not a choice of this vote');
    expect(() => readChoice('2.1', ranked)).toThrow('not one of the options');
    const turned = terms('ranked', { options: ['Option 2', 'Option 1'] });
    expect(readChoice('option 2', turned).choice).toBe('1');
    for (const typed of ['Option 2!', 'option 2.']) expect(readChoice(typed, turned).choice).toBe('1');
    expect(() => readChoice('option #2', turned)).toThrow('not one of the options');
    expect(() => readChoice('option 2 👍', turned)).toThrow('not one of the options');
    expect(() => readChoice('2 is what I like', ranked)).toThrow('not one of the options');
    expect(() => readOptions('one', 'ranked')).toThrow('two options at least');
    const many = (count: number) => Array.from({ length: count }, (_, i) => `option ${i + 1}`).join('; ');
    expect(readOptions(many(20), 'ranked')).toHaveLength(20);
    expect(() => readOptions(many(21), 'ranked')).toThrow('20 options at most; these are 21');
    expect(readOptions(`a; ${'b'.repeat(100)}`, 'ranked')).toHaveLength(2);
    expect(() => readOptions(`a; ${'b'.repeat(101)}`, 'ranked')).toThrow('at most 100 characters');
    expect(() => readOptions('a; b', 'charter')).toThrow('for the rules');
  });
  it('an option that would be read as the number of another one is refused; a year is not', () => {
    expect(() => readOptions('2; 1', 'ranked')).toThrow('"2" would be read as the number of option 2');
    expect(readOptions('1; 2; 2027', 'approval')).toEqual(['1', '2', '2027']);
  });
});

it('commands in our own words of what a vote is about are typed as each platform has them; typed ones stay as they are', () => {
  const details = 'Members read it with `/member application application:1`.';
  const codes = (concerns?: string) =>
    JSON.stringify(detailsOf({ details, ...(concerns !== undefined && { concerns }) }));
  expect(codes('application/1')).toContain(
    '{"type":"inlineCode","value":"/member application application:1"}',
  );
  expect(codes()).toContain('"verbatim":true');
});
