// The things of GitHub, as they are kept in memory.

/** A person, a bot or a ghost's stand-in. */
export interface Actor {
  readonly kind: 'User' | 'Bot';
  readonly login: string;
}

/** A team that can be asked for a review. */
export interface Team {
  readonly kind: 'Team';
  readonly slug: string;
  readonly name: string;
}

/** A label of a repository. */
export interface Label {
  readonly name: string;
  readonly color: string;
}

/** How an author stands to a repository. */
export type Association =
  | 'MEMBER'
  | 'OWNER'
  | 'COLLABORATOR'
  | 'CONTRIBUTOR'
  | 'FIRST_TIME_CONTRIBUTOR'
  | 'FIRST_TIMER'
  | 'NONE';

/** What a review said. */
export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';

/** A review; `commit` is the head it looked at. */
export interface Review {
  /** Whether its author may push to the repository: then the review counts. A member of the organisation need not. */
  readonly canPush: boolean;
  readonly id: string;
  readonly author: Actor;
  readonly association: Association;
  readonly at: Date;
  readonly commit: string;
  readonly body: string;
  state: ReviewState;
}

/** A file that a pull request touches. */
export interface FileChange {
  readonly path: string;
  readonly additions: number;
  readonly deletions: number;
  readonly changeType: 'ADDED' | 'MODIFIED' | 'DELETED' | 'RENAMED';
}

/** A commit of a pull request. */
export interface Commit {
  readonly oid: string;
  /** The committer's date, which may be long before the push. */
  readonly at: Date;
  /** Undefined when the e-mail in it is nobody's on GitHub. */
  readonly author: Actor | undefined;
  /** As git has it. */
  readonly authorName: string;
  readonly parents: readonly string[];
  readonly message: string;
}

/** Something in a timeline; `type` is GraphQL's name for it. */
export type TimelineEvent = { readonly id: string; readonly at: Date; readonly actor: Actor | undefined } & (
  | { readonly type: 'PullRequestCommit'; readonly commit: Commit }
  | { readonly type: 'PullRequestReview'; readonly review: Review }
  | { readonly type: 'IssueComment'; readonly body: string; readonly association: Association }
  | { readonly type: 'LabeledEvent' | 'UnlabeledEvent'; readonly label: Label }
  | { readonly type: 'ReviewRequestedEvent' | 'ReviewRequestRemovedEvent'; readonly reviewer: Actor | Team }
  | { readonly type: 'ReviewDismissedEvent'; readonly review: Review; readonly before: ReviewState }
  | { readonly type: 'HeadRefForcePushedEvent'; readonly before: string; readonly after: string }
  | { readonly type: 'CrossReferencedEvent'; readonly source: Thread }
  | { readonly type: 'RenamedTitleEvent'; readonly before: string; readonly after: string }
  | {
      readonly type:
        | 'ReadyForReviewEvent'
        | 'ConvertToDraftEvent'
        | 'ClosedEvent'
        | 'ReopenedEvent'
        | 'MergedEvent';
    }
);

/** The state of the checks on a commit; null when there are none. */
export type CheckState = 'SUCCESS' | 'FAILURE' | 'PENDING' | 'ERROR' | 'EXPECTED' | null;

/** An issue or a pull request. */
export interface Thread {
  readonly kind: 'Issue' | 'PullRequest';
  readonly id: string;
  readonly databaseId: number;
  readonly number: number;
  readonly repository: Repository;
  readonly author: Actor | undefined;
  association: Association;
  readonly createdAt: Date;
  /** Whether anything about it was made up rather than loaded. */
  readonly isSynthetic: boolean;
  readonly labels: Label[];
  readonly timeline: TimelineEvent[];
  title: string;
  body: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  updatedAt: Date;
  closedAt: Date | undefined;
}

