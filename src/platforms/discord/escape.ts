// How typed words become Discord Markdown that shows exactly those words: no ping, no link in disguise, no format.

import { linkAddress } from '../../core/markdown/link.ts';
import { withoutSentenceMarks } from '../../core/text/address-pieces.ts';
import { cleaned } from '../../core/text/cleaned.ts';

/** An address as somebody types it, up to white space or a bracket. */
const address = /https?:\/\/[^\s<>]+/giu;

/**
 * Marks of formats; `<` with what makes it a ping, a time, a command or an emoji; `:` but in an hour like 18:00; `@`
 * of everyone and here; what only other readers of Markdown take for more: `&` of a character reference, `!` of a
 * picture; `(` after `]`, since Discord ends the label of a link there, escaped or not.
 */
const special =
  /[\\*_~|`[\]>#]|<(?:[@#/:]|[a-z]+:)?|:(?=\S|$)(?!(?<=\d:)\d\d(?![\d:]))|@(?=everyone|here)|&(?=[#\w])|!(?=\[|$)|(?<=\])\(/giu;

/** Typed words as Markdown; addresses in them stay links that show where they lead. */
export function escaped(value: string): string {
  const words = cleaned(value);
  let made = '';
  let from = 0;
  for (const { 0: run, index } of words.matchAll(address)) {
    const url = withoutSentenceMarks(run);
    if (!isAddress(url)) continue;
    made += escapedWords(words.slice(from, index), made === '');
    made += `<${bareUrl(url)}>`;
    from = index + url.length;
  }
  return made + escapedWords(words.slice(from), made === '');
}

/** Typed words as the label of a link: one line, no address that could be taken for the link's own. */
export function escapedLabel(value: string): string {
  return escapedWords(cleaned(value).replaceAll(/\s+/gu, ' '), true);
}

/** Typed words in one line where addresses must not become links, as in an embed's title. */
export function escapedLine(value: string): string {
  return escapedLabel(value).trim();
}

/** An address that can end neither its link nor the format around it, and pings nobody: percent-encoded where needed. */
export function safeUrl(url: string): string {
  return pingless(linkAddress(url) ?? '');
}

/** An address to stand between `<` and `>`, where it is seen: as it was typed, as far as possible. */
export function bareUrl(url: string): string {
  return pingless(url.replaceAll(/[\s\\<>*~|`^]/gu, encodeURIComponent).replaceAll(/[*~]/gu, hex));
}

function pingless(url: string): string {
  return url.replaceAll(/@(?=everyone|here)/giu, hex);
}

function hex(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Whether it is an address that Discord makes a link of. */
export function isAddress(url: string): boolean {
  return /^https?:/iu.test(url) && linkAddress(url) !== undefined;
}

function escapedWords(words: string, isAtStart: boolean): string {
  // A zero-width space only where it would ping: elsewhere it is in the way of those who copy an address or a name.
  // One pass, so that no escape is escaped. The back-slash inside `<\@` also stops those who read the raw text.
  const made = words.replaceAll(special, (mark) =>
    mark.length === 1 ? `\\${mark}` : `\\<${mark.slice(1, -1)}\\${mark.slice(-1)}`,
  );
  const safe = made.replaceAll(/(?<![\w.+<-])\\@(?=(?:everyone|here)(?!\w))/giu, '@\u200b');
  return lineStarts(safe, isAtStart);
}

/** Takes their meaning from marks that begin a list, or underline a heading, at the start of a line. */
function lineStarts(words: string, isAtStart: boolean): string {
  const mark = /^([^\S\n]*\d*)([-+.)=])/u;
  return words
    .split('\n')
    .map((line, i) => (i === 0 && !isAtStart ? line : line.replace(mark, '$1\\$2')))
    .join('\n');
}
