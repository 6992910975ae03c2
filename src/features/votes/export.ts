// A closed vote as a file that anybody can count again: of a secret one without names, in an order that tells nothing.

import type { Ballot, Vote } from './facts.ts';

/** The file's content. */
interface ExportedVote {
  readonly vote: number;
  readonly question: string;
  readonly rule: Vote['rule'];
  readonly options: readonly string[];
  /** How many options are elected, where it is not one. */
  readonly seats?: number;
  readonly quorumPercent: number;
  readonly isSecret: boolean;
  readonly openedAt: string;
  readonly closedAt: string;
  readonly verdict: string;
  /** The number of the vote that it took the place of. */
  readonly amends?: number;
  /** How many might vote; of an open vote, who. */
  readonly electors: number;
  readonly voters?: readonly string[];
  readonly ballots: readonly { readonly voter?: string; readonly choice: string; readonly reason?: string }[];
}

/** What a closed vote exports. */
export function exported(vote: Vote): ExportedVote {
  const nameOf = ({ personId }: Ballot) =>
    vote.electors.find((elector) => elector.personId === personId)?.name;
  const ballots = vote.ballots.map((ballot) => {
    const voter = vote.isSecret ? undefined : nameOf(ballot);
    return {
      ...(voter !== undefined && { voter }),
      choice: ballot.choice,
      ...(ballot.reason !== undefined && { reason: ballot.reason }),
    };
  });
  const key = (one: (typeof ballots)[number]) => JSON.stringify([one.voter, one.choice, one.reason]);
  return {
    vote: vote.number,
    question: vote.question,
    rule: vote.rule,
    options: vote.options,
    ...(vote.seats !== undefined && { seats: vote.seats }),
    quorumPercent: vote.quorumPercent,
    isSecret: vote.isSecret,
    openedAt: vote.openedAt.toISOString(),
    closedAt: (vote.closedAt ?? vote.closesAt).toISOString(),
    verdict: vote.verdict ?? '',
    ...(vote.amends !== undefined && { amends: vote.amends }),
    electors: vote.electors.length,
    ...(!vote.isSecret && { voters: vote.electors.map(({ name }) => name) }),
    ballots: ballots.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
  };
}
