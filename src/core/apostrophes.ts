// Apostrophes as keyboards of many languages type them, read as one.

/**
 * The same words with plain apostrophes, for reading what is meant: `can’t`, `canʼt` and `can´t` are `can't`. An accent or
 * a back-quote is one only between letters.
 */
export function straightApostrophes(typed: string): string {
  return typed.replaceAll(/[‘’‛′ʼʹ＇]|(?<=\p{L})[´`](?=\p{L})/gu, "'");
}
