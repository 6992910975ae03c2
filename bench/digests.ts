// What reading N open pull requests costs, beside naive REST and plain full GraphQL, counted by the sandbox's GitHub.
import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type SandboxGitHub, startGitHub } from '../sandbox/github/index.ts';
import { readDigest } from '../src/features/digests/reading.ts';
import { scopeOf } from '../src/features/digests/scope.ts';
import { githubSource } from '../src/sources/github/index.ts';
import { shortMemory } from '../src/sources/github/memory.ts';

const answer = z.object({
  data: z.object({
    repository: z.object({
      pullRequests: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    }),
  }),
});
/** The flags with which the bot runs (main.ts). */
const flags = [
  '--optimize-for-size',
  '--liftoff-only',
  '--max-semi-space-size=2',
  '--semi-space-growth-factor=1',
];
const sizes = [30, 300, 1451];
const repository = 'python/cpython';

/** One way of reading: requests, GraphQL points (REST: requests of the hour's limit) and milliseconds. */
export interface DigestCost {
  readonly way: string;
  readonly requests: number;
  readonly points: number;
  readonly ms: number;
}

/** Prints the table, and how much memory the largest reading takes above an idle process. */
export async function benchDigests(write: (line: string) => void): Promise<void> {
  for (const count of sizes) {
    write(`N = ${count}`);
    for (const { way, requests, points, ms } of await costsOf(count)) {
      write(
        `  ${way.padEnd(40)} ${String(requests).padStart(6)} requests ${String(points).padStart(6)} points ${String(ms).padStart(7)} ms`,
      );
    }
  }
  const { idle, most } = await memoryOf(1451);
  write(
    `memory at N = 1451: ${most - idle} MB above idle (${idle} MB idle, ${most} MB at most; the promise is 120 MB)`,
  );
}

/** The costs at one size, each way counted by itself. */
export async function costsOf(count: number): Promise<DigestCost[]> {
  let now = new Date('2026-11-20T09:00:00Z');
  const github = await startGitHub({ clock: () => now, speed: 1000 });
  try {
    const pulls = github.madeUp(count, { seed: 42, repository });
    const source = githubSource({ apiUrl: github.url, token: github.token });
    const memory = shortMemory();
    const scope = scopeOf({ repositories: [repository], anyOf: ['docs'] });
    const docent = () => readDigest(source, { scope, memory, now });
    const costs = [
      await counted(github, 'naive REST', () => naiveRest(github)),
      await counted(github, 'plain full GraphQL', () => plainGraphql(github)),
      await counted(github, 'Docent, first', docent),
      await counted(github, 'Docent, nothing changed', docent),
    ];
    now = new Date(now.getTime() + 86_400_000);
    for (const { pull } of pulls.slice(0, 20)) github.world.comment(pull, 'eve', { body: 'Nice.' });
    costs.push(await counted(github, 'Docent, 20 changed', docent));
    return costs;
  } finally {
    await github.close();
  }
}

async function counted(
  github: SandboxGitHub,
  way: string,
  work: () => Promise<unknown>,
): Promise<DigestCost> {
  github.resetCounters();
  const started = performance.now();
  await work();
  const { requests, points } = github.counters();
  return { way, requests, points, ms: Math.round(performance.now() - started) };
}

/** What a simple script does: the list, and for each its pull request, reviews, comments, files, timeline, checks. */
async function naiveRest(github: SandboxGitHub): Promise<void> {
  const get = async (path: string): Promise<unknown> => {
    for (;;) {
      const response = await fetch(`${github.url}${path}`, {
        headers: { authorization: `Bearer ${github.token}` },
      });
      const body: unknown = await response.json();
      if (response.status !== 403 && response.status !== 429) return body;
      await pause(20);
    }
  };
  for (let page = 1; ; page += 1) {
    const found = await get(`/repos/${repository}/issues?labels=docs&state=open&per_page=100&page=${page}`);
    const numbers = Array.isArray(found) ? found.map((one: { number: number }) => one.number) : [];
    for (const number of numbers) {
      for (const part of ['', '/reviews', '/files', '/commits', '/requested_reviewers']) {
        await get(`/repos/${repository}/pulls/${number}${part}`);
      }
      await get(`/repos/${repository}/issues/${number}/timeline`);
    }
    if (numbers.length < 100) return;
  }
}

/** Everything of everything on each page; 25 at a time, since `files` allows no more. */
async function plainGraphql(github: SandboxGitHub): Promise<void> {
  const query = `query ($after: String) { repository(owner: "python", name: "cpython") {
    pullRequests(states: OPEN, labels: ["docs"], first: 25, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { id number title url isDraft createdAt updatedAt headRefOid additions deletions mergeable
        reviewDecision authorAssociation author { login } statusCheckRollup { state }
        labels(first: 20) { nodes { name } }
        reviews(first: 100) { nodes { state submittedAt author { login } commit { oid } } }
        reviewRequests(first: 20) { nodes { requestedReviewer { __typename } } }
        comments(first: 100) { nodes { createdAt author { login } } }
        timelineItems(first: 100) { nodes { __typename } }
        files(first: 100) { nodes { path } } } } } }`;
  for (let after: string | null = null; ; ) {
    const response = await fetch(`${github.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${github.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { after } }),
    });
    const { pageInfo } = answer.parse(await response.json()).data.repository.pullRequests;
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}

/** Resident memory in MB of a process that reads and renders, idle and at most; the sandbox stays in this one. */
export async function memoryOf(count: number): Promise<{ idle: number; most: number }> {
  const github = await startGitHub({ clock: () => new Date('2026-11-20T09:00:00Z') });
  try {
    github.madeUp(count, { seed: 42, repository });
    const child = fork(
      fileURLToPath(new URL('digests-memory.ts', import.meta.url)),
      [github.url, github.token, repository],
      { execArgv: flags },
    );
    return await new Promise((resolve, reject) => {
      child.once('message', (measured: { idle: number; most: number }) => resolve(measured));
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`It ended with status ${code}`)));
    });
  } finally {
    await github.close();
  }
}
