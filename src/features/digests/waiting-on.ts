// Whom a pull request waits on, since when and why: the first rule that fits decides.

import type { PullRequest } from '../../core/github/pull-request.ts';
import { latest } from '../../core/time.ts';
import { lastSeenAt, newest, pushedAt } from './activity.ts';
import {
  areStuck,
  type Evidence,
  eventOf,
  evidenceOf,
  hasWord,
  isPutByBot,
  isReviewed,
  isTold,
  isUnfinishedTitle,
  label,
  labelledAt,
  lastChange,
  namesOf,
  requestedOf,
  turnAt,
  whyOf,
} from './evidence.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** The answer. `who` is empty when it is nobody in particular; `since` is the human event that put it there. */
interface WaitingOn {
  /** `decision`: somebody has to say yes or no. `maintainer`: somebody with write access has to let it go on. */
  readonly on: 'reviewer' | 'author' | 'merger' | 'maintainer' | 'ci' | 'decision' | 'nobody';
  readonly who: readonly string[];
  readonly since: Date;
  /** A few words, as in "checks failed". */
  readonly why: string;
  /** False while others need not look: a draft, work in progress, or blocked by something else, for ever where it is archived. */
  readonly isReady: boolean;
}

/** How a pull request stands. */
interface ReviewState {
  readonly waitingOn: WaitingOn;
  /** When a human was last seen at it; bots and bulk edits do not count. */
  readonly humanAt: Date;
  /** Whether a human other than the author has reviewed it. */
  readonly isReviewed: boolean;
  readonly isByBot: boolean;
  /** Whether a label says that nobody was there for long, and nobody was since. */
  readonly isStale: boolean;
}

type Rule = (one: Evidence) => WaitingOn | undefined;

const rules: readonly Rule[] = [
  isArchived,
  isBeingMerged,
  isDraft,
  isStopped,
  isBlocked,
  isUnfinished,
  isUndecided,
  isConflicting,
  areChangesRequested,
  isHeld,
  isFailing,
  isStacked,
  isMergedByItself,
  isPending,
  isForMerger,
  isForSelfMerge,
  isAnswered,
  isForReviewer,
  isApproved,
];

/** How a pull request stands as its facts are; without a vocabulary, by what its own labels give away. */
export function reviewState(
  pull: PullRequest,
  { now, words = vocabularyOf(pull.labels) }: { readonly now: Date; readonly words?: Vocabulary | undefined },
): ReviewState {
  const one = evidenceOf(pull, { words, now });
  let answer: WaitingOn | undefined;
  for (const rule of rules) {
    answer = rule(one);
    if (answer) break;
  }
  const humanAt = lastSeenAt(one.activity);
  const stale = one.labels.find((found) => found.means === 'stale' || found.isStale);
  return {
    waitingOn: withoutGone(pull, withStuck(one, answer ?? awaitsReview(one))),
    humanAt,
    isReviewed: isReviewed(one),
    isByBot: pull.isByBot === true || words.isBotAuthor(pull.author),
    isStale: stale !== undefined && humanAt <= (eventOf(one, stale)?.at ?? humanAt),
  };
}

/** An author who cannot come back to it is waited for in vain: somebody takes it over, or it is closed. */
function withoutGone({ gone }: PullRequest, answer: WaitingOn): WaitingOn {
  if (gone === undefined || answer.on !== 'author') return answer;
  const why = `${answer.why}, and its ${gone === 'fork' ? 'fork' : "author's account"} is gone`;
  return { ...answer, on: 'decision', who: [], why, isReady: true };
}

/** Checks that never finish are no matter of the checks any more, but of who looks at it next. */
function withStuck(one: Evidence, answer: WaitingOn): WaitingOn {
  const isNext = answer.on === 'reviewer' || answer.on === 'merger';
  if (!isNext || one.words.isPendingNormal || !areStuck(one)) return answer;
  return { ...answer, why: `${answer.why}, checks stuck` };
}

