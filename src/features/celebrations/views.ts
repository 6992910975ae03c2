// What is said of achievements: in an agenda, and once a month.

import {
  type Block,
  type Document,
  doc,
  heading,
  type Inline,
  link,
  list,
  p,
  sentence,
  strong,
} from '../../core/document.ts';
import { counted } from '../../core/text/counted.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { Achievements } from './facts.ts';

/** So many newcomers are named. */
const mostNewcomers = 10;

/** What was achieved; empty when nothing is known of. */
export function achievementBlocks({ celebrated, done, firstMerged, merged }: Achievements): Block[] {
  const lines: Inline[][] = [
    ...done.map(
      ({ name, lead }): Inline[] => sentence`Done:
        ${strong(name)}${lead === undefined ? '' : `, led by ${lead}`}`,
    ),
    ...celebrated.map(({ text, by }): Inline[] => [text, by === undefined ? '' : ` (${by})`]),
    ...firstMerged.slice(0, mostNewcomers).map(
      ({ author, title, url }): Inline[] => sentence`A first pull request merged: ${strong(author)},
        ${link(url, shortened(title, 120))}`,
    ),
  ];
  const more = firstMerged.length - mostNewcomers;
  if (more > 0) lines.push([`And ${counted(more, 'more first pull request')} merged`]);
  return [
    ...(lines.length > 0 ? [list(...lines)] : []),
    ...(merged ? [p(strong(`${merged.title}:`)), ...merged.blocks] : []),
  ];
}

/** A month's achievements by themselves. */
export function monthDocument(words: string, achievements: Achievements): Document | undefined {
  const blocks = achievementBlocks(achievements);
  return blocks.length === 0 ? undefined : doc(heading(2, `Celebrations of ${words}`), blocks);
}
