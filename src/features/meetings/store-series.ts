// The series' rows: making, changing, pausing and ending them, with the months that follow from them.
import { randomBytes } from 'node:crypto';
import type { GroupFacts } from '../../core/directory.ts';
import { mark, markAll } from '../../publishing/store.ts';
import type { Database, Transaction } from '../../storage/client.ts';
import type { Meeting, MeetingPlace, Series } from './facts.ts';
import { timeOfMonth } from './months.ts';
import { meetingKey } from './publications.ts';
import { readMeeting, readSeries } from './rows.ts';
import { advance, dropMissed } from './store-advance.ts';
import { alongside } from './store-alongside.ts';
import { bringBack, publishedMeeting, retime, tellChange } from './store-change.ts';

/** A series as it is described when it is made or changed. */
export interface SeriesDraft {
  readonly name: string;
  readonly rule: string;
  readonly times: readonly string[];
  readonly zone: string;
  readonly durationMinutes: number;
  readonly place?: MeetingPlace;
  readonly reminders: readonly number[];
  readonly channel?: string;
  readonly privateRole?: string;
  readonly minutesFolder?: string;
}

/** Rows of series. Ids that belong to another group are not found. */
export interface SeriesStore {
  /** All series of a group, ended ones last. */
  series(groupId: number): Promise<Series[]>;
  findSeries(groupId: number, seriesId: number): Promise<Series | undefined>;
  /** Undefined when the group has a series of this name; those that have ended do not count. */
  createSeries(group: GroupFacts, draft: SeriesDraft, now: Date): Promise<Series | undefined>;
  /**
   * Changes a series and the coming months that follow its rule; moved and planned ones keep their time.
   * Undefined when another series has the name.
   */
  editSeries(
    group: GroupFacts,
    seriesId: number,
    change: { draft: SeriesDraft; now: Date },
  ): Promise<Series | undefined>;
  /**
   * Pauses, resumes or ends a series. Meetings that were announced are cancelled when it pauses or ends, and come back
   * when it is resumed; those that were not are left out, and deleted when it ends.
   */
  setSeriesState(
    group: GroupFacts,
    seriesId: number,
    change: { state: Series['state']; now: Date },
  ): Promise<void>;
}

/** Opens the rows. */
export function seriesStore(database: Database): SeriesStore {
  const withName = async (rows: Transaction, groupId: number, name: string) =>
    (await rows.meetingSeries.findMany({ where: { groupId, state: { not: 'ended' } } })).find(
      (row) => row.name.toLowerCase() === name.toLowerCase(),
    );

  return {
    async series(groupId) {
      const rows = await database.meetingSeries.findMany({ where: { groupId }, orderBy: { id: 'asc' } });
      const all = rows.map(readSeries);
      return all.toSorted((a, b) => Number(a.state === 'ended') - Number(b.state === 'ended'));
    },
    async findSeries(groupId, seriesId) {
      const row = await database.meetingSeries.findFirst({ where: { id: seriesId, groupId } });
      return row ? readSeries(row) : undefined;
    },
    createSeries: (group, draft, now) =>
      alongside(database, async (rows) => {
        if (await withName(rows, group.id, draft.name)) return undefined;
        await giveWay(rows, group.id, draft.name);
        const row = await rows.meetingSeries.create({
          data: {
            groupId: group.id,
            slug: await freeSlug(rows, group.id, draft.name),
            feedToken: randomBytes(16).toString('hex'),
            createdAt: now,
            ...columns(draft),
          },
        });
        await advance(rows, group, now);
        return readSeries(row);
      }),
    editSeries: (group, seriesId, { draft, now }) =>
      alongside(database, async (rows) => {
        const other = await withName(rows, group.id, draft.name);
        if (other && other.id !== seriesId) return undefined;
        await giveWay(rows, group.id, draft.name, { except: seriesId });
        const before = readSeries(
          await rows.meetingSeries.findFirstOrThrow({ where: { id: seriesId, groupId: group.id } }),
        );
        const row = await rows.meetingSeries.update({ where: { id: seriesId }, data: columns(draft) });
        const series = readSeries(row);
        await follow(rows, { group, before, series, now });
        // What has been published elsewhere goes to the new channel.
        await (before.channel === series.channel
          ? advance(rows, group, now)
          : advance(rows, group, now, mark));
        return series;
      }),
    async setSeriesState(group, seriesId, { state, now }) {
      await alongside(database, async (rows) => {
        await dropMissed(rows, group.id, now);
        const row = await rows.meetingSeries.update({
          where: { id: seriesId, groupId: group.id },
          data: { state },
        });
        const changed = { group, series: readSeries(row), now };
        await (state === 'active' ? goOn(rows, changed) : stop(rows, changed));
        await advance(rows, group, now);
      });
    },
  };
}

/** A series that has ended leaves its name to another; its meetings keep theirs. */
async function giveWay(
  rows: Transaction,
  groupId: number,
  name: string,
  { except }: { except?: number } = {},
): Promise<void> {
  const ended = await rows.meetingSeries.findMany({ where: { groupId, name, state: 'ended' } });
  for (const { id } of ended) {
    if (id === except) continue;
    await rows.meetingSeries.update({ where: { id }, data: { name: `${name} (old ${id})` } });
  }
}

