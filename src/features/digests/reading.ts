// Reads the repositories of a scope and makes the digest; a repository that cannot be read is said to be missing.
import { mayUseRepository } from '../../core/directory.ts';
import { OutsideError, toldToAll } from '../../core/errors.ts';
import type { EndedPull, PullChanges, PullMemory, PullSource } from '../../core/github/pull-request.ts';
import type { DigestsDeps } from './deps.ts';
import type { Digest, Scope } from './facts.ts';
import { type Numbers, numbersOf } from './numbers.ts';
import { type Granted, type Renaming, renamedWords } from './renaming.ts';
import { digestOf, type Material, merged } from './rules.ts';
import { issuesAsked, isWithin } from './scope.ts';
import type { Told } from './store/digests.ts';
import type { SaidVocabulary } from './vocabulary/shape.ts';
import { vocabularyOf } from './vocabulary.ts';

/** What a digest is made from. */
interface ReadingSpec {
  readonly scope: Scope;
  readonly memory: PullMemory;
  readonly now: Date;
  /** The digest before; changes are counted from there on. */
  readonly before?: Told | undefined;
  /** Since when changes are counted where there was none before; a week if left out. */
  readonly since?: Date | undefined;
  /** Until when, where the next digest goes on from there. */
  readonly until?: Date | undefined;
  /** For whom it is read: what was granted when a repository was chosen may have been taken back since; of all if left out. */
  readonly group?: Granted | undefined;
  /** Whether only a public repository of this name may be read, since a stranger named it. */
  isPublicOnly?(repository: string): boolean;
  /** What the group says of its repositories' labels and bots. */
  readonly vocabulary?: SaidVocabulary | undefined;
  /** Told of each repository whether it could be read. */
  readonly read?: ((repository: string, failure?: OutsideError) => void) | undefined;
  /** Told how far the reading of a repository is. */
  progress?(step: ReadingStep): Promise<void>;
}

/** What a group's digest of a scope is made from, but for the time; of a watch, counted from its own digest before. */
export async function readingOf(
  { groups, store }: DigestsDeps,
  { groupId, scope }: { readonly groupId: number; readonly scope: Scope },
  watchId?: number,
) {
  return {
    scope,
    group: await groups.find(groupId),
    memory: store.memory(groupId),
    before: await store.lastTold(groupId, scope, watchId),
    vocabulary: (await store.said(groupId))?.said,
  };
}

/** That a repository could not be read, and why as far as everybody is told. */
export function unreadWords(repository: string, failure: OutsideError): string {
  return `${repository} could not be read: ${toldToAll(failure)}`;
}

/** How far a reading is. */
export interface ReadingStep {
  readonly repository: string;
  readonly done: number;
  readonly total: number;
}

/** The digest, and what went wrong with some of its repositories. */
export interface Read {
  readonly digest: Digest;
  readonly failures: readonly OutsideError[];
  /** What the repositories that were read are called, as it is kept in the scope of a watch. */
  readonly seen: Scope['seen'];
  /** Repositories that only some may see. */
  readonly privates: readonly string[];
}

/**
 * What was merged and closed so long before and after the digest before may have been told by it or not: GitHub's search finds it a
 * little later than it happened, and its clock is not this computer's.
 */
const overlapMilliseconds = 10 * 60_000;

const week = 7 * 86_400_000;
const halfYear = 200 * 86_400_000;

/** Throws `OutsideError` when no repository can be read. */
export async function readDigest(source: PullSource, spec: ReadingSpec): Promise<Read> {
  const { scope, now, before } = spec;
  const since = before?.at ?? spec.since ?? new Date(now.getTime() - week);
  const issues = issuesAsked(scope);
  const readings: Material[] = [];
  const failures: OutsideError[] = [];
  const seen: Scope['seen'] = {};
  const privates: string[] = [];
  for (const repository of scope.repositories) {
    const refused = takenBack(spec.group, repository);
    try {
      if (refused) throw refused;
      const query = {
        repository,
        id: scope.seen[repository]?.id,
        among: scope,
        since,
        ...(spec.until && { until: spec.until }),
        ...(before && {
          around: {
            from: new Date(since.getTime() - overlapMilliseconds),
            until: new Date(since.getTime() + overlapMilliseconds),
          },
        }),
        isPublicOnly: spec.isPublicOnly?.(repository) ?? false,
        ...(issues && { issues }),
        isWanted: (pull: Parameters<typeof isWithin>[1]) => isWithin(scope, pull, now),
      };
      const progress = async (done: number, total: number) => spec.progress?.({ repository, done, total });
      const read = await source.readPulls(query, spec.memory, progress);
      const { isArchived, changes, id, ...reading } = read;
      const { repo } = reading;
      const from = scope.seen[repository]?.name ?? repository;
      readings.push({
        ...reading,
        missing: [...reading.missing, ...renamedWords({ from, to: repo }, spec.group)],
        ...(changes && { changes: withoutAlreadyReported(changes, before) }),
        ...(isArchived && { archived: [repo] }),
      });
      if (reading.isPublic === false) privates.push(repository);
      // A server that is like GitHub may tell none.
      const known = id ?? scope.seen[repository]?.id;
      seen[repository] = { name: repo, ...(known !== undefined && { id: known }) };
      spec.read?.(repository);
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      failures.push(error);
      if (!refused) spec.read?.(repository, error);
      const missing = [unreadWords(repository, error)];
      readings.push({ pulls: [], missing, cost: { requests: 0, points: 0 } });
    }
  }
  if (failures.length === scope.repositories.length) {
    // The one that passes soonest decides when to try again: a passing failure before a permanent one.
    throw failures.find(({ isPermanent }) => !isPermanent) ?? failures[0];
  }
  // A total that lacks a repository is not comparable.
  const openBefore = failures.length === 0 ? before?.open : undefined;
  const material = { ...merged(readings), since, ...(openBefore !== undefined && { openBefore }) };
  return { digest: digestOf(scope, material, now, spec.vocabulary), failures, seen, privates };
}

