// The price of 1, 2, 3 and 4 start times side by side, beside the table by which the Python group meets today.
import { parseRecurrence, seriesOccurrences } from '../src/core/recurrence.ts';
import { localQuarters, painOf, quartersOf } from '../src/features/meetings/pain.ts';
import { planInWorker } from '../src/features/meetings/rotation/thread.ts';

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

/** Prints what 1 to 4 start times cost 20 members over 12 zones in 2027, beside the table of today. */
export async function benchRotation(write: (line: string) => void): Promise<void> {
  write('20 members, 12 zones, first Tuesdays of 2027, one hour; pain over the year');
  write('                                worst total   sum   seconds  proven');
  const today = pricesToday();
  write(row('today: Prague 18:00 and 21:00', today, ''));
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
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    const times = plan.slots.join(' ');
    write(
      `${row(`K = ${slots}`, plan, `${seconds.padStart(8)}  ${plan.optimal ? 'yes' : 'no '}`)}     ${times} UTC`,
    );
  }
}

function row(name: string, { worst, sum }: { worst: number; sum: number }, rest: string): string {
  return `${name.padEnd(32)}${String(worst).padStart(11)}${String(sum).padStart(6)}  ${rest}`.trimEnd();
}

function pricesToday(): { worst: number; sum: number } {
  const recurrence = parseRecurrence('first tuesday');
  const meetings = [
    ...seriesOccurrences(
      { recurrence, starts: '2027-01-05', times: ['18:00', '21:00'], zone: 'Europe/Prague' },
      { count: 12 },
    ),
  ];
  const totals = MEMBERS.map(({ zone }) =>
    meetings.reduce((sum, { startsAt }) => sum + painOf(localQuarters(startsAt, quartersOf(60), zone)), 0),
  );
  return { worst: Math.max(...totals), sum: totals.reduce((sum, total) => sum + total, 0) };
}
