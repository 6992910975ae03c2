// What a minute costs in which nothing is due, however many groups there are.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createScheduler, type Job } from '../../src/scheduler.ts';
import { leaseClock } from '../../src/storage/clock.ts';
import { leaseOwner, ownerGone } from '../../src/storage/processes.ts';
import { dueRows } from '../../src/storage/schedule.ts';
import { type Fresh, freshDatabases } from './database.ts';
import { recordStatements } from './plans.ts';

const [sqlite] = freshDatabases('SQLite');
const jobs = ['publishing', 'setup', 'meetings', 'digests', 'amas'];
const now = new Date('2026-11-27T09:00:00Z');
let fresh: Fresh;

beforeAll(async () => {
  if (!sqlite) throw new Error('There is always SQLite.');
  fresh = await sqlite.open();
  const groups = Array.from({ length: 2_000 }, (_, i) => ({ id: i + 1, name: `Group ${i + 1}` }));
  await fresh.database.group.createMany({ data: groups });
  const dueAt = new Date('2026-12-27T09:00:00Z');
  for (const job of jobs)
    await fresh.database.schedule.createMany({ data: groups.map(({ id }) => ({ groupId: id, job, dueAt })) });
});
afterAll(() => fresh.close());

test('2,000 groups of which nothing is due for an hour: one statement for each tick', async () => {
  const owner = leaseOwner();
  let ran = 0;
  const job: Job = async () => {
    ran += 1;
    return undefined;
  };
  const scheduler = createScheduler({
    jobs: new Map(jobs.map((name) => [name, job])),
    rows: dueRows(fresh.database, owner),
    platforms: [],
    follows: async () => [],
    now: () => now,
    failed: (_, error) => expect(error).toBeUndefined(),
  });
  // Which is asked for every ten minutes.
  await leaseClock(fresh.database);
  const statements = recordStatements();
  try {
    for (let minute = 1; minute <= 60; minute += 1) {
      scheduler.wake();
      await vi.waitFor(() => expect(statements.count()).toBe(minute), { interval: 1, timeout: 30_000 });
    }
  } finally {
    statements.stop();
    await scheduler.stop();
    ownerGone(owner);
  }
  expect({ different: statements.seen.size, ran }).toEqual({ different: 1, ran: 0 });
});
