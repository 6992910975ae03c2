// The plain words of a document's pieces, for places where there is no Markdown.
import type { Node } from 'mdast';
import type { LocalTime, Person } from '../../core/document.ts';
import { cleaned } from './escape.ts';

/** The words of a node as people read them where no Markdown is; times in the zone that they carry. */
export function wordsOf(node: Node): string {
  if (isLocalTime(node)) return timeInWords(node);
  if (isPerson(node)) return cleaned(node.name);
  if (node.type === 'break') return ' ';
  if ('value' in node && typeof node.value === 'string') return cleaned(node.value);
  if (!('children' in node) || !Array.isArray(node.children)) return '';
  return node.children.map((child: Node) => wordsOf(child)).join('');
}

function timeInWords({ at, zone, style }: LocalTime): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const hour = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  const shown = style === 'date' ? day : style === 'time' ? hour : { ...day, ...hour };
  return new Intl.DateTimeFormat('en-GB', { ...shown, timeZone: zone }).format(at);
}

function isLocalTime(node: Node): node is LocalTime {
  return node.type === 'localTime';
}

function isPerson(node: Node): node is Person {
  return node.type === 'person';
}
