// Lower bounds on the worst total: whatever the weights of people, the worst total is at least their weighted mean.
import type { Problem } from './problem.ts';

const POOL_LIMIT = 48;
const ROUNDS = 150;
/** What sums of fractions may be off by. */
const SLACK = 1e-6;

/** Weights of groups that say much about some choice of slots; they mostly say much about its neighbours too. */
export interface Weights {
  readonly groups: Float64Array;
  /** The weighted pain of a month, indexed `class·slots + slot`; infinite where the slot is not allowed. */
  readonly costs: Float64Array;
}

/** The weights found so far, the most useful first. */
export type Pool = Weights[];

/** What weights say of a choice of slots: no rotation over them has a worst total below `bound`. */
interface Floor {
  readonly bound: number;
  readonly weights: Weights;
}

/**
 * A bound on the worst total over these slots: one above `worst` if that can be proven, which ends the search for
 * better weights; such weights go into the pool.
 */
export function floorOf(
  problem: Problem,
  search: { chosen: readonly number[]; worst: number; pool: Pool },
): Floor {
  const { chosen, worst, pool } = search;
  const best = knownFloor(problem, search);
  if (boundExceeds(best.bound, worst)) return best;
  const found = tightenedFloor(problem, { chosen, worst, from: best.weights });
  if (!boundExceeds(found.bound, worst)) return found.bound > best.bound ? found : best;
  pool.unshift(found.weights);
  if (pool.length > POOL_LIMIT) pool.pop();
  return found;
}

/** The same with the weights of the pool alone. */
export function knownFloor(
  problem: Problem,
  search: { chosen: readonly number[]; worst: number; pool: Pool },
): Floor {
  const { chosen, worst, pool } = search;
  let best: Floor = { bound: -1, weights: pool[0] ?? weighed(problem, uniform(problem)) };
  for (let index = 0; index < pool.length; index++) {
    const weights = pool[index];
    if (!weights) continue;
    const bound = boundOf(problem, weights, chosen);
    if (boundExceeds(bound, worst)) {
      if (index > 0) {
        pool.splice(index, 1);
        pool.unshift(weights);
      }
      return { bound, weights };
    }
    if (bound > best.bound) best = { bound, weights };
  }
  return best;
}

/** Whether a bound rules a worst total out; whole totals are compared with sums of fractions. */
export const boundExceeds = (bound: number, worst: number): boolean => bound > worst + SLACK;

/** The least weighted yearly total over the slots chosen; infinite where some month can use none of them. */
function boundOf(problem: Problem, weights: Weights, chosen: readonly number[]): number {
  let sum = 0;
  for (let cls = 0; cls < problem.sizes.length; cls++) {
    let least = Number.POSITIVE_INFINITY;
    const row = cls * problem.slots;
    for (let k = 0; k < chosen.length; k++) {
      const cost = weights.costs[row + (chosen[k] ?? 0)] ?? 0;
      if (cost < least) least = cost;
    }
    sum += least * (problem.sizes[cls] ?? 0);
  }
  return sum;
}

function uniform(problem: Problem): Float64Array {
  const width = problem.multiplicity.length;
  return new Float64Array(width).fill(1 / width);
}

/** Weights with what each slot costs under them. */
function weighed(problem: Problem, groups: Float64Array): Weights {
  const width = groups.length;
  const costs = new Float64Array(problem.sizes.length * problem.slots);
  for (let cell = 0; cell < costs.length; cell++) {
    let sum = 0;
    for (let group = 0; group < width; group++)
      sum += (groups[group] ?? 0) * (problem.pain[cell * width + group] ?? 0);
    costs[cell] = problem.allowed[cell] ? sum : Number.POSITIVE_INFINITY;
  }
  return { groups, costs };
}

/** Looks for weights with a high bound: those who suffer under the best reply weigh more each round. */
function tightenedFloor(
  problem: Problem,
  search: { chosen: readonly number[]; worst: number; from: Weights },
): Floor {
  const { chosen, worst } = search;
  const { sizes, slots, pain, allowed } = problem;
  const width = problem.multiplicity.length;
  const groups = Float64Array.from(search.from.groups);
  for (let group = 0; group < width; group++) groups[group] = 0.9 * (groups[group] ?? 0) + 0.1 / width;
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
      if (reply < 0) return { bound: Number.POSITIVE_INFINITY, weights: weighed(problem, groups) };
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
  return { bound: most, weights: weighed(problem, best) };
}
