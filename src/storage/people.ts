// Makes one person of two, wherever the rows of any feature point to them.
import type { Transaction } from './client.ts';

/** How a model points to people. */
interface PersonModel {
  /** The columns that hold a person's id; a test compares them with the schema. */
  readonly columns: readonly string[];
  /**
   * What becomes of the rows that point to somebody who is forgotten: removed, or kept for the others' sake, pointing to a
   * person without a name.
   */
  readonly whenForgotten: 'removed' | 'kept';
  /** For each of what one person has such a row once, where that is all that there is to decide between two. */
  readonly once?: string;
}

/** The models that point to people, by name. */
export const personModels: Readonly<Record<string, PersonModel>> = {
  Account: { columns: ['personId'], whenForgotten: 'removed' },
  AccountClaim: { columns: ['personId'], whenForgotten: 'removed' },
  Meeting: { columns: ['hostId', 'notesTakerId'], whenForgotten: 'kept' },
  Rsvp: { columns: ['personId'], whenForgotten: 'removed' },
  PersonalReminder: { columns: ['personId'], whenForgotten: 'removed', once: 'about' },
  AgendaTopic: { columns: ['ownerId'], whenForgotten: 'kept' },
  Attendance: { columns: ['personId'], whenForgotten: 'kept', once: 'meetingId' },
  ActionItem: { columns: ['ownerId'], whenForgotten: 'kept' },
  DigestRun: { columns: ['askedById'], whenForgotten: 'removed' },
  ReviewClaim: { columns: ['personId'], whenForgotten: 'removed' },
  RotaPlace: { columns: ['personId'], whenForgotten: 'removed', once: 'groupId' },
  Interest: { columns: ['personId'], whenForgotten: 'removed', once: 'groupId' },
  Ama: { columns: ['createdById'], whenForgotten: 'kept' },
  AmaHost: { columns: ['personId'], whenForgotten: 'kept' },
  Question: { columns: ['askerId', 'moderatedById', 'takenById', 'answeredById'], whenForgotten: 'kept' },
  AnswerDraft: { columns: ['writtenById', 'heldById'], whenForgotten: 'kept' },
  Vote: { columns: ['personId'], whenForgotten: 'kept', once: 'questionId' },
  AmaMute: { columns: ['personId'], whenForgotten: 'removed', once: 'amaId' },
  AmaReminder: { columns: ['personId'], whenForgotten: 'removed', once: 'amaId' },
  GroupVote: { columns: ['openedById'], whenForgotten: 'kept' },
  Elector: { columns: ['personId'], whenForgotten: 'kept' },
  Ballot: { columns: ['personId'], whenForgotten: 'kept' },
  Poll: { columns: ['openedById'], whenForgotten: 'kept' },
  PollParticipant: { columns: ['personId'], whenForgotten: 'removed' },
  Project: { columns: ['leadId', 'proposedById'], whenForgotten: 'kept' },
  ProjectUpdate: { columns: ['postedById'], whenForgotten: 'kept' },
  Membership: { columns: ['personId'], whenForgotten: 'removed' },
  Application: { columns: ['applicantId'], whenForgotten: 'kept' },
  Celebration: { columns: ['postedById'], whenForgotten: 'kept' },
  Partner: { columns: ['askedId', 'ownerId'], whenForgotten: 'kept' },
  PartnerCall: { columns: ['createdById'], whenForgotten: 'kept' },
};

/** Two people, by their ids, of whom one becomes the other. */
export interface Two {
  readonly from: number;
  readonly into: number;
}

/**
 * Gives everything of one person to another and removes the first. Where both have what one person can have once (an
 * answer to the same meeting, a place in the rota), the newer answer stays, else what the second one had.
 */
export async function mergePeople(rows: Transaction, { from, into }: Two): Promise<Merged> {
  await mergeFacts(rows, { from, into });
  const merged = await dropDoubles(rows, { from, into });
  await rows.accountClaim.deleteMany({ where: { personId: from } });
  await mergeMemberships(rows, { from, into });
  for (const [model, { columns }] of Object.entries(personModels)) {
    for (const column of columns)
      await rows.$executeRawUnsafe(`UPDATE "${model}" SET "${column}" = ${into} WHERE "${column}" = ${from}`);
  }
  await rows.person.delete({ where: { id: from } });
  return merged;
}

/** What only one of the two had told stays; of their roles the higher one. */
async function mergeFacts(rows: Transaction, { from, into }: Two): Promise<void> {
  const theirs = await rows.person.findUniqueOrThrow({ where: { id: from } });
  const mine = await rows.person.findUniqueOrThrow({ where: { id: into } });
  const role = ['organiser', 'member'].find((one) => one === mine.role || one === theirs.role) ?? 'none';
  await rows.person.update({
    where: { id: into },
    data: {
      role,
      zone: mine.zone ?? theirs.zone,
      never: mine.never === '[]' ? theirs.never : mine.never,
      prefers: mine.prefers === '[]' ? theirs.prefers : mine.prefers,
    },
  });
}

/** Whether one instant is known and before another, or the other is not known. */
const isOlder = (one: Date, other: Date) => one.getTime() > 0 && (one < other || other.getTime() === 0);

