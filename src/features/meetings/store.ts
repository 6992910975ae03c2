// The meetings' rows: reading them, moving, cancelling and restoring them, and who comes.
import { UserError } from '../../core/errors.ts';
import type { Link } from '../../core/publication.ts';
import { whereShown } from '../../publishing/shown.ts';
import { markAll } from '../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../storage/client.ts';
import { readIf } from '../../storage/rows.ts';
import type { Found, Meeting, MeetingPlace, MeetingTime } from './facts.ts';
import { aboutOf } from './publications.ts';
import { longest } from './rules.ts';
import { advance, changing } from './store/advance.ts';
import { agendaStore } from './store/agenda.ts';
import { attendingStore } from './store/attending.ts';
import { bringBack, cancel, makeOneOff, type OneOff, retime, tellChange } from './store/change.ts';
import { lateStore } from './store/late.ts';
import { minutesStore } from './store/minutes.ts';
import { planStore } from './store/plan.ts';
import { placeColumn, readChange, readFound, readMeeting, readSeries } from './store/rows.ts';
import { seriesStore } from './store/series.ts';

/** What can be changed of one meeting beside its time. */
export interface Alteration {
  /** Null takes it away, as with the others. */
  readonly place: MeetingPlace | null | undefined;
  readonly durationMinutes: number | undefined;
  readonly hostId: number | null | undefined;
  readonly description: string | null | undefined;
}

/** The feature's rows. */
export type MeetingsStore = ReturnType<typeof meetingsStore>;

/** Another time for a meeting. */
interface Retiming extends Checked {
  readonly time: MeetingTime;
  readonly durationMinutes?: number | undefined;
  readonly reason?: string | undefined;
  readonly now: Date;
}

interface Checked {
  /** Called with the meeting as it is when it is written; when it throws, nothing is changed. */
  readonly checked?: (current: Meeting) => void;
}

/** So many of the meetings, or of a series'. */
interface Some {
  readonly seriesId?: number | undefined;
  readonly limit?: number | undefined;
}

/** Which meetings a calendar has. */
interface CalendarSpan {
  readonly seriesId?: number;
  readonly exceptSeries?: readonly number[];
  readonly count: number;
  readonly until?: Date;
  readonly before?: Date | undefined;
}

const withSeries = { series: true } as const;
const most = 1000;

type MeetingWhere = NonNullable<NonNullable<Parameters<Database['meeting']['findMany']>[0]>['where']>;

