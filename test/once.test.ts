// What is made once for all tests of a run.
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { madeOnce } from './once.ts';

test('two who ask at once get the same, made once', async () => {
  const name = randomUUID();
  let times = 0;
  const make = async (folder: string) => {
    times += 1;
    await setImmediate();
    writeFileSync(join(folder, 'what'), 'it');
  };
  const [one, other] = await Promise.all([madeOnce(name, make), madeOnce(name, make)]);
  expect([times, one]).toEqual([1, other]);
  expect(readFileSync(join(one, 'what'), 'utf8')).toBe('it');
});

test('what cannot be made is tried by each who waits, who hears why', async () => {
  const name = randomUUID();
  const make = async () => {
    await setImmediate();
    throw new Error('it does not compile');
  };
  const all = await Promise.allSettled([madeOnce(name, make), madeOnce(name, make)]);
  expect(all.map((one) => one.status === 'rejected' && String(one.reason))).toEqual([
    'Error: it does not compile',
    'Error: it does not compile',
  ]);
});
