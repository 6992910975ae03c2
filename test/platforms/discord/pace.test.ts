// Requests are spaced out, so that Discord sees no more than 50 of them in any second.
import { expect, test } from 'vitest';
import { pace } from '../../../src/platforms/discord/pace.ts';

test('in no second more than 50 go, though the process was held up in between', async () => {
  const turn = pace();
  const sent: number[] = [];
  await Promise.all(
    Array.from({ length: 110 }, async (_, i) => {
      await turn();
      sent.push(performance.now());
      if (i === 30) for (const until = performance.now() + 300; performance.now() < until; );
    }),
  );
  for (const [i, at] of sent.entries()) {
    expect(sent.filter((other, j) => j >= i && other - at < 1000).length).toBeLessThanOrEqual(50);
  }
  // What was missed while it was held up is not made up for in one go.
  expect((sent[40] ?? 0) - (sent[31] ?? 0)).toBeGreaterThan(7 * 21);
});

test('whoever comes alone does not wait', async () => {
  const waits: number[] = [];
  // On a busy machine one of them may be kept waiting by others.
  for (let again = 0; again < 10; again += 1) {
    const turn = pace();
    const began = performance.now();
    await turn();
    waits.push(performance.now() - began);
  }
  expect(Math.min(...waits)).toBeLessThan(15);
});
