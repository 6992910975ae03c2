// What commands of the terminal have around them, as main.ts hands it to them.

/** The environment, the clock and where is written. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Writes what was asked for. */
  write(text: string): void;
  /** Writes what is said beside it. */
  writeError(text: string): void;
  /** Whether somebody watches what is said beside it. */
  readonly isErrorTerminal: boolean;
}
