// The exact search for the fairest rotation: sets of slots by size, bounds to skip most, and every split of the rest.
import { boundOf, isHopeless, type Pool, type Weights } from './rotation-bounds.ts';
import { bestOrder } from './rotation-order.ts';
import { compareTotals, condense, type PainTable, type Problem, sortedTotals } from './rotation-problem.ts';

/** The slot of each month, and whether it is proven that none is fairer (false when time ran out). */
export interface Solution {
  readonly sequence: readonly number[];
  readonly isOptimal: boolean;
}

interface Best {
  totals: readonly number[];
  changes: number;
  sequence: readonly number[];
}

interface Search {
  readonly problem: Problem;
  readonly pool: Pool;
  readonly isOutOfTime: () => boolean;
  best: Best | undefined;
  visited: number;
  isCut: boolean;
}

/**
 * The rotation over at most `limit` slots that is leximin-least in the people's totals, then has the fewest changes
 * from month to month, then the earliest slots; undefined when no such set of slots serves every month.
 */
export function solveRotation(
  table: PainTable,
  limit: number,
  isOutOfTime: () => boolean,
): Solution | undefined {
  const problem = condense(table);
  const search: Search = { problem, pool: [], isOutOfTime, best: undefined, visited: 0, isCut: false };
  const usable = Array.from({ length: problem.slots }, (_, slot) => slot).filter((slot) =>
    problem.sizes.some((_, cls) => problem.allowed[cls * problem.slots + slot]),
  );
  // Sets grow in size so that of equal totals those with fewer slots, and so fewer changes, are met first.
  for (let size = 1; size <= Math.min(limit, usable.length, table.length) && !search.isCut; size++) {
    if (size > 2) climb(search, usable, size);
    extend(search, { usable, size, chosen: [], from: 0 });
  }
  return search.best && { sequence: search.best.sequence, isOptimal: !search.isCut };
}

/** Improves the best known by adding and swapping slots, so that the bounds cut early. */
function climb(search: Search, usable: readonly number[], size: number): void {
  let before: Best | undefined;
  while (search.best && search.best !== before && !search.isCut) {
    before = search.best;
    const used = [...new Set(before.sequence)];
    const bases = [used, ...used.map((slot) => used.filter((other) => other !== slot))];
    for (const base of bases)
      for (const slot of usable)
        if (base.length < size && !base.includes(slot))
          visit(
            search,
            [...base, slot].sort((one, other) => one - other),
          );
  }
}

function extend(
  search: Search,
  spec: { usable: readonly number[]; size: number; chosen: readonly number[]; from: number },
): void {
  const { usable, size, chosen } = spec;
  if (chosen.length === size) {
    visit(search, chosen);
    return;
  }
  for (let index = spec.from; index < usable.length && !search.isCut; index++) {
    const slot = usable[index];
    if (slot !== undefined) extend(search, { usable, size, chosen: [...chosen, slot], from: index + 1 });
  }
}

/** Tries all rotations that use each of the chosen slots at least once. */
function visit(search: Search, chosen: readonly number[]): void {
  search.visited++;
  if (search.visited % 256 === 0 && search.isOutOfTime()) search.isCut = true;
  if (search.isCut) return;
  const worst = search.best?.totals[0] ?? Number.POSITIVE_INFINITY;
  if (isHopeless(search.problem, { chosen, worst, pool: search.pool })) return;
  split(search, chosen);
}

