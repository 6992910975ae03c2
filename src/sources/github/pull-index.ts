// Reads the index of a repository's open pull requests, a hundred at a time.

import type { z } from 'zod';
import { messageOf } from '../../core/errors.ts';
import { unseenRepository } from '../../core/github/another-repository.ts';
import { isAmong } from '../../core/github/pull-labels.ts';
import type {
  Progress,
  PullChanges,
  PullOutline,
  PullQuery,
  PullReading,
} from '../../core/github/pull-request.ts';
import { counted } from '../../core/text/counted.ts';
import type { Answer, Client } from './client.ts';
import { BudgetError, TooMuchError, untold } from './failures.ts';
import { foundIn } from './found.ts';
import { issuesOf } from './issue-shapes.ts';
import { changeSearches, indexQuery, issueSearch, labelsListed, named } from './queries.ts';
import { endedOf, indexPage, outlineOf } from './shapes.ts';

/** A page of the index. GitHub allows no more. */
const indexSize = 100;

interface Index extends Omit<PullReading, 'pulls' | 'cost'> {
  readonly rows: readonly PullOutline[];
  /** Whether every open pull request is among the rows. */
  readonly isWhole: boolean;
}

/** Reads the index; the rest of what is asked for is read from it. */
export async function readIndex(client: Client, query: PullQuery, progress: Progress): Promise<Index> {
  const listed = labelsListed(query.among);
  const rows = new Map<string, PullOutline>();
  const missing: string[] = [];
  let told: Omit<Index, 'rows' | 'isWhole' | 'missing'> = { repo: query.repository };
  // Searches do not know former names.
  let searched = query.repository;
  let after: string | null = null;
  let size = indexSize;
  let hasAskedAgain = false;
  let isWhole = true;
  let unread = 0;
  let hasSearches = true;
  let hasTriedWithout = false;
  for (let isFirst = true; ; ) {
    const { since, issues }: Partial<PullQuery> = isFirst && hasSearches ? query : {};
    const searches = {
      ...(since && changeSearches({ ...query, repository: searched, since })),
      ...(issues && { issues: issueSearch({ repository: searched, ...issues }) }),
    };
    let answer: Answer<z.infer<typeof indexPage>>;
    try {
      const asked = {
        changes: 'opened' in searches,
        around: 'around' in searches,
        issues: 'issues' in searches,
      };
      const variables = {
        ...named(query.repository),
        labels: listed.length > 0 ? listed : null,
        size,
        after,
        ...searches,
      };
      answer = await client.graphql(indexQuery(asked), variables, indexPage, { asksForLess: true });
    } catch (error) {
      if (error instanceof BudgetError && rows.size > 0) {
        isWhole = false;
        missing.push(messageOf(error));
        break;
      }
      if (!(error instanceof TooMuchError) || size <= 1) throw error;
      // So little is hardly too much: GitHub's search has faults of its own, so it is tried without.
      if (size <= indexSize / 8 && hasSearches && !hasTriedWithout && Object.keys(searches).length > 0) {
        hasSearches = false;
        hasTriedWithout = true;
        continue;
      }
      hasSearches = true;
      size = Math.max(1, Math.floor(size / 2));
      continue;
    }
    const page = answer.data;
    const found = foundIn(page.repository, answer, query);
    if (!found) throw unseenRepository(query.repository);
    const isRenamed = found.nameWithOwner.toLowerCase() !== searched.toLowerCase();
    if (isRenamed && Object.keys(searches).length > 0) {
      searched = found.nameWithOwner;
      continue;
    }
    const { nodes } = found.pullRequests;
    const holes = nodes.filter((row) => row === null).length;
    const answered = new Map(Object.entries(page));
    const cut = Object.keys(searches).filter((name) => !answered.get(name));
    const isFailed = [...answer.unsaid.values()].some((type) => type !== 'FORBIDDEN');
    if ((holes > 0 || cut.length > 0 || isFailed) && !hasAskedAgain) {
      hasAskedAgain = true;
      continue;
    }
    hasAskedAgain = false;
    // The token may read the repository and not what is in it, as GitHub says then; what it keeps back without a word is left out.
    if (answer.fault !== undefined && isFirst && !isFailed && holes > 0 && holes === nodes.length)
      throw untold(query.repository, answer);
    unread += holes;
    const { nameWithOwner: repo, databaseId: id, isPrivate, isArchived } = found;
    const areChangesCut = cut.some((name) => name !== 'issues');
    if (isFirst && query.since && (!hasSearches || areChangesCut))
      missing.push(`GitHub's search did not answer: what happened in ${repo} is left out.`);
    if (isFirst && query.issues && !page.issues)
      missing.push(`GitHub's search did not answer: the issues of ${repo} are left out.`);
    const checks = [...answer.unsaid].find(([field]) => /\bstatusCheckRollup\b/u.test(field));
    if (checks)
      missing.push(
        checks[1] === 'FORBIDDEN'
          ? `The token does not see the checks of ${repo}, so none counts as failed; it needs "commit statuses" and "checks" (read) there.`
          : `GitHub did not tell all checks in ${repo}; what it did not tell counts as none.`,
      );
    const usualBase = found.defaultBranchRef?.name;
    for (const [index, row] of nodes.entries()) {
      const pull = row && outlineOf(row, { repo, usualBase, unsaid: answer.unsaid, place: index });
      if (pull) rows.set(pull.id, isArchived ? { ...pull, isArchived } : pull);
    }
    const changes = areChangesCut ? undefined : changesIn(page, repo);
    told = {
      ...told,
      repo,
      ...(id && { id }),
      ...(typeof isPrivate === 'boolean' && { isPublic: !isPrivate }),
      ...(isArchived && { isArchived }),
      ...(changes && { changes }),
      ...(page.issues && { issues: issuesOf(repo, page.issues) }),
    };
    await progress(rows.size, Math.max(found.pullRequests.totalCount ?? 0, rows.size));
    const { hasNextPage, endCursor } = found.pullRequests.pageInfo;
    if (!hasNextPage || !endCursor) break;
    isFirst = false;
    after = endCursor;
    // What was too much once need not be so on the next page.
    size = Math.min(indexSize, size * 2);
  }
  if (unread > 0)
    missing.push(`${counted(unread, 'pull request')} of ${query.repository} could not be read.`);
  const all = [...rows.values()];
  const { changes } = told;
  return {
    ...told,
    rows: all,
    isWhole: isWhole && unread === 0,
    missing: [...new Set(missing)],
    ...(changes && { changes: { ...changes, opened: changes.opened + openedAmong(all, query) } }),
  };
}

/** What the searches of the first page found. */
function changesIn(page: z.infer<typeof indexPage>, repo: string): PullChanges | undefined {
  if (!page.opened || !page.merged || !page.closed) return undefined;
  const around = endedOf(repo, page.around);
  const merged = around.filter(({ isMerged }) => isMerged);
  return {
    opened: page.opened.issueCount,
    merged: page.merged.issueCount + merged.length,
    closed: page.closed.issueCount + around.length - merged.length,
    ended: [...endedOf(repo, page.merged), ...endedOf(repo, page.closed), ...around],
  };
}

/** How many of some were opened in the span, by the second, since GitHub tells no more. */
function openedAmong(
  rows: readonly PullOutline[],
  { since, until, among }: Pick<PullQuery, 'since' | 'until' | 'among'>,
): number {
  const second = (at: Date) => Math.floor(at.getTime() / 1000);
  return rows.filter(
    ({ createdAt, ...pull }) =>
      isAmong(pull, among) &&
      (since === undefined || second(createdAt) >= second(since)) &&
      (until === undefined || second(createdAt) < second(until)),
  ).length;
}