/** Opens the feature's rows. Ids that belong to another group are not found. */
export function meetingsStore(database: Database) {
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

  const read = async (where: MeetingWhere, order: 'asc' | 'desc', take: number): Promise<Found[]> => {
    const orderBy = { startsAt: order };
    const rows = await database.meeting.findMany({ where, orderBy, take: Math.min(take, most) });
    // Few series have many meetings: each is read once, rather than once for each of them.
    const id = { in: [...new Set(rows.flatMap(({ seriesId }) => seriesId ?? []))] };
    const series = (await database.meetingSeries.findMany({ where: { id } })).map(readSeries);
    return rows.map((row) => ({
      meeting: readMeeting(row),
      series: series.find((one) => one.id === row.seriesId),
    }));
  };
  const ofSeries = (seriesId: number | undefined) => (seriesId === undefined ? {} : { seriesId });

  return {
    ...seriesStore(database),
    ...planStore(database),
    ...agendaStore(database),
    ...lateStore(database),
    ...attendingStore(database),
    ...minutesStore(database),
    /** Brings a group in step with the clock; answers when something will be due next. */
    advance: (groupId: number, now: Date) => change(database, groupId, (rows) => advance(rows, groupId, now)),
    find: (groupId: number, meetingId: number) =>
      readIf(
        database.meeting.findFirst({ where: { id: meetingId, groupId }, include: withSeries }),
        readFound,
      ),
    /** Meetings that are not over at `now`, earliest first; at most 1,000. */
    coming: (groupId: number, now: Date, { seriesId, until, limit = most }: Some & { until?: Date } = {}) =>
      read({ groupId, ...notOver(now, until), ...ofSeries(seriesId) }, 'asc', limit),
    /** Meetings that began in the last year, or since then, the latest first; at most 1,000. */
    begun(groupId: number, now: Date, { seriesId, since, limit = most }: Some & { since?: Date } = {}) {
      const startsAt = { lte: now, gt: since ?? new Date(now.getTime() - 366 * 86_400_000) };
      return read({ groupId, startsAt, ...ofSeries(seriesId) }, 'desc', limit);
    },
    /** Meetings of a calendar: so many that are over, of those that began before `before`, and so many that are not, or all up to `until`; announced ones of paused or ended series too. */
    async around(
      groupId: number,
      now: Date,
      { seriesId, exceptSeries = [], count, until, before = now }: CalendarSpan,
    ) {
      const where = {
        groupId,
        ...ofSeries(seriesId),
        AND: [
          { OR: [{ announcedAt: { not: null } }, { seriesId: null }, { series: { state: 'active' } }] },
          { OR: [{ seriesId: null }, { seriesId: { notIn: [...exceptSeries] } }] },
        ],
      };
      const [past, coming] = await Promise.all([
        read({ ...where, startsAt: { lt: before }, endsAt: { lte: now } }, 'desc', count),
        read({ ...where, ...notOver(now, until) }, 'asc', until ? most : count),
      ]);
      return [...past.toReversed(), ...coming];
    },
    /** The last changes of a meeting, newest first, at most 20. */
    async changes(meetingId: number) {
      const rows = await database.meetingChange.findMany({
        where: { meetingId },
        orderBy: { sequence: 'desc' },
        take: 20,
      });
      return rows.map(readChange);
    },
    /** Where a publication stands, for who asks by a command. */
    async links(key: string): Promise<Link[]> {
      return (await whereShown(database, key)).map(({ platform, remote }) => ({ ...remote, platform }));
    },
    /** Makes a meeting that stands alone. Throws a UserError when it is there, as for who sends the same twice. */
    scheduleMeeting: (groupId: number, wanted: OneOff) =>
      changing(database, { groupId, now: wanted.now }, async (rows) => {
        const { name, time } = wanted;
        const alike = { groupId, name, startsAt: time.startsAt, status: 'scheduled' };
        if ((await rows.meeting.count({ where: alike })) > 0)
          throw new UserError(
            `"${name}" is set for that time already: \`/meeting show\` shows it. If this is another one, give it another name.`,
          );
        return readMeeting(await makeOneOff(rows, groupId, wanted));
      }),
    /** Gives a meeting another time, and another length where one is given; those who come read why. */
    move: (
      meeting: Meeting,
      { time, durationMinutes = meeting.durationMinutes, reason, now, checked }: Retiming,
    ) =>
      changeOne(meeting, now, async (rows, of) => {
        checked?.(of.meeting);
        await rows.meeting.update({ where: { id: meeting.id }, data: { durationMinutes } });
        const lasting = { ...of, meeting: { ...of.meeting, durationMinutes } };
        if (durationMinutes !== of.meeting.durationMinutes)
          await tellChange(rows, lasting, { kind: 'changed', now });
        await retime(rows, lasting, { time, timedBy: 'hand', reason, now });
      }),
    cancel: (meeting: Meeting, why: { reason: string | undefined; now: Date }) =>
      changeOne(meeting, why.now, (rows, of) => cancel(rows, of, { ...why, isByHand: true })),
    restore: (meeting: Meeting, now: Date) =>
      changeOne(meeting, now, (rows, of) => bringBack(rows, of, { now, isByHand: true })),
    alter: (
      meeting: Meeting,
      { now, place, durationMinutes, hostId, description, checked }: Alteration & { now: Date } & Checked,
    ) =>
      changeOne(meeting, now, async (rows, of) => {
        checked?.(of.meeting);
        const minutes = durationMinutes ?? of.meeting.durationMinutes;
        await rows.meeting.update({
          where: { id: meeting.id },
          data: {
            durationMinutes: minutes,
            changedAt: now,
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
