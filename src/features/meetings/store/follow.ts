// What a change of a series means for its meetings: they follow, fall, come back or go elsewhere.
import { mark, markAll, unsaid } from '../../../publishing/store.ts';
import type { Transaction } from '../../../storage/client.ts';
import type { Found, Meeting, Series } from '../facts.ts';
import { aboutOf, changeNotice, wantedNow } from '../publications.ts';
import { pausedReason, whereOf } from '../rules.ts';
import { datesFromThisMonth, pairedDates, recomputed, type Timing, timeOn } from '../series-dates.ts';
import { openMeetings } from './advance.ts';
import { bringBack, cancel, retime, type ToldBefore, tellChange } from './change.ts';
import { placeColumn, readMeeting, readRsvp } from './rows.ts';
import { notifySeatChanges } from './seats.ts';

/** Lets the coming meetings of a series follow its change. */
export async function follow(
  rows: Transaction,
  { before, series, now }: { before: Series; series: Series; now: Date },
): Promise<void> {
  const isRetimed = timingOf(before) !== timingOf(series);
  const coming = await comingOf(rows, series, now);
  const dates = isRetimed ? await takeDates(rows, { series, coming, now }) : undefined;
  const told = new Set<string>();
  for (const { meeting: was } of coming) {
    const meeting = redrawn(was, before, series);
    const isTold = was.status === 'scheduled' && whereOf(was) !== whereOf(meeting);
    await rows.meeting.update({
      where: { id: meeting.id },
      data: {
        name: meeting.name,
        durationMinutes: meeting.durationMinutes,
        endsAt: meeting.endsAt,
        place: placeColumn(meeting.place),
        description: meeting.description,
        seats: meeting.seats,
        ...(!isTold && looksOf(was) !== looksOf(meeting) && { sequence: { increment: 1 }, changedAt: now }),
      },
    });
    if (isTold) await tellChange(rows, { meeting, series }, { kind: 'changed', now, told });
    if (was.seats !== meeting.seats) {
      const rsvps = (await rows.rsvp.findMany({ where: { meetingId: meeting.id } })).map(readRsvp);
      await notifySeatChanges(rows, meeting, {
        before: { seats: was.seats, rsvps },
        after: { seats: meeting.seats, rsvps },
        now,
      });
    }
    await markAll(rows, aboutOf(meeting));
    if (!dates || meeting.timedBy !== 'rule' || meeting.occurrence === null) continue;
    const of = { meeting, series };
    const date = dates.get(meeting.id);
    const ruled = date === undefined ? undefined : timeOn({ ...series, starts: earlier(date, series) }, date);
    // Where the rule's day is past, this week's or month's meeting stays on its own; another hour alone is its hour too.
    const isOnOwnDay = ruled && ruled.startsAt <= now && before.rule === series.rule;
    const time = isOnOwnDay ? recomputed({ ...ruled, localDate: meeting.localDate }) : ruled;
    if (!time) await dropOrCancel(rows, of, { now, reason: noLonger, told });
    else if (time.startsAt > now) {
      await retime(rows, of, { time, timedBy: 'rule', now, told });
      if (meeting.status === 'cancelled' && meeting.cancelReason === noLonger)
        await bringBack(rows, of, { now, told });
    }
  }
}

const noLonger = 'The series no longer has a meeting on this day.';

/** Gives the coming meetings the dates of a changed rule that are theirs; answers the dates by meeting. */
async function takeDates(
  rows: Transaction,
  { series, coming, now }: { series: Series; coming: readonly Found[]; now: Date },
): Promise<Map<number, string>> {
  const paired = pairs(series, { coming, begun: await begunOf(rows, series, now), now });
  // Each leaves its date before another takes it.
  for (const { id } of paired.keys())
    await rows.meeting.update({ where: { id }, data: { occurrence: null } });
  for (const [{ id }, date] of paired)
    await rows.meeting.update({ where: { id }, data: { occurrence: date } });
  return new Map([...paired].map(([{ id }, date]) => [id, date]));
}

/**
 * Tells of a series, once it is timed so, which dates have meetings that do not get their times by its rule, and the first of
 * those whose meetings do, on whatever day they are.
 */
export type OutOfTurn = (timing: Timing) => {
  readonly out: readonly string[];
  readonly first: string | undefined;
};

