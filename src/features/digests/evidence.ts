// What labels, reviews and events say of a pull request, for the rules of whom it waits on.

import type { PullRequest, ReviewFact } from '../../core/github/pull-request.ts';
import { latest } from '../../core/time.ts';
import {
  type Activity,
  activityOf,
  answeredAt,
  changedSince,
  isChange,
  lastSeenAt,
  newest,
} from './activity.ts';
import type { Meaning } from './vocabulary/shape.ts';
import { type Found, meaningsOf, type Vocabulary } from './vocabulary.ts';

const day = 86_400_000;

/** A pull request with what is known of it. */
export interface Evidence extends Activity {
  readonly words: Vocabulary;
  readonly now: Date;
  readonly labels: readonly Found[];
  /** Decisions of people who may merge; an approval of somebody who is asked again holds no longer, though GitHub counts it. */
  readonly approvals: readonly ReviewFact[];
  readonly asked: readonly ReviewFact[];
  readonly request: ChangeRequest | undefined;
}

/** A request for changes that stands, and when it was answered. */
interface ChangeRequest {
  readonly at: Date;
  readonly why: string;
  readonly by: readonly string[];
  readonly answered: Date | undefined;
}

/** Gathers it. */
export function evidenceOf(pull: PullRequest, { words, now }: Pick<Evidence, 'words' | 'now'>): Evidence {
  const activity = activityOf(pull, words);
  const reviews = (pull.details?.reviews ?? []).filter((one) => !activity.isBot(one));
  const labels = meaningsOf(pull.labels, words);
  const requested = pull.details?.requested ?? [];
  const one = {
    ...activity,
    words,
    now,
    labels: labels.filter((found) => !isOvertaken(found, pull, reviews)),
    approvals: reviews.filter(({ state, by }) => state === 'approved' && !requested.includes(by)),
    asked: reviews.filter(({ state }) => state === 'changes-requested'),
    request: undefined,
  };
  return { ...one, request: requestOf(one) };
}

/**
 * Checks that began so long ago and have not finished will not: what waits for a machine is given up after a day, and one that is
 * required but never begins is pending for ever.
 */
const longestChecks = 2 * day;

/** Whether the checks are not finished, and nobody need wait for them any more. */
export function areStuck({ pull, people, commits, forcePushes, now }: Evidence): boolean {
  if (pull.checks !== 'pending') return false;
  const begun = latest([
    pull.createdAt,
    pull.headSeenAt,
    pull.details?.checksAt,
    commits.at(-1)?.at,
    forcePushes.at(-1)?.at,
    people.findLast(({ kind }) => kind === 'ready' || kind === 'reopened')?.at,
  ]);
  return begun !== undefined && now.getTime() - begun.getTime() > longestChecks;
}

/** What reviews can say against what labels kept by hand say. */
const overtaking: Partial<Record<Meaning, readonly ReviewFact['state'][]>> = {
  reviewer: ['approved', 'changes-requested'],
  merger: ['changes-requested'],
  author: ['approved'],
};

/** Whether people forgot a label when they decided otherwise. When it was put there has to be known. */
function isOvertaken(found: Found, pull: PullRequest, reviews: readonly ReviewFact[]): boolean {
  const against = overtaking[found.means];
  const at = found.isByHand && against ? eventOf({ pull }, found)?.at : undefined;
  return at !== undefined && reviews.some((one) => against?.includes(one.state) && one.at > at);
}

/** A label that says so wins; else the reviews of people, unless a label says that it is no longer the author's. */
function requestOf(one: Evidence): ChangeRequest | undefined {
  const { pull } = one;
  const found = label(one, 'author');
  const asked = pull.decision === 'approved' || hasWord(one) ? [] : one.asked;
  const isDecided =
    pull.decision === 'changes-requested' && one.asked.length === 0 && isTold(one) && !hasWord(one);
  if (!found && asked.length === 0 && !isDecided) return undefined;
  const last = newest(asked);
  const labelled = found && eventOf(one, found) && labelledAt(one, found);
  // A label that came before all events that are known tells nothing of when: the review that asked for it does.
  const unseen = reviewedAt(one) ?? (found ? labelledAt(one, found) : pull.createdAt);
  const at = latest([last?.at, labelled]) ?? unseen;
  // A label that was put there long after the review asks for more than the review did.
  const isSame = last && (!labelled || labelled.getTime() - last.at.getTime() < day);
  const request = { at, isLabelled: found !== undefined, ...(isSame && { commit: last.commit }) };
  return {
    at,
    why: found ? whyOf(found) : 'changes requested',
    by: namesOf(asked),
    answered:
      found && !found.isAnswerable ? undefined : (answeredAt(one, request) ?? askedAgainAt(one, asked)),
  };
}

/** Who is asked for a review again after asking for changes has been answered, whoever asked them. */
function askedAgainAt({ pull, people }: Evidence, asked: readonly ReviewFact[]): Date | undefined {
  const requested = pull.details?.requested ?? [];
  const last = newest(asked);
  if (!last || !asked.every(({ by }) => requested.includes(by))) return undefined;
  const request = people.findLast(({ kind, at }) => kind === 'review-requested' && at > last.at);
  return request?.at ?? last.at;
}

