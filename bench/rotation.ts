// The price of 1, 2, 3 and 4 start times side by side, beside the table by which the Python group meets today.
import { localQuarters, painOf, quartersOf } from '../src/features/meetings/pain.ts';
import { occurrences, parseRule } from '../src/features/meetings/recurrence.ts';
import { planInWorker } from '../src/features/meetings/rotation-thread.ts';

const ZONES = [
  'America/Los_Angeles',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Prague',
  'Africa/Lagos',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
];
const MEMBERS = Array.from({ length: 20 }, (_, index) => ({
  name: `member ${index + 1}`,
  zone: ZONES[index % ZONES.length] ?? 'UTC',
}));

/** A line of the table: totals of the year 2027 for 20 members over 12 zones; `ms` is absent for today's table. */
export interface RotationPrice {
  readonly plan: string;
  readonly worst: number;
  readonly sum: number;
  readonly ms?: number;
  readonly optimal?: boolean;
}

/** The lines, today's table first. */
export async function rotationPrices(): Promise<RotationPrice[]> {
  const lines: RotationPrice[] = [today()];
  for (const slots of [1, 2, 3, 4]) {
    const started = performance.now();
    const plan = await planInWorker({
      members: MEMBERS,
      rule: 'first tuesday',
      from: '2027-01',
      months: 12,
      slots,
      durationMinutes: 60,
    });
    const ms = Math.round(performance.now() - started);
    lines.push({ plan: `K = ${slots}`, worst: plan.worst, sum: plan.sum, ms, optimal: plan.optimal });
  }
  return lines;
}

function today(): RotationPrice {
  const meetings = occurrences(
    { rule: parseRule('first tuesday'), times: ['18:00', '21:00'], zone: 'Europe/Prague' },
    '2027-01',
    12,
  );
  const totals = MEMBERS.map(({ zone }) =>
    meetings.reduce((sum, { startsAt }) => sum + painOf(localQuarters(startsAt, quartersOf(60), zone)), 0),
  );
  return {
    plan: 'today (Prague 18:00 and 21:00)',
    worst: Math.max(...totals),
    sum: totals.reduce((sum, total) => sum + total, 0),
  };
}
