// What is due is worked through: looked for again only where something was.
import { expect, test } from 'vitest';
import { workThrough } from '../../src/publishing/work-through.ts';

test('what is due is looked for once where nothing is, and until nothing comes any more where something was', async () => {
  const marked = [[], [{ id: 1 }, { id: 2 }], [{ id: 3 }], []].map((rows) =>
    rows.map(({ id }) => ({ id, platform: 'memory', place: 'here' })),
  );
  const done: number[] = [];
  let looked = 0;
  const work = {
    due: async () => marked[looked++] ?? [],
    workOn: async (id: number) => done.push(id) > 0,
    isLeaving: () => false,
  };
  await workThrough(work);
  expect(looked).toBe(1);
  await workThrough(work);
  expect(done).toEqual([1, 2, 3]);
  expect(looked).toBe(4);
});