/** Whether a decision that GitHub tells can be that of people, though their reviews are not known. */
export function isTold({ pull, isBot }: Evidence): boolean {
  if ((pull.details?.reviews ?? []).length > 0) return false;
  const reviews = (pull.details?.events ?? []).filter(
    ({ kind, by }) => kind === 'review' && by !== pull.author,
  );
  return reviews.length === 0 || reviews.some((one) => !isBot(one));
}

/** Whether a human other than the author has reviewed it. */
export function isReviewed(one: Evidence): boolean {
  const { approvals, asked, labels } = one;
  return (
    approvals.length + asked.length > 0 ||
    labels.some((found) => found.isReviewed ?? (found.means === 'reviewed' || found.isAnswerable)) ||
    reviewedAt(one) !== undefined
  );
}

function reviewedAt({ pull, people }: Evidence): Date | undefined {
  return people.findLast(({ kind, by }) => kind === 'review' && by !== pull.author)?.at;
}

/** When what was approved was changed after the last of the approvals; undefined while one of them holds. */
export function lastChange(one: Evidence): Date | undefined {
  const changes = one.approvals.map((approval) => changedSince(one, approval));
  const known = changes.filter((at) => at !== undefined);
  return known.length === changes.length ? latest(known) : undefined;
}

/** When it last came to the reviewers. */
export function turnAt({ pull, people }: Evidence): Date {
  const turn = people.findLast(
    (event) => ['review-requested', 'ready', 'reopened', 'dismissed'].includes(event.kind) || isChange(event),
  );
  return turn?.at ?? pull.createdAt;
}

/** The people who are asked for a review. */
export function requestedOf({ pull, words }: Evidence): string[] {
  return (pull.details?.requested ?? []).filter((name) => !words.isBot(name));
}

/** What a label says, if one says that. */
export function label({ labels }: Pick<Evidence, 'labels'>, means: Meaning): Found | undefined {
  return labels.find((one) => one.means === means);
}

/** Whether a label gives it to a merger or a reviewer. */
export function hasWord(one: Pick<Evidence, 'labels'>): boolean {
  return one.labels.some(({ means }) => means === 'merger' || means === 'self-merge' || means === 'reviewer');
}

/** When a label was put there, if that is known. */
export function eventOf({ pull }: Pick<Evidence, 'pull'>, { labels }: Found) {
  return pull.details?.events.findLast((one) => one.kind === 'labeled' && labels.includes(one.label ?? ''));
}

/** Whether a bot put a label there, as some do on every pull request. */
export function isPutByBot(one: Evidence, found: Found): boolean {
  const event = eventOf(one, found);
  return event !== undefined && one.isBot(event);
}

/** A bot's label follows what a human did just before. */
export function labelledAt(one: Evidence, found: Found): Date {
  const event = eventOf(one, found);
  if (!event) return lastSeenAt(one);
  const { createdAt } = one.pull;
  if (!one.isBot(event)) return event.at > createdAt ? event.at : createdAt;
  return one.people.findLast(({ at }) => at <= event.at)?.at ?? createdAt;
}

/**
 * Whether a title says that its author goes on: `WIP …`, `🚧 …`; `WIP: …`, `Draft: …` and `[WIP] …`, also behind `gh-123:`,
 * `docs(guide):` and `[3.14]`; `… [WIP]`, `… (do not merge)`, `… - wip`. Not so `Drafting …`, nor `WIP` and `[WIP]` within a sentence.
 */
export function isUnfinishedTitle(title: string): boolean {
  return unfinishedTitles.some((one) => one.test(title));
}

/** What stands before a title itself: `docs(guide):`, `pt-br:`, `Chapter 3:`, `[3.14]`, `#12`, a picture. */
const beforeTitle = String.raw`(?:\s*(?:#\d+\s|\p{Extended_Pictographic}\uFE0F?|[\p{L}\d#][\p{L}\d._/-]*(?: [\p{L}\d._/-]+)?(?:\([^()]*\))?!?\s*:|\[[^[\]]*\]))*\s*`;
const mark = '(?:wip|draft|dnm|do[ -]not[ -]merge|work[ -]in[ -]progress)';

const unfinishedTitles = [
  String.raw`^(?:\s*(?:\[[^[\]]*\]|(?:gh-|#)\d+:?))*\s*(?:🚧|wip\b)`,
  String.raw`^${beforeTitle}(?:[[(]\s*${mark}\s*[\])]|${mark}\s*:)`,
  String.raw`(?:[[(]\s*(?!draft)${mark}\s*[\])]|(?:[:|]|\s[-–—])\s*wip)(?:\s*\(#\d+\)|\.)?\s*$`,
].map((pattern) => new RegExp(pattern, 'iu'));

/** Why, by a label. */
export function whyOf({ why, labels }: Found): string {
  return why ?? `labelled ${labels.join(' and ')}`;
}

/** Who gave some reviews. */
export function namesOf(reviews: readonly ReviewFact[]): string[] {
  return [...new Set(reviews.map(({ by }) => by))];
}
