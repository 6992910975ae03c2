// What a count says in words: the rule, the count and the quorum, each in a sentence of plain text.
import type { BlockContent } from 'mdast';
import { p, withCode } from '../../core/document.ts';
import { typed } from '../../core/markdown/typed.ts';
import { choiceWords, hasOptions, optionName } from './choices.ts';
import { count, type Tally } from './counting.ts';
import type { Vote, VoteRule } from './facts.ts';

/** Each rule, as it is said before and after a vote. */
export const ruleWords: Readonly<Record<VoteRule, string>> = {
  charter: 'Charter vote: passes with at least two +1, more +1 than -0, and no -1.',
  majority: 'Simple majority: passes with more Yes than No. An abstention counts for the quorum alone.',
  lazy: 'Lazy consensus: passes unless somebody objects with a reason.',
  approval: 'Approval: everybody approves as many options as they like; the one that most approve wins.',
  ranked: 'Ranked choice by the Schulze method: what a ballot leaves out is below what it names.',
};

/** The counts in one line: "+1: 3 · +0: 0 · -0: 1 · -1: 0". */
export function countWords(vote: Pick<Vote, 'options' | 'rule'>, tally: Tally): string {
  return tally.counts
    .map(({ choice, count: number }) =>
      hasOptions(vote.rule)
        ? `${optionName(vote.options, Number(choice))}: ${number}`
        : `${choiceWords(choice)}: ${number}`,
    )
    .join(' · ');
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
  return `${details}${ruleWords[vote.rule]}${voters} ${countWords(vote, tally)}.${order} ${quorumWords(vote, tally)}`;
}

/** What a vote is about: words that somebody typed, or our own, whose commands are typed as each platform has them. */
export function detailsOf({ details, concerns }: Pick<Vote, 'details' | 'concerns'>): BlockContent[] {
  if (concerns === undefined) return typed(details);
  return [p(...withCode(details))];
}
