// The rows behind the minutes: who came, who takes notes, what they typed, and that it was published.
import { askAnew, end, mark, markAll } from '../../../publishing/store.ts';
import { change, type Database } from '../../../storage/client.ts';
import type { Meeting } from '../facts.ts';
import { type TypedPortion, withTyped } from '../notes.ts';
import { aboutOf, minutesFile } from '../publications.ts';
import { countsAsPresent, longest } from '../rules.ts';
import { readMeeting } from './rows.ts';

/** Opens the rows of minutes. */
export function minutesStore(database: Database) {
  return {
    /** Ids of those who were there, in the order in which they came. */
    async attendance(meetingId: number) {
      const rows = await database.attendance.findMany({
        where: { meetingId, isPresent: true },
        orderBy: { id: 'asc' },
      });
      return rows.map(({ personId }) => personId);
    },
    /** The meetings that are held in a voice channel around an instant. */
    async heldIn(groupId: number, channel: { platform: string; id: string }, at: Date) {
      const near = await database.meeting.findMany({
        where: { groupId, status: 'scheduled', startsAt: around(at) },
      });
      return near
        .map(readMeeting)
        .filter(
          ({ place }) =>
            place?.kind === 'voice' && place.platform === channel.platform && place.id === channel.id,
        )
        .filter((meeting) => countsAsPresent(meeting, at));
    },
    /** Somebody was seen there. */
    async sawAt(meeting: Meeting, personId: number, at: Date) {
      const who = { meetingId: meeting.id, personId };
      await change(database, meeting.groupId, async (rows) => {
        if (await rows.attendance.findUnique({ where: { meetingId_personId: who } })) return;
        await rows.attendance.create({ data: { ...who, at } });
        await markAll(rows, { ...aboutOf(meeting), views: ['meetings/minutes', 'meetings/file'] });
      });
    },
    /** The meeting that is on, or the last that was. */
    async lastHeld(groupId: number, now: Date, among: readonly number[]) {
      const row = await database.meeting.findFirst({
        where: {
          groupId,
          status: 'scheduled',
          startsAt: { lte: now },
          OR: [{ seriesId: null }, { seriesId: { in: [...among] } }],
        },
        orderBy: { startsAt: 'desc' },
      });
      return row ? readMeeting(row) : undefined;
    },
    /** Somebody was there, or was not, as somebody says; that counts more than what was seen. */
    async setPresent(
      meeting: Meeting,
      { personId, isPresent, now }: { personId: number; isPresent: boolean; now: Date },
    ) {
      const who = { meetingId: meeting.id, personId };
      await change(database, meeting.groupId, async (rows) => {
        await rows.attendance.upsert({
          where: { meetingId_personId: who },
          create: { ...who, at: now, isPresent },
          update: { isPresent },
        });
        await markAll(rows, { ...aboutOf(meeting), views: ['meetings/minutes', 'meetings/file'] });
      });
    },
    /** Says who takes notes, unless somebody does so already in whose place they may not come; answers who that is. */
    setNotesTaker: (meeting: Meeting, notesTakerId: number, mayReplace: (takerId: number) => boolean) =>
      change(database, meeting.groupId, async (rows) => {
        const { id } = meeting;
        const { notesTakerId: before } = await rows.meeting.findUniqueOrThrow({ where: { id } });
        if (before !== null && before !== notesTakerId && !mayReplace(before)) return before;
        await rows.meeting.update({ where: { id }, data: { notesTakerId } });
        await markAll(rows, aboutOf(meeting));
        return undefined;
      }),
    /** When each person last took notes before a meeting: in its series, else in any; of the last hundred times. */
    async lastNotes({ groupId, seriesId, startsAt }: Meeting) {
      const rows = await database.meeting.findMany({
        where: {
          groupId,
          status: 'scheduled',
          startsAt: { lt: startsAt },
          notesTakerId: { not: null },
          ...(seriesId !== null && { seriesId }),
        },
        orderBy: { startsAt: 'desc' },
        take: 100,
        select: { notesTakerId: true, startsAt: true },
      });
      return new Map(rows.toReversed().map((row) => [row.notesTakerId ?? 0, row.startsAt]));
    },
    /**
     * Keeps what was typed into the notes; what others wrote since the form was opened is kept beside it. Answers the
     * sections of which there were two versions.
     */
    keepNotes: (meeting: Meeting, typed: readonly TypedPortion[]) =>
      change(database, meeting.groupId, async (rows) => {
        const row = await rows.meeting.findUniqueOrThrow({ where: { id: meeting.id } });
        const { notes, both } = withTyped(readMeeting(row).notes, typed);
        await rows.meeting.update({ where: { id: meeting.id }, data: { notes: JSON.stringify(notes) } });
        await markAll(rows, aboutOf(meeting));
        return both;
      }),
    /** Has minutes that were published looked at where they stand: a closed pull request is opened anew. */
    publishAgain: (meeting: Meeting, key: string, now: Date) =>
      change(database, meeting.groupId, async (rows) => {
        await askAnew(rows, { ...meeting, key });
        if (meeting.phase === 'over') await end(rows, aboutOf(meeting), now);
      }),
    /** Has the minutes opened as a pull request; they are brought up to date until it is merged. */
    publishMinutes: (meeting: Meeting, { now, ...file }: { repository: string; path: string; now: Date }) =>
      change(database, meeting.groupId, async (rows) => {
        await rows.meeting.update({ where: { id: meeting.id }, data: { minutesAt: now } });
        const wanted = minutesFile(meeting, file);
        await askAnew(rows, wanted);
        await mark(rows, [wanted]);
        if (meeting.phase === 'over') await end(rows, aboutOf(meeting), now);
      }),
  };
}

/** When meetings begin that may be held at an instant, or soon. */
function around(at: Date) {
  return { gt: new Date(at.getTime() - longest * 60_000), lt: new Date(at.getTime() + longest * 60_000) };
}
