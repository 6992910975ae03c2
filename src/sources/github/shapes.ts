// GitHub's answers about pull requests, parsed and turned into facts.
import { z } from 'zod';
import type { EndedPull, PullDetails, PullOutline, PullRequest } from '../../core/github/pull-request.ts';
import type { Unsaid } from './client.ts';
import {
  actor,
  checksAtOf,
  connection,
  eventsOf,
  ghost,
  headCommits,
  instant,
  isBot,
  nodes,
  timelineItems,
  workflowsOf,
} from './events.ts';
import { foundShape } from './found.ts';
import { issueList, names } from './issue-shapes.ts';

const firstTimers = new Set(['FIRST_TIME_CONTRIBUTOR', 'FIRST_TIMER', 'NONE']);

/** Whether an author's standing is that of somebody new; an account that is gone has none, and is nobody new. */
export function isFirstTimer(
  association: string | null | undefined,
  author: object | null | undefined,
): boolean {
  return Boolean(author) && firstTimers.has(association ?? '');
}

const instantOrNone = instant.nullish().transform((at) => at ?? undefined);

/** Only what a digest cannot do without must be there: servers that are like GitHub may tell less. */
const outline = z.object({
  id: z.string().nullish(),
  number: z.number(),
  title: z.string(),
  url: z.string(),
  isDraft: z.boolean().nullish(),
  createdAt: instantOrNone,
  updatedAt: instant,
  headRefOid: z.string().nullish(),
  baseRefName: z.string().nullish(),
  additions: z.number().nullish(),
  deletions: z.number().nullish(),
  changedFiles: z.number().nullish(),
  mergeable: z.string().nullish(),
  reviewDecision: z.string().nullish(),
  authorAssociation: z.string().nullish(),
  author: actor,
  headRepository: z.object({}).nullish(),
  statusCheckRollup: z.object({ state: z.string() }).nullish(),
  mergeQueueEntry: z.object({ state: z.string().nullish() }).nullish(),
  autoMergeRequest: z.object({}).nullish(),
  labels: names,
});

const ended = z.object({
  issueCount: z.number(),
  nodes: nodes(
    z.object({
      number: z.number(),
      title: z.string(),
      url: z.string(),
      merged: z.boolean(),
      closedAt: instant.nullish(),
      author: actor,
    }),
  ),
});

const defaultBranchRef = z.object({ name: z.string() }).nullish();

/** A page of the index. `repository` is null when it is gone, nodes are null where they could not be read. */
export const indexPage = z.object({
  repository: z
    .object({
      ...foundShape.shape,
      defaultBranchRef,
      pullRequests: z.object({
        totalCount: z.number().nullish(),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
        // A page that is kept back whole has one hole at least.
        nodes: z
          .array(outline.nullable())
          .nullish()
          .transform((all) => all ?? [null]),
      }),
    })
    .nullish(),
  issues: issueList.nullish(),
  opened: z.object({ issueCount: z.number() }).nullish(),
  merged: ended.nullish(),
  closed: ended.nullish(),
  around: ended.nullish(),
});

const detailsShape = {
  author: actor,
  baseRefName: z.string().nullish(),
  baseRef: z
    .object({
      associatedPullRequests: connection({
        number: z.number(),
        isCrossRepository: z.boolean().nullish(),
        author: actor,
      }),
    })
    .nullish(),
  latestOpinionatedReviews: connection({
    state: z.string(),
    submittedAt: instant.nullish(),
    author: actor,
    commit: z.object({ oid: z.string() }).nullish(),
  }),
  reviewRequests: connection({
    requestedReviewer: z
      .object({
        __typename: z.string().optional(),
        login: z.string().optional(),
        slug: z.string().optional(),
      })
      .nullish(),
  }),
  timelineItems,
  commits: headCommits,
  files: connection({ path: z.string() }),
};

const details = z.object({ id: z.string(), ...detailsShape });

/** The answer to the details query; null where one could not be read or is gone. */
export const detailsPage = z.object({
  nodes: z.array(z.union([details, z.null(), z.object({})])),
});

/** The answer to the query for one pull request. */
export const pullPage = z.object({
  repository: z
    .object({
      ...foundShape.shape,
      defaultBranchRef,
      pullRequest: outline.extend({ ...detailsShape, state: z.string().nullish() }).nullish(),
    })
    .nullish(),
});

/** Branches that are no pull request of their own: what goes into them waits for nothing. */
const lasting =
  /^(?:main|master|trunk|dev(?:el|elop|elopment)?|next|staging|stable|production|v?\d.*|(?:release|stable|maintenance)s?[-/_].+)$/iu;

/** In which repository a pull request is, and in which place of the answer. */
interface Where {
  readonly repo: string;
  readonly usualBase: string | undefined;
  readonly unsaid: Unsaid;
  readonly place: number | 'pullRequest';
}

/** Whose it is, and whether that is a bot. */
function authorOf({ author }: { readonly author?: z.infer<typeof actor> }) {
  const isByBot = author && isBot(author.login, author.__typename);
  return { author: author?.login ?? ghost, ...(isByBot && { isByBot }) };
}

const mergeables: Readonly<Record<string, PullOutline['mergeable']>> = {
  CONFLICTING: 'conflicting',
  MERGEABLE: 'mergeable',
};
const decisions: Readonly<Record<string, PullOutline['decision']>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  REVIEW_REQUIRED: 'review-required',
};
const rollups: Readonly<Record<string, PullOutline['checks']>> = {
  SUCCESS: 'passed',
  FAILURE: 'failed',
  ERROR: 'failed',
};

