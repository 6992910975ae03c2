// What commands of the terminal have around them, as main.ts hands it to them.
import type { Env } from '../config-keys.ts';

/** The environment, the clock and where is written. */
export interface Surroundings {
  readonly env: Env;
  now(): Date;
  /** Writes what was asked for. */
  write(text: string): void;
  /** Writes what is said beside it. */
  writeError(text: string): void;
  /** Whether somebody watches what is said beside it. */
  readonly isErrorTerminal: boolean;
}