/** Reads what tells it: which meetings have begun, are cancelled and do not come back by themselves, were moved or planned. */
export async function outOfTurn(rows: Transaction, series: Series, now: Date): Promise<OutOfTurn> {
  const [coming, begun] = [await comingOf(rows, series, now), await begunOf(rows, series, now)];
  const isOut = ({ timedBy, status, cancelReason }: Meeting) =>
    timedBy !== 'rule' ||
    (status === 'cancelled' && cancelReason !== noLonger && cancelReason !== reasons.paused);
  return (timing) => {
    const { times, zone } = timing;
    const paired = [...pairs(timing, { coming, begun, now })].toSorted(([, a], [, b]) => a.localeCompare(b));
    const out = paired.flatMap(([meeting, date]) => (isOut(meeting) ? [date] : []));
    const first = paired.find(
      ([meeting]) =>
        !isOut(meeting) && recomputed({ ...meeting, localTime: times[0] ?? '', zone }).startsAt > now,
    );
    return { out: [...begun, ...out], first: first?.[1] };
  };
}

/** Which of the coming meetings stands for which date that no meeting had which has begun. */
function pairs(
  timing: Timing,
  { coming, begun, now }: { coming: readonly Found[]; begun: readonly string[]; now: Date },
): Map<Meeting, string> {
  const dates = datesFromThisMonth(timing, now).filter((date) => !begun.includes(date));
  return pairedDates(
    coming.map(({ meeting }) => meeting),
    dates,
  );
}

/** The dates of the latest meetings that have begun. */
async function begunOf(rows: Transaction, { id }: Series, now: Date): Promise<string[]> {
  const begun = await rows.meeting.findMany({
    where: { seriesId: id, startsAt: { lte: now } },
    orderBy: { startsAt: 'desc' },
    take: 100,
    select: { occurrence: true },
  });
  return begun.flatMap(({ occurrence }) => occurrence ?? []);
}

function timingOf({ rule, starts, turnsFrom, zone, times }: Series): string {
  return JSON.stringify([rule, starts, turnsFrom, zone, times]);
}

/** A date that the rule has before the series starts again counts as one of it. */
const earlier = (date: string, { starts }: Series): string => (date < starts ? date : starts);

const reasons = { paused: pausedReason, ended: 'The series has ended.' } as const;

/** Brings back what a pause had cancelled. */
export async function goOn(rows: Transaction, series: Series, now: Date): Promise<void> {
  const fallen = { status: 'cancelled', cancelReason: reasons.paused };
  const told = new Set<string>();
  for (const of of await comingOf(rows, series, now, fallen)) await bringBack(rows, of, { now, told });
}

/** Lets the coming meetings of a paused or ended series fall. */
export async function stop(rows: Transaction, series: Series, now: Date): Promise<void> {
  const reason = series.state === 'ended' ? reasons.ended : reasons.paused;
  const told = new Set<string>();
  for (const of of await comingOf(rows, series, now))
    if (series.state === 'ended' || (await isKnown(rows, of.meeting)))
      await dropOrCancel(rows, of, { now, reason, told });
}

/** What has been published elsewhere goes to the new places, and so does what could not be said; what was said once is not said again. */
export async function movePublications(rows: Transaction, series: Series, now: Date): Promise<void> {
  const open = await openMeetings(rows, { groupId: series.groupId, seriesId: series.id });
  const wanted = open.flatMap((one) => wantedNow(one, { personals: [], rsvps: [] }, now));
  const once = [...wanted.filter(({ isOnce }) => isOnce), ...open.flatMap((one) => changeNotice(one, []))];
  await mark(rows, [...wanted.filter(({ isOnce }) => !isOnce), ...(await unsaid(rows, once))]);
}

async function comingOf(rows: Transaction, series: Series, now: Date, which = {}): Promise<Found[]> {
  const coming = await rows.meeting.findMany({
    where: { seriesId: series.id, startsAt: { gt: now }, ...which },
    orderBy: { startsAt: 'asc' },
  });
  return coming.map((row) => ({ meeting: readMeeting(row), series }));
}

async function dropOrCancel(
  rows: Transaction,
  of: Found,
  why: { now: Date; reason: string; told: ToldBefore },
): Promise<void> {
  if (await isKnown(rows, of.meeting)) await cancel(rows, of, why);
  else await rows.meeting.delete({ where: { id: of.meeting.id } });
}

/** Whether people know of a meeting: it is shown somewhere, or somebody has answered. */
async function isKnown(rows: Transaction, meeting: Meeting): Promise<boolean> {
  const answers = await rows.rsvp.count({ where: { meetingId: meeting.id } });
  return answers > 0 || (await rows.publication.count({ where: aboutOf(meeting) })) > 0;
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
    description: meeting.description === before.description ? series.description : meeting.description,
    seats: meeting.seats === before.seats ? series.seats : meeting.seats,
  };
}

/** What of a meeting its series decides beside the time, as one text to compare. */
const looksOf = (meeting: Meeting) => JSON.stringify([meeting.name, meeting.description, whereOf(meeting)]);
