// Pull requests as people and bots make them on real boards, read through GitHub: whom each waits on, since when, where it stands.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type PullRequest, type SandboxGitHub, startGitHub } from '../../../sandbox/github/index.ts';
import type { NewPull } from '../../../sandbox/github/newcomers.ts';
import type { World } from '../../../sandbox/github/world.ts';
import type { Line } from '../../../src/features/digests/facts.ts';
import { readDigest } from '../../../src/features/digests/reading.ts';
import { scopeOf } from '../../../src/features/digests/scope.ts';
import { vocabularyOf } from '../../../src/features/digests/vocabulary.ts';
import { githubSource } from '../../../src/sources/github/index.ts';
import { shortMemory } from '../../../src/sources/github/memory.ts';
import { pull as anyPull } from './pulls.ts';
import { waitingOn } from './waits.ts';

const start = Date.UTC(2026, 10, 20, 12);
/** Noon, so many days before 20 November. */
const ago = (days: number) => new Date(start - days * 86_400_000);
let now = ago(0);
let github: SandboxGitHub;
beforeAll(async () => {
  github = await startGitHub({ clock: () => now });
});
afterAll(() => github.close());

interface Story {
  /** Labels of the pull request. */
  readonly labels?: readonly string[];
  /** Labels of another one of the repository, by which its way of working is recognised. */
  readonly board?: readonly string[];
  readonly open?: Partial<NewPull>;
  readonly hasNoRequiredReviews?: boolean;
  /** What happened until today, and when the bot had looked at it before. */
  readonly happened?: (world: World, pull: PullRequest, look: (daysAgo: number) => Promise<void>) => unknown;
}

let count = 0;
/** Tells a story, and reads the digest's line of its pull request and the part in which it stands. */
async function told(story: Story): Promise<Line & { section: string }> {
  const repository = `board/number-${++count}`;
  const labelled = (names: readonly string[]) => names.map((name) => ({ name, color: 'ededed' }));
  github.addRepository(repository).requiresReviews = story.hasNoRequiredReviews !== true;
  const memory = shortMemory();
  const source = githubSource({ apiUrl: github.url, token: github.token });
  const scope = scopeOf({ repositories: [repository] });
  const pull = github.world.openPull(repository, {
    title: 'Clarify the tutorial',
    author: 'ada',
    createdAt: ago(20),
    isMergeableKnown: true,
    labels: labelled(story.labels ?? []),
    ...story.open,
  });
  const look = async (daysAgo: number) => {
    now = ago(daysAgo);
    await readDigest(source, { scope, memory, now });
  };
  await story.happened?.(github.world, pull, look);
  pull.isMergeableKnown = true;
  if (story.board) github.world.openPull(repository, { title: 'Another', labels: labelled(story.board) });
  now = ago(0);
  const { digest } = await readDigest(source, { scope, memory, now });
  const [found] = digest.sections.flatMap(({ name, prs }) =>
    prs.filter(({ number }) => number === pull.number).map((line) => ({ ...line, section: name })),
  );
  if (!found) throw new Error('The pull request is in no part');
  return found;
}

const daysSince = (at: Date) => Math.round((start - at.getTime()) / 86_400_000);
const asked = { state: 'CHANGES_REQUESTED', at: ago(10) } as const;
const approved = { state: 'APPROVED', at: ago(10) } as const;
const fix = { checks: 'SUCCESS' } as const;

const stories: Record<
  string,
  [Story, { on: Line['waitingOn']; since?: number; who?: string[]; section?: string }]
