// GitHub as a source of facts about pull requests and issues.
import { z } from 'zod';
import type { Named, PullSource } from '../../core/github/pull-request.ts';
import { anonymousSource } from './anonymous.ts';
import { type GitHubAccess, githubClient } from './client.ts';
import { foundIn, foundShape } from './found.ts';
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
  repository: foundShape.extend({ isEmpty: z.boolean().nullish() }).nullish(),
});

/** Builds the source. Nothing is asked before it is read from. */
export function githubSource(access: GitHubAccess): PullSource {
  if (access.token === undefined) return anonymousSource(access);

  async function found(query: Named) {
    const asked = named(query.repository);
    const answer = await githubClient(access).graphql(repositoryQuery, asked, repositoryPage);
    return foundIn(answer.data.repository, answer, query);
  }

  return {
    async findRepository(query) {
      const { nameWithOwner: name, isArchived, isEmpty } = (await found(query)) ?? {};
      if (name === undefined) return undefined;
      return { name, isArchived: isArchived === true, ...(isEmpty && { isEmpty }) };
    },
    async isPublic(query) {
      const known = await found(query);
      return known !== undefined && known.isPrivate !== true;
    },
    labels: (repository) => labelsOf(githubClient(access), repository),
    readOpened: (query) => readOpened(githubClient(access), query),
    folder: (spec) => folderOf(githubClient(access), spec),
    readPulls: (query, memory, progress) => readPulls(githubClient(access), query, { memory, progress }),
    async readPull(query) {
      const client = githubClient(access);
      const asked = { ...named(query.repository), number: query.number };
      const answer = await client.graphql(pullQuery, asked, pullPage, { needsAll: true });
      const found = foundIn(answer.data.repository, answer, query);
      const pull = found && pullOf(found, answer.unsaid);
      const [held] = pull ? await heldAmong(client, pull.repo, [pull]) : [];
      return held ?? pull;
    },
    async readIssue(query) {
      const asked = { ...named(query.repository), number: query.number };
      const answer = await githubClient(access).graphql(issueQuery, asked, issuePage);
      const found = foundIn(answer.data.repository, answer, query);
      if (!found?.issue) return undefined;
      const { state, repository, ...issue } = found.issue;
      const present = repository ?? found;
      if (query.isPublicOnly && present.isPrivate) return undefined;
      return {
        ...issueOf(present.nameWithOwner, issue),
        ...(state !== 'OPEN' && { isClosed: true }),
        ...(present.nameWithOwner !== found.nameWithOwner && { isMoved: true }),
        ...(present.isArchived && { isArchived: true }),
      };
    },
    readIssues: (query) => readIssues(githubClient(access), query),
  };
}
