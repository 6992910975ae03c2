// Cuts documents into parts that each fit one post: between blocks, else between items, rows, lines and words.
import type { Document } from '../../core/document.ts';

/** What a node of the tree looks like to those who cut it. */
interface Branch {
  readonly type: string;
  readonly value?: string | undefined;
  readonly url?: string | undefined;
  readonly name?: string | undefined;
  readonly start?: number | null | undefined;
  readonly children?: readonly Branch[] | undefined;
}

/** The document's parts in order; each is at most `limit` characters of Markdown by the estimate below. */
export function partsOf(document: Document, limit: number): Document[] {
  const parts: Document[] = [];
  let rest: Document | undefined = document;
  while (rest) {
    const [head, tail]: readonly [Document | undefined, Document | undefined] = cut(rest, limit, limit);
    parts.push(head ?? rest);
    rest = head ? tail : undefined;
  }
  return parts;
}

/** The two sides of a node where the first holds at most `space`; what is larger than `limit` is itself cut. */
function cut<T extends Branch>(
  node: T,
  space: number,
  limit: number,
): readonly [T | undefined, T | undefined] {
  if (estimate(node) <= space) return [node, undefined];
  if (node.value !== undefined) return cutValue(node, node.value, space);
  const children = node.children ?? [];
  const before: Branch[] = [];
  const after: Branch[] = [...children];
  let left = space - overhead(node);
  for (let child = after[0]; child; child = after[0]) {
    const size = estimate(child);
    if (size > left && (size <= limit || left < limit / 4)) break;
    const [head, tail] = cut(child, left, limit);
    if (!head) break;
    before.push(head);
    after.shift();
    left -= estimate(head);
    if (!tail) continue;
    after.unshift(tail);
    break;
  }
  if (before.length === 0) return [undefined, node];
  if (after.length === 0) return [node, undefined];
  const start = node.type === 'list' ? { start: (node.start ?? 1) + children.length - after.length } : {};
  if (isHeadless(node, before, after)) after.unshift(goesOn);
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
  return node.type === 'listItem' && after[0]?.type !== 'paragraph' && !isOnlyThat;
}

/** Cuts at the last line that fits, else at the last word, at worst between two characters. */
function cutValue<T extends Branch>(
  node: T,
  value: string,
  space: number,
): readonly [T | undefined, T | undefined] {
  let low = 0;
  let high = value.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (estimate({ ...node, value: value.slice(0, middle) }) <= space) low = middle;
    else high = middle - 1;
  }
  if (low === 0) return [undefined, node];
  const borders = [value.lastIndexOf('\n', low - 1), value.lastIndexOf(' ', low - 1)];
  const border = borders.find((one) => one > low / 2);
  let at = border === undefined ? low : border + 1;
  if (/[\uD800-\uDBFF]/u.test(value.charAt(at - 1)) && at > 1) at -= 1;
  const tail = value.slice(at);
  return [
    { ...node, value: value.slice(0, at).replace(/\n$/u, '') },
    tail === '' ? undefined : { ...node, value: tail },
  ];
}

/** No less than the characters of Markdown that a node becomes, save in deep nests, which the caller checks. */
function estimate(node: Branch): number {
  if (node.children) return node.children.reduce((sum, child) => sum + estimate(child), overhead(node));
  return overhead(node);
}

function overhead(node: Branch): number {
  if (node.value !== undefined) return 16 + sizeOfTyped(node.value, node.type === 'text');
  if (node.type === 'localTime') return 90;
  if (node.name !== undefined) return 100 + 3 * sizeOfTyped(node.name, true);
  return 12 + addressSize(node.url ?? '');
}

/** Marks grow when they are escaped, addresses are written twice, and lines may be indented. */
function sizeOfTyped(value: string, isText: boolean): number {
  const lines = value.length + 3 * countOf(value, /\n/gu);
  if (!isText) return lines;
  const addresses = value.match(/https?:\/\/\S+/giu) ?? [];
  const marks = 2 * countOf(value, /[!-/:-@[-`{-~]/gu) + 3 * countOf(value, /</gu);
  return addresses.reduce((sum, url) => sum + 4 + addressSize(url), lines + marks);
}

/** Characters that would end an address early are percent-encoded. */
function addressSize(url: string): number {
  return url.length + 2 * countOf(url, /[^\w/:.?=&#%+-]/gu);
}

function countOf(value: string, pattern: RegExp): number {
  return value.match(pattern)?.length ?? 0;
}
