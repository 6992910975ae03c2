// Lower bounds on the worst total: whatever the weights of people, the worst total is at least their weighted mean.
import type { Problem } from './rotation-problem.ts';

const POOL_LIMIT = 48;
const ROUNDS = 60;
const SLACK = 1e-6;

/** Weights of groups that proved some choice of slots too bad; they mostly prove its neighbours so too. */
export interface Weights {
  readonly groups: Float64Array;
  /** The least weighted pain of a month, indexed `class·slots + slot`; infinite where the slot is not allowed. */
  readonly costs: Float64Array;
}

/** The proofs found so far, the most useful first. */
export type Pool = Weights[];

/** Whether no rotation over these slots can have a worst total of `worst` or less; a new proof is added to the pool. */
export function isHopeless(
  problem: Problem,
  search: { chosen: readonly number[]; worst: number; pool: Pool },
): boolean {
  const { chosen, worst, pool } = search;
  let best: Weights | undefined;
  let bestBound = -1;
  for (let index = 0; index < pool.length; index++) {
    const weights = pool[index];
    if (!weights) continue;
    const bound = boundOf(problem, weights, chosen);
    if (bound === Number.POSITIVE_INFINITY || bound > worst + SLACK) {
      if (index > 0) {
        pool.splice(index, 1);
        pool.unshift(weights);
      }
      return true;
    }
    if (bound > bestBound) {
      bestBound = bound;
      best = weights;
    }
  }
  const proof = proofAgainst(problem, { chosen, worst, from: best });
  if (!proof) return false;
  pool.unshift(proof);
  if (pool.length > POOL_LIMIT) pool.pop();
  return true;
}

/** The least weighted yearly total over the slots chosen; infinite where some month can use none of them. */
export function boundOf(problem: Problem, weights: Weights, chosen: readonly number[]): number {
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

/** Weights with what each slot costs under them. */
export function weighed(problem: Problem, groups: Float64Array): Weights {
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

/** Looks for weights whose bound exceeds the worst total: those who suffer under the best reply weigh more each round. */
function proofAgainst(
  problem: Problem,
  search: { chosen: readonly number[]; worst: number; from: Weights | undefined },
): Weights | undefined {
  const { chosen, worst } = search;
  const { sizes, slots, pain, allowed } = problem;
  const width = problem.multiplicity.length;
  const groups = search.from
    ? Float64Array.from(search.from.groups)
    : new Float64Array(width).fill(1 / width);
  for (let group = 0; group < width; group++) groups[group] = 0.9 * (groups[group] ?? 0) + 0.1 / width;
  const totals = new Float64Array(width);
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
      if (reply < 0) return weighed(problem, groups);
      bound += size * least;
      for (let group = 0; group < width; group++)
        totals[group] = (totals[group] ?? 0) + size * (pain[reply * width + group] ?? 0);
    }
    if (bound > worst + SLACK) return weighed(problem, groups);
    if (worst === Number.POSITIVE_INFINITY) return undefined;
    const step = 2 / Math.sqrt(round + 4) / Math.max(1, worst);
    let sum = 0;
    for (let group = 0; group < width; group++) {
      const next = (groups[group] ?? 0) * Math.exp(step * Math.min((totals[group] ?? 0) - bound, 4 * worst));
      groups[group] = next;
      sum += next;
    }
    for (let group = 0; group < width; group++) groups[group] = (groups[group] ?? 0) / sum;
  }
  return undefined;
}
