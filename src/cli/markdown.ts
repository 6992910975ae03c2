// Documents as GitHub's Markdown, for files and for comments of a CI job.
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import type { Document, LocalTime, Person } from '../core/document.ts';
import { instantWords } from '../core/time-words.ts';

/** Renders a document. What people typed is text in it and mentions nobody. */
export function markdown(document: Document): string {
  return toMarkdown(document, dialect).trim();
}

/** What turns the reading direction of what follows around, and control characters. */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A zero-width space keeps GitHub from taking `@name` for somebody, and `#12` for another pull request. */
function disarmed(words: string): string {
  return words
    .toWellFormed()
    .replaceAll(unseen, '')
    .replaceAll(/[@#](?=[\p{L}\p{N}])/gu, '$&\u200b');
}

const dialect: Options = {
  bullet: '-',
  fences: true,
  listItemIndent: 'one',
  resourceLink: true,
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  handlers: {
    text: (node: { value: string }, _, state: State, info) => {
      const isNumber = state.stack.includes('label');
      return state.safe(isNumber ? node.value.replaceAll(unseen, '') : disarmed(node.value), info);
    },
    localTime: (node: LocalTime, _, state: State, info) => state.safe(instantWords(node.at, node.zone), info),
    person: (node: Person, _, state: State, info) => state.safe(disarmed(node.name), info),
  },
};
