// What suits somebody who looks for something to do: why it does, and in which order.

import { z } from 'zod';
import type { Issue, PullRequest, WorkItem } from '../../core/github/pull-request.ts';
import { type Language, languageReader } from '../../core/text/language.ts';
import type { Line } from './facts.ts';
import { isInLanguage } from './language.ts';
import { daysBetween } from './rules.ts';
import { reply } from './vocabulary/general.ts';
import type { Meaning, SaidVocabulary } from './vocabulary/shape.ts';
import { meaningsOf, vocabularyOf } from './vocabulary.ts';

/** Labels and words that somebody chose. */
export const interestsShape = z.array(z.string());

/** What somebody said of themselves. */
export interface Interests {
  /** Their name on GitHub. */
  readonly login?: string;
  readonly topics: readonly string[];
}

/** What can become of an issue that is looked at together. */
export const outcomes = ['do', 'decide', 'ask', 'close', 'later'] as const;

/** See `outcomes`. */
export type Outcome = (typeof outcomes)[number];

/** An issue that was looked at together. */
export interface Triaged extends WorkItem {
  readonly outcome: Outcome;
  readonly at: Date;
}

/** Something that suits somebody, with why, the strongest reason first. */
export interface Fitting extends WorkItem {
  /** Whether it is of what they like. */
  readonly isLiked: boolean;
  readonly why: readonly string[];
}

type Reason = ReturnType<typeof reason>;

/** What somebody touched before. */
type Touched = ReturnType<typeof touchedBy>;

const most = 3;
const freshDays = 14;
const answerDays = 3;
/** What projects label issues that suit newcomers. */
export const easyLabels: readonly string[] = [
  'easy', 'difficulty: easy', 'E-easy', 'E-mentor', 'E-help-wanted', 'good first issue', 'good-first-issue', 'good first pr', 'good first contribution',
  'help wanted', 'help-wanted', 'newcomer', 'newcomers', 'beginner', 'beginners', 'starter', 'up for grabs', 'first-timers-only', 'sprintable',
]; // biome-ignore format: a list to read
const answered = /question|needs[ -]answer/iu;

const holding: ReadonlySet<Meaning> = new Set(['nobody', 'unfinished', 'decision']);

/** What a person touched, by the pull requests that are known: labels and folders of their own ones, in lower case. */
export function touchedBy(login: string | undefined, pulls: readonly PullRequest[]) {
  const own = pulls.filter(
    ({ author }) => login !== undefined && author.toLowerCase() === login.toLowerCase(),
  );
  return {
    labels: new Set(own.flatMap(({ labels }) => labels.filter(isTopic).map((label) => label.toLowerCase()))),
    folders: new Set(own.flatMap(({ details }) => (details?.files ?? []).map(folderOf))),
  };
}

/** Whether one answer would do, of somebody else than its author: a question, or three days without a word from anybody. */
export function needsAnswer(issue: Issue, now: Date, login?: string): boolean {
  const { author, comments = 0, isTaken } = issue;
  if (isTaken === true || author.toLowerCase() === login?.toLowerCase()) return false;
  const isQuiet = comments === 0 && daysBetween(issue.createdAt, now) >= answerDays;
  return isQuiet || (asksSomething(issue) && comments <= 1);
}

function asksSomething({ labels, title }: Issue): boolean {
  return labels.some((one) => answered.test(one)) || /[?？؟]\s*$/u.test(title);
}

/** For whom something is sought. */
interface Seeker {
  readonly interests: Interests;
  readonly touched: Touched;
  readonly now: Date;
}

/** The issues that suit somebody, at most three; those where somebody is at work are left out. */
export function fittingIssues(issues: readonly Issue[], seeker: Seeker, said?: SaidVocabulary): Fitting[] {
  const used = issues.flatMap(({ labels }) => labels);
  const words = vocabularyOf(used, said);
  // What waits for a decision, for a word of who reported it or for something else is no work for others yet.
  const isHeld = ({ labels }: Issue) =>
    meaningsOf(labels, words).some(
      ({ means, why, labels: [label = ''] }) => (holding.has(means) || why === reply.why) && !isEasy(label),
    );
  const free = issues.filter(({ isTaken }) => isTaken !== true);
  return best(free, seeker, {
    filesOf: () => [],
    order: ({ createdAt }) => -createdAt.getTime(),
    reasons(issue) {
      const age = daysBetween(issue.createdAt, seeker.now);
      const label = issue.labels.find(isEasy);
      const isQuiet = issue.comments === 0;
      return [
        reason(label !== undefined, 30, `labelled ${label}`),
        reason(asksSomething(issue) && isQuiet, age >= answerDays ? 16 : 12, 'it just needs an answer'),
        reason(isQuiet, 10, 'nobody is there yet'),
        reason(age <= freshDays, 12, 'new'),
        reason((issue.comments ?? 0) > 10 || age > 365, -25),
        reason(isHeld(issue), -60),
      ];
    },
  });
}

function isEasy(label: string): boolean {
  return easyLabels.some((one) => one.toLowerCase() === label.trim().toLowerCase());
}

