// How the tests run: real clocks, a generous limit for those that start a whole bot, and a process a file where it matters.
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst, opensMuch } from './test/order.ts';

/** Files that have a process of their own. Those that share one save the time to load the program, which is longer than most of them. */
const apart = [
  'test/*.test.ts',
  'test/{cli,storage}/**/*.test.ts',
  ...globSync('test/*/**/*.test.ts', { cwd: import.meta.dirname }).filter((path) =>
    opensMuch(join(import.meta.dirname, path)),
  ),
];

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
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // What is waited for comes, however busy the computer is; how fast is measured where it matters (`test/work-time.ts`).
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    // Many tests wait for limits, clocks and other processes: half as many again as there are cores keep them busy.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    sequence: { hooks: 'stack', sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'apart', include: apart, isolate: true } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...apart],
          isolate: false,
        },
      },
    ],
  },
});
