// What people call the rules of votes.
import { nameKey } from '../../core/command/naming.ts';
import { plainMarks } from '../../core/text/plain-marks.ts';
import { type VoteRule, voteRules } from './facts.ts';

/** What else the rules are called. */
const rulesCalled: Readonly<Record<string, VoteRule>> = {
  consensus: 'lazy',
  'lazy consensus': 'lazy',
  objection: 'lazy',
  objections: 'lazy',
  'simple majority': 'majority',
  'yes/no': 'majority',
  ranking: 'ranked',
  rank: 'ranked',
  schulze: 'ranked',
  'schulze method': 'ranked',
};

/** The rule that somebody calls by another of its names: "consensus", "ranked-choice voting"; undefined for any other words. */
export function ruleCalled(typed: string): VoteRule | undefined {
  const name = nameKey(plainMarks(typed))
    .replaceAll(/[\s_-]+/gu, ' ')
    .replace(/(?<=\w)(?: choice)?(?: vote| voting)?$/u, '');
  return Object.hasOwn(rulesCalled, name) ? rulesCalled[name] : voteRules.find((rule) => rule === name);
}
