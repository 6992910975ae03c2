// How far one spelling is from another.

/** The number of letters to insert, delete, replace or swap with their neighbour to turn one text into another. */
export function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? from.length;
}

/** The known word whose spelling is closest to a typed one; the typed one itself where none is close. */
export function closest(typed: string, known: readonly string[]): string {
  const near = known
    .map((word) => ({ word, distance: editDistance(word, typed.toLowerCase().slice(0, 20)) }))
    .sort((one, other) => one.distance - other.distance)[0];
  return near && near.distance <= Math.max(1, Math.floor(typed.length / 3)) ? near.word : typed;
}
