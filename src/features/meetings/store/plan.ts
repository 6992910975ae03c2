// The rows of proposed times, and giving the dates the times of an accepted one.
import { localReading } from '../../../core/time.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import type { Series } from '../facts.ts';
import { type Plan, planShape } from '../rotation.ts';
import { timeOn } from '../series-dates.ts';
import { changing } from './advance.ts';
import { newMeeting, retime, type ToldBefore } from './change.ts';
import { readMeeting, readSeries } from './rows.ts';

/** A proposal. */
interface Proposal {
  readonly id: number;
  readonly seriesId: number;
  readonly plan: Plan;
  readonly acceptedAt?: Date;
}

/** Opens the rows of proposals. */
export function planStore(database: Database) {
  return {
    /** Keeps a proposal; answers its id. */
    async proposePlan(groupId: number, { seriesId, plan, now }: { seriesId: number; plan: Plan; now: Date }) {
      const data = { groupId, seriesId, result: JSON.stringify(plan), proposedAt: now };
      const row = await change(database, groupId, (rows) => rows.meetingPlan.create({ data }));
      return row.id;
    },
    async proposal(groupId: number, id: number): Promise<Proposal | undefined> {
      const row = await database.meetingPlan.findFirst({ where: { id, groupId } });
      if (!row) return undefined;
      return {
        id: row.id,
        seriesId: row.seriesId,
        plan: planShape.parse(JSON.parse(row.result)),
        ...(row.acceptedAt !== null && { acceptedAt: row.acceptedAt }),
      };
    },
    /**
     * Gives the coming months the proposal's times, from then on whoever joins or leaves. Meetings that were moved by
     * hand, or have begun, keep theirs. Answers how many meetings changed; or that it was accepted before, or that the
     * series has other dates by now.
     */
    acceptPlan: (groupId: number, id: number, now: Date) =>
      changing(database, { groupId, now }, async (rows) => {
        const row = await rows.meetingPlan.findUniqueOrThrow({
          where: { id, groupId },
          include: { series: true },
        });
        if (row.acceptedAt !== null) return 'accepted';
        const series = readSeries(row.series);
        const planned = planShape.parse(JSON.parse(row.result)).months.map((one) => new Date(one.startsAt));
        const coming = planned.filter((at) => at > now);
        if (coming.some((at) => timeOn(series, dayOf(at)) === undefined)) return 'outdated';
        await rows.meetingPlan.update({ where: { id }, data: { acceptedAt: now } });
        let changed = 0;
        const told = new Set<string>();
        for (const at of coming) if (await planDate(rows, { series, at, now, told })) changed += 1;
        return changed;
      }),
  };
}

/** The date of a planned meeting: the plan counts days as UTC has them, which are the rule's own. */
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Gives an occurrence its planned time. */
async function planDate(
  rows: Transaction,
  { series, at, now, told }: { series: Series; at: Date; now: Date; told: ToldBefore },
): Promise<boolean> {
  const time = { ...localReading(at, 'UTC'), startsAt: at };
  const occurrence = dayOf(at);
  const row = await rows.meeting.findUnique({
    where: { seriesId_occurrence: { seriesId: series.id, occurrence } },
  });
  if (!row) {
    await rows.meeting.create({
      data: { ...newMeeting(series, { occurrence, time, now }), timedBy: 'plan' },
    });
    return true;
  }
  const meeting = readMeeting(row);
  const isFree = meeting.status === 'scheduled' && meeting.timedBy !== 'hand';
  if (!isFree || meeting.startsAt <= now) return false;
  return await retime(rows, { meeting, series }, { time, timedBy: 'plan', now, told });
}
