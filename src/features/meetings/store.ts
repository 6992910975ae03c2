// The meetings' rows: reading them, moving, cancelling and restoring them, and who comes.
import type { Link } from '../../core/publication.ts';
import { whereShown } from '../../publishing/shown.ts';
import { markAll } from '../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../storage/client.ts';
import type { Change, Found, Meeting, MeetingPlace, MeetingTime } from './facts.ts';
import { aboutOf } from './publications.ts';
import { longest } from './rules.ts';
import { advance, changing } from './store/advance.ts';
import { type AgendaStore, agendaStore } from './store/agenda.ts';
import { type AttendingStore, attendingStore } from './store/attending.ts';
import { bringBack, cancel, makeOneOff, type OneOff, retime, tellChange } from './store/change.ts';
import { type LateStore, lateStore } from './store/late.ts';
import { type MinutesStore, minutesStore } from './store/minutes.ts';
import { type PlanStore, planStore } from './store/plan.ts';
import { placeColumn, readChange, readFound, readMeeting } from './store/rows.ts';
import { type SeriesStore, seriesStore } from './store/series.ts';

/** What can be changed of one meeting beside its time. */
export interface Alteration {
  /** Null takes it away, as with the others. */
  readonly place: MeetingPlace | null | undefined;
  readonly durationMinutes: number | undefined;
  readonly hostId: number | null | undefined;
  readonly description: string | null | undefined;
}

/** The feature's rows. */
export interface MeetingsStore
  extends SeriesStore,
    AgendaStore,
    LateStore,
    AttendingStore,
    MinutesStore,
    PlanStore,
    OneMeetingStore {}

/** Rows of single meetings. Ids that belong to another group are not found. */
interface OneMeetingStore {
  /** Brings a group in step with the clock; answers when something will be due next. */
  advance(groupId: number, now: Date): Promise<Date | undefined>;
  find(groupId: number, meetingId: number): Promise<Found | undefined>;
  /** Meetings that are not over at `now`, earliest first; at most 1,000. */
  coming(groupId: number, now: Date, options?: { seriesId?: number; limit?: number }): Promise<Found[]>;
  /** Meetings of a calendar: so many before and after `now`, or all after it up to `until`; announced ones of paused or ended series too. */
  around(
    groupId: number,
    now: Date,
    options: { seriesId?: number; exceptSeries?: readonly number[]; count: number; until?: Date },
  ): Promise<Found[]>;
  /** The last changes of a meeting, newest first, at most 20. */
  changes(meetingId: number): Promise<Change[]>;
  /** Where a publication stands, for who asks by a command. */
  links(key: string): Promise<Link[]>;
  /** Makes a meeting that stands alone. */
  scheduleMeeting(groupId: number, wanted: OneOff): Promise<Meeting>;
  /** Gives a meeting another time, and another length where one is given; those who come read why. */
  move(
    meeting: Meeting,
    change: {
      time: MeetingTime;
      durationMinutes?: number | undefined;
      reason?: string | undefined;
      now: Date;
    } & Checked,
  ): Promise<void>;
  cancel(meeting: Meeting, change: { reason: string | undefined; now: Date }): Promise<void>;
  restore(meeting: Meeting, now: Date): Promise<void>;
  alter(meeting: Meeting, change: Alteration & { now: Date } & Checked): Promise<void>;
}

interface Checked {
  /** Called with the meeting as it is when it is written; when it throws, nothing is changed. */
  readonly checked?: (current: Meeting) => void;
}

/** Opens the feature's rows. */
export function meetingsStore(database: Database): MeetingsStore {
  return {
    ...seriesStore(database),
    ...planStore(database),
    ...agendaStore(database),
    ...lateStore(database),
    ...attendingStore(database),
    ...minutesStore(database),
    ...oneMeetingStore(database),
  };
}

const withSeries = { series: true } as const;
const most = 1000;

