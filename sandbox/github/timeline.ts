// A timeline's events as GraphQL's objects.
import { actorNode, labelNode } from './actor-nodes.ts';
import { commitNode } from './commit-node.ts';
import { isPull, type Thread, type ThreadNode, type TimelineEvent } from './model.ts';
import { reviewNode } from './review-node.ts';

/** One event; `nodeOf` makes the objects of the pull requests and issues that it is about. */
export function eventNode(event: TimelineEvent, thread: Thread, nodeOf: ThreadNode): Record<string, unknown> {
  const core = { __typename: event.type, id: event.id, createdAt: event.at, actor: actorNode(event.actor) };
  const place = isPull(thread) ? { pullRequest: () => nodeOf(thread) } : { issue: () => nodeOf(thread) };
  switch (event.type) {
    case 'PullRequestCommit':
      return { ...core, ...place, commit: isPull(thread) ? commitNode(event.commit.oid, thread) : null };
    case 'PullRequestReview':
      return isPull(thread) ? { ...reviewNode(event.review, thread), ...place } : core;
    case 'IssueComment':
      return {
        ...core,
        ...place,
        author: actorNode(event.actor),
        authorAssociation: event.association,
        body: event.body,
        bodyText: event.body,
        publishedAt: event.at,
        updatedAt: event.at,
        lastEditedAt: null,
        url: `https://github.com/${thread.repository.owner}/${thread.repository.name}/issues/${thread.number}#issuecomment-${event.id}`,
      };
    case 'LabeledEvent':
    case 'UnlabeledEvent':
      return { ...core, label: labelNode(event.label, thread.repository), labelable: () => nodeOf(thread) };
    case 'ReviewRequestedEvent':
    case 'ReviewRequestRemovedEvent':
      return { ...core, ...place, requestedReviewer: actorNode(event.reviewer) };
    case 'ReviewDismissedEvent':
      return {
        ...core,
        ...place,
        dismissalMessage: null,
        previousReviewState: event.before,
        review: isPull(thread) ? reviewNode(event.review, thread) : null,
      };
    case 'HeadRefForcePushedEvent':
      return {
        ...core,
        ...place,
        beforeCommit: isPull(thread) ? commitNode(event.before, thread) : null,
        afterCommit: isPull(thread) ? commitNode(event.after, thread) : null,
        ref: null,
      };
    case 'CrossReferencedEvent':
      return {
        ...core,
        isCrossRepository: event.source.repository !== thread.repository,
        referencedAt: event.at,
        willCloseTarget: false,
        source: () => nodeOf(event.source),
        target: () => nodeOf(thread),
        url: `https://github.com/${thread.repository.owner}/${thread.repository.name}/issues/${thread.number}`,
      };
    case 'RenamedTitleEvent':
      return {
        ...core,
        previousTitle: event.before,
        currentTitle: event.after,
        subject: () => nodeOf(thread),
      };
    case 'ReadyForReviewEvent':
    case 'ConvertToDraftEvent':
      return { ...core, ...place };
    case 'MergedEvent':
      return { ...core, ...place, mergeRefName: 'main', commit: null };
    case 'ClosedEvent':
    case 'ReopenedEvent':
      return { ...core, closable: () => nodeOf(thread), closer: null, stateReason: null };
    default:
      return event satisfies never;
  }
}
