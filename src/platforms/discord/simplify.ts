// What Discord's Markdown lacks, told by what it has: tables, quotes in quotes, code in lists, code in bold words.
import type { BlockContent, Code, List, ListItem, PhrasingContent, RootContent } from 'mdast';
import { spoiler } from '../../core/document.ts';
import { withListsJoined } from '../../core/markdown/lists.ts';
import { lineOf, type Marks, type Piece, piecesOf } from '../../core/markdown/runs.ts';
import { cleaned } from '../../core/text/cleaned.ts';
import { wordsOf } from './words.ts';

/**
 * The blocks by which Discord can show a block. Quotes in quotes become one; code and quotes in a list interrupt it,
 * because there they would be shown as they are typed, and the numbers go on behind them.
 */
export function simplified(block: RootContent): RootContent[] {
  switch (block.type) {
    case 'blockquote': {
      const children = block.children.flatMap((child) => {
        const made = simplified(child);
        return made.flatMap((one) => (one.type === 'blockquote' ? one.children : isFlow(one) ? [one] : []));
      });
      return [{ ...block, children: withListsJoined(children) }];
    }
    case 'list':
      return interrupted(block);
    case 'paragraph':
    case 'heading':
      return [{ ...block, children: simplifiedLine(block.children) }];
    case 'code':
      return [simplifiedCode(block) ?? { ...block, value: trimmedLines(block.value) }];
    default:
      return [block];
  }
}

function isFlow(block: RootContent): block is BlockContent {
  return ['blockquote', 'code', 'heading', 'html', 'list', 'paragraph', 'thematicBreak'].includes(block.type);
}

/** Discord does not show empty lines at the ends of a code block. */
function trimmedLines(code: string): string {
  return code.replaceAll(/^\n+|\n+$/gu, '');
}

/** Code in which a code block would end, or bars around one, is quoted as words; they can be copied all the same. */
function simplifiedCode({ value: written, data }: Code): BlockContent | undefined {
  const isHidden = data?.isHidden === true;
  // As it is shown: what nobody sees may stand between the marks.
  const value = cleaned(written);
  if (!value.includes('```') && !(isHidden && value.includes('||'))) return undefined;
  const words = trimmedLines(value)
    .split('\n')
    .flatMap((line, i): PhrasingContent[] => [
      ...(i === 0 ? [] : [{ type: 'break' } as const]),
      { type: 'text', value: line },
    ]);
  const children: PhrasingContent[] = isHidden ? [spoiler(...words)] : words;
  return { type: 'blockquote', children: [{ type: 'paragraph', children }] };
}

/** Discord does not know code or an address in a format: marks in them would end it, so it pauses there. */
function simplifiedLine(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const line = lineOf(
    withMailWritten(piecesOf(nodes)).map((piece): Piece => {
      const isWords = piece.node.type === 'inlineCode' && fenceFor(piece.node.value) === undefined;
      const node = isWords ? labelOf(piece.node) : piece.node;
      if (piece.marks.link !== undefined) return { node: labelOf(node), marks: ofLink(piece.marks) };
      if (node.type === 'inlineCode' && /[*_~|\\]/u.test(node.value)) {
        if (!piece.marks.spoiler) return { node, marks: {} };
        // What is hidden stays so, though it be words.
        return { node: node.value.includes('|') ? labelOf(node) : node, marks: { spoiler: true } };
      }
      return { node, marks: piece.marks };
    }),
  );
  return line.map(linkInside);
}

/** Formats of a whole link stand around it, since its label is words only. */
function linkInside(node: PhrasingContent): PhrasingContent {
  if (!('children' in node)) return node;
  if (node.type !== 'link') return { ...node, children: node.children.map(linkInside) };
  const [only, ...more] = node.children;
  if (!only || more.length > 0 || !('children' in only) || only.type === 'link') return node;
  return { ...only, children: [linkInside({ ...node, children: only.children })] };
}

/** There are no links to mail: the address stands behind its words, unless it is them. */
function withMailWritten(pieces: readonly Piece[]): Piece[] {
  let label = '';
  return pieces.flatMap((piece, i) => {
    const { link, ...marks } = piece.marks;
    if (!link || !/^mailto:/iu.test(link.url)) return [piece];
    const { node } = piece;
    label += wordsOf(node);
    if (pieces[i + 1]?.marks.link === link) return [{ node, marks }];
    const address = link.url.slice('mailto:'.length);
    const isSame = label.trim() === address;
    label = '';
    const written = { node: { type: 'text', value: ` (${address})` }, marks: {} } as const;
    return isSame ? [{ node, marks }] : [{ node, marks }, written];
  });
}

/** As words only, as the label of a link is, and code with back-quotes that no pair of one or two can hold. */
function labelOf(node: PhrasingContent): PhrasingContent {
  return node.type === 'text' ? node : { type: 'text', value: wordsOf(node) };
}

function ofLink({ emphasis, ...marks }: Marks): Marks {
  return { ...marks, ...(emphasis && !marks.link?.url.includes('_') && { emphasis }) };
}

/** One back-quote or two, whichever does not end the code early; undefined if both do. */
export function fenceFor(code: string): '`' | '``' | undefined {
  const runs = new Set((code.match(/`+/gu) ?? []).map((run) => run.length));
  if ([...runs].some((length) => length > 2)) return undefined;
  if (!runs.has(1)) return '`';
  return runs.has(2) ? undefined : '``';
}

function interrupted(list: List): RootContent[] {
  const made: RootContent[] = [];
  let items: ListItem[] = [];
  let start = list.start ?? 1;
  const flush = () => {
    if (items.length > 0) made.push({ ...list, ...(list.ordered && { start }), children: items });
    items = [];
  };
  for (const [i, item] of list.children.entries()) {
    let own: BlockContent[] = [];
    let isOutside = false;
    const close = () => {
      if (items.length === 0) start = (list.start ?? 1) + i;
      if (own.length > 0 || !isOutside) items.push({ ...item, children: own });
      own = [];
    };
    for (const part of item.children.flatMap(simplified)) {
      if (!isFlow(part)) continue;
      const joined = isOutside ? undefined : joinedTo(own, part);
      if (joined) {
        own = joined;
        continue;
      }
      if (!isOutside) {
        if (own.length === 0) own = [{ type: 'paragraph', children: [{ type: 'text', value: '…' }] }];
        close();
      }
      isOutside = true;
      flush();
      made.push(part);
    }
    if (!isOutside) close();
  }
  flush();
  return withListsJoined(made);
}

/** An item is words and then lists; paragraphs are lines of the same words. Undefined for what cannot be in it. */
function joinedTo(own: readonly BlockContent[], part: BlockContent): BlockContent[] | undefined {
  const last = own.at(-1);
  if (part.type === 'list')
    return last?.type === 'list' && last.ordered === part.ordered
      ? [...own.slice(0, -1), { ...last, children: [...last.children, ...part.children] }]
      : [...own, part];
  if (part.type !== 'paragraph') return undefined;
  if (last === undefined) return [part];
  if (last.type !== 'paragraph') return undefined;
  return [
    ...own.slice(0, -1),
    {
      ...last,
      children: lineOf(piecesOf([...last.children, { type: 'break' }, ...part.children])).map(linkInside),
    },
  ];
}
