// Ballots, reminders and who leaves, each in one transaction under the group's lock.
import type { PersonFacts } from '../../../core/directory.ts';
import { OutsideError } from '../../../core/errors.ts';
import { reminderAt } from '../../../core/reminder.ts';
import { mark } from '../../../publishing/store.ts';
import { inBatches } from '../../../storage/batches.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { outageOf } from '../../../storage/outage.ts';
import { wake } from '../../../storage/schedule.ts';
import { goneOption, numbersOn, optionsIn, recuse, withoutGone } from '../choices.ts';
import { haveAllVoted } from '../counting.ts';
import type { Vote } from '../facts.ts';
import { reminderWanted, uncountedWanted, voteWanted } from '../publications.ts';
import { closingAt, isCountable, isOpen, isRemindedBy, toRemind } from '../rules.ts';
import { drop, finish, finishWhenOver, isEnded } from './ending.ts';
import { read, runningIn, voteFacts, whole } from './rows.ts';

/** What became of a ballot. */
type CastOutcome =
  | { readonly kind: 'cast' | 'changed' | 'same'; readonly isClosed: boolean; readonly vote: Vote }
  /** It was too late, or they have no vote, or have cast a later ballot; nothing is kept. */
  | { readonly kind: 'over' | 'stranger' | 'left' | 'older'; readonly vote: Vote };

/** A ballot that somebody casts. */
export interface NewBallot {
  readonly personId: number;
  readonly choice: string;
  readonly reason?: string | undefined;
  /** When it was cast. */
  readonly now: Date;
}

