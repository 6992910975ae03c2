// A review of a pull request as GraphQL's object.
import { actorNode, urlOf } from './actor-nodes.ts';
import { commitNode } from './commit-node.ts';
import { connection, type PageArguments } from './connection.ts';
import type { PullRequest, Review } from './model.ts';

/** A review. */
export function reviewNode(review: Review, pull: PullRequest) {
  return {
    __typename: 'PullRequestReview',
    id: review.id,
    author: actorNode(review.author),
    authorAssociation: review.association,
    authorCanPushToRepository: review.canPush,
    body: review.body,
    bodyText: review.body,
    state: review.state,
    submittedAt: review.at,
    createdAt: review.at,
    updatedAt: review.at,
    publishedAt: review.at,
    commit: commitNode(review.commit, pull),
    url: `${urlOf(pull.repository)}/pull/${pull.number}#pullrequestreview-${review.id}`,
    comments: (page: PageArguments) => connection([], page, () => null),
    onBehalfOf: (page: PageArguments) => connection([], page, () => null),
  };
}
