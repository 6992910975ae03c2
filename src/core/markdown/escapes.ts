// Marks behind a backslash: characters that somebody wanted to be seen, which mean nothing wherever they are read.
import type { Node } from 'mdast';

/** Characters that begin a mark of one platform, each with what stands for it until those are read: no text has those. */
const kept = new Map([
  ['|', '\uFDD0'],
  ['<', '\uFDD1'],
  ['[', '\uFDD2'],
]);
const meant = new Map([...kept].map(([one, other]) => [other, one]));

/** The words of a text, with what was behind a backslash in its source so that no mark is found in it. */
export function escapesKept(value: string, source: string): string {
  if (!/\\[|<[]/u.test(source)) return value;
  const read = (how: (one: string) => string) =>
    source.replaceAll(/\\([!-/:-@[-`{-~])/gu, (_, one: string) => how(one));
  // Where the source is more than its words, as in quotes of several lines, they stay as they are.
  return read((one) => one) === value ? read((one) => kept.get(one) ?? one) : value;
}

/** A node in whose words those characters are what they were. */
export function escapesRead<T extends Node>(node: T): T {
  if (node.type === 'text' && 'value' in node && typeof node.value === 'string') {
    const value = node.value.replaceAll(/[\uFDD0-\uFDD2]/gu, (one) => meant.get(one) ?? one);
    return value === node.value ? node : { ...node, value };
  }
  if (!('children' in node) || !Array.isArray(node.children)) return node;
  return { ...node, children: node.children.map((child: Node) => escapesRead(child)) };
}
