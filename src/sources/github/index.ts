// GitHub as a source of facts about pull requests and issues.
import { OutsideError } from '../../core/errors.ts';
import type { PullSource } from '../../core/pull-request.ts';
import { readIssuesAnonymously, readPullsAnonymously } from './anonymous.ts';
import { type GitHubAccess, githubClient } from './client.ts';
import { readPulls } from './pulls.ts';
import { issuesQuery } from './queries.ts';
import { issuesOf, issuesPage } from './shapes.ts';

export type { GitHubAccess } from './client.ts';

/** Builds the source. Nothing is asked before it is read from. */
export function githubSource(access: GitHubAccess): PullSource {
  return {
    async readPulls(query, memory, progress) {
      const client = githubClient(access);
      return client.hasToken
        ? await readPulls(client, query, { memory, progress })
        : await readPullsAnonymously(client, query, { memory, progress });
    },
    async readIssues(query) {
      const client = githubClient(access);
      if (!client.hasToken) {
        return { ...(await readIssuesAnonymously(client, query)), cost: client.cost() };
      }
      const [owner = '', name = ''] = query.repository.split('/');
      const answer = await client.graphql(issuesQuery, {
        owner,
        name,
        labels: query.labels.length > 0 ? query.labels : null,
      });
      const { repository } = issuesPage.parse(answer.data ?? {});
      if (!repository) {
        throw new OutsideError(`${query.repository} is not on GitHub, or not to be seen with this token.`, {
          isPermanent: true,
        });
      }
      return { issues: issuesOf(repository), total: repository.issues.totalCount, cost: client.cost() };
    },
  };
}
