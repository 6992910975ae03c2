// What somebody types who is not known to write Markdown: words stay words, and code in them stays code.
import type { BlockContent, InlineCode, PhrasingContent } from 'mdast';
import { cleaned } from '../text/cleaned.ts';
import { codeBlockAt } from './fences.ts';

/**
 * Blocks of typed text: a paragraph for each run of lines, line breaks kept. Code between back-quotes and code blocks
 * (closed ones; as CommonMark has them, or as chat does) are code, so that they can be copied; all else is text as it
 * was typed, whatever it looks like.
 */
export function typed(value: string): BlockContent[] {
  const lines = cleaned(value).split('\n');
  const blocks: BlockContent[] = [];
  let words: string[] = [];
  const flush = () => {
    blocks.push(...paragraphs(words));
    words = [];
  };
  const open: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const found = codeBlockAt(lines, at, open);
    if (!found) {
      words.push(lines[at] ?? '');
      continue;
    }
    if (found.before.trim() !== '') words.push(found.before);
    flush();
    blocks.push(found.code);
    at = found.last;
  }
  flush();
  return blocks;
}

/** Code within a line, or the text that it is when there is nothing to see in it. */
export function inlineCode(value: string): InlineCode | { type: 'text'; value: string } {
  const words = value.replaceAll(/(?<!\s)\s*\n\s*/gu, ' ').trim();
  if (words === '') return { type: 'text', value: ' ' };
  return { type: 'inlineCode', value: words, ...(words.startsWith('/') && { data: { verbatim: true } }) };
}

function paragraphs(lines: readonly string[]): BlockContent[] {
  return lines
    .join('\n')
    .split(/\n{2,}/u)
    .filter((part) => part.trim() !== '')
    .map((part) => ({
      type: 'paragraph',
      children: part
        .replaceAll(/^\n|\n$/gu, '')
        .split('\n')
        .flatMap((line, i): PhrasingContent[] => [
          ...(i === 0 ? [] : [{ type: 'break' } as const]),
          ...piecesOf(line),
        ]),
    }));
}

/** Words and code in a line. A back-quote after a back-slash is one that somebody wanted to be seen. */
function piecesOf(line: string): PhrasingContent[] {
  const pieces: PhrasingContent[] = [];
  let from = 0;
  for (const match of line.matchAll(/(?<![`\\])(`+)(?!`)(.*?[^`])\1(?!`)/gu)) {
    const [whole, , code = ''] = match;
    if (code.trim() === '') continue;
    if (match.index > from) pieces.push({ type: 'text', value: line.slice(from, match.index) });
    pieces.push(inlineCode(code));
    from = match.index + whole.length;
  }
  if (from < line.length || pieces.length === 0) pieces.push({ type: 'text', value: line.slice(from) });
  return pieces;
}
