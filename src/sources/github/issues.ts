// Reads a repository's open issues by GraphQL's search.
import type { IssueQuery, IssueReading } from '../../core/pull-request.ts';
import type { Client } from './client.ts';
import { gone, untold } from './failures.ts';
import { foundIn } from './found.ts';
import { issuesOf, issuesPage } from './issue-shapes.ts';
import { besideSearch, issueSearch, issuesQuery } from './queries.ts';

/** Fifty of them, and those beside them. Throws `OutsideError`. */
export async function readIssues(client: Client, query: IssueQuery): Promise<IssueReading> {
  const [owner = '', name = ''] = query.repository.split('/');
  const hasBeside = (query.beside ?? []).length > 0;
  const answer = await client.graphql(issuesQuery({ hasBeside }), {
    owner,
    name,
    issues: issueSearch(query),
    ...(hasBeside && { beside: besideSearch(query) }),
  });
  const { repository, issues, beside } = issuesPage.parse(answer.data ?? {});
  // A search finds nothing in what is not there, and does not say so.
  const found = foundIn(repository, answer, query);
  if (!found) throw gone(query.repository);
  if (!issues) throw untold(query.repository, answer);
  // Nor does it know former names.
  const present = found.nameWithOwner;
  if (present.toLowerCase() !== query.repository.toLowerCase())
    return await readIssues(client, { ...query, repository: present });
  const asked = issuesOf(present, issues);
  const others = beside ? issuesOf(present, beside).issues : [];
  return {
    repo: present,
    total: asked.total,
    issues: [...new Map([...asked.issues, ...others].map((one) => [one.number, one])).values()],
    ...(found.hasIssuesEnabled === false && { isOff: true }),
    ...(found.isArchived && { isArchived: true }),
    ...(typeof found.isPrivate === 'boolean' && { isPublic: !found.isPrivate }),
    cost: client.cost(),
  };
}
