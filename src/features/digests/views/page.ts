// Digests as pages of the web: the list of them, and one complete.

import type { GroupFacts } from '../../../core/directory.ts';
import { type Document, doc, heading, link, list, p, time } from '../../../core/document.ts';
import type { Watch } from '../facts.ts';
import { fullDigest, type Shown } from './digest.ts';

/** A watch with its newest digests. */
export interface ListedWatch {
  readonly group: GroupFacts;
  readonly watch: Watch;
  readonly runs: readonly { readonly id: number; readonly readAt: Date; readonly open: number }[];
}

const wording = {
  none: 'There is no public digest yet.',
  all: 'All digests',
  asOf: 'As of ',
};

/** The list; `base` is the folder in which the pages are served: empty, or `/docent`. */
export function pageList(watches: readonly ListedWatch[], base: string): Document {
  const areSeveral = new Set(watches.map(({ group }) => group.id)).size > 1;
  return doc(
    watches.length === 0 ? p(wording.none) : undefined,
    watches.flatMap(({ group, watch, runs }) => [
      heading(2, areSeveral ? `${group.name}: ${watch.name}` : watch.name),
      list(
        ...runs.map(({ id, readAt, open }) => [
          link(`${base}/digests/${id}`, time(readAt, group.zone, 'date')),
          ` · ${open} open`,
        ]),
      ),
    ]),
  );
}

/** A digest, with all of its lines and the way back to the list. */
export function pageDigest(shown: Shown, base: string): Document {
  const { digest, zone } = shown;
  const asOf = time(digest.generatedAt, zone ?? 'UTC', 'full');
  const whole = fullDigest(shown, { hasTitle: false });
  return {
    ...whole,
    children: [p(wording.asOf, asOf, ' · ', link(`${base}/digests`, wording.all)), ...whole.children],
  };
}
