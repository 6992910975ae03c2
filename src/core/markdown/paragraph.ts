// A line of words as a paragraph, without white space that nobody sees.
import type { BlockContent, PhrasingContent } from 'mdast';
import { isSpace, lineOf, type Piece, piecesOf } from './runs.ts';

/** A line of dashes made of box characters is how a rule looks where there are none. */
const drawnRule = /^─{3,}$/u;

/** A line as a paragraph: trimmed, and none when nothing is left; a drawn rule is one. */
export function paragraph(words: readonly PhrasingContent[]): BlockContent[] {
  const children = trimmed(lineOf(piecesOf(words)));
  const [only] = children;
  if (only === undefined) return [];
  if (children.length === 1 && only.type === 'text' && drawnRule.test(only.value)) {
    return [{ type: 'thematicBreak' }];
  }
  return [{ type: 'paragraph', children }];
}

/** Without white space and breaks at its ends and around breaks; two breaks are one. */
function trimmed(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const pieces = piecesOf(nodes).flatMap((piece): Piece[] =>
    piece.node.type !== 'text'
      ? [piece]
      : piece.node.value
          .split('\n')
          .flatMap((value, i): Piece[] => [
            ...(i === 0 ? [] : [{ ...piece, node: { type: 'break' } as const }]),
            { ...piece, node: { type: 'text', value } },
          ]),
  );
  const kept: Piece[] = [];
  const end = pieces.findLastIndex((piece) => !isSpace(piece));
  for (const [i, piece] of pieces.slice(0, end + 1).entries()) {
    const { node } = piece;
    const isAtStart = kept.length === 0 || kept.at(-1)?.node.type === 'break';
    if (node.type === 'break') {
      if (!isAtStart) kept.push(piece);
      continue;
    }
    if (node.type !== 'text') {
      kept.push(piece);
      continue;
    }
    const isAtEnd = pieces[i + 1] === undefined || pieces[i + 1]?.node.type === 'break';
    const before = isAtStart ? node.value.trimStart() : node.value;
    const value = isAtEnd ? before.trimEnd() : before;
    if (value !== '') kept.push({ ...piece, node: { type: 'text', value } });
  }
  return lineOf(kept);
}
