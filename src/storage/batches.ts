// Long lists in pieces: beside another condition a statement takes no more than 998 values of a list.

const mostAtOnce = 500;

/** The things in their order, so many at a time as a statement takes; nothing for none. */
export function* inBatches<T>(things: readonly T[]): Generator<T[]> {
  for (let i = 0; i < things.length; i += mostAtOnce) yield things.slice(i, i + mostAtOnce);
}
