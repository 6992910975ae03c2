// Seats that become free: whatever frees one tells everybody in the same transaction, unless somebody waits for it.
import { randomUUID } from 'node:crypto';
import { mark } from '../../../publishing/store.ts';
import type { Transaction } from '../../../storage/client.ts';
import { wake } from '../../../storage/schedule.ts';
import { aboutReplacing, vacancyWanted } from '../member-publications.ts';
import { seatsOf, waitingStates } from '../membership-rules.ts';
import type { Elsewhere } from './people.ts';
import { membersIn, rulesIn, sinceUnknown } from './rows.ts';

/**
 * Does what may free a seat: somebody leaves, is removed or forgotten, gives up their vote, or does not take a seat that was
 * offered. Answers what came of it, and whether a seat is free now that nobody waits for.
 */
export async function freeing<T>(
  rows: Transaction,
  groupId: number,
  work: () => Promise<T>,
): Promise<{ readonly came: T; readonly isFreed: boolean }> {
  const before = await openSeats(rows, groupId);
  const came = await work();
  const isFreed = (await openSeats(rows, groupId)) > before;
  if (isFreed) {
    await mark(rows, [vacancyWanted(groupId, randomUUID())]);
    await wake(rows, groupId, 'members');
  }
  return { came, isFreed };
}

/** The seats that nobody has or waits for; where seats are not counted, there is no end of them. */
export async function openSeats(rows: Transaction, groupId: number): Promise<number> {
  const { free } = seatsOf(await membersIn(rows, groupId), await rulesIn(rows, groupId));
  const waiting = await rows.application.count({
    where: { groupId, state: { in: [...waitingStates] } },
  });
  return Math.max(0, free - waiting);
}

/** Why a vote ends on an application that was taken back, or whose applicant was forgotten. */
export const takenBack = 'The application was taken back.';

/** Ends what goes on about replacing a member who has answered, or left. */
export async function replacingOver(
  rows: Transaction,
  groupId: number,
  { dropVote }: Pick<Elsewhere, 'dropVote'>,
  { personId, reason, now }: { readonly personId: number; readonly reason: string; readonly now: Date },
): Promise<void> {
  const where = { groupId, personId, replaceAt: { not: null } };
  const { count } = await rows.membership.updateMany({ where, data: { replaceAt: null } });
  if (count > 0) await dropVote(rows, groupId, { concerns: aboutReplacing(personId), reason, now });
}

/** Makes somebody a former member, who has no role any more. */
export async function becomeFormer(
  rows: Transaction,
  groupId: number,
  elsewhere: Elsewhere,
  { personId, now }: { readonly personId: number; readonly now: Date },
): Promise<void> {
  const { name } = await rows.person.findUniqueOrThrow({ where: { id: personId } });
  await replacingOver(rows, groupId, elsewhere, { personId, reason: `${name} has left.`, now });
  const data = { kind: 'alumni', untilAt: now };
  await rows.membership.upsert({
    where: { personId },
    create: { groupId, personId, sinceAt: sinceUnknown, ...data },
    update: data,
  });
  await rows.person.update({ where: { id: personId }, data: { role: 'none' } });
}
