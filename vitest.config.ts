// How the tests run: one process a file, real clocks, a generous limit for those that start a whole bot.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^@prisma\/client\/runtime\/query_compiler_small_bg\.(sqlite|postgresql)\.mjs$/u,
        replacement: `${import.meta.dirname}/test/storage/compiler/$1.mjs`,
      },
    ],
  },
  test: {
    globalSetup: 'test/storage/templates.ts',
    include: ['test/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // What is waited for comes, however busy the computer is; how fast is measured where it matters (`test/work-time.ts`).
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    // Many tests wait for limits, clocks and other processes: half as many again as there are cores keep them busy.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    sequence: { hooks: 'stack' },
  },
});
