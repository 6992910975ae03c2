// Lower bounds on the worst total: whatever the weights of people, the worst total is at least their weighted mean.
import type { Problem } from './problem.ts';

const POOL_LIMIT = 48;
const ROUNDS = 150;
/** What sums of fractions may be off by. */
const SLACK = 1e-6;

/**
 * What each slot costs in a month under some weights of groups, indexed `class·slots + slot`; infinite where the slot is not
 * allowed. Weights that say much about some choice of slots mostly say much about its neighbours too: the latest come first.
 */
export type Pool = Float64Array[];

/** Which slots are asked about, and the worst total that would be better than the best known. */
interface Search {
  readonly chosen: readonly number[];
  readonly worst: number;
  readonly pool: Pool;
}

/**
 * A bound below which no rotation over these slots has its worst total: one above `worst` if that can be proven, which ends
 * the search for better weights; such weights go into the pool.
 */
export function floorOf(problem: Problem, search: Search): number {
  const { worst, pool } = search;
  const known = knownFloor(problem, search);
  if (boundExceeds(known, worst)) return known;
  const { bound, groups } = tightenedFloor(problem, search);
  if (!boundExceeds(bound, worst)) return Math.max(bound, known);
  pool.unshift(costsOf(problem, groups));
  if (pool.length > POOL_LIMIT) pool.pop();
  return bound;
}

/** The same with the weights of the pool alone. */
export function knownFloor(problem: Problem, { chosen, worst, pool }: Search): number {
  let best = -1;
  for (const costs of pool) {
    best = Math.max(best, boundOf(problem, costs, chosen));
    if (boundExceeds(best, worst)) break;
  }
  return best;
}

/** Whether a bound rules a worst total out; whole totals are compared with sums of fractions. */
export const boundExceeds = (bound: number, worst: number): boolean => bound > worst + SLACK;

/** The least weighted yearly total over the slots chosen; infinite where some month can use none of them. */
function boundOf(problem: Problem, costs: Float64Array, chosen: readonly number[]): number {
  let sum = 0;
  for (let cls = 0; cls < problem.sizes.length; cls++) {
    let least = Number.POSITIVE_INFINITY;
    const row = cls * problem.slots;
    for (let k = 0; k < chosen.length; k++) {
      const cost = costs[row + (chosen[k] ?? 0)] ?? 0;
      if (cost < least) least = cost;
    }
    sum += least * (problem.sizes[cls] ?? 0);
  }
  return sum;
}

/** What each slot costs under weights of groups. */
function costsOf(problem: Problem, groups: Float64Array): Float64Array {
  const width = groups.length;
  const costs = new Float64Array(problem.sizes.length * problem.slots);
  for (let cell = 0; cell < costs.length; cell++) {
    let sum = 0;
    for (let group = 0; group < width; group++)
      sum += (groups[group] ?? 0) * (problem.pain[cell * width + group] ?? 0);
    costs[cell] = problem.allowed[cell] ? sum : Number.POSITIVE_INFINITY;
  }
  return costs;
}

/** Looks for weights with a high bound: those who suffer under the best reply weigh more each round. */
function tightenedFloor(problem: Problem, { chosen, worst }: Search) {
  const { sizes, slots, pain, allowed } = problem;
  const width = problem.multiplicity.length;
  const groups = new Float64Array(width).fill(1 / width);
  const totals = new Float64Array(width);
  let best = groups;
  let most = -1;
  for (let round = 0; round < ROUNDS; round++) {
    totals.fill(0);
    let bound = 0;
    for (let cls = 0; cls < sizes.length; cls++) {
      const size = sizes[cls] ?? 0;
      let least = Number.POSITIVE_INFINITY;
      let reply = -1;
      for (let k = 0; k < chosen.length; k++) {
        const cell = cls * slots + (chosen[k] ?? 0);
        if (!allowed[cell]) continue;
        let cost = 0;
        for (let group = 0; group < width; group++)
          cost += (groups[group] ?? 0) * (pain[cell * width + group] ?? 0);
        if (cost < least) {
          least = cost;
          reply = cell;
        }
      }
      if (reply < 0) return { bound: Number.POSITIVE_INFINITY, groups };
      bound += size * least;
      for (let group = 0; group < width; group++)
        totals[group] = (totals[group] ?? 0) + size * (pain[reply * width + group] ?? 0);
    }
    if (bound > most) {
      most = bound;
      best = Float64Array.from(groups);
    }
    if (boundExceeds(bound, worst)) break;
    let widest = 1;
    for (let group = 0; group < width; group++)
      widest = Math.max(widest, Math.abs((totals[group] ?? 0) - bound));
    const step = 2 / Math.sqrt(round + 4) / widest;
    let sum = 0;
    for (let group = 0; group < width; group++) {
      const next = (groups[group] ?? 0) * Math.exp(step * ((totals[group] ?? 0) - bound));
      groups[group] = next;
      sum += next;
    }
    for (let group = 0; group < width; group++) groups[group] = (groups[group] ?? 0) / sum;
  }
  return { bound: most, groups: best };
}
