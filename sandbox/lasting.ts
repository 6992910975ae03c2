// Something that is so for a while, by a clock, or until it is ended.

/** Holds at most one thing that lasts. */
export class Lasting<T extends { readonly until?: Date }> {
  readonly #clock: () => Date;
  #what: T | undefined;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** What is so now, if anything. */
  get now(): T | undefined {
    const { until } = this.#what ?? {};
    if (until !== undefined && this.#clock() >= until) this.#what = undefined;
    return this.#what;
  }

  /** From now on this is so, and not what was before. */
  begin(what: T): void {
    this.#what = what;
  }

  end(): void {
    this.#what = undefined;
  }
}
