// Marks as keyboards and copied pages have them, read as the plain ones.

/**
 * The same words with plain marks, for reading what is meant: `can’t`, `canʼt` and `can´t` are `can't`, `3‑12‑2026` is
 * `3-12-2026`, any space is a space, and `＋１` is `+1`. An accent or a back-quote is an apostrophe only between letters, a long
 * dash a minus only right before a number that nothing precedes (`–1`), or in a date in figures.
 */
export function plainMarks(typed: string): string {
  return typed
    .replaceAll(/[\uff01-\uff5e]/gu, (wide) => String.fromCodePoint((wide.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll(/[‘’‛′ʼʹ]|(?<=\p{L})[´`](?=\p{L})/gu, "'")
    .replaceAll(/[\u2010-\u2012\u2212\ufe63]|(?:(?<!\S)|(?<=\b(?:utc|gmt)))[–—](?=\d)/giu, '-')
    .replaceAll(/(?<!\d)(\d{4}|\d{1,2})–(\d{1,2})–(\d{4}|\d{2})(?!\d)/gu, '$1-$2-$3')
    .replaceAll(/[^\S \n\r\t]/gu, ' ')
    .replaceAll(/[\u200b\u200e\u200f\u2060\ufeff]/gu, '');
}
