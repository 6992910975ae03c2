// The questions to GitHub: an index of a hundred at a time, details only of what changed, and searches.
import type { IssueLabels, PullLabels } from '../../core/github/pull-labels.ts';
import type { IssueQuery } from '../../core/github/pull-request.ts';
import { isoSeconds } from '../../core/time.ts';

/** What `foundIn` looks at. */
const repositoryFields = 'databaseId nameWithOwner isPrivate isArchived';
const outline = `id number title url isDraft createdAt updatedAt headRefOid baseRefName additions deletions changedFiles
  mergeable reviewDecision authorAssociation author { __typename login } headRepository { id }
  statusCheckRollup { state } mergeQueueEntry { state } autoMergeRequest { enabledAt }
  labels(first: 100) { nodes { name } }`;

const changes = `
  opened: search(query: $opened, type: ISSUE, first: 1) { issueCount }
  merged: search(query: $merged, type: ISSUE, first: 100) { issueCount nodes { ...ended } }
  closed: search(query: $closed, type: ISSUE, first: 100) { issueCount nodes { ...ended } }`;
const around =
  '\n  around: search(query: $around, type: ISSUE, first: 100) { issueCount nodes { ...ended } }';

const issueFields = 'number title url createdAt author { login } labels(first: 10) { nodes { name } }';
const workFields = ` comments { totalCount } assignees { totalCount }
  timelineItems(last: 20, itemTypes: [CROSS_REFERENCED_EVENT]) { nodes {
    ... on CrossReferencedEvent { source { __typename ... on PullRequest { state } } }
  } }`;
const issueList = `{ issueCount nodes { ... on Issue { ${issueFields} } } }`;

/**
 * A page of open pull requests; 1 point. The first page also asks what happened since the last time, and for issues,
 * which costs nothing more there.
 */
export function indexQuery(has: { changes: boolean; around: boolean; issues: boolean }): string {
  const variables =
    (has.changes ? ', $opened: String!, $merged: String!, $closed: String!' : '') +
    (has.around ? ', $around: String!' : '') +
    (has.issues ? ', $issues: String!' : '');
  return `query ($owner: String!, $name: String!, $labels: [String!], $size: Int!, $after: String${variables}) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    ${repositoryFields} defaultBranchRef { name }
    pullRequests(states: OPEN, labels: $labels, first: $size, after: $after, orderBy: {field: CREATED_AT, direction: ASC}) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { ${outline} }
    }
  }${has.changes ? changes : ''}${has.around ? around : ''}${has.issues ? `\n  issues: search(query: $issues, type: ISSUE, first: 10) ${issueList}` : ''}
}${
    has.changes
      ? '\nfragment ended on SearchResultItem { ... on PullRequest { number title url merged closedAt author { __typename login } } }'
      : ''
  }`;
}

const commitFields = 'oid messageHeadline committedDate author { name user { login } }';
/** What some tokens may not ask for, at any repository. */
export const teamName = ' ... on Team { slug }';
const below = `baseRef { associatedPullRequests(states: OPEN, first: 5) { nodes { number isCrossRepository author { login } } } }`;
const detailFields = `
    latestOpinionatedReviews(first: 100, writersOnly: true) { nodes { state submittedAt author { ...who } commit { oid } } }
    reviewRequests(first: 100) { nodes { requestedReviewer {
      __typename ... on User { login } ... on Bot { login } ... on Mannequin { login }${teamName}
    } } }
    timelineItems(last: 40, itemTypes: [PULL_REQUEST_COMMIT, PULL_REQUEST_REVIEW, ISSUE_COMMENT, LABELED_EVENT,
      UNLABELED_EVENT, REVIEW_REQUESTED_EVENT, READY_FOR_REVIEW_EVENT, CONVERT_TO_DRAFT_EVENT,
      HEAD_REF_FORCE_PUSHED_EVENT, REOPENED_EVENT, REVIEW_DISMISSED_EVENT]) { nodes {
      __typename
      ... on PullRequestCommit { commit { ${commitFields} } }
      ... on PullRequestReview { createdAt submittedAt author { ...who } reviewed: commit { oid } }
      ... on IssueComment { createdAt author { ...who } }
      ... on LabeledEvent { createdAt actor { ...who } label { name } }
      ... on UnlabeledEvent { createdAt actor { ...who } label { name } }
      ... on ReviewRequestedEvent { createdAt actor { ...who } }
      ... on ReadyForReviewEvent { createdAt actor { ...who } }
      ... on ConvertToDraftEvent { createdAt actor { ...who } }
      ... on HeadRefForcePushedEvent { createdAt actor { ...who } afterCommit { oid } }
      ... on ReopenedEvent { createdAt actor { ...who } }
      ... on ReviewDismissedEvent { createdAt actor { ...who } }
    } }
    commits(last: 1) { nodes { commit { ${commitFields} checkSuites(first: 50) { nodes { status conclusion updatedAt app { slug } } } } } }`;
const who = 'fragment who on Actor { __typename login }';

/**
 * Details of up to 24 pull requests; six connections each, so 1 point, or 2 where it is asked on what they are built. Files are
 * left out where they are known.
 */
export const detailsQuery = `query ($ids: [ID!]!, $hasFiles: Boolean!, $hasBelow: Boolean!) {
  rateLimit { cost }
  nodes(ids: $ids) { ... on PullRequest {
    id author { login } baseRefName${detailFields}
    files(first: 100) @include(if: $hasFiles) { nodes { path } }
    ... @include(if: $hasBelow) { ${below} }
  } }
}
${who}`;

/** A repository (`owner/name`) as the variables of a query. */
export function named(repository: string) {
  const [owner = '', name = ''] = repository.split('/');
  return { owner, name };
}

