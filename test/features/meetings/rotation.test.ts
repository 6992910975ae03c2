// The solver against a brute force that shares nothing with it, and the plan's promises.
import { describe, expect, test } from 'vitest';
import { solveRotation } from '../../../src/features/meetings/rotation/solver.ts';
import { planInWorker } from '../../../src/features/meetings/rotation/thread.ts';
import { fairestPlan, type PlanRequest } from '../../../src/features/meetings/rotation.ts';
import { samples } from '../../property.ts';
import { bruteForce as everyPlan } from './brute-force.ts';

type Table = (number[] | undefined)[][];

/** Every sequence of slots, compared as the issue says. */
function bruteForce(table: Table, limit: number): number[] | undefined {
  const people = table[0]?.find((column) => column)?.length ?? 0;
  let best: { sequence: number[]; key: number[] } | undefined;
  const walk = (sequence: number[]): void => {
    if (new Set(sequence).size > limit) return;
    if (sequence.length === table.length) {
      const totals = Array.from({ length: people }, (_, person) =>
        sequence.reduce((sum, slot, month) => sum + (table[month]?.[slot]?.[person] ?? 0), 0),
      ).sort((one, other) => other - one);
      const changes = sequence.filter((slot, month) => month > 0 && slot !== sequence[month - 1]).length;
      const key = [...totals, changes, ...sequence];
      const different = key.findIndex((value, index) => value !== best?.key[index]);
      if (!best || (different >= 0 && (key[different] ?? 0) < (best.key[different] ?? 0)))
        best = { sequence, key };
      return;
    }
    for (const [slot, column] of (table[sequence.length] ?? []).entries())
      if (column) walk([...sequence, slot]);
  };
  walk([]);
  return best?.sequence;
}

