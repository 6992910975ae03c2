// The fairest times of a year's meetings: candidates on the UTC quarter-hours, priced for each member, and the plan.
import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { monthAfter, parseMonth } from '../../core/month.ts';
import { firstDate, occurrences, parseRecurrence, recurrenceWords } from '../../core/recurrence.ts';
import { addDays, clockTime, isoSeconds } from '../../core/time.ts';
import { isWithin, localQuarters, painOf, parseHoursRange, quartersOf } from './pain.ts';
import { solveRotation } from './rotation/solver.ts';

const SLOTS = 96;
const QUARTER_MS = 15 * 60_000;

/** Somebody to plan for; `never` holds local hours such as `00:00-06:00`. Hours they prefer do not enter the plan. */
export interface PlanMember {
  readonly name: string;
  readonly zone: string;
  readonly never?: readonly string[] | undefined;
}

/**
 * What to plan: the dates of a rule in calendar months from `from` on (`YYYY-MM`, or the first day), at most `slots` start
 * times (UTC). Intervals count from `starts`, or from the first date. Starts lie on a grid of so many minutes, 15 at least.
 */
export interface PlanRequest {
  readonly members: readonly PlanMember[];
  readonly rule: string;
  readonly from: string;
  readonly starts?: string;
  readonly grid?: number;
  /** Dates for which nothing is planned: cancelled ones. */
  readonly except?: readonly string[];
  readonly months: number;
  readonly slots: number;
  readonly durationMinutes: number;
}

const points = z.record(z.string(), z.number());

/** A plan as it is kept. */
export const planShape = z.object({
  slots: z.array(z.string()),
  months: z.array(z.object({ month: z.string(), startsAt: z.string(), slot: z.string(), pain: points })),
  totals: points,
  worst: z.number(),
  sum: z.number(),
  optimal: z.boolean(),
});

/** The plan with its price; `optimal` is false when the search ended before it was proven the fairest. */
export type Plan = z.infer<typeof planShape>;

/** A date of the plan, with the month it counts to; `slot` is its UTC start time, `pain` what it costs each member. */
export type PlannedMonth = Plan['months'][number];

/** A month's day (UTC) and what each candidate costs each member there; none where it breaks somebody's never. */
interface PricedMonth {
  readonly month: string;
  readonly day: string;
  readonly columns: readonly (readonly number[] | undefined)[];
}

/**
 * The fairest plan; months without the rule's weekday are left out. A candidate that breaks somebody's never-hours
 * is dropped in the months where it does (clock changes make that differ). Throws a UserError that says whose hours
 * rule a month out when nothing is left for it, or that more slots are needed.
 */
export function fairestPlan(request: PlanRequest, mostSteps: number): Plan {
  const priced = pricedMonths(request);
  if (priced.length === 0)
    throw new UserError(
      `There is no ${recurrenceWords(parseRecurrence(request.rule)).replace(/ of the month$/u, '')} in ${request.months === 1 ? request.from : `the ${request.months} months from ${request.from} on`}: ask for more months.`,
    );
  for (const { day, columns } of priced)
    if (columns.every((column) => column === undefined)) throw ruledOut(request, day);
  const solution = solveRotation(
    priced.map(({ columns }) => columns),
    request.slots,
    mostSteps,
  );
  if (!solution)
    throw new UserError(
      `No ${request.slots === 1 ? 'single start time serves' : `${request.slots} start times together serve`} every month: ` +
        `the never-hours of ${namesWithNeverHours(request)} leave too little. Allow more slots, or shorten those hours.`,
    );
  return { ...pricedPlan(priced, solution.sequence, request.members), optimal: solution.isOptimal };
}

