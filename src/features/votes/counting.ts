// Counts ballots: each rule's verdict, from the terms, the ballots and how many may vote; in whichever order they come.
import { choicesOf, hasOptions, numbersOn, optionsIn, recuse } from './choices.ts';
import type { Ballot, Elector, Verdict, VoteTerms } from './facts.ts';
import { schulze } from './schulze.ts';

/** What a count comes to. */
export interface Tally {
  readonly verdict: Verdict;
  /** How many ballots for each choice; of votes with options, for each option by its number. */
  readonly counts: readonly { readonly choice: string; readonly count: number }[];
  /** The options' numbers, best first; those of one tier are tied. Empty where there are no options. */
  readonly order: readonly (readonly number[])[];
  /** The options that are elected, best first, and those that are tied for what is left of the seats. */
  readonly elected: readonly number[];
  readonly tied: readonly number[];
  /** How many voted, abstentions with them; how many may, without those who recused themselves. */
  readonly voted: number;
  readonly electors: number;
  readonly recused: number;
  /** How many must vote; 0 for any number. */
  readonly needed: number;
}

/** Counts the ballots of a vote in which so many may vote, those who recused themselves with them. */
export function count(terms: VoteTerms, ballots: readonly Ballot[], electors: number): Tally {
  const recused = ballots.filter(({ choice }) => choice === recuse).length;
  const cast = ballots.filter(({ choice }) => choice !== recuse);
  const mayVote = Math.max(0, electors - recused);
  const needed = Math.ceil((terms.quorumPercent * mayVote) / 100);
  const order = orderOf(terms, cast);
  const counts = countsOf(terms, cast);
  const hasQuorum = cast.length >= needed;
  const seated = seatedBy(terms, { counts, order });
  return {
    verdict: hasQuorum ? verdictOf(terms, { ...seated, counts, voted: cast.length, mayVote }) : 'noQuorum',
    counts,
    order,
    ...seated,
    voted: cast.length,
    electors: mayVote,
    recused,
    needed,
  };
}

function countsOf({ rule, options }: VoteTerms, cast: readonly Ballot[]): Tally['counts'] {
  const choices = hasOptions(rule) ? optionsIn(options).map(({ number }) => String(number)) : choicesOf(rule);
  const on = ({ choice }: Ballot) => (hasOptions(rule) ? numbersOn(choice).map(String) : [choice]);
  return choices.map((choice) => ({ choice, count: cast.filter((one) => on(one).includes(choice)).length }));
}

function orderOf({ rule, options }: VoteTerms, cast: readonly Ballot[]): number[][] {
  const ballots = cast.map(({ choice }) => numbersOn(choice));
  const known = optionsIn(options).map(({ number }) => number);
  if (rule === 'ranked') {
    const tiers = schulze(ballots, options.length).map((tier) => tier.filter((one) => known.includes(one)));
    return tiers.filter((tier) => tier.length > 0);
  }
  const approvals = Map.groupBy(known, (one) => ballots.filter((numbers) => numbers.includes(one)).length);
  return [...approvals].sort(([a], [b]) => b - a).map(([, those]) => those);
}

/** The best take the seats, tier by tier; what is on no ballot takes none, nor does a tier with more options than seats left. */
function seatedBy({ seats = 1 }: VoteTerms, { counts, order }: Pick<Tally, 'counts' | 'order'>) {
  const elected: number[] = [];
  for (const tier of order) {
    const named = tier.filter((one) =>
      counts.some(({ choice, count: n }) => choice === String(one) && n > 0),
    );
    const left = seats - elected.length;
    if (left > 0 && named.length > left) return { elected, tied: named };
    elected.push(...named.slice(0, left));
  }
  return { elected, tied: [] };
}

function verdictOf(
  { rule, seats = 1 }: VoteTerms,
  tally: Pick<Tally, 'counts' | 'elected' | 'voted'> & { readonly mayVote: number },
): Verdict {
  const { counts, elected, voted, mayVote } = tally;
  const of = (choice: string) => counts.find((one) => one.choice === choice)?.count ?? 0;
  switch (rule) {
    case 'charter':
      if (of('-1') > 0) return 'vetoed';
      if (of('+1') < 2) return 'tooFew';
      return compared(of('+1'), of('-0'));
    case 'majority':
      return voted === 0 ? 'tooFew' : compared(of('yes'), of('no'));
    case 'lazy':
      if (mayVote === 0) return 'tooFew';
      return of('object') > 0 ? 'objected' : 'passed';
    case 'approval':
    case 'ranked': {
      if (counts.every(({ count: number }) => number === 0)) return 'tooFew';
      if (elected.length === 0) return 'tied';
      return elected.length === seats ? 'passed' : 'partly';
    }
    default:
      return rule satisfies never;
  }
}

function compared(forIt: number, against: number): Verdict {
  if (forIt === against) return 'tied';
  return forIt > against ? 'passed' : 'failed';
}

/** Whether nobody is left who could still vote. */
export function haveAllVoted(electors: readonly Elector[]): boolean {
  const waitedFor = electors.filter(({ leftAt, hasVoted }) => leftAt === undefined || hasVoted);
  return waitedFor.length > 0 && waitedFor.every(({ hasVoted }) => hasVoted);
}
