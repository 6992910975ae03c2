// Ranks options by the Schulze method: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and
// Condorcet-consistent single-winner election method", Social Choice and Welfare 36 (2011).

/**
 * The options 1 to `count` in order, best first; those in one tier are tied. A ballot names options, best first; what it
 * leaves out is below what it names, and equal among itself. Strength of a path is that of its weakest link, measured in
 * ballots for it ("winning votes").
 */
export function schulze(ballots: readonly (readonly number[])[], count: number): number[][] {
  const all = Array.from({ length: count }, (_, i) => i);
  const places = ballots.map((ballot) =>
    all.map((i) => (ballot.includes(i + 1) ? ballot.indexOf(i + 1) : count)),
  );
  const preferring = (a: number, b: number) =>
    places.filter((place) => (place[a] ?? count) < (place[b] ?? count)).length;
  const strengths = strongestPaths(all.map((a) => all.map((b) => preferring(a, b))));
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

/** Floyd and Warshall's algorithm, for the widest instead of the shortest path, over how many ballots prefer one to another. */
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
