// The rows of private reminders.
import type { Account } from '../../core/account.ts';
import type { GroupFacts } from '../../core/directory.ts';
import type { Database } from '../../storage/client.ts';
import type { PersonalReminder } from './facts.ts';
import { readPersonal } from './rows.ts';
import { advance } from './store-advance.ts';
import { alongside } from './store-alongside.ts';

/** Rows of private reminders. */
export interface ReminderStore {
  personals(groupId: number, personId: number): Promise<PersonalReminder[]>;
  /** From now on this account is written to so many minutes before each meeting of a series, or before one meeting. */
  remindPersonally(group: GroupFacts, wanted: PersonalWish): Promise<void>;
  /** No more private reminders of this; answers whether there were any. */
  forgetReminder(
    groupId: number,
    personId: number,
    about: { seriesId?: number; meetingId?: number },
  ): Promise<boolean>;
}

/** A private reminder as somebody asks for it. */
export interface PersonalWish {
  readonly personId: number;
  readonly account: Account;
  readonly seriesId?: number;
  readonly meetingId?: number;
  readonly minutes: number;
  readonly now: Date;
}

/** Opens the rows. */
export function reminderStore(database: Database): ReminderStore {
  return {
    async personals(groupId, personId) {
      const rows = await database.personalReminder.findMany({
        where: { groupId, personId },
        orderBy: { id: 'asc' },
      });
      return rows.map(readPersonal);
    },
    async remindPersonally(group, { personId, account, seriesId, meetingId, minutes, now }) {
      const about = aboutOf({ seriesId, meetingId });
      const data = { minutes, platform: account.platform, accountId: account.id, createdAt: now };
      await alongside(database, async (rows) => {
        await rows.personalReminder.upsert({
          where: { personId_about: { personId, about } },
          create: {
            groupId: group.id,
            personId,
            about,
            ...(seriesId !== undefined ? { seriesId } : { meetingId: meetingId ?? null }),
            ...data,
          },
          update: data,
        });
        await advance(rows, group, now);
      });
    },
    async forgetReminder(groupId, personId, { seriesId, meetingId }) {
      const { count } = await database.personalReminder.deleteMany({
        where: { groupId, personId, about: aboutOf({ seriesId, meetingId }) },
      });
      return count > 0;
    },
  };
}

function aboutOf({
  seriesId,
  meetingId,
}: {
  seriesId?: number | undefined;
  meetingId?: number | undefined;
}): string {
  return seriesId !== undefined ? `series/${seriesId}` : `meeting/${meetingId}`;
}
