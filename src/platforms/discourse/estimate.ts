// How long a piece of a document is as Discourse Markdown, without making it.

/** What a node of the tree looks like here. */
interface Branch {
  readonly type: string;
  readonly value?: string | undefined;
  readonly url?: string | undefined;
  readonly name?: string | undefined;
  readonly children?: readonly Branch[] | undefined;
}

/** No less than the characters of Markdown that a node becomes, save in deep nests, which the caller checks. */
export function estimate(node: Branch): number {
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
