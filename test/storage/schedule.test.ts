// Rows of what is due, with several processes: one of them takes a row, and nobody misses what was woken meanwhile.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Due, dueRows, scheduleAt, wake } from '../../src/storage/schedule.ts';
import { makeGroup } from '../group.ts';
import { type Fresh, freshDatabases } from './database.ts';

const later = new Date('2026-12-01T17:00:00Z');
const jobs = { jobs: ['meetings'], limit: 10 };

describe.each(freshDatabases())('rows of what is due on $name', ({ open }) => {
  let fresh: Fresh;
  let groupId: number;
  beforeEach(async () => {
    fresh = await open();
    groupId = await makeGroup(fresh.database);
    await scheduleAt(fresh.database, { groupId, job: 'meetings' }, later);
  });
  afterEach(() => fresh.close());

  const bot = (name: string) => dueRows(fresh.database, name);
  async function due(): Promise<Due> {
    const [row] = await bot('anybody').until(later, jobs);
    if (!row) throw new Error('Nothing is due');
    return row;
  }

  it('one that was woken since it was read is not taken as it was', async () => {
    const read = await due();
    await wake(fresh.database, groupId, 'meetings');
    expect(await bot('one').take(read)).toBe(false);
    expect(await bot('one').take(await due())).toBe(true);
  });

  it('one process takes it; no other takes it, holds it or gives it back', async () => {
    const row = await due();
    expect(await bot('one').take(row)).toBe(true);
    expect(await bot('two').take(row)).toBe(false);
    expect(await bot('two').renew(row)).toBe(false);
    await bot('two').giveBack(row, undefined);
    expect(await bot('two').until(later, jobs)).toEqual([]);
    expect(await bot('one').renew(row)).toBe(true);
  });

  it('one that is woken while it is worked on is due at once afterwards, whatever the work said', async () => {
    const row = await due();
    await bot('one').take(row);
    await wake(fresh.database, groupId, 'meetings');
    await bot('one').giveBack(row, later);
    expect((await due()).dueAt).toEqual(new Date(0));
  });

  it('else it is due when the work said, or no more', async () => {
    const at = new Date('2026-12-01T16:00:00Z');
    const row = await due();
    await bot('one').take(row);
    await bot('one').giveBack(row, at);
    expect((await due()).dueAt).toEqual(at);
    const again = await due();
    await bot('two').take(again);
    await bot('two').giveBack(again, undefined);
    expect(await bot('one').nextAt(['meetings'])).toBeUndefined();
  });
});
