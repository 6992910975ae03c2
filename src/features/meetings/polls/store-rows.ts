// Turns the rows of polls into facts.
import { z } from 'zod';
import type { Database, Transaction } from '../../../storage/client.ts';
import { type Row, withoutNulls } from '../../../storage/rows.ts';
import { place } from '../store-rows.ts';
import { audiences, namesFor, type Poll, pollAnswers, pollStates } from './facts.ts';

type PollRow = Row<'poll'> & { readonly participants: readonly Row<'pollParticipant'>[] };

/** What a poll is read with. */
export const whole = { participants: { orderBy: { id: 'asc' } } } as const;

const instants = z.array(z.coerce.date());
const answers = z.array(z.enum(pollAnswers).nullable());

/** The poll of a row. Who is no member any more, by these ids of those who are, is not waited for. */
export function pollFacts({ participants, ...row }: PollRow, members: ReadonlySet<number>): Poll {
  return {
    ...withoutNulls(row),
    description: row.description,
    place: row.place === null ? null : place.parse(JSON.parse(row.place)),
    options: instants.parse(JSON.parse(row.options)),
    audience: z.enum(audiences).parse(row.audience),
    namesFor: z.enum(namesFor).parse(row.namesFor),
    state: z.enum(pollStates).parse(row.state),
    participants: participants.map(({ personId, name, isAsked, answers: told, answeredAt, remindedAt }) => ({
      ...withoutNulls({ personId, name, answeredAt, remindedAt }),
      isAwaited: isAsked && members.has(personId),
      answers: answers.parse(JSON.parse(told)).map((answer) => answer ?? undefined),
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
