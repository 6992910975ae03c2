// Reads the feature's rows, and turns them into facts.
import type { PlaceId } from '../../core/publication.ts';
import type { Database, Transaction } from '../../storage/client.ts';
import { type Decision, type Vote, type VoteSettings, verdicts, voteRules, voteStates } from './facts.ts';

type VoteRow = NonNullable<Awaited<ReturnType<Database['groupVote']['findUnique']>>> & {
  readonly electors: readonly NonNullable<Awaited<ReturnType<Database['elector']['findUnique']>>>[];
  readonly ballots: readonly NonNullable<Awaited<ReturnType<Database['ballot']['findUnique']>>>[];
};
type DecisionRow = NonNullable<Awaited<ReturnType<Database['decision']['findUnique']>>>;
type SettingsRow = NonNullable<Awaited<ReturnType<Database['voteSettings']['findUnique']>>>;

/** What a vote is read with. Ballots have random ids, so that their order tells nothing. */
export const whole = {
  electors: { orderBy: { id: 'asc' } },
  ballots: { orderBy: { id: 'asc' } },
} as const;

function oneOf<T extends string>(known: readonly T[], word: string): T {
  const found = known.find((one) => one === word);
  if (found === undefined) throw new Error(`Unknown in the database: ${word}`);
  return found;
}

/** A vote from its row. */
export function voteFacts(row: VoteRow): Vote {
  const options: string[] = JSON.parse(row.options);
  const chosen: PlaceId[] = JSON.parse(row.chosen);
  return {
    id: row.id,
    uid: row.uid,
    groupId: row.groupId,
    number: row.number,
    question: row.question,
    details: row.details,
    rule: oneOf(voteRules, row.rule),
    options,
    quorumPercent: row.quorumPercent,
    isSecret: row.isSecret,
    state: oneOf(voteStates, row.state),
    openedById: row.openedById,
    openedByName: row.openedByName,
    days: row.days,
    voters: row.voters,
    chosen,
    openedAt: row.openedAt,
    closesAt: row.closesAt,
    ...(row.closedAt && { closedAt: row.closedAt }),
    ...(row.endedBy !== null && { endedBy: row.endedBy }),
    ...(row.endReason !== null && { endReason: row.endReason }),
    ...(row.verdict !== null && { verdict: oneOf(verdicts, row.verdict) }),
    ...(row.amends !== null && { amends: row.amends }),
    ...(row.amendedBy !== null && { amendedBy: row.amendedBy }),
    ...(row.concerns !== null && { concerns: row.concerns }),
    electors: row.electors.map((elector) => ({
      personId: elector.personId,
      name: elector.name,
      hasVoted: elector.hasVoted,
      isRecused: elector.isRecused,
      ...(elector.leftAt && { leftAt: elector.leftAt }),
      ...(elector.remindedAt && { remindedAt: elector.remindedAt }),
    })),
    ballots: row.ballots.map((ballot) => ({
      choice: ballot.choice,
      ...(ballot.personId !== null && { personId: ballot.personId }),
      ...(ballot.reason !== null && { reason: ballot.reason }),
    })),
  };
}

/** A vote as it is in this transaction. */
export async function read(rows: Transaction, id: number): Promise<Vote> {
  return voteFacts(await rows.groupVote.findUniqueOrThrow({ where: { id }, include: whole }));
}

/** A decision from its row. */
export function decisionFacts(row: DecisionRow): Decision {
  return {
    id: row.id,
    uid: row.uid,
    groupId: row.groupId,
    number: row.number,
    title: row.title,
    text: row.text,
    decidedAt: row.decidedAt,
    source: row.source,
    fileName: row.fileName,
    ...(row.amendedAt && { amendedAt: row.amendedAt }),
    ...(row.supersedes !== null && { supersedes: row.supersedes }),
    ...(row.supersededBy !== null && { supersededBy: row.supersededBy }),
    ...(row.voteId !== null && { voteId: row.voteId }),
    ...(row.voteNumber !== null && { voteNumber: row.voteNumber }),
    ...(row.recordedBy !== null && { recordedBy: row.recordedBy }),
  };
}

/** How a group votes that has said nothing else: five days, members propose, openly, without quorum or second. */
export const usualSettings: VoteSettings = {
  days: 5,
  quorumPercent: 0,
  proposers: 'member',
  needsSecond: false,
  isSecret: false,
  folder: '',
};

/** The settings of a group from their row. */
export function settingsFacts(row: SettingsRow | null): VoteSettings {
  if (!row) return usualSettings;
  const { days, quorumPercent, needsSecond, isSecret, folder } = row;
  const proposers = row.proposers === 'organiser' ? 'organiser' : 'member';
  return { days, quorumPercent, proposers, needsSecond, isSecret, folder };
}
