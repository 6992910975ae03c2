// GitHub as a source of facts about pull requests and issues.
import { z } from 'zod';
import type { PullSource } from '../../core/pull-request.ts';
import {
  findRepositoryAnonymously,
  readIssueAnonymously,
  readIssuesAnonymously,
  readPullAnonymously,
  readPullsAnonymously,
} from './anonymous.ts';
import { type GitHubAccess, githubClient } from './client.ts';
import { untold } from './failures.ts';
import { issueOf, issuePage } from './issue-shapes.ts';
import { readIssues } from './issues.ts';
import { folderOf, labelsOf } from './names.ts';
import { readOpened } from './opened.ts';
import { readPulls } from './pulls.ts';
import { issueQuery, named, pullQuery, repositoryQuery } from './queries.ts';
import { pullOf, pullPage } from './shapes.ts';
import { heldAmong } from './workflows.ts';

export type { GitHubAccess } from './client.ts';

const repositoryPage = z.object({
  repository: z
    .object({
      nameWithOwner: z.string(),
      isPrivate: z.boolean().nullish(),
      isArchived: z.boolean().nullish(),
      isEmpty: z.boolean().nullish(),
    })
    .nullish(),
});

/** Builds the source. Nothing is asked before it is read from. */
export function githubSource(access: GitHubAccess): PullSource {
  async function found(repository: string) {
    const client = githubClient(access);
    const answer = await client.graphql(repositoryQuery, named(repository), repositoryPage);
    if (!answer.data.repository && !answer.isGone) throw untold(repository, answer);
    return answer.data.repository;
  }

  return {
    async findRepository(repository) {
      const client = githubClient(access);
      if (!client.hasToken) return await findRepositoryAnonymously(client, repository);
      const known = await found(repository);
      return known
        ? {
            name: known.nameWithOwner,
            isArchived: known.isArchived === true,
            ...(known.isEmpty === true && { isEmpty: true }),
          }
        : undefined;
    },
    async isPublic(repository) {
      // A stranger is shown no others.
      if (!githubClient(access).hasToken) return true;
      const known = await found(repository);
      return known !== undefined && known !== null && known.isPrivate !== true;
    },
    labels: (repository) => labelsOf(githubClient(access), repository),
    readOpened: (query) => readOpened(githubClient(access), query),
    folder: (spec) => folderOf(githubClient(access), spec),
    async readPulls(query, memory, progress) {
      const client = githubClient(access);
      return client.hasToken
        ? await readPulls(client, query, { memory, progress })
        : await readPullsAnonymously(client, query, { memory, progress });
    },
    async readPull({ repository, number, isPublicOnly }) {
      const client = githubClient(access);
      if (!client.hasToken) return await readPullAnonymously(client, { repository, number });
      const answer = await client.graphql(pullQuery, { ...named(repository), number }, pullPage);
      const { data, isGone, fault, forbidden } = answer;
      if (!data.repository && !isGone && fault) throw untold(repository, answer);
      const isHidden = isPublicOnly && data.repository?.isPrivate;
      const pull = isHidden ? undefined : pullOf(data, repository, forbidden);
      const [held] = pull ? await heldAmong(client, pull.repo, [pull]) : [];
      return held ?? pull;
    },
    async readIssue({ repository, number, isPublicOnly }) {
      const client = githubClient(access);
      if (!client.hasToken) return await readIssueAnonymously(client, { repository, number });
      const answer = await client.graphql(issueQuery, { ...named(repository), number }, issuePage);
      const known = answer.data.repository;
      if (!known && !answer.isGone && answer.fault) throw untold(repository, answer);
      if (!known?.issue || (isPublicOnly && known.isPrivate)) return undefined;
      return {
        ...issueOf(known.nameWithOwner ?? repository, known.issue),
        ...(known.issue.state !== 'OPEN' && { isClosed: true }),
        ...(known.isArchived && { isArchived: true }),
      };
    },
    async readIssues(query) {
      const client = githubClient(access);
      if (!client.hasToken) {
        return { ...(await readIssuesAnonymously(client, query)), isPublic: true, cost: client.cost() };
      }
      return await readIssues(client, query);
    },
  };
}
