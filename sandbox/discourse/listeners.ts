// Those who want to be told of something.

/** A list of them. */
export class Listeners<T> {
  readonly #all = new Set<(told: T) => void>();

  /** Adds one; answers how to take it off again. */
  add(listener: (told: T) => void): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  /** Tells all of them. */
  tell(what: T): void {
    for (const listener of this.#all) listener(what);
  }
}
