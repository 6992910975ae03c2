// Pull requests made up from a seed, of every state that the waiting-on rules know, and real ones from search pages.
import { z } from 'zod';
import { SandboxError } from '../words.ts';
import type { Association, CheckState, FileChange, Label, PullRequest } from './model.ts';
import { type Chance, chance } from './random.ts';
import type { World } from './world.ts';

const day = 86_400_000;

/** GitHub search pages, as `../shared/data/open-prs.json` holds them. */
const searchPages = z.object({
  output: z.array(
    z.object({
      data: z.object({
        search: z.object({
          nodes: z.array(
            z.object({
              number: z.number().int(),
              url: z.string(),
              author: z.object({ login: z.string() }).nullish(),
              title: z.string(),
              state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
              updatedAt: z.iso.datetime(),
              labels: z.object({ nodes: z.array(z.object({ name: z.string(), color: z.string() })) }),
            }),
          ),
        }),
      }),
    }),
  ),
});

/** What pull requests cannot be read from. */
const otherShape = (why: string) =>
  new SandboxError(
    `--prs: these are no search pages of GitHub's GraphQL, {"output": [{"data": {"search": …}}]}.\n${why}`,
  );

/**
 * Adds the pull requests of search pages; answers how many. What the pages do not tell (dates before `updatedAt`,
 * sizes, reviews, checks) is filled in from the number alone, and the pull request is marked synthetic for it. Throws
 * `SandboxError` for what is of another shape.
 */
export function loadSearchPages(world: World, json: unknown): number {
  const { data, error } = searchPages.safeParse(json);
  if (!data) throw otherShape(z.prettifyError(error));
  const nodes = data.output.flatMap((page) => page.data.search.nodes);
  const seen = new Set<string>();
  for (const node of nodes) {
    if (seen.has(node.url)) continue;
    seen.add(node.url);
    const repository = /^https?:\/\/[^/]+\/(?<name>[^/]+\/[^/]+)\/pull\/\d+$/u.exec(node.url)?.groups?.name;
    if (repository === undefined) throw otherShape(`Not the address of a pull request: ${node.url}`);
    const dice = chance(node.number);
    const updatedAt = new Date(node.updatedAt);
    const names = node.labels.nodes.map((label) => label.name);
    const pull = world.openPull(repository, {
      number: node.number,
      title: node.title,
      author: node.author?.login ?? 'ghost',
      association: dice.pick<Association>(['CONTRIBUTOR', 'MEMBER', 'CONTRIBUTOR', 'FIRST_TIME_CONTRIBUTOR']),
      createdAt: new Date(updatedAt.getTime() - dice.between(1, 120) * day),
      labels: node.labels.nodes,
      isDraft: names.includes('WIP') && dice.isLikely(0.5),
      mergeable: names.includes('merge-conflict') ? 'CONFLICTING' : 'MERGEABLE',
      isMergeableKnown: true,
      checks: dice.pick<CheckState>(['SUCCESS', 'SUCCESS', 'SUCCESS', 'FAILURE', 'PENDING']),
      files: filesOf(dice),
    });
    if (names.includes('awaiting-author') || dice.isLikely(0.2))
      world.review(pull, 'reviewer-1', {
        state: 'CHANGES_REQUESTED',
        at: new Date(updatedAt.getTime() - day / 2),
      });
    if (dice.isLikely(0.4))
      world.comment(pull, pull.author?.login ?? 'ghost', { body: 'Ping.', at: updatedAt });
    pull.updatedAt = updatedAt;
    if (node.state !== 'OPEN') {
      pull.state = node.state;
      pull.closedAt = updatedAt;
      if (node.state === 'MERGED') pull.mergedAt = updatedAt;
    }
  }
  return seen.size;
}

const states = [
  'draft',
  'do-not-merge',
  'blocked',
  'conflicting',
  'changes-requested',
  'changes-answered',
  'awaiting-changes',
  'ci-failed',
  'ci-pending',
  'approved',
  'approved-then-pushed',
  'awaiting-merge',
  'awaiting-review',
  'review-requested',
  'team-requested',
  'awaiting-core-review',
  'awaiting-change-review',
  'commented-only',
  'mergeable-unknown',
  'first-timer',
  'no-checks',
] as const;

/** The states that made-up pull requests take in turns. */
export type MadeUpState = (typeof states)[number];

