// From pull requests to a digest: in which part each stands, its line, and the order of the lines.
import { insteadOf, messageOf, OutsideError, UserError } from '../../core/errors.ts';
import type { PullChanges, PullReading, PullRequest, WorkItem } from '../../core/github/pull-request.ts';
import { parseSchedule } from '../../core/schedule.ts';
import { type Digest, type Line, type Scope, type SectionName, sectionNames, type Watch } from './facts.ts';
import { fits, isOnPath, isWithin } from './scope.ts';
import type { SaidVocabulary } from './vocabulary/shape.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';
import { reviewState } from './waiting-on.ts';

const day = 86_400_000;

type Numbered = Pick<WorkItem, 'repo' | 'number'>;

/** Nobody was there for so many days: stuck, badly stuck, and stuck though a first review is what it lacks. */
export const stuckDays = { stuck: 30, badly: 90, unreviewed: 180 } as const;

/** What was read of all repositories of a scope. */
export interface Material extends Omit<PullReading, 'repo' | 'isArchived'> {
  /** Those in which nothing can be changed any more. */
  readonly archived?: readonly string[];
  readonly since?: Date;
  readonly openBefore?: number;
}

/**
 * Makes the digest. Each open pull request of the scope stands in exactly one section. What labels mean is recognised
 * from those of each repository, and from what the group says of them.
 */
export function digestOf(scope: Scope, material: Material, now: Date, said?: SaidVocabulary): Digest {
  const words = vocabularies(material.pulls, said);
  const pulls = material.pulls.filter((pull) => isWithin(scope, pull, now) && isOnPath(scope, pull));
  const { translations } = scope;
  const parts = Map.groupBy(pulls, (pull) =>
    sectionOf(pull, { translations, words: words.get(pull.repo) }, now),
  );
  const linesOf = (name: SectionName) =>
    (parts.get(name) ?? []).map((pull) => lineOf(pull, { words: words.get(pull.repo), now }));
  const wanted = sectionNames.filter((name) => scope.sections.length === 0 || scope.sections.includes(name));
  const { changes } = material;
  return {
    generatedAt: now,
    isPublic: material.isPublic,
    since: material.since,
    ...(scope.paths.length > 0 && { isOfAllPaths: true }),
    totals: {
      open: pulls.length,
      opened: changes?.opened,
      merged: changes?.merged,
      closed: changes?.closed,
      openBefore: material.openBefore,
    },
    sections: wanted.map((name) => ({ name, prs: linesOf(name).sort(orderOf(name)) })),
    ended: [...(changes?.ended ?? [])],
    issues: material.issues && {
      total: material.issues.total,
      issues: material.issues.issues.map((one) => ({ ...one, labels: [...one.labels] })),
    },
    archived: material.archived && [...material.archived],
    missing: [...material.missing],
    cost: { ...material.cost },
  };
}

/** The one part in which a pull request stands. */
export function sectionOf(
  pull: PullRequest,
  { translations, words }: Pick<Scope, 'translations'> & { readonly words?: Vocabulary | undefined },
  now: Date,
): SectionName {
  const { waitingOn, isByBot, isReviewed, isStale, humanAt } = reviewState(pull, { words, now });
  const { on, isReady } = waitingOn;
  if (isByBot) return 'by bots';
  if (on === 'merger') return 'ready to merge';
  if ((pull.details?.files ?? []).some((file) => fits(file, translations))) return 'translations';
  if (!isReady) return 'not ready';
  const quietDays = daysBetween(humanAt, now);
  if (isStale || quietDays >= stuckDays.unreviewed) return 'stuck';
  if (on === 'reviewer' && !isReviewed) return 'waiting for a first review';
  if (quietDays >= stuckDays.stuck) return 'stuck';
  if (on === 'author') return 'waiting on the author';
  if (on === 'decision' || on === 'maintainer') return 'waiting for a decision';
  return on === 'ci' ? 'waiting for checks' : 'waiting for another review';
}

/** The facts of a pull request that a digest tells. */
export function lineOf(pull: PullRequest, spec: Parameters<typeof reviewState>[1]): Line {
  const { waitingOn, humanAt, isByBot } = reviewState(pull, spec);
  const { on, who, since, why } = waitingOn;
  return {
    repo: pull.repo,
    number: pull.number,
    title: pull.title,
    url: pull.url,
    author: pull.author,
    waitingOn: on,
    who: [...who],
    since,
    why,
    createdAt: pull.createdAt,
    humanAt,
    size: sizeOf(pull.lines),
    isFirstTimer: pull.isFirstTimer && !isByBot,
    labels: [...pull.labels],
  };
}