function randomTable(random: () => number): Table {
  const pick = (count: number) => Math.floor(random() * count);
  const slots = 1 + pick(5);
  const people = 1 + pick(5);
  const weights = [
    [0, 1, 2, 4, 8, 16, 32],
    [0, 1],
    [0, 3, 5, 7],
  ][pick(3)] ?? [0];
  const kinds = Array.from({ length: 1 + pick(3) }, () =>
    Array.from({ length: slots }, () =>
      random() < 0.15 ? undefined : Array.from({ length: people }, () => weights[pick(weights.length)] ?? 0),
    ),
  );
  return Array.from({ length: 1 + pick(5) }, () => kinds[pick(kinds.length)] ?? []);
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('the solver', () => {
  test.each([1, 2, 3, 4])('equals a brute force on random small instances with at most %i slots', (limit) => {
    const random = seeded(limit);
    for (let round = 0; round < 250; round++) {
      const table = randomTable(random);
      const expected = bruteForce(table, limit);
      const found = solveRotation(table, limit, Number.POSITIVE_INFINITY);
      expect(found?.sequence, JSON.stringify({ limit, table })).toEqual(expected);
      if (found) expect(found.isOptimal).toBe(true);
    }
  });
});

describe('the plan of a small group', () => {
  const zones = [
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'Pacific/Chatham',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'Africa/Cairo',
    'America/New_York',
    'Europe/Prague',
    'Australia/Sydney',
    'UTC',
  ];
  const never = ['00:00-05:00', '22:00-06:00', '12:00-13:00', '18:00-24:00', '23:00-00:00'];
  const rules = ['first tuesday', 'last friday', 'fourth tuesday +1', 'fifth monday', 'last friday +3'];

  // Fewer months where there are more slots: everything there is gets tried.
  test.each([
    { slots: 1, months: 12, groups: 25 },
    { slots: 2, months: 5, groups: 12 },
    { slots: 3, months: 2, groups: 1 },
  ])('is what trying everything finds: $slots slots, $months months', ({ slots, months, groups }) => {
    const random = seeded(slots * 2027);
    const oneOf = <T>(list: readonly T[], fallback: T) =>
      list[Math.floor(random() * list.length)] ?? fallback;
    for (let round = 0; round < groups; round++) {
      const request: PlanRequest = {
        members: Array.from({ length: 1 + Math.floor(random() * 5) }, (_, index) => ({
          name: `member ${index}`,
          zone: oneOf(zones, 'UTC'),
          ...(random() < 0.3 && { never: [oneOf(never, '00:00-05:00')] }),
        })),
        rule: oneOf(rules, 'first tuesday'),
        from: oneOf(['2027-01', '2026-09', '2027-03'], '2027-01'),
        months,
        slots,
        durationMinutes: oneOf([15, 30, 45, 50, 60, 90, 120, 180], 60),
      };
      const expected = everyPlan(request);
      if (!expected) expect(() => fairestPlan(request, Number.POSITIVE_INFINITY)).toThrow(/never-hours/);
      else
        expect(
          fairestPlan(request, Number.POSITIVE_INFINITY).months.map(({ startsAt }) => startsAt),
          JSON.stringify(request),
        ).toEqual(expected);
    }
  });
});

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
const YEAR: PlanRequest = {
  members: Array.from({ length: 20 }, (_, index) => ({
    name: `member ${index}`,
    zone: ZONES[index % 12] ?? 'UTC',
  })),
  rule: 'first tuesday',
  from: '2027-01',
  months: 12,
  slots: 3,
  durationMinutes: 60,
};

describe('the plan', () => {
  test('for 20 members over 12 zones and 3 slots is proven the fairest, and adds up', async () => {
    const plan = await planInWorker(YEAR);
    expect(plan.optimal).toBe(true);
    expect(plan.slots.length).toBeLessThanOrEqual(3);
    expect(plan.months).toHaveLength(12);
    expect(plan.worst).toBe(512);
    for (const { name } of YEAR.members)
      expect(plan.totals[name]).toBe(
        plan.months.reduce((sum, month) => sum + (month.pain[name] ?? Number.NaN), 0),
      );
  });

  test('keeps out of never-hours, month by month as the clocks change', () => {
    const plan = fairestPlan(
      {
        ...YEAR,
        members: [
          { name: 'Ada', zone: 'Europe/London', never: ['00:00-20:00'] },
          { name: 'Bo', zone: 'UTC' },
        ],
      },
      Number.POSITIVE_INFINITY,
    );
    expect(plan.months.map(({ startsAt }) => startsAt.slice(11, 16))).toEqual(
      Array.from({ length: 12 }, (_, month) => (month >= 3 && month <= 9 ? '19:00' : '20:00')),
    );
  });

  test('says whose hours leave a month without a start', () => {
    const members = [
      { name: 'Ada', zone: 'UTC', never: ['00:00-12:00'] },
      { name: 'Bo', zone: 'UTC', never: ['11:00-00:00'] },
      { name: 'Cy', zone: 'UTC', never: ['03:00-04:00'] },
    ];
    const refused = (...them: typeof members) =>
      expect(() => fairestPlan({ ...YEAR, members: them }, Number.POSITIVE_INFINITY));
    refused(...members).toThrow(/of Ada, Bo\. Ask/);
    const holder = (name: string, never: string) => ({ name, zone: 'UTC', never: [never] });
    // Each of the two leaves nothing, or any two of three.
    refused(holder('Di', '00:00-24:00'), holder('Ed', '00:00-23:59')).toThrow(/of Di, Ed\. Ask/);
    refused(holder('Di', '00:00-16:00'), holder('Ed', '08:00-24:00'), holder('Fo', '16:00-08:00')).toThrow(
      /of Di, Ed, Fo taken together\. Ask/,
    );
  });

  test('answers the best found so far when its steps are used up', () => {
    const plan = fairestPlan({ ...YEAR, slots: 4 }, 0);
    expect(plan.optimal).toBe(false);
    expect(plan.months).toHaveLength(12);
  });

  test('of a year of weekly meetings at four times is found in the steps that it has', () => {
    const weekly = (slots: number, most: number) =>
      fairestPlan({ ...YEAR, rule: 'every tuesday', slots }, most);
    const plan = weekly(4, 1_000_000);
    expect(plan.months).toHaveLength(52);
    expect(plan.optimal).toBe(false);
    expect(plan.worst).toBeLessThan(weekly(2, Number.POSITIVE_INFINITY).worst);
    expect(weekly(4, 1_000_000)).toEqual(plan);
  });

  test('for random groups of 20 is proven the fairest, whatever their zones', () => {
    const all = Intl.supportedValuesOf('timeZone');
    const random = seeded(20);
    for (let round = 0; round < samples(6); round++) {
      const members = Array.from({ length: 20 }, (_, index) => ({
        name: `member ${index}`,
        zone: all[Math.floor(random() * all.length)] ?? 'UTC',
      }));
      expect(fairestPlan({ ...YEAR, members }, Number.POSITIVE_INFINITY).optimal).toBe(true);
    }
  });

  test('says that no month has the day asked for', () => {
    expect(() =>
      fairestPlan({ ...YEAR, rule: 'fifth tuesday', months: 1 }, Number.POSITIVE_INFINITY),
    ).toThrow('There is no fifth tuesday in 2027-01');
  });

  test('where no start serves all months, it is said whose hours are in the way, and not which', () => {
    // Of one hour in winter, and of the one before it in summer.
    const members = [{ name: 'Ada', zone: 'Europe/Prague', never: ['00:00-18:00', '19:00-24:00'] }];
    const plan = (slots: number) =>
      fairestPlan({ ...YEAR, members, from: '2027-03', months: 2, slots, durationMinutes: 60 }, 1_000);
    expect(() => plan(1)).toThrow(/^No single start time serves every month: the never-hours of Ada leave/u);
    expect(plan(2).months.map(({ slot }) => slot)).toEqual(['17:00', '16:00']);
  });

  test('names the month of the day counted, though an offset takes the meeting into the next', () => {
    const plan = fairestPlan({ ...YEAR, rule: 'last friday +3', months: 1 }, Number.POSITIVE_INFINITY);
    expect(plan.months.map(({ month, startsAt }) => [month, startsAt.slice(0, 10)])).toEqual([
      ['2027-01', '2027-02-01'],
    ]);
  });

  test.each([1, 2, 3, 7, 12])('keeps to at most %i slots, however many months', (slots) => {
    const plan = fairestPlan({ ...YEAR, months: 14, slots }, slots > 3 ? 0 : Number.POSITIVE_INFINITY);
    expect(new Set(plan.months.map(({ slot }) => slot)).size).toBeLessThanOrEqual(slots);
    expect(plan.slots).toEqual([...new Set(plan.months.map(({ slot }) => slot))].sort());
  });

  test('refuses to plan for nobody', async () => {
    await expect(planInWorker({ ...YEAR, members: [] })).rejects.toThrow('nobody to plan for');
  });
});
