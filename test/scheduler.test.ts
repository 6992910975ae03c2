// The scheduler: nothing waits for what is slow, nothing runs twice at once, and what is due soon comes in time.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Platform } from '../src/core/platform.ts';
import { createScheduler, type Job, type Scheduler } from '../src/scheduler.ts';
import type { Due } from '../src/storage/schedule.ts';
import { can } from './publishing/world.ts';

let schedulers: Scheduler[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-20T09:00:30Z') });
});

afterEach(() => {
  for (const one of schedulers) one.halt();
  schedulers = [];
  vi.useRealTimers();
});

/** The schedule's rows in memory, as several processes share them; `reads` counts the statements of looking. */
function rowsOf(due: readonly Pick<Due, 'job' | 'groupId' | 'dueAt'>[]) {
  const rows = due.map((one, i) => ({ ...one, id: i + 1, revision: 1, isHeld: false, isDue: true }));
  const of = (id: number) => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw new Error(`There is no row ${id}`);
    return row;
  };
  const seen = { reads: 0 };
  return {
    seen,
    /** Makes a row due at once, as a command does. */
    wake(id: number) {
      Object.assign(of(id), { dueAt: new Date(0), isDue: true, revision: of(id).revision + 1 });
    },
    rows: {
      async until(instant: Date, { jobs, limit }: { jobs: readonly string[]; limit: number }) {
        seen.reads += 1;
        return rows
          .filter((row) => row.isDue && !row.isHeld && row.dueAt <= instant && jobs.includes(row.job))
          .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
          .slice(0, limit)
          .map((row) => ({ ...row }));
      },
      async nextAt() {
        const next = rows.filter(({ isDue }) => isDue).map(({ dueAt }) => dueAt.getTime());
        return next.length === 0 ? undefined : new Date(Math.min(...next));
      },
      async take({ id, revision }: Due) {
        if (of(id).isHeld || of(id).revision !== revision) return false;
        of(id).isHeld = true;
        return true;
      },
      renew: async () => true,
      async giveBack({ id, revision }: Due, dueAt: Date | undefined) {
        of(id).isHeld = false;
        if (of(id).revision === revision) Object.assign(of(id), { isDue: dueAt !== undefined, dueAt });
      },
    },
  };
}

const atOnce = new Date(0);

function built(
  jobs: Readonly<Record<string, Job>>,
  {
    groups = 1,
    poll = async () => {},
    ...stands
  }: { groups?: number } & Partial<Pick<Platform, 'poll' | 'isReady' | 'retry'>> = {},
) {
  const due = Object.keys(jobs).flatMap((job) =>
    Array.from({ length: groups }, (_, i) => ({ job, groupId: i + 1, dueAt: atOnce })),
  );
  const shared = rowsOf(due);
  const failures: string[] = [];
  const platform: Platform = {
    name: 'forum',
    title: 'Forum',
    can,
    start: async () => {},
    stop: async () => {},
    isReady: () => true,
    publish: async () => ({ id: '', url: '' }),
    check: async () => [],
    poll,
    ...stands,
  };
  const scheduler = createScheduler({
    jobs: new Map(Object.entries(jobs)),
    rows: shared.rows,
    platforms: [platform],
    follows: async () => [],
    now: () => new Date(),
    failed: (where) => failures.push(where),
  });
  schedulers.push(scheduler);
  return { scheduler, failures, ...shared };
}

const clock = (at: Date) => at.toISOString().slice(11, 19);

test('what is due runs at the start, and again when it said', async () => {
  const at: string[] = [];
  const { scheduler } = built({
    async meetings(_, now) {
      at.push(clock(now));
      return at.length < 3 ? new Date(now.getTime() + 90_000) : undefined;
    },
  });
  scheduler.start();
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(at).toEqual(['09:00:30', '09:02:00', '09:03:30']);
});

test('when nothing is due, a tick is one look at the rows', async () => {
  const { scheduler, seen } = built({ meetings: async () => undefined }, { groups: 3 });
  scheduler.start();
  await vi.advanceTimersByTimeAsync(20_000);
  seen.reads = 0;
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(seen.reads).toBe(60);
});

test.each([
  ['back by an hour', -60 * 60_000],
  ['ahead by a year', 365 * 24 * 60 * 60_000],
])('while the clock is set %s, each minute has its tick', async (_, by) => {
  const { scheduler, seen } = built({ meetings: async () => undefined });
  scheduler.start();
  await vi.advanceTimersByTimeAsync(10_000);
  vi.setSystemTime(Date.now() + by);
  seen.reads = 0;
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  // One of them at once, when that is noticed.
  expect(seen.reads).toBe(11);
});

test('rows that cannot be written are tried once with each tick, and go on when they can be', async () => {
  let runs = 0;
  const { scheduler, failures, rows } = built({
    async meetings() {
      runs += 1;
      return undefined;
    },
  });
  const { take } = rows;
  rows.take = async () => {
    throw new Error('attempt to write a readonly database');
  };
  scheduler.start();
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect([runs, failures.length]).toEqual([0, 6]);
  rows.take = take;
  await vi.advanceTimersByTimeAsync(60_000);
  expect([runs, failures.length]).toEqual([1, 6]);
});

