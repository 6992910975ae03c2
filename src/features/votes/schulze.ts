// Ranks options by the Schulze method: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and
// Condorcet-consistent single-winner election method", Social Choice and Welfare 36 (2011).

/**
 * The options 1 to `count` in order, best first; those in one tier are tied. A ballot names options, best first; what it
 * leaves out is below what it names, and equal among itself. Strength of a path is that of its weakest link, measured in
 * ballots for it ("winning votes").
 */
export function schulze(ballots: readonly (readonly number[])[], count: number): number[][] {
  const strengths = strongestPaths(preferences(ballots, count));
  const all = Array.from({ length: count }, (_, i) => i);
  const beats = (a: number, b: number) => at(strengths, a, b) > at(strengths, b, a);
  const tiers: number[][] = [];
  let left = all;
  while (left.length > 0) {
    // The relation is transitive, so that some option is beaten by nobody.
    const best = left.filter((a) => !left.some((b) => beats(b, a)));
    tiers.push(best.map((i) => i + 1));
    left = left.filter((a) => !best.includes(a));
  }
  return tiers;
}

/** How many ballots prefer one option to another. */
function preferences(ballots: readonly (readonly number[])[], count: number): number[][] {
  const matrix = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  for (const ballot of ballots) {
    const place = Array.from({ length: count }, (_, i) => {
      const found = ballot.indexOf(i + 1);
      return found < 0 ? count : found;
    });
    for (const [a, row] of matrix.entries()) {
      for (const b of row.keys()) {
        if ((place[a] ?? count) < (place[b] ?? count)) row[b] = (row[b] ?? 0) + 1;
      }
    }
  }
  return matrix;
}

/** Floyd and Warshall's algorithm, for the widest instead of the shortest path. */
function strongestPaths(preferred: readonly (readonly number[])[]): number[][] {
  const strengths = preferred.map((row, a) => row.map((n, b) => (n > at(preferred, b, a) ? n : 0)));
  for (const via of strengths.keys()) {
    for (const row of strengths)
      for (const to of row.keys())
        row[to] = Math.max(row[to] ?? 0, Math.min(row[via] ?? 0, at(strengths, via, to)));
  }
  return strengths;
}

const at = (matrix: readonly (readonly number[])[], a: number, b: number) => matrix[a]?.[b] ?? 0;
