// Brings a group's rows in step with the clock: meetings made ahead, times recomputed, what is due marked.
import { monthAfter } from '../../../core/month.ts';
import { earliest, tzVersion } from '../../../core/time.ts';
import { recall } from '../../../publishing/remaking.ts';
import { end, ensure, markAll } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { scheduleAt } from '../../../storage/schedule.ts';
import type { Found, Series } from '../facts.ts';
import { monthOf } from '../months.ts';
import { aboutOf, keyOf, replanNote, wantedNow } from '../publications.ts';
import { defaultReminders, dueReminder, isAbout, nextDue, phaseAt, toAnnounce } from '../rules.ts';
import { comingOccurrences, recomputed, skipOn, timeFrom, timeOn } from '../series-dates.ts';
import { newMeeting, retime } from './change.ts';
import { readFound, readRsvp, readSeries } from './rows.ts';

/** The phases of meetings that the clock has not been told are over; there are few of them, however many there were. */
const openPhases = { in: ['upcoming', 'live'] };

/** A chat server has room for a hundred events; some of them are other people's. */
const mostEvents = 60;

/** Changes a group's facts and does what is due by them, in one transaction. */
export async function changing<T>(
  database: Database,
  { groupId, now }: { groupId: number; now: Date },
  work: (rows: Transaction) => Promise<T>,
): Promise<T> {
  return await change(database, groupId, async (rows) => {
    const done = await work(rows);
    await advance(rows, groupId, now);
    return done;
  });
}

/**
 * Does what is due at `now` for a group and is harmless to repeat. Answers the next instant at which something will be
 * due, which stands in the schedule then.
 */
export async function advance(rows: Transaction, groupId: number, now: Date): Promise<Date | undefined> {
  await deleteSkippedMeetings(rows, groupId, now);
  const active = await rows.meetingSeries.findMany({ where: { groupId, state: 'active' } });
  for (const series of active) await makeMeetings(rows, readSeries(series), now);
  await recompute(rows, groupId, now);
  const open = await announce(rows, await openMeetings(rows, { groupId }), now);
  const { personals, asked } = await concerned(rows, open, { groupId, now });
  // Thousands may have asked for the same, and each change of the group's facts looks at this.
  const kinds = await rows.personalReminder.groupBy({
    by: ['seriesId', 'meetingId', 'minutes'],
    where: { groupId },
  });
  const nearest = new Set(
    open
      .filter(({ meeting }) => meeting.status === 'scheduled' && meeting.startsAt > now)
      .slice(0, mostEvents),
  );
  await ensure(rows, [
    ...open.flatMap((one) => {
      const rsvps = asked.get(one.meeting.id) ?? [];
      return wantedNow(one, { personals, rsvps, hasEvent: nearest.has(one) }, now);
    }),
    ...replanNotes(open),
  ]);
  for (const one of open) {
    await recallReminders(rows, one, now);
    await movePhase(rows, one, now);
  }
  const next = earliest([
    ...(active.length > 0 ? [new Date(`${monthAfter(monthOf(now), 1)}-01T00:00:00Z`)] : []),
    ...open.flatMap(({ meeting, series }) => {
      const reminders = series?.reminders ?? defaultReminders;
      return nextDue(meeting, { reminders, personals: kinds }, now) ?? [];
    }),
  ]);
  await scheduleAt(rows, { groupId, job: 'meetings' }, next);
  return next;
}

/** Meetings that the clock has not been told are over, earliest first. */
export async function openMeetings(
  rows: Transaction,
  which: { groupId: number; seriesId?: number },
): Promise<Found[]> {
  const found = await rows.meeting.findMany({
    where: { ...which, phase: openPhases },
    include: { series: true },
  });
  // Sorted here, since SQLite would rather walk all meetings in order than find and sort a few.
  return found.map(readFound).toSorted((a, b) => a.meeting.startsAt.getTime() - b.meeting.startsAt.getTime());
}

/**
 * Whom something that is due may concern: the private reminders, and the answers by meeting. What merely exists is not
 * read, since this is looked at with each change of the group's facts.
 */
async function concerned(
  rows: Transaction,
  open: readonly Found[],
  { groupId, now }: { groupId: number; now: Date },
) {
  const announced = open.filter(({ meeting }) => meeting.announcedAt !== null);
  const isDue = announced.flatMap(({ meeting: { id, seriesId, startsAt } }) => {
    if (startsAt <= now) return [];
    const minutes = { gte: Math.ceil((startsAt.getTime() - now.getTime()) / 60_000) };
    return [{ meetingId: id, minutes }, ...(seriesId === null ? [] : [{ seriesId, minutes }])];
  });
  const due = isDue.length > 0 ? await rows.personalReminder.findMany({ where: { groupId, OR: isDue } }) : [];
  const reminding = announced.filter(
    ({ meeting, series }) =>
      dueReminder(meeting, series?.reminders ?? defaultReminders, now) !== undefined ||
      due.some((one) => isAbout(meeting, one)),
  );
  const answers = (
    await rows.rsvp.findMany({ where: { meetingId: { in: reminding.map(({ meeting }) => meeting.id) } } })
  ).map(readRsvp);
  const people = [...new Set(answers.map(({ personId }) => personId))];
  // By the people alone, who are of this group: of a list beside something else a statement takes a thousand at most.
  const own =
    people.length > 0 ? await rows.personalReminder.findMany({ where: { personId: { in: people } } }) : [];
  return {
    personals: [...new Map([...due, ...own].map((one) => [one.id, one])).values()],
    asked: Map.groupBy(answers, ({ meetingId }) => meetingId),
  };
}

