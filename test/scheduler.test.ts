// The scheduler: nothing waits for what is slow, nothing runs twice at once, and what is due soon comes in time.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Feature } from '../src/core/feature.ts';
import type { Platform } from '../src/core/platform.ts';
import { createScheduler, type Scheduler } from '../src/scheduler.ts';

let schedulers: Scheduler[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-20T09:00:30Z') });
});

afterEach(() => {
  for (const one of schedulers) one.halt();
  schedulers = [];
  vi.useRealTimers();
});

interface Spec {
  readonly ticks?: Readonly<Record<string, (now: Date) => Promise<Date | undefined>>>;
  poll?(): Promise<void>;
  /** How many more rounds find something to publish. */
  work?: number;
  publish?(): Promise<void>;
}

function schedule_({ ticks = {}, poll = async () => {}, work = 0, publish = async () => {} }: Spec) {
  let left = work;
  const failures: string[] = [];
  const seen = { published: 0, failures };
  const features: Feature[] = Object.entries(ticks).map(([name, tick]) => ({
    name,
    commands: [],
    actions: [],
    forms: [],
    views: {},
    tick,
  }));
  const platform: Platform = {
    name: 'discourse',
    start: async () => {},
    stop: async () => {},
    isReady: () => true,
    publish: async () => ({ id: '', url: '' }),
    check: async () => [],
    poll,
  };
  const made = createScheduler({
    features,
    platforms: [platform],
    reconciler: {
      takeOver: async () => {},
      async run() {
        seen.published += 1;
        left = Math.max(0, left - 1);
        await publish();
        return undefined;
      },
    },
    follows: async () => [],
    hasWork: async () => left > 0,
    now: () => new Date(),
    failed: (where) => seen.failures.push(where),
  });
  schedulers.push(made);
  return { scheduler: made, seen };
}

test('it beats once at the start and then at each full minute', async () => {
  const at: string[] = [];
  const { scheduler: one } = schedule_({
    ticks: {
      meetings: async (now) => {
        at.push(now.toISOString().slice(11, 19));
        return undefined;
      },
    },
  });
  one.start();
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(at).toEqual(['09:00:30', '09:01:00', '09:02:00', '09:03:00']);
});

test('what is due before the next tickAll is done in time', async () => {
  const at: string[] = [];
  const due = new Date('2026-11-20T09:00:41Z');
  const { scheduler: one } = schedule_({
    ticks: {
      meetings: async (now) => {
        at.push(now.toISOString().slice(11, 19));
        return now < due ? due : undefined;
      },
    },
  });
  one.start();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(at).toEqual(['09:00:30', '09:00:41']);
});

test('publishing that takes long delays neither what is due soon nor what a change calls for', async () => {
  const at: string[] = [];
  const due = new Date('2026-11-20T09:00:41Z');
  const { scheduler: one } = schedule_({
    publish: () => new Promise(() => {}),
    ticks: {
      meetings: async (now) => {
        at.push(now.toISOString().slice(11, 19));
        return now < due ? due : undefined;
      },
    },
  });
  one.start();
  await vi.advanceTimersByTimeAsync(15_000);
  one.wake();
  await vi.advanceTimersByTimeAsync(100);
  expect(at).toEqual(['09:00:30', '09:00:41', '09:00:45']);
});

test('a slow feature and a platform that hangs delay nobody else', async () => {
  let quick = 0;
  const { scheduler: one, seen } = schedule_({
    ticks: {
      digests: () => new Promise(() => {}),
      meetings: async () => {
        quick += 1;
        return undefined;
      },
    },
    poll: () => new Promise(() => {}),
  });
  one.start();
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(quick).toBeGreaterThanOrEqual(6);
  expect(seen.published).toBeGreaterThanOrEqual(6);
});

test('a feature never ticks twice at once; calls meanwhile share one more run', async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const { scheduler: one } = schedule_({
    ticks: {
      meetings: async () => {
        running += 1;
        runs += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 1000));
        running -= 1;
        return undefined;
      },
    },
  });
  one.wake();
  await vi.advanceTimersByTimeAsync(100);
  for (let i = 0; i < 50; i += 1) one.wake();
  await vi.advanceTimersByTimeAsync(10_000);
  expect({ most, runs }).toEqual({ most: 1, runs: 2 });
});

test('what goes wrong in one place is told and does not stop the others', async () => {
  let well = 0;
  const { scheduler: one, seen } = schedule_({
    ticks: {
      amas: async () => {
        throw new Error('broken');
      },
      meetings: async () => {
        well += 1;
        return undefined;
      },
    },
  });
  one.start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seen.failures).toEqual(['amas', 'amas']);
  expect(well).toBe(2);
});

test('what fails although it is due waits for the next tickAll', async () => {
  let tries = 0;
  const due = new Date('2026-11-20T09:00:35Z');
  const { scheduler: one } = schedule_({
    ticks: {
      meetings: async () => {
        tries += 1;
        if (tries > 1) throw new Error('broken');
        return due;
      },
    },
  });
  one.start();
  await vi.advanceTimersByTimeAsync(25_000);
  expect(tries).toBe(2);
  expect(await one.runUntilIdle()).toBeUndefined();
});

test('settling goes on until nothing is left to publish, and answers what comes next', async () => {
  const next = new Date('2026-12-01T20:00:00Z');
  const { scheduler: one, seen } = schedule_({
    work: 3,
    ticks: { meetings: async () => next, amas: async () => new Date('2027-01-01T00:00:00Z') },
  });
  expect(await one.runUntilIdle()).toEqual(next);
  expect(seen.published).toBe(4);
});

test('once halted it begins nothing more', async () => {
  let ticks = 0;
  const { scheduler: one, seen } = schedule_({
    ticks: {
      meetings: async () => {
        ticks += 1;
        return undefined;
      },
    },
  });
  one.start();
  await vi.advanceTimersByTimeAsync(10);
  one.halt();
  one.wake();
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect({ ticks, published: seen.published }).toEqual({ ticks: 1, published: expect.any(Number) });
  expect(ticks).toBe(1);
});
