// Lines that one platform alone reads, as what all read: quotes in brackets, quotes up to the end, small and hidden lines.

/** Deeper than this no quote is read. */
const deepest = 6;

/**
 * A text in which `[quote="name, …"]` … `[/quote]` and what stands behind `>>> ` are quotes, `-# ` is gone from the
 * beginning of small lines, and `[grid]` and `[wrap]` from around what they hold; hidden code stands between lines of
 * bars. In code all stays, and so does what is not ended.
 */
export function withLinesRead(text: string): string {
  if (!/^(?:>>> |-# )|\[\/(?:quote|grid|wrap)\]|\|\|```/imu.test(text)) return text;
  const lines = inLines(text).split('\n');
  const isCode = codeAmong(lines);
  const ends = pairs(lines, isCode);
  const made: string[] = [];
  let depth = 0;
  let isToEnd = false;
  const put = (line: string) => made.push('> '.repeat(depth + (isToEnd ? 1 : 0)) + line);
  for (const [at, line] of lines.entries()) {
    const found = ends.get(at);
    if (found === 'gone') continue;
    if (found === 'end') {
      depth -= 1;
      // What follows is no more of the quote.
      put('');
    } else if (found !== undefined) {
      put('');
      depth += 1;
      if (found.name !== '') put(`${found.name}:`);
    } else if (isCode[at]) put(line);
    else if (!isToEnd && isQuoteToEnd(lines, at)) {
      isToEnd = true;
      put(line.slice('>>> '.length));
    } else put(line.replace(/^-# +(?=\S)/u, ''));
  }
  return made.join('\n');
}

/** A text in which what begins and ends hidden code and quotes has a line of its own. */
function inLines(text: string): string {
  return text
    .replaceAll(
      /^([^\n`]{0,1000})\|\|(```[\w+#.-]{0,30})\n((?:(?!```)[\s\S])*?)```\|\|([^\n]*)/gmu,
      (_, before: string, fence: string, inner: string, after: string) =>
        hiddenCode({ before, fence, inner, after }),
    )
    .replaceAll(/^(\[quote(?:=[^\]\n]{0,300})?\])(?=[^\n])/gimu, '$1\n')
    .replaceAll(/(?<=[^\n])(\[\/quote\])(?=[^\S\n]*$)/gimu, '\n$1');
}

interface HiddenCode {
  readonly before: string;
  readonly fence: string;
  readonly inner: string;
  readonly after: string;
}

/** Hidden code with its bars in lines of their own, which stand in the quote or list that the code stands in. */
function hiddenCode({ before, fence, inner, after }: HiddenCode): string {
  const [marks = ''] = /^(?: {0,3}>(?: |$)?|\s*(?:[-*+]|\d{1,9}[.)]) +)+/u.exec(before) ?? [];
  const around = marks.replaceAll(/[^>\s]/gu, ' ');
  const code = inner.split('\n');
  const isQuote = around.trimEnd().endsWith('>');
  const isInside = code.every(
    (line) => line.startsWith(isQuote ? around.trimEnd() : around) || line.trimEnd() === around.trimEnd(),
  );
  const start = isInside ? around : '';
  if (['', start.trim()].includes(code.at(-1)?.trim() ?? '')) code.pop();
  const opening = before === marks && marks !== '' ? [`${before}||`] : [before, `${start}||`];
  return [...opening, `${start}${fence}`, ...code, `${start}\`\`\``, `${start}||`, `${start}${after}`].join(
    '\n',
  );
}

/** Whether each line is of a block of code. */
function codeAmong(lines: readonly string[]): boolean[] {
  let fence: string | undefined;
  return lines.map((line) => {
    const marks = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (fence === undefined) {
      fence = marks;
      return marks !== undefined;
    }
    const isEnd = marks?.startsWith(fence) === true && line.trim() === marks;
    if (isEnd) fence = undefined;
    return true;
  });
}

/** A quote that begins, as whose; `end` where one ends; `gone` for what only holds other things. */
type Bracket = { readonly name: string } | 'end' | 'gone';

/** The lines of brackets whose other end is there. */
function pairs(lines: readonly string[], isCode: readonly boolean[]): ReadonlyMap<number, Bracket> {
  const found = new Map<number, Bracket>();
  const open: { at: number; tag: string; name: string }[] = [];
  for (const [at, line] of lines.entries()) {
    if (isCode[at]) continue;
    const [, end, tag = '', name = ''] =
      /^\[(\/)?(quote|grid|wrap)(?:=([^\]\n]{0,300}))?\]\s*$/iu.exec(line) ?? [];
    if (tag === '') continue;
    const kind = tag.toLowerCase();
    if (end === undefined) {
      if (open.length < deepest) open.push({ at, tag: kind, name: kind === 'quote' ? nameIn(name) : '' });
      continue;
    }
    const begun = open.at(-1);
    if (begun?.tag !== kind) continue;
    open.pop();
    found.set(begun.at, kind === 'quote' ? { name: begun.name } : 'gone');
    found.set(at, kind === 'quote' ? 'end' : 'gone');
  }
  return found;
}

/** Who is quoted: `"Lagos, post:2, topic:3, username:lagos"` is Lagos. */
function nameIn(given: string): string {
  const name = (given.replaceAll(/["“”]/gu, '').split(',')[0] ?? '').trim();
  return name.replaceAll(/[!-/:-@[-`{-~]/gu, '\\$&');
}

/** Whether all from a line on is a quote, as in chat; three quotes in each other have marks on their other lines. */
function isQuoteToEnd(lines: readonly string[], at: number): boolean {
  const isQuoted = (line: string | undefined) => /^ {0,3}>/u.test(line ?? '');
  return /^>>> \S/u.test(lines[at] ?? '') && !isQuoted(lines[at - 1]) && !isQuoted(lines[at + 1]);
}
