// What the bench measures is kept: requests and points by the sandbox's counters, and memory above idle.
import { expect, test } from 'vitest';
import { costsOf, memoryOf } from '../../../bench/digests.ts';

test('at 300 pull requests a reading costs a fraction of the plain ways', async () => {
  const costs = new Map((await costsOf(300)).map((one) => [one.way, one]));
  const of = (way: string) => costs.get(way) ?? { requests: Number.NaN, points: Number.NaN };
  expect(of('naive REST').requests).toBeGreaterThan(1800);
  expect(of('Docent, first').requests).toBe(3 + 13);
  expect(of('Docent, nothing changed')).toMatchObject({ requests: 3, points: 3 });
  expect(of('Docent, 20 changed')).toMatchObject({ requests: 4, points: 4 });
  expect(of('plain full GraphQL').points).toBeGreaterThan(of('Docent, first').points);
});

test('1,451 pull requests take less than 120 MB above idle', async () => {
  const { idle, most } = await memoryOf(1451);
  expect(most - idle).toBeGreaterThan(0);
  expect(most - idle).toBeLessThan(120);
});
