// What the Discourse platform says to those who run the bot.

/** A log in pino's manner: facts first, then words. */
export interface Log {
  info(facts: object, words: string): void;
  warn(facts: object, words: string): void;
}