/** Opens the rows that change while people vote. */
export function countingStore(database: Database) {
  return {
    /** Keeps a ballot in the place of the one before; the vote is closed when nobody is left to vote. */
    cast: ({ id, groupId }: Pick<Vote, 'id' | 'groupId'>, { personId, choice, reason, now }: NewBallot) =>
      unseen(
        change(database, groupId, async (rows) => {
          const vote = await read(rows, id);
          if (!isOpen(vote, now)) return { kind: 'over', vote };
          const elector = vote.electors.find((one) => one.personId === personId);
          if (!elector) return { kind: 'stranger', vote };
          if (elector.leftAt) return { kind: 'left', vote };
          const where = { voteId_personId: { voteId: id, personId } };
          const { votedAt } = await rows.elector.findUniqueOrThrow({ where, select: { votedAt: true } });
          if (votedAt && votedAt > now) return { kind: 'older', vote };
          const before = vote.ballots.find((ballot) => ballot.personId === personId);
          const isSame = before?.choice === choice && before.reason === reason;
          if (isSame) return { kind: 'same', isClosed: false, vote };
          const ballot = { choice, reason: reason ?? null };
          await rows.ballot.upsert({
            where,
            create: { voteId: id, personId, ...ballot },
            update: ballot,
          });
          await rows.elector.update({
            where,
            data: { hasVoted: true, isRecused: choice === recuse && !vote.isSecret, votedAt: now },
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
      ),
    /** Counts a vote in which all have voted or whose time is over; `early` when it goes on. */
    close: ({ id, groupId }: Pick<Vote, 'id' | 'groupId'>, now: Date) =>
      change(database, groupId, async (rows) => {
        const vote = await read(rows, id);
        if (vote.state !== 'open') return 'ended';
        return (await finishWhenOver(rows, vote, now)) ? 'counted' : 'early';
      }),
    /** Ends a vote without counting it. False when it had ended already. */
    withdraw: (
      { id, groupId }: Pick<Vote, 'id' | 'groupId'>,
      { by, reason, now }: { by: Pick<PersonFacts, 'id' | 'name'>; reason?: string; now: Date },
    ) =>
      change(database, groupId, async (rows) => {
        const vote = await read(rows, id);
        if (await isEnded(rows, vote, now)) return false;
        await drop(rows, vote, { state: 'withdrawn', endReason: reason ?? null, closedAt: now, by });
        return true;
      }),
    /**
     * Takes options away: whoever had chosen nothing else has not voted, and a vote with fewer than two left ends uncounted.
     */
    withoutOptions: ({ id, groupId }: Pick<Vote, 'id' | 'groupId'>, gone: readonly string[], now: Date) =>
      change(database, groupId, async (rows) => {
        const vote = await read(rows, id);
        if (await isEnded(rows, vote, now)) return;
        const options = vote.options.map((one) => (gone.includes(one) ? goneOption : one));
        if (optionsIn(options).length < 2)
          return await drop(rows, vote, { state: 'withdrawn', endReason: tooFewOptions, closedAt: now });
        await rows.groupVote.update({ where: { id }, data: { options: JSON.stringify(options) } });
        for (const { personId, choice } of vote.ballots) {
          if (personId === undefined || numbersOn(choice).length === 0) continue;
          const where = { voteId_personId: { voteId: id, personId } };
          const left = withoutGone(choice, options);
          if (left !== '') await rows.ballot.update({ where, data: { choice: left } });
          else {
            await rows.ballot.delete({ where });
            await rows.elector.update({ where, data: { hasVoted: false, votedAt: null, remindedAt: null } });
          }
        }
        await mark(rows, voteWanted(await read(rows, id)));
        await wake(rows, groupId, 'votes');
      }),
    /** Reminds those who have not voted, each once, and of other votes that end about then; answers how many people. */
    remind: ({ id, groupId }: Pick<Vote, 'id' | 'groupId'>, now: Date) =>
      change(database, groupId, async (rows) => {
        const open = await rows.groupVote.findMany({ where: { id, groupId, state: 'open' }, include: whole });
        return await remindOf(rows, open.map(voteFacts), { now, isDue: () => true });
      }),
    /** Somebody wrote a ballot where it does not count, or edited one: they are told once of each. */
    async tellUncounted(vote: Pick<Vote, 'id' | 'uid' | 'groupId'>, personId: number, how: 'talk' | 'edit') {
      const wanted = uncountedWanted(vote, personId, how);
      const known = await database.publication.count({ where: { key: wanted.key } });
      if (known === 0) await change(database, vote.groupId, (rows) => mark(rows, [wanted]));
    },
    /** Closes what is over, once what was written in time was read up to `readUntil`, and reminds when it is time. */
    async advance(groupId: number, now: Date, readUntil?: Date) {
      const soFar = { now, readUntil };
      await change(database, groupId, async (rows) => {
        const open: Vote[] = [];
        for (const vote of (await runningIn(rows, groupId)).toReversed()) {
          if (vote.state === 'proposed') {
            if (isCountable(vote, soFar))
              await drop(rows, vote, { state: 'withdrawn', endReason: unseconded, closedAt: vote.closesAt });
            continue;
          }
          const isAwaited = now >= vote.closesAt && !isCountable(vote, soFar);
          if (isAwaited || !(await finishWhenOver(rows, vote, now))) open.push(vote);
        }
        await remindOf(rows, open, { now, isDue: (vote) => now >= reminderAt(vote) });
      });
    },
    /** Somebody left the group: nobody waits for them; what they voted stays. */
    electorLeft: (groupId: number, personId: number, now: Date) =>
      change(database, groupId, async (rows) => {
        const open = await rows.groupVote.findMany({
          where: { groupId, state: 'open', electors: { some: { personId, leftAt: null } } },
          orderBy: { id: 'asc' },
        });
        for (const { id } of open) {
          const where = { voteId_personId: { voteId: id, personId } };
          await rows.elector.update({ where, data: { leftAt: now } });
          const vote = await read(rows, id);
          const isFinished = now < vote.closesAt && (await finishWhenOver(rows, vote, now));
          if (!isFinished) await mark(rows, voteWanted(vote));
        }
      }),
  };
}

/** What the database says of a failed write may hold the ballot: only the kind of failure goes on, and our own words for it. */
async function unseen(work: Promise<CastOutcome>): Promise<CastOutcome> {
  try {
    return await work;
  } catch (error) {
    const outage = outageOf(error);
    const kind = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
    throw outage ? new OutsideError(outage.message) : new Error(`A ballot could not be kept (${kind})`);
  }
}

const tooFewOptions = 'Fewer than two of its options are left.';
const unseconded = 'Nobody seconded it in time.';

/** Whoever is late in a vote that is due hears of all votes of those days in which they are: one message a day. */
async function remindOf(
  rows: Transaction,
  votes: readonly Vote[],
  { now, isDue }: { readonly now: Date; isDue(vote: Vote): boolean },
): Promise<number> {
  const due = votes.filter((vote) => isOpen(vote, now) && isDue(vote));
  const until = new Date(Math.max(now.getTime(), ...due.map((vote) => reminderAt(vote).getTime())));
  const soon = votes.filter((vote) => isOpen(vote, now) && (isDue(vote) || isRemindedBy(vote, until)));
  const late = new Map<number, Vote[]>();
  for (const { electors } of due) for (const { personId } of toRemind(electors)) late.set(personId, []);
  for (const vote of soon) {
    const theirs = toRemind(vote.electors).filter(({ personId }) => late.has(personId));
    for (const { personId } of theirs) late.get(personId)?.push(vote);
    for (const people of inBatches(theirs.map(({ personId }) => personId))) {
      await rows.elector.updateMany({
        where: { voteId: vote.id, personId: { in: people } },
        data: { remindedAt: now },
      });
    }
  }
  await mark(
    rows,
    [...late].flatMap(([personId, those]) => reminderWanted(those, personId)),
  );
  return late.size;
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
