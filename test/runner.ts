// What drives a feature in tests: the schedule's rows, the reconciler and the platforms, without a process around them.
import type { Feature } from '../src/core/feature.ts';
import type { Platform } from '../src/core/platform.ts';
import { followedInTurn } from '../src/publishing/following.ts';
import { reconciler } from '../src/publishing/reconciler.ts';
import { publishing } from '../src/publishing/store.ts';
import { createScheduler, type Job } from '../src/scheduler.ts';
import type { Database } from '../src/storage/client.ts';
import { leaseOwner, ownerGone } from '../src/storage/processes.ts';
import { dueRows, releaseDead } from '../src/storage/schedule.ts';

/** What is driven. */
export interface RunnerParts {
  readonly database: Database;
  readonly features: readonly Feature[];
  readonly platforms: readonly Platform[];
  now(): Date;
  /** Told of what could not be published, and of jobs that failed. */
  failed?(where: string, error: unknown): void;
}

/** Builds what runs everything that is due until nothing more can be done. */
export function runnerOf({ database, features, platforms, now, failed = () => {} }: RunnerParts) {
  const owner = leaseOwner();
  const publisher = reconciler({
    database,
    secret: 'secret of the tests',
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    views: new Map(
      features.flatMap(({ name, views }) =>
        Object.entries(views).map(([view, render]) => [`${name}/${view}`, render] as const),
      ),
    ),
    now,
    isLeaving: () => false,
    failed: (row, outcome, cause) => failed(row.key, cause ?? outcome),
  });
  const jobs = new Map<string, Job>([
    [publishing, (groupId) => publisher.run(groupId)],
    ...features.flatMap(({ name, advance }) => (advance ? [[name, advance] as const] : [])),
  ]);
  const scheduler = createScheduler({
    jobs,
    rows: dueRows(database, owner),
    platforms,
    follows: followedInTurn(database),
    now,
    failed,
  });
  return {
    owner,
    /** Answers when something will be due next. */
    run: () => scheduler.runUntilIdle(),
    /** Publishes what is marked of a group, and nothing else. */
    publish: (groupId: number) => publisher.run(groupId),
    takeOver: () => releaseDead(database),
    follows: followedInTurn(database),
    /** Ends as a crash does: what it held stays held until somebody sees that it is gone. */
    die(): void {
      scheduler.halt();
      ownerGone(owner);
    },
  };
}