test('a minute to which the computer comes late is made up for, and nothing is printed', async () => {
  const printed = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { scheduler, seen } = built({});
  scheduler.start();
  await vi.advanceTimersByTimeAsync(100);
  const before = seen.reads;
  vi.setSystemTime(new Date('2026-11-20T09:03:20Z'));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(seen.reads).toBe(before + 1);
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});

test('after eight days of sleep, what was due meanwhile runs within a minute, once', async () => {
  const at: string[] = [];
  const { scheduler, failures } = built({
    async votes(_, now) {
      at.push(now.toISOString());
      return at.length === 1 ? new Date('2026-11-25T09:00:00Z') : undefined;
    },
  });
  scheduler.start();
  await vi.advanceTimersByTimeAsync(100);
  vi.setSystemTime(new Date('2026-11-28T09:00:30Z'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(at).toHaveLength(2);
  expect(at[1]).toMatch(/^2026-11-28T09:0[01]/u);
  expect(failures).toEqual([]);
});

test('a job that hangs delays neither another job nor another group', async () => {
  const ran: string[] = [];
  const { scheduler, wake } = built(
    {
      publishing: (groupId) => (groupId === 1 ? new Promise(() => {}) : Promise.resolve(undefined)),
      async meetings(groupId) {
        ran.push(`meetings ${groupId}`);
        return undefined;
      },
    },
    { groups: 2 },
  );
  scheduler.start();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ran).toEqual(['meetings 1', 'meetings 2']);
  wake(3);
  scheduler.wake();
  await vi.advanceTimersByTimeAsync(100);
  expect(ran).toEqual(['meetings 1', 'meetings 2', 'meetings 1']);
});

test('groups whose job hangs leave room for the others of other jobs, and are not begun without end', async () => {
  let begun = 0;
  const { scheduler } = built(
    {
      digests() {
        begun += 1;
        return new Promise(() => {});
      },
    },
    { groups: 100 },
  );
  scheduler.start();
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(begun).toBe(4);
});

test('a job never runs twice at once for a group; a wake-up meanwhile is not lost', async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const { scheduler, wake } = built({
    async meetings() {
      running += 1;
      runs += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      running -= 1;
      return undefined;
    },
  });
  scheduler.start();
  await vi.advanceTimersByTimeAsync(500);
  for (let i = 0; i < 5; i++) {
    wake(1);
    scheduler.wake();
  }
  await vi.advanceTimersByTimeAsync(10_000);
  expect({ most, runs }).toEqual({ most: 1, runs: 2 });
});

test('what fails is told, and tried again a minute later', async () => {
  const at: string[] = [];
  const { scheduler, failures } = built({
    async meetings(_, now) {
      at.push(clock(now));
      if (at.length === 1) throw new Error('Not now');
      return undefined;
    },
  });
  scheduler.start();
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(at).toEqual(['09:00:30', '09:01:30']);
  expect(failures).toEqual(['meetings']);
});

describe('platforms', () => {
  test('are polled each minute; one that hangs is not polled again meanwhile and delays no job', async () => {
    let polls = 0;
    let ran = 0;
    const { scheduler } = built(
      {
        async meetings() {
          ran += 1;
          return undefined;
        },
      },
      {
        poll() {
          polls += 1;
          return new Promise(() => {});
        },
      },
    );
    scheduler.start();
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect({ polls, ran }).toEqual({ polls: 1, ran: 1 });
  });
});

describe('a platform that is not ready', () => {
  test('is not polled, but tried again each minute, and polled as soon as that helps', async () => {
    const seen = { polls: 0, tries: 0 };
    const { scheduler } = built(
      {},
      {
        isReady: () => seen.tries >= 3,
        async retry() {
          seen.tries += 1;
        },
        async poll() {
          seen.polls += 1;
        },
      },
    );
    scheduler.start();
    await vi.advanceTimersByTimeAsync(40_000);
    expect(seen).toEqual({ polls: 0, tries: 2 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen).toEqual({ polls: 1, tries: 3 });
  });
});

test('running until idle follows cause and effect, and tells what comes next', async () => {
  const order: string[] = [];
  const next = new Date('2026-11-21T09:00:00Z');
  const { scheduler, wake } = built({
    async meetings() {
      order.push('meetings');
      wake(2);
      return next;
    },
    async publishing() {
      order.push('publishing');
      return undefined;
    },
  });
  expect(await scheduler.runUntilIdle()).toEqual(next);
  expect(order.filter((one) => one === 'meetings')).toHaveLength(1);
  expect(order.at(-1)).toBe('publishing');
});

test('a stop lets what is in flight finish, and begins nothing more', async () => {
  let begun = 0;
  let done = 0;
  const { scheduler, wake } = built({
    async meetings() {
      begun += 1;
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      done += 1;
      return undefined;
    },
  });
  scheduler.start();
  await vi.advanceTimersByTimeAsync(500);
  const stopped = scheduler.stop();
  wake(1);
  scheduler.wake();
  await vi.advanceTimersByTimeAsync(5_000);
  await stopped;
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect({ begun, done }).toEqual({ begun: 1, done: 1 });
});
