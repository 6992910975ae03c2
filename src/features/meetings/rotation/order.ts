// The order of slots over the months, once it is known how often each is used: fewest changes, then earliest.

/** How often each slot is used in each class of months: `counts[class][k]`, `k` counting the slots chosen. */
export type Counts = readonly (readonly number[])[];

/** Of how many remainders the fewest changes are looked up; weekly meetings can have millions. */
const MOST_STATES = 20_000;

/** Positions `k` by month, the number of months whose slot differs from the month before, and how many remainders were looked at. */
export type Order = ReturnType<typeof bestOrder>;

/**
 * Of all orders with those counts, the one with the fewest changes; among those the lexicographically earliest. Where they
 * are too many to be looked at, one that goes on with a slot while it can.
 */
export function bestOrder(classOf: readonly number[], counts: Counts) {
  const width = counts[0]?.length ?? 0;
  const left = counts.map((row) => [...row]);
  const known = new Map<string, number>();

  function fewest(month: number, last: number): number {
    const cls = classOf[month];
    if (cls === undefined) return 0;
    const key = `${last}|${left.map((row) => row.join(',')).join(';')}`;
    const before = known.get(key);
    if (before !== undefined || known.size >= MOST_STATES) return before ?? 0;
    const row = left[cls] ?? [];
    let best = Number.POSITIVE_INFINITY;
    for (let k = 0; k < width; k++) {
      const count = row[k] ?? 0;
      if (count === 0) continue;
      row[k] = count - 1;
      best = Math.min(best, (k === last || month === 0 ? 0 : 1) + fewest(month + 1, k));
      row[k] = count;
    }
    known.set(key, best);
    return best;
  }

  const changes = fewest(0, -1);
  const sequence: number[] = [];
  const isBest = known.size < MOST_STATES;
  let rest = changes;
  for (const [month, cls] of classOf.entries()) {
    const last = sequence.at(-1) ?? -1;
    const row = left[cls] ?? [];
    const isKept = (row[last] ?? 0) > 0;
    for (let k = 0; k < width; k++) {
      const count = row[k] ?? 0;
      if (count === 0) continue;
      row[k] = count - 1;
      const cost = k === last || month === 0 ? 0 : 1;
      if (isBest ? cost + fewest(month + 1, k) === rest : k === last || !isKept) {
        rest -= cost;
        sequence.push(k);
        break;
      }
      row[k] = count;
    }
  }
  const made = sequence.filter((k, month) => month > 0 && k !== sequence[month - 1]).length;
  return { sequence, changes: made, states: known.size, isBest };
}
