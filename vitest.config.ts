// How the tests run: one process a file, real clocks, a generous limit for those that start a whole bot.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'test/storage/templates.ts',
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
    // Many tests wait for limits and clocks: two at a time even on two cores.
    maxWorkers: '100%',
    sequence: { hooks: 'stack' },
  },
});
