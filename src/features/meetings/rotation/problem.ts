// The rotation as numbers: months that cost everybody the same become one class, people with the same pain one group.

/** What each month's candidates cost: `pain[month][slot][person]`; a slot that may not be used in a month is absent. */
export type PainTable = readonly (readonly (readonly number[] | undefined)[])[];

/** The table, condensed. Slots keep their order; `pain` is indexed `(class·slots + slot)·groups + group`. */
export type Problem = ReturnType<typeof condense>;

/** Condenses a table; its months and slots must all list the same people. */
export function condense(table: PainTable) {
  const slots = table[0]?.length ?? 0;
  const people = table[0]?.find((column) => column)?.length ?? 0;
  const byKey = new Map<string, number[]>();
  for (const [month, columns] of table.entries()) {
    const key = columns.map((column) => column?.join(',') ?? '-').join(';');
    byKey.set(key, [...(byKey.get(key) ?? []), month]);
  }
  const classes = [...byKey.values()].sort((one, other) => other.length - one.length);
  const byPain = new Map<string, number[]>();
  for (let person = 0; person < people; person++) {
    const key = classes
      .map(([month = 0]) => table[month]?.map((column) => column?.[person] ?? '-').join(','))
      .join(';');
    byPain.set(key, [...(byPain.get(key) ?? []), person]);
  }
  const groups = [...byPain.values()];
  const pain = new Int32Array(classes.length * slots * groups.length);
  const allowed = new Uint8Array(classes.length * slots);
  for (const [cls, [month = 0]] of classes.entries()) {
    for (let slot = 0; slot < slots; slot++) {
      const column = table[month]?.[slot];
      if (!column) continue;
      allowed[cls * slots + slot] = 1;
      for (const [group, [person = 0]] of groups.entries())
        pain[(cls * slots + slot) * groups.length + group] = column[person] ?? 0;
    }
  }
  const classOf = table.map((_, month) => classes.findIndex((months) => months.includes(month)));
  return {
    people,
    /** How many people each group holds. */
    multiplicity: groups.map((group) => group.length),
    slots,
    /** The number of months in each class, largest class first. */
    sizes: classes.map((months) => months.length),
    /** The class of each month, in the order of the calendar. */
    classOf,
    pain,
    /** Indexed `class·slots + slot`. */
    allowed,
  };
}

/** The totals of everybody from the groups' totals, worst first. */
export function sortedTotals(problem: Problem, totals: ArrayLike<number>): Float64Array {
  const all = new Float64Array(problem.people);
  let next = 0;
  for (let group = 0; group < problem.multiplicity.length; group++)
    for (let copy = problem.multiplicity[group] ?? 0; copy > 0; copy--) all[next++] = totals[group] ?? 0;
  return all.sort().reverse();
}

/** Below zero when the first list of sorted totals is the fairer one, zero when both are alike. */
export function compareTotals(one: ArrayLike<number>, other: ArrayLike<number>): number {
  for (let index = 0; index < one.length; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
