// The rows behind the minutes: who came, who takes notes, what they typed, and where it was published.
import { markAll } from '../../publishing/store.ts';
import type { Database } from '../../storage/client.ts';
import type { Meeting, Notes } from './facts.ts';
import { meetingKey } from './publications.ts';
import { readMeeting } from './rows.ts';
import { countsAsPresent } from './rules.ts';
import { alongside } from './store-alongside.ts';

/** Rows of minutes. */
export interface MinutesStore {
  /** Ids of those who were seen in the voice channel, in the order in which they came. */
  attendance(meetingId: number): Promise<number[]>;
  /** Ids of the meetings that are held in a voice channel around an instant. */
  heldIn(groupId: number, channelId: string, at: Date): Promise<number[]>;
  /** Somebody was seen there. */
  sawAt(meetingId: number, personId: number, at: Date): Promise<void>;
  /** The meeting that is on, or the last that was; for notes, actions and minutes. */
  lastHeld(
    groupId: number,
    now: Date,
    options: { exceptSeries: readonly number[] },
  ): Promise<Meeting | undefined>;
  setNotesTaker(groupId: number, meetingId: number, personId: number): Promise<void>;
  /** When each person last took notes in a series before an instant. */
  lastNotes(groupId: number, about: { seriesId?: number; before: Date }): Promise<Map<number, Date>>;
  setNotes(groupId: number, meetingId: number, notes: Notes): Promise<void>;
  minutesPublished(groupId: number, meetingId: number, url: string): Promise<void>;
}

/** Opens the rows. */
export function minutesStore(database: Database): MinutesStore {
  const update = (groupId: number, meetingId: number, data: MinutesColumns) =>
    alongside(database, async (rows) => {
      await rows.meeting.updateMany({ where: { id: meetingId, groupId }, data });
      await markAll(rows, meetingKey(meetingId));
    });

  return {
    async attendance(meetingId) {
      const rows = await database.attendance.findMany({ where: { meetingId }, orderBy: { id: 'asc' } });
      return rows.map(({ personId }) => personId);
    },
    async heldIn(groupId, channelId, at) {
      const near = await database.meeting.findMany({
        where: { groupId, status: 'scheduled', endsAt: { gt: at } },
        orderBy: { startsAt: 'asc' },
        take: 5,
      });
      return near
        .map(readMeeting)
        .filter(({ place }) => place?.kind === 'voice' && place.id === channelId)
        .filter((meeting) => countsAsPresent(meeting, at))
        .map(({ id }) => id);
    },
    async sawAt(meetingId, personId, at) {
      await alongside(database, async (rows) => {
        const where = { meetingId_personId: { meetingId, personId } };
        if (await rows.attendance.findUnique({ where })) return;
        await rows.attendance.create({ data: { meetingId, personId, at } });
        await markAll(rows, `${meetingKey(meetingId)}minutes`);
      });
    },
    async lastHeld(groupId, now, { exceptSeries }) {
      const row = await database.meeting.findFirst({
        where: {
          groupId,
          status: 'scheduled',
          startsAt: { lte: now },
          OR: [{ seriesId: null }, { seriesId: { notIn: [...exceptSeries] } }],
        },
        orderBy: { startsAt: 'desc' },
      });
      return row ? readMeeting(row) : undefined;
    },
    setNotesTaker: (groupId, meetingId, personId) => update(groupId, meetingId, { notesTakerId: personId }),
    async lastNotes(groupId, { seriesId, before }) {
      const rows = await database.meeting.findMany({
        where: {
          groupId,
          status: 'scheduled',
          startsAt: { lt: before },
          notesTakerId: { not: null },
          ...(seriesId !== undefined && { seriesId }),
        },
        orderBy: { startsAt: 'asc' },
        select: { notesTakerId: true, startsAt: true },
      });
      return new Map(
        rows.flatMap(({ notesTakerId, startsAt }) =>
          notesTakerId === null ? [] : [[notesTakerId, startsAt]],
        ),
      );
    },
    setNotes: (groupId, meetingId, notes) => update(groupId, meetingId, { notes: JSON.stringify(notes) }),
    minutesPublished: (groupId, meetingId, url) => update(groupId, meetingId, { minutesUrl: url }),
  };
}

type MinutesColumns = { notesTakerId: number } | { notes: string } | { minutesUrl: string };
