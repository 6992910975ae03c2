// Digests as pages of the web: the list of them, and one complete.

import type { GroupFacts } from '../../../core/directory.ts';
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
  time,
} from '../../../core/document.ts';
import type { Watch } from '../facts.ts';
import { fullDigest, type Shown } from './digest.ts';

/** A watch with its newest digests. */
export interface ListedWatch {
  readonly group: GroupFacts;
  readonly watch: Watch;
  readonly runs: readonly { readonly id: number; readonly readAt: Date; readonly open: number }[];
}

type Href = (path: string) => string;

const runLine = ({ id, readAt, open }: ListedWatch['runs'][number], zone: string, href: Href): Inline[] =>
  sentence`${link(href(`digests/${id}`), time(readAt, zone, 'date'))} · ${open} open`;

/** The list of a group's watches, each with its newest digests. */
export function pageList(watches: readonly ListedWatch[], href: Href): Document {
  return doc(
    watches.length === 0 ? p('There is no public digest yet.') : undefined,
    watches.flatMap(({ group, watch, runs }) => [
      heading(2, watch.name),
      list(...runs.map((run) => runLine(run, group.zone, href))),
    ]),
  );
}

/** The newest digest of each watch, for the front page. */
export function frontDigests(watches: readonly ListedWatch[], href: Href): Block[] {
  return [
    list(
      ...watches
        .slice(0, 5)
        .flatMap(({ group, watch, runs: [newest] }) =>
          newest ? [[`${watch.name}: `, ...runLine(newest, group.zone, href)]] : [],
        ),
    ),
  ];
}

/** What a feed says of a digest. */
export function feedDigest({ open }: ListedWatch['runs'][number], url: string): Document {
  return doc(p(`${open} open. `, link(url, 'Read the digest')));
}

/** A digest, with all of its lines and the way back to the list. */
export function pageDigest(shown: Shown, all: string): Document {
  const { digest, zone } = shown;
  const asOf = time(digest.generatedAt, zone ?? 'UTC', 'full');
  const whole = fullDigest(shown, { hasTitle: false });
  return {
    ...whole,
    children: [p`As of ${asOf} · ${link(all, 'All digests')}`, ...whole.children],
  };
}
