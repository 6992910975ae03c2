// Whom a pull request waits on, since when and why: the first rule that fits decides.
import type { PullRequest, ReviewFact, TimelineFact } from '../../core/pull-request.ts';

/** The answer. `who` is empty when it is nobody in particular; `since` is the human event that put it there. */
export interface WaitingOn {
  readonly on: 'reviewer' | 'author' | 'merger' | 'ci' | 'decision' | 'nobody';
  readonly who: readonly string[];
  readonly since: Date;
  /** A few words, as in "checks failed". */
  readonly why: string;
}

type Rule = (pull: PullRequest) => WaitingOn | undefined;

const notReady = /^(?:do[- ]not[- ]merge|blocked(?:-by.*)?|wip|on[- ]hold)$/iu;
const undecided = /^(?:(?:needs|awaiting|pending)[- ]decision|rfc)$/iu;
const awaitingChanges = /^awaiting[- ](?:changes|author)$/iu;
const awaitingMerge = /^awaiting[- ]merge$/iu;
const awaitingCore = /^awaiting core review$/iu;
const awaitingChangeReview = /^awaiting change review$/iu;

const rules: readonly Rule[] = [
  isDraft,
  isHeld,
  isUndecided,
  isConflicting,
  areChangesRequested,
  isFailing,
  isApproved,
];

/** Answers for a pull request as its facts stand. */
export function waitingOn(pull: PullRequest): WaitingOn {
  for (const rule of rules) {
    const answer = rule(pull);
    if (answer) return answer;
  }
  return awaitsReview(pull);
}

/** When a human was last seen at it; bots and bulk edits do not count. */
export function lastHumanAt(pull: PullRequest): Date {
  return humans(pull).at(-1)?.at ?? pull.createdAt;
}

/** Whether a human other than the author has reviewed it. */
export function isReviewed(pull: PullRequest): boolean {
  return (
    (pull.details?.reviews ?? []).length > 0 ||
    pull.labels.some((one) => awaitingChangeReview.test(one)) ||
    humans(pull).some(({ kind, by }) => kind === 'review' && by !== pull.author)
  );
}

function isDraft(pull: PullRequest): WaitingOn | undefined {
  if (!pull.isDraft) return undefined;
  const since = humans(pull).findLast(({ kind }) => kind === 'draft')?.at ?? pull.createdAt;
  return { on: 'nobody', who: [], since, why: 'a draft' };
}

function isHeld(pull: PullRequest): WaitingOn | undefined {
  const label = pull.labels.find((one) => notReady.test(one));
  return label === undefined
    ? undefined
    : { on: 'nobody', who: [], since: labeledAt(pull, label), why: `labelled ${label}` };
}

function isUndecided(pull: PullRequest): WaitingOn | undefined {
  const label = pull.labels.find((one) => undecided.test(one));
  return label === undefined
    ? undefined
    : { on: 'decision', who: [], since: labeledAt(pull, label), why: 'needs a decision' };
}

function isConflicting(pull: PullRequest): WaitingOn | undefined {
  if (pull.mergeable !== 'conflicting') return undefined;
  return onAuthor(pull, lastHumanAt(pull), 'has conflicts');
}

/** Changes that were asked for wait on the author until they come back; then on those who asked. */
function areChangesRequested(pull: PullRequest): WaitingOn | undefined {
  const asked =
    pull.decision === 'approved'
      ? []
      : (pull.details?.reviews ?? []).filter(({ state }) => state === 'changes-requested');
  const label = pull.labels.find((one) => awaitingChanges.test(one));
  if (asked.length === 0 && label === undefined && pull.decision !== 'changes-requested') return undefined;
  const since = latest([
    ...asked.map(({ at }) => at),
    ...(label === undefined ? [] : [labeledAt(pull, label)]),
  ]);
  const askedAt = since ?? latestReviewAt(pull) ?? pull.createdAt;
  const answered = humans(pull).findLast(({ by, at }) => by === pull.author && at > askedAt);
  if (!answered) return onAuthor(pull, askedAt, 'changes requested');
  return {
    on: 'reviewer',
    who: unique(asked.map(({ by }) => by)),
    since: answered.at,
    why: 'the author answered',
  };
}

function isFailing(pull: PullRequest): WaitingOn | undefined {
  if (pull.checks === 'failed') return onAuthor(pull, pushedAt(pull), 'checks failed');
  if (pull.checks === 'pending')
    return { on: 'ci', who: [], since: pushedAt(pull), why: 'checks are running' };
  return undefined;
}

/** An approval holds for the commit that was looked at; what came after wants another look. */
function isApproved(pull: PullRequest): WaitingOn | undefined {
  const approvals = (pull.details?.reviews ?? []).filter(({ state }) => state === 'approved');
  const label = pull.labels.find((one) => awaitingMerge.test(one));
  const isDecided = pull.decision === 'approved' || (pull.decision === 'none' && approvals.length > 0);
  if (!isDecided && label === undefined) return undefined;
  const isStale = approvals.length > 0 && approvals.every(({ commit }) => commit !== pull.head);
  if (isStale) {
    return {
      on: 'reviewer',
      who: reviewers(approvals),
      since: pushedAt(pull),
      why: 'changed since it was approved',
    };
  }
  const since =
    latest(approvals.map(({ at }) => at)) ??
    (label === undefined ? lastHumanAt(pull) : labeledAt(pull, label));
  const by = reviewers(approvals);
  return { on: 'merger', who: [], since, why: by.length > 0 ? `approved by ${by.join(', ')}` : 'approved' };
}

function awaitsReview(pull: PullRequest): WaitingOn {
  const requested = pull.details?.requested ?? [];
  const turns = humans(pull).filter(
    ({ kind, by }) =>
      kind === 'review-requested' ||
      kind === 'ready' ||
      kind === 'reopened' ||
      (kind === 'commit' && by === pull.author),
  );
  const since = turns.at(-1)?.at ?? pull.createdAt;
  const why = pull.labels.some((one) => awaitingChangeReview.test(one))
    ? 'changes made, review wanted'
    : pull.labels.some((one) => awaitingCore.test(one))
      ? 'a core review wanted'
      : requested.length > 0
        ? 'review requested'
        : isReviewed(pull)
          ? 'reviewed, not decided'
          : 'no review yet';
  return { on: 'reviewer', who: requested, since, why };
}

function onAuthor(pull: PullRequest, since: Date, why: string): WaitingOn {
  return { on: 'author', who: [pull.author], since, why };
}

function humans(pull: PullRequest): TimelineFact[] {
  return (pull.details?.events ?? []).filter(({ isBot }) => !isBot);
}

/** A bot's label follows what a human did just before. */
function labeledAt(pull: PullRequest, label: string): Date {
  const event = pull.details?.events.findLast((one) => one.kind === 'labeled' && one.label === label);
  if (!event) return lastHumanAt(pull);
  if (!event.isBot) return event.at;
  return humans(pull).findLast(({ at }) => at <= event.at)?.at ?? pull.createdAt;
}

function pushedAt(pull: PullRequest): Date {
  return humans(pull).findLast(({ kind }) => kind === 'commit')?.at ?? pull.createdAt;
}

function latestReviewAt(pull: PullRequest): Date | undefined {
  return humans(pull).findLast(({ kind, by }) => kind === 'review' && by !== pull.author)?.at;
}

function reviewers(reviews: readonly ReviewFact[]): string[] {
  return unique(reviews.map(({ by }) => by));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function latest(instants: readonly Date[]): Date | undefined {
  return [...instants].sort((one, other) => other.getTime() - one.getTime())[0];
}
