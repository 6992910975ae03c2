// Documents as the board of the tests shows them: plain lines, in which a backslash takes every mark its meaning.
import type { Node } from 'mdast';
import type { Document } from '../../../src/core/document.ts';
import { instantWords } from '../../../src/core/time-words.ts';

/** So long an entry of the board may be, in characters. */
export const longestEntry = 2_000;

/** The texts of the entries that hold a document, each within the limit (at least 1,000); nothing of it is lost. */
export function render(document: Document, longest = longestEntry): string[] {
  const lines = document.children.flatMap((block) => linesOf(block)).flatMap(cut);
  const parts: string[] = [];
  let part = '';
  for (const line of lines) {
    if (part !== '' && part.length + 1 + line.length > longest) {
      parts.push(part);
      part = '';
    }
    part = part === '' ? line : `${part}\n${line}`;
  }
  return [...parts, part];
}

/** What people read of an entry: the words without backslashes. */
export function shown(text: string): string {
  return text.replaceAll(/\\(.)/gu, '$1');
}

/** Words that mean nothing but themselves. */
export function escaped(words: string): string {
  return words.replaceAll(/[\\@*_`]/gu, '\\$&');
}

function cut(line: string): string[] {
  return line.match(/(?:\\.|[^\\]){1,900}/gsu) ?? [''];
}

function linesOf(block: Node, indent = ''): string[] {
  const children = childrenOf(block);
  switch (block.type) {
    case 'list':
      return children.flatMap((item) =>
        childrenOf(item).flatMap((child, i) =>
          linesOf(child, `${indent}  `).map((line, j) =>
            i + j === 0 ? `${indent}- ${line.trimStart()}` : line,
          ),
        ),
      );
    case 'blockquote':
      return children.flatMap((child) => linesOf(child, `${indent}> `));
    case 'table':
      return children.map((row) => indent + childrenOf(row).map(words).join(' | '));
    case 'code':
      return words(block)
        .split('\n')
        .map((line) => `${indent}    ${line}`);
    case 'thematicBreak':
      return [`${indent}----`];
    default:
      return words(block)
        .split('\n')
        .map((line) => indent + line);
  }
}

function words(node: Node): string {
  if (node.type === 'localTime' && 'at' in node && node.at instanceof Date && 'zone' in node)
    return instantWords(node.at, String(node.zone));
  if (node.type === 'person' && 'name' in node) return escaped(String(node.name));
  if (node.type === 'break') return '\n';
  if ('value' in node) return escaped(String(node.value));
  const inside = childrenOf(node).map(words).join('');
  return node.type === 'link' && 'url' in node ? `${inside} <${String(node.url)}>` : inside;
}

function childrenOf(node: Node): Node[] {
  return 'children' in node && Array.isArray(node.children) ? node.children : [];
}
