// Documents in parts that each fit one message or post: cut between blocks, items, lines, words, at worst between letters.
import type { RootContent } from 'mdast';

/** What a node of the tree looks like to those who cut it. */
interface Branch {
  readonly type: string;
  readonly value?: string | undefined;
  readonly start?: number | null | undefined;
  readonly children?: readonly Branch[] | undefined;
}

/** What fits one part, as its platform counts; of what it does not show, the length is 0. */
interface Measure {
  readonly limit: number;
  lengthOf(block: RootContent): number;
  glueBetween?(left: RootContent, right: RootContent): string;
}

/** Blocks in parts, at least one; only a block that fits no part of its own is cut. */
export function partsOf(
  blocks: readonly RootContent[],
  { limit, lengthOf, glueBetween = () => '' }: Measure,
): RootContent[][] {
  const parts: RootContent[][] = [];
  const left = [...blocks];
  let part: RootContent[] = [];
  let length = 0;
  const end = () => {
    if (part.length > 0) parts.push(part);
    part = [];
    length = 0;
  };
  for (let block = left.shift(); block; block = left.shift()) {
    const own = lengthOf(block);
    if (own === 0) continue;
    const last = part.at(-1);
    const space = limit - length - (last ? glueBetween(last, block).length : 0);
    if (own <= space) {
      length = limit - space + own;
      part.push(block);
      continue;
    }
    // Nothing is gained by a sliver at the end of a part, or by an item that is whole in the next.
    const isWorthIt = own > limit && space >= limit / 4 && !wouldTear(block, { space, limit, lengthOf });
    if (!isWorthIt) end();
    if (own <= limit) left.unshift(block);
    else {
      const { head, rest } = cutBlock(block, { limit: isWorthIt ? space : limit, lengthOf });
      part.push(head);
      end();
      left.unshift(...rest);
    }
  }
  end();
  return parts.length > 0 ? parts : [[]];
}

/** Whether a list would have its first item cut, though it fits a part of its own. */
function wouldTear(block: RootContent, { space, limit, lengthOf }: Measure & { space: number }): boolean {
  if (block.type !== 'list') return false;
  const first = lengthOf({ ...block, children: block.children.slice(0, 1) });
  return first > space && first <= limit;
}

/**
 * Cuts a block so that `head` fits `limit` by `lengthOf`, and holds as much as it can up to a good place to cut.
 * Together the pieces hold every character, save white space that the cut replaces.
 */
function cutBlock(
  block: RootContent,
  { limit, lengthOf }: Measure,
): { head: RootContent; rest: RootContent[] } {
  const fits = (offset: number): boolean => {
    const [head] = cut(block, offset);
    return head === undefined || lengthOf(head) <= limit;
  };
  let low = 0;
  // A character takes at least one, so that more need not be tried.
  let high = Math.min(sizeOf(block), limit);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  for (const offset of offsets(block, low)) {
    const [head, tail] = cut(block, offset);
    if (head && lengthOf(head) <= limit) return { head: withoutGap(head), rest: tail ? [tail] : [] };
  }
  // An address alone can be longer than the part; its words are not.
  const bare = withoutLinks(block);
  if (bare === block) throw new Error(`A ${block.type} cannot be cut to ${limit} characters`);
  return cutBlock(bare, { limit, lengthOf });
}

/** What stands before a cut, without the white space that the cut replaces. */
function withoutGap<T extends Branch>(node: T): T {
  if (node.type === 'code') return { ...node, value: node.value?.replace(/\n$/u, '') };
  if (node.type === 'text') return { ...node, value: node.value?.replace(/(?<=\S)\s+$/u, '') };
  const last = node.children?.at(-1);
  return last ? { ...node, children: [...(node.children?.slice(0, -1) ?? []), withoutGap(last)] } : node;
}

function withoutLinks<T extends Branch>(node: T): T {
  if (!node.children) return node;
  const children = node.children.flatMap((child) =>
    child.type === 'link' ? (child.children ?? []) : [withoutLinks(child)],
  );
  const isSame = node.children.every((child, i) => child === children[i]);
  return isSame ? node : { ...node, children };
}

/** Offsets at most `most`, the best first; those between letters are looked for only where no better one fits. */
function* offsets(block: RootContent, most: number): Generator<number> {
  yield* goodOffsets(block, most);
  yield* lastResorts(block, most);
}

