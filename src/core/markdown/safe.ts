// A parsed Markdown tree reduced to what every place can show safely; all else in it becomes words.
import type {
  BlockContent,
  Definition,
  List,
  ListItem,
  Node,
  PhrasingContent,
  Root,
  RootContent,
  Table,
  Text,
} from 'mdast';
import { escapesKept, escapesRead } from './escapes.ts';
import { languageOf } from './fences.ts';
import { linkAddress } from './link.ts';
import { withListsJoined } from './lists.ts';
import { withMarksRead } from './marks.ts';
import { paragraph } from './paragraph.ts';
import { parsed } from './parse.ts';
import { isSpace, lineOf, type Piece, piecesOf } from './runs.ts';
import { inlineCode } from './typed.ts';

/** Deeper than this, quotes and lists are what is in them: no platform shows more, and nothing can pile up. */
const deepest = 6;

interface Reading {
  readonly source: string;
  readonly definitions: ReadonlyMap<string, Definition>;
}

/**
 * Paragraphs, quotes, lists, code and rules, with emphasis, code, breaks and links in them. Headings are strong
 * paragraphs, pictures links to them, tables code; marks that one platform alone reads are what they mean; HTML and what
 * else there is are text as it was written.
 */
export function safeBlocks(root: Root, source: string): BlockContent[] {
  const made = blocks(root.children, { source, definitions: usedDefinitions(root) }, 0);
  return withMarksRead(made).map(escapesRead);
}

function blocks(nodes: readonly RootContent[], reading: Reading, depth: number): BlockContent[] {
  return withListsJoined(nodes.flatMap((one) => block(one, reading, depth)));
}

function block(node: RootContent, reading: Reading, depth: number): BlockContent[] {
  switch (node.type) {
    case 'paragraph':
      return paragraph(inlines(node.children, reading));
    case 'heading':
      return paragraph([{ type: 'strong', children: inlines(node.children, reading) }]);
    case 'thematicBreak':
      return [{ type: 'thematicBreak' }];
    case 'code':
      return node.value.trim() === ''
        ? []
        : [{ type: 'code', lang: languageOf(node.lang ?? ''), value: node.value }];
    case 'table':
      return [{ type: 'code', lang: null, value: tableWords(node, reading) }];
    case 'definition':
      return reading.definitions.has(node.identifier) ? [] : definitionWords(node, reading, depth);
    case 'blockquote': {
      if (depth >= deepest) return blocks(node.children, reading, depth);
      const children = blocks(node.children, reading, depth + 1);
      return children.length === 0 ? [] : [{ type: 'blockquote', children }];
    }
    case 'list':
      return depth >= deepest
        ? node.children.flatMap((item) => blocks(item.children, reading, depth))
        : list(node, reading, depth + 1);
    default:
      return paragraph([sourceText(node, reading)]);
  }
}

function list(node: List, reading: Reading, depth: number): BlockContent[] {
  const children = node.children.flatMap((item): ListItem[] => {
    const inner = blocks(item.children, reading, depth);
    return inner.length === 0 ? [] : [{ type: 'listItem', spread: false, children: inner }];
  });
  if (children.length === 0) return [];
  const kind = node.ordered ? { ordered: true, start: node.start ?? 1 } : { ordered: false };
  return [{ type: 'list', ...kind, spread: false, children }];
}

function inlines(nodes: readonly PhrasingContent[], reading: Reading, depth = 0): PhrasingContent[] {
  return nodes.flatMap((node) => inline(node, reading, depth));
}