function oneMeetingStore(database: Database): OneMeetingStore {
  /** Changes a meeting as it is by then. */
  const changeOne = (
    { groupId, id }: Pick<Meeting, 'groupId' | 'id'>,
    now: Date,
    work: (rows: Transaction, of: Found) => Promise<unknown>,
  ) =>
    changing(database, { groupId, now }, async (rows) => {
      const row = await rows.meeting.findFirstOrThrow({ where: { id, groupId }, include: withSeries });
      await work(rows, readFound(row));
    });

  return {
    advance: (groupId, now) => change(database, groupId, (rows) => advance(rows, groupId, now)),
    async find(groupId, meetingId) {
      const row = await database.meeting.findFirst({
        where: { id: meetingId, groupId },
        include: withSeries,
      });
      return row ? readFound(row) : undefined;
    },
    async coming(groupId, now, { seriesId, limit = most } = {}) {
      const rows = await database.meeting.findMany({
        where: {
          groupId,
          ...notOver(now),
          ...(seriesId !== undefined && { seriesId }),
        },
        include: withSeries,
        orderBy: { startsAt: 'asc' },
        take: limit,
      });
      return rows.map(readFound);
    },
    async around(groupId, now, { seriesId, exceptSeries = [], count, until }) {
      const where = {
        groupId,
        ...(seriesId !== undefined && { seriesId }),
        AND: [
          { OR: [{ announcedAt: { not: null } }, { seriesId: null }, { series: { state: 'active' } }] },
          { OR: [{ seriesId: null }, { seriesId: { notIn: [...exceptSeries] } }] },
        ],
      };
      const [past, coming] = await Promise.all([
        database.meeting.findMany({
          where: { ...where, startsAt: { lte: now }, endsAt: { lte: now } },
          include: withSeries,
          orderBy: { startsAt: 'desc' },
          take: count,
        }),
        database.meeting.findMany({
          where: { ...where, ...notOver(now, until) },
          include: withSeries,
          orderBy: { startsAt: 'asc' },
          take: until ? most : count,
        }),
      ]);
      return [...past.toReversed(), ...coming].map(readFound);
    },
    async changes(meetingId) {
      const rows = await database.meetingChange.findMany({
        where: { meetingId },
        orderBy: { sequence: 'desc' },
        take: 20,
      });
      return rows.map(readChange);
    },
    async links(key) {
      return (await whereShown(database, key)).map(({ platform, remote }) => ({ ...remote, platform }));
    },
    scheduleMeeting: (groupId, wanted) =>
      changing(database, { groupId, now: wanted.now }, async (rows) =>
        readMeeting(await makeOneOff(rows, groupId, wanted)),
      ),
    move: (meeting, { time, durationMinutes = meeting.durationMinutes, reason, now, checked }) =>
      changeOne(meeting, now, async (rows, of) => {
        checked?.(of.meeting);
        await rows.meeting.update({ where: { id: meeting.id }, data: { durationMinutes } });
        const lasting = { ...of, meeting: { ...of.meeting, durationMinutes } };
        const isMoved = await retime(rows, lasting, { time, timedBy: 'hand', reason, now });
        if (!isMoved && durationMinutes !== of.meeting.durationMinutes)
          await tellChange(rows, lasting, { kind: 'changed', now });
      }),
    cancel: (meeting, why) =>
      changeOne(meeting, why.now, (rows, of) => cancel(rows, of, { ...why, isByHand: true })),
    restore: (meeting, now) =>
      changeOne(meeting, now, (rows, of) => bringBack(rows, of, { now, isByHand: true })),
    alter: (meeting, { now, place, durationMinutes, hostId, description, checked }) =>
      changeOne(meeting, now, async (rows, of) => {
        checked?.(of.meeting);
        const minutes = durationMinutes ?? of.meeting.durationMinutes;
        await rows.meeting.update({
          where: { id: meeting.id },
          data: {
            durationMinutes: minutes,
            endsAt: new Date(of.meeting.startsAt.getTime() + minutes * 60_000),
            ...(place !== undefined && { place: placeColumn(place) }),
            ...(hostId !== undefined && { hostId }),
            ...(description !== undefined && { description }),
          },
        });
        if (place !== undefined || durationMinutes) await tellChange(rows, of, { kind: 'changed', now });
        else await markAll(rows, aboutOf(meeting));
      }),
  };
}

/** What is not over has not begun longer ago than the longest meeting takes; that much an index can tell. */
function notOver(now: Date, until?: Date) {
  const since = new Date(now.getTime() - longest * 60_000);
  return { startsAt: { gt: since, ...(until && { lt: until }) }, endsAt: { gt: now } };
}
