// The rows of answers: who comes, and who wants to be pinged by the reminders or reminded in private.
import { markAll } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import type { Answer, Meeting } from '../facts.ts';
import { aboutOf } from '../publications.ts';
import { isReminded, seated } from '../rules.ts';
import { changing } from './advance.ts';
import { readMeeting, readRsvp } from './rows.ts';
import { notifySeatChanges } from './seats.ts';

/** What a private reminder is about: a whole series, or a meeting that stands alone. */
type RemindedOf = Pick<Meeting, 'groupId' | 'id' | 'seriesId'>;

/** Opens the rows of answers and of private reminders. */
export function attendingStore(database: Database) {
  return {
    /** In the order in which each person first answered. */
    async rsvps(meetingId: number) {
      const rows = await database.rsvp.findMany({ where: { meetingId }, orderBy: { id: 'asc' } });
      return rows.map(readRsvp);
    },
    /** Keeps an answer; answers what follows from it for the one who gave it. */
    async answer(
      { id: meetingId, groupId }: Meeting,
      { personId, answer, now }: { personId: number; answer: Answer; now: Date },
    ) {
      const where = { meetingId_personId: { meetingId, personId } };
      return await change(database, groupId, async (rows) => {
        const meeting = readMeeting(await rows.meeting.findUniqueOrThrow({ where: { id: meetingId } }));
        // Who else comes matters where there are not seats for everybody.
        const all = async () =>
          meeting.seats === null ? [] : (await rows.rsvp.findMany({ where: { meetingId } })).map(readRsvp);
        const before = await all();
        const row = await rows.rsvp.findUnique({ where });
        const own = row && readRsvp(row);
        const reminding =
          answer === 'cant' && own?.reminding === 'on'
            ? 'auto'
            : (own?.reminding ?? (await silenceOf(rows, meeting, personId)));
        const isOn = isReminded({ answer, reminding });
        const data = {
          answer,
          reminding,
          remindSince: isOn ? (own?.remindSince ?? now) : null,
          goingSince: answer === 'going' ? (own?.goingSince ?? now) : null,
        };
        await rows.rsvp.upsert({ where, create: { meetingId, personId, ...data }, update: data });
        await markAll(rows, aboutOf(meeting));
        const after = await all();
        const { seats } = meeting;
        await notifySeatChanges(rows, meeting, {
          before: { seats, rsvps: before },
          after: { seats, rsvps: after },
          now,
          self: personId,
        });
        const waiting = seated(after, meeting.seats).waiting.findIndex((one) => one.personId === personId);
        return {
          isReminded: isOn,
          /** Whether they come to one of the group's meetings for the first time; waiting for a seat is not coming. */
          isFirst: !(await hadSeat(rows, { personId, meetingId })) && own?.answer !== 'going',
          /** Their place in the queue for a seat, from 1. */
          ...(waiting >= 0 && { waiting: waiting + 1 }),
        };
      });
    },
    /** Asks for, or no longer wants, a ping by the public reminders; answers which. */
    toggleReminder: (meeting: Meeting, { personId, now }: { personId: number; now: Date }) =>
      change(database, meeting.groupId, async (rows) => {
        const where = { meetingId_personId: { meetingId: meeting.id, personId } };
        const row = await rows.rsvp.findUnique({ where });
        // Who is reminded because they come, and says so once more, wants just that.
        const isOn = (row ? readRsvp(row).reminding : 'auto') !== 'on';
        await setReminding(rows, where, isOn ? (row?.remindSince ?? now) : null);
        return isOn;
      }),
    /** No reminders of this meeting for somebody, whatever they answer. */
    silence: (meeting: Meeting, personId: number) =>
      change(database, meeting.groupId, (rows) =>
        setReminding(rows, { meetingId_personId: { meetingId: meeting.id, personId } }, null),
      ),
    /** From now on this person is written to so many minutes before each meeting of a series, or before one meeting. */
    async remindPersonally(
      of: RemindedOf,
      { personId, minutes, now }: { personId: number; minutes: number; now: Date },
    ) {
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
    /** No more private reminders of this; answers whether there were any. */
    async forgetReminder(of: RemindedOf, personId: number) {
      const where = { groupId: of.groupId, personId, about: remindedOf(of) };
      return await change(
        database,
        of.groupId,
        async (rows) => (await rows.personalReminder.deleteMany({ where })).count > 0,
      );
    },
  };
}

/** Whether somebody is pinged by a meeting's reminders, and since when they wanted it. */
async function setReminding(
  rows: Transaction,
  where: { meetingId_personId: { meetingId: number; personId: number } },
  remindSince: Date | null,
): Promise<void> {
  const data = { reminding: remindSince ? 'on' : 'off', remindSince };
  await rows.rsvp.upsert({ where, create: { ...where.meetingId_personId, ...data }, update: data });
}

function remindedOf({ id, seriesId }: RemindedOf): string {
  return seriesId === null ? `meeting/${id}` : `series/${seriesId}`;
}

/** Who turned the reminders of a series off stays without them until they ask again. */
async function silenceOf(rows: Transaction, { seriesId, startsAt }: Meeting, personId: number) {
  if (seriesId === null) return 'auto';
  const last = await rows.rsvp.findFirst({
    where: { personId, meeting: { seriesId, startsAt: { lt: startsAt } } },
    orderBy: { meeting: { startsAt: 'desc' } },
  });
  return last?.reminding === 'off' ? 'off' : 'auto';
}

/** Whether somebody comes, or came, to another meeting: who only waited for a seat was told nothing of reminders. */
async function hadSeat(rows: Transaction, { personId, meetingId }: { personId: number; meetingId: number }) {
  const others = await rows.rsvp.findMany({
    where: { personId, answer: 'going', meetingId: { not: meetingId } },
    select: { meeting: { select: { seats: true, rsvps: true } } },
    orderBy: { id: 'desc' },
    take: 10,
  });
  return others.some(({ meeting }) =>
    seated(meeting.rsvps.map(readRsvp), meeting.seats).seated.some((one) => one.personId === personId),
  );
}
