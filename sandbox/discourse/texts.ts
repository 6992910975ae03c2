// What Discourse makes of the texts that it is given, before it judges and keeps them.

const wideSpaces = /[\u00A0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/gu;

/** A body as it is kept: every space a plain one, none at its end. */
export function keptBody(raw: string): string {
  return raw.replace(wideSpaces, ' ').replace(/\s+$/u, '');
}

/** A title as it is kept: no shouting, a capital at its beginning, no full stop at its end, spaces one by one. */
export function keptTitle(title: string): string {
  let text = title.replace(/!+/gu, '!').replace(/\?+/gu, '?');
  if (/[A-Z]/u.test(text) && text === text.toUpperCase()) text = text.toLowerCase();
  return text
    .replace(/^[a-z]+\b/u, (word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .replace(/([^.])\.+(\s*)$/u, '$1$2')
    .replace(/\s+([!?]\s*)$/u, '$1')
    .replace(/ +/gu, ' ')
    .replace(wideSpaces, ' ')
    .replaceAll('\u200b', '')
    .trim();
}

/** How long a body is where the shortest length is asked for: comments count nothing, an emoji or dots one. */
export function countedLength(raw: string): number {
  const text = raw
    .replace(/<!--.*?-->/gu, '')
    .replace(/:\w+(?::\w+)?:/gu, 'X')
    .replace(/\.{2,}/gu, '…')
    .replace(/,{2,}/gu, ',');
  return [...text.trim()].length;
}

/** Whether a text looks like one: so many different characters, a letter or digit, not all in capitals. */
export function isClear(text: string, leastDifferent: number): boolean {
  const isShouted = text === text.toUpperCase() && text !== text.toLowerCase();
  return new Set(text.trim()).size >= leastDifferent && /[\p{L}\p{N}]/u.test(text) && !isShouted;
}

/** The longest word of a title: Discourse takes none of more than thirty characters. */
export function longestWord(title: string): number {
  return Math.max(...title.split(/[\s/\-.:]/u).map((word) => [...word].length));
}

/** How many characters differ between two texts, what they share at both ends left out. */
export function differenceOf(before: string, after: string): number {
  const [from, to] = [[...before], [...after]];
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let end = 0;
  while (
    end < from.length - start &&
    end < to.length - start &&
    from[from.length - 1 - end] === to[to.length - 1 - end]
  )
    end += 1;
  return from.length + to.length - 2 * (start + end);
}

/** How many emoji a title has, as signs or by their names; Discourse takes one (`max_emojis_in_title`). */
export function emojiIn(title: string): number {
  return [
    ...title.matchAll(/\p{RGI_Emoji}|\p{Emoji_Presentation}|:(?:100|1234|[+\-]1|[\w\-]*[a-z][\w\-]*):/giv),
  ].length;
}
