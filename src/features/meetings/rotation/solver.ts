// The exact search for the fairest rotation: good sets of slots first, then all others that no bound rules out.
import { boundExceeds, floorOf, knownFloor, type Pool } from './bounds.ts';
import { bestOrder, type Counts, type Order } from './order.ts';
import { compareTotals, condense, type PainTable, type Problem, sortedTotals } from './problem.ts';
import { walkShares } from './split.ts';

const STARTS = 3;
/** Sets of more slots than this are too many to be looked at one by one in a minute. */
const PROVABLE = 4;

/** What a better bound costs, in steps; a step is a set of slots or a share of the months that is looked at. */
const BOUND_STEPS = 10;
/** And what a remainder of an order costs. */
const STATE_STEPS = 5;

interface Best {
  readonly totals: ArrayLike<number>;
  readonly order: () => Pick<Order, 'sequence' | 'changes'>;
}

interface Search {
  readonly problem: Problem;
  readonly pool: Pool;
  readonly mostSteps: number;
  best: Best | undefined;
  steps: number;
  isCut: boolean;
  isProven: boolean;
}

/**
 * The rotation over at most `limit` slots that is leximin-least in the people's totals, then has the fewest changes
 * from month to month, then the earliest slots; undefined when no such set of slots serves every month. After so many steps it
 * is the best found by then, not proven to be the fairest (`isOptimal`): counted, not timed, so that a busy machine finds the same plan as an idle one.
 */
export function solveRotation(table: PainTable, limit: number, mostSteps: number) {
  const problem = condense(table);
  const search: Search = {
    problem,
    pool: [],
    mostSteps,
    best: undefined,
    steps: 0,
    isCut: false,
    isProven: true,
  };
  const usable = Array.from({ length: problem.slots }, (_, slot) => slot).filter((slot) =>
    problem.sizes.some((_, cls) => problem.allowed[cls * problem.slots + slot]),
  );
  const most = Math.min(limit, usable.length, table.length);
  attempt(search, coveringSlots(problem, usable).slice(0, most));
  swapUpwards(search, usable, Math.min(most, PROVABLE));
  for (let size = 1; size <= most && !search.isCut; size++) {
    // Where nobody suffers, more slots could only add changes.
    if (search.best && worstOf(search) === 0 && size - 1 > search.best.order().changes) break;
    if (size > PROVABLE) swapUpwards(search, usable, size);
    extend(search, { usable, size, chosen: [], from: 0 });
  }
  return (
    search.best && { sequence: search.best.order().sequence, isOptimal: search.isProven && !search.isCut }
  );
}

/** Slots that together serve every month, few if possible: each serves the most months not served yet. */
function coveringSlots(problem: Problem, usable: readonly number[]): number[] {
  const chosen: number[] = [];
  let open = problem.sizes.map((_, cls) => cls);
  const served = (slot: number) => open.filter((cls) => problem.allowed[cls * problem.slots + slot]);
  while (open.length > 0) {
    const [slot] = usable.toSorted((one, other) => served(other).length - served(one).length);
    if (slot === undefined || served(slot).length === 0) break;
    chosen.push(slot);
    const now = served(slot);
    open = open.filter((cls) => !now.includes(cls));
  }
  return chosen.sort((one, other) => one - other);
}

/** Finds good sets by swapping a slot at a time while their bounds fall, so that what they reach cuts the search. */
function swapUpwards(search: Search, usable: readonly number[], size: number): void {
  const { problem, pool } = search;
  for (let start = 0; start < STARTS && size > 0; start++) {
    let here = Array.from(
      { length: size },
      (_, k) => usable[Math.floor(((k + start / STARTS) * usable.length) / size)] ?? 0,
    );
    let level = floorOf(problem, { chosen: here, worst: Number.MAX_SAFE_INTEGER, pool });
    for (let isBetter = true; isBetter && !search.isCut; ) {
      isBetter = false;
      for (const chosen of swapped(here, usable)) {
        if (isCutAfter(search, BOUND_STEPS)) return;
        const bound = floorOf(problem, { chosen, worst: level - 1, pool });
        if (bound > level - 1 || bound === level) continue;
        here = chosen;
        level = bound;
        isBetter = true;
      }
    }
    attempt(search, here);
  }
}

/** The sets with one slot replaced by another. */
function* swapped(chosen: readonly number[], usable: readonly number[]): Generator<number[]> {
  for (const out of chosen)
    for (const slot of usable)
      if (!chosen.includes(slot))
        yield [...chosen.filter((other) => other !== out), slot].sort((one, other) => one - other);
}

/** Tries the sets of a size that no known bound rules out. */
function extend(
  search: Search,
  spec: { usable: readonly number[]; size: number; chosen: readonly number[]; from: number },
): void {
  const { usable, size, chosen } = spec;
  if (chosen.length === size) {
    isCutAfter(search, 1);
    const worst = worstOf(search);
    if (!boundExceeds(knownFloor(search.problem, { chosen, worst, pool: search.pool }), worst))
      attempt(search, chosen);
    return;
  }
  for (let index = spec.from; index < usable.length && !search.isCut; index++) {
    const slot = usable[index];
    if (slot !== undefined) extend(search, { usable, size, chosen: [...chosen, slot], from: index + 1 });
  }
}

/** Tries all rotations that use each of the chosen slots at least once. */
function attempt(search: Search, chosen: readonly number[]): void {
  const { problem, pool } = search;
  isCutAfter(search, BOUND_STEPS);
  const worst = worstOf(search);
  if (boundExceeds(floorOf(problem, { chosen, worst, pool }), worst)) return;
  walkShares(problem, chosen, {
    rival: () => search.best,
    isCut: () => isCutAfter(search, 1),
    evaluate: (counts, totals) => evaluate(search, { chosen, counts, totals }),
  });
}

/** Keeps a finished rotation if it ticks the best known. */
function evaluate(
  search: Search,
  found: { chosen: readonly number[]; counts: Counts; totals: Float64Array },
): void {
  const { chosen, counts } = found;
  if (!chosen.every((_, k) => counts.some((row) => (row[k] ?? 0) > 0))) return;
  const totals = sortedTotals(search.problem, found.totals);
  const best = search.best;
  const compared = best ? compareTotals(totals, best.totals) : -1;
  if (compared > 0) return;
  const order = orderOf(search, { chosen, counts });
  const isBetter =
    !best ||
    compared < 0 ||
    order().changes < best.order().changes ||
    (order().changes === best.order().changes && compareTotals(order().sequence, best.order().sequence) < 0);
  if (isBetter) search.best = { totals, order };
}

/** The order of a rotation, found when it is asked for: most are beaten before. */
function orderOf(search: Search, { chosen, counts }: { chosen: readonly number[]; counts: Counts }) {
  const kept = counts.map((row) => [...row]);
  let found: Pick<Order, 'sequence' | 'changes'> | undefined;
  return () => {
    if (found) return found;
    const order = bestOrder(search.problem.classOf, kept);
    search.isProven &&= order.isBest;
    isCutAfter(search, order.states * STATE_STEPS);
    found = { changes: order.changes, sequence: order.sequence.map((k) => chosen[k] ?? 0) };
    return found;
  };
}

const worstOf = ({ best }: Search): number => best?.totals[0] ?? Number.MAX_SAFE_INTEGER;

/** Counts what was looked at, and says whether that is enough; something is found first. */
function isCutAfter(search: Search, steps: number): boolean {
  search.steps += steps;
  search.isCut ||= search.best !== undefined && search.steps > search.mostSteps;
  return search.isCut;
}
