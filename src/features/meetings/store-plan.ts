// The rows of proposed times, and giving the dates the times of an accepted one.
import { z } from 'zod';
import { localReading } from '../../core/time.ts';
import { change, type Database, type Transaction } from '../../storage/client.ts';
import type { Series } from './facts.ts';
import type { Plan } from './rotation.ts';
import { changing } from './store-advance.ts';
import { newMeeting, retime } from './store-change.ts';
import { readMeeting, readSeries } from './store-rows.ts';

const points = z.record(z.string(), z.number());
const planShape = z.object({
  slots: z.array(z.string()),
  months: z.array(z.object({ month: z.string(), startsAt: z.string(), slot: z.string(), pain: points })),
  totals: points,
  worst: z.number(),
  sum: z.number(),
  optimal: z.boolean(),
});

/** A proposal. */
export interface Proposal {
  readonly id: number;
  readonly seriesId: number;
  readonly plan: Plan;
  readonly acceptedAt?: Date;
}

/** Rows of proposals. */
export interface PlanStore {
  /** Keeps a proposal; answers its id. */
  proposePlan(groupId: number, proposal: { seriesId: number; plan: Plan; now: Date }): Promise<number>;
  proposal(groupId: number, id: number): Promise<Proposal | undefined>;
  /**
   * Gives the coming months the proposal's times, from then on whoever joins or leaves. Meetings that were moved by
   * hand, or have begun, keep theirs. Answers how many meetings changed; undefined when it was accepted before.
   */
  acceptPlan(groupId: number, id: number, now: Date): Promise<number | undefined>;
}

/** Opens the rows. */
export function planStore(database: Database): PlanStore {
  return {
    async proposePlan(groupId, { seriesId, plan, now }) {
      const data = { groupId, seriesId, result: JSON.stringify(plan), proposedAt: now };
      const row = await change(database, groupId, (rows) => rows.meetingPlan.create({ data }));
      return row.id;
    },
    async proposal(groupId, id) {
      const row = await database.meetingPlan.findFirst({ where: { id, groupId } });
      if (!row) return undefined;
      return {
        id: row.id,
        seriesId: row.seriesId,
        plan: planShape.parse(JSON.parse(row.result)),
        ...(row.acceptedAt !== null && { acceptedAt: row.acceptedAt }),
      };
    },
    acceptPlan: (groupId, id, now) =>
      changing(database, { groupId, now }, async (rows) => {
        const taken = await rows.meetingPlan.updateMany({
          where: { id, groupId, acceptedAt: null },
          data: { acceptedAt: now },
        });
        if (taken.count === 0) return undefined;
        const row = await rows.meetingPlan.findUniqueOrThrow({ where: { id }, include: { series: true } });
        const series = readSeries(row.series);
        let changed = 0;
        for (const { startsAt } of planShape.parse(JSON.parse(row.result)).months) {
          const at = new Date(startsAt);
          if (at > now && (await planDate(rows, { series, at, now }))) changed += 1;
        }
        return changed;
      }),
  };
}

/** Gives an occurrence its planned time. The plan counts days as UTC has them, which are the rule's own. */
async function planDate(
  rows: Transaction,
  { series, at, now }: { series: Series; at: Date; now: Date },
): Promise<boolean> {
  const time = { ...localReading(at, 'UTC'), startsAt: at };
  const occurrence = at.toISOString().slice(0, 10);
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
  return await retime(rows, { meeting, series }, { time, timedBy: 'plan', now });
}
