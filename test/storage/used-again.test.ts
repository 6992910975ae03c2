// Databases that tests use one after the other: each has one user at a time.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { freeDatabases } from './used-again.ts';

it('a database that is free is had by one of several who take at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'docent-free-'));
  const free = join(folder, 'free');
  mkdirSync(free);
  const names = Array.from({ length: 2000 }, (_, i) => `docent_${i}`);
  for (const name of names) writeFileSync(join(free, name), '');
  const begin = new SharedArrayBuffer(4);
  const takers = Array.from({ length: 4 }, () => taker(free, begin));
  const taken = await Promise.all(takers);
  expect(taken.flat().toSorted()).toEqual(names.toSorted());
  expect(freeDatabases(free, '').take()).toBeUndefined();
});

/** All that one gets who takes until nothing is left, in a thread of its own; they begin when four are there. */
function taker(folder: string, begin: SharedArrayBuffer): Promise<string[]> {
  const source = `
    import { parentPort, workerData } from 'node:worker_threads';
    import { freeDatabases } from ${JSON.stringify(new URL('used-again.ts', import.meta.url).href)};
    const there = new Int32Array(workerData.begin);
    const { take } = freeDatabases(workerData.folder, '');
    const had = [];
    for (Atomics.add(there, 0, 1); Atomics.load(there, 0) < 4; );
    for (let name = take(); name !== undefined; name = take()) had.push(name);
    parentPort.postMessage(had);`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
    workerData: { folder, begin },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
