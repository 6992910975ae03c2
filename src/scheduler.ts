// What makes the bot act: one tick a minute, an alarm for what is due before the next, and waking after changes.
import { schedule } from 'node-cron';
import type { Feature } from './core/feature.ts';
import type { Followed, Platform } from './core/platform.ts';
import type { Reconciler } from './publishing/reconciler.ts';

/** What the scheduler drives. */
export interface SchedulerParts {
  readonly features: readonly Feature[];
  readonly platforms: readonly Platform[];
  readonly reconciler: Reconciler;
  /** Topics whose replies are read now. */
  follows(): Promise<readonly Followed[]>;
  /** Whether something is marked that can be published at this moment. */
  hasWork(): Promise<boolean>;
  now(): Date;
  /** Told of what went wrong in a feature or on a platform, by its name. */
  failed(where: string, error: unknown): void;
}

/** The running scheduler. */
export interface Scheduler {
  /** Beats each minute from now on. */
  start(): void;
  /** Something changed: look at it soon. */
  wake(): void;
  /** Polls, ticks and publishes until nothing more can be done now; answers when something will be due next. */
  runUntilIdle(): Promise<Date | undefined>;
  /** Begins nothing more. */
  halt(): void;
  /** Begins nothing more and finishes what is in flight. */
  stop(): Promise<void>;
}

const minute = 60_000;
/** After so many rounds of cause and effect, the rest waits for the next tick. */
const mostRounds = 20;

/** Builds the scheduler; it does nothing by itself before `start`. */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const { features, platforms, reconciler, now, failed } = parts;
  const dueAt = new Map<string, Date | undefined>();
  const guarded = (where: string, work: () => Promise<void>) =>
    coalesced(async () => {
      if (isStopped) return;
      try {
        await work();
      } catch (error) {
        // It is tried again with the next tick, not at once and for ever.
        dueAt.delete(where);
        failed(where, error);
      }
    });
  let isStopped = false;
  let isStarted = false;
  let alarm: NodeJS.Timeout | undefined;

  const polls = platforms.map((platform) =>
    guarded(platform.name, async () => {
      if (platform.isReady()) await platform.poll?.(await parts.follows());
    }),
  );
  const ticks = features.map(({ name, tick }) =>
    guarded(name, async () => {
      dueAt.set(name, await tick?.(now()));
    }),
  );
  const publish = guarded('publishing', async () => {
    dueAt.set('publishing', await reconciler.run());
  });
  // Not awaited: a job that hangs must not keep the others from the next tick; none runs twice at once anyway.
  const task = schedule('* * * * *', () => void tickAll([...polls, ...ticks]), {
    name: 'heartbeat',
    timezone: 'UTC',
    noOverlap: true,
  });
  task.stop();

  /** Each job's effects are published as soon as it is done; none waits for a slow one. */
  async function tickAll(jobs: readonly (() => Promise<void>)[]): Promise<void> {
    await Promise.all(
      jobs.map(async (job) => {
        await job();
        setAlarm();
        await publish();
        setAlarm();
      }),
    );
  }

  function next(): Date | undefined {
    const known = [...dueAt.values()].filter((at) => at !== undefined);
    return known.sort((one, other) => one.getTime() - other.getTime())[0];
  }

  function setAlarm(): void {
    clearTimeout(alarm);
    const at = next();
    if (!isStarted || isStopped || !at) return;
    const milliseconds = Math.max(at.getTime() - now().getTime(), 250);
    if (milliseconds < minute) alarm = setTimeout(() => void tickAll(ticks), milliseconds);
  }

  function halt(): void {
    isStopped = true;
    clearTimeout(alarm);
    void task.destroy();
  }

  return {
    start() {
      isStarted = true;
      task.start();
      void tickAll([...polls, ...ticks]);
    },
    wake() {
      if (!isStopped) void tickAll([publish, ...ticks]);
    },
    async runUntilIdle() {
      await Promise.all(polls.map((poll) => poll()));
      for (let round = 0; round < mostRounds; round++) {
        await Promise.all(ticks.map((tick) => tick()));
        if (!(await parts.hasWork())) break;
        await publish();
      }
      await publish();
      return isStopped ? undefined : next();
    },
    halt,
    async stop() {
      halt();
      await Promise.all([...polls, ...ticks, publish].map((job) => job()));
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
