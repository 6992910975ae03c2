// What a screen reader says of a message: its words as they are read, without the marks of Markdown.
import type { ElementContent } from 'hast';
import type { Surroundings } from './discord-inline.ts';
import { markdown } from './discord-markdown.ts';

/** A longer text is not read out in full. */
const longest = 600;

/** The words of Discord's Markdown in one line, without what could be taken for a tag. */
export function spokenWords(text: string, around: Surroundings): string {
  const words = markdown(text.slice(0, longest), around).map(wordsOf).join(' ');
  return words.replaceAll(/[<>\s]+/gu, ' ').trim();
}

function wordsOf(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element' || node.properties.ariaHidden === 'true') return '';
  const classes = node.properties.className;
  if (Array.isArray(classes) && classes.includes('spoiler')) return '(a spoiler)';
  const words = node.children.map(wordsOf).join('');
  return apart.has(node.tagName) ? ` ${words} ` : words;
}

/** What stands on lines of its own. */
const apart = new Set(['p', 'li', 'ul', 'ol', 'br', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
