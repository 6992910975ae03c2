// How the tests run: real clocks, a generous limit for those that start a whole bot, and processes that many files share.
import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { largerNursery } from './test/cli/larger-nursery.ts';
import { isBare, isInFull } from './test/in-full.ts';
import { apart, LongestFirst, leftOut } from './test/order.ts';

const excluded = [...configDefaults.exclude, ...(isBare(process.argv) ? leftOut : [])];

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^@prisma\/client\/runtime\/query_compiler_small_bg\.(sqlite|postgresql)\.mjs$/u,
        replacement: `${import.meta.dirname}/test/storage/compiler/$1.mjs`,
      },
      {
        find: /^\.\/generated\/(sqlite|postgresql)\/client\.ts$/u,
        replacement: `${import.meta.dirname}/test/storage/clients/$1.ts`,
      },
    ],
  },
  plugins: [
    {
      // Without the checks of themselves that some make while they are developed.
      name: 'packages-as-users-run-them',
      configResolved({ ssr, environments }) {
        for (const { resolve } of [ssr, ...Object.values(environments)]) {
          const { conditions = [] } = resolve ?? {};
          conditions.splice(0, conditions.length, ...conditions.filter((one) => !/^development/u.test(one)));
        }
      },
    },
  ],
  test: {
    globalSetup: 'test/storage/templates.ts',
    // A hang is told after that: long enough for what works, also where twenty processes wait for two cores.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // What is waited for comes, however busy the computer is; how fast is measured where it matters (`test/work-time.ts`).
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    // Many tests wait for limits, clocks and other processes, most of all those that a bare run leaves out: so many more than
    // there are cores keep them busy.
    maxWorkers: (isInFull ? 3 : 2) * availableParallelism(),
    // More room for what is soon done with, in MB, so that less of it is kept and looked through.
    execArgv: [largerNursery, '--max-semi-space-size=64'],
    sequence: { hooks: 'stack', sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'apart', include: apart, exclude: excluded, isolate: true } },
      // Two, so that the processes of the first are ended halfway, with all that they have gathered.
      sharing('others', { exclude: ['test/features/**'] }),
      sharing('features', { include: ['test/features/**/*.test.ts'] }),
    ],
  },
});

/** Files that share a few processes. */
function sharing(
  name: string,
  { include = ['test/**/*.test.ts'], exclude = [] }: { include?: string[]; exclude?: string[] },
): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: { name, include, exclude: [...excluded, ...apart, ...exclude], isolate: false },
  };
}