/** The pull requests that somebody could review, at most three: those who asked for them first, then what waits longest. */
export function fittingPulls(
  lines: readonly Line[],
  how: Seeker & {
    filesOf(line: Line): readonly string[];
    words(days: number): string;
  },
): Fitting[] {
  const { filesOf, words, ...seeker } = how;
  const login = seeker.interests.login?.toLowerCase();
  const waits = ({ since }: Line) => daysBetween(since, seeker.now);
  const isAsked = ({ who }: Line) => who.some((name) => name.toLowerCase() === login);
  const others = lines.filter((one) => one.waitingOn === 'reviewer' && one.author.toLowerCase() !== login);
  return best(others, seeker, {
    filesOf,
    order: (line) => -waits(line),
    reasons: (line) => [
      reason(isAsked(line), 150, 'your review is asked for'),
      reason(line.isFirstTimer, 15, 'a first contribution'),
      reason(line.size === 'XS' || line.size === 'S', 12, 'small'),
      {
        weight: Math.min(20, Math.floor(waits(line) / 7)),
        why: waits(line) === 0 ? 'new today' : `waits for ${words(waits(line))}`,
      },
    ],
  });
}

/** A reason that counts only where it is so; without words it weighs and is not told. */
function reason(isSo: boolean, weight: number, why = '') {
  return isSo ? { weight, why } : { weight: 0, why: '' };
}

/** Something that somebody likes, and its words, with the language that each names. */
interface Wish {
  readonly topic: string;
  readonly words: readonly { readonly word: string; readonly language: Language | undefined }[];
}

function wishesOf({ topics }: Interests): Wish[] {
  const languageOf = languageReader();
  return topics.map((topic) => {
    const words = languageOf(topic) ? [topic] : topic.split(/\s+/u);
    return { topic, words: words.map((word) => ({ word: word.toLowerCase(), language: languageOf(word) })) };
  });
}

function interestReasons(
  { title, labels }: { readonly title: string; readonly labels: readonly string[] },
  files: readonly string[],
  wishes: readonly Wish[],
): Reason[] {
  return wishes.flatMap(({ topic, words }) => {
    if (labels.some((label) => label.toLowerCase() === topic.toLowerCase()))
      return [{ weight: 90, why: `labelled ${topic}` }];
    // A language's code alone is no word: `it` is in many titles. Beside others it is a word of its own: `user id`.
    const has = (text: string, { word, language }: Wish['words'][number]) => {
      const lower = text.toLowerCase();
      if (!language || word.length > 2) return lower.includes(word);
      return words.length > 1 && lower.split(/[^\p{L}\p{N}]+/u).includes(word);
    };
    const isSo = ({ language }: Wish['words'][number]) =>
      language !== undefined && isInLanguage({ title, labels, files }, language);
    const named = [title, ...labels].join('\n');
    const [only] = words.length === 1 ? words : [];
    if (words.every((one) => has(named, one) || isSo(one))) {
      const isByCode = only?.language && !has(named, only);
      return [{ weight: 85, why: isByCode ? `in ${only.language.name}` : `about ${topic}` }];
    }
    const isTouched = files.some((file) => words.every((one) => has(file, one)));
    return isTouched ? [{ weight: 80, why: `touches ${topic}` }] : [];
  });
}

function touchedReasons(
  { labels }: { readonly labels: readonly string[] },
  files: readonly string[],
  touched: Touched,
): Reason[] {
  const folder = files.map(folderOf).find((one) => touched.folders.has(one));
  if (folder !== undefined && folder !== '')
    return [{ weight: 25, why: `in ${folder}, where you were before` }];
  const label = labels.find((one) => touched.labels.has(one.toLowerCase()));
  return label === undefined ? [] : [{ weight: 8, why: `labelled ${label}, as what you did before` }];
}

/** The three for which most speaks, each with its three strongest reasons; `order` decides between equals. */
function best<T extends WorkItem & { readonly labels: readonly string[] }>(
  things: readonly T[],
  { interests, touched }: Seeker,
  how: {
    filesOf(one: T): readonly string[];
    order(one: T): number;
    reasons(one: T): readonly Reason[];
  },
): Fitting[] {
  const wishes = wishesOf(interests);
  return things
    .map((one) => {
      const files = how.filesOf(one);
      const liked = interestReasons(one, files, wishes);
      const reasons = [...liked, ...touchedReasons(one, files, touched), ...how.reasons(one)];
      const weight = reasons.reduce((sum, each) => sum + each.weight, 0);
      return { one, isLiked: liked.length > 0, reasons, weight };
    })
    .toSorted(
      (a, b) => b.weight - a.weight || how.order(a.one) - how.order(b.one) || a.one.number - b.one.number,
    )
    .slice(0, most)
    .map(({ one: { repo, number, title, url }, isLiked, reasons }) => {
      const told = reasons.filter(({ why }) => why !== '').toSorted((a, b) => b.weight - a.weight);
      const why = [...new Set(told.map((each) => each.why))].slice(0, 3);
      return { isLiked, repo, number, title, url, why };
    });
}

/** Labels that say how far something is are no topics. */
function isTopic(label: string): boolean {
  return !/await|wait|merge|wip|draft|block|stale|review|backport|skip|lgtm|approved|lifecycle|cla\b/iu.test(
    label,
  );
}

/** `Doc/library` of `Doc/library/os.rst`. */
function folderOf(path: string): string {
  return path.split('/').slice(0, -1).slice(0, 3).join('/');
}