/** Whether a repository is there; 1 point. */
export const repositoryQuery = `query ($owner: String!, $name: String!) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) { ${repositoryFields} isEmpty }
}`;

/** A page of a repository's labels; 1 point. */
export const labelsQuery = `query ($owner: String!, $name: String!, $after: String) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    labels(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { name } }
  }
}`;

/** Whether a path is there in the default branch, and what is at its top; 1 point. */
export const folderQuery = `query ($owner: String!, $name: String!, $path: String!) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    wanted: object(expression: $path) { __typename }
    top: object(expression: "HEAD:") { ... on Tree { entries { name } } }
  }
}`;

/** One pull request with everything; 1 point. */
export const pullQuery = `query ($owner: String!, $name: String!, $number: Int!) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    ${repositoryFields} defaultBranchRef { name }
    pullRequest(number: $number) {
      state ${outline}${detailFields}
      files(first: 100) { nodes { path } }
      ${below}
    }
  }
}
${who}`;

const workList = `{ issueCount nodes { ... on Issue { ${issueFields}${workFields} } } }`;

/** The first fifty open issues that a search finds, and whether somebody is at them; 2 points, and 2 for those beside them. */
export function issuesQuery({ hasBeside }: { hasBeside: boolean }): string {
  return `query ($owner: String!, $name: String!, $issues: String!${hasBeside ? ', $beside: String!' : ''}) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) { ${repositoryFields} hasIssuesEnabled }
  issues: search(query: $issues, type: ISSUE, first: 50) ${workList}${hasBeside ? `\n  beside: search(query: $beside, type: ISSUE, first: 50) ${workList}` : ''}
}`;
}

/** A page of pull requests with their first reviews and comments; 1 point. */
export const openedQuery = `query ($owner: String!, $name: String!, $words: String!, $size: Int!, $after: String) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) { ${repositoryFields} }
  search(query: $words, type: ISSUE, first: $size, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { ... on PullRequest {
      createdAt authorAssociation author { __typename login }
      reviews(first: 10) { nodes { submittedAt author { __typename login } } }
      comments(first: 10) { nodes { createdAt author { __typename login } } }
    } }
  }
}`;

/** The search for what was opened in a month. */
export function openedSearch(spec: { repository: string; among: PullLabels; month: string }): string {
  const [year = 0, month = 0] = spec.month.split('-').map(Number);
  const end = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return [
    'is:pr',
    `repo:${spec.repository}`,
    ...pullWords(spec.among),
    `created:${spec.month}-01..${end}`,
    'sort:created-asc',
  ].join(' ');
}

/** One issue; 1 point. */
export const issueQuery = `query ($owner: String!, $name: String!, $number: Int!) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    ${repositoryFields}
    issue(number: $number) { state repository { ${repositoryFields} } ${issueFields}${workFields} }
  }
}`;

/** The searches for what happened to pull requests since an instant, those that changed last first; what ended around it has its own. */
export function changeSearches(spec: {
  repository: string;
  among: PullLabels;
  since: Date;
  around?: { readonly from: Date; readonly until: Date };
}) {
  const { since, around } = spec;
  const ended = around ? `>${isoSeconds(around.until)}` : `>=${isoSeconds(since)}`;
  const newest = 'sort:updated-desc';
  const all = ['is:pr', `repo:${spec.repository}`, ...pullWords(spec.among)].join(' ');
  return {
    // What is still open is in the index, which needs no time to find it.
    opened: `${all} is:closed created:>=${isoSeconds(since)}`,
    merged: `${all} is:merged merged:${ended} ${newest}`,
    closed: `${all} is:unmerged is:closed closed:${ended} ${newest}`,
    ...(around && {
      around: `${all} is:closed closed:${isoSeconds(around.from)}..${isoSeconds(around.until)} ${newest}`,
    }),
  };
}

/** The search for open issues, in their order; without `beside`. */
export function issueSearch({ repository, isPublicOnly, isNewestFirst, ...labels }: IssueQuery): string {
  const kind = isPublicOnly ? 'is:issue is:open is:public' : 'is:issue is:open';
  const order = isNewestFirst ? 'sort:created-desc' : 'sort:created-asc';
  return [kind, `repo:${repository}`, ...labelWords(labels), order].join(' ');
}

/** The search for those beside them. */
export function besideSearch({ beside = [], ...query }: IssueQuery): string {
  const words = issueSearch({ ...query, isNewestFirst: true });
  return [words, ...labelWords({ anyOf: beside, allOf: [] })].join(' ');
}

/** The search for open pull requests. */
export function openSearch({ repository, among }: { repository: string; among: PullLabels }): string {
  return ['is:pr is:open', `repo:${repository}`, ...pullWords(among)].join(' ');
}

/** The labels by which a list can be asked for: any of them; where all are needed, one of those will do. */
export function labelsListed({ anyOf, allOf }: IssueLabels): readonly string[] {
  return anyOf.length > 0 ? anyOf : allOf.slice(0, 1);
}

function pullWords({ noneOf, hasDrafts, ...labels }: PullLabels): string[] {
  return [
    ...labelWords(labels),
    ...noneOf.map((label) => `-label:${quoted(label)}`),
    ...(hasDrafts ? [] : ['draft:false']),
  ];
}

/**
 * GitHub's search takes several labels with commas as "any of", and several `label:` as "all of". Within quotes, a quote and
 * a backslash stand behind a backslash, as GitHub's own `gh search` writes them.
 */
function quoted(label: string): string {
  return `"${label.replaceAll(/["\\]/gu, '\\$&')}"`;
}

function labelWords({ anyOf, allOf }: IssueLabels): string[] {
  return [anyOf.map(quoted).join(','), ...allOf.map(quoted)]
    .filter((words) => words !== '')
    .map((words) => `label:${words}`);
}
