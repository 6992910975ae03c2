// Turns the rows of polls into facts.
import { z } from 'zod';
import type { Database, Transaction } from '../../../storage/client.ts';
import { type Row, withoutNulls } from '../../../storage/rows.ts';
import { readPlace } from '../store/rows.ts';

/** What can be answered to a time. */
export const pollAnswers = ['yes', 'maybe', 'no'] as const;
/** Who sees who answered what; everybody sees how many. */
export const namesFor = ['everyone', 'organisers'] as const;
/** Who is asked: all members, those of them who told their zone, those with a tag; or whoever comes by as well. */
const audience = z.enum(['members', 'zoned', 'tagged', 'anyone']);
/** Where a poll stands: its answers may be changed, it waits to be scheduled, or it has ended. */
const state = z.enum(['open', 'closed', 'scheduled', 'withdrawn', 'lapsed']);
const instants = z.array(z.coerce.date());
const answers = z.array(z.enum(pollAnswers).nullable());

/** What somebody answered to a time. */
export type PollAnswer = (typeof pollAnswers)[number];
/** Who is asked. */
export type Audience = z.infer<typeof audience>;
/**
 * A poll. People count its times from 1: the earliest first, then those that were added. Of a participant an answer is
 * undefined to what they did not answer, and `isAwaited` says that they were asked when it opened, and are in the group still.
 */
export type Poll = ReturnType<typeof pollFacts>;
/** Somebody who is asked, or who answered. */
export type Participant = Poll['participants'][number];

type PollRow = Row<'poll'> & { readonly participants: readonly Row<'pollParticipant'>[] };

/** What a poll is read with. */
export const whole = { participants: { orderBy: { id: 'asc' } } } as const;

/** The poll of a row. Who is no member any more, by these ids of those who are, is not waited for. */
function pollFacts({ participants, ...row }: PollRow, members: ReadonlySet<number>) {
  return {
    ...withoutNulls(row),
    description: row.description,
    place: readPlace(row.place),
    options: instants.parse(JSON.parse(row.options)),
    audience: audience.parse(row.audience),
    namesFor: z.enum(namesFor).parse(row.namesFor),
    state: state.parse(row.state),
    participants: participants.map(({ personId, name, isAsked, answers: told, answeredAt, remindedAt }) => ({
      ...withoutNulls({ personId, name, answeredAt, remindedAt }),
      isAwaited: isAsked && members.has(personId),
      answers: answers.parse(JSON.parse(told)).map((answer) => answer ?? undefined),
    })),
  };
}

/** Those who are members of a group now, by id. */
async function membersOf(rows: Database | Transaction, groupId: number): Promise<Set<number>> {
  const found = await rows.person.findMany({
    where: { groupId, role: { in: ['member', 'organiser'] } },
    select: { id: true },
  });
  return new Set(found.map(({ id }) => id));
}

/** The polls of a group that fit a query, as they are now. */
export async function readPolls(
  rows: Database | Transaction,
  groupId: number,
  { where, ...query }: Omit<Parameters<Transaction['poll']['findMany']>[0] & object, 'include' | 'select'>,
): Promise<Poll[]> {
  const found = await rows.poll.findMany({ ...query, where: { ...where, groupId }, include: whole });
  const members = await membersOf(rows, groupId);
  return found.map((row) => pollFacts(row, members));
}

/** A poll as it is in this transaction. Throws when there is none. */
export async function readPoll(rows: Transaction, groupId: number, id: number): Promise<Poll> {
  const row = await rows.poll.findFirstOrThrow({ where: { id, groupId }, include: whole });
  return pollFacts(row, await membersOf(rows, groupId));
}
