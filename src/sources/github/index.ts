// GitHub as a source of facts about pull requests and issues.
import { OutsideError } from '../../core/errors.ts';
import type { PullSource } from '../../core/pull-request.ts';
import { readIssuesAnonymously, readPullAnonymously, readPullsAnonymously } from './anonymous.ts';
import { type GitHubAccess, githubClient } from './client.ts';
import { readPulls } from './pulls.ts';
import { issueSearch, issuesQuery, pullQuery } from './queries.ts';
import { issuesOf, issuesPage, pullOf, pullPage } from './shapes.ts';

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
    async readPull({ repository, number }) {
      const client = githubClient(access);
      if (!client.hasToken) return await readPullAnonymously(client, { repository, number });
      const [owner = '', name = ''] = repository.split('/');
      const answer = await client.graphql(pullQuery, { owner, name, number });
      return pullOf(pullPage.parse(answer.data ?? {}), repository);
    },
    async readIssues(query) {
      const client = githubClient(access);
      if (!client.hasToken) {
        return { ...(await readIssuesAnonymously(client, query)), cost: client.cost() };
      }
      const answer = await client.graphql(issuesQuery, { issues: issueSearch(query) });
      const { issues } = issuesPage.parse(answer.data ?? {});
      if (!issues) throw new OutsideError(`GitHub told nothing of the issues of ${query.repository}.`);
      return { ...issuesOf(query.repository, issues), cost: client.cost() };
    },
  };
}