/** Meetings that a pause left out are no meetings that were held. */
export async function deleteSkippedMeetings(rows: Transaction, groupId: number, now: Date): Promise<void> {
  await rows.meeting.deleteMany({
    where: {
      groupId,
      phase: openPhases,
      startsAt: { lte: now },
      announcedAt: null,
      series: { state: 'paused' },
    },
  });
}

/** Makes the rows of the occurrences to come that are not there yet. */
async function makeMeetings(rows: Transaction, series: Series, now: Date): Promise<void> {
  const coming = comingOccurrences(series, now);
  const [first] = coming;
  if (!first) return;
  const have = await rows.meeting.findMany({
    where: { seriesId: series.id, occurrence: { gte: first.date } },
    select: { occurrence: true },
  });
  const known = new Set(have.map(({ occurrence }) => occurrence));
  for (const one of coming) {
    if (known.has(one.date)) continue;
    const skip = skipOn(series, one.date);
    const data = newMeeting(series, { occurrence: one.date, time: timeFrom(one), now });
    await rows.meeting.create({
      data: { ...data, ...(skip && { status: 'cancelled', cancelReason: skip.reason }) },
    });
  }
}

/** Recomputes what other tz data had computed; what differs is told like any move. */
async function recompute(rows: Transaction, groupId: number, now: Date): Promise<void> {
  const stale = await rows.meeting.findMany({
    where: { groupId, phase: 'upcoming', startsAt: { gt: now }, tzVersion: { not: tzVersion() } },
    include: { series: true },
    orderBy: { startsAt: 'asc' },
  });
  const told = new Set<string>();
  for (const row of stale) {
    const found = readFound(row);
    const { meeting, series } = found;
    // The rule, not the reading: what was moved on by a gap may stand in none now.
    const byRule =
      series && meeting.timedBy === 'rule' && meeting.occurrence !== null
        ? timeOn(series, meeting.occurrence)
        : undefined;
    const time = byRule && byRule.startsAt > now ? byRule : recomputed(meeting);
    await retime(rows, found, { time, timedBy: meeting.timedBy, now, told });
  }
}

/** Announces what is next; answers the open meetings as they are now. */
async function announce(rows: Transaction, open: readonly Found[], now: Date): Promise<Found[]> {
  const next = new Set(toAnnounce(open, now).map(({ id }) => id));
  const data = { announcedAt: now, changedAt: now };
  if (next.size > 0) await rows.meeting.updateMany({ where: { id: { in: [...next] } }, data });
  return open.map(({ meeting, series }) => ({
    meeting: next.has(meeting.id) ? { ...meeting, ...data } : meeting,
    series,
  }));
}

/** A reminder takes the place of those before it. */
async function recallReminders(rows: Transaction, { meeting, series }: Found, now: Date): Promise<void> {
  if (meeting.announcedAt === null || meeting.status !== 'scheduled') return;
  const due = dueReminder(meeting, series?.reminders ?? defaultReminders, now);
  if (due === undefined) return;
  const start = Math.floor(meeting.startsAt.getTime() / 1000);
  const except = [keyOf(meeting, `reminder/${start}/${due}`)];
  await recall(rows, { ...aboutOf(meeting), views: ['meetings/reminder'], except });
}

async function movePhase(rows: Transaction, { meeting }: Found, now: Date): Promise<void> {
  const phase = phaseAt(meeting, now);
  if (phase === meeting.phase) return;
  await rows.meeting.update({ where: { id: meeting.id }, data: { phase } });
  await markAll(rows, aboutOf(meeting));
  if (phase !== 'over') return;
  await end(rows, aboutOf(meeting), now);
  await rows.personalReminder.deleteMany({ where: { meetingId: meeting.id } });
}

/** When two planned meetings of a series are left, the organisers are asked to plan again. */
function replanNotes(open: readonly Found[]) {
  const planned = open.filter(
    ({ meeting, series }) =>
      series && series.state !== 'ended' && meeting.timedBy === 'plan' && meeting.phase === 'upcoming',
  );
  return [...Map.groupBy(planned, ({ meeting }) => meeting.seriesId).values()].flatMap((those) => {
    const last = those
      .toSorted((a, b) => (a.meeting.occurrence ?? '').localeCompare(b.meeting.occurrence ?? ''))
      .at(-1);
    return last?.series && those.length <= 2 ? [replanNote(last.series, last.meeting)] : [];
  });
}
