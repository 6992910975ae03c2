// Brings a group's rows in step with the clock: months made ahead, times recomputed, what is due marked.
import type { GroupFacts } from '../../core/directory.ts';
import type { Wanted } from '../../core/publication.ts';
import { tzVersion } from '../../core/time.ts';
import { mark, markAll } from '../../publishing/store.ts';
import type { Transaction } from '../../storage/client.ts';
import type { Meeting, PersonalReminder, Rsvp, Series } from './facts.ts';
import { comingMonths, monthStart, recomputed, timeOfMonth } from './months.ts';
import { defaultReminders, meetingKey, replanNote, topicKey, wantedNow } from './publications.ts';
import { readMeeting, readPersonal, readRsvp, readSeries } from './rows.ts';
import { earliest, nextDue, phaseAt, toAnnounce } from './rules.ts';
import { publishedMeeting, retime, timeRow } from './store-change.ts';

/**
 * Does what is due at `now` for a group and is harmless to repeat; every command that changes facts ends with it.
 * Answers the next instant at which something will be due. What should be visible is marked by `publish`: usually
 * only what is not there yet.
 */
export async function advance(
  rows: Transaction,
  group: GroupFacts,
  now: Date,
  publish: (rows: Transaction, wanted: readonly Wanted[]) => Promise<void> = ensure,
): Promise<Date | undefined> {
  await dropMissed(rows, group.id, now);
  const series = (await rows.meetingSeries.findMany({ where: { groupId: group.id } })).map(readSeries);
  for (const one of series) if (one.state === 'active') await makeMonths(rows, one, now);
  await recompute(rows, { group, series }, now);
  const personals = (await rows.personalReminder.findMany({ where: { groupId: group.id } })).map(
    readPersonal,
  );
  await rows.meeting.deleteMany({ where: { groupId: group.id, status: 'draft', startsAt: { lte: now } } });
  const meetings = await announce(rows, { group, series, now });
  const asked = await openRsvps(rows, group.id);
  await publish(rows, [
    ...meetings.flatMap((meeting) =>
      wantedNow(
        publishedMeeting(group, series, meeting),
        { personals, rsvps: asked.get(meeting.id) ?? [] },
        now,
      ),
    ),
    ...series.filter(({ state }) => state !== 'ended').flatMap((one) => replanNow(one, { group, meetings })),
  ]);
  for (const meeting of meetings) await movePhase(rows, meeting, now);
  await linkTopics(rows, group.id);
  return earliest([
    ...(series.some((one) => one.state === 'active') ? [monthStart(now, 1)] : []),
    ...meetings.flatMap((meeting) => nextOf(meeting, { series, personals }, now)),
  ]);
}

/** Open meetings of a group: those that the clock has not been told are over. */
async function openMeetings(rows: Transaction, groupId: number): Promise<Meeting[]> {
  const found = await rows.meeting.findMany({
    where: { groupId, status: { not: 'draft' }, phase: { not: 'over' } },
    orderBy: { startsAt: 'asc' },
  });
  return found.map(readMeeting);
}

/** The answers to open meetings, by meeting. */
async function openRsvps(rows: Transaction, groupId: number): Promise<Map<number, Rsvp[]>> {
  const found = await rows.rsvp.findMany({ where: { meeting: { groupId, phase: { not: 'over' } } } });
  const byMeeting = Map.groupBy(found, (row) => row.meetingId);
  return new Map([...byMeeting].map(([id, those]) => [id, those.map(readRsvp)]));
}

/** Meetings that a pause left out are no meetings that were held. */
export async function dropMissed(rows: Transaction, groupId: number, now: Date): Promise<void> {
  await rows.meeting.deleteMany({
    where: { groupId, announcedAt: null, startsAt: { lte: now }, series: { state: 'paused' } },
  });
}

/** Makes the rows of the months to come that are not there yet. */
export async function makeMonths(rows: Transaction, series: Series, now: Date): Promise<void> {
  const have = await rows.meeting.findMany({ where: { seriesId: series.id }, select: { month: true } });
  const known = new Set(have.map(({ month }) => month));
  const missing = comingMonths(series, now).filter(({ month }) => !known.has(month));
  for (const { month, time } of missing) {
    await rows.meeting.upsert({
      where: { seriesId_month: { seriesId: series.id, month } },
      create: {
        groupId: series.groupId,
        seriesId: series.id,
        month,
        name: series.name,
        durationMinutes: series.durationMinutes,
        place: series.place ? JSON.stringify(series.place) : null,
        ...timeRow(time, series.durationMinutes),
        timedAt: now,
        createdAt: now,
        changedAt: now,
      },
      update: {},
    });
  }
}

