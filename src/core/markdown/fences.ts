// Code blocks in text as people type them: closed ones, as CommonMark has them, or as chat does.
import type { Code } from 'mdast';

/** The language that a code block names, if it is one word that every platform takes as such. */
export function languageOf(info: string): string | null {
  return /^[\w+#.-]{1,30}$/u.test(info) ? info : null;
}

/** A code block found in lines of text. */
interface FoundCode {
  /** What stands before it in its first line. */
  readonly before: string;
  readonly code: Code;
  /** The marks that it begins with. */
  readonly fence: string;
  /** Whether it begins and ends with lines of their own, as in CommonMark. */
  readonly isApart: boolean;
  /** The line on which it ends. */
  readonly last: number;
}

/**
 * A code block whose first line this is, if it is closed and has something in it. `open` keeps the marks that are
 * closed nowhere below, so that they are looked for once.
 */
export function codeBlockAt(lines: readonly string[], at: number, open: string[]): FoundCode | undefined {
  const line = lines[at] ?? '';
  const opening =
    /^(?<before>[^`]*?)(?<fence>`{3,})(?<info>[^`]*)$|^ {0,3}(?<tildes>~{3,})(?<word>.*)$/u.exec(
      line,
    )?.groups;
  if (!opening) return undefined;
  const fence = opening.fence ?? opening.tildes ?? '';
  const info = (opening.info ?? opening.word ?? '').trim();
  if (open.some((marks) => fence.startsWith(marks))) return undefined;
  const last = endOf(lines, at + 1, fence);
  if (last === undefined) {
    open.push(fence);
    return undefined;
  }
  const end = lines[last] ?? '';
  const before = opening.before ?? '';
  const indent = before.trim() === '' ? new RegExp(`^[^\\S\\n]{0,${before.length}}`, 'u') : /^/u;
  const value = [
    // More than one word is not a language.
    ...(info === '' || languageOf(info) ? [] : [info]),
    ...lines.slice(at + 1, last),
    ...(isFence(end, fence) ? [] : [end.slice(0, -fence.length)]),
  ]
    .map((one) => one.replace(indent, ''))
    .join('\n');
  if (value.trim() === '') return undefined;
  const isApart = before === '' && isFence(end, fence);
  return { before, code: { type: 'code', lang: languageOf(info), value }, fence, isApart, last };
}

function endOf(lines: readonly string[], from: number, fence: string): number | undefined {
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    // Chat also ends a block where its last line of code ends.
    if (isFence(line, fence) || (fence === '```' && /^[^`]*```$/u.test(line))) return at;
  }
  return undefined;
}

function isFence(line: string, fence: string): boolean {
  const marks = line.trim();
  return marks.length >= fence.length && marks === fence.charAt(0).repeat(marks.length);
}