/** Nothing can be done about it any more. */
function isArchived({ pull, activity }: Evidence): WaitingOn | undefined {
  if (!pull.isArchived) return undefined;
  return { ...on('nobody', lastSeenAt(activity), 'its repository is archived'), isReady: false };
}

function isDraft(one: Evidence): WaitingOn | undefined {
  const { pull, activity, words } = one;
  if (!pull.isDraft) return undefined;
  const told = words.labelsOfDrafts.length > 0 ? onDraft(one) : undefined;
  if (told) return { ...told, isReady: false };
  const since = activity.people.findLast(({ kind }) => kind === 'draft')?.at ?? pull.createdAt;
  return { ...onAuthor(pull, since, 'a draft'), isReady: false };
}

function onDraft({ labels, ...one }: Evidence): WaitingOn | undefined {
  const told = { ...one, labels: labels.filter(({ means }) => one.words.labelsOfDrafts.includes(means)) };
  return isBlocked(told) ?? isUndecided(told) ?? isChecked(told);
}

/** Nothing goes on before a maintainer did something. */
function isStopped(one: Evidence): WaitingOn | undefined {
  const found = one.labels.find(({ isFirst }) => isFirst);
  return found && on('maintainer', labelledAt(one, found), whyOf(found));
}

function isUnfinished(one: Evidence): WaitingOn | undefined {
  const found = label(one, 'unfinished');
  if (found) return { ...onAuthor(one.pull, labelledAt(one, found), whyOf(found)), isReady: false };
  // Where labels tell all, or people put one there that tells more, a title is only a title.
  const told = one.labels.filter((each) => each.means !== 'reviewer' || !isPutByBot(one, each));
  const isOpen = !one.words.isMergedByLabel && !hasWord({ labels: told }) && !label(one, 'decision');
  if (!isOpen || !isUnfinishedTitle(one.pull.title)) return undefined;
  return { ...onAuthor(one.pull, pushedAt(one.activity), 'its title says: not finished'), isReady: false };
}

/** In a merge queue it needs nobody any more: who put it there has decided, whatever its labels and its title still say. */
function isBeingMerged({ pull, activity }: Evidence): WaitingOn | undefined {
  return pull.isInMergeQueue ? on('ci', lastSeenAt(activity), 'in the merge queue') : undefined;
}

function isBlocked(one: Evidence): WaitingOn | undefined {
  const found = label(one, 'nobody');
  return found && { ...on('nobody', labelledAt(one, found), whyOf(found)), isReady: false };
}

function isUndecided(one: Evidence): WaitingOn | undefined {
  const found = label(one, 'decision');
  if (found?.isAfterChecks && one.pull.checks === 'failed') return undefined;
  return found && on('decision', labelledAt(one, found), whyOf(found));
}

function isConflicting(one: Evidence): WaitingOn | undefined {
  const { pull, activity } = one;
  if (isAuthoritative(one)) return undefined;
  return pull.mergeable === 'conflicting' ? onAuthor(pull, lastSeenAt(activity), 'has conflicts') : undefined;
}

function areChangesRequested({ pull, request }: Evidence): WaitingOn | undefined {
  return request && !request.answered ? onAuthor(pull, request.at, request.why) : undefined;
}

/** A label that the project keeps until its people move it, unless another one says that it is the author's. */
function isAuthoritative({ labels }: Evidence): boolean {
  return labels.some((found) => found.isFirm) && !labels.some(({ means }) => means === 'author');
}

/** Workflows of newcomers, and all tests of some projects, wait until somebody lets them run. */
function isHeld(one: Evidence): WaitingOn | undefined {
  const found = label(one, 'maintainer');
  if (found) return on('maintainer', labelledAt(one, found), whyOf(found));
  if (one.pull.details?.workflows !== 'held' || one.words.isRunByBot) return undefined;
  return on('maintainer', pushedAt(one.activity), 'a maintainer has to let the checks run');
}

function isFailing(one: Evidence): WaitingOn | undefined {
  const { pull, activity } = one;
  if (isAuthoritative(one)) return undefined;
  return pull.checks === 'failed' ? onAuthor(pull, pushedAt(activity), 'checks failed') : undefined;
}

