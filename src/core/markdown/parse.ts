// Markdown as CommonMark and GitHub read it, as a tree.
import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';

/** The tree of a text, with tables, struck text and bare links; blocks of HTML are not read, nor constructs named. */
export function parsed(text: string, ...without: readonly string[]): Root {
  return fromMarkdown(text, {
    extensions: [
      gfmAutolinkLiteral(),
      gfmStrikethrough({ singleTilde: false }),
      gfmTable(),
      { disable: { null: ['htmlFlow', ...without] } },
    ],
    mdastExtensions: gfmFromMarkdown(),
  });
}
