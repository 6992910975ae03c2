// Seats that become free or fall away: those concerned are told.
import { mark } from '../../../publishing/store.ts';
import type { Transaction } from '../../../storage/client.ts';
import type { Meeting, Rsvp } from '../facts.ts';
import { seatNotice } from '../publications.ts';
import { seated } from '../rules.ts';
import { readMeeting, readRsvp } from './rows.ts';

/** The seats of a meeting, null for as many as come, and the answers to it. */
interface Seating {
  readonly seats: number | null;
  readonly rsvps: readonly Rsvp[];
}

/** Tells who waited for a seat and has one now, and who had one and waits; not `self`, who is answered. */
export async function notifySeatChanges(
  rows: Transaction,
  meeting: Meeting,
  { before, after, now, self }: { before: Seating; after: Seating; now: Date; self?: number },
): Promise<void> {
  const was = seated(before.rsvps, before.seats);
  const is = seated(after.rsvps, after.seats);
  const inBoth = (some: readonly Rsvp[], others: readonly Rsvp[]) =>
    some.filter(({ id, personId }) => personId !== self && others.some((one) => one.id === id));
  await mark(rows, [
    ...inBoth(is.seated, was.waiting).map((one) => seatNotice(meeting, one, { hasSeat: true, now })),
    ...inBoth(is.waiting, was.seated).map((one) => seatNotice(meeting, one, { hasSeat: false, now })),
  ]);
}

/** What somebody leaves free who is forgotten. */
export async function leaveSeats(
  rows: Transaction,
  { groupId, personId, now }: { readonly groupId: number; readonly personId: number; readonly now: Date },
): Promise<void> {
  const left = await rows.meeting.findMany({
    where: {
      groupId,
      startsAt: { gt: now },
      seats: { not: null },
      rsvps: { some: { personId, answer: 'going' } },
    },
    include: { rsvps: true },
  });
  for (const { rsvps: answers, ...row } of left) {
    const [meeting, rsvps] = [readMeeting(row), answers.map(readRsvp)];
    const { seats } = meeting;
    const after = { seats, rsvps: rsvps.filter((one) => one.personId !== personId) };
    await notifySeatChanges(rows, meeting, { before: { seats, rsvps }, after, now });
  }
}

/** Does what makes one person of two, and tells who has the seat of the one that is gone. */
export async function mergeSeats<T>(
  rows: Transaction,
  { from, into, now }: { readonly from: number; readonly into: number; readonly now: Date },
  merge: () => Promise<T>,
): Promise<T> {
  const answeredBy = (personId: number) => ({ rsvps: { some: { personId } } });
  const { groupId } = await rows.person.findUniqueOrThrow({ where: { id: into }, select: { groupId: true } });
  const shared = await rows.meeting.findMany({
    where: {
      groupId,
      startsAt: { gt: now },
      seats: { not: null },
      AND: [answeredBy(from), answeredBy(into)],
    },
    include: { rsvps: true },
  });
  const merged = await merge();
  for (const { rsvps: answers, ...row } of shared) {
    const meeting = readMeeting(row);
    const { id: meetingId, seats } = meeting;
    const rsvps = (await rows.rsvp.findMany({ where: { meetingId } })).map(readRsvp);
    const before = { seats, rsvps: answers.map(readRsvp) };
    await notifySeatChanges(rows, meeting, { before, after: { seats, rsvps }, now, self: into });
  }
  return merged;
}
