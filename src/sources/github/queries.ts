// The GraphQL queries: an index of a hundred at a time, and details only of what changed.

const outline = `id number title url isDraft createdAt updatedAt headRefOid additions deletions changedFiles
  mergeable reviewDecision authorAssociation author { login }
  statusCheckRollup { state }
  labels(first: 20) { nodes { name } }`;

const changes = `
  opened: search(query: $opened, type: ISSUE, first: 1) { issueCount }
  merged: search(query: $merged, type: ISSUE, first: 25) { issueCount nodes { ...ended } }
  closed: search(query: $closed, type: ISSUE, first: 25) { issueCount nodes { ...ended } }`;

/**
 * A page of open pull requests; 1 point. The first page also asks what happened since the last time, which costs
 * nothing more there.
 */
export function indexQuery(hasChanges: boolean): string {
  const variables = hasChanges ? ', $opened: String!, $merged: String!, $closed: String!' : '';
  return `query ($owner: String!, $name: String!, $labels: [String!], $size: Int!, $after: String${variables}) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    nameWithOwner
    pullRequests(states: OPEN, labels: $labels, first: $size, after: $after, orderBy: {field: CREATED_AT, direction: ASC}) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { ${outline} }
    }
  }${hasChanges ? changes : ''}
}${
    hasChanges
      ? '\nfragment ended on SearchResultItem { ... on PullRequest { number title url merged author { login } } }'
      : ''
  }`;
}

/** Details of up to 25 pull requests; four connections each, so 1 point. */
export const detailsQuery = `query ($ids: [ID!]!) {
  rateLimit { cost }
  nodes(ids: $ids) { ... on PullRequest {
    id
    latestOpinionatedReviews(first: 20) { nodes { state submittedAt author { login } commit { oid } } }
    reviewRequests(first: 20) { nodes { requestedReviewer {
      __typename ... on User { login } ... on Bot { login } ... on Mannequin { login } ... on Team { slug }
    } } }
    timelineItems(last: 40, itemTypes: [PULL_REQUEST_COMMIT, PULL_REQUEST_REVIEW, ISSUE_COMMENT, LABELED_EVENT,
      UNLABELED_EVENT, REVIEW_REQUESTED_EVENT, READY_FOR_REVIEW_EVENT, CONVERT_TO_DRAFT_EVENT,
      HEAD_REF_FORCE_PUSHED_EVENT, REOPENED_EVENT]) { nodes {
      __typename
      ... on PullRequestCommit { commit { committedDate author { name user { login } } } }
      ... on PullRequestReview { createdAt author { ...who } }
      ... on IssueComment { createdAt author { ...who } }
      ... on LabeledEvent { createdAt actor { ...who } label { name } }
      ... on UnlabeledEvent { createdAt actor { ...who } label { name } }
      ... on ReviewRequestedEvent { createdAt actor { ...who } }
      ... on ReadyForReviewEvent { createdAt actor { ...who } }
      ... on ConvertToDraftEvent { createdAt actor { ...who } }
      ... on HeadRefForcePushedEvent { createdAt actor { ...who } }
      ... on ReopenedEvent { createdAt actor { ...who } }
    } }
    files(first: 100) { nodes { path } }
  } }
}
fragment who on Actor { __typename login }`;

/** The newest hundred open issues; 2 points at most. */
export const issuesQuery = `query ($owner: String!, $name: String!, $labels: [String!]) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    nameWithOwner
    issues(states: OPEN, labels: $labels, first: 100, orderBy: {field: CREATED_AT, direction: ASC}) {
      totalCount
      nodes { number title url createdAt author { login } labels(first: 20) { nodes { name } } }
    }
  }
}`;

/** The searches for what happened to pull requests since an instant. */
export function changeSearches(spec: { repository: string; labels: readonly string[]; since: Date }) {
  const since = `${spec.since.toISOString().slice(0, 19)}Z`;
  const labels = spec.labels.map((label) => `"${label.replaceAll('"', '')}"`).join(',');
  const all = `repo:${spec.repository} is:pr${labels === '' ? '' : ` label:${labels}`}`;
  return {
    opened: `${all} created:>=${since}`,
    merged: `${all} is:merged merged:>=${since}`,
    closed: `${all} is:unmerged is:closed closed:>=${since}`,
  };
}
