// The series' rows: making, changing, pausing and ending them, with the meetings that follow from them.
import { randomBytes } from 'node:crypto';
import { nameKey } from '../../../core/command/naming.ts';
import { slugOf } from '../../../core/text/slug.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { keepValue, keptValue } from '../../../storage/cursors.ts';
import { readIf } from '../../../storage/rows.ts';
import type { Series } from '../facts.ts';
import { changing, deleteSkippedMeetings } from './advance.ts';
import { cancel } from './change.ts';
import { follow, goOn, movePublications, outOfTurn, stop } from './follow.ts';
import { placeColumn, readMeeting, readSeries } from './rows.ts';

/** A series as it is described when it is made or changed. */
export type SeriesDraft = Omit<
  Series,
  'id' | 'groupId' | 'slug' | 'skips' | 'state' | 'feedToken' | 'createdAt'
>;

/** What a series is, as it would be described. */
export function draftOf(series: Series): SeriesDraft {
  const { id, groupId, slug, skips, state, feedToken, createdAt, ...draft } = series;
  return draft;
}

/** Opens the rows of series; ids that belong to another group are not found. */
export function seriesStore(database: Database) {
  const withName = async (rows: Transaction | Database, groupId: number, name: string) =>
    (await rows.meetingSeries.findMany({ where: { groupId, state: { not: 'ended' } } })).find(
      (row) => nameKey(row.name) === nameKey(name),
    );

  return {
    /** All series of a group, ended ones last. */
    async series(groupId: number) {
      const rows = await database.meetingSeries.findMany({ where: { groupId }, orderBy: { id: 'asc' } });
      const all = rows.map(readSeries);
      return all.toSorted((a, b) => Number(a.state === 'ended') - Number(b.state === 'ended'));
    },
    findSeries: (groupId: number, seriesId: number) =>
      readIf(database.meetingSeries.findFirst({ where: { id: seriesId, groupId } }), readSeries),
    /** Whether the group has a series of this name that has not ended. */
    isTaken: async (groupId: number, name: string) => (await withName(database, groupId, name)) !== undefined,
    /** Undefined when the group has a series of this name; those that have ended do not count. */
    createSeries: (groupId: number, draft: SeriesDraft, now: Date) =>
      changing(database, { groupId, now }, async (rows) => {
        if (await withName(rows, groupId, draft.name)) return undefined;
        await freeSeriesName(rows, groupId, draft.name);
        const row = await rows.meetingSeries.create({
          data: {
            groupId,
            slug: await freeSlug(rows, groupId, draft.name),
            feedToken: newToken(),
            createdAt: now,
            ...columns(draft),
          },
        });
        return readSeries(row);
      }),
    /**
     * Changes a series and the coming meetings that follow its rule; moved and planned ones keep their time.
     * Undefined when another series has the name.
     */
    editSeries: (
      groupId: number,
      seriesId: number,
      { draft: draftOf, now }: { draft: (current: Series) => SeriesDraft; now: Date },
    ) =>
      changing(database, { groupId, now }, async (rows) => {
        const before = readSeries(
          await rows.meetingSeries.findFirstOrThrow({ where: { id: seriesId, groupId } }),
        );
        const draft = draftOf(before);
        const other = await withName(rows, groupId, draft.name);
        if (other && other.id !== seriesId) return undefined;
        await freeSeriesName(rows, groupId, draft.name, { except: seriesId });
        const row = await rows.meetingSeries.update({ where: { id: seriesId }, data: columns(draft) });
        const series = readSeries(row);
        await follow(rows, { before, series, now });
        const isElsewhere = JSON.stringify(before.chosen) !== row.chosen;
        if (isElsewhere || before.privateRole !== row.privateRole || before.messages !== row.messages)
          await movePublications(rows, series, now);
        return series;
      }),
    /** What tells which dates of a series, changed so, have meetings that do not get their times by its rule. */
    outOfTurn: (series: Series, now: Date) => outOfTurn(database, series, now),
    /**
     * Cancels what a series holds from one day to another, and what it will have there once that is planned; answers how many
     * meetings that are known by now.
     */
    skip: (
      groupId: number,
      seriesId: number,
      { from, to, reason, now }: { from: string; to: string; reason: string | null; now: Date },
    ) =>
      changing(database, { groupId, now }, async (rows) => {
        const series = readSeries(
          await rows.meetingSeries.findFirstOrThrow({ where: { id: seriesId, groupId } }),
        );
        const past = new Date(now.getTime() - 7 * 86_400_000).toISOString().slice(0, 10);
        const skips = [...series.skips.filter((one) => one.to >= past), { from, to, reason }];
        await rows.meetingSeries.update({ where: { id: seriesId }, data: { skips: JSON.stringify(skips) } });
        const found = await rows.meeting.findMany({
          where: { seriesId, localDate: { gte: from, lte: to }, startsAt: { gt: now }, status: 'scheduled' },
          orderBy: { startsAt: 'asc' },
        });
        // The channel hears of the first, which names the others.
        const told = new Set<string>();
        for (const [i, row] of found.entries()) {
          const of = { meeting: readMeeting(row), series };
          await cancel(rows, of, { now, reason: reason ?? undefined, isByHand: i === 0, told });
        }
        return found.length;
      }),
    /**
     * Pauses, resumes or ends a series. Meetings that people know of, since they are shown or somebody has answered, are
     * cancelled when it pauses or ends, and come back when it is resumed; the others are left out, and deleted when it ends.
     */
    setSeriesState: (
      groupId: number,
      seriesId: number,
      { state, now }: { state: Series['state']; now: Date },
    ) =>
      changing(database, { groupId, now }, async (rows) => {
        await deleteSkippedMeetings(rows, groupId, now);
        const row = await rows.meetingSeries.update({ where: { id: seriesId, groupId }, data: { state } });
        const series = readSeries(row);
        await (state === 'active' ? goOn(rows, series, now) : stop(rows, series, now));
      }),
    /** Ends the addresses of all calendars of a group that are not for everybody. */
    renewCalendars: (groupId: number) =>
      change(database, groupId, async (rows) => {
        const all = await rows.meetingSeries.findMany({ where: { groupId }, select: { id: true } });
        for (const { id } of all)
          await rows.meetingSeries.update({ where: { id }, data: { feedToken: newToken() } });
        await keepValue(rows, renewalOf(groupId), newToken());
      }),
    /** What the address of the group's own calendar is made with since then; undefined where that never was. */
    calendarRenewal: (groupId: number) => keptValue(database, renewalOf(groupId)),
  };
}

const newToken = () => randomBytes(16).toString('hex');
const renewalOf = (groupId: number) => `calendar/${groupId}`;

/** A series that has ended leaves its name to another; its meetings keep theirs. */
async function freeSeriesName(
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

function columns({ times, place, reminders, chosen, ...others }: SeriesDraft) {
  return {
    ...others,
    times: JSON.stringify(times),
    place: placeColumn(place),
    reminders: JSON.stringify(reminders),
    chosen: JSON.stringify(chosen),
  };
}

async function freeSlug(rows: Transaction, groupId: number, name: string): Promise<string> {
  const base = slugOf(name) || 'series';
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
