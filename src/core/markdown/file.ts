// Documents as Markdown for files and for places that show GitHub's: what they hold can be parsed again.

import type { Code, Link } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type Handle, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import { type Document, doc, type LocalTime, type Person, plain, type Spoiler } from '../document.ts';
import { piecesOf } from '../text/address-pieces.ts';
import { cleaned, cleanedLine } from '../text/cleaned.ts';
import { cutAtMail, withoutMentions } from '../text/mentions.ts';
import { dayWords, instantWords } from '../time-words.ts';
import { needsEmptyLine } from './lists.ts';

/** CommonMark with GitHub's tables and task lists, without a line break at its end; times in their own zone. */
export function markdownFile(document: Document): string {
  return [...markdownPieces(document)].join('').trim();
}

/** The same piece by piece, for documents that take long, with the line break at its end. */
export function* markdownPieces({ children }: Document): Generator<string> {
  for (let from = 0, to = 1; from < children.length; to += 1) {
    // What a paragraph follows has no part in how it is written.
    if (to < children.length && children[to]?.type !== 'paragraph') continue;
    const copy = structuredClone(doc(children.slice(from, to)));
    // In its words, code and addresses nothing is unseen.
    clean(copy);
    yield `${from === 0 ? '' : '\n'}${toMarkdown(copy, dialect)}`;
    from = to;
  }
}

function clean(node: object): void {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') Reflect.set(node, key, cleaned(value));
    else if (typeof value === 'object' && value !== null) clean(value);
  }
}

/** A line of text as YAML's front matter quotes it: a JSON string, without the characters that YAML's readers refuse. */
export function quotedYaml(text: string): string {
  return JSON.stringify(cleanedLine(text));
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

interface Around {
  readonly before: string;
  readonly after: string;
}

function words(value: string, state: State, { before, after }: Around): string {
  if (state.stack.includes('label')) return state.safe(value, { before, after });
  const pieces = piecesOf(value);
  return pieces
    .map(({ kind, value: piece }, i) => {
      if (kind !== 'words') return `<${piece}>`;
      const around = { before: i === 0 ? before : '>', after: i === pieces.length - 1 ? after : '<' };
      return divided(state.safe(piece, around));
    })
    .join('');
}

/** A link whose words are its address, as the address alone. */
const link: Handle = (node: Link, parent, state, info) => {
  const shown = plain(node);
  const isBare =
    !state.stack.includes('label') &&
    piecesOf(shown).every(({ kind, value }) => kind !== 'words' || value === '');
  return isBare && (shown === node.url || `mailto:${shown}` === node.url)
    ? `<${shown}>`
    : defaultHandlers.link(node, parent, state, info);
};

/** The Markdown that is written, whatever is read elsewhere in another way. */
export const usualMarkdown: Options = {
  bullet: '-',
  rule: '-',
  fences: true,
  listItemIndent: 'one',
  resourceLink: true,
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  join: [(_left, right) => (needsEmptyLine(right) ? 1 : undefined)],
};

const dialect: Options = {
  ...usualMarkdown,
  handlers: {
    text: (node: { value: string }, _, state: State, info) => words(node.value, state, info),
    link,
    localTime: (node: LocalTime, _, state: State, info) =>
      words((node.style === 'date' ? dayWords : instantWords)(node.at, node.zone), state, info),
    code: (node: Code, parent, state: State, info) =>
      node.data?.isHidden
        ? `<details><summary>Spoiler</summary>\n\n${defaultHandlers.code(node, parent, state, info)}\n\n</details>`
        : defaultHandlers.code(node, parent, state, info),
    spoiler: (node: Spoiler, _, state: State, info) =>
      `(spoiler: ${state.containerPhrasing(node, { ...info, before: ' ', after: ')' })})`,
    person: (node: Person, _, state: State, info) => words(node.name, state, info),
  },
};