/** Offsets at most `most` where a cut reads well, the best first: the strongest border that is not too early. */
function goodOffsets(block: RootContent, most: number): number[] {
  const found = borders(block).filter(({ at }) => at > 0 && at <= most);
  // A part that is emptier is better than an item in two.
  const isLate = ({ at, rank }: Border): boolean => at >= most / (rank === 4 ? 4 : 2);
  const late = found.filter(isLate).sort((a, b) => b.rank - a.rank || b.at - a.at);
  const early = found.filter((border) => !isLate(border)).sort((a, b) => b.at - a.at);
  return [...late, ...early].slice(0, 20).map(({ at }) => at);
}

/** Offsets between letters, the latest first, never inside one. */
function* lastResorts(block: RootContent, most: number): Generator<number> {
  const leaves = leavesOf(block);
  for (let at = most, found = 0; at > 0 && found < 40; at -= 1) {
    const leaf = leaves.find(({ from, to }) => from < at && at <= to);
    if (!leaf) continue;
    const isBorder =
      leaf.to === at || letters.segment(leaf.value).containing(at - leaf.from)?.index === at - leaf.from;
    if (!isBorder) continue;
    found += 1;
    yield at;
  }
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

interface Border {
  readonly at: number;
  readonly rank: number;
}

/** Where blocks, lines and words end, counted in characters from the beginning. */
function borders(node: Branch, from = 0): Border[] {
  // Code within a line is copied as one.
  if (node.type === 'inlineCode') return [];
  if (node.value !== undefined)
    return [...node.value.matchAll(/\n|[^\S\n]/gu)].map(({ 0: gap, index }) => ({
      at: from + index + 1,
      rank: gap === '\n' ? 2 : 1,
    }));
  const found: Border[] = [];
  let at = from;
  for (const child of node.children ?? []) {
    found.push(...borders(child, at));
    at += sizeOf(child);
    found.push({
      at,
      rank: child.type === 'listItem' ? 4 : isBlock(child) ? 3 : child.type === 'break' ? 2 : 0,
    });
  }
  return found.filter(({ rank }) => rank > 0);
}

interface Leaf {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

function leavesOf(node: Branch, from = 0): Leaf[] {
  if (!node.children) return [{ from, to: from + sizeOf(node), value: node.value ?? ' ' }];
  let at = from;
  return node.children.flatMap((child) => {
    const found = leavesOf(child, at);
    at += sizeOf(child);
    return found;
  });
}

function isBlock({ type }: Branch): boolean {
  return ['paragraph', 'list', 'blockquote', 'code', 'heading'].includes(type);
}

/** Characters of a leaf; what is not text counts as one. */
function sizeOf(node: Branch): number {
  if (node.value !== undefined) return node.value.length;
  if (!node.children) return 1;
  return node.children.reduce((sum, child) => sum + sizeOf(child), 0);
}

/** The two sides of a tree at an offset; an empty side is undefined. */
function cut<T extends Branch>(node: T, offset: number): [T | undefined, T | undefined] {
  if (offset <= 0) return [undefined, node];
  if (offset >= sizeOf(node)) return [node, undefined];
  if (node.value !== undefined)
    return [
      { ...node, value: node.value.slice(0, offset) },
      { ...node, value: node.value.slice(offset) },
    ];
  const before: Branch[] = [];
  const after: Branch[] = [];
  let at = 0;
  for (const child of node.children ?? []) {
    const [head, tail] = cut(child, offset - at);
    if (head) at += sizeOf(child);
    if (head) before.push(head);
    if (tail) after.push(tail);
  }
  const count = (node.children?.length ?? 0) - after.length;
  if (isHeadless(node, before, after)) after.unshift(goesOn);
  const start = node.type === 'list' ? { start: (node.start ?? 1) + count } : {};
  return [
    { ...node, children: before },
    { ...node, ...start, children: after },
  ];
}

/** What an item goes on with in the next part, when its own words are in this one. */
const goesOn: Branch = { type: 'paragraph', children: [{ type: 'text', value: '…' }] };

function isHeadless(node: Branch, before: readonly Branch[], after: readonly Branch[]): boolean {
  // An item that is no more than this gets no further by it.
  const isOnlyThat = before.length === 1 && before[0] === goesOn;
  return node.type === 'listItem' && after[0] !== undefined && after[0].type !== 'paragraph' && !isOnlyThat;
}