/** Walks all ways to share each class's months out among the chosen slots, cutting where the totals can only lose. */
function split(search: Search, chosen: readonly number[]): void {
  const { problem } = search;
  const { sizes, slots, pain, allowed } = problem;
  const width = problem.multiplicity.length;
  const counts = sizes.map(() => chosen.map(() => 0));
  const least = sizes.map((_, cls) => leastPain(problem, cls, chosen));
  /** What the classes from an index on cost each group at least. */
  const rest = sizes.map(() => new Float64Array(width));
  rest.push(new Float64Array(width));
  for (let cls = sizes.length - 1; cls >= 0; cls--)
    for (let group = 0; group < width; group++)
      put(rest[cls], group, at(rest[cls + 1], group) + (sizes[cls] ?? 0) * at(least[cls], group));
  const weights = tightest(search, chosen);
  const leastCost = sizes.map((_, cls) =>
    Math.min(...chosen.map((slot) => weights?.costs[cls * slots + slot] ?? 0)),
  );
  const restCost = sizes.map((_, cls) =>
    sizes.slice(cls).reduce((sum, size, ahead) => sum + size * (leastCost[cls + ahead] ?? 0), 0),
  );
  const totals = new Float64Array(width);
  const floor = new Float64Array(width);

  function canWin(cls: number, left: number): boolean {
    const best = search.best;
    if (!best) return true;
    const worst = best.totals[0] ?? 0;
    let highest = 0;
    if (weights) {
      let mean = left * (leastCost[cls] ?? 0) + (restCost[cls + 1] ?? 0);
      for (let group = 0; group < width; group++) mean += at(weights.groups, group) * at(totals, group);
      if (mean > worst + 1e-6) return false;
    }
    for (let group = 0; group < width; group++) {
      const total = at(totals, group) + left * at(least[cls], group) + at(rest[cls + 1], group);
      if (total > worst) return false;
      floor[group] = total;
      if (total > highest) highest = total;
    }
    if (highest < worst) return true;
    const compared = compareTotals(sortedTotals(problem, floor), best.totals);
    // With alike totals only fewer changes or an earlier order could win, and each slot used costs a change.
    return compared < 0 || (compared === 0 && chosen.length - 1 <= best.changes);
  }

  function share(cls: number, k: number, left: number): void {
    if (search.isCut) return;
    const size = sizes[cls];
    if (size === undefined) {
      settle(search, { chosen, counts, totals });
      return;
    }
    if (k === chosen.length) {
      if (left === 0) share(cls + 1, 0, sizes[cls + 1] ?? 0);
      return;
    }
    const cell = cls * slots + (chosen[k] ?? 0);
    const most = allowed[cell] ? left : 0;
    const fewest = k === chosen.length - 1 ? left : 0;
    for (let count = fewest; count <= most; count++) {
      add(totals, pain, cell * width, count);
      put(counts[cls], k, count);
      if (canWin(cls, left - count)) share(cls, k + 1, left - count);
      put(counts[cls], k, 0);
      add(totals, pain, cell * width, -count);
    }
  }

  if (canWin(0, sizes[0] ?? 0)) share(0, 0, sizes[0] ?? 0);
}

/** Keeps a finished rotation if it beats the best known. */
function settle(
  search: Search,
  found: { chosen: readonly number[]; counts: readonly (readonly number[])[]; totals: Float64Array },
): void {
  const { chosen, counts } = found;
  search.visited++;
  if (search.visited % 256 === 0 && search.isOutOfTime()) search.isCut = true;
  if (!chosen.every((_, k) => counts.some((row) => (row[k] ?? 0) > 0))) return;
  const totals = sortedTotals(search.problem, found.totals);
  const best = search.best;
  const compared = best ? compareTotals(totals, best.totals) : -1;
  if (compared > 0) return;
  if (best && compared === 0) {
    if (chosen.length - 1 > best.changes) return;
    const first = earliestStart(search.problem, chosen, counts);
    if (chosen.length - 1 === best.changes && first > (best.sequence[0] ?? 0)) return;
  }
  const order = bestOrder(search.problem.classOf, counts);
  const sequence = order.sequence.map((k) => chosen[k] ?? 0);
  const isBetter =
    !best ||
    compared < 0 ||
    order.changes < best.changes ||
    (order.changes === best.changes && compareTotals(sequence, best.sequence) < 0);
  if (isBetter) search.best = { totals, changes: order.changes, sequence };
}

function earliestStart(
  problem: Problem,
  chosen: readonly number[],
  counts: readonly (readonly number[])[],
): number {
  const row = counts[problem.classOf[0] ?? 0] ?? [];
  return chosen.find((_, k) => (row[k] ?? 0) > 0) ?? Number.POSITIVE_INFINITY;
}

/** Of the proofs known, the one that says most about these slots. */
function tightest(search: Search, chosen: readonly number[]): Weights | undefined {
  let best: Weights | undefined;
  let most = -1;
  for (const weights of search.pool) {
    const bound = boundOf(search.problem, weights, chosen);
    if (bound > most) {
      most = bound;
      best = weights;
    }
  }
  return best;
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

function add(totals: Float64Array, pain: Int32Array, from: number, count: number): void {
  for (let group = 0; group < totals.length; group++)
    totals[group] = at(totals, group) + count * (pain[from + group] ?? 0);
}

function at(row: Float64Array | undefined, index: number): number {
  return row?.[index] ?? 0;
}

function put(row: Float64Array | number[] | undefined, index: number, value: number): void {
  if (row) row[index] = value;
}
