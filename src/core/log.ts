// Where it is written what operators should know; pino's logger fits.

/** A logger in pino's form: facts first, then words. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
