// Words in a line as one flat run, each with its formats, and back: so that equal looks are equal trees.
import type { PhrasingContent } from 'mdast';

/** A link that pieces are in; two links to one address are two. */
interface LinkMark {
  readonly url: string;
}

/** The formats of a piece, and the link that it is in. */
export interface Marks {
  readonly link?: LinkMark | undefined;
  readonly strong?: boolean;
  readonly emphasis?: boolean;
  readonly delete?: boolean;
  readonly spoiler?: boolean;
}

/** A piece of a line that holds no other piece: words, code, a line break, a time, a person. */
export interface Piece {
  readonly node: PhrasingContent;
  readonly marks: Marks;
}

/** The end of a line within a paragraph. */
export const lineEnd: Piece = { node: { type: 'break' }, marks: {} };

const formats = ['link', 'spoiler', 'strong', 'emphasis', 'delete'] as const;

/** The pieces of a line in order. A format in itself counts once; of a link in a link the words stay. */
export function piecesOf(nodes: readonly PhrasingContent[], marks: Marks = {}): Piece[] {
  return nodes.flatMap((node): Piece[] => {
    switch (node.type) {
      case 'strong':
      case 'emphasis':
      case 'delete':
      case 'spoiler':
        return piecesOf(node.children, { ...marks, [node.type]: true });
      case 'link':
        return piecesOf(node.children, { ...marks, link: marks.link ?? { url: node.url } });
      default:
        return [{ node, marks }];
    }
  });
}

/**
 * The tree of a line: the longest format is the outermost, and a link stands outside a format of its length. White
 * space has the formats that the words on both sides share, so that no format begins or ends in white space.
 */
export function lineOf(pieces: readonly Piece[]): PhrasingContent[] {
  return built(spaced(pieces.flatMap(apart)), new Set());
}

function built(pieces: readonly Piece[], open: ReadonlySet<keyof Marks>): PhrasingContent[] {
  const made: PhrasingContent[] = [];
  let at = 0;
  while (at < pieces.length) {
    const [format, end] = longest(pieces, at, open);
    const run = pieces.slice(at, end);
    const link = run[0]?.marks.link;
    if (format === undefined) for (const { node } of run) add(made, node);
    else if (format !== 'link') made.push({ type: format, children: built(run, new Set([...open, format])) });
    else if (link !== undefined)
      made.push({ type: 'link', url: link.url, children: built(run, new Set([...open, format])) });
    at = end;
  }
  return made;
}

/** The format that begins here and reaches furthest, and where it ends; else up to where the next one begins. */
function longest(pieces: readonly Piece[], from: number, open: ReadonlySet<keyof Marks>) {
  let best: [keyof Marks | undefined, number] = [undefined, from + 1];
  for (const format of formats) {
    const value = pieces[from]?.marks[format];
    if (open.has(format) || !value) continue;
    let end = from + 1;
    while (pieces[end]?.marks[format] === value) end += 1;
    if (best[0] === undefined || end > best[1]) best = [format, end];
  }
  return best;
}

function add(made: PhrasingContent[], node: PhrasingContent): void {
  const last = made.at(-1);
  if (node.type === 'text' && last?.type === 'text') {
    made[made.length - 1] = { type: 'text', value: last.value + node.value };
  } else {
    made.push(node);
  }
}

/** White space at the ends of words as pieces of its own. */
function apart(piece: Piece): Piece[] {
  if (piece.node.type !== 'text') return [piece];
  const { value: whole } = piece.node;
  const words = whole.trim();
  const from = whole.indexOf(words);
  return [whole.slice(0, from), words, whole.slice(from + words.length)].flatMap((value) =>
    value === '' ? [] : [{ node: { type: 'text', value }, marks: piece.marks }],
  );
}

function spaced(pieces: readonly Piece[]): Piece[] {
  const nexts: (Marks | undefined)[] = [];
  let next: Marks | undefined;
  for (let i = pieces.length - 1; i >= 0; i -= 1) {
    const piece = pieces[i];
    if (piece && !isSpace(piece)) next = piece.marks;
    nexts[i] = next;
  }
  let previous: Marks | undefined;
  return pieces.map((piece, i) => {
    if (isSpace(piece)) return { ...piece, marks: shared(previous, nexts[i]) };
    previous = piece.marks;
    return piece;
  });
}

/** Whether nothing of it is seen: white space, or the end of a line. */
export function isSpace({ node }: Piece): boolean {
  return node.type === 'break' || (node.type === 'text' && node.value.trim() === '');
}

function shared(left: Marks | undefined, right: Marks | undefined): Marks {
  if (!left || !right) return {};
  if (left === right) return left;
  return Object.fromEntries(
    formats.flatMap((format) =>
      left[format] !== undefined && left[format] === right[format] ? [[format, left[format]]] : [],
    ),
  );
}
