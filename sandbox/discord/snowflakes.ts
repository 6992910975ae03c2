// Ids that are unique, ordered, and tell the instant they were made at (milliseconds since 2015, then a counter).

/** The instant that Discord counts from. */
export const discordEpoch = 1_420_070_400_000n;

/** Makes ids from a clock; when the clock stands still or goes back, later ids are still greater. */
export class Snowflakes {
  readonly #clock: () => Date;
  #last = 0n;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** The next id. */
  next(): string {
    const now = (BigInt(this.#clock().getTime()) - discordEpoch) << 22n;
    this.#last = now > this.#last ? now : this.#last + 1n;
    return String(this.#last);
  }
}

/** The instant that an id was made at. */
export function instantOf(id: string): Date {
  return new Date(Number((BigInt(id) >> 22n) + discordEpoch));
}

/** Compares ids by age. */
export function byAge(one: { readonly id: string }, other: { readonly id: string }): number {
  const difference = BigInt(one.id) - BigInt(other.id);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