function columns(draft: SeriesDraft) {
  return {
    name: draft.name,
    rule: draft.rule,
    times: JSON.stringify(draft.times),
    zone: draft.zone,
    durationMinutes: draft.durationMinutes,
    place: draft.place ? JSON.stringify(draft.place) : null,
    reminders: JSON.stringify(draft.reminders),
    channel: draft.channel ?? null,
    privateRole: draft.privateRole ?? null,
    minutesFolder: draft.minutesFolder ?? null,
  };
}

async function freeSlug(rows: Transaction, groupId: number, name: string): Promise<string> {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '');
  const base = plain === '' ? 'series' : plain.slice(0, 60);
  const taken = new Set(
    (await rows.meetingSeries.findMany({ where: { groupId }, select: { slug: true } })).map(
      (row) => row.slug,
    ),
  );
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(slug)) return slug;
  }
}

/** Lets the coming meetings of a series follow its change. */
async function follow(
  rows: Transaction,
  { group, before, series, now }: { group: GroupFacts; before: Series; series: Series; now: Date },
): Promise<void> {
  const coming = await rows.meeting.findMany({ where: { seriesId: series.id, startsAt: { gt: now } } });
  const isRetimed =
    before.rule !== series.rule || before.zone !== series.zone || before.times.join() !== series.times.join();
  for (const row of coming) {
    const was = readMeeting(row);
    const meeting = redrawn(was, before, series);
    await rows.meeting.update({
      where: { id: meeting.id },
      data: {
        name: meeting.name,
        durationMinutes: meeting.durationMinutes,
        endsAt: meeting.endsAt,
        place: meeting.place ? JSON.stringify(meeting.place) : null,
        ...(looksOf(was) !== looksOf(meeting) && {
          sequence: { increment: 1 },
          changedAt: now,
        }),
      },
    });
    await markAll(rows, meetingKey(meeting.id));
    if (!isRetimed || meeting.timedBy !== 'rule' || meeting.month === undefined) continue;
    const of = publishedMeeting(group, [series], meeting);
    const time = timeOfMonth(series, meeting.month);
    if (!time)
      await dropOrCancel(rows, of, { now, reason: 'The rule no longer has a meeting in this month.' });
    else if (time.startsAt > now) await retime(rows, of, { time, timedBy: 'rule', now });
    // The new rule's day is past: this month's meeting stays where it is.
    else await rows.meeting.update({ where: { id: meeting.id }, data: { timedBy: 'hand' } });
  }
}

const reasons = { paused: 'The series is paused.', ended: 'The series has ended.' } as const;

/** Brings back what a pause had cancelled. */
async function goOn(
  rows: Transaction,
  { group, series, now }: { group: GroupFacts; series: Series; now: Date },
): Promise<void> {
  const fallen = await rows.meeting.findMany({
    where: {
      seriesId: series.id,
      startsAt: { gt: now },
      status: 'cancelled',
      cancelReason: reasons.paused,
    },
  });
  for (const row of fallen) await bringBack(rows, publishedMeeting(group, [series], readMeeting(row)), now);
}

/** Lets the coming meetings of a paused or ended series fall. */
async function stop(
  rows: Transaction,
  { group, series, now }: { group: GroupFacts; series: Series; now: Date },
): Promise<void> {
  const coming = await rows.meeting.findMany({ where: { seriesId: series.id, startsAt: { gt: now } } });
  const reason = series.state === 'ended' ? reasons.ended : reasons.paused;
  for (const row of coming) {
    const of = publishedMeeting(group, [series], readMeeting(row));
    if (series.state === 'ended' || (await isShown(rows, of.meeting))) {
      await dropOrCancel(rows, of, { now, reason });
    }
  }
}

async function dropOrCancel(
  rows: Transaction,
  of: ReturnType<typeof publishedMeeting>,
  { now, reason }: { now: Date; reason: string },
): Promise<void> {
  const { meeting } = of;
  if (!(await isShown(rows, meeting))) {
    await rows.meeting.delete({ where: { id: meeting.id } });
    return;
  }
  if (meeting.status === 'cancelled') return;
  await rows.meeting.update({
    where: { id: meeting.id },
    data: { status: 'cancelled', cancelReason: reason },
  });
  await tellChange(rows, of, { kind: 'cancelled', now, reason });
}

async function isShown(rows: Transaction, meeting: Meeting): Promise<boolean> {
  return (await rows.publication.count({ where: { key: { startsWith: meetingKey(meeting.id) } } })) > 0;
}

/** A meeting as its changed series has it; what was given to this one alone stays. */
function redrawn({ place, ...meeting }: Meeting, before: Series, series: Series): Meeting {
  const isOwnLength = meeting.durationMinutes !== before.durationMinutes;
  const durationMinutes = isOwnLength ? meeting.durationMinutes : series.durationMinutes;
  const isOwnPlace = JSON.stringify(place) !== JSON.stringify(before.place);
  const where = isOwnPlace ? place : series.place;
  return {
    ...meeting,
    name: series.name,
    durationMinutes,
    endsAt: new Date(meeting.startsAt.getTime() + durationMinutes * 60_000),
    ...(where && { place: where }),
  };
}

/** What of a meeting its series decides beside the time, as one text to compare. */
function looksOf({ name, durationMinutes, place }: Meeting): string {
  return JSON.stringify([name, durationMinutes, place]);
}
