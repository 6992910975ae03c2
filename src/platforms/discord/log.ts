// Where the Discord platform writes what operators should know; pino's logger fits.

/** A logger in pino's form. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
