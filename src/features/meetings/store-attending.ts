// The rows of answers: who comes, and who wants to be pinged by the reminders or reminded in private.
import { markAll } from '../../publishing/store.ts';
import { change, type Database } from '../../storage/client.ts';
import type { Answer, Meeting, Rsvp } from './facts.ts';
import { aboutOf } from './publications.ts';
import { changing } from './store-advance.ts';
import { readRsvp } from './store-rows.ts';

/** What a private reminder is about: a whole series, or a meeting that stands alone. */
export type RemindedOf = Pick<Meeting, 'groupId' | 'id' | 'seriesId'>;

/** Rows of answers and of private reminders. */
export interface AttendingStore {
  /** In the order in which each person first answered. */
  rsvps(meetingId: number): Promise<Rsvp[]>;
  answer(meeting: Meeting, given: { personId: number; answer: Answer }): Promise<void>;
  /** Asks for, or no longer wants, a ping by the public reminders; answers which. */
  toggleReminder(meeting: Meeting, who: { personId: number; now: Date }): Promise<boolean>;
  /** From now on this person is written to so many minutes before each meeting of a series, or before one meeting. */
  remindPersonally(of: RemindedOf, wish: { personId: number; minutes: number; now: Date }): Promise<void>;
  /** No more private reminders of this; answers whether there were any. */
  forgetReminder(of: RemindedOf, personId: number): Promise<boolean>;
}

/** Opens the rows. */
export function attendingStore(database: Database): AttendingStore {
  return {
    async rsvps(meetingId) {
      const rows = await database.rsvp.findMany({ where: { meetingId }, orderBy: { id: 'asc' } });
      return rows.map(readRsvp);
    },
    async answer(meeting, { personId, answer }) {
      const who = { meetingId: meeting.id, personId };
      await change(database, meeting.groupId, async (rows) => {
        await rows.rsvp.upsert({
          where: { meetingId_personId: who },
          create: { ...who, answer },
          update: { answer },
        });
        await markAll(rows, aboutOf(meeting));
      });
    },
    async toggleReminder(meeting, { personId, now }) {
      const who = { meetingId: meeting.id, personId };
      return await change(database, meeting.groupId, async (rows) => {
        const where = { meetingId_personId: who };
        const before = await rows.rsvp.findUnique({ where });
        const remindSince = before?.remindSince ? null : now;
        await rows.rsvp.upsert({ where, create: { ...who, remindSince }, update: { remindSince } });
        return remindSince !== null;
      });
    },
    async remindPersonally(of, { personId, minutes, now }) {
      const about = remindedOf(of);
      const { groupId } = of;
      await changing(database, { groupId, now }, (rows) =>
        rows.personalReminder.upsert({
          where: { personId_about: { personId, about } },
          create: {
            groupId,
            personId,
            about,
            ...(of.seriesId === null ? { meetingId: of.id } : { seriesId: of.seriesId }),
            minutes,
            createdAt: now,
          },
          update: { minutes, createdAt: now },
        }),
      );
    },
    async forgetReminder(of, personId) {
      const where = { groupId: of.groupId, personId, about: remindedOf(of) };
      return (await database.personalReminder.deleteMany({ where })).count > 0;
    },
  };
}

function remindedOf({ id, seriesId }: RemindedOf): string {
  return seriesId === null ? `meeting/${id}` : `series/${seriesId}`;
}
