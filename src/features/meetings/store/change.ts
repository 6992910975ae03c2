// The rows of a change to one meeting: its other time, its return, and that people are told.
import { tzVersion } from '../../../core/time.ts';
import { recall } from '../../../publishing/remaking.ts';
import { mark, markAll } from '../../../publishing/store.ts';
import type { Transaction } from '../../../storage/client.ts';
import type { Change, Found, Meeting, MeetingTime, Series } from '../facts.ts';
import { aboutOf, announcement, changeNotice } from '../publications.ts';
import { timeOn } from '../series-dates.ts';
import { placeColumn, readMeeting, readRsvp } from './rows.ts';

/** The columns of a meeting's time. */
function timeRow(time: MeetingTime, durationMinutes: number) {
  return {
    ...time,
    endsAt: new Date(time.startsAt.getTime() + durationMinutes * 60_000),
    tzVersion: tzVersion(),
  };
}

/** A meeting that stands alone. */
export interface OneOff extends Pick<Meeting, 'name' | 'description' | 'durationMinutes' | 'place'> {
  readonly time: MeetingTime;
  readonly now: Date;
}

/** Makes the row of a meeting that stands alone. */
export async function makeOneOff(
  rows: Transaction,
  groupId: number,
  { time, durationMinutes, place, now, ...looks }: OneOff,
) {
  return await rows.meeting.create({
    data: {
      groupId,
      ...looks,
      durationMinutes,
      place: placeColumn(place),
      ...timeRow(time, durationMinutes),
      timedBy: 'hand',
      timedAt: now,
      createdAt: now,
      changedAt: now,
    },
  });
}

/** The row of a series' meeting that is not there yet. */
export function newMeeting(
  series: Series,
  { occurrence, time, now }: { occurrence: string; time: MeetingTime; now: Date },
) {
  return {
    groupId: series.groupId,
    seriesId: series.id,
    occurrence,
    name: series.name,
    durationMinutes: series.durationMinutes,
    place: placeColumn(series.place),
    description: series.description,
    seats: series.seats,
    ...timeRow(time, series.durationMinutes),
    timedAt: now,
    createdAt: now,
    changedAt: now,
  };
}

/** Who is told of which kind of change by one command, by series: each hears of the first meeting, and how many later ones. */
export type ToldBefore = Set<string>;

/** Gives a meeting another time; when that is another instant, it is a change that people are told of once. */
export async function retime(
  rows: Transaction,
  of: Found,
  what: {
    time: MeetingTime;
    timedBy: Meeting['timedBy'];
    now: Date;
    reason?: string | undefined;
    told?: ToldBefore;
  },
): Promise<boolean> {
  const { time, timedBy, ...why } = what;
  const { meeting, series } = of;
  const isOther = time.startsAt.getTime() !== meeting.startsAt.getTime();
  const ruled = series && meeting.occurrence ? timeOn(series, meeting.occurrence) : undefined;
  // Who moves a meeting back to where its series has it wants it to go with the series again.
  const isBack = timedBy === 'hand' && ruled?.startsAt.getTime() === time.startsAt.getTime();
  await rows.meeting.update({
    where: { id: meeting.id },
    data: {
      ...timeRow(isBack ? ruled : time, meeting.durationMinutes),
      timedBy: isBack ? 'rule' : timedBy,
      ...(isOther && { timedAt: why.now }),
    },
  });
  if (isOther) await tellChange(rows, of, { ...why, kind: 'moved', isByHand: timedBy === 'hand' });
  return isOther;
}

/** Brings a cancelled meeting back, and tells. */
export async function bringBack(
  rows: Transaction,
  of: Found,
  why: { now: Date; isByHand?: boolean; told?: ToldBefore },
): Promise<void> {
  const restored = await rows.meeting.updateMany({
    where: { id: of.meeting.id, status: 'cancelled' },
    // What was due meanwhile is not sent late: people are told just now.
    data: { status: 'scheduled', cancelReason: null, timedAt: why.now },
  });
  if (restored.count === 1) await tellChange(rows, of, { ...why, kind: 'restored' });
}

/** Cancels a meeting that takes place, and tells. */
export async function cancel(
  rows: Transaction,
  of: Found,
  why: { now: Date; reason?: string | undefined; isByHand?: boolean; told?: ToldBefore },
): Promise<void> {
  const cancelled = await rows.meeting.updateMany({
    where: { id: of.meeting.id, status: 'scheduled' },
    data: { status: 'cancelled', cancelReason: why.reason ?? null },
  });
  if (cancelled.count === 1) await tellChange(rows, of, { ...why, kind: 'cancelled' });
}

/** Raises a meeting's sequence, remembers the change, and marks everything that shows it. */
export async function tellChange(
  rows: Transaction,
  { meeting, series }: Found,
  what: {
    kind: Change['kind'];
    now: Date;
    reason?: string | undefined;
    isByHand?: boolean;
    told?: ToldBefore;
  },
): Promise<void> {
  const { kind, now, reason, isByHand = false, told = new Set() } = what;
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
      reason: reason ?? null,
    },
  });
  await markAll(rows, aboutOf(meeting));
  const isSilent = kind === 'moved' && meeting.status === 'cancelled';
  if (isSilent || meeting.phase === 'over') return;
  // What somebody does to one meeting ahead of its announcement is told too: calendars and events have it already. Of other
  // changes until then only those hear who have answered, and of many at once not of each.
  const isToAll = meeting.announcedAt !== null || (isByHand && series?.state !== 'paused');
  const changed = { meeting: readMeeting(row), series };
  const rsvps = (await rows.rsvp.findMany({ where: { meetingId: meeting.id } })).map(readRsvp);
  const shown = meeting.announcedAt === null ? [] : [announcement(changed)];
  const all = changeNotice(changed, rsvps, await besideOf(rows, meeting, now));
  const hears = (personId: number) => `${kind} ${meeting.seriesId ?? meeting.uid} ${personId}`;
  const notices = all.filter(({ to }) => isToAll || (to.kind === 'person' && !told.has(hears(to.personId))));
  for (const { to } of notices) if (to.kind === 'person') told.add(hears(to.personId));
  await mark(rows, [...shown, ...notices]);
  if (!isToAll) return;
  await recall(rows, {
    ...aboutOf(meeting),
    views: ['meetings/reminder', 'meetings/change'],
    except: notices.map(({ key }) => key),
  });
}

/** The meeting of the same series that is announced and not over, for one that is not announced yet. */
async function besideOf(rows: Transaction, { id, seriesId, announcedAt }: Meeting, now: Date) {
  if (seriesId === null || announcedAt !== null) return undefined;
  const row = await rows.meeting.findFirst({
    where: {
      seriesId,
      id: { not: id },
      announcedAt: { not: null },
      endsAt: { gt: now },
      status: 'scheduled',
    },
    orderBy: { startsAt: 'asc' },
  });
  return row ? readMeeting(row) : undefined;
}
