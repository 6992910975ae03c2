// What a count says in words: the rule, the count and the quorum, each in a sentence of plain text.
import type { BlockContent } from 'mdast';
import { p, withCode } from '../../core/document.ts';
import { typed } from '../../core/markdown/typed.ts';
import { counted } from '../../core/text/counted.ts';
import { choiceWords, hasOptions, optionName } from './choices.ts';
import { count, type Tally } from './counting.ts';
import type { Vote, VoteRule } from './facts.ts';

const ruleSentences: Readonly<Record<VoteRule, string>> = {
  charter: 'Charter vote: passes with at least two +1, more +1 than -0, and no -1.',
  majority: 'Simple majority: passes with more Yes than No. An abstention counts for the quorum alone.',
  lazy: 'Lazy consensus: passes unless somebody objects with a reason.',
  approval: 'Approval: everybody approves as many options as they like; the one that most approve wins.',
  ranked: 'Ranked choice by the Schulze method: what a ballot leaves out is below what it names.',
};

/** The rule of a vote, as it is said before and after it. */
export function ruleWords({ rule, seats }: Pick<Vote, 'rule' | 'seats'>): string {
  const words = ruleSentences[rule];
  if (seats === undefined) return words;
  return rule === 'ranked'
    ? `${words} The first ${seats} in that order are elected.`
    : words.replace('the one that most approve wins', `the ${seats} that most approve are elected`);
}

/** Who is elected to several seats, and what becomes of those that are left; nothing where there is one seat. */
export function electedWords(
  vote: Pick<Vote, 'options' | 'seats'>,
  { elected, tied, verdict }: Tally,
): string {
  const { seats } = vote;
  if (seats === undefined || verdict === 'noQuorum' || verdict === 'tooFew') return '';
  const named = (numbers: readonly number[]) =>
    numbers.map((one) => optionName(vote.options, one)).join(', ');
  const left = seats - elected.length;
  const seat = left === 1 ? 'the last seat' : counted(left, 'seat');
  return [
    elected.length > 0 && `Elected: ${named(elected)}.`,
    tied.length > 0 && `Tied for ${seat}: ${named(tied)}.`,
    !tied.length &&
      left > 0 &&
      `No other option was on a ballot: ${left} of ${counted(seats, 'seat')} ${left === 1 ? 'stays' : 'stay'} free.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** The counts in one line: "+1: 3 · +0: 0 · -0: 1 · -1: 0". */
export function countWords(vote: Pick<Vote, 'options' | 'rule'>, tally: Tally): string {
  const nameOf = hasOptions(vote.rule) ? (one: string) => optionName(vote.options, Number(one)) : choiceWords;
  return tally.counts.map(({ choice, count: number }) => `${nameOf(choice)}: ${number}`).join(' · ');
}

/** The order of the options in one line: "1. Search, 2. Glossary and Tutorial (tied)". */
export function orderWords({ options }: Pick<Vote, 'options'>, { order }: Tally): string {
  let place = 1;
  return order
    .map((tier) => {
      const names = tier.map((number) => optionName(options, number));
      const line = `${place}. ${names.join(' and ')}${tier.length > 1 ? ' (tied)' : ''}`;
      place += tier.length;
      return line;
    })
    .join(', ');
}

/** How many voted, and whether that was enough. */
export function quorumWords({ quorumPercent }: Pick<Vote, 'quorumPercent'>, tally: Tally): string {
  const { voted, electors, needed, recused } = tally;
  const left = recused > 0 ? ` ${recused} recused.` : '';
  if (quorumPercent === 0) return `${voted} of ${electors} voted; no quorum is set.${left}`;
  const reached = voted >= needed ? 'reached' : 'not reached';
  return `${voted} of ${electors} voted; ${quorumPercent} % is ${needed}: ${reached}.${left}`;
}

/** What came of a vote with a winner, for the record. */
export function resultWords(vote: Vote): string {
  const tally = count(vote, vote.ballots, vote.electors.length);
  const order = hasOptions(vote.rule) ? ` Order: ${orderWords(vote, tally)}.` : '';
  const voters = vote.voters === '' ? '' : ` Only members with the tag "${vote.voters}" voted.`;
  // What is about something else says only how to find that out.
  const details = vote.details === '' || vote.concerns !== undefined ? '' : `${vote.details}\n\n`;
  const elected = electedWords(vote, tally);
  return `${details}${elected === '' ? '' : `${elected}\n\n`}${ruleWords(vote)}${voters} ${countWords(vote, tally)}.${order} ${quorumWords(vote, tally)}`;
}

/** What a vote is about: words that somebody typed, or our own, whose commands are typed as each platform has them. */
export function detailsOf({ details, concerns }: Pick<Vote, 'details' | 'concerns'>): BlockContent[] {
  if (concerns === undefined) return typed(details);
  return [p(...withCode(details))];
}
