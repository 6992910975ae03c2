// What people did to a pull request and when, as far as GitHub vouches for it: a commit's own date is only a claim.
import type { PullRequest, ReviewFact, TimelineFact } from '../../core/github/pull-request.ts';
import { latest } from '../../core/time.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What happened to a pull request. */
export type Activity = ReturnType<typeof activityOf>;

/** Reads the events of a pull request. */
export function activityOf(pull: PullRequest, words: Pick<Vocabulary, 'isBot' | 'isBotAuthor'>) {
  const isBot = ({ by, isBot: isOne }: { readonly by: string; readonly isBot?: boolean }): boolean =>
    isOne === true || (by === pull.author ? words.isBotAuthor(by) : words.isBot(by));
  const events = pull.details?.events ?? [];
  const commits = pushed(pull);
  const others = events
    .filter(({ kind }) => kind !== 'commit')
    .map((one) => ({ ...one, at: later(one.at, pull.createdAt) }));
  const inOrder = [...others, ...commits].sort((one, other) => one.at.getTime() - other.at.getTime());
  return {
    pull,
    /** By people, oldest first; nothing is earlier than the opening. */
    people: inOrder.filter((one) => !isBot(one)),
    /** All commits as they build on each other, those of bots and merges of the base branch too. */
    commits,
    forcePushes: others.filter(({ kind }) => kind === 'force-push'),
    isBot,
  };
}

/** When a human was last seen at it; the opening if never since. */
export function lastSeenAt({ pull, people }: Activity): Date {
  return people.at(-1)?.at ?? pull.createdAt;
}

/** The last push of people. */
export function pushedAt({ pull, people }: Activity): Date {
  return people.findLast(isPush)?.at ?? pull.createdAt;
}

/** Whether an event brought something new: a commit that is more than the base branch, or a forced push. */
export function isChange(event: TimelineFact): boolean {
  return isPush(event) && event.isBaseMerge !== true;
}

/**
 * When people last changed what was reviewed; undefined when they did not. An update from the base branch and what a
 * bot pushes change nothing, nor what the reviewer pushes (`by`). Who else made a commit, and when, does not matter,
 * only that the review did not see it.
 */
export function changedSince(
  activity: Activity,
  review: { readonly commit?: string; readonly at: Date; readonly by?: string },
): Date | undefined {
  const { pull, commits, forcePushes, isBot } = activity;
  const reviewed = review.commit ?? '';
  if (reviewed !== '' && reviewed === pull.head) return undefined;
  const index = indexOf(commits, reviewed);
  // A commit that is no longer there was rewritten by a forced push, which brought all that it left behind.
  const rewritten = index >= 0 ? [] : forcePushes.filter(({ at }) => at > review.at);
  const from = index >= 0 ? index : indexOf(commits, rewritten.at(-1)?.commit);
  const after = from >= 0 ? commits.slice(from + 1) : commits.filter(({ at }) => at > review.at);
  const changes = [...after, ...rewritten].filter(
    (one) => isChange(one) && !isBot(one) && one.by !== review.by,
  );
  const last = latest(changes.map(({ at }) => at));
  if (last) return later(last, review.at);
  const isExplained = after.length + rewritten.length > 0;
  if (isExplained || reviewed === '' || pull.head === '') return undefined;
  return later(review.at, pull.headSeenAt);
}

const requests = new Set<TimelineFact['kind']>(['review-requested', 'ready', 'reopened']);
const answers = new Set<TimelineFact['kind']>(['comment', 'review', ...requests]);

/**
 * When the author answered a request for changes: by a change, whoever made it, or in words. `isLabelled` is a request
 * that a label keeps up: words alone do not lift it, asking for another review does.
 */
export function answeredAt(
  activity: Activity,
  request: { readonly commit?: string; readonly at: Date; readonly isLabelled: boolean },
): Date | undefined {
  const changed = changedSince(activity, request) ?? seenSince(activity, request);
  if (changed) return changed;
  const kinds = request.isLabelled ? requests : answers;
  return activity.people.find(
    ({ kind, by, at }) => by === activity.pull.author && kinds.has(kind) && at > request.at,
  )?.at;
}

/** The newest of some reviews. */
export function newest(reviews: readonly ReviewFact[]): ReviewFact | undefined {
  return reviews.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0];
}

/** Where no commit was reviewed, that a new head was seen tells of a push that its dates deny. */
function seenSince(
  { pull, commits, isBot }: Activity,
  request: { readonly commit?: string; readonly at: Date },
): Date | undefined {
  const head = commits.at(-1);
  const isNew = request.commit === undefined && pull.headSeenAt && pull.headSeenAt > request.at;
  return isNew && head && isChange(head) && !isBot(head) ? pull.headSeenAt : undefined;
}

/**
 * The commits with the instants at which they can have been pushed: not before the opening, not before a review that
 * saw less than them or a forced push that they build on, not after the pull request was last touched.
 */
function pushed(pull: PullRequest): TimelineFact[] {
  const events = pull.details?.events ?? [];
  const commits = events.filter(({ kind }) => kind === 'commit');
  const seen = [...events.filter(({ kind }) => kind !== 'commit'), ...(pull.details?.reviews ?? [])].filter(
    ({ commit }) => commit !== undefined && commit !== '',
  );
  let earliest = pull.createdAt;
  return commits.map((one, i) => {
    const before = commits[i - 1];
    for (const { commit, at } of seen) {
      if (before?.commit !== undefined && commit === before.commit) earliest = later(earliest, at);
    }
    const isDoubted = one.at < earliest;
    const isTold = isDoubted && (i === commits.length - 1 || earliest > pull.createdAt);
    const at = isTold ? later(earliest, pull.headSeenAt) : later(one.at, earliest);
    const end = later(pull.updatedAt, earliest);
    earliest = at > end ? end : at;
    return { ...one, at: earliest };
  });
}

function indexOf(commits: readonly TimelineFact[], oid: string | undefined): number {
  return oid === undefined || oid === '' ? -1 : commits.findLastIndex(({ commit }) => commit === oid);
}

function isPush({ kind }: TimelineFact): boolean {
  return kind === 'commit' || kind === 'force-push';
}

function later(one: Date, other: Date | undefined): Date {
  return other && other > one ? other : one;
}