function pricedPlan(
  priced: readonly PricedMonth[],
  sequence: readonly number[],
  members: readonly PlanMember[],
) {
  const months = priced.map(({ month, day, columns }, index) => {
    const slot = sequence[index] ?? 0;
    const pain = Object.fromEntries(
      members.map(({ name }, person) => [name, columns[slot]?.[person] ?? 0] as const),
    );
    return { month, startsAt: isoSeconds(startOf(day, slot)), slot: clockTime(slot * 15), pain };
  });
  const totals = Object.fromEntries(
    members.map(({ name }) => [name, months.reduce((sum, { pain }) => sum + (pain[name] ?? 0), 0)] as const),
  );
  const slots = [...new Set(months.map(({ slot }) => slot))].sort();
  const prices = Object.values(totals);
  return {
    slots,
    months,
    totals,
    worst: Math.max(0, ...prices),
    sum: prices.reduce((sum, price) => sum + price, 0),
  };
}

function pricedMonths(request: PlanRequest): PricedMonth[] {
  if (request.members.length === 0)
    throw new UserError(
      'Nobody has given a time zone yet, so there is nobody to plan for. Each sets their own with `/member zone`.',
    );
  const length = quartersOf(request.durationMinutes);
  const never = request.members.map((member) => (member.never ?? []).map(parseHoursRange));
  const zones = [...new Set(request.members.map(({ zone }) => zone))];
  const step = (request.grid ?? 15) / 15;
  return plannedDays(request).map(({ month, day }) => {
    const quarters = new Map(
      zones.map((zone) => [zone, localQuarters(startOf(day, 0), SLOTS + length, zone)]),
    );
    const columns = Array.from({ length: SLOTS }, (_, slot) => {
      const taken = request.members.map(({ zone }) => quarters.get(zone)?.slice(slot, slot + length) ?? []);
      const isOut = taken.some((part, person) => isWithin(never[person] ?? [], part));
      return isOut || slot % step !== 0 ? undefined : taken.map((part) => painOf(part));
    });
    return { month, day, columns };
  });
}

/** Says whose hours leave a month without any start, and not which hours: those are private. */
function ruledOut(request: PlanRequest, day: string): UserError {
  const hasStart = (members: readonly PlanMember[]) =>
    members.length === 0 ||
    pricedMonths({ ...request, members }).some(
      (one) => one.day === day && one.columns.some((column) => column),
    );
  const holders = request.members.filter(({ never }) => (never ?? []).length > 0);
  const alone = holders.filter((member) => !hasStart([member]));
  const decisive = holders.filter((member) => hasStart(request.members.filter((other) => other !== member)));
  const named = alone.length > 0 ? alone : decisive.length > 0 ? decisive : holders;
  const names = named.map(({ name }) => name).join(', ');
  const together = alone.length === 0 && decisive.length === 0 ? ' taken together' : '';
  return new UserError(
    `No start on ${day} is left: it is ruled out by the never-hours of ${names}${together}. Ask them for shorter ones, then plan again.`,
  );
}

function namesWithNeverHours(request: PlanRequest): string {
  return request.members
    .filter(({ never }) => (never ?? []).length > 0)
    .map(({ name }) => name)
    .join(', ');
}

/** No more dates are planned at once. */
const mostDates = 70;

/** The dates to plan; the month of one is that of the day counted, before the shift. */
function plannedDays(request: PlanRequest): { month: string; day: string }[] {
  const recurrence = parseRecurrence(request.rule);
  const { shiftDays = 0 } = recurrence;
  const isDay = request.from.length > 7;
  const month = parseMonth(request.from.slice(0, 7));
  const end = `${monthAfter(month, request.months)}-${isDay ? request.from.slice(8) : '01'}`;
  const from = isDay ? request.from : addDays(`${month}-01`, shiftDays);
  const until = addDays(isDay ? end : addDays(end, shiftDays), -1);
  const starts = request.starts ?? firstDate(recurrence, from) ?? from;
  const days = [...occurrences(recurrence, { starts, from, until, count: mostDates })];
  return days
    .filter((day) => !request.except?.includes(day))
    .map((day) => ({ month: addDays(day, -shiftDays).slice(0, 7), day }));
}

function startOf(day: string, slot: number): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + slot * QUARTER_MS);
}
