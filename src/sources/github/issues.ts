// Reads a repository's open issues by GraphQL's search.
import { unseenRepository } from '../../core/github/another-repository.ts';
import type { IssueQuery, IssueReading } from '../../core/github/pull-request.ts';
import type { Client } from './client.ts';
import { untold } from './failures.ts';
import { foundIn } from './found.ts';
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
  const found = foundIn(repository, answer, query);
  if (!found) throw unseenRepository(query.repository);
  // The token may read the repository and not its issues, of which each is a hole then.
  if (!issues || (issues.issueCount > 0 && issues.nodes.length === 0 && answer.fault !== undefined))
    throw untold(query.repository, answer);
  // Nor does it know former names.
  const present = found.nameWithOwner;
  if (present.toLowerCase() !== query.repository.toLowerCase())
    return await readIssues(client, { ...query, repository: present });
  const listed = issuesOf(present, issues);
  const others = beside ? issuesOf(present, beside).issues : [];
  return {
    repo: present,
    total: listed.total,
    issues: [...new Map([...listed.issues, ...others].map((one) => [one.number, one])).values()],
    ...(found.hasIssuesEnabled === false && { isOff: true }),
    ...(found.isArchived && { isArchived: true }),
    ...(typeof found.isPrivate === 'boolean' && { isPublic: !found.isPrivate }),
    cost: client.cost(),
  };
}