/** An index row of a repository as facts; what stands in a field that was not answered says nothing. */
export function outlineOf(row: z.infer<typeof outline>, { repo, usualBase, ...told }: Where): PullOutline {
  const base = row.baseRefName ?? '';
  return {
    id: row.id ?? `${repo}#${row.number}`,
    repo,
    number: row.number,
    title: row.title,
    url: row.url,
    ...authorOf(row),
    isFirstTimer: isFirstTimer(row.authorAssociation, row.author),
    ...goneOf(row, told),
    createdAt: row.createdAt ?? row.updatedAt,
    updatedAt: row.updatedAt,
    isDraft: row.isDraft ?? false,
    labels: row.labels,
    head: row.headRefOid ?? '',
    ...(usualBase !== undefined && base !== '' && base !== usualBase && !lasting.test(base) && { base }),
    ...(typeof row.additions === 'number' && { lines: row.additions + (row.deletions ?? 0) }),
    ...(typeof row.changedFiles === 'number' && { fileCount: row.changedFiles }),
    mergeable: mergeables[row.mergeable ?? ''] ?? 'unknown',
    decision: decisions[row.reviewDecision ?? ''] ?? 'none',
    checks: row.statusCheckRollup ? (rollups[row.statusCheckRollup.state] ?? 'pending') : 'none',
    ...(row.mergeQueueEntry && row.mergeQueueEntry.state !== 'UNMERGEABLE' && { isInMergeQueue: true }),
    ...(row.autoMergeRequest && { isAutoMerged: true }),
  };
}

/** A server that does not tell a field tells nothing by it; null is what is not there any more. */
function goneOf(
  { author, headRepository }: Pick<z.infer<typeof outline>, 'author' | 'headRepository'>,
  { unsaid, place }: Pick<Where, 'unsaid' | 'place'>,
): Pick<PullOutline, 'gone'> {
  if (author === null && !unsaid.has(`${place}.author`)) return { gone: 'account' };
  return headRepository === null && !unsaid.has(`${place}.headRepository`) ? { gone: 'fork' } : {};
}

/** The details of a node with what is known of it; undefined when it is not a pull request that could be read. */
export function detailsOf(
  node: z.infer<typeof detailsPage>['nodes'][number],
  known: (id: string) => PullRequest | undefined,
): { id: string; details: PullDetails } | undefined {
  if (node === null || !('id' in node)) return undefined;
  return { id: node.id, details: detailsFrom(node, known(node.id)) };
}

/** One pull request as facts. */
export function pullOf(
  found: NonNullable<z.infer<typeof pullPage>['repository']>,
  unsaid: Unsaid,
): PullRequest | undefined {
  const row = found.pullRequest;
  if (!row) return undefined;
  const usualBase = found.defaultBranchRef?.name;
  const pull = outlineOf(row, { repo: found.nameWithOwner, usualBase, unsaid, place: 'pullRequest' });
  return {
    ...pull,
    ...(row.state === 'MERGED' && { ended: 'merged' }),
    ...(row.state === 'CLOSED' && { ended: 'closed' }),
    ...(found.isArchived && { isArchived: true }),
    details: detailsFrom(row, pull),
  };
}

/** What is known of its files holds where they were not asked for, since the commit is one that is known. */
function detailsFrom(node: Omit<z.infer<typeof details>, 'id'>, known: PullRequest | undefined): PullDetails {
  const below = known?.base === undefined ? undefined : belowOf(node);
  const checksAt = checksAtOf(node.commits);
  return {
    reviews: (node.latestOpinionatedReviews?.nodes ?? []).flatMap((one) =>
      one.submittedAt && (one.state === 'APPROVED' || one.state === 'CHANGES_REQUESTED')
        ? [
            {
              by: one.author?.login ?? ghost,
              ...(one.author && isBot(one.author.login, one.author.__typename) && { isBot: true }),
              state: one.state === 'APPROVED' ? 'approved' : 'changes-requested',
              at: one.submittedAt,
              commit: one.commit?.oid ?? '',
            },
          ]
        : [],
    ),
    requested: (node.reviewRequests?.nodes ?? []).flatMap((one) => {
      const reviewer = one.requestedReviewer;
      if (reviewer?.login && isBot(reviewer.login, reviewer.__typename)) return [];
      if (reviewer?.slug) return `team ${reviewer.slug}`;
      return reviewer?.login ?? (reviewer?.__typename === 'Team' ? 'a team' : []);
    }),
    events: eventsOf(node, node.baseRefName ?? ''),
    workflows: workflowsOf(node.commits),
    ...(checksAt && { checksAt }),
    ...(below !== undefined && { below }),
    files: node.files?.nodes.map(({ path }) => path) ?? known?.details?.files ?? [],
  };
}

/** The open pull request of the same author whose branch it goes into; somebody else's takes it in before it is merged itself. */
function belowOf(pull: Pick<z.infer<typeof details>, 'author' | 'baseRef'>): number | undefined {
  const { author, baseRef } = pull;
  const found = baseRef?.associatedPullRequests?.nodes ?? [];
  return found.find((one) => author && one.author?.login === author.login && one.isCrossRepository !== true)
    ?.number;
}

/** What was merged and closed, as facts. */
export function endedOf(repo: string, found: z.infer<typeof ended> | null | undefined): EndedPull[] {
  return (found?.nodes ?? []).map(({ author, merged: isMerged, closedAt, ...named }) => ({
    repo,
    ...named,
    ...authorOf({ author }),
    isMerged,
    ...(closedAt && { endedAt: closedAt }),
  }));
}
