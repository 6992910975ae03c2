// The repositories of watches that cannot be read until a person mends something, and whether they can be again.
import { OutsideError } from '../../core/errors.ts';
import { AnotherRepositoryError, unseenRepository } from '../../core/github/another-repository.ts';
import type { PullSource } from '../../core/github/pull-request.ts';
import type { Watch } from './facts.ts';

/** Remembers of each repository that a watch has read how that went. */
export type Unreadable = ReturnType<typeof unreadable>;

/** How long until one that cannot be read is tried again between the readings. */
const patienceMilliseconds = 15 * 60_000;

/** Builds it. `isRefusedWhole`: nothing can be read now, and so it is no repository's matter. */
export function unreadable(parts: {
  readonly source: Pick<PullSource, 'findRepository'>;
  isRefusedWhole(): boolean;
  /** All watches: what one that goes on has seen tells whether it is the same repository that has the name now. */
  watches(): Promise<readonly Pick<Watch, 'scope' | 'isPaused'>[]>;
  now(): Date;
}) {
  const known = new Map<string, { why: string | undefined | null; nextAt: number }>();

  function heard(repository: string, failure?: OutsideError): void {
    if (failure && (!failure.isPermanent || parts.isRefusedWhole())) return;
    known.set(repository, {
      why: failure?.message,
      nextAt: parts.now().getTime() + patienceMilliseconds,
    });
  }

  /** Whether it is there for one watch at least. Throws `OutsideError`. */
  async function isThere(repository: string): Promise<boolean> {
    const readers = (await parts.watches()).filter(
      ({ isPaused, scope }) => !isPaused && scope.repositories.includes(repository),
    );
    const ids = new Set(readers.map(({ scope }) => scope.seen[repository]?.id));
    let another: AnotherRepositoryError | undefined;
    for (const id of ids.has(undefined) || ids.size === 0 ? [undefined] : ids) {
      try {
        return (await parts.source.findRepository({ repository, id })) !== undefined;
      } catch (error) {
        if (!(error instanceof AnotherRepositoryError)) throw error;
        another = error;
      }
    }
    if (another) throw another;
    return false;
  }

  return {
    /** Told of each reading for a watch: what went wrong, or nothing. */
    heard,
    /** What was found before the start is looked at again. */
    recall(repository: string) {
      known.set(repository, { why: null, nextAt: 0 });
    },
    /** All that is known; `why` is undefined where it can be read, null where that is not known yet. */
    list: () => [...known].map(([repository, { why }]) => ({ repository, why })),
    /** Tries those that could not be read, now and then; throws nothing. */
    async look() {
      for (const [repository, { why, nextAt }] of known) {
        if (why === undefined || parts.now().getTime() < nextAt) continue;
        known.set(repository, { why, nextAt: parts.now().getTime() + patienceMilliseconds });
        try {
          if (await isThere(repository)) heard(repository);
          else if (why === null) heard(repository, unseenRepository(repository));
        } catch (error) {
          if (error instanceof OutsideError && why === null) heard(repository, error);
        }
      }
    },
  };
}
