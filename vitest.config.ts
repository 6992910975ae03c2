// How the tests run: one process a file, real clocks, a generous limit for those that start a whole bot.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'test/storage/templates.ts',
    include: ['test/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    pool: 'forks',
    // Many tests wait for limits, clocks and other processes: half as many again as there are cores keep them busy.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    sequence: { hooks: 'stack' },
  },
});