/** XS below 10 lines, S below 30, M below 100, L below 500, XL from there on. */
export function sizeOf(lines: number | undefined): Line['size'] {
  if (lines === undefined) return undefined;
  if (lines < 10) return 'XS';
  if (lines < 30) return 'S';
  if (lines < 100) return 'M';
  return lines < 500 ? 'L' : 'XL';
}

/** Whether two are the same pull request or issue. */
export function isSame(one: Numbered, other: Numbered): boolean {
  return one.repo === other.repo && one.number === other.number;
}

/** Whole days from one instant to another. */
export function daysBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / day));
}

/** All lines, longest waiting first. */
export function longestWaiting(digest: Digest): Line[] {
  return digest.sections
    .filter(({ name }) => name !== 'not ready' && name !== 'by bots')
    .flatMap(({ prs }) => prs)
    .sort(bySince);
}

/** Whether everything stands as it did in the digest before, and the same could not be seen; ages do not count. */
export function isUnchanged(before: Digest, digest: Digest): boolean {
  const { opened = 0, merged = 0, closed = 0 } = digest.totals;
  if (opened + merged + closed > 0) return false;
  return signature(before) === signature(digest);
}

function signature({ sections, totals, missing, archived = [] }: Digest): string {
  const stands = sections.map(({ name, prs }) => [
    name,
    prs.map((one) => [one.repo, one.number, one.title, one.waitingOn, one.who, one.why, one.labels]),
  ]);
  return JSON.stringify([totals.open, missing, archived, stands]);
}

/** Several readings as one. */
export function merged(readings: readonly Material[]): Material {
  const told = readings.flatMap(({ changes }) => changes ?? []);
  const sum = (pick: (changes: PullChanges) => number) => told.reduce((total, one) => total + pick(one), 0);
  const isTold = told.length > 0 && told.length === readings.length;
  const areAllPublic = readings.every(({ isPublic }) => isPublic);
  const isOnePrivate = readings.some(({ isPublic }) => isPublic === false);
  const lists = readings.flatMap(({ issues }) => issues ?? []);
  return {
    ...((areAllPublic || isOnePrivate) && { isPublic: areAllPublic }),
    pulls: readings.flatMap(({ pulls }) => pulls),
    archived: readings.flatMap((one) => one.archived ?? []),
    missing: [...new Set(readings.flatMap(({ missing }) => missing))],
    cost: {
      requests: readings.reduce((total, { cost }) => total + cost.requests, 0),
      points: readings.reduce((total, { cost }) => total + cost.points, 0),
    },
    ...(isTold && {
      changes: {
        opened: sum((one) => one.opened),
        merged: sum((one) => one.merged),
        closed: sum((one) => one.closed),
        ended: told.flatMap(({ ended }) => ended),
      },
    }),
    ...(lists.length > 0 && {
      issues: {
        total: lists.reduce((total, one) => total + one.total, 0),
        issues: lists
          .flatMap(({ issues }) => issues)
          .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime()),
      },
    }),
  };
}

function vocabularies(pulls: readonly PullRequest[], said?: SaidVocabulary): Map<string, Vocabulary> {
  const own = Map.groupBy(pulls, ({ repo }) => repo);
  const labels = (some: readonly PullRequest[]) => [...new Set(some.flatMap((one) => one.labels))];
  return new Map([...own].map(([repo, some]) => [repo, vocabularyOf(labels(some), said)]));
}

/** First-time contributors come first where a first review is wanted; else who waits longest. */
function orderOf(name: SectionName): (one: Line, other: Line) => number {
  if (name !== 'waiting for a first review') return bySince;
  return (one, other) => Number(other.isFirstTimer) - Number(one.isFirstTimer) || bySince(one, other);
}

/** Who waits longest comes first. */
export function bySince(one: Line, other: Line): number {
  return (
    one.since.getTime() - other.since.getTime() ||
    one.repo.localeCompare(other.repo) ||
    one.number - other.number
  );
}

/** When a watch's digests come. Throws a permanent `OutsideError` that names the commands that mend it, for what was taken once and is refused now. */
export function scheduleRead({ id, schedule }: Pick<Watch, 'id' | 'schedule'>) {
  try {
    return parseSchedule(schedule);
  } catch (error) {
    const words = `${messageOf(error)} Say it anew: /prs watch edit watch:${id} schedule:"mondays 09:00 Europe/Prague".`;
    throw insteadOf(UserError, new OutsideError(words, { isPermanent: true }))(error);
  }
}
