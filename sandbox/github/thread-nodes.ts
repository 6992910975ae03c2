// Pull requests and issues as GraphQL's objects: fields that take arguments or cost work are functions.
import { actorNode, labelNode, urlOf } from './actor-nodes.ts';
import { commitNode, rollupNode } from './commit-node.ts';
import { connection, type PageArguments } from './connection.ts';
import {
  askMergeable,
  headOf,
  isPull,
  latestReviews,
  type PullRequest,
  reviewDecision,
  type Thread,
} from './model.ts';
import { repositoryNode } from './repository-node.ts';
import { reviewNode } from './review-node.ts';
import { eventNode } from './timeline.ts';

function threadNode(thread: Thread) {
  const isClosed = thread.state !== 'OPEN';
  return {
    __typename: thread.kind,
    id: thread.id,
    databaseId: thread.databaseId,
    fullDatabaseId: String(thread.databaseId),
    number: thread.number,
    title: thread.title,
    body: thread.body,
    bodyText: thread.body,
    bodyHTML: thread.body,
    author: () => actorNode(thread.author),
    authorAssociation: thread.association,
    createdAt: thread.createdAt,
    updatedAt: thread.updatedAt,
    publishedAt: thread.createdAt,
    lastEditedAt: null,
    closedAt: thread.closedAt ?? null,
    closed: isClosed,
    locked: false,
    state: thread.state,
    url: `${urlOf(thread.repository)}/${isPull(thread) ? 'pull' : 'issues'}/${thread.number}`,
    resourcePath: `/${thread.repository.owner}/${thread.repository.name}/${isPull(thread) ? 'pull' : 'issues'}/${thread.number}`,
    milestone: null,
    repository: () => repositoryNode(thread.repository, nodeOf),
    labels: (page: PageArguments) =>
      connection(thread.labels, page, (label) => labelNode(label, thread.repository)),
    assignees: (page: PageArguments) => connection([], page, () => null),
    reactions: (page: PageArguments) => connection([], page, () => null),
    participants: (page: PageArguments) => {
      const people = [thread.author, ...thread.timeline.map((event) => event.actor)].filter(
        (one) => one?.kind === 'User',
      );
      const unique = [...new Map(people.map((one) => [one?.login, one])).values()];
      return connection(unique, page, actorNode);
    },
    comments: (page: PageArguments) =>
      connection(
        thread.timeline.filter((event) => event.type === 'IssueComment'),
        page,
        (event) => eventNode(event, thread, nodeOf),
      ),
    timelineItems: (page: PageArguments & { itemTypes?: readonly string[] | null; since?: Date | null }) => {
      const wanted = page.itemTypes;
      const since = page.since ? new Date(page.since) : undefined;
      const items = thread.timeline
        .filter((event) => !wanted || wanted.includes(itemTypeOf(event.type)))
        .filter((event) => since === undefined || event.at >= since)
        .sort((a, b) => a.at.getTime() - b.at.getTime());
      return {
        ...connection(items, page, (event) => eventNode(event, thread, nodeOf)),
        updatedAt: thread.updatedAt,
      };
    },
  };
}

/** `HeadRefForcePushedEvent` → `HEAD_REF_FORCE_PUSHED_EVENT`. */
function itemTypeOf(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/gu, '_').toUpperCase();
}

/** A pull request or an issue. */
export function nodeOf(thread: Thread): Record<string, unknown> {
  return isPull(thread)
    ? pullNode(thread)
    : { ...threadNode(thread), stateReason: thread.state === 'OPEN' ? null : 'COMPLETED' };
}

