// Ballots and the end of votes, each in one transaction under the group's lock.
import { end, mark } from '../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../storage/client.ts';
import { wake } from '../../storage/schedule.ts';
import { recuse } from './choices.ts';
import { count, haveAllVoted } from './counting.ts';
import type { Vote } from './facts.ts';
import { aboutVote, decisionWanted, reminderWanted, unheardWanted, voteWanted } from './publications.ts';
import { decisionFile } from './record.ts';
import { resultWords } from './result-words.ts';
import { closingAt, isOpen, reminderAt, toRemind } from './rules.ts';
import { decisionFacts, settingsFacts, voteFacts, whole } from './store-rows.ts';

/** What became of a ballot. */
export type CastOutcome =
  | { readonly kind: 'cast' | 'changed' | 'same'; readonly isClosed: boolean; readonly vote: Vote }
  /** It was too late, or they have no vote; nothing is kept. */
  | { readonly kind: 'over' | 'stranger' | 'left'; readonly vote: Vote };

/** The rows that change while people vote. */
export interface CountingStore {
  /** Keeps a ballot in the place of the one before; the vote is closed when nobody is left to vote. */
  cast(
    vote: Pick<Vote, 'id' | 'groupId'>,
    ballot: {
      readonly personId: number;
      readonly choice: string;
      readonly reason?: string;
      readonly now: Date;
    },
  ): Promise<CastOutcome>;
  /** Closes a vote before its time and counts it. False when it had ended already. */
  close(vote: Pick<Vote, 'id' | 'groupId'>, how: { by: string; now: Date }): Promise<boolean>;
  /** Ends a vote without counting it. False when it had ended already. */
  withdraw(
    vote: Pick<Vote, 'id' | 'groupId'>,
    how: { by: string; reason?: string; now: Date },
  ): Promise<boolean>;
  /** Reminds those who have not voted, each once; answers how many. */
  remind(vote: Pick<Vote, 'id' | 'groupId'>, now: Date): Promise<number>;
  /** Somebody wrote a ballot where it does not count: they are told once. */
  unheard(vote: Pick<Vote, 'id' | 'uid' | 'groupId'>, personId: number): Promise<void>;
  /** Closes what is over and reminds when it is time. */
  advance(groupId: number, now: Date): Promise<void>;
  /** Somebody left the group: nobody waits for them; what they voted stays. */
  electorLeft(groupId: number, personId: number, now: Date): Promise<void>;
}

/** Opens the rows. */
export function countingStore(database: Database): CountingStore {
  return {
    async cast({ id, groupId }, { personId, choice, reason, now }) {
      return await unseen(
        change(database, groupId, async (rows) => {
          const vote = await read(rows, id);
          if (!isOpen(vote, now)) return { kind: 'over', vote };
          const elector = vote.electors.find((one) => one.personId === personId);
          if (!elector) return { kind: 'stranger', vote };
          if (elector.leftAt) return { kind: 'left', vote };
          const before = vote.ballots.find((ballot) => ballot.personId === personId);
          const isSame = before?.choice === choice && before.reason === reason;
          if (isSame) return { kind: 'same', isClosed: false, vote };
          const ballot = { choice, reason: reason ?? null };
          await rows.ballot.upsert({
            where: { voteId_personId: { voteId: id, personId } },
            create: { voteId: id, personId, ...ballot },
            update: ballot,
          });
          await rows.elector.update({
            where: { voteId_personId: { voteId: id, personId } },
            data: { hasVoted: true, isRecused: choice === recuse },
          });
          const after = await read(rows, id);
          const isClosed = haveAllVoted(after.electors);
          if (isClosed) await finish(rows, after, { endedBy: 'all', closedAt: now });
          else await mark(rows, voteWanted(after));
          return {
            kind: before ? 'changed' : 'cast',
            isClosed,
            vote: isClosed ? await read(rows, id) : after,
          };
        }),
      );
    },
    async close({ id, groupId }, { by, now }) {
      return await change(database, groupId, async (rows) => {
        const vote = await read(rows, id);
        if (vote.state !== 'open') return false;
        // One whose time is over while the bot was away is closed by the clock.
        const isOver = now >= vote.closesAt;
        await finish(rows, vote, isOver ? { closedAt: vote.closesAt } : { endedBy: by, closedAt: now });
        return true;
      });
    },
    async withdraw({ id, groupId }, { by, reason, now }) {
      return await change(database, groupId, async (rows) => {
        const vote = await read(rows, id);
        if (vote.state !== 'open' && vote.state !== 'proposed') return false;
        await drop(rows, vote, { state: 'withdrawn', endedBy: by, endReason: reason ?? null, closedAt: now });
        return true;
      });
    },
    async remind({ id, groupId }, now) {
      return await change(database, groupId, async (rows) => await remindOf(rows, await read(rows, id), now));
    },
    async unheard(vote, personId) {
      const wanted = unheardWanted(vote, personId);
      const known = await database.publication.count({ where: { key: wanted.key } });
      if (known === 0) await change(database, vote.groupId, (rows) => mark(rows, [wanted]));
    },
    async advance(groupId, now) {
      await change(database, groupId, async (rows) => {
        const current = await rows.groupVote.findMany({
          where: { groupId, state: { in: ['open', 'proposed'] } },
          include: whole,
          orderBy: { id: 'asc' },
        });
        for (const vote of current.map(voteFacts)) {
          if (now >= vote.closesAt) {
            if (vote.state === 'open') await finish(rows, vote, { closedAt: vote.closesAt });
            else
              await drop(rows, vote, { state: 'withdrawn', endReason: unseconded, closedAt: vote.closesAt });
          } else if (vote.state === 'open' && now >= reminderAt(vote)) await remindOf(rows, vote, now);
        }
      });
    },
    async electorLeft(groupId, personId, now) {
      await change(database, groupId, async (rows) => {
        const open = await rows.groupVote.findMany({
          where: { groupId, state: 'open', electors: { some: { personId, leftAt: null } } },
          orderBy: { id: 'asc' },
        });
        for (const { id } of open) {
          await rows.elector.update({
            where: { voteId_personId: { voteId: id, personId } },
            data: { leftAt: now },
          });
          const vote = await read(rows, id);
          if (haveAllVoted(vote.electors)) await finish(rows, vote, { endedBy: 'all', closedAt: now });
          else await mark(rows, voteWanted(vote));
        }
      });
    },
  };
}

