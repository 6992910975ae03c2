// Text without what nobody can see and what changes how the rest is read: the one place where that is decided.

/**
 * Control characters but tab and line feed; what turns the reading direction around (embeddings, overrides, isolates
 * and their end: Unicode's UAX 9); deprecated format characters; a byte order mark; the two letters that are no characters, which XML and YAML refuse.
 */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u206f\ufeff\ufffe\uffff]/gu;

/** The same and the line breaks that only some programs know: what JSON writes as it is, and is better seen. */
const unseenOrBreak = new RegExp(`${unseen.source}|[\\u2028\\u2029]`, 'gu');

/**
 * The same words without control characters, changes of direction and lone surrogates; every kind of line break is
 * `\n`. What scripts and emoji need stays: joiners, marks of direction, variation selectors.
 */
export function cleaned(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replaceAll(unseen, '');
}

/** The same text as every database takes it: PostgreSQL takes neither a NUL nor half a character. */
export function storable(value: string): string {
  return value.toWellFormed().replaceAll('\0', '');
}

/** Cleaned, in one line: any white space is one space, and none at the ends. For names, titles and reasons. */
export function cleanedLine(value: string): string {
  return cleaned(value).replaceAll(/\s+/gu, ' ').trim();
}

/**
 * A value as a JSON file for people to read and programs to count again: nothing of it is lost, and what nobody sees is
 * written as `\u202e`.
 */
export function jsonFile(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replaceAll(unseenOrBreak, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
