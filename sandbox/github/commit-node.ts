// A commit of a pull request as GraphQL's object, with the checks on it.
import { GraphQLError } from 'graphql';
import { actorNode, site, urlOf } from './actor-nodes.ts';
import { connection, type PageArguments } from './connection.ts';
import { headOf, type PullRequest } from './model.ts';

/** A commit of a pull request, with its checks where it is the head. */
export function commitNode(oid: string, pull: PullRequest) {
  const commit = pull.commits.find((one) => one.oid === oid);
  const at = commit?.at ?? pull.createdAt;
  const author = commit ? commit.author : pull.author;
  const git = {
    __typename: 'GitActor',
    name: commit?.authorName ?? author?.login ?? 'ghost',
    email: '',
    date: at.toISOString(),
    // A commit has a user, never a bot: of a bot's no more than the name is known.
    user: author?.kind === 'User' ? actorNode(author) : null,
  };
  return {
    __typename: 'Commit',
    id: `C_${oid}`,
    oid,
    abbreviatedOid: oid.slice(0, 7),
    message: commit?.message ?? '',
    messageHeadline: commit?.message ?? '',
    committedDate: at,
    authoredDate: at,
    pushedDate: at,
    url: `${urlOf(pull.repository)}/commit/${oid}`,
    author: git,
    committer: git,
    parents: (page: PageArguments) =>
      connection(commit?.parents ?? [], page, (parent) => commitNode(parent, pull)),
    statusCheckRollup: oid === headOf(pull) ? rollupNode(pull) : null,
    checkSuites: (page: PageArguments) =>
      connection(oid === headOf(pull) ? suitesOf(pull) : [], page, (suite) => suiteNode(suite, pull)),
    status: null,
  };
}

interface Suite {
  readonly app: 'github-actions' | 'read-the-docs-community';
  readonly status: 'COMPLETED' | 'IN_PROGRESS' | 'QUEUED';
  readonly conclusion: 'ACTION_REQUIRED' | 'FAILURE' | 'SUCCESS' | null;
}

/** The suites on the head. A held workflow has one that ended before it began, and no check runs for the rollup. */
function suitesOf(pull: PullRequest): Suite[] {
  if (pull.isHeld) return [{ app: 'github-actions', status: 'COMPLETED', conclusion: 'ACTION_REQUIRED' }];
  if (pull.checks === null) return [];
  const isRunning = pull.checks === 'PENDING' || pull.checks === 'EXPECTED';
  const conclusion = pull.checks === 'SUCCESS' ? 'SUCCESS' : 'FAILURE';
  return [
    {
      app: 'github-actions',
      status: isRunning ? 'IN_PROGRESS' : 'COMPLETED',
      conclusion: isRunning ? null : conclusion,
    },
    // Every installed app gets a suite, though it never does anything.
    { app: 'read-the-docs-community', status: 'QUEUED', conclusion: null },
  ];
}

function suiteNode({ app, status, conclusion }: Suite, pull: PullRequest) {
  return {
    __typename: 'CheckSuite',
    id: `CS_${app}_${headOf(pull)}`,
    status,
    conclusion,
    updatedAt: (app === 'github-actions' && pull.checksAt) || (pull.commits.at(-1)?.at ?? pull.createdAt),
    app: { __typename: 'App', id: `A_${app}`, slug: app, name: app, url: `${site}/apps/${app}` },
    branch: null,
    commit: () => commitNode(headOf(pull), pull),
  };
}

/** What all checks of the head come to; null when there are none. */
export function rollupNode(pull: PullRequest) {
  if (pull.checks === null) return null;
  return {
    __typename: 'StatusCheckRollup',
    id: `SCR_${headOf(pull)}`,
    state: pull.checks,
    contexts: () => {
      throw new GraphQLError('Resource not accessible by personal access token', {
        extensions: { type: 'FORBIDDEN' },
      });
    },
  };
}