/** What the database says of a failed write may hold the ballot: only the kind of failure goes on. */
async function unseen(work: Promise<CastOutcome>): Promise<CastOutcome> {
  try {
    return await work;
  } catch (error) {
    const kind = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
    throw new Error(`A ballot could not be kept (${kind})`);
  }
}

const unseconded = 'Nobody seconded it in time.';

/** Counts a vote and publishes the result; what passed becomes a decision. */
export async function finish(
  rows: Transaction,
  vote: Vote,
  { endedBy, closedAt }: { readonly endedBy?: string; readonly closedAt: Date },
): Promise<void> {
  const { verdict } = count(vote, vote.ballots, vote.electors.length);
  await rows.groupVote.update({
    where: { id: vote.id },
    data: { state: 'closed', verdict, closedAt, endedBy: endedBy ?? null },
  });
  if (vote.isSecret) {
    await rows.ballot.updateMany({ where: { voteId: vote.id }, data: { personId: null } });
  }
  if (verdict === 'passed') await decide(rows, { ...vote, verdict, closedAt });
  await ended(rows, vote, closedAt);
}

/** Ends a vote that is not counted: what was cast is nobody's any more. */
export async function drop(
  rows: Transaction,
  vote: Vote,
  data: {
    readonly state: 'withdrawn' | 'amended';
    readonly endedBy?: string;
    readonly endReason?: string | null;
    readonly amendedBy?: number;
    readonly closedAt: Date;
  },
): Promise<void> {
  await rows.groupVote.update({ where: { id: vote.id }, data });
  await rows.ballot.deleteMany({ where: { voteId: vote.id } });
  await ended(rows, vote, data.closedAt);
}

async function ended(rows: Transaction, vote: Vote, at: Date): Promise<void> {
  const { groupId, id } = vote;
  await mark(rows, voteWanted(await read(rows, id)));
  await end(rows, { groupId, about: aboutVote(id) }, at);
  await wake(rows, groupId, 'votes');
  const row = await rows.groupVote.findUniqueOrThrow({ where: { id }, select: { concernsJob: true } });
  if (row.concernsJob !== null) await wake(rows, groupId, row.concernsJob);
}

async function decide(rows: Transaction, vote: Vote): Promise<void> {
  const { groupId } = vote;
  const settings = settingsFacts(await rows.voteSettings.findUnique({ where: { groupId } }));
  const number = await nextDecision(rows, groupId);
  const made = await rows.decision.create({
    data: {
      groupId,
      number,
      title: vote.question,
      fileName: decisionFile({ number, title: vote.question }),
      text: resultWords(vote),
      decidedAt: vote.closedAt ?? vote.closesAt,
      voteId: vote.id,
      voteNumber: vote.number,
      source: `vote ${vote.number}`,
    },
  });
  await mark(rows, decisionWanted(decisionFacts(made), { chosen: vote.chosen, folder: settings.folder }));
}

/** The number of a group's next decision. */
export async function nextDecision(rows: Transaction, groupId: number): Promise<number> {
  const { _max } = await rows.decision.aggregate({ where: { groupId }, _max: { number: true } });
  return (_max.number ?? 0) + 1;
}

async function remindOf(rows: Transaction, vote: Vote, now: Date): Promise<number> {
  if (!isOpen(vote, now)) return 0;
  const late = toRemind(vote.electors);
  if (late.length === 0) return 0;
  await rows.elector.updateMany({
    where: { voteId: vote.id, personId: { in: late.map(({ personId }) => personId) } },
    data: { remindedAt: now },
  });
  await mark(
    rows,
    late.map(({ personId }) => reminderWanted(vote, personId)),
  );
  return late.length;
}

/** A vote as it is in this transaction. */
export async function read(rows: Transaction, id: number): Promise<Vote> {
  return voteFacts(await rows.groupVote.findUniqueOrThrow({ where: { id }, include: whole }));
}

/** Opens a vote to ballots at an instant, for those who have one then. */
export async function admit(
  rows: Transaction,
  { id, days }: { readonly id: number; readonly days: number },
  { electors, now }: { electors: readonly { readonly id: number; readonly name: string }[]; now: Date },
): Promise<void> {
  await rows.groupVote.update({
    where: { id },
    data: {
      state: 'open',
      openedAt: now,
      closesAt: closingAt(now, days),
      electors: { create: electors.map((person) => ({ personId: person.id, name: person.name })) },
    },
  });
}
