// What was given of several parts.

/** The parts that are there: without those that are undefined. */
export function given<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> };
export function given(parts: object): object {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}
