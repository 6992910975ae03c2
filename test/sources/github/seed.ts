// The sandbox's GitHub with a source on it, a memory, and what a reading of one repository needs.
import { setTimeout as pause } from 'node:timers/promises';
import { startGitHub } from '../../../sandbox/github/index.ts';
import type { PullLabels } from '../../../src/core/github/pull-labels.ts';
import type { PullMemory, PullQuery } from '../../../src/core/github/pull-request.ts';
import { type GitHubAccess, githubSource } from '../../../src/sources/github/index.ts';
import { shortMemory } from '../../../src/sources/github/memory.ts';

export const repository = 'python/cpython';

/** Pull requests with any of some labels. */
export const labelled = (...anyOf: string[]): PullLabels => ({
  anyOf,
  allOf: [],
  noneOf: [],
  hasDrafts: true,
});

/** Opens it at noon of 20 November 2026. The source waits for a second at most: what it would wait is in `waits`. */
export async function openSeeded(extra: Partial<GitHubAccess> & { speed?: number } = {}) {
  let now = new Date('2026-11-20T12:00:00Z');
  const { speed = 1, ...given } = extra;
  const github = await startGitHub({ clock: () => now, speed });
  const waits: number[] = [];
  const steps: string[] = [];
  const access: GitHubAccess = {
    apiUrl: github.url,
    token: github.token,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      await pause(Math.min(milliseconds, 1100));
    },
    ...given,
  };
  const memory = shortMemory();
  return {
    github,
    access,
    memory,
    waits,
    steps,
    now: () => now,
    advance(days: number) {
      now = new Date(now.getTime() + days * 86_400_000);
    },
    source: (change: Partial<GitHubAccess> = {}) => githubSource({ ...access, ...change }),
    /** Reads all pull requests with the label `docs`; counters begin anew. */
    async read(change: Partial<PullQuery> & { access?: Partial<GitHubAccess>; memory?: PullMemory } = {}) {
      const { access: other, memory: own, ...query } = change;
      github.resetCounters();
      steps.length = 0;
      return await githubSource({ ...access, ...other }).readPulls(
        {
          repository,
          among: labelled('docs'),
          since: new Date('2026-11-13T12:00:00Z'),
          isWanted: () => true,
          ...query,
        },
        own ?? memory,
        async (done, total) => {
          steps.push(`${done}/${total}`);
        },
      );
    },
  };
}

/** The same without a token. */
export async function openUnseeded() {
  const seed = await openSeeded({ speed: 60 });
  const { token: _, ...access } = seed.access;
  return { ...seed, anonymous: githubSource(access), access };
}

export type Seed = Awaited<ReturnType<typeof openSeeded>>;