/** Its author built it on another one of theirs, which has to be merged before. */
function isStacked(one: Evidence): WaitingOn | undefined {
  const below = one.pull.details?.below;
  if (below === undefined) return undefined;
  return { ...on('nobody', turnAt(one), `built on #${below}, which comes first`), isReady: false };
}

/** With auto-merge it needs nobody once its checks pass, unless a review is missing. */
function isMergedByItself(one: Evidence): WaitingOn | undefined {
  const { pull, activity } = one;
  const isMerged = pull.isAutoMerged && pull.checks === 'pending' && pull.decision !== 'review-required';
  return isMerged && !areStuck(one) ? on('ci', pushedAt(activity), 'merged once its checks pass') : undefined;
}

function isPending(one: Evidence): WaitingOn | undefined {
  const told = isChecked(one);
  if (told) return told;
  if (one.pull.checks !== 'pending' || one.words.isPendingNormal || hasWord(one)) return undefined;
  if (areStuck(one)) return undefined;
  return on('ci', pushedAt(one.activity), 'checks not finished');
}

function isChecked(one: Evidence): WaitingOn | undefined {
  const found = label(one, 'checks');
  return found && on('ci', labelledAt(one, found), whyOf(found));
}

function isForMerger(one: Evidence): WaitingOn | undefined {
  const found = label(one, 'merger');
  if (!found) return undefined;
  const { approvals } = one;
  const since = newest(approvals)?.at ?? labelledAt(one, found);
  const why = approvals.length > 0 ? `approved by ${namesOf(approvals).join(', ')}` : whyOf(found);
  return on('merger', since, lastChange(one) ? `${why}, changed since` : why);
}

function isForSelfMerge(one: Evidence): WaitingOn | undefined {
  const found = label(one, 'self-merge');
  return found && onAuthor(one.pull, labelledAt(one, found), 'the author may merge it');
}

/** Changes that were asked for and came back wait on those who asked. */
function isAnswered({ request }: Evidence): WaitingOn | undefined {
  return request?.answered && on('reviewer', request.answered, 'the author answered', request.by);
}

function isForReviewer(one: Evidence): WaitingOn | undefined {
  const found = label(one, 'reviewer');
  if (!found) return undefined;
  const event = eventOf(one, found);
  const since = latest([turnAt(one), ...(event ? [labelledAt(one, found)] : [])]) ?? one.pull.createdAt;
  const requested = requestedOf(one);
  return on('reviewer', since, whyOf(found), requested.length > 0 ? requested : namesOf(one.asked));
}

/** An approval holds for what was looked at; what people change after it wants another look. */
function isApproved(one: Evidence): WaitingOn | undefined {
  const { pull, approvals, words, activity } = one;
  const isDecided =
    pull.decision === 'approved'
      ? approvals.length > 0 || isTold(one)
      : pull.decision === 'none' && approvals.length > 0;
  if (!isDecided || words.isMergedByLabel) return undefined;
  const by = namesOf(approvals);
  const changed = lastChange(one);
  if (changed) return on('reviewer', changed, 'changed since it was approved', by);
  const since = newest(approvals)?.at ?? lastSeenAt(activity);
  return on('merger', since, by.length > 0 ? `approved by ${by.join(', ')}` : 'approved');
}

function awaitsReview(one: Evidence): WaitingOn {
  const requested = requestedOf(one);
  const found = label(one, 'reviewed');
  const why = found
    ? whyOf(found)
    : requested.length > 0
      ? 'review requested'
      : isReviewed(one)
        ? 'reviewed, not decided'
        : 'no review yet';
  return on('reviewer', turnAt(one), why, requested);
}

function on(whom: WaitingOn['on'], since: Date, why: string, who: readonly string[] = []): WaitingOn {
  return { on: whom, who, since, why, isReady: true };
}

function onAuthor(pull: PullRequest, since: Date, why: string): WaitingOn {
  return on('author', since, why, [pull.author]);
}
