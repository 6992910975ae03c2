// What Discourse makes of the texts that it is given before it keeps them, so that they are known again.
// https://github.com/discourse/discourse/blob/main/lib/text_cleaner.rb

const wideSpaces = /[\u00A0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/gu;

/** A body as it is kept: every space a plain one, none at its end. */
export function keptBody(raw: string): string {
  return raw.replace(wideSpaces, ' ').trimEnd();
}

/** A title as it is kept where titles are tidied, as they are unless a forum's `title_prettify` is off. */
export function keptTitle(title: string): string {
  const calm = title.replace(/!+/gu, '!').replace(/\?+/gu, '?');
  const isShouted = /[A-Z]/u.test(calm) && calm === calm.toUpperCase();
  return (isShouted ? calm.toLowerCase() : calm)
    .replace(/^[a-z]+\b/u, (word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .replace(/([^.])\.+(\s*)$/u, '$1$2')
    .replace(/\s+([!?]\s*)$/u, '$1')
    .replace(wideSpaces, ' ')
    .replace(/ +/gu, ' ')
    .replaceAll('\u200b', '')
    .trim();
}

/** How long a body is where Discourse asks for a shortest length: comments count nothing, an emoji or dots one. */
export function countedLength(raw: string): number {
  const text = raw
    .replace(/<!--.*?-->/gu, '')
    .replace(/:\w+(?::\w+)?:/gu, 'X')
    .replace(/\.{2,}/gu, '…')
    .replace(/,{2,}/gu, ',')
    .replace(/\s+/gu, ' ');
  return [...text.trim()].length;
}