/** Adds `count` made-up pull requests, the same for the same seed; answers them with the state each was given. */
export function madeUp(
  world: World,
  count: number,
  options: { seed: number; repository: string; label?: string },
): { pull: PullRequest; state: MadeUpState }[] {
  const dice = chance(options.seed);
  const now = world.clock().getTime();
  return Array.from({ length: count }, (_, i) => {
    const state = states[i % states.length] ?? 'awaiting-review';
    const createdAt = new Date(now - dice.between(20, 700) * day - dice.between(0, day));
    const pull = world.openPull(options.repository, {
      title: `${dice.pick(verbs)} ${dice.pick(subjects)} in ${dice.pick(places)} (${i + 1})`,
      author: state === 'first-timer' ? `newcomer-${i}` : `author-${dice.between(1, 90)}`,
      association:
        state === 'first-timer'
          ? dice.pick<Association>(['FIRST_TIME_CONTRIBUTOR', 'FIRST_TIMER', 'NONE'])
          : dice.pick<Association>(['CONTRIBUTOR', 'MEMBER', 'COLLABORATOR', 'CONTRIBUTOR']),
      createdAt,
      labels: [{ name: options.label ?? 'docs', color: '0e8a16' }, ...labelsOf(state)],
      isDraft: state === 'draft',
      mergeable: state === 'conflicting' ? 'CONFLICTING' : 'MERGEABLE',
      isMergeableKnown: state !== 'mergeable-unknown',
      checks: checksOf(state),
      files: filesOf(dice),
    });
    act(world, pull, { state, dice, createdAt });
    // A bulk edit touches many at once: `updatedAt` must not be taken for activity.
    if (i % 5 === 0) pull.updatedAt = new Date(Math.max(pull.updatedAt.getTime(), now - 2 * day));
    return { pull, state };
  });
}

function act(
  world: World,
  pull: PullRequest,
  how: { state: MadeUpState; dice: Chance; createdAt: Date },
): void {
  const { state, dice, createdAt } = how;
  const after = (days: number) => new Date(createdAt.getTime() + days * day);
  const core = `core-${dice.between(1, 20)}`;
  switch (state) {
    case 'changes-requested':
      world.review(pull, core, { state: 'CHANGES_REQUESTED', at: after(3) });
      break;
    case 'changes-answered':
      world.review(pull, core, { state: 'CHANGES_REQUESTED', at: after(3) });
      world.pushCommit(pull, { at: after(5), checks: 'SUCCESS', isForced: dice.isLikely(0.3) });
      pull.isMergeableKnown = true;
      break;
    case 'approved':
    case 'awaiting-merge':
      world.review(pull, core, { state: 'APPROVED', at: after(4) });
      break;
    case 'approved-then-pushed':
      world.review(pull, core, { state: 'APPROVED', at: after(4) });
      world.pushCommit(pull, { at: after(6), checks: 'SUCCESS' });
      pull.isMergeableKnown = true;
      break;
    case 'review-requested':
      world.requestReview(pull, core, { at: after(1) });
      break;
    case 'team-requested':
      world.requestReview(pull, 'docs-team', { isTeam: true, at: after(1) });
      break;
    case 'commented-only':
      world.review(pull, core, { state: 'COMMENTED', at: after(2) });
      break;
    case 'ci-pending':
      world.pushCommit(pull);
      pull.isMergeableKnown = true;
      break;
    case 'draft':
      world.setDraft(pull, true, { at: after(1) });
      break;
    case 'awaiting-changes':
    case 'awaiting-change-review':
      world.comment(pull, core, { body: 'Could you say more about this?', at: after(2) });
      break;
    default:
      if (dice.isLikely(0.3))
        world.comment(pull, 'stale-bot', { body: 'This has been quiet.', isBot: true, at: after(15) });
  }
}

function labelsOf(state: MadeUpState): Label[] {
  const names: Partial<Record<MadeUpState, string>> = {
    'do-not-merge': 'DO-NOT-MERGE',
    blocked: 'blocked',
    'changes-requested': 'awaiting changes',
    'awaiting-changes': 'awaiting changes',
    'awaiting-merge': 'awaiting merge',
    approved: 'awaiting merge',
    'awaiting-core-review': 'awaiting core review',
    'awaiting-change-review': 'awaiting change review',
    'awaiting-review': 'awaiting review',
    'first-timer': 'awaiting review',
  };
  const name = names[state];
  return name === undefined ? [] : [{ name, color: 'fbca04' }];
}

function checksOf(state: MadeUpState): CheckState {
  if (state === 'ci-failed') return 'FAILURE';
  if (state === 'ci-pending') return 'PENDING';
  return state === 'no-checks' ? null : 'SUCCESS';
}

function filesOf(dice: Chance): FileChange[] {
  return Array.from(
    { length: dice.isLikely(0.05) ? dice.between(101, 130) : dice.between(1, 6) },
    (_, i) => ({
      path: dice.pick(paths).replace('N', String(dice.between(1, 400) * 1000 + i)),
      additions: dice.isLikely(0.1) ? dice.between(200, 1500) : dice.between(0, 40),
      deletions: dice.between(0, 20),
      changeType: dice.pick<FileChange['changeType']>([
        'MODIFIED',
        'MODIFIED',
        'ADDED',
        'RENAMED',
        'DELETED',
      ]),
    }),
  );
}

const verbs = ['Clarify', 'Document', 'Fix a typo in', 'Add an example for', 'Rewrite', 'Correct'] as const;
const subjects = [
  'the default',
  'the return value',
  'the deprecation',
  'the tutorial',
  'the glossary entry',
  'the index',
] as const;
const places = [
  'asyncio',
  'pathlib',
  'the C API',
  'typing',
  'the language reference',
  'What’s New',
  'unittest.mock',
] as const;
const paths = [
  'Doc/library/module-N.rst',
  'Doc/tutorial/part-N.rst',
  'Doc/howto/how-N.rst',
  'locale/pl/LC_MESSAGES/page-N.po',
  'Lib/module_N.py',
  'Misc/NEWS.d/next/Documentation/N.rst',
] as const;
