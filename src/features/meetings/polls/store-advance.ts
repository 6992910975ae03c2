// What becomes of polls with time: reminders, the end, and what then is wanted.
import { reminderAt } from '../../../core/reminder.ts';
import { end, mark } from '../../../publishing/store.ts';
import type { Transaction } from '../../../storage/client.ts';
import type { Row } from '../../../storage/rows.ts';
import { wake } from '../../../storage/schedule.ts';
import type { Poll } from './facts.ts';
import { aboutPoll, cardWanted, closedWanted, toPerson } from './publications.ts';
import { haveAllAnswered, isOpen, lapsesAt, toRemind } from './rules.ts';

/** Does what is due of a poll: it reminds, closes or lapses. */
export async function advanceOf(rows: Transaction, poll: Poll, now: Date): Promise<void> {
  const isOver = poll.state === 'open' && now >= poll.closesAt;
  if (poll.state === 'open' && !isOver) {
    await mark(rows, [cardWanted(poll)]);
    // Who left the group is waited for no more.
    if (haveAllAnswered(poll, now)) await closeOf(rows, poll, { endedBy: 'all', closedAt: now });
    else if (now >= reminderAt(poll)) await remindOf(rows, poll, now);
    return;
  }
  if (now >= lapsesAt(poll)) {
    await endOf(rows, poll, { data: { state: 'lapsed', closedAt: poll.closedAt ?? poll.closesAt }, now });
  } else if (isOver) await closeOf(rows, poll, { closedAt: poll.closesAt });
  // A time of it may be past by now, and another the best.
  else await mark(rows, [cardWanted(poll)]);
}

/** Closes a poll; whoever opened it is told, or the organisers where that is somebody who was forgotten. */
export async function closeOf(
  rows: Transaction,
  poll: Poll,
  { endedBy, closedAt }: { readonly endedBy?: string; readonly closedAt: Date },
): Promise<void> {
  await rows.poll.update({
    where: { id: poll.id },
    data: { state: 'closed', closedAt, endedBy: endedBy ?? null },
  });
  const told = await endRecipients(rows, poll);
  await mark(rows, [cardWanted(poll), ...told.map((personId) => closedWanted(poll, personId))]);
  await wake(rows, poll.groupId, 'polls');
}

async function endRecipients(rows: Transaction, { groupId, openedById }: Poll): Promise<number[]> {
  if ((await rows.account.count({ where: { personId: openedById } })) > 0) return [openedById];
  const organisers = await rows.person.findMany({
    where: { groupId, role: 'organiser' },
    select: { id: true },
  });
  return organisers.length > 0 ? organisers.map(({ id }) => id) : [openedById];
}

/** Ends a poll: what shows it stays and is archived in its time. */
export async function endOf(
  rows: Transaction,
  { id, uid, groupId }: Poll,
  ending: {
    data: {
      state: 'scheduled' | 'withdrawn' | 'lapsed';
      closedAt: Date;
    } & Partial<Pick<Row<'poll'>, 'endedBy' | 'endReason' | 'chosen' | 'meetingId'>>;
    now: Date;
  },
): Promise<void> {
  const { data, now } = ending;
  await rows.poll.update({ where: { id }, data });
  await mark(rows, [cardWanted({ id, uid, groupId })]);
  await end(rows, { groupId, about: aboutPoll(id) }, now);
  await wake(rows, groupId, 'polls');
}

/** Reminds those who have not answered, each once; answers how many. */
export async function remindOf(rows: Transaction, poll: Poll, now: Date): Promise<number> {
  if (!isOpen(poll, now)) return 0;
  const late = toRemind(poll, now);
  if (late.length === 0) return 0;
  for (const { personId } of late) {
    await rows.pollParticipant.update({
      where: { pollId_personId: { pollId: poll.id, personId } },
      data: { remindedAt: now },
    });
  }
  await mark(
    rows,
    late.map(({ personId }) => toPerson(poll, personId, 'reminder')),
  );
  return late.length;
}
