// The meetings' rows: reading them, moving, cancelling and restoring them, and who comes.
import type { GroupFacts } from '../../core/directory.ts';
import { mark, markAll, remoteOf } from '../../publishing/store.ts';
import type { Database, Transaction } from '../../storage/client.ts';
import type { Change, Meeting, MeetingPlace, MeetingTime, Series } from './facts.ts';
import { meetingKey, topicKey } from './publications.ts';
import { readChange, readMeeting, readSeries } from './rows.ts';
import { advance } from './store-advance.ts';
import { type AgendaStore, agendaStore } from './store-agenda.ts';
import { alongside } from './store-alongside.ts';
import { type AttendingStore, attendingStore } from './store-attending.ts';
import { bringBack, publishedMeeting, retime, tellChange, timeRow } from './store-change.ts';
import { type MinutesStore, minutesStore } from './store-minutes.ts';
import { type PlanStore, planStore } from './store-plan.ts';
import { type ReminderStore, reminderStore } from './store-reminder.ts';
import { type SeriesStore, seriesStore } from './store-series.ts';

/** A meeting and its series. */
export interface Found {
  readonly meeting: Meeting;
  readonly series?: Series;
}

/** What can be changed of one meeting beside its time. */
export interface Alteration {
  readonly place?: MeetingPlace;
  readonly durationMinutes?: number;
  readonly hostId?: number;
}

/** The feature's rows. */
export interface MeetingsStore
  extends SeriesStore,
    AgendaStore,
    AttendingStore,
    MinutesStore,
    ReminderStore,
    PlanStore,
    OneMeetingStore {}

/** Rows of single meetings. Ids that belong to another group are not found. */
export interface OneMeetingStore {
  /** Brings a group in step with the clock; answers when something will be due next. */
  advance(group: GroupFacts, now: Date): Promise<Date | undefined>;
  find(groupId: number, meetingId: number): Promise<Found | undefined>;
  /** Meetings that are not over at `now`, earliest first. */
  coming(groupId: number, now: Date, options?: { seriesId?: number; limit?: number }): Promise<Found[]>;
  /** Meetings of a calendar: so many before and after `now`, announced ones of paused or ended series too. */
  around(
    groupId: number,
    now: Date,
    options: { seriesId?: number; exceptSeries?: readonly number[]; count: number },
  ): Promise<Found[]>;
  lastChange(meetingId: number): Promise<Change | undefined>;
  /** What was made of a publication of a meeting. */
  urlOf(key: string): Promise<string | undefined>;
  /** Keys of the topics whose replies may put something on an agenda. */
  followed(): Promise<string[]>;
  /** A one-off meeting that nobody sees until it is confirmed. */
  draftMeeting(groupId: number, draft: OneOff): Promise<Meeting>;
  confirmMeeting(group: GroupFacts, meetingId: number, now: Date): Promise<void>;
  move(group: GroupFacts, meetingId: number, change: Move): Promise<void>;
  cancel(group: GroupFacts, meetingId: number, change: { reason?: string; now: Date }): Promise<void>;
  restore(group: GroupFacts, meetingId: number, now: Date): Promise<void>;
  alter(group: GroupFacts, meetingId: number, change: Alteration & { now: Date }): Promise<void>;
  /** The group has other channels: whatever should be visible now goes there, also what could not be published. */
  groupChanged(group: GroupFacts, now: Date): Promise<void>;
}

/** A meeting that stands alone. */
export interface OneOff {
  readonly name: string;
  readonly time: MeetingTime;
  readonly durationMinutes: number;
  readonly place?: MeetingPlace;
  readonly now: Date;
}

/** A move to another time. */
export interface Move {
  readonly time: MeetingTime;
  readonly reason?: string;
  readonly now: Date;
}

/** Opens the feature's rows. */
export function meetingsStore(database: Database): MeetingsStore {
  return {
    ...seriesStore(database),
    ...reminderStore(database),
    ...planStore(database),
    ...agendaStore(database),
    ...attendingStore(database),
    ...minutesStore(database),
    ...oneMeetingStore(database),
  };
}

const withSeries = { series: true } as const;

