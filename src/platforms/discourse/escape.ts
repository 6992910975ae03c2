// How typed words become Discourse Markdown that shows exactly those words: no mention, tag, emoji or HTML.

import { linkAddress, percentEncoded } from '../../core/markdown/link.ts';
import { cleaned } from '../../core/text/cleaned.ts';
import { withoutMentions } from '../../core/text/mentions.ts';

export { piecesOf } from '../../core/text/address-pieces.ts';
export { cleaned } from '../../core/text/cleaned.ts';

/**
 * Discourse finds `@name`, `[date=…]`, `:emoji:` and `#category` in text whose Markdown escapes are resolved, so that a
 * back-slash does not help; but it looks at one piece of text at a time (its text-post-process.js). An empty comment makes
 * two pieces of one, and is gone from what people see and copy.
 */
const divider = '<!-- -->';
/** Stands for the divider while the words around it are escaped; `cleaned` leaves none of it in typed words. */
const dividing = '\u0000';

/**
 * Marks beside `@` that Discourse reads although they are escaped. What looks like the end of a tag is divided as well,
 * so that no reader of the raw text takes it for the end of a quote.
 */
const marks = [
  /\[(?=date(?:-range)?[=\s]|\/\p{L})/giu,
  /(?<!\d):(?=[\w+-]+:)/gu,
  // `:)`, `;-)`, `:D`: the site's emoji shortcuts, which stand by themselves.
  /(?<=^|[\s(])[:;](?=['-]{0,2}(?:[()[\]|/\\*$@]|[DPpOoXxSs](?=$|\s)))/gu,
  /(?<!\/)#(?=[\p{L}_])/gu,
];

/** Divides typed words where Discourse would find more than words; `divided` must be called on the Markdown. */
export function divisible(words: string): string {
  return marks.reduce(
    (made, mark) => made.replaceAll(mark, `$&${dividing}`),
    withoutMentions(words, dividing),
  );
}

/** Markdown of `divisible` words as it is sent. */
export function divided(markdown: string): string {
  return markdown.replaceAll(dividing, divider);
}

/** Words in the name of a file or a title, where a comment would be seen: a zero-width space divides them. */
export function withoutCommentMarks(words: string): string {
  return divisible(words).replaceAll(dividing, '\u200b');
}

/** What a Markdown escape is, what may stay without one, and what Discourse's typography would change. */
const details = /\\([\s\S])|<|\.{3,}|-{2,}>?|->|\+-/gu;

/**
 * Markdown of typed words as Discourse wants it: each `<` a character reference; no escape inside names and bare
 * addresses (`www.example.org/a_b`), so that they are whole; dots, dashes and arrows as they were typed.
 */
export function asTypedThere(markdown: string): string {
  return markdown
    .replaceAll(details, (found, escaped: string | undefined) => {
      if (found === '<' || escaped === '<') return '&lt;';
      return escaped === undefined ? found.replaceAll(/[.+-]/gu, '\\$&') : found;
    })
    .replaceAll(/(?<=\bwww)\\\.(?=\w)/giu, '.')
    .replaceAll(/(?<=[\p{L}\p{N}])(?:\\_)+(?=[\p{L}\p{N}])/gu, (run) => run.replaceAll('\\', ''));
}

/** HTML of a code block in which no line can end the quote around it. */
export function codeAsHtml(code: string, lang: string): string {
  const words = code.replaceAll(/[&<>[\]`~|]/gu, (mark) => `&#${mark.charCodeAt(0)};`);
  const language = /^[\w+-]+$/u.test(lang) ? ` class="lang-${lang}"` : '';
  return `<pre><code${language}>${words}</code></pre>`;
}

/** Whether a line of it opens or ends a quote, or what is hidden, wherever it stands: Discourse looks for the end line by line. */
export function hasTag(code: string, name: 'quote' | 'spoiler'): boolean {
  return new RegExp(`\\[/?${name}\\b`, 'iu').test(code);
}

/** Whether it is an address that may become a link: of the web, of mail, or within the forum. */
export function isAddress(url: string): boolean {
  return linkAddress(url) !== undefined || /^\/(?!\/)/u.test(url);
}

/** An address that cannot end its link early: such characters are percent-encoded. */
export function safeUrl(url: string): string {
  return linkAddress(url) ?? percentEncoded(cleaned(url));
}
