// Reads the feature's rows, and turns them into facts.
import type { PlaceId } from '../../../core/publication.ts';
import type { Database, Transaction } from '../../../storage/client.ts';
import { oneOf, type Row, withoutNulls } from '../../../storage/rows.ts';
import {
  type Decision,
  type Vote,
  type VoteLine,
  type VoteSettings,
  verdicts,
  voteRules,
  voteStates,
} from '../facts.ts';

type VoteRow = Row<'groupVote'> & {
  readonly electors: readonly Row<'elector'>[];
  readonly ballots: readonly Row<'ballot'>[];
};

/** What a vote is read with. Ballots have random ids, so that their order tells nothing. */
export const whole = {
  electors: { orderBy: { id: 'asc' } },
  ballots: { orderBy: { id: 'asc' } },
} as const;

/** A vote from its row. */
export function voteFacts({ electors, ballots, concernsJob, ...row }: VoteRow): Vote {
  const options: string[] = JSON.parse(row.options);
  const chosen: PlaceId[] = JSON.parse(row.chosen);
  const { verdict, ...rest } = withoutNulls(row);
  return {
    ...rest,
    rule: oneOf(voteRules, row.rule),
    options,
    state: oneOf(voteStates, row.state),
    chosen,
    ...(verdict !== undefined && { verdict: oneOf(verdicts, verdict) }),
    // When somebody voted, and in which row, stays behind: it would tell who cast a secret ballot.
    electors: electors.map(({ personId, name, hasVoted, isRecused, leftAt, remindedAt }) =>
      withoutNulls({ personId, name, hasVoted, isRecused, leftAt, remindedAt }),
    ),
    ballots: ballots.map(({ choice, personId, reason }) => withoutNulls({ choice, personId, reason })),
  };
}

/** A vote in a list from its row. */
export function lineFacts({ state, verdict, ...row }: Omit<Row<'groupVote'>, 'details'>): VoteLine {
  return {
    ...withoutNulls(row),
    state: oneOf(voteStates, state),
    ...(verdict !== null && { verdict: oneOf(verdicts, verdict) }),
  };
}

/** A vote as it is in this transaction. */
export async function read(rows: Transaction, id: number): Promise<Vote> {
  return voteFacts(await rows.groupVote.findUniqueOrThrow({ where: { id }, include: whole }));
}

/** The votes of a group that are open, or wait for a second, newest first; of all, or of those about something. */
export async function runningIn(
  rows: Database | Transaction,
  groupId: number,
  which: { readonly concerns?: string } = {},
) {
  const where = { groupId, state: { in: ['open', 'proposed'] }, ...which };
  const found = await rows.groupVote.findMany({ where, orderBy: { number: 'desc' }, include: whole });
  return found.map(voteFacts);
}

/** A decision from its row. */
export function decisionFacts(row: Row<'decision'>): Decision {
  return withoutNulls(row);
}

/** How a group votes that has said nothing else: five days, members propose, openly, without quorum or second. */
export const usualSettings: VoteSettings = {
  days: 5,
  leastDays: 0,
  quorumPercent: 0,
  proposers: 'member',
  needsSecond: false,
  isSecret: false,
  folder: '',
};

/** The settings of a group from their row. */
export function settingsFacts(row: Row<'voteSettings'> | null): VoteSettings {
  if (!row) return usualSettings;
  const { days: leastDays, quorumPercent, needsSecond, isSecret, folder } = row;
  const days = leastDays || usualSettings.days;
  const proposers = row.proposers === 'organiser' ? 'organiser' : 'member';
  return { days, leastDays, quorumPercent, proposers, needsSecond, isSecret, folder };
}
