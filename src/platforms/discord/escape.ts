// How typed words become Discord Markdown that shows exactly those words: no ping, no link in disguise, no format.

const zeroWidthSpace = '\u200b';

/** What turns the direction of what follows around, and control characters; none of them is anything to read. */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** An address as somebody types it, up to white space or a bracket. */
const address = /https?:\/\/[^\s<>]+/giu;

/** Marks of formats; `<` with what makes it a ping, a time, a command or an emoji; `:` but in an hour like 18:00. */
const special = /[\\*_~|`[\]>#]|<(?:[@#/:]|[a-z]+:)?|:(?=\S|$)(?!(?<=\d:)\d\d(?![\d:]))/giu;

/** Typed words without control characters, lone surrogates and changes of direction; line breaks become `\n`. */
export function cleaned(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replaceAll(unseen, '');
}

/** Typed words as Markdown; addresses in them stay links that show where they lead. */
export function escaped(value: string): string {
  const words = cleaned(value);
  let made = '';
  let from = 0;
  for (const { 0: run, index } of words.matchAll(address)) {
    const url = trimmed(run);
    if (!isAddress(url)) continue;
    made += escapedWords(words.slice(from, index), made === '');
    made += `<${safeUrl(url)}>`;
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

/** What stands between back-quotes: nothing is a format there, but what looks like a ping is taken apart. */
export function inCode(value: string): string {
  return cleaned(value)
    .replaceAll(/<(?=[@#/:]|[a-z]+:)/giu, `<${zeroWidthSpace}`)
    .replaceAll(/@(?=everyone|here)/giu, `@${zeroWidthSpace}`);
}

/** An address that cannot end its link early nor hold a format: such characters are percent-encoded. */
export function safeUrl(url: string): string {
  return url.replaceAll(
    /[\\`*~|[\]()<>"^{}@\s]/gu,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Whether it is an address that Discord makes a link of. */
export function isAddress(url: string): boolean {
  return /^https?:\/\//iu.test(url) && URL.canParse(url);
}

function escapedWords(words: string, isAtStart: boolean): string {
  // One pass, so that no escape is escaped. The back-slash inside `<\@` also stops those who read the raw text.
  const made = words.replaceAll(special, (mark) =>
    mark.length === 1 ? `\\${mark}` : `\\<${mark.slice(1, -1)}\\${mark.slice(-1)}`,
  );
  return lineStarts(made.replaceAll(/@(?=everyone|here)/giu, `@${zeroWidthSpace}`), isAtStart);
}

/** Takes their meaning from marks that begin a list at the start of a line. */
function lineStarts(words: string, isAtStart: boolean): string {
  const mark = /^([^\S\n]*\d*)([-+.)])/u;
  return words
    .split('\n')
    .map((line, i) => (i === 0 && !isAtStart ? line : line.replace(mark, '$1\\$2')))
    .join('\n');
}

/** An address without the marks of the sentence around it. */
function trimmed(run: string): string {
  const bare = run.replace(/[.,:;!?"'*_~|`\]}]+$/u, '');
  return bare.endsWith(')') && !bare.includes('(') ? trimmed(bare.slice(0, -1)) : bare;
}
