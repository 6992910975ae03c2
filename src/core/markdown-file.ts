// Documents as Markdown for files and for places that show GitHub's: what they hold can be parsed again.
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import { cleaned } from './cleaned.ts';
import type { Document, LocalTime, Person } from './document.ts';
import { needsEmptyLine } from './markdown-lists.ts';
import { cutAtMail, withoutMentions } from './mentions.ts';
import { instantWords } from './time-words.ts';

/** CommonMark with GitHub's tables and task lists, without a line break at its end; times in their own zone. */
export function markdownFile(document: Document): string {
  return toMarkdown(document, dialect).trim();
}

const divider = '<!-- -->';

/**
 * Where somebody, or another issue, could be mentioned, an empty comment stops that; nobody sees or copies it. Addresses
 * of mail stay whole.
 */
function divided(words: string): string {
  return cutAtMail(words)
    .map((piece, i) =>
      i % 2 === 1 ? piece : withoutMentions(piece.replaceAll(/#(?=[\p{L}\p{N}])/gu, `#${divider}`), divider),
    )
    .join('');
}

function words(value: string, state: State, around: { before: string; after: string }): string {
  const made = state.safe(cleaned(value), around);
  return state.stack.includes('label') ? made : divided(made);
}

const dialect: Options = {
  bullet: '-',
  rule: '-',
  fences: true,
  listItemIndent: 'one',
  resourceLink: true,
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  join: [(_left, right) => (needsEmptyLine(right) ? 1 : undefined)],
  handlers: {
    text: (node: { value: string }, _, state: State, info) => words(node.value, state, info),
    localTime: (node: LocalTime, _, state: State, info) =>
      words(instantWords(node.at, node.zone), state, info),
    person: (node: Person, _, state: State, info) => words(node.name, state, info),
  },
};