> = {
  'approved by a passer-by under "awaiting core review"': [
    {
      labels: ['awaiting core review'],
      happened: (world, pull) => world.review(pull, 'eve', { ...approved, association: 'NONE' }),
    },
    { on: 'reviewer', since: 20 },
  ],
  'approved by a passer-by where no review is required': [
    {
      hasNoRequiredReviews: true,
      happened: (world, pull) => world.review(pull, 'eve', { ...approved, association: 'CONTRIBUTOR' }),
    },
    { on: 'reviewer' },
  ],
  'approved by a member who may not merge': [
    {
      hasNoRequiredReviews: true,
      happened: (world, pull) => world.review(pull, 'eve', { ...approved, canPush: false }),
    },
    { on: 'reviewer' },
  ],
  'approved by somebody who may merge, where no review is required': [
    { hasNoRequiredReviews: true, happened: (world, pull) => world.review(pull, 'bob', approved) },
    { on: 'merger', since: 10, section: 'ready to merge' },
  ],
  'approved only by an AI reviewer': [
    { happened: (world, pull) => world.review(pull, 'coderabbitai[bot]', { ...approved, canPush: true }) },
    { on: 'reviewer', since: 20, section: 'waiting for a first review' },
  ],
  'only an AI reviewer asked for changes': [
    { happened: (world, pull) => world.review(pull, 'coderabbitai[bot]', { ...asked, canPush: true }) },
    { on: 'reviewer', since: 20, section: 'waiting for a first review' },
  ],
  'an AI reviewer that is an ordinary account asked for changes': [
    { happened: (world, pull) => world.review(pull, 'gemini-code-assist', asked) },
    { on: 'reviewer', since: 20 },
  ],
  'a person asked for changes, then an AI reviewer approved': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.review(pull, 'coderabbitai[bot]', { ...approved, canPush: true, at: ago(5) });
      },
    },
    { on: 'author', since: 10 },
  ],
  'do-not-merge/hold': [
    { labels: ['do-not-merge/hold', 'lgtm', 'approved'] },
    { on: 'decision', section: 'waiting for a decision' },
  ],
  'do-not-merge/work-in-progress': [
    { labels: ['do-not-merge/work-in-progress'] },
    { on: 'author', section: 'not ready' },
  ],
  'lgtm and approved, while tide keeps its check pending': [
    { labels: ['lgtm', 'approved', 'cncf-cla: yes'], open: { checks: 'PENDING' } },
    { on: 'merger', section: 'ready to merge' },
  ],
  'only approved, while tide keeps its check pending': [
    { labels: ['approved', 'cncf-cla: yes'], open: { checks: 'PENDING' } },
    { on: 'reviewer' },
  ],
  'an approval on GitHub where labels decide': [
    {
      labels: ['cncf-cla: yes'],
      happened: (world, pull) => world.review(pull, 'bob', approved),
    },
    { on: 'reviewer', section: 'waiting for another review' },
  ],
  'opened today from commits that are 200 days old': [
    { open: { createdAt: ago(0), committedAt: ago(200) } },
    { on: 'reviewer', since: 0 },
  ],
  'a failing one, opened today from old commits': [
    { open: { createdAt: ago(0), committedAt: ago(200), checks: 'FAILURE' } },
    { on: 'author', since: 0, section: 'waiting on the author' },
  ],
  'changes pushed by a co-author': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.pushCommit(pull, { ...fix, by: 'grace', at: ago(6) });
      },
    },
    { on: 'reviewer', since: 6, who: ['bob'], section: 'waiting for another review' },
  ],
  'changes pushed by a co-author under "awaiting changes"': [
    {
      labels: ['awaiting changes'],
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.pushCommit(pull, { ...fix, by: 'grace', at: ago(6) });
      },
    },
    { on: 'reviewer', since: 6, who: ['bob'] },
  ],
  'changes by an e-mail that is nobody’s on GitHub': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.pushCommit(pull, { ...fix, by: 'Ada at work', isUnlinked: true, at: ago(6) });
      },
    },
    { on: 'reviewer', since: 6, who: ['bob'] },
  ],
  'commits made before the review and pushed after it': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.pushCommit(pull, { ...fix, committedAt: ago(15), at: ago(6) });
      },
    },
    { on: 'reviewer', since: 10, who: ['bob'] },
  ],
  'the same, when the bot saw the head before and after': [
    {
      happened: async (world, pull, look) => {
        world.review(pull, 'bob', asked);
        await look(9);
        world.pushCommit(pull, { ...fix, committedAt: ago(15), at: ago(6) });
        await look(5);
        world.comment(pull, 'eve', { body: 'Nice.', at: ago(2) });
      },
    },
    { on: 'reviewer', since: 6, who: ['bob'] },
  ],
  'a forced push after the review, of a commit from before it': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.pushCommit(pull, { ...fix, committedAt: ago(15), at: ago(6), isForced: true });
      },
    },
    { on: 'reviewer', since: 6, who: ['bob'] },
  ],
  'the author answered in words': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.comment(pull, 'ada', { body: 'I would rather keep it.', at: ago(7) });
      },
    },
    { on: 'reviewer', since: 7, who: ['bob'] },
  ],
  'only the base branch was merged in after the review': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.updateBranch(pull, 'eve', { ...fix, at: ago(6) });
      },
    },
    { on: 'author', since: 10 },
  ],
  'only a bot pushed after the review': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.pushCommit(pull, { ...fix, by: 'pre-commit-ci[bot]', at: ago(6) });
      },
    },
    { on: 'author', since: 10 },
  ],
  '"Update branch" after the approval': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', approved);
        world.updateBranch(pull, 'ada', { ...fix, at: ago(3) });
      },
    },
    { on: 'merger', since: 10, section: 'ready to merge' },
  ],
  'a bot’s push after the approval': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', approved);
        world.pushCommit(pull, { ...fix, by: 'pre-commit-ci[bot]', at: ago(3) });
      },
    },
    { on: 'merger', since: 10 },
  ],
  'the approver’s own push after the approval': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', approved);
        world.pushCommit(pull, { ...fix, by: 'bob', at: ago(3) });
      },
    },
    { on: 'merger', since: 10 },
  ],
  'rebased by who approved it, after the approval': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', approved);
        world.pushCommit(pull, { ...fix, isForced: true, pusher: 'bob', at: ago(3) });
      },
    },
    { on: 'merger', since: 10 },
  ],
  'rebased by a bot after changes were asked for': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.pushCommit(pull, { ...fix, isForced: true, pusher: 'mergify[bot]', at: ago(3) });
      },
    },
    { on: 'author', since: 10 },
  ],
  'rewritten by the author after the approval': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', approved);
        world.pushCommit(pull, { ...fix, isForced: true, at: ago(3) });
      },
    },
    { on: 'reviewer', since: 3, who: ['bob'] },
  ],
  'a change after the approval, and an update after that': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', approved);
        world.pushCommit(pull, { ...fix, at: ago(5) });
        world.updateBranch(pull, 'bob', { ...fix, at: ago(3) });
      },
    },
    { on: 'reviewer', since: 5, who: ['bob'] },
  ],
  'the author pushed a fix and the checks fail': [
    {
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.pushCommit(pull, { checks: 'FAILURE', at: ago(6) });
      },
    },
    { on: 'author', since: 6 },
  ],
  'the same under "awaiting change review"': [
    {
      labels: ['awaiting change review'],
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.pushCommit(pull, { checks: 'FAILURE', at: ago(6) });
      },
    },
    { on: 'author', since: 6 },
  ],
  '"awaiting change review", though the review that asked still stands': [
    {
      labels: ['awaiting change review'],
      happened: (world, pull) => {
        world.review(pull, 'bob', asked);
        world.comment(pull, 'ada', {
          body: 'I have made the requested changes; please review again',
          at: ago(8),
        });
      },
    },
    { on: 'reviewer', who: ['bob'] },
  ],
  '"awaiting core review", though checks fail': [
    { labels: ['awaiting core review'], open: { checks: 'FAILURE' } },
    { on: 'reviewer' },
  ],
  '"awaiting review", though it conflicts': [
    { labels: ['awaiting review'], board: ['awaiting core review'], open: { mergeable: 'CONFLICTING' } },
    { on: 'reviewer' },
  ],
  '"awaiting merge", though checks fail': [
    {
      labels: ['awaiting merge'],
      board: ['awaiting core review'],
      open: { checks: 'FAILURE' },
      happened: (world, pull) => world.review(pull, 'bob', approved),
    },
    { on: 'merger', section: 'ready to merge' },
  ],
  'approved, and checks fail, where no label says anything': [
    { open: { checks: 'FAILURE' }, happened: (world, pull) => world.review(pull, 'bob', approved) },
    { on: 'author' },
  ],
  'S-waiting-on-review, though checks fail': [
    { labels: ['S-waiting-on-review'], open: { checks: 'FAILURE' } },
    { on: 'reviewer' },
  ],
  'lgtm and approved, and checks fail': [
    { labels: ['lgtm', 'approved', 'cncf-cla: yes'], open: { checks: 'FAILURE' } },
    { on: 'author' },
  ],
  'awaiting-author on a board like mathlib, though the author pushed': [
    {
      labels: ['awaiting-author'],
      board: ['t-algebra', 'ready-to-merge'],
      happened: (world, pull) => world.pushCommit(pull, { ...fix, at: ago(2) }),
    },
    { on: 'author' },
  ],
  'nobody but bots for 200 days': [
    {
      open: { createdAt: ago(300) },
      happened: (world, pull) => {
        world.review(pull, 'bob', { state: 'COMMENTED', at: ago(200) });
        world.comment(pull, 'k8s-triage-robot', { body: 'This is stale.', at: ago(100) });
        world.label(pull, 'lifecycle/rotten', { by: 'k8s-ci-robot', at: ago(70) });
        world.pushCommit(pull, { ...fix, by: 'renovate[bot]', at: ago(50) });
        world.comment(pull, 'coderabbitai[bot]', { body: 'Actionable comments: 0', at: ago(2) });
      },
    },
    { on: 'reviewer', section: 'stuck' },
  ],
  'never reviewed, and called stale by a bot': [
    {
      open: { createdAt: ago(200) },
      happened: (world, pull) => world.label(pull, 'lifecycle/stale', { by: 'k8s-ci-robot', at: ago(100) }),
    },
    { on: 'reviewer', since: 200, section: 'stuck' },
  ],
  'called stale, and somebody came after all': [
    {
      open: { createdAt: ago(200) },
      happened: (world, pull) => {
        world.label(pull, 'stale', { by: 'github-actions[bot]', at: ago(100) });
        world.review(pull, 'bob', { state: 'COMMENTED', at: ago(3) });
      },
    },
    { on: 'reviewer', section: 'waiting for another review' },
  ],
  'a draft': [{ open: { isDraft: true } }, { on: 'author', since: 20, section: 'not ready' }],
  'workflows that wait to be let run': [
    { open: { isHeld: true, checks: null, association: 'FIRST_TIME_CONTRIBUTOR' } },
    { on: 'maintainer', since: 20, section: 'waiting for a decision' },
  ],
  'workflows that wait, while other checks passed': [
    { labels: ['awaiting review'], open: { isHeld: true } },
    { on: 'maintainer' },
  ],
  'in the merge queue': [
    {
      open: { isInMergeQueue: true, checks: 'PENDING' },
      happened: (world, pull) => world.review(pull, 'bob', approved),
    },
    { on: 'ci', section: 'waiting for checks' },
  ],
  'with auto-merge, while its checks run': [
    {
      open: { autoMergeAt: ago(1), checks: 'PENDING', createdAt: ago(2) },
      happened: (world, pull) => world.review(pull, 'bob', { ...approved, at: ago(1) }),
    },
    { on: 'ci', section: 'waiting for checks' },
  ],
  'needs-ok-to-test': [{ labels: ['needs-ok-to-test'] }, { on: 'maintainer' }],
  'ready-to-merge on a board like mathlib': [
    { labels: ['ready-to-merge'], board: ['t-algebra', 'awaiting-author'] },
    { on: 'merger', section: 'ready to merge' },
  ],
  'ready-to-merge where nothing else is known': [{ labels: ['ready-to-merge'] }, { on: 'merger' }],
  'delegated on a board like mathlib': [
    {
      labels: ['delegated'],
      board: ['t-algebra', 'awaiting-author'],
      happened: (world, pull) => world.review(pull, 'bob', approved),
    },
    { on: 'author' },
  ],
  'delegated where nothing else is known': [{ labels: ['delegated'] }, { on: 'author' }],
  'S-waiting-on-author, though the author pushed': [
    {
      labels: ['S-waiting-on-author'],
      happened: (world, pull) => world.pushCommit(pull, { ...fix, at: ago(2) }),
    },
    { on: 'author' },
  ],
  'S-waiting-on-review, though changes were asked for, and with checks that run': [
    {
      labels: ['S-waiting-on-review'],
      open: { checks: 'PENDING' },
      happened: (world, pull) => world.review(pull, 'bob', asked),
    },
    { on: 'reviewer', who: ['bob'] },
  ],
};

