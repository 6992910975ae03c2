// The whole bot in a process of its own under many interactions at once; `npm run bench interactions` measures more.
import { expect, it } from 'vitest';
import { type Measured, withBot } from '../../../bench/interactions.ts';

/** A computer that was busy with something else for a moment gets another try. */
const mostTries = 3;

it('of a hundred commands a second each is acknowledged in time and answered in the end', async () => {
  const measured: Measured[] = [];
  await withBot('docent', async (bot) => {
    while (measured.length < mostTries && !measured.some(({ slowest }) => slowest < 2_500))
      measured.push(await bot.measure({ perSecond: 100, seconds: 3 }));
  });
  for (const one of measured) expect(one).toMatchObject({ sent: 300, complete: 300 });
  expect(measured.at(-1)?.acknowledged).toBe(300);
  expect(measured.at(-1)?.slowest).toBeLessThan(2_500);
});