/** Recomputes what other tz data had computed; what differs is told like any move. */
async function recompute(
  rows: Transaction,
  { group, series }: { group: GroupFacts; series: readonly Series[] },
  now: Date,
): Promise<void> {
  const stale = await rows.meeting.findMany({
    where: { groupId: group.id, phase: 'upcoming', startsAt: { gt: now }, tzVersion: { not: tzVersion() } },
  });
  for (const row of stale) {
    const meeting = readMeeting(row);
    const of = publishedMeeting(group, series, meeting);
    // The rule, not the reading: what was moved on by a gap may stand in none now.
    const byRule =
      of.series && meeting.timedBy === 'rule' && meeting.month !== undefined
        ? timeOfMonth(of.series, meeting.month)
        : undefined;
    const time = byRule ?? recomputed(meeting);
    await retime(rows, of, { time, timedBy: meeting.timedBy, now });
  }
}

/** Announces what is next; answers the open meetings as they are now. */
async function announce(
  rows: Transaction,
  { group, series, now }: { group: GroupFacts; series: readonly Series[]; now: Date },
): Promise<Meeting[]> {
  const meetings = await openMeetings(rows, group.id);
  const next = toAnnounce(meetings, series, now);
  if (next.length === 0) return meetings;
  await rows.meeting.updateMany({
    where: { id: { in: next.map(({ id }) => id) }, announcedAt: null },
    data: { announcedAt: now },
  });
  return await openMeetings(rows, group.id);
}

/** Marks those publications that do not exist yet. */
async function ensure(rows: Transaction, wanted: readonly Wanted[]): Promise<void> {
  if (wanted.length === 0) return;
  const have = await rows.publication.findMany({
    where: { key: { in: wanted.map(({ key }) => key) } },
    select: { key: true },
  });
  const known = new Set(have.map(({ key }) => key));
  await mark(
    rows,
    wanted.filter(({ key }) => !known.has(key)),
  );
}

/** Once a topic is there, the other places of its meeting link to it. */
async function linkTopics(rows: Transaction, groupId: number): Promise<void> {
  const apart = await rows.meeting.findMany({
    where: { groupId, isLinked: false, announcedAt: { not: null }, phase: { not: 'over' } },
    select: { id: true },
  });
  if (apart.length === 0) return;
  const topics = await rows.publication.findMany({
    where: { key: { in: apart.map(({ id }) => topicKey(id)) }, remote: { not: null } },
    select: { key: true },
  });
  for (const { id } of apart) {
    if (!topics.some(({ key }) => key === topicKey(id))) continue;
    await rows.meeting.update({ where: { id }, data: { isLinked: true } });
    await markAll(rows, meetingKey(id));
  }
}

async function movePhase(rows: Transaction, meeting: Meeting, now: Date): Promise<void> {
  const phase = phaseAt(meeting, now);
  if (phase === meeting.phase) return;
  const moved = await rows.meeting.updateMany({
    where: { id: meeting.id, phase: meeting.phase },
    data: { phase },
  });
  if (moved.count === 1) await markAll(rows, meetingKey(meeting.id));
}

function nextOf(
  meeting: Meeting,
  { series, personals }: { series: readonly Series[]; personals: readonly PersonalReminder[] },
  now: Date,
): Date[] {
  if (phaseAt(meeting, now) === 'over') return [];
  const reminders = series.find((one) => one.id === meeting.seriesId)?.reminders ?? defaultReminders;
  const due = nextDue(meeting, { reminders, personals }, now);
  return due ? [due] : [];
}

/** When two planned months are left, the organisers are asked to plan again. */
function replanNow(
  series: Series,
  { group, meetings }: { group: GroupFacts; meetings: readonly Meeting[] },
): Wanted[] {
  const planned = meetings
    .filter((one) => one.seriesId === series.id && one.timedBy === 'plan' && one.phase === 'upcoming')
    .map(({ month }) => month ?? '')
    .toSorted();
  const last = planned.at(-1);
  return last !== undefined && planned.length <= 2 ? replanNote(series, group, last) : [];
}