describe('whom it waits on', () => {
  test.each(Object.entries(stories))('%s', async (_, [story, expected]) => {
    const line = await told(story);
    const { on, since, who, section } = expected;
    expect({
      on: line.waitingOn,
      ...(since !== undefined && { since: daysSince(line.since) }),
      ...(who && { who: line.who }),
      ...(section && { section: line.section }),
    }).toEqual({
      on,
      ...(since !== undefined && { since }),
      ...(who && { who }),
      ...(section && { section }),
    });
    expect(line.since >= line.createdAt).toBe(true);
  });
});

test('since nobody was there is told, whatever bots did', async () => {
  const { humanAt } = await told(stories['nobody but bots for 200 days']?.[0] ?? {});
  expect(daysSince(humanAt)).toBe(200);
});

test.each([
  ['dependabot[bot]', []],
  ['miss-islington', []],
  ['k8s-ci-robot', ['lgtm', 'approved']],
] as const)('what %s opens stands apart, and is no first contribution', async (author, labels) => {
  const line = await told({ labels, open: { author, association: 'NONE' } });
  expect([line.section, line.isFirstTimer]).toEqual(['by bots', false]);
});

describe('a pull request that goes into the branch of another one', () => {
  const lower = { title: 'A new guide', author: 'ada', headRefName: 'guide' };
  /** Who waits on whom where `below` is open, read again after what happened to it. */
  const read = async (
    below: Partial<NewPull>,
    upper: Partial<NewPull> = {},
    happened?: (world: World, one: PullRequest) => unknown,
  ) => {
    const repository = `board/number-${++count}`;
    now = ago(0);
    const { branches } = github.addRepository(repository);
    for (const branch of ['guide', 'develop', '3.13'])
      branches.set(branch, { head: branch, files: new Map() });
    const one = github.world.openPull(repository, { ...lower, ...below, createdAt: ago(9) });
    github.world.openPull(repository, {
      title: 'Examples for the guide',
      author: 'ada',
      baseRefName: 'guide',
      labels: [{ name: 'docs', color: 'ededed' }],
      createdAt: ago(8),
      ...upper,
    });
    const source = githubSource({ apiUrl: github.url, token: github.token });
    const memory = shortMemory();
    // The one below need not be among those that are watched.
    const scope = scopeOf({ repositories: [repository], anyOf: ['docs'] });
    const look = async () =>
      (await readDigest(source, { scope, memory, now })).digest.sections.flatMap(({ name, prs }) =>
        prs.map(({ waitingOn: on, why }) => `${name}, ${on}: ${why}`),
      );
    const first = await look();
    await happened?.(github.world, one);
    const alone = await source.readPull({ repository, number: 2 });
    return { lines: [...first, ...(await look())], below: alone?.details?.below };
  };

  test('waits on that one as long as it is open', async () => {
    const { lines, below } = await read({}, {}, (world, one) => world.close(one, 'ada'));
    expect(lines).toEqual([
      'not ready, nobody: built on #1, which comes first',
      'waiting for a first review, reviewer: no review yet',
    ]);
    expect(below).toBeUndefined();
    expect((await read({})).below).toBe(1);
  });

  test.each<[string, Partial<NewPull>, Partial<NewPull>]>([
    ['of somebody else, who takes it in', { author: 'bob' }, {}],
    ['that lasts, and is brought into another one', { headRefName: 'develop' }, { baseRefName: 'develop' }],
    ['of a version', { headRefName: '3.13' }, { baseRefName: '3.13' }],
    ['that everything goes into', { headRefName: 'main', baseRefName: '3.13' }, { baseRefName: 'main' }],
  ])('waits for nothing at a branch %s', async (_, below, upper) => {
    const { lines, below: told } = await read(below, upper);
    expect(new Set(lines)).toEqual(new Set(['waiting for a first review, reviewer: no review yet']));
    expect(told).toBeUndefined();
  });
});

