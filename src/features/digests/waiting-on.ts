// Whom a pull request waits on, since when and why: the first rule that fits decides.

import { ghost, type PullRequest } from '../../core/github/pull-request.ts';
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
import { type Found, type Vocabulary, vocabularyOf } from './vocabulary.ts';

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

/** What it waits on, if the rule fits. */
type Rule = (one: Evidence) => WaitingOn | false | undefined;

const rules: readonly Rule[] = [
  // Nothing can be done about it any more.
  (one) => one.pull.isArchived && unready(on(one, 'nobody', lastSeenAt(one), 'its repository is archived')),
  // In a merge queue it needs nobody any more: who put it there has decided, whatever its labels and its title still say.
  (one) => one.pull.isInMergeQueue && on(one, 'ci', lastSeenAt(one), 'in the merge queue'),
  isDraft,
  // Nothing goes on before a maintainer did something.
  (one) =>
    onLabel(
      one,
      'maintainer',
      one.labels.find(({ isFirst }) => isFirst),
    ),
  isBlocked,
  isUnfinished,
  isUndecided,
  (one) =>
    one.pull.mergeable === 'conflicting' &&
    !isAuthoritative(one) &&
    on(one, 'author', lastSeenAt(one), 'has conflicts'),
  (one) => one.request && !one.request.answered && on(one, 'author', one.request.at, one.request.why),
  // Workflows of newcomers, and all tests of some projects, wait until somebody lets them run.
  (one) => onLabel(one, 'maintainer', label(one, 'maintainer')),
  (one) =>
    one.pull.details?.workflows === 'held' &&
    !one.words.isRunByBot &&
    on(one, 'maintainer', pushedAt(one), 'a maintainer has to let the checks run'),
  (one) =>
    one.pull.checks === 'failed' &&
    !isAuthoritative(one) &&
    on(one, 'author', pushedAt(one), 'checks failed'),
  // Its author built it on another one of theirs, which has to be merged before.
  (one) =>
    one.pull.details?.below !== undefined &&
    unready(on(one, 'nobody', turnAt(one), `built on #${one.pull.details.below}, which comes first`)),
  // With auto-merge it needs nobody once its checks pass, unless a review is missing.
  (one) =>
    one.pull.isAutoMerged &&
    one.pull.decision !== 'review-required' &&
    areRunning(one) &&
    on(one, 'ci', pushedAt(one), 'merged once its checks pass'),
  isChecked,
  (one) =>
    areRunning(one) &&
    !one.words.isPendingNormal &&
    !hasWord(one) &&
    on(one, 'ci', pushedAt(one), 'checks not finished'),
  isForMerger,
  (one) => onLabel(one, 'author', label(one, 'self-merge'), 'the author may merge it'),
  // Changes that were asked for and came back wait on those who asked.
  (one) =>
    one.request?.answered && on(one, 'reviewer', one.request.answered, 'the author answered', one.request.by),
  isForReviewer,
  isApproved,
];

/** How a pull request stands as its facts are; without a vocabulary, by what its own labels give away. */
export function reviewState(
  pull: PullRequest,
  { now, words = vocabularyOf(pull.labels) }: { readonly now: Date; readonly words?: Vocabulary | undefined },
) {
  const one = evidenceOf(pull, { words, now });
  const humanAt = lastSeenAt(one);
  const stale = one.labels.find((found) => found.means === 'stale' || found.isStale);
  return {
    waitingOn: withoutGone(pull, withStuck(one, firstAnswer(one))),
    /** When a human was last seen at it; bots and bulk edits do not count. */
    humanAt,
    /** Whether a human other than the author has reviewed it. */
    isReviewed: isReviewed(one),
    isByBot: pull.isByBot === true || words.isBotAuthor(pull.author),
    /** Whether a label says that nobody was there for long, and nobody was since. */
    isStale: stale !== undefined && humanAt <= (eventOf(one, stale)?.at ?? humanAt),
  };
}

