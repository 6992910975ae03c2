// The rows of answers: who comes, and who wants to be pinged by the reminders.
import type { Account } from '../../core/account.ts';
import { markAll } from '../../publishing/store.ts';
import type { Database } from '../../storage/client.ts';
import type { Answer, Rsvp } from './facts.ts';
import { meetingKey } from './publications.ts';
import { readRsvp } from './rows.ts';
import { alongside } from './store-alongside.ts';

/** Rows of answers. Ids of meetings that belong to another group are not found. */
export interface AttendingStore {
  /** In the order of each person's first answer. */
  rsvps(meetingId: number): Promise<Rsvp[]>;
  answer(
    groupId: number,
    meetingId: number,
    given: { personId: number; account: Account; answer: Answer; now: Date },
  ): Promise<void>;
  /** Asks for, or no longer wants, a ping by the public reminders; answers which. */
  toggleReminder(
    groupId: number,
    meetingId: number,
    who: { personId: number; account: Account; now: Date },
  ): Promise<boolean>;
}

/** Opens the rows. */
export function attendingStore(database: Database): AttendingStore {
  return {
    async rsvps(meetingId) {
      const rows = await database.rsvp.findMany({ where: { meetingId }, orderBy: { id: 'asc' } });
      return rows.map(readRsvp);
    },
    async answer(groupId, meetingId, { personId, account, answer, now }) {
      await alongside(database, async (rows) => {
        await rows.meeting.findFirstOrThrow({ where: { id: meetingId, groupId } });
        const data = { answer, platform: account.platform, accountId: account.id, at: now };
        await rows.rsvp.upsert({
          where: { meetingId_personId: { meetingId, personId } },
          create: { meetingId, personId, ...data },
          update: data,
        });
        await markAll(rows, meetingKey(meetingId));
      });
    },
    toggleReminder: (groupId, meetingId, { personId, account, now }) =>
      alongside(database, async (rows) => {
        await rows.meeting.findFirstOrThrow({ where: { id: meetingId, groupId } });
        const where = { meetingId_personId: { meetingId, personId } };
        const before = await rows.rsvp.findUnique({ where });
        const wantsReminder = !(before?.wantsReminder ?? false);
        const data = { wantsReminder, platform: account.platform, accountId: account.id };
        await rows.rsvp.upsert({
          where,
          create: { meetingId, personId, at: now, ...data },
          update: data,
        });
        return wantsReminder;
      }),
  };
}
