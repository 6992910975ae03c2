// Turns the rows of polls into facts.
import { z } from 'zod';
import type { Database, Transaction } from '../../../storage/client.ts';
import { place } from '../store-rows.ts';
import { audiences, namesFor, type Poll, pollAnswers, pollStates } from './facts.ts';

type PollRow = NonNullable<Awaited<ReturnType<Database['poll']['findUnique']>>> & {
  readonly participants: readonly NonNullable<
    Awaited<ReturnType<Database['pollParticipant']['findUnique']>>
  >[];
};

/** What a poll is read with. */
export const whole = { participants: { orderBy: { id: 'asc' } } } as const;

const instants = z.array(z.coerce.date());
const answers = z.array(z.enum(pollAnswers).nullable());

/** The poll of a row. Who is no member any more, by these ids of those who are, is not waited for. */
export function pollFacts(row: PollRow, members: ReadonlySet<number>): Poll {
  return {
    id: row.id,
    uid: row.uid,
    groupId: row.groupId,
    number: row.number,
    name: row.name,
    description: row.description,
    durationMinutes: row.durationMinutes,
    place: row.place === null ? null : place.parse(JSON.parse(row.place)),
    zone: row.zone,
    options: instants.parse(JSON.parse(row.options)),
    audience: z.enum(audiences).parse(row.audience),
    tag: row.tag,
    namesFor: z.enum(namesFor).parse(row.namesFor),
    state: z.enum(pollStates).parse(row.state),
    openedById: row.openedById,
    openedByName: row.openedByName,
    openedAt: row.openedAt,
    closesAt: row.closesAt,
    ...(row.closedAt && { closedAt: row.closedAt }),
    ...(row.endedBy !== null && { endedBy: row.endedBy }),
    ...(row.endReason !== null && { endReason: row.endReason }),
    ...(row.chosen !== null && { chosen: row.chosen }),
    ...(row.meetingId !== null && { meetingId: row.meetingId }),
    participants: row.participants.map((one) => ({
      personId: one.personId,
      name: one.name,
      isAwaited: one.isAsked && members.has(one.personId),
      answers: answers.parse(JSON.parse(one.answers)).map((answer) => answer ?? undefined),
      ...(one.answeredAt && { answeredAt: one.answeredAt }),
      ...(one.remindedAt && { remindedAt: one.remindedAt }),
    })),
  };
}

/** Those who are members of a group now, by id. */
export async function membersOf(rows: Database | Transaction, groupId: number): Promise<Set<number>> {
  const found = await rows.person.findMany({
    where: { groupId, role: { in: ['member', 'organiser'] } },
    select: { id: true },
  });
  return new Set(found.map(({ id }) => id));
}

/** A poll as it is in this transaction. Throws when there is none. */
export async function readPoll(rows: Transaction, groupId: number, id: number): Promise<Poll> {
  const row = await rows.poll.findFirstOrThrow({ where: { id, groupId }, include: whole });
  return pollFacts(row, await membersOf(rows, groupId));
}