const realFile = new URL('../../../../shared/data/open-prs.json', import.meta.url);
const isReal = existsSync(realFile);
if (!isReal)
  process.stderr.write('The real board: not tried, because open-prs.json is not beside the repository.\n');

const searchPages = z.object({
  output: z.array(
    z.object({
      data: z.object({
        search: z.object({
          nodes: z.array(
            z.object({
              number: z.number(),
              labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }),
            }),
          ),
        }),
      }),
    }),
  ),
});

/** The column of mathlib's own board: the first that fits, as its classify_pr_state.py orders them. */
const columns: readonly [RegExp, Line['waitingOn']][] = [
  [/^blocked-by-/u, 'nobody'],
  [/^WIP$/u, 'author'],
  [/^awaiting-zulip$/u, 'decision'],
  [/^merge-conflict$/u, 'author'],
  [/^(?:ready-to-merge|auto-merge-after-CI)$/u, 'merger'],
  [/^awaiting-author$/u, 'author'],
  [/^delegated$/u, 'author'],
];

test.skipIf(!isReal)('the real pull requests of mathlib stand where its own board has them', async () => {
  const { output } = searchPages.parse(JSON.parse(await readFile(realFile, 'utf8')));
  const pulls = output
    .flatMap(({ data }) => data.search.nodes)
    .map(({ number, labels }) => ({ number, labels: labels.nodes.map(({ name }) => name) }))
    // What becomes of these the board leaves to people.
    .filter(({ labels }) => !labels.some((label) => /^(?:please-adopt|RFC|awaiting-CI)$/u.test(label)));
  const words = vocabularyOf(pulls.flatMap(({ labels }) => labels));
  const different = pulls.flatMap(({ number, labels }) => {
    const column = columns.find(([label]) => labels.some((one) => label.test(one)))?.[1] ?? 'reviewer';
    const { on } = waitingOn(anyPull({ number, labels }), words);
    return on === column ? [] : [`#${number} (${labels.join(', ')}): ${on}, not ${column}`];
  });
  expect(pulls.length).toBeGreaterThan(150);
  expect(different).toEqual([]);
});

test('a repository that was taken back from a group is not read for it', async () => {
  github.addRepository('board/kept');
  const source = githubSource({ apiUrl: github.url, token: github.token });
  const tried: string[] = [];
  const read = (repositories: readonly string[]) =>
    readDigest(source, {
      read: (repository) => tried.push(repository),
      scope: scopeOf({ repositories: [...repositories] }),
      group: { id: 1, grants: { places: [], repositories: ['board/kept'] } },
      memory: shortMemory(),
      now: ago(0),
    });
  await expect(read(['board/taken'])).rejects.toThrow('board/taken is no longer granted to this group');
  const { digest } = await read(['board/kept', 'board/taken']);
  expect(digest.missing.join()).toContain('board/taken is no longer granted');
  // Nothing is said to be unreadable, and tried again, that is merely not the group's.
  expect(tried).toEqual(['board/kept']);
});
