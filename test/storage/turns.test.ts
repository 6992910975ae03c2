// One bot at a time: the others go by, a failed one keeps its turn, and a dead one does not hold up the rest.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { turns } from '../../src/storage/turns.ts';
import { type Fresh, freshDatabases } from './database.ts';

describe.each(freshDatabases())('turns on $name', ({ open }) => {
  let fresh: Fresh;
  let now = new Date('2026-12-01T12:00:00Z');
  const bot = () => turns(fresh.database, { name: 'reading', now: () => now });
  beforeEach(async () => {
    fresh = await open();
  });
  afterEach(() => fresh.close());

  test('of ten at once one works, and afterwards the next may', async () => {
    const bots = Array.from({ length: 10 }, bot);
    let working = 0;
    let most = 0;
    let done = 0;
    const work = async () => {
      working += 1;
      most = Math.max(most, working);
      await fresh.database.cursor.count();
      working -= 1;
      done += 1;
    };
    await Promise.all(bots.map((one) => one.alone(work)));
    expect(most).toBe(1);
    const before = done;
    await bots[3]?.alone(work);
    expect(done).toBe(before + 1);
  });

  test('whoever failed goes on; another one has the turn when three minutes are over, or the first one left', async () => {
    const [one, other, third] = [bot(), bot(), bot()];
    const done: string[] = [];
    const failing = one.alone(async () => {
      throw new Error('The forum is down');
    });
    await expect(failing).rejects.toThrow('down');
    await other.alone(async () => void done.push('other'));
    expect(done).toEqual([]);
    await one.alone(async () => void done.push('one'));
    expect(done).toEqual(['one']);
    const again = one.alone(async () => {
      throw new Error('Down again');
    });
    await expect(again).rejects.toThrow('again');
    now = new Date(now.getTime() + 3 * 60_000);
    const stuck = other.alone(async () => {
      throw new Error('And again');
    });
    await expect(stuck).rejects.toThrow('And');
    other.leave();
    await third.alone(async () => void done.push('third'));
    expect(done).toEqual(['one', 'third']);
  });
});
