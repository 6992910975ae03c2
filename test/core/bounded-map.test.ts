// A memory with a bound: what was set longest ago is forgotten first.
import { expect, test } from 'vitest';
import { BoundedMap } from '../../src/core/bounded-map.ts';

test('it holds no more than it may, and setting something again keeps it', () => {
  const known = new BoundedMap<string, number>(2);
  known.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
  expect([...known]).toEqual([
    ['a', 3],
    ['c', 4],
  ]);
});
