// Markdown that people type, as blocks of a document: all of it from those we trust, only code from everybody else.
import type { BlockContent } from 'mdast';
import { codeBlockAt } from './markdown/fences.ts';
import { withLinesRead } from './markdown/lines.ts';
import { parsed } from './markdown/parse.ts';
import { safeBlocks } from './markdown/safe.ts';
import { typed } from './markdown/typed.ts';
import { cleaned } from './text/cleaned.ts';

/**
 * Blocks of what a host or an organiser wrote: links, emphasis, lists, quotes and code keep their meaning on every
 * platform; the end of a line is a line break, as in chat. Reduced to safe nodes: nothing in it can ping, quote, open
 * a poll, show a picture or be HTML. Markdown too tangled to be anybody's meaning is read as `typed`.
 */
export function formatted(source: string): BlockContent[] {
  const text = withFencesApart(withLinesRead(cleaned(source)));
  if (isCostlyToParse(text)) return typed(text);
  return safeBlocks(parsed(text), text);
}

/** Longer than anything that a place takes as one text. */
const longest = 64_000;
/** More marks of emphasis than any text of that length has; the time to pair them grows with their square. */
const mostMarks = 1000;
/** Lines of `=` or `-` alone, each of which makes a heading of what is above it; the time grows with their square. */
const underlines = /^ {0,3}(?:=+|-+)[ \t]*$/gmu;
const mostUnderlines = 200;
/** A line that begins with so many marks of quotes and lists nests deeper than anybody reads. */
const manyContainers = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)])){16}/mu;

/** Whether reading it could take long, or go deep: texts that are made to, and that mean nothing. */
function isCostlyToParse(text: string): boolean {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return (
    text.length > longest ||
    count(/\*+|~{2,}|(?<!\w)_+|_+(?!\w)/gu) > mostMarks ||
    count(/<[!?]/gu) > 50 ||
    count(underlines) > mostUnderlines ||
    manyContainers.test(text)
  );
}

/**
 * Code blocks as chat has them get lines of their own, as CommonMark wants: there they may begin after words, and
 * end where their last line of code ends ("x = 1```"). Others stay as they are.
 */
function withFencesApart(text: string): string {
  const lines = text.split('\n');
  const open: string[] = [];
  const made: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const found = /^(?:```|[^\s>*+\d-][^`]*```)/u.test(lines[at] ?? '')
      ? codeBlockAt(lines, at, open)
      : undefined;
    if (!found || found.isApart) made.push(...lines.slice(at, (found?.last ?? at) + 1));
    else {
      const { before, fence, code } = found;
      made.push(...(before === '' ? [] : [before]), fence + (code.lang ?? ''), code.value, fence);
    }
    at = found?.last ?? at;
  }
  return made.join('\n');
}
