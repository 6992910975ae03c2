// Digests as pages of the web: the list of them, and one complete.

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
import type { PageRequest } from '../../../core/page.ts';
import type { Watch } from '../facts.ts';
import { fullDigest, type Shown } from './digest.ts';

/** A watch with its newest digests. */
export interface ListedWatch {
  readonly watch: Watch;
  readonly runs: readonly { readonly id: number; readonly readAt: Date; readonly open: number }[];
}

type ListedRun = ListedWatch['runs'][number];
type Where = Pick<PageRequest, 'group' | 'href'>;

const runLine = ({ id, readAt, open }: ListedRun, { group, href }: Where): Inline[] =>
  sentence`${link(href(`digests/${id}`), time(readAt, group.zone, 'date'))} · ${open} open`;

/** The list of a group's watches, each with its newest digests. */
export function pageList(watches: readonly ListedWatch[], where: Where): Document {
  return doc(
    watches.length === 0 && p('There is no public digest yet.'),
    watches.flatMap(({ watch, runs }) => [
      heading(2, watch.name),
      list(...runs.map((run) => runLine(run, where))),
    ]),
  );
}

/** The newest digest of each watch, for the front page. */
export function frontDigests(watches: readonly ListedWatch[], where: Where): Block[] {
  const lines = watches.flatMap(({ watch, runs: [newest] }) =>
    newest ? [[`${watch.name}: `, ...runLine(newest, where)]] : [],
  );
  return [list(...lines.slice(0, 5))];
}

/** What a feed says of a digest. */
export function feedDigest({ open }: ListedRun, url: string): Document {
  return doc(p(`${open} open. `, link(url, 'Read the digest')));
}

/** A digest, with all of its lines and the way back to the list. */
export function pageDigest(shown: Shown, all: string): Document {
  const { digest, zone } = shown;
  const asOf = time(digest.generatedAt, zone ?? 'UTC', 'full');
  const { children } = fullDigest(shown, { hasTitle: false });
  return doc(p`As of ${asOf} · ${link(all, 'All digests')}`, children);
}