/** A branch, with the pull requests that would bring what is in it elsewhere. */
function baseNode({ repository, baseRefName }: PullRequest): Record<string, unknown> | null {
  if (!repository.branches.has(baseRefName)) return null;
  const from = [...repository.threads.values()].filter(
    (thread) => isPull(thread) && thread.headRefName === baseRefName,
  );
  return {
    __typename: 'Ref',
    id: `REF_${repository.id}_${baseRefName}`,
    name: baseRefName,
    prefix: 'refs/heads/',
    associatedPullRequests: (page: PageArguments & { states?: readonly string[] | null }) =>
      connection(
        from.filter(({ state }) => !page.states || page.states.includes(state)),
        page,
        nodeOf,
      ),
  };
}

function pullNode(pull: PullRequest): Record<string, unknown> {
  const head = headOf(pull);
  const sum = (pick: 'additions' | 'deletions') => () =>
    pull.files.reduce((total, file) => total + file[pick], 0);
  return {
    ...threadNode(pull),
    isDraft: pull.isDraft,
    isInMergeQueue: pull.isInMergeQueue,
    autoMergeRequest: pull.autoMergeAt ? { enabledAt: pull.autoMergeAt.toISOString() } : null,
    mergeQueueEntry: pull.isInMergeQueue ? { state: 'QUEUED', position: 1 } : null,
    merged: pull.state === 'MERGED',
    mergedAt: pull.mergedAt ?? null,
    mergedBy: () => actorNode(pull.mergedBy),
    mergeable: () => askMergeable(pull),
    mergeStateStatus: () => (pull.mergeable === 'CONFLICTING' ? 'DIRTY' : pull.isDraft ? 'DRAFT' : 'CLEAN'),
    reviewDecision: () => reviewDecision(pull),
    additions: sum('additions'),
    deletions: sum('deletions'),
    changedFiles: pull.files.length,
    headRefOid: head,
    headRefName: pull.headRefName,
    baseRefName: pull.baseRefName,
    baseRefOid: pull.repository.branches.get(pull.baseRefName)?.head ?? '0'.repeat(40),
    isCrossRepository: !pull.repository.branches.has(pull.headRefName),
    baseRef: () => baseNode(pull),
    headRepository: pull.isForkGone ? null : { __typename: 'Repository', id: `R_fork_of_${pull.id}` },
    maintainerCanModify: true,
    totalCommentsCount: () => pull.timeline.filter((event) => event.type === 'IssueComment').length,
    statusCheckRollup: () => rollupNode(pull),
    headRef: null,
    closingIssuesReferences: (page: PageArguments) => connection([], page, () => null),
    reviewThreads: (page: PageArguments) => connection([], page, () => null),
    commits: (page: PageArguments) =>
      connection(pull.commits, page, (commit) => ({
        __typename: 'PullRequestCommit',
        id: `PRC_${commit.oid}`,
        commit: commitNode(commit.oid, pull),
        url: `${urlOf(pull.repository)}/pull/${pull.number}/commits/${commit.oid}`,
      })),
    files: (page: PageArguments) =>
      connection(pull.files, page, (file) => ({
        __typename: 'PullRequestChangedFile',
        viewerViewedState: 'UNVIEWED',
        ...file,
      })),
    reviews: (page: PageArguments & { states?: readonly string[] | null; author?: string | null }) => {
      const wanted = pull.reviews.filter(
        (one) =>
          (!page.states || page.states.includes(one.state)) &&
          (!page.author || page.author === one.author.login),
      );
      return connection(wanted, page, (review) => reviewNode(review, pull));
    },
    latestReviews: (page: PageArguments) =>
      connection(latestReviews(pull, false), page, (one) => reviewNode(one, pull)),
    latestOpinionatedReviews: (page: PageArguments & { writersOnly?: boolean | null }) => {
      const all = latestReviews(pull, true).filter((one) => !page.writersOnly || one.canPush);
      return connection(all, page, (one) => reviewNode(one, pull));
    },
    reviewRequests: (page: PageArguments) =>
      connection(pull.requested, page, (reviewer) => ({
        __typename: 'ReviewRequest',
        id: `RR_${pull.id}`,
        asCodeOwner: false,
        requestedReviewer: actorNode(reviewer),
      })),
  };
}