function firstAnswer(one: Evidence): WaitingOn {
  for (const rule of rules) {
    const answer = rule(one);
    if (answer) return answer;
  }
  return awaitsReview(one);
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

function isDraft(one: Evidence): WaitingOn | undefined {
  const { pull, people, words, labels } = one;
  if (!pull.isDraft) return undefined;
  const told = { ...one, labels: labels.filter(({ means }) => words.labelsOfDrafts.includes(means)) };
  const since = people.findLast(({ kind }) => kind === 'draft')?.at ?? pull.createdAt;
  return unready(
    isBlocked(told) ?? isUndecided(told) ?? isChecked(told) ?? on(one, 'author', since, 'a draft'),
  );
}

function isBlocked(one: Evidence): WaitingOn | undefined {
  return unready(onLabel(one, 'nobody', label(one, 'nobody')));
}

function isUnfinished(one: Evidence): WaitingOn | undefined {
  const found = label(one, 'unfinished');
  if (found) return unready(onLabel(one, 'author', found));
  // Where labels tell all, or people put one there that tells more, a title is only a title.
  const told = one.labels.filter((each) => each.means !== 'reviewer' || !isPutByBot(one, each));
  const isOpen = !one.words.isMergedByLabel && !hasWord({ labels: told }) && !label(one, 'decision');
  if (!isOpen || !isUnfinishedTitle(one.pull.title)) return undefined;
  return unready(on(one, 'author', pushedAt(one), 'its title says: not finished'));
}

function isUndecided(one: Evidence): WaitingOn | undefined {
  const found = label(one, 'decision');
  return found?.isAfterChecks && one.pull.checks === 'failed' ? undefined : onLabel(one, 'decision', found);
}

function isChecked(one: Evidence): WaitingOn | undefined {
  return onLabel(one, 'ci', label(one, 'checks'));
}

/** A label that the project keeps until its people move it, unless another one says that it is the author's. */
function isAuthoritative({ labels }: Evidence): boolean {
  return labels.some((found) => found.isFirm) && !labels.some(({ means }) => means === 'author');
}

function areRunning(one: Evidence): boolean {
  return one.pull.checks === 'pending' && !areStuck(one);
}

function isForMerger(one: Evidence): WaitingOn | undefined {
  const found = label(one, 'merger');
  if (!found) return undefined;
  const { approvals } = one;
  const since = newest(approvals)?.at ?? labelledAt(one, found);
  const why = approvals.length > 0 ? `approved by ${namesOf(approvals).join(', ')}` : whyOf(found);
  return on(one, 'merger', since, lastChange(one) ? `${why}, changed since` : why);
}

function isForReviewer(one: Evidence): WaitingOn | undefined {
  const found = label(one, 'reviewer');
  if (!found) return undefined;
  const since = latest([turnAt(one), eventOf(one, found) && labelledAt(one, found)]) ?? one.pull.createdAt;
  const requested = requestedOf(one);
  return on(one, 'reviewer', since, whyOf(found), requested.length > 0 ? requested : namesOf(one.asked));
}

/** An approval holds for what was looked at; what people change after it wants another look. */
function isApproved(one: Evidence): WaitingOn | undefined {
  const { pull, approvals, words } = one;
  const isDecided =
    pull.decision === 'approved'
      ? approvals.length > 0 || isTold(one)
      : pull.decision === 'none' && approvals.length > 0;
  if (!isDecided || words.isMergedByLabel) return undefined;
  const by = namesOf(approvals);
  const changed = lastChange(one);
  if (changed) return on(one, 'reviewer', changed, 'changed since it was approved', by);
  const since = newest(approvals)?.at ?? lastSeenAt(one);
  return on(one, 'merger', since, by.length > 0 ? `approved by ${by.join(', ')}` : 'approved');
}

function awaitsReview(one: Evidence): WaitingOn {
  const requested = requestedOf(one);
  const found = label(one, 'reviewed');
  const usual = isReviewed(one) ? 'reviewed, not decided' : 'no review yet';
  const why = found ? whyOf(found) : requested.length > 0 ? 'review requested' : usual;
  return on(one, 'reviewer', turnAt(one), why, requested);
}

function on(
  { pull }: Evidence,
  whom: WaitingOn['on'],
  since: Date,
  why: string,
  who: readonly string[] = whom === 'author' ? [pull.author] : [],
): WaitingOn {
  return { on: whom, who: who.filter((name) => name !== ghost), since, why, isReady: true };
}

/** What a label says, since it was put there. */
function onLabel(one: Evidence, whom: WaitingOn['on'], found: Found | undefined, why?: string) {
  return found && on(one, whom, labelledAt(one, found), why ?? whyOf(found));
}

function unready(answer: WaitingOn | undefined): WaitingOn | undefined {
  return answer && { ...answer, isReady: false };
}
