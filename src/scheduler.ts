// Runs what is due: one tick a minute, a timer for anything sooner, and at once after a write that made something due.
import { schedule } from 'node-cron';
import { onClockSet } from './clock-set.ts';
import type { Followed, Platform } from './core/platform.ts';
import type { Due, dueRows } from './storage/schedule.ts';

/** Does what is due for a group; answers when something will be due next. */
export type Job = (groupId: number, now: Date) => Promise<Date | undefined>;

/** What the scheduler drives. */
interface SchedulerParts {
  /** By name: a feature's, or publishing's. */
  readonly jobs: ReadonlyMap<string, Job>;
  readonly rows: ReturnType<typeof dueRows>;
  readonly platforms: readonly Platform[];
  /** Topics of a platform whose replies are read now. */
  follows(platform: string): Promise<readonly Followed[]>;
  now(): Date;
  /** Told of each reading of a platform: what went wrong, or that it went well. */
  polled?(platform: string, error?: unknown): Promise<void>;
  /** Done with each tick, beside the readings. */
  eachTick?(): Promise<void>;
  /** Told of what went wrong, by the name of the job or platform. */
  failed(where: string, error: unknown): void;
}

/** The running scheduler. */
export type Scheduler = ReturnType<typeof createScheduler>;

const minute = 60_000;
/** Rows read at a time. */
const page = 50;
/** Groups for which one job runs at once: a slow feature delays neither the others nor all of its own groups. */
const atOnce = 4;
/** A job that failed is tried again no sooner. */
const afterFailure = minute;
/** A held row is given a sign of life so often; its lease is `leaseMilliseconds` long. */
const signOfLife = 10_000;
/** After so many rounds of cause and effect, the rest waits for the next tick. */
const mostRounds = 200;

/** Builds the scheduler; it does nothing by itself before `start`. */
export function createScheduler(parts: SchedulerParts) {
  const { jobs, rows, platforms, now, failed } = parts;
  let isStopped = false;
  let isStarted = false;
  let timer: NodeJS.Timeout | undefined;
  /** What runs, by row; and how much of each job. */
  const running = new Map<number, Promise<void>>();
  const busy = new Map<string, number>();
  let started = 0;

  /** Done by one at a time; what goes wrong in it is told. */
  const watched = (where: string, work: () => Promise<void>) =>
    coalesced(async () => {
      if (!isStopped) await work().catch((error: unknown) => failed(where, error));
    });
  const polls = platforms.map((platform) =>
    watched(platform.name, async () => {
      try {
        if (!platform.isReady()) await platform.retry?.();
        if (!platform.poll || !platform.isReady()) return;
        await platform.poll(await parts.follows(platform.name));
        await parts.polled?.(platform.name);
      } catch (error) {
        await parts.polled?.(platform.name, error);
        throw error;
      }
    }),
  );
  const others = watched('tick', async () => parts.eachTick?.());

  async function runRow(row: Due): Promise<void> {
    const job = jobs.get(row.job);
    if (!job) return;
    const isTaken = await rows.take(row);
    started += 1;
    if (!isTaken) return;
    const lease = setInterval(() => {
      rows.renew(row).catch((error: unknown) => failed(row.job, error));
    }, signOfLife);
    let dueAt: Date | undefined;
    try {
      dueAt = await job(row.groupId, now());
    } catch (error) {
      dueAt = new Date(now().getTime() + afterFailure);
      failed(row.job, error);
    } finally {
      clearInterval(lease);
    }
    await rows.giveBack(row, dueAt);
  }

  /** Begins with what is due now, as far as there is room; answers when the next row will be due. */
  async function begin(): Promise<Date | undefined> {
    const at = now();
    const free = [...jobs.keys()].filter((job) => (busy.get(job) ?? 0) < atOnce);
    const soon = new Date(at.getTime() + minute);
    const found = await rows.until(soon, { jobs: free, limit: page + running.size });
    for (const row of found) {
      const count = busy.get(row.job) ?? 0;
      if (isStopped || row.dueAt > at || running.has(row.id) || count >= atOnce) continue;
      busy.set(row.job, count + 1);
      const work = runRow(row)
        .then(
          () => true,
          (error: unknown) => {
            failed(row.job, error);
            return false;
          },
        )
        .then((isWritten) => {
          running.delete(row.id);
          busy.set(row.job, (busy.get(row.job) ?? 1) - 1);
          // A row that could not be written is as due as before: it waits for the next tick, or there would be no end.
          if (isStarted && isWritten) wake();
        });
      running.set(row.id, work);
    }
    return found.find((row) => row.dueAt > at)?.dueAt;
  }

  const look = watched('schedule', async () => setTimer(await begin()));

  function setTimer(at: Date | undefined): void {
    clearTimeout(timer);
    if (!isStarted || isStopped || !at) return;
    timer = setTimeout(() => void look(), Math.max(at.getTime() - now().getTime(), 50));
  }

  function wake(): void {
    if (!isStopped) void look();
  }

  function tick(): void {
    // Not awaited: what hangs must not keep the rest from the next tick; nothing runs twice at once anyway.
    for (const work of [...polls, others]) void work();
    wake();
  }

  const task = schedule('* * * * *', tick, {
    name: 'tick',
    timezone: 'UTC',
    noOverlap: true,
    // A busy or sleeping computer comes late to its minute: it is made up for, and nothing is printed among the log's lines.
    missedExecutionTolerance: 60_000,
    suppressMissedWarning: true,
  });
  void task.stop();
  let unwatched = () => {};

  function begins(): void {
    void task.stop();
    task.start();
    tick();
  }

  function halt(): void {
    isStopped = true;
    clearTimeout(timer);
    unwatched();
    void task.destroy();
  }

  return {
    /** Ticks each minute from now on. */
    start() {
      isStarted = true;
      begins();
      // Set back, node-cron would wait until the clock is where it was; ahead, it would go through every minute between.
      unwatched = onClockSet(begins);
    },
    /** Something may be due: look at it soon. */
    wake,
    /**
     * Waits for what came in by itself, polls, runs and publishes until nothing more can be done now; answers when something
     * will be due next.
     */
    async runUntilIdle() {
      await Promise.all(platforms.map((platform) => platform.caughtUp?.()));
      await Promise.all(polls.map((poll) => poll()));
      await others();
      for (let round = 0; round < mostRounds && !isStopped; round++) {
        // A wake-up may have begun something before this, and have ended it since: what it made due is looked for again.
        const before = started;
        const wasRunning = running.size > 0;
        await begin();
        await Promise.all(running.values());
        if (!wasRunning && started === before) break;
      }
      return isStopped ? undefined : await rows.nextAt([...jobs.keys()]);
    },
    /** Begins nothing more. */
    halt,
    /** Begins nothing more and finishes what is in flight. */
    async stop() {
      halt();
      await Promise.allSettled(running.values());
      await Promise.all([...polls, others].map((work) => work()));
    },
  };
}

/** At most one run at a time and one waiting; calls meanwhile share the one that waits. */
function coalesced(work: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  return () => {
    if (waiting) return waiting;
    const run = last.then(() => {
      waiting = undefined;
      return work();
    });
    waiting = run;
    last = run.catch(() => {});
    return run;
  };
}