/**
 * From now on a repository is read, searched and shown by its new name, where the group may: whoever takes the former name later
 * is not read for it. Answers those that were renamed.
 */
export async function followRenamed(
  { store }: Pick<DigestsDeps, 'store'>,
  group: Granted,
  seen: Scope['seen'],
): Promise<Renaming[]> {
  const usable = Object.entries(seen)
    .map(([from, { name }]) => ({ from, to: name }))
    .filter(({ from, to }) => from !== to && mayUseRepository(group, to));
  for (const one of usable) await store.renameRepository(group.id, one);
  return usable;
}

/** That a group may use a repository no longer. */
function takenBack(group: ReadingSpec['group'], repository: string): OutsideError | undefined {
  if (!group || mayUseRepository(group, repository)) return undefined;
  return new OutsideError(
    `${repository} is no longer granted to this group. Whoever runs me can grant it again; otherwise take it out of what is watched.`,
    { isPermanent: true },
  );
}

/** Without what the digest before told already. */
function withoutAlreadyReported({ ended, ...changes }: PullChanges, before: Told | undefined): PullChanges {
  const key = ({ repo, number, isMerged }: Digest['ended'][number]) => `${repo}#${number} ${isMerged}`;
  const told = new Set(before?.ended.map(key));
  const end = (before?.at.getTime() ?? 0) + overlapMilliseconds;
  const isTold = (one: EndedPull) => told.has(key(one)) && (one.endedAt?.getTime() ?? 0) <= end;
  const again = ended.filter(isTold);
  return {
    ...changes,
    merged: changes.merged - again.filter(({ isMerged }) => isMerged).length,
    closed: changes.closed - again.filter(({ isMerged }) => !isMerged).length,
    ended: ended.flatMap((one) => {
      const { endedAt: _, ...kept } = one;
      return isTold(one) ? [] : [kept];
    }),
  };
}

/** The numbers of a scope in a month (`2026-11`). Throws `OutsideError` when GitHub cannot be read. */
export async function readNumbers(
  deps: Pick<DigestsDeps, 'store' | 'source' | 'groups'>,
  spec: { groupId: number; scope: Scope; month: string; now: Date; zone: string; isPublicOnly?: boolean },
): Promise<{ numbers: Numbers; isPublic: boolean; notes: string[] }> {
  const { groupId, scope, month, now, zone, isPublicOnly = false } = spec;
  const readings = [];
  const notes: string[] = [];
  const group = await deps.groups.find(groupId);
  for (const repository of scope.repositories) {
    const refused = takenBack(group, repository);
    if (refused) throw refused;
    const seen = scope.seen[repository];
    const asked = { repository, id: seen?.id, isPublicOnly, among: scope, month };
    const reading = await deps.source.readOpened(asked);
    readings.push(reading);
    notes.push(...renamedWords({ from: seen?.name ?? repository, to: reading.repo }, group));
  }
  const said = (await deps.store.said(groupId))?.said;
  const words = vocabularyOf([], said);
  const counts = await deps.store.counts(groupId, scope, new Date(now.getTime() - halfYear));
  const key = ({ author, createdAt }: { author: string; createdAt: Date }) =>
    `${author} ${createdAt.getTime()}`;
  // What was opened on the last day is told a month later at the latest.
  const since = new Date(`${month}-01T00:00:00Z`);
  const until = new Date(since.getTime() + 9 * week);
  const told = await deps.store.reportedAsFirst(groupId, { repositories: scope.repositories, since, until });
  const first = new Set(told.map(key));
  const opened = readings.flatMap(({ pulls }) => pulls);
  return {
    numbers: {
      ...numbersOf(
        opened.map((one) => ({ ...one, isFirstTimer: one.isFirstTimer || first.has(key(one)) })),
        { month, now, zone, counts, isWhole: readings.every(({ isWhole }) => isWhole), words },
      ),
      ...(scope.paths.length > 0 && { isOfAllPaths: true }),
    },
    isPublic: readings.every(({ isPublic }) => isPublic),
    notes,
  };
}
