// How typed words become Discourse Markdown that shows exactly those words: no mention, tag, emoji or HTML.

const zeroWidthSpace = '\u200b';

/** What turns the direction of what follows around, and control characters; none of them is anything to read. */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Typed words without control characters, lone surrogates and changes of direction; line breaks become `\n`. */
export function cleaned(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replaceAll(unseen, '');
}

/**
 * Takes their meaning from marks that Discourse reads after all Markdown escapes are resolved, so that a back-slash
 * does not help: `@name`, `[date=…]` and `[/quote]`, `:emoji:`, `#category`, and `~~`. A zero-width space does.
 */
export function disarmed(words: string): string {
  return words
    .replaceAll(/@(?!\s)/gu, `@${zeroWidthSpace}`)
    .replaceAll(/\[(?=[\p{L}\p{N}/]|$)/gu, `[${zeroWidthSpace}`)
    .replaceAll(/(?<!\d):(?=[\w+-]+:)/gu, `:${zeroWidthSpace}`)
    .replaceAll(/#(?=[\p{L}_])/gu, `#${zeroWidthSpace}`)
    .replaceAll(/~(?=~)/gu, `~${zeroWidthSpace}`);
}

/** Every `<` as a character reference, in Markdown that may have escaped it already. */
export function withoutAngles(markdown: string): string {
  return markdown.replaceAll(/\\([\s\S])|</gu, (found, escaped: string | undefined) =>
    escaped === undefined || escaped === '<' ? '&lt;' : found,
  );
}

/** Code inside a quote: a tag there would close the quote, although it stands in code. */
export function withoutTags(code: string): string {
  return code.replaceAll(/\[(?=\/?(?:quote|details|poll|spoiler)\b)/giu, `[${zeroWidthSpace}`);
}

/** A piece of typed text: an address that can be a link, or words. */
export interface Piece {
  readonly words: string;
  readonly isAddress: boolean;
}

/** Cuts typed words at the web addresses in them. */
export function piecesOf(words: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: run, index } of words.matchAll(/https?:\/\/[^\s<>]+/giu)) {
    const url = withoutSentenceMarks(run);
    if (!isAddress(url)) continue;
    if (index > from) pieces.push({ words: words.slice(from, index), isAddress: false });
    pieces.push({ words: url, isAddress: true });
    from = index + url.length;
  }
  if (from < words.length || pieces.length === 0) pieces.push({ words: words.slice(from), isAddress: false });
  return pieces;
}

/** Whether it is an address that may become a link: of the web, of mail, or within the forum. */
export function isAddress(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/iu.test(url) ? URL.canParse(url) : /^\/(?!\/)/u.test(url);
}

/** An address that cannot end its link early: such characters are percent-encoded. */
export function safeUrl(url: string): string {
  return cleaned(url).replaceAll(/[\s\\<>()[\]"'`*|]/gu, (one) =>
    one < '\u0080' ? `%${one.charCodeAt(0).toString(16).padStart(2, '0')}` : encodeURIComponent(one),
  );
}

/** An address without the marks of the sentence around it. */
function withoutSentenceMarks(run: string): string {
  const bare = run.replace(/[.,:;!?"'*_~|`\]}]+$/u, '');
  return bare.endsWith(')') && !bare.includes('(') ? withoutSentenceMarks(bare.slice(0, -1)) : bare;
}
