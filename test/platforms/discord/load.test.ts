// The whole bot in a process of its own under many interactions at once; `npm run bench interactions` measures more.
import { expect, it } from 'vitest';
import { type Measured, withBot } from '../../../bench/interactions.ts';

it('of a hundred commands a second each is acknowledged in time and answered in the end', async () => {
  const measured: Measured[] = [];
  await withBot('docent', async (bot) => {
    measured.push(await bot.measure({ perSecond: 100, seconds: 3 }));
  });
  expect(measured).toMatchObject([{ sent: 300, acknowledged: 300, complete: 300 }]);
  expect(measured[0]?.slowest).toBeLessThan(2_500);
});
