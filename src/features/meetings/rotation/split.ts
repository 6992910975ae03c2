// The ways to share a year's months out among a few slots, cut where the totals can only lose.
import type { Counts } from './order.ts';
import { compareTotals, type Problem, sortedTotals } from './problem.ts';

/** What a finished share must tick; absent before the first. */
interface Rival {
  readonly totals: ArrayLike<number>;
  readonly order: () => { readonly changes: number };
}

/** Hands every share that may be better than the rival known then to `evaluate`; `isCut` ends the walk. */
export function walkShares(
  problem: Problem,
  chosen: readonly number[],
  hooks: {
    rival(): Rival | undefined;
    isCut(): boolean;
    evaluate(counts: Counts, totals: Float64Array): void;
  },
): void {
  const { sizes, slots, pain, allowed } = problem;
  const width = problem.multiplicity.length;
  const counts = sizes.map(() => chosen.map(() => 0));
  const last = chosen.length - 1;
  /** What a month of a class costs each group at least in the slots from `k` on: `least[cls][k]`. */
  const least = sizes.map((_, cls) => chosen.map((_slot, k) => leastPain(problem, cls, chosen.slice(k))));
  const rest = Array.from({ length: sizes.length + 1 }, () => new Float64Array(width));
  for (let cls = sizes.length - 1; cls >= 0; cls--)
    for (let group = 0; group < width; group++)
      put(rest[cls], group, at(rest[cls + 1], group) + (sizes[cls] ?? 0) * at(least[cls]?.[0], group));
  const totals = new Float64Array(width);
  const floor = new Float64Array(width);

  /** Whether the rival can be beaten when `left` months of a class go to the slots from `k` on. */
  function canWin(cls: number, k: number, left: number): boolean {
    const best = hooks.rival();
    if (!best) return true;
    const worst = best.totals[0] ?? 0;
    const here = least[cls]?.[k];
    const after = rest[cls + 1];
    let highest = 0;
    for (let group = 0; group < width; group++) {
      const total = at(totals, group) + (left === 0 ? 0 : left * at(here, group)) + at(after, group);
      if (total > worst) return false;
      floor[group] = total;
      if (total > highest) highest = total;
    }
    if (highest < worst) return true;
    const compared = compareTotals(sortedTotals(problem, floor), best.totals);
    // With alike totals only fewer changes or an earlier order could win, and each slot used costs a change.
    return compared < 0 || (compared === 0 && last <= best.order().changes);
  }

  function share(cls: number, k: number, left: number): void {
    if (hooks.isCut()) return;
    const size = sizes[cls];
    if (size === undefined) {
      hooks.evaluate(counts, totals);
      return;
    }
    const cell = cls * slots + (chosen[k] ?? 0);
    const most = allowed[cell] ? left : 0;
    if (k === last && most < left) return;
    let count = k === last ? left : 0;
    if (count > 0) take(cell, count);
    for (; count <= most; count++) {
      put(counts[cls], k, count);
      if (k === last) {
        if (canWin(cls, k, 0)) share(cls + 1, 0, sizes[cls + 1] ?? 0);
      } else if (canWin(cls, k + 1, left - count)) share(cls, k + 1, left - count);
      if (count < most) take(cell, 1);
    }
    put(counts[cls], k, 0);
    if (most > 0) take(cell, -most);
  }

  function take(cell: number, count: number): void {
    for (let group = 0; group < width; group++)
      totals[group] = at(totals, group) + count * (pain[cell * width + group] ?? 0);
  }

  share(0, 0, sizes[0] ?? 0);
}

function leastPain(problem: Problem, cls: number, chosen: readonly number[]): Float64Array {
  const width = problem.multiplicity.length;
  const least = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  for (const slot of chosen) {
    const cell = cls * problem.slots + slot;
    if (!problem.allowed[cell]) continue;
    for (let group = 0; group < width; group++)
      least[group] = Math.min(at(least, group), problem.pain[cell * width + group] ?? 0);
  }
  return least;
}

const at = (row: Float64Array | undefined, index: number): number => row?.[index] ?? 0;

function put(row: Float64Array | number[] | undefined, index: number, value: number): void {
  if (row) row[index] = value;
}