function inline(node: PhrasingContent, reading: Reading, depth: number): PhrasingContent[] {
  switch (node.type) {
    case 'text':
      return [{ type: 'text', value: escapesKept(node.value, sourceOf(node, reading)) }];
    case 'break':
      return [{ type: 'break' }];
    case 'inlineCode':
      return [inlineCode(node.value)];
    case 'emphasis':
    case 'strong':
    case 'delete': {
      const children = inlines(node.children, reading, depth + 1);
      return depth >= deepest ? children : [{ type: node.type, children }];
    }
    case 'link':
      return linked(node.url, inlines(node.children, reading, depth + 1), node, reading);
    case 'image':
      return linked(node.url, [{ type: 'text', value: node.alt ?? '' }], node, reading);
    case 'linkReference':
    case 'imageReference': {
      const url = reading.definitions.get(node.identifier)?.url;
      const words: PhrasingContent[] =
        node.type === 'linkReference'
          ? inlines(node.children, reading, depth + 1)
          : [{ type: 'text', value: node.alt ?? '' }];
      return url === undefined ? [sourceText(node, reading)] : linked(url, words, node, reading);
    }
    case 'html':
      // An empty comment keeps two characters apart on forums; it is nothing that anybody wrote.
      return node.value === '<!-- -->' ? [] : [{ type: 'text', value: node.value }];
    default:
      return [sourceText(node, reading)];
  }
}

/** A link in one line, its words its address where it has none; where the address may not be one, its words. */
function linked(
  url: string,
  label: readonly PhrasingContent[],
  node: Node,
  reading: Reading,
): PhrasingContent[] {
  const pieces = piecesOf(label).map(
    (piece): Piece =>
      piece.node.type === 'break' ? { ...piece, node: { type: 'text', value: ' ' } } : piece,
  );
  const isEmpty = pieces.every(isSpace);
  const address = linkAddress(url);
  if (address !== undefined) {
    const children = isEmpty ? [{ type: 'text', value: url } as const] : oneLine(pieces);
    return [{ type: 'link', url: address, children }];
  }
  // What is found in words afterwards stands nowhere in the source.
  const start = node.position?.start.offset;
  const isBare = start !== undefined && reading.source.charAt(start) === '<';
  return start !== undefined && (isEmpty || isBare) ? [sourceText(node, reading)] : lineOf(pieces);
}

function oneLine(pieces: readonly Piece[]): PhrasingContent[] {
  return lineOf(
    pieces.map(({ node, marks }) => ({
      marks,
      node: node.type === 'text' ? { ...node, value: node.value.replaceAll(/\s+/gu, ' ') } : node,
    })),
  );
}

/** What is defined and used as the address of a link; what looks like a footnote is not. */
function usedDefinitions(root: Root): ReadonlyMap<string, Definition> {
  const defined = new Map<string, Definition>();
  const used = new Set<string>();
  const nodes: RootContent[] = [...root.children];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    if (node.type === 'linkReference' || node.type === 'imageReference') used.add(node.identifier);
    // The last to be found is the first in the text, which is the one that counts.
    if (node.type === 'definition' && !node.identifier.startsWith('^')) defined.set(node.identifier, node);
    if ('children' in node) nodes.push(...node.children);
  }
  return new Map([...defined].filter(([identifier]) => used.has(identifier)));
}

/** What looks like the definition of an address that nothing in the text asks for: words like any others. */
function definitionWords(node: Definition, reading: Reading, depth: number): BlockContent[] {
  const source = sourceText(node, reading).value;
  return blocks(parsed(source, 'definition').children, { ...reading, source }, depth);
}

/** A node as it was written, without the marks of the quotes and lists that it stands in. */
function sourceText(node: Node, reading: Reading): Text {
  return { type: 'text', value: sourceOf(node, reading).replaceAll(/\n[>\s]*/gu, '\n') };
}

function sourceOf({ position }: Node, { source }: Reading): string {
  return source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
}

/** A table as text, its columns under each other where they are not too wide. */
function tableWords(node: Table, reading: Reading): string {
  const rows = node.children.map((row) =>
    row.children.map((cell) => {
      const [first, last] = [cell.children.at(0), cell.children.at(-1)];
      return reading.source.slice(first?.position?.start.offset ?? 0, last?.position?.end.offset ?? 0).trim();
    }),
  );
  const widths = (rows[0] ?? []).map((_, i) => Math.max(3, ...rows.map((row) => row[i]?.length ?? 0)));
  const isNarrow = widths.reduce((sum, width) => sum + width + 3, 1) <= 100;
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (isNarrow ? cell.padEnd(widths[i] ?? 0) : cell)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [head, widths.map((width) => '-'.repeat(isNarrow ? width : 3)), ...body].map(line).join('\n');
}
