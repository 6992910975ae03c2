// Reads a repository's open issues by GraphQL's search.
import type { IssueQuery, IssueReading } from '../../core/pull-request.ts';
import type { Client } from './client.ts';
import { gone, untold } from './failures.ts';
import { issuesOf, issuesPage } from './issue-shapes.ts';
import { besideSearch, issueSearch, issuesQuery, named } from './queries.ts';

/** Fifty of them, and those beside them. Throws `OutsideError`. */
export async function readIssues(client: Client, query: IssueQuery): Promise<IssueReading> {
  const hasBeside = (query.beside ?? []).length > 0;
  const asked = {
    ...named(query.repository),
    issues: issueSearch(query),
    ...(hasBeside && { beside: besideSearch(query) }),
  };
  const answer = await client.graphql(issuesQuery({ hasBeside }), asked, issuesPage);
  const { repository, issues, beside } = answer.data;
  // A search finds nothing in what is not there, and does not say so.
  if (answer.isGone || (query.isPublicOnly && repository?.isPrivate)) throw gone(query.repository);
  if (!issues || (!repository && answer.fault)) throw untold(query.repository, answer);
  // Nor does it know former names.
  const present = repository?.nameWithOwner ?? query.repository;
  if (present.toLowerCase() !== query.repository.toLowerCase())
    return await readIssues(client, { ...query, repository: present });
  const found = issuesOf(present, issues);
  const others = beside ? issuesOf(present, beside).issues : [];
  return {
    total: found.total,
    issues: [...new Map([...found.issues, ...others].map((one) => [one.number, one])).values()],
    ...(repository?.hasIssuesEnabled === false && { isOff: true }),
    ...(repository?.isArchived && { isArchived: true }),
    ...(typeof repository?.isPrivate === 'boolean' && { isPublic: !repository.isPrivate }),
    cost: client.cost(),
  };
}
