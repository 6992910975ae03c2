// A closed vote as a file that anybody can count again: of a secret one without names, in an order that tells nothing.

import type { Ballot, Vote } from './facts.ts';

/** What a closed vote exports. */
export function exported(vote: Vote) {
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
    // How many options are elected, where it is not one.
    ...(vote.seats !== undefined && { seats: vote.seats }),
    quorumPercent: vote.quorumPercent,
    isSecret: vote.isSecret,
    openedAt: vote.openedAt.toISOString(),
    closedAt: (vote.closedAt ?? vote.closesAt).toISOString(),
    verdict: vote.verdict ?? '',
    // The number of the vote that it took the place of.
    ...(vote.amends !== undefined && { amends: vote.amends }),
    // How many might vote; of an open vote, who.
    electors: vote.electors.length,
    ...(!vote.isSecret && { voters: vote.electors.map(({ name }) => name) }),
    ballots: ballots.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
  };
}
