// What the feature knows: votes, who may vote in them, ballots, and decisions.
import type { PlaceId } from '../../core/publication.ts';
import type { Facts } from '../../storage/rows.ts';

/** The rules by which a vote is decided. */
export const voteRules = ['charter', 'majority', 'lazy', 'approval', 'ranked'] as const;

/** By which rule a vote is decided. */
export type VoteRule = (typeof voteRules)[number];

/** What can become of a vote: it waits for a second, is open, was counted, or ended without being counted. */
export const voteStates = ['proposed', 'open', 'closed', 'withdrawn', 'amended'] as const;

/** Where a vote stands. */
export type VoteState = (typeof voteStates)[number];

/** What a count comes to. */
export const verdicts = [
  'passed',
  'partly',
  'failed',
  'vetoed',
  'objected',
  'tied',
  'tooFew',
  'noQuorum',
] as const;

/** What came out of a vote. */
export type Verdict = (typeof verdicts)[number];

/** What a vote is decided by: all that a recount needs beside the ballots and the electors. */
export interface VoteTerms extends Pick<Facts<'groupVote'>, 'quorumPercent' | 'seats'> {
  readonly rule: VoteRule;
  /** Of approval and ranked votes; empty otherwise. One that was taken away meanwhile is an empty word. */
  readonly options: readonly string[];
}

/** Somebody who may vote: the list is made when the vote opens and does not grow. */
export type Elector = Omit<Facts<'elector'>, 'id' | 'voteId' | 'votedAt'>;

/** A ballot: `choice` is what `readChoice` makes of what was typed; it is nobody's once a secret vote is closed. */
export type Ballot = Omit<Facts<'ballot'>, 'id' | 'voteId'>;

/** A vote. */
export interface Vote
  extends VoteTerms,
    Omit<Facts<'groupVote'>, 'rule' | 'options' | 'state' | 'chosen' | 'verdict' | 'concernsJob'> {
  readonly state: VoteState;
  readonly chosen: readonly PlaceId[];
  readonly verdict?: Verdict;
  readonly electors: readonly Elector[];
  readonly ballots: readonly Ballot[];
}

/** What a list says of a vote, and how it is called by words. */
export type VoteLine = Pick<
  Vote,
  'id' | 'number' | 'question' | 'state' | 'verdict' | 'closesAt' | 'amends' | 'amendedBy' | 'endedBy'
>;

/** An entry of the public record; one of no vote was agreed in a meeting. */
export type Decision = Facts<'decision'>;

/** How a group votes unless a vote says otherwise. */
export interface VoteSettings extends Omit<Facts<'voteSettings'>, 'groupId' | 'proposers'> {
  readonly proposers: 'member' | 'organiser';
  /** How many days the group has said that votes are open at least; 0 where it has not. */
  readonly leastDays: number;
}
