// What the feature knows: votes, who may vote in them, ballots, and decisions.
import type { PlaceId } from '../../core/publication.ts';

/** The rules by which a vote is decided. */
export const voteRules = ['charter', 'majority', 'lazy', 'approval', 'ranked'] as const;

/** By which rule a vote is decided. */
export type VoteRule = (typeof voteRules)[number];

/** What can become of a vote: it waits for a second, is open, was counted, or ended without being counted. */
export const voteStates = ['proposed', 'open', 'closed', 'withdrawn', 'amended'] as const;

/** Where a vote stands. */
export type VoteState = (typeof voteStates)[number];

/** What a count comes to. */
export const verdicts = ['passed', 'failed', 'vetoed', 'objected', 'tied', 'tooFew', 'noQuorum'] as const;

/** What came out of a vote. */
export type Verdict = (typeof verdicts)[number];

/** What a vote is decided by: all that a recount needs beside the ballots and the electors. */
export interface VoteTerms {
  readonly rule: VoteRule;
  /** Of approval and ranked votes; empty otherwise. One that was taken away meanwhile is an empty word. */
  readonly options: readonly string[];
  /** Of those who may vote and did not recuse themselves, so many per cent must vote; 0 for no quorum. */
  readonly quorumPercent: number;
}

/** Somebody who may vote: the list is made when the vote opens and does not grow. */
export interface Elector {
  readonly personId: number;
  readonly name: string;
  readonly hasVoted: boolean;
  readonly isRecused: boolean;
  /** When they left the group; who had not voted by then is not waited for. */
  readonly leftAt?: Date;
  readonly remindedAt?: Date;
}

/** A ballot: `choice` is what `readChoice` makes of what was typed. */
export interface Ballot {
  /** Nobody once a secret vote is closed. */
  readonly personId?: number;
  readonly choice: string;
  readonly reason?: string;
}

/** A vote. */
export interface Vote extends VoteTerms {
  readonly id: number;
  readonly uid: string;
  readonly groupId: number;
  /** Counts within the group. */
  readonly number: number;
  readonly question: string;
  readonly details: string;
  readonly isSecret: boolean;
  readonly state: VoteState;
  readonly openedById: number;
  readonly openedByName: string;
  readonly days: number;
  /** Only members with this tag vote; everybody with a vote where it is empty. */
  readonly voters: string;
  readonly chosen: readonly PlaceId[];
  readonly openedAt: Date;
  readonly closesAt: Date;
  readonly closedAt?: Date;
  /** Why it ended before its time: `all` had voted, or somebody closed or withdrew it. */
  readonly endedBy?: string;
  readonly endReason?: string;
  readonly verdict?: Verdict;
  /** The number of the vote that this one takes the place of, or by which it was replaced. */
  readonly amends?: number;
  readonly amendedBy?: number;
  /** What another feature has it about: `application/3`. */
  readonly concerns?: string;
  readonly electors: readonly Elector[];
  readonly ballots: readonly Ballot[];
}

/** An entry of the public record. */
export interface Decision {
  readonly id: number;
  readonly uid: string;
  readonly groupId: number;
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly decidedAt: Date;
  /** The vote that decided it; undefined for what was agreed in a meeting. */
  readonly voteNumber?: number;
  readonly voteId?: number;
  readonly recordedBy?: string;
  /** Where it was agreed, in words: "the meeting of 1 December". */
  readonly source: string;
  /** The name of its file in the folder of decisions: `0012-take-in-translators.md`. */
  readonly fileName: string;
  /** When its words were changed last. */
  readonly amendedAt?: Date;
  /** The number of the decision that it takes the place of, and of the one that took its place. */
  readonly supersedes?: number;
  readonly supersededBy?: number;
}

/** How a group votes unless a vote says otherwise. */
export interface VoteSettings {
  readonly days: number;
  readonly quorumPercent: number;
  readonly proposers: 'member' | 'organiser';
  readonly needsSecond: boolean;
  readonly isSecret: boolean;
  /** `owner/name/folder` where decisions are written; empty for none. */
  readonly folder: string;
}
