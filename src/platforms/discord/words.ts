// The plain words of a document's pieces, for places where there is no Markdown.
import type { Node } from 'mdast';
import { BoundedMap } from '../../core/bounded-map.ts';
import { isLocalTime, isPerson, type LocalTime } from '../../core/document.ts';
import { cleaned } from '../../core/text/cleaned.ts';

/** The words of a node as people read them where no Markdown is; times in the zone that they carry. */
export function wordsOf(node: Node): string {
  if (isLocalTime(node)) return timeInWords(node);
  if (isPerson(node)) return cleaned(node.name);
  if (node.type === 'break') return ' ';
  if ('value' in node && typeof node.value === 'string') return cleaned(node.value);
  if (!('children' in node) || !Array.isArray(node.children)) return '';
  return node.children.map((child: Node) => wordsOf(child)).join('');
}

/** Made once for a zone and a style, since it takes longer to make than to use. */
const formats = new BoundedMap<string, Intl.DateTimeFormat>(200);

function timeInWords({ at, zone, style }: LocalTime): string {
  const key = `${zone} ${style}`;
  const format = formats.get(key) ?? formatOf(zone, style);
  formats.set(key, format);
  return format.format(at);
}

function formatOf(zone: string, style: LocalTime['style']): Intl.DateTimeFormat {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const hour = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  const shown = style === 'date' ? day : style === 'time' ? hour : { ...day, ...hour };
  return new Intl.DateTimeFormat('en-GB', { ...shown, timeZone: zone });
}
