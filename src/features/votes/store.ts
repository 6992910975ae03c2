// The feature's rows: votes and their settings here; ballots and decisions in the files beside it.
import type { PersonFacts } from '../../core/directory.ts';
import { mark } from '../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../storage/client.ts';
import { readIf } from '../../storage/rows.ts';
import { wake } from '../../storage/schedule.ts';
import type { Vote, VoteLine, VoteSettings, VoteTerms } from './facts.ts';
import { voteWanted } from './publications.ts';
import { closingAt } from './rules.ts';
import { admit, countingStore } from './store/counting.ts';
import { decisionStore } from './store/decisions.ts';
import { drop, isEnded } from './store/ending.ts';
import { lineFacts, read, runningIn, settingsFacts, voteFacts, whole } from './store/rows.ts';

/** What makes a new vote. */
export interface NewVote
  extends VoteTerms,
    Pick<Vote, 'groupId' | 'question' | 'details' | 'isSecret' | 'days' | 'voters' | 'chosen'> {
  readonly openedBy: Pick<PersonFacts, 'id' | 'name'>;
  /** Whether it waits for a second before it opens. */
  readonly isProposed: boolean;
  /** Those who may vote, once it is open. */
  readonly electors: readonly Pick<PersonFacts, 'id' | 'name'>[];
  readonly now: Date;
  /** What another feature has it about, and the feature's name. */
  readonly concerns?: { readonly what: string; readonly job: string };
}

/** The rows of votes. */
export type VoteStore = ReturnType<typeof voteStore>;

/** Of which votes somebody knows who may not know of all: of these, and of those in which they may vote. */
interface KnownVotes {
  readonly ids: readonly number[];
  readonly electorId: number;
}

/** Opens the feature's rows. */
export function voteStore(database: Database) {
  return {
    ...countingStore(database),
    ...decisionStore(database),
    /** Opens a vote, or proposes it. `checked` is told in the same transaction which go on, the newest first. */
    open: (vote: NewVote, checked?: (running: readonly Vote[]) => void) =>
      change(database, vote.groupId, async (rows) => {
        checked?.(await runningIn(rows, vote.groupId));
        return await create(rows, vote);
      }),
    /** Opens a vote in one transaction with what it is about, unless that answers that there is to be none. */
    openWith: (vote: NewVote, alongside: (rows: Transaction, number: number) => Promise<boolean>) =>
      change(database, vote.groupId, async (rows) =>
        (await alongside(rows, await nextNumber(rows, vote.groupId))) ? await create(rows, vote) : undefined,
      ),
    /** Opens a vote that waited for a second. False when it does not wait any more. */
    second: (
      { id, groupId, days }: Vote,
      how: { electors: readonly Pick<PersonFacts, 'id' | 'name'>[]; now: Date },
    ) =>
      change(database, groupId, async (rows) => {
        const waiting = await rows.groupVote.count({
          where: { id, state: 'proposed', closesAt: { gt: how.now } },
        });
        if (waiting === 0) return false;
        await admit(rows, { id, days }, how);
        await mark(rows, voteWanted(await read(rows, id)));
        await wake(rows, groupId, 'votes');
        return true;
      }),
    /** Opens a vote in the place of another one, which ends. Undefined when that had ended already. */
    amend: (old: Vote, vote: NewVote) =>
      change(database, old.groupId, async (rows) => {
        const before = await read(rows, old.id);
        if (await isEnded(rows, before, vote.now)) return undefined;
        const made = await create(rows, vote, before.number);
        await drop(rows, before, {
          state: 'amended',
          amendedBy: made.number,
          by: vote.openedBy,
          closedAt: vote.now,
        });
        return await read(rows, made.id);
      }),
    /** A vote of a group. */
    vote: (groupId: number, id: number) =>
      readIf(database.groupVote.findFirst({ where: { groupId, id }, include: whole }), voteFacts),
    /** A vote of a group by the number that it counts there. */
    async numbered(groupId: number, number: number | undefined) {
      if (number === undefined) return undefined;
      return await readIf(
        database.groupVote.findFirst({ where: { groupId, number }, include: whole }),
        voteFacts,
      );
    },
    /** The votes of a group as they stand in lists, newest first: all, or those of which somebody is to know. */
    async list(groupId: number, known?: KnownVotes): Promise<VoteLine[]> {
      const few = known && {
        OR: [{ id: { in: [...known.ids] } }, { electors: { some: { personId: known.electorId } } }],
      };
      const rows = await database.groupVote.findMany({
        where: { groupId, ...few },
        orderBy: { number: 'desc' },
        omit: { details: true },
      });
      return rows.map(lineFacts);
    },
    /** The votes of a group that are open, or wait for a second, newest first. */
    running: (groupId: number) => runningIn(database, groupId),
    /** The vote that another feature had opened about something, the last one. */
    voteAbout: (groupId: number, concerns: string) =>
      readIf(
        database.groupVote.findFirst({
          where: { groupId, concerns },
          orderBy: { number: 'desc' },
          include: whole,
        }),
        voteFacts,
      ),
    async settings(groupId: number) {
      return settingsFacts(await database.voteSettings.findUnique({ where: { groupId } }));
    },
    /** `checked` is told in the same transaction what was there. */
    changeSettings: (groupId: number, to: Partial<VoteSettings>, checked?: (before: VoteSettings) => void) =>
      change(database, groupId, async (rows) => {
        checked?.(settingsFacts(await rows.voteSettings.findUnique({ where: { groupId } })));
        // Days that nobody has chosen are none: what a group has not said binds nobody.
        const create = { groupId, days: 0, ...to };
        await rows.voteSettings.upsert({ where: { groupId }, create, update: to });
      }),
  };
}

async function create(rows: Transaction, vote: NewVote, amends?: number): Promise<Vote> {
  const { now, electors, openedBy, isProposed, concerns, options, chosen, ...said } = vote;
  const { groupId, days } = said;
  const { id } = await rows.groupVote.create({
    data: {
      ...said,
      number: await nextNumber(rows, groupId),
      options: JSON.stringify(options),
      state: 'proposed',
      openedById: openedBy.id,
      openedByName: openedBy.name,
      chosen: JSON.stringify(chosen),
      openedAt: now,
      closesAt: closingAt(now, days),
      ...(amends !== undefined && { amends }),
      ...(concerns && { concerns: concerns.what, concernsJob: concerns.job }),
    },
  });
  if (!isProposed) await admit(rows, { id, days }, { electors, now });
  const made = await read(rows, id);
  await mark(rows, voteWanted(made));
  await wake(rows, groupId, 'votes');
  return made;
}

async function nextNumber(rows: Transaction, groupId: number): Promise<number> {
  const { _max } = await rows.groupVote.aggregate({ where: { groupId }, _max: { number: true } });
  return (_max.number ?? 0) + 1;
}
