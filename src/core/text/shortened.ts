// Texts that have to fit, as platforms count: never cut within a character.

/** Parts a text at what people take for characters: a letter with its accents, an emoji of several. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** More than characters have that somebody means as one. */
const longestCharacter = 40;

/** The beginning of a text, at most `most` UTF-16 units of it, which is how platforms count; no character is cut in two. */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  const from = Math.max(0, most - longestCharacter);
  const around = text.slice(from, most + longestCharacter);
  const end = from + (segmenter.segment(around).containing(most - from)?.index ?? most - from);
  // A letter under a heap of marks is cut, but for its last code point.
  if (end > from) return text.slice(0, end);
  return text.slice(0, /[\ud800-\udbff]/u.test(text.charAt(most - 1)) ? most - 1 : most);
}

/** A text of at most `most` UTF-16 units; one that is longer is cut between words where there are words, with an ellipsis. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = beginning(text, most - 1);
  const space = text.startsWith(' ', cut.length) ? cut.length : cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
