// How work waits: so much at once, urgent things first, the event loop in between, and no more than can be kept.
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { TooBusyError, workQueue } from '../../../src/platforms/discord/work-queue.ts';

/** Work that ends when it is told to, and lists when it begins. */
function openWork() {
  const begun: string[] = [];
  const gates = new Map<string, () => void>();
  const work = (name: string) => async () => {
    begun.push(name);
    const { promise, resolve } = Promise.withResolvers<void>();
    gates.set(name, resolve);
    await promise;
    return name;
  };
  return { begun, work, end: (name: string) => gates.get(name)?.() };
}

async function rounds(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await setImmediate();
}

describe('a work queue', () => {
  it('works on as much at once as it may, in order, and on urgent things beyond that', async () => {
    const queue = workQueue({ atOnce: 2, mostWaiting: 10 });
    const { begun, work, end } = openWork();
    expect(queue.isIdle()).toBe(true);
    const all = ['a', 'b', 'c', 'd'].map((name) => queue.run(work(name)));
    await rounds(10);
    expect(begun).toEqual(['a', 'b']);
    const urgent = ['x', 'y', 'z'].map((name) => queue.run(work(name), { isUrgent: true }));
    await rounds(10);
    expect(begun).toEqual(['a', 'b', 'x', 'y']);
    end('x');
    await rounds(10);
    expect(begun).toEqual(['a', 'b', 'x', 'y', 'z']);
    for (const name of ['a', 'b', 'y', 'z', 'c', 'd']) {
      end(name);
      await rounds(10);
    }
    expect(await Promise.all([...all, ...urgent])).toEqual(['a', 'b', 'c', 'd', 'x', 'y', 'z']);
    expect(queue.isIdle()).toBe(true);
  });

  it('goes on with commands while more completions are asked for than can be given', async () => {
    const queue = workQueue({ atOnce: 2, mostWaiting: 1_000 });
    const order: string[] = [];
    const done = (name: string) => async () => void order.push(name);
    const urgent = ['1', '2', '3', '4'].map((name) => queue.run(done(name), { isUrgent: true }));
    await Promise.all([...urgent, ...['a', 'b'].map((name) => queue.run(done(name)))]);
    expect(order).toEqual(['1', 'a', '2', 'b', '3', '4']);
  });

  it.each([false, true])(
    'lets each space have its turn, however much waits in another; urgent: %s',
    async (isUrgent) => {
      const queue = workQueue({ atOnce: 2, mostWaiting: 100 });
      const { begun, work, end } = openWork();
      const flood = Array.from({ length: 20 }, (_, i) =>
        queue.run(work(`flood ${i}`), { space: 'theirs', isUrgent }),
      );
      await rounds(10);
      const ours = ['a', 'b'].map((name) => queue.run(work(name), { space: 'ours', isUrgent }));
      for (let i = 0; i < 22; i += 1) {
        await rounds(10);
        end(begun[i] ?? '');
      }
      await Promise.all([...flood, ...ours]);
      expect(begun.slice(0, 6)).toEqual(['flood 0', 'flood 1', 'flood 2', 'a', 'flood 3', 'b']);
      expect(queue.isIdle()).toBe(true);
    },
  );

  it('lets what arrives be handled between two pieces of work that hold the process', async () => {
    const queue = workQueue({ atOnce: 4, mostWaiting: 10 });
    const order: string[] = [];
    const all = ['a', 'b', 'c'].map((name) => queue.run(async () => void order.push(name)));
    for (const packet of ['1', '2']) {
      await setImmediate();
      order.push(packet);
    }
    await Promise.all(all);
    expect(order).toEqual(['a', '1', 'b', '2', 'c']);
  });

  it('begins nothing while more arrives, but does not wait for ever', async () => {
    const queue = workQueue({ atOnce: 4, mostWaiting: 10 });
    let isDone = false;
    const work = queue.run(async () => {
      isDone = true;
    });
    for (let round = 0; round < 10; round += 1) {
      queue.giveWay();
      await setImmediate();
    }
    expect(isDone).toBe(false);
    for (let round = 0; round < 20; round += 1) {
      queue.giveWay();
      await setImmediate();
    }
    expect(isDone).toBe(true);
    await work;
  });

  it('refuses what is more than can wait, and what fails makes way for the next', async () => {
    const queue = workQueue({ atOnce: 1, mostWaiting: 2 });
    const failing = queue.run(async () => {
      throw new Error('broken');
    });
    const next = queue.run(async () => 'next');
    await expect(queue.run(async () => 'too many')).rejects.toThrow(TooBusyError);
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('next');
    expect(await queue.run(async () => 'later')).toBe('later');
  });
});
