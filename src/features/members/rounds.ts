// Looks at one group after the other, each again when its time has come.
import type { GroupFacts } from '../../core/directory.ts';

/** What a round is made of; times in milliseconds. */
interface RoundsParts {
  groups(): Promise<readonly GroupFacts[]>;
  now(): Date;
  /** How long a group that was seen whole is left alone. */
  readonly patience: number;
  /** How soon what could not be told is asked again. */
  readonly again: number;
  /** Looks at a group; answers whether all could be told. */
  lookAt(group: GroupFacts): Promise<boolean>;
  /** Told after a round which groups there are: of others nothing is kept. */
  keep(served: ReadonlySet<number>): void;
}

/** Builds it. */
export function rounds({ groups, now, patience, again, lookAt, keep }: RoundsParts) {
  const nextAt = new Map<number, number>();
  let nextListAt = 0;
  return {
    /** Looks at each group whose time has come; throws nothing of the outside. */
    async look(): Promise<void> {
      const at = now().getTime();
      if (at < nextListAt) return;
      nextListAt = at + again;
      const all = await groups();
      for (const group of all) {
        if ((nextAt.get(group.id) ?? 0) > at) continue;
        const isSure = await lookAt(group);
        nextAt.set(group.id, at + (isSure ? patience : again));
      }
      nextListAt = Math.min(at + patience, ...nextAt.values());
      const served = new Set(all.map(({ id }) => id));
      for (const id of nextAt.keys()) if (!served.has(id)) nextAt.delete(id);
      keep(served);
    },
    /** A group is looked at again in the next round. */
    soon(groupId: number): void {
      nextAt.delete(groupId);
      nextListAt = 0;
    },
  };
}