/** A pull request. */
export interface PullRequest extends Thread {
  readonly kind: 'PullRequest';
  readonly reviews: Review[];
  readonly requested: (Actor | Team)[];
  readonly commits: Commit[];
  readonly headRefName: string;
  readonly baseRefName: string;
  isDraft: boolean;
  files: FileChange[];
  mergedAt: Date | undefined;
  mergedBy: Actor | undefined;
  mergeable: 'MERGEABLE' | 'CONFLICTING';
  /** False until somebody has asked once since the last push: until then GitHub answers UNKNOWN. */
  isMergeableKnown: boolean;
  checks: CheckState;
  /** When the checks were last begun again; undefined while they ran but for the pushes. */
  checksAt: Date | undefined;
  /** Whether the workflows of the head wait for a maintainer to let them run. */
  isHeld: boolean;
  isInMergeQueue: boolean;
  /** Since when it is to be merged by itself once nothing is against it. */
  autoMergeAt: Date | undefined;
  /** Whether the fork that it comes from was deleted. */
  isForkGone: boolean;
}

/** A milestone, with how many of its issues are open and closed. */
export interface Milestone {
  readonly number: number;
  readonly title: string;
  readonly createdAt: Date;
  state: 'open' | 'closed';
  open: number;
  closed: number;
}

/** A repository. */
export interface Repository {
  readonly id: string;
  readonly databaseId: number;
  readonly threads: Map<number, Thread>;
  /** Issues that were transferred, by the numbers that they had. */
  readonly moved: Map<number, Thread>;
  /** Path → content, by branch. */
  readonly branches: Map<string, { head: string; files: Map<string, string> }>;
  readonly labels: Map<string, Label>;
  readonly milestones: Milestone[];
  readonly formerNames: Set<string>;
  readonly defaultBranch: string;
  /** Seen with a token only. */
  isPrivate: boolean;
  isArchived: boolean;
  /** Whether nothing was ever pushed to it. */
  isEmpty: boolean;
  hasIssues: boolean;
  /** Whether the default branch is protected by required reviews; else there is never a decision. */
  requiresReviews: boolean;
  owner: string;
  name: string;
}

/** Whether a thread is a pull request. */
export function isPull(thread: Thread): thread is PullRequest {
  return thread.kind === 'PullRequest';
}

/** One line of the transcript. */
export interface Happening {
  readonly at: Date;
  readonly platform: 'github';
  /** `owner/name#12`, or `owner/name`. */
  readonly place: string;
  readonly who: string;
  readonly kind: 'pull' | 'issue' | 'commit' | 'comment' | 'review' | 'label' | 'state' | 'error';
  readonly text: string;
}

/** Whose pages a PR's latest reviews show: the newest of each reviewer. */
export function latestReviews(pull: PullRequest, isOpinionated: boolean): Review[] {
  const newest = new Map<string, Review>();
  for (const review of pull.reviews) {
    if (isOpinionated && review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED') continue;
    newest.set(review.author.login, review);
  }
  return [...newest.values()];
}

/** What the reviews decide together, as a protected branch would; null where none are required. */
export function reviewDecision(
  pull: PullRequest,
): 'APPROVED' | 'CHANGES_REQUESTED' | 'REVIEW_REQUIRED' | null {
  if (!pull.repository.requiresReviews) return null;
  const states = latestReviews(pull, true)
    .filter((review) => review.canPush)
    .map((review) => review.state);
  if (states.includes('CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
  return states.includes('APPROVED') ? 'APPROVED' : 'REVIEW_REQUIRED';
}

/** The newest commit. */
export function headOf(pull: PullRequest): string {
  return pull.commits.at(-1)?.oid ?? '0'.repeat(40);
}

/** Makes GraphQL's object of a pull request or an issue. */
export type ThreadNode = (thread: Thread) => Record<string, unknown>;

/** UNKNOWN the first time after a push, as GitHub computes it only when asked. */
export function askMergeable(pull: PullRequest): 'MERGEABLE' | 'CONFLICTING' | 'UNKNOWN' {
  if (pull.state !== 'OPEN' || pull.isMergeableKnown) return pull.mergeable;
  pull.isMergeableKnown = true;
  return 'UNKNOWN';
}