function oneMeetingStore(database: Database): OneMeetingStore {
  const change = (group: GroupFacts, meetingId: number, now: Date, work: ChangeWork) =>
    alongside(database, async (rows) => {
      const row = await rows.meeting.findFirstOrThrow({
        where: { id: meetingId, groupId: group.id },
        include: withSeries,
      });
      const own = row.series ? [readSeries(row.series)] : [];
      await work(rows, publishedMeeting(group, own, readMeeting(row)));
      await advance(rows, group, now);
    });

  return {
    advance: (group, now) => alongside(database, (rows) => advance(rows, group, now)),
    async find(groupId, meetingId) {
      const row = await database.meeting.findFirst({
        where: { id: meetingId, groupId },
        include: withSeries,
      });
      return row ? found(row) : undefined;
    },
    async coming(groupId, now, { seriesId, limit } = {}) {
      const rows = await database.meeting.findMany({
        where: {
          groupId,
          status: { not: 'draft' },
          endsAt: { gt: now },
          ...(seriesId !== undefined && { seriesId }),
        },
        include: withSeries,
        orderBy: { startsAt: 'asc' },
        ...(limit !== undefined && { take: limit }),
      });
      return rows.map(found);
    },
    async around(groupId, now, { seriesId, exceptSeries = [], count }) {
      const where = {
        groupId,
        status: { not: 'draft' },
        ...(seriesId !== undefined && { seriesId }),
        AND: [
          { OR: [{ announcedAt: { not: null } }, { seriesId: null }, { series: { state: 'active' } }] },
          { OR: [{ seriesId: null }, { seriesId: { notIn: [...exceptSeries] } }] },
        ],
      };
      const [past, coming] = await Promise.all([
        database.meeting.findMany({
          where: { ...where, endsAt: { lte: now } },
          include: withSeries,
          orderBy: { startsAt: 'desc' },
          take: count,
        }),
        database.meeting.findMany({
          where: { ...where, endsAt: { gt: now } },
          include: withSeries,
          orderBy: { startsAt: 'asc' },
          take: count,
        }),
      ]);
      return [...past.toReversed(), ...coming].map(found);
    },
    async lastChange(meetingId) {
      const row = await database.meetingChange.findFirst({
        where: { meetingId },
        orderBy: { sequence: 'desc' },
      });
      return row ? readChange(row) : undefined;
    },
    urlOf: async (key) => (await remoteOf(database, key))?.url,
    async followed() {
      const open = await database.meeting.findMany({
        where: { announcedAt: { not: null }, status: 'scheduled', phase: 'upcoming' },
        select: { id: true },
      });
      const topics = await database.publication.findMany({
        where: { key: { in: open.map(({ id }) => topicKey(id)) }, remote: { not: null } },
        select: { key: true },
      });
      return topics.map(({ key }) => key);
    },
    async draftMeeting(groupId, { name, time, durationMinutes, place, now }) {
      const row = await database.meeting.create({
        data: {
          groupId,
          name,
          durationMinutes,
          place: place ? JSON.stringify(place) : null,
          ...timeRow(time, durationMinutes),
          status: 'draft',
          timedBy: 'hand',
          timedAt: now,
          createdAt: now,
          changedAt: now,
        },
      });
      return readMeeting(row);
    },
    confirmMeeting: (group, meetingId, now) =>
      change(group, meetingId, now, async (rows) => {
        await rows.meeting.updateMany({
          where: { id: meetingId, status: 'draft' },
          data: { status: 'scheduled', timedAt: now },
        });
      }),
    move: (group, meetingId, { time, reason, now }) =>
      change(group, meetingId, now, async (rows, of) => {
        await retime(rows, of, { time, timedBy: 'hand', now, ...(reason && { reason }) });
      }),
    cancel: (group, meetingId, { reason, now }) =>
      change(group, meetingId, now, async (rows, of) => {
        const cancelled = await rows.meeting.updateMany({
          where: { id: meetingId, status: 'scheduled' },
          data: { status: 'cancelled', cancelReason: reason ?? null },
        });
        if (cancelled.count === 0) return;
        await tellChange(rows, of, { kind: 'cancelled', now, ...(reason && { reason }) });
      }),
    restore: (group, meetingId, now) =>
      change(group, meetingId, now, async (rows, of) => {
        await bringBack(rows, of, now);
      }),
    alter: (group, meetingId, { now, place, durationMinutes, hostId }) =>
      change(group, meetingId, now, async (rows, of) => {
        const minutes = durationMinutes ?? of.meeting.durationMinutes;
        await rows.meeting.update({
          where: { id: meetingId },
          data: {
            durationMinutes: minutes,
            endsAt: new Date(of.meeting.startsAt.getTime() + minutes * 60_000),
            ...(place && { place: JSON.stringify(place) }),
            ...(hostId !== undefined && { hostId }),
          },
        });
        if (place || durationMinutes) await tellChange(rows, of, { kind: 'changed', now });
        else await markAll(rows, meetingKey(meetingId));
      }),
    async groupChanged(group, now) {
      await alongside(database, (rows) => advance(rows, group, now, mark));
    },
  };
}

type ChangeWork = (rows: Transaction, of: ReturnType<typeof publishedMeeting>) => Promise<void>;

function found(
  row: Parameters<typeof readMeeting>[0] & { series: Parameters<typeof readSeries>[0] | null },
): Found {
  return { meeting: readMeeting(row), ...(row.series && { series: readSeries(row.series) }) };
}
