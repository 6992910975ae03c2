// Prisma's query compilers as tests use them: what one client has compiled, the next one of the same file need not.

/** What Prisma's client uses of its query compiler. */
export interface Compiler {
  compile(query: string): unknown;
  compileBatch(batch: string): unknown;
}

/** How many plans a file keeps. */
const mostPlans = 5_000;
/** Longer queries are those with many values in them, which nobody asks twice. */
const longestKept = 10_000;

/**
 * The same compiler, of which one is made for all clients of a file: each takes 10 ms to make, and its clients 1 ms for
 * each query that is new to it. Most tests connect anew and ask what the test before had asked.
 */
export function kept<Options>(Original: new (options: Options) => Compiler) {
  const made = new Map<string, Compiler>();
  const plans = new Map<string, unknown>();

  const plan = (key: string, compile: () => unknown): unknown => {
    const known = plans.get(key);
    if (known !== undefined) return known;
    const compiled = compile();
    if (plans.size >= mostPlans) plans.clear();
    if (key.length <= longestKept) plans.set(key, compiled);
    return compiled;
  };

  return class implements Compiler {
    readonly #options: string;
    readonly #compiler: Compiler;

    constructor(options: Options) {
      this.#options = JSON.stringify({ ...options, datamodel: undefined });
      this.#compiler = made.get(this.#options) ?? new Original(options);
      made.set(this.#options, this.#compiler);
    }

    compile(query: string): unknown {
      return plan(`${this.#options} one ${query}`, () => this.#compiler.compile(query));
    }

    compileBatch(batch: string): unknown {
      return plan(`${this.#options} many ${batch}`, () => this.#compiler.compileBatch(batch));
    }

    free(): void {
      // Other clients go on with it.
    }
  };
}
