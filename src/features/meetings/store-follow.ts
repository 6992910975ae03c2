// What a change of a series means for its meetings: they follow, fall, come back or go elsewhere.
import { mark, markAll } from '../../publishing/store.ts';
import type { Transaction } from '../../storage/client.ts';
import type { Found, Meeting, Series } from './facts.ts';
import { timeOfMonth } from './months.ts';
import { aboutOf, wantedNow } from './publications.ts';
import { openMeetings } from './store-advance.ts';
import { bringBack, cancel, retime } from './store-change.ts';
import { placeColumn, readMeeting } from './store-rows.ts';

/** Lets the coming meetings of a series follow its change. */
export async function follow(
  rows: Transaction,
  { before, series, now }: { before: Series; series: Series; now: Date },
): Promise<void> {
  const isRetimed =
    before.rule !== series.rule || before.zone !== series.zone || before.times.join() !== series.times.join();
  for (const { meeting: was } of await comingOf(rows, series, now)) {
    const meeting = redrawn(was, before, series);
    await rows.meeting.update({
      where: { id: meeting.id },
      data: {
        name: meeting.name,
        durationMinutes: meeting.durationMinutes,
        endsAt: meeting.endsAt,
        place: placeColumn(meeting.place),
        ...(looksOf(was) !== looksOf(meeting) && {
          sequence: { increment: 1 },
          changedAt: now,
        }),
      },
    });
    await markAll(rows, aboutOf(meeting));
    if (!isRetimed || meeting.timedBy !== 'rule' || meeting.month === null) continue;
    const of = { meeting, series };
    const time = timeOfMonth(series, meeting.month);
    if (!time)
      await dropOrCancel(rows, of, { now, reason: 'The rule no longer has a meeting in this month.' });
    else if (time.startsAt > now) await retime(rows, of, { time, timedBy: 'rule', now });
    // The new rule's day is past: this month's meeting stays where it is.
    else await rows.meeting.update({ where: { id: meeting.id }, data: { timedBy: 'hand' } });
  }
}

const reasons = { paused: 'The series is paused.', ended: 'The series has ended.' } as const;

/** Brings back what a pause had cancelled. */
export async function goOn(rows: Transaction, series: Series, now: Date): Promise<void> {
  const fallen = { status: 'cancelled', cancelReason: reasons.paused };
  for (const of of await comingOf(rows, series, now, fallen)) await bringBack(rows, of, now);
}

/** Lets the coming meetings of a paused or ended series fall. */
export async function stop(rows: Transaction, series: Series, now: Date): Promise<void> {
  const reason = series.state === 'ended' ? reasons.ended : reasons.paused;
  for (const of of await comingOf(rows, series, now)) {
    if (series.state === 'ended' || (await isShown(rows, of.meeting))) {
      await dropOrCancel(rows, of, { now, reason });
    }
  }
}

/** What has been published elsewhere goes to the new places; what was said once is not said again. */
export async function takeAlong(rows: Transaction, series: Series, now: Date): Promise<void> {
  const open = await openMeetings(rows, { groupId: series.groupId, seriesId: series.id });
  const wanted = open.flatMap((one) => wantedNow(one, { personals: [], rsvps: [] }, now));
  await mark(
    rows,
    wanted.filter(({ isOnce }) => !isOnce),
  );
}

async function comingOf(rows: Transaction, series: Series, now: Date, which = {}): Promise<Found[]> {
  const coming = await rows.meeting.findMany({
    where: { seriesId: series.id, startsAt: { gt: now }, ...which },
  });
  return coming.map((row) => ({ meeting: readMeeting(row), series }));
}

async function dropOrCancel(rows: Transaction, of: Found, why: { now: Date; reason: string }): Promise<void> {
  if (await isShown(rows, of.meeting)) await cancel(rows, of, why);
  else await rows.meeting.delete({ where: { id: of.meeting.id } });
}

async function isShown(rows: Transaction, meeting: Meeting): Promise<boolean> {
  return (await rows.publication.count({ where: aboutOf(meeting) })) > 0;
}

/** A meeting as its changed series has it; what was given to this one alone stays. */
function redrawn(meeting: Meeting, before: Series, series: Series): Meeting {
  const isOwnLength = meeting.durationMinutes !== before.durationMinutes;
  const durationMinutes = isOwnLength ? meeting.durationMinutes : series.durationMinutes;
  const isOwnPlace = JSON.stringify(meeting.place) !== JSON.stringify(before.place);
  return {
    ...meeting,
    name: series.name,
    durationMinutes,
    endsAt: new Date(meeting.startsAt.getTime() + durationMinutes * 60_000),
    place: isOwnPlace ? meeting.place : series.place,
  };
}

/** What of a meeting its series decides beside the time, as one text to compare. */
function looksOf({ name, durationMinutes, place }: Meeting): string {
  return JSON.stringify([name, durationMinutes, place]);
}
