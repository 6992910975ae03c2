// A line of words as a paragraph, without white space that nobody sees.
import type { BlockContent, PhrasingContent } from 'mdast';
import { isSpace, lineEnd, lineOf, type Piece, piecesOf } from './runs.ts';

/** A line of dashes made of box characters is how a rule looks where there are none. */
const drawnRule = /^─{3,}$/u;

/** A line as a paragraph: trimmed, and none when nothing is left; a drawn rule is one. */
export function paragraph(words: readonly PhrasingContent[]): BlockContent[] {
  const children = trimmed(lineOf(piecesOf(words)));
  const [only] = children;
  if (only === undefined) return [];
  if (children.length === 1 && only.type === 'text' && drawnRule.test(only.value))
    return [{ type: 'thematicBreak' }];
  return [{ type: 'paragraph', children }];
}

/** Without white space and breaks at its ends and around breaks; two breaks are one. */
function trimmed(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const lines: Piece[][] = [[]];
  for (const piece of piecesOf(nodes)) {
    const [first, ...more] = piece.node.type === 'text' ? piece.node.value.split('\n') : [];
    if (piece.node.type === 'break') lines.push([]);
    else lines.at(-1)?.push(first === undefined ? piece : withWords(piece, first));
    for (const value of more) lines.push([withWords(piece, value)]);
  }
  const seen = lines.map(trimmedLine).filter((line) => line.length > 0);
  return lineOf(seen.flatMap((line, i) => (i === 0 ? line : [lineEnd, ...line])));
}

function trimmedLine(line: readonly Piece[]): Piece[] {
  const [from, to] = [line.findIndex((one) => !isSpace(one)), line.findLastIndex((one) => !isSpace(one))];
  return line.slice(Math.max(0, from), to + 1).map((piece, i) => {
    if (piece.node.type !== 'text') return piece;
    const begun = i === 0 ? piece.node.value.trimStart() : piece.node.value;
    return withWords(piece, i === to - from ? begun.trimEnd() : begun);
  });
}

function withWords(piece: Piece, value: string): Piece {
  return { ...piece, node: { type: 'text', value } };
}
