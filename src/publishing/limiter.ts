// Lets only so many pieces of work go on at once; the others wait in the order in which they came.

/** Runs work when there is room for it. */
export interface Limiter {
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Builds a limiter for so many at once. */
export function limiter(most: number): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async run(work) {
      if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        // The room is handed on, so that nobody who comes now takes it first.
        if (next) next();
        else running -= 1;
      }
    },
  };
}
