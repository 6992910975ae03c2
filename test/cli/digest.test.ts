// `docent digest`: each format as promised, every pull request once, and faults in words.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type SandboxGitHub, startGitHub } from '../../sandbox/github/index.ts';
import { type DigestOptions, digestCommand } from '../../src/cli/digest.ts';

const now = new Date('2026-11-20T09:00:00Z');
const repository = 'python/cpython';
let github: SandboxGitHub;
beforeEach(async () => {
  github = await startGitHub({ clock: () => now });
});
afterEach(() => github.close());

const run = (options: Partial<DigestOptions> = {}, access: { token?: string } = { token: github.token }) =>
  digestCommand(
    { repo: [repository], label: ['docs'], ...options },
    { access: { apiUrl: github.url, ...access }, now },
  );

const instant = z.iso.datetime();
const promised = z.strictObject({
  generatedAt: instant,
  totals: z.strictObject({ open: z.number(), opened: z.number(), merged: z.number(), closed: z.number() }),
  sections: z.array(
    z.strictObject({
      name: z.string(),
      prs: z.array(
        z.strictObject({
          repo: z.literal(repository),
          number: z.number(),
          title: z.string(),
          author: z.string(),
          waitingOn: z.enum(['reviewer', 'author', 'merger', 'ci', 'decision', 'nobody']),
          who: z.array(z.string()),
          since: instant,
          why: z.string(),
          ageDays: z.number().int(),
          size: z.enum(['XS', 'S', 'M', 'L', 'XL']).nullable(),
          firstTimer: z.boolean(),
        }),
      ),
    }),
  ),
  cost: z.strictObject({ requests: z.number(), points: z.number() }),
});

describe('JSON', () => {
  test('has the promised keys and no others, with 1,451 pull requests once each', async () => {
    github.madeUp(1451, { seed: 9, repository });
    const json = promised.parse(JSON.parse(await run({ format: 'json' })));
    const numbers = json.sections.flatMap(({ prs }) => prs.map(({ number }) => number));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1451 }, (_, i) => i + 1));
    expect(json.generatedAt).toBe('2026-11-20T09:00:00Z');
    expect(json.totals.open).toBe(1451);
    expect(json.cost).toEqual({ requests: github.counters().requests, points: github.counters().points });
    expect(json.cost.requests).toBeLessThanOrEqual(80);
  });

  test('agrees with the state that each pull request was given', async () => {
    const made = github.madeUp(210, { seed: 9, repository });
    const json = promised.parse(JSON.parse(await run({ format: 'json' })));
    const on = new Map(json.sections.flatMap(({ prs }) => prs.map((one) => [one.number, one.waitingOn])));
    const expected: Record<string, string> = {
      draft: 'author', 'do-not-merge': 'nobody', blocked: 'nobody', conflicting: 'author', 'changes-requested': 'author',
      'changes-answered': 'reviewer', 'awaiting-changes': 'author', 'ci-failed': 'author', 'ci-pending': 'ci', approved: 'merger',
      'approved-then-pushed': 'reviewer', 'awaiting-merge': 'merger',
    }; // biome-ignore format: a list to read
    for (const { pull, state } of made)
      expect([state, on.get(pull.number)]).toEqual([state, expected[state] ?? 'reviewer']);
  });

  test('without a token says what is missing, and reads by search', async () => {
    github.madeUp(30, { seed: 9, repository });
    const json = JSON.parse(await run({ format: 'json' }, {}));
    expect(json.missing).toEqual([expect.stringContaining('Without a GitHub token')]);
    expect(json.totals).toEqual({ open: 30 });
    expect(github.counters().graphql).toBe(0);
  });
});