/** Of two memberships the one that goes on stays, else the first person's, with what only the other one has. */
async function mergeMemberships(rows: Transaction, { from, into }: Two): Promise<void> {
  await rows.groupVote.updateMany({
    where: { concerns: `replace/${from}` },
    data: { concerns: `replace/${into}` },
  });
  const memberships = await rows.membership.findMany({ where: { personId: { in: [from, into] } } });
  const kept =
    memberships.find(({ kind, personId }) => kind !== 'alumni' && personId === into) ??
    memberships.find(({ kind }) => kind !== 'alumni') ??
    memberships.find(({ personId }) => personId === into);
  if (!kept) return;
  for (const other of memberships.filter(({ id }) => id !== kept.id)) {
    await rows.membership.delete({ where: { id: other.id } });
    const tags: string[] = [...JSON.parse(kept.tags), ...JSON.parse(other.tags)];
    const isGoingOn = other.kind !== 'alumni';
    await rows.membership.update({
      where: { id: kept.id },
      data: {
        personId: into,
        ...(isGoingOn && { tags: JSON.stringify([...new Set(tags)]) }),
        ...(isGoingOn && isOlder(other.sinceAt, kept.sinceAt) && { sinceAt: other.sinceAt }),
        replaceAt: kept.replaceAt ?? other.replaceAt,
        ...(kept.conductAt === null && { conduct: other.conduct, conductAt: other.conductAt }),
        ...(kept.githubAt === null &&
          other.githubAt !== null && {
            github: other.github,
            githubId: other.githubId,
            githubAt: other.githubAt,
            githubCode: null,
            githubAskedAt: null,
          }),
      },
    });
  }
}

/** What is done before and after people become one, in the same transaction. */
export type Merging = (rows: Transaction, two: Two, merge: () => Promise<Merged>) => Promise<Merged>;

/** What one person of two has to know. */
export interface Merged {
  /** The open votes, by number, in which both had voted: the newer ballot stands. */
  readonly votedTwice: readonly number[];
}

/** Removes one of two rows that one person can have once. */
async function dropDoubles(rows: Transaction, { from, into }: Two): Promise<Merged> {
  const both = { where: { personId: { in: [from, into] } } };
  const rsvps = await rows.rsvp.findMany({ ...both, orderBy: { id: 'asc' } });
  for (const [older, newer] of pairs(rsvps, 'meetingId')) {
    // Who only asked for reminders the second time has answered once; who comes has the seat of the first time.
    const answer = newer.answer ?? older.answer;
    const [since = null] = [older, newer]
      .flatMap(({ goingSince }) => goingSince ?? [])
      .sort((one, other) => one.getTime() - other.getTime());
    await rows.rsvp.delete({ where: { id: older.id } });
    await rows.rsvp.update({
      where: { id: newer.id },
      data: { answer, goingSince: answer === 'going' ? since : null },
    });
  }
  const mineLast = (one: { personId: number | null }) => (one.personId === into ? 1 : 0);
  const sorted = <T extends { personId: number | null }>(list: T[]) =>
    list.toSorted((a, b) => mineLast(a) - mineLast(b));
  for (const [model, { once: key }] of Object.entries(personModels)) {
    if (key === undefined) continue;
    await rows.$executeRawUnsafe(
      `DELETE FROM "${model}" WHERE "personId" = ${from}
         AND "${key}" IN (SELECT "${key}" FROM "${model}" WHERE "personId" = ${into})`,
    );
  }
  const answeredAt = (one: { answeredAt: Date | null }) => one.answeredAt?.getTime() ?? 0;
  const polled = await rows.pollParticipant.findMany(both);
  for (const [one, other] of pairs(sorted(polled), 'pollId')) {
    // One person answers once: the newer answers stay, and whoever was asked is.
    const [older, newer] = answeredAt(one) > answeredAt(other) ? [other, one] : [one, other];
    await rows.pollParticipant.update({
      where: { id: newer.id },
      data: { isAsked: one.isAsked || other.isAsked, remindedAt: newer.remindedAt ?? older.remindedAt },
    });
    await rows.pollParticipant.delete({ where: { id: older.id } });
  }
  return await mergeBallots(rows, { from, into });
}

/** One person has one ballot in a vote: the newer one; what either account had said of it is known of both. */
async function mergeBallots(rows: Transaction, { from, into }: Two): Promise<Merged> {
  const both = { where: { personId: { in: [from, into] } } };
  const ballots = await rows.ballot.findMany(both);
  const electors = await rows.elector.findMany({ ...both, include: { vote: true } });
  const votedTwice: number[] = [];
  for (const [one, other] of pairs(electors, 'voteId')) {
    const [theirs, mine] = one.personId === into ? [other, one] : [one, other];
    const castAt = ({ votedAt }: typeof one) => votedAt?.getTime() ?? 0;
    const cast = ballots.filter(({ voteId }) => voteId === mine.voteId);
    const isTheirs = castAt(theirs) > castAt(mine) || !mine.hasVoted;
    if (cast.length > 1) {
      const older = cast.find(({ personId }) => personId === (isTheirs ? into : from));
      if (older) await rows.ballot.delete({ where: { id: older.id } });
      if (mine.vote.state === 'open') votedTwice.push(mine.vote.number);
    }
    const newer = isTheirs ? theirs : mine;
    await rows.elector.delete({ where: { id: theirs.id } });
    await rows.elector.update({
      where: { id: mine.id },
      data: {
        hasVoted: mine.hasVoted || theirs.hasVoted,
        isRecused: newer.isRecused,
        votedAt: newer.votedAt,
        // Who is here with one account is here.
        leftAt: mine.leftAt && theirs.leftAt,
        remindedAt: mine.remindedAt ?? theirs.remindedAt,
      },
    });
  }
  return { votedTwice };
}

/** Rows of which there are two with the same value. */
function pairs<T, K extends keyof T>(list: readonly T[], key: K): (readonly [T, T])[] {
  return [...Map.groupBy(list, (one) => one[key]).values()].flatMap(([first, second]) =>
    first !== undefined && second !== undefined ? [[first, second] as const] : [],
  );
}
