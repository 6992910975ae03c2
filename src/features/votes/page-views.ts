// Decisions as pages of the web.
import {
  type Block,
  type Document,
  doc,
  type Inline,
  link,
  list,
  p,
  time,
  typed,
} from '../../core/document.ts';
import type { Decision } from './facts.ts';

type Href = (path: string) => string;

/** The decisions that have all the words; all when nothing is searched for. */
export function foundDecisions(all: readonly Decision[], searched: string): Decision[] {
  const words = searched.toLowerCase().split(/\s+/u).filter(Boolean).slice(0, 10);
  return all.filter(({ title, text, number }) => {
    const whole = `${number} ${title}\n${text}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
}

const line = ({ number, title, decidedAt, supersededBy }: Decision, zone: string, href: Href): Inline[] => [
  `${number}: `,
  link(href(`decisions/${number}`), title),
  ' · ',
  time(decidedAt, zone, 'date'),
  ...(supersededBy === undefined ? [] : [' · no longer in force']),
];

/** The record, newest first. */
export function recordPage(
  found: readonly Decision[],
  { searched, zone, href }: { searched: string; zone: string; href: Href },
): Document {
  if (found.length === 0) {
    return searched === ''
      ? doc(p('Nothing is recorded yet.'))
      : doc(
          p(
            `Nothing was found for "${searched}". Try fewer or other words, or look through `,
            link(href('decisions'), 'all decisions'),
            '.',
          ),
        );
  }
  return doc(list(...found.map((one) => line(one, zone, href))));
}

/** One decision. */
export function decisionPage(
  one: Decision,
  { all, zone, href }: { all: readonly Decision[]; zone: string; href: Href },
): Document {
  const later = all.find(({ number }) => number === one.supersededBy);
  const source = [one.voteNumber === undefined ? '' : `vote ${one.voteNumber}`, one.source]
    .filter((part, at, parts) => part !== '' && parts.indexOf(part) === at)
    .join(', ');
  return doc(
    later
      ? p(
          'No longer in force: see ',
          link(href(`decisions/${later.number}`), `decision ${later.number}`),
          '.',
        )
      : undefined,
    ...typed(one.text),
    p('Decided on ', time(one.decidedAt, zone, 'date'), source === '' ? '.' : ` (${source}).`),
    p(link(href('decisions'), 'All decisions')),
  );
}

/** The latest, for the front page. */
export function latestBlocks(all: readonly Decision[], zone: string, href: Href): Block[] {
  return [list(...all.slice(0, 5).map((one) => line(one, zone, href)))];
}