test('Markdown is the default, with every pull request on a line', async () => {
  github.madeUp(60, { seed: 9, repository });
  const text = await run();
  expect(text).toMatch(/^# Open pull requests: python\/cpython, labelled docs\n\n\*\*60 open\*\*/u);
  expect(text.match(/^- \[#\d+\]\(https:/gmu)).toHaveLength(60);
  expect(text).toContain('Read from GitHub with 4 requests and 4 points.');
});

test('Discord messages are told apart, and none is longer than Discord takes', async () => {
  github.madeUp(300, { seed: 9, repository });
  const text = await run({ format: 'discord' });
  const messages = text.split(/^----- Discord message \d+ of \d+ -----\n/mu).slice(1);
  expect(messages.length).toBe(Number(/message 1 of (\d+)/u.exec(text)?.[1]));
  for (const message of messages) expect(message.trimEnd().length).toBeLessThanOrEqual(2000);
  expect(text.match(/^- \[\\?#\d+\]\(https:.* · .*$/gmu)).toHaveLength(300);
});

test('Discourse posts are told apart, under a title', async () => {
  github.madeUp(600, { seed: 9, repository });
  const text = await run({ format: 'discourse' });
  expect(text).toMatch(/^Title: Open pull requests: python\/cpython, labelled docs\n/u);
  const posts = text.split(/^----- Discourse post \d+ of \d+ -----\n/mu).slice(1);
  expect(posts.length).toBeGreaterThan(2);
  for (const post of posts) expect(post.length).toBeLessThanOrEqual(32_000);
  expect(text.match(/^- \[#\d+\]\(https:/gmu)).toHaveLength(600);
});

test('a label that is nowhere is refused, with what was meant', async () => {
  github.madeUp(5, { seed: 9, repository });
  await expect(run({ label: ['dcos'] })).rejects.toThrow('no label `dcos`. Did you mean `docs`?');
});

test('several repositories and labels make one digest', async () => {
  github.madeUp(5, { seed: 9, repository });
  github.madeUp(6, { seed: 9, repository: 'python/devguide', label: 'guide' });
  const text = await run({ repo: [repository, 'python/devguide'], label: ['docs', 'guide'] });
  expect(text).toContain('**11 open**');
  expect(text).toMatch(/\[python\/devguide#\d+\]/u);
});

test('changes are counted from the day that was asked for', async () => {
  github.madeUp(5, { seed: 9, repository });
  github.world.merge(github.pull(repository, 2), 'bob', { at: new Date('2026-11-02T00:00:00Z') });
  expect(JSON.parse(await run({ format: 'json' })).totals.merged).toBe(0);
  expect(JSON.parse(await run({ format: 'json', since: '2026-11-01' })).totals.merged).toBe(1);
});

test('progress is shown line by line, and taken away at the end', async () => {
  github.madeUp(60, { seed: 9, repository });
  const lines: string[] = [];
  await digestCommand(
    { repo: [repository] },
    { access: { apiUrl: github.url, token: github.token }, now, progress: (line) => lines.push(line) },
  );
  expect(lines[0]).toBe('python/cpython ██████████ 60 of 60');
  expect(lines.slice(1)).toEqual([
    'python/cpython ████░░░░░░ 24 of 60',
    'python/cpython ████████░░ 48 of 60',
    'python/cpython ██████████ 60 of 60',
    '',
  ]);
});

test('all faults are told at once, and GitHub’s in words', async () => {
  await expect(run({ repo: ['cpython'], format: 'pdf', since: 'yesterday' })).rejects.toThrow(
    /^--repo: `cpython` is not a repository.*\n--format: There is no format "pdf"\. There are: markdown, json, discord, discourse\.\n--since: /u,
  );
  await expect(run({ path: ['{Doc'], translation: ['[a'] })).rejects.toThrow(
    /^--path: `\{Doc` leaves a bracket open.*\n--translation: /u,
  );
  github.addRepository(repository);
  github.failNext(() => true, { kind: 'secondary', retryAfterSeconds: 120 }, 1);
  await expect(run()).rejects.toThrow(/\nTry again in 2 minutes\.$/u);
  github.expireToken(github.token);
  await expect(run()).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining('GITHUB_TOKEN'),
  });
});
