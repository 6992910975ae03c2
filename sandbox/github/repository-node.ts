// A repository as GraphQL's object, with its lists of pull requests and issues.
import { GraphQLError } from 'graphql';
import { labelNode, site, urlOf } from './actor-nodes.ts';
import { connection, type PageArguments } from './connection.ts';
import { isPull, type Repository, type Thread, type ThreadNode } from './model.ts';

interface ThreadArguments extends PageArguments {
  readonly states?: readonly string[] | null;
  readonly labels?: readonly string[] | null;
  readonly baseRefName?: string | null;
  readonly headRefName?: string | null;
  readonly orderBy?: { field: string; direction: string } | null;
  readonly filterBy?: {
    states?: readonly string[] | null;
    labels?: readonly string[] | null;
    since?: Date | null;
  } | null;
}

/** A repository; `nodeOf` makes the objects of its pull requests and issues. */
export function repositoryNode(repository: Repository, nodeOf: ThreadNode): Record<string, unknown> {
  const threads = (kind: Thread['kind']) => (page: ThreadArguments) => {
    const states = page.filterBy?.states ?? page.states;
    const labels = page.filterBy?.labels ?? page.labels;
    const found = [...repository.threads.values()].filter(
      (thread) =>
        thread.kind === kind &&
        (!states || states.includes(thread.state)) &&
        (!labels ||
          thread.labels.some((label) =>
            labels.some((name) => name.toLowerCase() === label.name.toLowerCase()),
          )) &&
        (!page.baseRefName || !isPull(thread) || thread.baseRefName === page.baseRefName) &&
        (!page.headRefName || !isPull(thread) || thread.headRefName === page.headRefName),
    );
    return connection(sorted(found, page.orderBy), page, nodeOf);
  };
  const byNumber = (kind: Thread['kind'] | undefined) => (which: { number: number }) => {
    const thread = repository.threads.get(which.number) ?? repository.moved.get(which.number);
    if (thread !== undefined && (kind === undefined || thread.kind === kind)) return nodeOf(thread);
    const name =
      kind === 'PullRequest' ? 'PullRequest' : kind === 'Issue' ? 'Issue' : 'issue or pull request';
    throw new GraphQLError(`Could not resolve to a ${name} with the number of ${which.number}.`, {
      extensions: { type: 'NOT_FOUND' },
    });
  };
  const fullName = `${repository.owner}/${repository.name}`;
  return {
    __typename: 'Repository',
    id: repository.id,
    databaseId: repository.databaseId,
    name: repository.name,
    nameWithOwner: fullName,
    owner: {
      __typename: 'Organization',
      id: `O_${repository.owner}`,
      login: repository.owner,
      url: `${site}/${repository.owner}`,
    },
    url: urlOf(repository),
    isPrivate: repository.isPrivate,
    isArchived: repository.isArchived,
    isEmpty: repository.isEmpty,
    hasIssuesEnabled: repository.hasIssues,
    isFork: false,
    description: null,
    stargazerCount: 0,
    defaultBranchRef: {
      __typename: 'Ref',
      id: `REF_${repository.id}`,
      name: repository.defaultBranch,
      prefix: 'refs/heads/',
    },
    pullRequests: threads('PullRequest'),
    issues: threads('Issue'),
    pullRequest: byNumber('PullRequest'),
    issue: byNumber('Issue'),
    issueOrPullRequest: byNumber(undefined),
    labels: (page: PageArguments) =>
      connection([...repository.labels.values()], page, (label) => labelNode(label, repository)),
    object: ({ expression }: { expression?: string | null }) => treeNode(repository, expression ?? ''),
    label: (which: { name: string }) => {
      const label = repository.labels.get(which.name);
      return label === undefined ? null : labelNode(label, repository);
    },
  };
}

/** A folder or file of the default branch: what is in it, and what pull requests touch. Nothing is told of an empty one. */
function treeNode(repository: Repository, expression: string): Record<string, unknown> | null {
  const [, path = ''] = /^HEAD:(.*)$/u.exec(expression) ?? [];
  const touched = [...repository.threads.values()].flatMap((one) =>
    isPull(one) ? one.files.map((file) => file.path) : [],
  );
  if (touched.length === 0) return null;
  const own = [...(repository.branches.get(repository.defaultBranch)?.files.keys() ?? [])];
  const paths = [...own, ...touched];
  const inside = path === '' ? paths : paths.filter((one) => one.startsWith(`${path}/`));
  const id = `O_${repository.id}_${path}`;
  if (paths.includes(path)) return { __typename: 'Blob', id };
  if (inside.length === 0) return null;
  const start = path === '' ? 0 : path.length + 1;
  const names = [...new Set(inside.map((one) => one.slice(start).split('/')[0] ?? ''))];
  return {
    __typename: 'Tree',
    id,
    entries: names.map((name) => ({ __typename: 'TreeEntry', name, path: `${path}/${name}` })),
  };
}

function sorted(threads: readonly Thread[], order: ThreadArguments['orderBy']): Thread[] {
  const sign = order?.direction === 'DESC' ? -1 : 1;
  const key = (thread: Thread) => {
    if (order?.field === 'UPDATED_AT') return thread.updatedAt.getTime();
    if (order?.field === 'COMMENTS')
      return thread.timeline.filter((event) => event.type === 'IssueComment').length;
    return order?.field === 'CREATED_AT' ? thread.createdAt.getTime() : thread.number;
  };
  return [...threads].sort((a, b) => sign * (key(a) - key(b) || a.number - b.number));
}
