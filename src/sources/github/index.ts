// GitHub as a source of facts about pull requests and issues.
import { z } from 'zod';
import { OutsideError } from '../../core/errors.ts';
import type { PullSource } from '../../core/pull-request.ts';
import {
  findRepositoryAnonymously,
  readIssueAnonymously,
  readIssuesAnonymously,
  readPullAnonymously,
  readPullsAnonymously,
} from './anonymous.ts';
import { type GitHubAccess, githubClient } from './client.ts';
import { foundIn, foundShape } from './found.ts';
import { issueOf, issuePage } from './issue-shapes.ts';
import { readIssues } from './issues.ts';
import { folderOf, labelsOf } from './names.ts';
import { readOpened } from './opened.ts';
import { readPulls } from './pulls.ts';
import { issueQuery, pullQuery, repositoryQuery } from './queries.ts';
import { pullOf, pullPage } from './shapes.ts';
import { heldAmong } from './workflows.ts';

export type { GitHubAccess } from './client.ts';

const repositoryPage = z.object({
  repository: foundShape.extend({ isEmpty: z.boolean().nullish() }).nullish(),
});

/** Builds the source. Nothing is asked before it is read from. */
export function githubSource(access: GitHubAccess): PullSource {
  const source = sourceOf(access);
  return {
    findRepository: (repository) => understood(() => source.findRepository(repository)),
    isPublic: (repository) => understood(() => source.isPublic(repository)),
    labels: (repository) => understood(() => source.labels(repository)),
    folder: (spec) => understood(() => source.folder(spec)),
    readPulls: (query, memory, progress) => understood(() => source.readPulls(query, memory, progress)),
    readPull: (query) => understood(() => source.readPull(query)),
    readIssues: (query) => understood(() => source.readIssues(query)),
    readIssue: (query) => understood(() => source.readIssue(query)),
    readOpened: (query) => understood(() => source.readOpened(query)),
  };
}

/** An answer in a shape that GitHub never gives is a failure of what is there, not of ours. */
async function understood<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const where = error.issues[0]?.path.join('.') || 'GITHUB_API_URL may lead elsewhere';
    throw new OutsideError(`GitHub answered in a way that I do not understand (${where}).`, { cause: error });
  }
}

function sourceOf(access: GitHubAccess): PullSource {
  async function named(repository: string) {
    const [owner = '', name = ''] = repository.split('/');
    const answer = await githubClient(access).graphql(repositoryQuery, { owner, name });
    return foundIn(repositoryPage.parse(answer.data ?? {}).repository, answer, { repository });
  }

  return {
    async findRepository(repository) {
      const client = githubClient(access);
      if (!client.hasToken) return await findRepositoryAnonymously(client, repository);
      const found = await named(repository);
      return found
        ? {
            name: found.nameWithOwner,
            isArchived: found.isArchived === true,
            ...(found.isEmpty === true && { isEmpty: true }),
          }
        : undefined;
    },
    async isPublic(repository) {
      // A stranger is shown no others.
      if (!githubClient(access).hasToken) return true;
      const found = await named(repository);
      return found !== undefined && found.isPrivate !== true;
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
    async readPull(query) {
      const client = githubClient(access);
      if (!client.hasToken) return await readPullAnonymously(client, query);
      const [owner = '', name = ''] = query.repository.split('/');
      const answer = await client.graphql(pullQuery, { owner, name, number: query.number });
      const found = foundIn(pullPage.parse(answer.data ?? {}).repository, answer, query);
      const pull = found && pullOf(found, answer.forbidden);
      const [held] = pull ? await heldAmong(client, pull.repo, [pull]) : [];
      return held ?? pull;
    },
    async readIssue(query) {
      const client = githubClient(access);
      if (!client.hasToken) return await readIssueAnonymously(client, query);
      const [owner = '', name = ''] = query.repository.split('/');
      const answer = await client.graphql(issueQuery, { owner, name, number: query.number });
      const found = foundIn(issuePage.parse(answer.data ?? {}).repository, answer, query);
      const issue = found?.issue;
      if (!found || !issue) return undefined;
      const present = issue.repository ?? found;
      if (query.isPublicOnly && present.isPrivate) return undefined;
      return {
        ...issueOf(present.nameWithOwner, issue),
        ...(issue.state !== 'OPEN' && { isClosed: true }),
        ...(present.nameWithOwner !== found.nameWithOwner && { isMoved: true }),
        ...(present.isArchived && { isArchived: true }),
      };
    },
    async readIssues(query) {
      const client = githubClient(access);
      return client.hasToken ? await readIssues(client, query) : await readIssuesAnonymously(client, query);
    },
  };
}
