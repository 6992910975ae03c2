// GitHub's answers about issues, parsed and turned into facts.
import { z } from 'zod';
import type { Issue, IssueList } from '../../core/github/pull-request.ts';
import { actor, connection, ghost, instant, nodes } from './events.ts';
import { foundShape } from './found.ts';

/** The names of labels. */
export const names = connection({ name: z.string() }).transform((labels) =>
  (labels?.nodes ?? []).map(({ name }) => name),
);

const counted = z.object({ totalCount: z.number() }).nullish();

const issue = z.object({
  number: z.number(),
  title: z.string(),
  url: z.string(),
  createdAt: instant,
  author: actor,
  labels: names,
  comments: counted,
  assignees: counted,
  timelineItems: connection({ source: z.object({ state: z.string().optional() }).nullish() }),
});

/** A list of issues, and how many there are. */
export const issueList = z.object({ issueCount: z.number(), nodes: nodes(issue) });

/** The answer to the query for one issue. */
export const issuePage = z.object({
  repository: z
    .object({
      ...foundShape.shape,
      /** Once it was transferred, it is in another repository than it is asked for in. */
      issue: issue.extend({ state: z.string(), repository: foundShape.nullish() }).nullish(),
    })
    .nullish(),
});

const named = foundShape.extend({ hasIssuesEnabled: z.boolean().nullish() });

/** The answer to the issues query. */
export const issuesPage = z.object({
  repository: named.nullish(),
  issues: issueList.nullish(),
  beside: issueList.nullish(),
});

/** Issues as facts. */
export function issuesOf(repo: string, found: z.infer<typeof issueList>): IssueList {
  return {
    total: found.issueCount,
    issues: found.nodes.map((one) => issueOf(repo, one)),
  };
}

/** An issue as facts. */
export function issueOf(repo: string, one: z.infer<typeof issue>): Issue {
  const { author, comments, assignees, timelineItems, ...named } = one;
  const isWorkedOn = timelineItems?.nodes.some((node) => /^(?:OPEN|MERGED)$/u.test(node.source?.state ?? ''));
  return {
    repo,
    ...named,
    author: author?.login ?? ghost,
    ...(comments && { comments: comments.totalCount }),
    ...(assignees && { isTaken: assignees.totalCount > 0 || isWorkedOn === true }),
  };
}
