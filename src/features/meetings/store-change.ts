// The rows of a change to one meeting: its other time, its return, and that people are told.
import type { GroupFacts } from '../../core/directory.ts';
import { tzVersion } from '../../core/time.ts';
import { mark, markAll } from '../../publishing/store.ts';
import type { Transaction } from '../../storage/client.ts';
import type { Meeting, MeetingTime, Series } from './facts.ts';
import { changeNotice, meetingKey, standing } from './publications.ts';
import { readMeeting, readRsvp } from './rows.ts';

/** A meeting with what decides where it is published. */
export function publishedMeeting(group: GroupFacts, series: readonly Series[], meeting: Meeting) {
  const own = series.find((one) => one.id === meeting.seriesId);
  return { group, meeting, ...(own && { series: own }) };
}

/** The columns of a meeting's time. */
export function timeRow(time: MeetingTime, durationMinutes: number) {
  return {
    ...time,
    endsAt: new Date(time.startsAt.getTime() + durationMinutes * 60_000),
    tzVersion: tzVersion(),
  };
}

/** Gives a meeting another time; when that is another instant, it is a change that people are told of once. */
export async function retime(
  rows: Transaction,
  of: ReturnType<typeof publishedMeeting>,
  {
    time,
    timedBy,
    now,
    reason,
  }: { time: MeetingTime; timedBy: Meeting['timedBy']; now: Date; reason?: string },
): Promise<boolean> {
  const { meeting } = of;
  const isOther = time.startsAt.getTime() !== meeting.startsAt.getTime();
  await rows.meeting.update({
    where: { id: meeting.id },
    data: {
      ...timeRow(time, meeting.durationMinutes),
      timedBy,
      ...(isOther && { timedAt: now }),
    },
  });
  if (isOther) await tellChange(rows, of, { kind: 'moved', now, ...(reason && { reason }) });
  return isOther;
}

/** Brings a cancelled meeting back, and tells; answers whether it was cancelled. */
export async function bringBack(
  rows: Transaction,
  of: ReturnType<typeof publishedMeeting>,
  now: Date,
): Promise<boolean> {
  const restored = await rows.meeting.updateMany({
    where: { id: of.meeting.id, status: 'cancelled' },
    data: {
      status: 'scheduled',
      cancelReason: null,
      eventRound: { increment: 1 },
      // What was due meanwhile is not sent late: people are told just now.
      timedAt: now,
    },
  });
  if (restored.count === 1) await tellChange(rows, of, { kind: 'restored', now });
  return restored.count === 1;
}

/** Raises a meeting's sequence, remembers the change, and marks everything that shows it. */
export async function tellChange(
  rows: Transaction,
  { group, meeting, series }: ReturnType<typeof publishedMeeting>,
  { kind, now, reason }: { kind: 'moved' | 'cancelled' | 'restored' | 'changed'; now: Date; reason?: string },
): Promise<void> {
  const row = await rows.meeting.update({
    where: { id: meeting.id },
    data: { sequence: { increment: 1 }, changedAt: now },
  });
  await rows.meetingChange.create({
    data: {
      meetingId: meeting.id,
      sequence: row.sequence,
      kind,
      wasAt: meeting.startsAt,
      at: now,
      ...(reason && { reason }),
    },
  });
  await markAll(rows, meetingKey(meeting.id));
  const isSilent = kind === 'moved' && meeting.status === 'cancelled';
  if (isSilent || meeting.announcedAt === undefined || meeting.phase === 'over') return;
  const changed = { group, meeting: readMeeting(row), ...(series && { series }) };
  const rsvps = (await rows.rsvp.findMany({ where: { meetingId: meeting.id } })).map(readRsvp);
  await mark(rows, [...standing(changed), ...changeNotice(changed, rsvps)]);
}
