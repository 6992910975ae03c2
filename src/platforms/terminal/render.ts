// Documents as plain text for a terminal: wrapped, with times in the reader's zone and addresses written out.
import { DateTime } from 'luxon';
import type { InlineCode, List, Node, RootContent } from 'mdast';
import { asTyped } from '../../core/command/typed.ts';
import { type Document, isLocalTime, isPerson, type LocalTime } from '../../core/document.ts';
import { cleaned } from '../../core/text/cleaned.ts';
import { instantWords } from '../../core/time-words.ts';

/** For whom it is written. */
export interface Reader {
  /** IANA zone. */
  readonly zone: string;
  /** Width of the terminal in characters. */
  readonly columns: number;
}

/** Text without control characters, each line within the width where words allow it, ending in a line break. */
export function render(document: Document, reader: Reader): string {
  return `${blocks(document.children, reader).join('\n')}\n`;
}

function blocks(nodes: readonly RootContent[], reader: Reader): string[] {
  return nodes.flatMap((node, i) => {
    const lines = block(node, reader);
    return i === 0 || lines.length === 0 ? lines : ['', ...lines];
  });
}

function block(node: RootContent, reader: Reader): string[] {
  switch (node.type) {
    case 'heading': {
      const lines = wrapped(words(node, reader), reader.columns);
      const mark = node.depth === 1 ? '=' : node.depth === 2 ? '-' : '';
      const width = Math.max(0, ...lines.map((line) => line.length));
      return mark === '' ? lines : [...lines, mark.repeat(width)];
    }
    case 'list':
      return list(node, reader);
    case 'blockquote':
      return indented(blocks(node.children, narrower(reader, 2)), '| ', '| ');
    case 'code':
      return [
        ...(node.data?.isHidden ? ['(spoiler:)'] : []),
        ...cleaned(node.value)
          .split('\n')
          .map((line) => (line === '' ? '' : `    ${line}`)),
      ];
    case 'thematicBreak':
      return ['-'.repeat(Math.min(reader.columns, 40))];
    default:
      return wrapped(words(node, reader), reader.columns);
  }
}

function list(node: List, reader: Reader): string[] {
  return node.children.flatMap((item, i) => {
    const mark = node.ordered ? `${(node.start ?? 1) + i}. ` : '- ';
    const box = item.checked === true ? '[x] ' : item.checked === false ? '[ ] ' : '';
    const first = `${mark}${box}`;
    const inside = narrower(reader, first.length);
    const lines = item.children.flatMap((child) => block(child, inside));
    return indented(lines.length > 0 ? lines : [''], first, ' '.repeat(first.length));
  });
}

function words(node: Node, reader: Reader): string {
  if (isLocalTime(node)) return timeWords(node, reader.zone);
  if (isPerson(node)) return cleaned(node.name);
  if (node.type === 'break') return '\n';
  if (isInlineCode(node))
    return `\`${cleaned(node.data?.verbatim ? node.value : asTyped(node.value, 'docent'))}\``;
  if ('value' in node && typeof node.value === 'string') return cleaned(node.value);
  const inner =
    'children' in node && Array.isArray(node.children)
      ? node.children.map((child: Node) => words(child, reader)).join('')
      : '';
  if (node.type === 'spoiler') return `(spoiler: ${inner})`;
  if (node.type !== 'link' || !('url' in node)) return inner;
  const url = cleaned(String(node.url));
  const address = url.replace(/^mailto:/u, '');
  return inner === url || inner === address ? inner : inner === '' ? address : `${inner} (${address})`;
}

function isInlineCode(node: Node): node is InlineCode {
  return node.type === 'inlineCode';
}

function timeWords({ at, style }: LocalTime, zone: string): string {
  const local = DateTime.fromJSDate(at, { zone }).setLocale('en-GB');
  if (style === 'date') return local.toFormat('cccc d LLLL yyyy');
  if (style === 'time') return `${local.toFormat('HH:mm')} ${zone.replaceAll('_', ' ')}`;
  return instantWords(at, zone);
}

/** Lines of at most so many characters; a longer word, such as an address, keeps its line to itself. */
function wrapped(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(/[^\S\n\u00a0]+/u).filter((one) => one !== '')) {
      if (current !== '' && current.length + 1 + word.length > columns) {
        lines.push(current);
        current = '';
      }
      current += current === '' ? word : ` ${word}`;
    }
    return [...lines, current];
  });
}

function indented(lines: readonly string[], first: string, further: string): string[] {
  return lines.map((line, i) =>
    line === '' ? (i === 0 ? first : further).trimEnd() : `${i === 0 ? first : further}${line}`,
  );
}

function narrower(reader: Reader, by: number): Reader {
  return { ...reader, columns: Math.max(20, reader.columns - by) };
}
