// Several words in a row, as a sentence lists them.

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** `a`, `a and b`, `a, b and c`; of none, nothing. */
export const listed = (words: readonly string[]): string => list.format(words);
